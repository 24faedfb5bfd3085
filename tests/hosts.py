"""The hosts of recipes, for tests: a repository, fresh clones of it, and programs that stand in for the host's own."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from sites import ROOT, Site


class Host:
    """A machine where a recipe runs: a repository, a clone of it, programs that stand in for the host's own."""

    def __init__(self, folder: Path, host: str, python: str = "") -> None:
        """With `python`, that of an environment where site-gen is installed from a wheel; else from here."""
        here = "" if python else str(ROOT)
        python = python or sys.executable
        self.folder = folder
        self.origin, self.clone, self.bin = folder / "origin.git", folder / "clone", folder / "bin"
        self.bin.mkdir(parents=True)
        self.env = {
            **os.environ,
            "PATH": f"{self.bin}:{Path(python).parent}:{os.environ['PATH']}",
            "PYTHONPATH": here,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Ute",
            "GIT_AUTHOR_EMAIL": "ute@valley.example",
            "GIT_COMMITTER_NAME": "Ute",
            "GIT_COMMITTER_EMAIL": "ute@valley.example",
            "GITHUB_OUTPUT": str(folder / "outputs"),
        }
        # Libraries are here already; what is checked is that the wheel is there and is what its digest says.
        self.program("pip", 'case "$*" in *vendor/constraints.txt*vendor/*.whl) ;; *) exit 3 ;; esac\n')
        self.program("python", f'[ "$1 $2" = "-m pip" ] && exec {self.bin}/pip "$@"\nexec {python} "$@"\n')
        self.program("site-gen", f'exec {python} -m site_gen "$@"\n')
        for name in ("gh", "aws", "rsync", "crontab"):
            self.program(name, f'echo "{name} $*" >> {folder}/asked\n')
        work = folder / "work"
        self.run(["site-gen", "init", str(work), "--host", host], folder)
        site = Site.__new__(Site)
        site.root = work
        site.write("pages/imprint.md", "# Imprint\n\nWe are at home.\n")
        site.write("root/CNAME", "news.example\n")
        self.git("init", "--quiet", "--initial-branch=main", cwd=work)
        self.git("add", "--all", cwd=work)
        self.git("commit", "--quiet", "-m", "Start", cwd=work)
        self.git("clone", "--quiet", "--bare", str(work), str(self.origin), cwd=folder)
        self.check_out()

    def program(self, name: str, text: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{text}")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def check_out(self) -> None:
        """A fresh clone, as a runner makes it."""
        shutil.rmtree(self.clone, ignore_errors=True)
        self.git("clone", "--quiet", "--depth", "1", f"file://{self.origin}", str(self.clone), cwd=self.folder)

    def git(self, *words: str, cwd: Path) -> str:
        return self.run(["git", *words], cwd).stdout

    def run(self, line: list[str], cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(line, cwd=cwd, env=self.env | env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done

    def shell(self, text: str, **env: str) -> None:
        self.run(["bash", "-eo", "pipefail", "-c", text], self.clone, **env)

    def is_right(self, root: str) -> None:
        """The site has no dead address, right feeds, the owner's own pages."""
        assert root in (self.clone / "output/feed.xml").read_text()
        assert "digest.example" not in (self.clone / "output/feed.xml").read_text()
        assert "We are at home" in (self.clone / "output/imprint/index.html").read_text()
        assert (self.clone / "output/CNAME").is_file()
        self.run(["site-gen", "check", "--strict", "--base-url", root], self.clone)


def github(host: Host, address: str) -> None:
    """The steps of the build job; those that use the host's actions are played."""
    steps = yaml.safe_load((host.clone / ".github/workflows/deploy.yml").read_text())["jobs"]["build"]["steps"]
    values = {"steps.pages.outputs.base_url": address, "github.token": "secret"}
    for step in steps:
        if "run" in step and "failure" not in step.get("if", ""):
            found = step.get("env", {}).items()
            env = {key: re.sub(r"\$\{\{ (.*?) \}\}", lambda it: values[it[1]], text) for key, text in found}
            host.shell(step["run"], **env)


def built_by(host: Host, name: str, root: str) -> None:
    """The commands of a host that builds by itself, with the address that its environment says."""
    if name == "github":
        github(host, root.rstrip("/"))
    elif name == "gitlab":
        job = yaml.safe_load((host.clone / ".gitlab-ci.yml").read_text())["pages"]
        host.shell("\n".join(job["script"]), CI_PAGES_URL=root, CI_COMMIT_BRANCH="main")
    elif name == "netlify":
        host.shell(tomllib.loads((host.clone / "netlify.toml").read_text())["build"]["command"], URL=root)
    else:
        host.shell("sh build.sh", CF_PAGES_URL=root)
    host.is_right(root)
