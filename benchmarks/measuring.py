"""What a program costs: CPU time and memory of all its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

_EVERY_S = 0.05


class Cost(NamedTuple):
    """CPU seconds (user and system) of all processes, and the most memory that they held together, in MB."""

    cpu: float
    memory: float


def cost(line: list[str], folder: Path) -> Cost:
    """Run a program in silence; whatever it says is shown when it fails, for half a build is no yardstick."""
    before = _cpu()
    process = subprocess.Popen(
        line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment()
    )
    watch = _Watch(process.pid)
    watch.start()
    said, _ = process.communicate()
    watch.over.set()
    watch.join()
    if process.returncode:
        sys.exit(said)
    return Cost(_cpu() - before, watch.most)


def _environment() -> dict[str, str]:
    """As users have it: programs in Python keep what they compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"TERM": "dumb"}


class _Watch(threading.Thread):
    """Adds up the memory of a process and its children now and then; pages that they share are counted once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(_EVERY_S):
            self.most = max(self.most, sum(map(_memory, _family(self.pid))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:
                continue
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
