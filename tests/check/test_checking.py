"""`site-gen check` sees what readers would trip over, `build` what would tell on them; robots find every page."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import random
import re
import subprocess
import sys

import pytest
from sites import ROOT, Site

from site_gen.check.rules import xml_tree
from site_gen.check.sitemap_rules import sitemap_findings
from site_gen.markdown.to_html import to_html
from site_gen.pages.headers import SECURITY_POLICY
from site_gen.pages.sitemaps import parts

HOST = "https://sample.example/"
PAGE = '{% extends "default/404.html" %}{% block main %}<h1>Lost</h1>MORE{% endblock %}'
ABOUT = """<!DOCTYPE html>
<html lang="en"><head><title>About</title><link rel="canonical" href="https://sample.example/about.html"></head>
<body><h1>About</h1>{}</body></html>
"""


@pytest.fixture
def built(site: Site) -> Site:
    """A small digest, built."""
    for number in range(4):
        day = f"2025-12-0{number + 1}"
        site.article(
            f"{day.replace('-', '/')}/n.md", f"Story number {number}", f"Text {number}.", published=day, source="W"
        )
    site.build()
    return site


def found(site: Site, *words: str) -> list[tuple[str, str, str]]:
    """What `check` finds, as code, severity and message."""
    lines = site.command("check", "--json", *words).stdout.splitlines()
    return [(it["code"], it["severity"], it["message"]) for it in map(json.loads, lines)]


def test_a_built_site_has_nothing_wrong(built: Site) -> None:
    """Nothing is found in what a build makes, warnings included."""
    assert found(built, "--now", "2025-12-05T00:00:00+00:00", "--max-age", "2") == []
    assert found(built, "--now", "2026-12-05T00:00:00+00:00", "--max-age", "2")[0][0] == "stale"


WRONG = {
    '<a href="/nowhere/">x</a>': "broken-link",
    '<a href="/#nothing">x</a>': "broken-link",
    '<a href="/"></a>': "no-words",
    '<img src="/static/favicon.svg">': "no-alt",
    '<p id="a"></p><p id="a"></p>': "duplicate-id",
    '<p aria-labelledby="gone"></p>': "no-id",
    "<h3>Too deep</h3>": "headings",
    "<h1>Again</h1>": "headings",
    '<script src="https://cdn.example/x.js"></script>': "third-party",
    '<img alt="" srcset="/static/favicon.svg 1x, //cdn.example/x.png 2x">': "third-party",
    '<p style="background: url(https://cdn.example/x.png)">x</p>': "third-party",
    "<style>@import 'https://cdn.example/x.css';</style>": "third-party",
    '<link rel="preconnect" href="https://cdn.example/">': "third-party",
    "".join(f'<img alt="" src="/static/favicon.svg?{n}">' for n in range(5)): "weight",
}  # fmt: skip


@pytest.mark.parametrize("html", WRONG)
def test_what_is_wrong_is_found(built: Site, html: str) -> None:
    """Each fault of a page is found, and nothing else."""
    built.write("output/about.html", ABOUT.format(html))
    codes = {code for code, _, message in found(built)}
    assert codes == {WRONG[html]}


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>count()</script>", "a script in the page itself"),
        ("<style>p { color: red }</style>", "a style sheet"),
        ('<p style="color: red">x</p>', "styles of elements"),
        ('<p onclick="count()">x</p>', "scripts of elements"),
    ],
)
def test_what_the_policy_stops_is_said(built: Site, html: str, what: str) -> None:
    """A page whose policy lets files alone through says what will not run or show; data does not count."""
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">"
    page = ABOUT.format(html + '<script type="application/ld+json">{}</script>')
    built.write("output/about.html", page)
    assert "inline" not in {code for code, *_ in found(built)}
    built.write("output/about.html", page.replace("<head>", f"<head>{policy}"))
    (message,) = [message for code, _, message in found(built) if code == "inline"]
    assert what in message


def test_what_is_wrong_in_heads_is_found(built: Site) -> None:
    """A page without language, with another's title or address, is found."""
    text = ABOUT.format("")
    for old, new, code in (
        (' lang="en"', "", "no-lang"),
        ("<title>About</title>", "", "no-title"),
        ("about.html", "", "canonical"),
        (
            "About</title>",
            re.search("<title>(.*)</title>", built.page("topics/index.html"))[1] + "</title>",
            "same-title",
        ),
    ):
        built.write("output/about.html", text.replace(old, new, 1))
        assert {it[0] for it in found(built)} == {code}, code


def test_a_long_text_is_not_too_heavy(site: Site) -> None:
    """What a writer wrote counts for nothing in a page's weight; what stands around it does."""
    chosen = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chosen.choices(letters, k=9)) for _ in range(9_000)]
    text = "\n\n".join(" ".join(words[at : at + 60]) + "." for at in range(0, len(words), 60))
    site.article("2025/12/01/long.md", "A long story", text, published="2025-12-01", source="W")
    site.build()
    page = site.page("2025/12/01/long/index.html")
    assert len(gzip.compress(page.encode())) > 40_000
    assert "weight" not in {code for code, *_ in found(site)}
    ids = "".join(f'<span id="{word}"></span>' for word in words[:2_000])
    site.write("output/2025/12/01/long/index.html", page.replace("</main>", f"{ids}</main>"))
    (first, second) = [message for code, _, message in found(site) if code == "weight"]
    assert "without its text" in first
    assert "before anything is seen" in second


def test_broken_machine_files_are_found(built: Site) -> None:
    """Feeds, sitemaps, robots.txt and the list of feeds are held to their formats."""
    for path, old, new, code in (
        ("feed.xml", "<ttl>60", "<ttl>x", "feed"),
        ("atom.xml", "</feed>", "", "feed"),
        ("feed.json", '"items"', '"entries"', "feed"),
        ("sitemap.xml", f"<loc>{HOST}2025/12/04/n/", f"<loc>{HOST}gone/", "sitemap"),
        ("sitemap.xml", "<lastmod>2025", "<lastmod>25", "sitemap"),
        ("news-sitemap.xml", "<news:language>en", "<news:language>English", "sitemap"),
        ("robots.txt", "/sitemap.xml", "/map.xml", "robots"),
        ("feeds.opml", "/feed.xml", "/gone.xml", "opml"),
    ):
        text = built.page(path)
        assert old in text, path
        built.write(f"output/{path}", text.replace(old, new))
        assert {it[0] for it in found(built)} == {code}, path
        built.write(f"output/{path}", text)


def test_third_parties_fail_the_build(built: Site) -> None:
    """A theme that asks another host makes the build exit with 1, each time until it is mended or allowed."""
    built.write("templates/404.html", PAGE.replace("MORE", '<img alt="" src="https://cdn.example/x.png">'))
    for _ in range(2):
        done = built.command("build")
        assert (done.returncode, "404.html" in done.stderr, "cdn.example" in done.stderr) == (1, True, True)
    assert "Lost" in built.page("404.html")
    picture = '<img alt="" src="https://all.example/x.png">'
    built.write(
        "templates/base.html", f'{{% extends "default/base.html" %}}{{% block colophon %}}{picture}{{% endblock %}}'
    )
    assert built.command("build").stderr.count("all.example/x.png") <= 3  # said once, for all kinds of pages
    (built.root / "templates/base.html").unlink()
    built.write("templates/static/own.css", "body { background: url(//cdn.example/y.png) }")
    built.write("templates/404.html", PAGE.replace("MORE", ""))
    assert "y.png" in built.command("build").stderr
    built.write("site.yaml", f"title: Test Digest\nbase_url: {HOST}\nprivacy: relaxed\n")
    done = built.command("build")
    assert (done.returncode, "warning" in done.stderr) == (0, True)
    (built.root / "templates/static/own.css").unlink()
    assert built.command("build", "--strict").returncode == 0


def test_sitemaps_name_every_page_once(built: Site) -> None:
    """Sitemaps are valid, name stories, topics and sources; that of the news holds two days, whenever it is built."""
    sitemap, news = (built.output()[name] for name in ("sitemap.xml", "news-sitemap.xml"))
    for data in (sitemap, news):
        assert list(sitemap_findings(xml_tree(data), len(data), HOST)) == []
    named = re.findall("<loc>(.*?)</loc>", sitemap.decode())
    assert {f"{HOST}2025/12/01/n/", f"{HOST}sources/w/", HOST} <= set(named)
    assert re.findall(r"<loc>.*?/(\d+)/n/</loc>", news.decode()) == ["04", "03", "02"]
    assert built.page("robots.txt").count("Sitemap: https://sample.example/") == 2


def test_a_new_story_changes_one_of_many_sitemaps() -> None:
    """Past the most that one sitemap may hold there is one a month, filled from the oldest."""
    day = datetime.date(2025, 1, 1)
    days = [(day + datetime.timedelta(days=n)).isoformat() for n in range(100)][::-1]
    stories = [(iso[:7], (f"{HOST}{iso}/", iso)) for iso in days]
    lists = [(HOST, days[0]), (f"{HOST}topics/x/", days[0])]
    assert list(parts(lists, stories, most=102)) == [""]
    before = parts(lists, stories, most=20)
    after = parts(lists, [("2025-04", (f"{HOST}new/", "2025-04-11")), *stories], most=20)
    assert list(before) == [
        "lists-1",
        "2025-01",
        "2025-01-2",
        "2025-02",
        "2025-02-2",
        "2025-03",
        "2025-03-2",
        "2025-04",
    ]
    assert [name for name in after if after[name] != before.get(name)] == ["2025-04"]
    assert max(map(len, after.values())) == 20


def test_headers_for_hosts(built: Site) -> None:
    """`_headers` is written on request, with the policy that the pages carry; docs/deploy.md shows the same."""
    assert "_headers" not in built.output()
    built.write("site.yaml", f"title: Test Digest\nbase_url: {HOST}x/\ndeploy: {{headers: true}}\n")
    built.build()
    text = built.page("_headers")
    assert re.search(r"^/x/\*\n  Content-Security-Policy: ", text, re.MULTILINE)
    page = re.sub(r" 'sha256-[^']*'", "", built.page("index.html"))  # the page's own data, which nothing would run
    assert f'http-equiv="Content-Security-Policy" content="{SECURITY_POLICY}"' in page
    docs = (ROOT / "docs/deploy.md").read_text()
    for line in re.findall(r"^  ([A-Z].*)$", text, re.MULTILINE)[:5]:
        assert line in docs


def test_compressed_copies_follow_their_files(built: Site) -> None:
    """Copies hold what their file holds, are made anew only where it changed, and go with it; all else stays."""
    assert "unchanged" in built.command("compress").stderr
    copies = {name for name in built.output() if name.endswith(".gz")}
    assert {"index.html.gz", "feed.xml.gz", "static/style.css.gz"} <= copies
    for name in copies:
        assert gzip.decompress(built.output()[name]) == built.output()[name.removesuffix(".gz")]
    assert built.command("compress").stderr.startswith("0 copies made")
    (built.root / "content/2025/12/01/n.md").unlink()
    mine = built.write("output/mine.txt.gz", gzip.compress(b"mine"))
    built.build()
    assert "2025/12/01/n/index.html" not in built.output()
    built.command("compress")
    after = {name: data for name, data in built.output().items() if name.endswith(".gz") and name != "mine.txt.gz"}
    assert not [name for name in after if name.startswith("2025/12/01/n")]
    assert all(gzip.decompress(data) == built.output()[name.removesuffix(".gz")] for name, data in after.items())
    assert mine.exists()
    (built.root / ".cache/compressed.json").write_text("{")
    assert built.command("compress").returncode == 0


def test_headings_of_a_body_go_down_by_one() -> None:
    """A body that starts with a small heading, or leaps, is read as one that does not."""
    html = to_html("### A\n\n##### B\n\n#### C\n\n# D\n\n## E\n")
    assert re.findall(r"<(h\d)[^>]*>(.)", html) == [("h2", "A"), ("h3", "B"), ("h3", "C"), ("h2", "D"), ("h3", "E")]


def test_a_pipe_among_seeds_keeps_nobody_waiting(built: Site) -> None:
    """Looking for addresses of readers in mails goes past what is no file."""
    (built.root / "seeds").mkdir(exist_ok=True)
    os.mkfifo(built.root / "seeds/pipe.eml")
    built.write(
        "seeds/list.eml", "From: a@b.example\nTo: reader@home.example\nSubject: Boats\n\nBoats are sold today.\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", str(built.root), "check"],
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
