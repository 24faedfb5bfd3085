"""HTML in Markdown that a person wrote: kept in pages of the digest's own but for what is active, named in articles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup as Html

from site_gen.markdown.links import LocalFile, LocalLink, heading_ids, local_links
from site_gen.markdown.to_html import make_parser, place_links, say_levels

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from nh3 import Cleaner

# Elements that show something and do nothing.
_KEPT: Final = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt "
    "em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ATTRIBUTES: Final = {
    "*": {"class", "dir", "id", "lang", "title", "role", "aria-label", "aria-hidden", "tabindex"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# What a person may mean as a tag in an article: "<br>", but neither "x <y" nor "<std::vector>".
_KNOWN: Final = _KEPT | frozenset(
    "audio base body button canvas center embed font form h1 head html iframe input link meta object script select "
    "source style svg textarea title video".split()
)
# '<img src="a.png" onclick="x()">' -> img and what follows
_TAG: Final = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLOSING: Final = re.compile(r"</(?P<name>[a-zA-Z][a-zA-Z0-9-]*)\s*>")
_RUNS: Final = re.compile(r"""\s(?P<name>on[a-z]+|style|srcset)\s*=""", re.IGNORECASE)
# ' href="team.md"', " src=a.png" -> the part up to the target, and the target
_TARGET: Final = re.compile(
    r"""(?P<before>\s(?P<key>href|src)\s*=\s*)(?:(?P<mark>["'])(?P<quoted>.*?)(?P=mark)|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)
_ID: Final = re.compile(r"""\sid\s*=\s*["']?(?P<name>[^\s"'>]+)""", re.IGNORECASE)
_MAYBE: Final = re.compile(r"<[a-zA-Z/!?]")
_SAFE: Final = frozenset({"http", "https", "mailto", "tel"})


class _Part(NamedTuple):
    """A piece of HTML in a text, and the line that it begins in, from 1."""

    html: str
    line: int


class OwnHtml(msgspec.Struct, frozen=True):
    """What HTML in a page of one's own points to, names, and may not do."""

    links: tuple[LocalLink, ...] = ()
    ids: frozenset[str] = frozenset()
    left_out: tuple[tuple[int, str], ...] = ()  # line and what stands there: "<script>", "onclick="


def holds_html(markdown: str) -> bool:
    """True if a browser would find a tag in the text."""
    return bool(_MAYBE.search(markdown)) and next(_parts(markdown), None) is not None


def look_at_html(markdown: str) -> OwnHtml:
    """The links and pictures of the text, those of its HTML too; what its HTML names, and what is left out of it."""
    if not holds_html(markdown):
        return OwnHtml(local_links(markdown))
    links = dict.fromkeys(local_links(markdown))
    ids: set[str] = set()
    out: list[tuple[int, str]] = []
    for part in _parts(markdown):
        for tag in _TAG.finditer(part.html):
            line = part.line + part.html.count("\n", 0, tag.start())
            name, rest = tag["name"].lower(), tag["rest"]
            ids.update(it["name"] for it in _ID.finditer(rest))
            if name not in _KEPT:
                out.append((line, f"<{name}>"))
                continue
            out += [(line, f"{it['name'].lower()}= of <{name}>") for it in _RUNS.finditer(rest)]
            for found in _TARGET.finditer(rest):
                target = _target(found)
                scheme = urlsplit(target).scheme
                if scheme and scheme not in _SAFE:
                    out.append((line, f"'{scheme}:' in <{name}>"))
                elif target and not scheme and not target.startswith("//"):
                    links[LocalLink(target, line, found["key"].lower() == "src")] = None
    return OwnHtml(tuple(links), frozenset(ids), tuple(dict.fromkeys(out)))


def page_html(markdown: str, files: Mapping[str, LocalFile], ids: frozenset[str]) -> Html:
    """A page of one's own as HTML that is safe to print: what its HTML shows stays, what is active is left out.

    Sanitised after rendering, as every other text.
    """
    env = {"files": files, "ids": ids}
    return Html(_cleaner().clean(_parser().render(markdown, env)))  # noqa: S704 - cleaned


def shown_tags(markdown: str) -> Iterator[tuple[int, str]]:
    """The lines of an article with tags of HTML, which are shown as text there, each with its first tag."""
    if not _MAYBE.search(markdown):
        return
    last = 0
    for part in _parts(markdown):
        for tag in (*_TAG.finditer(part.html), *_CLOSING.finditer(part.html)):
            line = part.line + part.html.count("\n", 0, tag.start())
            if tag["name"].lower() in _KNOWN and line > last:
                last = line
                yield line, tag[0] if len(tag[0]) < 40 else f"<{tag['name']}>"


def _parts(markdown: str) -> Iterator[_Part]:
    for token in _parser().parse(markdown, {"plain": True}):
        line = (token.map or [0])[0] + 1
        if token.type == "html_block":
            yield _Part(token.content, line)
        for child in token.children or ():
            if child.type == "html_inline":
                yield _Part(child.content, line)
            line += child.content.count("\n") if child.type != "text" else 0
            line += child.type in {"softbreak", "hardbreak"}


@functools.cache
def _parser() -> MarkdownIt:
    parser = make_parser(html=True)
    parser.core.ruler.push("site_gen", _adapt)
    return parser


@functools.cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(tags=set(_KEPT), attributes=dict(_ATTRIBUTES), url_schemes=set(_SAFE), link_rel=None)


def _adapt(state: object) -> None:
    """As in other texts; HTML leads to the same files."""
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]  # StateCore, as in `to_html`
    env: dict[str, object] = state.env  # type: ignore[attr-defined]
    if env.get("plain"):
        return
    files: Mapping[str, LocalFile] = env["files"]  # type: ignore[assignment]  # what `page_html` gives along
    ids: frozenset[str] = env["ids"]  # type: ignore[assignment]
    names = heading_ids(tokens)
    for at, name in names.items():
        tokens[at].attrSet("id", name)
    place_links(tokens, files, {*names.values(), *ids})
    say_levels(tokens)
    _place_html(tokens, files)


def _target(found: re.Match[str]) -> str:
    return unescape(found["quoted"] or found["bare"] or "").strip()


def _place_html(tokens: Sequence[Token], files: Mapping[str, LocalFile]) -> None:
    def placed(found: re.Match[str]) -> str:
        file = files.get(_target(found))
        if file is None:
            return found[0]
        return f'{found["before"]}"/{file.path}"' if file.path else ""

    for token in tokens:
        for one in (token, *(token.children or ())):
            if one.type in {"html_block", "html_inline"}:
                one.content = _TAG.sub(lambda tag: _TARGET.sub(placed, tag[0]), one.content)
