"""A headline as words: case, punctuation, dashes and entities gone, numbers whole, unspaced scripts cut in pairs."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import chain, filterfalse
from typing import Final, NamedTuple

from site_gen.language.plain import UNSPACED
from site_gen.language.small_words import is_small
from site_gen.stories.two.synonyms import numerals

# Vowel signs of Indic and Thai scripts belong to their letters.
_VOWELS: Final = "".join(chr(it) for it in range(0x900, 0xF00) if unicodedata.category(chr(it)).startswith("M"))
_LETTERS: Final = rf"[^\W\d_]+(?:[{_VOWELS}]+[^\W\d_]*)*"
# "1,200" and "3.5" are one word each, so are "U.N.", "don't" and "13th"; "mid-July" is two.
_WORD: Final = re.compile(rf"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|(?:[^\W\d_]\.){{2,}}|{_LETTERS}(?:['’]{_LETTERS})*|\w")
# "l'", "d'" and "qu'" before a word are words of their own.
_ELISION: Final = re.compile(r"\b([ldjnsmtc]|qu)['’](?=\w{2})", re.IGNORECASE)
# " - The Daily Paper", " | Wire", " (VIDEO)" after a headline.
_AFTER: Final = re.compile(r"\s+(?:[|–—-]\s+[^|\d]{2,40}|\([^()\d]{2,20}\))$")
# Around words, and never part of one.
_AROUND: Final = '.,:;!?"()[]'
# Scripts from here on have no capital letters.
_NO_CAPITALS: Final = "\u05cf"
# Of a headline so many letters are looked at.
_MOST: Final = 1000
# … and of so many pieces of text the words are kept.
_MOST_KNOWN: Final = 1 << 18
# Most headlines have none, so that all of them keep one set.
_NO_NUMBERS: Final[frozenset[str]] = frozenset()
_MARKS: Final = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640]+")
_THOUSANDS: Final = re.compile(r"[.,](?=\d{3}(?!\d))")


class HeadlineWords(NamedTuple):
    """A headline's words in their order, those of them that may be names, and those of the label before it."""

    words: tuple[str, ...]
    telling: tuple[str, ...]  # the words that are not small
    bag: frozenset[str]  # the words without their order
    names: frozenset[str]  # numbers, and words with a capital letter or of a script that has none
    plain: bool  # capital letters tell names from other words
    label: tuple[str, ...]  # of "Weekly review: ..."
    numbers: frozenset[str]  # in digits or written out


@lru_cache(maxsize=6_000)
def wording(headline: str) -> HeadlineWords:
    """Words in one normal form: two headlines that differ only in type have the same."""
    if "&" in headline:
        headline = html.unescape(headline)
    found = _raw(headline[:_MOST])
    shout = sum(map(str.isupper, found)) * 2 > len(found)
    words: list[str] = []
    names: list[str] = []
    for raw in found:
        parts = _normal(raw)
        words += parts
        if (raw[0].isupper() and not shout) or raw[0].isdecimal() or raw[0] > _NO_CAPITALS:
            names += parts
    before, colon, _ = headline.partition(":")
    label = tuple(text_words(before)) if colon else ()
    bag, named = frozenset(words), frozenset(filterfalse(is_small, names))
    digits = [word for word in bag if word[0].isdecimal()]
    telling = tuple(filterfalse(is_small, words))
    letters = frozenset(telling).difference(digits)
    plain = len(named & letters) * 4 < len(letters) * 3
    numbers = frozenset(numerals().keys() & bag).union(digits) or _NO_NUMBERS
    return HeadlineWords(tuple(words), telling, bag, named, plain, label, numbers)


def without_name(headline: str) -> str:
    """The headline without the name of a paper after it."""
    return _AFTER.sub("", headline) if headline[-1:] == ")" or has_sign(headline) else headline


def has_sign(headline: str) -> bool:
    """Whether a bar or a dash is in the headline, after which a name may stand; most have none."""
    return "-" in headline or "|" in headline or "–" in headline or "—" in headline


def words(headline: str) -> tuple[str, ...]:
    """The words of a headline in their order."""
    if "&" in headline:
        headline = html.unescape(headline)
    return tuple(chain.from_iterable(map(_KNOWN.__getitem__, headline[:_MOST].split())))


def text_words(text: str) -> list[str]:
    """The words of a longer text in their order."""
    return list(chain.from_iterable(map(_KNOWN.__getitem__, text.split())))


class _KnownWords(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces: news repeats it, so that this is worked out once."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[text] = _between_spaces(text)
        return found


_KNOWN: Final = _KnownWords()


def _between_spaces(text: str) -> tuple[str, ...]:
    core = text.strip(_AROUND)
    if core.isascii() and core.isalpha():
        return (core.lower(),)
    return tuple([part for raw in _raw(text) for part in _normal(raw)])


def _raw(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "'" in text or "’" in text:
        text = _ELISION.sub(r"\1 ", text)
    found: list[str] = _WORD.findall(text)
    return found


@lru_cache(maxsize=50_000)
def _normal(raw: str) -> tuple[str, ...]:
    word = unicodedata.normalize("NFKD", raw.casefold())
    if not word.isascii():
        word = unicodedata.normalize("NFC", _MARKS.sub("", word)).replace("’", "'")
    if word[:1].isdecimal():
        return (number(word),) if word[-1].isdecimal() else (word,)
    word = word.removesuffix("'s").replace("'", "").replace(".", "")
    if word.isascii() or not UNSPACED.search(word):
        return (word,) if word else ()
    return tuple(_pairs(word))


def _pairs(word: str) -> list[str]:
    """Neighbouring letters two by two: "東京五輪" is 東京, 京五, 五輪."""
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def is_unspaced(word: str) -> bool:
    """Whether the word is of a script that sets no spaces between words."""
    return not word.isascii() and UNSPACED.search(word) is not None


def number(word: str) -> str:
    """One writing for one number: "1,200" and "1.200" are 1200, "3,5" is 3.5, "2.50" is 2.5, "007" is 7."""
    whole, _, rest = _THOUSANDS.sub("", word).replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    if not whole.isdecimal():
        return word
    return f"{int(whole)}.{rest}" if rest else str(int(whole))
