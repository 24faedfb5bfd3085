"""Makes modules of the text of hooks, here or on a worker that sees no file of the site."""

from __future__ import annotations

import builtins
import functools
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from types import CodeType, ModuleType, TracebackType
from typing import Any, Final

import msgspec

from site_gen.engine.hashing import digest
from site_gen.errors import Diagnostic, HookError
from site_gen.hooks.values import FUNCTIONS, HookFile, Hooks

_NO_MODULE: Final = "install it, or put what you need into a single file beside this one; the last good pages stay"
_STAYS: Final = "the last good pages stay; mend it, or take it out of 'hooks:'"


def with_libraries(hooks: Hooks) -> Hooks:
    """The hooks with the versions of what they import, so that no worker runs them with others.

    Raises `HookError` if one of them cannot be loaded.
    """
    used = {name for file in hooks.files for name in _imported(file)}
    if not used:
        return hooks
    known = metadata.packages_distributions()
    found = sorted({library for name in used for library in known.get(name, ())})
    return msgspec.structs.replace(hooks, libraries=tuple((name, metadata.version(name)) for name in found))


def check_libraries(hooks: Hooks) -> None:
    """Raise `HookError` unless the libraries of the hooks are those of the machine that sent them."""
    for name, version in hooks.libraries:
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "none"
        if found != version:
            said = f"needs {name} {version}, and a worker has {found}"
            hint = "install the same version on every worker"
            raise HookError(Diagnostic(hooks.files[0].path, None, "hook", said, hint))


def function_of(file: HookFile, name: str) -> Callable[[Any], Any]:
    """A hook; raises `HookError` if its file cannot be loaded (Any: each hook has types of its own)."""
    function: Callable[[Any], Any] = getattr(_module(file), name)
    return function


def line_in(file: HookFile, trace: TracebackType | None) -> tuple[str, int | None]:
    """Where in a file with hooks, or in one that it needs, an exception came from."""
    paths = {it.path for it in (file, *file.needs)}
    found: tuple[str, int | None] = (file.path, None)
    while trace:
        if trace.tb_frame.f_code.co_filename in paths:
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found


@functools.lru_cache(maxsize=16)
def _module(file: HookFile) -> ModuleType:
    module = _Loading(file).load(_stem(file.path))
    for name in FUNCTIONS:
        if callable(getattr(module, name, None)) and name not in file.functions:
            hint = f"write 'def {name}(…)' in this file, at the left margin"
            raise HookError(Diagnostic(file.path, None, "hook", f"has a hook '{name}' that is not defined in it", hint))
    return module


class _Loading:
    """A file with hooks as it is loaded, with those that it needs in their own modules."""

    def __init__(self, file: HookFile) -> None:
        self._file = file
        self._files: Mapping[str, HookFile] = {_stem(it.path): it for it in (*file.needs, file)}
        self._modules: dict[str, ModuleType] = {}

    def load(self, stem: str) -> ModuleType:
        """The module of a file; raises `HookError` with the line that fails."""
        if stem in self._modules:
            return self._modules[stem]
        file = self._files[stem]
        module = self._modules[stem] = ModuleType(f"_site_gen_{digest(self._file).hex()}_{stem}", file.path)
        module.__file__ = file.path
        vars(module)["__builtins__"] = vars(builtins) | {"__import__": self._import}
        sys.modules[module.__name__] = module  # where dataclasses look for the types of a class
        code = self._compiled(file)
        try:
            exec(code, vars(module))  # noqa: S102 - a program of the site's owner, named in site.yaml
        except HookError:
            raise
        except (Exception, SystemExit) as error:
            path, line = line_in(self._file, error.__traceback__)
            hint = _NO_MODULE if isinstance(error, ModuleNotFoundError) else _STAYS
            raise HookError(Diagnostic(path, line, "hook", f"cannot be loaded: {described(error)}", hint)) from error
        return module

    def _compiled(self, file: HookFile) -> CodeType:
        try:
            code: CodeType = compile(file.text, file.path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            message = getattr(error, "msg", str(error))
            raise HookError(Diagnostic(file.path, line, "hook", f"is not Python: {message}", _STAYS)) from error
        return code

    def _import(
        self,
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if level == 0 and name in self._files:
            return self.load(name)
        return __import__(name, globals_, locals_, fromlist or (), level)


def described(error: BaseException) -> str:
    """An exception on one line."""
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _imported(file: HookFile) -> Iterator[str]:
    """The packages that a file and those that it needs import, as far as they are no part of Python or of site-gen."""
    import ast

    _module(file)
    for it in (file, *file.needs):
        for node in ast.walk(ast.parse(it.text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            tops = {name.partition(".")[0] for name in names}
            yield from tops - sys.stdlib_module_names - {"site_gen"} - {_stem(other.path) for other in file.needs}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")
