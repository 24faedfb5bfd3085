"""What is remembered of articles adds up, whatever git made of its lines, and old digests go on without any."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from site_gen import __version__
from site_gen.content.memory import ArticleRecord, added, dump, parse, roots

MEMORY = "content/memory.jsonl"
FERRY = "Ferry crews call off their strike"
OTHER_FERRY = "Ferry crews call off strike after night of talks"
TIMES = ["2026-01-01T08:00:00Z", "2026-01-02T08:00:00Z", "2026-01-03T08:00:00Z"]
IDS = ["aa", "bb", "cc"]
_places = st.lists(st.sampled_from(["2026/01/01/a/", "2026/01/01/b/"]), max_size=2, unique=True).map(sorted).map(tuple)
_records = st.builds(
    ArticleRecord,
    id=st.sampled_from(IDS),
    filed=st.sampled_from(["", *TIMES]),
    story=st.sampled_from(["", *IDS]),
    at=st.sampled_from(["2026/01/01/a/", "2026/01/01/b/"]),
    was=_places,
    text=st.sampled_from(["1234", "5678"]),
    read=st.sampled_from(TIMES),
    changed=st.sampled_from(["", *TIMES]),
    topics=st.sampled_from([(), ("economy",), ("sport", "arts")]),
)


def lines(site: Site) -> dict[str, dict[str, object]]:
    return {it["id"]: it for it in map(json.loads, site.read(MEMORY).splitlines()) if "id" in it}


@given(st.lists(_records, max_size=6), st.randoms())
def test_lines_add_up_in_any_order(records: list[ArticleRecord], chance) -> None:
    """Whatever the order of its lines, a memory says the same, and every way through its stories ends."""
    text = "".join(dump({it.id: it}) for it in records)
    mixed = text.splitlines(keepends=True)
    chance.shuffle(mixed)
    assert parse("".join(mixed)) == parse(text)
    assert parse(dump(parse(text))) == parse(text)
    assert parse(text + text) == parse(text)
    stories = roots(parse(text))
    assert all(stories.get(root, root) == root for root in stories.values())


@given(st.lists(_records.map(lambda it: ArticleRecord(**{**_fields(it), "id": "aa"})), min_size=3, max_size=3))
def test_three_branches_add_up(records: list[ArticleRecord]) -> None:
    """It does not matter which branches are merged first."""
    sums = {added(added(a, b), c) for a, b, c in itertools.permutations(records)}
    sums |= {added(a, added(b, c)) for a, b, c in itertools.permutations(records)}
    assert len(sums) == 1


def _fields(record: ArticleRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_what_is_no_line_is_passed_over(site: Site) -> None:
    """Marks of a conflict and lines cut short cost nothing but themselves; the next build writes whole lines again."""
    site.seed("desk/1.txt", FERRY)
    site.build()
    whole, pages = site.read(MEMORY), site.output()
    site.write(MEMORY, f"<<<<<<< HEAD\n{whole}=======\n{whole}{whole[:40]}\n>>>>>>> other\n")
    site.build()
    assert site.read(MEMORY) == whole
    assert site.output() == pages


def test_every_article_has_a_line(site: Site) -> None:
    """A line says when an article was filed, its story and its address; it stays when the article goes."""
    site.seed("desk/1.txt", FERRY)
    site.seed("wire/1.txt", OTHER_FERRY)
    site.build(now="2026-01-02T09:00:00+00:00")
    (first, second) = lines(site).values()
    assert first["filed"] == second["filed"] == "2026-01-02T09:00:00Z"
    assert first["story"] == second["story"]
    assert {it["at"] for it in (first, second)} == {path.replace(".md", "/") for path in site.content()}
    before = lines(site)
    for path in (site.root / "seeds").rglob("*.txt"):
        path.unlink()
    for path in site.content():
        (site.root / "content" / path).unlink()
    site.build(now="2026-01-03T09:00:00+00:00")
    assert lines(site) == before


def test_ingest_writes_the_memory_too(site: Site) -> None:
    """`site-gen ingest` says when it filed an article; the build that follows adds the story."""
    site.seed("desk/1.txt", FERRY)
    assert site.command("ingest").returncode == 0
    (line,) = lines(site).values()
    assert line["filed"]
    assert "story" not in line
    site.build()
    (after,) = lines(site).values()
    assert after == line | {"story": line["id"]}


def test_digest_without_a_memory_goes_on(site: Site) -> None:
    """Articles from before the memory have no time of filing; of a story the earliest gives id and address."""
    site.article("2025/12/04/late.md", FERRY, "Boats sail again.", published="2025-12-04T10:00:00+00:00", id="1")
    site.article("2025/12/04/early.md", OTHER_FERRY, "The boats sail.", published="2025-12-04T08:00:00+00:00", id="2")
    site.build()
    found = lines(site)
    assert [it.get("filed") for it in found.values()] == [None, None]
    assert found["1"]["story"] == found["2"]["story"] == "2"
    assert FERRY in site.page("2025/12/04/early/index.html")


def test_preview_of_drafts_remembers_no_stories(site: Site) -> None:
    """What only the editor sees settles nothing."""
    from site_gen.build import build, open_memo
    from site_gen.config import site_yaml

    site.article("2025/12/04/a.md", FERRY, id="1")
    with open_memo(site.root) as memo:
        build(site.root, site_yaml.load(site.root), memo, now="2026-01-02T09:00:00+00:00", drafts=True)
    assert "story" not in lines(site)["1"]


def _git(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    line = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
    return subprocess.run(line, cwd=site.root, capture_output=True, text=True, check=False)


def test_branches_that_both_filed_articles_merge(site: Site) -> None:
    """Two editors file articles, the same one too; git merges their branches and the digest knows each article once."""
    assert site.command("init", "new").returncode == 0
    new = Site(site.root / "new")
    new.build(now="2026-01-01T09:00:00+00:00")
    _git(new, "init", "-q", "-b", "main")
    for name, now in (("start", "2026-01-01"), ("one", "2026-01-02"), ("two", "2026-01-03")):
        if name != "start":
            _git(new, "switch", "-q", "main")
            _git(new, "switch", "-q", "-c", name)
            new.seed(f"{name}/own.txt", f"Only branch {name} has this headline", byline="By Ann Lee | Jan 01, 2026")
            new.seed("shared/1.txt", FERRY, byline="By Bo Ray | Jan 01, 2026")
            new.build(now=f"{now}T09:00:00+00:00")
        _git(new, "add", "-A")
        _git(new, "commit", "-qm", name)
    _git(new, "switch", "-q", "main")
    assert [_git(new, "merge", "-q", "--no-edit", name).returncode for name in ("one", "two")] == [0, 0]
    built = new.build(now="2026-01-04T09:00:00+00:00")
    assert not built.diagnostics
    found = lines(new)
    assert len(found) == len(new.content()) == 4
    (ferry,) = (it for it in found.values() if "ferry" in it["at"])
    assert ferry["filed"] == "2026-01-02T09:00:00Z"


@pytest.mark.parametrize("hours", [0, 5])
def test_corrections_show(site: Site, hours: int) -> None:
    """A text that changes long after it was published says when it was read; in its first hour it is being written."""
    path = site.article("2026/01/01/a.md", FERRY, "Twelve boats sail.", published="2026-01-01", id="1")
    site.article("2026/01/01/b.md", "Something else altogether", "Rain.", published="2026-01-01", id="2")
    site.build(now="2026-01-02T09:00:00+00:00")
    path.write_text(path.read_text().replace("Twelve", "Fourteen"))
    site.build(now=f"2026-01-02T{9 + hours:02}:30:00+00:00")
    assert ("2026-01-02T14:30:00" in site.page("atom.xml")) == (hours == 5)
    assert ("2026-01-02T14:30:00" in site.page("sitemap.xml")) == (hours == 5)
    before = site.output()
    site.build(now="2026-01-05T09:00:00+00:00")
    assert site.output() == before


@pytest.mark.parametrize(
    "line", ['{"reader":"0.0.1"}\n', "", '{"reader":"0.0.1"}\n{"reader":"VERSION"}\n', '{"reader":"VERSION"}\n']
)
def test_what_another_version_reads_otherwise_is_no_correction(site: Site, line: str) -> None:
    """After an upgrade a seed may give another text without having changed; nobody says then that it was corrected."""
    site.seed("a.txt", FERRY, body="Twelve boats sail, and the crews are glad of it.")
    site.build(now="2026-01-02T09:00:00+00:00")
    text = site.read(MEMORY)
    assert text.count(f'{{"reader":"{__version__}"}}') == 1
    site.write(MEMORY, text.replace(f'{{"reader":"{__version__}"}}\n', line.replace("VERSION", __version__)))
    site.seed("a.txt", FERRY, body="Fourteen boats sail, and the crews are glad of it.")
    site.build(now="2026-01-02T15:30:00+00:00")
    is_same = line == '{"reader":"VERSION"}\n'
    assert ("2026-01-02T15:30:00" in site.page("atom.xml")) == is_same
    assert site.read(MEMORY).count("reader") == 1
    site.seed("a.txt", FERRY, body="Fifteen boats sail, and the crews are glad of it.")
    site.build(now="2026-01-03T15:30:00+00:00")
    assert "2026-01-03T15:30:00" in site.page("atom.xml")


def test_own_files_that_move_keep_id_and_address(site: Site) -> None:
    """An article without an id in its file keeps the one that it had, wherever its file is laid, and edited there."""
    first = site.article("2025/12/04/boats.md", "Boats are sold", "All about boats.")
    site.article("2025/12/04/bees.md", "Bees are back", "All about bees.")

    def feed_id() -> str:
        items = json.loads(site.page("feed.json"))["items"]
        return str(next(it["id"] for it in items if "Boats" in it["title"]))

    site.build()
    before = feed_id()
    for name in ("2025/12/04/vessels.md", "2025/12/05/vessels.md"):
        target = site.root / "content" / name
        target.parent.mkdir(exist_ok=True)
        first = first.rename(target)
        site.build()
        assert feed_id() == before
        assert name.removesuffix(".md") in site.page("2025/12/04/boats/index.html")
    first.write_text(first.read_text().replace("All about boats.", "All about old boats."))
    site.build()
    assert feed_id() == before
    warm = site.output()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.root / "output")
    site.build()
    assert site.output() == warm
