"""What the tests of durability share: a site that changes, builds that are struck, and what must hold afterwards."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sites import NOW, ROOT, Site

Output = dict[str, bytes]

_PEOPLE = ("mayor", "captain", "minister", "baker", "pilot", "doctor")
_DOINGS = ("opens", "closes", "paints", "measures", "sells", "repairs")
_THINGS = ("the old bridge", "a lighthouse", "the museum", "the northern harbour", "a school", "the long tunnel")
# A link to a story: href="/2025/12/04/slug/" or https://sample.example/2025/12/04/slug/
_TO_STORY = re.compile(rb'(?:href="|https://digest\.example)/(\d{4}/\d\d/\d\d/[^/"<\s]+)/["<]')
_OWN_PAGE = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/")


def start_site(site: Site, chance: random.Random, stories: int = 16) -> None:
    """A digest with short lists, so that there are many of them."""
    site.write(
        "site.yaml",
        "title: Test Digest\nbase_url: https://sample.example/\nlists: {page: 4, feed: 4}\n"
        "sources:\n  - {name: Desk, seeds: ['desk/*']}\n",
    )
    site.write("output/CNAME", "sample.example\n")
    for number in range(stories):
        write_seed(site, chance, number)


def write_seed(site: Site, chance: random.Random, number: int) -> None:
    title = f"The {chance.choice(_PEOPLE)} {chance.choice(_DOINGS)} {chance.choice(_THINGS)} number {number}"
    day = f"Dec {chance.randint(1, 12):02}, 2025"
    words = " ".join(chance.choices(_PEOPLE + _DOINGS, k=40))
    site.seed(f"desk/{number}.txt", title, byline=f"By Ann Lee | {day}", body=f"{title}, it was said.\n{words}.")


def change(site: Site, chance: random.Random, turn: int) -> None:
    """Some of what happens to a site between two builds."""
    for number in range(chance.randint(1, 4)):
        write_seed(site, chance, 1000 * (turn + 1) + number)
    written = sorted((site.root / "content").rglob("*.md"))
    for path in chance.sample(written, min(2, len(written))):
        path.write_text(path.read_text() + f"\nA person's own words, {turn}.\n")
    if written and chance.random() < 0.5:
        path = chance.choice(written)
        seed = re.search("^seed: (.*)$", path.read_text(), re.MULTILINE)
        path.unlink()
        if seed:
            (site.root / seed[1]).unlink(missing_ok=True)
    if chance.random() < 0.3:
        site.write("templates/static/own.css", f"p {{ margin: {turn}px }}\n")


def command(site: Site, *words: str) -> list[str]:
    return [sys.executable, "-m", "site_gen", "-C", str(site.root), "build", "--now", NOW, *words]


def run(site: Site, *words: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Build, in a process that does `before` first."""
    return subprocess.run(
        command(site, *words), cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, preexec_fn=before
    )


def clean(site: Site, folder: Path) -> tuple[Output, dict[str, str]]:
    """The output and content of a build of the same site without any past."""
    fresh = Site(folder)
    for name in ("seeds", "content", "templates", "pages", "root"):
        if (site.root / name).exists():
            shutil.copytree(site.root / name, fresh.root / name)
    for name in ("site.yaml", "editorial.yaml"):
        if (site.root / name).exists():
            fresh.write(name, site.read(name))
    fresh.write("output/CNAME", "sample.example\n")
    fresh.build()
    result = fresh.output(), fresh.content()
    shutil.rmtree(folder)
    return result


def pages(site: Site) -> Output:
    """The output without files that are still being written."""
    return {path: data for path, data in site.output().items() if not path.endswith(".part")}


def check_whole(found: Output, old: Output, new: Output) -> None:
    """Every file is the old one or the new one, none is lost, and no list links to a story that is not there."""
    wrong = [path for path, data in found.items() if data not in (old.get(path), new.get(path))]
    assert wrong == []
    assert [path for path in old if path in new and path not in found] == []
    for path, data in found.items():
        if path.endswith((".html", ".xml", ".json")) and not _OWN_PAGE.match(path):
            missing = {link.decode() for link in _TO_STORY.findall(data)} - {
                page.removesuffix("/index.html") for page in found
            }
            assert not missing, f"{path} links to what is not there: {missing}"


def check_healed(site: Site, new: Output, content: dict[str, str]) -> None:
    """Another build makes what a clean one makes, and nothing half-written is left anywhere."""
    done = run(site)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    found = site.output()
    assert sorted(found) == sorted(new)
    assert [path for path in new if found[path] != new[path]] == []
    assert site.content() == content
    assert not list(site.root.rglob("*.part"))
