"""What lies among seeds and is no article: known by its name or its text, and said to be what it is.

Whatever looks like prose is left to the readers, so that no report is passed over for its name.
"""

from __future__ import annotations

import fnmatch
import functools
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final

from site_gen.errors import Diagnostic
from site_gen.read import faults
from site_gen.read.kinds import Kind
from site_gen.read.lines.bylines import read_byline

_HEAD: Final = 6_000  # characters that are looked at
# What systems, editors, browsers and sync programs leave behind: "notes~", "~$report.docx", "feed.xml.part"
_LEFTOVERS: Final = re.compile(
    r"(?:^|/)(?:~\$[^/]*|\.~lock\.[^/]*|#[^/]*#|[^/]*~|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__macosx/.*"
    # Folders of disks on the network, of bins and of programs: "@eaDir/", "#recycle/", "node_modules/"
    r"|(?:@eadir|@tmp|#recycle|\$recycle\.bin|recycler|system volume information|lost\+found|node_modules"
    r"|__pycache__)/.*"
    # Versions that git's merge tool keeps: "harbour_BACKUP_4711.md"
    r"|[^/]*_(?:backup|base|local|remote)_\d{1,7}\.\w{1,10}"
    # What a mail server has not yet delivered, and its indexes: "tmp/1795415605.M20046P11.mail", "dovecot.index.log"
    r"|tmp/\d{8,12}\.[^/]+|dovecot[.-][^/]*|maildirfolder|courier(?:imap)?[\w.-]*|subscriptions|[^/]*\.msf|\.mh_sequences"
    r"|\$recycle\.bin/.*|system volume information/.*|@eadir/.*|@__thumb/.*|#recycle/.*|lost\+found/.*|node_modules/.*"
    r"|[^/]*:zone\.identifier|hts-log\.txt|hts-cache/.*|cookies\.txt|wget-log(?:\.\d+)?"
    r"|[^/]*\.(?:sw[a-p]|te?mp|part|partial|crdownload|download|opdownload|filepart|aria2|bak|orig|rej|lock|lck|dropbox"
    r"|gitkeep|icloud|save(?:\.\d+)?|___jb_(?:tmp|old)___|kate-swp))$",
    re.IGNORECASE,
)
_ABOUT_THE_FOLDER: Final = re.compile(
    r"(?:^|/)(?:readme|licen[cs]e|copying|contributing|code_of_conduct)(?:\.(?:md|markdown|txt|rst|html?))?$",
    re.IGNORECASE,
)
# Recipes of programmers, by the names that their programs look for
_RECIPES: Final = re.compile(
    r"(?:^|/)(?:(?:gnu)?makefile|dockerfile|containerfile|jenkinsfile|vagrantfile|procfile|rakefile|gemfile|justfile"
    r"|brewfile|cmakelists\.txt|requirements[\w.-]*\.txt)$",
    re.IGNORECASE,
)
# Folders that browsers make beside a page that they save whole, in their languages: "Name_files", "Name-Dateien"
_COMPANIONS: Final = (
    *("_files", ".files", "_file", "-Dateien", "_Dateien", "_archivos", "_ficheiros", "_arquivos", "_fichiers"),
    *("_bestanden", "-filer", "_filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_datoteke", "_dosyalar"),
)  # fmt: skip
_OF_PAGES: Final = (".css", ".js", ".mjs", ".js.download", ".css.download", ".woff", ".woff2")
_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".shtml"})
_CODE: Final = {
    "css": "a stylesheet", "scss": "a stylesheet", "less": "a stylesheet", "js": "a script", "mjs": "a script",
    "cjs": "a script", "map": "a script's map", "php": "a program", "py": "a program", "sh": "a program",
    "svg": "a picture",
    "ini": "a settings file", "cfg": "a settings file", "toml": "a settings file",
    "url": "a link, not the page behind it",
    "webloc": "a link, not the page behind it", "desktop": "a link, not the page behind it", "csv": "a table",
    "tsv": "a table", "opml": "a list of feeds (OPML)", "json": "data (JSON)", "jsonl": "data (JSON)",
    "ndjson": "data (JSON)", "har": "data (JSON)", "log": "a log", "ics": "a calendar", "vcf": "a list of addresses",
    "yaml": "data (YAML)", "yml": "data (YAML)",
    "srt": "a file of subtitles", "vtt": "a file of subtitles", "sql": "a database's text",
}  # fmt: skip
_ALWAYS: Final = frozenset("css scss less js mjs cjs map svg url webloc desktop har jsonl ndjson sql yaml yml".split())
# Such as "Fatal error: Uncaught Exception in /var/www/x.php:12" and "curl: (6) Could not resolve host".
_PROGRAM_ERROR: Final = re.compile(
    r"(?:PHP )?(?:Fatal error|Parse error|Warning|Notice|Deprecated) ?: .{1,300}? in /\S+"
    r"|upstream connect error|no healthy upstream|default backend - 404|error code: 1\d{3}\b"
    r"|Traceback \(most recent call last\)|Exception in thread|curl: \(\d+\) |wget: |Error: E[A-Z]{4,}"
)
# What no text begins with, whatever its file is called
_STARTS_OF_ANY: Final = (
    (re.compile(r"version https://git-lfs\.github\.com/spec/|(?:[./]*\.git)?/annex/objects/"), "a pointer to a file"),
    (re.compile(r"HTTP/\d(?:\.\d)? [1-5]\d\d\b"), "an answer of a server"),
    (_PROGRAM_ERROR, "an error message"),
)
_STARTS: Final = (
    (re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]", re.IGNORECASE), "a link, not the page behind it"),
    (re.compile(r"\[[\w .:-]{1,60}\]\s*(?:\n|$)(?:[;#].*\n)*(?:[\w.@ -]{1,60}\s?=|$)"), "a settings file"),
    (re.compile(r"BEGIN:VCALENDAR"), "a calendar"),
    (re.compile(r"BEGIN:VCARD"), "a list of addresses"),
    (re.compile(r"WEBVTT\b|1\n\d\d:\d\d:\d\d[,.]\d{3} --> "), "a file of subtitles"),
    (re.compile(r"diff --git |--- a/|Index: \S+\n={20}"), "a patch"),
    (re.compile(r"#!\s?/"), "a program"),
    (re.compile(r"<\?php"), "a program"),
    (
        re.compile(
            r"(?:import [\w.]+(?: as \w+)?|from [\w.]+ import (?:\*|\w+(?:, ?\w+)*)|def \w+\(.*\)(?: -> .+)?:"
            r"|#include [<\"].+)(?:\n|$)"
        ),
        "a program",
    ),
    (re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}) [ *]\S+(?:\n|$)"), "a list of checksums"),
    (
        re.compile(
            r"@(?:article|book|booklet|in\w+|manual|\w*thesis|misc|online|proceedings|techreport|unpublished|string|comment)"
            r"\s*[{(]|TY {2}- [A-Z]{3,}|%0 [A-Z][a-z]+"
        ),
        "a list of references",
    ),
    (re.compile(r"\{\\rtf"), "an RTF document"),
    (re.compile(r"%!PS"), "a PostScript document"),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key"),
    (re.compile(r"User-agent:[ \t]*\S", re.IGNORECASE), "a settings file"),
    *_STARTS_OF_ANY,
)
# One look at a text that begins as none of these do, as articles do
_ANY_START: Final = re.compile("|".join(f"(?:{it.pattern})" for it, _ in _STARTS), re.IGNORECASE)
_XML: Final = {
    "opml": "a list of feeds (OPML)", "xbel": "a list of bookmarks",
    "urlset": "a sitemap", "sitemapindex": "a sitemap",
    "plist": "a link or a settings file", "svg": "a picture", "kml": "a map", "gpx": "a map", "xsl": "a stylesheet",
    "stylesheet": "a stylesheet", "browserconfig": "a settings file", "opensearchdescription": "a settings file",
    "error": "an error message", "manifest": "a settings file",
}  # fmt: skip
_ROOT: Final = re.compile(r"<(?:[\w.-]{1,30}:)?([A-Za-z][\w.-]{0,40})(?=[\s/>])")
_BOOKMARKS: Final = re.compile(r"\s*<!DOCTYPE NETSCAPE-Bookmark", re.IGNORECASE)
_URL: Final = re.compile(r"(?:[-*•\d.)\s]{0,6})<?(?:https?://|www\.)\S+?>?$", re.IGNORECASE)
_MARKDOWN_LINK: Final = re.compile(r"(?:[-*+]|\d{1,3}[.)])?\s*\[[^\]\n]{1,300}\]\([^()\s]+\)$")
_MARKDOWN_HEADING: Final = re.compile(r"#{1,6} ")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]」』]*$")
_WHOLE_LINE: Final = 60  # characters; so long is no line of a note
_PARAGRAPH: Final = 120  # characters that no line of a table, a log or a list of links has
_FIRST_LINES: Final = 1_500  # characters
_SHORT_NOTE: Final = 1_000  # characters
_LINE_WITH_URL: Final = re.compile(r".{0,120}\bhttps?://\S+\s*$")
_SENTENCE: Final = re.compile(
    r"[^\W\d_][^.!?…。！？؟।\n]{24,}[.!?…。！？؟।]|[\u3040-\u9fff\uac00-\ud7af][^。！？\n]{10,}[。！？]"
)
# Such as 2026-11-29 06:00:01,114 INFO, Nov 29 06:00:01 host, 192.0.2.7 - - [29/Nov/2026:06:00:01 +0000] and WARN.
_LOGGED: Final = re.compile(
    r"[\[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\s"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ "
    r"|\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d "
    r"|[\[(]?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)[\])]?[:\s]"
)
# Such as "[26.11.26, 10:14:03] Pat: on my way" and "26/11/2026, 10:14 - Pat: on my way".
_CHATTED: Final = re.compile(
    r"[\u200e\[]*\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?"
    r"(?:[ \u202f][APap]\.?[Mm]\.?)?\]?(?: -)? [^:\n]{1,40}: "
)
# What a template leaves open at its start or in its front matter, such as {{ define "main" }} and title: "{{Title}}".
_TEMPLATE: Final = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?(?:\{\{-?\s*(?:define|block|template|partial|with|if|range|/\*)\b|\{%-?\s*(?:extends|block|include|macro"
    r"|from|import|for|if|set|layout)\b|<%[%=#@-]?\s)"
    r"|\s*(?:---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,30}?[\w-]{1,30}[ \t]*[:=][ \t]*[\"'`]?(?:\{\{[^<%\n]|<%|\$\{)[^\n]*\n",
    re.DOTALL,
)
# A piece of a page that Go's or Jinja's templates fill: {{ .Site.Title }}, {{ page.title }}
_FILLED: Final = re.compile(
    r"\{\{-?\s*(?:\.[A-Z]\w+|now\.|\$\.|site\.|page\.|post\.|partial\b|template\b|end\b)|\{%-?\s*end\w+"
)
_CODE_SIGNS: Final = "{}[];=<>|\\$()"
_CODE_FORM: Final = re.compile(r"[{;]\s*(?:\n|$)|\)\s*\{|=>|\}\)|:\s?[\w#.%-]+;|\bfunction\b|\bvar ")
_ERROR_LINE: Final = re.compile(
    r"(?:http/\d\S*\s)?(?:error:?\s)?[45]\d\d\b[\w\s:-]{0,60}$|(?:bad gateway|not found|forbidden|access denied"
    r"|unauthorized"
    r"|(?:internal )?server error|service unavailable|too many requests|rate limit(?: exceeded|ed)?|timed? ?out|null"
    r"|undefined|none|ok)\W*$",
    re.IGNORECASE,
)
# What a server says under its status: "429 Too Many Requests", "HTTP/1.1 404 Not Found", "Error 502: Bad Gateway"
_ERROR_ANSWER: Final = re.compile(
    r"(?:http/\d\S*\s|(?:http )?(?:status |error )?(?:code )?:?\s?)?"
    r"[45]\d\d[\s:–—-]+(?:bad (?:request|gateway)|unauthorized"
    r"|payment required|forbidden|not found|method not allowed|not acceptable|request timeout|gone|too many requests"
    r"|internal server error|not implemented|service (?:temporarily )?unavailable|gateway time-?out)\W*$",
    re.IGNORECASE,
)
_SHORT_ANSWER: Final = 400  # characters
_ADD: Final = "fetch what it names: 'site-gen sources add ADDRESS'"
_IMPORT: Final = "take its feeds over: 'site-gen sources import {}'"


def by_name(path: str) -> Diagnostic | None:
    """Says that nobody meant a file for a seed: what programs leave behind, and what is written on the folder."""
    if is_left_behind(path):
        return faults.passed_over(path, "a file that a program left behind", is_quiet=True)
    if _RECIPES.search(path):
        return faults.passed_over(path, "a program")
    if is_about_the_folder(path):
        return faults.passed_over(path, "a file about the folder", is_quiet=True)
    return None


def is_error_of_a_program(text: str) -> bool:
    """Whether a text begins as programs begin that fail: "Fatal error: … in /var/www/x.php", "Traceback …"."""
    return _PROGRAM_ERROR.match(text) is not None


def is_left_behind(path: str) -> bool:
    """Whether a program or a system left a file behind: a backup, something thrown away, a thumbnail."""
    return _LEFTOVERS.search(path) is not None


def is_about_the_folder(path: str) -> bool:
    """Whether a file is no text of the digest, but one on the folder: README.md, LICENSE."""
    return _ABOUT_THE_FOLDER.search(path) is not None


def by_text(text: str, path: str, kind: Kind) -> Diagnostic | None:
    """Says what a file is instead of an article, if its text or its suffix tells."""
    name = path.rpartition("/")[2].lower().removesuffix(".gz")
    found = _of_markup(text) if text.lstrip("\ufeff \t\r\n")[:1] == "<" else None
    if not found and _is_template(text, kind):
        found = "a template"
    if kind == "text":
        found = found or _of_text(text, name.rpartition(".")[2] if "." in name else "")
    if kind == "markdown" and not found:
        lines = [line.strip() for line in text[:_HEAD].split("\n") if line.strip()]
        linked = [line for line in lines if not _MARKDOWN_HEADING.match(line)]
        found = "a list of links" if linked and all(map(_MARKDOWN_LINK.match, linked)) else None
        found = found or next((name for it, name in _STARTS_OF_ANY if it.match(lines[0] if lines else "")), None)
    if found is None:
        return None
    hint = _IMPORT.format(path) if "OPML" in found else _ADD if "link" in found else ""
    return faults.passed_over(path, found, hint)


def _is_template(text: str, kind: Kind) -> bool:
    """Whether a program is to fill a file in: its beginning says so, or it is a piece of a page and has no head."""
    if "{" not in text and ("<" not in text or "<%" not in text):
        return False
    is_piece = kind == "html" and re.search(r"<(?:html|head)[\s>]", text[:_HEAD], re.IGNORECASE) is None
    return _TEMPLATE.match(text) is not None or (is_piece and _FILLED.search(text) is not None)


def of_plain_text(text: str) -> str | None:
    """What a text is instead of an article, as its own words say; None where they do not."""
    return _of_text(text, "")


def companions(paths: Iterable[str]) -> frozenset[str]:
    """The folders beside pages that a browser saved whole, with pictures, scripts and stylesheets.

    One whose page is gone is known by its name and by what only pages need.
    """
    paths = list(paths)
    stems = (str(file.with_suffix("")) for file in map(PurePosixPath, paths) if file.suffix.lower() in _PAGES)
    left = (lies for path in paths if path.lower().endswith(_OF_PAGES) if (lies := _companion_in(path)))
    return frozenset((*(f"{stem}{ending}" for stem in stems for ending in _COMPANIONS), *left))


def _companion_in(path: str) -> str | None:
    """The first folder that a file lies in whose name is that of a companion."""
    parts = path.split("/")
    named = (at for at, part in enumerate(parts[:-1], 1) if part.endswith(_COMPANIONS))
    return next(("/".join(parts[:at]) for at in named), None)


def lies_in(path: str, folders: frozenset[str]) -> str | None:
    """The first of the folders that a file lies in."""
    if not folders:
        return None
    parts = path.split("/")
    return next((it for end in range(1, len(parts)) if (it := "/".join(parts[:end])) in folders), None)


@functools.lru_cache(maxsize=64)
def _ignoring(patterns: tuple[str, ...]) -> re.Pattern[str]:
    found = []
    for pattern in patterns:
        bare = pattern.strip().strip("/")
        start = r"\A" if "/" in bare else r"(?:\A|/)"
        found.append(start + fnmatch.translate(bare).replace(r"\Z", "").replace(r"\z", "") + r"(?:/|\Z)")
    return re.compile("|".join(found) or r"(?!)")


def is_ignored(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether `ignore:` in `site.yaml` names a file or a folder that it lies in; `path` is below the inputs' folder."""
    return bool(patterns) and _ignoring(patterns).search(path) is not None


def _of_markup(text: str) -> str | None:
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if _BOOKMARKS.match(head):
        return "a list of bookmarks"
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", "", head, flags=re.DOTALL | re.IGNORECASE)
    root = _ROOT.match(bare.lstrip())
    return _XML.get(root[1].lower()) if root else None


def _of_text(text: str, suffix: str) -> str | None:
    head = text[:_HEAD].strip("\ufeff \t\r\n")
    start = _CODE[suffix] if suffix in _ALWAYS else None
    if not start and _ANY_START.match(head):
        start = next((name for it, name in _STARTS if it.match(head)), None)
    if not start and len(text) <= _SHORT_ANSWER and _ERROR_ANSWER.match(head.partition("\n")[0].strip()):
        start = "an error message"
    if start or (suffix not in _CODE and _begins_as_prose(head)):
        return start
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    is_code = _is_code(head)
    for name, is_so in (
        ("data (JSON)", head.startswith(("{", "[")) and _is_json(text, lines)),
        ("a list of links", _are_links(lines)),
        ("a table", _is_table(lines, suffix)),
        ("a log", _begin_all(lines, _LOGGED)),
        ("a chat", _begin_all(lines, _CHATTED)),
    ):
        if is_so:
            return name
    if not is_code and (any(map(_SENTENCE.match, lines)) or _SENTENCE.search(head)):
        return None
    if suffix in _CODE or is_code:
        return _CODE.get(suffix, "a script or a stylesheet")
    if len(lines) <= 2 and _ERROR_LINE.match(lines[0] if lines else ""):
        return "an error message"
    return "a note without a sentence" if _is_note(head, lines) else None


def _begins_as_prose(head: str) -> bool:
    """Whether one of the first lines is a paragraph, as in most articles, which need no further look."""
    first = (line for line in head[:_FIRST_LINES].split("\n") if len(line) >= _PARAGRAPH)
    line = next(first, "")
    is_said = line[:1].isalpha() and line[-1] in ".!?”" and "://" not in line and not _is_code(line)
    return is_said and not (_LOGGED.match(line) or _LOGGED.match(head) or _CHATTED.match(head))


def _is_note(head: str, lines: Sequence[str]) -> bool:
    """Whether no line of a text is a sentence, or is signed as articles are; of scripts that we know to have dots."""
    if len(head) > _SHORT_NOTE or len(lines) < 2 or max(head) >= "\u0590":
        return False
    return not any(
        len(line) >= _WHOLE_LINE or _ENDS_SENTENCE.search(line) or (len(line) < 120 and read_byline(line))
        for line in lines
    )


def _is_json(text: str, lines: Sequence[str]) -> bool:
    for piece in (text, lines[0]):
        try:
            return isinstance(json.loads(piece), (dict, list))
        except (ValueError, RecursionError):
            continue
    return False


def _are_links(lines: Sequence[str]) -> bool:
    """Whether nearly every line is an address, or words and an address; one line alone is a link too."""
    if not any("://" in line or "www." in line for line in lines[:4]):
        return False
    bare = sum(_URL.match(line) is not None for line in lines)
    worded = sum(_LINE_WITH_URL.match(line) is not None for line in lines)
    rest = [line for line in lines if not _LINE_WITH_URL.match(line)]
    prose = sum(len(line) > 60 and _SENTENCE.search(line) is not None for line in rest)
    return (
        bare > 0
        and not prose
        and (bare == len(lines) or worded >= 0.7 * len(lines) or (bare >= 2 and 2 * bare >= len(lines)))
    )


def _is_table(lines: Sequence[str], suffix: str) -> bool:
    """Whether every line has as many cells as the first."""
    some = lines[:40]
    for mark in (",", ";", "\t", "|"):
        if len(some) < 2 or mark not in some[0]:
            continue
        counts = [line.count(mark) for line in some]
        alike = sum(count == counts[0] for count in counts) >= 0.9 * len(some)
        cells = sum(len(line) for line in some) / max(1, sum(counts) + len(some))
        is_named = suffix in ("csv", "tsv")
        if alike and (is_named or (counts[0] >= 2 and cells < 30 and not some[0].endswith((".", "!", "?")))):
            return is_named or mark in "\t|" or not any(f"{mark} " in line for line in some[:5])
    return False


def _begin_all(lines: Sequence[str], form: re.Pattern[str]) -> bool:
    """Whether nearly every line begins in a form."""
    some = lines[:40]
    others = (line for line in some if not form.match(line))
    too_many = len(some) // 5  # one more of them is one too many
    return len(some) > 1 and next(itertools.islice(others, too_many, None), None) is None


def _is_code(head: str) -> bool:
    if "{" not in head and ";" not in head:
        return False
    signs = sum(map(head.count, _CODE_SIGNS))
    return signs > 0.05 * len(head) and _CODE_FORM.search(head) is not None
