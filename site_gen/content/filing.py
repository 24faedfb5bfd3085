"""Which content file each article of the seeds belongs to: the one it has had so far, or a new one."""

from __future__ import annotations

import fnmatch
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.content.merge import stamped
from site_gen.content.site_names import without_affixes
from site_gen.errors import Diagnostic
from site_gen.hashing import digest
from site_gen.language.plain import slugify
from site_gen.markdown.frontmatter import normalise
from site_gen.model import Article, Brief, Reading, SourceRule

# "seed: seeds/a.txt" in a file whose front matter is broken otherwise
_SEED_LINE: Final = re.compile(r"^seed: *['\"]?(.+?)['\"]? *$", re.MULTILINE)


class FilingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What filing depends on beside the articles."""

    folder: str  # of the content
    seeds: str  # folder of the seeds
    sources: tuple[SourceRule, ...]
    today: str  # YYYY-MM-DD, for articles that have no date


class Filed(msgspec.Struct, frozen=True):
    """An article of the seeds and its content file."""

    path: str
    article: Article
    is_new: bool


def identify(readings: Sequence[Reading], path: str, options: FilingOptions) -> list[Article]:
    """The articles of one seed with all that ingest adds: id, slug, source, the place they came from."""
    articles = [reading.article for reading in readings if reading.article]
    own = fnmatch_source(path.removeprefix(options.seeds + "/"), options.sources)
    return [_identified(article, path, own, is_only=len(articles) == 1) for article in articles]


def fnmatch_source(path: str, sources: Iterable[SourceRule]) -> SourceRule | None:
    """The first source that says a seed is its own, else the one whose name its folder has.

    `path` is relative to the seeds' folder.
    """
    rules = list(sources)
    named = (rule for rule in rules if any(fnmatch.fnmatchcase(path, pattern) for pattern in rule.seeds))
    folder = path.partition("/")[0] if "/" in path else ""
    return next(named, None) or next((rule for rule in rules if folder and folder_of(rule.name) == folder), None)


@functools.cache
def folder_of(source: str) -> str:
    """The folder below the seeds' that is a source's own."""
    return slugify(source) or f"source-{digest(source).hex()[:8]}"


def file(
    articles: Iterable[Article], briefs: Iterable[Brief], broken: Mapping[str, str], options: FilingOptions
) -> tuple[list[Filed], list[Diagnostic]]:
    """A content file for each article; one that several seeds hold is filed once, in its newest wording.

    `broken` maps content files that cannot be read to their text: nothing is written over or beside those.
    """
    by_seed = {brief.seed: brief for brief in briefs if brief.seed}
    by_id = {brief.id: brief for brief in briefs}
    taken = {brief.path for brief in briefs} | set(broken)
    waiting_for_mending = {match[1] for text in broken.values() for match in _SEED_LINE.finditer(text)}
    filed: list[Filed] = []
    diagnostics: list[Diagnostic] = []
    claimed: dict[str, str] = {}
    for article in _settled(_newest_wording(articles, diagnostics)):
        if article.seed in waiting_for_mending:
            continue
        brief = _known(article, by_seed, by_id, claimed)
        if brief:
            claimed[brief.id] = article.seed
            first_seen = brief.published if brief.dated == "seen" else options.today
            filed.append(Filed(brief.path, _dated(article, first_seen), is_new=False))
            continue
        dated = _dated(article, options.today)
        # A file that an editor is just writing is empty for a moment: it does not even say which seed it is of.
        if _own_path(dated, options.folder) in broken:
            continue
        path = _free_path(dated, options.folder, taken)
        taken.add(path)
        slug = path.rpartition("/")[2].removesuffix(".md")
        filed.append(Filed(path, msgspec.structs.replace(dated, slug=slug), is_new=True))
    return filed, diagnostics


def _identified(article: Article, path: str, rule: SourceRule | None, *, is_only: bool) -> Article:
    named = rule.name if rule else article.source
    source = named or name_of_folder(path)
    lang = article.lang or (rule.lang if rule and rule.lang else None)
    article = normalise(msgspec.structs.replace(article, source=source, lang=lang, seed=path, id=""))
    identity = article.url or article.guid or f"{article.title}\n{article.published}\n{named}"
    own_id = digest(("article", identity)).hex()[:16]
    seed = path if is_only else f"{path}#{own_id[:8]}"
    return msgspec.structs.replace(article, id=own_id, seed=seed, generated=stamped(article))


# A folder that says how things are kept, not from whom: "inbox", "2025-12"
_NO_NAME: Final = re.compile(
    r"inbox|feeds?|pages?|saved|misc|new|mails?|texts?|articles|seeds|various|other|[\W\d_]+|.{0,2}"
)


def name_of_folder(path: str) -> str | None:
    """A source's name from the folder of its seeds, as in "seeds/meridian-wire/1.txt"; None where it has none."""
    parts = path.split("/")
    if len(parts) < 3 or _NO_NAME.fullmatch(parts[1]):
        return None
    words = re.sub(r"[-_\s]+", " ", parts[1]).strip()
    return " ".join(word.capitalize() for word in words.split()) if words == words.lower() else words


def _newest_wording(articles: Iterable[Article], diagnostics: list[Diagnostic]) -> list[Article]:
    best: dict[str, Article] = {}
    for article in articles:
        other = best.get(article.id)
        if other is None:
            best[article.id] = article
            continue
        newer, older = (article, other) if _time(article) > _time(other) else (other, article)
        best[article.id] = newer
        message = f"holds the same article as '{newer.seed}'"
        diagnostics.append(Diagnostic(older.seed, None, "same-article", message, "one of the two can go", "info"))
    return list(best.values())


def _settled(articles: Sequence[Article]) -> list[Article]:
    """The articles without the names of sites in their headlines, and stamped anew where that changed one."""
    bare = without_affixes(articles)
    return [
        old if old is new else msgspec.structs.replace(new, generated=stamped(new))
        for old, new in zip(articles, bare, strict=True)
    ]


def _time(article: Article) -> str:
    return article.modified or article.published or ""


def _known(
    article: Article, by_seed: Mapping[str, Brief], by_id: Mapping[str, Brief], claimed: Mapping[str, str]
) -> Brief | None:
    for brief in (by_id.get(article.id), by_seed.get(article.seed)):
        if brief and brief.id not in claimed and (brief.id == article.id or _is_same(article, brief)):
            return brief
    return None


def _is_same(article: Article, brief: Brief) -> bool:
    """Whether a seed still holds the article that it was filed for, and not another one under the old name."""
    if article.url and brief.url:
        return article.url == brief.url
    if article.guid and brief.guid:
        return article.guid == brief.guid
    if brief.body and brief.body == digest(article.body).hex():
        return True
    slug = brief.permalink.strip("/").rpartition("/")[2]  # of the first headline, which a person may have changed since
    return any(_share_words(slugify(article.title), other) for other in (slug, slugify(brief.title)))


def _share_words(slug: str, other: str) -> bool:
    words, others = set(slug.split("-")), set(other.split("-"))
    return len(words & others) * 2 >= len(words | others)


def _dated(article: Article, day: str) -> Article:
    """The article with a date: that of the first sight where the text has none."""
    if article.published:
        return article
    seen = msgspec.structs.replace(article, published=day, dated="seen")
    return msgspec.structs.replace(seen, generated=stamped(seen))


def _own_path(article: Article, folder: str) -> str:
    day = (article.published or "").replace("-", "/")[:10]
    slug = slugify(article.slug) or slugify(article.title) or article.id
    return f"{folder}/{day}/{slug}.md"


def _free_path(article: Article, folder: str, taken: set[str]) -> str:
    own = _own_path(article, folder)
    path, number = own, 1
    while path in taken:
        number += 1
        path = f"{own.removesuffix('.md')}-{number}.md"
    return path
