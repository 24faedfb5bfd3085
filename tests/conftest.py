"""Settings that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import browsing, watched
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page
from sites import Site

settings.register_profile(
    "site-gen",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("site-gen")


# Files whose tests take seconds each; `make quick` runs the others.
SLOW = frozenset(
    "test_calendar test_checking test_cluster test_commands test_desk test_disks test_docs test_durability "
    "test_editorial test_faults test_hostile_seeds test_line test_output test_recipes test_serve test_shared_work "
    "test_starter test_theme test_warm_equals_clean test_ways test_why".split()
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker("slow")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty digest in a folder of its own."""
    return Site(tmp_path / "site")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a file; not for longer, as its event loop would be in the way of others."""
    with browsing() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab with a profile of its own; whatever its pages complain of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    opened = context.new_page()
    complaints = watched(opened)
    yield opened
    context.close()
    assert complaints == []
