"""Hands bytes that a coverage-guided fuzzer invents to the readers: they must answer, whatever the bytes (`make fuzz`).

Not part of the test suite: it runs as long as it is asked to, `-max_total_time=SECONDS`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["site_gen"]):
    from site_gen.markdown.frontmatter import parse, write
    from site_gen.markdown.to_html import to_html
    from site_gen.model import ReadingOptions, Seed
    from site_gen.read import read
    from site_gen.read.kinds import kind_of

sys.path.insert(0, str(Path(__file__).parent.parent / "read"))
from test_no_word_lost import FORMS, check, said_of, words_of  # the forms that sentences come in

NAMES = ("a.txt", "a.html", "a.xml", "a.json", "a.md", "a.eml", "a.gz")
OPTIONS = ReadingOptions(max_bytes=100_000, max_nodes=2_000)


def one_input(data: bytes) -> None:
    """Read, file and render what the bytes hold; nothing may raise, and no reader may fail on its file."""
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    for reading in read(Seed(f"seeds/{name}", data[1:]), OPTIONS):
        unforeseen = [it for it in reading.diagnostics if "the reader failed" in it.message]
        assert not unforeseen, unforeseen
        if reading.article:
            html = to_html(reading.article.body)
            assert "<script" not in html
            assert parse(write(reading.article), "x.md").article is not None or not reading.article.title.strip()
    text = data[1:].decode("utf-8", "replace")
    kind_of(text, name)
    parse(text, "x.md")
    lines = [line for line in text.splitlines() if line.isprintable() and len(words_of(line).split()) > 2][:9]
    if lines:
        form = sorted(FORMS)[data[0] % len(FORMS)]
        file, make = FORMS[form]
        if form.startswith("Markdown"):  # there these signs are marks, which join words or part them
            lines = [line for line in lines if not set(line) & set("`*_~[]<>\\#|&!")]
        check(make(lines), file, said_of(form, lines))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
