"""What a text says of itself in lines of its own: labels, its address, the head of a reader view."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from site_gen.language import dates, plain, urls
from site_gen.model import Ruling
from site_gen.read import people
from site_gen.read.lines import bylines
from site_gen.read.lines.blocks import Block
from site_gen.read.lines.names import is_organisation

_TOP: Final = 10  # blocks among which labels stand
_EDGE: Final = 3  # blocks from either end among which an address may stand
_LABEL: Final = re.compile(r"([^\W\d_][\w -]{1,24}?)\s?[:：]\s*(\S.*)$")
_SOURCES: Final = (
    "source|publication|publisher|site|outlet|newspaper|quelle|zeitung|fuente|fonte|"
    "bron|källa|kilde|lähde|источник|来源|來源|出典|媒体|출처"
)
_NAMES: Final = {
    word: key
    for key, words in {
        "title": (
            "title|headline|heading|titel|überschrift|titre|título|titolo|otsikko|rubrik|"
            "tytuł|заголовок|標題|标题|題名|タイトル|見出し|제목"
        ),
        "url": (
            "url|link|address|permalink|canonical|web|website|weblink|lien|enlace|adresse|"
            "ссылка|链接|連結|鏈接|网址|網址|原文|原文链接|原文連結|リンク|주소|original|original url|source url|"
            "url source|article url|read online|read at"
        ),
        "source": _SOURCES,
        "author": (
            "author|authors|by|byline|writer|autor|autoren|autorin|auteur|autore|författare|"
            "forfatter|автор|作者|著者|記者|记者|기자|글쓴이"
        ),
        "published": (
            "date|published|published time|publication date|published on|posted|pubdate|datum|veröffentlicht|"
            "fecha|data|publié|publicado|дата|日期|发布时间|時間|日付|公開日|날짜"
        ),
        "modified": ("updated|modified|last updated|last modified|aktualisiert|mis à jour|actualizado|更新|更新日"),
        "topics": (
            "tags|topics|section|category|categories|keywords|rubrik|ressort|kategorie|thème|"
            "sección|раздел|分类|カテゴリ"
        ),
        "": ("saved|saved on|accessed|clipped|word count|words|reading time|language|lang|id|via"),
    }.items()
    for word in words.split("|")
}
# What stands above the text itself: "Markdown Content:", "Volltext:"
_OF_THE_TEXT: Final = re.compile(
    r"(?:(?:markdown|full|article|main|page)?\s?(?:content|text|article|body|story)|(?:voll)?text|inhalt|artikel|texte|contenu"
    r"|contenido|texto|conteúdo|testo|tekst|正文|内容|內容|本文|본문)\s?[:：]",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"<?(https?://[^\s<>]+?)>?[.,;]?$", re.IGNORECASE)
_WORDED_URL: Final = re.compile(
    r"(?:source|original(?: article)?|read (?:more|it|the (?:full |original )?(?:story|article))?(?: at| on| here)?"
    r"|full (?:story|article)|via|link|from|quelle|mehr|fuente|fonte|bron|källa"
    r"|[^\W\d_][\w -]{0,24}\s?[:：])\s?[:：-]?\s*"
    r"<?(https?://[^\s<>]+?)>?[.]?$",
    re.IGNORECASE,
)
# Such as "Source: Coast Week (https://…)", and the same with a comma or a dash before the address.
_OUTLET_AND_URL: Final = re.compile(
    rf"(?:(?:{_SOURCES})\s?[:：]|via)\s*([^\s:：/()<>\[\]][^:：/()<>\[\]]{{1,60}}?)\s*[,;–—|·-]?\s*[(<\[]?"
    r"(https?://[^\s<>()\[\]]+?)[)>\]]?[.]?$",
    re.IGNORECASE,
)
# Such as "Retrieved from https://… on 29 November 2026", whose day is that of looking.
_LOOKED_UP: Final = re.compile(
    r"(?:retrieved|accessed|archived|viewed|copied|(?:zuletzt )?(?:abgerufen|aufgerufen)|consult[ée]e?|consultad[oa]"
    r"|recuperad[oa]|visitato|geraadpleegd|hämtad|hentet)\b[\w ]{0,24}[:：]?\s*"
    r"<?(https?://[^\s<>]+?)>?[.,;]?(?:\s.{4,60})?$",
    re.IGNORECASE,
)
# What stands above an address on a line of its own: "View original", "Read the full story", "Originalartikel"
_LEAD: Final = re.compile(
    r"(?:(?:view|see|read|open|visit|go to)\s)?(?:the\s)?(?:original|full|source|whole|online|complete)"
    r"(?:\s(?:article|story|post|page|text|version|source|url|link|report|at))?|(?:source|link|url|address|via|from)"
    r"|(?:zum\s)?original(?:artikel|text|beitrag)?|quelle|(?:lire|voir)\sl['’](?:article|original).{0,20}"
    r"|source originale"
    r"|(?:leer|ver)\s.{0,12}original|fuente(?: original)?|原文(?:链接|連結|鏈接|地址)?|元記事|出典|원문",
    re.IGNORECASE,
)
# "gazette.example": the first line of a reader view
_SITE: Final = re.compile(r"(?:www\.)?([a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,30}){1,3})$", re.IGNORECASE)
_MINUTES: Final = re.compile(
    r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?(?:min(?:ute[sn]?|uti|utos)?\.?|分(?:钟|鐘)?|분)(?:\s(?:read|lesezeit"
    r"|de lecture|de lectura))?\.?$",
    re.IGNORECASE,
)


_LONGEST_OF_HEAD: Final = 60  # characters of a line above a text
_DIGIT: Final = re.compile(r"\d")
_LONGEST_OF_MINUTES: Final = 80  # characters of a line that says how long reading takes


class LabelledLines(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines say, the blocks that are left, and how each of the others was read."""

    blocks: tuple[Block, ...]
    title: str | None = None
    url: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    topics: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def read_labels(blocks: Sequence[Block], lang: str | None) -> LabelledLines:
    """The lines of a text that speak of it, apart from its own."""
    found = dict(_labelled(blocks))
    used = set(found)
    values = dict(reversed([it for it in found.values() if it[0]]))
    url = urls.published(values.get("url")) or urls.published(values.get("source"))
    place = None if url else next(_addresses(blocks), None)
    outlet = _OUTLET_AND_URL.match(blocks[place[0]].text) if place else None
    if place:
        used.add(place[0])
        url = place[1]
        if place[0] and _LEAD.fullmatch(blocks[place[0] - 1].text.rstrip(" :：>»→")):
            used.add(place[0] - 1)
    url = urls.out_of_archive(url) if url else None
    source = values.get("source")
    head = _reader_view(blocks, used)
    used |= head.keys()
    if not used:
        return LabelledLines(blocks=tuple(blocks))
    site = next((text for rule, text in head.values() if rule == "site"), None)
    person = next((text for rule, text in head.values() if rule == "author"), None)
    rulings = [
        Ruling(blocks[at].line, "address" if place and at == place[0] else "label", "kept", blocks[at].text)
        for at in sorted(used - head.keys())
    ]
    rulings += [
        Ruling(blocks[at].line, "reader view", "cut" if rule == "minutes" else "kept", blocks[at].text)
        for at, (rule, _) in head.items()
    ]
    rest = [block for at, block in enumerate(blocks) if at not in used]
    if values.get("title"):
        at = next(at for at, it in found.items() if it[0] == "title")
        rest.insert(0, Block(blocks[at].line, values["title"]))
    return LabelledLines(
        blocks=tuple(rest),
        title=values.get("title"),
        url=url,
        source=(source if source and not urls.follow(source) else None)
        or site
        or (plain.one_line(outlet[1]) if outlet else None)
        or urls.host(url),
        authors=people.known(people.listed(values["author"])) if "author" in values else (person,) if person else (),
        published=dates.parse_date(values["published"][:100], lang=lang) if "published" in values else None,
        modified=dates.parse_date(values["modified"][:100], lang=lang) if "modified" in values else None,
        topics=tuple(it.strip() for it in re.split(r"[,;、]", values["topics"]) if it.strip())
        if "topics" in values
        else (),
        rulings=tuple(rulings),
    )


def _labelled(blocks: Sequence[Block]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The lines "Title: …", "URL: …" of a head; one alone is a line of the text, but for an address."""
    found: dict[int, tuple[str, str]] = {}
    last = 0
    for at, block in enumerate(blocks[:_TOP]):
        is_short = len(block.text) < 300 and (":" in block.text or "：" in block.text)
        label = _LABEL.match(block.text) if is_short else None
        key = _NAMES.get(label[1].casefold().strip()) if label else None
        if label and key is None and _URL.match(label[2].strip()):
            key = "url"  # whatever a language calls it
        if label and key is not None:
            found[at] = (key, label[2].strip())
            last = at
        elif at - last > 2:
            break
    keys = {key for key, _ in found.values()}
    if len(found) >= 2 and keys & {"title", "url", "source"} and ("title" in keys or "url" in keys or len(keys) > 2):
        yield from found.items()
        below = max(found) + 1
        if below < len(blocks) and _OF_THE_TEXT.fullmatch(blocks[below].text):
            yield below, ("", "")


def _addresses(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Addresses on a line of their own, near the beginning before near the end."""
    count = len(blocks)
    top = min(_EDGE, count)
    while top < min(_TOP, count) and len(text := blocks[top - 1].text) < _LONGEST_OF_HEAD and text[-1] not in ".!?。":
        top += 1  # an address may stand below any number of lines like "By Ann Lee"
    places = [*range(top), *range(count - 1, max(count - 1 - _EDGE, top - 1), -1)]
    for at in places:
        if "://" not in blocks[at].text:
            continue
        text = blocks[at].text
        forms = (_URL, _WORDED_URL, _OUTLET_AND_URL, _LOOKED_UP)
        found = next(filter(None, (form.match(text) for form in forms)), None)
        url = urls.published(found[found.re.groups]) if found and not blocks[at].bullet else None
        if url and not urls.is_home(url):
            yield at, url


def _reader_view(blocks: Sequence[Block], used: set[int]) -> dict[int, tuple[str, str]]:
    """The head of a reader view: the site, the headline, who wrote it, and how long it takes to read."""
    free = [at for at in range(min(6, len(blocks))) if at not in used]
    short = (at for at in free if at and len(blocks[at].text) < _LONGEST_OF_MINUTES)
    minutes = next((at for at in short if _says_minutes(blocks[at].text)), None)
    below = free[1] if len(free) > 2 else None
    if below == 1 and minutes is None and (named := _SITE.match(blocks[below].text)):
        return {below: ("site", named[1].lower())}
    site = _SITE.match(blocks[free[0]].text) if free else None
    found: dict[int, tuple[str, str]] = {}
    if minutes is not None and not site and (named := _SITE.match(_parts(blocks[minutes].text)[0])):
        return {minutes: ("site", named[1].lower())}
    if site and len(free) > 2:
        found[free[0]] = ("site", site[1].lower())
    if minutes is None or not (site or minutes - free[0] >= 2):
        return found
    found[minutes] = ("minutes", "")
    above = blocks[minutes - 1].text
    is_headline = minutes - 1 <= (free[1] if site and len(free) > 1 else free[0])
    line = None if is_headline else bylines.read_byline(above) or bylines.read_name(above)
    if line and line.authors and not line.is_dated and not is_organisation(above):
        found[minutes - 1] = ("author", ", ".join(line.authors))
    return found


def _says_minutes(text: str) -> bool:
    """Whether a line says how long the text takes to read, and perhaps where it is from: "gazette.example · 4 min"."""
    parts = _parts(text) if _DIGIT.search(text) else ("",)
    is_of_site = len(parts) == 2 and _SITE.match(parts[0]) is not None
    return (len(parts) == 1 or is_of_site) and len(parts[-1]) < 40 and _MINUTES.match(parts[-1]) is not None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s[·•|—–-]\s", text)]
