"""Plain text as every room needs it: normal form, slugs, words, the direction of a script."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final
from urllib.parse import quote

# What every file that we make says of its maker.
GENERATOR: Final = "site-gen"

# Characters that XML 1.0 section 2.2 forbids, which no feed may carry, and lone surrogates.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FORBIDDEN_ASCII: Final = bytes((*range(9), 11, 12, *range(14, 32), 127))
# Bidirectional overrides and isolates can make a headline read as something else (Unicode TR 36 section 3.1).
_BIDI_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\W_]+")
_ASCII_GAPS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_GAPS_AND_LETTERS: Final = bytes(ord(" " if chr(code).isspace() else "x") for code in range(256))
# Vowels and tones of India, Thailand, Burma, Cambodia and Tibet, which to `re` are no letters.
MARKS: Final = (
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a70\u0a71\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04"
    "\u0c3c\u0c3e-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f8d-\u0fbc"
    "\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
)
# The points of Hebrew and Arabic, and what joins letters.
_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670\u200c\u200d]")
_NOT_A_WORD: Final = re.compile(rf"(?:(?![{MARKS}])[\W_])+")
# Latin letters that have no decomposition: "straße" -> "strasse", "Øresund" -> "oresund".
_LATIN: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "ħ": "h"}
)
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
# Characters of the scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_RTL_LANGUAGES: Final = frozenset("ar arc ckb dv fa he ks ku nqo ps sd syr ug ur yi".split())


def clean(text: str) -> str:
    """Unicode NFC, without characters that no page or feed may carry; line ends are `\\n`."""
    text = plain_line_ends(text).replace("\r", "\n")
    if text.isascii():
        return text.encode().translate(None, _FORBIDDEN_ASCII).decode()
    return unicodedata.normalize("NFC", _BIDI_CONTROLS.sub("", _FORBIDDEN.sub("", text)))


def plain_line_ends(text: str) -> str:
    """The text with `\\n` for `\\r\\n`; one character is looked for first, because two take fifty times as long."""
    return text.replace("\r\n", "\n") if "\r" in text else text


def one_line(text: str) -> str:
    """Clean text on one line, for titles, names and anything else that is not a body."""
    return _SPACE.sub(" ", clean(text)).strip()


@functools.lru_cache(maxsize=100_000)
def slugify(text: str, *, limit: int = 80) -> str:
    """A name for a file and a URL: Latin letters lose their accents, other scripts stay, at most `limit` bytes.

    Empty where the text has no letter or digit; never a name that an operating system reserves.
    """
    bare = text.lower() if text.isascii() else _fold(text)
    slug = _NOT_A_WORD.sub("-", bare.replace("'", "").replace("\u2019", "")).strip("-")
    if len(slug.encode()) > limit:
        slug = _shorten(slug, limit)
    return f"{slug}-" if slug in _DEVICES else slug


def composed(name: str) -> str:
    """A name with letters and accents in one, which some systems keep apart in the names of files."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    bare = "".join(char for char in folded if not ("\u0300" <= char <= "\u036f"))
    return _POINTS.sub("", unicodedata.normalize("NFC", bare))


def _shorten(slug: str, limit: int) -> str:
    cut = slug.encode()[: limit + 1].decode(errors="ignore")
    whole_words = cut.rpartition("-")[0]
    return (whole_words or slug.encode()[:limit].decode(errors="ignore")).strip("-")


def escaped(address: str) -> str:
    """An address, or the path of one, as RFC 3986 wants it: letters beyond ASCII as bytes, all else as it stands."""
    return address if address.isascii() else quote(address, safe="/:?#[]@!$&'()*+,;=%~")


def bare_words(text: str) -> list[str]:
    """The runs of letters and digits, in their order; ten times as fast as by a pattern where all is ASCII."""
    return text.translate(_ASCII_GAPS).split() if text.isascii() else _WORD.findall(text)


def count_words(text: str) -> int:
    """Words of a text; in scripts without spaces two characters count as one, as reading times do."""
    if text.isascii():  # counted by their beginnings, in half of the time that it takes to cut them out
        return (b" " + text.encode().translate(_GAPS_AND_LETTERS)).count(b" x")
    return len(text.split()) + len(UNSPACED.findall(text)) // 2


def direction(lang: str) -> str:
    """`rtl` or `ltr`, from a BCP 47 language tag."""
    return "rtl" if lang.partition("-")[0].lower() in _RTL_LANGUAGES else "ltr"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`, `2 stories`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
