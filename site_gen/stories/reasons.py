"""Why two articles are, or are not, one story, in plain words: what both say, what speaks against it, what decided."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from site_gen.language.frequency import commonness
from site_gen.language.small_words import is_small
from site_gen.model import Headline
from site_gen.stories.addresses import same_address
from site_gen.stories.bodies import REPRINT, containment
from site_gen.stories.grouping import DEFAULT_OPTIONS
from site_gen.stories.times import in_order
from site_gen.stories.two import ONE_ADDRESS, Comparison
from site_gen.stories.two.variants import near_identical, same_wording
from site_gen.stories.two.vetoes import against, in_two_languages, too_little
from site_gen.stories.two.words import without_name, wording, words

if TYPE_CHECKING:
    from site_gen.stories.many.measures import Measures

_MUCH: Final = 0.3  # of a measure from 0 to 1, from where on it is said to be so
_LITTLE: Final = 0.08
_NEAR_MISS: Final = 0.15
_DIGITS: Final = 6  # of a likelihood: so many are the same however many pairs are compared at once

Pairs = Sequence[tuple[Headline, Headline]]


def explain(a: Headline, b: Headline, threshold: float = DEFAULT_OPTIONS.threshold) -> Comparison:
    """Two articles as grouping sees them where nothing else is like them."""
    return explain_all([(a, b)], threshold)[0]


def explain_all(pairs: Pairs, threshold: float = DEFAULT_OPTIONS.threshold) -> list[Comparison]:
    """Pairs of articles, each as if nothing else were like them."""
    import numpy as np

    from site_gen.stories.many.pairs import judge
    from site_gen.stories.many.rows import rows

    ordered = [sorted(pair, key=in_order) for pair in pairs]
    table = rows([head for pair in ordered for head in pair], is_stream=False)
    left, right = np.arange(0, 2 * len(pairs), 2), np.arange(1, 2 * len(pairs), 2)
    found = judge(table, left, right, [])
    with_bodies = table.has_body[left] & table.has_body[right]
    scores = found.chance.round(_DIGITS)
    return [
        _compared(pair, float(score), _of_pair(found.measures, at), threshold, has_bodies=bool(with_bodies[at]))
        for at, (pair, score) in enumerate(zip(pairs, scores, strict=True))
    ]


def _of_pair(found: Measures, at: int) -> Measures:
    """The measures of one pair alone."""
    return type(found)(*(values[at : at + 1] for values in found))


def _compared(
    pair: tuple[Headline, Headline], score: float, found: Measures, threshold: float, *, has_bodies: bool
) -> Comparison:
    a, b = pair
    first, second = sorted(pair, key=in_order)
    mine, theirs = (wording(without_name(it.title)) for it in (first, second))
    little = () if has_bodies else too_little(mine, theirs)
    apart = against(first, second, mine, theirs) + little
    is_said = little or in_two_languages(a, b)
    said_apart = apart[0] if apart and is_said else f"one sentence with something else in it ({'; '.join(apart)})"
    is_article = bool(a.url and b.url and same_address(pair))
    held = containment(a.fingerprint, b.fingerprint)
    said = tuple(_sentences(found, has_bodies=has_bodies))
    if _NEAR_MISS <= score < threshold:
        said += (_missing(found, has_bodies=has_bodies),)
    return Comparison(
        score=1.0 if is_article else score,
        same=is_article or score >= threshold,
        variant=not apart and near_identical(a.title, b.title),
        shared=_shared(a.title, b.title),
        vetoes=apart,
        said=said,
        rule=ONE_ADDRESS if is_article else _rule(score, threshold, held, said_apart if apart else "", a, b),
    )


def _shared(a: str, b: str) -> tuple[str, ...]:
    """The telling words that both headlines have, the rarest first."""
    both = {word for word in set(words(a)).intersection(words(b)) if not is_small(word)}
    return tuple(sorted(both, key=lambda word: (commonness(word), word)))


def _rule(score: float, threshold: float, held: float, apart: str, a: Headline, b: Headline) -> str:
    if held >= REPRINT and score == 1:
        return "one text: the body of one holds most of the other's"
    if held >= REPRINT and score == 0:
        return "the bodies share long passages, but neither headline is told in the other's text"
    if score < threshold and apart:
        return apart
    if same_wording(a.title, b.title):
        return (
            "the headlines differ only in type, order, or a label"
            if score >= threshold
            else "the same headline over another text: a column, not an event"
        )
    return f"likeness {score:.2f}, {'at least' if score >= threshold else 'less than'} {threshold:.2f}"


def _sentences(found: Measures, *, has_bodies: bool) -> Iterator[str]:
    """What speaks for one event and what against it, the weightiest first."""
    title, text, told = (float(it[0]) for it in (found.title, found.text, found.told))
    yield f"headlines: {_much(title)} in common, by how rare the words are"
    if not has_bodies:
        yield "texts: not known of both, so that headlines alone decide"
    else:
        yield f"texts: {_much(text)} in common"
        yield f"one headline stands in the other's text {_how_far(told)}"
    names, strangers = float(found.names[0]), float(found.strangers[0])
    yield "names and numbers: " + ("both have rare ones" if names > math.log(100) else "few or none that both have")
    if strangers > 1:
        yield "against: each has names and numbers that the other lacks"
    if found.undated[0]:
        yield "against: the day of one is not known"
    elif days := math.expm1(float(found.days[0])):
        yield f"against: {days:.1f} days lie between"
    if found.source[0]:
        yield "against: both are of one source, which seldom reports a thing twice"


def _missing(found: Measures, *, has_bodies: bool) -> str:
    """What would have made one event of a near miss: the weakest of what can speak for it."""
    if not has_bodies:
        return "missing: more rare words that both headlines have, or texts to compare"
    if found.text[0] < _MUCH:
        return "missing: texts that have more in common"
    if found.names[0] < math.log(100):
        return "missing: a rare name or number that both have"
    return "missing: reports nearer in time" if found.days[0] > 1 else "missing: a headline that the other's text tells"


def _much(value: float) -> str:
    if value >= 2 * _MUCH:
        return f"most ({value:.2f})"
    if value >= _MUCH:
        return f"much ({value:.2f})"
    return f"little ({value:.2f})" if value >= _LITTLE else f"next to nothing ({value:.2f})"


def _how_far(value: float) -> str:
    if value >= 2 * _MUCH:
        return f"for the most part ({value:.2f})"
    return f"in part ({value:.2f})" if value >= _MUCH else f"hardly ({value:.2f})"
