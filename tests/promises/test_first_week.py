"""What a first week brings: everything from a downloads folder in one place, and only the articles are published."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import gzip
import json
import re

from sites import Site

A = "The council of the valley has decided on Monday that {} until spring, after a debate of three hours in the old hall."
B = "Traders had asked for it because {} matters to them more than anything else that happens on this side of the river."
SUBJECTS = (
    "bridge stays open", "mill gets a new wheel", "school roof is mended", "ferry runs at night", "market moves indoors",
    "orchard is opened to walkers", "library lends tools", "harbour light is dimmed", "tram stops at the weir", "clock is set back",
    "theatre plays without a stage", "swimming pool is heated", "bakery opens at three", "museum shows the old lens",
    "road to Lorch is closed", "brewery counts its barrels", "chapel bell rings again", "quarry stays shut", "wardens count eels",
    "post comes by bicycle",
)  # fmt: skip


def head(at: int) -> str:
    return SUBJECTS[at][0].upper() + SUBJECTS[at][1:]


def words(at: int) -> tuple[str, str]:
    return A.format(f"the {SUBJECTS[at]}"), B.format(f"the {SUBJECTS[at].split()[0]}")


def page(at: int, extra: str = "") -> str:
    one, two = words(at)
    return f"<!DOCTYPE html><html lang='en'><head><title>{head(at)} | Valley Post</title>{extra}<meta property='article:published_time' content='2026-11-0{1 + at % 9}T08:00:00Z'></head><body><nav><a href='/'>Home</a></nav><article><h1>{head(at)}</h1><p>{one}</p><p>{two}</p></article></body></html>"


def mail(at: int) -> str:
    one, two = words(at)
    return f"From: Valley Post <n@post.example>\nTo: me@home.example\nSubject: {head(at)}\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <{at}@post.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{one}\n\n{two}\n\n-- \nSent to me@home.example. Unsubscribe: https://post.example/out?u=me%40home.example\n"


def item(at: int) -> str:
    one, two = words(at)
    return f"<item><title>{head(at)}</title><link>https://paper.example/{at}?utm_source=rss</link><pubDate>Tue, 03 Nov 2026 0{at % 9}:30:00 +0100</pubDate><description>&lt;p&gt;{one}&lt;/p&gt;&lt;p&gt;{two}&lt;/p&gt;</description></item>"


def articles() -> dict[str, str | bytes]:
    one, two = zip(*map(words, range(len(SUBJECTS))), strict=True)
    return {
        "bridge.txt": f"{head(0)}\nBy Ute Kern | Nov 03, 2026\n\n{one[0]}\n\n{two[0]}\n",
        "with address.txt": f"https://post.example/2026/11/03/mill\n\n{head(1)}\n\nBy Jo Marsh\n3 November 2026\n\n{one[1]}\n\n{two[1]}\n",
        "labelled.txt": f"Title: {head(2)}\nURL: https://post.example/roof\nAuthor: Jo Marsh\nDate: 2026-11-03\n\n{one[2]}\n\n{two[2]}\n",
        "Ferry - Valley Post.html": page(3, "<meta property='og:site_name' content='Valley Post'>"),
        "market.htm": "<!-- saved from url=(0040)https://post.example/2026/market -->\n" + page(4),
        "packed.html.gz": gzip.compress(page(5).encode(), mtime=0),
        "old.html": page(6).replace("<meta", "<meta charset='iso-8859-1'><meta", 1).replace("Traders", "Café-Händler").encode("cp1252"),
        "mail.eml": mail(7),
        "box.mbox": f"From a Tue Nov  3 06:30:00 2026\n{mail(8)}\nFrom a Tue Nov  3 07:30:00 2026\n{mail(9)}",
        "feed.xml": f"<rss version='2.0'><channel><title>Paper</title><link>https://paper.example/</link>{item(10)}{item(11)}</channel></rss>",
        "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Slate", "items": [{"id": "1", "url": "https://slate.example/1", "title": head(12), "content_text": f"{one[12]}\n\n{two[12]}", "date_published": "2026-11-03T08:00:00Z"}]}),
        "clip.md": f'---\ntitle: "{head(13)}"\nsource: "https://clip.example/lens"\nauthor:\n  - "[[Jo Marsh]]"\ndate: 2026-11-03\n---\n\n{one[13]}\n\n{two[13]}\n',
        "hugo.md": f'+++\ntitle = "{head(14)}"\ndate = 2026-11-03T07:00:00Z\n+++\n\n{one[14]}\n\n{two[14]}\n',
        "plain.md": f"# {head(15)}\n\n*By Jo Marsh, 3 November 2026*\n\n{one[15]}\n\n{two[15]}\n",
        "page.mhtml": f'From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/bell\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n\n{page(16)}\n--b--\n',
        "utf16.txt": f"{head(17)}\nBy Ute Kern | Nov 03, 2026\n\n{one[17]}\n\n{two[17]}\n".encode("utf-16"),
        "no suffix": page(18),
        "forwarded.eml": f"From: Me <me@home.example>\nTo: box@home.example\nSubject: Fwd: {head(19)}\nDate: Wed, 04 Nov 2026 06:30:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain\n\nLook!\n\n---------- Forwarded message ---------\nFrom: Valley Post <n@post.example>\nDate: Tue, Nov 3, 2026 at 8:00 AM\nSubject: {head(19)}\nTo: Me <me@home.example>\n\n{one[19]}\n\n{two[19]}\n",
    }  # fmt: skip


NAMED: dict[str, str | bytes] = {
    "minutes.pdf": b"%PDF-1.7\n%\xe2\xe3", "report.docx": b"PK\x03\x04\x14\x00", "photo.jpg": b"\xff\xd8\xff\xe0", "logo.png": b"\x89PNG\r\n\x1a\n",
    "song.mp3": b"ID3\x04\x00\x00\x00\x00\x00" + bytes(range(256)), "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1", "paper.rtf": "{\\rtf1\\ansi Pears}",
    "feeds.opml": "<?xml version='1.0'?><opml version='2.0'><body><outline xmlUrl='https://a.example/f'/></body></opml>",
    "sitemap.xml": "<?xml version='1.0'?><urlset><url><loc>https://a.example/1</loc></url></urlset>",
    "links.txt": "https://a.example/1\nhttps://b.example/2\n", "one.url": "[InternetShortcut]\nURL=https://a.example/1\n",
    "data.yaml": "a: 1\nb: [2, 3]\n", "marks.xbel": "<?xml version='1.0'?><xbel><bookmark href='https://a.example/'/></xbel>",
    "table.csv": "title,url,tags\nA lens,https://a.example/1,x\nA ferry,https://b.example/2,y\n", "list.jsonl": '{"title":"A lens"}\n{"title":"A ferry"}\n',
    "api.json": '{"error":"rate limited"}', "style.css": "body{margin:0}\n\n.a p{color:red}\n", "app.js": "(function(){window.a=1;})();\n",
    "bookmarks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><DT><A HREF='https://a.example/'>A</A></DL>",
    "404.html": "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found.</p></body></html>",
    "check.html": "<html><head><title>Just a moment...</title></head><body><h1>a.example</h1><p>Verifying you are human. This may take a few seconds.</p></body></html>",
    "consent.html": "<html><head><title>Before you continue</title></head><body><p>We and our partners use cookies to keep this service going and to measure it.</p><button>Accept all</button><button>Reject all</button></body></html>",
    "login.html": "<html><head><title>Log in</title></head><body><form><input type='password'></form><p>Please log in to continue</p></body></html>",
    "shell.html": "<html><head><title>App</title></head><body><div id='root'></div><script src='a.js'></script></body></html>",
    "empty.txt": "", "gateway.txt": "502 Bad Gateway\n", "half.gz": b"\x1f\x8b\x08\x00junk", "line.txt": "Just one line",
    "merge.md": "---\ntitle: x\n---\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> lisa\n",
}  # fmt: skip
QUIET: dict[str, str | bytes] = {
    "README.md": "# How we collect\n", "mail/tmp/1795674805.M55120P14.host": "From: a@a.example\nTo: me@home.example\nSubject: x\n\nHalf",
    "mail/dovecot-uidlist": "3 V1795415605 N4\n", "desktop.ini": "[x]\n", "Thumbs.db": b"\xd0\xcf", "notes~": "old\n", "feed.xml.part": "<rss",
    "video.mp4.crdownload": b"\x00", "#draft.txt#": "x", "~$report.docx": b"\x00", "Ferry - Valley Post_files/a.css": "p{}",
    "Ferry - Valley Post_files/ad.html": "<a href='https://ads.example/'>Buy</a>", "Ferry - Valley Post_files/a.js": "x()",
}  # fmt: skip


PROGRESS = re.compile(
    r"(?:reading|writing|rendering|laying out) [\w ]+: \d+ of \d+$"
)  # a slow machine tells how far it is


def test_first_week(site: Site) -> None:
    """Each article is right, each other file is named, the build is whole, and what it says fits on a screen."""
    found = articles()
    files = found | NAMED | QUIET
    assert len(files) >= 55
    for name, data in files.items():
        file = site.root / "seeds" / "downloads" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = site.command("build", "--workers", "1", "--now", "2026-11-30T08:00:00+00:00")
    assert done.returncode == 0, done.stderr
    texts = {name: site.read(f"content/{name}") for name in site.content()}
    headlines = {text.partition("title: ")[2].partition("\n")[0].strip("'\"") for text in texts.values()}
    assert headlines == {head(at) for at in range(len(SUBJECTS))}
    for at in range(len(SUBJECTS)):
        (text,) = [text for text in texts.values() if f"title: {head(at)}" in text]
        body = " ".join(text.split("\n---\n", 1)[1].split())
        assert words(at)[0] in body
        assert words(at)[1].partition(" had")[2] in body
        assert "published: 2026-11-0" in text
    for name in NAMED:
        assert f"seeds/downloads/{name}" in done.stderr, name
    everything = "".join(
        file.read_text(errors="replace") for file in (site.root / "output").rglob("*") if file.is_file()
    )
    assert "me@home.example" not in everything
    assert "utm_source" not in everything
    assert len([line for line in done.stderr.splitlines() if not PROGRESS.match(line)]) <= 40
