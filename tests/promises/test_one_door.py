"""Addresses leave the product through one door: what is no address of the web is shown nowhere."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import re

import pytest
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
            assert not re.search(
                r"""(?:href|src|url)=["']?[^"'> ]*4711|"(?:url|external_url)": ?"[^"]*4711|<link>[^<]*4711""", text
            ), file
