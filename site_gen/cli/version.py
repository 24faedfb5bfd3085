"""What runs: the version, the commit where that is known, Python, and the libraries that results depend on."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from site_gen import __version__

_TELLING: Final = ("lxml", "trafilatura", "feedparser", "markdown-it-py", "nh3", "jinja2", "msgspec", "numpy", "pillow")


def version_lines() -> Iterator[str]:
    """What to say of this installation, in lines to print."""
    commit = _commit()
    yield f"site-gen {__version__}" + (f" ({commit})" if commit else "")
    yield f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield ", ".join(f"{name} {metadata.version(name)}" for name in _TELLING)


def _commit() -> str:
    """The commit that this was installed from, or that is checked out."""
    try:
        said = json.loads(metadata.distribution("site-gen").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        said = {}
    commit = str(said.get("vcs_info", {}).get("commit_id", ""))
    folder = Path(__file__).parents[2]
    if not commit and (folder / ".git").exists() and (folder / "pyproject.toml").is_file():
        line = ["git", "-C", str(folder), "rev-parse", "--short=12", "HEAD"]
        try:
            commit = subprocess.run(line, capture_output=True, text=True, check=False, timeout=5).stdout.strip()
        except (OSError, subprocess.TimeoutExpired):
            commit = ""
    return f"commit {commit[:12]}" if commit else ""
