"""One source, one name: however its articles write it, and what it was called before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from site_gen.content.memory import Memory
from site_gen.language.plain import slugify
from site_gen.model import Brief, SourceRule


def with_one_name(briefs: Sequence[Brief], rules: Iterable[SourceRule]) -> list[Brief]:
    """Articles whose sources are called by one name each: an editor's, else the one that most articles have."""
    counts = Counter(brief.source for brief in briefs if brief.source)
    names = _names(counts, rules)
    return [
        msgspec.structs.replace(brief, source=names[brief.source]) if brief.source in names else brief
        for brief in briefs
    ]


def _names(counts: Counter[str], rules: Iterable[SourceRule]) -> dict[str, str]:
    """Name -> the one name of its source, where that is another."""
    by_editor: dict[str, str] = {}
    for rule in rules:
        host = (urlsplit(rule.url).hostname or "").removeprefix("www.") if rule.url else ""
        for name in (rule.name, *rule.was, host):
            by_editor.setdefault(slugify(name), rule.name)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        alike[slugify(name)].append(name)
    found: dict[str, str] = {}
    for slug, names in alike.items():
        one = by_editor.get(slug) if slug else None
        one = one or min(names, key=lambda name: (-counts[name], name))
        found |= {name: one for name in names if name != one and slug}
    return found


def former_names(memory: Memory, briefs: Iterable[Brief], rules: Iterable[SourceRule]) -> dict[str, str]:
    """Slug of a name that a source had and none has now -> the name of that source."""
    current = {brief.id: brief.source for brief in briefs if brief.source}
    taken = {slugify(name) for name in current.values()}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, name in current.items():
        record = memory.get(id_)
        for was in record.sources if record else ():
            votes[slugify(was)][name] += 1
    found = {slug: min(names, key=lambda name: (-names[name], name)) for slug, names in votes.items()}
    found |= {slugify(was): rule.name for rule in rules for was in rule.was}
    shown = set(current.values())
    return {slug: name for slug, name in sorted(found.items()) if slug and slug not in taken and name in shown}
