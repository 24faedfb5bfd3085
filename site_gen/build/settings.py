"""Settings of `site.yaml` held against what they speak of: seeds, topics, languages, files of the theme."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_gen.build.options import taxonomy_of
from site_gen.config.look import look
from site_gen.config.site_yaml import NAME, Config, Folders, Menu, parse_with_faults, text_of
from site_gen.config.theme import ThemeFiles
from site_gen.config.yaml_lines import line_of
from site_gen.content.topics import match
from site_gen.errors import ConfigError, Diagnostic
from site_gen.language import urls
from site_gen.model import SourceRule
from site_gen.read.no_article import is_ignored

_Placed = tuple[Diagnostic, tuple[str, ...]]  # what is said, and the keys on the way to what it is said of


def check_pictures(root: Path, config: Config, theme: ThemeFiles) -> None:
    """Raise `ConfigError` if the logo, or the icon of a source, is not among the theme's files."""
    logo = look(config.theme).logo
    named: list[tuple[str, str, tuple[str, ...], str]] = []
    if logo:
        named.append(("logo", logo.file, ("theme", "logo"), "theme.logo"))
    for at, rule in enumerate(config.sources):
        if rule.icon:
            named.append(("icon", rule.icon, ("sources", str(at), "icon"), f"'icon' of the source '{rule.name}'"))
    files = {name for name, *_ in theme.statics}
    for kind, file, place, who in named:
        if file not in files:
            message = f"{who} names '{file}', which is not in '{config.folders.templates}/static/'"
            hint = f"put the file there, or take the {kind} out"
            raise ConfigError(Diagnostic(NAME, _lines(root)(place), f"no-{kind}", message, hint))


class Found(NamedTuple):
    """What settings speak of: paths of seeds and of content, the number of articles, names of own pages."""

    seeds: Collection[str]
    content: Collection[str]
    articles: int
    pages: Collection[str]


def idle_settings(root: Path, config: Config, there: Found) -> Iterator[Diagnostic]:
    """The settings that say nothing, or something else than was meant, each with its line in `site.yaml`."""
    found = [
        *_idle(config, there.seeds, there.content, there.articles),
        *_idle_menu(config, there.pages),
        *_missing_folders(root, config),
    ]
    line_at = _lines(root) if any(places for _, places in found) else None
    for said, places in found:
        yield msgspec.structs.replace(said, line=line_at(places) if line_at and places else None)


def _lines(root: Path) -> Callable[[tuple[str, ...]], int | None]:
    """A function from the keys on the way to a value to its line; sources are numbered as in the configuration."""
    try:
        parsed = parse_with_faults(text_of(root))
    except ConfigError:  # it changed a moment ago
        return lambda _: None

    def line_at(place: tuple[str, ...]) -> int | None:
        if place[0] == "sources":
            at = int(place[1])
            if at >= len(parsed.places):
                return None
            place = ("sources", str(parsed.places[at]), *place[2:])
        return line_of(place, parsed.tree)

    return line_at


def _idle_menu(config: Config, pages: Collection[str]) -> Iterator[_Placed]:
    menu = config.menu or Menu()
    for key, names in (("header", menu.header), ("footer", menu.footer)):
        for at, name in enumerate(names):
            if name not in pages:
                near = difflib.get_close_matches(name, pages, n=1)
                hint = f"did you mean '{near[0]}'?" if near else "write the page, as 'pages/imprint.md', or take it out"
                yield _said(("menu", key, str(at)), "no-page", f"menu names '{name}', which is no page", hint)


def _idle(config: Config, seeds: Collection[str], content: Collection[str], articles: int) -> Iterator[_Placed]:
    below = [path.removeprefix(f"{config.folders.seeds}/") for path in seeds]
    if not seeds and not articles:
        has_feeds = any(rule.feed for rule in config.sources)
        hint = "'site-gen run' fetches the feeds" if has_feeds else "put articles there: text, saved pages, feeds"
        empty = f"{config.folders.seeds}/"
        yield Diagnostic(empty, None, "no-seeds", "is empty, and so is the site", hint, "warning"), ()
    yield from _idle_sources(config, below)
    inputs = [*below, *(path.removeprefix(f"{config.folders.content}/") for path in content)]
    for at, pattern in enumerate(config.ignore):
        if inputs and not any(is_ignored(path, (pattern,)) for path in inputs):
            hint = f"patterns are below '{config.folders.seeds}/' and '{config.folders.content}/', as in 'notes/*'"
            message = f"'{pattern}' in 'ignore:' matches no seed and no article"
            yield _said(("ignore", str(at)), "idle-pattern", message, hint)
    if config.report_to and not urls.follow(config.report_to):
        hint = "write an address of the web or of a mailbox, as in 'mailto:desk@example.org'"
        yield _said(("report_to",), "no-address", f"'{config.report_to[:80]}' leads nowhere, so it is left out", hint)
    for at, tag in enumerate(config.languages):
        if not _is_language(tag):
            hint = "write tags of BCP 47, as in 'languages: [en, fr]'"
            yield _said(("languages", str(at)), "no-language", f"there is no language '{tag}'", hint)
    if not _is_language(config.language):
        hint = "write a tag of BCP 47, as in 'language: en' or 'language: pt-BR'"
        yield _said(("language",), "no-language", f"there is no language '{config.language}'", hint)


def _missing_folders(root: Path, config: Config) -> Iterator[_Placed]:
    """Folders that somebody named and that are not there; those of the output are made."""
    usual = Folders()
    for key in ("seeds", "content", "templates", "pages", "root"):
        name = getattr(config.folders, key)
        if name != getattr(usual, key) and not (root / name).is_dir():
            hint = f"make it, or correct its name; without 'folders: {key}:' it is '{getattr(usual, key)}'"
            yield _said(("folders", key), "no-folder", f"there is no folder '{name}'", hint)


def _idle_sources(config: Config, seeds: Collection[str]) -> Iterator[_Placed]:
    names: set[str] = set()
    owners: dict[str, str] = {}
    topics = taxonomy_of(config)
    folders = sorted({path.partition("/")[0] for path in seeds if "/" in path})
    for at, rule in enumerate(config.sources):
        place = ("sources", str(at))
        if rule.name in names:
            hint = "join them, or give one another name"
            yield _said(place, "same-source", f"there are two sources '{rule.name}'", hint)
        names.add(rule.name)
        for message, hint in _idle_patterns(rule, seeds, owners, folders, config.folders.seeds):
            yield _said((*place, "seeds"), "idle-pattern", message, hint)
        for address in filter(None, (rule.url, *rule.feeds)):
            if not urls.published(address):
                message = f"'{address[:80]}' of source '{rule.name}' is no address of the web, so it is left out"
                hint = "write it whole, as in 'https://example.org/'"
                yield _said(place, "no-address", message, hint)
        for topic in rule.topics:
            if not match((topic,), topics):
                slugs = [it.slug for it in topics]
                near = difflib.get_close_matches(topic.lower(), slugs, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"topics are: {', '.join(slugs)}"
                message = f"source '{rule.name}' names the topic '{topic}', which is none"
                yield _said((*place, "topics"), "no-topic", message, hint)
        if rule.lang and not _is_language(rule.lang):
            hint = "write a tag of BCP 47, as in 'lang: fr'"
            message = f"source '{rule.name}' has a language '{rule.lang}', which is none"
            yield _said((*place, "lang"), "no-language", message, hint)


def _idle_patterns(
    rule: SourceRule, seeds: Collection[str], owners: dict[str, str], folders: list[str], below: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with the patterns of a source, and hints; `owners` are the sources of patterns that came before."""
    for pattern in rule.seeds:
        owner = owners.setdefault(pattern, rule.name)
        if owner != rule.name:
            message = f"'{pattern}' of source '{rule.name}' belongs to '{owner}' already"
            yield message, "give each source a pattern of its own"
        elif seeds and not rule.feed and not any(fnmatch.fnmatchcase(path, pattern) for path in seeds):
            near = difflib.get_close_matches(pattern.partition("/")[0], folders, n=1)
            hint = f"did you mean '{near[0]}/*'?" if near else f"patterns are below '{below}/'"
            yield f"'{pattern}' of source '{rule.name}' matches no seed", hint


def _is_language(tag: str) -> bool:
    """True if the main subtag of a language is known."""
    from babel import Locale

    main = tag.replace("_", "-").partition("-")[0].lower()
    return len(main) in {2, 3} and main in Locale("en").languages


def _said(place: tuple[str, ...], code: str, message: str, hint: str) -> _Placed:
    return Diagnostic(NAME, None, code, message, hint, "warning"), place
