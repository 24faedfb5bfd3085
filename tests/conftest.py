"""Settings that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sites import Site

settings.register_profile(
    "site-gen",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("site-gen")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty digest in a folder of its own."""
    return Site(tmp_path / "site")
