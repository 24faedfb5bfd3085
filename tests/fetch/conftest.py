"""What tests of fetching share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desks import Desk
from servers import Server, serving
from sites import Site

from site_gen.fetch import hosts


@pytest.fixture
def desk(site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A digest whose requests follow each other without a pause."""
    monkeypatch.setattr(hosts, "PAUSE", 0.0)
    return Desk(site)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this machine."""
    with serving("127.0.0.1") as (found,):
        yield found
