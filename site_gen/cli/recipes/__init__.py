"""What deploys a digest, by host: files as they are written into it, but for the minute, which is drawn for each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_MINUTE: Final = "@MINUTE@"
# Host -> place in the digest -> file of this folder.
RECIPES: Final = {
    "github": {".github/workflows/deploy.yml": "github.yml", ".github/dependabot.yml": "dependabot.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "netlify": {"netlify.toml": "netlify.toml"},
    "cloudflare": {"wrangler.toml": "wrangler.toml", "build.sh": "build.sh"},
    "s3": {"deploy.sh": "s3.sh"},
    "rsync": {"deploy.sh": "rsync.sh"},
    "cron": {"run.sh": "cron.sh", "site-gen.cron": "cron"},
    "systemd": {
        "systemd/site-gen.service": "site-gen.service",
        "systemd/site-gen.timer": "site-gen.timer",
        "systemd/install.sh": "systemd.sh",
    },
    "docker": {"Dockerfile": "Dockerfile", ".dockerignore": "dockerignore"},
}  # fmt: skip


def recipe(host: str, minute: int) -> dict[str, str]:
    """The files that deploy a digest, by their places in it; a schedule of theirs begins at `minute`."""
    texts = {place: (_HERE / name).read_text(encoding="utf-8") for place, name in RECIPES[host].items()}
    return {place: text.replace(_MINUTE, str(minute)) for place, text in texts.items()}
