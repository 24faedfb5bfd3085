"""Front matter as ingest writes it, read without YAML: plain keys and lists of plain texts, or nothing at all.

YAML takes 70 µs for a file and this 10, and nearly every file of a site is as ingest wrote it. What is not surely the
same to YAML is left to YAML.
"""

from __future__ import annotations

import re
from typing import Final

# Text that YAML takes as it stands: it starts with no indicator and holds no ": ", " #" or odd space.
# `Pace of change: slow` is none, `10:30 sharp` and `https://example.org/a#b` are.
_PLAIN: Final = (
    r"(?![-?:,\[\]{}#&*!|>'\"%@`\s=<~])"
    r"(?:[^\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff\ud800-\udfff\ufffe\uffff:# ]"
    r"|:(?=[^\s:])|#|(?<=[^ ]) (?=[^ #]))+(?<![: ])"
)
_ENTRY: Final = re.compile(rf"([a-z_]+):(?: ({_PLAIN}))?\n((?:- {_PLAIN}\n)*)")
_NOT_TEXT: Final = frozenset("null Null NULL true True TRUE false False FALSE yes no on off y n Y N".split())

Value = str | tuple[str, ...]


def read(matter: str) -> dict[str, Value] | None:
    """Keys with their text or list of texts; nothing where YAML might read the matter in another way."""
    found: dict[str, Value] = {}
    end = 0
    for match in _ENTRY.finditer(matter):
        key, text, items = match.groups()
        if match.start() != end or key in found or (text is None) == (not items) or text in _NOT_TEXT:
            return None
        end = match.end()
        found[key] = text if text is not None else tuple(item[2:] for item in items.splitlines())
        if items and not _NOT_TEXT.isdisjoint(found[key]):
            return None
    return found if end == len(matter) else None
