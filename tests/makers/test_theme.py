"""The theme keeps its promises on every page kind: sound HTML, light, nothing from outside, any script."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from markupsafe import Markup
from sites import ROOT

from site_gen.makers.html.agreement import Statement, Statements
from site_gen.makers.html.headlines import whole
from site_gen.makers.html.json_ld import structured
from site_gen.makers.html.marks import colour, initial
from site_gen.pages import views

THEME = ROOT / "templates"
HOST = "https://news.example"
VOID = {"meta", "link", "br", "hr", "img", "input"}

feed = views.FeedLink(
    title="All", rss="/feed.xml", atom="/atom.xml", json="/feed.json", absolute_rss=f"{HOST}/feed.xml"
)
world = views.Link(url="/topics/world/", text="World", count=7)
source = views.Link(url="/sources/wire/", text="Wire & Sons")
site = views.SiteView(
    title="Digest",
    description="One story, once.",
    url=f"{HOST}/",
    base="/",
    lang="en",
    dir="ltr",
    nav=(world,),
    feed=feed,
    search="/search/",
    picture=f"{HOST}/share.png",
)
teaser = views.Teaser(
    id="a1",
    url="/2025/12/04/a/",
    title="<b>Ferry</b> aground",
    summary="All safe.",
    lang="en",
    dir="ltr",
    published="2025-12-04T09:00:00Z",
    topic=world,
    source="Wire & Sons",
    more=("A", "B", "C", "D"),
    reports=5,
)
arabic = msgspec.structs.replace(
    teaser, id="a2", title="جنوح عبارة", lang="ar", dir="rtl", published="", source="", more=()
)
today = views.Section(id="world", heading=world, day="", teasers=(teaser, arabic))
dated = views.Section(id="d4", heading=None, day="2025-12-04", teasers=(teaser, arabic))
report = views.ReportView(
    title="Ferry aground",
    source=source,
    authors=(),
    published="2025-12-04",
    modified="",
    url="https://wire.example/a",
    lang="ar",
    dir="rtl",
    summary="",
    body="b",
)


def meta(kind: str) -> views.Meta:
    home = views.Link(url="/", text="Home")
    return views.Meta(kind=kind, title=kind, description="", canonical=f"{HOST}/{kind}/", feeds=(feed,), trail=(home,))


reports = tuple(
    msgspec.structs.replace(report, number=number, group=number - 1, built_on="Wire" if number == 4 else "")
    for number in range(1, 15)
)
story = views.StoryView(
    meta=meta("story"),
    id="s",
    title="<b>Ferry</b> aground",
    standfirst="All safe.",
    lang="ar",
    dir="rtl",
    authors=("A. Person",),
    published="2025-12-04",
    modified="2025-12-05",
    minutes=1,
    source=source,
    original="https://wire.example/a",
    topics=(world,),
    body="b",
    headline="Ferry on the rocks",
    variants=("Ship is aground",),
    reports=reports,
    coverage=reports,
    sources=3,
    languages=2,
    first=reports[0],
    latest=reports[1],
    report_to="mailto:desk@wire.example",
    reasons=("same ferry",),
    related=(arabic,),
    pointers=(views.Link(url="", text="Next ferry"), views.Link(url="/2025/12/01/pier/", text="Old pier")),
    older=source,
    newer=world,
    markdown="/2025/12/04/a/index.md",
)
bare_story = msgspec.structs.replace(
    story,
    minutes=0,
    **dict.fromkeys(["standfirst", "published", "modified", "original", "body", "headline", "markdown"], ""),
    **dict.fromkeys(["authors", "topics", "variants", "reports", "coverage", "reasons", "related", "pointers"], ()),
    **dict.fromkeys(["source", "older", "newer", "first", "latest"]),
)


def a_list(kind: str, *sections: views.Section) -> views.ListView:
    return views.ListView(
        meta=meta(kind),
        heading=kind,
        about="About.",
        count=2,
        sections=sections,
        pager=views.Pager(newer="/n/", older="/o/"),
        feed=feed,
        neighbours=(world,),
    )


def a_home(stories: int, lead: views.LeadView | None, *sections: views.Section) -> views.HomeView:
    return views.HomeView(
        meta=meta("home"),
        day="2025-12-04",
        since="",
        updated="2025-12-04T09:00:00Z",
        stories=stories,
        shown=stories,
        articles=2,
        sources=2,
        minutes=1,
        lead=lead,
        top=(arabic, teaser) if stories else (),
        sections=sections,
        also=(teaser,) if stories else (),
        grown=(msgspec.structs.replace(teaser, grown=2, news="3 → 4 dead"),) if stories else (),
        foreign=(arabic,) if stories else (),
        earlier=views.Link(url="/2025/12/03/", text="2025-12-03", count=2),
    )


angle = views.Angle(
    title="Ship aground", url="/2025/12/04/a/#report-2", source="Post", label="analysis", lang="ar", dir="rtl"
)
leading = views.LeadView(
    teaser=teaser, angles=(angle,), also=("C", "D"), first="Post", first_at="2025-12-04T07:00:00Z",
    latest="2025-12-04T09:00:00Z",
)  # fmt: skip
day = views.Link(url="/2025/12/04/", text="2025-12-04")
month = views.Month(month="2025-12", url="/2025/12/", count=2, days=(day,))
PAGES: dict[str, tuple[str, views.View]] = {
    "home": ("home.html", a_home(3, leading, today)),
    "empty home": ("home.html", a_home(0, None)),
    "topic": ("list.html", a_list("topic", dated)),
    "day": ("list.html", a_list("day", today)),
    "list without days": ("list.html", a_list("source", msgspec.structs.replace(dated, day=""))),
    "story": ("story.html", story),
    "bare story": ("story.html", bare_story),
    "archive": ("archive.html", views.ArchiveView(meta=meta("archive"), months=(month,), sources=(source,))),
    "index": ("index.html", views.IndexView(meta=meta("topics"), heading="Topics", links=(world,))),
    "feeds": (
        "feeds.html",
        views.FeedsView(meta=meta("feeds"), site=feed, topics=(feed,), sources=(feed,), opml="/feeds.opml"),
    ),
    "search": (
        "search.html",
        views.SearchView(meta=meta("search"), index="/search/index.json", topics=(world,), sources=("Wire & Sons",)),
    ),
    "404": ("404.html", views.PlainView(meta=meta("404"))),
    "redirect": (
        "redirect.html",
        views.RedirectView(meta=meta("redirect"), target="/2025/12/04/a/", title="Ferry"),
    ),
}


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(THEME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    env.filters |= dict.fromkeys(["day", "short_day", "weekday_day", "month", "year"], lambda moment: moment[:10])
    env.filters |= dict.fromkeys(["clock", "hour"], lambda moment: moment[11:16])
    env.filters |= {"zone": lambda _: "UTC", "near_day": lambda moment, _: moment[:10]}
    env.filters |= {"number": str, "language": str, "and_list": ", ".join}
    env.filters |= {"whole": whole, "initial": initial, "colour": colour}
    env.globals["site"] = site
    env.globals["agreement"] = lambda view, _: Statements(
        most=(Statement("All are safe, the crew said.", (0, 1)),) if len(view.reports) > 1 else (),
        groups=len(view.reports),
        alone=(Statement("The captain had slept.", (1,)),),
        added=((),) + (("The captain had slept.",),) * (len(view.reports) - 1),
    )
    env.globals["static"] = lambda name: f"/static/{name}"
    env.globals["once"] = lambda macro, *given: macro(*given)
    env.globals["sha256"] = lambda _: "sha256-x"
    env.globals["structured"] = lambda view: Markup(structured(view, site, f"{HOST}/static/icon-512.png"))  # noqa: S704
    return env


def render(name: str) -> str:
    return show(*PAGES[name])


def show(template: str, view: views.View) -> str:
    return environment().get_template(template).render(view=view, bodies={"b": Markup("<p>Text.</p>")})


class Reader(HTMLParser):
    """Collects every element with its attributes, and sees to it that all that open also close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", PAGES)
def test_sound(name: str) -> None:
    """Every page nests, has one h1, goes down by one heading at a time, and names its ids and landmarks once."""
    page = Reader(render(name))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    labelled = [attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs]
    landmarks = [attrs for tag, attrs in page.elements if tag in {"nav", "section", "article"}]
    names = [attrs.get("aria-label") or attrs["aria-labelledby"] for attrs in landmarks]
    assert page.open == []
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
    assert max(Counter(ids).values()) == 1
    assert set(labelled) <= set(ids)
    assert max(Counter(names).values(), default=1) == 1


@pytest.mark.parametrize("name", PAGES)
def test_nothing_from_outside(name: str) -> None:
    """No page loads from another host, styles inline or needs a script; what the news says cannot become markup."""
    html = render(name)
    page = Reader(html)
    loads = {"stylesheet", "icon", "apple-touch-icon"}
    loaded = [attrs["href"] for _, attrs in page.elements if attrs.get("rel") in loads]
    assert loaded
    assert all((THEME / address.lstrip("/")).is_file() for address in loaded)
    scripts = [attrs for tag, attrs in page.elements if tag == "script" and attrs.get("type") != "application/ld+json"]
    assert scripts == ([{"src": "/static/search.js", "defer": ""}] if name == "search" else [])
    assert not any(tag in {"style", "iframe", "img"} or "style" in attrs for tag, attrs in page.elements)
    assert "default-src 'none'" in html
    assert "unsafe" not in html
    assert "<b>Ferry" not in html


def test_texts_say_their_language() -> None:
    """A headline in another language or direction than the site's says so; one in the site's own does not."""
    home = render("home")
    assert '<a class="headline" href="/2025/12/04/a/" lang="ar" dir="rtl">' in home
    assert '<h2 id="lead"><a' in home
    assert '<h1 id="headline" lang="ar" dir="rtl">' in render("story")


def test_times_do_not_repeat_the_day() -> None:
    """Under the heading of its day a story shows the clock alone; elsewhere, and on another day, the day as well."""
    other = msgspec.structs.replace(teaser, published="2025-12-03T23:00:00Z")
    related = msgspec.structs.replace(story, related=(teaser,))
    assert ">09:00</time>" in show("list.html", a_list("topic", dated))
    assert ">2025-12-03 23:00</time>" in show(
        "home.html", a_home(1, leading, msgspec.structs.replace(today, teasers=(other,)))
    )
    assert ">2025-12-04 09:00</time>" in show("story.html", related)


def test_long_lists_fold() -> None:
    """Every report of a story is in its coverage once; those beyond twelve wait in a fold."""
    html = render("story")
    assert html.count('id="report-') == 14
    assert "and 2 more reports" in html
    assert "built on Wire" in html


def test_light() -> None:
    """The style sheet stays under 3.5 kB compressed and loads nothing; the bare frame of a page stays under 1.5 kB."""
    style = (THEME / "static/style.css").read_bytes()
    assert len(gzip.compress(style)) <= 3500
    assert b"url(" not in style
    assert b"@import" not in style
    assert len(gzip.compress(render("404").encode())) <= 1500


def test_template_names_are_literal() -> None:
    """A template names the ones that it needs outright, so that what a page depends on is known without rendering."""
    env = environment()
    for path in sorted(THEME.rglob("*.html")):
        tree = env.parse(path.read_text("utf-8"))
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            assert isinstance(node.template, nodes.Const), path.name


def test_marks_of_sources_are_letters_or_local_icons() -> None:
    """A letter in a colour that stays the same for a name; the icon of a source is a file of the theme."""
    assert [initial(name) for name in ("The Harbour Daily", "le Monde", "日本経済", "«Речь»", "!")] == list("HM日Р·")
    assert colour("Reuters") == colour("REUTERS") in range(6)
    style = (THEME / "static/style.css").read_text()
    assert all(f".m{number}" in style for number in range(1, 6))


def test_headlines_do_not_break_at_hyphens() -> None:
    """Short compounds stay whole, long ones may break, and what is no compound is left as it stands."""
    assert whole("China in One-Day Show") == 'China in <span class="nb">One-Day</span> Show'
    assert whole("a <b>x-ray</b>") == 'a &lt;b&gt;<span class="nb">x-ray</span>&lt;/b&gt;'
    assert whole("Talks - and more") == "Talks - and more"
    assert "nb" not in whole("Donaudampfschiff-Gesellschaft")
