"""What stands around a letter: the footer of a mailing list, buttons and the imprint of a newsletter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.model import Ruling
from site_gen.read.lines.scraps import rule_for
from site_gen.read.mail import subscriptions

# "______________", "-=-=-=-=-=-=-=-", "-- ": what a list puts between a letter and its own words
_PARTS: Final = re.compile(r"(?:[_=#*~-]\s?){8,}|--\s?")
_OF_LIST: Final = re.compile(
    r"mailing[ -]?list|listinfo|\bunsubscribe\b|google groups|groups\.io|\blistserv\b|list archives?\b|mailingliste"
    r"|liste de diffusion|lista de (?:correo|distribución|discussão)|lista di discussione|рассылк|メーリングリスト"
    r"|邮件列表",
    re.IGNORECASE,
)
_LONGEST_FOOTER: Final = 16  # lines
# Such as "On Fri, 27 Nov 2026 at 09:00, Mara Lind <mara@gauge.example> wrote:".
_ATTRIBUTION: Final = re.compile(
    r"[>\s]*(?:[^\n@]{2,60}<[^>\s]+@[^>\s]+>\s*|(?:on|am|le|el|em|il|op|den|w dniu|dne|dňa|在|в|у)\b.{4,200})"
    r"(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjoitti|napisał\w*|napsal\w*|пишет"
    r"|написал\w*|写道|寫道).{0,80}[:：]\s*",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"\s*(?:\[?\(|\\?<|&lt;|\[)?\s*(?:mailto:)?[\w.+-]{1,64}(?:@| at )[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}"
    r"(?:\]\(mailto:[^()\s]*\))?\s*(?:\\?>|&gt;|\)|\])?"
)
_SIGNED: Final = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[\w-]+: .*\n)*\r?\n", re.MULTILINE)
# What Pipermail leaves of an attachment: its name, its kind and where it is kept
_SCRUBBED: Final = re.compile(
    r"^-{5,} next part -{5,}[ \t]*\r?\n(?:.{2,80} was scrubbed\.*\r?\n(?:(?:[A-Z][\w-]{1,20}: .*|<?https?://\S+)\r?\n?)*)?",
    re.MULTILINE,
)
_ARMOUR: Final = re.compile(
    r"^-----BEGIN PGP (?!SIGNED)([A-Z ]{3,30})-----\r?\n(?:[^-\n].*\n|\r?\n)*-----END PGP \1-----\s*", re.MULTILINE
)
_LINK: Final = re.compile(r"!?\[((?:[^\[\]\\\n]|\\.)*)\]\(([^()\s]*)\)")
# "********", "- - - -", "━━━━━━", "＝＝＝＝"
_ROW: Final = re.compile(r"(?:[*=_~#+-]\s?){4,}|#{3}|[\s\u2500-\u25ff＝＊－＿～〓☆★※…・-]{4,}")
# "Hi {{ first_name }},", "Hello *|FNAME|*,", "Dear %FIRSTNAME%,": a name that a program did not fill in
_UNFILLED: Final = re.compile(
    r"^\w+ (?:\w+ )?(?:\{\{[^{}\n]{1,80}\}\}|\*\|[\w:]{1,40}\|\*|%%?\w*name\w*%%?|\[\[?\w*[ _-]?name\]?\]"
    r"|<<[^<>]{1,40}>>)\s*[,.!:]*$",
    re.IGNORECASE,
)
_LONGEST_GREETING: Final = 120  # characters
_SUBSCRIBE: Final = re.compile(r"https?://[^\s?]+/(?:subscribe|signup|sign-up|refer)\b", re.IGNORECASE)
_BUTTONS: Final = frozenset({"prompt", "share bar", "comments", "navigation"})
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_SENTENCE: Final = 40
_TEXT: Final = 110  # characters of a line that is no imprint's


def end_before_footer(lines: Sequence[str], start: int) -> int:
    """Where a letter ends, and the words of the list that sent it begin."""
    size = len(lines)
    for at in range(start + 1, size):
        if not _PARTS.fullmatch(lines[at].strip()):
            continue
        rest = [line for line in lines[at + 1 :] if line.strip()]
        if 0 < len(rest) <= _LONGEST_FOOTER and any(map(_OF_LIST.search, rest[:4])):
            return at
    return size


def end_before_imprint(lines: Sequence[str], start: int, end: int) -> int:
    """Where a newsletter's text ends: nothing but copyright, postal address and settings follows."""
    said = [at for at in range(start, end) if lines[at].strip()]
    for place, at in enumerate(said[len(said) * 3 // 5 :], len(said) * 3 // 5):
        line = lines[at].strip()
        is_foot = rule_for(line) == "footer" or _COPYRIGHT.match(line) or subscriptions.is_about_subscription(line)
        after = said[place + 1 :]
        if place and is_foot and len(after) <= _LONGEST_FOOTER and not any(map(_is_text, (lines[it] for it in after))):
            return at
    return end


def _is_text(line: str) -> bool:
    """Whether a line may belong to a letter, and not to what stands below it."""
    is_long = len(line) >= _TEXT or (len(line) >= _SENTENCE and line.rstrip()[-1:] in ".!?…。！？")
    is_theirs = subscriptions.is_about_subscription(line) or rule_for(line.strip()) or _COPYRIGHT.match(line.strip())
    return is_long and not is_theirs


def rule_for_line(written: str, said: str, *, is_html: bool) -> str | None:
    """Why a line is no text of a letter, whoever reads it."""
    if is_html:
        return "button" if _is_button(written, said) else None
    if _ROW.fullmatch(said):
        return "decoration"
    return "greeting" if _UNFILLED.search(said) and len(said) < _LONGEST_GREETING else None


def _is_button(written: str, said: str) -> bool:
    """Whether a line holds nothing but links to press: "Subscribe now", "Like", "Comment"."""
    links = [it[1] for it in _LINK.finditer(written)]
    if not links or _LINK.sub("", written).strip(" \\|·•*_"):
        return False
    return len(said) < 80 and all(_is_pressed(words.strip(" *_\\")) for words in links if words.strip())


def _is_pressed(words: str) -> bool:
    return rule_for(words) in _BUTTONS or _SUBSCRIBE.match(words) is not None


def without_address(line: str) -> str:
    """A line that says who wrote what is quoted below it, without their mail address."""
    return _ADDRESS.sub("", line) if ("@" in line or " at " in line) and _ATTRIBUTION.fullmatch(line.rstrip()) else line


def without_armour(text: str) -> tuple[str, tuple[Ruling, ...]]:
    """A text without what OpenPGP (RFC 9580) and archives of lists put around it, and what was cut."""
    if "- next part -" in text:
        notes = tuple(Ruling(0, "attachment", "cut", " ".join(it[0].split())) for it in _SCRUBBED.finditer(text))
        text, others = without_armour(_SCRUBBED.sub("", text).replace("- next part -", "- part -"))
        return text, notes + others
    if "-----BEGIN PGP" not in text:
        return text, ()
    cut = tuple(Ruling(0, "OpenPGP", "cut", it[0][:200].replace("\n", " ")) for it in _ARMOUR.finditer(text))
    has_signed = _SIGNED.search(text) is not None
    text = _ARMOUR.sub("", _SIGNED.sub("", text))
    return (re.sub(r"^- ", "", text, flags=re.MULTILINE) if has_signed else text), cut
