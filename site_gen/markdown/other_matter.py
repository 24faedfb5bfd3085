"""Front matter that is no YAML: TOML between lines of `+++` and an object of JSON, as Hugo and Zola have them.

Both are read as YAML whose keys stand on the lines that they have in the file, so that what is said of them has its
line. A value that ingest renews is written back in the file's own language, and the rest stays to the letter.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

_CLOSING: Final = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY: Final = re.compile(r"[ \t]*(?:[\w-]|\"|')[^=\n]*=")  # title = ..., "a key" = ..., params.weight = ...
_TABLE: Final = re.compile(r"[ \t]*\[")  # [params], [[links]]
_PLACE: Final = re.compile(r"^(.*?) \(at line (\d+), column \d+\)$", re.DOTALL)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")
# What a string of YAML or TOML may not hold as it is
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_MOST: Final = 100_000  # characters
_MOST_WORK: Final = 2_000_000  # characters that are tried, to find out where a value ends

Blocks = list[tuple[str, str]]


class UnreadableError(ValueError):
    """Why front matter cannot be read: a sentence, and the line of the front matter."""

    def __init__(self, problem: str, line: int, hint: str = "put texts in quotes") -> None:
        super().__init__(problem)
        self.problem, self.line, self.hint = problem, line, hint


def split_toml(text: str) -> tuple[str, str] | None:
    """What stands between the lines of `+++` that a text begins with, and what comes after; None where none closes."""
    start = text.find("\n") + 1
    closing = _CLOSING.search(text, start) if start else None
    return (text[start : closing.start()], text[closing.end() :].removeprefix("\n")) if closing else None


def split_json(text: str, telling: Collection[str]) -> tuple[str, str] | None:
    """The object of JSON that a text begins with, and what comes after; None where it is no front matter."""
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    body = text[end:].removeprefix("\n")
    is_matter = isinstance(values, dict) and body.strip() and not values.keys().isdisjoint(telling)
    return (text[:end], body) if is_matter else None


def toml_as_yaml(matter: str) -> str:
    """TOML as YAML, each key on the line that it has; raises `UnreadableError`."""
    values = _loads(matter)
    lines: dict[str, int] = {}
    at = 0
    for name, text in toml_blocks(matter):
        if name:
            lines.setdefault(name, at)
        at += text.count("\n")
    return _as_yaml(values, lines)


def json_as_yaml(matter: str, *, is_fenced: bool = False) -> str:
    """An object of JSON as YAML, each key on its line; raises `UnreadableError`.

    Without a fence the first line of the file is the object's own, where YAML has its fence.
    """
    try:
        values = json.loads(matter)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is not JSON: {error.msg}", error.lineno) from None
    except RecursionError:
        raise _too_large(0) from None
    if not isinstance(values, dict):
        raise UnreadableError("front matter is not a list of keys", 1, 'write lines like "title": "…"')
    found = {key: re.search(rf"^.*?{re.escape(json.dumps(key))}\s*:", matter, re.MULTILINE) for key in values}
    lines = {key: matter.count("\n", 0, place.start()) for key, place in found.items() if place}
    return _as_yaml(values, lines if is_fenced else {key: line - 1 for key, line in lines.items()})


def toml_blocks(matter: str) -> Blocks:
    """TOML cut at its keys and tables: the name and the text of each; comments between them have no name."""
    blocks: Blocks = []
    lines = matter.splitlines(keepends=True)
    starts = [*_starts(lines), len(lines)]
    blocks.append(("", "".join(lines[: starts[0]])))
    for start, end in pairwise(starts):
        own = end
        while own > start + 1 and (not lines[own - 1].strip() or lines[own - 1].lstrip().startswith("#")):
            own -= 1
        name = next(iter(tomllib.loads("".join(lines[start:own]))), "")
        blocks += [(name, "".join(lines[start:own])), ("", "".join(lines[own:end]))]
    return [block for block in blocks if block[1]]


def put_toml(blocks: Blocks, key: str, value: str | Sequence[str] | bool | None, order: Sequence[str]) -> None:
    """Write a value where its key stands, or where `order` has it, above all tables; without a value it goes."""
    text = f"{key} = {_toml(value)}\n" if value else ""
    for place, (name, _) in enumerate(blocks):
        if name == key:
            blocks[place] = (key, text)
            return
    tables = [place for place, (name, block) in enumerate(blocks) if name and _TABLE.match(block)]
    above = blocks[: tables[0]] if tables else blocks
    after = [place for place, (name, _) in enumerate(above) if name in order[: order.index(key)]]
    blocks.insert(after[-1] + 1 if after else 0, (key, text))


def with_json(matter: str, changes: Mapping[str, str | Sequence[str] | bool | None]) -> str:
    """An object of JSON with values renewed; those without a value go."""
    values = {key: value for key, value in (json.loads(matter) | dict(changes)).items() if value or key not in changes}
    return json.dumps(values, ensure_ascii=False, indent=2)


def _too_large(line: int) -> UnreadableError:
    return UnreadableError("front matter is too large or too deeply nested", line, "shorten it")


def _loads(matter: str) -> dict[str, Any]:  # any TOML value, so Any
    if len(matter) > _MOST:
        raise _too_large(0)
    try:
        return tomllib.loads(matter)
    except tomllib.TOMLDecodeError as error:
        said = _PLACE.match(str(error))
        line = int(said[2]) if said else matter.count("\n")
        raise UnreadableError(f"is not TOML: {said[1] if said else error}", line) from None
    except RecursionError:
        raise _too_large(0) from None


def _starts(lines: Sequence[str]) -> Iterator[int]:
    """The lines on which keys of the first level and tables begin: what stands before them is whole TOML of its own."""
    start, work, is_in_table = 0, 0, False
    for at, line in enumerate(lines):
        is_table = _TABLE.match(line) is not None
        if not is_table and (is_in_table or not _KEY.match(line)):
            continue
        before = "".join(lines[start:at])
        work += len(before)
        if work > _MOST_WORK:
            raise _too_large(at)
        if _is_whole(before):
            start, is_in_table = at, is_table
            yield at


def _is_whole(toml: str) -> bool:
    try:
        tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _as_yaml(values: Mapping[str, Any], lines: Mapping[str, int]) -> str:  # any TOML or JSON value, so Any
    rows: list[str] = []
    for key in sorted(values, key=lambda it: lines.get(it, len(values))):
        rows += [""] * (lines.get(key, 0) - len(rows))
        rows.append(f"{_string(key)}: {_string(values[key])}")
    return "\n".join([*rows, ""])


def _string(value: Any) -> str:  # any TOML or JSON value, so Any
    written = json.dumps(value, ensure_ascii=False, default=_iso)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def _iso(value: Any) -> str:  # a date or a time of TOML
    """A date or a time as ISO 8601 has it."""
    return str(value.isoformat())


def _toml(value: str | Sequence[str] | bool) -> str:
    return value if isinstance(value, str) and _DATE.fullmatch(value) else _string(value)
