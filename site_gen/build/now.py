"""The edition as the files are now, without a build: for `why`, an editor's commands and the desk."""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_gen.build import inputs
from site_gen.build.grouping import matching
from site_gen.build.hooked import corrected, load_as_shown
from site_gen.build.ingest import read_seeds
from site_gen.build.options import edit_options
from site_gen.config.hook_files import load_hooks
from site_gen.config.site_yaml import Config
from site_gen.content.briefs import Loaded
from site_gen.content.memory import parse
from site_gen.edition import EditOptions, Grouped, edit, group_briefs, shown_briefs
from site_gen.edition.decisions import Decision, read
from site_gen.engine.memo import Memo
from site_gen.errors import Diagnostic, as_warning, by_place
from site_gen.model import Brief, Edition


class EditionNow(msgspec.Struct, frozen=True, kw_only=True):
    """The articles and decisions as they are now, and the stories that they make."""

    text: str  # of `editorial.yaml`
    decisions: tuple[Decision, ...]
    briefs: list[Brief]  # all content files that can be read
    options: EditOptions
    memo: Memo

    @property
    def shown(self) -> list[Brief]:
        """The articles that readers may see, one per id."""
        return list({brief.id: brief for brief in shown_briefs(self.briefs, self.options)}.values())

    def group(self, briefs: list[Brief]) -> Grouped:
        """Group articles into stories."""
        return group_briefs(briefs, self.options, matching(self.memo))

    def edition(self) -> Edition:
        """The edition that a build would publish."""
        return edit(self.briefs, self.options, matching(self.memo))[0]


def edition_now(
    root: Path, config: Config, memo: Memo, now: str = "", *, drafts: bool = True, text: str | None = None
) -> EditionNow:
    """Load the articles of the site in `root`, and the decisions in `text`, or in `editorial.yaml` if that is None.

    Raises `SiteGenError` if decisions cannot be read.
    """
    text = inputs.decisions_of(root) if text is None else text
    decisions = read(text)
    memory = parse(inputs.memory_of(root, config).text)
    return EditionNow(
        text=text,
        decisions=decisions,
        briefs=corrected(_loaded(root, config, memo), memory, config),
        options=edit_options(config, decisions, now, drafts=drafts, memory=memory),
        memo=memo,
    )


def briefs_now(root: Path, config: Config, memo: Memo) -> list[Brief]:
    """The briefs of all content files that can be read, as readers see them."""
    return corrected(_loaded(root, config, memo), parse(inputs.memory_of(root, config).text), config)


def _loaded(root: Path, config: Config, memo: Memo) -> list[Loaded]:
    return load_as_shown(inputs.content_of(root, config, memo), load_hooks(root, config), config, memo)


def problems_now(root: Path, config: Config, memo: Memo) -> tuple[Diagnostic, ...]:
    """The problems of seeds and content; nothing is written."""
    seeds, content = inputs.seeds_of(root, config, memo), inputs.content_of(root, config, memo)
    results = read_seeds(seeds, config, memo, "", None, load_hooks(root, config))
    found = [it for result in results for it in result.diagnostics]
    for loaded in load_as_shown(content, load_hooks(root, config), config, memo):
        found += [*loaded.diagnostics, *loaded.hooked]
    return by_place({*map(as_warning, seeds.diagnostics), *content.diagnostics, *found})
