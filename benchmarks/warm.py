"""Whether warm builds of a large site come out as a clean one does, byte for byte.

    python -m benchmarks.warm [ARTICLES] [ROUNDS] [BUILDS]

In every round some changes are made at random, each followed by a build, BUILDS of them; then a clean build of the same
inputs is compared with what is there. The tests do the same on sites of a few articles, with more kinds of changes.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.__main__ import build
from benchmarks.corpus import write_seeds, write_site

_INPUTS = ("seeds", "content", "templates", "site.yaml", "editorial.yaml")


def main() -> None:
    """Build, change, build, compare; end with an error at the first difference."""
    numbers = [int(word) for word in sys.argv[1:]]
    articles, rounds, builds = (*numbers, *(10_000, 3, 6)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        warm = Path(folder, "warm")
        write_site(warm, articles)
        build(warm)
        editor = Editor(warm, articles)
        for number in range(1, rounds + 1):
            said = []
            for _ in range(builds):
                said.append(editor.change())
                said[-1] += f" ({build(warm).cpu:.1f} s)"
            clean = Path(folder, f"clean-{number}")
            clean.mkdir()
            for name in filter(lambda name: (warm / name).exists(), _INPUTS):
                copy = shutil.copytree if (warm / name).is_dir() else shutil.copy
                copy(warm / name, clean / name)
            build(clean)
            differing = differences(warm / "output", clean / "output")
            print(f"round {number}: {', '.join(said)}: {len(differing)} files differ", flush=True)
            if differing:
                sys.exit("\n".join(differing[:20]))
            shutil.rmtree(clean)


class Editor:
    """Changes a site at random, the same in every run."""

    def __init__(self, root: Path, articles: int) -> None:
        self._root = root
        self._chance = random.Random(articles)
        self._articles = articles
        self._kinds: list[Callable[[], str]] = [
            self._edit_body, self._edit_body, self._share_body, self._retitle, self._add, self._remove_seed,
            self._remove_content, self._hide, self._decide, self._configure, self._lose, self._touch,
        ]  # fmt: skip

    def change(self) -> str:
        """Make one change; what it was, in words."""
        return self._chance.choice(self._kinds)()

    def _content(self) -> Path:
        return self._chance.choice(sorted((self._root / "content").rglob("*.md")))

    def _edit_body(self) -> str:
        path = self._content()
        path.write_text(f"{path.read_text()}\nOne more paragraph, number {self._chance.random()}.\n")
        return "a body edited"

    def _share_body(self) -> str:
        one, other = self._content(), self._content()
        one.write_text(f"{one.read_text()}\n{other.read_text().split('---')[-1]}")
        return "a body copied"

    def _retitle(self) -> str:
        path = self._content()
        path.write_text(path.read_text().replace("title: ", "title: Another ", 1))
        return "a title edited"

    def _add(self) -> str:
        write_seeds(self._root, 10, first=self._articles)
        self._articles += 10
        return "ten articles added"

    def _remove_seed(self) -> str:
        self._chance.choice(sorted((self._root / "seeds").rglob("*.txt"))).unlink()
        return "a seed removed"

    def _remove_content(self) -> str:
        self._content().unlink()
        return "content removed"

    def _hide(self) -> str:
        path = self._content()
        path.write_text(path.read_text().replace("---\n", "---\nhidden: true\n", 1))
        return "an article hidden"

    def _decide(self) -> str:
        ids = [self._content().read_text().split("\nid: ", 1)[1].split("\n", 1)[0] for _ in range(3)]
        (self._root / "editorial.yaml").write_text(f"merge:\n- ['{ids[0]}', '{ids[1]}']\npin: ['{ids[2]}']\n")
        return "stories merged and pinned"

    def _configure(self) -> str:
        path = self._root / "site.yaml"
        path.write_text(path.read_text().replace("title: Benchmark", "title: Benchmark and more"))
        return "the site renamed"

    def _lose(self) -> str:
        pages = sorted((self._root / "output").rglob("index.html"))
        self._chance.choice(pages).unlink()
        path = self._chance.choice(pages)
        if path.exists():
            path.write_text("changed")
        return "pages lost"

    def _touch(self) -> str:
        for _ in range(5):
            self._content().touch()
        return "files touched"


def differences(one: Path, other: Path) -> list[str]:
    """The files that two folders do not have alike."""
    paths = {path.relative_to(root).as_posix() for root in (one, other) for path in root.rglob("*") if path.is_file()}
    return sorted(path for path in paths if _bytes(one / path) != _bytes(other / path))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    main()
