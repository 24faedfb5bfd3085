"""Says what is wrong with a value of `site.yaml`, where, and what fits there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from site_gen.config.faulty_yaml import NAME
from site_gen.config.yaml_lines import line_of
from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    import yaml

_QUOTES: Final = "put the value in quotes: YAML reads bare numbers, dates, yes, no, on and off as something else"
# "Object contains unknown field `titel` - at `$.lists`" -> the field and its place
UNKNOWN: Final = re.compile(r"unknown field `(?P<field>[^`]*)`(?: - at `\$(?P<place>[^`]*)`)?")
# ".sources[2].name" -> "sources", "2", "name"; "[...]" stands for any item
STEP: Final = re.compile(r"[^.\[\]]+")
# "Expected `int`, got `str` - at `$.lists.page`" -> what is wrong and its place
_PLACE: Final = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<place>[^`]*)`)?$", re.DOTALL)
# "Expected `array | null`, got `str`" -> array
_EXPECTED: Final = re.compile(r"Expected `(?P<type>\w+)")
# "Object missing required field `name`" -> name
_LACKS: Final = re.compile(r"missing required field `(?P<field>[^`]*)`")
_NAMES: Final = {
    "array": "a list", "object": "keys and values", "str": "a text", "int": "a whole number", "float": "a number",
    "bool": "true or false", "null": "null",
}  # fmt: skip
_TYPE: Final = re.compile(rf"`((?:{'|'.join(_NAMES)})(?: \| (?:{'|'.join(_NAMES)}))*)`")  # "`array | null`"
_EXAMPLES: Final = {"array": "[a, b]", "object": "{key: value}", "int": "5", "float": "0.5", "bool": "true"}


def invalid(error: str, tree: yaml.Node, whole: type[msgspec.Struct]) -> Diagnostic:
    """The problem that msgspec reports of values for `whole`, with its line."""
    unknown = UNKNOWN.search(error)
    if unknown:
        field, place = unknown["field"], STEP.findall(unknown["place"] or "")
        known = [it for kind in _kinds_at(place, whole) if _is_struct(kind) for it in kind.__struct_fields__]
        near = difflib.get_close_matches(field, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
        return Diagnostic(NAME, line_of((*place, field), tree), "config-unknown-key", f"unknown key '{field}'", hint)
    match = _PLACE.match(error)
    what, place = (match["what"], STEP.findall(match["place"] or "")) if match else (error, [])
    key = ".".join(place)
    plain = _TYPE.sub(lambda it: " or ".join(_NAMES[part] for part in it[1].split(" | ")), what)
    lacks = _LACKS.search(what)
    if lacks:
        plain = f"has no '{lacks['field']}'"
    message = f"{plain[0].lower()}{plain[1:]}" + (f" at '{key}'" if key else "")
    return Diagnostic(NAME, line_of(tuple(place), tree), "config-value", message, _what_fits(what, place, whole))


def _what_fits(what: str, place: Sequence[str], whole: type[msgspec.Struct]) -> str:
    """The words that are allowed, or an example of the shape."""
    kinds = _kinds_at(place, whole)
    words = [it for kind in kinds if get_origin(kind) is Literal for it in get_args(kind)]
    wrong = re.search(r"enum value '(.*)'", what)
    near = difflib.get_close_matches(wrong[1], map(str, words), n=1) if wrong else []
    if near:
        return f"did you mean '{near[0]}'?"
    if words:
        return f"write {' or '.join(map(repr, words))}"
    lacks = _LACKS.search(what)
    if lacks:
        return f"add '{lacks['field']}: …' to it"
    if what.startswith("Expected `str`, got `"):
        return _QUOTES
    wanted = _EXPECTED.search(what)
    if not place or not wanted or wanted["type"] not in _EXAMPLES:
        return "docs/configuration.md lists every key"
    lead = "-" if place[-1].isdigit() else f"{place[-1]}:"
    keys = [it for kind in kinds if _is_struct(kind) for it in kind.__struct_fields__]
    more = f", with keys out of {', '.join(keys)}" if keys else ""
    return f"write it as '{lead} {_EXAMPLES[wanted['type']]}'{more}"


def _kinds_at(place: Iterable[str], whole: type[msgspec.Struct]) -> list[type[msgspec.Struct]]:
    """The types that a value at a place may have; where they are no structs they are what `typing` has for them."""
    found: list[type[msgspec.Struct]] = [whole]
    for step in place:
        inner = [it for kind in found for it in _inside(kind, step)]
        found = [it for kind in inner for it in _flat(kind)]
    return found


def _inside(kind: type[msgspec.Struct], step: str) -> tuple[type[msgspec.Struct], ...]:
    if _is_struct(kind):
        hints = get_type_hints(kind)
        return (hints[step],) if step in hints else ()
    return tuple(it for it in get_args(kind) if it is not ...)


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _flat(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    if get_origin(kind) in {Union, UnionType}:
        for part in get_args(kind):
            yield from _flat(part)
    else:
        yield kind
