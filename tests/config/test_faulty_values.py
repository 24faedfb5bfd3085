"""A value of `site.yaml` that does not fit is named with its line, in words, with what fits there."""

from __future__ import annotations

import pytest

from site_gen.config.site_yaml import parse
from site_gen.errors import ConfigError

HEAD = "title: T\nbase_url: https://news.example/\n"


@pytest.mark.parametrize(
    ("lines", "line", "message", "hint"),
    [
        ("privacy: strickt\n", 3, "enum value 'strickt'", "did you mean 'strict'?"),
        ("privacy: 5\n", 3, "got a whole number at 'privacy'", "write 'strict' or 'relaxed'"),
        ("share_pictures: 1.5\n", 3, "got a number", "write 'site' or 'stories'"),
        ("max_age: three\n", 3, "expected a whole number or null, got a text at 'max_age'", "'max_age: 5'"),
        ("hooks: hooks.py\n", 3, "expected a list, got a text at 'hooks'", "'hooks: [a, b]'"),
        ("folders: seeds\n", 3, "expected keys and values", "with keys out of seeds, content, templates"),
        ("deploy:\n  command: rsync -a\n", 4, "got a text at 'deploy.command'", "'command: [a, b]'"),
        ("topics:\n  - science\n", 4, "got a text at 'topics.0'", "'- {key: value}', with keys out of slug"),
        ("fetch: {concurrency: many}\n", 3, "got a text at 'fetch.concurrency'", "'concurrency: 5'"),
        ("menu: {header: about}\n", 3, "got a text at 'menu.header'", "'header: [a, b]'"),
        ("menu: {heder: [about]}\n", 3, "unknown key 'heder'", "did you mean 'header'?"),
        ("privacy: {alow: []}\n", 3, "unknown key 'alow'", "did you mean 'allow'?"),
        ("theme:\n  accent: green\n", 4, "got a text at 'theme.accent'", "with keys out of light, dark"),
        ("theme: {logo: {file: a.svg, width: wide, height: 5}}\n", 3, "got a text at 'theme.logo.width'", "'width: 5'"),
        ("timezone: Europe/Berln\n", 3, "unknown time zone", "did you mean 'Europe/Berlin'?"),
        ("timezone: Utopia\n", 3, "unknown time zone", "as in 'timezone: Europe/Paris'"),
    ],
)
def test_what_fits_is_said(lines: str, line: int, message: str, hint: str) -> None:
    """No word of the program's own for types."""
    with pytest.raises(ConfigError) as caught:
        parse(HEAD + lines)
    (said,) = caught.value.diagnostics
    assert said.line == line
    assert message in said.message
    assert hint in (said.hint or "")


@pytest.mark.parametrize(
    "folders",
    [
        "{output: seeds}",
        "{output: .}",
        "{content: seeds}",
        "{seeds: content/raw}",
        "{output: root/site}",
        "{pages: ./root}",
    ],
)
def test_folders_that_lie_in_one_another(folders: str) -> None:
    """What the build writes would be read as news, or written over."""
    with pytest.raises(ConfigError) as caught:
        parse(f"{HEAD}folders: {folders}\n")
    (said,) = caught.value.diagnostics
    assert said.line == 3
    assert said.hint == "give each a folder of its own"
    parse(f"{HEAD}folders: {{output: public, root: theme/root, templates: theme/templates}}\n")
