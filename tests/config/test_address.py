"""The site's address is never wrong in silence."""

from __future__ import annotations

import pytest
from sites import Site

from site_gen.config.address import PLACEHOLDER, is_public

NO_ADDRESS = ["", "base_url: http://127.0.0.1:8000/\n", "base_url: http://localhost:4000/x/\n"]


@pytest.mark.parametrize("line", NO_ADDRESS)
def test_without_an_address_there_are_no_feeds(site: Site, line: str) -> None:
    """The build warns, the check calls it an error, and no page leads to a feed."""
    site.write("site.yaml", f"title: T\n{line}")
    for number in range(3):
        site.seed(
            f"{number}.txt", "Comet seen over the harbour tonight", byline=f"By Ann Lee | Dec 0{number + 1}, 2025"
        )
    built = site.build()
    assert [it.code for it in built.diagnostics if it.path == "site.yaml"] == ["no-address"]
    assert not [path for path in site.output() if path.endswith(("feed.xml", "atom.xml", "feed.json", ".opml"))]
    assert not [path for path, data in site.output().items() if path.endswith(".html") and b"feed.xml" in data]
    checked = site.command("check")
    assert checked.returncode == 1
    assert "base_url" in checked.stderr
    assert "broken" not in checked.stderr
    assert "leads nowhere" not in checked.stderr


def test_the_placeholder_is_an_error_of_the_check(site: Site) -> None:
    """The one address that stands in for the site's own, and no other; the command line beats it."""
    site.write("site.yaml", f"title: T\nbase_url: {PLACEHOLDER}\n")
    site.article("2025/12/04/a.md", "A headline of today")
    assert [(it.code, it.severity) for it in site.build().diagnostics] == [("placeholder-address", "warning")]
    assert site.command("check").returncode == 1
    for base in (f"{PLACEHOLDER}x/", "https://news.example/"):
        assert not site.build(base_url=base).diagnostics
        assert site.command("check", "--strict", "--base-url", base).returncode == 0


def test_public_addresses() -> None:
    """Names of this computer are not."""
    assert is_public("https://news.example/x/")
    assert is_public("http://192.0.2.7/")
    for local in (
        "http://127.0.0.1:8000/",
        "http://127.1.2.3/",
        "http://LOCALHOST/",
        "http://[::1]:1/",
        "http://a.localhost/",
    ):
        assert not is_public(local)


def test_a_script_that_is_allowed(site: Site) -> None:
    """The policy and the check open for that address alone, and the foot makes no promise that no longer holds."""
    site.article("2025/12/04/a.md", "A headline of today")
    site.write(
        "templates/base.html",
        '{% extends "default/base.html" %}{% block head_end %}'
        '<script defer src="https://stats.example/js/a.js"></script>{% endblock %}',
    )
    text = site.read("site.yaml")
    assert "third-party" in {it.code for it in site.build().diagnostics}
    site.write("site.yaml", f"{text}privacy: {{allow: [https://stats.example/]}}\ndeploy: {{headers: true}}\n")
    assert not site.build().diagnostics
    assert site.command("check", "--strict").returncode == 0
    home, sent = site.page("index.html"), site.page("_headers")
    assert all("connect-src 'self' https://stats.example/;" in policy.replace("&#39;", "'") for policy in (home, sent))
    assert "no tracking" not in home
    for other in ("https://stats.example.evil/", "https://stats.example/other/", "https://s.example/"):
        site.write("site.yaml", f"{text}privacy: {{allow: ['{other}']}}\n")
        assert "third-party" in {it.code for it in site.build().diagnostics}
    for wrong in ("stats.example", "http://stats.example/", "https://a.example/; script-src *", "'*'"):
        site.write("site.yaml", f'{text}privacy: {{allow: ["{wrong}"]}}\n')
        assert site.command("build").returncode == 2
