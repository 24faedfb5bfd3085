"""What kind of seed a text is: its content says so first, its suffix only where the content does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

Kind = Literal["text", "html", "feed", "json-feed", "markdown", "mail"]

_HEAD: Final = 3000
# What may stand before the root element: <?xml ... ?>, <!-- ... -->, <!DOCTYPE ...>
_PROLOGUE: Final = re.compile(
    r"\s*(?:<\?[^>]{0,1000}>|<!--.{0,2000}?-->|<!DOCTYPE\b[^>\[]{0,500}(?:\[[^\]]{0,2000}\]\s*)?>)",
    re.DOTALL | re.IGNORECASE,
)
_ROOT: Final = re.compile(r"\s*<(?:[\w.-]{1,30}:)?([A-Za-z][\w.-]{0,30})(?=[\s/>])")  # <rdf:RDF xmlns=...
_FEED_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel", "entry", "redirect"})
_HTML_ROOTS: Final = frozenset(
    "html head body title meta link script style div article section main header p h1 h2 h3 span a table img".split()
)
_DOCTYPE_HTML: Final = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:p|div|h[1-6]|a|article|br|span|body)\b[^<>]{0,500}>", re.IGNORECASE)
# A header of a mail: "Message-ID: <...>"
_MAIL_HEADER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_MAIL_ONLY: Final = frozenset(
    {
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-transfer-encoding",
        "dkim-signature",
    }
)
_MAIL_COMMON: Final = frozenset(
    {"from", "to", "subject", "date", "reply-to", "content-type", "sender", "list-unsubscribe"}
)
# "---", then "title: ...", or "+++", then "title = ..." or "[params]"; comments may stand above
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*(?:json|toml|ya?ml)[ \t]*\n|---[ \t]*\n(?:#[^\n]*\n|[ \t]*\n){0,20}[\w-]{1,40}:(?:[ \n]|$)"
    r"|\+\+\+[ \t]*\n(?:#[^\n]*\n|[ \t]*\n){0,20}(?:[\w\"'.-]{1,40}[ \t]*=|\[)"
)
_HEADLINE: Final = re.compile(r"# [^\n]{4,300}\n\s*\n")  # "# A headline", alone
_MARKED: Final = re.compile(r"^(?:#{2,6} \S|```)|\]\(https?://|\*\*\S[^*\n]*\*\*", re.MULTILINE)
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def kind_of(text: str, path: str) -> Kind:
    """The kind of a seed, from its first characters and its name."""
    name = path.lower().removesuffix(".gz").rpartition("/")[2]
    dot = name.rfind(".")
    suffix = name[dot:] if 0 < dot < len(name) - 1 else ""
    start = Start(text[:_HEAD].lstrip("\ufeff \t\n"), suffix, text)
    return next((kind for kind, is_of_kind in _SIGNS if is_of_kind(start)), "text")


class Start(NamedTuple):
    """What the kind of a seed is known by."""

    head: str  # its first characters, without space before them
    suffix: str  # of its name, in lower case
    text: str


def _is_markdown(start: Start) -> bool:
    is_text = start.suffix in {"", ".txt", ".text"} and _HEADLINE.match(start.head) is not None
    is_marked = is_text and _MARKED.search(start.head) is not None
    return start.suffix in {".md", ".markdown"} or is_marked or bool(_FRONT_MATTER.match(start.head))


def _is_feed(start: Start) -> bool:
    return start.head.startswith("<") and _markup(start.head, start.suffix) == "feed"


def _is_html(start: Start) -> bool:
    """Also a page whose first line is no markup: a server's warning, a comment of the tool that saved it."""
    if start.head.startswith("<"):
        return _markup(start.head, start.suffix) == "html"
    has_tags = start.suffix in _HTML_SUFFIXES and _TAG.search(start.text[:200_000])
    return bool(_DOCTYPE_HTML.search(start.head[:1000]) or has_tags)


def _is_json_feed(start: Start) -> bool:
    if not start.head.startswith("{"):
        return False
    is_declared = "jsonfeed.org/version" in start.head.replace("\\/", "/")
    return is_declared or (start.suffix == ".json" and '"items"' in start.head)


def _markup(head: str, suffix: str) -> Kind:
    rest = head
    for _ in range(20):
        prologue = _PROLOGUE.match(rest)
        if not prologue:
            break
        rest = rest[prologue.end() :]
    root = _ROOT.match(rest)
    name = root[1].lower() if root else ""
    if name in _FEED_ROOTS:
        return "feed"
    if name in _HTML_ROOTS or _DOCTYPE_HTML.search(head) or suffix in _HTML_SUFFIXES:
        return "html"
    if suffix in (".xml", ".rss", ".atom", ".rdf", ".cdf") or head.startswith("<?xml"):
        return "feed"
    return "html" if len(_TAG.findall(head)) > 2 else "text"


def _is_mail(start: Start) -> bool:
    first = re.match(r"(?:From [^\n]{1,200}\n|\d{1,9}[ \t]*\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]", start.head)
    if not first:
        return False
    names = {name.lower() for name in _MAIL_HEADER.findall(start.head.partition("\n\n")[0])}
    return bool(names & _MAIL_ONLY and names & _MAIL_COMMON) or (start.suffix == ".eml" and bool(names & _MAIL_COMMON))


# In the order in which they are asked; a seed that none of them knows is plain text.
_SIGNS: Final[tuple[tuple[Kind, Callable[[Start], bool]], ...]] = (
    ("markdown", _is_markdown),
    ("feed", _is_feed),
    ("json-feed", _is_json_feed),
    ("mail", _is_mail),
    ("html", _is_html),
)
