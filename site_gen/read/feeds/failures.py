"""Entries that a program put into a feed to say that it failed: they are no news, and come anew each day."""

from __future__ import annotations

import re
from typing import Final

from site_gen.markdown.to_html import plain_text

_HEAD: Final = 3_000  # characters
# Such as "Bridge returned error 503! (20787)", "Error 404" and "500 Internal Server Error".
_FAILED: Final = re.compile(
    r"(?:\w*bridge|feed|scraper|fetcher) (?:returned (?:an )?error|failed|was unable|could not)\b"
    r"|(?:http |server |feed |fetch )?error:?(?: code)? ?[45]\d\d\b"
    r"|[45]\d\d:? (?:bad|forbidden|not found|unauthori[sz]ed|too many|internal|service|gateway|access)\b"
    r"|(?:uncaught |fatal |runtime )?\w*(?:exception|error):? (?=\S)"
    r"|(?:(?:failed|unable) to|could not) (?:fetch|load|parse|retrieve|read|connect|get|open)\b",
    re.IGNORECASE,
)
# What a program says of itself below
_OF_A_PROGRAM: Final = re.compile(
    r"\bstack ?trace\b|\btraceback\b|\w(?:Exception|Error)\b|#\d+ \S+\(\d+\)|\bresulted in [45]\d\d\b"
    r"|\bstatus(?: ?code)? ?:?=? ?[45]\d\d\b|\bcould not resolve\b|\btimed? ?out\b|\bcurl error\b"
    r"|\breturned (?:an )?error\b|\berror (?:code|message)\b|\bHTTP/?[\d.]* [45]\d\d\b"
    r"|\bconnection (?:refused|reset)\b",
    re.IGNORECASE,
)


def is_failure(title: str, body: str) -> bool:
    """Whether an entry's headline says that something failed, and its text is that of a program, or short and none."""
    if not _FAILED.match(title):
        return False
    said = plain_text(body[:_HEAD])
    return _OF_A_PROGRAM.search(said) is not None or (not said and re.search(r"\b[45]\d\d\b", title) is not None)
