"""How loading grows with the data: the time per fact must not.

Data files of 1,000 to 100,000 made-up facts, no two alike (made_up.py), are checked and kept, and
every fact in them is made. An installed aicompare reads what is checked already, and makes
only what an answer needs. Processor time, the best of three runs:

    python benchmarks/growth.py [MOST_FACTS]
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from made_up import data_file

from aicompare.companies.fact import Fact
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.store import Dataset, Layer

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
RUNS = 3


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    gc.disable()  # as the command line does
    print("   facts  file, kB  check, s  build, s  check, us/fact  build, us/fact")
    for size in (one for one in SIZES if one <= most):
        data = data_file(size).encode()
        check, record = best_of(lambda data=data: compile_file(data, "made-up.yaml"))
        build, _ = best_of(lambda record=record: facts_of(Dataset([Layer(record, "made-up.yaml")])))
        times = f"{check / 1e9:9.3f} {build / 1e9:9.3f} {check / size / 1e3:15.1f} {build / size / 1e3:15.1f}"
        print(f"{size:8,} {len(data) // 1000:9,} {times}", flush=True)


def facts_of(data: Dataset) -> list[Fact]:
    return [fact for company in data.all() for fact in company.facts]


def best_of(work: Callable[[], Any]) -> tuple[int, Any]:
    """The least processor time in nanoseconds, and what came out."""
    times = []
    for _ in range(RUNS):
        begin = time.process_time_ns()
        outcome = work()
        times.append(time.process_time_ns() - begin)
    return min(times), outcome


if __name__ == "__main__":
    main()
