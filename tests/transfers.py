"""Stands in for the programs that hand a site on: what `rsync` and `aws s3 sync` do to a folder of this machine."""

from __future__ import annotations

import fnmatch
import shutil
import sys
from pathlib import Path


def rsync(source: Path, there: Path, options: list[str]) -> None:
    """As `rsync --recursive --times --delete-after SOURCE/ THERE/`."""
    assert {"--recursive", "--times", "--delete-after"} <= set(options)
    _send(source, there, lambda _: True)
    _delete(source, there)


def sync(source: Path, there: Path, options: list[str]) -> None:
    """As `aws s3 sync SOURCE THERE`; the last pattern that fits decides, and `*` is any text."""
    rules = [(word, options[at + 1]) for at, word in enumerate(options) if word in {"--include", "--exclude"}]

    def is_meant(path: str) -> bool:
        return next((word == "--include" for word, it in reversed(rules) if fnmatch.fnmatchcase(path, it)), True)

    _send(source, there, is_meant)
    if "--delete" in options:
        _delete(source, there)


def _send(source: Path, there: Path, is_meant: object) -> None:
    for path in (it for it in sorted(source.rglob("*")) if it.is_file()):
        name = path.relative_to(source).as_posix()
        if callable(is_meant) and is_meant(name):
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there / name)


def _delete(source: Path, there: Path) -> None:
    for path in [it for it in there.rglob("*") if it.is_file()]:
        if not (source / path.relative_to(there)).is_file():
            path.unlink()


if __name__ == "__main__":
    name, folder, *words = sys.argv[1:]
    if name == "aws":
        assert words[:2] == ["s3", "sync"]
        assert words[3].startswith("s3://")
        sync(Path(words[2]), Path(folder) / "there", words[4:])
    else:
        rsync(Path(words[-2]), Path(folder) / "there", words[:-2])
