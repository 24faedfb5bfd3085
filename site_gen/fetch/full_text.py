"""Which entries want the text of their page, and whether a page that came is that text: pure, by words alone.

A page never replaces a feed's text by something worse: a wall, a login, an error, another article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import urlsplit

from site_gen.fetch.paywalls import CUT, DOOR, is_for_subscribers
from site_gen.fetch.records import PageRecord, seconds_of, text_of
from site_gen.language import urls
from site_gen.markdown.to_html import plain_text
from site_gen.model import Article
from site_gen.read.html.walls import wall

SAME_TEXT: Final = "says the same as another page of this host"
_WINDOW: Final = 14 * 86_400
_SHORT: Final = 800  # characters; a report of news has more
_SHORT_WIDE: Final = 300  # … where a character is a word or half of one
_LEAST: Final = 250
_LEAST_WIDE: Final = 100
_MOST_SUMMARY: Final = 600
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_PLAIN_WORD: Final = re.compile(r"\w+")
_HIDDEN: Final = re.compile(r"<(script|style|noscript|template)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^>]{0,2000}>")
_CONTENT: Final = re.compile(r"""<meta[^>]{0,500}\bcontent=["']([^"'<>]{40,2000})["']""", re.IGNORECASE)
_WORD: Final = re.compile(r"\w{4,}|\d+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")


def wanted_pages(
    fresh: Sequence[Article], source: str, feed: str, now: float, *, full_text: bool | None, is_first: bool
) -> list[PageRecord]:
    """The pages to ask for: those of new entries whose text is short or cut, on the first fetch only recent ones."""
    if full_text is False:
        return []
    found = []
    for article in fresh:
        at = seconds_of(article.published or "")
        is_old = bool(at) and at < now - _WINDOW
        if not is_page(article.url) or (is_first and is_old):
            continue
        text = plain_text(article.body)
        if full_text or is_short(text):
            found.append(
                PageRecord(
                    url=article.url or "", source=source, feed=feed, verdict="wanted", guid=article.guid or "",
                    title=article.title, published=article.published or "", summary=text[:_MOST_SUMMARY],
                    length=len(text), at=text_of(now),
                )
            )  # fmt: skip
    return found


def is_page(url: str | None) -> bool:
    """Whether an address may be that of an article's page."""
    return bool(url) and (url or "").startswith(("http://", "https://")) and not urls.is_home(url)


def is_short(text: str) -> bool:
    """Whether a feed gives less of an article than there must be."""
    return len(text) < (_SHORT_WIDE if _is_wide(text) else _SHORT) or bool(CUT.search(text[-200:]))


def refusal(page: PageRecord, article: Article | None, data: bytes, url: str, seen: Collection[str]) -> str:
    """Why a page is not taken as the text of its entry; empty where it is.

    `article` is what the readers found in it, `url` where it came from in the end, `seen` what `paragraphs` gives for
    other pages of its host.
    """
    if led_astray := _door(page.url, url):
        return led_astray
    if what := wall(data.decode("utf-8", "replace")):
        return f"is {what}"
    if article is None or not article.body:
        return "holds no article"
    text = plain_text(article.body)
    if is_for_subscribers(text, data):
        return "shows the article to subscribers only"
    return _no_gain(page, text, seen) or _about_something_else(page, article, text, _shown(data))


def _no_gain(page: PageRecord, text: str, seen: Collection[str]) -> str:
    """Whether a text says no more than what is known already."""
    least = max(page.length * 1.1, _LEAST_WIDE if _is_wide(text) else _LEAST)
    if len(text) < least:
        return "says no more than the feed"
    own = sum(len(part) for name, part in _parts(text) if name not in seen)
    if own < min(least, len(text) * 0.6):
        return SAME_TEXT
    return "is cut off" if CUT.search(text[-200:]) else ""


def paragraphs(text: str) -> set[str]:
    """Names for the paragraphs of a page's text."""
    return {name for name, _ in _parts(plain_text(text))}


def _parts(text: str) -> list[tuple[str, str]]:
    from site_gen.fetch.store import digest_of

    parts = (part.strip() for part in re.split(r"\n+|(?<=[.!?。]) ", text))
    return [(digest_of(part.encode()), part) for part in parts if part]


def _about_something_else(page: PageRecord, article: Article, text: str, whole: str) -> str:
    """Whether a text is not that of the entry: neither says what the feed says, nor stands under its headline.

    A summary is most often a part of the page, to the letter: then that is enough. A summary in words of its own asks
    for the entry's headline, and for nearly all of its words.
    """
    summary = CUT.sub("", page.summary)
    words = _words(summary)
    has_headline = _share(_words(page.title), set(_words(article.title))) >= 0.75
    if len(words) < 5:
        is_there = has_headline or _share(_words(page.title), set(_words(text))) >= 0.8
        return "" if is_there else "does not hold the words of the headline"
    share = _share(words, set(_words(text)))
    if share < 0.5:
        return "does not hold the words of the feed's text"
    if _share(_runs(summary), set(_runs(whole))) >= 0.6:
        return ""
    return "" if has_headline and share >= 0.8 else "is another article"


def _runs(text: str) -> list[str]:
    """Every four words in a row; every six characters where words are not set apart."""
    words = _PLAIN_WORD.findall(text.casefold())
    if _is_wide(text):
        letters = "".join(words)
        return [letters[at : at + 6] for at in range(len(letters) - 5)]
    return [" ".join(words[at : at + 4]) for at in range(len(words) - 3)]


def _shown(data: bytes) -> str:
    """All words of a page, those that its head says of it too."""
    text = _HIDDEN.sub(" ", data.decode("utf-8", "replace"))
    said = " ".join(match[1] for match in _CONTENT.finditer(text))
    return html.unescape(f"{_TAG.sub(' ', text)} {said}")


def _share(words: Sequence[str], there: set[str]) -> float:
    return sum(word in there for word in set(words)) / max(1, len(set(words)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _door(asked: str, url: str) -> str:
    if url == asked:
        return ""
    if urls.is_home(url):
        return "leads to the front page"
    before, after = urlsplit(asked), urlsplit(url)
    if DOOR.search(after.path) and not DOOR.search(before.path):
        return f"leads to '{after.path[:60]}'"
    return ""


def _is_wide(text: str) -> bool:
    return len(_WIDE.findall(text[:400])) * 3 > len(text[:400])
