"""The pages of entries whose text is short: each asked once, after robots.txt, and judged before it is kept."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from site_gen.fetch import deciding
from site_gen.fetch.attempts import FetchRun
from site_gen.fetch.full_text import SAME_TEXT, paragraphs, refusal
from site_gen.fetch.http import Answer, Fault, Question, ask, host_of
from site_gen.fetch.records import AskedRecord, Attempt, PageRecord, seconds_of, text_of
from site_gen.fetch.robots import is_unsure
from site_gen.fetch.sources import SourceFeed, secrets_of
from site_gen.fetch.store import READING, digest_of, page_path, take_page
from site_gen.model import Article, FetchedFrom, Seed
from site_gen.read import read
from site_gen.read.origin import COMPANION

MOST_OF_A_HOST: Final = 10  # pages in a run
_DAY: Final = 86_400
_KEPT: Final = 60 * _DAY
_ACCEPT: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def pages_due(pages: Iterable[PageRecord], sources: Iterable[str], now: float) -> dict[str, list[PageRecord]]:
    """The pages to ask for now, by host; those that wait longest first, and no more than a host shall be asked."""
    names = set(sources)
    found: dict[str, list[PageRecord]] = defaultdict(list)
    for page in sorted(pages, key=lambda it: (it.at, it.url)):
        host = host_of(page.url)
        is_due = page.verdict == "wanted" and page.source in names and seconds_of(page.next) <= now
        if is_due and len(found[host]) < MOST_OF_A_HOST:
            found[host].append(page)
    return {host: them for host, them in found.items() if them}


def outlived(pages: Iterable[PageRecord], now: float) -> list[PageRecord]:
    """Pages that were decided on so long ago that no feed names them as new any more."""
    return [it for it in pages if it.verdict != "wanted" and now - seconds_of(it.at) > _KEPT]


class SeenParagraphs:
    """The paragraphs of the pages that came from each host in this run, and which of these pages was kept."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, str]] = defaultdict(dict)

    def of(self, host: str) -> Collection[str]:
        """Those of a host."""
        return self._seen[host].keys()

    def add(self, host: str, url: str, names: Iterable[str]) -> None:
        """Those of a page."""
        for name in names:
            self._seen[host].setdefault(name, url)

    def pages(self, host: str, names: Iterable[str]) -> list[str]:
        """The pages that showed most of these paragraphs before, if there are such."""
        shown = Counter(self._seen[host][name] for name in names if name in self._seen[host])
        return [url for url, count in shown.items() if count * 2 >= len(list(names))]


def attempt_page(page: PageRecord, feed: SourceFeed, seen: SeenParagraphs, run: FetchRun) -> Attempt:
    """Ask for a page that is due; keep it where it is the text of its entry, and note what came of it."""
    if held := run.state.host(host_of(page.url)):
        until = deciding.held_until(held, run.now)
        if until:
            return _line(page, "skip", None, f"{held.reason}; until {text_of(until)}")
    objection = run.robots.objection(page.url, page.source)
    if objection:
        return _objected(page, objection, run)
    secrets = secrets_of(feed)
    question = Question(
        url=page.url,
        limit=run.config.fetch.max_page,
        accept=_ACCEPT,
        secrets={} if isinstance(secrets, str) or host_of(page.url) != host_of(feed.url) else secrets,
        check_certificate=feed.check_certificate,
        objection=functools.partial(run.robots.objection, source=page.source),
    )
    found = ask(question, run.http, run.noted(AskedRecord(url=page.url, at=text_of(run.now), page=True)))
    if isinstance(found, Answer):
        name = host_of(found.url)
        if news := deciding.held(run.state.host(name), name, found, run.now):
            run.state.note(news)
    if isinstance(found, Fault) and found.kind == "robots":
        return _objected(page, found.reason, run)
    if (isinstance(found, Fault) and found.kind == "held") or found.status == 429:
        run.state.note(page)
        return _line(page, "skip", found, deciding.reason_of(found))
    if isinstance(found, Fault) or found.status >= 500:
        return _failed(page, found, run)
    return _judged(page, feed, found, seen, run)


def _judged(page: PageRecord, feed: SourceFeed, found: Answer, seen: SeenParagraphs, run: FetchRun) -> Attempt:
    host = host_of(page.url)
    article = None
    if found.status != 200 or found.headers.get("cf-mitigated"):
        reason = deciding.reason_of(found)
    else:
        with READING:
            article = _article(found, run)
            reason = refusal(page, article, found.body, found.url, seen.of(host))
    at = text_of(run.now)
    if article:
        names = paragraphs(article.body)
        if reason == SAME_TEXT:
            _retract(seen.pages(host, names), run)
        seen.add(host, page.url, names)
        text = digest_of(article.body.encode())
        if not reason and any(it.text == text and host_of(it.url) == host for it in run.state.pages()):
            reason = SAME_TEXT
    if reason:
        done = msgspec.structs.replace(page, verdict="refused", at=at, tries=page.tries + 1, reason=reason, next="")
        run.state.note(_slim(done))
        return _line(page, "skip" if found.status == 200 else "fail", found, f"page refused: {reason}")
    assert article  # noqa: S101 - as nothing was refused
    path = page_path(feed.folder, page.title, page.url, (page.published or at)[:7])
    origin = FetchedFrom(
        content_type=found.headers.get("content-type", ""), url=found.url, entry=page.url, guid=page.guid,
        title=page.title, published=page.published,
    )  # fmt: skip
    take_page(run.root, path, found.body, origin)
    done = msgspec.structs.replace(
        page, verdict="taken", at=at, tries=page.tries + 1, reason="", next="", file=path, text=text
    )
    run.state.note(_slim(done))
    return _line(page, "ok", found, "full text taken")


def _retract(addresses: Iterable[str], run: FetchRun) -> None:
    """Take pages back whose text another page of their host shows too: it is that of neither entry."""
    for address in addresses:
        page = run.state.page(address)
        if page and page.verdict == "taken":
            for path in (page.file, f"{page.file}{COMPANION}"):
                (run.root / path).unlink(missing_ok=True)
            run.state.note(msgspec.structs.replace(page, verdict="refused", reason=SAME_TEXT, file="", text=""))


def _objected(page: PageRecord, objection: str, run: FetchRun) -> Attempt:
    if is_unsure(objection):
        later = msgspec.structs.replace(page, next=text_of(run.now + _DAY), reason=objection)
    else:
        later = _slim(msgspec.structs.replace(page, verdict="refused", at=text_of(run.now), reason=objection))
    run.state.note(later)
    return _line(page, "skip", None, f"page not asked: {objection}", later.next)


def _failed(page: PageRecord, found: Answer | Fault, run: FetchRun) -> Attempt:
    """A page that did not come is asked once more the next day."""
    reason = deciding.reason_of(found)
    tries = page.tries + 1
    later = text_of(run.now + _DAY) if tries < 2 else ""
    failed = msgspec.structs.replace(
        page, verdict="wanted" if later else "failed", tries=tries, reason=reason, next=later, at=text_of(run.now)
    )
    run.state.note(failed if later else _slim(failed))
    return _line(page, "fail", found, f"page did not come: {reason}", later)


def _article(found: Answer, run: FetchRun) -> Article | None:
    origin = FetchedFrom(content_type=found.headers.get("content-type", ""), url=found.url)
    readings = read(Seed("page.html", found.body, origin), run.reading)
    return readings[0].article if len(readings) == 1 else None


def _slim(page: PageRecord) -> PageRecord:
    """The record without what is needed no more."""
    return msgspec.structs.replace(page, summary="", length=0)


def _line(page: PageRecord, outcome: str, found: Answer | Fault | None, reason: str, later: str = "") -> Attempt:
    return Attempt(
        source=page.source,
        url=page.url,
        outcome="ok" if outcome == "ok" else "fail" if outcome == "fail" else "skip",
        due="its entry is new and short" if page.tries == 0 else "asked once more",
        status=found.status if found else None,
        bytes=len(found.body) if isinstance(found, Answer) else 0,
        ms=found.ms if found else 0,
        next=later or None,
        reason=reason,
    )
