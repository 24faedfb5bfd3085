"""Addresses that only lead on: what search engines, networks and mail filters put around a link to watch its readers.

Those of mail filters hold the address of whoever got the mail.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

# A host and a path, and the parameters that hold where the link leads.
_REDIRECTS: Final = (
    (re.compile(r"(?:www\.)?google\.(?:com?\.)?\w{2,3}/url"), ("q", "url")),
    (re.compile(r"(?:www\.)?bing\.com/news/apiclick\.aspx"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"(?:l|lm|m)\.(?:facebook|instagram)\.com/(?:l\.php)?|(?:www\.)?facebook\.com/flx/warn/"), ("u",)),
    (re.compile(r"\w+\.safelinks\.protection\.outlook\.com/"), ("url",)),
    (re.compile(r"linkprotect\.cudasvc\.com/url"), ("a",)),
    (re.compile(r"urldefense\.proofpoint\.com/v1/url"), ("u",)),
    (re.compile(r"(?:html\.)?duckduckgo\.com/l/"), ("uddg",)),
    (re.compile(r"out\.reddit\.com/"), ("url",)),
    (re.compile(r"t\.umblr\.com/redirect"), ("z",)),
    (re.compile(r"(?:m\.)?vk\.com/away\.php"), ("to",)),
    (re.compile(r"(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)"), ("url",)),
    (re.compile(r"steamcommunity\.com/linkfilter/"), ("u", "url")),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)
# Such as "https://urldefense.com/v3/__https://gazette.example/a__;!!Key$".
_DEFENDED: Final = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(https?://?.+?)__;", re.IGNORECASE)
_DEEPEST: Final = 3


def out_of_redirect(url: str) -> str:
    """Where a link leads in the end, as far as its own words tell; any other address to the letter."""
    for _ in range(_DEEPEST):
        target = _target(url)
        if not target:
            break
        url = target
    return url


def _target(url: str) -> str | None:
    if "://" not in url[:9]:
        return None
    defended = _DEFENDED.match(url)
    if defended:
        return re.sub(r"^(https?:)/+", r"\1//", unquote(defended[1]))
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    place = f"{(parts.netloc or '').lower()}{parts.path}"
    keys = next((keys for pattern, keys in _REDIRECTS if pattern.fullmatch(place)), ())
    said = dict(parse_qsl(parts.query)) if keys else {}
    return next((said[key] for key in keys if said.get(key, "").startswith(("http://", "https://"))), None)
