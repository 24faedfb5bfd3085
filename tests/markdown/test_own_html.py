"""HTML in Markdown that a person wrote: it stays in own pages, and is named in articles."""

from __future__ import annotations

import pytest
from active import in_html
from sites import Site

from site_gen.markdown.own_html import look_at_html, page_html, shown_tags


@pytest.fixture
def digest(site: Site) -> Site:
    site.write("site.yaml", "title: T\nbase_url: https://news.example/valley/\n")
    site.article("2025/12/04/a.md", "A headline of today")
    return site


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Mill Lane 1<br>\nHarbour", "<p>Mill Lane 1<br>\nHarbour</p>"),
        ("H<sub>2</sub>O and *x*", "<p>H<sub>2</sub>O and <em>x</em></p>"),
        ("<div class='box'>\n\nSee **us**.\n\n</div>", '<div class="box">\n<p>See <strong>us</strong>.</p>\n</div>'),
        ("<details><summary>More</summary>Words</details>", "<details><summary>More</summary>Words</details>"),
        ("<!-- call Jana -->\n\nWords", "<p>Words</p>"),
        ("a < b, x<y and `<br>`", "<p>a &lt; b, x&lt;y and <code>&lt;br&gt;</code></p>"),
    ],
)  # fmt: skip
def test_what_shows_something_stays(markdown: str, html: str) -> None:
    """As in other programs that read Markdown; comments are the editor's own."""
    assert page_html(markdown, {}, frozenset()).strip() == html
    assert not look_at_html(markdown).left_out


@pytest.mark.parametrize(
    ("markdown", "left_out"),
    [
        ("x\n\n<script>\nalert(4711)\n</script>", [(3, "<script>")]),
        ("one\n<img src=x onerror=alert(4711)>", [(2, "onerror= of <img>")]),
        ("<div>\n<p style='color: red' onclick='4711'>x</p>", [(2, "style= of <p>"), (2, "onclick= of <p>")]),
        ("<a href=' java&#115;cript:4711'>x</a>", [(1, "'javascript:' in <a>")]),
        ("<form action=/x><input></form>", [(1, "<form>"), (1, "<input>")]),
        ("<svg onload=4711><a href='data:text/html,x'>", [(1, "<svg>"), (1, "'data:' in <a>")]),
        ("<iframe src='https://maps.example/'></iframe>", [(1, "<iframe>")]),
    ],
)
def test_what_is_active_is_left_out_and_named(markdown: str, left_out: list[tuple[int, str]]) -> None:
    """Each with its line; the words around it stay."""
    assert list(look_at_html(markdown).left_out) == left_out
    assert not list(in_html(page_html(markdown, {}, frozenset()), whole=False))


def test_a_page_with_html(digest: Site) -> None:
    """Its links lead like those of Markdown, its summary is words, and what is wrong is said with the line."""
    digest.write(
        "pages/contact.md",
        "---\ntitle: Contact\n---\n\nUte Kern<br>Mill Lane & Co\n\n"
        "<a href='team.md'>Us</a> <img src=map.png alt=Map>\n\n"
        "[below](#map) <a href='gone.md'>gone</a>\n\n<p id=map onclick=x>Here</p>\n",
    )
    digest.write("pages/team.md", "# The *team*\n\nAnn.\n")
    digest.write("pages/map.png", "no picture")
    said = [(it.path, it.line, it.message) for it in digest.build().diagnostics]
    assert said == [
        ("pages/contact.md", 9, "'gone.md' is not there, so it is no link"),
        ("pages/contact.md", 11, "onclick= of <p> is left out"),
    ]
    page = digest.page("contact/index.html")
    assert "Ute Kern<br>Mill Lane &amp; Co" in page
    assert '<a href="/valley/team/">Us</a> <img src="/valley/media/map-' in page
    assert '<a href="#map">below</a>' in page
    assert 'name="description" content="Ute Kern Mill Lane &amp; Co' in page
    assert "<h1>The team</h1>" in digest.page("team/index.html")
    assert digest.command("check", "--now", "2025-12-05").returncode == 0


def test_a_hooks_page_holds_no_html(digest: Site) -> None:
    """What a hook writes may be a headline of others."""
    digest.write("site.yaml", digest.read("site.yaml") + "hooks: [hooks.py]\n")
    digest.write(
        "hooks.py",
        "from site_gen.hooks import PageText\n\n"
        "def pages(edition):\n    yield PageText(name='x', text='Use <b>bold</b>')\n",
    )
    digest.build()
    assert "Use &lt;b&gt;bold&lt;/b&gt;" in digest.page("x/index.html")


def test_tags_in_an_article_are_named(digest: Site) -> None:
    """A person's text, in their own file or over that of a seed, with its line; code and comparisons are no tags."""
    digest.article(
        "2025/12/04/b.md", "Second", body="One.<br>\nTwo.\n\n```\n<br>\n```\n\nx<y and <std::vector>\n\n</div>"
    )
    body = digest.read("content/2025/12/04/b.md").split("\n")
    said = [(it.line, it.message) for it in digest.build().diagnostics if it.path.endswith("b.md")]
    lines = [number for number, line in enumerate(body, 1) if line.startswith(("One.", "</div>"))]
    assert said == [(lines[0], "'<br>' is shown as text"), (lines[1], "'</div>' is shown as text")]
    assert "One.&lt;br&gt;" in digest.page("2025/12/04/b/index.html")


def test_one_word_for_many_tags() -> None:
    """A line is named once, by its first tag."""
    assert list(shown_tags("<b>a</b> <i>b</i>\n\nplain\n<u>c</u>")) == [(1, "<b>"), (4, "<u>")]
