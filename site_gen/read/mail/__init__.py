"""Mails in, articles out: newsletters, mailboxes, what somebody forwarded, and pages that a browser saved as one mail.

The subject is the headline, and the whole text is the text, but for what belongs to the person who got the mail.
"""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from collections.abc import Iterator, Sequence
from email.message import Message
from typing import Final

import msgspec

from site_gen.language import plain, urls
from site_gen.markdown.to_html import plain_text
from site_gen.model import Article, Document, Reading, ReadingOptions, Ruling
from site_gen.read import faults
from site_gen.read.lines import bylines
from site_gen.read.lines.names import is_person
from site_gen.read.mail import bodies, headers
from site_gen.read.mail.automatic import no_letter
from site_gen.read.mail.digests import letters_of
from site_gen.read.mail.forwarded import ForwardedFrom
from site_gen.read.mail.private import Private, private_of

_MOST_PARTS: Final = 100
_MOST_BOUNDARIES: Final = 500
_BOUNDARY: Final = re.compile(rb"^--", re.MULTILINE)
# Where a mail of a mailbox begins: "From - Mon Nov 23 06:00:00 2026", and then a header.
_FROM_LINE: Final = re.compile(rb"(?:\A|\n)From [^\n]{1,200}\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,40}:)")
_SIZED: Final = re.compile(rb"\s*(\d{1,9})[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,40}:)")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_TAGGED: Final = re.compile(rb"^subject:[ \t]*(?:\w{2,4}: ?){0,3}\[([^\[\]\r\n]{2,60})\]", re.MULTILINE | re.IGNORECASE)
_HEAD: Final = 20_000  # bytes
_LIST_TAG: Final = re.compile(r"(?:(?:re|aw|sv|fwd?)\s?:\s*)*\[([^\[\]]{2,60})\]\s*", re.IGNORECASE)
_ANSWER: Final = re.compile(
    r"^(?:\s*(?:re|aw|sv|antw|odp|ynt|vá|vast|回复|答复|回覆|返信)\s?(?:\[\d+\])?[:：])+\s*", re.IGNORECASE
)
# "nov 29", "29. November 2026", "Nov 29, 2026"
_DAY: Final = re.compile(
    r"(?:[^\W\d_]{3,10}\.? (\d{1,2})|(\d{1,2})\.? (?:de )?[^\W\d_]{3,10}\.?)(?:,? (?:de )?(?:19|20)\d\d)?"
)
_MASTHEAD: Final = 10  # blocks among which a newsletter says its headline
_WORD: Final = re.compile(r"[^\W_]+")
_REPLY: Final = re.compile(
    r"^(?:\s*(?:fwd?|fw|wg|tr|rv|i|enc|vs|vb|doorst|pd|re|aw|sv|antw|转发|轉寄|轉發|転送|전달)\s?(?:\[\d+\])?[:：])+\s*",
    re.IGNORECASE,
)


def read(document: Document, options: ReadingOptions) -> tuple[Reading, ...]:
    """The article of every mail in a file, in its order."""
    data, path = document.data, document.path
    mails = list(_mails(data))
    named = _list_of(mails)
    found = [reading for one in mails[: options.max_articles] for reading in _read_one(one, path, options, named)]
    if len(mails) > options.max_articles:
        cut = faults.cut_short(path, "mails", options.max_articles)
        found[0] = msgspec.structs.replace(found[0], diagnostics=(*found[0].diagnostics, cut))
    return tuple(found)


def recipients(data: bytes) -> frozenset[str]:
    """The addresses of those who got the mails in a file."""
    mails = (email.message_from_bytes(it.lstrip(b"\r\n"), policy=email.policy.compat32) for it in _mails(data))
    return frozenset(address for message in mails for address in private_of(message).addresses)


def _mails(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox, or the one that a file holds; Apple Mail writes its length above it and a list below."""
    sized = _SIZED.match(data)
    if sized:
        data = data[sized.end() : sized.end() + int(sized[1])]
    starts = list(_FROM_LINE.finditer(data))
    if not starts or data[: starts[0].start()].strip():
        yield data
        return
    ends = [it.start() for it in starts[1:]] + [len(data)]
    for start, end in zip(starts, ends, strict=True):
        yield _QUOTED_FROM.sub(rb"\1", data[start.end() : end])


def _list_of(mails: Sequence[bytes]) -> str:
    """What all subjects of an archive have in brackets: the name of the list."""
    names = {found[1].lower() if (found := _TAGGED.search(one[:_HEAD])) else b"" for one in mails}
    return names.pop().decode("utf-8", "replace") if len(mails) > 1 and len(names) == 1 else ""


def _read_one(data: bytes, path: str, options: ReadingOptions, named: str) -> tuple[Reading, ...]:
    if data.count(b"boundary") > _MOST_PARTS or len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        return faults.unread(faults.too_many_parts(path))
    message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.compat32)
    if named and not message.get("List-Id"):
        message["List-Id"] = named
    refused = no_letter(message)
    if refused:
        return faults.unread(faults.passed_over(path, refused))
    page = _saved_page(message, path, options)
    private = private_of(message)
    letters, around = letters_of(message)
    if letters:
        found = (_read_message(it, path, options, private | private_of(it, of_sender=False)) for it in letters)
        first, *rest = itertools.islice(found, options.max_articles)
        notes = tuple(Ruling(0, "digest of a list", "cut", line.strip()) for line in around.split("\n") if line.strip())
        return (msgspec.structs.replace(first, rulings=(*notes, *first.rulings)), *rest)
    return page or (_read_message(message, path, options, private),)


def _saved_page(message: Message, path: str, options: ReadingOptions) -> tuple[Reading, ...]:
    """A page that a browser saved as a mail (MHTML) is read as a page."""
    by_browser = message.get("Snapshot-Content-Location") or "saved by" in str(message.get("From", "")).lower()
    is_letter = message.get("To") or "@" in str(message.get("From", ""))
    if not by_browser and (is_letter or message.get_content_type() != "multipart/related"):
        return ()
    from site_gen.read.html import read_html

    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        return ()
    address = headers.header(message, "Snapshot-Content-Location") or headers.header(pages[0], "Content-Location")
    return (read_html(bodies.decoded(pages[0]), path, options, address=address),)


def _read_message(message: Message, path: str, options: ReadingOptions, private: Private) -> Reading:
    inner = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
    if inner is not None and isinstance(inner.get_payload(), list) and inner.get_payload():
        # Forwarded as an attachment: what stands around it are the words of the person who did.
        origin = inner.get_payload(0)
        if isinstance(origin, Message):
            reading = _read_message(origin, path, options, private | private_of(origin, of_sender=False))
            notes = bodies.rulings_of(message, "the forwarder's note", but=inner)
            return msgspec.structs.replace(reading, rulings=(*notes, *reading.rulings))
    body = bodies.body_of(message, private, options)
    origin_said = body.origin or ForwardedFrom()
    if not body.markdown:
        return Reading(article=None, diagnostics=(faults.no_article(path, "mail"),), rulings=body.rulings)
    name, address = headers.sender(message)
    subject = headers.header(message, "Subject")
    subject = _without_list(subject, message)
    title = private.without(_REPLY.sub("", origin_said.subject or subject) if body.origin else _ANSWER.sub("", subject))
    published = origin_said.date if body.origin else headers.sent(message)
    source = origin_said.name or (None if body.origin else name) or None
    host = origin_said.address if body.origin else address
    headed = _without_head(body.markdown[: options.max_body], title, published)
    article = Article(
        title=title or bodies.first_line(headed.text),
        authors=headed.authors,
        published=published,
        source=private.without(source or "") or host.partition("@")[2] or None,
        url=urls.published(body.address),
        body=headed.text,
        guid=None if body.origin else headers.header(message, "Message-ID").strip("<>") or None,
    )
    faulty = (
        (len(body.markdown) > options.max_body, faults.cut_short(path, "characters", options.max_body)),
        (not title, faults.no_headline(path)),
        (not published, faults.no_date(path, "mail")),
    )
    found = tuple(fault for is_so, fault in faulty if is_so)
    rulings = (*body.rulings, *headed.rulings, *_of_headers(subject, article.title))
    return Reading(article=article, diagnostics=found, rulings=rulings)


class _Headed(msgspec.Struct, frozen=True):
    """A text without the head that a newsletter has above it, and who wrote it."""

    text: str
    authors: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def _without_head(text: str, title: str, sent: str | None) -> _Headed:
    """A text without the headline said again, and the names and the day right below it or, without it, at the top."""
    blocks = text.split("\n\n")
    said = [plain_text(block).lstrip("# ") for block in blocks[:_MASTHEAD]]
    headline = _words(title)
    heads = (it for it, block in enumerate(blocks[:_MASTHEAD]) if it == 0 or block[:1] == "#")
    at = next((it for it in heads if headline and _words(said[it]) == headline), -1)
    cut = {at: "headline again"} if at >= 0 and len(blocks) > 1 else {}
    authors: tuple[str, ...] = ()
    for below in range(at + 1, min(at + 4, len(said), len(blocks) - 1)):
        line = said[below]
        signed = bylines.read_byline(line)
        if signed and signed.authors and not (authors or signed.has_more or signed.is_dated):
            cut[below], authors = "byline", signed.authors
        elif cut and is_person(line) and not authors:
            cut[below], authors = "byline", (line,)
        elif _is_day(line, sent):
            cut[below] = "byline"
        elif blocks[below][:1] != "#":  # what stands below a headline may be another one
            break
    rulings = tuple(Ruling(0, rule, "cut", said[it]) for it, rule in cut.items())
    return _Headed("\n\n".join(it for place, it in enumerate(blocks) if place not in cut), authors, rulings)


def _is_day(line: str, sent: str | None) -> bool:
    """Whether a line holds nothing but the day on which a mail was sent: "nov 29", "29 November 2026"."""
    found = _DAY.fullmatch(line) if sent else None
    return found is not None and sent is not None and int(found[1] or found[2]) == int(sent[8:10])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _without_list(subject: str, message: Message) -> str:
    """A subject without what a mailing list writes before it: "[harbour] Re: Dredging" of harbour.lists.example."""
    to = (address.partition("@")[0] for _, address in headers.addresses(message, "To", "Cc"))
    named = f"{headers.header(message, 'List-Id').casefold()} {' '.join(to)}"
    found = _LIST_TAG.match(subject)
    if not (found and found[1].casefold() in named):
        return subject
    return _REPLY.sub("", f"{found.string[: found.start(1) - 1]}{subject[found.end() :]}".strip())


def _of_headers(subject: str, title: str) -> Iterator[Ruling]:
    """What the headers were read as."""
    yield Ruling(0, "headline", "kept", title)
    if plain.one_line(subject) != title:
        yield Ruling(0, "subject of the forwarding mail", "cut", subject)
