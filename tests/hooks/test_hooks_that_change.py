"""Hooks that change between builds, and on workers: what is made is always what a clean build makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Site

from site_gen.errors import HookError
from site_gen.hooks.modules import check_libraries
from site_gen.hooks.values import HookFile, Hooks

TIMES = int(os.environ.get("TIMES", "1"))  # as many examples
CONFIG = "title: Test Digest\nbase_url: https://sample.example/x/\nhooks: [hooks.py, more.py]\n"
HEAD = "import msgspec\nfrom site_gen.hooks import Article, PageText\n\n"


def test_library_that_a_worker_lacks() -> None:
    """Hooks never run with other versions of what they import than the machine that sent them has."""
    with pytest.raises(HookError, match=r"hooks\.py: error: needs msgspec 0\.0, and a worker has \d"):
        check_libraries(Hooks((HookFile("hooks.py", ""),), (("msgspec", "0.0"),)))
    with pytest.raises(HookError, match="needs no-such-library 1, and a worker has none"):
        check_libraries(Hooks((HookFile("hooks.py", ""),), (("no-such-library", "1"),)))


TEXTS = [
    "",
    "def topics(brief):\n    return ['sport'] if 'Rates' in brief.title else None\n",
    "def topics(brief):\n    return {'sport', 'science', 'economy', names.NAME}\nimport names\n",
    "def article(it):\n    return None if names.NAME in it.body else it\nimport names\n",
    "def article(it):\n    return {}[it.title] if 'Quake' in it.title else it\n",
    "def article(it):\n    return msgspec.structs.replace(it, title=it.title.replace('Quake', 'It'), body='Other.')\n",
    "def article(it):\n    return msgspec.structs.replace(it, published='2025-12-03', authors=('Bo Ek',))\n",
    "def article(it):\n    return msgspec.structs.replace(it, source='Wire', draft=it.title.startswith('Rates'))\n",
    "def read(seed):\n    first = seed.data.decode().upper()[:12]\n    return [Article(title=first, body='Of it.')]\n",
    "def read(seed):\n    return [] if b'Rates' in seed.data else None\n",
    "def pages(edition):\n    return [PageText(name=f'all/{it.id}', text=f'# {it.title}') for it in edition.stories]\n",
    "def pages(edition):\n    edition.found.clear()\n    edition.stories[0].lead.extra['mood'] = 1\n    return []\n",
]
SEEDS = {"a": "Quake shakes the coast", "b": "Rates stay where they are", "c": "Tremor shakes the coast"}
EDIT = st.one_of(
    st.tuples(st.just("hooks.py"), st.sampled_from(TEXTS).map(HEAD.__add__)),
    st.tuples(st.just("more.py"), st.sampled_from(TEXTS).map(HEAD.__add__)),
    st.tuples(st.just("names.py"), st.sampled_from(["NAME = 'science'\n", "NAME = 'says what'\n"])),
    st.tuples(st.sampled_from(["seeds/a.txt", "seeds/b.txt"]), st.sampled_from(sorted(SEEDS.values()))),
    st.tuples(st.just("content/2025/12/05/own.md"), st.sampled_from(["Quake words.", "says what it is"])),
)


def apply(site: Site, path: str, text: str) -> None:
    if path.startswith("seeds"):
        site.seed(path.removeprefix("seeds/"), text)
    elif path.startswith("content"):
        site.article(path.removeprefix("content/"), "Written by hand", text)
    else:
        site.write(path, text)


@pytest.fixture(scope="module")
def two_workers() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.mark.slow
@settings(max_examples=8 * TIMES, deadline=None)
@given(edits=st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=4), data=st.data())
def test_warm_equals_clean(
    tmp_path_factory: pytest.TempPathFactory,
    two_workers: ProcessPoolExecutor,
    edits: list[list[tuple[str, str]]],
    data: st.DataObject,
) -> None:
    """After any edits of hooks, of what they import and of articles, here or with workers, no byte differs."""
    folder = tmp_path_factory.mktemp("hooks")
    warm = Site(folder / "warm")
    warm.write("site.yaml", CONFIG)
    for name in ("hooks.py", "more.py"):
        warm.write(name, HEAD)
    warm.write("names.py", "NAME = 'science'\n")
    for name, title in SEEDS.items():
        warm.seed(f"{name}.txt", title)
    for some in edits:
        for path, text in some:
            apply(warm, path, text)
        warm.build((lambda _: two_workers) if data.draw(st.booleans()) else None)
        clean = Site(folder / "clean")
        shutil.copytree(warm.root, clean.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output", ".cache"))
        clean.build()
        assert warm.output() == clean.output()
        shutil.rmtree(clean.root)
    shutil.rmtree(folder)
