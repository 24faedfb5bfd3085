"""Old pages: paragraphs parted by breaks, a page in a table, boxes beside it, addresses that tools noted."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import pytest
from readings import ONE, TWO, one, page

LINK = "<a href='https://g.example/wall'>the west wall</a>"


@pytest.mark.parametrize(
    "body",
    [
        f"<table width='100%'><tr><td><h1>Pears fall</h1></td></tr><tr><td><span>By Ann Lee</span><br><br>\n{ONE}<br>\n<br>\nSee {LINK} until then.<br></td></tr></table>",
        f"<h1>Pears fall</h1><div>{ONE}<br/><br/><br/>See {LINK} until then.</div>",
        f"<h1>Pears fall</h1><p></p><font size='2'>{ONE}<br><br>See {LINK} until then.</font>",
    ],
)
def test_two_breaks_part_paragraphs(body: str) -> None:
    found = page(body, "Pears fall", "<meta name='author' content='Ann Lee'>")
    assert found.body == f"{ONE}\n\nSee [the west wall](https://g.example/wall) until then."


def test_one_break_parts_lines() -> None:
    body = page(
        f"<article><h1>Pears fall</h1><p>One red pear<br>and a green one.</p><p>{ONE}</p></article>", "Pears fall"
    ).body
    assert body == f"One red pear\\\nand a green one.\n\n{ONE}"


@pytest.mark.parametrize("box", ["most-read", "relacionadas", "tendances", "meistgelesen", "lees-ook"])
def test_boxes_beside_the_text(box: str) -> None:
    """Neither their words are text nor their writers the page's."""
    beside = f"<div class='{box}'><h3>More</h3><p><a rel='author' href='/a/x'>il y a 2 heures Jo Marsh</a></p></div>"
    found = page(
        f"<article><h1>Pears fall</h1><p class='meta'>Par <a rel='author' href='/a/y'>Ann Lee</a> — il y a 20 minutes</p><p>{ONE}</p><p>{TWO}</p>{beside}</article>",
        "Pears fall",
        lang="fr",
    )
    assert found.authors == ("Ann Lee",)
    assert found.body == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "comment",
    [
        "\n Archive processed by SingleFile\n url: https://g.example/pears\n saved date: Sun Nov 29 2026\n",
        "\n Page saved with SingleFile \n url: https://g.example/pears \n saved date: Sun Nov 29 2026\n",
    ],
)
def test_the_address_that_a_tool_noted(comment: str) -> None:
    html = f"<!DOCTYPE html><html><!--{comment}--><head><title>Pears fall</title></head><body><h1>Pears fall</h1><p>{ONE}</p></body></html>"
    assert one("a.html", html).url == "https://g.example/pears"


@pytest.mark.parametrize(
    "line",
    [
        "Retrieved from https://g.example/pears on 29 November 2026",
        "Accessed 29 Nov 2026: https://g.example/pears",
        "Zuletzt abgerufen: https://g.example/pears am 29.11.2026.",
    ],
)
def test_when_a_text_was_looked_up_is_not_its_day(line: str) -> None:
    found = one("a.txt", f"Pears fall\nBy Ann Lee | 20 November 2026\n\n{ONE}\n\n{TWO}\n\n{line}\n")
    assert (found.url, found.published) == ("https://g.example/pears", "2026-11-20")
    assert found.body == f"{ONE}\n\n{TWO}"
