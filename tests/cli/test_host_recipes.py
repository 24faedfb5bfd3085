"""The recipes that `init` writes, run here as far as they go without their hosts, and read by linters."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hosts import Host, built_by, github

from site_gen.cli.recipes import RECIPES, recipe
from site_gen.cli.wheel import vendored

ADDRESS = "https://ute.github.example/valley"


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
    built_by(host, name, root)
    assert name != "gitlab" or (host.clone / "public/index.html.gz").is_file()
    assert (host.clone / "output/_headers").exists() == (name in {"netlify", "cloudflare"})


@pytest.mark.parametrize(
    ("name", "line"), [("s3", "./deploy.sh bucket"), ("rsync", "./deploy.sh host:folder"), ("cron", "./run.sh")]
)
def test_scripts(tmp_path: Path, name: str, line: str) -> None:
    """They build, check and hand on; a placeholder address stops what would be sent, and is said where nothing is."""
    host = Host(tmp_path, name)
    done = subprocess.run(line.split(), cwd=host.clone, env=host.env, capture_output=True, text=True, check=False)
    assert done.returncode == (0 if name == "cron" else 1)
    said = host.clone / ".cache/run.log"
    assert "base_url" in (done.stderr if name != "cron" else said.read_text())
    assert not (tmp_path / "asked").exists()
    text = (host.clone / "site.yaml").read_text()
    (host.clone / "site.yaml").write_text(re.sub(r"base_url: .*", "base_url: https://news.example/", text))
    host.shell(line)
    host.is_right("https://news.example/")
    assert (tmp_path / "asked").exists() == (name != "cron")


def test_cron_hears_of_what_went_wrong_alone(tmp_path: Path) -> None:
    """Its line works in a fresh clone, says nothing while all is well, and leaves a run alone that still lasts."""
    host = Host(tmp_path, "cron")
    host.set_address("https://news.example/")
    (line,) = re.findall(r"^\d+ \* \* \* \* (.*)$", (host.clone / "site-gen.cron").read_text(), re.MULTILINE)
    line = line.replace("/srv/digest", str(host.clone))

    def run() -> tuple[int, str]:
        done = subprocess.run(["sh", "-c", line], env=host.env, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert run() == (0, "")
    assert "checked" in (host.clone / ".cache/run.log").read_text()
    (host.clone / "site.yaml").write_text("titel: x\n")
    with (host.clone / ".cache/run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run() == (0, "")
    code, said = run()
    assert code == 2
    assert "unknown key 'titel'" in said


def test_every_file_that_calls_a_shell_is_one(tmp_path: Path) -> None:
    """Shells can read scripts; no recipe installs site-gen by its bare name; actions are pinned by hash."""
    for name in RECIPES:
        for place, text in recipe(name, 17).items():
            assert "@MINUTE@" not in text
            assert not re.search(r"pip install[^\n&]* '?site-gen", text), place
            if place.endswith(".sh"):
                (tmp_path / "script.sh").write_text(text)
                assert subprocess.run(["sh", "-n", tmp_path / "script.sh"], check=False).returncode == 0
        images = re.findall(r"(?:FROM|image:) (\S+)", "".join(recipe(name, 17).values()))
        assert all(re.fullmatch(r"[\w:.-]+@sha256:[0-9a-f]{64}", it) for it in images), images
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
