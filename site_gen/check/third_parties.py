"""Whether a page of any kind asks another host for something, found out at every build and worked out once a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.check.privacy import Request, foreign_requests, is_foreign, style_requests, third_party
from site_gen.config.site_yaml import Config
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo, Step
from site_gen.errors import Diagnostic, ThemeError


class Sent(msgspec.Struct, frozen=True):
    """A file as a browser gets it, and the address of the site that it is from."""

    data: bytes
    is_style: bool
    root: str
    allowed: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True):
    """What a file makes a browser ask of other hosts."""

    requests: tuple[Request, ...]


def requests_to_others(sent: Sent) -> Asked:
    """The step from a file to what it makes a browser ask of other hosts."""
    if not sent.is_style:
        return Asked(foreign_requests(sent.data, sent.root, sent.allowed))
    found = style_requests(sent.data.decode("utf-8", "replace"))
    return Asked(tuple(request for request in found if is_foreign(request.address, sent.root, sent.allowed)))


_REQUESTS: Final = Step("requests", requests_to_others, Asked)


def third_parties(
    paths: Sequence[str], keys: Mapping[str, bytes], make: Callable[[str], bytes], memo: Memo, config: Config
) -> list[Diagnostic]:
    """What the files at `paths`, one of every kind, ask of other hosts; `make` gives the bytes of what changed."""
    root, folder = config.base_url, config.folders.output

    def argument(at: int) -> Sent:
        try:
            data = make(paths[at])
        except ThemeError:
            data = b""  # reported by the build, which kept the last good page
        return Sent(data, paths[at].endswith(".css"), root, config.allowed)

    answers = memo.map(_REQUESTS, [digest((keys[path], root, config.allowed)) for path in paths], argument)
    found = [
        third_party(f"{folder}/{path}", request, relaxed=config.privacy == "relaxed")
        for path, asked in zip(paths, answers, strict=True)
        for request in asked.requests
    ]
    if not found:
        return []
    from site_gen.check.whole import gathered

    return list(gathered(found))
