"""Sentences of a report, as they are compared with those of others: their words, numbers and names.

Mostly a sentence's words alone say that no other report has it; the rest is worked out when it is asked for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from site_gen.language.plain import bare_words

_SAID: Final = 0.72  # of a sentence's weight that another report must have
_SYLLABLES: Final = 0.85  # … where words are single syllables, which many sentences share
_LENGTHS: Final = (45, 260)  # characters; of Han and kana a third as many
_STEM: Final = 6  # letters of a word that count
_FEWEST_TERMS: Final = 5
_MOST_TEXT: Final = 12_000  # characters of a report that are read
_PARAGRAPH: Final = re.compile(r"<(p|li|blockquote)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
# Where a sentence may end: before a capital letter, a quotation, a figure or another script.
_NEXT: Final = '(?=[“"«„‘¿¡A-ZÀ-ÞА-ЯΑ-Ω0-9\u0600-\u06ff\u0900-\u097f])'
_END: Final = re.compile(rf" (?:(?<=[.!?…] )|(?<=[.!?…][”\"»’] )){_NEXT}")
_DENSE_END: Final = re.compile(r"(?<=[。！？])(?![」』）])")
# "Mr.", "U.S.", "No." and an initial end no sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|vs|Nr|Gov|Sen|Rep|Gen|Col|Sgt|Lt|Capt|Prof|Rev|bzw|Art|Mme|Jan|Feb|Aug|Sept?|Oct|"
    r"Nov|Dec))\.$"
)
_ABBREVIATED: Final = 6  # characters at the end of a sentence that tell
_DENSE: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]+")
_NUMBER: Final = re.compile(r"\d+(?:[.,/:]\d+)*")  # "1,200", "1/2", "5:35"
_NUMBERS: Final = {
    word: str(value)
    for names in (
        "one two three four five six seven eight nine ten eleven twelve",
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for value, word in enumerate(names.split(), 1)
    if value > 1
}
_DENIALS: Final = frozenset(
    "not no never nobody none nor without neither cannot nicht kein keine keinen keiner nie ohne ne pas jamais aucun "
    "aucune sans ningún ninguna nunca sin não nunca sem не нет ни non mai nessuno nessuna senza niet geen nooit zonder "
    "nie bez inte aldrig ingen inga ikke uten uden nem nu fără değil yok tidak bukan không chưa chẳng ei δεν není "
    "لا لم لن ليس नहीं".split()
)
# The same where no spaces part words.
_DENSE_DENIALS: Final = re.compile("ない|ません|なかっ|ずに|不|没|沒|未|无|無|않|없")
# Words that ask or suppose: what is asked, or would be if, is not said.
_DOUBTS: Final = frozenset("if whether unless ob falls sofern si se ли если eğer jika nếu".split())
_VIETNAMESE: Final = re.compile("[ăđơư\u1ea0-\u1ef9]")
_BULLET: Final = re.compile(r"^[•·▪‣◦*–—-]\s+")
# What pages say of themselves, in small letters.
_FURNITURE: Final = re.compile(
    r"copyright|©|all rights reserved|ad.?block|cookies?\b|subscri|newsletter|sign up|log in|click here|"
    r"anyone with information|contributed to this|follow us|breaking news|download (?:the|our)|stay (?:with|tuned)|"
    r"developing story|staff writer|check back|will be updated|tune in"
)
# Words of somebody whom the sentence does not name: "I look forward to it.", or a quotation that begins it.
_SPEAKERS: Final = frozenset("i my me our we".split())
_SPOKEN: Final = re.compile(r"^(?:[^“\"«„]*\b(?:I|I'm|I’m|my|My|me|our|we|We)\b)")
# Sentences that lean on the one before them.
_LEANING: Final = frozenset(
    "he she it they this that these those his her their its but and also however meanwhile there here we i you "
    "er sie es dies diese dieser das aber und auch dort wir ich il elle ils elles ce cette ces mais et nous "
    "él ella ellos esto esta este pero y también ele ela eles isso mas e он она они это но и "
    "instead then thus so yet still another other others both neither either such "
    "andere anderer beide autre otro otra outro outra".split()
)
# Days that depend on when a report was written.
_NEAR_DAYS: Final = frozenset(
    "today tonight tomorrow yesterday heute gestern vorgestern hier demain aujourd hoy ayer mañana hoje ontem "
    "amanhã oggi ieri domani сегодня вчера завтра vandaag gisteren dziś wczoraj jutro bugün dün yarın".split()
)
_LEANING_PAIRS: Final = frozenset(
    {("the", "other"), ("the", "others"), ("the", "latter"), ("the", "former"), ("the", "second")}
)
_SMALL: Final = frozenset(
    (
        "the a an of to in on at for with from by as is are was were be been has have had and or that which who "
        "will would said says after before over into than more its it his her their he she they this der die das "
        "und in im mit für auf den von zu ist nach bei ein eine wird dem le la les des du de et en au aux pour "
        "sur dans une par avec qui el los las del y con por para se que su o os do da em no na um uma ao"
    ).split()
)
_NO_TERMS: Final = _SMALL.union(_NUMBERS)


class ComparedSentence:
    """A sentence, or several as one."""

    def __init__(
        self,
        stems: frozenset[str],
        numbers: frozenset[str],
        text: str = "",
        small: Sequence[str] = (),
        parts: Sequence[ComparedSentence] = (),
    ) -> None:
        self.text = text
        self.stems = stems  # weigh 1 each; half as much again where they may be names
        self.numbers = numbers  # weigh 2 each
        self._small = small
        self._parts = parts

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that may be names."""
        if self._parts:
            return frozenset[str]().union(*(it.names for it in self._parts))
        words = bare_words(self.text)[1:]
        return frozenset(word.casefold()[:_STEM] for word in words if len(word) > 2 and word[0].isupper())

    @cached_property
    def named(self) -> frozenset[str]:
        """The names among what weighs."""
        return self.names & self.stems

    @cached_property
    def weight(self) -> float:
        """How much all of it weighs."""
        return _weight(len(self.stems), len(self.named), len(self.numbers))

    @cached_property
    def places(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """What stands behind each word and the small words that follow it."""
        if not self._parts:
            return _places(self._small, self.stems)
        found: dict[tuple[str, str], frozenset[str]] = {}
        for part in self._parts:
            for place, there in part.places.items():
                found[place] = found.get(place, frozenset()) | there
        return found

    @cached_property
    def is_denied(self) -> bool:
        """Whether it says no."""
        if self._parts:
            return any(it.is_denied for it in self._parts)
        text = self.text
        return (
            not _DENIALS.isdisjoint(self._small)
            or "n't" in text
            or "n’t" in text
            or (not text.isascii() and _DENSE_DENIALS.search(text) is not None)
        )

    @cached_property
    def is_doubted(self) -> bool:
        """Whether it asks or supposes."""
        if self._parts:
            return any(it.is_doubted for it in self._parts)
        return not _DOUBTS.isdisjoint(self._small) or self.text.rstrip('”"»’)')[-1:] in "?？"

    @cached_property
    def needed(self) -> float:
        """The share of its weight that another report must have."""
        is_of_syllables = not self.text.isascii() and _VIETNAMESE.search(self.text)
        return _SYLLABLES if is_of_syllables else _SAID

    @cached_property
    def is_fit(self) -> bool:
        """Whether it can stand alone."""
        return _is_fit(self.text, self._small, len(self.stems) + len(self.numbers))

    def share(self, other: ComparedSentence) -> float:
        """How much of its weight another has too."""
        stems, named = len(self.stems & other.stems), len(self.named & other.stems)
        return _weight(stems, named, len(self.numbers & other.numbers)) / self.weight

    def most_share(self, other: ComparedSentence) -> float:
        """At least as much as `share`, found by the words alone: as if all that both have were names."""
        stems, numbers = len(self.stems & other.stems), len(self.numbers)
        return _weight(stems, stems, numbers) / _weight(len(self.stems), stems, numbers)


def _weight(stems: int, named: int, numbers: int) -> float:
    return stems + named / 2 + 2 * numbers


def joined(some: Sequence[ComparedSentence]) -> ComparedSentence:
    """Several sentences as one."""
    nothing = frozenset[str]()
    stems, numbers = nothing.union(*(it.stems for it in some)), nothing.union(*(it.numbers for it in some))
    return ComparedSentence(stems, numbers, parts=some)


def sentences(text: str) -> Iterator[ComparedSentence]:
    """The sentences of a body."""
    for _, inner in _PARAGRAPH.findall(text[:_MOST_TEXT]):
        plain = " ".join(html.unescape(_TAG.sub("", inner)).split())
        for part in _parts(plain):
            if sentence := _sentence(part):
                yield sentence


def _parts(plain: str) -> Iterator[str]:
    """A paragraph, of single spaces, cut into sentences."""
    parts = _END.split(plain)
    if not plain.isascii():
        parts = [part for piece in parts for part in _DENSE_END.split(piece)]
    waiting = ""
    for part in parts:
        waiting = f"{waiting} {part}".strip()
        if waiting[-1:] != "." or not _ABBREVIATION.search(waiting, len(waiting) - _ABBREVIATED):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _places(small: Sequence[str], stems: Collection[str]) -> dict[tuple[str, str], frozenset[str]]:
    """What stands behind each word of a sentence and the small words that follow it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    before, between = "", ""
    for low in small:
        stem = low[:_STEM]
        if stem not in stems:
            between = f"{between} {low}"
            continue
        if before:
            place = (before, between)
            found[place] = found.get(place, frozenset()) | {stem}
        before, between = stem, ""
    return found


def _sentence(text: str) -> ComparedSentence | None:
    text = _BULLET.sub("", text)
    small = _small(text)
    different = frozenset(small)
    numbers = {it.replace(",", "").rstrip(".") for it in _NUMBER.findall(text)}
    if not different.isdisjoint(_NUMBERS):
        numbers.update(_NUMBERS[word] for word in _NUMBERS.keys() & different)
    stems = {low[:_STEM] for low in different - _NO_TERMS if len(low) > 2 and not low[0].isdigit()}
    if not text.isascii() and (runs := _DENSE.findall(text)):
        stems = {low for low in stems if not _DENSE.match(low)}
        stems.update(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    if not stems and not numbers:
        return None
    return ComparedSentence(frozenset(stems), frozenset(numbers), text, small)


def _small(text: str) -> list[str]:
    """The words of a sentence in small letters."""
    return bare_words(text.lower()) if text.isascii() else [word.casefold() for word in bare_words(text)]


def _is_fit(text: str, words: Sequence[str], terms: int) -> bool:
    """Whether a sentence of `words`, in small letters, can stand alone; what rules most of them out is asked first."""
    low, high = _LENGTHS
    return (
        terms >= _FEWEST_TERMS
        and low <= len(text) * (3 if not text.isascii() and _DENSE.search(text) else 1) <= high
        and words[0] not in _LEANING
        and tuple(words[:2]) not in _LEANING_PAIRS
        and _NEAR_DAYS.isdisjoint(words)
        and text[0] not in '“"«„‘'
        and text.rstrip('”"»’)')[-1:] in ".!?…。！？"
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and not _is_spoken(text, words)
        and not _FURNITURE.search(text.casefold())
    )


def _is_spoken(text: str, words: Sequence[str]) -> bool:
    """Whether these are words of somebody whom the sentence does not name."""
    return not _SPEAKERS.isdisjoint(words) and bool(_SPOKEN.match(text))
