"""Texts as XML holds them, to the letter as lxml writes them."""

from __future__ import annotations


def between_tags(text: str) -> str:
    """A text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def in_attribute(text: str) -> str:
    """A text between the quotation marks of an attribute."""
    return between_tags(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
