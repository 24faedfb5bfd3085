"""What stays the same when an article is edited: most windows, and all pages but those that can show the edit."""

from __future__ import annotations

import os
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from author_pages import add_author_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import NOW, Site

from site_gen import pages
from site_gen.build import CACHE, build, inputs, now, open_memo
from site_gen.build import site as pipeline
from site_gen.build.session import Session
from site_gen.config import site_yaml
from site_gen.edition import outward
from site_gen.engine.memo import Memo
from site_gen.engine.walk import Walked
from site_gen.language.plain import bare_words
from site_gen.model import Brief, Built, Headline, Published
from site_gen.pages.feed_views import permanent_id
from site_gen.stories import body_terms, fingerprint, group
from site_gen.stories.bodies import _runs_at_once, _runs_one_by_one, _words

WORDS = [f"word{number}" for number in range(400)]
TITLES = ["Quake shakes the coast", "Coast shaken by a quake", "Rates stay where they are", "A comet over the coast"]
ARTICLE = "content/2025/12/04/0.md"
INWARD = {"words", "copies", "body", "fingerprint", "terms", "extra", "image"}
OWN = {"2025/12/04/0/index.html", "2025/12/04/0/index.md", "feed.xml", "atom.xml", "feed.json"}


@st.composite
def headlines(draw: st.DrawFn) -> list[Headline]:
    """A few articles whose bodies are made of a few texts, alone or together."""
    chance = random.Random(draw(st.integers(0, 1000)))
    texts = [" ".join(chance.choices(WORDS, k=chance.choice((5, 30, 90)))) for _ in range(6)]
    count = draw(st.integers(1, 12))
    bodies = [" ".join(draw(st.lists(st.sampled_from(texts), max_size=3))) for _ in range(count)]
    return [
        Headline(
            id=f"a{number}",
            title=draw(st.sampled_from(TITLES)) + draw(st.sampled_from(["", " again", " at night"])),
            published=f"2025-03-{draw(st.integers(1, 9)):02}",
            source=draw(st.sampled_from([None, "One", "Two"])),
            fingerprint=fingerprint(body),
            terms=body_terms(body),
        )
        for number, body in enumerate(bodies)
    ]


@settings(max_examples=100, deadline=None)
@given(headlines(), st.data())
def test_an_edited_body_changes_no_published_story(articles: list[Headline], data: st.DataObject) -> None:
    """Whatever texts say by now, published articles are together exactly if they were."""
    stories = group(articles)
    edited = data.draw(st.sampled_from(articles))
    text = data.draw(st.sampled_from(articles)).title + " " + _text("c")
    after = msgspec.structs.replace(edited, fingerprint=fingerprint(text), terms=body_terms(text))
    assert group([after if it is edited else it for it in articles], settled=stories) == stories


@given(
    st.lists(st.sampled_from([*WORDS, "-", "Ünder", "don’t", "東京", "x" * 300]), max_size=300).map(" ".join)
    | st.text()
)
def test_a_fingerprint_is_the_same_without_numpy(body: str) -> None:
    """Runs of words get the same numbers by hand and by arrays."""
    assert _runs_one_by_one(_words(body)) == _runs_at_once(_words(body))


@given(st.text(st.characters(max_codepoint=127)))
def test_a_fingerprint_sees_the_words_that_others_see(text: str) -> None:
    """In ASCII they are found byte by byte."""
    assert _words(text).split() == [word.encode() for word in bare_words(text.casefold())]


@given(st.text())
def test_permanent_ids_are_uuids_by_name(name: str) -> None:
    """What stands in feeds since the first version."""
    name = name.encode("utf-8", "ignore").decode()
    namespace = uuid.UUID("5b1b7a1e-6a0b-5c3e-9f35-0d3c6d3f7a11")
    assert permanent_id(name) == f"urn:uuid:{uuid.uuid5(namespace, name)}"


@pytest.fixture
def desk(tmp_path: Path) -> Site:
    """Three articles, built twice: what a file has just become is looked at once more."""
    site = Site(tmp_path / "site")
    for number, title in enumerate([*TITLES[2:], "Votes are counted twice"]):
        site.article(f"2025/12/04/{number}.md", title, "First words.\n\nMore of them.", topics="[science]")
    site.build()
    site.build()
    return site


@pytest.fixture
def session() -> Session:
    """What that program knows between its builds."""
    return Session()


@pytest.fixture
def memo(desk: Site, session: Session) -> Iterator[Memo]:
    """The memory of a program that has built the site."""
    with Memo(desk.root / CACHE, {}) as memo:
        _build(desk, memo, session)
        yield memo


def test_a_program_makes_what_an_edited_body_can_show(desk: Site, memo: Memo, session: Session, monkeypatch) -> None:
    """No edition is made, and only the story's pages and the feeds that carry it are."""
    monkeypatch.setattr(pipeline, "make_site", None)
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nA last word.\n")
    _assert_made(desk, _build(desk, memo, session).published)
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nAnd another.\n")
    _assert_made(desk, _build(desk, memo, session).published)


def test_a_command_makes_what_an_edited_body_can_show(desk: Site, monkeypatch) -> None:
    """The same, and the next build finds nothing to do."""
    monkeypatch.setattr(pipeline, "make_site", None)
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nA last word.\n")
    _assert_made(desk, desk.build().published)
    assert desk.build().published.made == ()


def test_a_text_that_two_articles_share_is_seen(desk: Site, monkeypatch) -> None:
    """A body that becomes another article's is grouped again, as a clean build would."""
    text = f"{_text('shared')}\n\n{_text('more')}\n"
    for number in (0, 1):
        path = f"content/2025/12/04/{number}.md"
        desk.write(path, desk.read(path).replace("More of them.", text))
        desk.build()
    whole = desk.output()
    clean = Site(desk.root.parent / "clean")
    for path in sorted(path for path in (desk.root / "content").rglob("*") if path.is_file()):
        clean.write(path.relative_to(desk.root).as_posix(), path.read_text())
    clean.build()
    assert clean.output() == whole


def test_an_edit_compares_only_files_of_its_folder(desk: Site, monkeypatch) -> None:
    """Where the build before it has left how all folders looked."""
    desk.article("2025/12/07/other.md", "In another folder")
    desk.build()
    desk.build()
    monkeypatch.setattr(Walked, "files", None)
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nA last word.\n")
    _assert_made(desk, desk.build().published)
    desk.write("content/2025/12/07/other.md", desk.read("content/2025/12/07/other.md") + "\nAnother last word.\n")
    assert "2025/12/07/other/index.html" in desk.build().published.made
    assert desk.build().published.made == ()


def test_files_that_were_only_touched_change_nothing(desk: Site, monkeypatch) -> None:
    """Another time stamp on the same bytes, in content as in seeds, is no reason to look at everything."""
    monkeypatch.setattr(pipeline, "make_site", None)
    for path in (desk.root / "content").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert desk.build().published.made == ()


@pytest.mark.parametrize(
    "strike",
    [
        "delete from shortcut",
        "delete from shortcut where kind = 'story'",
        "update shortcut set value = cast(x'00' || value as blob)",
    ],
)
def test_rows_that_are_lost_or_damaged_cost_time_alone(desk: Site, strike: str) -> None:
    """The build then goes the whole way."""
    with closing(sqlite3.connect(desk.root / CACHE)) as cache:
        cache.execute(strike)
        cache.commit()
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nA last word.\n")
    _assert_made(desk, desk.build().published)
    assert desk.build().published.made == ()


def test_another_command_in_between_hides_nothing(desk: Site) -> None:
    """What a command reads that does not build is still new to the next build: edits, files that come or go."""
    seed = "Votes are counted once more\nBy Ann Lee | Dec 04, 2025\nThe first paragraph says what happened there.\n"
    for path, text in (
        (ARTICLE, desk.read(ARTICLE) + "\nA last word.\n"),
        ("content/2025/12/04/9.md", desk.read(ARTICLE).replace(TITLES[2], "Another one")),
        ("seeds/desk/1.txt", seed),
        ("content/2025/12/04/1.md", None),
    ):
        if text is None:
            (desk.root / path).unlink()
        else:
            desk.write(path, text)
        with open_memo(desk.root) as memo:
            now.briefs_now(desk.root, site_yaml.load(desk.root), memo)
            now.problems_now(desk.root, site_yaml.load(desk.root), memo)
        published = desk.build().published
        assert published.made or published.removed, path


def test_a_list_that_somebody_adds_is_right_after_an_edit(desk: Site, monkeypatch) -> None:
    """Whatever a list shows of articles, an edit that changes it changes the list."""
    add_author_pages(monkeypatch)
    for number in range(3):
        path = f"content/2025/12/04/{number}.md"
        desk.write(path, desk.read(path).replace("title: ", "authors: [Ann Lee]\ntitle: ", 1))
    desk.build()
    desk.build()
    desk.write(ARTICLE, desk.read(ARTICLE).replace("Ann Lee", "Bo Ek"))
    desk.build()
    assert TITLES[2] in desk.page("authors/bo-ek/index.html")
    assert TITLES[2] not in desk.page("authors/ann-lee/index.html")


def test_lists_get_no_inward_field(desk: Site, monkeypatch) -> None:
    """A list that asks for one finds it empty in every build, so that nobody relies on it."""
    asked = []
    monkeypatch.setattr(pages, "_KINDS", (*pages._KINDS, lambda layout: asked.extend(layout.stories) or ()))
    desk.article("2025/12/07/other.md", "Another article", authors="[Ann Lee]", mood="bright")
    desk.build()
    assert asked
    for story in asked:
        assert story.reasons == ()
        assert {getattr(brief, name) or None for brief in story.reports for name in INWARD} == {None}


def _assert_made(desk: Site, published: Published) -> None:
    assert {path for path in published.made if not path.startswith("topics/")} == OWN
    assert published.unchanged + len(published.made) == len(desk.output())
    last = desk.read(ARTICLE).splitlines()[-1]
    assert last in desk.page("2025/12/04/0/index.html")
    assert last in desk.page("feed.xml")


def test_what_lists_see_is_no_short_cut(desk: Site, memo: Memo, session: Session) -> None:
    """Another title changes the lists too, in a program as in a command."""
    desk.write(ARTICLE, desk.read(ARTICLE).replace(TITLES[2], "A title of another kind"))
    assert "index.html" in _build(desk, memo, session).published.made
    assert "A title of another kind" in desk.page("index.html")


def test_a_program_that_is_told_looks_at_no_other_files(desk: Site, memo: Memo, session: Session, monkeypatch) -> None:
    """Not even where lists change, once it has seen all files."""
    for number in range(3):
        desk.write(ARTICLE, desk.read(ARTICLE).replace("title: ", f"title: Number {number} ", 1))
        assert "index.html" in _build(desk, memo, session).published.made
        monkeypatch.setattr(inputs, "snapshot_inputs", None)


def test_another_build_in_between_is_seen(desk: Site, memo: Memo, session: Session) -> None:
    """What a program knows counts for nothing where a command built another site into the same folder."""
    desk.build(base_url="https://other.example/")
    desk.write(ARTICLE, desk.read(ARTICLE) + "\nA last word.\n")
    _build(desk, memo, session)
    assert "other.example" not in desk.page("index.html")
    assert "A last word." in desk.page("2025/12/04/0/index.html")


def test_a_brief_is_its_two_parts(desk: Site) -> None:
    """Whatever changes in a brief changes what lists see of it, but for what its own story alone shows."""
    with Memo(desk.root / CACHE) as memo:
        brief, *_ = now.briefs_now(desk.root, site_yaml.load(desk.root), memo)
    for name in Brief.__struct_fields__:
        other = msgspec.structs.replace(brief, **{name: "another"})
        assert (outward(other) == outward(brief)) == (name in INWARD)


def _build(site: Site, memo: Memo, session: Session) -> Built:
    changed = frozenset({ARTICLE})
    return build(site.root, site_yaml.load(site.root), memo, now=NOW, session=session, changed=changed)


def _text(seed: str) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=90))
