"""What a schedule carries from run to run: `content/` on the main branch, fetched seeds on one that is replaced.

The state branch has a single commit, so it never grows by its history; a seed leaves it `keep` days after it came or
last changed. What a person committed to the main branch is never part of it.
"""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError
from site_gen.language.plain import plural

BRANCH: Final = "site-gen-state"
_KNOWN: Final = "refs/site-gen/state"  # the state that this clone took up or left last
_INDEX: Final = "site-gen-state.json"  # in the state: when each seed came
_TRIES: Final = 3
_NOBODY: Final = {
    "GIT_AUTHOR_NAME": "site-gen",
    "GIT_AUTHOR_EMAIL": "site-gen@localhost",
    "GIT_COMMITTER_NAME": "site-gen",
    "GIT_COMMITTER_EMAIL": "site-gen@localhost",
}


class StateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Where state is kept, and for how long."""

    seeds: str
    content: str
    fetched: str  # the fetcher's own file
    remote: str = "origin"
    branch: str = BRANCH
    main: str = ""  # the branch that content/ goes to; empty: the one that is checked out
    keep: int = 90  # days


class Carried(msgspec.Struct, frozen=True):
    """What was saved or taken up, in lines to print."""

    said: tuple[str, ...]


class StateLostError(SiteGenError):
    """The state cannot be reached or kept."""


def load_state(root: Path, options: StateOptions) -> Carried:
    """Take up the state of the last run: its seeds and the fetcher's memory, but for what a person committed."""
    git = _Git(root)
    if not git.fetch_state(options):
        return Carried((f"there is no state yet on '{options.branch}'",))
    taken = _unpack(root, git.bytes("archive", _KNOWN), git.tracked(), options)
    return Carried((f"took up {plural(taken, 'file')} of '{options.branch}'",))


def save_state(root: Path, options: StateOptions, now: str) -> Carried:
    """Commit what is new in content/ to the main branch, and replace the state branch."""
    git = _Git(root)
    said = [_save_content(git, options, now)]
    taken_up = git.resolve(_KNOWN)
    has_state = git.fetch_state(options)
    before, head = git.dates(), git.resolve(_KNOWN)
    missing: Mapping[str, str] = {}
    if has_state and head != taken_up:  # another run, or this one could not take it up: nothing of it is lost
        missing = git.files(_KNOWN)
    today = now[:10]
    oldest = (datetime.date.fromisoformat(today) - datetime.timedelta(days=options.keep)).isoformat()
    own = _own_files(root, git.tracked(), options)
    was = git.files(_KNOWN) if has_state else {}
    renewed = {path for path, blob in git.blobs(own).items() if was.get(path, blob) != blob}
    dates = {path: today if path in renewed else before.get(path, today) for path in (*missing, *own) if path != _INDEX}
    kept = {path: day for path, day in dates.items() if day >= oldest or path == options.fetched}
    tree = git.tree(
        [path for path in own if path in kept],
        {path: missing[path] for path in missing if path in kept and path not in own},
        kept,
    )
    if has_state and tree == git.resolve(f"{_KNOWN}^{{tree}}"):
        return Carried((*said, "the state is as it was"))
    commit = git.answer("commit-tree", tree, "-m", f"State of {now}", env=_NOBODY)
    git.push(options.remote, f"+{commit}:refs/heads/{options.branch}")
    git.answer("update-ref", _KNOWN, commit)
    return Carried((*said, f"left {plural(len(kept), 'file')} on '{options.branch}'"))


def save_file(root: Path, options: StateOptions, target: Path) -> Carried:
    """The same state as one archive, for hosts where nothing can be pushed."""
    paths = _own_files(root, frozenset(), options)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=6) as archive:
        for path in paths:
            archive.add(root / path, arcname=path, recursive=False)
    try:
        write_whole(target, packed.getvalue())
    except OSError as error:
        hint = "make room, or name another place"
        message = f"cannot be written: {error.strerror}"
        raise StateLostError(Diagnostic(str(target), None, "state", message, hint)) from error
    return Carried((f"left {plural(len(paths), 'file')} in '{target}'",))


def load_file(root: Path, options: StateOptions, packed: bytes, source: str = "archive") -> Carried:
    """Take up an archive that `save_file` wrote; `source` is its name in messages."""
    try:
        taken = _unpack(root, packed, frozenset(), options)
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        hint = "name the archive that 'state save --file' left, and see whether it came whole"
        raise StateLostError(Diagnostic(source, None, "state", f"is no whole archive: {error}", hint)) from error
    return Carried((f"took up {plural(taken, 'file')}",))


def _save_content(git: _Git, options: StateOptions, now: str) -> str:
    if not (git.root / options.content).is_dir():
        return f"there is no '{options.content}/' to keep"
    git.answer("add", "--all", "--", options.content)
    if git.is_ok("diff", "--cached", "--quiet", "--", options.content):
        return f"nothing new in '{options.content}/'"
    git.answer("commit", "--quiet", "-m", f"Take up the news of {now[:10]}", "--", options.content, env=git.author())
    main = options.main or git.branch()
    for _ in range(_TRIES):
        if git.is_ok("push", "--quiet", options.remote, f"HEAD:refs/heads/{main}"):
            return f"committed what is new in '{options.content}/' to '{main}'"
        git.answer("fetch", "--quiet", "--no-tags", options.remote, f"refs/heads/{main}")
        if git.answer("rev-parse", "--is-shallow-repository") == "true":
            git.is_ok("fetch", "--quiet", "--unshallow", options.remote, f"refs/heads/{main}")
        if not git.is_ok("rebase", "--quiet", "FETCH_HEAD", env=git.author()):
            git.is_ok("rebase", "--abort")
            break
    # The seeds are in the state: the next run takes the news up beside what a person changed meanwhile.
    return f"'{main}' moved on meanwhile; the next run takes up what is new"


def _own_files(root: Path, tracked: frozenset[str], options: StateOptions) -> list[str]:
    """Seeds that no person committed, and the fetcher's file."""
    folder = root / options.seeds
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    seeds = sorted(path.relative_to(root).as_posix() for path in files if not path.name.endswith(".part"))
    own = [path for path in seeds if path not in tracked]
    return [*own, options.fetched] if (root / options.fetched).is_file() else own


def _unpack(root: Path, packed: bytes, tracked: frozenset[str], options: StateOptions) -> int:
    """Put the files of an archive into their places; none lies anywhere else than among seeds."""
    taken = 0
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            inside = member.name == options.fetched or member.name.startswith(f"{options.seeds}/")
            if not (member.isfile() and inside) or ".." in member.name.split("/") or member.name in tracked:
                continue
            data = archive.extractfile(member)
            if data:
                (root / member.name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(root / member.name, data.read())
                taken += 1
    return taken


class _Git:
    """git in the folder of a digest."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not self.is_ok("rev-parse", "--git-dir"):
            hint = "use --file PATH, or keep the digest in git"
            raise StateLostError(Diagnostic(str(root), None, "no-git", "is no clone of a git repository", hint))

    def _run(
        self, words: Sequence[str], env: Mapping[str, str] | None = None, data: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **(env or {})}
        line = ["git", "-C", str(self.root), *words]
        return subprocess.run(line, capture_output=True, check=False, env=environment, input=data)

    def is_ok(self, *words: str, env: Mapping[str, str] | None = None) -> bool:
        """Whether a command succeeds."""
        return self._run(words, env).returncode == 0

    def bytes(self, *words: str, env: Mapping[str, str] | None = None, data: bytes = b"") -> bytes:
        """What a command prints; raises `StateLostError` where it fails."""
        done = self._run(words, env, data)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            hint = "see whether the remote can be reached, and whether it may be pushed to"
            told = next((it for it in said if it.startswith(("fatal: ", "error: "))), said[-1] if said else "")
            message = f"'git {words[0]}' failed: {told or done.returncode}"
            raise StateLostError(Diagnostic(str(self.root), None, "git", message, hint))
        return done.stdout

    def answer(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        """The same as a line."""
        return self.bytes(*words, env=env).decode("utf-8", "replace").strip()

    def resolve(self, name: str) -> str:
        """The object that a name stands for; empty where there is none."""
        done = self._run(("rev-parse", "--verify", "--quiet", name))
        return done.stdout.decode().strip() if done.returncode == 0 else ""

    def author(self) -> Mapping[str, str]:
        """Who commits, where git knows nobody."""
        return {} if self.is_ok("config", "user.email") else _NOBODY

    def branch(self) -> str:
        """The branch that is checked out, or that a pipeline checked out by its commit."""
        done = self._run(("symbolic-ref", "--quiet", "--short", "HEAD"))
        found = done.stdout.decode().strip() or os.environ.get("CI_COMMIT_BRANCH", "")
        if not found:
            hint = "name it: --main BRANCH"
            raise StateLostError(Diagnostic(str(self.root), None, "no-branch", "no branch is checked out", hint))
        return found

    def fetch_state(self, options: StateOptions) -> bool:
        """Bring the state here; whether there is one. Raises `StateLostError` where the remote cannot be asked."""
        name = f"refs/heads/{options.branch}"
        if not self.answer("ls-remote", options.remote, name):
            return False
        self.answer("fetch", "--quiet", "--no-tags", "--depth", "1", options.remote, f"+{name}:{_KNOWN}")
        return True

    def push(self, remote: str, refspec: str) -> None:
        """Push; raises `StateLostError` where that fails."""
        self.answer("push", "--quiet", remote, refspec)

    def tracked(self) -> frozenset[str]:
        """The files that a person committed."""
        return frozenset(self.bytes("ls-files", "-z").decode("utf-8", "surrogateescape").split("\0"))

    def files(self, name: str) -> dict[str, str]:
        """The files of a commit, with their blobs."""
        rows = self.bytes("ls-tree", "-r", "-z", name).decode("utf-8", "surrogateescape").split("\0")
        split = (row.partition("\t") for row in rows if row)
        return {path: meta.split()[2] for meta, _, path in split}

    def blobs(self, paths: Sequence[str]) -> dict[str, str]:
        """The names that git has for the bytes of files that lie here."""
        plain = [path for path in paths if "\n" not in path]
        listed = "".join(f"{path}\n" for path in plain).encode("utf-8", "surrogateescape")
        return dict(zip(plain, self.bytes("hash-object", "--stdin-paths", data=listed).decode().split(), strict=True))

    def dates(self) -> dict[str, str]:
        """When each seed of the state came."""
        try:
            return msgspec.json.decode(self._run(("show", f"{_KNOWN}:{_INDEX}")).stdout, type=dict[str, str])
        except msgspec.MsgspecError:
            return {}

    def tree(self, paths: Sequence[str], blobs: Mapping[str, str], dates: Mapping[str, str]) -> str:
        """A tree of files that lie here, of blobs that git has, and of the list of dates."""
        with tempfile.TemporaryDirectory() as folder:
            env = {"GIT_INDEX_FILE": f"{folder}/index"}
            listed = "\0".join(paths).encode("utf-8", "surrogateescape")
            if paths:
                words = ("add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
                self.bytes(*words, env={**env, "GIT_LITERAL_PATHSPECS": "1"}, data=listed)
            index = msgspec.json.format(msgspec.json.encode(dict(sorted(dates.items()))), indent=0)
            blobs = {**blobs, _INDEX: self.bytes("hash-object", "-w", "--stdin", data=index).decode().strip()}
            rows = "".join(f"100644 {blob}\t{path}\0" for path, blob in blobs.items())
            self.bytes("update-index", "-z", "--index-info", env=env, data=rows.encode("utf-8", "surrogateescape"))
            return self.answer("write-tree", env=env)
