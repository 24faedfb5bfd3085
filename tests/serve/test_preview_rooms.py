"""Rooms of the preview that need no server: how sources do, a file beside what was read, undo, who is let in."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, Site

from site_gen.build import open_memo
from site_gen.config import site_yaml
from site_gen.editor import decide as deciding
from site_gen.editor.decide import Decided, Plan
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.model import Published, ReadingOptions, Seed
from site_gen.serve.access import Guard
from site_gen.serve.explain import explain_content, explain_seed
from site_gen.serve.files import locate, with_tags
from site_gen.serve.health import Health, health
from site_gen.serve.problems import describe_for_browsers, excerpt
from site_gen.serve.state import Editions
from site_gen.serve.story_index import StoryIndex, index_stories

TODAY = datetime.date(2026, 1, 2)


def index(site: Site) -> StoryIndex:
    with open_memo(site.root) as memo:
        return index_stories(site.root, site_yaml.load(site.root), memo, NOW, (), drafts=False)


def sources(site: Site, *problems: Diagnostic) -> dict[str, Health]:
    found = index(site)
    rows = health(found.edition, found.briefs, problems, site_yaml.load(site.root), TODAY)
    return {row.name: row for row in rows}


def test_late_source_is_told_from_a_slow_one(site: Site) -> None:
    """A daily source that is silent for weeks is late; a monthly one is not, nor is one that wrote yesterday."""
    for name, days in (("Daily", (1, 2, 3, 4)), ("Monthly", (1,)), ("Fresh", (28, 29, 30, 31))):
        for day in days:
            site.article(
                f"2025/12/{day:02}/{name}.md", f"{name} writes on {day}", published=f"2025-12-{day:02}", source=name
            )
    site.article("2025/11/01/Monthly.md", "Monthly wrote before", published="2025-11-01", source="Monthly")
    rows = sources(site)
    assert {name: row.is_late for name, row in rows.items()} == {"Daily": True, "Monthly": False, "Fresh": False}
    assert (rows["Daily"].last, rows["Daily"].silent, rows["Daily"].usual) == ("2025-12-04", 29, 1)


def test_problems_count_for_the_source_they_belong_to(site: Site) -> None:
    """A seed is its source's as filed, as site.yaml says, or as its neighbours in the folder are."""
    site.write("site.yaml", "title: Test\nsources:\n  - {name: Wire, seeds: ['wire/*']}\n  - {name: Silent}\n")
    site.seed("wire/a.txt", "Bridge opens to traffic")
    site.build()
    rows = sources(
        site,
        Diagnostic("seeds/wire/broken.txt", None, "seed-empty", "the file is empty"),
        Diagnostic("seeds/elsewhere/x.txt", 1, "no-date", "no date", severity="warning"),
        Diagnostic("templates/story.html", 1, "template", "broken"),
    )
    assert (rows["Wire"].errors, rows["Wire"].articles) == (1, 1)
    assert rows["(no source named)"].warnings == 1
    assert rows["Silent"].last == ""


def test_repeats_and_future_dates_are_counted(site: Site) -> None:
    """A report that repeats another's text, and one from the future."""
    body = "The council said on Thursday that the bridge over the river opens a year early, to cheers. " * 9
    site.article("2025/12/04/a.md", "Bridge opens to traffic at last", body, source="One")
    site.article("2025/12/04/b.md", "Bridge opens to traffic at last", body, source="Two", story="''")
    site.article("2030/12/04/c.md", "Orchards in bloom", published="2030-12-04", source="One")
    site.write("site.yaml", "title: Test\n")
    rows = sources(site)
    assert rows["One"].future == 1
    assert rows["One"].last == "2025-12-04"
    assert rows["One"].duplicates + rows["Two"].duplicates == 1


def test_seed_is_shown_beside_what_was_read() -> None:
    """Lines carry their rulings; what could not be read has no article and says why."""
    text = "Bridge opens to traffic\nBy Ann Lee | Dec 04, 2025\nCars rolled over the river for the first time.\n"
    found = explain_seed(Seed("seeds/a.txt", text.encode()), ReadingOptions())
    assert [line.rules for line in found.lines[:2]] == ["headline", "byline"]
    assert found.articles[0].title == "Bridge opens to traffic"
    assert ("published", "2025-12-04") in found.articles[0].fields
    empty = explain_seed(Seed("seeds/b.txt", b""), ReadingOptions())
    assert (empty.articles, len(empty.problems)) == ((), 1)


@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    """Whatever a file holds, it can be shown."""
    explain_seed(Seed("seeds/a.txt", data), ReadingOptions())
    explain_content("content/a.md", data)


def test_broken_content_shows_its_line() -> None:
    """The line that YAML stumbles over carries the problem."""
    found = explain_content("content/a.md", b"---\ntitle: x\n  bad: [\n---\n\nwords\n")
    assert [line.number for line in found.lines if line.problems] == [3]


STORIES = ("Bridge opens to traffic", "Late frost ruins orchards", "Museum returns drums")
HAND = "# mine\npin:\n  - other  # by hand\nrename: {x: 'A title'}\n"


def decide(site: Site, plan: Plan) -> Decided:
    with open_memo(site.root) as memo:
        return deciding.decide(site.root, site_yaml.load(site.root), memo, NOW, plan)


@pytest.fixture
def filed(site: Site) -> Site:
    for name in STORIES:
        site.article(f"2025/12/04/{name.lower().replace(' ', '-')}.md", name)
    return site


def plans(settings: site_yaml.Config) -> list[Plan]:
    one, two, three = STORIES
    return [
        deciding.pin(one, undo=False),
        deciding.hide(one, report=False, undo=False),
        deciding.merge((one, two), undo=False),
        deciding.merge((one, two, three), undo=False),
        deciding.split_off(one, (two, three)),
        deciding.rename(one, "Another headline", undo=False),
        deciding.file_under(one, ("science",), settings, undo=False),
    ]


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("before", ["", HAND])
def test_decision_is_taken_back_to_the_letter(filed: Site, number: int, before: str) -> None:
    """Undo leaves the file as it was; where nothing was, nothing is left."""
    if before:
        filed.write("editorial.yaml", before)
    decided = decide(filed, plans(site_yaml.load(filed.root))[number])
    assert filed.read("editorial.yaml") != before
    deciding.take_back(filed.root, decided)
    assert (filed.read("editorial.yaml") if before else (filed.root / "editorial.yaml").exists()) == (before or False)


@pytest.mark.parametrize("number", range(7))
def test_undo_leaves_what_was_written_since(filed: Site, number: int) -> None:
    """A line that somebody added meanwhile stays, and only the decision goes."""
    decided = decide(filed, plans(site_yaml.load(filed.root))[number])
    filed.write("editorial.yaml", "# since\n" + filed.read("editorial.yaml"))
    deciding.take_back(filed.root, decided)
    assert filed.read("editorial.yaml").startswith("# since\n")
    with open_memo(filed.root) as memo:
        assert deciding.labels(filed.root, site_yaml.load(filed.root), memo, NOW)[0] == []
    with pytest.raises(SiteGenError, match="nothing of it is left"):
        deciding.take_back(filed.root, decided)


def test_dropped_member_of_a_merge_comes_back(filed: Site) -> None:
    """A split that takes an article out of a merge is undone as a whole."""
    decide(filed, deciding.merge(STORIES, undo=False))
    merged = filed.read("editorial.yaml")
    decided = decide(filed, deciding.split_off(STORIES[0], STORIES[2:]))
    assert "split:" in filed.read("editorial.yaml")
    filed.write("editorial.yaml", "# since\n" + filed.read("editorial.yaml"))
    deciding.take_back(filed.root, decided)
    left = filed.read("editorial.yaml")
    assert "split:" not in left
    assert left.count("  - ") >= merged.count("  - ")


def test_board_finds_stories(filed: Site) -> None:
    """By all words of a headline in any order, by address, and not the one that is asked about."""
    found = index(filed)
    (card,) = found.search("FROST late")
    assert card.permalink == "2025/12/04/late-frost-ruins-orchards/"
    assert found.search("frost late", but=card.id) == []
    assert found.cards(["2025/12/04/nowhere/", card.permalink])[card.permalink].id == card.id
    assert found.permalink(card.id) == card.permalink
    assert found.permalink("nobody") is None


def test_guard_knows_its_names() -> None:
    """On loopback only names that cannot be another's; beyond it numbers too, which need no resolver."""
    local, open_ = Guard("127.0.0.1"), Guard("0.0.0.0")  # noqa: S104
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"):
        assert local.knows(host)
        assert open_.knows(host)
    for host in ("192.0.2.7:8000", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[", "[::1"):
        assert not local.knows(host)
    assert open_.knows("192.0.2.7:8000")
    assert not open_.knows("evil.example")


def test_page_knows_when_it_is_old() -> None:
    """Only what was made since it was served is reloaded; a shared file, or another run, makes all pages old."""
    editions = Editions()
    first = editions.stamp
    editions.note(Published(("a/index.html",), 1, 0, 0))
    second = editions.stamp
    assert editions.is_old(first, "a/index.html")
    assert not editions.is_old(first, "b/index.html")
    assert not editions.is_old(second, "a/index.html")
    editions.note(Published(("static/own.css",), 1, 0, 0))
    assert editions.is_old(second, "b/index.html")
    assert editions.is_old("another-run.7", "b/index.html")
    assert not editions.is_old(editions.stamp, "b/index.html")


def test_a_stamp_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """livereload's script rounds what looks like a number, and would load such a page anew without end."""
    monkeypatch.setattr("site_gen.serve.state.secrets.token_hex", lambda count: "01234567"[: 2 * count])
    stamp = Editions().stamp
    with pytest.raises(ValueError, match="could not convert"):
        float(stamp)


def test_excerpt_holds_the_lines_around() -> None:
    """Two lines before and after, counted as editors do, whatever ends them."""
    lines = excerpt("a\r\nb\rc\nd\ne\nf\n", 3)
    assert [(it["line"], it["text"], it["hit"]) for it in lines] == [
        (1, "a", False), (2, "b", False), (3, "c", True), (4, "d", False), (5, "e", False),
    ]  # fmt: skip
    assert excerpt("", 9) == []


def test_problems_never_show_files_of_others(site: Site) -> None:
    """A place outside the site's folder has no excerpt."""
    site.root.parent.joinpath("secret.txt").write_text("secret words\n")
    found = describe_for_browsers([Diagnostic("../secret.txt", 1, "x", "wrong")], site.root)
    assert found["errors"][0]["excerpt"] == []
    assert found["counts"] == {"error": 1, "warning": 0}


@given(st.text(max_size=60))
def test_no_address_leads_out(address: str) -> None:
    """Whatever an address is, it names a file below the folder or none."""
    from sites import ROOT

    folder = ROOT / "docs"
    found = locate(folder, address)
    assert found is None or found.resolve().is_relative_to(folder.resolve())


def test_tags_go_into_the_head() -> None:
    """… at its end; a page without a head gets them at its own end."""
    assert with_tags(b"<head></head><p></head>", "<x>") == b"<head><x></head><p></head>"
    assert with_tags(b"<p>words", "<x>") == b"<p>words<x>"
