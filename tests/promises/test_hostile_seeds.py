"""Files made to harm: each is read within seconds, gives no more than text, and never stops the rest."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import gzip
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read

TEXT = "Some words of an article that goes on for a while and ends here. "
PAGE = "<html><head><title>A harbour opens</title></head><body><h1>A harbour opens</h1><p>{}</p></body></html>"
FEED = '<rss version="2.0"><channel><title>Paper</title><item><title>{}</title><description>{}</description></item></channel></rss>'
MANY = 50_000


def rss(title: str, body: str) -> bytes:
    return FEED.format(title, body).encode()


def laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{lines}]>'.encode() + rss("&l9;", "&l9;")


LARGE = {
    "attributes": b"<html><body><p " + b" ".join(b'a%d="x"' % n for n in range(MANY)) + b">" + TEXT.encode() * 9,
    "attributes with tags in them": b"<html><body><p " + b" ".join(b'a%d="<>"' % n for n in range(MANY)) + b">" + TEXT.encode() * 9,
    "attributes in a feed": b"<rss><channel><item " + b" ".join(b'a%d="x"' % n for n in range(MANY)) + b"/></channel></rss>",
    "siblings": b"<html><body>" + (b"<p>" + TEXT.encode() + b"</p>") * MANY,
    "breaks": b"<html><body><p>" + b"words<br>" * MANY,
    "nested blocks": b"<html><body>" + b"<div>" * 2 * MANY + b"deep",
    "nested marks": b"<html><body><p>" + b"<b>" * 2 * MANY + b"deep",
    "nested lists": b"<html><body>" + b"<ul><li>x" * MANY,
    "nested quotes": b"<html><body>" + b"<blockquote><p>words" * MANY,
    "nested tables": b"<html><body>" + b"<table><tr><td>x" * MANY,
    "nested feed": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + b"<div>" * MANY,
    "nested feed body": rss("x", "<![CDATA[" + "<div>" * MANY + "]]>"),
    "nested JSON": b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * MANY,
    "nested JSON-LD": b'<html><script type="application/ld+json">' + b"[" * MANY + b"</script><p>" + TEXT.encode(),
    "nested YAML": b"---\ntitle: " + b"[" * MANY + b"\n---\nbody",
    "nested parts": b"From: a@example.com\nMIME-Version: 1.0\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5000,
    "long headers": b"MIME-Version: 1.0\nFrom: " + b"=?utf-8?q?a?= (" * MANY + b"\nSubject: x\n\nwords",
    "open tags": b"<html><body>" + b'<a href="' * MANY,
    "open brackets": b"<html>" + b"<" * 20 * MANY,
    "open comments": b"<html>" + b"<!--" * MANY,
    "open sections": b"<rss><channel><item><title>" + b"<![CDATA[" * MANY,
    "open instructions": b"<?x " * MANY,
    "prologue": b"<?xml version='1.0'?>" + b"<!-- -->" * MANY + b"<rss/>",
    "entities": laughs(),
    "one long line": b"x" * 40 * MANY,
    "one long title": PAGE.format("x").replace("harbour", "x" * 20 * MANY).encode(),
    "spaces": b" " * 40 * MANY + b"x",
}  # fmt: skip


@pytest.mark.parametrize("kind", LARGE)
def test_large(kind: str) -> None:
    """Whatever is piled up in a file, it is read in seconds; the limits are wide for slow machines."""
    started = time.process_time()
    for reading in read(Seed("seeds/large", LARGE[kind]), ReadingOptions()):
        assert reading.article or reading.diagnostics
    assert time.process_time() - started < 20


def test_gzip_bomb() -> None:
    """No more than the limit is ever unpacked."""
    (reading,) = read(
        Seed("seeds/a.html.gz", gzip.compress(bytes(50_000_000), mtime=0)), ReadingOptions(max_bytes=1_000_000)
    )
    assert reading.article is None
    assert [fault.code for fault in reading.diagnostics] == ["seed-too-large"]


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_gzip_in_gzip(layers: int) -> None:
    """Two layers are unpacked, three are refused."""
    data = PAGE.format(TEXT * 5).encode()
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    (reading,) = read(Seed("seeds/a.gz", data), ReadingOptions())
    assert (reading.article is not None) == (layers < 3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "seed-empty"),
        (b" \n\t\n", "seed-empty"),
        (bytes(500), "seed-empty"),
        (b"\xef\xbb\xbf", "seed-empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "seed-not-text"),
        (b"%PDF-1.7\n" + bytes(range(256)), "seed-not-text"),
        (bytes(range(256)) * 20, "seed-not-text"),
        (b"\x1f\x8b\x08 this is no archive", "seed-broken-gzip"),
        (gzip.compress(TEXT.encode() * 99, mtime=0)[:60], "seed-broken-gzip"),
        (b"---\ntitle: A harbour opens\nno end in sight", "front-matter"),
        (b"---\ntitle: [a, b\n---\nbody", "front-matter-yaml"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 3}', "seed-no-article"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "feed-broken"),
        (b"<?xml version='1.0'?>", "feed-broken"),
        (b"<?xml version='1.0'?><sitemap/>", "feed-broken"),
    ],
)
def test_unreadable(data: bytes, code: str) -> None:
    """What cannot be read is a reading without an article that names the file, the reason and what to do."""
    (reading,) = read(Seed("seeds/bad", data), ReadingOptions())
    assert reading.article is None
    assert [(fault.path, fault.code) for fault in reading.diagnostics] == [("seeds/bad", code)]
    assert all(fault.hint for fault in reading.diagnostics)


@pytest.mark.parametrize("root", ["rss", "html"])
def test_external_entity(root: str) -> None:
    """No file of the machine is read into an article."""
    entity = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = entity.encode() + (rss("t &x;", "b &x;") if root == "rss" else PAGE.format("&x; " + TEXT).encode())
    (reading,) = read(Seed("seeds/x.xml", data), ReadingOptions())
    assert "root:" not in str(reading)


def test_yaml_makes_no_object() -> None:
    """A tag in front matter calls nothing."""
    data = b"---\ntitle: A harbour opens\nx: !!python/object/apply:os.getcwd []\n---\nThe ferry."
    (reading,) = read(Seed("seeds/a.md", data), ReadingOptions())
    assert reading.article is not None
    assert reading.article.title == "A harbour opens"
    assert "python" not in str(reading.article)


class Active(HTMLParser):
    """Collects what a browser would run or fetch if the text were shown as HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href='javascript:alert(1)'>ferry</a>",
    "<a href='java&#10;script:alert(1)'>ferry</a>",
    "<a href=' &#1;javascript:alert(1)'>ferry</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>ferry</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>ferry</a>",
    "<a href='vbscript:x'>ferry</a>",
    "<a href='https://example.com/)](javascript:alert(1))'>ferry</a>",
    "<a href='https://example.com/\" onclick=\"alert(1)'>ferry</a>",
    "<a href='https://example.com/'>ferry](javascript:alert(1))</a>",
    "[ferry](javascript:alert(1))",
    "[ferry]: javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<code>&lt;img src=x onerror=alert(1)&gt;</code> and `&lt;b&gt;",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button>go</button></form>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<link rel=stylesheet href='javascript:alert(1)'><base href='javascript:alert(1)//'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<template><script>alert(1)</script></template>",
    "<b style='background:url(javascript:alert(1))'>ferry</b>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p><</p><p>script>alert(1)<</p><p>/script></p>",
)


def shown(text: str) -> str:
    """Markdown as HTML with raw HTML allowed: the worst that a careless program can do with a body."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": True}).render(text))


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_active(script: str) -> None:
    """No script of a page or a feed lives on in the Markdown of an article, wherever it hides."""
    inside = f"{TEXT * 4}{script} {TEXT * 4}"
    escaped = inside.replace("&", "&amp;").replace("<", "&lt;")
    item = {"title": "A ferry", "content_html": inside}
    for data in (
        PAGE.format(inside).encode(),
        rss("A ferry", escaped),
        f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{__import__("json").dumps(item)}]}}'.encode(),
        f"From: Desk <d@example.com>\nMIME-Version: 1.0\nContent-Type: text/html\n\n{PAGE.format(inside)}".encode(),
    ):
        for reading in read(Seed("seeds/x", data), ReadingOptions()):
            assert reading.article is not None
            html = shown(reading.article.body)
            assert not re.search(r"\]\(\s*(?:javascript|vbscript|data)", reading.article.body, re.IGNORECASE)
            assert set(Active(html).found) <= {
                "p",
                "a",
                "code",
                "strong",
                "em",
                "br",
                "h1",
                "h2",
                "ul",
                "li",
                "pre",
                "blockquote",
            }
            assert not re.search(r"href=\"(?!https?://|mailto:)", html), html
            assert not re.search(r"<[^>]*\son\w+\s*=", html), html


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_active_in_a_title(script: str) -> None:
    """A title is plain text, whatever its feed writes in it."""
    escaped = script.replace("&", "&amp;").replace("<", "&lt;")
    (reading,) = read(Seed("seeds/x", rss(f"A ferry {escaped}", TEXT)), ReadingOptions())
    assert reading.article is not None
    assert not set(Active(reading.article.title).found) & {"script", "img", "svg", "iframe", "a", "style", "object"}


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "CON",
        "x" * 300,
        "😀😀😀",
        "\u202egnp.exe\u202c",
        "{{ 7 * 7 }}{% for x in y %}",
        "a\x07\x1b[31mb",
        "]]>",
        "'; DROP",
    ],
)
def test_odd_title(title: str) -> None:
    """A title is kept as text without control characters; what becomes of it in paths is not the readers' business."""
    escaped = title.replace("]]>", "]]&gt;").replace("\x07\x1b", "")
    (of_feed,) = read(Seed("seeds/f.xml", rss(escaped, TEXT)), ReadingOptions())
    (of_page,) = read(
        Seed("seeds/p.html", PAGE.format(TEXT * 3).replace("A harbour opens", title).encode()), ReadingOptions()
    )
    for reading in (of_feed, of_page):
        assert reading.article is not None
        assert reading.article.title
        assert not re.search("[\x00-\x1f\x7f\u202a-\u202e]", reading.article.title)


def test_lone_surrogates() -> None:
    """Half a character, which JSON can write and no file can hold, goes nowhere."""
    odd = "ferry\\ud800"
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{odd}", "items": [{{"id": "{odd}", "title": "{odd}", "url": "https://example.com/{odd}", "content_html": "<p>{odd}</p>", "tags": ["{odd}"], "authors": [{{"name": "{odd}"}}], "attachments": [{{"url": "https://example.com/{odd}"}}]}}]}}'
    node = f'{{"@type": "NewsArticle", "headline": "{odd}", "author": "{odd}", "url": "https://example.com/{odd}", "articleSection": "{odd}", "publisher": "{odd}", "datePublished": "{odd}"}}'
    for data in (feed, PAGE.format(f'<script type="application/ld+json">{node}</script>{TEXT * 3}')):
        (reading,) = read(Seed("seeds/x", data.encode()), ReadingOptions())
        assert reading.article is not None
        assert "ferry" in str(reading.article)
        str(reading).encode()


markup = st.lists(
    st.sampled_from(
        [*"<>/&;\"'=[](){}!-:#*_`~\n ax1", "<p>", "<a href='", "<![CDATA[", "&#x", "é", "\x00", "\u2028", "😀"]
    ),
    max_size=80,
).map("".join)
heads = st.sampled_from(
    [b"", b"\x1f\x8b", b"---\n", b"<html>", b"<rss version='2.0'><channel><item>", b"<?xml version='1.0'?>", b"{", b"From: x\nSubject: y\n\n",
     b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "', b"<feed><entry><title type='html'>", b"\xff\xfe", b"\xef\xbb\xbf"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    heads,
    st.one_of(st.binary(max_size=200), markup.map(str.encode)),
    st.sampled_from(["", ".html", ".md", ".eml", ".xml", ".json"]),
)
@example(b"<html>", b"<p" + b" a" * 3000 + b">", "")
def test_any_bytes(head: bytes, rest: bytes, suffix: str) -> None:
    """Reading never raises, and what it gives is clean text without markup that a browser would run."""
    readings = read(Seed(f"seeds/x{suffix}", head + rest), ReadingOptions())
    assert not [fault for reading in readings for fault in reading.diagnostics if fault.code == "seed-unreadable"]
    for reading in readings:
        assert reading.article is not None or reading.diagnostics
        if reading.article:
            assert reading.article.title
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", reading.article.title + reading.article.body)
