"""Fit what each measure of a pair weighs in grouping, and print it as `site_gen/stories/many/weights.py` has it.

    python -m benchmarks.fit_grouping FOLDER [--without NAME]

FOLDER has `*.clusters.jsonl` files, in folders of its own or not: lines {"id", "title", "published"?, "source"?,
"body"?, "story"}. Files whose lines have bodies teach `WITH_BODIES`, all others `HEADLINES`. Every file is used as it
is, without its dates, and thinned to what a digest gets, where nine events in ten have one report; all thinned files
together are one more stream. What is in the name before the first dot is the set's name; `--without` leaves a set out
of the fit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from site_gen.cli.parse_and_group import to_headline
from site_gen.model import Headline
from site_gen.stories.many import weights
from site_gen.stories.many.candidates import candidates
from site_gen.stories.many.likelihood import value_of
from site_gen.stories.many.measures import Measures, measure, norms_of, with_pieces
from site_gen.stories.many.rows import Floats, Ints, rows
from site_gen.stories.times import in_order

_SIZES = [1] * 90 + [2] * 6 + [3] * 2 + [4, 6]  # of a hundred events in feeds so many have one report, two, three …
_MOST = 2_000  # articles of a sample
_PENALTY = 1.0  # on the square of a weight
BODY = "root_title body told names strangers days undated".split()
HEAD = "root_title root_pieces strangers days undated source".split()

Row = dict[str, Any]


class Sample(NamedTuple):
    """A stream with what is measured of its pairs, and which of them are one event."""

    name: str
    left: Ints
    right: Ints
    count: int
    measures: Measures
    same: Floats
    with_bodies: Any
    stories: list[str]


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="")
    given = parser.parse_args()
    found = samples(given.folder)
    kept = [it for it in found if not given.without or given.without not in it.name.split("+")]
    for name, fitted in fit(kept).items():
        print(f"{name}: Final = {type(fitted).__name__}(")
        for key, value in zip(fitted._fields, fitted, strict=True):
            if value:
                print(f"    {key}={value:.3g},")
        print(")")


def samples(folder: Path) -> list[Sample]:
    """Every set of the folder as it is, without dates, thinned, and all thinned ones with bodies together."""
    found: list[Sample] = []
    together: list[Row] = []
    for path in sorted(folder.rglob("*.clusters.jsonl")):
        name = path.name.split(".")[0]
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [
            dict(row, id=f"{name}/{row['id']}", story=f"{name}/{row['story']}") for row in lines if row.get("title")
        ]
        if ".sparse" in path.name:
            continue
        some = _some_stories(lines)
        thin = [_thinned(lines, seed) for seed in range(3)]
        has_bodies = sum(bool(row.get("body")) for row in lines) * 2 > len(lines)
        if has_bodies:
            together += _thinned(lines, 7)[:700]
            found.append(_sample(name, some))
            if any("published" in row for row in lines):
                found.append(_sample(name, _bare(some, "published")))
        else:
            found.append(_sample(name, some))
            found += [_sample(f"{name}", it) for it in thin]
    mixed = [
        _sample("mix", together),
        _sample("mix", _bare(together, "published")),
        _sample("mix", _bare(together, "body")),
    ]
    return found + mixed


def fit(found: Sequence[Sample]) -> dict[str, Any]:
    """The weights, by the name that they have in `weights.py`."""
    fitted: dict[str, Any] = {}
    for name, names, most, with_bodies in (("WITH_BODIES", BODY, 300, True), ("HEADLINES", HEAD, 1_000, False)):
        used = [it for it in found if bool(it.with_bodies.any()) == with_bodies]
        values = [np.stack([value_of(it.measures, key) for key in names], axis=1) for it in used]
        bias, *weighed = _logistic(values, [it.same for it in used], [_share(it, most) for it in used])
        fitted[name] = weights.Weights(bias, **dict(zip(names, weighed, strict=True)))
    # Sets with texts hardly say whose they are, so what one source tells is known from headlines alone.
    fitted["WITH_BODIES"] = fitted["WITH_BODIES"]._replace(source=fitted["HEADLINES"].source)
    return fitted


def _share(sample: Sample, most: int) -> Floats:
    """How much each pair of a sample counts, so that its pairs of one event count for at most so many."""
    much = min(1.0, most / max(1.0, float(sample.same.sum())))
    return np.full(len(sample.same), much)


def _logistic(values: Sequence[Floats], answers: Sequence[Floats], share: Sequence[Floats]) -> Floats:
    """The bias and the weights of a logistic regression, by Newton's method."""
    x = np.concatenate(values)
    x = np.concatenate([np.ones((len(x), 1)), x], axis=1)
    y, much = np.concatenate(answers), np.concatenate(share)
    found = np.zeros(x.shape[1])
    penalty = np.full(len(found), _PENALTY)
    penalty[0] = 0
    for _ in range(60):
        chance = 1 / (1 + np.exp(-(x @ found).clip(-40, 40)))
        slope = x.T @ (much * (y - chance)) - penalty * found
        curve = (x * (much * chance * (1 - chance))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found


def _sample(name: str, lines: Iterable[Row]) -> Sample:
    lines = list(lines)
    story = {str(row["id"]): str(row["story"]) for row in lines}
    heads: list[Headline] = sorted(map(to_headline, lines), key=in_order)
    table = rows(heads)
    left, right = candidates(table, np.ones(len(heads), dtype=bool))
    of = np.array([hash(story[head.id]) for head in heads])
    same = (of[left] == of[right]).astype(np.float64)
    both = table.has_body[left] & table.has_body[right]
    found = with_pieces(
        measure(table, norms_of(table), left, right), table, left, right, np.ones(len(left), dtype=bool)
    )
    return Sample(name, left, right, len(heads), found, same, both, [story[it.id] for it in heads])


def _some_stories(lines: Sequence[Row]) -> list[Row]:
    """So many whole stories that a sample is not too large."""
    kept: list[Row] = []
    names = sorted({row["story"] for row in lines}, key=lambda it: _mixed(it, 0))
    by = {name: [row for row in lines if row["story"] == name] for name in names} if len(lines) <= _MOST else None
    if by is None:
        by = {name: [] for name in names}
        for row in lines:
            by[row["story"]].append(row)
    for name in names:
        if len(kept) < _MOST:
            kept += by[name]
    return kept


def _thinned(lines: Sequence[Row], seed: int) -> list[Row]:
    dice = random.Random(seed)
    by: dict[str, list[Row]] = {}
    for row in lines:
        by.setdefault(row["story"], []).append(row)
    kept: list[Row] = []
    for name in sorted(by, key=lambda it: _mixed(it, seed)):
        kept += sorted(by[name], key=lambda row: _mixed(row["id"], seed))[: dice.choice(_SIZES)]
    return kept[:_MOST]


def _bare(lines: Iterable[Row], key: str) -> list[Row]:
    return [{name: value for name, value in row.items() if name != key} for row in lines]


def _mixed(text: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{text}".encode()).hexdigest()


if __name__ == "__main__":
    main()
