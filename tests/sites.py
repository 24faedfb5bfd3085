"""A digest in a folder, for tests: write its files, build it, look at what came out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from site_gen.build import build, open_memo
from site_gen.config import site_yaml
from site_gen.model import Built

NOW = "2026-01-02T09:00:00+00:00"
ROOT = Path(__file__).parent.parent


class Site:
    """One site; paths are relative to its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.write("site.yaml", "title: Test Digest\nbase_url: https://sample.example/\n")

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def seed(self, name: str, title: str, *, byline: str = "By Ann Lee | Dec 04, 2025", body: str = "") -> Path:
        body = body or f"The first paragraph about {title} says what happened.\nThe second one says why it matters."
        return self.write(f"seeds/{name}", f"{title}\n{byline}\n{body}\n")

    def article(self, path: str, title: str, body: str = "Some words of the body.", **keys: str) -> Path:
        keys = {"title": title, "published": "2025-12-04"} | keys
        lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
        return self.write(f"content/{path}", f"---\n{lines}---\n\n{body}\n")

    def build(
        self, workers: Callable[[int], Executor | None] | None = None, *, base_url: str = "", now: str = NOW
    ) -> Built:
        with open_memo(self.root) as memo:
            return build(self.root, site_yaml.load(self.root, base_url=base_url), memo, now=now, workers=workers)

    def command(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "site_gen", "-C", str(self.root), *words]
        return subprocess.run(line, capture_output=True, text=True, input=stdin, cwd=ROOT, timeout=120, check=False)

    def output(self) -> dict[str, bytes]:
        folder = self.root / "output"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def content(self) -> dict[str, str]:
        folder = self.root / "content"
        return {
            path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md") if path.is_file()
        }

    def page(self, path: str) -> str:
        return self.read(f"output/{path}")
