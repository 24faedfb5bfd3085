"""Projects made to harm: what is no article is named and costs itself, nothing active gets out, nothing hangs."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import json
import re

import pytest
from hostile import GOOD, TEXT, built, md
from sites import Site

from site_gen.errors import SiteGenError

JS = "javascript:alert(4711)"
SCRIPT = "<script>alert(4711)</script>"


def rss(items: str) -> str:
    return f"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Paper</title><link>https://paper.example/</link>{items}</channel></rss>"


def item(title: str, body: str = TEXT, more: str = "") -> str:
    return f"<item><title>{title}</title><description>{body}</description>{more}</item>"


LAUGHS = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x: &a [*a]\n", "refers to itself"),
        (LAUGHS, "too many values"),
        ("x: " + "[" * 99 + "]" * 99, "too deeply nested"),
    ],
)
def test_settings_that_never_end(site: Site, text: str, said: str) -> None:
    """YAML may repeat itself without end; the line is named."""
    site.write("site.yaml", f"title: T\n{text}")
    with pytest.raises(SiteGenError, match=rf"site.yaml:\d+: error: .*{said}"):
        site.build()


def test_front_matter_that_never_ends(site: Site) -> None:
    """Aliases cost their keys."""
    for name, matter in {
        "self": "x: &a [*a]",
        "list": "topics: &a [*a]",
        "map": "extra: &a {k: *a}",
        "laughs": LAUGHS.strip(),
    }.items():
        site.write(f"content/{name}.md", md(f"title: Own {name}\npublished: 2025-11-03\n{matter}"))
        site.write(f"seeds/{name}.md", md(f"title: Seed {name}\ndate: 2025-11-03\n{matter}"))
    site.write("content/deep.md", md(f"title: Deep\nx: {'[' * 5000}"))
    said, _ = built(site)
    assert all(f"{folder}/{name}.md:" in said for folder in ("content", "seeds") for name in ("self", "map", "laughs"))
    assert "content/deep.md:1" in said
    assert "there twice" not in said


ODD_NAMES = (
    "new\nline",
    'quo"te',
    "-rf",
    "--help",
    "<b>tag",
    "a&b",
    "tab\there",
    "back\\slash",
    "con",
    "aux",
    "trail ",
    "\u202egnp",
    "\x1b[31mred",
    "star*?",
    "$(id)",
    "`id`",
    "%s%n",
    "{{7*7}}",
    "..x",
    "#x?y",
)


def test_names_of_files_and_headlines(site: Site) -> None:
    """Whatever a file or a headline is called, names that we make are plain and short, and no path leads out."""
    for number, name in enumerate(ODD_NAMES):
        site.write(f"seeds/{name}{number}.txt", GOOD.replace("The mill", f"The wheel {number}"))
        site.write(f"content/{name}{number}.md", md(f"title: Own piece {number}\npublished: 2025-11-03"))
        site.write(f"seeds/{number}.md", md(f"title: {json.dumps(name)}\ndate: 2025-11-03"))
    for number, name in enumerate(["x" * 5000, "😀" * 400, "漢字" * 500, "ﷺ" * 300, "é" * 400]):
        site.write(
            f"content/t{number}.md",
            md(f"title: {name}\nslug: {name}\ntopics: [{name}]\nsource: {name}\npublished: 2025-11-03"),
        )
        site.write(f"seeds/f{number}.xml", rss(item(name)))
    for number, slug in enumerate(
        ("../../../x", "/etc/x", "..", "a/b", "con", '"\\0"', "<script>", "%2e%2e%2f", ".git", "index.html")
    ):
        site.write(
            f"content/s{number}.md",
            md(f"title: Slug {number}\nslug: {slug}\nid: {slug}\nlang: {slug}\npublished: 2025-11-03"),
        )
    before = set(site.root.parent.iterdir())
    built(site)
    assert set(site.root.parent.iterdir()) == before
    assert not [path for path in site.output() if len(path.rpartition("/")[2].encode()) > 200]
    assert all(re.fullmatch(r"[\w./-]+", path) for path in site.output())


ADDRESSES = (
    JS,
    "JaVaScRiPt:alert(4711)",
    "java\\tscript:alert(4711)",
    "data:text/html,4711",
    "vbscript:4711",
    "feed:javascript:4711",
    'https://x.example/" onmouseover="alert(4711)',
    "https://x.example/<script>4711</script>",
)


def test_addresses_in_every_field(site: Site) -> None:
    """In front matter, feeds and texts: none is followed that is no address of the web, and none breaks out of its quotes."""
    for number, bad in enumerate(ADDRESSES):
        quoted = '"' + bad.replace('"', '\\"') + '"'
        keys = "".join(f"{key}: {quoted}\n" for key in ("url", "source", "image", "permalink", "canonical", "cover"))
        lists = "".join(f"{key}: [{quoted}]\n" for key in ("authors", "topics", "related", "variants", "aliases"))
        matter = f"{keys}{lists}enclosures: [{{url: {quoted}, type: {quoted}, length: {quoted}}}]"
        body = f"{TEXT}\n\n[a]({bad}) ![b]({bad}) <{bad}>\n\n[r]\n\n[r]: {bad}"
        site.write(f"content/a{number}.md", md(f"title: Address {number}\npublished: 2025-11-03\n{matter}", body))
        in_xml = bad.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\\t", "&#9;")
        more = f'<link>{in_xml}</link><guid>{in_xml}</guid><source url="{in_xml}">x</source><category>{in_xml}</category><enclosure url="{in_xml}" type="{in_xml}" length="-1"/><media:thumbnail url="{in_xml}"/>'
        site.write(f"seeds/f{number}.xml", rss(item(f"Entry {number}", f"{TEXT} &lt;a href='{in_xml}'>x&lt;/a>", more)))
    built(site)


MARKUP = (
    SCRIPT,
    "<img src=x onerror=alert(4711)>",
    "<svg><script>alert(4711)</script></svg>",
    f"<iframe src='{JS}'>",
    f'```x" onload="alert(4711)\n{SCRIPT}\n```',
    f"`{SCRIPT}`",
    "<b style='background:url(javascript:4711)'>x</b>",
    f"[![a]({JS})]({JS})",
    f"<base href='{JS}'>",
    "<style>a{b:url(https://evil.example/4711)}</style>",
    f"# {SCRIPT}",
    f"| {SCRIPT} | b |\n| --- | --- |\n| ![x]({JS}) | c |",
    f"<!-- {SCRIPT} -->{SCRIPT}",
    f"]]>{SCRIPT}<![CDATA[",
    "</script></title></textarea><!--<script>",
    "<details open ontoggle=alert(4711)>",
)


def test_markup_in_every_field(site: Site) -> None:
    """Shown as words on pages, in feeds and in copies as Markdown, also where two reports have the very same text."""
    title, body = f"{SCRIPT} & </title> <b>x</b> ]]>", "\n\n".join(MARKUP)
    quoted = json.dumps(title)
    matter = f"title: {quoted}\npublished: 2025-11-03\nauthors: [{quoted}]\nsource: {quoted}\ntopics: [{quoted}]\nvariants: [{quoted}]\nlang: {quoted}"
    site.write(
        "site.yaml",
        f"title: A title\ndescription: {quoted}\nbase_url: https://sample.example/\ntopics:\n  - {{slug: x, name: {quoted}}}\n",
    )
    site.write("content/a.md", md(matter, body))
    site.write("content/b.md", md(matter.replace("source: ", "source: b"), body))
    site.write("seeds/c.md", md(matter, body))
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    site.write(
        "seeds/d.xml",
        rss(item(f"Feed {escaped}", escaped, f"<author>{escaped}</author><dc:creator>{escaped}</dc:creator>")),
    )
    said, _ = built(site)
    assert "is no language" in said


DATES = (
    "0000-00-00",
    "0001-01-01",
    "99999-01-01",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2026-02-30",
    "2025-11-03T25:61:61Z",
    "2025-11-03T08:00:00+99:99",
    "1e9999",
    "99999999999999999999",
    ".inf",
    "[2025-11-03]",
    "{a: 1}",
    "true",
)


def test_dates_that_no_calendar_has(site: Site) -> None:
    """Each costs its date."""
    for number, date in enumerate(DATES):
        site.write(
            f"content/a{number}.md", md(f"title: Own {number}\npublished: {date}\nmodified: {date}\nexpires: {date}")
        )
        site.write(
            f"content/b{number}.md",
            md(f"title: Other {number}\npublished: 2025-11-03\nmodified: {date}\nexpires: {date}"),
        )
        site.write(
            f"content/{['0000/00/00', '2026/13/45', '2026/02/30'][number % 3]}/c{number}.md",
            md(f"title: Folder {number}"),
        )
        site.write(f"seeds/d{number}.md", md(f"title: Seed {number}\ndate: {date}"))
        site.write(f"seeds/e{number}.xml", rss(item(f"Entry {number}", TEXT, f"<pubDate>{date}</pubDate>")))
        site.write(
            f"seeds/f{number}.txt", GOOD.replace("Nov 03, 2025", date).replace("The mill", f"The wheel {number}")
        )
    numbers = [1e300, -1, 10**30, True, [], {}, "x" * 9000]
    items = [
        {"id": str(at), "title": f"JSON {at}", "content_text": TEXT, "date_published": it}
        for at, it in enumerate(numbers)
    ]
    site.write("seeds/g.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    built(site)


def test_values_of_other_types(site: Site) -> None:
    """Front matter and JSON Feed may hold any value under any key."""
    keys = (
        "authors",
        "source",
        "url",
        "lang",
        "topics",
        "variants",
        "story",
        "expires",
        "seed",
        "copies",
        "generated",
        "enclosures",
        "image",
        "aliases",
        "description",
        "publish",
        "weight",
        "corrections",
        "updates",
    )
    for number, value in enumerate(
        (
            "null",
            "true",
            "-1.5",
            "[]",
            "{}",
            "[[]]",
            '""',
            "{a: 1}",
            "[null]",
            "2025-11-03",
            "!!binary aGFsbG8=",
            "!x y",
        )
    ):
        site.write(
            f"content/a{number}.md",
            md(f"title: Typed {number}\npublished: 2025-11-03\n" + "\n".join(f"{key}: {value}" for key in keys)),
        )
        site.write(
            f"seeds/b{number}.md",
            md(f"title: Seed {number}\n" + "\n".join(f"{key}: {value}" for key in (*keys, "date", "tags", "cover"))),
        )
    names = (
        "url",
        "content_html",
        "summary",
        "date_published",
        "authors",
        "tags",
        "language",
        "attachments",
        "image",
        "title",
    )
    items = [
        {"id": f"{name} {value}", "title": "Typed", "content_text": TEXT, name: value}
        for name in names
        for value in (None, True, -1.5, [], {}, [[]], {"a": 1})
    ]
    site.write(
        "seeds/c.json",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": [], "items": [*items, None, 1, []]}),
    )
    built(site)


def test_long_values(site: Site) -> None:
    """Addresses, names and sizes that no program has room for are read in seconds."""
    long = "n" * 300_000
    site.write(
        "seeds/a.xml",
        rss(
            item(
                "Long",
                TEXT,
                f"<link>https://x.example/{long}</link><guid>{long}</guid><category>{long}</category><author>{long}</author><dc:creator><![CDATA[{long}]]></dc:creator>",
            )
        ),
    )
    site.write("seeds/b.md", md("title: Long link\ndate: 2025-11-03", f"[x](https://x.example/{long}) {TEXT}"))
    site.write(
        "content/c.md",
        md(
            f"title: Long keys\npublished: 2025-11-03\nurl: https://x.example/{long[:50_000]}\nlang: {long[:999]}\n{long[:999]}: v"
        ),
    )
    site.write(
        "content/d.md",
        md("title: Many\npublished: 2025-11-03\ntopics: [" + ", ".join(f"t{n}" for n in range(3000)) + "]"),
    )
    built(site)


def test_pictures_of_feeds_are_not_asked_of_the_editor(site: Site) -> None:
    """A feed names pictures by their address, which is no fault of the digest."""
    site.write(
        "seeds/a.xml",
        rss(
            item(
                "Ferry sails",
                TEXT,
                "<media:thumbnail url='https://paper.example/a.jpg'/><pubDate>Mon, 03 Nov 2025 08:00:00 GMT</pubDate>",
            )
        ),
    )
    said, _ = built(site)
    assert "a.jpg" not in said


def test_addresses_that_a_growing_story_had(site: Site) -> None:
    """Its feeds stand there too, as copies, which a check knows."""
    for name, alias in (("a", "/old/post/"), ("b", "/older.html")):
        site.article(
            f"2025/12/04/{name}.md",
            "The bridge of the valley opens again today",
            f"{TEXT} So says {name}.",
            source=name,
            aliases=f"[{alias}]",
        )
    built(site)
    assert "old/post/feed.xml" in site.output()
