"""The text of a mail as Markdown: what its writer wrote, without what belongs to the person who got it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.message import Message
from typing import Any, Final

import msgspec

from site_gen.language import plain
from site_gen.language.redirects import out_of_counter
from site_gen.language.urls import in_markdown, untracked
from site_gen.markdown.from_html import markdown
from site_gen.markdown.to_html import plain_text
from site_gen.model import ReadingOptions, Ruling
from site_gen.read import bounds, decoding
from site_gen.read.feeds.trim import MORE
from site_gen.read.html.old_markup import as_today
from site_gen.read.lines import blocks
from site_gen.read.mail import around, headers, subscriptions
from site_gen.read.mail import private as privacy
from site_gen.read.mail.forwarded import ForwardedFrom, find_head
from site_gen.read.mail.private import Private
from site_gen.read.text import markdown as text_markdown

_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])"
    r"|opacity\s*:\s*0(?![.\d])"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_LAYOUT: Final = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_LINK: Final = re.compile(r"\[((?:[^\[\]\\\n]|\\.)*)\]\(([^()\s]*)\)")
_URL: Final = re.compile(r"<?https?://[^\s<>\"')\]]+>?", re.IGNORECASE)
_SIGNATURE: Final = 12  # lines that may follow "--" at the end
# What a program puts below a mail: "Sent from my iPhone", "Von meinem iPad gesendet", "Get Outlook for iOS"
_DEVICE: Final = re.compile(
    r"(?:sent|envoyé|enviado|inviato|verzonden|verstuurd|skickat|sendt|lähetetty|wysłan[eo]|odesláno|küldve|gönderildi"
    r"|отправлено)\s(?:from|via|with|using|by|de|depuis|desde|do|da|dal|vanaf|vanuit|met|från|fra|z|ze|с|из)\b.{2,60}"
    r"|(?:von|aus)\s.{2,50}\sgesendet|gesendet (?:von|mit|über)\s.{2,60}|get outlook for .{2,40}"
    r"|.{2,30}(?:から送信|에서 보냄|den gönderildi)|发自我的.{1,30}|從我的.{1,30}傳送|从我的.{1,30}发送",
    re.IGNORECASE,
)
_CODE: Final = "```"
_QUOTED: Final = re.compile(r"((?:^>.*(?:\n|\Z))+)", re.MULTILINE)  # "> What somebody wrote before"
_DEPTH: Final = re.compile(r">(?: ?>)*")  # the marks of a quotation in a quotation
_Element = Any  # lxml has no types


class MailBody(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a mail, what was cut, and what it says of itself."""

    markdown: str = ""
    rulings: tuple[Ruling, ...] = ()
    origin: ForwardedFrom | None = None  # of what was forwarded
    address: str | None = None  # where the mail stands as a page


def body_of(message: Message, private: Private, options: ReadingOptions) -> MailBody:
    """The text of a mail; its HTML where it has one, for the plain text beside it is often a hint to the other.

    Where the HTML does not say where the mail stands as a page, the text beside it may.
    """
    parts = list(_parts(message))
    notes = tuple(Ruling(0, "attachment", "cut", name) for name in _attachments(message))
    is_expected, is_answer = privacy.is_forwarded(message), privacy.is_answer(message)
    pieces = []
    for kind, part in parts:
        text = decoded(part)
        if kind == "text/html":
            lines, hidden = _lines_of_html(text, options)
            notes += hidden
        else:
            text, armour = around.without_armour(text)
            notes += armour
            lines = _lines_of_text(_URL.sub(_led_on, _unflowed(text, part)))
        pieces.append((kind, lines))
    private |= privacy.told_by((line.written, line.said) for _, lines in pieces for line in lines)
    found = MailBody(rulings=notes)
    for kind, lines in pieces:
        ends = _end_of_answer(lines) if is_answer else len(lines)
        notes = _rulings("the letter that is answered", lines[ends:], ends)
        one = _cut(lines[:ends], private, is_expected=is_expected and found.origin is None, is_html=kind == "text/html")
        whole = "\n\n".join(filter(None, (found.markdown, one.markdown)))
        origin, address = found.origin or one.origin, found.address or one.address
        found = MailBody(markdown=whole, rulings=found.rulings + one.rulings + notes, origin=origin, address=address)
    return found if found.address else msgspec.structs.replace(found, address=_address_beside(message, private))


def _address_beside(message: Message, private: Private) -> str | None:
    """Where a mail stands as a page, as its headers say (RFC 5064), or the plain text beside its HTML."""
    archived = headers.header(message, "Archived-At").strip(" <>")
    if archived:
        return archived
    texts = (it for it in message.walk() if it.get_content_type() == "text/plain" and not it.get_filename())
    lines = (line for text in texts for line in decoded(text)[:2_000].split("\n"))
    return next(filter(None, (_page_of(line, private) for line in lines if subscriptions.is_in_browser(line))), None)


def decoded(part: Message) -> str:
    """The text of a part, in the encoding that it says as browsers mean it."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return plain.clean(decoding.as_labelled(payload, part.get_content_charset()))


def rulings_of(message: Message, rule: str, *, but: Message) -> tuple[Ruling, ...]:
    """All lines of a mail's own text, as cut by a rule; not those of a mail in it."""
    parts = [part for _, part in _parts(message) if part is not but]
    lines = (line for part in parts for line in decoded(part).split("\n") if line.strip())
    return tuple(Ruling(0, rule, "cut", plain.one_line(line)) for line in lines)


def first_line(text: str) -> str:
    """The first words of a body, for a mail without a subject."""
    from site_gen.read.feeds.body import first_words

    return first_words(text)


def _parts(message: Message) -> Iterator[tuple[str, Message]]:
    """The parts that a reader sees, in their order; of alternatives the richest."""
    kind = message.get_content_type()
    if message.is_multipart() and kind != "message/rfc822":
        inner = [part for part in message.get_payload() if isinstance(part, Message)]
        if kind == "multipart/alternative":
            ways = [list(_parts(part)) for part in inner]
            rich = [way for way in ways if any(it == "text/html" for it, _ in way)]
            yield from next(iter(rich), next(filter(None, ways), []))
        elif kind == "multipart/related":
            yield from (found for part in inner[:1] for found in _parts(part))
        else:
            yield from (found for part in inner for found in _parts(part))
    elif kind in ("text/plain", "text/html") and message.get_content_disposition() != "attachment":
        yield kind, message


def _attachments(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or (part.get_filename() and not part.is_multipart()):
            yield plain.one_line(part.get_filename() or part.get_content_type())


class _Line(msgspec.Struct, frozen=True):
    """A line: how it is written, and what it says."""

    written: str
    said: str


def _lines_of_text(text: str) -> list[_Line]:
    return [_Line(line, line.strip()) for line in text.split("\n")]


def _led_on(url: re.Match[str]) -> str:
    """An address without what a filter of mails put around it."""
    bare = url[0].strip("<>")
    return url[0].replace(bare, out_of_counter(bare))


def _unflowed(text: str, part: Message) -> str:
    """Lines that end in a space go on in the next of the same depth (RFC 3676), but for the mark of a signature."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    ending = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[str] = []
    depth = ""
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        quoted = _DEPTH.match(line)
        marks = quoted[0].replace(" ", "") if quoted else ""
        said = line[quoted.end() if quoted else 0 :].removeprefix(" ")  # a space may be stuffed before what begins it
        if goes_on and marks == depth and said != "-- ":
            lines[-1] = f"{lines[-1][:-1]}{ending}{said}"
        else:
            lines.append(f"{marks} {said}" if marks else said)
        depth, goes_on = marks, said.endswith(" ") and said != "-- "
    return "\n".join(lines)


def _lines_of_html(text: str, options: ReadingOptions) -> tuple[list[_Line], tuple[Ruling, ...]]:
    from lxml import etree

    text, _ = bounds.bounded(text, options.max_nodes)
    try:
        tree = bounds.parsed(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return [], ()
    as_today(tree, is_archived=False)
    hidden = tuple(Ruling(0, "hidden", "cut", said) for said in _without_hidden(tree) if said)
    for table in list(tree.iter("table")):
        if next(table.iter("th"), None) is None:
            for element in table.iter(*_LAYOUT):
                element.tag = "div"
    written = markdown(tree)
    return [_Line(line, _said(line)) for line in written.split("\n")], hidden


def _without_hidden(tree: _Element) -> Iterator[str]:
    for element in list(tree.iter("*")):
        if element.getparent() is None or element.tag in ("body", "head"):
            continue
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            said = plain.one_line("".join(element.itertext()))
            if len(said) < 2_000:
                element.drop_tree()
                yield said


def _said(line: str) -> str:
    return plain_text(re.sub(r"^\s*(?:[#>|]+\s|[-*]\s|\d+\.\s)+", "", line.rstrip("\\")))


def _cut(lines: Sequence[_Line], private: Private, *, is_expected: bool, is_html: bool) -> MailBody:
    """The lines that are the writer's, as Markdown."""
    rulings: list[Ruling] = []
    head = find_head([line.said for line in lines], is_expected=is_expected)
    if head:
        note, own = lines[: head.start], lines[head.start : head.end]
        rulings += [Ruling(at + 1, "the forwarder's note", "cut", it.said) for at, it in enumerate(note) if it.said]
        rulings += [Ruling(head.start + at + 1, "forwarded", "kept", it.said) for at, it in enumerate(own) if it.said]
    start = head.end if head else 0
    said = [line.said for line in lines]
    foot = around.end_before_imprint(said, start, around.end_before_footer(said, start))
    end = _without_device(lines, start, _signature(lines[:foot], start) if not is_html else foot)
    rulings += [Ruling(at + 1, "signature", "cut", said[at]) for at in range(end, foot) if said[at]]
    below = [at for at in range(foot, len(lines)) if said[at]]
    named = "signature" if said[foot : foot + 1] in (["--"], ["-- "]) else "footer"
    rulings += [Ruling(at + 1, private.rule_for(said[at]) or named, "cut", said[at]) for at in below]
    kept: list[str] = []
    address = None
    for at in range(start, end):
        line = lines[at]
        rule = private.rule_for(line.said) if line.said else None
        rule = rule or around.rule_for_line(line.written, line.said, is_html=is_html)
        if rule == "view in browser":
            address = address or _page_of(line.written, private)
        if rule:
            rulings.append(Ruling(at + 1, rule, "cut", line.said))
            # A line that goes on below is one with the next, and must not end in its mark any more.
            if kept and kept[-1].endswith("\\") and not line.written.endswith("\\"):
                kept[-1] = kept[-1][:-1]
            kept += [""] if not line.written.endswith("\\") else []
            continue
        left = _without_links(around.without_address(line.written), private, at + 1, rulings)
        if left != line.written and MORE.fullmatch(left.strip(" :\\")):
            rulings.append(
                Ruling(at + 1, "a reader's own link", "cut", line.said)
            )  # "Full story:", and nothing behind it
            continue
        kept.append(left)
    text = "\n".join(kept).rstrip("\\\n ") if is_html else "\n".join(kept)
    if head and kept and all(it.startswith(">") for it in kept if it.strip()):
        text = re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    if not is_html:
        text = "\n\n".join(filter(None, map(_as_markdown, _QUOTED.split(text))))
    written = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    written = re.sub(r"(?:\n\n\*\*\*)+$", "", written)  # a line above nothing
    return MailBody(markdown=written, rulings=tuple(rulings), origin=head.origin if head else None, address=address)


def _as_markdown(text: str) -> str:
    """A piece of a plain mail: a quotation, whose lines all begin with ">", or what is not one."""
    if not _QUOTED.fullmatch(text):
        return text_markdown.write(blocks.split(text))
    inner = re.sub(r"^> ?", "", text.rstrip("\n"), flags=re.MULTILINE)
    written = "\n\n".join(filter(None, map(_as_markdown, _QUOTED.split(inner)))) if inner.strip() else ""
    return "\n".join(f"> {line}".rstrip() for line in written.split("\n")) if written else ""


def _end_of_answer(lines: Sequence[_Line]) -> int:
    """Where in an answer the letter begins that it answers, as Outlook writes it below."""
    head = find_head([line.said for line in lines], is_expected=False)
    return head.start if head and any(line.said for line in lines[: head.start]) else len(lines)


def _rulings(rule: str, lines: Sequence[_Line], start: int) -> tuple[Ruling, ...]:
    return tuple(Ruling(start + at + 1, rule, "cut", it.said) for at, it in enumerate(lines) if it.said)


def _signature(lines: Sequence[_Line], start: int) -> int:
    marks = [at for at in range(start, len(lines)) if lines[at].written.rstrip("\r") in ("-- ", "--")]
    rest = sum(1 for line in lines[marks[-1] :] if line.said) if marks else 0
    return marks[-1] if marks and rest <= _SIGNATURE and any(it.said for it in lines[start : marks[-1]]) else len(lines)


def _without_device(lines: Sequence[_Line], start: int, end: int) -> int:
    """Where the text ends, if a program wrote the last line of it."""
    last = next((at for at in range(end - 1, start, -1) if lines[at].said), None)
    is_device = last is not None and _DEVICE.fullmatch(lines[last].said.rstrip(".! ")) is not None
    return last if is_device and last is not None else end


def _page_of(line: str, private: Private) -> str | None:
    found = [link[2] for link in _LINK.finditer(line)] or [url.strip("<>") for url in _URL.findall(line)]
    bare = map(private.without_reader, found)
    return next((url for url in bare if url.startswith("http") and not private.owns(url)), None)


def _without_links(line: str, private: Private, number: int, rulings: list[Ruling]) -> str:
    """The line without links that work for one reader alone; their words stay unless they are about nothing else."""

    def unlinked(link: re.Match[str]) -> str:
        address = untracked(private.without_reader(link[2]))
        if not private.owns(address):
            return link[0] if address == link[2] else f"[{link[1]}]({in_markdown(address)})"
        words = plain_text(link[1])
        rulings.append(Ruling(number, "a reader's own link", "cut", words))
        is_silent = (
            subscriptions.is_about_subscription(words) or subscriptions.is_in_browser(words) or MORE.fullmatch(words)
        )
        return "" if is_silent else link[1]

    def bare(url: re.Match[str]) -> str:
        address = untracked(private.without_reader(url[0].strip("<>")))
        if not private.owns(address):
            return url[0].replace(url[0].strip("<>"), address)
        rulings.append(Ruling(number, "a reader's own link", "cut", url[0]))
        return ""

    line = _LINK.sub(unlinked, line)
    line = line if line.endswith("\\") else line.rstrip()
    return line if _LINK.search(line) else _URL.sub(bare, line)
