"""What a large file of one's own costs: checked for the first time, and asked again.

Files of made-up companies with 40 facts each, no two figures alike (made_up.py). Beside it what one
writes instead, PyYAML's CSafeLoader with pydantic models (usual_models.py), and the same question to
the shipped data.
Processor time and peak memory of whole processes. Run it where aicompare is installed from a
wheel (a checkout keeps nothing):

    python benchmarks/own_file.py [MOST_FACTS]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from start import AICOMPARE, Case, Cost, cost

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 10_000, 20_000, 100_000, 400_000)
RUNS = 7
LONG_AGO = 1_700_000_000


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    print(
        "| facts | models | first time | ratio | asked again | the shipped data |\n|---|---|---|---|---|---|"
    )
    with TemporaryDirectory() as folder:
        for size in (one for one in SIZES if one <= most):
            print_costs(size, Path(folder))


def print_costs(size: int, folder: Path) -> None:
    file = folder / f"{size}.yaml"
    write(file, size)
    changes = (("XDG_CACHE_HOME", str(folder / "cache")),)
    asked = [AICOMPARE, "show", "company-7", "cash", "--json", "--data", str(file)]
    usual = cost(Case("models", [sys.executable, str(HERE / "usual_models.py"), str(file), "company-7"]))
    first = cost(Case("first", asked, changes))
    again = median_of(Case("again", asked, changes))
    shipped = median_of(Case("shipped", [AICOMPARE, "show", "mistral", "raised", "--json"]))
    ratio = first.processor / usual.processor
    cells = f"{size:,}", text(usual), text(first), f"{ratio:.2f}", text(again), text(shipped)
    print(f"| {' | '.join(cells)} |", flush=True)


def write(file: Path, size: int) -> None:
    """In a process of its own: what this one takes counts as the least of those it starts."""
    child = os.fork()
    if not child:
        from made_up import data_file

        file.write_text(data_file(size), encoding="utf-8")
        os.utime(file, (LONG_AGO, LONG_AGO))  # what was written a moment ago is not kept
        os._exit(0)
    os.waitpid(child, 0)


def median_of(case: Case) -> Cost:
    costs = sorted(cost(case) for _ in range(RUNS))
    return costs[RUNS // 2]


def text(one: Cost) -> str:
    return f"{one.processor:.2f} s, {one.memory:.0f} M"


if __name__ == "__main__":
    main()
