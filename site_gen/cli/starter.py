"""A new digest: the few files that a site of one's own starts from."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from site_gen.cli.recipes import recipe
from site_gen.cli.wheel import vendored
from site_gen.config.address import PLACEHOLDER
from site_gen.config.site_yaml import NAME, Folders, load, parse, text_of
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError

_FILES: Final = {
    "site.yaml": """\
# Every key has a default but the title; docs/configuration.md of site-gen lists them all.
title: My Digest
description: The news I follow, once a day, on one page.
base_url: https://digest.example/   # set this: where the site will stand
language: en
timezone: UTC

# What you know of your sources: `seeds` are patterns below seeds/.
sources:
  - name: Example Desk
    seeds: ["example-desk/*"]
    topics: [science]
""",
    "seeds/example-desk/first-article.txt": """\
Harvest Moon Rises Early Over the Northern Hills
By Example Desk Staff | Sep 18, 2024
A full moon came up over the northern hills on Wednesday evening, large and orange, and people stopped to look.
The full moon nearest to the September equinox is called the harvest moon: it rises soon after sunset for some days.
- Harvest Moon Rises Early Over Northern Hills
- Northern Hills Light Up Under an Early Harvest Moon
This article is an example. Replace it with text that you saved from the web, whole pages or feeds, and build again.
Also Read: How to Watch a Lunar Eclipse Without a Telescope
""",
    "Makefile": """\
.PHONY: build serve check
build:
\tsite-gen build
serve:
\tsite-gen serve
check: build
\tsite-gen check
""",
    ".gitignore": "/output/\n/.cache/\n/fetch-state.jsonl\n",
    ".gitattributes": """\
# What two branches remember of their articles adds up, and so do the decisions of two editors: each is a line.
/content/memory.jsonl merge=union
/editorial.yaml merge=union
""",
}

_IGNORE: Final = ".gitignore"
_SENDS_HEADERS: Final = frozenset({"netlify", "cloudflare"})  # what `_headers` says


class StartedDigest(msgspec.Struct, frozen=True):
    """The files of a digest that were written, those that were there, and what its `.gitignore` should say too."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    unignored: tuple[str, ...] = ()
    above: str = ""  # the digest that it lies in


def start(folder: Path, host: str, base_url: str = "") -> StartedDigest:
    """Write a new digest; raises `SiteGenError` where there is one already, or where another would read it."""
    if (folder / NAME).exists():
        hint = f"'site-gen -C {folder} init --recipe --host HOST' writes anew what deploys it, and nothing else"
        raise SiteGenError(Diagnostic(str(folder / NAME), None, "digest-exists", "there is a digest already", hint))
    above = next((it for it in folder.resolve().parents if (it / NAME).is_file()), None)
    if above and (_is_read(folder.resolve(), above) or (folder.is_dir() and any(folder.iterdir()))):
        hint = f"make it beside that one: site-gen init {above.parent / folder.resolve().name}"
        raise SiteGenError(Diagnostic(str(folder), None, "digest-exists", f"lies in the digest '{above}'", hint))
    files = dict(_FILES)
    if base_url:
        address = base_url if base_url.endswith("/") else f"{base_url}/"
        parse(f"title: A\nbase_url: {address}")
        files[NAME] = files[NAME].replace(f"{PLACEHOLDER}   # set this: where the site will stand", address)
    done = _write(folder, {**files, **_deploying(folder, host)}, host, anew=False)
    return msgspec.structs.replace(done, above=str(above or ""))


def _is_read(folder: Path, above: Path) -> bool:
    """True if a folder lies among what another digest reads or writes."""
    folders = Folders()
    with contextlib.suppress(SiteGenError):
        folders = load(above).folders
    own = [above / name for name in msgspec.structs.asdict(folders).values()]
    return any(folder.is_relative_to(it) for it in own)


def renew(folder: Path, host: str) -> StartedDigest:
    """Write anew what deploys a digest; raises `ConfigError` where there is no digest."""
    text_of(folder)
    return _write(folder, _deploying(folder, host), host, anew=True)


def _deploying(folder: Path, host: str) -> dict[str, str | bytes]:
    """The recipe of a host, with the wheel that it installs; the minute of a digest is its own for good."""
    minute = int.from_bytes(hashlib.sha256(folder.resolve().name.encode()).digest()[:2], "big") % 55 + 3
    files: dict[str, str | bytes] = dict(recipe(host, minute if minute != 30 else 31))
    if any("vendor/" in text for text in files.values() if isinstance(text, str)):
        files |= {f"vendor/{name}": data for name, data in vendored().items()}
    return files


def _write(folder: Path, files: Mapping[str, str | bytes], host: str, *, anew: bool) -> StartedDigest:
    made, kept = [], []
    for name, text in files.items():
        path = folder / name
        if path.exists() and not anew:
            kept.append(path)
            continue
        if name == NAME and host in _SENDS_HEADERS and isinstance(text, str):
            text += "\n# Security headers and how long to keep files, as output/_headers.\ndeploy: {headers: true}\n"
        write_whole(path, text.encode() if isinstance(text, str) else text)
        if name.endswith(".sh"):
            path.chmod(0o755)
        made.append(path)
    ignored = (
        (folder / _IGNORE).read_text(encoding="utf-8", errors="replace").split() if folder / _IGNORE in kept else []
    )
    missing = [it for it in _FILES[_IGNORE].split() if {it, it.strip("/"), f"{it.strip('/')}/"}.isdisjoint(ignored)]
    return StartedDigest(tuple(made), tuple(kept), tuple(missing) if folder / _IGNORE in kept else ())
