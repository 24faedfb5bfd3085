"""Addresses that only lead on: what search engines, networks and mail filters put around a link to watch its readers.

Those of mail filters hold the address of whoever got the mail.
"""

from __future__ import annotations

import base64
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
# What may be base64 of "http…", of '{"…' or of what a news search writes before an address
_CODED: Final = re.compile(r"(?<![\w-])(?:aHR0c|eyJ|CBMi)[\w-]{11,}")
_WITHIN: Final = re.compile(rb"https?://[\w.-]+\.[a-zA-Z]{2,}[\x21\x23-\x5b\x5d-\x7e]*")
_DEEPEST: Final = 3


def out_of_redirect(url: str) -> str:
    """Where a link leads in the end, as far as its own words tell; any other address to the letter."""
    for _ in range(_DEEPEST):
        target = _target(url)
        if not target:
            break
        url = target
    return url


def out_of_counter(url: str) -> str:
    """Where a link leads that was made to count clicks, if it says so in base64, alone or in an object of JSON."""
    url = out_of_redirect(url)
    for word in _CODED.findall(unquote(url.partition("://")[2])):
        try:
            said = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        except ValueError:
            continue
        found = _WITHIN.search(said.replace(b"\\/", b"/"))
        if found:
            return out_of_redirect(found[0].decode("ascii"))
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
