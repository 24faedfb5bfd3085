"""Short reports, live blogs and pages of several articles keep the shape that the page gives them."""

# ruff: noqa: E501  # a page on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest

from site_gen.model import Article, ReadingOptions, Seed
from site_gen.read import read


def article(body: str, head: str = "", title: str = "") -> Article:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}<meta property='article:published_time' content='2026-11-03'></head><body>{body}</body></html>"
    (reading,) = read(Seed("seeds/p.html", page.encode()), ReadingOptions())
    assert reading.article, reading.diagnostics
    return reading.article


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<main><h1>Pears fall</h1><p class='author'>By Ute Kern</p><p>Growers get a third less.</p></main>", "Growers get a third less."),
        ("<article><header><h1>Pears fall</h1><time>3 November 2026</time></header><div><p>Growers get less.</p><ul><li>rain</li><li>stock</li></ul></div></article>", "Growers get less.\n\n- rain\n- stock"),
        ("<article><h1>อ่างเก็บน้ำเต็ม</h1><p>อ่างเก็บน้ำของหุบเขาเต็มแล้วเมื่อวันจันทร์</p><p>ชาวสวนยินดี</p></article>", "อ่างเก็บน้ำของหุบเขาเต็มแล้วเมื่อวันจันทร์\n\nชาวสวนยินดี"),
        ("<article><h1>السد ممتلئ</h1><p>امتلأ سد الوادي يوم الاثنين.</p><p>يفرح المزارعون.</p></article>", "امتلأ سد الوادي يوم الاثنين.\n\nيفرح المزارعون."),
        ("<article><h1>水库已满</h1><p>山谷水库周一已满。</p><blockquote><p>我们很高兴。</p></blockquote><p>农民说。</p></article>", "山谷水库周一已满。\n\n> 我们很高兴。\n\n农民说。"),
        ("<article><h1>Sums</h1><p>This is all it does:</p><div class='highlight'><pre><span>for</span> x in y:\n    print(x &lt; 1)\n</pre></div><p>And no more.</p></article>", "This is all it does:\n\n```\nfor x in y:\n    print(x < 1)\n```\n\nAnd no more."),
        ("<article><h1>Reading list</h1><p>Two things to read.</p><ol><li><a href='https://a.example/x'>On pears</a></li><li><a href='https://b.example/y'>On plums</a></li></ol></article>", "Two things to read.\n\n1. [On pears](https://a.example/x)\n2. [On plums](https://b.example/y)"),
        ("<article><h1>Scores</h1><p>All of them.</p><table><tr><th>Team</th><th>Points</th></tr><tr><td>Gulls</td><td>3</td></tr></table></article>", "All of them.\n\n| Team | Points |\n| --- | --- |\n| Gulls | 3 |"),
    ],
)  # fmt: skip
def test_short(body: str, expected: str) -> None:
    """However short, in any script: paragraphs, lists, links, tables, code and quotations as the page has them."""
    assert article(body).body == expected


def test_live_blog() -> None:
    """Each post has its time and its heading, whatever elements hold them."""
    post = "<section class='entry'><header><h3>{1}</h3><time datetime='2026-11-03T{0}'>{0}</time></header><p>{2}</p><button>Copy link</button></section>"
    posts = [
        ("14:20", "Bridge open again", "The first carts have crossed the bridge, and nobody was asked for a toll."),
        ("12:05", "Still closed", "Engineers are looking at the third pillar, which moved by a hand in the night."),
        ("09:30", "Bridge closed", "The bridge is closed to everybody, the council of the valley has said."),
        ("08:10", "Water rises", "The river has come up by two metres since midnight."),
    ]
    found = article(
        f"<main><h1>Flood in the valley: as it happened</h1><div class='feed'>{''.join(post.format(*it) for it in posts)}</div></main>"
    )
    for time, heading, text in posts:
        assert time in found.body
        assert f"### {heading}" in found.body
        assert text in found.body
    assert "Copy link" not in found.body
    assert found.body.index("Bridge open again") < found.body.index("Water rises")


def test_comments_are_no_live_blog() -> None:
    """What readers say below an article has times too."""
    text = (
        "<p>The council of the valley has decided on Monday that the bridge stays open until spring, after a debate of three hours in the hall.</p>"
        * 2
    )
    talk = "".join(
        f"<div class='item'><time>{n}:00</time><p>I have crossed it every day for {n} years and I shall go on doing so, whatever they say.</p></div>"
        for n in range(3, 9)
    )
    body = article(f"<article><h1>Bridge stays open</h1>{text}</article><div id='comments'>{talk}</div>").body
    assert "The council of the valley" in body
    assert "I have crossed" not in body


def test_second_article() -> None:
    """The article that the page is about is read, also where it stands below another one."""
    long = "<p>{} was seen by everybody in the valley on Monday, and nobody could say how it came there or when it will go again.</p>"
    one, two = (
        f"<article><h1>{name}</h1>{long.format(name) * 3}</article>" for name in ("A white heron", "A grey seal")
    )
    found = article(
        f"<main>{one}{two}</main>",
        title="A grey seal | Valley Post",
        head="<meta property='og:title' content='A grey seal'>",
    )
    assert found.title == "A grey seal"
    assert "heron" not in found.body
    assert "seal was seen" in found.body
