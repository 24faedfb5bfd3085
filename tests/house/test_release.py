"""A release: built twice with the same bytes, whole, and installed beside nothing but what it names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from hosts import Host, built_by, handed_on
from sites import NOW, ROOT

import site_gen

BIN = Path(sys.executable).parent
WHEEL = f"site_gen-{site_gen.__version__}-py3-none-any.whl"
TIME = {"SOURCE_DATE_EPOCH": "1700000000"}
# "lxml[html_clean]~=6.1.3; python_version < '4'" -> lxml
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def run(*words: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """A program that must succeed, without a word of the environment that says where packages are."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
    line = [str(word) for word in words]
    done = subprocess.run(line, capture_output=True, text=True, cwd=cwd, env=kept | env, check=False, timeout=280)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    run(BIN / "hatchling", "build", "-d", folder, **TIME)
    return folder


def test_same_bytes_from_the_same_source(dist: Path, tmp_path: Path) -> None:
    """A second build has the bytes of the first, and so has a wheel that is built from the sdist."""
    run(BIN / "hatchling", "build", "-d", tmp_path / "again", **TIME)
    names = sorted(path.name for path in dist.iterdir())
    assert names == [WHEEL, f"site_gen-{site_gen.__version__}.tar.gz"]
    assert all((tmp_path / "again" / name).read_bytes() == (dist / name).read_bytes() for name in names)
    with tarfile.open(dist / names[1]) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    run(BIN / "hatchling", "build", "-t", "wheel", "-d", tmp_path / "from-sdist", cwd=source, **TIME)
    assert (tmp_path / "from-sdist" / WHEEL).read_bytes() == (dist / WHEEL).read_bytes()


def test_checkers_find_nothing(dist: Path) -> None:
    """Its metadata and description are what an index takes, and the wheel holds what a wheel should."""
    assert run(BIN / "twine", "check", "--strict", *dist.iterdir()).stdout.count("PASSED") == 2
    run(BIN / "check-wheel-contents", dist / WHEEL)
    with zipfile.ZipFile(dist / WHEEL) as wheel:
        names = set(wheel.namelist())
    assert {"site_gen/py.typed", "site_gen/templates/base.html", "site_gen/cli/recipes/github.yml"} <= names
    assert not [name for name in names if name.startswith(("tests/", "templates/", "docs/", "seeds/"))]


def installed_with(name: str) -> Iterator[metadata.Distribution]:
    """A distribution that is installed here, and all that it needs without extras."""
    waiting, known = [name], set()
    while waiting:
        name = waiting.pop()
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system or version of Python
        yield found
        needed = (_NAME.match(it)[0].lower() for it in found.requires or () if "extra ==" not in it)
        fresh = [it for it in needed if it not in known]
        known.update(fresh)
        waiting += fresh


def repack(found: metadata.Distribution, folder: Path) -> None:
    """The wheel that a distribution was installed from, but for its scripts."""
    tags = re.findall(r"^Tag: (\S+)-(\S+)-(\S+)$", found.read_text("WHEEL"), re.MULTILINE)
    tag = "-".join(".".join(dict.fromkeys(parts)) for parts in zip(*tags, strict=True))
    name = found.metadata["Name"].replace("-", "_").replace(".", "_")
    with zipfile.ZipFile(folder / f"{name}-{found.version}-{tag}.whl", "w") as wheel:
        for file in found.files:
            if ".." not in file.parts and file.suffix != ".pyc":
                wheel.write(file.locate(), file.as_posix())


class Machine:
    """A virtual environment with nothing in it but what the wheel brought from a folder of wheels."""

    def __init__(self, dist: Path, folder: Path) -> None:
        self.folder = folder
        wheels = folder / "wheels"
        wheels.mkdir()
        for found in installed_with("site-gen"):
            if found.metadata["Name"] != "site-gen":
                repack(found, wheels)
        (folder / "pip.conf").write_text(f"[global]\nno-index = true\nfind-links = {wheels}\nno-cache-dir = true\n")
        self.env = {"PIP_CONFIG_FILE": str(folder / "pip.conf")}
        run(sys.executable, "-m", "venv", folder / "venv")
        self.python = folder / "venv/bin/python"
        self.program = folder / "venv/bin/site-gen"
        run(self.python, "-m", "pip", "install", "--quiet", dist / WHEEL, cwd=folder, **self.env)

    def site_gen(self, *words: object, code: int = 0) -> str:
        """What the program says when it ends with a code."""
        line = [str(self.program), *map(str, words)]
        env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(line, capture_output=True, text=True, cwd=self.folder, env=env, check=False)
        assert done.returncode == code, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def machine(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(dist, tmp_path_factory.mktemp("machine"))


@pytest.mark.slow
def test_installed_from_a_wheel(machine: Machine) -> None:
    """A digest is made, built and checked by it; nothing of a checkout is near, and no extra is needed."""
    said = machine.site_gen("--version")
    assert said.startswith(f"site-gen {site_gen.__version__}\nPython 3.")
    assert "lxml 6." in said
    machine.site_gen("init", "digest", "--base-url", "https://news.example.org/x/")
    assert machine.site_gen("-C", "digest", "build", "--now", NOW).endswith("; no warnings\n")
    assert machine.site_gen("-C", "digest", "check").startswith("all is well: ")
    assert "complete" in machine.site_gen("completion", "bash")
    assert run(machine.python, "-m", "pip", "check", **machine.env).stdout.startswith("No broken requirements")


@pytest.mark.slow
def test_install_weighs_what_the_documentation_says(machine: Machine) -> None:
    """docs/deploy.md says how much a new environment holds because of site-gen."""
    (said,) = re.findall(r"weighs (\d+) MB", (ROOT / "docs/deploy.md").read_text())
    (packages,) = (machine.folder / "venv/lib").glob("python3*/site-packages")
    brought = re.compile(r"(?:pip|setuptools|pkg_resources|_distutils_hack)\b")  # by every environment
    files = [path for path in packages.rglob("*") if path.is_file()]
    found = sum(it.stat().st_size for it in files if not brought.match(it.relative_to(packages).as_posix()))
    assert found / 1e6 <= int(said) + 5


@pytest.mark.slow
def test_extras_that_are_missing_say_what_to_install(machine: Machine) -> None:
    """What needs a library that is not there says so; what can do without it does."""
    machine.site_gen("init", "bare", "--base-url", "https://news.example.org/")
    said = machine.site_gen("-C", "bare", "build", "--scheduler", "tcp://127.0.0.1:9", code=2)
    assert "needs Dask, which is not installed\n  hint: pip install 'site-gen[cluster]'" in said
    machine.site_gen("-C", "bare", "build")
    assert "\"pip install 'site-gen[brotli]'\" adds Brotli" in machine.site_gen("-C", "bare", "compress")


@pytest.mark.slow
def test_recipe_of_an_installed_site_gen(machine: Machine) -> None:
    """A digest's own wheel is installed by its recipe's own line, checked by its digest, and runs."""
    machine.site_gen("init", "hosted", "--base-url", "https://news.example.org/x/")
    steps = yaml.safe_load((machine.folder / "hosted/.github/workflows/deploy.yml").read_text())["jobs"]["build"][
        "steps"
    ]
    (install,) = [step["run"] for step in steps if step.get("name") == "Install site-gen"]
    path = f"{machine.python.parent}:{os.environ['PATH']}"
    run(machine.python, "-m", "pip", "uninstall", "--quiet", "--yes", "site-gen", **machine.env)
    run("bash", "-eo", "pipefail", "-c", install, cwd=machine.folder / "hosted", PATH=path, **machine.env)
    machine.site_gen("-C", "hosted", "build")
    machine.site_gen("-C", "hosted", "check")


@pytest.mark.slow
@pytest.mark.parametrize("root", ["https://ute.example/", "https://ute.example/valley/"])
@pytest.mark.parametrize("name", ["github", "gitlab", "netlify", "cloudflare"])
def test_recipes_of_an_installed_site_gen(machine: Machine, tmp_path: Path, name: str, root: str) -> None:
    """The steps of each host that builds, at its root and under a path: no dead address, right feeds, own pages."""
    built_by(Host(tmp_path, name, str(machine.python)), name, root)


@pytest.mark.slow
@pytest.mark.parametrize("root", ["https://ute.example/", "https://ute.example/valley/"])
@pytest.mark.parametrize("name", ["cron", "rsync", "s3", "systemd", "docker"])
def test_recipes_for_machines_of_an_installed_site_gen(machine: Machine, tmp_path: Path, name: str, root: str) -> None:
    """The same of those that run on a machine of one's own; what they hand on arrives, and what is gone goes."""
    host = Host(tmp_path, name, str(machine.python))
    host.env = {key: text for key, text in host.env.items() if not key.startswith("PIP_")} | machine.env
    handed_on(host, name, root)


def test_workflow_that_releases() -> None:
    """It builds what `make package` builds, may do one thing in each job, and its actions are pinned by hash."""
    text = (ROOT / ".github/workflows/release.yml").read_text()
    jobs = yaml.safe_load(text)["jobs"]
    assert "make package" in [step.get("run") for step in jobs["build"]["steps"]]
    assert [job["permissions"] for job in jobs.values()] == [{"contents": "read"}, {"id-token": "write"}]
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", it) for it in re.findall(r"uses: (\S+)", text))
    run(BIN / "zizmor", "--offline", "--no-progress", "--min-severity", "medium", ".github", "action.yml")
