"""An editor's own pictures of stories: found by `image:` in front matter, and made small enough for pages and feeds."""

from __future__ import annotations

import io
import posixpath
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

import msgspec

from site_gen.build.media import FOLDER, Medium
from site_gen.content.briefs import Loaded
from site_gen.engine.file_looks import NOTHING, YOUNG_NS, FileLook, Looks, look_at
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic
from site_gen.language import urls
from site_gen.language.plain import one_line, slugify
from site_gen.model import Brief, Picture

PLACE: Final = ".cache/pictures"  # of the smaller ones; made again where they are missing
_WIDTHS: Final = (1200, 600)  # for pages, feeds and share cards; for phones
_ENDINGS: Final = frozenset(".jpg .jpeg .png .webp .gif .avif".split())
_QUALITY: Final = 82
_KEPT: Final = "pictures"

if TYPE_CHECKING:
    from PIL.Image import Image


class _Made(msgspec.Struct, frozen=True):
    """A picture as it was made the last time: how its file looked, and both sizes."""

    looks: Looks
    files: tuple[tuple[str, int, int, int], ...]  # name, width, height, bytes; the larger one first
    type: str


class StoryPictures(NamedTuple):
    """The articles with their pictures, the files to publish by the path of the article, and what was wrong."""

    loaded: list[Loaded]
    files: dict[str, tuple[Medium, ...]]
    looked_at: tuple[FileLook, ...]
    diagnostics: tuple[Diagnostic, ...]


def with_pictures(root: Path, loaded: Sequence[Loaded], memo: Memo) -> StoryPictures:
    """Find and make the pictures that articles name; what cannot be shown is said, and the article goes without."""
    if not any(it.brief and "image" in it.brief.extra for it in loaded):
        return StoryPictures(list(loaded), {}, (), ())
    maker = _Maker(root, memo)
    found = [_with_picture(it, maker) for it in loaded]
    maker.done()
    return StoryPictures(found, maker.files, tuple(maker.looked_at.values()), tuple(maker.said))


def _with_picture(loaded: Loaded, maker: _Maker) -> Loaded:
    brief = loaded.brief
    if brief is None or "image" not in brief.extra:
        return loaded
    picture = maker.picture(brief)
    return msgspec.structs.replace(loaded, brief=msgspec.structs.replace(brief, image=picture)) if picture else loaded


class _Maker:
    """Makes pictures, one article after the other; one that was made before is not opened again."""

    def __init__(self, root: Path, memo: Memo) -> None:
        self.files: dict[str, tuple[Medium, ...]] = {}
        self.looked_at: dict[str, FileLook] = {}
        self.said: list[Diagnostic] = []
        self._root = root
        self._memo = memo
        self._known = memo.recall(_KEPT, dict[str, _Made]) or {}
        self._now: dict[str, _Made] = {}

    def picture(self, brief: Brief) -> Picture | None:
        """The picture that an article names; None where there is none to show."""
        target = brief.extra["image"]
        path = _path(brief.path, target) if isinstance(target, str) else ""
        if not path:
            self._say(brief, f"'{target}' is no file of this digest", "name a file beside the text, or '/folder/file'")
            return None
        made = self._made(brief, path, target)
        if made is None:
            return None
        self._now[path] = made
        names = [name for name, *_ in made.files]
        self.files[brief.path] = tuple(
            Medium(FOLDER + name, str(self._root / PLACE / name), digest(name)) for name in names
        )
        alt = brief.extra.get("image_alt")
        if alt is None:
            self._say(brief, f"nothing says what '{target}' shows", "write 'image_alt: …'; '\"\"' if it only decorates")
        (large, width, height, size), (small, small_width, *_) = made.files[0], made.files[-1]
        return Picture(
            path=quote(FOLDER + large),
            small=quote(FOLDER + small),
            width=width,
            height=height,
            small_width=small_width,
            bytes=size,
            type=made.type,
            alt=one_line(str(alt or "")),
            credit=one_line(str(brief.extra.get("image_credit") or "")),
        )

    def done(self) -> None:
        """Remember what was made."""
        now = time.time_ns()
        settled = {
            path: made if now - made.looks[1] > YOUNG_NS else msgspec.structs.replace(made, looks=NOTHING)
            for path, made in self._now.items()
        }
        if settled != self._known:
            self._memo.remember(_KEPT, settled)

    def _made(self, brief: Brief, path: str, target: str) -> _Made | None:
        looks = look_at(self._root, path)
        self.looked_at[path] = FileLook(path, looks)
        if looks == NOTHING:
            self._say(brief, f"'{target}' is not there", "put the file there, or correct its name")
            return None
        known = self._now.get(path) or self._known.get(path)
        if known and known.looks == looks and all((self._root / PLACE / name).exists() for name, *_ in known.files):
            return known
        try:
            return self._make(path, looks)
        except Exception as error:  # noqa: BLE001 - whatever a library makes of a broken file costs that picture alone
            what = one_line(str(error))[:80] or type(error).__name__
            self._say(brief, f"'{target}' cannot be read as a picture: {what}", "save it as JPEG or PNG")
            return None

    def _make(self, path: str, looks: Looks) -> _Made:
        from PIL import Image, ImageOps
        from PIL import __version__ as version

        if posixpath.splitext(path)[1].lower() not in _ENDINGS:
            raise ValueError("not one of " + ", ".join(sorted(_ENDINGS)))
        data = (self._root / path).read_bytes()
        with Image.open(io.BytesIO(data)) as opened:
            upright = ImageOps.exif_transpose(opened)
            is_drawing = upright.mode in {"P", "1", "LA", "PA", "RGBA"}
            picture = upright.convert("RGBA" if is_drawing else "RGB")
            colours = upright.info.get("icc_profile") if upright.mode in {"RGB", "RGBA"} else None
        kind, ending = ("PNG", ".png") if is_drawing else ("JPEG", ".jpg")
        stem = slugify(posixpath.splitext(posixpath.basename(path))[0])[:60] or "picture"
        name = f"{stem}-{digest((data, version, _WIDTHS, _QUALITY)).hex()[:10]}"
        options = {"JPEG": {"quality": _QUALITY, "progressive": True}, "PNG": {}}[kind]
        files = tuple(
            self._sized(picture, f"{name}-{width}{ending}", width, {"format": kind, "icc_profile": colours, **options})
            for width in _WIDTHS
        )
        both = files if files[0][1] > files[1][1] else files[:1]
        return _Made(looks, both, f"image/{kind.lower()}")

    def _sized(self, picture: Image, name: str, most: int, options: dict[str, Any]) -> tuple[str, int, int, int]:
        """A picture of no more than some width, without what its camera noted; never a larger one."""
        from PIL.Image import Resampling

        width = min(most, picture.width)
        height = max(1, round(picture.height * width / picture.width))
        data = io.BytesIO()
        sized = picture.resize((width, height), Resampling.LANCZOS) if width < picture.width else picture.copy()
        sized.info.clear()
        sized.save(data, optimize=True, **options)  # whatever a format takes, so Any
        place = self._root / PLACE / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data.getvalue())
        return name, width, height, len(data.getvalue())

    def _say(self, brief: Brief, message: str, hint: str) -> None:
        is_of_the_source = bool(brief.seed) and urls.published(str(brief.extra["image"])) is not None
        if not is_of_the_source:  # a feed names its pictures by their address
            self.said.append(Diagnostic(brief.path, None, "story-picture", message, hint, "warning"))


def _path(text: str, target: str) -> str:
    """The file in the site's folder that a text means; empty for an address, and for what lies elsewhere."""
    if not target or ":" in target or "\\" in target or target.startswith("//"):
        return ""
    path = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(text), target)
    path = posixpath.normpath(path)
    return "" if path.startswith("..") or any(part.startswith(".") for part in path.split("/")) else path


def published_files(pictures: StoryPictures, shown: Iterable[str]) -> list[Medium]:
    """The files of the pictures of articles that are shown, by the paths of those articles."""
    wanted = frozenset(shown)
    return [file for text, files in pictures.files.items() if text in wanted for file in files]
