"""A month of many feeds on this machine: servers of all manners, a clock that runs ahead, and what is asked of whom."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from random import Random

from servers import Reply, Request, Server

from site_gen.fetch.pipeline import RunOptions, fetch
from site_gen.fetch.sources import load_sources

START = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
MANNERS = (
    "plain", "quiet", "weekly", "dead quiet", "no validators", "max-age", "ttl", "skip hours", "429 now and then",
    "429 without a time", "503 with a time", "two days down", "breaks", "moved", "moved for today", "busy window",
    "undated", "gzip", "missing", "gone", "maintenance", "news alone", "nonsense dates", "json", "atom", "koi8",
)  # fmt: skip
_GAPS = {"quiet": 24 * 60, "weekly": 7 * 24 * 60, "dead quiet": 10**9, "busy window": 20}


@dataclass
class Publisher:
    """One feed, what it published when, and what it was asked."""

    server: Server
    number: int
    manner: str
    random: Random
    entries: list[tuple[float, str]] = field(default_factory=list)  # minutes, name
    asked: list[float] = field(default_factory=list)  # minutes
    silent_until: float = 0
    broken_promises: int = 0
    calls: int = 0

    def publish(self, minutes: float) -> None:
        """Publish until now, at the pace of its manner."""
        gap = _GAPS.get(self.manner, 90 + 30 * (self.number % 5))
        while not self.entries or self.entries[-1][0] + gap * (0.5 + self.random.random()) <= minutes:
            last = self.entries[-1][0] + gap if self.entries else minutes - gap
            self.entries.append((min(last, minutes), f"e{self.number}x{len(self.entries)}"))

    def answer(self, request: Request, minutes: float) -> Reply:  # noqa: PLR0911 - a manner each
        """Answer at a time."""
        self.calls += 1
        self.asked.append(minutes)
        self.broken_promises += minutes < self.silent_until
        manner = self.manner
        if manner == "429 now and then" and self.calls % 7 == 3:
            self.silent_until = minutes + 200
            return Reply(status=429, headers={"Retry-After": str(200 * 60)})
        if manner == "503 with a time" and self.calls % 9 == 4:
            self.silent_until = minutes + 90
            return Reply(status=503, headers={"Retry-After": str(90 * 60)})
        if manner == "429 without a time" and self.calls % 8 == 5:
            return Reply(status=429)
        if (manner == "two days down" and 5 * 1440 < minutes < 7 * 1440) or manner == "missing":
            return Reply(status=500 if manner == "two days down" else 404)
        if manner == "gone" and minutes > 3 * 1440:
            return Reply(status=410)
        if manner == "breaks" and self.calls % 5 == 2:
            return Reply(raw=lambda connection: connection.close())
        if manner == "maintenance" and self.calls % 10 == 6:
            return Reply("<html><body><p>Back soon</p></body></html>", headers={"Content-Type": "text/html"})
        if manner in {"moved", "moved for today"} and "/new" not in request.path:
            return Reply(status=301 if manner == "moved" else 302, headers={"Location": f"/new{self.number}"})
        return self._feed(request, minutes)

    def _feed(self, request: Request, minutes: float) -> Reply:  # noqa: PLR0911 - a manner each
        window = 12 if self.manner == "busy window" else 30
        shown = self.entries[-window:]
        etag = f'"{shown[-1][1]}"'
        headers = {"ETag": etag, "Content-Type": "text/xml", "Date": format_datetime(moment(minutes), usegmt=True)}
        if self.manner == "nonsense dates":
            headers["Last-Modified"] = "a while ago"
        if self.manner == "no validators":
            del headers["ETag"]
        if self.manner == "max-age":
            headers["Cache-Control"] = "max-age=7200"
        if "ETag" in headers and request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=headers)
        if self.manner == "news alone" and (seen := request.headers.get("if-none-match", "").strip('"')):
            names = [name for _, name in shown]
            shown = shown[names.index(seen) + 1 :] if seen in names else shown
            return Reply(self._rss(shown), 226, {**headers, "IM": "feed"})
        if self.manner == "json":
            items = [
                {"id": name, "title": name, "content_text": name, "date_published": moment(at).isoformat()}
                for at, name in shown
            ]
            text = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}
            return Reply(json.dumps(text), headers={**headers, "Content-Type": "application/feed+json"})
        if self.manner == "atom":
            entries = "".join(
                f"<entry><id>{name}</id><title>{name}</title><updated>{moment(at).isoformat()}</updated></entry>"
                for at, name in shown
            )
            return Reply(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{entries}</feed>', headers=headers)
        body = self._rss(shown)
        if self.manner == "koi8":
            return Reply(
                body.replace("Desk", "Стол").encode("koi8-r"),
                headers={**headers, "Content-Type": "text/xml; charset=koi8-r"},
            )
        if self.manner == "gzip":
            return Reply(gzip.compress(body.encode()), headers={**headers, "Content-Encoding": "gzip"})
        return Reply(body, headers=headers)

    def _rss(self, shown: list[tuple[float, str]]) -> str:
        head = {"ttl": "<ttl>180</ttl>", "skip hours": "<skipHours><hour>3</hour><hour>4</hour></skipHours>"}.get(
            self.manner, ""
        )
        items = "".join(
            f"<item><title>{name}</title><guid>{name}</guid><description>{name} is what happened.</description>"
            + ("" if self.manner == "undated" else f"<pubDate>{format_datetime(moment(at))}</pubDate>")
            + "</item>"
            for at, name in reversed(shown)
        )
        return f'<rss version="2.0"><channel><title>Desk</title>{head}{items}</channel></rss>'


@dataclass
class Month:
    """What a simulation found."""

    publishers: list[Publisher]
    promises_broken: int
    most_at_once: int
    most_a_day: int
    in_time: float
    per_day: dict[str, float]
    writes_of_second_runs: int
    late: dict[str, int]  # by manner


def moment(minutes: float) -> datetime.datetime:
    """A time of the simulation."""
    return START + datetime.timedelta(minutes=minutes)


def simulate(root: Path, servers: list[Server], feeds: int, days: int, step: int = 10) -> Month:  # noqa: C901
    """Let so many feeds be fetched for so many days, a run every `step` minutes."""
    clock = [0.0]
    publishers = []
    for at in range(feeds):
        server = servers[at % len(servers)]
        publisher = Publisher(server, at, MANNERS[at % len(MANNERS)], Random(at))
        publishers.append(publisher)

        def reply(request: Request, publisher: Publisher = publisher) -> Reply:
            return publisher.answer(request, clock[0])

        server.pages[f"/feed{at}"] = server.pages[f"/new{at}"] = reply
    sources = [
        {"name": f"Desk {it.number}", "feed": it.server.url(f"/feed{it.number}"), "full_text": False}
        for it in publishers
    ]
    root.mkdir(parents=True, exist_ok=True)
    (root / "site.yaml").write_text(json.dumps({"title": "T", "sources": sources, "fetch": {"allow": ["127.0.0.0/8"]}}))
    loaded = load_sources(root)
    due_after: dict[str, float] = {}  # by entry: when its feed was due the first time after it was published
    due: dict[int, float] = {it.number: 0.0 for it in publishers}
    waiting: dict[int, list[str]] = defaultdict(list)
    came: dict[str, float] = {}
    second_writes = 0
    for minutes in range(0, days * 1440, step):
        clock[0] = minutes
        for it in publishers:
            before = len(it.entries)
            it.publish(minutes)
            for _, name in it.entries[before:]:
                due_after[name] = max(due[it.number], minutes)
                waiting[it.number].append(name)
        now = moment(minutes).timestamp()
        done = fetch(root, loaded, RunOptions(now=now))
        if minutes % 1440 == 720:
            looks = _looks(root)
            fetch(root, loaded, RunOptions(now=now))
            second_writes += _looks(root) != looks
        numbers = {f"Desk {it.number}": it.number for it in publishers}
        for line in done.lines:
            number = numbers[line.source]
            if line.next:
                due[number] = (datetime.datetime.fromisoformat(line.next) - START).total_seconds() / 60
            if line.outcome == "ok" and line.status in {200, 226} and waiting[number]:
                text = _stored(root, number)
                for name in [name for name in waiting[number] if f"{name}<" in text or f'"{name}"' in text]:
                    came[name] = minutes
                    waiting[number].remove(name)
    return _measured(publishers, servers, due_after, came, days, step, second_writes)


def _measured(
    publishers: list[Publisher], servers: list[Server], due_after: dict[str, float], came: dict[str, float], days: int,
    step: int, second_writes: int,
) -> Month:  # fmt: skip
    well = {it.number for it in publishers if it.manner not in {"missing", "gone"}}
    judged = {
        name: at
        for name, at in due_after.items()
        if int(re.findall(r"\d+", name)[0]) in well and at < (days - 2) * 1440
    }
    in_time = sum(name in came and came[name] <= at + step for name, at in judged.items()) / max(1, len(judged))
    per_day: dict[str, list[float]] = defaultdict(list)
    most = 0
    for it in publishers:
        by_day: dict[int, int] = defaultdict(int)
        for at in it.asked:
            by_day[int(at // 1440)] += 1
        hops = 2 if it.manner in {"moved", "moved for today", "breaks"} else 1
        most = max(most, *(-(-count // hops) for count in by_day.values()), 0)
        per_day[it.manner].append(len(it.asked) / days)
    return Month(
        publishers=publishers,
        promises_broken=sum(it.broken_promises for it in publishers),
        most_at_once=max(it.most_at_once for it in servers),
        most_a_day=most,
        in_time=in_time,
        per_day={manner: sum(them) / len(them) for manner, them in per_day.items()},
        writes_of_second_runs=second_writes,
        late=dict(Counter(_manner(name) for name, at in judged.items() if came.get(name, 1e9) > at + step)),
    )


def _manner(name: str) -> str:
    return MANNERS[int(re.findall(r"\d+", name)[0]) % len(MANNERS)]


def _stored(root: Path, number: int) -> str:
    folder = root / "seeds" / f"desk-{number}"
    return "\n".join(path.read_text("koi8-r" if number % len(MANNERS) == 25 else "utf-8") for path in _feeds(folder))


def _feeds(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("feed.*"))


def _looks(root: Path) -> list[tuple[str, int]]:
    files = (it for it in root.rglob("*") if it.is_file() and ".cache" not in it.parts)
    return sorted((str(it), it.stat().st_mtime_ns) for it in files)
