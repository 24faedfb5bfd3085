"""Finds the files beside articles and pages that texts show or link to, with sizes and lasting addresses."""

from __future__ import annotations

import contextlib
import posixpath
import re
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import msgspec

from site_gen.config.own_files import OwnFiles
from site_gen.config.site_yaml import Config
from site_gen.config.theme import ThemeFiles
from site_gen.content.briefs import Loaded
from site_gen.engine.file_looks import NOTHING, YOUNG_NS, FileLook, Looks, look_at
from site_gen.engine.hashing import digest
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic
from site_gen.language.plain import slugify
from site_gen.markdown.links import LocalFile, LocalLink
from site_gen.model import Brief

FOLDER: Final = "media/"  # in the output
_PICTURES: Final = frozenset(".png .jpg .jpeg .gif .webp .avif .svg".split())
_OTHERS: Final = frozenset(
    ".pdf .txt .csv .tsv .json .geojson .gpx .kml .ics .vcf .zip .epub .odt .ods .docx .xlsx .mp3 .m4a .ogg .opus .oga "
    ".wav .flac .mp4 .webm .vtt".split()
)
_ROOMS: Final = ("topics/", "sources/", "archive/", "feeds/", "search/")  # the site's own addresses
_KEPT: Final = "media"
_NOTE: Final = re.compile(r"\[\[(.+)\]\]")  # a link to a text by the name of its file, as note programs have it
# What runs where a browser shows a drawing by itself: "<script>", ' onload="', "javascript:", HTML inside, entities.
_ACTIVE: Final = re.compile(rb"<(?:\w+:)?(?:script|foreignObject|iframe)\b|<!ENTITY|\son\w+\s*=|script:", re.IGNORECASE)


class Medium(msgspec.Struct, frozen=True):
    """A published file: its path on the site, its place on disk, and the digest of its bytes."""

    path: str
    place: str
    digest: bytes


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """The files that texts show or link to."""

    files: tuple[Medium, ...] = ()
    by_text: dict[str, tuple[LocalFile, ...]] = {}  # path of a text -> the files behind its targets
    looked_at: tuple[FileLook, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Known(msgspec.Struct, frozen=True):
    looks: Looks
    digest: bytes
    width: int
    height: int
    is_active: bool = False  # a drawing with a script in it


class KnownAddresses(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of a site: what a link from its root may lead to, and where other texts are."""

    base: str
    files: frozenset[str]
    pages: dict[str, str]  # path of a text in the site's folder -> its address below the root

    def has(self, address: str) -> bool:
        """True if there is something at an address below the root, as far as is known before pages are laid out."""
        plain = unquote(address)
        if not plain or plain.startswith(_ROOMS) or plain in self.files:
            return True
        is_calendar = all(it.isdigit() for it in plain.strip("/").split("/"))
        return is_calendar or plain.rstrip("/") + "/" in self.pages.values()


def addresses(config: Config, theme: ThemeFiles, own: OwnFiles, briefs: Iterable[Brief]) -> KnownAddresses:
    """The addresses that links of this site may lead to."""
    statics = (f"static/{name}" for name, *_ in theme.statics)
    tops = (
        "site.webmanifest",
        "share.png",
        "sitemap.xml",
        "feed.xml",
        "atom.xml",
        "feed.json",
        "feeds.opml",
        "robots.txt",
    )
    pages = {brief.path: brief.permalink for brief in briefs}
    pages |= {shown: f"{name}/" for name, _, shown in own.pages}
    files = frozenset((*statics, *tops, *(path for path, *_ in own.roots)))
    return KnownAddresses(base=config.base_path, files=files, pages=pages)


class Finder:
    """Finds the files of texts, one text after the other; a file that was read before is not read again."""

    def __init__(self, root: Path, at: KnownAddresses, memo: Memo) -> None:
        self._root = root
        self._at = at
        self._memo = memo
        self._known = memo.recall(_KEPT, dict[str, _Known]) or {}
        self._now: dict[str, _Known] = {}
        self._files: dict[str, Medium] = {}
        self._by_text: dict[str, tuple[LocalFile, ...]] = {}
        self._looked_at: dict[str, FileLook] = {}
        self._said: list[Diagnostic] = []
        self._named: dict[str, list[str]] = {}  # the name of a note -> the texts that have it, once one is looked for
        self._active: set[str] = set()  # targets of drawings that would run something

    def find(self, text: str, folder: str, links: Sequence[LocalLink], *, is_own: bool) -> tuple[LocalFile, ...]:
        """What the targets of a text stand for; its files lie below `folder`. Of texts that are not the
        editor's own, nobody needs to hear what is missing.
        """
        found = {}
        for link in links:
            file = self._one(text, folder, link)
            if file is None:
                continue
            found[link.target] = file
            if not file.path and is_own and not _NOTE.fullmatch(unquote(link.target)):
                what = "so its words stand instead" if link.is_picture else "so it is no link"
                hint, why = "put the file beside the text, or correct its name", "is not there"
                if link.target in self._active:
                    hint, why = "take the script out, or save the drawing as PNG", "holds a script"
                message = f"'{link.target}' {why}, {what}"
                line = link.line or None
                self._said.append(Diagnostic(text, line, "no-file", message, hint, "warning"))
        self._by_text[text] = tuple(found.values())
        return self._by_text[text]

    def done(self) -> Media:
        """Everything that was found."""
        if self._now != self._known:
            self._memo.remember(_KEPT, self._now)
        return Media(
            files=tuple(self._files[path] for path in sorted(self._files)),
            by_text=self._by_text,
            looked_at=tuple(self._looked_at.values()),
            diagnostics=tuple(dict.fromkeys(self._said)),
        )

    def _one(self, text: str, folder: str, link: LocalLink) -> LocalFile | None:
        """The file behind a target; None for an address of the site, which stays as it is."""
        plain = link.target.partition("#")[0].partition("?")[0]
        rest = link.target[len(plain) :]
        plain = unquote(plain)
        note = _NOTE.fullmatch(plain)
        if note:
            return LocalFile(link.target, self._of_note(note[1]), page=True)
        if plain.startswith("/"):
            return self._from_root(plain, rest, link)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(text), plain))
        if path in self._at.pages and not link.is_picture:
            return LocalFile(link.target, quote(self._at.pages[path]) + rest, page=True)
        ending = posixpath.splitext(path)[1].lower()
        if not link.is_picture and (plain.endswith("/") or ending in {"", ".html"}):
            return self._of_a_page(text, plain, path, LocalFile(link.target, rest, page=True))
        return self._beside(path, ending, folder, link)

    def _of_note(self, name: str) -> str:
        """The address of the one text whose file has a name; nothing where there is none, or several."""
        if not self._named:
            for path in self._at.pages:
                self._named.setdefault(_note_of(path).rpartition("/")[2], []).append(path)
        name = name.removesuffix(".md")
        alike = self._named.get(name.rpartition("/")[2], ())
        found = {self._at.pages[path] for path in alike if f"/{_note_of(path)}".endswith(f"/{name}")}
        return quote(found.pop()) if len(found) == 1 else ""

    def _of_a_page(self, text: str, plain: str, path: str, found: LocalFile) -> LocalFile | None:
        """A link to a text by its file's name without an ending, or to an address, which stays; what is not there has
        no path.
        """
        near = next((it for it in (f"{path}.md", f"{path}/index.md") if it in self._at.pages), None)
        if near:
            return msgspec.structs.replace(found, path=quote(self._at.pages[near]) + found.path)
        own = self._at.pages.get(text)
        address = posixpath.normpath(posixpath.join("/", own or "", plain))[1:]
        is_there = not plain or own is None or self._at.has(address)
        return None if is_there else msgspec.structs.replace(found, path="")

    def _from_root(self, plain: str, rest: str, link: LocalLink) -> LocalFile | None:
        base = self._at.base
        below = plain.removeprefix(base) if plain.startswith(base) else plain[1:]
        if not below.strip("/") and not link.is_picture:
            return None  # the front page
        is_there = below in self._at.files if link.is_picture else self._at.has(below)
        slash = "/" if f"{below}/" in self._at.pages.values() else ""
        return LocalFile(link.target, quote(below) + slash + rest if is_there else "", page=not link.is_picture)

    def _beside(self, path: str, ending: str, folder: str, link: LocalLink) -> LocalFile:
        """A file below `folder`, which is published under a name that changes with its bytes."""
        is_wanted = ending in (_PICTURES if link.is_picture else _PICTURES | _OTHERS) and path.startswith(f"{folder}/")
        known = self._look(path, is_picture=link.is_picture) if is_wanted else None
        if known is None or known.is_active:
            self._active |= {link.target} if known else set()
            return LocalFile(link.target, "")
        stem = slugify(posixpath.splitext(posixpath.basename(path))[0])[:60] or "file"
        place = f"{FOLDER}{stem}-{known.digest.hex()[:10]}{ending}"
        self._files[place] = Medium(place, str(self._root / path), known.digest)
        return LocalFile(link.target, quote(place), known.width, known.height)

    def _look(self, path: str, *, is_picture: bool) -> _Known | None:
        """The file at a path in the site's folder, read only if it looks different than the last time."""
        looks = look_at(self._root, path)
        self._looked_at[path] = FileLook(path, looks)
        if looks == NOTHING:
            return None
        known = self._known.get(path) or self._now.get(path)
        if known is None or known.looks != looks or (is_picture and not known.width):
            try:
                data = (self._root / path).read_bytes()
            except OSError:
                return None
            size = _size(data) if is_picture else (0, 0)
            is_active = path.lower().endswith(".svg") and _ACTIVE.search(data) is not None
            known = _Known(looks, digest(data), *size, is_active)
        self._now[path] = (
            known if time.time_ns() - looks[1] > YOUNG_NS else msgspec.structs.replace(known, looks=NOTHING)
        )
        return known


def _note_of(path: str) -> str:
    """What a note program calls the text at a path: "news/crane.md" and "news/crane/index.md" are "news/crane"."""
    return path.removesuffix(".md").removesuffix("/index")


def placed(loaded: Sequence[Loaded], media: Mapping[str, Collection[LocalFile]]) -> list[Loaded]:
    """Rename the bodies of articles that show or link to files, so that their names change with the files."""
    if not any(media.values()):
        return list(loaded)
    return [_placed(it, media.get(it.brief.path, ())) if it.brief and it.links else it for it in loaded]


def _placed(loaded: Loaded, files: Collection[LocalFile]) -> Loaded:
    brief = loaded.brief
    if brief is None or not files or not brief.body:
        return loaded
    name = name_of(brief.body, files)
    return msgspec.structs.replace(loaded, brief=msgspec.structs.replace(brief, body=name))


def name_of(body: str, files: Collection[LocalFile]) -> str:
    """The name of a body with the files that it shows or links to."""
    return digest((body, tuple(files))).hex()


def _size(data: bytes) -> tuple[int, int]:
    """The width and height of a picture as shown; zeros if they cannot be read."""
    import io

    from PIL import Image

    with contextlib.suppress(Exception), Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
        turned = picture.getexif().get(0x0112, 1) >= 5  # the orientation of a camera that was held upright
        return (height, width) if turned else (width, height)
    return 0, 0
