"""The look in `theme:` of site.yaml: a readable accent colour, a logo, a tagline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

import msgspec

BRAND: Final = "#9a1b1b"  # the theme's own accent on white
_ENOUGH: Final = 4.5  # contrast, WCAG 2.2 success criterion 1.4.3
# The lighter and the darker of the theme's backgrounds, which text stands on in light and in dark.
_BACKGROUNDS: Final = {"light": ("#ffffff", "#f4f4f1"), "dark": ("#141517", "#1d1f22")}
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")  # "#00594f"
_Size = Annotated[int, msgspec.Meta(ge=1, le=2000)]


class Accent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The colour of the mark, the current topic and the box of other headlines."""

    light: str
    dark: str


class Logo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture before the site's name: a file of `templates/static/` and the size that it is shown at."""

    file: str
    width: _Size
    height: _Size


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of `theme:` that the default theme knows; a site's own templates may have others."""

    accent: Accent | None = None
    logo: Logo | None = None
    tagline: str = ""


def look(theme: Mapping[str, Any]) -> Look:
    """The look in `theme:` (any YAML value, so Any).

    Raises `msgspec.ValidationError` for a value of the wrong kind, else `ValueError` with a message and a hint.
    """
    found = msgspec.convert(theme, Look)
    if found.accent:
        for scheme in ("light", "dark"):
            _check(getattr(found.accent, scheme), scheme)
    return found


def stylesheet(accent: Accent | None) -> str:
    """The lines to add to the style sheet for the site's accent colour."""
    if accent is None:
        return ""
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{--brand:{accent.dark}}}}}"
    return f"\n:root{{--brand:{accent.light}}}\n{dark}\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _check(colour: str, scheme: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"accent '{colour}' is not a colour", "write it as in '#00594f'")
    least = min(contrast(colour, background) for background in _BACKGROUNDS[scheme])
    if least < _ENOUGH:
        message = f"accent '{colour}' has a contrast of {least:.1f} in {scheme}; it needs {_ENOUGH}"
        raise ValueError(message, f"'{_readable(colour, scheme)}' is the same colour and can be read")


def _readable(colour: str, scheme: str) -> str:
    """The colour with just enough black or white mixed in to be readable."""
    towards = 0 if scheme == "light" else 255
    for share in range(1, 101):
        mixed = [round(part + (towards - part) * share / 100) for part in bytes.fromhex(colour[1:])]
        found = f"#{bytes(mixed).hex()}"
        if min(contrast(found, background) for background in _BACKGROUNDS[scheme]) >= _ENOUGH:
            return found
    raise AssertionError("black and white can always be read")


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
