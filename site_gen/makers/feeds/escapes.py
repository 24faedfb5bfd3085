"""Escapes texts for XML exactly as lxml does."""

from __future__ import annotations


def between_tags(text: str) -> str:
    """Escape a text between tags; searching first is much faster than replacing what is not there."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def in_attribute(text: str) -> str:
    """Escape a text for an attribute in quotation marks."""
    text = between_tags(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
