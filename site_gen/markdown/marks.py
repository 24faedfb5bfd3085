"""Signs that only other programs know, in Markdown that was written for them: their marks go, the words stay.

Hugo's and Jekyll's shortcodes, Obsidian's links between notes, its embedded files, comments and marked words; names of
files with blanks.
"""

from __future__ import annotations

import re
from typing import Final

from site_gen.model import Ruling


def _with_space(pattern: str) -> str:
    """The pattern with the space before it, where one comes after it as well."""
    return rf"(?: (?=(?:{pattern}) ))?(?:{pattern})"


# Such as {{< figure src="a.jpg" >}} and {% include a.html %}.
_SHORTCODE: Final = re.compile(_with_space(r"\{\{[<%][^\n]{0,1000}?[>%]\}\}|\{%-?[^\n]{0,1000}?-?%\}"))
# Such as ![[a.png]] and %%a note to myself%%, <!-- a note of HTML -->.
_EMBED: Final = re.compile(_with_space(r"!\[\[[^\[\]\n]{1,300}\]\]"))
# Such as ![[map.png]], ![[map.png|300]] and ![[plan.pdf|The plan]]: a file with an ending, and its size or words.
_EMBEDDED: Final = re.compile(
    r"!\[\[([^\[\]|#\n<>]{1,200}\.(?!md\b)([A-Za-z0-9]{2,5}))(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]{0,200}))?\]\]"
)
_PICTURES: Final = frozenset("png jpg jpeg gif webp avif svg".split())
# Such as {{< figure src="a.jpg" title="A boat" >}} and {% include figure.html src="a.jpg" %}
_FIGURE: Final = re.compile(
    r"(?:\{\{[<%]\s*(?:figure|img|image)|\{%-?\s*include\s+(?:figure|image|img)\S*)\s([^\n]{1,900}?)(?:[>%]\}\}|-?%\})"
)
_GIVEN: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"<>\n]*)"|'([^'<>\n]*)')""")
_COMMENT: Final = re.compile(_with_space(r"(?<![\w%])%%[^%\n]{1,2000}%%(?!\w)|<!--.{0,5000}?-->"), re.DOTALL)
# Such as ([View Highlight](https://reader.example/read/01jd8q3m7x)).
_INTO_READER: Final = re.compile(_with_space(r"\(\[(?:View Highlight|Open in \w+|Location \d+)\]\([^()\s]*\)\)"))
# Such as import Map from '@site/src/Map'; and <Map place="north" />, of MDX.
_MDX: Final = re.compile(
    r"^(?:import\s[\w*{}, \t]{1,200}\sfrom\s['\"][^'\"\n]{1,200}['\"];?|export\sconst\s\w{1,80}\s?=[^\n]{1,300}"
    r"|<[A-Z][\w.]{0,40}(?:\s[^<>\n]{0,300})?/>)[ \t]*$",
    re.MULTILINE,
)
# Such as ![The ferry](old ferry.png), which is no picture to CommonMark.
_FILE_WITH_BLANKS: Final = re.compile(
    r"(!?\[[^\[\]\n]{0,300}\]\()([^\s()<>\"'][^()<>\n\"']{0,200} [^()<>\n\"']{1,200}\.\w{2,5})\)"
)
# Such as "> [!note] A title", the head of Obsidian's and GitHub's callouts; a kind without a title has no words.
_CALLOUT: Final = re.compile(r"^((?:>\s?)+)\[![\w-]{1,30}\][+-]?[ \t]*", re.MULTILINE)
# Such as "::: {.callout-note}", ":::tip[Words]" and ":::", around a text of Pandoc, Quarto or Docusaurus
_DIV: Final = re.compile(
    r"^[ \t]*:{3,}[ \t]*(?:\{[^}\n]*\}|[a-z][\w-]*)?(?:\{[^}\n]*\})?[ \t]*\[?([^\]\n:]*?)\]?[ \t]*:*$", re.MULTILINE
)
# Such as [[people/jane|Jane Doe]] and [[Jane Doe#Life]].
_NOTE: Final = re.compile(
    r"(?<![!<])\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300}?)(?:#[^\[\]|\n]{0,200})?\]\](?![(\[])"
)
# The same, by the file that it names and its words: [[people/jane#Life|Jane Doe]].
_LINKED: Final = re.compile(
    r"(?<!!)\[\[([^\[\]|#\n<>]{1,300})(?:#[^\[\]|\n]{0,200})?(?:\|([^\[\]\n]{1,300}))?\]\](?![(\[])"
)
_FOOTNOTE: Final = re.compile(r"\[\^([^\s\[\]^]{1,40})\](:[ \t]*)?")  # "[^1]", and "[^1]: " before its text
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKED: Final = re.compile(r"(?<![=\w])==(?=\S)([^=\n]{1,500}?)(?<=\S)==(?![=\w])")  # "==marked=="
# Such as [vc_row], [gallery ids="4,5"] and [/caption], which WordPress did not know any more when it wrote a page.
_VALUE: Final = r"""(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|[“”″„‘’′][^“”″„‘’′\n]{0,500}[“”″’′]|[^\s\]\["'”″\\]{1,200})"""
_WORDPRESS: Final = re.compile(
    rf"\\?\[/?([a-z][\w\\-]{{1,60}})((?:\s+[\w\\-]{{1,60}}={_VALUE}){{0,200}})\s*/?\\?\](?![\[(:])", re.IGNORECASE
)
_OF_WORDPRESS: Final = frozenset("gallery caption embed audio video playlist wp_caption".split())
_EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\\?\n){2,}")
# Code, in which all of these are words.
_CODE: Final = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)


def with_embedded(body: str) -> str:
    """The text with Markdown's own signs for files that Obsidian's and Hugo's embed, and for links between notes.

    A link to a note keeps its brackets, `[Jane](<[[people/jane]]>)`: who knows all texts finds it by its name.
    """
    if "[[" not in body and "{{" not in body and "{%" not in body:
        return body
    pieces = _CODE.split(body)
    return "".join(piece if at % 2 else _in_markdown(piece) for at, piece in enumerate(pieces))


def _in_markdown(text: str) -> str:
    return _LINKED.sub(_linked, _FIGURE.sub(_figure, _EMBEDDED.sub(_embedded, text)))


def _linked(found: re.Match[str]) -> str:
    name = found[1].strip()
    words = (found[2] or "").strip() or name.rpartition("/")[2]
    return f"[{words}](<[[{name}]]>)" if name and words else found[0]


def _embedded(found: re.Match[str]) -> str:
    path, words = found[1].strip(), (found[3] or "").strip()
    words = words if words and not re.fullmatch(r"\d+(?:x\d+)?", words) else path.rpartition("/")[2].rpartition(".")[0]
    sign = "!" if found[2].lower() in _PICTURES else ""
    return f"{sign}[{words}](<{path}>)"


def _figure(found: re.Match[str]) -> str:
    values = {name.lower(): one or other for name, one, other in _GIVEN.findall(found[1])}
    words = values.get("alt") or values.get("caption") or values.get("title") or ""
    return f"![{words}](<{values['src']}>)" if values.get("src") else found[0]


def without_marks(body: str, rulings: list[Ruling]) -> str:
    """The text with words in place of such marks; what had no words is cut, with a ruling."""
    if not any(
        map(
            body.__contains__,
            ("{{", "{%", "[[", "%%", "==", "<!--", "[!", "](", "[^", ":::", "import ", "export ", "/>"),
        )
    ):
        return body
    pieces = _CODE.split(body)
    notes = _numbers_of_notes(pieces[::2])
    return "".join(piece if at % 2 else _of_piece(piece, notes, rulings) for at, piece in enumerate(pieces))


def _of_piece(text: str, notes: dict[str, str], rulings: list[Ruling]) -> str:
    for rule, pattern in (
        ("a shortcode", _SHORTCODE),
        ("an embedded file", _EMBED),
        ("a comment", _COMMENT),
        ("a link into a reader", _INTO_READER),
        ("a component", _MDX),
    ):
        rulings += [Ruling(0, rule, "cut", found[0].strip()) for found in pattern.finditer(text)]
        text = pattern.sub("", text)
    text = _CALLOUT.sub(r"\1", text) if "[!" in text else text
    text = _FOOTNOTE.sub(lambda it: f"{notes[it[1]]}{' ' if it[2] else ''}" if it[1] in notes else it[0], text)
    text = _DIV.sub(r"\1", text) if ":::" in text else text
    text = _FILE_WITH_BLANKS.sub(r"\1<\2>)", text)
    return _MARKED.sub(r"\1", _NOTE.sub(r"\1", text))


def _numbers_of_notes(texts: list[str]) -> dict[str, str]:
    """The raised numbers of footnotes that have a text, in the order in which they are pointed to: "since 1934.¹"."""
    told = (
        {it[1] for text in texts for it in _FOOTNOTE.finditer(text) if it[2]} if any("[^" in it for it in texts) else ()
    )
    pointed = dict.fromkeys(it[1] for text in texts for it in _FOOTNOTE.finditer(text) if it[1] in told)
    return {name: str(number).translate(_RAISED) for number, name in enumerate(pointed, 1)}


def without_shortcodes(body: str, rulings: list[Ruling]) -> str:
    """The text without shortcodes of WordPress and its page builders, each with a ruling; what they enclose stays."""
    if "[" not in body:
        return body

    found = [(_name(it), it) for it in _WORDPRESS.finditer(body)]
    named = {name for name, it in found if it[2] and not it[2][-1].isalnum()}  # [columns width="2"] is surely one
    if named or any("[/" in it[0] and _is_known(name) for name, it in found):
        named |= {name for name, _ in found if _is_known(name)}

    def cut(found: re.Match[str]) -> str:
        if _name(found) not in named:
            return found[0]
        rulings.append(Ruling(0, "a shortcode", "cut", found[0].replace("\\", "")))
        return ""

    pieces = _CODE.split(body)
    kept = [piece if at % 2 else _WORDPRESS.sub(cut, piece) for at, piece in enumerate(pieces)]
    return _EMPTY_LINES.sub("\n\n", "".join(kept)).strip() if named else body


def _name(found: re.Match[str]) -> str:
    return found[1].replace("\\", "").lower()


def _is_known(name: str) -> bool:
    return "_" in name.strip("_") or name in _OF_WORDPRESS
