"""The live preview: build, serve to this machine, rebuild on change, reload the browser, and the editor's desk."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Final

from site_gen.config import site_yaml
from site_gen.errors import ConfigError
from site_gen.serve.builder import SiteBuilder
from site_gen.serve.preview import Preview, Say

_TURN: Final = 0.001  # seconds that a build may keep a request waiting at each step


def serve(root: Path, *, port: int, open_browser: bool, drafts: bool, say: Say, host: str) -> None:
    """Serve the site until interrupted; raises `ConfigError` only if there is no site."""
    try:
        site_yaml.load(root)
    except ConfigError:
        if not (root / site_yaml.NAME).is_file():
            raise  # a file with mistakes is shown in the preview until it is fixed
    sys.setswitchinterval(_TURN)
    with SiteBuilder(root, say, drafts=drafts) as builder:
        asyncio.run(Preview(root, builder, say, host=host, drafts=drafts).run(port, open_browser=open_browser))
    say("stopped")
