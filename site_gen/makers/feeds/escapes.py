"""Texts as XML holds them, to the letter as lxml writes them."""

from __future__ import annotations


def between_tags(text: str) -> str:
    """A text between tags; what is not in it is looked for, which takes a twentieth of replacing it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def in_attribute(text: str) -> str:
    """A text between the quotation marks of an attribute."""
    text = between_tags(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
