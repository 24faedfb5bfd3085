"""Grouping side by side with what one would pick instead, on headlines made up here: quality and time in one run.

    python -m benchmarks.grouping [HEADLINES]

The others live in a virtual environment of the benchmark's own, made at its first use; all run in that one.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from site_gen.model import Headline
from site_gen.stories import group

Grouping = dict[str, str]
ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".cache/bench/grouping"
LIBRARIES = ("rapidfuzz", "scikit-learn", "datasketch", "msgspec", "numpy")
FILL_A_TABLE = 12_000  # headlines; of more, a table of all pairs fills the memory


def stream(count: int) -> tuple[list[Headline], Grouping]:
    """Made-up events with a few common and a few rare words each, reported one to twelve times over two days."""
    dice = random.Random(11)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
    rare = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(12_000)]
    common = ["".join(dice.choices(syllables, k=2)) for _ in range(300)]
    small = "the of to in for on and with at after as is".split()
    headlines: list[Headline] = []
    gold: Grouping = {}
    start = datetime(2025, 1, 1, tzinfo=UTC)
    while len(headlines) < count:
        begun = start + timedelta(hours=dice.uniform(0, 24 * 30))
        core = dice.sample(rare, 3) + dice.sample(common, 3)
        for _ in range(dice.randint(1, 12)):
            said = dice.sample(core, dice.randint(3, 5)) + dice.sample(common, 3) + dice.sample(small, 2)
            dice.shuffle(said)
            id_ = f"a{len(headlines)}"
            when = (begun + timedelta(hours=dice.expovariate(1 / 8))).isoformat()
            headlines.append(Headline(id=id_, title=" ".join(said), published=when))
            gold[id_] = core[0]
    return headlines, gold


def token_set(headlines: list[Headline]) -> Grouping:
    """rapidfuzz token_set_ratio at 80, joined by any path."""
    from rapidfuzz import fuzz, process

    titles = [it.title for it in headlines]
    alike = process.cdist(titles, titles, scorer=fuzz.token_set_ratio, score_cutoff=80, workers=1)
    return _union(headlines, zip(*alike.nonzero(), strict=True))


def tfidf(headlines: list[Headline]) -> Grouping:
    """scikit-learn TF-IDF of words, average linkage at cosine 0.2."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer().fit_transform(it.title for it in headlines).toarray()
    model = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=0.8)
    return {it.id: str(label) for it, label in zip(headlines, model.fit_predict(rows), strict=True)}


def minhash(headlines: list[Headline]) -> Grouping:
    """datasketch MinHash LSH of words at Jaccard 0.5, joined by any path."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=64)
    links = []
    for place, headline in enumerate(headlines):
        sketch = MinHash(num_perm=64)
        sketch.update_batch([word.encode() for word in headline.title.split()])
        links += [(place, other) for other in index.query(sketch)]
        index.insert(place, sketch)
    return _union(headlines, links)


def ours(headlines: list[Headline]) -> Grouping:
    """site-gen."""
    return group(headlines)


def _union(headlines: list[Headline], links: object) -> Grouping:
    root = list(range(len(headlines)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for a, b in links:  # type: ignore[attr-defined]  # numpy pairs or a list, both iterable
        root[find(int(a))] = find(int(b))
    return {it.id: str(find(place)) for place, it in enumerate(headlines)}


def b_cubed(gold: Grouping, found: Grouping) -> float:
    """The F1 of how pure and how whole the group of each headline is."""
    both = Counter((gold[id_], found[id_]) for id_ in gold)
    true, taken = Counter(gold.values()), Counter(found.values())
    precision = sum(n * n / taken[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / true[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print a line for each way of grouping, and what one article more costs ours."""
    if Path(sys.prefix) != PEERS:
        sys.exit(_in_own_environment())
    headlines, gold = stream(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
    contenders: list[Callable[[list[Headline]], Grouping]] = [ours, minhash]
    if len(headlines) <= FILL_A_TABLE:
        contenders += [token_set, tfidf]
    for contender in contenders:
        start = time.process_time()
        found = contender(headlines)
        spent = time.process_time() - start
        print(f"{contender.__name__:10} B3 F1 {b_cubed(gold, found):.3f}  {spent:6.2f} s CPU  {contender.__doc__}")
    stories = group(headlines[:-10])
    start = time.process_time()
    group(headlines[:-9], settled=stories)
    print(f"one article added to {len(stories):,}: {(time.process_time() - start) * 1000:.0f} ms CPU")


def _in_own_environment() -> int:
    python = PEERS / "bin/python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([python, "-m", "pip", "--quiet", "install", *LIBRARIES], check=True)
    # One core for each, as site-gen has; the libraries of linear algebra would take all.
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    line = [python, "-m", "benchmarks.grouping", *sys.argv[1:]]
    return subprocess.run(line, env=os.environ | alone, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    main()
