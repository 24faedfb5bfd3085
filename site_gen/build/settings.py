"""Settings of `site.yaml` held against what they speak of: seeds, topics, languages, files of the theme."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Collection, Iterator

from site_gen.build.options import taxonomy_of
from site_gen.config.look import look
from site_gen.config.site_yaml import NAME, Config
from site_gen.config.theme import ThemeFiles
from site_gen.content.topics import match
from site_gen.errors import ConfigError, Diagnostic


def check_logo(config: Config, theme: ThemeFiles) -> None:
    """Raise `ConfigError` if the logo is not among the theme's files."""
    logo = look(config.theme).logo
    if logo and logo.file not in {name for name, *_ in theme.statics}:
        message = f"theme.logo names '{logo.file}', which is not in '{config.folders.templates}/static/'"
        raise ConfigError(Diagnostic(NAME, None, "no-logo", message, "put the file there, or take the logo out"))


def idle_settings(config: Config, seeds: Collection[str], articles: int) -> Iterator[Diagnostic]:
    """The settings that say nothing, or something else than was meant; `seeds` are paths, `articles` what there is."""
    below = [path.removeprefix(f"{config.folders.seeds}/") for path in seeds]
    if not seeds and not articles:
        has_feeds = any(rule.feed for rule in config.sources)
        hint = "'site-gen run' fetches the feeds" if has_feeds else "put articles there: text, saved pages, feeds"
        yield Diagnostic(f"{config.folders.seeds}/", None, "no-seeds", "is empty, and so is the site", hint, "warning")
    yield from _idle_sources(config, below)
    if not _is_language(config.language):
        hint = "write a tag of BCP 47, as in 'language: en' or 'language: pt-BR'"
        yield _said("no-language", f"there is no language '{config.language}'", hint)


def _idle_sources(config: Config, seeds: Collection[str]) -> Iterator[Diagnostic]:
    names: set[str] = set()
    topics = taxonomy_of(config)
    folders = sorted({path.partition("/")[0] for path in seeds if "/" in path})
    for rule in config.sources:
        if rule.name in names:
            yield _said("same-source", f"there are two sources '{rule.name}'", "join them, or give one another name")
        names.add(rule.name)
        for pattern in rule.seeds if seeds and not rule.feed else ():
            if not any(fnmatch.fnmatchcase(path, pattern) for path in seeds):
                near = difflib.get_close_matches(pattern.partition("/")[0], folders, n=1)
                hint = f"did you mean '{near[0]}/*'?" if near else f"patterns are below '{config.folders.seeds}/'"
                yield _said("idle-pattern", f"'{pattern}' of source '{rule.name}' matches no seed", hint)
        for topic in rule.topics:
            if not match((topic,), topics):
                slugs = [it.slug for it in topics]
                near = difflib.get_close_matches(topic.lower(), slugs, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"topics are: {', '.join(slugs)}"
                yield _said("no-topic", f"source '{rule.name}' names the topic '{topic}', which is none", hint)
        if rule.lang and not _is_language(rule.lang):
            hint = "write a tag of BCP 47, as in 'lang: fr'"
            yield _said("no-language", f"source '{rule.name}' has a language '{rule.lang}', which is none", hint)


def _is_language(tag: str) -> bool:
    """True if the main subtag of a language is known."""
    from babel import Locale

    main = tag.replace("_", "-").partition("-")[0].lower()
    return len(main) in {2, 3} and main in Locale("en").languages


def _said(code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(NAME, None, code, message, hint, "warning")
