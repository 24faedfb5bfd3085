"""Which content file each article of the seeds belongs to: the one it has had so far, or a new one."""

from __future__ import annotations

import datetime
import fnmatch
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.content.copies import combine, missing_parts
from site_gen.content.folders import folder_of
from site_gen.content.memory import NO_MEMORY, ArticleRecord, Memory
from site_gen.content.merge import stamped
from site_gen.content.places import away_from_home
from site_gen.content.sameness import marks_of, marks_of_filed, same_articles
from site_gen.content.site_names import without_affixes
from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic
from site_gen.language.clock import in_zone, starts
from site_gen.language.plain import composed, slugify
from site_gen.markdown.frontmatter import normalise
from site_gen.model import Article, Brief, Reading, SourceRule

# "seed: seeds/a.txt" in a file whose front matter is broken otherwise
_SEED_LINE: Final = re.compile(r"^seed: *['\"]?(.+?)['\"]? *$", re.MULTILINE)


TAKEN_AS_ONE: Final = "taken-as-one"  # the code of what is said of entries that are taken for one
FILED_TWICE: Final = "filed-twice"
_LONGEST_SLUG: Final = 80
_NEVER: Final = "9999"
_TITLE_SHOWN: Final = 60  # characters of a headline in a message
# What comes from a feed or a page and is dated further ahead is the day of an event, or a mistake.
_MOST_AHEAD: Final = datetime.timedelta(days=1)


class FilingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What filing depends on beside the articles."""

    folder: str  # of the content
    seeds: str  # folder of the seeds
    sources: tuple[SourceRule, ...]
    now: str  # ISO 8601, as the site's clocks tell it
    timezone: str = "UTC"  # of the site


class Filed(msgspec.Struct, frozen=True):
    """An article of the seeds and its content file."""

    path: str
    article: Article
    is_new: bool
    keep: frozenset[str] = frozenset()  # keys in which the file stays as it is
    is_moved: bool = False  # the seed that the file names is gone


def identify(readings: Sequence[Reading], path: str, options: FilingOptions) -> list[Article]:
    """The articles of one seed with all that ingest adds: id, slug, source, the place they came from."""
    articles = [
        msgspec.structs.replace(reading.article, entry=number)
        for number, reading in enumerate(readings, 1)
        if reading.article
    ]
    own = fnmatch_source(path.removeprefix(options.seeds + "/"), options.sources)
    shared = _shared([article.url for article in articles])
    if len(articles) == 1:
        return [_identified(articles[0], path, own, shared, is_only=True)]
    return _named_apart([_identified(article, path, own, shared, is_only=False) for article in articles])


def _named_apart(articles: Sequence[Article]) -> list[Article]:
    """The articles of one seed; those that it gives again have names of their own, so that none is passed over."""
    counts: Counter[str] = Counter()
    found = []
    for article in articles:
        counts[article.seed] += 1
        number = counts[article.seed]
        found.append(msgspec.structs.replace(article, seed=f"{article.seed}-{number}") if number > 1 else article)
    return found


def _shared(urls: Iterable[str | None]) -> frozenset[str]:
    """Addresses that several entries of one seed have."""
    return frozenset(url for url, count in Counter(urls).items() if url and count > 1)


def fnmatch_source(path: str, sources: Iterable[SourceRule]) -> SourceRule | None:
    """The first source that says a seed is its own, else the one whose name its folder has.

    `path` is relative to the seeds' folder.
    """
    rules, path = list(sources), composed(path)
    named = (rule for rule in rules if any(fnmatch.fnmatchcase(path, composed(it)) for it in rule.seeds))
    folder = path.partition("/")[0] if "/" in path else ""
    return next(named, None) or next((rule for rule in rules if folder and folder_of(rule.name) == folder), None)


def file(
    articles: Iterable[Article],
    briefs: Iterable[Brief],
    broken: Mapping[str, str],
    options: FilingOptions,
    memory: Memory = NO_MEMORY,
) -> tuple[list[Filed], list[Diagnostic]]:
    """A content file for each article; one that several seeds hold is filed once, with what each of them has.

    `broken` maps content files that cannot be read to their text: nothing is written over or beside those.
    """
    briefs = list(briefs)
    articles = _settled(list(articles))
    taken = _Taken(briefs, broken)
    seeds = {article.seed.partition("#")[0] for article in articles}
    waiting_for_mending = {match[1] for text in broken.values() for match in _SEED_LINE.finditer(text)}
    filed: list[Filed] = []
    diagnostics: list[Diagnostic] = []
    for copies, known, again in _who_is_who(articles, briefs, memory):
        diagnostics += map(_filed_twice, again, [known] * len(again))
        if not copies:
            continue
        diagnostics += _pages_missing(copies)
        if any(copy.seed in waiting_for_mending for copy in copies):
            continue
        combined = combine(copies, known, options.timezone)
        record = memory.get(known.id) if known else None
        dated, found = _dated(combined.article, known, record, options)
        diagnostics += found
        if known:
            keep = combined.keep - {"published", "dated"} if dated is not combined.article else combined.keep
            is_moved = known.seed != "" and known.seed.partition("#")[0] not in seeds
            filed.append(Filed(known.path, dated, is_new=False, keep=keep, is_moved=is_moved))
            diagnostics += _taken_as_one(copies, known, known.path)
        # A file that an editor is just writing is empty for a moment: it does not even say which seed it is of.
        elif _own_path(dated, options) not in broken:
            filed.append(taken.file(dated, options))
            diagnostics += _taken_as_one(copies, None, filed[-1].path)
    return filed, diagnostics


def _who_is_who(
    articles: Sequence[Article], briefs: Sequence[Brief], memory: Memory
) -> Iterator[tuple[list[Article], Brief | None, list[Brief]]]:
    """The copies of each article in the seeds, what was filed of it first, and what was filed of it again."""
    links = (record.links if (record := memory.get(brief.id)) else () for brief in briefs)
    marks = [*map(marks_of_filed, briefs, links), *map(marks_of, articles)]
    count = len(briefs)
    seeds = {article.seed.partition("#")[0] for article in articles}
    moved = {
        (brief.title, brief.body): brief
        for brief in briefs
        if brief.body and brief.seed and brief.seed.partition("#")[0] not in seeds
    }
    for places in same_articles(marks):
        copies = [articles[at - count] for at in places if at >= count]
        known = [briefs[at] for at in places if at < count]
        # A text whose folder and source were renamed at once: the file that it was filed from is gone.
        found = [] if known else [moved.get((copy.title, digest(copy.body).hex())) for copy in copies]
        known += {brief.path: brief for brief in found if brief}.values()
        known.sort(key=lambda brief: _filed_when(brief, memory))
        yield copies, known[0] if known else None, known[1:]


def _filed_when(brief: Brief, memory: Memory) -> tuple[str, tuple[bool, bool], str, str]:
    """The order of filing; articles from before the memory come first, those that it has not seen last."""
    record = memory.get(brief.id)
    return record.filed if record else _NEVER if memory else "", away_from_home(brief), brief.path, brief.id


def _pages_missing(copies: Sequence[Article]) -> Iterator[Diagnostic]:
    """What is said of an article on several pages of which some are not there."""
    missing = missing_parts(copies)
    if missing:
        last = max(copies, key=lambda copy: copy.part)
        message = f"is page {last.part} of an article, and there is no page {' and '.join(map(str, missing))}"
        yield Diagnostic(last.seed, None, "missing-page", message, "save it beside this one", "warning")


def _taken_as_one(copies: Sequence[Article], known: Brief | None, path: str) -> Iterator[Diagnostic]:
    """What is said once of entries that are taken for one article: those that its content file does not name yet."""
    named = {known.seed, *known.copies} if known else set()
    ordered = sorted(copies, key=lambda copy: (known is not None and copy.seed != known.seed, copy.seed))
    first, *others = ordered
    for other in others:
        is_page = max(other.part, 1) != max(first.part, 1) or (other.part > 1) != (first.part > 1)
        if other.seed in named or is_page:
            continue
        file, name = _place(first)
        where, own = _place(other)
        message = f"{own or 'it'} is the same article as {name + ' of ' if name else ''}'{file}'; '{path}' has both"
        yield Diagnostic(where, None, TAKEN_AS_ONE, message, "", "info")


def _filed_twice(brief: Brief, first: Brief | None) -> Diagnostic:
    """What is said of an article that an earlier version, or another branch, filed although it was there."""
    both = "" if first and first.permalink == brief.permalink else ", and both are published"
    message = f"is the same article as '{first.path if first else ''}'{both}"
    return Diagnostic(brief.path, None, FILED_TWICE, message, "delete this file if the two are one", "info")


def _place(copy: Article) -> tuple[str, str]:
    """The file of a copy, and what stands for it where that holds several."""
    file, _, entry = copy.seed.partition("#")
    title = copy.title if len(copy.title) <= _TITLE_SHOWN else f"{copy.title[: _TITLE_SHOWN - 1].rstrip()}…"
    return file, f"entry {copy.entry}, '{title}'," if entry else ""


class _Taken:
    """The files, addresses and ids that are somebody's."""

    def __init__(self, briefs: Iterable[Brief], broken: Iterable[str]) -> None:
        self._files = set(broken)
        self._addresses: set[str] = set()
        self._ids: set[str] = set()
        for brief in briefs:
            self._files.add(brief.path)
            self._addresses.add(brief.permalink)
            self._ids.add(brief.id)

    def file(self, article: Article, options: FilingOptions) -> Filed:
        """A new article in a file, at an address and under an id of its own."""
        path, slug = self._free_path(_own_path(article, options))
        ids = (
            article.id,
            *(digest(("article", article.url, it)).hex()[:16] for it in (article.guid, article.title, path)),
        )
        own_id = next(id_ for id_ in ids if id_ not in self._ids)
        self._ids.add(own_id)
        self._files.add(path)
        return Filed(path, msgspec.structs.replace(article, slug=slug, id=own_id), is_new=True)

    def _free_path(self, own: str) -> tuple[str, str]:
        folder, _, name = own.rpartition("/")
        day = "/".join(folder.split("/")[-3:])
        slug, number = name.removesuffix(".md"), 1
        first = slug
        while f"{folder}/{slug}.md" in self._files or f"{day}/{slugify(slug)}/" in self._addresses:
            number += 1
            slug = f"{slugify(first, limit=_LONGEST_SLUG - len(str(number)) - 1)}-{number}"
        self._addresses.add(f"{day}/{slugify(slug)}/")
        return f"{folder}/{slug}.md", slug


def _identified(
    article: Article, path: str, rule: SourceRule | None, shared: Collection[str], *, is_only: bool
) -> Article:
    named = rule.name if rule else article.source
    source = named or name_of_folder(path)
    lang = article.lang or (rule.lang if rule and rule.lang else None)
    article = normalise(msgspec.structs.replace(article, source=source, lang=lang, seed=path, id=""))
    if rule and rule.timezone:
        dates = {
            key: in_zone(time, rule.timezone) for key in ("published", "modified") if (time := getattr(article, key))
        }
        article = msgspec.structs.replace(article, **dates)
    url = None if article.url in shared and article.guid else article.url
    identity = url or article.guid or f"{article.title}\n{article.published}\n{named}"
    if article.url in shared and not article.guid:
        identity = f"{article.url}\n{article.title}"
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


def _settled(articles: Sequence[Article]) -> list[Article]:
    """The articles without the names of sites in their headlines, and stamped anew where that changed one."""
    bare = without_affixes(articles)
    return [
        old if old is new else msgspec.structs.replace(new, generated=stamped(new))
        for old, new in zip(articles, bare, strict=True)
    ]


def _dated(
    article: Article, known: Brief | None, record: ArticleRecord | None, options: FilingOptions
) -> tuple[Article, list[Diagnostic]]:
    """The article with a date: that of the first sight if the text has none, or none that can be."""
    first = record.filed if record else ""
    seen = in_zone(first, options.timezone) if first else options.now
    if known and known.dated == "seen":
        seen = known.published
    if not article.published:
        return _seen(article, seen[:10]), []
    if article.kind == "markdown" or (known and not first):
        return article, []  # what a person wrote, or what was there before anybody remembered when
    then = seen if known and known.dated == "seen" else options.now
    ahead = starts(article.published, options.timezone) - starts(then, options.timezone)
    if ahead <= _MOST_AHEAD:
        return article, []
    message = f"is dated {article.published[:10]}, which lies in the future"
    hint = f"it counts as of its first sight, {seen[:10]}; mend the date, or write the article into content/"
    return _seen(article, seen[:10]), [Diagnostic(article.seed, None, "future-date", message, hint, "warning")]


def _seen(article: Article, when: str) -> Article:
    seen = msgspec.structs.replace(article, published=when, dated="seen", modified=None)
    return msgspec.structs.replace(seen, generated=stamped(seen))


def _own_path(article: Article, options: FilingOptions) -> str:
    day = in_zone(article.published or "", options.timezone).replace("-", "/")[:10]
    slug = slugify(article.slug) or slugify(article.title) or article.id
    return f"{options.folder}/{day}/{slug}.md"
