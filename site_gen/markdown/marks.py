"""Signs that only other programs know, in Markdown that was written for them: their marks go, the words stay.

Hugo's and Jekyll's shortcodes, Obsidian's links between notes, its embedded files, comments and marked words.
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
_COMMENT: Final = re.compile(_with_space(r"(?<![\w%])%%[^%\n]{1,2000}%%(?!\w)|<!--.{0,5000}?-->"), re.DOTALL)
# Such as "> [!note] A title", the head of Obsidian's and GitHub's callouts; a kind without a title has no words.
_CALLOUT: Final = re.compile(r"^((?:>\s?)+)\[![\w-]{1,30}\][+-]?[ \t]*", re.MULTILINE)
# Such as [[people/jane|Jane Doe]] and [[Jane Doe#Life]].
_NOTE: Final = re.compile(r"(?<!!)\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300}?)(?:#[^\[\]|\n]{0,200})?\]\]")
_MARKED: Final = re.compile(r"(?<![=\w])==(?=\S)([^=\n]{1,500}?)(?<=\S)==(?![=\w])")  # "==marked=="
# Code, in which all of these are words.
_CODE: Final = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)


def without_marks(body: str, rulings: list[Ruling]) -> str:
    """The text with words in place of such marks; what had no words is cut, with a ruling."""
    if not any(map(body.__contains__, ("{{", "{%", "[[", "%%", "==", "<!--", "[!"))):
        return body
    pieces = _CODE.split(body)
    return "".join(piece if at % 2 else _of_piece(piece, rulings) for at, piece in enumerate(pieces))


def _of_piece(text: str, rulings: list[Ruling]) -> str:
    for rule, pattern in (("a shortcode", _SHORTCODE), ("an embedded file", _EMBED), ("a comment", _COMMENT)):
        rulings += [Ruling(0, rule, "cut", found[0].strip()) for found in pattern.finditer(text)]
        text = pattern.sub("", text)
    text = _CALLOUT.sub(r"\1", text) if "[!" in text else text
    return _MARKED.sub(r"\1", _NOTE.sub(r"\1", text))
