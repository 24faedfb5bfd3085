"""Reads `site.yaml` into a `Config`: checks every key, and reports mistakes with their line and a suggestion."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec

from site_gen.config import faulty_yaml
from site_gen.config.faulty_values import STEP, UNKNOWN, invalid
from site_gen.config.faulty_yaml import broken_yaml, not_found, repeated_keys
from site_gen.config.look import Look, look
from site_gen.config.yaml_lines import endless, line_of, with_quoted_variables
from site_gen.engine import reading
from site_gen.errors import ConfigError, Diagnostic
from site_gen.language.merges import unfinished_merge
from site_gen.language.urls import in_ascii
from site_gen.model import ReadingOptions, SourceRule, Topic

if TYPE_CHECKING:
    import yaml

NAME: Final = faulty_yaml.NAME
_ZONES: Final = "use a name of the IANA database, as in 'timezone: Europe/Paris'"
_Positive = Annotated[int, msgspec.Meta(ge=1)]
_Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping in `site.yaml`; its fields are the keys that it may have."""


class Folders(_Section, frozen=True, kw_only=True):
    """The folders, relative to the site's folder."""

    seeds: str = "seeds"
    content: str = "content"
    templates: str = "templates"
    pages: str = "pages"
    root: str = "root"
    output: str = "output"


class ListSizes(_Section, frozen=True, kw_only=True):
    """How much a page or a feed shows."""

    front_page: _Positive = 40  # stories of the front page at the most
    front_page_fill: _Positive = 12  # fewer than these on the newest day: the days before join in
    section: _Positive = 6  # stories of a topic's section on the front page
    page: _Positive = 20  # stories of a list page
    related: _Positive = 4
    feed: _Positive = 30  # entries of a feed
    navigation: _Positive = 9  # topics in the header; all are on their own page


class Feeds(_Section, frozen=True, kw_only=True):
    """The contents of feeds."""

    full_text: bool = True
    ttl: _Positive = 60  # minutes
    hub: str = ""  # a WebSub hub that is told of new stories


class Deploy(_Section, frozen=True, kw_only=True):
    """Settings for the host."""

    headers: bool = False  # write `_headers` for Netlify and Cloudflare Pages
    command: tuple[str, ...] = ()  # what `run` calls once the site is built and checked: a program and its arguments


class FetchSettings(_Section, frozen=True, kw_only=True):
    """How `fetch` asks servers."""

    every: _Positive = 60  # minutes between two requests for a feed, at the least
    user_agent: str = ""  # empty: site-gen's name, version and address
    allow: tuple[str, ...] = ()  # networks that may be asked although they are private, as in "127.0.0.0/8"
    timeout: _Seconds = 30.0  # for a request with all its redirects
    max_feed: _Positive = 15_728_640  # bytes, unpacked
    max_page: _Positive = 5_242_880
    concurrency: Annotated[int, msgspec.Meta(ge=1, le=256)] = 16  # hosts that are asked at once
    budget: _Seconds = 1800.0  # of a whole run; what it leaves out comes first in the next one


class Grouping(_Section, frozen=True, kw_only=True):
    """How articles become stories."""

    enabled: bool = True
    threshold: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None  # the built-in one


class Privacy(_Section, frozen=True, kw_only=True):
    """The other hosts that pages may ask."""

    allow: tuple[str, ...] = ()  # addresses, as "https://stats.example/"


class Menu(_Section, frozen=True, kw_only=True):
    """Where the site's own pages are linked: their names, in order."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


Pictures = Literal["site", "stories"]


class Config(_Section, frozen=True, kw_only=True):
    """The whole of `site.yaml`, with a default for every key that a digest need not set."""

    title: str
    description: str = ""
    base_url: str = "http://127.0.0.1:8000/"
    language: str = "en"
    languages: tuple[str, ...] = ()  # that count as the site's own beside it
    timezone: str = "UTC"
    folders: Folders = Folders()
    ignore: tuple[str, ...] = ()  # patterns of what lies in seeds/ and content/ and is left alone
    sources: tuple[SourceRule, ...] = ()
    topics: tuple[Topic, ...] = ()
    lists: ListSizes = ListSizes()
    feeds: Feeds = Feeds()
    grouping: Grouping = Grouping()
    limits: ReadingOptions = ReadingOptions()
    search: bool = True  # a search page, the only one with a script
    markdown: bool = True  # every story as Markdown too, at its address + index.md
    share_pictures: Pictures = "site"  # "stories": one for every story as well, a tenth of a second each
    report_to: str = ""  # where readers report a wrong grouping: `mailto:desk@example.org`, or an address
    privacy: Literal["strict", "relaxed"] | Privacy = "strict"
    menu: Menu | None = None  # of the site's own pages; without one all are in the footer
    deploy: Deploy = Deploy()
    hooks: tuple[str, ...] = ()  # files with functions of the site's own, called in this order
    fetch: FetchSettings = FetchSettings()
    max_age: _Positive | None = None  # days; `run` complains when the newest story is older
    theme: dict[str, Any] = {}  # handed to templates as it is (any YAML value, so Any)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The addresses of other hosts that pages may ask."""
        return self.privacy.allow if isinstance(self.privacy, Privacy) else ()

    @property
    def base_path(self) -> str:
        """The path of `base_url`: starts and ends with `/`."""
        return urlsplit(self.base_url).path or "/"


def load(folder: Path, *, base_url: str = "") -> Config:
    """The configuration of the site in `folder`, with `base_url` if it is given; raises `ConfigError`."""
    return parse(text_of(folder), base_url=base_url)


def text_of(folder: Path) -> str:
    """The text of `site.yaml`; raises `ConfigError` if there is none."""
    try:
        return reading.text_of(folder / NAME)
    except FileNotFoundError:
        raise ConfigError(not_found(folder)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise ConfigError(Diagnostic(NAME, None, "config-unreadable", f"cannot be read: {reason}")) from error


class ParsedConfig(NamedTuple):
    """A configuration without the mistakes of single sources, and what is said of those."""

    config: Config
    diagnostics: tuple[Diagnostic, ...]
    places: tuple[int, ...]  # of each of its sources, as `site.yaml` counts them
    faulty: frozenset[int]  # places of sources with a mistake
    tree: yaml.Node  # for line numbers


def parse(text: str, *, base_url: str = "") -> Config:
    """The configuration in `text`; raises `ConfigError` with the line of the problem.

    A mistake in one source costs no more than what it says, and is not reported here: see `parse_with_faults`.
    """
    return parse_with_faults(text, base_url=base_url).config


def parse_with_faults(text: str, *, base_url: str = "") -> ParsedConfig:
    """As `parse`, with what is wrong with single sources."""
    tree, values = _loaded(text)
    found = list(repeated_keys(tree))
    kept: dict[int, Any] = {}
    faulty: set[int] = set()
    items = values.get("sources")
    if isinstance(items, list):
        for at, item in enumerate(items):
            mended, faults = _without_faults(item, at, tree)
            found += faults
            faulty |= {at} if faults else set()
            kept |= {at: mended} if mended else {}
        values = {**values, "sources": list(kept.values())}
    return ParsedConfig(_converted(tree, values, base_url), tuple(found), tuple(kept), frozenset(faulty), tree)


def _without_faults(item: Any, at: int, tree: yaml.Node) -> tuple[Any, list[Diagnostic]]:
    """A source without the keys that are wrong, None if nothing is left of it, and what is wrong with it."""
    found: list[Diagnostic] = []
    while True:
        try:
            rule = msgspec.convert(item, SourceRule)
        except msgspec.ValidationError as error:
            what, _, place = str(error).partition(" - at `$")
            place = place.removesuffix("`")
            steps = STEP.findall(place)
            found.append(invalid(f"{what} - at `$.sources[{at}]{place}`", tree, Config))
            unknown = UNKNOWN.search(what)
            key = unknown["field"] if unknown else steps[0] if steps else ""
        else:
            if _is_zone(rule.timezone):
                return item, found
            key, line = "timezone", line_of(("sources", str(at), "timezone"), tree)
            found.append(
                Diagnostic(
                    NAME, line, "config-value", f"unknown time zone '{rule.timezone}'", _zone_hint(rule.timezone)
                )
            )
        if not isinstance(item, dict) or key not in item or key == "name":
            return None, found
        item = {name: value for name, value in item.items() if name != key}


def _loaded(text: str) -> tuple[yaml.Node, dict[str, Any]]:
    import yaml

    conflict = unfinished_merge(text, NAME)
    if conflict:
        raise ConfigError(conflict)
    text = with_quoted_variables(text)
    try:
        tree = yaml.compose(text, Loader=yaml.CSafeLoader)
        _refuse_endless(tree)
        values = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ConfigError(broken_yaml(error)) from error
    if tree is None or not isinstance(values, dict):
        raise ConfigError(
            Diagnostic(NAME, 1, "config-shape", "must be keys and values", "start with 'title: My Digest'")
        )
    return tree, values


def _refuse_endless(tree: yaml.Node | None) -> None:
    """Refuse what no reader would ever finish: a value that holds itself, and one that repeats others without end."""
    fault = endless(tree) if tree is not None else None
    if fault:
        line, message = fault
        raise ConfigError(Diagnostic(NAME, line, "config-shape", message, "write the value out instead of '*name'"))


def _converted(tree: yaml.Node, values: dict[str, Any], base_url: str) -> Config:
    try:
        config = msgspec.convert(values, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(invalid(str(error), tree, Config)) from error
    return _checked(msgspec.structs.replace(config, base_url=base_url) if base_url else config, tree)


def _checked(config: Config, tree: yaml.Node) -> Config:
    url = urlsplit(config.base_url)
    is_address = url.scheme in {"http", "https"} and url.hostname and not (url.query or url.fragment)
    if not is_address or len(config.base_url.split()) != 1:
        hint = "write the site's address, as in 'base_url: https://news.example.org/digest/'"
        raise ConfigError(_wrong("base_url", tree, f"'{config.base_url}' is not the address of a site", hint))
    hub = urlsplit(config.feeds.hub)
    if config.feeds.hub and (hub.scheme not in {"http", "https"} or not hub.netloc):
        hint = "write the hub's address, as in 'hub: https://hub.example.org/'"
        raise ConfigError(_wrong("feeds", tree, f"'{config.feeds.hub}' is not the address of a hub", hint))
    _check_allowed(config.allowed, tree)
    if not _is_zone(config.timezone):
        hint = _zone_hint(config.timezone)
        raise ConfigError(_wrong("timezone", tree, f"unknown time zone '{config.timezone}'", hint))
    _check_places(config, tree)
    _check_apart(config.folders, tree)
    try:
        look(config.theme)
    except msgspec.ValidationError as error:
        raise ConfigError(invalid(str(error).replace("`$", "`$.theme"), tree, _Themed)) from None
    except ValueError as error:
        message, hint = error.args
        raise ConfigError(_wrong("theme", tree, f"{message[0].lower()}{message[1:]}", hint)) from None
    _check_fetching(config.fetch, tree)
    repeated = _repeated([topic.slug for topic in config.topics])
    if repeated:
        raise ConfigError(_wrong("topics", tree, f"topic '{repeated}' is there twice", "give each topic one entry"))
    base_url = config.base_url if config.base_url.endswith("/") else config.base_url + "/"
    return msgspec.structs.replace(config, base_url=in_ascii(base_url))


class _Themed(msgspec.Struct):
    """What the default theme knows of a configuration, for messages."""

    theme: Look


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _zone_hint(name: str) -> str:
    import difflib
    from zoneinfo import available_timezones

    near = difflib.get_close_matches(name, sorted(available_timezones()), n=1)
    return f"did you mean '{near[0]}'?" if near else _ZONES


def _check_places(config: Config, tree: yaml.Node) -> None:
    folders = [("folders", "folder", name) for name in msgspec.structs.asdict(config.folders).values()]
    for key, what, name in (*folders, *(("hooks", "file", name) for name in config.hooks)):
        if not name or Path(name).is_absolute() or ".." in Path(name).parts:
            hint = f"name a {what} inside the site's folder"
            raise ConfigError(_wrong(key, tree, f"{what} '{name}' is outside the site", hint))
        if key == "hooks" and not name.endswith(".py"):
            raise ConfigError(_wrong(key, tree, f"'{name}' is no Python file", "name one that ends with '.py'"))


def _check_apart(folders: Folders, tree: yaml.Node) -> None:
    """Refuse folders that would be read as what they are not, or written over."""
    paths = {key: Path(name) for key, name in msgspec.structs.asdict(folders).items()}
    hint = "give each a folder of its own"
    for key, path in paths.items():
        if path == Path():
            raise ConfigError(_wrong_in("folders", key, tree, f"'{key}' is the digest's own folder", hint))
    for key, other in itertools.combinations(paths, 2):
        one, two = paths[key], paths[other]
        is_within = one.is_relative_to(two) or two.is_relative_to(one)
        if one == two or (is_within and ("output" in {key, other} or {key, other} == {"seeds", "content"})):
            message = f"'{key}' and '{other}' lie in one another: '{one}', '{two}'"
            raise ConfigError(_wrong("folders", tree, message, hint))


def _check_fetching(fetch: FetchSettings, tree: yaml.Node) -> None:
    from ipaddress import ip_network

    for network in fetch.allow:
        try:
            ip_network(network, strict=False)
        except ValueError:
            hint = "write an address with the length of its prefix, as in 'allow: [127.0.0.0/8]'"
            raise ConfigError(_wrong_in("fetch", "allow", tree, f"'{network}' is not a network", hint)) from None
    if fetch.user_agent.startswith("Mozilla/") or not (fetch.user_agent or "-").isprintable():
        hint = (
            "say who asks and where to read about it, as in 'user_agent: my-digest/1.0 (+https://digest.example/bot)'"
        )
        raise ConfigError(_wrong_in("fetch", "user_agent", tree, "the user agent is a browser's, or unprintable", hint))


# "https://stats.example:8443/js/": what a policy takes for one source, not for the end of a list
_SAFE_IN_POLICY: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~%/-]*)?")


def _check_allowed(addresses: tuple[str, ...], tree: yaml.Node) -> None:
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname or not _SAFE_IN_POLICY.fullmatch(address):
            hint = "write the address of a host that pages may ask, as in 'allow: [https://stats.example/]'"
            raise ConfigError(_wrong("privacy", tree, f"'{address}' is not the address of a host", hint))


def _repeated(names: list[str]) -> str | None:
    return next((name for place, name in enumerate(names) if name in names[:place]), None)


def _wrong(key: str, tree: yaml.Node, message: str, hint: str) -> Diagnostic:
    return Diagnostic(NAME, line_of((key,), tree), "config-value", message, hint)


def _wrong_in(section: str, key: str, tree: yaml.Node, message: str, hint: str) -> Diagnostic:
    return Diagnostic(NAME, line_of((section, key), tree), "config-value", message, hint)
