"""What stands beside pages: the web manifest, share pictures, stories as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from site_gen.model import Story
from site_gen.pages.file_views import CopyView, ManifestView, PictureView
from site_gen.pages.layout import Frame, Layout, Page
from site_gen.pages.story_view import changed

_ICONS: Final = (("icon-192.png", "192x192"), ("icon-512.png", "512x512"))
# Scripts that pictures can be drawn in: Latin, Greek, Cyrillic, and punctuation.
_WRITABLE: Final = re.compile("[\u0020-\u024f\u0370-\u045f\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf\u2122]+")


def companion_pages(layout: Layout) -> Iterator[Page]:
    """The files beside the site."""
    options = layout.options
    yield layout.page(
        layout.at.top("site.webmanifest"),
        "manifest",
        ManifestView(
            name=options.title,
            description=options.description or options.title,
            base=options.base,
            lang=options.lang,
            dir=options.dir,
            colour=options.accent,
            icons=_ICONS,
        ),
    )
    yield layout.page(layout.at.site_picture(), "picture", _site_picture(layout))


def story_companions(frame: Frame, story: Story) -> Iterator[Page]:
    """The files beside a story."""
    if has_picture(story, frame):
        yield frame.page(frame.at.picture(story.permalink), "picture", _picture(story, frame))
    if frame.options.copies:
        view = _copy(story, frame)
        texts = tuple(dict.fromkeys(body for body in (view.body, *(body for *_, body in view.more)) if body))
        yield frame.page(frame.at.copy(story.permalink), "copy", view, texts=texts)


def has_picture(story: Story, frame: Frame) -> bool:
    """Whether a story has a share picture of its own."""
    return frame.options.story_pictures and bool(_WRITABLE.fullmatch(story.title))


def _site_picture(layout: Layout) -> PictureView:
    options = layout.options
    name = options.title if _WRITABLE.fullmatch(options.title) else urlsplit(options.root).netloc
    small = options.tagline if _WRITABLE.fullmatch(options.tagline) else urlsplit(options.root).netloc
    return PictureView(title=name, site="", small=small, accent=options.accent)


def _picture(story: Story, frame: Frame) -> PictureView:
    small = " · ".join(filter(None, (story.lead.source, frame.say.day(story.lead.published))))
    return PictureView(title=story.title, site=frame.options.title, small=small, accent=frame.options.accent)


def _copy(story: Story, frame: Frame) -> CopyView:
    lead = story.lead
    return CopyView(
        title=story.title,
        url=frame.at.absolute(frame.at.story(story.permalink)),
        authors=lead.authors,
        published=story.published,
        modified=changed(story),
        source=lead.source or "",
        original=lead.url or "",
        lang=lead.lang,
        topics=tuple(frame.topics[slug].name for slug in story.topics),
        body=lead.body,
        more=tuple((it.title, it.source or "", it.body) for it in story.reports[1:] if it.body and not it.url),
        reports=tuple((it.title, it.source or "", it.url) for it in story.reports[1:] if it.url),
    )
