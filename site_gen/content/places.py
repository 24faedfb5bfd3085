"""What the place of a content file says: its day, its name, its address."""

from __future__ import annotations

import datetime
import re
from typing import Final

from site_gen.language.plain import slugify
from site_gen.model import Article, Brief

# "content/2025/12/04/name.md" -> the day in its folders
_DAY_IN_PATH: Final = re.compile(r"(?:^|/)(\d{4})/(\d\d)/(\d\d)/[^/]+$")
# "_posts/2026-11-26-name.md" -> the day in its name
_DAY_IN_NAME: Final = re.compile(r"(?:^|/)(\d{4})-(\d\d)-(\d\d)-[^/]+$")
# "Tram line seven 0a1b2c3d4e5f60718293a4b5c6d7e8f9", the name of a page that Notion exported
_NUMBER_OF_NOTION: Final = re.compile(r"(?<=\w)[ -]+[0-9a-f]{32}$")
# What services write behind the name of a file that two people saved, in their languages
_SERVICE_COPY: Final = re.compile(
    r"(?: ?[(\[][^()\[\]/]*(?:conflict|konflikt|conflit|ristiriita|çakış|конфликт|競合|冲突|衝突|충돌|case clash)"
    r"[^()\[\]/]*[)\]]|\.sync-conflict-\d{8}-\d{6}-\w+|[._]conflict)(?: ?\(\d+\))?$",
    re.IGNORECASE,
)
# What file managers write around the name of a file that somebody copied, in their languages
_COPIED: Final = re.compile(
    r"(?:[ _–—-]+(?:copy|kopie|kopia|kopi|kopio|copie|copia|cópia|másolat|копия|копія|αντίγραφο|kopya|副本|拷贝|複製"
    r"|사본)|のコピー|[ _-]+コピー)?(?: ?\(\d{1,2}\)| \d{1,2})?$"
    r"|^(?:copy|kopie|copie|copia|cópia) (?:of|von|de|van|di) ",
    re.IGNORECASE,
)
# "name/index.md", a folder with the files of one article, as Hugo has it; "2025/12/04/index.md" is none
_BUNDLE: Final = re.compile(r"((?:.*/)?[^/]*[^\W\d_][^/]*)/index(?:\.[a-z]{2,3}(?:-[a-z]{2,4})?)?\.md", re.IGNORECASE)


def bundled(path: str, folder: str) -> str:
    """The place of a file below the folder of the content; of an `index.md` it is that of its own folder."""
    below = path.removeprefix(f"{folder}/")
    found = _BUNDLE.fullmatch(below)
    return f"{found[1]}.md" if found else below


def is_about_a_section(path: str) -> bool:
    """Whether a file is a page on a folder of articles, as Hugo and Zola have it: `_index.md`."""
    return re.fullmatch(r"_index(?:\.[a-z-]{2,8})?\.md", path.rpartition("/")[2], re.IGNORECASE) is not None


def permalink(article: Article, published: str, path: str, folder: str) -> str:
    """Where the story stands for ever: the day of the file's folders, or of the article, and its slug."""
    place = bundled(path, folder)
    day = day_of(place) or published[:10]
    name = place.rpartition("/")[2].removesuffix(".md")
    name = name if article.published or not day_in_name(place) else name[11:]
    slug = slugify(article.slug) or slugify(_NUMBER_OF_NOTION.sub("", name)) or article.id
    return f"{day.replace('-', '/')}/{slug}/"


def away_from_home(brief: Brief) -> tuple[bool, bool]:
    """How far a file is from where its address says: one that a service copied beside it, or a whole folder of copies,
    comes after the article's own.
    """
    place = brief.permalink.strip("/")
    name = place.rpartition("/")[2]
    is_here = brief.path.endswith((f"/{place}.md", f"/{place}/index.md"))
    return not is_here, not brief.path.endswith((f"/{name}.md", f"/{name}/index.md"))


def original_of(path: str) -> str | None:
    """The file of which a file service left this one as a copy, by its name: "crane (Bo's conflicted copy).md"."""
    stem = path.removesuffix(".md")
    found = _SERVICE_COPY.search(stem)
    return f"{stem[: found.start()]}.md" if found and not stem[: found.start()].endswith("/") else None


def copied_from(path: str) -> str | None:
    """The file of which somebody may have made a copy, by its name: "crane - Copy (2).md", "Kopie von crane.md"."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    bare = _COPIED.sub("", name, count=1)
    return f"{folder}/{bare}.md" if bare and bare != name else None


def day_of(path: str) -> str | None:
    """The day of the folders that a file lies in."""
    return _day(_DAY_IN_PATH.search(path))


def day_in_name(path: str) -> str | None:
    """The day that a file's name begins with, as Jekyll has it."""
    return _day(_DAY_IN_NAME.search(path))


def _day(match: re.Match[str] | None) -> str | None:
    day = "-".join(match.groups()) if match else ""
    try:
        return datetime.date.fromisoformat(day).isoformat() if day else None
    except ValueError:  # "2026/02/30"
        return None
