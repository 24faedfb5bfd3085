"""A stream that grows in memory: an article that is added costs the windows near it, not the whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.model import Headline
from site_gen.stories.addresses import same_address
from site_gen.stories.grouping import NO_DECISIONS, Decisions, GroupingOptions, Links, block, leads_of, link
from site_gen.stories.times import in_order
from site_gen.stories.windows import Window, windows

if TYPE_CHECKING:
    from site_gen.stories.many.terms import Ints

# Windows small enough for one of them to be grouped anew with every article.
GROWING: Final = GroupingOptions(window=2_000)
# First and last article, the last within reach, and how many: with articles only ever added, these tell a window.
_Key = tuple[str, str, str, int, int]


class Stream:
    """Articles and their stories, as `group` finds them with the same options; every article is added once."""

    def __init__(
        self,
        headlines: Iterable[Headline] = (),
        options: GroupingOptions = GROWING,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        self._options = options
        self._decisions = decisions
        self._ordered: list[Headline] = []
        self._keys: list[tuple[float, str]] = []
        self._hours: list[float] = []
        self._ids: list[str] = []
        self._links: dict[_Key, Links] = {}
        self._has_addresses = False
        self._leads: Ints | None = None
        self.add(headlines)

    def __len__(self) -> int:
        return len(self._ordered)

    def add(self, headlines: Iterable[Headline]) -> None:
        """Add articles and find the stories anew where that can change something."""
        for headline in headlines:
            key = in_order(headline)
            place = bisect_left(self._keys, key)
            self._keys.insert(place, key)
            self._ordered.insert(place, headline)
            self._hours.insert(place, key[0])
            self._ids.insert(place, headline.id)
            self._has_addresses |= headline.url is not None
        cut = windows(self._hours, whole=self._options.whole, size=self._options.window)
        decisions = self._decisions
        if self._has_addresses and (one := same_address(self._ordered)):
            decisions = msgspec.structs.replace(decisions, together=(*decisions.together, *one))
        found: dict[_Key, Links] = {}
        for window in cut:
            name = self._key(window)
            found[name] = self._links.get(name) or link(
                block(self._ordered, window, decisions, self._options, is_part=len(cut) > 1)
            )
        self._links = found
        starts = [*(window.start for window in cut), len(self._ids)]
        self._leads = leads_of(self._ids, starts, found.values(), decisions, self._options) if cut else None

    def stories(self) -> dict[str, str]:
        """Id of every article -> id of its story's lead."""
        if self._leads is None:
            return {}
        return dict(zip(self._ids, map(self._ids.__getitem__, self._leads.tolist()), strict=True))

    def _key(self, window: Window) -> _Key:
        ids = self._ids
        last = ids[window.after - 1]
        return ids[window.start], ids[window.end - 1], last, window.end - window.start, window.after - window.end
