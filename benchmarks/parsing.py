"""What reading costs: made-up raw texts through the readers, on one core.

python -m benchmarks.parsing [SEEDS]
"""

from __future__ import annotations

import sys
import time

from benchmarks.corpus import raw_text, reports
from site_gen.model import ReadingOptions, Seed
from site_gen.read import read


def main() -> None:
    """Print CPU time for all and for one."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seeds = [Seed(f"seeds/{report.number}.txt", raw_text(report).encode()) for report in reports(count)]
    options = ReadingOptions(lang="en")
    read(seeds[0], options)  # imports and tables, once
    start = time.process_time()
    for seed in seeds:
        read(seed, options)
    used = time.process_time() - start
    print(f"{count:,} seeds of {sum(len(seed.data) for seed in seeds) // count:,} bytes: {used:.2f} s CPU")
    print(f"{used / count * 1e6:.0f} µs a seed")


if __name__ == "__main__":
    main()
