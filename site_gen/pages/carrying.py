"""Which bundles carry which story, and what they are with another version of it that no list can tell from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from site_gen.digests import Named
from site_gen.model import Story
from site_gen.pages.desk import Bundle


def carriers(bundles: Sequence[Bundle]) -> dict[str, list[int]]:
    """For the id of every story the places of the bundles that carry it."""
    found: dict[str, list[int]] = {}
    for place, bundle in enumerate(bundles):
        for named in _carried(bundle.argument):
            found.setdefault(named.value.id, []).append(place)
    return found


def exchanged(bundle: Bundle, story: Named[Story]) -> Bundle:
    """The bundle with `story` in the place of the one that has its id."""

    def fresh(value: Any) -> Any:  # any field of an argument, so Any
        if isinstance(value, Named):
            return story if value.value.id == story.value.id else value
        return tuple(map(fresh, value)) if isinstance(value, tuple) else value

    fields = msgspec.structs.asdict(bundle.argument)
    return bundle._replace(argument=type(bundle.argument)(**{name: fresh(value) for name, value in fields.items()}))


def _carried(argument: Any) -> Iterator[Named[Story]]:  # a struct, so Any
    for name in argument.__struct_fields__:
        value = getattr(argument, name)
        if isinstance(value, Named):
            yield value
        elif isinstance(value, tuple):
            yield from (it for it in value if isinstance(it, Named))
