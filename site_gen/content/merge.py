"""Three-way merge of a content file: what a person changed is theirs, the rest follows the seed.

The base is not a stored text but `generated`: a digest of every value that ingest last wrote, kept in the file itself.
So a merge needs no cache, works in a fresh clone, and a file without `generated` belongs to its person altogether.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import Final

import msgspec
import yaml

from site_gen.errors import Diagnostic
from site_gen.markdown.frontmatter import KEYS_IN_ORDER, Parts, Unsplit, compose, dump, line_of, plain, split
from site_gen.markdown.other_matter import put_toml, toml_blocks, with_json
from site_gen.markdown.same_text import normal_form
from site_gen.model import Article

_OWNED: Final = ("title", "published", "modified", "dated", "authors", "source", "url", "lang", "topics", "variants",
                 "related", "guid", "body")  # fmt: skip
_PUBLISH: Final = ("publish",)
# "title:1f3a9c2b" -> a key and the digest of what was generated for it
_STAMP: Final = re.compile(r"([a-z]+):([0-9a-f]{8})")


class Merged(msgspec.Struct, frozen=True):
    """The text that the file should have now, and the conflicts that a person must settle."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def stamped(article: Article) -> str:
    """What `generated` says when all of an article's values are as the seed has them."""
    return _stamps({key: _mark(article, key) for key in _owned(article)})


def is_generated(article: Article, key: str) -> bool:
    """Whether a value of a content file is as ingest wrote it."""
    return f"{key}:{_mark(article, key)}" in article.generated.split(" ")


def stamp_of(generated: str, key: str) -> str | None:
    """What `generated` says of a key; nothing where it does not name it."""
    return dict(_STAMP.findall(generated)).get(key)


def merge(
    text: str, mine: Article, fresh: Article, path: str, keep: Collection[str] = frozenset(), *, is_moved: bool = False
) -> Merged:
    """Bring what is new in `fresh`, the seed as read today, into `text`, whose article is `mine`.

    A key that only the seed changed is replaced; a key that only the person changed stays; both: it stays and is
    reported; a key of `keep` stays. A seed that moved is named anew. Everything else in the file, comments and key
    order too, stays to the letter.
    """
    base = dict(_STAMP.findall(mine.generated))
    changed, conflicts = [], []
    stamps: dict[str, str | None] = {}
    for key in (*_OWNED, *_PUBLISH):
        seen, new, now = base.get(key), _mark(fresh, key), _mark_now(mine, key, base.get(key))
        if key in _PUBLISH:  # it came with the body: without a stamp there was none, and it goes where the body goes
            seen = seen or (_NOTHING if base else None)
            new = seen or new if _mark(fresh, "body") != stamps["body"] else new
        if seen is None or seen == new or key in keep:
            stamps[key] = seen
        elif now in (seen, new):
            stamps[key] = new
            if now == seen:
                changed.append(key)
        else:
            stamps[key] = seen
            conflicts.append(_conflict(key, seen, text, path))
    own = fresh.seed if is_moved else mine.seed
    copies = tuple(sorted({*mine.copies, *fresh.copies} - {own}))
    if copies != mine.copies:
        changed.append("copies")
    if is_moved and mine.seed != fresh.seed:
        changed.append("seed")
    generated = _stamps({key: stamp for key, stamp in stamps.items() if stamp and (key, stamp) != _NO_PUBLISH})
    parts = split(text)
    if (generated == mine.generated and not changed) or isinstance(parts, Unsplit):
        return Merged(text, tuple(conflicts))
    updated = msgspec.structs.replace(fresh, generated=generated, copies=copies)
    return Merged(_rewrite(parts, path, updated, [*changed, "generated"]), tuple(conflicts))


def is_edited(article: Article) -> bool:
    """Whether a person changed, added or took away anything of an article that ingest wrote."""
    base = dict(_STAMP.findall(article.generated))
    own = article.hidden or article.draft or article.expires or article.story or article.extra
    return not base or bool(own) or any(_mark_now(article, key, stamp) != stamp for key, stamp in base.items())


def _owned(article: Article) -> tuple[str, ...]:
    """The keys that are stamped: how much is published only where that is said, as few articles say it."""
    return (*_OWNED, *_PUBLISH) if article.publish else _OWNED


def _mark(article: Article, key: str) -> str:
    """Stands for a value; bodies that say the same in other marks, as formatters write them, are the same."""
    value = getattr(article, key)
    if key == "body" and value:
        value = normal_form(value)
    return _digest(value) if value else _NOTHING


def _mark_now(article: Article, key: str, stamp: str | None) -> str:
    """The same for a value as it stands in a file; earlier versions stamped bodies to the letter, or line by line."""
    if key != "body" or not stamp or not article.body:
        return _mark(article, key)
    forms = (article.body, normal_form(article.body, unwraps=False))
    return stamp if any(_digest(form) == stamp for form in forms) else _mark(article, key)


def _digest(value: str | tuple[str, ...] | None) -> str:
    return hashlib.blake2b(msgspec.json.encode(value), digest_size=4).hexdigest()


_NOTHING: Final = _digest(None)
_NO_PUBLISH: Final = ("publish", _NOTHING)


def _stamps(marks: dict[str, str]) -> str:
    return " ".join(f"{key}:{mark}" for key, mark in marks.items())


def _conflict(key: str, stamp: str, text: str, path: str) -> Diagnostic:
    line = line_of(key, text)
    hint = f"yours stays; to settle it, write the text of the seed, or take '{key}:{stamp}' out of 'generated'"
    return Diagnostic(path, line, "conflict", f"'{key}' was changed here and in the seed", hint, "warning")


def _rewrite(parts: Parts, path: str, article: Article, keys: list[str]) -> str:
    body = f"\n{article.body.strip()}\n" if "body" in keys else parts.body
    values = {key: plain(article, key) for key in keys if key != "body"}
    opening, closing = (f"{fence}\n" if fence else "" for fence in parts.fences)
    if parts.language == "json":
        return f"{opening}{with_json(parts.written, values)}\n{closing}{body}"
    blocks = _blocks(parts, path) if parts.language == "yaml" else toml_blocks(parts.written)
    for key, value in values.items():
        if parts.language == "yaml":
            _put(blocks, key, dump({key: value}) if value else "")
        else:
            put_toml(blocks, key, value, KEYS_IN_ORDER)
    return f"{opening}{''.join(text for _, text in blocks)}{closing}{body}"


def _blocks(parts: Parts, path: str) -> list[tuple[str, str]]:
    """The front matter cut at its keys: a name and the text of each; what is no key's own has an empty name."""
    nodes = compose(parts.yaml, path)
    keys: list[yaml.ScalarNode] = [] if isinstance(nodes, Diagnostic) else [key for key, _ in nodes]
    lines = parts.yaml.splitlines(keepends=True)
    starts = [key.start_mark.line for key in keys]
    blocks = [("", "".join(lines[: starts[0] if starts else None]))]
    for key, start, end in zip(keys, starts, [*starts[1:], len(lines)], strict=True):
        own = end
        while own > start + 1 and (not lines[own - 1].strip() or lines[own - 1].startswith("#")):
            own -= 1
        blocks += [(key.value, "".join(lines[start:own])), ("", "".join(lines[own:end]))]
    return [block for block in blocks if block[1]]


def _put(blocks: list[tuple[str, str]], key: str, text: str) -> None:
    for place, (name, _) in enumerate(blocks):
        if name == key:
            blocks[place] = (key, text)
            return
    order = KEYS_IN_ORDER.index(key)
    after = [place for place, (name, _) in enumerate(blocks) if name in KEYS_IN_ORDER[:order]]
    blocks.insert(after[-1] + 1 if after else 0, (key, text))
