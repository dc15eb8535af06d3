"""Answers about ten thousand companies of 40 facts, and about one of them; and calls in a loop.

Processor time and peak memory of whole processes, once the file has been read for the first time.
Run it where aicompare is installed from a wheel (a checkout keeps nothing):

    python benchmarks/large.py [COMPANIES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from own_file import text, write
from start import AICOMPARE, Case, cost

PER_COMPANY = 40
ABOUT = (
    "show company-7 --json", "compare company-7 company-8 --json", "list --json", "list",
    "multiples --group all", "multiples --group all --json", "runway", "runway --json",
)  # fmt: skip
TIMES = 20


def main() -> None:
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"| {companies:,} companies | CPU, peak memory |\n|---|---|")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        write(file, companies * PER_COMPANY)
        changes = (("XDG_CACHE_HOME", str(Path(folder) / "cache")),)
        first = cost(Case("first", [AICOMPARE, "list", "--data", str(file)], changes))
        print(f"| the first reading | {text(first)} |", flush=True)
        for words in ABOUT:
            one = cost(Case(words, [AICOMPARE, *words.split(), "--data", str(file)], changes))
            print(f"| `{words}` | {text(one)} |", flush=True)
        whole = cost(Case("validate", [AICOMPARE, "validate", str(file)], changes))
        print(f"| `validate FILE` | {text(whole)} |")
    print("\n| called in a loop | CPU a call |\n|---|---|")
    for name, work in calls().items():
        print(f"| `{name}` | {per_call(work):.1f} ms |", flush=True)


def calls() -> dict[str, Callable[[], object]]:
    import aicompare

    data = aicompare.load()
    return {
        'runway(data, "minimax")': lambda: aicompare.runway(data, "minimax"),
        'compare(data, ["zhipu", "minimax"])': lambda: aicompare.compare(data, ["zhipu", "minimax"]),
        "multiples(data)": lambda: aicompare.multiples(data),
        "audit(data)": lambda: aicompare.audit(data),
    }


def per_call(work: Callable[[], object]) -> float:
    """Milliseconds: the least of three rounds."""
    work()
    rounds = []
    for _ in range(3):
        begin = time.process_time()
        for _ in range(TIMES):
            work()
        rounds.append(time.process_time() - begin)
    return min(rounds) / TIMES * 1_000


if __name__ == "__main__":
    main()
