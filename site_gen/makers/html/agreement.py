"""What the reports of a story say alike, and what only one of them says: printed sentences, none of them ours.

A sentence counts as said by another report only if that one has nearly all of its words in one sentence or two
neighbouring ones: every number, nearly every name, and denied where it is denied. Doubtful ones are left out.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from site_gen.language.plain import bare_words

_FEWEST: Final = 3  # own texts, with fewer of which "most" says nothing
_MOST_SHOWN: Final = 3
_ALONE_SHOWN: Final = 2
_SAID: Final = 0.72  # of a sentence's weight that another report must have
_DEEDS: Final = 0.75  # of its words beside names and figures that another report must have
_SYLLABLES: Final = 0.85  # … where words are single syllables, which many sentences share
_BACK: Final = 0.34  # of the other sentence's weight that this one must have
_NOT_SAID: Final = 0.3  # less than this of a sentence in any other report: it is that report's own
_LENGTHS: Final = (45, 260)  # characters; of Han and kana a third as many
_STEM: Final = 6  # letters of a word that count
_FEWEST_TERMS: Final = 5
_MOST_TEXT: Final = 12_000  # characters of a report that are read
_MOST_REPORTS: Final = 12  # own texts that are compared
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


class ComparedText(NamedTuple):
    """A report's text; those of one group are one text, or of one source."""

    text: str  # HTML
    group: int


class Statement(NamedTuple):
    """A sentence as a report prints it, and which reports say it, the one that prints it first."""

    text: str
    by: tuple[int, ...]


class Statements(NamedTuple):
    """What stands beside a story."""

    most: tuple[Statement, ...] = ()
    groups: int = 0  # own texts that were compared
    alone: tuple[Statement, ...] = ()
    added: tuple[tuple[str, ...], ...] = ()  # for each report the sentences that no other has


class _Sentence(NamedTuple):
    text: str
    stems: frozenset[str]  # weigh 1 each
    named: frozenset[str]  # those of them that may be names; weigh half as much again
    numbers: frozenset[str]  # weigh 2 each
    names: frozenset[str]
    places: Mapping[tuple[str, str], frozenset[str]]  # a word and the small ones behind it -> what stands there
    is_denied: bool
    is_doubted: bool
    needed: float  # the share of its weight that another report must have
    weight: float
    is_fit: bool = False  # to stand alone


class _ReadText:
    """The sentences of a report, and what finds those among them that may say the same as another."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = sentences
        self.whole = _joined(*sentences)
        self._places: dict[str, list[int]] = {}
        for place, sentence in enumerate(sentences):
            for term in (*sentence.stems, *sentence.numbers):
                self._places.setdefault(term, []).append(place)

    @functools.cached_property
    def pairs(self) -> list[_Sentence]:
        """Every two sentences that follow each other, as one."""
        return [_joined(a, b) for a, b in pairwise(self.sentences)]

    def may_say(self, sentence: _Sentence) -> bool:
        """Whether all sentences together have enough of one; mostly they have not, and none need be compared."""
        return _are_met(sentence, self.whole) and _share(sentence, self.whole) >= sentence.needed

    def most_of(self, sentence: _Sentence) -> float:
        """How much of a sentence's weight the sentence here that has most of it has."""
        held: dict[int, float] = {}
        for terms, weight in ((sentence.stems, 1.0), (sentence.named, 0.5), (sentence.numbers, 2.0)):
            for term in terms:
                for place in self._places.get(term, ()):
                    held[place] = held.get(place, 0) + weight
        return max(held.values(), default=0.0) / sentence.weight


@functools.lru_cache(maxsize=2)  # a template asks twice
def agree(reports: tuple[ComparedText, ...]) -> Statements:
    """What most of `reports` say, what one alone says, and what each adds to the others."""
    groups = list(dict.fromkeys(it.group for it in reports))
    if len(groups) < 2:
        return Statements(groups=len(groups), added=tuple(() for _ in reports))
    read = [_ReadText(list(_sentences(it.text))) for it in reports]
    added = tuple(tuple(_own(read, at)) if at < _MOST_REPORTS else () for at in range(len(reports)))
    if len(groups) < _FEWEST:
        return Statements(groups=len(groups), added=added)
    first = {group: next(at for at, it in enumerate(reports) if it.group == group) for group in groups[:_MOST_REPORTS]}
    most = tuple(_shared(read, list(first.values()), len(groups)))
    alone = tuple(_alone(added, list(first.values()))) if most else ()
    return Statements(most, len(groups), alone, added)


def _shared(read: Sequence[_ReadText], own: Sequence[int], groups: int) -> Iterator[Statement]:
    """The sentences that most own texts say, each once, those that the most say first."""
    found = []
    for place in own:
        for at, sentence in enumerate(read[place].sentences):
            if not sentence.is_fit:
                continue
            by = [place, *(other for other in own if other != place and _says(read[other], sentence))]
            if len(by) >= 2 and 2 * len(by) > groups:
                found.append((-len(by), at, place, sentence, tuple(by)))
    shown: list[_Sentence] = []
    for _, _, _, sentence, said_by in sorted(found, key=lambda it: it[:3]):
        if any(_share(sentence, other) > 0.45 or _share(other, sentence) > 0.45 for other in shown):
            continue
        shown.append(sentence)
        yield Statement(sentence.text, said_by)
        if len(shown) == _MOST_SHOWN:
            return


def _alone(added: Sequence[Sequence[str]], own: Sequence[int]) -> Iterator[Statement]:
    """The first own sentence of the reports that have one, the last reports first: they know more."""
    fit = [(place, text) for place in reversed(own) for text in added[place][:1]]
    yield from (Statement(text, (place,)) for place, text in fit[:_ALONE_SHOWN])


def _own(read: Sequence[_ReadText], place: int) -> Iterator[str]:
    """The sentences of a report of which no other has anything."""
    others = [it for at, it in enumerate(read) if at != place]
    for sentence in read[place].sentences:
        if sentence.is_fit and all(other.most_of(sentence) < _NOT_SAID for other in others):
            yield sentence.text


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


def _says(text: _ReadText, sentence: _Sentence) -> bool:
    """Whether a report says a sentence, in one of its own or in two that follow each other."""
    return text.may_say(sentence) and any(
        _is_said(sentence, other) for others in (text.sentences, text.pairs) for other in others
    )


def _is_said(sentence: _Sentence, other: _Sentence) -> bool:
    if sentence.is_denied != other.is_denied or not _are_met(sentence, other):
        return False
    if other.is_doubted and not sentence.is_doubted:
        return False
    if _share(sentence, other) < sentence.needed or _share(other, sentence) < _BACK or _is_replaced(sentence, other):
        return False
    deeds = sentence.stems - sentence.names
    return len(deeds & other.stems) >= _DEEDS * len(deeds)


def _is_replaced(sentence: _Sentence, other: _Sentence) -> bool:
    """Whether another has a different word in the place of one: a wound "to the chest", not "to the shoulder"."""
    lacking = [place for place, words in sentence.places.items() if words.isdisjoint(other.stems)]
    return any(not other.places.get(place, frozenset()) <= sentence.stems for place in lacking)


def _are_met(sentence: _Sentence, other: _Sentence) -> bool:
    """Whether another has all numbers of a sentence, and nearly all its names."""
    return sentence.numbers <= other.numbers and len(sentence.names & other.names) * 4 >= len(sentence.names) * 3


def _share(sentence: _Sentence, other: _Sentence) -> float:
    """How much of a sentence's weight another has too."""
    numbers = len(sentence.numbers & other.numbers)
    return _weight(len(sentence.stems & other.stems), len(sentence.named & other.stems), numbers) / sentence.weight


def _weight(stems: int, named: int, numbers: int) -> float:
    return stems + named / 2 + 2 * numbers


def _joined(*some: _Sentence) -> _Sentence:
    """Several sentences as one."""
    stems = frozenset[str]().union(*(it.stems for it in some))
    named = frozenset[str]().union(*(it.named for it in some))
    numbers = frozenset[str]().union(*(it.numbers for it in some))
    names = frozenset[str]().union(*(it.names for it in some))
    places: dict[tuple[str, str], frozenset[str]] = {}
    for it in some:
        for place, there in it.places.items():
            places[place] = places.get(place, frozenset()) | there
    is_denied, is_doubted = any(it.is_denied for it in some), any(it.is_doubted for it in some)
    weight = _weight(len(stems), len(named), len(numbers))
    return _Sentence("", stems, named, numbers, names, places, is_denied, is_doubted, _SAID, weight)


def _sentences(text: str) -> Iterator[_Sentence]:
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
        if not _ABBREVIATION.search(waiting):
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


def _sentence(text: str) -> _Sentence | None:
    text = _BULLET.sub("", text)
    words = bare_words(text)
    small = [word.casefold() for word in words]
    numbers = {it.replace(",", "").rstrip(".") for it in _NUMBER.findall(text)}
    numbers.update(_NUMBERS[word] for word in _NUMBERS.keys() & small)
    stems = {low[:_STEM] for low in small if len(low) > 2 and low not in _NO_TERMS and not low[0].isdigit()}
    if not text.isascii() and (runs := _DENSE.findall(text)):
        stems = {low for low in stems if not _DENSE.match(low)}
        stems.update(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    names = {low[:_STEM] for word, low in zip(words[1:], small[1:], strict=True) if len(word) > 2 and word[0].isupper()}
    if not stems and not numbers:
        return None
    is_denied = not _DENIALS.isdisjoint(small) or "n't" in text or "n’t" in text
    is_denied = is_denied or (not text.isascii() and _DENSE_DENIALS.search(text) is not None)
    is_doubted = not _DOUBTS.isdisjoint(small) or text.rstrip('”"»’)')[-1:] in "?？"
    needed = _SYLLABLES if not text.isascii() and _VIETNAMESE.search(text) else _SAID
    named = frozenset(names & stems)
    weight = _weight(len(stems), len(named), len(numbers))
    is_fit = _is_fit(text, small, len(stems) + len(numbers))
    return _Sentence(
        text=text,
        stems=frozenset(stems),
        named=named,
        numbers=frozenset(numbers),
        names=frozenset(names),
        places=_places(small, stems),
        is_denied=is_denied,
        is_doubted=is_doubted,
        needed=needed,
        weight=weight,
        is_fit=is_fit,
    )
