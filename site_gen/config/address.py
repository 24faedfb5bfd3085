"""Checks the site's address: it must not be missing, local, or a new digest's placeholder."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from site_gen.config.site_yaml import NAME, Config
from site_gen.errors import Diagnostic, Severity

PLACEHOLDER: Final = "https://digest.example/"  # in the site.yaml that `init` writes
_HINT: Final = (
    "write the address where the site will stand, as in 'base_url: https://news.example.org/', or give it to the "
    "command: --base-url ADDRESS"
)


def is_public(base_url: str) -> bool:
    """True if an address works from another computer."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    return not (host in {"localhost", "::1", "0.0.0.0"} or host.startswith("127.") or host.endswith(".localhost"))  # noqa: S104


def address_findings(config: Config, severity: Severity) -> tuple[Diagnostic, ...]:
    """The problem with the address of a site that is to be published, or None."""
    if config.base_url == PLACEHOLDER:
        message = f"base_url is still '{PLACEHOLDER}', which stands in for the address of your site"
        return (Diagnostic(NAME, None, "placeholder-address", message, _HINT, severity),)
    if not is_public(config.base_url):
        message = f"without a base_url links lead to '{config.base_url}', this computer, so no feeds are written"
        return (Diagnostic(NAME, None, "no-address", message, _HINT, severity),)
    return ()
