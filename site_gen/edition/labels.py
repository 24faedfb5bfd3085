"""What kind of text a report is, where its headline or its address says so: analysis, opinion, interview, live."""

from __future__ import annotations

import re
from typing import Final

from site_gen.model import Brief


def text(message: str) -> str:
    """A word for catalogues, which is translated where it is printed."""
    return message


_ANALYSIS: Final = "analysis|analyse|análisis|análise|анализ|分析|explainer"
_OPINION: Final = (
    "opinion|opinions|comment|commentary|commentisfree|editorial|column|kommentar|meinung|kolumne|leitartikel|"
    "tribune|opinión|opinião|мнение|社説|評論|评论|رأي"
)
_INTERVIEW: Final = "interview|interviews|entrevista|интервью|インタビュー|专访|مقابلة"
_LIVE: Final = "live|live-blog|liveblog|live updates|liveticker|en direct|en direto|en vivo|ao vivo"
_KINDS: Final = (
    (text("analysis"), _ANALYSIS),
    (text("opinion"), _OPINION),
    (text("interview"), _INTERVIEW),
    (text("live"), _LIVE),
)
# Headlines that begin with "Analysis: what it means", "Opinion | Why we wait" or "LIVE – Votes are counted".
_BEFORE: Final = tuple((kind, re.compile(rf"(?:{names})\s*[:|–—]", re.IGNORECASE)) for kind, names in _KINDS)
# https://times.example/opinion/why-we-wait
_IN_ADDRESS: Final = tuple(
    (kind, re.compile(rf"//[^/]+/(?:[^/?#]+/)*?(?:{names})/", re.IGNORECASE)) for kind, names in _KINDS
)


def label_of(brief: Brief) -> str:
    """The kind of a report, in English and to be translated; empty where it is plain news or nothing says so."""
    by_title = (kind for kind, pattern in _BEFORE if pattern.match(brief.title))
    by_address = (kind for kind, pattern in _IN_ADDRESS if pattern.search(brief.url or ""))
    return next(by_title, "") or next(by_address, "")


# Headlines that ask, or say what will be explained: "Why the dam broke", "Was die Wahl bedeutet", "Is it over?"
_ASKS: Final = re.compile(
    r"(?:(?:what|why|how|was|warum|wieso|wie|pourquoi|comment|qué|cómo|perché|почему|зачем|как|لماذا|كيف|ماذا)\b(?!:)"
    r"|(?:por qu[eé]|ce qu[e’']|o que|cosa|what’s|what's)\b|なぜ|どうして|为什么|為什麼|如何)",
    re.IGNORECASE,
)


def asks(title: str) -> bool:
    """Whether a headline asks a question, or announces that one is answered, instead of saying what happened."""
    bare = title.lstrip('¿“"«„‘ ').rstrip('”"»’ ')
    return bare.endswith(("?", "？", "؟")) or _ASKS.match(bare) is not None
