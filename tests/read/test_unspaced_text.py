"""Texts of Chinese, Japanese and Korean: first line, every paragraph, names and outlets, however short."""

# an input on one line, as it would come
from __future__ import annotations

import pytest

from site_gen.model import Article, ReadingOptions, Seed
from site_gen.read import read


def article(text: str) -> Article:
    (reading,) = read(Seed("seeds/a.txt", text.encode()), ReadingOptions())
    assert reading.article, reading.diagnostics
    return reading.article


@pytest.mark.parametrize(
    ("text", "title", "authors", "source"),
    [
        (
            ("果樹園の梨が値下がり\n谷日報 佐藤健\n2026年11月3日\n\n"
            "谷の果樹園では、梨の値段が三割下がった。\n\n農家は困っている。"),
            "果樹園の梨が値下がり", ("佐藤健",), "谷日報",
        ),
        (
            ("橋は春まで通行可\n2026年11月3日 17時10分\n\n"
            "町は、古い橋を春まで開けておくと発表した。\n\n商人は喜んだ。"),
            "橋は春まで通行可", (), None,
        ),
        (
            ("山谷梨价下跌三成\n本报记者 王小梅\n2026-11-03\n\n"
            "今年山谷的梨价下跌三成，果农十分担忧。\n\n合作社周五开会。"),
            "山谷梨价下跌三成", ("王小梅",), None,
        ),
        (
            ("老橋開放至春天\n山谷時報\n2026/11/03\n\n"
            "市政府宣布，老橋將開放至明年春天。\n\n商家表示歡迎。"),
            "老橋開放至春天", (), "山谷時報",
        ),
        (
            ("골짜기 배값 하락\n이서연 기자\n2026-11-03\n\n"
            "올해 골짜기의 배값이 삼십 퍼센트 떨어졌다.\n\n농민들은 걱정한다."),
            "골짜기 배값 하락", ("이서연",), None,
        ),
    ],
)  # fmt: skip
def test_short_report(text: str, title: str, authors: tuple[str, ...], source: str | None) -> None:
    """The first line is the headline, both paragraphs are text, and a piece of a sentence is nobody's name."""
    found = article(text)
    paragraphs = tuple(part for part in text.split("\n\n")[1:])
    assert (found.title, found.authors, found.source) == (title, authors, source)
    assert tuple(found.body.split("\n\n")) == paragraphs
    assert found.published
    assert found.published.startswith("2026-11-03")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("文・佐伯 美緒", ("佐伯 美緒",)),
        ("取材・文＝佐伯 美緒", ("佐伯 美緒",)),
        ("文：佐伯美緒", ("佐伯美緒",)),
        ("文/李明", ("李明",)),
        ("记者 周敏 林晓", ("周敏", "林晓")),
    ],
)
def test_who_a_line_says_wrote_it(line: str, authors: tuple[str, ...]) -> None:
    body = "谷の果樹園では、梨の値段が三割下がった。\n\n農家は困っている。"
    assert article(f"果樹園の梨が値下がり\n\n2026年11月3日\n{line}\n\n{body}").authors == authors
