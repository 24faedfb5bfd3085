"""Two articles side by side: whether they are one event, one headline, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.model import Headline
from site_gen.stories.bodies import REPRINT, containment
from site_gen.stories.languages import is_small
from site_gen.stories.times import in_order
from site_gen.stories.variants import same_wording
from site_gen.stories.vetoes import additions, changes, vetoes
from site_gen.stories.words import without_name, wording


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Why two articles are, or are not, one story."""

    score: float  # from 0 to 1
    same: bool  # one event
    variant: bool  # one headline in two wordings
    shared: tuple[str, ...] = ()  # the words that both have, the rarest first
    vetoes: tuple[str, ...] = ()  # what speaks against it, in words
    rule: str = ""  # the reason, in words


# Two articles on their own are one event from this score on, and one headline from that.
SAME: Final = 0.43
VARIANT: Final = 0.55
# A number or a negation that only one headline has takes so much of the score of their being one.
_ADDED: Final = 0.85


def compare(a: Headline, b: Headline) -> Comparison:
    """Two articles that no stream surrounds."""
    return compare_all([(a, b)])[0]


def compare_all(pairs: Sequence[tuple[Headline, Headline]]) -> tuple[Comparison, ...]:
    """Pairs of articles; how rare a word is, is learnt from all of them."""
    import numpy as np

    from site_gen.stories.likeness import PAIR_WEIGHTS, likeness
    from site_gen.stories.rows import rows

    heads = sorted({headline for pair in pairs for headline in pair}, key=in_order)
    found = rows(heads)
    row = dict(zip(heads, found.member.tolist(), strict=True))
    ends = np.sort(np.array([(row[a], row[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2))
    order = np.argsort(ends[:, 0], kind="stable")
    scores = np.ones(len(pairs))
    scores[order] = likeness(found, ends[order, 0], ends[order, 1], PAIR_WEIGHTS).clip(0)
    scores[ends[:, 0] == ends[:, 1]] = 1
    rarity = dict(zip(found.words.vocabulary, found.words.rarity.tolist(), strict=True))
    return tuple(_verdict(a, b, score, rarity) for (a, b), score in zip(pairs, scores.tolist(), strict=True))


def _verdict(a: Headline, b: Headline, score: float, rarity: dict[str, float]) -> Comparison:
    mine, theirs = wording(without_name(a.title)), wording(without_name(b.title))
    against = vetoes(mine, theirs)
    reprint = containment(a.fingerprint, b.fingerprint) >= REPRINT
    equal = same_wording(a.title, b.title)
    worded = score * (_ADDED if additions(mine, theirs) else 1)
    variant = equal or (worded >= VARIANT and not changes(mine, theirs))
    common = {word for word in mine.words if word in theirs.words and not is_small(word)}
    return Comparison(
        score=score,
        same=reprint or equal or (score >= SAME and not against),
        variant=variant,
        shared=tuple(sorted(common, key=lambda word: (-rarity[word], word))),
        vetoes=against,
        rule=_rule(score, against, reprint=reprint, equal=equal),
    )


def _rule(score: float, against: tuple[str, ...], *, reprint: bool, equal: bool) -> str:
    if reprint:
        return "one text: the body of one holds most of the other's"
    if equal:
        return "the headlines differ only in type, order, or a label"
    if against:
        return f"one sentence with something else in it ({'; '.join(against)})"
    return f"likeness {score:.2f}, {'at least' if score >= SAME else 'less than'} {SAME:.2f}"
