"""Texts that are better taken from the page as it stands: short reports, live blogs, the first of several articles.

An extractor weighs paragraphs against each other, and has too few of them where a report is short or a page is many
short posts; there the page's own elements are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from site_gen.language import plain
from site_gen.read.html.old_markup import is_of_docs

_SHORT: Final = 1_500  # characters of an article
_DENSE: Final = 0.5  # of a page's words, that an article holds at least
_LEAST: Final = 20
_POSTS: Final = 3
_LEAST_OF_A_POST: Final = 30
_MAY_BE_CLOCK: Final = ("span", "p", "div", "b", "strong", "small", "dt", "h4", "h5", "h6")
# Such as "18.42 Uhr", "20:14", "9h05", "8:15 pm GMT".
_CLOCK: Final = re.compile(
    r"\s*[0-2]?\d[.:hH][0-5]\d(?::[0-5]\d)?\s?(?:uhr|h|hrs?|[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?\s*", re.IGNORECASE
)
_NOT_TEXT: Final = (
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "input", "select", "svg"),
    *("iframe", "object", "video", "audio", "dialog", "figcaption"),
)
_SHARE: Final = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|toolbar|tools|actions?|comments?|related|newsletter|promo"
    r"|advert(?:isement)?|ad|breadcrumbs?"
    r"|tags?|byline-?photo|hidden|sf-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TALK: Final = re.compile(r"comment|respon[sd]|repl(?:y|ies)|discuss|disqus|forum|thread", re.IGNORECASE)
# Programs in which somebody writes, by what they call themselves in what they save
_WRITING: Final = re.compile(
    r"\s*(?:microsoft word|libreoffice|openoffice|staroffice|abiword|calligra|google docs|cocoa html writer|pandoc"
    r"|pages\b|aspose|textedit|scrivener|typora|wordperfect|onlyoffice|wps|evernote|notion|bear\b|ulysses|ia writer"
    r"|obsidian|joplin|asciidoctor|docutils|org[ -]mode)",
    re.IGNORECASE,
)
_CONTAINERS: Final = frozenset(
    "article body center details div fieldset figure header hgroup main section span a"
    " font small time label address dl dd dt".split()
)
_BLOCKS: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr".split())
_Element = Any  # lxml has no types


def without_later_articles(tree: _Element, headline: str | None) -> None:
    """Take out of the tree the articles that a page loads below its own one."""
    articles = [it for it in tree.iter("article") if next(it.iterancestors("article"), None) is None]
    headed = [(it, h1) for it in articles if (h1 := next(it.iter("h1"), None)) is not None]
    if len(headed) < 2:
        return
    own = next((it for it, h1 in headed if headline and _words(h1) == headline), headed[0][0])
    for it, _ in headed:
        if it is not own:
            it.drop_tree()


def whole_document(page_tree: _Element) -> _Element | None:
    """A flat list of the blocks of a text that a program for writing made, which puts nothing beside it; or None."""
    named = ((it.get("name") or "").lower() for it in page_tree.iter("meta"))
    contents = (it.get("content") or "" for it in page_tree.iter("meta"))
    made_by = [it for name, it in zip(named, contents, strict=True) if name in ("generator", "exporter-version")]
    body = page_tree.find("body")
    if body is None or not (any(map(_WRITING.match, made_by)) or is_of_docs(page_tree)):
        return None
    copy = deepcopy(body)
    for inner in list(copy.iter("script", "style", "noscript", "template")):
        inner.drop_tree()
    return flat(copy)


def short_article(tree: _Element) -> _Element | None:
    """A flat list of the blocks of an article that is short, or None."""
    holders = [it for it in tree.iter("article") if next(it.iterancestors("article"), None) is None]
    holders = holders or [it for it in tree.iter("*") if it.get("itemprop") == "articleBody"] or list(tree.iter("main"))
    if len(holders) != 1 or _size(holders[0]) > 4 * _SHORT:
        return None
    copy = deepcopy(holders[0])
    _clear(copy)
    size = _size(copy)
    everything = sum(_size(it) for it in tree.iter("p", "li", "blockquote", "pre", "td"))
    if not _LEAST <= size <= _SHORT or size < _DENSE * everything:
        return None
    return flat(copy)


def live_posts(tree: _Element) -> _Element | None:
    """The posts of a live blog as a flat list of blocks, each with its time and its heading; None elsewhere."""
    holders: dict[_Element, list[_Element]] = {}
    for element in tree.iter(*_MAY_BE_CLOCK):
        if (
            len(element) == 0
            and _CLOCK.fullmatch(element.text or "")
            and next(element.iterancestors("a"), None) is None
        ):
            element.tag = "time"
    for time in tree.iter("time"):
        post = _post_of(time)
        if post is not None and post not in holders.setdefault(post.getparent(), []):
            holders[post.getparent()].append(post)
    parent, posts = max(holders.items(), key=lambda it: len(it[1]), default=(None, []))
    if parent is None or len(posts) < _POSTS or _is_talk(parent):
        return None
    text = sum(map(_size, posts))
    # Teasers of other articles have times as well, but they are links.
    linked = sum(_size(link) for post in posts for link in post.iter("a"))
    if linked > 0.4 * text or text < 2 * sum(map(_size, tree.iter("p"))) / 3 or text < _POSTS * _LEAST_OF_A_POST:
        return None
    copy = deepcopy(parent)
    for above in _above(parent):
        copy.insert(0, deepcopy(above))
    _clear(copy)
    for time in list(copy.iter("time")):
        said = _words(time)
        time.clear(keep_tail=True)
        time.tag = "p"
        time.text = said
    return flat(copy)


def _above(parent: _Element) -> Iterator[_Element]:
    """What stands above the posts and below the headline, from below: a lead, a summary in points."""
    holder = parent
    while holder is not None and holder.tag not in ("article", "main", "body"):
        for before in holder.itersiblings(preceding=True):
            headline = next(before.iter("h1"), None)
            if headline is not None:
                below = headline.itersiblings() if headline is not before else ()
                yield from reversed([it for it in below if it.tag in _BLOCKS])
                return
            if before.tag in _BLOCKS or (before.tag in ("section", "div") and _is_summary(before)):
                yield before
        holder = holder.getparent()


def _is_summary(element: _Element) -> bool:
    """Whether an element above the posts says in points what has happened."""
    linked = sum(_size(link) for link in element.iter("a"))
    has_points = next(element.iter("ul", "ol", "p"), None) is not None
    return has_points and _LEAST_OF_A_POST <= _size(element) <= _SHORT and 2 * linked < _size(element)


def _is_talk(parent: _Element) -> bool:
    """Whether these are the comments of readers."""
    around = [parent, *list(parent.iterancestors())[:3], *parent[:1]]
    return any(_TALK.search(f"{it.get('class') or ''} {it.get('id') or ''}") for it in around)


def _post_of(time: _Element) -> _Element | None:
    """The element around a time that has siblings of its own kind with times in them."""
    element = time
    for _ in range(6):
        parent = element.getparent()
        if parent is None:
            return None
        alike = [it for it in parent if it.tag == element.tag and next(it.iter("time"), None) is not None]
        if len(alike) >= _POSTS and element.tag in ("div", "article", "li", "section"):
            return element if _size(element) >= _LEAST_OF_A_POST else None
        element = parent
    return None


def _clear(element: _Element) -> None:
    """Without what is beside a text: share buttons, forms, what is hidden."""
    for inner in list(element.iter("*")):
        if inner is element or inner.getparent() is None:
            continue
        named = f"{inner.get('class') or ''} {inner.get('id') or ''}"
        if inner.tag in _NOT_TEXT or (len(named) > 1 and _SHARE.search(named) and _size(inner) < 600):
            inner.drop_tree()


def flat(element: _Element) -> _Element:
    """The blocks of an element one after the other; words between them are paragraphs of their own."""
    from lxml import etree

    body = etree.Element("body")
    for block in _blocks(element):
        if _words(block) or block.tag == "hr":
            body.append(block)
    return body


def _blocks(element: _Element) -> Iterator[_Element]:
    from lxml import etree

    run = etree.Element("p")
    run.text = element.text
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS:
            yield run
            yield child
            run = etree.Element("p")
        elif isinstance(child.tag, str) and child.tag in _CONTAINERS and next(child.iter(*_BLOCKS), None) is not None:
            yield run
            yield from _blocks(child)
            run = etree.Element("p")
        elif isinstance(child.tag, str) and child.tag in (
            "div",
            "section",
            "article",
            "header",
            "figure",
            "li",
            "dd",
            "dt",
        ):
            yield run
            child.tag = "p"
            yield child
            run = etree.Element("p")
        else:
            run.append(child)
        if tail and tail.strip():
            if len(run):
                run[-1].tail = (run[-1].tail or "") + tail
            else:
                run.text = (run.text or "") + tail
    yield run


def _words(element: _Element) -> str:
    return plain.one_line("".join(element.itertext()))


def _size(element: _Element) -> int:
    return len(" ".join("".join(element.itertext("*")).split()))
