"""How well grouping and topics do on what people decided: eval."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_gen.errors import Diagnostic

if TYPE_CHECKING:
    from site_gen.content.topics.teaching import TopicLesson
    from site_gen.stories.evaluation import Agreement, Evaluation

_LABELS = ("same", "loose")  # keys that say whether two headlines are one event
_HINT = 'write lines like {"id", "title", "story"}, {"id", "a", "b", "same"}, or {"id", "title", "body", "topics"}'


@click.command(name="eval")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.pass_obj
def evaluate(site: Path, file: Path | None) -> None:
    """Print how often the grouping, and the topics that words speak for, are right.

    Measured on what the editor merged, split and filed, or on the JSON Lines of FILE: articles {"id", "title", "story",
    …} whose story is known, pairs of headlines {"id", "a", "b", "same", …}, or articles {"id", "title", "body",
    "topics"}.
    """
    problems: list[Diagnostic] = []
    evaluation, lessons = _of_file(site, file, problems) if file else _of_decisions(site)
    if evaluation:
        _print(evaluation)
    if lessons:
        _print_topics(site, lessons)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


def _of_decisions(site: Path) -> tuple[Evaluation | None, list[TopicLesson]]:
    from site_gen.build import open_memo
    from site_gen.build.lessons import lessons_now
    from site_gen.build.options import edit_options
    from site_gen.config import site_yaml
    from site_gen.editor.decide import labels
    from site_gen.stories.evaluation import evaluate_decisions

    config = site_yaml.load(site)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with open_memo(site) as memo:
        decided, headlines = labels(site, config, memo, now)
        lessons = lessons_now(site, config, memo)
    if not decided and not lessons:
        said = "nothing to measure: merge, split and file stories first, or name a file"
        print(said, file=sys.stderr)
    if not decided:
        return None, lessons
    return evaluate_decisions(decided, headlines, edit_options(config, (), now, drafts=True).grouping), lessons


def _of_file(site: Path, file: Path, problems: list[Diagnostic]) -> tuple[Evaluation | None, list[TopicLesson]]:
    from site_gen.cli.parse_and_group import read_rows, to_headline
    from site_gen.stories.evaluation import evaluate_clusters, evaluate_pairs

    rows = list(read_rows(file, ("id",), problems))
    filed = [it for row in rows if "story" not in row and (it := _lesson(row))]
    if filed and len(filed) == len(rows):
        return None, filed
    pairs = [row for row in rows if _has_texts(row, "a", "b") and _label(row) is not None]
    articles = [row for row in rows if _has_texts(row, "title") and row.get("story") is not None]
    unlabelled = len(rows) - len(pairs) - len(articles)
    if unlabelled or (pairs and articles) or not rows:
        said = (
            f"lines without a label: {unlabelled:,}" if unlabelled else "has articles and pairs" if rows else "is empty"
        )
        problems.append(Diagnostic(file.as_posix(), None, "no-label", said, _HINT))
    if len(articles) > len(pairs):
        stories = {str(row["id"]): str(row["story"]) for row in articles}
        return evaluate_clusters(stories, [to_headline(row) for row in articles], _grouping(site)), []
    return evaluate_pairs([_labelled(row) for row in pairs]) if pairs else None, []


def _lesson(row: dict[str, Any]) -> TopicLesson | None:
    from site_gen.content.topics.teaching import TopicLesson

    topics, body = row.get("topics"), row.get("body", "")
    if not isinstance(topics, list) or not topics or not _has_texts(row, "title") or not isinstance(body, str):
        return None
    return TopicLesson(row["title"], body, tuple(map(str, topics)))


def _print_topics(site: Path, lessons: list[TopicLesson]) -> None:
    from site_gen.build.options import taxonomy_of
    from site_gen.config import site_yaml
    from site_gen.content.topics import match, taxonomy
    from site_gen.content.topics.evaluation import evaluate_topics

    topics = taxonomy_of(site_yaml.load(site)) if (site / site_yaml.NAME).is_file() else taxonomy(())
    known = [it._replace(topics=match(it.topics, topics)) for it in lessons]
    known = [it for it in known if it.topics]
    print(f"articles that people filed: {len(known):,}")
    for found, note in zip(evaluate_topics(known, topics), ("by itself", "taught by the others"), strict=True):
        right, silent = f"first topic right {found.right_share:.3f}", f"says nothing {found.silent_share:.3f}"
        print(f"  {right}  {silent}  precision {found.precision:.3f}  ({note})")


def _grouping(site: Path) -> Any:
    """The site's own way of grouping, where we stand in one (Any: the type is imported late)."""
    from site_gen.build.options import edit_options
    from site_gen.config import site_yaml
    from site_gen.stories import GroupingOptions

    if not (site / site_yaml.NAME).is_file():
        return GroupingOptions()
    return edit_options(site_yaml.load(site), (), "", drafts=False).grouping


def _labelled(row: dict[str, Any]) -> Any:
    from site_gen.cli.parse_and_group import to_headline
    from site_gen.stories.evaluation import Labelled

    a = to_headline({"id": "a", "title": row["a"], "published": row.get("pa")})
    b = to_headline({"id": "b", "title": row["b"], "published": row.get("pb")})
    return Labelled(a, b, bool(_label(row)))


def _label(row: dict[str, Any]) -> bool | None:
    return next((bool(row[key]) for key in _LABELS if isinstance(row.get(key), bool | int)), None)


def _has_texts(row: dict[str, Any], *keys: str) -> bool:
    return all(isinstance(row.get(key), str) and row[key].strip() for key in keys)


def _print(evaluation: Evaluation) -> None:
    print(evaluation.what)
    print(_line(evaluation.now, evaluation.found, "in force"))
    print(f"  Of the pairs it joins, {_of_100(evaluation.found.precision)} are one event; ", end="")
    print(f"of those that are, it joins {_of_100(evaluation.found.recall)}.")
    if evaluation.best == evaluation.now:
        print("  No other threshold does better here.")
        return
    print(_line(evaluation.best, evaluation.at_best, "would do best here"))
    right, joined = _of_100(evaluation.at_best.precision), _of_100(evaluation.at_best.recall)
    is_stricter = evaluation.best > evaluation.now
    print(f"  {'Stricter' if is_stricter else 'Looser'}: {right} would be one event, and it would join {joined}.")


def _of_100(share: float) -> str:
    return f"{100 * share:.0f} in 100"


def _line(threshold: float, agreement: Agreement, note: str) -> str:
    shares: Sequence[tuple[str, float]] = (
        ("precision", agreement.precision), ("recall", agreement.recall), ("F1", agreement.f1),
    )  # fmt: skip
    told = "  ".join(f"{name} {share:.3f}" for name, share in shares)
    return f"  threshold {threshold:.2f}  {told}  ({note})"
