"""Projects made to harm: a good seed among what harms, and what a build and a check must then say."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

from active import active
from sites import Site

from site_gen.check import check_output
from site_gen.config import site_yaml

GOOD = "The mill turns again\nBy Ute Kern | Nov 03, 2025\n\nThe mill of the lower valley turns again since Monday morning, after a winter of repairs.\n\nIts owner was glad about it.\n"
TEXT = "The council of the valley has decided on Monday that the bridge stays open until spring."
NOW = "2026-01-02T09:00:00+00:00"


def md(front: str, body: str = TEXT) -> str:
    return f"---\n{front}\n---\n\n{body}\n"


def built(site: Site) -> tuple[str, str]:
    """What the build said of the inputs, and what a check says of the output; the good seed has its page."""
    site.write("seeds/good.txt", GOOD)
    done = site.build(now=NOW)
    assert [path for path in site.output() if "the-mill-turns-again" in path]
    site.build(now=NOW)  # again, from what was kept
    checked = check_output(site.root / "output", site_yaml.load(site.root), max_age=None, now=NOW)
    wrong = [it for it in checked.diagnostics if it.severity == "error"]
    assert not wrong, wrong[:5]
    assert not list(active(site)), list(active(site))[:5]
    said = "\n".join(map(str, done.diagnostics))
    assert "the reader failed" not in said
    return said, str(checked.summary)
