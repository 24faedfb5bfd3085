"""The interface speaks the site's language: every text, plurals, dates, lists, names of topics."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sites import ROOT, Site

from site_gen.language.interface import Wording

LOCALES = ROOT / "site_gen/language/locale"
LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
_PLACE = re.compile(r"%\((\w+)\)s")


def in_sources() -> set[str | tuple[str, ...]]:
    """Every text that templates and rooms ask for, found as `make messages` finds them."""
    keywords = parse_keywords(["_", "gettext", "ngettext:1,2", "text", "_topic:2", "plural:1,2"])
    methods = [("site_gen/**.py", "python"), ("templates/**.html", "jinja2")]
    options = {"templates/**.html": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
    found = set()
    for folder in ("site_gen", "templates"):
        here = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if folder in pattern]
        own = {pattern.removeprefix(f"{folder}/"): values for pattern, values in options.items()}
        messages = extract_from_dir(ROOT / folder, here, own, keywords=keywords)
        found |= {message for _, _, message, _, _ in messages}
    return found


def read(lang: str) -> Catalog:
    with (LOCALES / lang / "LC_MESSAGES/site_gen.po").open("rb") as file:
        return read_po(file, locale=lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_catalogue_misses_a_text(lang: str) -> None:
    """Every text of templates and rooms is in every catalogue; after a change, `make messages` puts it there."""
    assert {message.id for message in read(lang) if message.id} == in_sources()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_texts_are_translated(lang: str) -> None:
    """Every text is translated, in all the plural forms of the language, and names only what the text is given."""
    catalogue = read(lang)
    assert not catalogue.fuzzy
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.id, tuple) else (message.string,)
        assert all(texts), message.id
        assert len(texts) == (catalogue.num_plurals if len(ids) > 1 else 1)
        for text in texts:
            assert set(_PLACE.findall(text)) <= set(_PLACE.findall(ids[-1])), text
            if len(ids) == 1:
                assert _PLACE.findall(text) == _PLACE.findall(ids[0]), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_compiled_is_what_was_translated(lang: str) -> None:
    """The compiled catalogue holds what the readable one says: `make messages` was run."""
    compiled = io.BytesIO()
    write_mo(compiled, read(lang))
    assert (LOCALES / lang / "LC_MESSAGES/site_gen.mo").read_bytes() == compiled.getvalue()


def say(lang: str) -> Wording:
    return Wording(lang, "Europe/Paris")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Archive"), ("de", "Archiv"), ("pt-BR", "Arquivo"), ("zh", "存档"), ("zh-CN", "存档"),
        ("zh-Hant", "典藏"), ("zh-TW", "典藏"), ("zh-Hant-HK", "典藏"),
        ("pt_br", "Arquivo"), ("sv", "Archive"), ("", "Archive"),
    ],
)  # fmt: skip
def test_regions_fall_back(lang: str, text: str) -> None:
    """A region's tag finds its language, traditional Chinese its script, and what is not there English."""
    assert say(lang).text("Archive") == text


@pytest.mark.parametrize(
    ("lang", "num", "text"),
    [
        ("ru", 1, "новость"), ("ru", 3, "новости"), ("ru", 11, "новостей"), ("ar", 2, "خبران"), ("ar", 5, "أخبار"),
        ("ar", 11, "خبرًا"), ("ar", 100, "خبر"), ("fr", 0, "sujet"), ("ja", 7, "件の記事"), ("en", 1, "story"),
    ],
)  # fmt: skip
def test_plurals(lang: str, num: int, text: str) -> None:
    """Numbers take the form that the language has for them."""
    said = say(lang).plural("%(num)s story", "%(num)s stories", num)
    assert said.removeprefix("%(num)s").strip() == text


@pytest.mark.parametrize(
    ("lang", "weekday", "short", "month", "clock"),
    [
        ("en", "Thursday, 4 December 2025", "4 Dec", "December 2025", "10:30 CET"),
        ("ja", "2025年12月4日木曜日", "12月4日", "2025年12月", "10:30 CET"),
        ("zh-TW", "2025年12月4日 星期四", "12月4日", "2025年12月", "10:30 CET"),
        ("ar", "الخميس، 4 ديسمبر 2025", "4 ديسمبر", "ديسمبر 2025", "10:30 CET"),
        ("pt-BR", "quinta-feira, 4 de dezembro de 2025", "4 de dez.", "dezembro de 2025", "10:30 CET"),
    ],
)
def test_dates(lang: str, weekday: str, short: str, month: str, clock: str) -> None:
    """Days, months and times as the language writes them, in the site's time zone."""
    words, moment = say(lang), "2025-12-04T09:30:00+00:00"
    shown = words.weekday_day(moment), words.short_day(moment), words.month(moment), words.clock(moment)
    assert tuple(text.replace("\u200f", "") for text in shown) == (weekday, short, month, clock)


def test_lists_numbers_and_languages() -> None:
    """Names join as the language joins them; numbers and languages read as there."""
    assert say("en").and_list(["Ann Lee", "Bo Ek", "Cy Roe"]) == "Ann Lee, Bo Ek and Cy Roe"
    assert say("ja").and_list(["甲", "乙"]) == "甲、乙"
    assert say("de").and_list(["Ann Lee"]) == "Ann Lee"
    assert say("en").number(12345) == "12,345"
    assert say("de").number(12345) == "12.345"
    assert say("en").language("ar") == "Arabic"
    assert say("fr").language("zh-Hant") == "chinois (traditionnel)"
    assert say("en").language("not a tag") == "not a tag"


def test_topics_are_translated_where_the_site_does_not_name_them(site: Site) -> None:
    """Built-in topics are named in the site's language, and filed by either name; the site's own names win."""
    topics = "topics: [{slug: sport, name: Le sport}]\n"
    site.write("site.yaml", f"title: Recueil\nlanguage: fr\ngrouping: {{enabled: false}}\n{topics}")
    site.article("2025/12/04/a.md", "Un titre", topics="[Health]")
    site.article("2025/12/04/b.md", "Un autre", topics="[Santé]")
    site.article("2025/12/04/c.md", "Un match", topics="[sport]")
    site.build()
    assert "<h1>Santé</h1>" in site.page("topics/health/index.html")
    assert site.page("topics/health/index.html").count('class="headline"') == 2
    assert "<h1>Le sport</h1>" in site.page("topics/sport/index.html")
    assert "Thèmes" in site.page("topics/index.html")


def test_catalogues_ship(tmp_path: Path) -> None:
    """Nothing keeps compiled catalogues out of the wheel: hatch leaves out what git ignores."""
    assert not re.search(r"\.mo\b|locale", (ROOT / ".gitignore").read_text())
    assert len(list(LOCALES.glob("*/LC_MESSAGES/site_gen.mo"))) == len(LANGUAGES) == 11
