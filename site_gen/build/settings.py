"""Settings of `site.yaml` held against what they speak of: seeds, topics, files of the theme."""

from __future__ import annotations

from site_gen.config.look import look
from site_gen.config.site_yaml import NAME, Config
from site_gen.config.theme import ThemeFiles
from site_gen.errors import ConfigError, Diagnostic


def check_logo(config: Config, theme: ThemeFiles) -> None:
    """Raise `ConfigError` where the logo is not among the theme's files."""
    logo = look(config.theme).logo
    if logo and logo.file not in {name for name, *_ in theme.statics}:
        message = f"theme.logo names '{logo.file}', which is not in '{config.folders.templates}/static/'"
        raise ConfigError(Diagnostic(NAME, None, "no-logo", message, "put the file there, or take the logo out"))
