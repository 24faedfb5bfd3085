"""Content files: written, read back, merged with what a person changed; nothing of theirs is ever lost."""

from __future__ import annotations

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from site_gen.content.briefs import ContentFile, LoadOptions, load, load_all
from site_gen.content.merge import merge, stamped
from site_gen.content.topics import taxonomy
from site_gen.language.plain import one_line
from site_gen.markdown.frontmatter import Unsplit, normalise, parse, split, write
from site_gen.model import Article, SourceRule

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ARTICLES = st.builds(
    Article,
    title=TEXT.filter(lambda text: normalise(Article(title=text)).title),
    authors=st.lists(TEXT, max_size=3).map(tuple),
    published=st.sampled_from(["2025-12-04", "2025-12-04T10:00:00+01:00", "no date", None]),
    source=st.none() | TEXT,
    url=st.none() | TEXT,
    variants=st.lists(TEXT, max_size=3).map(tuple),
    body=TEXT,
)


def filed(article: Article, **keys: str) -> Article:
    ready = normalise(article)
    return msgspec.structs.replace(ready, generated=stamped(ready), **keys)


@given(st.text("ab \t\n\x00\x1f\xa0é", max_size=8))
def test_titles_are_on_one_line(title: str) -> None:
    assert normalise(Article(title=title)).title == one_line(title)


@given(ARTICLES)
def test_written_article_comes_back(article: Article) -> None:
    """What is written is read back as it was, whatever characters the texts hold."""
    wanted = filed(article, id="0123456789abcdef", slug="x", seed="seeds/x.txt")
    assert parse(write(wanted), "x.md").article == wanted


@given(st.lists(st.sampled_from(["---", "--- \t", "----", " ---", "a: b", "", "--", "-"]), max_size=7).map("\n".join))
def test_front_matter_ends_at_the_first_fence(text: str) -> None:
    """A fence is a line of three hyphens; what is like one is part of the text."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip(" \t") == "---"]
    parts = split(text)
    if isinstance(parts, Unsplit):
        assert fences[:1] != [0] or len(fences) == 1
    else:
        assert parts.yaml.splitlines() == lines[1 : fences[1]]
        assert parts.body == "\n".join(lines[fences[1] + 1 :])
        assert parts.body_line == fences[1] + 2


def test_files_that_are_read_together_are_as_they_are_alone() -> None:
    """Also where some have no article, and one is known already."""
    options = LoadOptions(topics=taxonomy(()), sources=(SourceRule(name="Desk", lang="fr"),), lang="en")
    known = Article(title="Known already", published="2025-12-04", body="Some *strong* words.", source="Desk")
    texts = ["---\ntitle: One\n---\n\nWords.", "no fences", "\xff", "---\ntitle: Two\npublished: 2025-12-05\n---\n"]
    names = ["2025/12/04/a.md", "2025/12/04/b.md", "c.md", "d.md"]
    data = [text.encode("latin-1") for text in texts]
    files = [
        ContentFile(path=f"content/{name}", data=it, options=options) for name, it in zip(names, data, strict=True)
    ]
    files.insert(2, ContentFile(path="content/e.md", data=b"", options=options, article=known))
    together = load_all(files)
    assert together == list(map(load, files))
    assert [it.brief.title if it.brief else "" for it in together] == ["One", "", "Known already", "", "Two"]
    assert [it.is_plain for it in together] == [True, False, False, False, False]
    assert together[2].brief.lang == "fr"


@given(ARTICLES)
def test_front_matter_is_plain_yaml(article: Article) -> None:
    """Any YAML reader understands the front matter."""
    text = write(filed(article))
    assert yaml.safe_load(text.split("---\n")[1])["title"] == normalise(article).title


@given(ARTICLES, ARTICLES)
def test_untouched_file_follows_its_seed(old: Article, new: Article) -> None:
    """A file that nobody edited says after a merge what the seed says now."""
    text = write(filed(old))
    fresh = filed(new)
    merged = merge(text, parse(text, "x").article, fresh, "x")
    after = parse(merged.text, "x").article
    assert not merged.diagnostics
    assert {key: getattr(after, key) for key in ("title", "authors", "published", "variants", "body", "generated")} == {
        key: getattr(fresh, key) for key in ("title", "authors", "published", "variants", "body", "generated")
    }


@given(ARTICLES, ARTICLES, TEXT)
def test_edited_keys_stay(old: Article, new: Article, words: str) -> None:
    """A title and a body of a person's survive every change of the seed, and merging twice changes nothing."""
    theirs = normalise(Article(title=f"Mine {words}", body=f"My body {words}"))
    text = write(filed(old))
    edited = write(msgspec.structs.replace(parse(text, "x").article, title=theirs.title, body=theirs.body))
    merged = merge(edited, parse(edited, "x").article, filed(new), "x")
    after = parse(merged.text, "x").article
    assert (after.title, after.body) == (theirs.title, theirs.body)
    assert merge(merged.text, after, filed(new), "x") == merged


EDITED = """\
---
# my note on this file
title: 'Old  title'   # quoted by me
published: 2025-12-04
mood: {calm: [1, 2.5, yes]}
authors:
- Ann Lee
# and a last word
generated: title:{title} published:{published} authors:{authors} body:{body}
---
The body.
"""


def test_comments_order_and_unknown_keys_stay_to_the_letter() -> None:
    """Only the keys that the seed changed are rewritten; every other line stays as it was typed."""
    old = filed(Article(title="Old title", published="2025-12-04", authors=("Ann Lee",), body="The body."))
    marks = dict(part.split(":") for part in old.generated.split())
    text = EDITED
    for key, mark in marks.items():
        text = text.replace("{" + key + "}", mark)
    fresh = filed(Article(title="Old title", published="2025-12-04", authors=("Bo Ek", "Cy Fi"), body="The body."))
    merged = merge(text, parse(text, "x").article, fresh, "x")
    new = dict(part.split(":") for part in fresh.generated.split())["authors"]
    assert merged.text == text.replace("- Ann Lee\n", "- Bo Ek\n- Cy Fi\n").replace(marks["authors"], new)
    assert parse(merged.text, "x").article.extra == {"mood": {"calm": [1, 2.5, True]}}


def test_conflict_is_reported_and_not_overwritten(site: Site) -> None:
    """A headline changed in the file and in the seed stays as the person has it, and is named until it is settled."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.build()
    (name,) = site.content()
    path = f"content/{name}"
    site.write(path, site.read(path).replace("title: Bridge opens to traffic", "title: My own headline"))
    site.seed("a.txt", "Bridge opens to all traffic")
    for _ in range(2):
        built = site.build()
        assert [(it.code, it.path, it.line) for it in built.diagnostics] == [("conflict", path, 2)]
        assert "title: My own headline\n" in site.read(path)
    stamp = built.diagnostics[0].hint.split("'")[1]
    site.write(path, site.read(path).replace(f"{stamp} ", ""))
    assert site.build().diagnostics == ()
    assert "title: My own headline\n" in site.read(path)


def test_conflict_ends_when_the_text_is_that_of_the_seed(site: Site) -> None:
    """Also where nothing but a body changed, and where a seed goes on after that."""
    site.seed("a.txt", "Bridge opens to traffic", body="Nine cars crossed it on Monday.")
    site.build()
    (name,) = site.content()
    path = f"content/{name}"
    site.write(path, site.read(path).replace("Nine cars", "Ten cars"))
    site.seed("a.txt", "Bridge opens to traffic", body="Twelve cars crossed it on Monday.")
    assert [it.code for it in site.build().diagnostics] == ["conflict"]
    site.write(path, site.read(path).replace("Ten cars", "Twelve cars"))
    assert site.build().diagnostics == ()
    site.seed("a.txt", "Bridge opens to traffic", body="Twenty cars crossed it on Monday.")
    assert site.build().diagnostics == ()
    assert "Twenty cars" in site.read(path)


def test_file_without_stamp_belongs_to_its_person(site: Site) -> None:
    """Taking `generated` out hands the whole file to the person."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.build()
    (name,) = site.content()
    path = f"content/{name}"
    text = "".join(line for line in site.read(path).splitlines(keepends=True) if not line.startswith("generated"))
    site.write(path, text)
    site.seed("a.txt", "Bridge opens to all traffic at noon")
    assert site.build().diagnostics == ()
    assert site.read(path) == text


def test_broken_file_is_left_alone(site: Site) -> None:
    """While a file cannot be read, its seed is not filed a second time beside it."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.build()
    (name,) = site.content()
    broken = site.read(f"content/{name}").replace("title:", "title: [")
    site.write(f"content/{name}", broken)
    built = site.build()
    assert site.content() == {name: broken}
    assert [it.code for it in built.diagnostics] == ["front-matter-yaml"]


def test_name_of_a_site_leaves_its_headlines(site: Site) -> None:
    """What most headlines of one source end or begin with is taken off; what one of them ends with stays."""
    site.write("site.yaml", "title: T\nsources: [{name: Wire, seeds: ['w/*']}, {name: Other, seeds: ['o/*']}]\n")
    for number, words in enumerate(("Ferry sails again", "Water costs more", "Bridge – not a tunnel", "Mayor resigns")):
        site.seed(f"w/{number}.txt", f"{words} | The Example Times")
    site.seed("o/1.txt", "Museum opens late – on Fridays")
    site.seed("o/2.txt", "Opinion | Trains should run at night")
    site.build()
    titles = {line for text in site.content().values() for line in text.split("\n") if line.startswith("title: ")}
    assert titles == {
        "title: Ferry sails again", "title: Water costs more", "title: Bridge – not a tunnel", "title: Mayor resigns",
        "title: Museum opens late – on Fridays", "title: Opinion | Trains should run at night",
    }  # fmt: skip
    assert site.build().published.made == ()


def test_seed_that_moves_keeps_its_article(site: Site) -> None:
    """Renaming a seed makes no second article, and changes no address."""
    site.seed("a.txt", "Bridge opens to traffic")
    site.build()
    before = site.content()
    (site.root / "seeds/a.txt").rename(site.root / "seeds/b.txt")
    site.build()
    assert site.content() == {path: text.replace("seeds/a.txt", "seeds/b.txt") for path, text in before.items()}


def test_old_name_with_new_news_is_a_new_article(site: Site) -> None:
    """A file that is filled anew every day adds an article a day, and takes none away."""
    site.seed("today.txt", "Bridge opens to traffic", body="Cars rolled over the river for the first time on Thursday.")
    site.build()
    site.seed(
        "today.txt", "Parliament votes on water prices", byline="By Bo Ek | Dec 05, 2025", body="Water will cost more."
    )
    site.build()
    assert len(site.content()) == 2


def test_undated_article_keeps_the_day_it_was_first_seen(site: Site) -> None:
    """An article without a date is filed under the day of its first build, for ever."""
    site.seed("a.txt", "Bridge opens to traffic", byline="By Ann Lee")
    site.build(now="2026-01-02T09:00:00+00:00")
    before = site.content()
    assert list(before) == ["2026/01/02/bridge-opens-to-traffic.md"]
    assert "dated: seen" in before["2026/01/02/bridge-opens-to-traffic.md"]
    site.build(now="2026-02-03T09:00:00+00:00")
    assert site.content() == before


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "has no front matter"),
        ("---\ntitle: x\n", 1, "front matter is not closed"),
        ("---\ntitle: x\nurl: [\n---\n", 4, "is not YAML"),
        ("---\ntitle: a: b\n---\n", 2, "is not YAML"),
        ("---\npublished: 2025-12-04\n---\nx\n", 2, "has no title"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "key 'title' is there twice"),
        ("---\ntitle: x\npublished: 2025-13-45\n---\n", 3, "'2025-13-45' is not a date"),
        ("---\ntitle: x\ndraft: perhaps\n---\n", 3, "'draft' is neither true nor false"),
        ("---\ntitle: x\nauthors: [[a]]\n---\n", 3, "'authors' is not a list of texts"),
        ("---\ntitle: x\nsource: {a: b}\n---\n", 3, "'source' is not text"),
        ("---\ntitle: x\nown: !!python/object/apply:os.system [id]\n---\n", 3, "'own' cannot be used"),
        ("---\n- a\n---\n", 2, "front matter is not a list of keys"),
        ("---\ntitle: x\na: " + "[" * 600 + "\n---\n", 1, "too deeply nested"),
        ("---\ntitle: x\nb:\n " + "- " * 300 + "x\n---\n", 1, "too deeply nested"),
    ],
)
def test_faults_are_named_with_their_line(text: str, line: int, says: str) -> None:
    """Each fault of a content file has its line and a hint."""
    found = parse(text, "content/x.md").diagnostics
    assert [(it.path, it.line) for it in found][:1] == [("content/x.md", line)]
    assert says in found[0].message
    assert found[0].hint


def test_brackets_in_a_headline_are_no_depth() -> None:
    """A headline of nothing but brackets is read back; a list that deep is not."""
    article = filed(Article(title="[" * 600, variants=("{" * 600, "- " * 300 + "x", "odd" + "[" * 600)))
    assert parse(write(article), "x.md").article == article
    for deep in (f"a: [b'{'[' * 600}'", f"a: [\nb: x{'[' * 600}", f"a:\n- [\n- x{'[' * 600}"):
        assert parse(f"---\ntitle: x\n{deep}\n---\n", "x.md").article is None


def test_yaml_bomb_stays_small() -> None:
    """Aliases that multiply are refused before they grow."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = parse("---\ntitle: x\n" + "\n".join(rows) + "\n---\n", "x.md")
    assert found.article is not None
    assert any("cannot be used" in it.message for it in found.diagnostics)
