"""A new digest: what `init` writes works as it stands, whatever host it is for."""

from __future__ import annotations

import pytest
from sites import ROOT, Site

from site_gen.cli.commands import _HOSTS
from site_gen.cli.recipes import RECIPES


@pytest.mark.parametrize("host", ["github", "cloudflare"])
def test_init_for_a_host(site: Site, host: str) -> None:
    """The digest builds and passes its check with the address that it was given; a second init refuses."""
    new = Site.__new__(Site)
    new.root = site.root.with_name("new")
    words = ("init", str(new.root), "--host", host)
    assert site.command(*words, "--base-url", "https://news.example/a").returncode == 0
    assert "base_url: https://news.example/a/\n" in new.read("site.yaml")
    new.build()
    assert new.command("check", "--strict").returncode == 0
    assert (new.root / "output/_headers").exists() == (host == "cloudflare")
    assert site.command(*words).returncode == 2


def test_every_host_is_documented() -> None:
    """docs/deploy.md names every host that `init` knows, and `init` knows every recipe."""
    assert set(_HOSTS) == set(RECIPES)
    text = (ROOT / "docs/deploy.md").read_text().lower()
    assert [host for host in _HOSTS if f"`{host}`" not in text] == []
