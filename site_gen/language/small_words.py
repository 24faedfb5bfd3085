"""The small words of the languages: they tell which language a headline is in, and nothing of what it is on."""

from __future__ import annotations

from functools import cache
from typing import Final

# As `words` writes them: no accents.
_SMALL_WORDS: Final = {
    "en": "the of to in for on and with at after as is are was from by will over says what how who why new its his",
    "de": "der die das und im mit fur auf den von zu ist nach bei ein eine wird dem vor nicht uber aus zum zur sich",
    "fr": "le la les des du de et en au aux pour sur dans une un est par avec qui se sont apres pas ce sa son",
    "es": "el la los las de del en y con por para una un se que su al es como mas tras sobre a sus lo",
    "pt": "o a os as do da dos das de em no na nos nas e com por para um uma ao que se mais apos nao pelo pela sao",
    "it": "il lo la i gli di del della dei e in con per un una al che non si da alla nel sul dopo piu dal",
    "nl": "de het een van in en op met voor na aan bij is uit naar niet om over door als te wordt",
    "sv": "och i pa en ett av for med till efter som den det inte ar fran vid om har mot nya sig",
    "da": "og i pa en et af for med til efter som den det ikke er fra ved om har mod nye sig",
    "pl": "w na z i do nie sie o po od za dla jest przez ze jak to sa przed",
    "cs": "v na s a do se o po od za pro je z ve ze jak k byl pred nad",
    "sl": "v na z in za je se so po ob pri s o od bo ni ki za do ter kot",
    "hr": "u na s i za je se su o od do po iz koji ne kao nakon sa protiv",
    "ro": "in si de la cu pe din pentru a al ale un o mai nu care dupa fost este",
    "hu": "a az es egy nem meg hogy is el ki volt lesz utan ellen miatt",
    "fi": "ja on ei oli se kun jo yli mutta ovat uusi jalkeen",
    "tr": "ve bir bu ile icin da de oldu en yeni sonra olarak gibi kadar",
    "id": "di dan yang untuk dari ke dengan ini pada akan dalam tak jadi saat",
    "vi": "cua va la cho trong voi khong tai duoc nguoi den co nhung se",
    "ru": "в на и с по за не о из для к от об что как до его у при во из-за",
    "uk": "в на і з у до за про та не від для що як під із щодо після",
    "bg": "в на и с за от да се по не са е до след при със",
    "sr": "у на и са за је се су о од до по из који не као",
    "ar": "في من على إلى عن مع بعد و أن ما قبل هذا بين لا يوم",
    "fa": "در به از با که را برای این آن است شد تا بر یک",
    "ur": "کے میں کی کا سے کو نے پر اور ہے ہیں کیا",
}


LANGUAGES: Final = tuple(_SMALL_WORDS)
# Whether a word says nothing of what a headline is on; two headlines ask a hundred times, so not a function around it.
is_small: Final = frozenset(word for words in _SMALL_WORDS.values() for word in words.split()).__contains__


@cache
def votes() -> dict[str, tuple[tuple[int, float], ...]]:
    """Small word -> the numbers of its languages, each with one vote divided by how many languages share the word."""
    homes: dict[str, list[int]] = {}
    for number, language in enumerate(LANGUAGES):
        for word in dict.fromkeys(_SMALL_WORDS[language].split()):
            homes.setdefault(word, []).append(number)
    return {word: tuple((number, 1 / len(those)) for number in those) for word, those in homes.items()}
