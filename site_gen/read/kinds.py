"""What kind of seed a text is: its content says so first, its suffix only where the content does not."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final, Literal

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
_FRONT_MATTER: Final = re.compile(r"---\n[\w-]{1,40}:(?:[ \n]|$)")  # "---", then "title: ..."
_HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def kind_of(text: str, path: str) -> Kind:
    """The kind of a seed, from its first characters and its name."""
    suffix = PurePosixPath(path.lower().removesuffix(".gz")).suffix
    head = text[:_HEAD].lstrip("\ufeff \t\n")
    if suffix in (".md", ".markdown"):
        return "markdown"
    if _FRONT_MATTER.match(head):
        return "markdown"
    if head.startswith("<"):
        return _markup(head, suffix)
    if head.startswith("{") and _is_json_feed(head, suffix):
        return "json-feed"
    if _is_mail(head, suffix):
        return "mail"
    # A page whose first line is not markup: a server's warning, a comment of the tool that saved it.
    is_page = _DOCTYPE_HTML.search(head[:1000]) or (suffix in _HTML_SUFFIXES and _TAG.search(text[:200_000]))
    return "html" if is_page else "text"


def _is_json_feed(head: str, suffix: str) -> bool:
    return "jsonfeed.org/version" in head.replace("\\/", "/") or (suffix == ".json" and '"items"' in head)


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


def _is_mail(head: str, suffix: str) -> bool:
    first = re.match(r"(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]", head)
    if not first:
        return False
    names = {name.lower() for name in _MAIL_HEADER.findall(head.partition("\n\n")[0])}
    return bool(names & _MAIL_ONLY and names & _MAIL_COMMON) or (suffix == ".eml" and bool(names & _MAIL_COMMON))
