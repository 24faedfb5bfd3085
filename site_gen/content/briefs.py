"""A content file read into its brief: what the rest of the site needs to know of it, and what is wrong with it."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

import msgspec

from site_gen.content.excerpts import excerpt
from site_gen.content.hooked import ask_about_article, ask_about_topics
from site_gen.content.kept_ids import id_of_path
from site_gen.content.merge import is_generated
from site_gen.content.places import bundled, day_in_name, day_of, is_about_a_section, permalink
from site_gen.content.teasers import teaser
from site_gen.content.topics import BY_PERSON, BY_WORDS, Filing, KnownTopics, TopicOptions, file_under, match
from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic, changed
from site_gen.hooks.calling import load as load_hooks
from site_gen.hooks.values import NO_HOOKS, Hooks
from site_gen.language import plain, urls
from site_gen.language.clock import in_zone, starts
from site_gen.language.detection import tag
from site_gen.language.plain import count_words, slugify
from site_gen.markdown.frontmatter import body, line_of, parse
from site_gen.markdown.links import LocalLink, local_links, missing_anchors
from site_gen.markdown.marks import with_embedded, without_marks
from site_gen.markdown.own_html import shown_tags
from site_gen.markdown.to_html import is_paragraphs
from site_gen.model import Article, Brief, SourceRule, Topic
from site_gen.read.no_article import is_about_the_folder, is_ignored, is_left_behind
from site_gen.stories import body_terms, fingerprint, most_telling

_FILED_BY: Final[Mapping[str, Literal["person", "words"]]] = {BY_PERSON: "person", BY_WORDS: "words"}
_MEDIA: Final = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,90}(?:; ?[\w.+-]+=[\w.+-]+)*", re.ASCII)  # "audio/mpeg"
_DIGITS_OF_SIZE: Final = 16
NO_CONTENT: Final = "no-content"  # the code of what is said of texts in other forms
_FEW: Final = 3  # lines of an article that are named for one mistake


class LoadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a brief depends on beside its file."""

    topics: tuple[Topic, ...]
    sources: tuple[SourceRule, ...]
    lang: str
    timezone: str = "UTC"  # of the site
    folder: str = "content"
    ignore: tuple[str, ...] = ()  # as in site.yaml
    languages: tuple[str, ...] = ("en",)  # the site's own, as bare tags
    hooks: Hooks = NO_HOOKS  # that change articles


class ContentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `content/` with its bytes."""

    path: str
    data: bytes
    options: LoadOptions
    article: Article | None = None  # what `data` holds, where somebody knows


class Loaded(msgspec.Struct, frozen=True):
    """The brief of a content file, where it has one, and what is wrong with it."""

    brief: Brief | None
    diagnostics: tuple[Diagnostic, ...] = ()
    shown: str = ""  # the beginning of its body, where readers get no more
    is_plain: bool = False  # its body is nothing but paragraphs, so that HTML of it is sooner made than looked up
    links: tuple[LocalLink, ...] = ()  # of its body, to files beside it and to the site's own addresses
    hooked: tuple[Diagnostic, ...] = ()  # what is said of hooks that were asked about it


def load(file: ContentFile) -> Loaded:
    """Read a content file; whatever its bytes, the answer is a value."""
    return load_all([file])[0]


def load_all(files: Sequence[ContentFile]) -> list[Loaded]:
    """Read content files, stage by stage.

    What a stage works with stays in the processor's cache that way, which saves a quarter of the time.
    """
    if files and files[0].options.hooks.files:
        load_hooks(files[0].options.hooks)
    read = list(map(_read, files))
    found = [(file, it.article, it.published) for file, it in zip(files, read, strict=True) if it.article]
    excerpts = [_excerpt(article, file.options) for file, article, _ in found]
    bodies = [excerpt or article.body for excerpt, (_, article, _) in zip(excerpts, found, strict=True)]
    briefs = iter(_briefs(found, bodies))
    others = (it.is_rewritten for it in read if it.article)
    texts = (excerpt or (body if other else "") for excerpt, body, other in zip(excerpts, bodies, others, strict=True))
    shown = iter(zip(texts, map(is_paragraphs, bodies), strict=True))
    return [_loaded(next(briefs), it, *next(shown)) if it.article else Loaded(None, it.diagnostics) for it in read]


class _Read(NamedTuple):
    """The article of a file and when it was published, or why there is none."""

    article: Article | None
    published: str
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    body_line: int = 0
    is_rewritten: bool = False  # its body is another one than in the file
    by_hook: bool = False  # … because a hook made it so
    hooked: tuple[Diagnostic, ...] = ()
    taxonomy: tuple[Topic, ...] = ()
    hooks: Hooks = NO_HOOKS  # to ask about its topics


def _loaded(brief: Brief, read: _Read, shown: str, is_plain: bool) -> Loaded:
    """A brief with the links of its body, which only an article of an editor's own has on lines that matter."""
    brief, more = ask_about_topics(brief, read.taxonomy, read.hooks) if read.hooks.files else (brief, ())
    hooked = (*read.hooked, *more)
    is_whole = read.article is not None and (not shown or shown == read.article.body)
    body = read.article.body if read.article and is_whole and not is_plain else ""
    links = local_links(body)
    read = read._replace(diagnostics=(*read.diagnostics, *_shown_html(brief, read, body)))
    if not links:
        return Loaded(brief, read.diagnostics, shown, is_plain, hooked=hooked)
    before = None if brief.seed or read.is_rewritten else _lines_before(read)
    lost = () if brief.seed or read.by_hook else missing_anchors(body, links)
    said = [
        _lost_anchor(
            brief.path,
            _line_with(it.target, read.text, _lines_before(read)) if before is None else before + it.line,
            it.target,
        )
        for it in lost
    ]
    placed = tuple(msgspec.structs.replace(it, line=0 if before is None else before + it.line) for it in links)
    files = tuple(it for it in placed if not it.target.startswith("#"))
    return Loaded(brief, (*read.diagnostics, *said), shown, is_plain, files, hooked)


def _shown_html(brief: Brief, read: _Read, body: str) -> Iterator[Diagnostic]:
    """Says where a person wrote HTML into an article: readers see its tags."""
    if "<" not in body or not read.text or read.by_hook or read.article is None:
        return
    if brief.seed and is_generated(read.article, "body"):
        return
    lines = list(itertools.islice(shown_tags(body), _FEW + 1))
    for line, tag_text in lines[:_FEW]:
        more = " in this line; so are others below" if len(lines) > _FEW and line == lines[_FEW - 1][0] else ""
        hint = "write it in Markdown, or in a page of 'pages/', which may hold HTML"
        message = f"'{tag_text}' is shown as text{more}"
        place = (
            _line_with(tag_text, read.text, _lines_before(read)) if read.is_rewritten else _lines_before(read) + line
        )
        yield Diagnostic(brief.path, place, "shown-html", message, hint, "warning")


def _line_with(words: str, text: str, before: int) -> int | None:
    """The first line of a text that holds `words`, below so many lines; nothing where none does."""
    rows = text.splitlines()
    return next((at for at, row in enumerate(rows, 1) if at > before and words in row), None)


def _lines_before(read: _Read) -> int:
    """How many lines of the file stand before the body's first one."""
    lines = read.text.splitlines()
    at = read.body_line - 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _lost_anchor(path: str, line: int | None, target: str) -> Diagnostic:
    hint = "name a heading of this text, in small letters with hyphens"
    return Diagnostic(path, line, "no-heading", f"'{target}' leads to no heading, so it is no link", hint, "warning")


def _read(file: ContentFile) -> _Read:
    """A file as it is read, and as the hooks have it."""
    read = _parsed(file)
    options = file.options
    if read.article is None or not options.hooks.files:
        return read
    known = msgspec.structs.replace(read.article, published=read.published)
    asked = ask_about_article(known, file.path, options.hooks)
    by_hook = asked.article.body != known.body
    hooks = NO_HOOKS if asked.is_out else options.hooks
    return read._replace(
        article=asked.article,
        published=asked.article.published or read.published,
        is_rewritten=read.is_rewritten or by_hook,
        by_hook=by_hook,
        hooked=asked.said,
        taxonomy=options.topics,
        hooks=hooks,
    )


def _parsed(file: ContentFile) -> _Read:
    if file.article and file.article.published:
        return _Read(file.article, file.article.published)
    below = file.path.removeprefix(f"{file.options.folder}/")
    if is_about_the_folder(below) or is_left_behind(below) or is_ignored(below, file.options.ignore):
        return _Read(None, "")
    if is_about_a_section(below):
        hint = "make it a page of 'pages/', or name it in 'ignore:' of site.yaml"
        message = "is a page on a folder, as Hugo has it, and no article; it is passed over"
        return _Read(None, "", (Diagnostic(file.path, None, "no-article", message, hint, "warning"),))
    if not file.path.endswith(".md"):
        name = file.path.rpartition("/")[2].rpartition(".")[0]
        hint = f"save it as '{name}.md' with a line 'title: …' in its front matter, or lay it into 'seeds/'"
        message = "is no article, as files that end in '.md' are"
        return _Read(None, "", (Diagnostic(file.path, None, NO_CONTENT, message, hint, "warning"),))
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        found = Diagnostic(file.path, line, "encoding", "is not UTF-8", "save the file as UTF-8")
        return _Read(None, "", (found,))
    return _of_text(text, file)


def _of_text(text: str, file: ContentFile) -> _Read:
    parsed = parse(text, file.path)
    if parsed.article is None:
        return _Read(None, "", parsed.diagnostics)
    place = bundled(file.path, file.options.folder)
    published = parsed.article.published or day_of(place) or day_in_name(place)
    if published is None:
        found = Diagnostic(file.path, 2, "no-date", "has no date", "add a line 'published: 2025-12-04'")
        return _Read(None, "", (*parsed.diagnostics, found))
    said = (*parsed.diagnostics, *_doubts(parsed.article, text, file))
    article = parsed.article
    words = article.body if article.generated else without_marks(with_embedded(article.body), [])
    shown = msgspec.structs.replace(article, body=words)
    return _Read(shown, published, said, text, parsed.body_line, is_rewritten=words != article.body)


def _doubts(article: Article, text: str, file: ContentFile) -> Iterator[Diagnostic]:
    """Says that the address of an article leads nowhere, and that a person misspelt a topic."""
    if article.url and not urls.published(article.url):
        hint, message = (
            "write it whole: 'url: https://example.org/story'",
            f"'{article.url[:80]}' is no address of the web",
        )
        yield Diagnostic(file.path, line_of("url", text), "no-address", message, hint, "warning")
    if article.lang and not tag(article.lang):
        message = f"'{article.lang[:40]}' is no language; the site's counts"
        yield Diagnostic(file.path, line_of("lang", text), "no-language", message, "write a tag: 'lang: de'", "warning")
    if article.seed or not article.topics:
        return
    known = {slugify(name): topic.slug for topic in file.options.topics for name in (topic.slug, topic.name) if name}
    for topic in article.topics:
        slug = slugify(topic)
        near = [] if slug in known or len(slug) < 4 else difflib.get_close_matches(slug, sorted(known), 1, 0.8)
        if near and not match((topic,), file.options.topics):
            message = f"there is no topic '{topic[:40]}': did you mean '{known[near[0]]}'?"
            hint = "name it in 'topics:' of site.yaml if it is one of your own"
            yield Diagnostic(file.path, line_of("topics", text), "no-topic", message, hint, "warning")


def body_of(data: bytes, path: str, name: str) -> str:
    """The body that `name` is the digest of; raises `ChangedError` when the file holds another one by now."""
    text = body(data.decode("utf-8-sig"))
    if digest(text).hex() != name:
        raise changed(path)
    return text


def _excerpt(article: Article, options: LoadOptions) -> str:
    """What readers get of a body that is not published in full; empty where it is."""
    rule = _rule(article, options)
    wanted = article.publish if article.publish == "full" else (rule and rule.publish) or article.publish
    if wanted != "excerpt" or not article.body:
        return ""
    return excerpt(article.body, article.url or "", article.source or "", options.lang)


def _briefs(found: Sequence[tuple[ContentFile, Article, str]], bodies: Sequence[str]) -> list[Brief]:
    """Briefs of articles; readers see `bodies`, topics and likeness are known by the whole text."""
    rules = [_rule(article, file.options) for file, article, _ in found]
    summaries = [teaser(body, article.title) for body, (_, article, _) in zip(bodies, found, strict=True)]
    filed = [
        _filing(article, summary, rule, file.options)
        for (file, article, _), summary, rule in zip(found, summaries, rules, strict=True)
    ]
    words = [count_words(article.body) for _, article, _ in found]
    names = [digest(body).hex() if body else "" for body in bodies]
    fingerprints = [fingerprint(article.body) for _, article, _ in found]
    terms = [body_terms(article.body) for _, article, _ in found]
    zones = [file.options.timezone for file, _, _ in found]
    times = [_told(article, published, zone) for (_, article, published), zone in zip(found, zones, strict=True)]
    return [
        Brief(
            id=article.id or id_of_path(file.path),
            path=file.path,
            permalink=permalink(article, times[at], file.path, file.options.folder),
            title=article.title,
            summary=summaries[at],
            authors=article.authors,
            published=times[at],
            modified=in_zone(article.modified, zones[at]) if article.modified else None,
            dated=article.dated,
            source=article.source,
            url=urls.published(article.url),
            lang=_lang(article, rules[at], file.options),
            topics=filed[at].topics,
            filed_by=_FILED_BY.get(filed[at].because, ""),
            variants=article.variants,
            related=article.related,
            words=words[at],
            body=names[at],
            fingerprint=fingerprints[at],
            terms=terms[at],
            subject=most_telling(terms[at]),
            story=article.story,
            draft=article.draft,
            hidden=article.hidden,
            expires=starts(article.expires, zones[at]).isoformat() if article.expires else None,
            seed=article.seed,
            copies=article.copies,
            generated=article.generated,
            guid=article.guid,
            extra=_outward_keys(article.extra),
        )
        for at, (file, article, _) in enumerate(found)
    ]


def _told(article: Article, published: str, timezone: str) -> str:
    """When an article was published, as clocks of the zone tell it; midnight there is how a content manager writes a
    day, which no source but a person's own program does.
    """
    time = in_zone(published, timezone)
    is_day = time[10:19] == "T00:00:00" and (not article.seed or not is_generated(article, "published"))
    return time[:10] if is_day else time


def _outward_keys(extra: dict[str, Any]) -> dict[str, Any]:  # any YAML value, so Any
    """A person's own keys, with the addresses of enclosures as they may leave the product."""
    return extra | {"enclosures": list(enclosures(extra["enclosures"]))} if "enclosures" in extra else extra


def enclosures(written: Any) -> Iterator[dict[str, str]]:  # any YAML value, so Any
    """Audio, video and documents of an entry: `url`, `type`, `length`; those whose address can be followed."""
    for one in written if isinstance(written, list) else ():
        url = urls.published(str(one.get("url") or "")) if isinstance(one, dict) else None
        if url:
            kind, length = (plain.one_line(str(one.get(key) or "")) for key in ("type", "length"))
            is_size = length.isascii() and length.isdecimal() and len(length) < _DIGITS_OF_SIZE
            yield {"url": url, "type": kind if _MEDIA.fullmatch(kind) else "", "length": length if is_size else "0"}


def _rule(article: Article, options: LoadOptions) -> SourceRule | None:
    return next((rule for rule in options.sources if rule.name == article.source), None)


def _lang(article: Article, rule: SourceRule | None, options: LoadOptions) -> str:
    return tag(article.lang) or (rule.lang if rule else "") or options.lang


def _filing(article: Article, summary: str, rule: SourceRule | None, options: LoadOptions) -> Filing:
    return file_under(
        article.title,
        summary,
        article.body,
        _lang(article, rule, options),
        topics_said(article),
        rule,
        TopicOptions(topics=options.topics, languages=options.languages),
    )


def topics_said(article: Article) -> KnownTopics:
    """What an article's front matter says of its topics, and who says so: without `generated` it is a person."""
    if article.topics and is_generated(article, "topics"):
        return KnownTopics(by_source=article.topics)
    return KnownTopics(by_person=article.topics)
