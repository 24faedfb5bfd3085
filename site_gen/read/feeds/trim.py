"""What feeds put around a text: footers of blog programs, share lists, the words of link sites and news searches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.language import urls
from site_gen.markdown.marks import without_shortcodes
from site_gen.markdown.to_html import plain_text
from site_gen.model import Ruling
from site_gen.read.lines.scraps import rule_for

_LINK: Final = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)")
# "The post X appeared first on Y", in the languages of blog programs
_FOOTER: Final = re.compile(
    r"(?:th(?:e|is) (?:post|article|story|entry|piece|column|report)|der (?:beitrag|artikel)|(?:cet |l['’])?article"
    r"|la (?:entrada"
    r"|publicaci[óo]n)|el art[íi]culo|o (?:post|artigo)|l['’]articolo"
    r"|het bericht|inl[äa]gget|artikkeli|artiklen|innlegget|wpis|artyku[łl]|запись|стаття"
    r"|сообщение)\b.{1,300}?\b(?:(?:first |originally )?appeared(?: first)? (?:on|in|at)"
    r"|was (?:first|originally) (?:published|posted|appeared)"
    r"(?: on| in| at)?|erschien (?:zuerst|zuletzt) (?:auf|bei|in)|ist zuerst (?:erschienen )?(?:auf|bei)"
    r"|est apparu en premier sur|se public[óo] (?:primero|originalmente) en|aparece primero en"
    r"|apareceu primeiro em|(?:proviene da|è apparso per primo su|sembra essere il primo su)|verscheen eerst op"
    r"|d[öo]k f[öo]rst upp p[åa]|ensin julkaistu|blev f[øo]rst udgivet|dukket f[øo]rst opp p[åa]"
    r"|pochodzi z serwisu|впервые появилась|вперше з[’']явилася)\b.{0,200}",
    re.IGNORECASE | re.DOTALL,
)
# "This entry was posted in Birds. Bookmark the permalink."
_FILED_UNDER: Final = re.compile(
    r"(?:this|esta|este|dieser|ce|cet|cette|questa|questo|dit|deze|denna|denne|dette|ten|запись|эта)\b.{4,240}"
    r"(?:perma-?lin[ck]|enlace permanente|permalien|(?:liga[çc][ãa]o|link) permanente|постоянн\w+ ссылк)\w*\W*",
    re.IGNORECASE | re.DOTALL,
)
# "The report was first published in 1911" is a sentence of a text; where it has a link it is a footer.
_MAY_BE_TEXT: Final = re.compile(r"\bwas (?:first|originally) (?:published|posted|appeared)\b", re.IGNORECASE)
# What newsletters put among their paragraphs
_SUPPORT: Final = re.compile(
    r"\bis a (?:reader|listener|community)-supported (?:publication|newsletter)\b"
    r"|to receive new posts and support (?:my|our)"
    r"|consider becoming a (?:free|paid|free or paid) subscriber|this post is for (?:paid|paying) subscribers"
    r"|thanks for reading\b.{1,80}!\s*(?:subscribe|this post is public)",
    re.IGNORECASE | re.DOTALL,
)
MORE: Final = re.compile(
    r"(?:continue reading|read (?:more|on|the (?:rest|full|whole|entire)\b.{0,40})|keep reading|full (?:story"
    r"|article)|view (?:the )?(?:full|original) (?:article|post|story)"
    r"|weiter ?lesen|mehr lesen|zum (?:ganzen )?artikel|lire (?:la suite|plus|l[’']article)"
    r"|(?:seguir|sigue|continuar|contin[úu]a) leyendo|leer m[áa]s"
    r"|continu(?:e|ar) (?:lendo|a ler)|l(?:eia|er) mais"
    r"|continua a leggere|leggi (?:tutto|di più)|verder lezen"
    r"|lees (?:meer|verder)|l[äa]s (?:mer|hela)|les mer|l[æa]s mere|lue lis[äa]{2}|czytaj (?:dalej|wi[ęe]cej)"
    r"|читать (?:далее|дальше|полностью)|читати далі|続きを読む|阅读(?:更多|全文)|閱讀更多|계속 읽기|더 보기"
    r"|devam[ıi]n[ıi] oku).{0,200}",
    re.IGNORECASE | re.DOTALL,
)
# What link sites write: "submitted by /u/name [link] [comments]", "Points: 11", "# Comments: 4", "Article URL: https://…"
_SUBMITTED: Final = re.compile(
    r"(?:submitted|posted|shared) by\s+/?(?:u/|user/|@|~)?[\w.-]+(?:\s+to\s+/?r/\w+)?\s*", re.IGNORECASE
)
_GLUED: Final = re.compile(
    r"(?<=submitted by)(?=\[)|(?<=\))(?=to\[)|(?<=\)to)(?=\[)"
)  # "submitted by[name](…)to[page](…)"
# What firms that keep podcasts put below each text, and bridges between networks above what they leave out
_NOTICE: Final = re.compile(
    r"(?:learn|find out) more about your ad[- ]?choices\b.{0,120}"
    r"|(?:privacy & opt-?out|advertising inquiries) ?: ?\S{1,100}"
    r"|hosted (?:on|by) .{2,60}\bsee .{4,80}\bfor (?:more )?information\b.{0,160}"
    r"|see .{4,60} for (?:privacy|more)(?: and opt-?out)? information\b.{0,120}"
    r"|see (?:the |our )?privacy policy (?:at|here)\b.{0,200}"
    r"|(?:support|become a supporter of) (?:the|this|our) (?:show|podcast)\W*"
    r"|(?:-+ ?)?(?:(?:send in a voice message|(?:support|become a supporter of) (?:the|this|our) (?:show|podcast))"
    r" ?: ?\S{1,120}\s?)+"
    r"|statistics: posted by .{1,240}"
    r"|.{1,300}\bwas originally published in .{1,100} on \w+, where (?:people|readers) are .{1,160}"
    r"|\[?(?:contains|includes) (?:quote post|quoted post|embedded content|other embedded)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
# What journals print above a text: "J Sea Med. 2026 Nov 26. doi: 10.1000/jsm.1.", "Shore Research, Volume 12, Issue 3"
_CITATION: Final = re.compile(
    r"\b(?:doi ?: ?10\.\d{4,9}/|10\.\d{4,9}/\S)|,? (?:published online|ahead of print|early view)\b"
    r"|\bvol(?:ume|\.)? \d{1,4}, (?:issue|no\.|number|page)|^(?:publication date|source|author\(s\)) ?:",
    re.IGNORECASE,
)
# What publishers of journals send in place of a text: "Publication date: December 2026", "Author(s): Ida Moll"
_OF_A_RECORD: Final = re.compile(
    r"(publication date|source|author\(s\)|available online)\s?: \S.{0,200}", re.IGNORECASE
)
_FILED: Final = re.compile(
    r"\s[^.!?]{0,40}\s\w{0,10},? ?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[\s,–-]{0,3}(?:\d{1,2}:\d\d)?\s?"
)
_HEADING: Final = re.compile(r"#{1,6} [^\n]*")
_SHORT_FOOTER: Final = 80  # characters
# "odile marsh posted a photo:", alone above what was written on it
_POSTED: Final = re.compile(
    r".{1,60} (?:posted|shared|added|uploaded) an? (?:photo|picture|video|image|link|album|post)s?:"
    r"|.{1,60} hat ein (?:foto|video|bild) (?:gepostet|geteilt|hochgeladen):"
    r"|.{1,60} a (?:publié|partagé) une (?:photo|vidéo)\s?:"
    r"|.{1,60} (?:publicó|compartió|ha publicado) una? (?:foto|vídeo|video|imagen):",
    re.IGNORECASE,
)
_LONGEST_CITATION: Final = 240
_RULE: Final = re.compile(r"\s{0,3}(?:\*\s?){3,}\s*|\s{0,3}(?:-\s?){3,}\s*|\s{0,3}(?:_\s?){3,}\s*")
_COUNTS: Final = re.compile(
    r"(?:#\s*)?(?:points|comments|score|votes|replies|karma)\s*:?\s*\d+(?:\s*[|·,]\s*\w+:?\s*\d+)*"
    r"|\d+\s(?:posts?\s[-–]\s\d+\sparticipants?|beitr[äa]ge?\s[-–]\s\d+\steilnehmer|(?:messages?|mensajes?)\s[-–]\s\d+\sparticipant\w*)"
    r"|\d+\s(?:points?|comments?|replies|votes?)(?:\s*[|·,]\s*\d+\s(?:points?|comments?|replies|votes?))*",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(article|comments|discussion|link|url|source|original|story)\s?(?:url|link|page)?\s?:\s?(?=https?:)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"[\[(]?\s*(link|comments?|discuss(?:ion)?|permalink|reply|view (?:post|on \w+)|via|\d+ comments?)\s*[\])]?",
    re.IGNORECASE,
)
# Such as "arXiv:2611.00101v1 Announce Type: new Abstract: …".
_ANNOUNCED: Final = re.compile(
    r"(?:(?:ar|bio|med|chem|psy|soc)?(?:r?xiv)\S*\s+)?announce type:\s*[\w-]+\s*(?:abstract:\s*)?", re.IGNORECASE
)
_ABSTRACT: Final = re.compile(r"abstract\s*[:.]\s*", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")


class Trimmed(msgspec.Struct, frozen=True):
    """The text of an entry without what the feed put around it, and what was cut by which rule."""

    body: str
    rulings: tuple[Ruling, ...] = ()
    related: tuple[str, ...] = ()


def trim(body: str, title: str, source: str | None, url: str | None) -> Trimmed:
    """The body of an entry, in Markdown, as its writer wrote it."""
    rulings: list[Ruling] = []
    related: list[str] = []
    kept: list[str] = []
    blocks = _blocks(without_shortcodes(body, rulings))
    ends = _share_lists(blocks)
    for at, block in enumerate(blocks):
        if _FENCE.match(block):
            kept.append(block)
            continue
        said = plain_text(block)
        if at in ends or _is_cut(said, block, at, len(blocks), title, url):
            rulings.append(Ruling(0, "share bar" if at in ends else "feed footer", "cut", said))
            continue
        left = _of_search(block, title, source, rulings, related)
        left = _of_lines(left, url, rulings) if left else left
        if left.strip():
            kept.append(left)
    while len(kept) > 1 and (_RULE.fullmatch(kept[-1]) or _HEADING.fullmatch(kept[-1])):
        rulings.append(Ruling(0, "feed footer", "cut", plain_text(kept.pop())))  # above nothing
    if kept:
        kept[0] = _without_announcement(kept[0], rulings)
    kept = _without_record(kept, rulings)
    first = next((at for at, block in enumerate(kept) if not _is_citation(block)), 0)
    kept = [*kept[first:], *kept[:first]]
    return Trimmed("\n\n".join(filter(None, kept)), tuple(rulings), tuple(dict.fromkeys(related)))


def _is_citation(block: str) -> bool:
    said = plain_text(block)
    return len(said) <= _LONGEST_CITATION and _CITATION.search(said) is not None


def _without_record(blocks: list[str], rulings: list[Ruling]) -> list[str]:
    """A text without the date, the journal and the authors above it, which the entry itself names."""
    said = [_OF_A_RECORD.fullmatch(plain_text(block)) for block in blocks[:4]]
    count = next((at for at, found in enumerate(said) if not found), len(said))
    if len({found[1].lower() for found in said[:count] if found}) < 2:
        return blocks
    rulings += [Ruling(0, "record", "cut", plain_text(block)) for block in blocks[:count]]
    return blocks[count:]


def _blocks(body: str) -> list[str]:
    blocks: list[str] = []
    is_code = False
    for block in body.split("\n\n"):
        if is_code:
            blocks[-1] += f"\n\n{block}"
        elif block.strip():
            blocks.append(block)
        if len(re.findall(r"^\s*(?:```|~~~)", block, re.MULTILINE)) % 2:
            is_code = not is_code
    return blocks


def _is_cut(said: str, block: str, at: int, count: int, title: str, url: str | None) -> bool:
    if at == 0 and title and _says_headline(said, title, is_heading=block.startswith("#"), is_all=count == 1):
        return True
    if len(said) < 600 and _FOOTER.fullmatch(said):
        return _MAY_BE_TEXT.search(said) is None or _LINK.search(block) is not None
    if len(said) < 400 and _LINK.search(block) and _FILED_UNDER.fullmatch(said):
        return True
    if len(said) < 400 and (_SUPPORT.search(said) or _NOTICE.fullmatch(said)):
        return True
    link = _LINK.match(block.strip())
    return link is not None and _is_button(said, link, at, count, url)


def _says_headline(said: str, title: str, *, is_heading: bool, is_all: bool) -> bool:
    """Whether a block says the headline again, or with it who filed it and when, as programs for sites write them."""
    if is_heading and _WORD.findall(said.casefold()) == _WORD.findall(title.casefold()):
        return True
    return not is_all and said.startswith(title) and _FILED.fullmatch(said[len(title) :]) is not None


def _is_button(said: str, link: re.Match[str], at: int, count: int, url: str | None) -> bool:
    """Whether a block that begins with a link is one to press."""
    is_alone = link.end() == len(link.string)
    is_last = 0 < at == count - 1
    words = plain_text(link[1])
    if is_alone and rule_for(said) in ("prompt", "share bar", "comments"):
        return True  # "Subscribe now", "Share", "Leave a comment"
    if is_last and is_alone and len(said) < 40 and url and urls.canonical(link[2]) == urls.canonical(url):
        return True  # "Source": the entry's own page, to which its story leads anyway
    if is_last and len(said) < _SHORT_FOOTER and MORE.fullmatch(words):
        return True  # "Read more of this story at Dots."
    return at >= count - 3 and is_alone and len(said) < 120 and MORE.fullmatch(said) is not None


def _share_lists(blocks: Sequence[str]) -> set[int]:
    """A heading "Share this:" and the list of networks below it."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        lines = [plain_text(re.sub(r"^\s*(?:[#>]+|[-*]|\d+\.)\s", "", line)) for line in block.split("\n")]
        are_scraps = [rule_for(line) for line in lines if line]
        if are_scraps and all(rule == "share bar" for rule in are_scraps):
            found.add(at)
    return found


def _of_search(block: str, title: str, source: str | None, rulings: list[Ruling], related: list[str]) -> str:
    """A block that says no more than the headline and its publisher; other headlines beside it are related ones."""
    lines = block.split("\n")
    parts = [re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line).rstrip("\\") for line in lines]
    links = [_LINK.match(part.strip()) for part in parts]
    if not all(links) or not source:
        return block
    own = [_says_only(plain_text(part), title, source) for part in parts]
    short = all(
        len(_WORD.findall(plain_text(part[link.end() :] if link else part))) <= 6
        for part, link in zip(parts, links, strict=True)
    )
    if not any(own) or not short:
        return block
    for part, link, is_own in zip(parts, links, own, strict=True):
        rulings.append(
            Ruling(0, "headline again" if is_own else "related", "cut" if is_own else "kept", plain_text(part))
        )
        # What leads to no other report, such as "See all on this", has no publisher beside it.
        if link and not is_own and plain_text(part[link.end() :]):
            related.append(plain_text(link[1]))
    return ""


def _says_only(said: str, title: str, source: str) -> bool:
    words = _WORD.findall(said.casefold())
    head = _WORD.findall(title.casefold())
    return bool(head) and words in (head, head + _WORD.findall(source.casefold()))


def _of_lines(block: str, url: str | None, rulings: list[Ruling]) -> str:
    """The lines of a block without what link sites write, and without the link to go on reading."""
    lines = []
    for line in re.split(r"(?<=\\)\n|\n(?=\s*(?:[-*]|\d+\.)\s)", block):
        left = _without_words_of_link_sites(line, url, rulings)
        last = next(reversed(list(_LINK.finditer(left))), None)
        if (
            last
            and not left[last.end() :].strip(" .…→»\\")
            and len(left) > len(last[0]) + 2
            and MORE.fullmatch(plain_text(last[1]))
        ):
            rulings.append(Ruling(0, "feed footer", "cut", plain_text(last[1])))
            left = left[: last.start()].rstrip() + ("\\" if left.endswith("\\") else "")
        if left.strip(" \\"):
            lines.append(left)
    text = "\n".join(lines)
    return text.rstrip("\\\n ") if text != block else block


def _without_words_of_link_sites(line: str, url: str | None, rulings: list[Ruling]) -> str:
    line = _GLUED.sub(" ", line)
    said = plain_text(line.rstrip("\\"))
    if not said or len(said) > 500:
        return line
    if _COUNTS.fullmatch(said) or _NOTICE.fullmatch(said) or _POSTED.fullmatch(said):
        rulings.append(Ruling(0, "words of a link site", "cut", said))
        return ""
    label = _ADDRESS.match(said)
    links = [(plain_text(it[1]), it[2]) for it in _LINK.finditer(line)]
    own = urls.canonical(url)
    is_alone = len(links) == 1 and not _LINK.sub("", line).strip(" \\")
    if is_alone and own and urls.canonical(links[0][1]) == own and urls.canonical(links[0][0]) == own:
        rulings.append(Ruling(0, "words of a link site", "cut", said))
        return ""
    labelled = bool(links) and all(_LABEL.fullmatch(words) for words, _ in links)
    outside = _LINK.sub("", line).replace("\\", " ")
    rest = plain_text(outside).strip(" []()|·,")
    submitted = _SUBMITTED.match(said) is not None and len(links) <= 4
    is_own_words = (
        rest
        and not _SUBMITTED.match(f"{rest} x")
        and not re.fullmatch(r"(?:submitted|posted|shared) by|via|\W+", rest, re.IGNORECASE)
    )
    if label and len(said) < 400:
        rulings.append(Ruling(0, "words of a link site", "cut", said))
        is_talk = label[1].lower() in ("comments", "discussion")
        return "" if is_talk else _linked(links, url, said[label.end() :])
    if (labelled and not is_own_words) or submitted:
        rulings.append(Ruling(0, "words of a link site", "cut", said))
        pages = [
            (words, to)
            for words, to in links
            if not re.search(r"comment|discuss|/u/|/user/|^@|/[crmf]/\w+/?$", f"{words} {to}", re.IGNORECASE)
        ]
        return _linked(pages, url, "")
    return line


def _linked(links: Sequence[tuple[str, str]], url: str | None, bare: str) -> str:
    """A link to the page that an entry is about, unless the entry's own link leads there."""
    targets = [to for _, to in links] or [it for it in [urls.follow(bare.partition(" ")[0])] if it]
    own = urls.canonical(url)
    target = next((to for to in targets if urls.canonical(to) and urls.canonical(to) != own), None)
    if not target:
        return ""
    shown = re.sub(r"^https?://(?:www\.)?", "", target).rstrip("/")
    return f"[{_escaped(shown[:100])}]({target})"


def _escaped(text: str) -> str:
    from site_gen.markdown.escaping import escape

    return escape(text)


def _without_announcement(block: str, rulings: list[Ruling]) -> str:
    """A preprint's text without the line that announces it."""
    joined = block.replace("\\\n", " ").replace("\n", " ")
    found = _ANNOUNCED.match(joined)
    if not found:
        return block
    rulings.append(Ruling(0, "announcement of a preprint", "cut", plain_text(found[0])))
    rest = joined[found.end() :]
    abstract = _ABSTRACT.match(rest)
    return rest[abstract.end() :] if abstract else rest


def without_suffix(title: str, source: str | None) -> str:
    """A headline without the publisher's name at its end."""
    if not source:
        return title
    found = re.search(rf"\s+[-–—|:·]\s+{re.escape(source)}\s*$", title, re.IGNORECASE)
    return title[: found.start()] if found and found.start() > 2 else title
