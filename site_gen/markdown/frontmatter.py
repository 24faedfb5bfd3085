"""Articles as Markdown files with YAML front matter, and back; TOML and JSON are read as YAML (`other_matter`).

Keys are read from the YAML nodes themselves: text stays as it was written (`2025` is a fine title), every problem has
its line, and no tag can make a Python object.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Final, Literal

import msgspec
import yaml

from site_gen.errors import Diagnostic, Severity
from site_gen.language.dates import FIRST_YEAR
from site_gen.language.merges import unfinished_merge
from site_gen.language.plain import clean, one_line, plain_line_ends
from site_gen.markdown import foreign, other_matter
from site_gen.markdown.bare_matter import split_bare
from site_gen.markdown.free_values import TRUE as _TRUE
from site_gen.markdown.free_values import free_value
from site_gen.model import Article

TEXT_KEYS: Final = (
    "title", "slug", "published", "modified", "dated", "source", "url", "lang",
    "guid", "publish", "story", "expires", "id", "seed", "generated",
)  # fmt: skip
LIST_KEYS: Final = ("authors", "topics", "variants", "related", "copies")
FLAG_KEYS: Final = ("draft", "hidden")
DATE_KEYS: Final = ("published", "modified", "expires")
KEYS_IN_ORDER: Final = (
    "title", "slug", "published", "modified", "dated", "authors", "source", "url", "lang", "topics", "variants",
    "related", "story", "draft", "hidden", "expires", "publish", "guid", "id", "seed", "copies", "generated",
)  # fmt: skip

_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NAMED_FENCE: Final = re.compile(r"---[ \t]*(json|toml|ya?ml)[ \t]*\n")  # as Eleventy has it
_TOML_FENCE: Final = re.compile(r"\+\+\+[ \t]*\n")
# Keys that tell front matter from any other object of JSON
_TELLING: Final = frozenset({"title", "date", "created", "published", "url", "link", "source", "author", "authors"})
# A value in double quotes at the end of a line, and a character in it that is written as its number
_QUOTED: Final = re.compile(r"^(\s*(?:- )*(?:[^\s:\"'][^:\"'\n]*: )?)(\"(?:[^\"\\]|\\.)*\")$", re.MULTILINE)
# A date in quotes, of a key that is one: "published: '2025-12-04'"
_QUOTED_DATE: Final = re.compile(rf"^((?:{'|'.join(DATE_KEYS)}): )'(\d{{4}}-[\d:T+Z-]*)'$", re.MULTILINE)
_BEYOND: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\U([0-9A-F]{8})")
# An emoji in two halves, as JSON writes it; YAML knows no halves.
_HALVES: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_MIDNIGHT: Final = re.compile(r"\d{4}-\d\d-\d\dT00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?")
_ZONE_NAME: Final = re.compile(r"(?<=[\dZ])\[[A-Za-z]+(?:/[\w+-]+)*\]$")  # "…+01:00[Europe/Berlin]", as Java writes it
_MOST_YAML: Final = 100_000  # characters
_MOST_BRACKETS: Final = 500
# Flow or block lists in lists in lists: "- - - - - …", "[[[[[…", which would exhaust the stack.
_FEWEST_DEEP: Final = 20
_TOO_DEEP: Final = re.compile(rf"(?:[-?][ \t]+){{{_FEWEST_DEEP}}}|(?:[\[{{]\s*){{{_FEWEST_DEEP}}}")
_DEEPEST: Final = 50
_FALSE: Final = frozenset({"false", "no", "off", "n", "0", ""})


class Parsed(msgspec.Struct, frozen=True):
    """A file read: its article, where it has one, the line its body starts on, and what is wrong."""

    article: Article | None
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Parts(msgspec.Struct, frozen=True):
    """A file split at its fences."""

    yaml: str
    body: str
    body_line: int
    language: Literal["yaml", "toml", "json"] = "yaml"
    written: str = ""  # the front matter as it stands in the file, if it is no YAML
    fences: tuple[str, str] = ("---", "---")
    first_line: int = 2  # of the file, that `yaml` starts on


class Unsplit(msgspec.Struct, frozen=True):
    """Why a file has no front matter; `is_begun` where it begins with some."""

    problem: str
    line: int = 1
    hint: str = "start the file with '---', then 'title: …', then a line '---'"
    is_begun: bool = True


def split(text: str) -> Parts | Unsplit:
    """The front matter and the body of a file, or why it has none."""
    text = plain_line_ends(text.removeprefix("\ufeff")).replace("\r", "\n")
    opening = _FENCE.match(text)
    if not opening:
        return _split_other(text)
    closing = _closing(text, opening.end())
    if not closing:
        return Unsplit("front matter is not closed")
    matter = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() :].removeprefix("\n")
    return Parts(matter, body, matter.count("\n") + 3)


def _split_other(text: str) -> Parts | Unsplit:
    """The same for a file that begins with TOML or JSON."""
    named = _NAMED_FENCE.match(text)
    if named:
        return _split_named(text, named)
    if text.startswith("{") and (found := other_matter.split_json(text, _TELLING)):
        matter, body = found
        return Parts(other_matter.json_as_yaml(matter), body, matter.count("\n") + 2, "json", matter, ("", ""))
    if not _TOML_FENCE.match(text):
        return _split_bare(text)
    found = other_matter.split_toml(text)
    if not found:
        return Unsplit("front matter is not closed", hint="write a line '+++' below it")
    matter, body = found
    try:
        return _of_toml(matter, body, ("+++", "+++"))
    except other_matter.UnreadableError as fault:
        return Unsplit(fault.problem, fault.line + 1, fault.hint)


def _split_bare(text: str) -> Parts | Unsplit:
    """The same for a file that begins with lines of keys, without a fence."""
    bare = split_bare(text)
    if bare is None:
        return Unsplit("has no front matter", is_begun=False)
    return Parts(bare.yaml, bare.body, bare.body_line, first_line=bare.first_line)


def _split_named(text: str, opening: re.Match[str]) -> Parts | Unsplit:
    """The same for a file whose fence says the language, as Eleventy has it: `---json`, `---toml`."""
    closing = _closing(text, opening.end() - 1)
    if not closing:
        return Unsplit("front matter is not closed", hint="write a line '---' below it")
    matter, body = text[opening.end() : closing.start()], text[closing.end() :].removeprefix("\n")
    fences = (opening[0].strip(), "---")
    try:
        if opening[1] == "toml":
            return _of_toml(matter, body, fences)
        if opening[1] == "json":
            as_yaml = other_matter.json_as_yaml(matter, is_fenced=True)
            return Parts(as_yaml, body, matter.count("\n") + 3, "json", matter, fences)
    except other_matter.UnreadableError as fault:
        return Unsplit(fault.problem, fault.line + 1, fault.hint)
    return Parts(matter, body, matter.count("\n") + 3, fences=fences)


def _of_toml(matter: str, body: str, fences: tuple[str, str]) -> Parts:
    return Parts(other_matter.toml_as_yaml(matter), body, matter.count("\n") + 3, "toml", matter, fences)


def _closing(text: str, start: int) -> re.Match[str] | None:
    """The fence that closes front matter: found by its hyphens, which costs a tenth of trying each line."""
    at = text.find("\n---", start)
    while at >= 0:
        if found := _FENCE.match(text, at + 1):
            return found
        at = text.find("\n---", at + 1)
    return None


def parse(text: str, path: str) -> Parsed:
    """The article in `text`, or the reason why there is none; a key that cannot be used costs that key alone."""
    conflict = unfinished_merge(text, path)
    if conflict:
        return Parsed(None, 1, (conflict,))
    parts = split(text)
    if isinstance(parts, Unsplit):
        return Parsed(None, 1, (Diagnostic(path, parts.line, "front-matter", parts.problem, parts.hint),))
    nodes = compose(parts.yaml, path)
    if isinstance(nodes, Diagnostic):
        return Parsed(None, parts.body_line, (nodes,))
    fields, diagnostics = _fields(nodes, path)
    if not fields.get("title"):
        found = Diagnostic(path, 2, "no-title", "has no title", "add a line 'title: …' to the front matter")
        return Parsed(None, parts.body_line, (*diagnostics, found))
    article = Article(**fields, body=clean(parts.body).strip())
    said = (msgspec.structs.replace(it, line=(it.line or 2) + parts.first_line - 2) for it in diagnostics)
    return Parsed(article, parts.body_line, tuple(said))


def body(text: str) -> str:
    """The body of a file, as `parse` gives it; nothing where there is no front matter."""
    parts = split(text)
    return "" if isinstance(parts, Unsplit) else clean(parts.body).strip()


def line_of(key: str, text: str) -> int:
    """The line of a file that begins with a key, in YAML, TOML or JSON; the first where there is none."""
    begins = re.compile(rf"[\s\"]*{re.escape(key)}\"?\s*[:=]")
    return next((at for at, row in enumerate(text.split("\n"), 1) if begins.match(row)), 1)


def compose(matter: str, path: str) -> list[tuple[yaml.ScalarNode, yaml.Node]] | Diagnostic:
    """The keys and values of front matter as YAML nodes; line numbers count from the start of `matter`."""
    if len(matter) > _MOST_YAML or _is_too_deep(matter):
        return Diagnostic(path, 1, "front-matter", "front matter is too large or too deeply nested", "shorten it")
    if "\\ud" in matter or "\\uD" in matter:
        matter = _HALVES.sub(_joined, matter)
    try:
        root = yaml.compose(matter, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return _not_yaml(error, path)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        return Diagnostic(path, 2, "front-matter", "front matter is not a list of keys", "write lines like 'title: …'")
    return [(key, value) for key, value in root.value if isinstance(key, yaml.ScalarNode)]


def dump(values: dict[str, Any]) -> str:
    """Front matter lines for `values`, one key after the other (Any: YAML values)."""
    text = str(yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1_000_000))
    text = _QUOTED_DATE.sub(r"\1\2", text)  # as a person would write it
    # The library takes everything beyond the first 65,536 characters for unprintable: emoji would be numbers.
    return _QUOTED.sub(lambda line: line[1] + _BEYOND.sub(_as_written, line[2]), text) if "\\U" in text else text


def _joined(found: re.Match[str]) -> str:
    return found[0].encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")


def _as_written(found: re.Match[str]) -> str:
    char = chr(int(found[2], 16))
    return found[1] + (char if char.isprintable() else found[0][len(found[1]) :])


def write(article: Article) -> str:
    """The file for an article: its known keys in a fixed order, unknown keys, the body."""
    known = {key: value for key in KEYS_IN_ORDER if (value := plain(article, key))}
    return f"---\n{dump(known | article.extra)}---\n\n{article.body.strip()}\n"


def normalise(article: Article) -> Article:
    """The article as it comes back when it is written and parsed: clean texts, and no date that is none."""
    texts = {
        key: (_on_one_line(value) or None) if (value := getattr(article, key)) else None
        for key in ("dated", "source", "url", "lang", "guid")
    }
    lists = {key: tuple(filter(None, map(_on_one_line, getattr(article, key)))) for key in LIST_KEYS}
    dates: dict[str, str | None] = {}
    for key in DATE_KEYS:
        value = _on_one_line(getattr(article, key) or "")
        try:
            dates[key] = _date(key, value) if value else None
        except ValueError:
            dates[key] = None
    body = clean(article.body).strip()
    return msgspec.structs.replace(article, title=_on_one_line(article.title), body=body, **texts, **lists, **dates)


def _on_one_line(text: str) -> str:
    """What `one_line` makes of a text; in printable ASCII with single spaces there is little left to do."""
    is_plain = text.isascii() and text.isprintable() and "  " not in text
    return text.strip() if is_plain else one_line(text)


def plain(article: Article, key: str) -> str | list[str] | bool | None:
    """A key's value as YAML writes it; nothing where the key is not set."""
    value = getattr(article, key)
    return list(value) if isinstance(value, tuple) else value


def _fields(nodes: list[tuple[yaml.ScalarNode, yaml.Node]], path: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    fields: dict[str, Any] = {"extra": {}}
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    for key, node in nodes:
        lower = key.value.casefold()
        name, line = lower if lower in FLAG_KEYS else key.value, key.start_mark.line + 2
        try:
            if name in seen:
                raise ValueError(f"key '{name}' is there twice", "keep one of the two; the first is used")
            if foreign.says_whether(name, node):
                pass  # `adopt` reads it
            elif name in TEXT_KEYS:
                fields[name] = _text(name, node)
            elif name in LIST_KEYS:
                fields[name] = _texts(name, node)
            elif name in FLAG_KEYS:
                fields[name] = _flag(name, node)
            else:
                fields["extra"][name] = free_value(name, node)
        except ValueError as error:
            message, hint = error.args
            severity: Severity = "warning"  # the article is published without it
            if name in FLAG_KEYS:  # whoever wrote it wanted something to be kept back
                fields[name], severity = True, "error"
            diagnostics.append(Diagnostic(path, line, "front-matter-key", message, hint, severity))
        seen.add(name)
    foreign.adopt(fields, nodes)
    hint = "keys of your own are welcome, and keep their name"
    for written, meant, place in foreign.misspelt(nodes):
        message = f"'{written}' is no key: did you mean '{meant}'?"
        diagnostics.append(Diagnostic(path, place + 2, "front-matter-key", message, hint, "warning"))
    return fields, diagnostics


def _text(name: str, node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError(f"'{name}' is not text", f"write '{name}: …' on one line")
    value = one_line(node.value)
    if node.tag == "tag:yaml.org,2002:null" or not value:
        return "" if name in {"title", "slug", "id", "seed", "generated"} else None
    return _date(name, value) if name in DATE_KEYS else value


def _date(name: str, value: str) -> str:
    iso = value
    if " " in value:
        iso = re.sub(r"^(\d{4}-\d\d-\d\d) +(\d\d:\d\d)", r"\1T\2", value)
        iso = re.sub(r" +(?=[+-]\d\d:?\d\d$|Z$)", "", iso)
    iso = _ZONE_NAME.sub("", iso)
    if _MIDNIGHT.fullmatch(iso):  # how content managers and programs write a day
        iso = iso[:10]
    try:
        if iso[:4].isdigit() and int(iso[:4]) < FIRST_YEAR:
            raise ValueError
        if len(iso) == 10:
            return datetime.date.fromisoformat(iso).isoformat()
        return datetime.datetime.fromisoformat(iso).isoformat(timespec="seconds")
    except ValueError:
        found = foreign.as_date(value)
        if found:
            return found
        hint = f"write it as '{name}: 2025-12-04' or '{name}: 2025-12-04T09:30:00+01:00'"
        raise ValueError(f"'{value}' is not a date", hint) from None


def _texts(name: str, node: yaml.Node) -> tuple[str, ...]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    items = [item for item in items if item.tag != "tag:yaml.org,2002:null"]
    named = [foreign.named(item) for item in items]
    if not all(named):
        raise ValueError(f"'{name}' is not a list of texts", f"write '{name}:' and a line '- …' for each")
    texts = [text for item in named if (text := one_line(item or ""))]
    if name == "authors" and isinstance(node, yaml.ScalarNode):
        texts = [name for text in texts for name in foreign.names_in(text)]
    if name == "topics" and isinstance(node, yaml.ScalarNode):
        texts = [part for text in texts for part in re.split(r"\s*[,;]\s*", text) if part]
    return tuple(texts)


def _flag(name: str, node: yaml.Node) -> bool:
    value = node.value.strip().lower() if isinstance(node, yaml.ScalarNode) else None
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise ValueError(
        f"'{name}' is neither true nor false, so it counts as true", f"write '{name}: true' or take the line out"
    )


def _is_too_deep(matter: str) -> bool:
    """Whether lists in lists would exhaust the stack of `compose`; a headline of many brackets is one text."""
    brackets = matter.count("[") + matter.count("{")
    begins = sum(map(matter.count, ("- ", "-\t", "? ", "?\t")))
    is_plain = max(brackets, begins) < _FEWEST_DEEP  # counted in a tenth of the time that the pattern takes
    if is_plain or not (_TOO_DEEP.search(matter) or brackets > _MOST_BRACKETS):
        return False
    depth = 0
    try:
        for event in yaml.parse(matter, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return True
    except yaml.YAMLError:
        return depth > _DEEPEST
    return False


def _not_yaml(error: yaml.YAMLError, path: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    hint = "put the value in quotes if it holds ': ' or ' #' or starts with a sign"
    return Diagnostic(path, mark.line + 2 if mark else 1, "front-matter-yaml", f"is not YAML: {problem}", hint)
