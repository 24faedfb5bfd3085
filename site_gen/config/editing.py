"""Edits the text of `site.yaml`: adds or removes a source, changes an address; everything else stays.

The text is cut at its YAML nodes, and each change is read back before it is handed on: what cannot be changed safely is
left to its person, with a message.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import yaml

from site_gen.config.site_yaml import NAME
from site_gen.config.yaml_lines import with_quoted_variables
from site_gen.errors import ConfigError, Diagnostic

_Values = dict[str, Any]  # what YAML holds
# "Harbour Desk", "127.0.0.0/8", "https://news.example/feed.xml": what YAML takes as it stands
_PLAIN: Final = re.compile(
    r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9 _.,&()'/-]*(?<! )", re.IGNORECASE
)
_URL: Final = re.compile(r"https?://[A-Za-z0-9._~:/?&=%+@!$;-]*[A-Za-z0-9/_~=&%+-]")


def add_sources(text: str, added: Sequence[Mapping[str, Any]]) -> str:
    """Add sources at the end of the list."""
    text = with_quoted_variables(text)

    def edit(values: _Values) -> None:
        values["sources"] = [*(values.get("sources") or []), *map(dict, added)]

    found = _child(_tree(text), "sources")
    if found is None:
        return _checked(text, f"{_ended(text)}\nsources:\n{_items(added, '  ')}", edit)
    key, node = found
    if isinstance(node, yaml.SequenceNode) and node.flow_style and node.value:
        place = node.end_mark.index - 1
        more = "".join(f", {_flow(dict(fields))}" for fields in added)
        return _checked(text, f"{text[:place].rstrip()}{more}{text[place:]}", edit)
    if isinstance(node, yaml.SequenceNode) and node.value:
        place = _line_end(text, _end(text, node))
        margin = " " * node.start_mark.column
        return _checked(text, _ended(text[:place]) + _items(added, margin) + text[place:], edit)
    place = key.end_mark.index + 1  # behind the colon; what stood there is empty
    rest = text[max(place, node.end_mark.index) :]
    return _checked(text, f"{text[:place]}\n{_items(added, '  ')}{rest.lstrip(' ').removeprefix(chr(10))}", edit)


def remove_source(text: str, at: int) -> str:
    """Remove the source at a place in the list."""
    text = with_quoted_variables(text)

    def edit(values: _Values) -> None:
        del values["sources"][at]
        if not values["sources"]:
            del values["sources"]

    found = _child(_tree(text), "sources")
    node = found[1] if found else None
    if found is None or not isinstance(node, yaml.SequenceNode):
        raise _by_hand("sources", text)
    key, items = found[0], node.value
    if len(items) == 1:
        start, end = _line_start(text, key.start_mark.index), _line_end(text, _end(text, node))
    elif node.flow_style:
        start, end = items[at].start_mark.index, items[at].end_mark.index
        if at + 1 < len(items):
            end = items[at + 1].start_mark.index
        else:
            start = items[at - 1].end_mark.index
    else:
        start = _line_start(text, items[at].start_mark.index)
        end = _line_end(text, _end(text, items[at]))
    return _checked(text, text[:start] + text[end:], edit)


def change_feed(text: str, old: str, new: str) -> str:
    """Replace the address of a feed, wherever it is."""
    text = with_quoted_variables(text)

    def edit(values: _Values) -> None:
        for source in values["sources"]:
            feed = source.get("feed")
            source["feed"] = (
                new if feed == old else [new if it == old else it for it in feed] if isinstance(feed, list) else feed
            )
            if source["feed"] is None:
                del source["feed"]

    found = _child(_tree(text), "sources")
    places = [] if found is None else _feed_nodes(found[1], old)
    if not places:
        raise _by_hand("feed", text)
    edited = text
    for node in reversed(places):
        edited = edited[: node.start_mark.index] + _quoted(new) + edited[node.end_mark.index :]
    return _checked(text, edited, edit)


def allow_network(text: str, network: str) -> str:
    """Add a network to `fetch: allow:`."""
    text = with_quoted_variables(text)

    def edit(values: _Values) -> None:
        fetch = values["fetch"] = dict(values.get("fetch") or {})
        fetch["allow"] = [*(fetch.get("allow") or []), network]

    fetch = _child(_tree(text), "fetch")
    if fetch is None:
        return _checked(text, f"{_ended(text)}\nfetch:\n  allow: [{_quoted(network)}]\n", edit)
    allow = _child(fetch[1], "allow")
    if allow is None and isinstance(fetch[1], yaml.MappingNode) and fetch[1].value:
        first = fetch[1].value[0][0].start_mark
        more = f"allow: [{_quoted(network)}]"
        more = f"{more}, " if _is_flow(fetch[1]) else f"{more}\n{' ' * first.column}"
        return _checked(text, text[: first.index] + more + text[first.index :], edit)
    if allow is not None and isinstance(allow[1], yaml.SequenceNode) and allow[1].flow_style:
        place = allow[1].end_mark.index - 1
        more = f"{', ' if allow[1].value else ''}{_quoted(network)}"
        return _checked(text, text[:place] + more + text[place:], edit)
    if allow is not None and isinstance(allow[1], yaml.SequenceNode):
        place = _line_end(text, _end(text, allow[1]))
        more = f"{' ' * allow[1].start_mark.column}- {_quoted(network)}\n"
        return _checked(text, _ended(text[:place]) + more + text[place:], edit)
    raise _by_hand("fetch", text)


def _feed_nodes(sources: yaml.Node, url: str) -> list[yaml.Node]:
    found: list[yaml.Node] = []
    for item in sources.value if isinstance(sources, yaml.SequenceNode) else ():
        feed = _child(item, "feed")
        nodes = [] if feed is None else feed[1].value if isinstance(feed[1], yaml.SequenceNode) else [feed[1]]
        found += [node for node in nodes if isinstance(node, yaml.ScalarNode) and node.value == url]
    return found


def _tree(text: str) -> yaml.Node:
    try:
        found = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _by_hand("site.yaml", text) from error
    if found is None:
        raise _by_hand("site.yaml", text)
    return found


def _child(node: yaml.Node, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), None)


def _checked(text: str, edited: str, edit: Callable[[_Values], None]) -> str:
    wanted = copy.deepcopy(yaml.safe_load(text))
    edit(wanted)
    try:
        found = yaml.safe_load(edited)
    except yaml.YAMLError:
        found = None
    if found != wanted:
        raise _by_hand("sources", text)
    return edited


def _by_hand(what: str, text: str) -> ConfigError:
    line = next((at for at, it in enumerate(text.splitlines(), 1) if it.startswith(f"{what}:")), None)
    return ConfigError(
        Diagnostic(
            NAME, line, "config-edit", f"'{what}' is written in a way that a command cannot change", "change it by hand"
        )
    )


def _items(added: Sequence[Mapping[str, Any]], margin: str) -> str:
    return "".join(_item(fields, margin) for fields in added)


def _item(fields: Mapping[str, Any], margin: str) -> str:
    lines = [f"{key}: {_flow(value)}" for key, value in fields.items()]
    return "".join(f"{margin}{'- ' if at == 0 else '  '}{line}\n" for at, line in enumerate(lines))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_in_flow(it)}" for key, it in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_in_flow(it) for it in value) + "]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _in_flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else _flow(value)


def _quoted(text: str) -> str:
    """A text as it is if YAML can read that, else in double quotes as JSON."""
    is_plain = _URL.fullmatch(text) or (_PLAIN.fullmatch(text) and ", " not in text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _end(text: str, node: yaml.Node) -> int:
    """The end of a node's own text; what YAML calls the end of a block is the start of what follows it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end - 1 if text[end - 1 : end] == "\n" else end


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    """The start of the next line."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1
