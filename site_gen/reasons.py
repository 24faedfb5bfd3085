"""Answers to `why`: why articles are one story or not, and what stands behind a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_gen.config import Config
from site_gen.edition import headline
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.memo import Memo
from site_gen.model import Brief
from site_gen.pipeline import briefs as load_briefs
from site_gen.stories import compare, group


def why_one_story(root: Path, config: Config, memo: Memo, first: str, second: str) -> list[str]:
    """Whether two articles are one story, in lines to print, with the reason."""
    briefs = load_briefs(root, config, memo)
    a, b = _find(first, briefs), _find(second, briefs)
    found = compare(headline(a), headline(b))
    stories = group(map(headline, briefs))
    are_one = stories[a.id] == stories[b.id]
    lines = [
        f"A  {a.title}  ({a.path})",
        f"B  {b.title}  ({b.path})",
        "one story" if are_one else "two stories",
        f"reason: {found.rule}",
        f"score: {found.score:.2f}",
    ]
    if b.story == a.id or a.story == b.id:
        lines.append("decided by an editor: 'story' in the front matter")
    if found.shared:
        lines.append(f"shared: {', '.join(found.shared)}")
    lines += [f"against: {veto}" for veto in found.vetoes]
    return lines


def why_page(root: Path, config: Config, memo: Memo, name: str) -> list[str]:
    """When and from what a page was made, in lines to print."""
    path = name.removeprefix(f"{config.folders.output}/").lstrip("/")
    if path.endswith("/") or not path:
        path += "index.html"
    rows = memo.rows("select size, mtime from published where path = ?", (path,))
    output = root / config.folders.output / path
    if not rows:
        is_foreign = output.exists()
        said = f"'{path}' is not from site-gen" if is_foreign else f"no page '{path}' was ever built"
        raise SiteGenError(Diagnostic(path, None, "no-page", said, "name a file below output/"))
    size, mtime = rows[0]
    if not output.exists():
        return [f"{path}: is gone; the next build makes it again"]
    status = output.stat()
    if (status.st_size, status.st_mtime_ns) != (size, mtime):
        return [f"{path}: was changed by someone else since; the next build makes it again"]
    shown = [brief for brief in load_briefs(root, config, memo) if path == brief.permalink + "index.html"]
    return [f"{path}: is as the last build left it", *(f"shows: {brief.path} ({brief.title})" for brief in shown)]


def _find(name: str, briefs: Sequence[Brief]) -> Brief:
    wanted = name.strip().strip("/")
    for brief in briefs:
        if wanted in {brief.id, brief.path, brief.permalink.strip("/"), brief.title, brief.seed}:
            return brief
    hint = "name it by its id, its file in content/, its address or its whole headline"
    raise SiteGenError(Diagnostic(name, None, "no-article", "no such article", hint))
