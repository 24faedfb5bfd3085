"""The short cut after edits that only the articles' own stories show: nothing else of the site is even read.

Rows from the last build stand in for the rest; the edited stories are laid out again with the feeds that carry them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.build.grouping import compare_pairs
from site_gen.build.ingest import recall_settled
from site_gen.build.load import find_loaded, load_refs
from site_gen.build.options import layout_options, taxonomy_of
from site_gen.build.remembering import append, note_edits
from site_gen.build.shortcut.packing import unpack
from site_gen.build.shortcut.rows import ShortcutRows, StoryRow
from site_gen.build.way import SHORT_CUT, WholeWayError, sure
from site_gen.config.hook_files import load_hooks
from site_gen.config.site_yaml import Config
from site_gen.config.theme import ThemeFiles
from site_gen.content.briefs import Loaded
from site_gen.edition import Pairs, edit_again, outward, outward_story
from site_gen.edition.identity import aliases
from site_gen.edition.leads import leader
from site_gen.engine.hashing import Named
from site_gen.engine.memo import Memo
from site_gen.engine.snapshots import FileChange, Ref, SeenRows, Snapshot, recall_refs, record_seen
from site_gen.errors import by_place
from site_gen.language.interface import Wording
from site_gen.model import Brief, Built, Ingested, Story
from site_gen.pages import Bundle, Frame, Site
from site_gen.publish.make import Bodies, OwnTexts, publish_pages
from site_gen.publish.output import Output
from site_gen.publish.plan import Plan
from site_gen.publish.record import count_files
from site_gen.stories import Comparison

_MOST: Final = 100  # files at once
_NO_ROWS: Final = "the last build left no rows for it, or they are damaged"


class _Edit(msgspec.Struct, frozen=True):
    """An article before and after an edit of its body, and its story."""

    before: Brief
    after: Brief
    home: str


def amend(
    root: Path,
    config: Config,
    theme: ThemeFiles,
    memo: Memo,
    last: Built,
    changes: Sequence[FileChange],
    now: str,
    begin: Callable[[], None],
) -> Built:
    """Bring the site up to date after `changes` of content; everything else is as the `last` build left it.

    Raises `WholeWayError` if lists or the grouping may change too. `begin` is called before anything is written.
    """
    if len(changes) > _MOST:
        raise WholeWayError(f"more than {_MOST} articles changed")
    if load_hooks(root, config).of("article", "topics", "pages").files:
        raise WholeWayError("hooks may change what other pages show")
    # Of colliding articles only one is shown, and only the whole way can say which.
    if any(it.code == "collision" for it in last.diagnostics):
        raise WholeWayError("articles collide")
    return _Amending(root, config, theme, memo, changes).run(last, now, begin)


class _Amending:
    """One short cut, and what it has read so far."""

    def __init__(
        self, root: Path, config: Config, theme: ThemeFiles, memo: Memo, changes: Sequence[FileChange]
    ) -> None:
        self._root = root
        self._config = config
        self._theme = theme
        self._memo = memo
        self._changes = changes
        self._filed = ShortcutRows(memo)
        self._site_row = sure(self._filed.site_row(), _NO_ROWS)
        self._loaded: dict[Ref, Loaded] = {}  # all articles that were looked up, as they are now
        self._briefs: dict[str, Brief] = {}  # the same by path
        self._rows: dict[str, StoryRow] = {}
        self._stories: dict[str, Story] = {}

    def run(self, last: Built, now: str, begin: Callable[[], None]) -> Built:
        """Take the short cut; raises `WholeWayError` before anything is written."""
        edits = self._edits()
        corrected = "a text that readers know was corrected"
        lines = sure(note_edits(self._root, self._config, [edit.after for edit in edits], now), corrected)
        homes = dict.fromkeys(edit.home for edit in edits)
        self._load_stories(homes)
        before = self._plan(homes)
        for edit in edits:
            story = self._stories[edit.home]
            edited = edit_again(story, edit.before, edit.after, self._compare)
            if outward_story(story) != outward_story(edited):
                raise WholeWayError(f"'{edit.after.path}' changes what lists show of its story")
            if leader(story.reports).id != leader(edited.reports).id:
                raise WholeWayError(f"'{edit.after.path}' changes which report leads its story")
            self._stories[edit.home] = edited
        after = self._plan(homes)
        if _kinds(before) != _kinds(after):
            raise WholeWayError("pages come or go")
        changed = [path for path, page in after.pages.items() if page != before.pages[path]]
        begin()
        if lines:
            append(self._root, self._config, lines)
        built = self._publish(after, changed, last)
        self._write_rows(homes)
        return built

    def _edits(self) -> list[_Edit]:
        """The edits, if they only touch bodies and what else only an article's own story shows."""
        settled = sure(recall_settled(self._memo), _NO_ROWS)
        for path in (it.after.path for it in self._changes):
            if path in settled.close:
                raise WholeWayError(f"'{path}' may decide where a seed is filed, or settle a conflict")
        befores = sure(find_loaded([it.before for it in self._changes], self._config, self._memo), _NO_ROWS)
        content = self._content([it.after for it in self._changes])
        afters = load_refs(content, content.refs, self._config, self._memo)
        edits = []
        for change, was, now in zip(self._changes, befores, afters, strict=True):
            if was.diagnostics != now.diagnostics or was.brief is None or now.brief is None:
                raise WholeWayError(f"the problems of '{change.after.path}' changed")
            if was.links or now.links or _has_picture(was.brief) or _has_picture(now.brief):
                raise WholeWayError(f"'{change.after.path}' shows or links to files")
            if fields := _changed_fields(outward(was.brief), outward(_filed_as(now.brief, was.brief))):
                raise WholeWayError(f"lists show what changed in '{change.after.path}': {', '.join(fields)}")
            if aliases(was.brief) != aliases(now.brief):
                raise WholeWayError(f"'{change.after.path}' has other aliases")
            edits.append(_Edit(was.brief, now.brief, self._filed.home(was.brief.id)))
        for change, now, edit in zip(self._changes, afters, edits, strict=True):
            self._loaded[change.after] = now
            self._briefs[edit.before.path] = edit.before
        return edits

    def _content(self, refs: Iterable[Ref]) -> Snapshot:
        """Content files; the changed ones need not be read again."""
        held = {it.after.path: it.data for it in self._changes}
        return Snapshot(str(self._root), tuple(refs), held=held)

    def _load_articles(self, paths: Iterable[str]) -> None:
        """Load articles by the paths of their content files."""
        refs = sure(recall_refs([path for path in paths if path not in self._briefs], self._memo), _NO_ROWS)
        for ref, loaded in zip(refs, sure(find_loaded(refs, self._config, self._memo), _NO_ROWS), strict=True):
            if loaded.links or (
                loaded.brief and _has_picture(loaded.brief)
            ):  # the name of its body stands for those files too
                raise WholeWayError(f"'{ref.path}' shows or links to files")
            self._loaded[ref] = loaded
            self._briefs[ref.path] = sure(loaded.brief, _NO_ROWS)

    def _load_stories(self, ids: Iterable[str]) -> None:
        """Load stories by id; a row may be missing because readers do not see the story, or because it is damaged."""
        rows = self._filed.stories([id_ for id_ in ids if id_ not in self._rows])
        self._load_articles(dict.fromkeys(path for row in rows.values() for path in row.reports))
        self._rows |= rows
        self._stories |= {id_: row.story(self._briefs) for id_, row in rows.items()}
        if any(id_ not in self._rows for id_ in ids):
            raise WholeWayError(_NO_ROWS)

    def _bundles(self, edited: Iterable[str]) -> list[Bundle]:
        """The bundles that carry edited stories, pages before feeds, with all stories as they are now."""
        rows = [self._rows[id_] for id_ in edited]
        names = dict.fromkeys(name for row in rows for name in row.feeds)
        feeds = self._filed.feeds(names)
        packed = [row.bundle for row in rows] + [sure(feeds.get(name), _NO_ROWS) for name in names]
        ids = dict.fromkeys(id_ for it in packed for id_ in it.stories)
        self._load_stories(ids)
        named = {id_: Named(self._stories[id_]) for id_ in ids}
        return [unpack(it, named) for it in packed]

    def _plan(self, edited: Iterable[str]) -> Plan:
        """The pages of edited stories, and of the feeds that carry them."""
        config = self._config
        wording = Wording(config.language, config.timezone)
        frame = Frame(taxonomy_of(config), config.sources, layout_options(config), wording)
        return Plan(Site(frame, self._site_row.view, self._bundles(edited)), self._memo, self._site_row.last)

    def _compare(self, pairs: Pairs) -> Sequence[Comparison]:
        return compare_pairs(self._memo, pairs)

    def _publish(self, plan: Plan, changed: Sequence[str], last: Built) -> Built:
        folder = self._config.folders.output
        output = Output(self._root / folder, folder, self._memo, is_as_left=False, only=changed)
        own = OwnTexts(base=self._config.base_path, root=self._config.base_url)
        bodies = Bodies(self._content(self._loaded), list(self._loaded.values()), self._memo, None, own)
        published = publish_pages(
            output, self._config, self._theme, self._site_row.view, plan, bodies, None, changed=changed
        )
        return msgspec.structs.replace(
            last,
            way=SHORT_CUT,
            reason="only bodies changed, or what else only an article's own story shows",
            published=msgspec.structs.replace(published, unchanged=count_files(self._memo) - len(published.made)),
            ingested=Ingested(last.ingested.articles, diagnostics=last.ingested.diagnostics),
            diagnostics=by_place({*last.diagnostics, *published.diagnostics}),
        )

    def _write_rows(self, edited: Iterable[str]) -> None:
        """Write the rows for the next build."""
        for id_ in edited:
            self._filed.put_story(self._stories[id_], self._rows[id_])
        record_seen(self._memo, SeenRows(tuple(it.seen for it in self._changes)))


def _has_picture(brief: Brief) -> bool:
    return "image" in brief.extra


def _filed_as(after: Brief, before: Brief) -> Brief:
    """An article under the topics that its words spoke for before: the memory keeps them, whatever words it has now."""
    is_kept = before.filed_by == after.filed_by == "words"
    return msgspec.structs.replace(after, topics=before.topics) if is_kept else after


def _changed_fields(before: Brief, after: Brief) -> list[str]:
    names = Brief.__struct_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _kinds(plan: Plan) -> list[tuple[str, str]]:
    return [(page.path, page.maker) for page in plan.pages.values()]
