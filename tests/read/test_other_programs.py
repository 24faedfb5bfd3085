"""What other programs write: odd feeds, Markdown with signs of its own, pages that are none; found in their bug trackers."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest

from site_gen.model import Article, ReadingOptions, Seed
from site_gen.read import read

ONE = "The council of the valley has decided on Monday that the bridge stays open until spring."
TWO = "The mayor said that the repair of the old arches would cost nine thousand crowns."


def one(name: str, text: str) -> Article:
    (reading,) = read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())
    assert reading.article is not None, reading
    return reading.article


def entry(body: str, title: str = "Pears fall") -> Article:
    item = f"<item><title>{title}</title><link>https://growers.example/1</link><description>{body}</description></item>"
    return one("a.xml", f"<rss version='2.0'><channel><title>Growers</title>{item}</channel></rss>")


def page(body: str) -> Article:
    return one(
        "a.html",
        f"<html><head><title>Pears fall in price</title></head><body><article><h1>Pears fall in price</h1>{body}</article></body></html>",
    )


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("&lt;![CDATA[A text about pears.]]&gt;", "A text about pears."),
        ("&lt;p>One.&lt;/p>&lt;![CDATA[&lt;p>Two.&lt;/p>]]>", "One.\n\nTwo."),
        ("&amp;lt;p&amp;gt;A &amp;lt;b&amp;gt;pear&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;", "A **pear**."),
        ("&lt;p>Write &lt;code>&amp;lt;p&amp;gt;&lt;/code> first.&lt;/p>", "Write `<p>` first."),
    ],
)
def test_bodies_of_feeds(written: str, body: str) -> None:
    """Marks of escaping are no words, however often a program escaped."""
    assert entry(written).body == body


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Line one &lt;x&gt;.\n\nTwo.", "Line one &lt;x>.\n\nTwo."),
        ("&lt;p&gt;One.&lt;/p&gt;", "One."),
    ],
)
def test_plain_text_of_atom(written: str, body: str) -> None:
    """What is declared as text is text, unless it holds markup that HTML knows."""
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry><title>T</title><id>1</id><content type='text'>{written}</content></entry></feed>"
    assert one("a.xml", feed).body == body


@pytest.mark.parametrize(
    ("front", "key", "value"),
    [
        ('+++\ntitle = "Pears"\ndate = 2026-11-03\n[taxonomies]\ntags = ["fruit"]\n[extra]\nauthor = "Ann Lee"\n+++\n', "topics", ("fruit",)),
        ('+++\ntitle = "Pears"\ndate = 2026-11-03\n[extra]\nauthor = "Ann Lee"\n+++\n', "authors", ("Ann Lee",)),
        ("---\ntitle: Pears\ndate: 2026-11-03\nparams:\n  author: Ann Lee\n---\n", "authors", ("Ann Lee",)),
        ("---\ntitle: Pears\ndate: 2026-11-03\nauthors: Ann Lee, Bo Ek and Cy Orr\n---\n", "authors", ("Ann Lee", "Bo Ek", "Cy Orr")),
        ("---\ntitle: Pears\ndate: 2026-11-03\nauthors: Lind, M.\n---\n", "authors", ("Lind, M.",)),
        ("Title: Pears\nDate: 2026-11-03\nAuthors: Ann Lee, Bo Ek\n\n", "authors", ("Ann Lee", "Bo Ek")),
        ('{\n "title": "Pears",\n "date": "2026-11-03",\n "tags": ["fruit"]\n}\n\n', "topics", ("fruit",)),
        ('{"title": "Pears", "date": "2026-11-03"}\n', "published", "2026-11-03"),
    ],
)  # fmt: skip
def test_front_matter(front: str, key: str, value: object) -> None:
    """Sections of Zola and Hugo, texts of several authors, and an object of JSON."""
    article = one("a.md", front + ONE)
    assert article.title == "Pears"
    assert article.body == ONE
    assert getattr(article, key) == value


@pytest.mark.parametrize(
    ("written", "body", "cut"),
    [
        ('{{< figure src="/a.jpg" >}}\n\nA pear.', "A pear.", "a shortcode"),
        ("{{% note %}}A pear.{{% /note %}}", "A pear.", "a shortcode"),
        ("{% include a.html %}\n\nA pear.", "A pear.", "a shortcode"),
        ("A [[notes/pear|ripe pear]] and [[apples#red]].", "A ripe pear and apples.", None),
        ("![[a.png]]\n\nA ==ripe== pear.", "A ripe pear.", "an embedded file"),
        ("![A pear](a ripe pear.png) and [it](a.md 'x y.z').", "![A pear](<a ripe pear.png>) and [it](a.md 'x y.z').", None),
        ("A pear.%%buy some%%", "A pear.", "a comment"),
        ("Code `{{< x >}}` and `[[ -f a ]]`, a == b.", "Code `{{< x >}}` and `[[ -f a ]]`, a == b.", None),
        ("```\n[[ -f a ]] && echo {{< x >}}\n```", "```\n[[ -f a ]] && echo {{< x >}}\n```", None),
    ],
)  # fmt: skip
def test_marks_of_other_programs(written: str, body: str, cut: str | None) -> None:
    """The words stay, the marks go; what had no words is cut with a ruling, and code is code."""
    (reading,) = read(
        Seed("seeds/a.md", f"---\ntitle: T\ndate: 2026-11-03\n---\n\n{written}\n".encode()), ReadingOptions()
    )
    assert reading.article is not None
    assert reading.article.body == body
    assert cut is None or cut in {it.rule for it in reading.rulings}


def test_text_that_is_markdown() -> None:
    """A headline with its mark, and code or links below: it is read as what it is, whatever its name."""
    article = one(
        "a.txt", f"# Pears fall in price\n\n**By Ann Lee** | 3 Nov 2026\n\n{ONE}\n\n```\nline 1\n  line 2\n```\n"
    )
    assert article.title == "Pears fall in price"
    assert article.body.endswith("```\nline 1\n  line 2\n```")


def test_pages() -> None:
    """The speaker of a quote stays, and a headline has whole words where a page only lets them be parted."""
    article = page(
        f"<p>{ONE}</p><blockquote><p>We waited.</p><footer>— Ann Lee, trader</footer></blockquote><p>{TWO}</p>"
    )
    assert "> — Ann Lee, trader" in article.body
    assert entry(ONE, "The coun\u00adcil decides").title == "The council decides"


def cards(count: int) -> str:
    return "".join(
        f"<div><h2><a href='/{n}'>Headline {n} about pears and more</a></h2><p>A teaser of some words.</p></div>"
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<html><head><title>Growers News</title></head><body><h1>Growers News</h1>{cards(25)}</body></html>"),
        ("a.html", f"<html><head><title>Fruit</title></head><body><h1>Fruit</h1>{cards(9)}<p>Imprint</p></body></html>"),
        ("a.html", "<html><head><title>Site maintenance</title></head><body><h1>We’ll be back soon!</h1><p>Sorry, we are performing some maintenance at the moment.</p></body></html>"),
        ("a.html", "<html><head><title>Search results for pears</title></head><body><h1>Search results for pears</h1><p>No results were found for your search.</p></body></html>"),
        ("a.txt", "d41d8cd98f00b204e9800998ecf8427e  a.iso\nd41d8cd98f00b204e9800998ecf8427e  b.iso\n"),
        ("a.txt", "import os\n\ndef main():\n    print('A sentence that is long enough to be one.')\n"),
        ("a.txt", "def main(words: list[str]) -> None:\n    print(words)\n"),
    ],
)  # fmt: skip
def test_what_is_no_article(name: str, text: str) -> None:
    """It is passed over and named."""
    (reading,) = read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())
    assert reading.article is None
    assert [it.code for it in reading.diagnostics] == ["passed-over"]


@pytest.mark.parametrize(
    "title", ["Tram will be back soon, says operator", "Ferry to be back shortly", "Works at the site"]
)
def test_news_that_sounds_like_a_wall_is_news(title: str) -> None:
    """A headline may speak of what servers say."""
    article = one(
        "a.html",
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{ONE}</p><p>{TWO}</p></body></html>",
    )
    assert article.title == title


def test_prose_that_begins_as_programs_do() -> None:
    """And per cents are no comments; a title that was escaped with its mark is its words."""
    assert one("a.txt", f"from Monday import duties rise\n\n{ONE}\n\n{TWO}").body
    assert "100%% of it and 50%% of that" in one("a.md", "---\ntitle: T\n---\n\n100%% of it and 50%% of that.").body
    assert entry(ONE, "&lt;![CDATA[A title of pears]]&gt;").title == "A title of pears"


def test_an_article_beside_many_links_is_one() -> None:
    """Paragraphs of its own tell it from a front page."""
    assert ONE in page(f"<p>{ONE} {TWO} {ONE} {TWO} {ONE}</p><p>{TWO}</p>{cards(12)}").body


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.xml", "a.eml"])
@pytest.mark.parametrize(
    "text",
    [
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n",
        "../.git/annex/objects/1X/2Y/SHA256E-s12--ab.html/SHA256E-s12--ab.html\n",
    ],
)
def test_pointers_to_large_files(name: str, text: str) -> None:
    """What git keeps in place of a large file that it did not fetch."""
    (reading,) = read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())
    assert reading.article is None
    assert "a pointer to a file" in reading.diagnostics[0].message
