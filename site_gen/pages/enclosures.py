"""Audio, films and documents that feeds carried: linked on the story's page, and handed on in feeds."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from site_gen.model import Brief
from site_gen.pages.views import EnclosureView


def enclosures_of(brief: Brief) -> tuple[EnclosureView, ...]:
    """What belongs to an article beside its text."""
    found = brief.extra.get("enclosures") or ()
    return tuple(
        EnclosureView(url=it["url"], type=it["type"], length=it["length"], name=_name(it["url"])) for it in found
    )


def _name(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc
