"""The editor's word over the grouping: commands, the file they write, what it does to a build."""

from __future__ import annotations

import re

import pytest
from sites import Site

from site_gen.edition import decisions

QUAKE, AGAIN, RATES, COMET = "Quake shakes the coast", "Harbour town counts the cost", "Rates stay", "A comet at dusk"
LATER = "What is known by now, told in brief.\nMore will follow in the evening."
HEADING = "# What the editor decided"


OTHER = "Glaziers came from three towns.\nThe market will open again on Monday, if the roof holds."
BODIES = [
    "Windows rattled for a minute before dawn.\nNobody was hurt, the mayor said after a walk along the quay.",
    "Shopkeepers swept up glass until noon.\nInsurers expect the bill by spring, once engineers have been.",
    "Borrowing costs are left alone for now.\nThe board wants to see the winter figures before it moves.",
    "Look west, low over the hills, an hour past sunset.\nBinoculars help, and so does a night without a moon.",
]


@pytest.fixture
def desk(site: Site) -> Site:
    """Four stories of one week, built."""
    for number, (title, body) in enumerate(zip((QUAKE, AGAIN, RATES, COMET), BODIES, strict=True), 1):
        site.seed(f"desk/{number}.txt", title, byline=f"By Ann Lee | Dec 0{number}, 2025", body=body)
    assert site.build().stories == 4
    return site


def ids(site: Site) -> dict[str, str]:
    """Headline -> id of every article."""
    found = {}
    for text in site.content().values():
        title, id_ = (re.search(rf"^{key}: '?(.*?)'?$", text, re.MULTILINE)[1] for key in ("title", "id"))
        found[title] = id_
    return found


def run(site: Site, *words: str, code: int = 0) -> str:
    done = site.command(*words)
    assert done.returncode == code, done.stderr
    return done.stderr


def story_pages(site: Site) -> set[str]:
    """The slugs of the stories that have a page of their own, not only a redirect."""
    return {
        path.split("/")[3]
        for path, data in site.output().items()
        if re.match(r"\d{4}/\d\d/\d\d/[^/]+/index.html", path) and b'http-equiv="refresh"' not in data.lower()
    }


def kinds(site: Site) -> list[str]:
    return [it.kind for it in decisions.read(site.read("editorial.yaml"))]


COMMANDS = [
    (("pin", QUAKE), "pin"),
    (("hide", QUAKE), "hide"),
    (("merge", QUAKE, AGAIN), "merge"),
    (("split", QUAKE, AGAIN), "split"),
    (("rename", QUAKE, "The day the coast shook"), "rename"),
    (("topic", QUAKE, "weather"), "topic"),
]


@pytest.mark.parametrize(("words", "kind"), COMMANDS, ids=[kind for _, kind in COMMANDS])
def test_a_decision_is_written_once_and_taken_back(desk: Site, words: tuple[str, ...], kind: str) -> None:
    """A command says what it changes, changes nothing the second time, and `--undo` leaves the file as it was."""
    mine = "# Mine.\n\nsplit:\n# They are two.\n- [aaa, 'bbb']   # for good\n"
    desk.write("editorial.yaml", mine)
    assert QUAKE in run(desk, *words)
    once = desk.read("editorial.yaml")
    assert sorted(kinds(desk)) == sorted(["split", kind])
    assert f"# {QUAKE}" in once or "[" in once
    for line in mine.splitlines():
        assert line in once.splitlines()
    assert "nothing to change" in run(desk, *words)
    assert desk.read("editorial.yaml") == once
    undo = words[:2] if kind in {"rename", "topic"} else words
    assert "no longer" in run(desk, *undo, "--undo").lower()
    assert desk.read("editorial.yaml") == mine
    assert "nothing to change" in run(desk, *undo, "--undo")


@pytest.mark.parametrize("name", ["id", "file", "seed", "address", "page", "headline"])
def test_articles_are_named_as_people_see_them(desk: Site, name: str) -> None:
    """An id, a content file, a seed, an address, an output file and a whole headline all name an article."""
    named = {
        "id": ids(desk)[QUAKE],
        "file": str(desk.root / "content/2025/12/01/quake-shakes-the-coast.md"),
        "seed": "seeds/desk/1.txt",
        "address": "https://sample.example/2025/12/01/quake-shakes-the-coast/",
        "page": "output/2025/12/01/quake-shakes-the-coast/index.html",
        "headline": QUAKE,
    }
    run(desk, "pin", named[name])
    assert ids(desk)[QUAKE] in desk.read("editorial.yaml")


@pytest.mark.parametrize("name", ["l'equipe gagne 1-0", "L'Équipe", "equipe gagne 1 – 0", "à lyon", "a Lyon"])
def test_a_name_may_be_typed_plainly(desk: Site, name: str) -> None:
    """Quotation marks, dashes and accents are nobody's keys everywhere."""
    desk.article("2025/12/09/lyon.md", "L\u2019équipe gagne 1\u20130 à Lyon")
    run(desk, "pin", name)
    assert "pin" in desk.read("editorial.yaml")


def test_an_article_is_named_by_its_publishers_address(desk: Site) -> None:
    """As a reader copies it; an address that several have names none of them."""
    desk.article("2025/12/09/a.md", "Ferry is late", url="https://ferry.example/late/")
    run(desk, "pin", "https://ferry.example/late")
    assert "Ferry is late" in desk.read("editorial.yaml")
    desk.article("2025/12/09/b.md", "Ferry is later", url="https://ferry.example/late/")
    assert "2 articles have this name" in run(desk, "hide", "https://ferry.example/late/", code=2)


def test_a_name_that_is_none_or_several_changes_nothing(desk: Site) -> None:
    """An unknown name and one that two articles bear stop the command with a hint."""
    assert "no such article" in run(desk, "pin", "Nothing of the kind", code=2)
    desk.article("2025/12/09/orchard.md", "Orchard prize goes to a small village in the far north")
    for name in ("Orchart prise", "vilage orchards", "the norht"):
        said = run(desk, "pin", name, code=2)
        assert "did you mean" in said, name
        assert "Orchard prize goes to a small village" in said, name
    desk.article("2025/12/09/other.md", QUAKE)
    assert "2 articles" in run(desk, "pin", QUAKE, code=2)
    assert "did you mean 'weather'?" in run(desk, "topic", COMET, "wether", code=2)
    assert "same article" in run(desk, "merge", COMET, "seeds/desk/4.txt", code=2)
    for words in (("merge", COMET), ("rename", COMET), ("topic", COMET), ("rename", COMET, "x", "--undo")):
        run(desk, *words, code=2)
    assert not (desk.root / "editorial.yaml").exists()


def test_merge_makes_one_story(desk: Site) -> None:
    """Merged articles share the page of the first; the other address leads there, and the page says why."""
    run(desk, "merge", QUAKE, AGAIN)
    desk.build()
    assert "quake-shakes-the-coast" in story_pages(desk)
    assert "harbour-town-counts-the-cost" not in story_pages(desk)
    assert "/2025/12/01/quake-shakes-the-coast/" in desk.page("2025/12/02/harbour-town-counts-the-cost/index.html")
    page = desk.page("2025/12/01/quake-shakes-the-coast/index.html")
    assert "an editor put them together" in page
    assert "<b>2</b> reports" in page
    said = desk.command("why", QUAKE, AGAIN).stdout
    assert "one story" in said
    assert "decided by an editor: 'merge' in editorial.yaml:2" in said
    run(desk, "merge", AGAIN, QUAKE, "--undo")
    desk.build()
    assert "harbour-town-counts-the-cost" in story_pages(desk)


def test_merge_joins_whole_stories(desk: Site) -> None:
    """Every report of both stories comes along, and those that join later too."""
    desk.seed("wire/1.txt", QUAKE.upper(), byline="By Bo Ray | Dec 01, 2025", body=LATER)
    desk.seed("wire/2.txt", AGAIN.upper(), byline="By Bo Ray | Dec 02, 2025", body=OTHER)
    assert desk.build().stories == 4
    run(desk, "merge", "seeds/desk/1.txt", "seeds/wire/2.txt")
    assert desk.build().stories == 3
    desk.seed(
        "late/2.txt", AGAIN.title(), byline="By Cy Orr | Dec 02, 2025", body="One more who was there tells of it."
    )
    assert desk.build().stories == 3


def test_split_keeps_articles_apart(desk: Site) -> None:
    """Articles that the grouping puts together are two stories once they are split, and `why` says who decided."""
    desk.seed("wire/1.txt", QUAKE.upper(), byline="By Bo Ray | Dec 01, 2025", body=LATER)
    assert desk.build().stories == 4
    run(desk, "split", "seeds/desk/1.txt", "seeds/wire/1.txt")
    assert desk.build().stories == 5
    said = desk.command("why", "seeds/desk/1.txt", "seeds/wire/1.txt").stdout
    assert "two stories" in said
    assert "decided by an editor: 'split' in editorial.yaml:2" in said
    run(desk, "merge", "seeds/desk/1.txt", COMET)
    run(desk, "merge", "seeds/wire/1.txt", RATES)
    assert desk.build().stories == 3


def test_the_newer_decision_wins(desk: Site) -> None:
    """A merge lifts the split that it contradicts, and a split takes its article out of the merges."""
    run(desk, "split", QUAKE, AGAIN)
    assert "No longer split" in run(desk, "merge", QUAKE, AGAIN, COMET)
    assert kinds(desk) == ["merge"]
    assert "leaves" in run(desk, "split", QUAKE, AGAIN)
    assert sorted(kinds(desk)) == ["merge", "split"]
    assert not desk.build().diagnostics
    run(desk, "merge", AGAIN, RATES)
    assert "No longer one story" in run(desk, "split", RATES, AGAIN)
    assert not desk.build().diagnostics


def test_contradictions_are_reported(desk: Site) -> None:
    """A pair that is merged and split by hand, over others too, is named with both lines; the split wins."""
    a, b, c = (ids(desk)[title] for title in (QUAKE, AGAIN, COMET))
    desk.write("editorial.yaml", f"merge:\n- [{a}, {c}]\n- [{c}, {b}]\nsplit:\n- [{a}, {b}]\n")
    built = desk.build()
    (found,) = built.diagnostics
    assert (found.path, found.line, found.code, found.severity) == ("editorial.yaml", 3, "contradiction", "error")
    assert "line 5" in found.message
    assert built.stories == 3


def test_a_split_is_stronger_than_a_joined_story(desk: Site) -> None:
    """Where whole stories join, an article that is kept apart from one of them stays out; nothing else does."""
    desk.seed("wire/1.txt", QUAKE.upper(), byline="By Bo Ray | Dec 01, 2025", body=LATER)
    desk.build()
    run(desk, "split", "seeds/wire/1.txt", AGAIN)
    run(desk, "merge", "seeds/desk/1.txt", AGAIN)
    built = desk.build()
    assert (built.stories, built.diagnostics) == (4, ())


def test_hide_takes_a_story_or_a_report_off(desk: Site) -> None:
    """Naming a story's lead hides all of it, naming another report hides that one; `--report` hides the lead alone."""
    desk.seed("wire/1.txt", QUAKE.upper(), byline="By Bo Ray | Dec 02, 2025", body=LATER)
    assert desk.build().articles == 5
    run(desk, "hide", "seeds/desk/1.txt")
    built = desk.build()
    assert (built.articles, built.stories) == (4, 4)
    run(desk, "hide", "seeds/desk/1.txt", "--undo")
    run(desk, "hide", "seeds/wire/1.txt")
    assert "story:" in desk.read("editorial.yaml")
    built = desk.build()
    assert (built.articles, built.stories) == (3, 3)
    run(desk, "hide", "seeds/desk/1.txt", "--undo")
    run(desk, "hide", "--report", "seeds/wire/1.txt")
    built = desk.build()
    assert (built.articles, built.stories) == (4, 4)


def test_a_site_may_be_hidden_altogether(desk: Site) -> None:
    """When an editor hides every article, pages without stories are made, and the stories come back."""
    for title in (QUAKE, AGAIN, RATES, COMET):
        run(desk, "hide", "--report", title)
    assert desk.build().stories == 0
    (desk.root / "editorial.yaml").unlink()
    assert desk.build().stories == 4


def test_rename_keeps_id_and_address(desk: Site) -> None:
    """The new headline shows everywhere, the old one among the others; address and feed id stay."""
    guid = re.search(r"<id>(urn:[^<]*)</id>\s*<title>Quake", desk.page("atom.xml"))
    run(desk, "rename", QUAKE, 'The day the "coast" shook: a look back')
    desk.build()
    page = desk.page("2025/12/01/quake-shakes-the-coast/index.html")
    assert '<h1 id="headline">The day the &#34;coast&#34; shook: a look back</h1>' in page
    assert f"<q>{QUAKE}</q>" in page, "whose words the headline is not"
    assert "The day the" in desk.page("index.html")
    assert f">{QUAKE}<" not in desk.page("index.html")
    renamed = re.search(r"<id>(urn:[^<]*)</id>\s*<title>The day", desk.page("atom.xml"))
    assert [guid[1]] == [renamed[1]]
    run(desk, "rename", 'The day the "coast" shook: a look back', "--undo")


def test_topic_files_a_story(desk: Site) -> None:
    """A story stands under the editor's topics alone, the first is its main one."""
    run(desk, "topic", COMET, "Sport", "weather")
    assert "[sport, weather]" in desk.read("editorial.yaml")
    desk.build()
    assert COMET in desk.page("topics/sport/index.html")
    assert COMET in desk.page("topics/weather/index.html")
    run(desk, "topic", COMET, "arts")
    desk.build()
    assert COMET not in desk.page("topics/sport/index.html")


def test_topics_are_named_in_the_language_of_the_site(desk: Site) -> None:
    """A built-in topic goes by the name that readers see, by its English one, and by its slug."""
    desk.write("site.yaml", "title: T\nlanguage: de\n")
    run(desk, "topic", COMET, "Wetter", "Sport", "Gesundheit")
    assert "[weather, sport, health]" in desk.read("editorial.yaml")


def test_pins_lead_the_front_page(desk: Site) -> None:
    """The story pinned last leads the front page, one pinned before its section, even when news has moved on."""
    desk.write("site.yaml", "title: T\nlists: {front_page: 2, front_page_fill: 1}\n")
    run(desk, "pin", QUAKE)
    run(desk, "pin", AGAIN)
    desk.build()
    front = re.sub(r"(?s).*<main[^>]*>", "", desk.page("index.html"))
    assert front.index(AGAIN) < front.index(QUAKE)
    assert COMET not in front
    run(desk, "pin", AGAIN, "--undo")
    desk.build()
    front = re.sub(r"(?s).*<main[^>]*>", "", desk.page("index.html"))
    assert front.index(QUAKE) < front.index(COMET)


def test_decisions_survive_reingest(desk: Site) -> None:
    """Seeds and content may be renamed, corrected and read anew from nothing: ids stay, and so do decisions."""
    run(desk, "merge", QUAKE, AGAIN)
    run(desk, "rename", QUAKE, "Renamed")
    (desk.root / "seeds/desk/1.txt").rename(desk.root / "seeds/desk/new.txt")
    desk.seed("desk/2.txt", AGAIN, byline="By Ann Lee | Dec 02, 2025", body="Corrected.\nAnd one more paragraph.")
    desk.seed("desk/7.txt", "Something else altogether", byline="By Ann Lee | Dec 03, 2025", body="Bees sleep late.")
    built = desk.build()
    assert (built.stories, built.diagnostics) == (4, ())
    assert "Renamed" in desk.page("2025/12/01/quake-shakes-the-coast/index.html")


def test_story_in_front_matter_is_a_merge(desk: Site) -> None:
    """`story: ID` puts an article with that one; an id that is not there is reported with its file."""
    desk.article("2025/12/09/mine.md", "My own view", story=ids(desk)[QUAKE])
    assert desk.build().stories == 4
    assert "'story' in content/2025/12/09/mine.md" in desk.command("why", "My own view", QUAKE).stdout
    desk.article("2025/12/09/mine.md", "My own view", story="gone")
    (found,) = desk.build().diagnostics
    assert (found.path, found.severity, found.code) == ("content/2025/12/09/mine.md", "warning", "vanished")


def test_what_vanished_is_reported_and_kept(desk: Site) -> None:
    """A decision about an article or a topic that is not there is a warning with its line, and can be taken back."""
    text = "pin:\n- gone\nmerge:\n- [gone, gone2]\ntopic:\n  gone: [nonsense]\n"
    desk.write("editorial.yaml", text)
    built = desk.build()
    assert [(it.path, it.line, it.severity) for it in built.diagnostics] == [
        ("editorial.yaml", line, "warning") for line in (2, 4, 4, 6, 6)
    ]
    assert desk.read("editorial.yaml") == text
    run(desk, "pin", "gone", "--undo")
    run(desk, "topic", "gone", "--undo")
    assert kinds(desk) == ["merge"]


def test_two_decisions_for_one_story_are_reported(desk: Site) -> None:
    """Of two headlines for the articles of one story the first is used; the other is named."""
    a, b = ids(desk)[QUAKE], ids(desk)[AGAIN]
    desk.write("editorial.yaml", f"merge: [[{a}, {b}]]\nrename:\n  {b}: One\n  {a}: Two\n")
    (found,) = desk.build().diagnostics
    assert (found.line, found.code) == (4, "decided-twice")
    assert '<h1 id="headline">One</h1>' in desk.page("2025/12/01/quake-shakes-the-coast/index.html")
    run(desk, "rename", AGAIN, "Three")
    assert not desk.build().diagnostics


def test_a_broken_file_stops_build_and_commands(desk: Site) -> None:
    """Exit 2, with every mistake at once; output, content and the file itself stay as they are."""
    before = desk.output()
    desk.write("editorial.yaml", "pni:\n- a\nhide: 7\n")
    for words in (("build",), ("pin", QUAKE), ("why", QUAKE, COMET)):
        said = run(desk, *words, code=2)
        assert "editorial.yaml:1: error: unknown key 'pni'" in said
        assert "editorial.yaml:3: error:" in said
    assert desk.output() == before


def test_a_story_page_says_who_stands_on_their_own(site: Site) -> None:
    """Reports of one source, and reprints of one text, count once; the first source is named."""
    own = "The bridge fell at noon, an hour after engineers had closed it, and nobody was on it when it went down."
    other = "Three lorries were waiting on the east side; their drivers watched the middle span drop into the river."
    for hour, (source, body) in enumerate([("Harbour Desk", own), ("Wire", other), ("Echo", own), ("Wire", LATER)], 1):
        site.article(
            f"2025/12/01/bridge-{hour}.md",
            "Bridge falls at noon",
            body=body,
            source=source,
            published=f"2025-12-01T1{hour}:00:00+00:00",
        )
    site.build()
    page = re.sub(r"<[^>]+>", "", site.page("2025/12/01/bridge-1/index.html"))
    assert re.search(r"4 reports\s+3 sources\s+2 own texts", page)
    assert re.search(r"Echo · built on Harbour Desk", page)
    why = page.partition("Why these are one story")[2].split("Follow")[0]
    assert re.search(r"Wire: .*\s+Echo: .*\s+Wire: ", why)


def test_eval_measures_the_grouping_on_decisions(desk: Site) -> None:
    """Merges and splits are labelled pairs; what the grouping makes by itself is counted against them."""
    assert "nothing to measure" in run(desk, "eval")
    desk.seed("wire/1.txt", QUAKE.upper(), byline="By Bo Ray | Dec 01, 2025", body=LATER)
    desk.build()
    run(desk, "merge", "seeds/desk/1.txt", "seeds/wire/1.txt")
    run(desk, "merge", RATES, COMET)
    run(desk, "split", AGAIN, "seeds/wire/1.txt")
    said = desk.command("eval").stdout
    assert "pairs that the editor decided: 3, merged: 2\n" in said
    assert re.search(r"threshold 0\.\d\d  precision 1\.000  recall 0\.500  F1 0\.667  \(in force\)", said)
    assert "Of the pairs it joins, 100 in 100 are one event; of those that are, it joins 50 in 100." in said
