"""Audio, films and documents that feeds carried, and an editor's own pictures: on the story's page and in feeds."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from site_gen.model import Brief
from site_gen.pages.addresses import Addresses
from site_gen.pages.views import EnclosureView, ImageView


def enclosures_of(brief: Brief) -> tuple[EnclosureView, ...]:
    """What belongs to an article beside its text."""
    found = brief.extra.get("enclosures") or ()
    return tuple(
        EnclosureView(url=it["url"], type=it["type"], length=it["length"], name=_name(it["url"])) for it in found
    )


def image_of(brief: Brief, addresses: Addresses) -> ImageView | None:
    """The editor's own picture of an article."""
    picture = brief.image
    if picture is None:
        return None
    is_wide = picture.width > picture.small_width
    return ImageView(
        url=addresses.base + picture.path,
        small=addresses.base + picture.small if is_wide else "",
        width=picture.width,
        height=picture.height,
        small_width=picture.small_width,
        alt=picture.alt,
        credit=picture.credit,
    )


def image_enclosure(brief: Brief, addresses: Addresses) -> tuple[EnclosureView, ...]:
    """The same as feeds carry it."""
    picture = brief.image
    if picture is None:
        return ()
    url = addresses.root + picture.path
    return (EnclosureView(url=url, type=picture.type, length=str(picture.bytes), name=_name(url)),)


def _name(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc
