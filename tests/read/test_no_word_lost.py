"""Every sentence of an input ends in the body, in a ruling that `--explain` shows, or in a warning that is printed."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from email.message import EmailMessage

from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.markdown.to_html import plain_text
from site_gen.model import Reading, ReadingOptions, Seed
from site_gen.read import read

WORDS = (
    "river council bridge pears growers valley market ferry winter night school harbour light storm paper bread".split()
)
SCRAPS = (
    "Share this", "Advertisement", "Photo: Jane Doe", "Read more", "Sign up for our newsletter", "By Ute Kern",
    "3 November 2026", "5 min read", "Also read: Ferry line cuts its timetable", "© 2026 The Valley Post", "Title: Pears",
    "https://growers.example/a", "The post Pears appeared first on Growers.", "-- ", "# Pears", "- pears", "> pears", "***",
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of words that nobody else says, with a number to know it by."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    number = draw(st.integers(1000, 9999))
    end = draw(st.sampled_from([".", "!", "?", ".”", "", ":"]))
    return f"{' '.join(words).capitalize()} {number}{end}"


texts = st.lists(st.one_of(sentences(), st.sampled_from(SCRAPS)), min_size=1, max_size=9)


def words_of(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))


def check(data: str | bytes, name: str, lines: list[str]) -> None:
    readings = read(Seed(f"seeds/{name}", data.encode() if isinstance(data, str) else data), ReadingOptions())
    assert readings
    said = words_of(" ".join(map(everything, readings)))
    if any(it.severity == "warning" and it.code in WHOLE for reading in readings for it in reading.diagnostics):
        return  # the whole file is named
    for line in lines:
        assert words_of(line) in said, (line, readings)


WHOLE = {"passed-over", "seed-no-article", "no-body", "no-headline", "seed-empty", "empty", "seed-not-text"}


def everything(reading: Reading) -> str:
    article = reading.article
    parts = [ruling.text for ruling in reading.rulings] + [it.message for it in reading.diagnostics]
    if article:
        blocks = (plain_text(re.sub(r"^(?:[#>-]|\d+\.)\s", "", it)) for it in re.split(r"\\?\n+", article.body))
        parts += [article.title, article.url or "", article.source or "", *article.authors, *blocks]
        parts += [*article.variants, *article.related, *article.topics]
    return " | ".join(parts)


def as_page(lines: list[str]) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return (
        f"<html><head><title>Pears fall</title></head><body><article><h1>Pears fall</h1>{body}</article></body></html>"
    )


def as_bare_page(lines: list[str]) -> str:
    body = "".join(f"<div><span>{html.escape(line)}</span></div>" for line in lines)
    return f"<html><head><title>Pears fall</title></head><body><div id='a'>{body}</div><footer>Imprint</footer></body></html>"


def as_mail(lines: list[str], kind: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Growers <a@growers.example>", "me@home.example", "Pears fall"
    message["Date"] = "Tue, 03 Nov 2026 06:30:00 +0100"
    text = "\n\n".join(lines) if kind == "plain" else "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    message.set_content(text, subtype=kind)
    return message.as_bytes()


def as_rss(lines: list[str]) -> str:
    inner = html.escape("".join(f"<p>{html.escape(line)}</p>" for line in lines))
    return (
        "<rss version='2.0'><channel><title>Growers</title><link>https://growers.example/</link><item>"
        f"<title>Pears fall</title><link>https://growers.example/1</link><description>{inner}</description></item></channel></rss>"
    )


def as_json(lines: list[str]) -> str:
    item = {"id": "1", "title": "Pears fall", "content_text": "\n\n".join(lines), "date_published": "2026-11-03"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Growers", "items": [item]})


def as_markdown(lines: list[str]) -> str:
    return "---\ntitle: Pears fall\npublished: 2026-11-03\n---\n\n" + "\n\n".join(lines) + "\n"


def as_mhtml(lines: list[str]) -> str:
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://growers.example/1\nMIME-Version: 1.0\n"
    return f'{head}Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n\n{as_page(lines)}\n--b--\n'


def as_mailbox(lines: list[str]) -> bytes:
    one = as_mail(lines).replace(b"\nFrom ", b"\n>From ")
    return (
        b"From a@growers.example Tue Nov  3 06:30:00 2026\n"
        + one
        + b"\nFrom b Wed Nov  4 06:30:00 2026\n"
        + as_mail(["Other."])
    )


def as_title(lines: list[str]) -> str:
    """The title of an entry, which is one line: with signs, and with its entities escaped twice, as many feeds do."""
    return as_rss(["Bread 1000."]).replace("Pears fall", html.escape(html.escape(" ".join(lines)[:300], quote=False)))


def as_atom(lines: list[str]) -> str:
    text = html.escape("\n\n".join(lines))
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Growers</title><id>g</id><entry><title>Pears fall</title>"
        f"<id>1</id><updated>2026-11-03T06:30:00Z</updated><content type='text'>{text}</content></entry></feed>"
    )


def as_live_blog(lines: list[str]) -> str:
    posts = "".join(
        f"<article class='post' id='p{at}'><time datetime='2026-11-03T0{at % 9}:00:00Z'>0{at % 9}:00</time>"
        f"<h2>Post {at}</h2><p>{html.escape(line)}</p></article>"
        for at, line in enumerate(lines)
    )
    head = '<script type=\'application/ld+json\'>{"@type": "LiveBlogPosting", "headline": "Pears fall"}</script>'
    return (
        f"<html><head><title>Pears fall</title>{head}</head><body><main><h1>Pears fall</h1>{posts}</main></body></html>"
    )


def as_short_page(lines: list[str]) -> str:
    return as_page(lines[:1])


def as_forwarded(lines: list[str]) -> bytes:
    head = (
        "---------- Forwarded message ---------\nFrom: Growers <a@growers.example>\nDate: Tue, Nov 3, 2026 at 8:00 AM\n"
    )
    return as_mail([f"{head}Subject: Pears fall\nTo: me@home.example", *lines])


def as_foreign_markdown(lines: list[str]) -> str:
    text = "\n\n".join(f'{line} {{{{< ref "x" >}}}} [[notes/pear|a pear]] ==ripe==' for line in lines)
    return f'+++\ntitle = "Pears fall"\ndate = 2026-11-03\n[taxonomies]\ntags = ["pears"]\n+++\n\n{text}\n'


FORMS: dict[str, tuple[str, Callable[[list[str]], str | bytes]]] = {
    "text": ("a.txt", lambda lines: "Pears fall in price\nBy Ute Kern | Nov 03, 2026\n\n" + "\n\n".join(lines)),
    "bare text": ("b.txt", lambda lines: "Pears fall in price\n\n" + "\n".join(lines)),
    "page": ("a.html", as_page),
    "bare page": ("b.html", as_bare_page),
    "mail": ("a.eml", as_mail),
    "mail in HTML": ("b.eml", lambda lines: as_mail(lines, "html")),
    "mailbox": ("a.mbox", as_mailbox),
    "page saved as a mail": ("a.mhtml", as_mhtml),
    "feed": ("a.xml", as_rss),
    "JSON feed": ("a.json", as_json),
    "Markdown": ("a.md", as_markdown),
    "feed's title": ("b.xml", as_title),
    "Atom": ("c.xml", as_atom),
    "live blog": ("c.html", as_live_blog),
    "short page": ("d.html", as_short_page),
    "forwarded mail": ("c.eml", as_forwarded),
    "Markdown of another program": ("b.md", as_foreign_markdown),
}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FORMS)), texts)
@example("mail", ["Bread 1000.", "Share this"])
@example("page", ["Bread 1000.", "Advertisement", "Read more"])
@example("text", ["Bread 1000.", "© 2026 The Valley Post", "Market 2000."])
def test_no_word_is_lost(form: str, lines: list[str]) -> None:
    """Whatever the format, each sentence can be found again."""
    name, make = FORMS[form]
    check(make(lines), name, said_of(form, lines))


def said_of(form: str, lines: list[str]) -> list[str]:
    """What a form holds of the lines."""
    if form == "feed's title":
        return [" ".join(lines)[:300].rpartition(" ")[0]]
    return lines[:1] if form == "short page" else lines
