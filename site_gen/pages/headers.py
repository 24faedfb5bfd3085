"""What the host shall send along with every file: security, types, how long to keep it."""

from __future__ import annotations

from typing import Final

from site_gen.pages.addresses import Addresses
from site_gen.pages.views import HeaderRule

# As in the theme's base.html, but for the digest of a page's own data, which is not run and needs no leave.
# `frame-ancestors` works as a header only.
SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
_SECURITY: Final = (
    ("Content-Security-Policy", f"{SECURITY_POLICY}; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# Pages are asked for again each time, which is what hosts do by themselves; setting it would add to this rule.
_KEEP_A_DAY: Final = ("Cache-Control", "public, max-age=86400, stale-while-revalidate=604800")
_TYPES: Final = (
    ("feed.xml", "application/rss+xml; charset=utf-8"),
    ("atom.xml", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
)


def header_rules(addresses: Addresses) -> tuple[HeaderRule, ...]:
    """Headers by pattern, the general ones first."""
    base = addresses.base
    rules = (
        HeaderRule(paths=f"{base}*", headers=_SECURITY),
        HeaderRule(paths=f"{base}static/*", headers=(_KEEP_A_DAY,)),
    )
    types = (
        HeaderRule(paths=paths, headers=(("Content-Type", kind),))
        for name, kind in _TYPES
        for paths in (f"{base}{name}", f"{base}*/{name}")
    )
    return (*rules, *types)
