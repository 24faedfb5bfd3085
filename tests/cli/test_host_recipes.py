"""The recipes that `init` writes, run here as far as they go without their hosts, and read by linters."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from sites import ROOT, Site

from site_gen.cli.recipes import RECIPES, recipe
from site_gen.cli.wheel import vendored

ADDRESS = "https://ute.github.example/valley"


class Host:
    """A machine where a recipe runs: a repository, a clone of it, programs that stand in for the host's own."""

    def __init__(self, folder: Path, host: str) -> None:
        self.folder = folder
        self.origin, self.clone, self.bin = folder / "origin.git", folder / "clone", folder / "bin"
        self.bin.mkdir(parents=True)
        self.env = {
            **os.environ,
            "PATH": f"{self.bin}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Ute",
            "GIT_AUTHOR_EMAIL": "ute@valley.example",
            "GIT_COMMITTER_NAME": "Ute",
            "GIT_COMMITTER_EMAIL": "ute@valley.example",
            "GITHUB_OUTPUT": str(folder / "outputs"),
        }
        # Libraries are here already; what is checked is that the wheel is there and is what its digest says.
        self.program("pip", 'case "$*" in *vendor/constraints.txt*vendor/*.whl) ;; *) exit 3 ;; esac\n')
        self.program("python", f'[ "$1 $2" = "-m pip" ] && exec {self.bin}/pip "$@"\nexec {sys.executable} "$@"\n')
        self.program("site-gen", f'exec {sys.executable} -m site_gen "$@"\n')
        for name in ("gh", "aws", "rsync", "crontab"):
            self.program(name, f'echo "{name} $*" >> {folder}/asked\n')
        work = folder / "work"
        self.run(["site-gen", "init", str(work), "--host", host], ROOT)
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


def test_github_runs_in_fresh_clones(tmp_path: Path) -> None:
    """Each run is a fresh clone: content/ is committed once, and everything has the host's address."""
    host = Host(tmp_path, "github")
    for _ in range(3):
        host.check_out()
        github(host, ADDRESS)
        host.is_right(f"{ADDRESS}/")
        assert "ready=yes" in (tmp_path / "outputs").read_text()
    log = host.git("log", "--format=%s", "main", cwd=host.origin).splitlines()
    assert len(log) == 2, log
    assert "content/2024/09/18/" in host.git("ls-tree", "-r", "--name-only", "main", cwd=host.origin)


@pytest.mark.parametrize(
    ("name", "root"),
    [("gitlab", f"{ADDRESS}/"), ("netlify", "https://a.example/"), ("cloudflare", "https://b.example/")],
)
def test_hosts_that_build(tmp_path: Path, name: str, root: str) -> None:
    """Their own commands, with the address that their environment says."""
    host = Host(tmp_path, name)
    if name == "gitlab":
        job = yaml.safe_load((host.clone / ".gitlab-ci.yml").read_text())["pages"]
        host.shell("\n".join(job["script"]), CI_PAGES_URL=root, CI_COMMIT_BRANCH="main")
        assert (host.clone / "public/index.html.gz").is_file()
    elif name == "netlify":
        host.shell(tomllib.loads((host.clone / "netlify.toml").read_text())["build"]["command"], URL=root)
    else:
        host.shell("sh build.sh", CF_PAGES_URL=root)
    host.is_right(root)
    assert (host.clone / "output/_headers").exists() == (name in {"netlify", "cloudflare"})


@pytest.mark.parametrize(
    ("name", "line"), [("s3", "./deploy.sh bucket"), ("rsync", "./deploy.sh host:folder"), ("cron", "./run.sh")]
)
def test_scripts(tmp_path: Path, name: str, line: str) -> None:
    """They build, check and hand on; a placeholder address stops what would be sent, and is said where nothing is."""
    host = Host(tmp_path, name)
    done = subprocess.run(line.split(), cwd=host.clone, env=host.env, capture_output=True, text=True, check=False)
    assert done.returncode == (0 if name == "cron" else 1)
    assert "base_url" in done.stderr
    assert not (tmp_path / "asked").exists()
    text = (host.clone / "site.yaml").read_text()
    (host.clone / "site.yaml").write_text(re.sub(r"base_url: .*", "base_url: https://news.example/", text))
    host.shell(line)
    host.is_right("https://news.example/")
    assert (tmp_path / "asked").exists() == (name != "cron")


def test_every_file_that_calls_a_shell_is_one(tmp_path: Path) -> None:
    """Shells can read scripts; no recipe installs site-gen by its bare name; actions are pinned by hash."""
    for name in RECIPES:
        for place, text in recipe(name, 17).items():
            assert "@MINUTE@" not in text
            assert not re.search(r"pip install[^\n&]* '?site-gen", text), place
            if place.endswith(".sh"):
                (tmp_path / "script.sh").write_text(text)
                assert subprocess.run(["sh", "-n", tmp_path / "script.sh"], check=False).returncode == 0
    uses = re.findall(r"uses: (\S+)", recipe("github", 17)[".github/workflows/deploy.yml"])
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", it) for it in uses)


def test_the_wheel_is_the_same_each_time(tmp_path: Path) -> None:
    """The same bytes, whole enough to run from, templates and words of all languages in it."""
    first, again = vendored(), vendored()
    assert first == again
    (name,) = [it for it in first if it.endswith(".whl")]
    (tmp_path / name).write_bytes(first[name])
    with zipfile.ZipFile(tmp_path / name) as wheel:
        wheel.extractall(tmp_path / "installed")
    script = "import site_gen, sys; print(site_gen.__file__); from site_gen.cli import main; main()"
    line = [
        sys.executable,
        "-P",
        "-c",
        script,
        "init",
        str(tmp_path / "new"),
        "--host",
        "rsync",
        "--base-url",
        "https://a.example/",
    ]
    done = subprocess.run(
        line,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path / "installed") in done.stdout
    assert "lxml==" in first["constraints.txt"].decode()


LINTERS = {
    "zizmor": ("github", ["--offline", "--no-progress", "--min-severity", "medium", ".github"]),
    "hadolint": ("docker", ["Dockerfile"]),
    "systemd-analyze": ("systemd", ["security", "--offline=true", "--threshold=30", "systemd/site-gen.service"]),
}


@pytest.mark.parametrize("linter", LINTERS)
def test_linters_find_nothing(tmp_path: Path, linter: str) -> None:
    """Where a linter is installed, it has nothing to say: above low, at all, an exposure of more than 3."""
    program = shutil.which(linter, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    host, words = LINTERS[linter]
    for place, text in recipe(host, 17).items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    if program:
        done = subprocess.run([program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
