"""Whoever knows best files an article; the model says little rather than something wrong, the same everywhere."""

from __future__ import annotations

import pytest

from site_gen.content.topics import KnownTopics, TopicOptions, by_words, file_under, match, taxonomy, why_by_words
from site_gen.model import SourceRule, Topic

OWN = (Topic(slug="transport", name="Transport", keywords=("ferry", "tram*")),)
TOPICS = taxonomy(OWN)
FERRY = "The ferry between the islands has stopped, and nobody knows when the ferry will run again."


def filed(title: str, body: str = "", *, lang: str = "en", own: tuple[Topic, ...] = OWN, **known: object) -> str:
    """The first topic of an article; `rule` is what the editor says of its source."""
    rule = known.pop("rule", None)
    options = TopicOptions(topics=taxonomy(own), languages=("en",))
    return file_under(title, body, body, lang, KnownTopics(**known), rule, options).topics[0]  # type: ignore[arg-type]


def test_who_is_asked_first() -> None:
    """A person, then keywords, then the section, then the source, then the words."""
    desk = SourceRule(name="Desk", topics=("economy",))
    known = {"by_person": ("Sport",), "by_source": ("Health",), "rule": desk}
    assert filed("Ferry stops", FERRY, **known) == "sport"
    assert filed("Ferry stops", FERRY, **known | {"by_person": ()}) == "transport"
    assert filed("Nothing of note", **known | {"by_person": ()}) == "health"
    assert filed("Nothing of note", rule=desk) == "economy"
    assert filed("Striker scores twice as Rovers win the cup final", "The goalkeeper saved a penalty.") == "sport"


def test_one_keyword_in_passing_decides_nothing() -> None:
    """A keyword counts in a headline or more than once, and in the language that it belongs to."""
    assert filed("Mayor opens garden", "He came by tram, and left on foot.") != "transport"
    assert filed("Trams run again") == "transport"
    assert filed("Die Tram fährt wieder", lang="de") != "transport"
    german = (Topic(slug="transport", keywords={"de": ("Tram*",)}),)
    assert filed("Die Tram fährt wieder", lang="de", own=german) == "transport"
    assert filed("Tram runs again", own=german) != "transport"


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        ("Space", "science"),
        ("Food & Drink", "lifestyle"),
        ("Wirtschaft", "economy"),
        ("スポーツ", "sport"),
        ("World", ""),
    ],
)
def test_sections_have_common_names(names: str, slug: str) -> None:
    """Names of sections are known in many languages; one that says only where stands for nothing."""
    assert match([names], taxonomy(())) == ((slug,) if slug else ())


def test_an_own_topic_takes_the_name_of_its_section() -> None:
    """Where the site has a topic of its own for it, a section stands for that."""
    assert match(["Tech"], taxonomy(())) == ("science",)
    assert match(["Tech"], taxonomy((Topic(slug="technology"),))) == ("technology",)


def test_the_model_says_nothing_where_words_say_nothing() -> None:
    """Too few words, or words of no subject, are "other"."""
    assert by_words("Hello", "", TOPICS).topics == ("other",)
    assert by_words("", "", TOPICS).topics == ("other",)


def test_the_model_tells_war_from_was() -> None:
    """A German "war" is no war; a prize for peace is no disaster."""
    garden = by_words("Es war ein schöner Tag im Garten", "Die Sonne war warm, und alle waren froh.", TOPICS)
    assert "conflict" not in garden.topics
    prize = by_words("Nobel Peace Prize goes to survivors of the bomb", "The committee named them on Friday.", TOPICS)
    assert prize.topics[0] in {"politics", "society", "people", "other"}


def test_why_names_the_words() -> None:
    """The words that spoke most for a topic are named, with how sure the model is."""
    said = why_by_words("Central bank raises interest rates", "Inflation has not slowed, the bank said.", TOPICS)
    assert said.startswith("its words say so (")
    assert "'bank'" in said or "'inflation'" in said or "'interest'" in said or "'rates'" in said


@pytest.mark.parametrize(
    ("title", "body", "slugs"),
    [
        (
            "Judge picked for top court faces second day of questions",
            "Senators pressed the nominee on abortion. She declined to say how she would have ruled.",
            ("politics", "crime"),
        ),
        (
            "Governor will not seek third term",
            "He said after eight years it was time for others. Three members of his party may want the nomination.",
            ("politics",),
        ),
        (
            "House leaders delay vote on budget as rebels hold out",
            "Party whips were a dozen votes short on Tuesday night. If nothing is passed by Friday, museums close.",
            ("politics",),
        ),
        (
            "Candidate drops out two weeks before primary",
            "She endorsed her rival in a speech to supporters.",
            ("politics",),
        ),
        (
            "Two thousand soldiers to stay abroad until spring",
            "The defence secretary said the troops would train local forces and guard the airport.",
            ("conflict", "politics"),
        ),
        (
            "University founder steps down as president after forty years",
            "The preacher who founded the college in a farm town hands over to his daughter. Enrolment has doubled.",
            ("education",),
        ),
        (
            "How to store bread so that it keeps for a week",
            "A cloth bag in a cool cupboard beats the fridge. Freeze what you will not eat, in slices.",
            ("lifestyle",),
        ),
    ],
)
def test_news_is_not_what_its_sources_happen_to_hold(title: str, body: str, slugs: tuple[str, ...]) -> None:
    """Politics in English is no entertainment, although the English news that the model learned from knows none."""
    assert filed(title, body) in slugs
