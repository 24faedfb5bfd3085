"""Makers: a page's view and the bodies that it prints go in, bytes come out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from site_gen.engine.hashing import digest
from site_gen.makers import companions, feeds, pictures
from site_gen.makers.html import HtmlOptions, decode_options, render, template_key
from site_gen.pages import Page

NOT_HTML: Final = frozenset({*feeds.MAKERS, *pictures.MAKERS, *companions.MAKERS})


def make_page(page: Page, bodies: Mapping[str, str], options: bytes) -> bytes:
    """Make the bytes of a page; raises `ThemeError` if its template fails."""
    if page.maker in feeds.MAKERS:
        return feeds.make(page.maker, page.view, bodies)
    if page.maker in pictures.MAKERS:
        return pictures.make(page.view)
    if page.maker in companions.MAKERS:
        static = decode_options(options).static if page.maker == "manifest" else {}
        return companions.make(page.maker, page.view, {name: bodies[as_text(name)] for name in page.texts}, static)
    return render(page.maker, page.view, {body: bodies[body] for body in page.bodies}, options)


def maker_key(maker: str, options: HtmlOptions) -> bytes:
    """The digest of everything that a maker's pages depend on besides their view."""
    if maker == "manifest":
        return digest((maker, sorted(options.static.items())))
    return digest(maker) if maker in NOT_HTML else template_key(maker, options)


def as_text(body: str) -> str:
    """The name of a body's Markdown, as opposed to its HTML."""
    return f"{body}.md"
