"""How long whole commands take, as ratios in one run.

T is `python -c "import typer"`, the least that a command line of this kind costs. Each
command runs in turn with T, so that a machine whose speed drifts drifts for both; medians of
the ratios pair by pair are printed, of time on the clock and of processor time, and the peak
memory (no less than this script's own, as the system counts). Run it where aicompare is
installed from a wheel (a checkout compiles the data at each start):

    python benchmarks/start.py [RUNS] [PYTHON]

PYTHON is of an environment with what people use instead, to stand beside it:
`pip install pandas pyyaml currencyconverter beancount beanquery`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "companies.yaml"
TYPER = [sys.executable, "-c", "import typer"]
OURS = (
    ["--version"],
    ["--help"],
    ["runway", "minimax", "--json"],
    ["runway", "minimax"],
    ["compare", "zhipu", "minimax", "--json"],
    ["compare", "zhipu", "minimax"],
    ["convert", "15bn CNY", "--to", "USD", "--json"],
    ["multiples", "--json"],
)
ON_A_TERMINAL = (["runway", "minimax"], ["compare", "zhipu", "minimax"])
COMPLETING = (
    ("COMP_WORDS", "aicompare runway mini"),
    ("COMP_CWORD", "2"),
    ("_AICOMPARE_COMPLETE", "complete_bash"),
)


class Case(NamedTuple):
    """A command, what to call it, and how it runs."""

    name: str
    command: list[str]
    changes: tuple[tuple[str, str], ...] = ()
    terminal: bool = False


class Cost(NamedTuple):
    """Seconds on the clock, of the processor, and MiB at the peak."""

    clock: float
    processor: float
    memory: float


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(" clock    CPU  memory")
    for case in our_cases():
        print_ratios(case, runs)
    for python in sys.argv[2:3]:
        for case in other_cases(python):
            print_ratios(case, runs)


def our_cases() -> Iterator[Case]:
    aicompare = str(Path(sys.executable).parent / "aicompare")
    yield Case("python -c pass", [sys.executable, "-c", "pass"])
    for arguments in OURS:
        yield Case(f"aicompare {' '.join(arguments)}", [aicompare, *arguments])
    for arguments in ON_A_TERMINAL:
        yield Case(f"aicompare {' '.join(arguments)}, on a terminal", [aicompare, *arguments], terminal=True)
    yield Case("completion of a company", [aicompare], COMPLETING)


def other_cases(python: str) -> Iterator[Case]:
    from tempfile import TemporaryDirectory

    scripts = Path(python).parent
    script = [str(HERE / "pandas_compare.py"), str(DATA), "zhipu", "minimax"]
    yield Case("pandas + pyyaml: pandas_compare.py", [python, *script])
    converter = [str(scripts / "currency_converter"), "15e9", "CNY", "--to", "USD"]
    yield Case("CurrencyConverter: currency_converter 15e9 CNY --to USD", converter)
    query = "SELECT date, account, position WHERE account ~ '(zhipu|minimax):M-revenue$' ORDER BY date"
    with TemporaryDirectory() as folder:
        ledger = ledger_of(Path(folder))
        yield Case("beancount: bean-query of the same facts", [str(scripts / "bean-query"), ledger, query])


def ledger_of(folder: Path) -> str:
    """Every amount of the data file, as an entry of a ledger."""
    import yaml

    from aicompare.values.errors import Trouble
    from aicompare.values.money import parse_amount
    from aicompare.values.periods import Period

    lines = ["1990-01-01 open Equity:Data"]
    for id_, company in yaml.load(DATA.read_bytes(), yaml.CBaseLoader)["companies"].items():
        accounts = {
            fact["metric"]: f"Income:C-{id_}:M-{fact['metric'].replace('_', '-')}"
            for fact in company["facts"]
        }
        lines += [f"1990-01-01 open {account}" for account in accounts.values()]
        for fact in company["facts"]:
            try:
                money = parse_amount(fact["value"])
            except Trouble:
                continue  # a percentage, or a count
            lines.append(f'{Period.parse(fact["period"]).last} * "{fact["metric"]}"')
            lines.append(f"  {accounts[fact['metric']]}  {money.amount.value:.0f} {money.currency}")
            lines.append("  Equity:Data")
    path = folder / "facts.beancount"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def print_ratios(case: Case, runs: int) -> None:
    typer = Case("T", TYPER)
    cost(typer), cost(case)  # once uncounted, so that everything is in the file cache
    pairs = [(cost(case), cost(typer)) for _ in range(runs)]
    clock = median(one.clock / base.clock for one, base in pairs)
    processor = median(one.processor / base.processor for one, base in pairs)
    memory = median(one.memory for one, _ in pairs)
    print(f"{clock:5.2f}T {processor:5.2f}T {memory:4.0f} MiB  {case.name}", flush=True)


def median(values: Iterable[float]) -> float:
    """The middle one; the module `statistics` would add to the least memory that can be seen."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def cost(case: Case) -> Cost:
    """Of one whole process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AICOMPARE")}
    reader, writer = os.openpty() if case.terminal else (None, subprocess.DEVNULL)
    begin = time.perf_counter()
    process = subprocess.Popen(
        case.command,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.DEVNULL,
        env={**kept, **dict(case.changes)},
    )
    if reader is not None:
        os.close(writer)
        drain(reader)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status  # it is reaped
    clock = time.perf_counter() - begin
    if status:
        sys.exit(f"{case.name} failed")
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def drain(reader: int) -> None:
    try:
        while os.read(reader, 1 << 16):
            pass
    except OSError:  # as Linux says that the other end is closed
        pass
    os.close(reader)


if __name__ == "__main__":
    main()
