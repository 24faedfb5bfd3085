"""A digest that an earlier version filed and built keeps its addresses and the ids of its feeds.

`tests/data/last_version.json` holds its configuration, its seeds and its content as that version wrote them, with the
pages and the ids in feeds that its readers know.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from sites import Site

_NOW = "2026-01-03T12:00:00+00:00"


class Before(msgspec.Struct, frozen=True):
    """What the earlier version left."""

    files: dict[str, str]
    pages: list[str]
    feeds: dict[str, list[str]]


@pytest.fixture(scope="module")
def before() -> Before:
    """The digest as it was."""
    return msgspec.json.decode((Path(__file__).parent.parent / "data/last_version.json").read_bytes(), type=Before)


def _assert_kept(site: Site, before: Before) -> None:
    output = site.root / "output"
    lost = [it for it in before.pages if not (output / it).is_file()]
    assert lost == []
    for feed, ids in before.feeds.items():
        if feed.startswith("topics/"):  # found by words since, so that a story of then may stand under another one
            assert (output / feed).is_file()
            continue
        assert set(ids) <= {it["id"] for it in json.loads(site.page(feed))["items"]}, feed


def test_addresses_and_ids_stay(site: Site, before: Before) -> None:
    """Nothing is filed anew, no page is lost, and feeds show no entry under another id; also after the next build."""
    for name, text in before.files.items():
        site.write(name, text)
    built = site.build(now=_NOW)
    assert built.ingested.added == ()
    assert len(site.content()) == sum(name.startswith("content/") for name in before.files)
    _assert_kept(site, before)
    site.build(now="2026-01-04T12:00:00+00:00")
    _assert_kept(site, before)


def test_mended_and_moved_after_the_change(site: Site, before: Before) -> None:
    """Sources that move to https and mend a slug are known again, although no memory was there before."""
    for name, text in before.files.items():
        site.write(name, text)
    site.build(now=_NOW)
    feed = (
        before.files["seeds/quarry/feed.xml"].replace("http://quarry", "https://quarry").replace("/bell?", "/the-bell?")
    )
    site.write("seeds/quarry/feed.xml", feed)
    assert site.build(now="2026-01-04T12:00:00+00:00").ingested.added == ()
    _assert_kept(site, before)


def test_stories_found_anew_are_said_once(site: Site, before: Before) -> None:
    """No memory was there, so the stories may be others than before; from then on they are kept."""
    for name, text in before.files.items():
        site.write(name, text)
    said = [it for it in site.build(now=_NOW).diagnostics if it.code == "no-memory"]
    assert [it.path for it in said] == ["content/memory.jsonl"]
    assert "articles were filed before" in said[0].message
    assert not [it for it in site.build(now=_NOW).diagnostics if it.code == "no-memory"]


def test_a_lost_memory_is_said(site: Site) -> None:
    """Own articles need none; filed ones do."""
    site.write("content/2026/01/02/own.md", "---\ntitle: The ferry is late\n---\nAn hour.\n")
    assert not [it for it in site.build(now=_NOW).diagnostics if it.code == "no-memory"]
    site.write("seeds/bell.md", "---\ntitle: The bell is back\npublished: 2026-01-02\n---\nIt hangs again.\n")
    assert not [it for it in site.build(now=_NOW).diagnostics if it.code == "no-memory"]
    (site.root / "content/memory.jsonl").unlink()
    assert [it for it in site.build(now=_NOW).diagnostics if it.code == "no-memory"]
