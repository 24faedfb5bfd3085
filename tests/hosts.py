"""The hosts of recipes, for tests: a repository, fresh clones of it, and programs that stand in for the host's own."""

from __future__ import annotations

import json
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

STAND_INS = Path(__file__).parent / "transfers.py"


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
        for name in ("gh", "crontab", "systemctl", "chown"):
            self.program(name, f'echo "{name} $*" >> {folder}/asked\n')
        self.program("python3", f'exec {python} "$@"\n')
        for name in ("aws", "rsync"):
            self.program(name, f'echo "{name} $*" >> {folder}/asked\nexec {python} {STAND_INS} {name} {folder} "$@"\n')
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

    def is_right(self, root: str, digest: Path | None = None) -> None:
        """The site has no dead address, right feeds, the owner's own pages."""
        digest = digest or self.clone
        assert root in (digest / "output/feed.xml").read_text()
        assert "digest.example" not in (digest / "output/feed.xml").read_text()
        assert "We are at home" in (digest / "output/imprint/index.html").read_text()
        assert (digest / "output/CNAME").is_file()
        self.run(["site-gen", "check", "--strict", "--base-url", root], digest)

    def set_address(self, root: str) -> None:
        """What a person writes into `site.yaml` where no host says the address."""
        config = self.clone / "site.yaml"
        config.write_text(re.sub(r"base_url: .*", f"base_url: {root}", config.read_text()))


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


def handed_on(host: Host, name: str, root: str) -> None:
    """The commands of a recipe for a machine of one's own; what it hands on arrives whole."""
    host.set_address(root)
    if name == "systemd":
        host.is_right(root, _by_systemd(host))
    elif name == "docker":
        host.is_right(root, _in_an_image(host))
    elif name == "cron":
        (line,) = re.findall(r"^\d+ \* \* \* \* (.*)$", (host.clone / "site-gen.cron").read_text(), re.MULTILINE)
        host.shell(line.replace("/srv/digest", str(host.clone)))
        host.is_right(root)
    else:
        host.shell(f"./deploy.sh {'news:folder' if name == 'rsync' else 'bucket'}")
        host.is_right(root)
        there, here = host.folder / "there", host.clone / "output"
        for _ in range(2):
            sent = {path.relative_to(there): path.read_bytes() for path in there.rglob("*") if path.is_file()}
            made = {path.relative_to(here): path.read_bytes() for path in here.rglob("*") if path.is_file()}
            assert sent == made
            (host.clone / "pages/imprint.md").rename(host.clone / "pages/about.md")
            host.shell(f"./deploy.sh {'news:folder' if name == 'rsync' else 'bucket'}")
            (host.clone / "pages/about.md").rename(host.clone / "pages/imprint.md")
            host.shell(f"./deploy.sh {'news:folder' if name == 'rsync' else 'bucket'}")


def _by_systemd(host: Host) -> Path:
    """The script that installs, then what the service starts; the machine's own folders lie in another."""
    machine = host.folder / "machine"
    script = host.clone / "systemd/install.sh"
    places = ("/opt/", "/usr/local/bin/", "/var/lib/", "/etc/systemd/system/")
    text = script.read_text()
    for place in places:
        (machine / place[1:]).mkdir(parents=True)
        text = re.sub(rf"(?<=[\s\"]){place}", f"{machine}{place}", text)
    script.write_text(text)
    host.shell("sh systemd/install.sh")
    assert "enable --now site-gen.timer" in (host.folder / "asked").read_text()
    (machine / "var/lib/site-gen").symlink_to(machine / "var/lib/private/site-gen")
    unit = (machine / "etc/systemd/system/site-gen.service").read_text()
    (start,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    for place in places:
        start = re.sub(rf"(?<!\S){place}", f"{machine}{place}", start)
    host.shell(start)
    return machine / "var/lib/site-gen"


def _in_an_image(host: Host) -> Path:
    """The steps of a Dockerfile, in a folder that stands for the image; then what the container runs, once."""
    image = host.folder / "image"
    place, env, said = image, dict[str, str](), dict[str, list[str]]()

    def inside(text: str) -> str:
        return re.sub(r"(?<![\w./])/(opt|vendor|digest)\b", rf"{image}/\1", text)

    text = (host.clone / "Dockerfile").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        step, _, rest = line.partition(" ")
        if step == "WORKDIR":
            place = Path(inside(rest))
            place.mkdir(parents=True, exist_ok=True)
        elif step == "COPY" and not rest.startswith("--from"):
            shutil.copytree(host.clone / rest.split()[0], place, dirs_exist_ok=True)
        elif step == "RUN":
            host.run(["sh", "-ec", inside(rest)], place)
        elif step == "ENV":
            env |= {key: inside(value) for key, value in (it.split("=", 1) for it in rest.split())}
        elif step in {"ENTRYPOINT", "CMD"}:
            said[step] = json.loads(rest)
        elif step == "HEALTHCHECK":
            said[step] = json.loads(inside(rest.partition("CMD ")[2]))
    digest = image / "digest"
    shutil.copytree(host.clone, digest, dirs_exist_ok=True)
    once = [it for it in said["CMD"] if it not in {"--every", "60"}]
    env["PATH"] = env["PATH"].replace("$PATH", host.env["PATH"])
    (digest / ".cache").mkdir()
    ill = subprocess.run(said["HEALTHCHECK"], env=host.env | env, capture_output=True, check=False)
    assert ill.returncode == 1
    host.run([str(image / "opt/site-gen/bin/site-gen"), *once], digest, **env)
    host.run(said["HEALTHCHECK"], digest, **env)
    return digest
