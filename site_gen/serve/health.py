"""The health of every source: its last article, how it dates articles, repeats, problems."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from statistics import median
from typing import Final

import msgspec

from site_gen.config.site_yaml import Config
from site_gen.content.filing import fnmatch_source
from site_gen.errors import Diagnostic
from site_gen.language.dates import instant
from site_gen.model import Brief, Edition
from site_gen.stories import is_reprint

NAMELESS: Final = "(no source named)"
_LATE: Final = 4  # times its usual gap
_LEAST_LATE: Final = 3  # days


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """One source."""

    name: str
    articles: int = 0
    first: str = ""  # ISO 8601 days
    last: str = ""
    silent: int | None = None  # days since the last article
    usual: float | None = None  # days from one day with articles to the next
    is_late: bool = False
    dates: tuple[tuple[str, int], ...] = ()  # where its dates come from, and how often
    future: int = 0
    duplicates: int = 0
    errors: int = 0
    warnings: int = 0


def health(
    edition: Edition, briefs: Sequence[Brief], problems: Iterable[Diagnostic], config: Config, today: datetime.date
) -> list[Health]:
    """The health of every source that is configured, has an article or a problem; errors and late ones first."""
    places = _Places(briefs, config)
    own: dict[str, list[Brief]] = {rule.name: [] for rule in config.sources}
    for brief in briefs:
        own.setdefault(brief.source or NAMELESS, []).append(brief)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for it in problems:
        if name := places.source(it.path):
            own.setdefault(name, [])
            found[name][it.severity] += 1
    doubles = Counter(places.source(copy.partition("#")[0]) for brief in briefs for copy in brief.copies)
    repeats = _repeats(edition)
    rows = [_row(name, articles, found[name], repeats[name] + doubles[name], today) for name, articles in own.items()]
    return sorted(rows, key=lambda row: (-row.errors, not row.is_late, -row.warnings, row.name.casefold()))


class _Places:
    """Finds the source of a seed or content file: as filed, as `site.yaml` says, or as its neighbours have."""

    def __init__(self, briefs: Iterable[Brief], config: Config) -> None:
        self._config = config
        self._known: dict[str, str] = {}
        neighbours: dict[str, Counter[str]] = defaultdict(Counter)
        for brief in briefs:
            name = brief.source or NAMELESS
            self._known |= {brief.path: name} | ({brief.seed: name} if brief.seed else {})
            if brief.seed:
                neighbours[str(PurePosixPath(brief.seed).parent)][name] += 1
        self._folders: Mapping[str, str] = {folder: names.most_common(1)[0][0] for folder, names in neighbours.items()}

    def source(self, path: str) -> str:
        """The name of a file's source; empty if it is neither a seed nor content."""
        folders = self._config.folders
        if not path.startswith((f"{folders.seeds}/", f"{folders.content}/")):
            return ""
        if path in self._known:
            return self._known[path]
        rule = fnmatch_source(path.removeprefix(f"{folders.seeds}/"), self._config.sources)
        return rule.name if rule else self._folders.get(str(PurePosixPath(path).parent), NAMELESS)


def _row(name: str, articles: Sequence[Brief], found: Counter[str], repeats: int, today: datetime.date) -> Health:
    dated = [brief for brief in articles if brief.dated != "seen"]
    days = sorted({instant(brief.published).date() for brief in dated})
    past = [day for day in days if day <= today]
    gaps = [(after - before).days for before, after in pairwise(days)]
    usual = float(median(gaps)) if gaps else None
    silent = (today - past[-1]).days if past else None
    return Health(
        name=name,
        articles=len(articles),
        first=days[0].isoformat() if days else "",
        last=past[-1].isoformat() if past else "",
        silent=silent,
        usual=usual,
        is_late=silent is not None and usual is not None and silent > max(_LATE * usual, _LEAST_LATE),
        dates=tuple(sorted(Counter(brief.dated or "text" for brief in articles).items())),
        future=sum(instant(brief.published).date() > today for brief in dated),
        duplicates=repeats,
        errors=found["error"],
        warnings=found["warning"],
    )


def _repeats(edition: Edition) -> Counter[str]:
    """For every source, the number of reports that repeat the text of an earlier one in their story."""
    count: Counter[str] = Counter()
    for story in edition.stories:
        for at, brief in enumerate(story.reports):
            count[brief.source or NAMELESS] += any(_is_one_text(brief, earlier) for earlier in story.reports[:at])
    return count


def _is_one_text(a: Brief, b: Brief) -> bool:
    return (a.body == b.body and a.body != "") or is_reprint(a.fingerprint, b.fingerprint)
