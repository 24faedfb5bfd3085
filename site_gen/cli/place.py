"""Where a command works: the digest that the current folder, or the one behind `-C`, lies in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from site_gen.cli.ending import say
from site_gen.errors import Diagnostic, SiteGenError

_SETTINGS: Final = "site.yaml"
_FLAG: Final = "-C"


def digest_at(folder: Path) -> Path:
    """The digest that `folder` belongs to: the nearest folder upwards with a `site.yaml`, else `folder` itself."""
    if (folder / _SETTINGS).is_file():
        return folder
    above = next((it for it in folder.resolve().parents if (it / _SETTINGS).is_file()), None)
    if above is None:
        return folder
    say(f"the digest is '{above}'")
    return above


def existing(folder: Path) -> Path:
    """The folder, which must be there; raises `SiteGenError` where it is not."""
    if folder.is_dir():
        return folder
    what = "is not a folder" if folder.exists() else "is not there"
    hint = "name the folder of a digest behind -C, or start one: site-gen init FOLDER"
    raise SiteGenError(Diagnostic(str(folder), None, "no-folder", what, hint))


def as_in_digest(site: Path, name: str) -> str:
    """A name that a person typed; of a file of the digest, named from the current folder, its path in the digest."""
    try:
        path = Path(name).resolve(strict=True)
        return path.relative_to(site.resolve()).as_posix() if path.is_file() else name
    except (OSError, ValueError):  # no file, one from elsewhere, or no path at all
        return name


def flag_first(words: Sequence[str]) -> list[str]:
    """The words of a command line with `-C FOLDER` in front, wherever a person wrote it before a `--`."""
    end = words.index("--") if "--" in words else len(words)
    at = next((at for at in range(1, end - 1) if words[at] == _FLAG), None)
    if at is None or words[0] == _FLAG:
        return list(words)
    return [*words[at : at + 2], *words[:at], *words[at + 2 :]]
