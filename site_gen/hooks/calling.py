"""Calls hooks: whatever one of them raises or answers, the caller gets a value of the right type or a diagnostic."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from site_gen.errors import Diagnostic, HookError
from site_gen.hooks.modules import check_libraries, described, function_of, line_in
from site_gen.hooks.values import HookFile, Hooks, PageText, Report
from site_gen.model import Article

# Sets have no order of their own, and would come out differently in each process.
_ENCODE: Final = msgspec.msgpack.Encoder(order="deterministic").encode
_ANSWERS: Final[dict[str, Any]] = {  # Any: a decoder of each type
    "read": msgspec.msgpack.Decoder(tuple[Article, ...] | None).decode,
    "article": msgspec.msgpack.Decoder(Article | None).decode,
    "topics": msgspec.msgpack.Decoder(tuple[str, ...] | None).decode,
    "pages": msgspec.msgpack.Decoder(tuple[PageText, ...] | None).decode,
}
_REPLACE: Final = "return a changed copy: msgspec.structs.replace(article, title='…')"
_WANTED: Final = {
    "read": "a list of Article, or None to have it read as usual",
    "article": "an Article, or None to drop it",
    "topics": "a list of names, or None to keep those that it has",
    "pages": "a list of PageText",
}


def load(hooks: Hooks) -> None:
    """Load all files, once in each process; raises `HookError` if one cannot be loaded here."""
    if hooks.libraries:
        check_libraries(hooks)
    for file in hooks.files:
        for name in file.functions:
            function_of(file, name)


def call(file: HookFile, name: str, argument: object, about: str) -> Any:  # its type is that of `_ANSWERS`
    """The answer of a hook, or a `Diagnostic`; `about` says what it was asked about."""
    function = function_of(file, name)
    try:
        answer = function(argument)
        answer = list(answer) if hasattr(answer, "__next__") else answer  # of a function that yields
    except HookError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - hooks are other people's programs
        path, line = line_in(file, error.__traceback__)
        hint = _REPLACE if isinstance(error, AttributeError) and "immutable" in str(error) else ""
        return fault(file, name, f"{described(error)}, about '{about}'", path=path, line=line, hint=hint)
    try:
        return _ANSWERS[name](_ENCODE(answer)) if name in _ANSWERS else None
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        return fault(file, name, f"answers with a wrong type about '{about}': {error}", hint=f"return {_WANTED[name]}")


def tell(hooks: Hooks, report: Report) -> list[Diagnostic]:
    """Tell every `published` hook; returns what went wrong."""
    answers = [call(file, "published", report, "what was published") for file in hooks.having("published")]
    return [
        msgspec.structs.replace(it, hint="mend the hook; the site is published all the same")
        for it in answers
        if it is not None
    ]


def fault(
    file: HookFile, name: str, message: str, *, hint: str = "", path: str = "", line: int | None = None
) -> Diagnostic:
    """What is wrong with a hook, with the line that it begins at if no other is known."""
    hint = hint or "mend the hook; until then what it is asked about is left out"
    line = line or line_of(file, name)
    return Diagnostic(path or file.path, line, "hook", f"{name}(): {message}", hint)


def line_of(file: HookFile, name: str) -> int | None:
    """The line at which a hook begins."""
    code = getattr(function_of(file, name), "__code__", None)
    return code.co_firstlineno if code and code.co_filename == file.path else None
