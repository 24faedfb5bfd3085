"""Readings of one input, for tests."""

from __future__ import annotations

from site_gen.model import Article, Reading, ReadingOptions, Seed
from site_gen.read import read

ONE = "The council of the valley has decided on Monday that the bridge stays open until spring."
TWO = "The mayor said that the repair of the old arches would cost nine thousand crowns."


def readings(name: str, text: str) -> tuple[Reading, ...]:
    return read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())


def one(name: str, text: str) -> Article:
    (reading,) = readings(name, text)
    assert reading.article is not None, reading
    return reading.article


def page(body: str, title: str = "", head: str = "", lang: str = "en") -> Article:
    return one("a.html", f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>")


def atom(entry: str, head: str = "") -> Article:
    return one(
        "a.xml",
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'>"
        f"<title>Growers</title>{head}<entry><title>Pears</title><id>urn:1</id>"
        f"<updated>2026-11-03T10:00:00Z</updated>{entry}</entry></feed>",
    )


def rss(item: str, title: str = "<title>Pears</title>") -> Article:
    return one(
        "a.xml",
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'"
        " xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>Growers</title><link>https://g.example/</link><item>{title}"
        f"<link>https://g.example/1</link>{item}</item></channel></rss>",
    )


def mail(text: str, subject: str = "Pears", head: str = "") -> Article:
    return one(
        "a.eml",
        f"From: Growers <a@growers.example>\nTo: mara@b.example\n{head}Subject: {subject}\n"
        "Date: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}",
    )
