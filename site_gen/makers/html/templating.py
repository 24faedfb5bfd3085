"""Jinja for our pages: templates are compiled once, and what we do not use of Jinja costs nothing."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from site_gen.config.theme import DEFAULT

_MOST_FRAGMENTS: Final = 10_000
_COMPILED: Final = str(Path(__file__).parents[2] / "__pycache__")
_PATTERN: Final = "named-page-%s.cache"


class _PageContext(Context):
    """Calls functions without looking for Jinja's decorators, which none of ours has."""

    def call(
        __self,  # noqa: N805 - as in Jinja
        __obj: Callable[..., Any],
        *args: Any,
        _block_vars: object = None,
        _loop_vars: object = None,
        **values: Any,
    ) -> Any:
        return __obj(*args, **values)


class _CompiledTemplates(BytecodeCache):
    """Compiled templates on disk; a folder that is gone or read-only only costs time.

    Those of the default theme are the same for every site, and are kept with this program's own compiled files.
    """

    def __init__(self, folder: str, templates: Iterable[tuple[str, str, str]]) -> None:
        self._own = FileSystemBytecodeCache(folder, _PATTERN)
        self._common = FileSystemBytecodeCache(_COMPILED, _PATTERN)
        default = (text for name, text, _ in templates if name.startswith(DEFAULT))
        self._ours = frozenset(map(self.get_source_checksum, default))

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


class PageEnvironment(Environment):
    """A theme's templates by name, compiled when they are first used."""

    context_class = _PageContext

    def __init__(self, templates: tuple[tuple[str, str, str], ...], folder: str) -> None:
        super().__init__(
            loader=FunctionLoader({name: (text, name, None) for name, text, _ in templates}.get),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_CompiledTemplates(folder, templates) if folder else None,
            extensions=["jinja2.ext.i18n"],
        )
        self.paths = {name: path for name, _, path in templates}
        self._fragments: dict[Any, Markup] = {}  # a macro and what it is given (Any) -> what it prints

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves: Jinja's chain of maps would be searched at each import."""
        return super().make_globals(d) if d else self.globals

    def once(self, macro: Callable[..., Markup], *given: Any) -> Markup:
        """The output of a macro, printed once for all pages that pass the same arguments."""
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

    def forget_globals(self) -> None:
        """Forget what depends on globals: imported macros keep the ones that they first saw."""
        self._fragments.clear()
        self.cache.clear()  # type: ignore[union-attr]  # there is one, as `cache_size` is not 0


@functools.lru_cache(maxsize=2)
def compiled(templates: tuple[tuple[str, str, str], ...], folder: str) -> PageEnvironment:
    """The templates (name, text, file to name in messages), with their code kept in `folder` if there is one."""
    if folder:
        make_folder(folder)
    return PageEnvironment(templates, folder)


def make_folder(folder: str) -> None:
    """Make the folder if the site's cache is on this machine; a cluster's worker does without it."""
    with contextlib.suppress(OSError):
        Path(folder).mkdir(exist_ok=True)
