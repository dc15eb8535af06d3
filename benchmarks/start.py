"""How long whole commands take, as ratios in one run.

T is `python -c "import typer"`, the least that a command line of this kind costs. Each
command runs in turn with T, so that a machine whose speed drifts drifts for both; the
median of the ratios of processor time is printed. Run it where aicompare is installed from
a wheel (a checkout compiles the data at each start):

    python benchmarks/start.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

TYPER = ["-c", "import typer"]
COMMANDS = (
    ["-c", "pass"],
    ["-m", "aicompare", "--version"],
    ["-m", "aicompare", "--help"],
    ["-m", "aicompare", "runway", "minimax", "--json"],
    ["-m", "aicompare", "runway", "minimax"],
    ["-m", "aicompare", "compare", "zhipu", "minimax"],
    ["-m", "aicompare", "multiples", "--json"],
    ["-m", "aicompare", "convert", "15bn CNY", "--to", "USD", "--on", "2025-12-31"],
)


def seconds(arguments: list[str]) -> float:
    """Processor time of one whole process."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def ratio(arguments: list[str], runs: int) -> float:
    """The median of its time over that of T, pair by pair."""
    return statistics.median(seconds(arguments) / seconds(TYPER) for _ in range(runs))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for arguments in (TYPER, *COMMANDS):
        seconds(arguments)  # once uncounted, so that everything is in the file cache
        print(f"{ratio(arguments, runs):5.2f} T  python {' '.join(arguments)}", flush=True)


if __name__ == "__main__":
    main()
