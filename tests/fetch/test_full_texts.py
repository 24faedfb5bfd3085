"""Pages of many hosts, two in five of them traps: what is right is taken, what is not is refused."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from servers import Reply, Server, serving

from site_gen.fetch import hosts
from site_gen.fetch.pipeline import RunOptions, fetch
from site_gen.fetch.records import PageRecord, seconds_of
from site_gen.fetch.sources import load_sources
from site_gen.fetch.state import State

NOW = seconds_of("2026-01-02T09:00:00Z")
WHO = "mayor council harbour-board captain union ministry museum school hospital court farmers library".split()
DID = "approved rejected delayed opened closed repaired extended sold bought measured counted restored".split()
WHAT = "ferry bridge tramway budget market reservoir orchard theatre archive lighthouse timetable harbour".split()
WHERE = "Norwick Almere Tarbet Lindow Oxmoor Pellham Quarne Rothby Selwick Thornay Ulver Wexcombe".split()
WHY = "storms prices rules repairs protests floods strikes elections holidays shortages festivals surveys".split()
TRAPS = (
    "consent", "login", "paywall", "teaser", "error", "soft 404", "other article", "front page", "robots", "check",
    "json-ld paywall", "listing", "shell", "same as another",
)  # fmt: skip


def sentence(random: Random, about: str = "") -> str:
    """A sentence of a report."""
    pick = random.choice
    return (
        f"The {pick(WHO)} of {pick(WHERE)} {pick(DID)} the {about or pick(WHAT)} on account of {pick(WHY)}, "
        f"and {random.randint(3, 900)} people of {pick(WHERE)} asked the {pick(WHO)} for {pick(WHY)} to be considered."
    )


def paragraphs(random: Random, count: int, about: str = "") -> list[str]:
    """Paragraphs of a report."""
    return [" ".join(sentence(random, about) for _ in range(random.randint(2, 4))) for _ in range(count)]


def page(random: Random, site: str, title: str, texts: list[str], *, head: str = "", after: str = "") -> str:
    """A page in one of several layouts, with what pages have beside their text."""
    inner = "".join(f"<p>{text}</p>" for text in texts)
    menu = "".join(f'<li><a href="/{word}/">{word.title()}</a></li>' for word in random.sample(WHAT, 6))
    others = "".join(f'<li><a href="/{at}">{sentence(random)[:60]}</a></li>' for at in range(5))
    body = (
        f"<article><h1>{title}</h1><p class=byline>By Ann Lee</p>{inner}</article>",
        f'<div id="main"><h1 class="headline">{title}</h1><div class="article-body">{inner}</div></div>',
        f'<main><header><h1>{title}</h1><time datetime="2026-01-01">1 January 2026</time></header><section>{inner}</section></main>',  # noqa: E501 - markup, as servers write it
    )[random.randrange(3)]
    cookies = '<div class="cookie-banner"><p>We use cookies to improve this site.</p><button>OK</button></div>'
    return (
        f"<!doctype html><html lang=en><head><title>{title} | {site}</title>{head}</head><body><header><nav><ul>{menu}</ul>"  # noqa: E501 - markup, as servers write it
        f'<a href="/login">Sign in</a> <a href="/subscribe">Subscribe</a></nav></header>{body}{after}'
        f"<aside><h2>More news</h2><ul>{others}</ul></aside>{random.choice([cookies, ''])}"
        f"<footer><p>© 2026 {site}. Sign up for our newsletter. Privacy policy.</p></footer></body></html>"
    )


def trap(kind: str, random: Random, site: str, title: str, texts: list[str], summary: str) -> Reply:
    """What a server sends instead of an article."""
    wall = "<div class=paywall><h2>Subscribe to continue reading</h2><p>Already a subscriber? <a href=/login>Log in</a></p></div>"  # noqa: E501 - markup, as servers write it
    ld = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}</script>'
    )
    consent = (
        "<html><head><title>Before you continue</title></head><body><h1>Before you continue</h1><p>We and our partners use "  # noqa: E501 - markup, as servers write it
        "cookies to deliver and maintain our services, to measure audience engagement and to show personalised content and "  # noqa: E501
        "ads.</p><button>Accept all</button><button>Reject all</button></body></html>"
    )
    if kind == "front page":
        return Reply(status=302, headers={"Location": "/"})
    other = paragraphs(random, 8)
    return Reply(
        {
            "consent": lambda: consent,
            "login": lambda: (
                f"<html><title>Log in | {site}</title><body><h1>Log in</h1><form><input type=email>"
                "<input type=password><button>Log in</button></form></body></html>"
            ),
            "paywall": lambda: page(random, site, title, [summary, texts[0], texts[1][:150]], after=wall),
            "teaser": lambda: page(random, site, title, [summary]),
            "error": lambda: (
                f"<html><title>{title} | {site}</title><body><h1>Something went wrong</h1><p>Try again.</p></body></html>"  # noqa: E501 - markup, as servers write it
            ),
            "soft 404": lambda: page(random, site, "Page not found", ["The page that you asked for does not exist."]),
            "other article": lambda: page(random, site, sentence(random)[:60], other),
            "robots": lambda: page(random, site, title, texts),
            "check": lambda: (
                "<html><title>Just a moment...</title><body><h1>Checking your browser</h1><noscript>Enable "
                "JavaScript and cookies to continue</noscript></body></html>"
            ),
            "same as another": lambda: page(random, site, title, SAME),
            "json-ld paywall": lambda: page(random, site, title, [summary, *texts[:3]], head=ld),
            "listing": lambda: page(random, site, "Latest news", [sentence(random) for _ in range(10)]),
            "shell": lambda: (
                "<html><title>News</title><body><div id=root></div><script src=/a.js></script></body></html>"
            ),
        }[kind]()
    )


SAME = paragraphs(Random(99), 7)


def fill(server: Server, number: int, pages: int) -> dict[str, str]:
    """Give a host a feed and pages: by path what each page is, empty for a right one."""
    random = Random(number)
    site = f"{random.choice(WHERE)} Gazette {number}"
    kinds: dict[str, str] = {}
    items = []
    server.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /closed/\n")
    server.pages["/"] = Reply(page(random, site, site, [sentence(random) for _ in range(12)]))
    for at in range(pages):
        title = f"{random.choice(WHERE)} {random.choice(WHO)} {random.choice(DID)} {random.choice(WHAT)} after {random.choice(WHY)}"  # noqa: E501
        texts = paragraphs(random, random.randint(5, 9), title.split()[3])
        form = random.randrange(3)
        summary = (texts[0], texts[0][: random.randint(90, 160)] + " …", f"{sentence(random, title.split()[3])}")[form]
        texts = [summary.removesuffix(" …"), *texts] if form == 2 else texts
        kind = TRAPS[(number * 4 + at // 5 * 2 + at % 5) % len(TRAPS)] if at % 5 < 2 else ""
        kind = "same as another" if number % 3 == 1 and at in {5, 6} else kind if kind != "same as another" else "shell"
        path = f"/closed/{at}" if kind == "robots" else f"/news/{at}"
        kinds[path] = kind
        whole = page(random, site, title, texts)
        server.pages[path] = trap(kind, random, site, title, texts, summary) if kind else Reply(whole)
        reply = server.pages[path]
        assert isinstance(reply, Reply)
        reply.headers.setdefault("Content-Type", "text/html; charset=utf-8")
        items.append(
            f"<item><title>{title}</title><link>{server.url(path)}</link><guid>{number}-{at}</guid>"
            f"<pubDate>01 Jan 2026 {at:02}:00:00 GMT</pubDate><description>{summary}</description></item>"
        )
    server.pages["/feed"] = Reply(f'<rss version="2.0"><channel><title>{site}</title>{"".join(items)}</channel></rss>')
    return kinds


def judged(root: Path, count: int, first: int = 0) -> tuple[float, list[str], list[str]]:
    """Fetch pages of so many hosts: the share of right ones taken, traps taken, right ones refused with the reason."""
    with serving(*(f"127.0.1.{at + 1}" for at in range(count))) as servers:
        kinds = {server.address: fill(server, first + at, 10) for at, server in enumerate(servers)}
        sources = [{"name": f"Desk {server.address}", "feed": server.url()} for server in servers]
        root.mkdir(parents=True, exist_ok=True)
        (root / "site.yaml").write_text(
            json.dumps({"title": "T", "sources": sources, "fetch": {"allow": ["127.0.0.0/8"]}})
        )
        fetch(root, load_sources(root), RunOptions(now=NOW))
        assert not [it for server in servers for it in server.requests if it.path.startswith("/closed")]
    records = {it.url: it for it in State(root).pages()}
    right, let_in, refused = [], [], []
    for server in servers:
        for path, kind in kinds[server.address].items():
            record: PageRecord = records[server.url(path)]
            is_taken = record.verdict == "taken"
            if not kind:
                right.append(is_taken)
                refused += [] if is_taken else [f"{path}: {record.reason}"]
            elif is_taken:
                let_in.append(kind)
    return sum(right) / len(right), let_in, refused


def test_right_pages_are_taken_and_traps_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of pages of many hosts in several layouts the right ones are taken, and no trap."""
    monkeypatch.setattr(hosts, "PAUSE", 0.0)
    share, let_in, refused = judged(tmp_path / "site", 8)
    assert let_in == []
    assert share >= 0.97, refused
