"""Links of a body that stay on the site: to headings below, to files beside it, to pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import msgspec

from site_gen.language.plain import slugify
from site_gen.language.redirects import out_of_redirect
from site_gen.language.urls import SAFE_SCHEMES, in_markdown, published, untracked, untracked_words
from site_gen.markdown.without_tags import TAG, without_tags

if TYPE_CHECKING:
    from markdown_it.token import Token

# "](timetable.png)", "](/imprint/)", "](#numbers)", "]: notes.pdf": anything but an address with a scheme or a host
_MAYBE_LOCAL: Final = re.compile(r"\](?:\(|:)\s*<?(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)[^\s)>]")
# "](javascript:", "]: data:", "<file:" and the target behind them, which may be written with entities
_TARGET: Final = re.compile(r"(?P<before>\]|(?=<))(?P<sign>[(:<])(?P<rest>\s*<?\s*(?P<target>[^\s<>)]*))")
# An address between words, and neither in a link nor in code
_PRINTED: Final = re.compile(r"(?<![(<\[`\w])https?://[^\s<>()`]*\?[^\s<>()`]*(?!`)", re.IGNORECASE)
_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*")  # of a scheme
_SCHEME: Final = re.compile(r"[a-z0-9+.;-]:|&\w*colon;|&#", re.IGNORECASE)
_FOLLOWED: Final = frozenset("http https javascript vbscript data file blob filesystem view-source".split())
# <a href="/imprint/"> in HTML that `to_html` made -> the tag up to the address
_FROM_ROOT: Final = re.compile(r"""(<[a-z]+\s(?:[^<>]*?\s)?(?:href|src|action)=["'])/(?!/)""")
_TO_A_NOTE: Final = re.compile(r"\[([^\[\]\n]*)\]\(<\[\[[^<>\n]*\]\]>\)")  # "[Jane](<[[people/jane]]>)", found nowhere
_OWN_ID: Final = re.compile(r'(<h[2-6]) id="[^"]*"')  # <h2 id="numbers"> -> <h2
_OWN_ANCHOR: Final = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)  # <a href="#numbers">below</a> -> below
# What the theme names itself, and "top", which browsers know; a heading of a text gets another name.
THEME_IDS: Final = frozenset(
    "all also by-source by-topic found from grown headline main more neighbours pointers q related "
    "results search source sources timeline top topic until".split()
)


class LocalLink(msgspec.Struct, frozen=True):
    """Where a body points on this site, as it is written there, and the line of the body, from 1."""

    target: str
    line: int
    is_picture: bool


class LocalFile(msgspec.Struct, frozen=True):
    """What a target of a body stands for on the site; `path` is empty for what is not there."""

    target: str
    path: str  # below the site's root
    width: int = 0
    height: int = 0
    page: bool = False  # another page of the site, no file


def local_links(markdown: str) -> tuple[LocalLink, ...]:
    """The links and pictures of a body that have no host; mostly there are none, which is found out cheaply."""
    if "]" not in markdown or not _MAYBE_LOCAL.search(markdown):
        return ()
    from site_gen.markdown.to_html import parsed

    found: dict[LocalLink, None] = {}
    for token in parsed(markdown):
        line = (token.map or [0])[0] + 1
        for child in token.children or ():
            key = {"image": "src", "link_open": "href"}.get(child.type)
            target = str(child.attrGet(key) or "") if key else ""
            if target and not urlsplit(target).scheme and not target.startswith("//"):
                found[LocalLink(target, _line_of(markdown, target, line), child.type == "image")] = None
    return tuple(found)


def _as_published(found: re.Match[str]) -> str:
    """A link without tracking; one to what is no address of the web, escaped so that it is none."""
    target = re.sub(r"[\\\x00-\x20]", "", unescape(found["target"]))
    scheme, colon, _ = target.partition(":")
    is_good = scheme.lower() in SAFE_SCHEMES and (scheme.lower()[:4] != "http" or published(target) is not None)
    if not colon or not _NAME.fullmatch(scheme) or is_good:
        raw = found["target"]
        if "?" not in raw:
            return found[0]
        whole = raw.replace("&amp;", "&")
        leads_to = published(whole) if scheme.lower()[:4] == "http" and out_of_redirect(whole) != whole else None
        return found[0].replace(raw, in_markdown(leads_to) if leads_to else untracked(whole))
    if found["sign"] == "<" and scheme.lower() not in _FOLLOWED:
        return found[0]  # "<std::vector>" may be code
    return f"{found['before']}\\{found['sign']}{found['rest'].replace('<', chr(92) + '<')}"


def _line_of(markdown: str, target: str, start: int) -> int:
    """The line that a target stands in, from its paragraph's first line on."""
    plain = unquote(target)
    for number, line in enumerate(markdown.split("\n")[start - 1 :], start):
        if target in line or plain in line:
            return number
    return start


def missing_anchors(markdown: str, links: Iterable[LocalLink]) -> list[LocalLink]:
    """The links to headings that a body does not have."""
    anchors = [it for it in links if it.target.startswith("#")]
    if not anchors:
        return []
    from site_gen.markdown.to_html import parsed

    known = set(heading_ids(parsed(markdown)).values())
    return [it for it in anchors if anchor_id(it.target) not in known | THEME_IDS]


def anchor_id(target: str) -> str:
    """The name of the heading that `#target` leads to, however a person or a program spelled it."""
    name = unquote(target.removeprefix("#"))
    return name if name in THEME_IDS else slugify(name)


def heading_ids(tokens: Iterable[Token]) -> dict[int, str]:
    """A name for every heading, by its place among the tokens; the second of two alike ends with `-2`."""
    names: dict[int, str] = {}
    taken = set(THEME_IDS)
    listed = list(tokens)
    for at, token in enumerate(listed):
        if token.type != "heading_open":
            continue
        words = "".join(it.content for it in listed[at + 1].children or () if it.type in {"text", "code_inline"})
        name = own = slugify(words) or "part"
        number = 1
        while name in taken:
            number += 1
            name = f"{own}-{number}"
        taken.add(name)
        names[at] = name
    return names


def rebased(html: str, base: str) -> str:
    """HTML whose links from the root stay below the site's base path."""
    if base == "/" or "=" not in html:
        return html
    # `/x/` may be written with the base path already.
    return _FROM_ROOT.sub(lambda it: it[0] if html.startswith(base, it.end() - 1) else f"{it[1]}{base}", html)


def without_ids(html: str) -> str:
    """HTML without names of headings, for a place where other texts have the same ones."""
    if ' id="' not in html and 'href="#' not in html:
        return html
    return _OWN_ANCHOR.sub(r"\1", _OWN_ID.sub(r"\1", html))


def with_files(markdown: str, files: Mapping[str, LocalFile], root: str) -> str:
    """Markdown whose targets are full addresses, for a copy that is read elsewhere; nothing in it is active."""
    markdown = _TARGET.sub(_as_published, markdown) if _SCHEME.search(markdown) else markdown
    markdown = _PRINTED.sub(lambda found: untracked_words(found[0]), markdown) if "?" in markdown else markdown
    markdown = without_tags(markdown) if TAG.search(markdown) else markdown
    for target, file in files.items():
        if file.path:
            markdown = markdown.replace(f"]({target}", f"]({root}{file.path}")
            markdown = markdown.replace(f"](<{unquote(target)}>", f"]({root}{file.path}")
    return _TO_A_NOTE.sub(r"\1", markdown) if "(<[[" in markdown else markdown
