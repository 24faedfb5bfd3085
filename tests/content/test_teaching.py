"""A person's decisions teach how later articles are filed; what is filed keeps its topic, however it is built."""

from __future__ import annotations

import json
import shutil

import numpy as np
from sites import Site

from benchmarks.topics.train import train
from site_gen.content.topics import by_words, subjects, taxonomy
from site_gen.content.topics.classifier import beliefs
from site_gen.content.topics.taxonomy import BUILT_IN
from site_gen.content.topics.teaching import TopicLesson, leaning, teach
from site_gen.model import Topic

TOPICS = taxonomy((Topic(slug="chess", name="Chess"),))
OPENING = ("Grandmaster wins with a bold gambit", "The grandmaster gave up a rook and a bishop for a quick checkmate.")
ENDGAME = ("Bishop and rook decide the endgame", "The grandmaster found a checkmate with his last bishop.")
EARLIER = ("Checkmate in twelve moves", "A rook for a bishop: the young grandmaster surprised everyone in Oslo.")
RATES = ("Central bank raises interest rates", "Inflation has not slowed, the central bank said on Tuesday.")
FLOOD = ("Flood leaves hundreds homeless", "The river burst its banks, and rescue boats carried families away.")
CHESS = "topics: [{slug: chess, name: Chess}]\n"


def first(text: tuple[str, str], *lessons: TopicLesson) -> str:
    return by_words(*text, TOPICS, teach(lessons, subjects(TOPICS))).topics[0]


def test_a_lesson_is_heard_where_words_are_alike() -> None:
    """A topic of the site's own is learned from what a person filed under it; other articles stay where they were."""
    lessons = [TopicLesson(*OPENING, ("chess",))]
    assert first(ENDGAME) != "chess"
    assert first(ENDGAME, *lessons) == "chess"
    assert first(RATES, *lessons) == first(RATES) == "economy"
    assert first(FLOOD, *lessons) == first(FLOOD) == "disaster"


def test_lessons_have_no_order_and_no_unknown_topics() -> None:
    """The same lessons teach the same in any order; a topic that the site has not teaches nothing."""
    lessons = [TopicLesson(*OPENING, ("chess",)), TopicLesson(*RATES, ("politics",))]
    one, other = (teach(it, subjects(TOPICS)) for it in (lessons, lessons[::-1]))
    assert leaning(one, *ENDGAME) == leaning(other, *ENDGAME) != {}
    assert leaning(teach([TopicLesson(*OPENING, ("go",))], subjects(TOPICS)), *ENDGAME) == {}


def filed(site: Site) -> dict[str, list[str]]:
    """The topics of every story, by headline, as the search knows them."""
    shards = [text for path, text in site.output().items() if path.startswith("search/20")]
    return {story[1]: story[4] for shard in shards for story in json.loads(shard)["stories"]}


def test_decisions_teach_what_is_filed_later(site: Site) -> None:
    """What is filed keeps its topic; an article filed after a decision follows it, in a clean build too."""
    site.write("site.yaml", f"{site.read('site.yaml')}{CHESS}")
    site.article("2025/12/04/opening.md", *OPENING)
    site.article("2025/12/04/before.md", *EARLIER, published="2025-11-01")
    site.build()
    before = filed(site)
    assert site.command("topic", OPENING[0], "Chess").returncode == 0
    site.article("2025/12/05/after.md", *ENDGAME, published="2025-12-05")
    site.build()
    after = filed(site)
    assert after[ENDGAME[0]][0] == "chess"
    assert after[EARLIER[0]] == before[EARLIER[0]] != ["chess"]
    assert "taught" in site.command("why", "2025/12/05/after/").stdout
    warm = site.output()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.root / "output")
    site.build()
    assert site.output() == warm


def test_a_text_that_changes_keeps_its_topic(site: Site) -> None:
    """An article is filed once: an edit of its text moves it to no other section, and takes the short cut."""
    site.article("2025/12/04/a.md", *RATES)
    site.build()
    site.article("2025/12/04/a.md", RATES[0], FLOOD[1] + " " + FLOOD[0] + ". " + FLOOD[1])
    site.build()
    assert filed(site)[RATES[0]][0] == "economy"


def test_a_renamed_topic_keeps_its_articles(site: Site) -> None:
    """`was:` of a topic stands for it: in front matter, in what was filed and in what the words say."""
    config = site.read("site.yaml")
    site.write("site.yaml", f"{config}topics: [{{slug: tech, name: Tech}}]\n")
    site.article("2025/12/04/a.md", "Chip is made", topics="[tech]")
    site.article("2025/12/04/b.md", *RATES)
    site.article("2025/12/04/c.md", *FLOOD)
    site.build()
    new = "[{slug: machines, name: Machines, was: [tech]}, {slug: money, name: Money, was: [economy]}]"
    site.write("site.yaml", f"{config}topics: {new}\n")
    site.build()
    assert (filed(site)["Chip is made"], filed(site)[RATES[0]]) == (["machines"], ["money"])
    assert by_words(*RATES, taxonomy((Topic(slug="money", was=("economy",)),))).topics[0] == "money"
    assert "/topics/machines/" in site.page("topics/tech/index.html")


def test_eval_says_how_well_topics_are_filed(site: Site) -> None:
    """What people filed is held against the model, by itself and taught by the rest of them."""
    rows = [{"id": at, "title": it[0], "body": it[1], "topics": ["Chess"]} for at, it in enumerate((OPENING, ENDGAME))]
    rows.append({"id": "r", "title": RATES[0], "body": RATES[1], "topics": ["economy"]})
    site.write("site.yaml", f"{site.read('site.yaml')}{CHESS}")
    said = site.command("eval", str(site.write("filed.jsonl", "\n".join(map(json.dumps, rows))))).stdout.splitlines()
    assert said[0] == "articles that people filed: 3"
    assert said[1].startswith("  first topic right 0.333 ")
    assert said[2].startswith("  first topic right 1.000 ")
    site.article("2025/12/04/a.md", *RATES, topics="[economy]")
    assert site.command("eval").stdout.startswith("articles that people filed: 1\n  first topic right 1.000 ")


class Hashes:
    """A stand-in for the encoder that the teacher is made of: words as places in a short vector."""

    def encode(self, texts: list[str]) -> np.ndarray:
        found = np.zeros((len(texts), 64), "float32")
        for row, text in zip(found, texts, strict=True):
            for word in text.casefold().split():
                row[sum(word.encode()) % 64] += 1
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1)


def test_the_model_can_be_trained(tmp_path, monkeypatch) -> None:
    """The script makes a model of a small input that files articles like those it saw, the same each time."""
    rows = [("sport", "Striker scores twice in the cup final"), ("economy", "Shares fall as the bank raises rates")]
    lines = [
        {"id": f"x-{at}", "title": it, "body": "", "lang": "en", "labels": [to]} for at, (to, it) in enumerate(rows)
    ]
    for name in ("sib", "tgcat", "thuc", "uci", "ecbtopic"):
        (tmp_path / f"{name}.dev.jsonl").write_text("\n".join(map(json.dumps, lines)))
    words = "striker cup final shares bank rates".split()
    model = train(tmp_path, Hashes(), words)
    assert model == train(tmp_path, Hashes(), words)
    (tmp_path / "model.bin").write_bytes(model)
    from site_gen.content.topics import classifier

    monkeypatch.setattr(classifier, "files", lambda _: tmp_path)
    classifier._model.cache_clear()
    try:
        for topic, title in rows:
            believed = beliefs(title, "", [it.slug for it in BUILT_IN])
            assert max(believed, key=believed.__getitem__) == topic
    finally:
        classifier._model.cache_clear()
