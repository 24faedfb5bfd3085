"""What a site's own templates say in vain: files that no page uses, and blocks that are nowhere."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from site_gen.config.theme import DEFAULT
from site_gen.errors import Diagnostic
from site_gen.makers.html import Theme, reached

if TYPE_CHECKING:
    from jinja2 import nodes

_EXTENDS: Final = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']")  # {% extends "default/base.html" %}
_BLOCK: Final = re.compile(r"\{%[-+]?\s*block\s+(\w+)")  # {% block colophon %}
_TOP: Final = re.compile(r"[^/]+\.html")  # "story.html", but not "partials/card.html"


def idle_templates(theme: Theme) -> Iterator[Diagnostic]:
    """Own templates that nothing reaches, and blocks of own templates that nothing they extend has."""
    texts = {name: text for name, text, _ in theme.templates}
    default = {name.removeprefix(DEFAULT) for name in texts if name.startswith(DEFAULT)}
    own = [(name, text, shown) for name, text, shown in theme.templates if shown == f"templates/{name}"]
    if not own:
        return
    used = {it for name in default if _TOP.fullmatch(name) for it in reached(name, texts)}
    for name, text, shown in own:
        if name not in used and name not in default:
            near = difflib.get_close_matches(name, sorted(default), n=1)
            hint = f"did you mean '{near[0]}'?" if near else "name it in a template that is used, or take it out"
            yield Diagnostic(shown, None, "idle-template", "is used by no page", hint, "warning")
        known = _blocks_above(text, texts)
        for block in _outer_blocks(text) if known else ():
            if block.name not in known:
                near = difflib.get_close_matches(block.name, sorted(known), n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"blocks are: {', '.join(sorted(known))}"
                message = f"block '{block.name}' is in no template that this one extends, so it is never shown"
                yield Diagnostic(shown, block.lineno, "idle-block", message, hint, "warning")


def _blocks_above(text: str, texts: Mapping[str, str]) -> set[str]:
    """The blocks of all that a template extends; none where it extends nothing, or not by a literal name."""
    found: set[str] = set()
    seen: set[str] = set()
    while (above := _EXTENDS.search(text)) and above[1] in texts and above[1] not in seen:
        seen.add(above[1])
        text = texts[above[1]]
        found.update(_BLOCK.findall(text))
    return found


def _outer_blocks(text: str) -> list[nodes.Block]:
    """The blocks of a template that stand in no other block of it."""
    from jinja2 import Environment, nodes

    return [it for it in Environment(autoescape=True).parse(text).body if isinstance(it, nodes.Block)]
