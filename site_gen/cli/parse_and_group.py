"""Commands that read files and write JSON Lines to stdout: parse, group."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
import msgspec

from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.config.site_yaml import Config
    from site_gen.model import Headline

_MOST_TITLE = 2_000  # characters of a headline that are looked at
_NO_TITLE = 20_000  # … and so many are no headline
_MOST_BODY = 200_000  # … and of a body
_LINES = 10_000  # are printed at once


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Add which rule cut or kept which line.")
@click.pass_obj
def parse(site: Path, files: tuple[Path, ...], explain: bool) -> None:
    """Print what the readers find in FILES: one JSON object a line for every article."""
    from site_gen.config.hook_files import load_hooks
    from site_gen.hooks.values import NO_HOOKS
    from site_gen.model import ReadingOptions, Seed
    from site_gen.read import read
    from site_gen.read.origin import COMPANION, is_companion, read_origin

    failed = False
    config = _config(site)
    options = config.limits if config else ReadingOptions()
    hooks = load_hooks(site, config).of("read") if config else NO_HOOKS
    for path in files:
        companion = path.with_name(path.name + COMPANION)
        if is_companion(path.name):
            continue
        try:
            if path.exists() and not (path.is_file() or path.is_dir()):
                raise OSError(0, "it is a pipe or a device")
            origin = read_origin(companion.read_bytes()) if companion.is_file() else None
            seed = Seed(path.as_posix(), path.read_bytes(), origin)
        except OSError as error:
            found = Diagnostic(path.as_posix(), None, "unreadable", f"cannot be read: {error.strerror}", "name a file")
            _print(_parsed(None, (found,)))
            failed = True
            continue
        for reading in read(seed, options, hooks):
            line = _parsed(reading.article, reading.diagnostics)
            if explain:
                line["explain"] = [msgspec.to_builtins(ruling) for ruling in reading.rulings]
            _print(line)
            failed |= reading.article is None
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--pairs", type=click.Path(path_type=Path, allow_dash=True), help="Compare the two headlines of each line."
)
def group(file: Path | None, pairs: Path | None) -> None:
    """Group the headlines of FILE, JSON Lines of {"id", "title", …}, into stories; `-` is stdin.

    With --pairs the lines are {"id", "a", "b", "pa"?, "pb"?}: two headlines and their times. How rare a word is, is
    learnt from all lines of the file, so a pair may score otherwise in another file.
    """
    from site_gen.stories import compare_all
    from site_gen.stories import group as run

    if (file is None) == (pairs is None):
        raise click.UsageError("name one file: FILE or --pairs FILE")
    problems: list[Diagnostic] = []
    if pairs:
        rows = list(read_rows(pairs, ("id", "a", "b"), problems))
        for row, found in zip(rows, compare_all([to_pair(row) for row in rows]), strict=True):
            _print({"id": row["id"], "score": round(found.score, 6), "same": found.same, "variant": found.variant})
    elif file:
        numbers: set[str] = set()  # ids that are numbers in the file, and so in the answer
        headlines = []
        for row in read_rows(file, ("id", "title"), problems):
            headlines.append(to_headline(row))
            if isinstance(row["id"], int):
                numbers.add(headlines[-1].id)
        not_compared: list[Diagnostic] = []
        _print_stories([it.id for it in headlines], run(headlines, problems=not_compared), numbers)
        for problem in not_compared:
            print(problem, file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


def _print_stories(ids: Sequence[str], stories: Mapping[str, str], numbers: Collection[str]) -> None:
    given: Mapping[str, int | str] = {id_: int(id_) for id_ in numbers}
    encode = msgspec.json.Encoder().encode_lines
    for start in range(0, len(ids), _LINES):
        some = ids[start : start + _LINES]
        lines = [{"id": given.get(id_, id_), "story": given.get(stories[id_], stories[id_])} for id_ in some]
        sys.stdout.buffer.write(encode(lines))
    sys.stdout.buffer.flush()


def to_headline(row: dict[str, Any]) -> Headline:
    """A line of a file of articles as grouping sees it."""
    from site_gen.model import Headline

    given = row.get
    body = given("body")
    return Headline(
        id=str(row["id"]),
        title=row["title"][:_MOST_TITLE],
        published=_text(given("published")),
        source=_text(given("source")),
        url=_text(given("url")),
        lang=_text(given("lang")) or "",
        fingerprint=_fingerprint(body) if isinstance(body, str) else b"",
        terms=_terms(body) if isinstance(body, str) else b"",
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _fingerprint(body: str) -> bytes:
    from site_gen.stories import fingerprint

    return fingerprint(body[:_MOST_BODY])


def _terms(body: str) -> bytes:
    from site_gen.stories.terms import body_terms

    return body_terms(body)


def to_pair(row: dict[str, Any]) -> tuple[Headline, Headline]:
    """A line of a file of pairs as two articles."""
    a, b = ({"id": key, "title": row[key], "published": row.get(f"p{key}")} for key in "ab")
    return to_headline(a), to_headline(b)


def read_rows(path: Path, needed: tuple[str, ...], problems: list[Diagnostic]) -> Iterator[dict[str, Any]]:
    """The good lines of a JSON Lines file; what is wrong with the others is added to `problems`."""
    seen: set[str] = set()
    name = "-" if str(path) == "-" else path.as_posix()
    for number, line in enumerate(_lines(path), 1):
        if line.isspace():
            continue
        row = _row(line, needed)
        if isinstance(row, str):
            problems.append(Diagnostic(name, number, "bad-line", row, 'write one JSON object a line, as {"id": …}'))
            continue
        id_ = str(row["id"])
        if id_ in seen:
            problems.append(Diagnostic(name, number, "repeated-id", f"id '{id_}' is there twice", "give each its own"))
            continue
        seen.add(id_)
        yield row


def _row(line: bytes, needed: tuple[str, ...]) -> dict[str, Any] | str:
    try:
        row = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        return f"is not JSON: {error}"
    except UnicodeDecodeError:
        return "is not UTF-8"
    if not isinstance(row, dict):
        return "is not a JSON object"
    for key in needed:
        if not _is_filled(row.get(key), or_number=key == "id"):
            return f"has no text for '{key}'"
        if key != "id" and len(row[key]) > _NO_TITLE:
            return f"'{key}' has {len(row[key]):,} characters, which is no headline"
    return row


def _is_filled(value: object, *, or_number: bool) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return or_number and isinstance(value, int) and not isinstance(value, bool)


def _lines(path: Path) -> Iterable[bytes]:
    if str(path) == "-":
        return sys.stdin.buffer
    try:
        return _open(path)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from error


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _config(site: Path) -> Config | None:
    """The configuration of the site we stand in, if it is one."""
    from site_gen.config import site_yaml

    return site_yaml.load(site) if (site / site_yaml.NAME).is_file() else None


def _parsed(article: Any, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    from site_gen.model import Article

    keys = (
        "title",
        "authors",
        "published",
        "modified",
        "source",
        "url",
        "lang",
        "topics",
        "variants",
        "related",
        "body",
    )
    shown = msgspec.to_builtins(article or Article(title=""))
    line = {key: shown[key] for key in keys}
    for key in ("title", "body"):
        line[key] = line[key] or None
    line["dated"] = shown["dated"]
    line["diagnostics"] = [msgspec.to_builtins(it) for it in diagnostics]
    return line


def _print(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False))
