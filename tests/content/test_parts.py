"""An article on several pages is one article, whichever of them are saved and in whatever order."""

from __future__ import annotations

import itertools

import pytest
from sites import Site

from site_gen.content.copies import combine
from site_gen.model import Article

HOME = "https://quarry.example/bell"
TEXTS = (
    "The first page tells how the crane came on a lorry from the coast and stood there all day.",
    "The second page tells how the bell hung over the square while the town held its breath.",
    "The third page tells how it rang at noon, a little flat, and how nobody minded that at all.",
)


def page(number: int, address: str, others: str, title: str = "Crane lifts the bell") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Quarry News</title><link rel="canonical" '
        f'href="{address}"><meta property="article:published_time" content="2026-01-02T08:00:00Z"></head>'
        f"<body><article><h1>Crane lifts the bell</h1><p>{TEXTS[number - 1]}</p>"
        f"<p>{number} times the horn.</p>{others}</article>"
    )


def nav(number: int, form: str) -> str:
    words = (f"<b>{at}</b>" if at == number else f'<a href="{form.format(at)}">{at}</a>' for at in (1, 2, 3))
    return f"<div>{' '.join(words).replace(form.format(1), HOME)}</div>"


WAYS = {
    "a parameter": lambda at: (f"{HOME}?page={at}" if at > 1 else HOME, nav(at, f"{HOME}?page={{}}"), ""),
    "a folder": lambda at: (f"{HOME}/{at}/" if at > 1 else HOME, nav(at, f"{HOME}/{{}}/"), ""),
    "a word in another language": lambda at: (
        f"{HOME}/seite-{at}" if at > 1 else HOME,
        "",
        f"Crane lifts the bell - Seite {at} von 3",
    ),
    "the first page's address on all": lambda at: (HOME, nav(at, f"{HOME}?p={{}}"), ""),
}


@pytest.mark.parametrize("way", WAYS)
def test_pages_are_one_text(tmp_path_factory: pytest.TempPathFactory, way: str) -> None:
    """However its pages are numbered, their texts follow each other; a page that is missing is named."""
    for saved in ((1, 2, 3), (3, 1)):
        site = Site(tmp_path_factory.mktemp("site"))
        for at in saved:
            address, others, title = WAYS[way](at)
            site.write(f"seeds/{9 - at}.html", page(at, address, others, title or "Crane lifts the bell"))
        built = site.build(now="2026-01-03T09:00:00+00:00")
        (text,) = site.content().values()
        places = [text.find(TEXTS[at - 1]) for at in sorted(saved)]
        assert places == sorted(places)
        assert places[0] > 0
        assert f"url: {HOME}\n" in text
        assert "Seite" not in text
        missing = [it.message for it in built.diagnostics if it.code == "missing-page"]
        assert missing == ([] if len(saved) == 3 else ["is page 3 of an article, and there is no page 2"])


def test_numbers_in_addresses_are_no_pages(site: Site) -> None:
    """Neighbours with numbers in their addresses are articles of their own."""
    for at in (11, 12, 13):
        others = f'<a href="/news/{at - 1}/">Older</a> <a href="/news/{at + 1}/">Newer</a>'
        text = page(1, f"https://quarry.example/news/{at}/", others).replace("the bell", f"bell {at}")
        site.write(f"seeds/{at}.html", text.replace("coast", f"coast {at}"))
    built = site.build(now="2026-01-03T09:00:00+00:00")
    assert (built.articles, len(site.content())) == (3, 3)


def test_order_of_arrival_decides_nothing() -> None:
    """Two pages and the feed's summary give the same text however they come."""
    copies = [
        Article(title="Bell", seed="1.html", kind="html", url=HOME, body=TEXTS[0]),
        Article(title="Bell", seed="2.html", kind="html", url=HOME, body=TEXTS[1], part=2),
        Article(title="Bell", seed="f.xml", kind="feed", url=HOME, body="A bell.", published="2026-01-09"),
    ]
    found = {combine(order, None, "UTC").article.body for order in itertools.permutations(copies)}
    assert found == {f"{TEXTS[0]}\n\n{TEXTS[1]}"}


def test_texts_with_one_headline_and_date(site: Site) -> None:
    """Two texts without an address are one article if they share sentences, and two if they do not."""
    head = "Letters to the editor\nBy Ann Lee | Jan 02, 2026\n"
    first = f"{TEXTS[0]}\n\nIt was cold that morning, and the men wore gloves.\n"
    site.write("seeds/a.txt", f"{head}{first}")
    site.write("seeds/b.txt", f"{head}{first}\n{TEXTS[1]}\n")
    site.write("seeds/c.txt", f"{head}Readers wrote to us about the buses, which are late.\n\n{TEXTS[2]}\n")
    for day in ("03", "04"):
        site.build(now=f"2026-01-{day}T09:00:00+00:00")
        both, other = sorted(site.content().values(), key=len, reverse=True)
        assert TEXTS[0] in both
        assert TEXTS[1] in both
        assert TEXTS[2] in other
    (site.root / "seeds/a.txt").unlink()
    (site.root / "seeds/b.txt").unlink()
    site.build(now="2026-01-05T09:00:00+00:00")
    assert any(TEXTS[1] in text for text in site.content().values())
