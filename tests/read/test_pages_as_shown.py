"""What readers of a page saw: its headline, code, tables, lists, captions and quotations; and where it was."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import plistlib

import pytest
from readings import ONE, TWO, one, page, readings

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read

THREE = "Those who live on the other bank will walk a mile less from then on, says the clerk."


@pytest.mark.parametrize(
    ("body", "title", "head"),
    [
        (
            f"<article><h1>Old bridge stays</h1><p>{ONE}</p><p>{TWO}</p></article>",
            "Valley latest: all on the old arches | Post",
            "",
        ),
        (
            f"<h1>The bridge stays open</h1><p>{ONE}</p><p>{TWO}</p>",
            "Valley latest | Post",
            "<meta property='og:title' content='Valley latest'>",
        ),
        (
            f"<h1><a href='/'>Valley Post</a></h1><h2 class='entry-title'>The bridge stays open</h2><p>{ONE}</p><p>{TWO}</p>",
            "Valley Post",
            "",
        ),
        (
            f"<a href='/'><h1>Valley Post</h1></a><h1>The bridge stays open</h1><p>{ONE}</p><p>{TWO}</p>",
            "The bridge stays open - Valley Post",
            "",
        ),
    ],
)
def test_the_headline_is_the_one_on_the_page(body: str, title: str, head: str) -> None:
    """Not what the page says to search machines, and not the name of the site."""
    assert page(body, title, head).title in ("Old bridge stays", "The bridge stays open")


def test_headings_of_the_first_rank_within_a_text() -> None:
    """They are sections of it; before, all above the last one was lost as if it stood above the headline."""
    found = page(
        f"<article><h1>The bridge stays</h1><p>{ONE}</p><h1>Who pays</h1><p>{TWO}</p><h1>And then</h1><p>{THREE}</p></article>"
    )
    assert found.title == "The bridge stays"
    assert found.body == f"{ONE}\n\n# Who pays\n\n{TWO}\n\n# And then\n\n{THREE}"


NUMBERS = "<td class='rouge-gutter gl'><pre class='lineno'>1\n2\n</pre></td>"


@pytest.mark.parametrize(
    "code",
    [
        f"<pre><code><table><tr>{NUMBERS}<td class='rouge-code'><pre><span>a = 1</span>\n  b\n</pre></td></tr></table></code></pre>",
        "<table class='highlighttable'><tr><td class='linenos'><div class='linenodiv'><pre>1\n2</pre></div></td><td class='code'><div class='highlight'><pre><span>a</span> = 1\n  b\n</pre></div></td></tr></table>",
        "<pre class='line-numbers'><code>a = <span class='token number'>1</span>\n  b<span aria-hidden='true' class='line-numbers-rows'><span></span><span></span></span></code><button>Copy</button></pre>",
        "<pre><code><span style='display:flex'>a = 1</span><span style='display:flex'>  b</span></code></pre>",
        "<pre><div class='line'>a = 1</div><div class='line'>  b</div></pre>",
        "<pre>a = 1<br>  b</pre>",
        "<pre class='chroma'><code><span class='line'><span class='ln'>1</span><span class='cl'>a = 1\n</span></span><span class='line'><span class='ln'>2</span><span class='cl'>  b</span></span></code></pre>",
        "<table class='blob-wrapper code'><tr><td class='blob-num' data-line-number='1'></td><td class='blob-code'>a = 1</td></tr><tr><td class='blob-num' data-line-number='2'></td><td class='blob-code'>  b</td></tr></table>",
    ],
)  # fmt: skip
def test_code_of_highlighters(code: str) -> None:
    """Line by line, as it was written, without the numbers of its lines and without a button."""
    assert (
        page(f"<article><h1>Code</h1><p>{ONE}</p>{code}<p>{TWO}</p></article>").body
        == f"{ONE}\n\n```\na = 1\n  b\n```\n\n{TWO}"
    )


def test_cells_over_several_rows_and_columns() -> None:
    """A figure stands in the column that it belongs to."""
    rows = "<tr><th>Boat</th><th>Summer</th><th>Winter</th></tr><tr><th rowspan=2>Sail</th><td>40</td><td>22</td></tr><tr><td>45</td><td>25</td></tr><tr><td>Oars</td><td colspan=2>free</td></tr><tr><td colspan=3>a night</td></tr>"
    body = page(f"<article><h1>Fees</h1><p>{ONE}</p><table>{rows}</table><p>{TWO}</p></article>").body
    assert "| Sail | 40 | 22 |\n| Sail | 45 | 25 |\n| Oars | free | free |\n| a night |  |  |" in body


@pytest.mark.parametrize("rest", ["", "".join(f"<p>{number} {ONE} {TWO} {THREE}</p>" for number in range(9))])
def test_lists_begin_with_their_own_number(rest: str) -> None:
    body = page(
        f"<article><h1>Rules</h1><p>{ONE}</p><ol start=4><li>No fires on the deck of a boat.</li><li>No goats on board.</li></ol><p>{TWO}</p>{rest}</article>"
    ).body
    assert "4. No fires on the deck of a boat.\n5. No goats on board." in body


def test_captions_are_the_text_of_a_gallery() -> None:
    """Of an article with pictures they are not."""
    figures = "".join(
        f"<figure><img src='{number}.jpg'><figcaption>View {number} of the bridge in the morning. <span class='credit'>Photo: Lee</span></figcaption></figure>"
        for number in range(3)
    )
    assert (
        page(f"<main><h1>Three views</h1><p>From Monday.</p>{figures}</main>").body.count(
            "of the bridge in the morning."
        )
        == 3
    )
    assert (
        "View 1" not in page(f"<article><h1>Bridge</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{figures}</article>").body
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "<figure><blockquote>A hole is a hole.</blockquote><figcaption>Ann Lee, mayor</figcaption></figure>",
            "> A hole is a hole.\n>\n> Ann Lee, mayor\n\n",
        ),
        ("<div class='pull-quote'>A hole is a hole.</div>", "> A hole is a hole.\n\n"),
        ("<div class='pullquote'>“the bridge stays open until spring”</div>", ""),
    ],
)
def test_what_somebody_said_is_a_quotation(said: str, shown: str) -> None:
    """With who said it; what the text says as well is not said twice."""
    assert page(f"<article><h1>Bridge</h1>{said}<p>{ONE}</p><p>{TWO}</p></article>").body == f"{shown}{ONE}\n\n{TWO}"


def test_nobody_beside_an_article_wrote_it() -> None:
    beside = (
        "<aside><h2>Most read</h2><ol><li><a href='/1'>Pears</a> <span>2 Hours Ago</span> Mia Lott</li></ol></aside>"
    )
    assert page(f"<article><h1>Bridge</h1><p>{ONE}</p><p>{TWO}</p></article>{beside}").authors == ()
    assert page(
        f"<h1>Bridge</h1><aside><a rel='author' href='/s'>Sam Orr</a></aside><p>{ONE}</p><p>{TWO}</p>"
    ).authors == ("Sam Orr",)


def test_posts_that_only_the_data_of_a_page_has() -> None:
    """A live blog whose posts wait for a script: each with its heading and its time."""
    post = '{"@type":"BlogPosting","headline":"%s","datePublished":"2026-11-28T%s:00%s","articleBody":"%s"}'
    posts = ",".join((post % ("Bridge closed", "09:40", "+01:00", ONE), post % ("School shut", "07:15", "Z", TWO)))
    data = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Flood live","datePublished":"2026-11-28T05:00:00Z","liveBlogUpdate":[{posts}]}}</script>'
    assert page("<div id=root><h1>Flood live</h1></div>", "Flood live", data).body == (
        f"### Bridge closed\n\n09:40\n\n{ONE}\n\n### School shut\n\n07:15 UTC\n\n{TWO}"
    )
    shown = "".join(
        f"<div class=post><time>9.40</time><h2>Closed</h2><p>{text}</p></div>" for text in (ONE, TWO, THREE)
    )
    assert THREE in page(f"<h1>Flood live</h1>{shown}", "Flood live", data).body


@pytest.mark.parametrize(
    "text",
    [
        "<html data-scrapbook-source='https://valley.example/a' data-scrapbook-create='20261127'><body>{}</body></html>",
        "<div id='bN015htcoyT__google-cache-hdr'>This is Google's cache of <a href='https://valley.example/a'>it</a>. It is a snapshot.</div><html><body>{}</body></html>",
        "<html><head><script>__wm.wombat('https://valley.example/a','20241103091203','https://web.archive.org/')</script></head><body>{}</body></html>",
    ],
)
def test_where_a_page_was_kept_from(text: str) -> None:
    found = one(
        "a.html",
        text.format(
            f"<article><h1>Bridge</h1><p>{ONE}</p><p>{TWO} <a href='/web/20241103091203/https://b.example/p'>Plan</a></p></article>"
        ),
    )
    assert found.url == "https://valley.example/a"
    assert "snapshot" not in found.body
    if "__wm" in text:
        assert "[Plan](https://b.example/p)" in found.body


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("charset", ["UTF-8", "windows-1250"])
def test_web_archives_of_safari(form: plistlib.PlistFormat, charset: str) -> None:
    """The page in its own encoding, at its address; what is no such archive is no page."""
    text = f"<html><head><title>Łódź wróciła</title></head><body><article><h1>Łódź wróciła</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    main = {
        "WebResourceData": text.encode(charset),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": charset,
        "WebResourceURL": "https://valley.example/boat",
    }
    (found,) = read(
        Seed("seeds/boat.webarchive", plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)),
        ReadingOptions(),
    )
    assert found.article is not None
    assert (found.article.title, found.article.url) == ("Łódź wróciła", "https://valley.example/boat")
    assert found.article.body == f"{ONE}\n\n{TWO}"
    for broken in (b"bplist00" + b"WebMainResource" * 9, plistlib.dumps({"URL": "https://valley.example"}, fmt=form)):
        (none,) = read(Seed("seeds/boat.webarchive", broken), ReadingOptions())
        assert none.article is None
        assert none.diagnostics


@pytest.mark.parametrize("element", ["div", "font", "table><tr><td", "x-box"])
@pytest.mark.parametrize("count", [300, 20_000])
def test_elements_within_elements(element: str, count: int) -> None:
    """Words in the depth and after it are read, however many elements somebody forgot to close."""
    close = "".join(f"</{it}>" for it in reversed(element.split("><")))
    for end in (close * count, ""):
        found = page(f"<h1>Bridge</h1><p>{THREE}</p>{f'<{element}>' * count}<p>{ONE}</p>{end}<p>{TWO}</p>")
        assert all(text in found.body for text in (ONE, TWO, THREE))


def test_signs_without_a_width() -> None:
    """Words can be found; what joins letters in other scripts stays."""
    found = page(
        f"<article><h1>Dampf&shy;schiff</h1><p class=byline>By Zo Lee&#8203;</p><p>Das Dampf&shy;schiff ist zur&uuml;ck. {ONE}</p><p>می‌خواهم {TWO}</p></article>"
    )
    assert (found.title, found.authors) == ("Dampfschiff", ("Zo Lee",))
    assert "Das Dampfschiff ist" in found.body
    assert "می‌خواهم" in found.body


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (
            "503 Backend fetch failed",
            "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 9</p><hr><p>Varnish cache server</p>",
        ),
        (
            "Pardon Our Interruption",
            "<h1>Pardon Our Interruption...</h1><p>Something about your browser made us think that you were a bot, for one of these reasons:</p><ul><li>You move through this site with more speed than people have.</li><li>You have switched off what we need.</li></ul>",
        ),
        (
            "Valley Post",
            "".join(
                f"<div class=card><h2><a href='/{number}'>Headline number {number}</a></h2><p>Teaser {number}</p></div>"
                for number in range(5)
            ),
        ),
    ],
)
def test_pages_that_are_no_articles(name: str, body: str) -> None:
    (found,) = readings("a.html", f"<html><head><title>{name}</title></head><body>{body}</body></html>")
    assert found.article is None
    assert [it.code for it in found.diagnostics] == ["passed-over"]


def test_an_article_on_a_number_is_one() -> None:
    found = page(
        f"<article><h1>503 homes planned at the mill</h1><p>{ONE}</p><p>The request ID of the plan is 9, and its server at the hall port 4.</p></article>",
        "503 homes planned at the mill",
    )
    assert found.title == "503 homes planned at the mill"


def test_posts_whose_times_are_words() -> None:
    """Each with its time, in the order of the page, below the points that sum them up."""
    posts = "".join(
        f"<li class=post><article><header><span>{time}</span><h3>Post {number}</h3></header><div><p>{text}</p></div></article></li>"
        for number, (time, text) in enumerate((("20:14", ONE), ("19.02 Uhr", TWO), ("9h05", THREE)))
    )
    body = page(
        f"<main><h1>Flood live</h1><section><ul><li>The water is a hand below the arch.</li></ul></section><ol>{posts}</ol></main>"
    ).body
    assert (
        body
        == f"- The water is a hand below the arch.\n\n20:14\n\n### Post 0\n\n{ONE}\n\n19.02 Uhr\n\n### Post 1\n\n{TWO}\n\n9h05\n\n### Post 2\n\n{THREE}"
    )


def test_ruby_and_words_in_angle_brackets() -> None:
    ruby = "<ruby>薔薇<rt>ばら</rt></ruby>の庭が開いた"
    found = page(f"<article><h1>{ruby}</h1><p>町の{ruby}。{ONE}</p><p>{TWO}</p></article>")
    assert found.title == "薔薇の庭が開いた"
    assert found.body.startswith("町の薔薇（ばら）の庭が開いた。")
    title = "Tide sums &lt;explained&gt;"
    assert page(f"<article><h1>{title}</h1><p>{ONE}</p><p>{TWO}</p></article>", title).title == "Tide sums <explained>"


def test_bold_lines_that_end_in_a_sign() -> None:
    found = page(
        f"<article><h1>Talk</h1><p><strong>What now?</strong></p><p>{ONE}</p><p><b>And then?</b><br>{TWO}</p></article>"
    )
    assert found.body == f"**What now?**\n\n{ONE}\n\n**And then?**\\\n{TWO}"


@pytest.mark.parametrize(
    ("name", "body", "head"),
    [
        (
            "301 Moved Permanently",
            "<h1>Moved Permanently</h1><p>The document has moved <a href='https://b.example/'>here</a>.</p>",
            "",
        ),
        (
            "Weiterleitung",
            "<p>Sie werden gleich weitergeleitet.</p>",
            "<meta http-equiv=refresh content='0; url=https://b.example/'>",
        ),
        ("Are you over 18?", "<h1>Age verification</h1><p>You must be 18 or older.</p><button>Yes</button>", ""),
    ],
)
def test_pages_in_front_of_an_article(name: str, body: str, head: str) -> None:
    (found,) = readings("a.html", f"<html><head><title>{name}</title>{head}</head><body>{body}</body></html>")
    assert found.article is None
    assert [it.code for it in found.diagnostics] == ["passed-over"]


def test_times_of_comments_date_no_article() -> None:
    talk = "<section id=comments><article class=comment><time datetime='2026-11-01T10:00:00Z'>3 weeks ago</time><p>I like it.</p></article></section>"
    meta = "<meta property='article:published_time' content='2026-11-24T08:00:00Z'>"
    text = f"<article><h1>Bridge</h1><p>{ONE}</p><p>{TWO}</p></article>{talk}"
    assert page(text, "Bridge", meta).published == "2026-11-24T08:00:00+00:00"
    assert page(text, "Bridge").published is None


def test_a_date_at_the_end_costs_no_text() -> None:
    word = "<meta name=Generator content='Microsoft Word 15'>"
    found = page(f"<p class=MsoTitle>Bridge stays</p><p>{ONE}</p><p>25 November 2026</p>", "Report", word)
    assert ONE in found.body


def test_an_error_that_only_the_text_says() -> None:
    text = "<html><head><title>Blog &rsaquo; Error</title></head><body><p>There has been a critical error on this website.</p></body></html>"
    (found,) = readings("a.html", text)
    assert [it.code for it in found.diagnostics] == ["passed-over"]
