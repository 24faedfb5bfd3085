"""Addresses leave the product through one door: what is no address of the web is shown nowhere."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from sites import Site

BAD = (
    "javascript:alert(4711)",
    "data:text/html,4711",
    "vbscript:x4711",
    "file:///etc/4711",
    "http://bad host 4711/",
    "https://-4711-/",
)
TEXT = "The council of the valley has decided on Monday that the bridge stays open until spring."


@pytest.mark.parametrize("bad", BAD)
def test_no_second_way(site: Site, bad: str) -> None:
    """From front matter, links, enclosures, seeds and feeds alike."""
    site.article(
        "2025/12/04/a.md",
        "Bridge stays open",
        f"{TEXT} [Read]({bad}) and <{bad}>.",
        url=f'"{bad}"',
        enclosures=f'[{{url: "{bad}", type: audio/mpeg}}]',
    )
    site.write(
        "seeds/b.md",
        f'---\ntitle: Mill turns again\npublished: 2025-12-04\nsource: "{bad}"\nlink: "{bad}"\n---\n\nThe mill turns. [x]({bad})\n',
    )
    site.write(
        "seeds/c.xml",
        "<rss version='2.0'><channel><title>Paper</title><item><title>Ferry is back</title>"
        f"<link>{bad}</link><guid>c1</guid><enclosure url='{bad}' type='audio/mpeg' length='1'/>"
        f"<description>&lt;p&gt;The ferry is back. &lt;a href='{bad}'&gt;More&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>",
    )
    done = site.command("build", "--now", "2025-12-05T08:00:00+00:00")
    assert done.returncode == 0, done.stderr
    for file in (site.root / "output").rglob("*"):
        if file.is_file():
            text = file.read_text(errors="replace")
            assert file.suffix != ".md" or not [it for it in targets(text) if "4711" in it], file
            assert not re.search(
                r"""(?:href|src|url)=["']?[^"'> ]*4711|"(?:url|external_url)": ?"[^"]*4711|<link>[^<]*4711""", text
            ), file


@pytest.mark.parametrize("bad", BAD)
def test_addresses_of_the_configuration(site: Site, bad: str) -> None:
    """Those of sources, of their feeds and of whom readers write to are left out and named with their line."""
    sources = f'sources:\n  - {{name: Quarry, url: "{bad}", feed: "{bad}"}}\n'
    site.write("site.yaml", f'title: T\nbase_url: https://digest.example/\nreport_to: "{bad}"\n{sources}')
    site.article("2025/12/04/a.md", "Bridge stays open", TEXT, source="Quarry")
    site.article("2025/12/04/b.md", "Bridge stays open until spring", TEXT, source="Mill")
    done = site.command("build", "--now", "2025-12-05T08:00:00+00:00")
    assert done.returncode == 0, done.stderr
    assert "site.yaml:5: warning" in done.stderr
    assert "site.yaml:3: warning" in done.stderr
    assert not [file for file in (site.root / "output").rglob("*") if file.is_file() and b"4711" in file.read_bytes()]


SPELLED = (
    "[x](JavaScript:4711)", "[x](<javascript:4711>)", "[x]( javascript:4711 't')", "[x][r]\n\n[r]: javascript:4711", "<vbscript:4711>",
    "[x](&#106;avascript:4711)", "[x](javascript&colon;4711)", "![x](data:image/png,4711)", "[![a](file:4711)](file:4711)", "[x](java\\script:4711)",
)  # fmt: skip


@pytest.mark.parametrize("words", SPELLED)
def test_copies_as_markdown_hold_no_active_link(site: Site, words: str) -> None:
    """However it is spelled, what readers elsewhere would follow is words, as on the page."""
    site.article("2025/12/04/a.md", "Bridge stays open", f"{TEXT}\n\n{words}\n\n[Good](https://good.example/a)")
    site.build()
    found = targets(site.page("2025/12/04/a/index.md"))
    assert found == ["https://good.example/a"]


def targets(markdown: str) -> list[str]:
    """Where a text leads for a reader that follows everything."""
    parser = MarkdownIt()
    parser.validateLink = lambda _: True
    inline = (child for token in parser.parse(markdown) for child in token.children or ())
    return [str(it.attrs.get("href") or it.attrs.get("src")) for it in inline if it.type in {"link_open", "image"}]
