"""The language of an article: as declared, else as its script and its commonest words tell, else as a model guesses."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Any, Final

_SAMPLE: Final = 1500
_BEGINNING: Final = 500
_PLAIN: Final = 12  # common words in a beginning that says plainly what language it is in
_ENOUGH: Final = 400
_GUESS: Final = 0.3  # how sure the model must be: of a few words it often says anything
# Languages whose common words are mostly those of another.
_CLOSE: Final = {
    "nb": "no da",
    "nn": "no da",
    "no": "da",
    "da": "no",
    "gl": "pt es",
    "ca": "es fr",
    "fy": "nl",
    "lb": "de",
    "af": "nl",
}
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?=$|[-_.,; ])")  # en_US
_WORD: Final = re.compile(r"[^\W\d_]+")
_TYPOGRAPHY: Final = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xa0"  # all that most English texts have beyond ASCII
_ASCII_GAPS: Final = {code: " " for code in range(128) if not chr(code).isalpha()}
# Names that pages declare and that are no language, and old codes.
_NOT_A_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "xx", "utf"})
_RENAMED: Final = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jp": "ja",
    "cn": "zh",
    "kr": "ko",
    "gr": "el",
    "ua": "uk",
    "cz": "cs",
}
_SCRIPTS: Final = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0530-\u058f]"), "hy"),
    (re.compile("[\u0980-\u09ff]"), "bn"),
    (re.compile("[\u0b80-\u0bff]"), "ta"),
    (re.compile("[\u0c00-\u0c7f]"), "te"),
    (re.compile("[\u0900-\u097f]"), "hi"),
)
_COMMON: Final = {
    "en": "the of and to in that is was for on with as it by at from his are this have has be an said",
    "de": "der die das und ist den von zu mit sich auf für nicht ein eine im dem des auch als wird wurde sind bei",
    "fr": "le la les de des et du un une est que dans pour qui sur pas au par avec plus ce son sont il",
    "es": "el la los las de que y en un una por con del se para al es su lo como más pero fue han sus ha este entre",
    "pt": "o a os as de que e em um uma do da dos das para com não por no na se mais ao foi como são pelo pela mas",
    "it": "il la i le gli di che e è un una per con non del della dei si nel alla sono più anche ha da come al dal",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als bij naar door uit werd",
    "sv": "och att det i på är som en för av med den till har inte om ett var men de så från kan vid hade efter",
    "da": "og at det i på er en for af med den til har ikke et var men fra ved havde efter blev også hvor dig",
    "no": "og at det i på er en for av med den til har ikke et var men fra ved hadde etter ble også hvor deg",
    "pl": "i w na z do nie się że jest to o jak po co ale od za przez dla są tym był było oraz jego przed które",
    "cs": "a v na se je že s z do to o i k ve pro za by ale po jako od podle jsou byl který které jeho také",
    "ro": "și în de la a cu pe din că nu o un pentru este care mai sunt au fost se ce al ale sau prin după",
    "hu": "a az és hogy nem is egy ez meg volt de csak már azt van még el ha mint szerint vagy után pedig",
    "fi": "ja on ei että se oli hän ovat myös kun mutta joka sekä ole mukaan kuin ollut voi tai jo sen",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ise ancak en oldu olduğunu dedi",
    "id": "yang dan di ini itu dengan untuk dari pada dalam tidak akan juga oleh ke sebagai adalah telah mereka ada",
    "vi": "và của là các có trong cho được không với người những một đã này khi đến cũng từ về",
    "is": "og að í á er sem en um til við það var ekki með af fyrir hefur hann þar eru verið því",
}
_VOTES: Final[dict[str, tuple[str, ...]]] = {}


def tag(declared: str | None) -> str | None:
    """A declared language as a BCP 47 tag: `en-US` for `en_us`; nothing where it is none."""
    found = _TAG.match((declared or "").strip())
    if not found:
        return None
    code = _RENAMED.get(found[1].lower(), found[1].lower())
    if code in _NOT_A_LANGUAGE:
        return None
    script, region = found[2], found[3]
    return "-".join(filter(None, (code, script and script.title(), region and region.upper())))


def settle(declared: str | None, text: str) -> str | None:
    """The declared language, unless the text is plainly in another: templates say "en" of whatever is put into them."""
    if not declared:
        return detect(text)
    sample = text[:_SAMPLE]
    found = (None if sample.isascii() else _by_script(sample)) or (_by_words(sample) if len(text) > _ENOUGH else None)
    return declared if found in (None, declared.partition("-")[0]) or found in _CLOSE.get(declared[:2], "") else found


def detect(text: str) -> str | None:
    """The language of a text, or nothing where it is too short to tell."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        by_script = _by_script(sample)
        if by_script:
            return by_script
    return _by_words(sample) or _by_model(sample)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample)) or 1
    for script, lang in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        # Japanese writes most words in Han characters, so a little kana is enough.
        if share > (0.05 if lang == "ja" else 0.3):
            return lang
    return None


def _by_words(sample: str) -> str | None:
    """The language whose commonest words are the most; the beginning alone says so where it leaves no doubt."""
    beginning = sample[:_BEGINNING]
    plainly = _most_votes(beginning, least=_PLAIN, ahead=2.5) if len(sample) > len(beginning) else None
    return plainly or _most_votes(sample, least=3, ahead=1.25)


def _most_votes(sample: str, *, least: int, ahead: float) -> str | None:
    if not _VOTES:
        _VOTES.update(_votes())
    count: dict[str, int] = {}
    words = _words(sample.lower())
    for word, times in Counter(filter(_VOTES.__contains__, words)).items():
        for lang in _VOTES[word]:
            count[lang] = count.get(lang, 0) + times
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < max(least, len(words) * 0.12):
        return None
    clear = len(ranked) == 1 or ranked[0][1] > ranked[1][1] * ahead
    return ranked[0][0] if clear else None


def _words(text: str) -> list[str]:
    """The runs of letters; ten times as fast as by the pattern where all is ASCII but quotes and dashes."""
    if not text.isascii():
        for mark in _TYPOGRAPHY:
            text = text.replace(mark, " ")
    return text.translate(_ASCII_GAPS).split() if text.isascii() else _WORD.findall(text)


def _votes() -> dict[str, tuple[str, ...]]:
    votes: dict[str, tuple[str, ...]] = {}
    for lang, words in _COMMON.items():
        for word in words.split():
            votes[word] = (*votes.get(word, ()), lang)
    return votes


def _by_model(sample: str) -> str | None:
    if sum(map(str.isalpha, sample)) < 12:
        return None
    lang, certainty = _model().classify(sample)
    return str(lang) if certainty >= _GUESS else None


@functools.cache
def _model() -> Any:  # py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
