"""Many feeds for many days: promises that only time can break."""

from __future__ import annotations

from pathlib import Path

import pytest
from month import MANNERS, simulate
from servers import serving

from site_gen.fetch import hosts


def test_days_with_feeds_of_all_manners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No request where one was asked to wait, an hour between two, news in time, quiet feeds asked less."""
    monkeypatch.setattr(hosts, "PAUSE", 0.0)
    feeds = len(MANNERS)
    with serving(*(f"127.0.0.{at + 1}" for at in range(feeds))) as servers:
        month = simulate(tmp_path / "site", servers, feeds, days=3, step=20)
    assert month.promises_broken == 0
    assert month.most_a_day <= 24
    assert month.in_time >= 0.95
    assert month.writes_of_second_runs == 0
    assert month.per_day["weekly"] < 3
    assert month.per_day["plain"] > 4
    assert month.per_day["missing"] <= 1.5
