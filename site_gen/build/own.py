"""Adds to the news: the site's own pages, files for its root, and files that texts show or link to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from site_gen.build.hooked import pages_of_hooks
from site_gen.build.ingest import Content
from site_gen.build.media import FOLDER, Finder, Media, addresses, placed
from site_gen.build.own_pages import OwnSite, menu_of, own_site
from site_gen.build.story_pictures import StoryPictures, published_files, with_pictures
from site_gen.config.own_files import OwnFiles
from site_gen.config.site_yaml import Config
from site_gen.engine.file_looks import FileLook
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic
from site_gen.hooks.values import Hooks
from site_gen.model import Edition
from site_gen.pages import OwnSiteFiles
from site_gen.publish.make import Copy, OwnTexts

# Names of pages that every site has; the front page would be "index".
_ALWAYS_THERE: Final = frozenset({"archive", "feeds", "index", "sources", "topics"})
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")  # "news.example.org"
_RENAME: Final = "rename it: the site has a page of its own there"


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """All that is published beside the news; once the edition is made, `with_pages` adds pages of hooks, and menus."""

    shown: OwnSiteFiles
    site: OwnSite
    media: Media
    pictures: StoryPictures
    files: OwnFiles
    folder: str  # of the files for the root, in messages
    bodies: dict[str, str]  # name of a body with files -> that of its text alone
    by_name: dict[str, str]  # name of a body with files -> the path of its text
    articles: frozenset[str]  # paths of texts that are news
    joined: tuple[str, ...]  # files of the root that are joined with the site's own
    address: str  # of the site

    def texts(self, config: Config) -> OwnTexts:
        """The texts and files that bodies print besides their Markdown."""
        files = {name: self.media.by_text.get(path, ()) for name, path in self.by_name.items()}
        return OwnTexts(
            html=self.site.html, files=files, names=self.bodies, base=config.base_path, root=config.base_url
        )

    def copies(self, pages: Collection[str], edition: Edition) -> dict[str, Copy]:
        """The files to copy, by path in the output; they never replace a page of the site.

        A file that only a hidden article shows is left out.
        """
        has_files = self.media.files or self.pictures.files
        shown = {brief.path for story in edition.stories for brief in story.reports} if has_files else set()
        texts = [self.media.by_text[text] for text in self.media.by_text if text in shown or text not in self.articles]
        wanted = {unquote(file.path) for files in texts for file in files}
        folders = _folders_of(pages)
        roots = {
            path: Copy(key, place)
            for path, key, place in self.files.roots
            if path not in pages and path not in self.joined and not _is_in_the_way(path, pages, folders)
        }
        files = [file for file in self.media.files if file.path in wanted]
        files += published_files(self.pictures, shown)
        return {file.path: Copy(file.digest, file.place) for file in files} | roots

    def findings(self, pages: Collection[str]) -> tuple[Diagnostic, ...]:
        """The problems of own pages and files."""
        folders = _folders_of(pages) if self.files.roots else frozenset()
        taken = [
            Diagnostic(f"{self.folder}/{path}", None, "collision", "is not published", _RENAME, "warning")
            for path, *_ in self.files.roots
            if (path in pages and path not in self.joined) or _is_in_the_way(path, pages, folders)
        ]
        lower = {path.casefold(): path for path in pages} if self.files.roots else {}
        for path, *_ in self.files.roots:
            other = lower.get(path.casefold(), path)
            if other != path and path not in self.joined:
                message = f"differs from the page '{other}' in small and capital letters alone, so some hosts lose one"
                taken.append(Diagnostic(f"{self.folder}/{path}", None, "collision", message, "rename one", "warning"))
        said = (*self.site.diagnostics, *self.media.diagnostics, *self.pictures.diagnostics, *taken)
        return (*said, *_about_host(self.files, self.folder, self.address))

    def by_file(self, said: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The same, with the file of an own page where a page of the site has its address."""
        files = {f"{name}/index.html": shown for name, _, shown in self.files.pages}
        for it in said:
            is_own = it.code == "collision" and it.severity == "warning" and it.path in files
            yield msgspec.structs.replace(it, path=files[it.path], message="is not published") if is_own else it

    @property
    def drafts(self) -> frozenset[str]:
        """The addresses of own pages that are drafts."""
        return frozenset(f"{name}/" for name in self.site.drafts)

    @property
    def looked_at(self) -> tuple[FileLook, ...]:
        """The looks of files beside texts, and of those that were missing."""
        return (*self.media.looked_at, *self.pictures.looked_at)


def with_own(root: Path, config: Config, content: Content, memo: Memo, *, drafts: bool) -> tuple[Content, Beside]:
    """The content with body names that cover their files too, and what is published beside the news."""
    own = content.inputs.own
    finder = Finder(root, addresses(config, content.inputs.theme, own, content.briefs), memo)
    folders = config.folders
    for loaded in content.loaded:
        if loaded.brief and loaded.links:
            finder.find(loaded.brief.path, folders.content, loaded.links, is_own=not loaded.brief.seed)
    site = own_site(own, lambda text, links: finder.find(text, folders.pages, links, is_own=True), drafts=drafts)
    media = finder.done()
    pictures = with_pictures(root, placed(content.loaded, media.by_text), memo)
    found = pictures.loaded
    both = [(was.brief, now.brief) for was, now in zip(content.loaded, found, strict=True) if was is not now]
    joined = tuple(
        path for path, *_ in own.roots if path == "robots.txt" or (path == "_headers" and config.deploy.headers)
    )
    beside = Beside(
        shown=OwnSiteFiles(
            pages=site.pages,
            robots=_text(own, "robots.txt", joined),
            headers=_text(own, "_headers", joined),
        ),
        site=site,
        media=media,
        pictures=pictures,
        files=own,
        folder=folders.root,
        bodies={now.body: was.body for was, now in both if was and now and was.body != now.body},
        by_name={now.body: now.path for was, now in both if was and now and was.body != now.body},
        articles=frozenset(it.brief.path for it in content.loaded if it.brief and it.links),
        joined=joined,
        address=config.base_url,
    )
    changed = {it.path: it for _, it in both if it}
    briefs = [
        msgspec.structs.replace(it, body=changed[it.path].body, image=changed[it.path].image)
        if it.path in changed
        else it
        for it in content.briefs
    ]
    return msgspec.structs.replace(content, loaded=found, briefs=briefs), beside


def with_pages(beside: Beside, hooks: Hooks, edition: Edition, config: Config) -> Beside:
    """The same with the pages that hooks make of the edition, and with menus of all pages."""
    texts, said = pages_of_hooks(hooks, edition) if hooks.files else ([], [])
    beside, taken = _without_taken(beside, config)
    said += taken
    known = {page.name for page in beside.site.pages}
    for name, _, path in texts:
        if name in known:
            hint = "give the page of the hook another name"
            said.append(Diagnostic(path, None, "collision", f"pages(): 'pages/' has a page '{name}' too", hint))
    fresh = own_site(OwnFiles(tuple(it for it in texts if it[0] not in known)), lambda _text, _links: (), drafts=False)
    pages = (*beside.site.pages, *fresh.pages)
    menu = menu_of(config.menu, [page.name for page in pages])
    faults = (*beside.site.diagnostics, *fresh.diagnostics, *said)
    both = OwnSite(pages, beside.site.html | fresh.html, faults, (*beside.site.drafts, *fresh.drafts))
    shown = msgspec.structs.replace(beside.shown, pages=pages, header=menu.header, footer=menu.footer)
    return msgspec.structs.replace(beside, shown=shown, site=both)


def _about_host(own: OwnFiles, folder: str, address: str) -> Iterator[Diagnostic]:
    """Says that `CNAME` holds no name of a host, or another than the site's address."""
    text = _text(own, "CNAME", ("CNAME",)).strip()
    host = urlsplit(address).hostname or ""
    shown = f"{folder}/CNAME"
    if text and not _HOST.fullmatch(text):
        hint = f"write the name of the host alone, as in '{host}'"
        yield Diagnostic(shown, 1, "no-host", f"'{text[:80]}' is no name of a host", hint, "warning")
    elif text and text.lower() != host:
        hint = f"if the site stands at '{text}', set 'base_url: https://{text}/'"
        yield Diagnostic(shown, 1, "other-host", f"names '{text}', and the site's address '{host}'", hint, "info")


def _folders_of(pages: Collection[str]) -> frozenset[str]:
    """The folders that pages lie in, and that of the files of texts."""
    found = {FOLDER.rstrip("/")}
    for path in pages:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _is_in_the_way(path: str, pages: Collection[str], folders: Collection[str]) -> bool:
    """True if a file has the name of a folder of the site, or lies in a folder that is a page."""
    return path in folders or any(path[:at] in pages for at, sign in enumerate(path) if sign == "/")


def _text(own: OwnFiles, name: str, joined: Collection[str]) -> str:
    """The text of a file for the root that the site writes too; empty if there is none."""
    place = next((place for path, _, place in own.roots if path == name and name in joined), "")
    return Path(place).read_text(encoding="utf-8", errors="replace") if place else ""


def _without_taken(beside: Beside, config: Config) -> tuple[Beside, list[Diagnostic]]:
    """The same without own pages where the site always has a page itself."""
    taken = _ALWAYS_THERE | ({"search"} if config.search else frozenset())
    said = [
        Diagnostic(shown, None, "collision", "is not published", _RENAME, "warning")
        for name, _, shown in beside.files.pages
        if name in taken
    ]
    pages = tuple(page for page in beside.site.pages if page.name not in taken)
    return msgspec.structs.replace(beside, site=msgspec.structs.replace(beside.site, pages=pages)), said
