"""What the last build was made from in two parts, so that the next one knows what an edited body cannot have changed.

Lists and other stories see the outward part of all articles; the inward one of each shows in its own story alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from site_gen.config import Config
from site_gen.digests import digest
from site_gen.edition import inward, outward
from site_gen.inputs import Inputs
from site_gen.loading import Loaded
from site_gen.memo import Memo, context
from site_gen.model import Edition
from site_gen.plan import Plan

_NAME: Final = "shape"


class Shape(msgspec.Struct, frozen=True):
    """Names for both parts, and of the pages that came of them the last one of every kind."""

    outward: bytes
    inward: list[bytes]  # one for every content file
    last: dict[str, str] = {}
    made_from: bytes = b""  # the name of the inputs of that build

    def edited(self, before: Shape | None, made_from: bytes) -> list[int] | None:
        """The places of content files that are others than in the last build; nothing where more may have changed."""
        if before is None or not made_from or (before.made_from, before.outward) != (made_from, self.outward):
            return None
        return [at for at, (was, now) in enumerate(zip(before.inward, self.inward, strict=True)) if was != now]

    def fits(self, plan: Plan) -> bool:
        """Whether the pages of a part of the site leave the last one of every kind what it is."""
        made = {page.maker for page in plan.pages.values()}
        kept = all(path not in plan.pages or plan.pages[path].maker == maker for maker, path in self.last.items())
        return made <= self.last.keys() and kept


def shape_of(found: Inputs, loaded: Sequence[Loaded], edition: Edition, config: Config, *, drafts: bool) -> Shape:
    """The shape of what is built now."""
    seen = [(it.brief and outward(it.brief), it.diagnostics) for it in loaded]
    stories = [[brief.id for brief in story.reports] for story in edition.stories]
    beside = (found.seeds.name, found.seeds.diagnostics, found.content.diagnostics, found.theme, found.decisions)
    name = digest((context(), config, drafts, beside, seen, stories))
    return Shape(name, [digest(inward(it.brief)) if it.brief else b"" for it in loaded])


def recall_shape(memo: Memo) -> Shape | None:
    """The shape of the last build that had one."""
    return memo.recall(_NAME, Shape)


def remember_shape(memo: Memo, shape: Shape, last: Mapping[str, str], made_from: bytes) -> None:
    """File the shape of what was built just now."""
    memo.remember(_NAME, msgspec.structs.replace(shape, last=dict(last), made_from=made_from))
