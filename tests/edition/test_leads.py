"""Which report of a story leads: the one that is dated, news, complete, central, a text of its own, and the newest."""

from __future__ import annotations

import itertools

import pytest

from site_gen.edition.leads import best
from site_gen.model import Brief
from site_gen.stories import body_terms, fingerprint

WAVE = (
    "A wave of three metres hit the harbour of Senn at dawn and sank eleven boats. The coast guard said that {} people "
    "were missing and that the water had come without a warning. The mayor asked all who live near the quay to leave. "
    "Helicopters looked for the missing until noon, and the lighthouse of Senn has no power."
)
OPINION = "Nobody may say that this was fate. For years the council of this town saved on sea walls, drills and sirens."


def report(name: str, time: str, text: str, **keys: object) -> Brief:
    """A report of 3 May."""
    values: dict[str, object] = {
        "id": name, "path": f"content/{name}.md", "permalink": f"2026/05/03/{name}/",
        "title": f"Wave hits Senn ({name})",
        "summary": "", "authors": (), "published": f"2026-05-03{time}", "modified": None, "dated": None, "source": name,
        "url": f"https://{name}.example/senn", "lang": "en", "topics": (), "variants": (), "related": (),
        "words": len(text.split()), "body": name, "fingerprint": fingerprint(text), "terms": body_terms(text),
        "story": None, "draft": False, "hidden": False, "expires": None, "seed": "", "generated": "", "guid": None,
        "extra": {},
    }  # fmt: skip
    return Brief(**{**values, **keys})  # type: ignore[arg-type]


def leads(*reports: Brief) -> str:
    """The report that leads, whatever the order in which they are given."""
    found = {best(some, None)[0].id for some in itertools.permutations(reports)}
    assert len(found) == 1
    return found.pop()


EARLY = report("early", "T06:00:00+00:00", WAVE.format("two"))
NOON = report("noon", "T12:00:00+00:00", WAVE.format("forty") + " It was the third wave of this spring.")


def test_the_newest_of_equals_leads() -> None:
    """Later reports know more."""
    assert (
        leads(EARLY, NOON, report("mid", "T09:00:00+00:00", "Two of the boats were found. " + WAVE.format("nine")))
        == "noon"
    )


@pytest.mark.parametrize(
    "other",
    [
        report("short", "T14:00:00+00:00", "More than forty people are missing in Senn."),
        report("opinion", "T14:00:00+00:00", WAVE.format("40"), title="Opinion: we knew"),
        report("column", "T14:00:00+00:00", WAVE.format("40"), url="https://c.example/opinion/we-knew"),
        report("why", "T14:00:00+00:00", WAVE.format("40"), title="Why the wave came without a warning"),
        report("question", "T14:00:00+00:00", WAVE.format("40"), title="War die Welle von Senn vorherzusehen?"),
        report("mean", "T14:00:00+00:00", WAVE.format("40"), title="Ce que la vague de Senn va changer"),
        report("seen", "T14:00:00+00:00", WAVE.format("40"), dated="seen"),
        report("day", "", WAVE.format("many")),
        report("copy", "T14:00:00+00:00", WAVE.format("forty") + " It was the third wave of this spring."),
        report("aside", "T14:00:00+00:00", OPINION * 3),
    ],
    ids=lambda it: it.id,
)
def test_what_is_no_equal_does_not_lead(other: Brief) -> None:
    """A note, an opinion, what has no date or no time, a reprint, and what has little of what the others say."""
    assert leads(EARLY, NOON, report("mid", "T09:00:00+00:00", WAVE.format("9")), other) == "noon"


def test_one_in_another_language_leads_only_its_own_kind() -> None:
    """The language of most reports leads."""
    german = report("de", "T15:00:00+00:00", "Eine Welle traf den Hafen von Senn. " * 12, lang="de")
    assert leads(EARLY, NOON, german) == "noon"
    assert leads(german) == "de"


def test_an_editor_chooses() -> None:
    """The report that was chosen leads, and the others follow by time."""
    assert [it.id for it in best([NOON, EARLY], "early")] == ["early", "noon"]
    assert [it.id for it in best([NOON, EARLY], "gone")] == ["noon", "early"]


def test_only_what_may_lead_says_what_is_complete() -> None:
    """A long opinion makes no report of a usual length incomplete, so that a late note does not lead."""
    full = " ".join([WAVE.format("forty")] * 3)
    short = ". ".join(reversed(WAVE.format("forty").rstrip(".").split(". ")))
    opinion = report("long", "T10:00:00+00:00", OPINION * 40, title="Opinion: we knew")
    whole, part = report("whole", "T12:00:00+00:00", full), report("part", "T15:00:00+00:00", short)
    assert leads(whole, part) == leads(whole, part, opinion) == "whole"


def test_an_outdated_figure_leads_no_story() -> None:
    """A later report counts more: the headline of an earlier one is no longer true, however much it has in common."""
    early = report("early", "T06:00:00+00:00", WAVE.format("3"), title="Wave hits Senn, 3 dead")
    middle = report("middle", "T07:00:00+00:00", WAVE.format("three"), title="Wave in Senn: 3 dead, boats sink")
    late = report(
        "late", "T09:00:00+00:00", "Divers found four more. " * 12, title="Toll of Senn wave rises", summary="7 dead."
    )
    assert leads(early, middle, late) == "late"
    other = report("late", "T09:00:00+00:00", "Divers found four more. " * 12, title="Divers look for boats in Senn")
    assert leads(early, middle, other) == "middle"


def test_a_toll_is_a_figure() -> None:
    """A toll that rises to a number counts as the dead do, in English and in German; a share does not."""
    early = report("early", "T06:00:00+00:00", WAVE.format("3"), title="Wave hits Senn, 3 dead")
    text = "Divers found more of them. " * 12
    assert leads(early, report("late", "T09:00:00+00:00", text, title="Death toll at Senn rises to 7")) == "late"
    german = {"lang": "de", "title": "Welle trifft Senn, 3 Tote"}
    early = report("early", "T06:00:00+00:00", WAVE.format("3"), **german)
    late = report("late", "T09:00:00+00:00", text, lang="de", title="Zahl der Toten in Senn steigt auf 7")
    assert leads(early, late) == "late"
