"""What a file is, in which encoding and language, and mails and Markdown."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import gzip

import pytest

from site_gen.language import detection, urls
from site_gen.model import Article, ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.kinds import kind_of

PAGE = "<!DOCTYPE html><html><head><title>A harbour opens</title></head><body><h1>A harbour opens</h1>{}</body></html>"
PARAGRAPH = (
    "<p>The new harbour of the town opened on Monday, after six years of work and two floods that delayed it.</p>"
)


def article(data: str | bytes, path: str = "seeds/a", options: ReadingOptions | None = None) -> Article:
    (reading,) = read(Seed(path, data.encode() if isinstance(data, str) else data), options or ReadingOptions())
    assert reading.article is not None, reading.diagnostics
    return reading.article


def codes(data: bytes, path: str = "seeds/a") -> list[str]:
    return [fault.code for reading in read(Seed(path, data), ReadingOptions()) for fault in reading.diagnostics]


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("<!DOCTYPE html><html><p>x", "a.txt", "html"),
        ("\ufeff\n<html lang=en>", "a", "html"),
        ("<!-- saved page -->\n<head><title>x</title>", "a", "html"),
        ("Warning: mysql_connect()\n<!doctype html><html>", "a", "html"),
        ("Words first, <p>then a page</p>", "a.html", "html"),
        ("Words with <b>a tag</b> in them", "a.txt", "text"),
        ("5 < 7 and other sums", "a.txt", "text"),
        ("<3 this town", "a.txt", "text"),
        ("<?xml version='1.0'?><!-- x --><rss version='2.0'>", "a.txt", "feed"),
        ("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "a", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "a.html", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "a", "feed"),
        ("<CHANNEL HREF='x'>", "a", "feed"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "a.xml", "html"),
        ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', "a", "json-feed"),
        ('{"items": []}', "feed.json", "json-feed"),
        ("{{ braces }} in a headline", "a.txt", "text"),
        ("---\ntitle: x\n---\nbody", "a.txt", "markdown"),
        ("---\nA line above a headline", "a.txt", "text"),
        ("# x", "a.md", "markdown"),
        ("From: A <a@example.com>\nSubject: x\nMIME-Version: 1.0\n\nbody", "a", "mail"),
        ("From: A <a@example.com>\nSubject: x\n\nbody", "a.eml", "mail"),
        ("From: our correspondent\n\nThe harbour opened.", "a.txt", "text"),
        ("Harbour opens\nBy Jane Doe | Dec 04, 2025", "a.txt", "text"),
        ("<html>", "a.html.gz", "html"),
    ],
)
def test_kind(text: str, path: str, kind: str) -> None:
    """The content says what a file is; its suffix only where the content does not."""
    assert kind_of(text, path) == kind


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),  # a declaration left over from a template
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("cp1252", "no-such-encoding"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_encoding(encoding: str, declared: str) -> None:
    """Accents survive in whatever encoding a page comes, whatever it says of itself."""
    meta = f'<meta charset="{declared}">' if declared else ""
    page = PAGE.replace("<head>", f"<head>{meta}").format("<p>Café crème à la Motörhead, señor – „so“.</p>" + PARAGRAPH)
    if encoding.startswith("iso"):
        page = page.replace("–", "-").replace("„", '"').replace("“", '"')
    assert "Café crème à la Motörhead, señor" in article(page.encode(encoding)).body


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "新しい港が月曜日に開港した。工事は六年かかり、洪水が二度あった。"),
        ("euc-kr", "새 항구가 월요일에 문을 열었다. 공사는 육 년이 걸렸고 홍수가 두 번 있었다."),
        ("gb2312", "新港口星期一开放。工程历时六年，期间发生了两次洪水，延误了工期。"),
        ("windows-1251", "Новый порт города открылся в понедельник после шести лет работы и двух наводнений."),
    ],
)
def test_declared_encoding(encoding: str, text: str) -> None:
    """A declared encoding is used where the text is not UTF-8."""
    page = PAGE.replace("<head>", f'<head><meta charset="{encoding}">').format(f"<p>{text * 3}</p>")
    assert text in article(page.encode(encoding)).body


WESTERN = "A liderança da região não é só dos políticos, disse o prefeito: são as mães, os avós e também os irmãos que põem o pão à mesa. "


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", WESTERN * 3),
        (
            "cp1252",
            "La décision du préfet a été annoncée à la mairie, où les pêcheurs réclament une aide immédiate à l’État. "
            * 4,
        ),
        (
            "cp1250",
            "Żeglarze świętowali do rana, bo łódź rybacka wróciła do przystani po trzech dniach i nikt już nie wierzył, że się uda. "
            * 4,
        ),
        (
            "iso8859_2",
            "Městský úřad oznámil, že nový most přes řeku bude otevřen až příští rok, protože dělníci našli staré základy. "
            * 4,
        ),
        (
            "cp1254",
            "Belediye başkanı köprünün gelecek yıl açılacağını söyledi, çünkü işçiler eski taşları buldu ve çalışma durdu. "
            * 4,
        ),
        ("cp1251", "Новый порт города открылся в понедельник после шести лет работы. " * 4),
    ],
)
def test_encoding_that_nobody_declares(encoding: str, text: str) -> None:
    """Latin letters are Windows-1252, unless the text is in a language that needs another."""
    page = f"Harbour opens\nBy Jane Doe | Dec 04, 2025\n\n{text}"
    assert text.strip().replace("  ", " ") in article(page.encode(encoding)).body


def test_mojibake() -> None:
    """Text that an earlier program decoded wrongly is repaired, and the file is named."""
    broken = "The mayorâ€™s cafÃ© opens\n\nShe said: â€œAt last.â€\x9d The harbour was full of people on Monday."
    assert article(broken).title == "The mayor’s café opens"
    assert "seed-mojibake" in codes(broken.encode())


def test_normal_form() -> None:
    """Letters and accents that come apart are one character each."""
    assert (
        article("Cafe\u0301 opens in town\n\nThe harbour was full of people on Monday.").title == "Café opens in town"
    )


def test_gzip() -> None:
    """A packed file is read as what is in it."""
    assert article(gzip.compress(PAGE.format(PARAGRAPH).encode()), "seeds/a.html.gz").title == "A harbour opens"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The harbour of the town was opened by the mayor and it is full of ships", "en"),
        ("Der Hafen der Stadt ist nach sechs Jahren von der Stadt eröffnet worden und die Schiffe sind da", "de"),
        ("Le port de la ville a été ouvert par la mairie et il est plein de bateaux pour les vacances", "fr"),
        ("El puerto de la ciudad fue abierto por el alcalde y está lleno de barcos para las fiestas", "es"),
        ("新しい港が月曜日に開港した", "ja"),
        ("新港口星期一开放", "zh"),
        ("새 항구가 월요일에 문을 열었다", "ko"),
        ("הנמל החדש של העיר נפתח ביום שני", "he"),
        ("Новый порт города открылся в понедельник после шести лет работы", "ru"),
        ("Новий порт міста відкрився у понеділок після шести років роботи і двох повеней", "uk"),
        ("فتح ميناء المدينة الجديد أبوابه يوم الاثنين بعد ست سنوات من العمل", "ar"),
        ("Havnen i byen blev åbnet efter seks år, og den er fuld af skibe, som ikke havde plads", "da"),
        ("7 + 5", None),
    ],
)
def test_language(text: str, lang: str | None) -> None:
    """The language of a text that does not say it."""
    assert detection.detect(text) == lang


def test_wrong_language() -> None:
    """A template's language is not believed of a text that is plainly in another; a person's is."""
    sentences = (
        "Der Hafen der Stadt ist nach sechs Jahren eröffnet worden, und die Schiffe sind da, wie es die Stadt wollte.",
        "Die Fähren werden von der nördlichen Mole aus zweimal am Tag fahren, und im Sommer kommt eine dritte dazu.",
        "Das ist für die Fischer nicht nur eine gute Nachricht, denn die Gebühren sind doppelt so hoch wie bei dem alten Kai.",
        "Mit dem Bau wurde vor der großen Flut begonnen, die auch das Lager der Stadt und den Markt zerstört hat.",
    )
    text = "".join(f"<p>{sentence}</p>\n" for sentence in sentences)
    assert article(PAGE.replace("<html>", "<html lang=en>").format(text)).lang == "de"
    assert article(f"---\ntitle: Der Hafen\nlang: en\n---\n{text}").lang == "en"


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de, en", "de"),
        ("iw", "he"),
        ("und", None),
        ("", None),
        ("english", None),
    ],
)
def test_language_tag(declared: str, tag: str | None) -> None:
    """Declared languages become BCP 47 tags; what is none is not believed."""
    assert detection.tag(declared) == tag


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.com/a?utm_source=x&id=7#top", "https://example.com/a?id=7"),
        ("https://example.com/a?id=7&b=%C3%A9", "https://example.com/a?id=7&b=%C3%A9"),
        ("https://EXAMPLE.com:443/A", "https://example.com/A"),
        ("https://m.example.com/a", "https://example.com/a"),
        ("https://amp.example.com/a", "https://example.com/a"),
        ("https://example.com/a/amp/", "https://example.com/a"),
        ("https://example.com/amp/a", "https://example.com/a"),
        ("https://example.com/a.amp.html", "https://example.com/a.html"),
        ("https://example.com/amplifier", "https://example.com/amplifier"),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a", "https://www.example.com/a"),
        ("https://m.com/a", "https://m.com/a"),
        ("javascript:alert(1)", None),
        ("/a", None),
        ("https://[::1", None),
        ("https://example.com:99999999/", None),
    ],
)
def test_canonical(url: str, canonical: str | None) -> None:
    """One page has one address, whatever link led to it."""
    assert urls.canonical(url) == canonical


def test_markdown() -> None:
    """Markdown with front matter is taken as it is, its other keys too."""
    found = article(
        "---\ntitle: A harbour opens\nauthors: [Jane Doe]\npublished: 2025-12-04\nmood: calm\nlang: en\n---\n\nIt *did*.\n",
        "seeds/a.md",
    )
    assert (found.title, found.authors, found.published) == ("A harbour opens", ("Jane Doe",), "2025-12-04")
    assert (found.body, found.extra) == ("It *did*.", {"mood": "calm"})


def test_markdown_of_another_program() -> None:
    """The names that other programs give to our keys are understood, and the headline may be a heading."""
    found = article(
        "---\ndate: 2025-12-04\ntags: [sea]\nauthor: Jane Doe\n---\n# A harbour opens\n\nIt did.\n", "seeds/a.md"
    )
    assert (found.title, found.authors, found.published) == ("A harbour opens", ("Jane Doe",), "2025-12-04")
    assert (found.topics, found.body) == (("sea",), "It did.")


def test_markdown_without_front_matter() -> None:
    """A heading is the headline, and lines of text are the body."""
    found = article("# A harbour opens\n\nThe harbour of the town was opened.\n", "seeds/a.md")
    assert (found.title, found.body) == ("A harbour opens", "The harbour of the town was opened.")


MAIL = (
    "From: =?utf-8?q?Harbour_W=C3=A4tch?= <news@example.com>\nSubject: =?utf-8?q?A_caf=C3=A9_opens?=\n"
    "Date: Thu, 04 Dec 2025 09:30:00 +0100\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\n"
)


def test_mail_of_html() -> None:
    """A newsletter's HTML is read as a page; subject, sender and date are those of the mail."""
    page = PAGE.format(PARAGRAPH * 3)
    boundary = 'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n'
    found = article(f"{MAIL}{boundary}{page}\n--b--\n", "seeds/a.eml")
    assert (found.title, found.source, found.published) == (
        "A café opens",
        "Harbour Wätch",
        "2025-12-04T09:30:00+01:00",
    )
    assert found.guid == "1@example.com"
    assert "six years of work" in found.body


def test_mail_of_text() -> None:
    """A mail without HTML is read as text."""
    body = "The new harbour of the town opened on Monday, after six years of work and two floods that delayed it.\n"
    found = article(f"{MAIL}Content-Type: text/plain; charset=utf-8\n\nA café opens\n\n{body}", "seeds/a.eml")
    assert found.title == "A café opens"
    assert "six years of work" in found.body


def test_text() -> None:
    """A text seed gets its language from its words."""
    found = article(
        "Harbour opens after six years\nBy Jane Doe | Dec 04, 2025\n\nThe harbour of the town was opened by the mayor."
    )
    assert (found.title, found.authors, found.published, found.lang) == (
        "Harbour opens after six years",
        ("Jane Doe",),
        "2025-12-04",
        "en",
    )
