"""The words of a body that stand for it in lists: its teaser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from site_gen.language.plain import UNSPACED
from site_gen.markdown.to_html import plain_text, shorten, without_targets
from site_gen.read.lines.scraps import rule_for

_LOOKED_AT: Final = 20_000  # characters
_LIMIT: Final = 280
_SHORT: Final = 20  # characters that say too little alone
# A paragraph of fewer characters that ends no sentence is a heading: "Introduction", "In this series:".
_HEADING: Final = 50
_NOTE: Final = 200
_ENDS_SENTENCE: Final = ".!…;。！”’\"'»)"
# What greets readers, says where a text stood before, or is an address alone.
_GREETING: Final = (
    r"(?:hello|hi|hey|dear|welcome|greetings|hallo|liebe[rs]?|bonjour|ch[eè]re?s?|hola|querid[oa]s?|ol[áa]|ciao|car[eio])"
    r"(?:,? [\w’'-]+){0,4}[!,]"
)
_WHERE_BEFORE: Final = (
    r"[(\[]?(?:editor[’']?s note: )?(?:"
    r"(?:this|(?:a|an earlier) version of this) (?:article|story|post|piece|essay|review|interview|column|text|excerpt"
    r"|opinion|commentary|newsletter)(?: was| is| has)?(?: been)?(?: first| originally| previously| also)?"
    r" (?:appeared|(?:re-?)?published|posted|reprinted|ran|cross-?posted|syndicated)"
    r"|the (?:article|story|post|piece) (?:was )?(?:first|originally) (?:appeared|published|posted)"
    r"|diese[rs]? (?:artikel|beitrag|text|meldung|interview|kommentar|kolumne|gastbeitrag|bericht)"
    r" (?:ist|erschien|wurde) (?:zuerst|zunächst|ursprünglich|erstmals|zuvor)"
    r"|cet(?:te)? (?:article|texte|tribune|billet|entretien|chronique) (?:est|a été|était)"
    r" (?:initialement |d[’']abord |à l[’']origine )?(?:paru|parue|publiée?)"
    r"|est[ea] (?:artículo|texto|nota|entrevista|columna|artigo|matéria|crónica|crônica)"
    r" (?:se publicó|fue publicad[oa]|apareció|foi publicad[oa]|saiu)"
    r"|quest(?:o|a|[’']) ?(?:articolo|testo|intervista|pezzo) è (?:stat[oa] pubblicat[oa]|apparso|apparsa|uscit[oa])"
    r"|dit (?:artikel|stuk|interview|verhaal) (?:verscheen|is (?:eerder|oorspronkelijk|eerst))"
    r")\b.*"
)
_NO_NEWS: Final = re.compile(
    rf"{_GREETING}|{_WHERE_BEFORE}|(?:https?://)?[\w-]+(?:\.[\w-]+)+/\S*|https?://\S+", re.IGNORECASE
)
# "since 1934.[1](https://gazette.example/p/lens#footnote-1)": a number that leads to a note below the text
_FOOTNOTE: Final = re.compile(r"\[(?:\\?[\[^*])?\d{1,3}\\?\]?\]\([^()\s]*#[^()\s]+\)")
_GAP: Final = re.compile(r"\n\s*\n")
_RULES: Final = re.compile(r"(?:\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})(?:\n|$))+")
_PICTURE: Final = re.compile(r"\s*(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$")
# What starts a block that is no paragraph: headings, lists, quotes, tables, fences.
_NO_PARAGRAPH: Final = re.compile(r"\s{0,3}(?:#{1,6}(?:\s|$)|[-*+]\s|\d{1,3}[.)]\s|>|\||```|~~~)| {4}")
_LIST_MARK: Final = re.compile(r"^\s*(?:#{1,6}\s+|[>|]+\s?|[-*+]\s|\d{1,3}[.)]\s)+", re.MULTILINE)
# "Kelp lines at Gull Point. Photo: P. Tarn": a caption ends in its credit.
_CREDITED: Final = re.compile(
    r"(?:^|.*[.!?…)]\s|.*\s[|–—-]\s)(?:file |archive )?(?:photo|foto|image|bild|picture|illustration|grafik|graphic"
    r"|credit|fotografía|photographie|crédit)s?"
    r"(?:\s(?:by|courtesy|credit)\b|\s?[:©/|]).{2,60}",
    re.IGNORECASE,
)
# Such as "LONDON, Nov 3 (Reuters) -", "OSLO —", "Berlin (dpa) –".
_DATELINE: Final = re.compile(
    r"(?:[A-ZÀ-Ý][A-ZÀ-Ý .'’/-]{2,30}(?:, [^()\n–—]{2,30}?)?(?:\s?\([\w .-]{2,24}\))?"
    r"|[A-ZÀ-Ý][^()\n.]{1,50}\([\w .-]{2,24}\))\s?(?:--|[–—]|-(?=\s))\s?"
)


def teaser(body: str, headline: str = "") -> str:
    """The first paragraph that says something beside the headline, as plain text, cut between words."""
    beside = heading = ""
    body, targets = without_targets(body)
    for block in _blocks(body[:_LOOKED_AT]):
        text = _without_rules(block)
        if not text.strip() or (text.lstrip()[:1] in "![" and _PICTURE.fullmatch(text)):
            continue
        if _NO_PARAGRAPH.match(text):
            listed = "" if beside or text.lstrip()[:1] in "#`~" else plain_text(_LIST_MARK.sub("", text))
            if listed and _is_heading(listed):
                heading = heading or listed
            else:
                beside = beside or listed
            continue
        said = _without_headline(plain_text(_FOOTNOTE.sub("", text), targets), headline)
        if not said or (len(said) <= 240 and (rule_for(said) or _CREDITED.fullmatch(said))):
            continue
        if len(said) <= _NOTE and _NO_NEWS.fullmatch(said):
            heading = heading or ("" if " " not in said else said)  # an address says nothing
            continue
        if not _is_heading(said):
            return shorten(_without_dateline(said), _LIMIT)
        heading = heading or said
    return shorten(beside or heading, _LIMIT)


def _is_heading(said: str) -> bool:
    return len(said) < _HEADING and said[-1] not in _ENDS_SENTENCE and not UNSPACED.search(said)


def _without_headline(text: str, headline: str) -> str:
    """A paragraph without the headline that it begins with: empty where it says no more."""
    size = len(headline)
    if not headline or text[:size].casefold() != headline.casefold() or text[size : size + 1].isalnum():
        return text
    rest = text[size:].lstrip(".:!?…–—- ")
    if rest[:1].islower() and text[size : size + 1] == " ":
        return text  # the sentence goes on
    return rest if len(rest) > _SHORT or not rest else text


def _without_rules(block: str) -> str:
    rules = _RULES.match(block) if block.lstrip()[:1] in ("-", "*", "_") else None
    return block[rules.end() :] if rules else block


def _without_dateline(text: str) -> str:
    found = _DATELINE.match(text) if text[:2].strip() and text[0].isupper() else None
    rest = text[found.end() :] if found else ""
    return rest if len(rest) > 20 else text


def _blocks(text: str) -> Iterator[str]:
    """What blank lines part, one after the other, for mostly the first is all that is wanted."""
    start = 0
    for gap in _GAP.finditer(text):
        yield text[start : gap.start()]
        start = gap.end()
    yield text[start:]
