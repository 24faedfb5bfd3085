"""A new digest: what `init` writes works as it stands, whatever host it is for."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from sites import ROOT, Site

HOSTS = {
    "github": ".github/workflows/deploy.yml",
    "gitlab": ".gitlab-ci.yml",
    "netlify": "netlify.toml",
    "cloudflare": "wrangler.toml",
    "s3": "deploy.sh",
    "rsync": "deploy.sh",
}


@pytest.mark.parametrize("host", HOSTS)
def test_init_for_a_host(site: Site, tmp_path: Path, host: str) -> None:
    """The digest builds and passes its check; what deploys it can be read by what reads it."""
    assert (
        site.command("init", str(tmp_path / "new"), "--host", host, "--base-url", "https://news.example/a").returncode
        == 0
    )
    new = Site.__new__(Site)
    new.root = tmp_path / "new"
    new.build()
    assert new.command("check", "--strict").returncode == 0
    assert (new.root / "output/_headers").exists() == (host in {"netlify", "cloudflare"})
    path = new.root / HOSTS[host]
    if path.suffix == ".yml":
        assert yaml.safe_load(path.read_text())
    elif path.suffix == ".toml":
        assert tomllib.loads(path.read_text())
    else:
        assert subprocess.run(["sh", "-n", path], check=False).returncode == 0
        assert path.stat().st_mode & 0o111


def test_every_host_is_documented() -> None:
    """docs/deploy.md names every host that `init` knows."""
    text = (ROOT / "docs/deploy.md").read_text().lower()
    assert [host for host in HOSTS if host not in text] == []
