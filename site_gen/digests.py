"""A short name for a value: equal values have equal digests, on every machine and in every run."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


def digest(value: Any) -> bytes:
    """16 bytes that stand for `value`, any frozen value without sets (Any: structs, tuples, text, numbers)."""
    return hashlib.blake2b(msgspec.msgpack.encode(value), digest_size=16).digest()
