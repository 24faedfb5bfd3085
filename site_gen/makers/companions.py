"""Makes the files beside pages: web manifest, search index, Markdown copies, OpenSearch description."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final

from site_gen.language.plain import GENERATOR
from site_gen.markdown.escaping import escape_inline
from site_gen.pages.file_views import CopyView, ManifestView, OpenSearchView, ShardsView, ShardView


def make(maker: str, view: Any, bodies: Mapping[str, str], static: Mapping[str, str]) -> bytes:
    """Make a file by the name of its maker (Any: each maker has its own view); `bodies` hold Markdown."""
    if maker == "manifest":
        return manifest(view, static)
    if maker == "copy":
        return copy(view, bodies)
    return _FROM_VIEW[maker](view)


def manifest(view: ManifestView, static: Mapping[str, str]) -> bytes:
    """The web manifest (https://www.w3.org/TR/appmanifest/)."""
    icons = [
        {"src": static[file], "sizes": size, "type": "image/png", "purpose": "any"}
        for file, size in view.icons
        if file in static
    ]
    return _json({
        "name": view.name,
        "short_name": view.name if len(view.name) <= 24 else view.name[:23] + "…",
        "description": view.description,
        "id": view.base,
        "start_url": view.base,
        "scope": view.base,
        "display": "minimal-ui",
        "lang": view.lang,
        "dir": view.dir,
        "background_color": "#ffffff",
        "theme_color": view.colour,
        "icons": icons,
        "generator": GENERATOR,
    })  # fmt: skip


def shard(view: ShardView) -> bytes:
    """A month of the search index: a row for each story, short because every reader who searches loads it."""
    rows = [
        [it.url, it.title, it.summary, it.day, it.topics, it.sources, it.lang, it.also, it.authors]
        for it in view.stories
    ]
    return _json({"generator": GENERATOR, "stories": rows})


def shards(view: ShardsView) -> bytes:
    """The months of the search index."""
    return _json({"generator": GENERATOR, "shards": view.shards})


def opensearch(view: OpenSearchView) -> bytes:
    """An OpenSearch 1.1 description; its short name may have 16 characters."""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- {GENERATOR} -->
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{_text(view.name[:16].strip())}</ShortName>
<Description>{_text(view.description[:1024])}</Description>
<Language>{_text(view.lang)}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Image width="32" height="32" type="image/x-icon">{_text(view.icon)}</Image>
<Url type="text/html" template="{_text(view.search)}?q={{searchTerms}}"/>
</OpenSearchDescription>
""".encode()


def copy(view: CopyView, bodies: Mapping[str, str]) -> bytes:
    """A story as Markdown with front matter; JSON is YAML, so its values are written as JSON."""
    keys = {
        "title": view.title,
        "url": view.url,
        "authors": view.authors,
        "published": view.published,
        "modified": view.modified,
        "source": view.source,
        "original": view.original,
        "lang": view.lang,
        "topics": view.topics,
        "generator": GENERATOR,
    }
    head = "".join(f"{key}: {_value(value)}\n" for key, value in keys.items() if value)
    parts = [f"---\n{head}---", f"# {escape_inline(view.title)}", bodies[view.body] if view.body else ""]
    for title, source, body in view.more:
        parts += [f"## {_attributed(title, source)}", bodies[body]]
    if view.reports:
        parts.append("\n".join(f"- {_attributed(title, source)} {url}".rstrip() for title, source, url in view.reports))
    return ("\n\n".join(part.strip() for part in parts if part.strip()) + "\n").encode()


def _attributed(title: str, source: str) -> str:
    return escape_inline(f"{title} ({source})" if source else title)


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


_FROM_VIEW: Final[dict[str, Callable[[Any], bytes]]] = {"shard": shard, "shards": shards, "opensearch": opensearch}
MAKERS: Final = frozenset({"manifest", "copy", *_FROM_VIEW})


def _text(text: str) -> str:
    """Escape a text for XML."""
    return escape(text, quote=False)
