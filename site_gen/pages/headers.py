"""Headers that the host sends with every file: content security policy, types, caching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_gen.pages.addresses import Addresses
from site_gen.pages.file_views import HeaderRule

# As in the theme's base.html, but for the digest of a page's own data, which is not run and needs no leave.
# `frame-ancestors` works as a header only.
SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
_OPENED: Final = frozenset({"style-src", "script-src", "img-src", "connect-src", "form-action"})
_OPENED_ONLY: Final = ("font-src", "media-src", "frame-src")  # closed by default-src otherwise
_SECURITY: Final = (
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


def security_policy(allowed: Sequence[str]) -> str:
    """The policy of pages that may ask some other addresses too."""
    if not allowed:
        return SECURITY_POLICY
    more = " ".join(allowed)
    rules = [f"{it} {more}" if it.split()[0] in _OPENED else it for it in SECURITY_POLICY.split("; ")]
    return "; ".join((*rules, *(f"{name} 'self' {more}" for name in _OPENED_ONLY)))


def header_rules(addresses: Addresses, allowed: Sequence[str] = ()) -> tuple[HeaderRule, ...]:
    """Headers by pattern, the general ones first."""
    base = addresses.base
    policy = ("Content-Security-Policy", f"{security_policy(allowed)}; frame-ancestors 'none'")
    rules = (
        HeaderRule(paths=f"{base}*", headers=(policy, *_SECURITY)),
        HeaderRule(paths=f"{base}static/*", headers=(_KEEP_A_DAY,)),
    )
    types = (
        HeaderRule(paths=paths, headers=(("Content-Type", kind),))
        for name, kind in _TYPES
        for paths in (f"{base}{name}", f"{base}*/{name}")
    )
    return (*rules, *types)
