"""Whether an address of somebody who got a mail stands in the output: who publishes a newsletter is not its reader."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from site_gen.errors import Diagnostic

_MAILS: Final = (".eml", ".mbox", ".mbx", ".msg", ".mail")
_HEAD: Final = 4_096
_HEADERS: Final = (b"\nMIME-Version:", b"\nDelivered-To:", b"\nMessage-ID:", b"\nReceived:")
_TEXTS: Final = (".html", ".xml", ".json", ".md", ".txt", ".csv", ".webmanifest", ".opml")


def leaks(seeds: Path, output: Path, name: str) -> Iterator[Diagnostic]:
    """The files of the output that hold an address of a reader; `name` is what the output's folder is called."""
    readers = frozenset(address for path in _files(seeds) for address in _readers_in(path))
    if not readers:
        return
    spelled = {
        form.encode(): address for address in sorted(readers) for form in (address, quote(address, safe="").lower())
    }
    for path in _files(output):
        if not path.endswith(_TEXTS):
            continue
        with open(path, "rb") as file:  # noqa: PTH123 - a Path a file costs as much as the reading
            data = file.read().lower()
        found = next((address for form, address in spelled.items() if form in data), None)
        if found:
            shown = f"{name}/{Path(path).relative_to(output).as_posix()}"
            message = f"holds the address of somebody who got a mail: '{found}'"
            yield Diagnostic(shown, None, "recipient", message, "cut it out of the article in content/")


def _files(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(place, name) for name in sorted(names))  # noqa: PTH118


def _readers_in(path: str) -> frozenset[str]:
    try:
        # A pipe would keep its reader waiting for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return frozenset()
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(_HEAD)
            if not (path.lower().endswith(_MAILS) or any(it in b"\n" + head for it in _HEADERS)):
                return frozenset()
            data = head + file.read()
    except OSError:
        return frozenset()
    from site_gen.read.mail import recipients

    return recipients(data)
