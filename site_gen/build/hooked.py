"""Where hooks come into a build: articles and topics after ingest, own pages after editing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

import msgspec

from site_gen.build.ingest import Content
from site_gen.build.load import load_hooked
from site_gen.build.options import taxonomy_of
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import Loaded
from site_gen.content.kept_ids import with_kept_days, with_kept_ids
from site_gen.content.memory import Memory, with_corrections, with_topics
from site_gen.content.source_names import with_one_name
from site_gen.engine.memo import Memo, StartWorkers
from site_gen.engine.snapshots import Snapshot
from site_gen.errors import Diagnostic
from site_gen.hooks.calling import call, fault
from site_gen.hooks.modules import with_libraries
from site_gen.hooks.values import FUNCTIONS, HookFile, Hooks, PageText
from site_gen.language.plain import slugify
from site_gen.model import Brief, Edition

_DEFINED: Final = re.compile(r"^(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
_NAMES: Final = f"hooks are named {', '.join(FUNCTIONS[:-1])} and {FUNCTIONS[-1]}"


def idle_hooks(hooks: Hooks) -> Iterator[Diagnostic]:
    """Files that have none of the functions that are called, or one whose name is nearly that of one."""
    for file in hooks.files:
        names = _DEFINED.findall(file.text)
        near = {name: get_close_matches(name, FUNCTIONS, n=1, cutoff=0.8) for name in names if name not in FUNCTIONS}
        for name, found in near.items():
            if found and found[0] not in file.functions:
                message = f"'{name}' is called by nobody: did you mean '{found[0]}'?"
                yield Diagnostic(file.path, None, "idle-hook", message, _NAMES, "warning")
        if not file.functions and not any(near.values()):
            yield Diagnostic(file.path, None, "idle-hook", "has no hook", _NAMES, "warning")


def of_articles(hooks: Hooks) -> Hooks:
    """The hooks that articles pass on their way from content to the edition; raises `HookError`."""
    found = hooks.of("article", "topics")
    return with_libraries(found) if found.files else found


def with_hooks(
    content: Content, hooks: Hooks, config: Config, memo: Memo, workers: StartWorkers
) -> tuple[Content, tuple[Diagnostic, ...]]:
    """The content as hooks have it, and what is said of them; `content/` and the memory stay as they are."""
    hooks = of_articles(hooks)
    if not hooks.files:
        return content, ()
    loaded = load_hooked(content.inputs.content, config, memo, hooks, workers)
    briefs = corrected(loaded, content.memory, config)
    said = tuple(it for one in loaded for it in one.hooked)
    return msgspec.structs.replace(content, loaded=loaded, briefs=briefs), said


def load_as_shown(content: Snapshot, hooks: Hooks, config: Config, memo: Memo) -> list[Loaded]:
    """The articles of `content/` as a build shows them."""
    return load_hooked(content, config, memo, of_articles(hooks))


def corrected(loaded: Iterable[Loaded], memory: Memory, config: Config) -> list[Brief]:
    """The briefs of articles as they are shown."""
    briefs = with_kept_ids([it.brief for it in loaded if it.brief], memory, config.folders.content)
    briefs = with_one_name(with_kept_days(briefs, memory), config.sources)
    return with_corrections(with_topics(briefs, memory, taxonomy_of(config)), memory, config.timezone)


def pages_of_hooks(hooks: Hooks, edition: Edition) -> tuple[list[tuple[str, str, str]], list[Diagnostic]]:
    """The pages that hooks add, as own pages are: name, text, and the file to name in messages."""
    pages: list[tuple[str, str, str]] = []
    said: list[Diagnostic] = []
    for file in hooks.having("pages"):
        # A copy, so that a hook which writes into what it is given changes nothing else.
        copy = msgspec.msgpack.decode(msgspec.msgpack.encode(edition), type=Edition)
        answer = call(file, "pages", copy, "the edition")
        if isinstance(answer, Diagnostic):
            said.append(msgspec.structs.replace(answer, cost="page"))
            continue
        known = {name for name, *_ in pages}
        good, faults = _checked(file, answer or (), known)
        pages += good
        said += faults
    return pages, said


def _checked(
    file: HookFile, answer: Sequence[PageText], known: Iterable[str]
) -> tuple[list[tuple[str, str, str]], list[Diagnostic]]:
    taken = set(known)
    good: list[tuple[str, str, str]] = []
    said: list[Diagnostic] = []
    for page in answer:
        name = page.name.strip("/")
        parts = name.split("/")
        if any(part != slugify(part) or not part for part in parts):
            hint = "name it as its address shall be, as in 'people/ann-lee'"
            said.append(fault(file, "pages", f"'{page.name[:80]}' is no address for a page", hint=hint))
        elif name in taken:
            said.append(fault(file, "pages", f"'{name}' is there twice", hint="give each page a name of its own"))
        else:
            taken.add(name)
            good.append((name, page.text, file.path))
    return good, said
