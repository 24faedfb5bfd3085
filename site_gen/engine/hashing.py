"""A short name for a value: equal values have equal digests, on every machine and in every run."""

from __future__ import annotations

from _blake2 import blake2b  # hashlib's, without OpenSSL, which is slower to load than everything else here
from typing import Any, Generic, TypeVar

import msgspec

_Value = TypeVar("_Value")


class Named(Generic[_Value]):
    """A value with its digest, worked out once; inside of other values the digest stands for it."""

    __slots__ = ("name", "value")

    def __init__(self, value: _Value) -> None:
        self.value = value
        self.name = digest(value)


def digest(value: Any) -> bytes:
    """16 bytes that stand for `value`, any frozen value without sets (Any: structs, tuples, text, numbers)."""
    return blake2b(_encode(value), digest_size=16).digest()


def _name(value: Any) -> bytes:
    if isinstance(value, Named):
        return value.name
    raise NotImplementedError(f"{type(value)} has no digest")


_encode = msgspec.msgpack.Encoder(enc_hook=_name).encode
