"""Jinja as pages use it: templates compiled once, and none of the costs that only other uses of Jinja need."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final

from jinja2 import BytecodeCache, DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

from site_gen.makers.html.quicktemplates import QuickCode, QuickMacro, flattened

_MOST_FRAGMENTS: Final = 10_000
DEFAULT: Final = "default/"  # before the names of the default theme's files, for templates that build on them
_COMPILED: Final = str(Path(__file__).parents[2] / "__pycache__")
_PATTERN: Final = "pages-2-%s.cache"  # counts up with the code that `_PageCode` writes
_QUICK_PATTERN: Final = "quick-2-%s.cache"  # and with that of `QuickCode`
# {% extends "base.html" %} -> base.html
_EXTENDS: Final = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)")


class _PageContext(Context):
    """Calls what a template calls, without looking for Jinja's decorators, which nothing here wears."""

    def call(
        __self,  # noqa: N805 - as in Jinja
        __obj: Callable[..., Any],
        *args: Any,
        _block_vars: object = None,
        _loop_vars: object = None,
        **values: Any,
    ) -> Any:
        return __obj(*args, **values)


class _PageCode(CodeGenerator):
    """Prints by `PageEnvironment.shown`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Kept(BytecodeCache):
    """Compiled templates on disk: a shortcut, so a folder that is gone or read-only costs time and nothing else.

    Those of the default theme are the same for every site and lie where Python keeps this program, compiled.
    Code belongs to a template's text and to those that it extends.
    """

    def __init__(self, folder: str, pattern: str, templates: Iterable[tuple[str, str, str]]) -> None:
        self._own = FileSystemBytecodeCache(folder, pattern)
        self._common = FileSystemBytecodeCache(_COMPILED, pattern)
        self._texts = {name: text for name, text, _ in templates}
        default = {name: text for name, text in self._texts.items() if name.startswith(DEFAULT)}
        family = {name.removeprefix(DEFAULT): text for name, text in default.items()} | default
        self._ours = frozenset(_checksum(text, family) for text in default.values())

    def get_source_checksum(self, source: str) -> str:
        return _checksum(source, self._texts)

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.checksum in self._ours:
            self._common.load_bytecode(bucket)
        if bucket.code is None:
            self._own.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        is_common = bucket.checksum in self._ours and not sys.dont_write_bytecode
        for cache in (self._common, self._own) if is_common else (self._own,):
            with contextlib.suppress(OSError):
                cache.dump_bytecode(bucket)
                return


def _checksum(text: str, texts: Mapping[str, str]) -> str:
    """Stands for a template and all that it extends."""
    found = [text]
    for one in found:
        named = (texts.get(name, "") for name in _EXTENDS.findall(one))
        found += [other for other in named if other not in found]
    return hashlib.sha1("\0".join(found).encode(), usedforsecurity=False).hexdigest()


class _Theme(Environment):
    """Templates by their names, compiled as they are asked for."""

    context_class = _PageContext

    def __init__(self, templates: tuple[tuple[str, str, str], ...], folder: str, pattern: str) -> None:
        super().__init__(
            loader=DictLoader({name: text for name, text, _ in templates}),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_Kept(folder, pattern, templates) if folder else None,
            extensions=["jinja2.ext.i18n"],
        )

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves; through a chain of maps, Jinja would look key by key at each import."""
        return super().make_globals(d) if d else self.globals

    @staticmethod
    def shown(value: Any) -> str:
        """What `escape` answers, which makes a new `Markup` even where there is nothing to escape."""
        kind = value.__class__
        if kind is str:
            is_plain = "&" not in value and "<" not in value and ">" not in value and '"' not in value
            return value if is_plain and "'" not in value else escape(value)
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        return str(value) if kind is int else escape(value)


class _QuickTheme(_Theme):
    """Templates as `quicktemplates` compiles them; raises whatever comes up where they are no such ones."""

    code_generator_class = QuickCode
    QuickMacro = QuickMacro  # by this name the code makes macros

    def __init__(self, templates: tuple[tuple[str, str, str], ...], folder: str) -> None:
        super().__init__(templates, folder, _QUICK_PATTERN)
        self._prints: dict[str, Callable[[Context], Iterator[str]]] = {}
        self._parents: dict[str, nodes.Template] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = flattened(super()._parse(source, name, filename), self._parent)
        return template.set_environment(self)  # type: ignore[return-value]  # answers with itself

    def _parent(self, name: str) -> nodes.Template:
        """What a template extends: parsed once, because most extend the same."""
        if name not in self._parents:
            source, path, _ = self.loader.get_source(self, name)  # type: ignore[union-attr]  # there is one
            self._parents[name] = super()._parse(source, name, path)
        return self._parents[name]

    def imports(self, names: Iterable[tuple[str, str]]) -> list[Any]:
        """What a template imports, macros mostly (so Any): found once, when it is loaded."""
        return [getattr(self.get_template(template).module, name) for template, name in names]

    def page(self, name: str, values: Mapping[str, Any]) -> str:
        """What a template prints."""
        prints = self._prints.get(name)
        if prints is None:
            prints = self._prints[name] = self.get_template(name).root_render_func
        return "".join(prints(_PageContext(self, {**self.globals, **values}, name, {})))

    def undress(self) -> None:
        self._prints.clear()
        self.cache.clear()  # type: ignore[union-attr]  # there is one, as `cache_size` is not 0


class PageEnvironment(_Theme):
    """A compiled theme."""

    code_generator_class = _PageCode

    def __init__(self, templates: tuple[tuple[str, str, str], ...], folder: str) -> None:
        super().__init__(templates, folder, _PATTERN)
        self._quick = _QuickTheme(templates, folder)
        self._quick.globals, self._quick.filters = self.globals, self.filters
        self._left_to_jinja: set[str] = set()
        self.paths = {name: path for name, _, path in templates}
        self._fragments: dict[Any, Markup] = {}  # a macro and what it is given (Any) -> what it prints

    def page(self, name: str, **values: Any) -> str:
        """What a template prints."""
        if name not in self._left_to_jinja:
            # Whatever is out of the ordinary shows as some error; then Jinja prints the page, or says what is wrong.
            with contextlib.suppress(Exception):
                return self._quick.page(name, values)
        self._left_to_jinja.add(name)
        return self.get_template(name).render(values)

    def once(self, macro: Callable[..., Markup], *given: Any) -> Markup:
        """What a macro prints, worked out once for all pages that give it the same."""
        key = (macro, given)
        try:
            found = self._fragments.get(key)
        except TypeError:  # a list or a map may change, so it cannot be a key
            return macro(*given)
        if found is None:
            if len(self._fragments) >= _MOST_FRAGMENTS:
                self._fragments.clear()
            found = self._fragments[key] = macro(*given)
        return found

    def undress(self) -> None:
        """Forget what depends on globals: macros that were imported remember the ones that they first saw."""
        self._fragments.clear()
        self._left_to_jinja.clear()
        self._quick.undress()
        self.cache.clear()  # type: ignore[union-attr]  # there is one, as `cache_size` is not 0


@functools.lru_cache(maxsize=2)
def compiled(templates: tuple[tuple[str, str, str], ...], folder: str) -> PageEnvironment:
    """The templates (name, text, file to name in messages), with their code kept in `folder` where one is given."""
    if folder:
        make_folder(folder)
    return PageEnvironment(templates, folder)


def make_folder(folder: str) -> None:
    """Make the folder where the site's cache is, which is not so on a worker of a cluster; that one goes without."""
    with contextlib.suppress(OSError):
        Path(folder).mkdir(exist_ok=True)
