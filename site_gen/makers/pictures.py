"""Share pictures, which social networks show for a page, drawn with a packaged font: the same on every machine.

The font has Latin, Greek and Cyrillic letters; a page whose title it cannot write gets the site's picture.
"""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_gen.language.plain import GENERATOR
from site_gen.pages.file_views import PictureView

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MAKERS: Final = frozenset({"picture"})
_WIDTH, _HEIGHT, _MARGIN = 1200, 630, 80
_INK, _ACCENT, _PAPER = 27, 1, 255  # shades of the drawing; the accent takes the place of one that no letter uses
_SIZES: Final = ((72, 4), (60, 5), (48, 6))  # of a title's letters, and the lines that fit
_NAME, _SMALL = 40, 34


def make(view: PictureView) -> bytes:
    """The picture as a PNG of 1200 by 630 pixels with few shades, which keeps it small."""
    from PIL import Image, ImageDraw
    from PIL.PngImagePlugin import PngInfo

    picture = Image.new("L", (_WIDTH, _HEIGHT), _PAPER)
    _draw(ImageDraw.Draw(picture), view)
    # Fifteen shades are enough for smooth letters, and sixteen colours take half a byte each.
    picture = picture.point([15 if shade == _ACCENT else shade * 14 // 255 for shade in range(256)])
    painted = Image.frombytes("P", picture.size, picture.tobytes())
    painted.putpalette(
        [shade * 255 // 14 for shade in range(15) for _ in range(3)] + list(bytes.fromhex(view.accent[1:]))
    )
    says = PngInfo()
    says.add_text("Software", GENERATOR)
    data = io.BytesIO()
    painted.save(data, "PNG", pnginfo=says, compress_level=6, bits=4)
    return data.getvalue()


def _draw(draw: ImageDraw, view: PictureView) -> None:
    draw.rectangle((0, 0, _WIDTH, 15), fill=_ACCENT)
    draw.rectangle((_MARGIN, 82, _MARGIN + 16, 82 + 32), fill=_ACCENT)
    site, title, small = map(_writable, (view.site, view.title, view.small))
    draw.text((_MARGIN + 36, 74), site, fill=_INK, font=_font(_NAME))
    size, lines = _fitted(title)
    top = 180 + (300 - len(lines) * size * 1.2) / 2
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * size * 1.2), line, fill=_INK, font=_font(size))
    draw.text((_MARGIN, 520), _cut(small, _SMALL), fill=89, font=_font(_SMALL))


def _writable(text: str) -> str:
    """A text without the characters that the font lacks."""
    return "".join(char for char in text if char.isspace() or _has(char))


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; the last line is cut if no size is small enough."""
    for size, most in _SIZES:
        lines = _lines(title, size)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size)]


def _lines(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _font(size).getlength(longer) <= _WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(_cut(word, size))
    return lines


def _cut(text: str, size: int) -> str:
    """The text, shortened to one line."""
    if _font(size).getlength(text) <= _WIDTH - 2 * _MARGIN:
        return text
    while text and _font(size).getlength(text + "…") > _WIDTH - 2 * _MARGIN:
        text = text[:-1].rstrip()
    return text + "…"


@functools.cache
def _font(size: int) -> FreeTypeFont:
    """Source Serif, laid out by Pillow itself: other layout engines differ from machine to machine."""
    import font_source_serif_pro
    from PIL import ImageFont

    path = Path(font_source_serif_pro.__file__).parent / "files/SourceSerifPro-Semibold.otf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _has(char: str) -> bool:
    return bytes(_font(24).getmask(char)) != _nothing()


@functools.cache
def _nothing() -> bytes:
    """The mask that the font draws for a missing character."""
    return bytes(_font(24).getmask("\uffff"))
