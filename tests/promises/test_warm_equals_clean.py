"""After any sequence of changes an incremental build's output equals a clean one's, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from author_pages import add_author_pages
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sites import NOW, Site

from site_gen.build import CACHE, build
from site_gen.build.session import Session
from site_gen.config import site_yaml
from site_gen.engine import memo as memory
from site_gen.model import Built
from site_gen.publish import make

TIMES = int(os.environ.get("TIMES", "1"))  # as many examples; `TIMES=15` takes a quarter of an hour
TITLES = ["Quake shakes the coast", "Quake Shakes the Coast", "Rates stay where they are", "A comet in the evening"]
NAMES = [f"seeds/desk/{number}.txt" for number in range(4)]
DAYS = ["Dec 04, 2025", "Dec 05, 2025", "Nov 30, 2025"]
CONFIGS = [
    "title: Test Digest\nbase_url: https://sample.example/\n",
    "title: Test Digest\n",
    (
        "title: Another Name\nbase_url: https://sample.example/\nmenu: {header: [about], footer: [about, gone]}\n"
        "lists: {page: 1, feed: 2, front_page: 2}\n"
    ),
    "title: Test Digest\nbase_url: https://sample.example/x/\ntopics:\n  - {slug: sky, name: Sky, keywords: [comet]}\n",
    (
        "title: Test Digest\nbase_url: https://sample.example/\n"
        "sources:\n  - {name: Desk, seeds: ['desk/*'], topics: [economy]}\n"
    ),
    "title: Test Digest\nbase_url: https://sample.example/\nhooks: [hooks.py]\n",
    "title: Test Digest\nbase_url: https://sample.example/\nhooks: [hooks.py, more.py]\n",
    (
        "title: Recueil\nbase_url: https://sample.example/y/\nlanguage: fr\nshare_pictures: stories\nmarkdown: false\n"
        "theme: {tagline: Un jour, accent: {light: '#00594f', dark: '#6fd6c6'}}\n"
    ),
]
DECISIONS = [
    "merge:\n- [{0}, {1}]",
    "split: [[{0}, {1}]]",
    "pin: [{0}]",
    "hide:\n- {0}\n- story: {1}",
    "rename: {{{0}: Renamed}}",
    "topic: {{{0}: [sport, sky]}}",
]
# What stands in front matter, to be put in the place of what stands there now.
KEYS = [
    "title: Quake shakes the coast", "title: Something else", "published: 2025-12-05", "published: 2025-11-30T10:00Z",
    "topics: [sport]", "topics: [science, sky]", "authors: [Bo Ek]", "source: Desk", "source: Wire", "hidden: true",
    "hidden: false", "draft: false", "expires: 2026-01-01", "mood: bright", "url: https://one.example/a",
]  # fmt: skip
# Long enough for two bodies with one of them to be one text.
TEXTS = [" ".join(f"{word}{number}" for number in range(60)) + ".\n" for word in ("dam", "vote")]
# Beside the news: pages, files for the root, a picture that texts show.
OWN_FILES = [
    "pages/about.md", "pages/about.html", "pages/in/side.md", "root/CNAME", "root/robots.txt", "root/index.html",
    *(f"content/2025/12/0{day}/tram.svg" for day in (3, 4, 5)), "pages/tram.svg",
]  # fmt: skip
OWN_TEXTS = ["one", "other", "# About\n\n[home](/) ![A tram](tram.svg) [there](/in/side/) [no](#part)\n\n## Part\n"]
HOOKS = [
    "",
    "def topics(brief):\n    return ['sport'] if 'Rates' in brief.title else None\n",
    "from names import NAME\ndef topics(brief):\n    return [NAME]\ndef published(report):\n    1 / 0\n",
    "def article(article):\n    return None if 'comet' in article.title else article\n",
    "def article(article):\n    return {}[article.title] if 'Quake shakes' in article.title else article\n",
    (
        "import msgspec\nimport names as other\ndef article(it):\n"
        "    body = f'{it.body}\\n\\n![A tram](tram.svg) [about](/about/) {other.NAME}\\n'\n"
        "    return msgspec.structs.replace(it, title=it.title.replace('Quake', 'Tremor'), body=body)\n"
    ),
    (
        "from site_gen.hooks import Article\ndef read(seed):\n"
        "    if 'By Ann' not in str(seed.data):\n        raise ValueError\n"
        "    first, _, rest = seed.data.decode().partition('\\n')\n"
        "    return [Article(title=first.upper(), body=rest)] if seed.path.endswith(('0.txt', '2.txt')) else None\n"
    ),
    (
        "from names import NAME\nfrom site_gen.hooks import PageText\n"
        "def pages(edition):\n    for it in edition.stories:\n"
        "        yield PageText(name=f'{NAME}/{it.id}', text=f'# {it.title}\\n\\n{it.lead.words}')\n"
    ),
    "def pages(edition):\n    return 5\n",
]
TEMPLATES = ["{% extends 'base.html' %}", "{% extends 'base.html' %}{# other #}{% block title %}lost{% endblock %}"]


@pytest.fixture(scope="module", autouse=True)
def two_workers():
    """Two processes for the whole module, used even for one article."""
    with pytest.MonkeyPatch.context() as patch, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        patch.setattr(make, "_SHARE", 3)
        add_author_pages(patch)
        WarmAndClean.pool = pool
        yield


class WarmAndClean(RuleBasedStateMachine):
    """A site that is changed at random and built after each few changes."""

    pool: ProcessPoolExecutor

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "warm")
        self.site.seed("desk/0.txt", TITLES[0])
        self.site.write("hooks.py", HOOKS[0])
        self.site.write("more.py", HOOKS[1])
        self.site.write("names.py", "NAME = 'science'\n")
        self.known: list[str] = []
        self.changed = True

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(name=st.sampled_from(NAMES), title=st.sampled_from(TITLES), day=st.sampled_from(DAYS), more=st.booleans())
    def write_seed(self, name: str, title: str, day: str, more: bool) -> None:
        extra = "\nAnd a third paragraph that came later." if more else ""
        self.site.write(name, f"{title}\nBy Ann Lee | {day}\nThe first paragraph says what happened there.{extra}\n")

    @rule(name=st.sampled_from(NAMES))
    def delete_seed(self, name: str) -> None:
        (self.site.root / name).unlink(missing_ok=True)

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename_seed(self, old: str, new: str) -> None:
        if (self.site.root / old).exists():
            (self.site.root / old).rename(self.site.root / new)

    @rule(
        data=st.data(),
        what=st.sampled_from(["title: Mine\n", "hidden: true\n", "draft: yes\n", "slug: moved\n", "bro: [ken\n"]),
    )
    def edit_front_matter(self, data: st.DataObject, what: str) -> None:
        path = self._some_content(data)
        if path:
            path.write_text(path.read_text().replace("---\n", f"---\n{what}", 1))

    @rule(data=st.data(), line=st.sampled_from(KEYS))
    def set_key(self, data: st.DataObject, line: str) -> None:
        path = self._some_content(data)
        if path:
            key = line.partition(":")[0]
            text = re.sub(rf"^{key}:.*\n(?:[- ] .*\n)*", "", path.read_text(), count=1, flags=re.MULTILINE)
            path.write_text(text.replace("---\n", f"---\n{line}\n", 1))

    @rule(data=st.data())
    def cut_body(self, data: st.DataObject) -> None:
        path = self._some_content(data)
        if path:
            head, mark, body = path.read_text().partition("\n---\n")
            path.write_text(head + mark + body[:60] + "\n")

    @rule(title=st.sampled_from(TITLES), number=st.integers(0, 3), text=st.sampled_from(TEXTS))
    def write_content(self, title: str, number: int, text: str) -> None:
        self.site.article(f"2025/12/0{number + 3}/by-hand-{number}.md", title, f"By hand.\n\n{text}")

    @rule(name=st.sampled_from(OWN_FILES), text=st.sampled_from(OWN_TEXTS))
    def write_own_file(self, name: str, text: str) -> None:
        self.site.write(name, text)

    @rule(name=st.sampled_from(OWN_FILES))
    def delete_own_file(self, name: str) -> None:
        (self.site.root / name).unlink(missing_ok=True)

    @rule(
        data=st.data(),
        words=st.sampled_from(
            ["", "New words.\n", "![A tram](tram.svg) and [a page](/about/)\n", "# Heading\n\n- one\n- two\n", *TEXTS]
        ),
    )
    def edit_body(self, data: st.DataObject, words: str) -> None:
        path = self._some_content(data)
        if path:
            path.write_text(path.read_text() + words)

    @rule(data=st.data())
    def delete_content(self, data: st.DataObject) -> None:
        path = self._some_content(data)
        if path:
            path.unlink()

    @rule(data=st.data(), name=st.sampled_from(["renamed.md", "2020/02/02/renamed.md"]))
    def rename_content(self, data: st.DataObject, name: str) -> None:
        path = self._some_content(data)
        target = self.site.root / "content" / name
        if path and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    @rule(text=st.sampled_from(CONFIGS))
    def configure(self, text: str) -> None:
        self.site.write("site.yaml", text)

    @rule(
        data=st.data(),
        decisions=st.lists(st.sampled_from(DECISIONS), max_size=3, unique=True),
    )
    def decide(self, data: st.DataObject, decisions: list[str]) -> None:
        """Write another `editorial.yaml`, about articles that are there, were there, or never were."""
        folder = self.site.root / "content"
        texts = [path.read_text() for path in sorted(folder.rglob("*.md"))] if folder.exists() else []
        self.known += [id_ for text in texts for id_ in re.findall("^id: (.*)", text, re.MULTILINE)]
        known = st.sampled_from(sorted({"gone", "0", *self.known}))
        picked = [data.draw(st.lists(known, min_size=2, max_size=2, unique=True)) for _ in decisions]
        lines = (it.format(*ids) for it, ids in zip(decisions, picked, strict=True))
        self.site.write("editorial.yaml", "\n".join(lines))

    @rule(text=st.sampled_from([None, *TEMPLATES]))
    def override_template(self, text: str | None) -> None:
        if text is None:
            (self.site.root / "templates/404.html").unlink(missing_ok=True)
        else:
            self.site.write("templates/404.html", text)

    @rule(name=st.sampled_from(["hooks.py", "more.py"]), text=st.sampled_from(HOOKS))
    def write_hooks(self, name: str, text: str) -> None:
        self.site.write("site.yaml", CONFIGS[-2])
        self.site.write(name, text)

    @rule(name=st.sampled_from(["science", "sport"]))
    def change_what_hooks_import(self, name: str) -> None:
        self.site.write("names.py", f"NAME = '{name}'\n")

    @rule(text=st.sampled_from(["", "p { color: red }\n"]))
    def add_stylesheet(self, text: str) -> None:
        self.site.write("templates/static/own.css", text)

    @rule()
    def lose_an_output_file(self) -> None:
        path = self.site.root / "output/index.html"
        if path.exists():
            path.write_bytes(path.read_bytes()[:40])

    @rule(parallel=st.booleans())
    def build(self, parallel: bool) -> None:
        self.build_warm((lambda _: self.pool) if parallel else None)
        clean = Site(self.folder / "clean")
        for name in ("seeds", "content", "templates", "pages", "root"):
            if (self.site.root / name).exists():
                shutil.copytree(self.site.root / name, clean.root / name)
        for name in ("site.yaml", "editorial.yaml", "hooks.py", "more.py", "names.py"):
            if (self.site.root / name).exists():
                clean.write(name, self.site.read(name))
        clean.build()
        warm, fresh = self.site.output(), clean.output()
        shutil.rmtree(clean.root)
        assert sorted(warm) == sorted(fresh)
        assert [path for path in warm if warm[path] != fresh[path]] == []

    @rule(data=st.data(), words=st.lists(st.sampled_from(["More.\n", *TEXTS]), min_size=1, max_size=4))
    def edit_bodies_and_build(self, data: st.DataObject, words: list[str]) -> None:
        """A build for every body, as most are."""
        self.build_warm()
        for more in words:
            self.edit_body(data=data, words=more)
            self.build(parallel=False)

    @rule()
    def build_again(self) -> None:
        """A build of what was just built renders nothing."""
        self.build_warm()
        assert self.build_warm().published.made == ()

    def build_warm(self, workers: Callable[[int], Executor | None] | None = None) -> Built:
        return self.site.build(workers)

    @invariant()
    def nothing_half_written(self) -> None:
        assert not list(self.site.root.rglob("*.part"))

    def _some_content(self, data: st.DataObject) -> Path | None:
        folder = self.site.root / "content"
        paths = sorted(folder.rglob("*.md")) if folder.exists() else []
        return data.draw(st.sampled_from(paths)) if paths else None


class WatchedAndClean(WarmAndClean):
    """The same for a program that keeps what it knows from one build to the next, as the preview does."""

    memo: memory.Memo | None = None
    session: Session

    def start_program(self) -> memory.Memo:
        if self.memo is None:
            self.memo, self.session = memory.Memo(self.site.root / CACHE, {}), Session()
        return self.memo

    def build_warm(self, workers: Callable[[int], Executor | None] | None = None) -> Built:
        memo, site = self.start_program(), site_yaml.load(self.site.root)
        return build(self.site.root, site, memo, now=NOW, workers=workers, session=self.session)

    def lose_an_output_file(self) -> None:
        """Nobody else writes to the output of a preview; the next command heals it."""

    def teardown(self) -> None:
        if self.memo:
            self.memo.__exit__()
        super().teardown()


class ToldAndClean(WatchedAndClean):
    """The same for a program that is told which files changed, and looks at no others."""

    seen: tuple[Mapping[str, bytes], ...] = ()  # the inputs before the last build, and as it left them

    def build_warm(self, workers: Callable[[int], Executor | None] | None = None) -> Built:
        memo = self.start_program()
        now = self.inputs()
        changed = {path for then in self.seen for path in {*then, *now} if then.get(path) != now.get(path)}
        site = site_yaml.load(self.site.root)
        try:
            told = frozenset(changed)
            return build(self.site.root, site, memo, now=NOW, workers=workers, session=self.session, changed=told)
        finally:
            self.seen = now, self.inputs()

    def inputs(self) -> dict[str, bytes]:
        root = self.site.root
        folders = [
            path for name in ("seeds", "content", "templates", "pages", "root") for path in (root / name).rglob("*")
        ]
        beside = (root / "site.yaml", root / "editorial.yaml", *root.glob("*.py"))
        files = [path for path in (*folders, *beside) if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


WarmAndClean.TestCase.settings = settings(max_examples=12 * TIMES, stateful_step_count=14)
WatchedAndClean.TestCase.settings = settings(max_examples=8 * TIMES, stateful_step_count=14)
ToldAndClean.TestCase.settings = settings(max_examples=16 * TIMES, stateful_step_count=18)
TestWarmEqualsClean = pytest.mark.timeout(900)(WarmAndClean.TestCase)
TestWatchedEqualsClean = pytest.mark.timeout(900)(WatchedAndClean.TestCase)
TestToldEqualsClean = pytest.mark.timeout(900)(ToldAndClean.TestCase)
