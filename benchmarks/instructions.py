"""How many instructions small answers take, as ratios to `import typer`; no load of the machine disturbs it.

    python benchmarks/instructions.py [--hold]

Every process is counted once by valgrind (callgrind), hashes without their grain of chance, so that a run
repeats to the digit where times drift by a tenth. With `--hold` the exit code is 1 where an answer takes
more than its limit, a few per cent above what was reached. Run it where aicompare is installed from a wheel
(a checkout compiles the data at each start, and is refused). The kernel is not counted.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

TYPER = ["-c", "import typer"]
LIMITS = {
    "convert '15bn CNY' --to USD": 0.82,
    "runway minimax --json": 1.01,
    "compare zhipu minimax --json": 1.56,
    "multiples --json": 3.3,  # of all companies: it grows with the data
}
AIMS = dict(zip(LIMITS, (0.78, 0.85, 1.18, 1.2), strict=True))


def main() -> int:
    if not shutil.which("valgrind"):
        print("no valgrind: instructions are not counted")
        return 0
    with TemporaryDirectory() as home:
        least = counted(TYPER, home)
        print(f"{least / 1e6:8.1f} million  import typer")
        ratios = {line: counted(["-m", "aicompare", *shlex.split(line)], home) / least for line in LIMITS}
    for line, ratio in ratios.items():
        print(f"{ratio:8.3f} T, at most {LIMITS[line]:.2f}, aim {AIMS[line]:.2f}  aicompare {line}")
    slow = [line for line, ratio in ratios.items() if ratio > LIMITS[line]]
    for line in slow:
        print(f"more than it may take: aicompare {line}")
    return 1 if slow and "--hold" in sys.argv else 0


def counted(arguments: list[str], home: str) -> int:
    """Of a whole process, the second time: what it compiles it has compiled then."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    python = [sys.executable, *arguments]
    log = Path(home) / "log"
    counting = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        f"--log-file={log}",
        *python,
    ]
    for command in (python, counting):
        subprocess.run(
            command,
            env={**kept, "PYTHONHASHSEED": "0", "HOME": home},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    found = re.search(r"Collected : (\d+)", log.read_text(encoding="utf-8"))
    assert found
    return int(found[1])


if __name__ == "__main__":
    import aicompare.resources

    if not aicompare.resources.resource(aicompare.resources.RECORDS).exists():
        sys.exit("a checkout compiles the data at each start: install the wheel first")
    sys.exit(main())
