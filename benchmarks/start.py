"""How long whole commands take, as ratios in one run, and beside them what people use instead.

T is `python -c "import typer"`, the least that a command line of this kind costs. Each
command runs in turn with T, so that a machine whose speed drifts drifts for both; medians of
the ratios pair by pair are printed as rows of a table, of time on the clock and of processor time, and the
peak memory (no less than this script's own, as the system counts). Run it where aicompare is
installed from a wheel (a checkout compiles the data at each start):

    python benchmarks/start.py [RUNS] [PYTHON]

PYTHON is of an environment with what people use instead, to stand beside it:
`pip install pandas pyyaml currencyconverter beancount beanquery`; and of `qalc`, `hledger`, `ledger`
and `jq` those that are installed.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "companies.yaml"
AICOMPARE = str(Path(sys.executable).parent / "aicompare")
TYPER = [sys.executable, "-c", "import typer"]
OURS = (
    "--version",
    "--help",
    "runway minimax --json",
    "runway minimax",
    "compare zhipu minimax --json",
    "compare zhipu minimax",
    "convert '15bn CNY' --to USD --json",
    "multiples --json",
    "list --json",
    "show zhipu --json",
    "audit",
    "validate",
)
ON_A_TERMINAL = ("runway minimax", "compare zhipu minimax", "multiples", "show zhipu", "show zhipu --all")
FINDS = "audit"  # which ends with exit code 1
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
    print("| command | clock | CPU | peak memory |\n|---|---|---|---|")
    for case in our_cases():
        print_ratios(case, runs)
    for python in sys.argv[2:3]:
        for case in other_cases(python):
            print_ratios(case, runs)


def our_cases() -> Iterator[Case]:
    yield Case("python -c pass", [sys.executable, "-c", "pass"])
    for words in OURS:
        yield Case(f"`aicompare {words}`", [AICOMPARE, *shlex.split(words)])
    for words in ON_A_TERMINAL:
        yield Case(f"`aicompare {words}`, on a terminal", [AICOMPARE, *shlex.split(words)], terminal=True)
    yield Case("completion of a company's name", [AICOMPARE], COMPLETING)


def other_cases(python: str) -> Iterator[Case]:
    """Of each what is nearest to one of ours; none of them tells sources, bounds or bases."""
    from tempfile import TemporaryDirectory

    scripts, two = Path(python).parent, [str(DATA), "zhipu", "minimax"]
    pandas, plain = str(HERE / "pandas_compare.py"), str(HERE / "plain_compare.py")
    yield Case("compare: pandas and PyYAML, `pandas_compare.py`", [python, pandas, *two])
    yield Case("compare: the same with CSafeLoader", [python, pandas, *two, "-c"])
    yield Case("compare: fifteen plain lines with CSafeLoader, `plain_compare.py`", [python, plain, *two])
    converter = [str(scripts / "currency_converter"), "15e9", "CNY", "--to", "USD"]
    yield Case("convert: CurrencyConverter", converter)
    yield from installed("convert: qalc, at rates of its own", ["qalc", "-t", "15e9 CNY to USD"])
    query = "SELECT date, account, position WHERE account ~ '(zhipu|minimax):M-revenue$' ORDER BY date"
    with TemporaryDirectory() as folder:
        ledger, journal, as_json = files_of(Path(folder))
        yield Case("query the figures: beancount, `bean-query`", [str(scripts / "bean-query"), ledger, query])
        accounts = "(zhipu|minimax):M-revenue$"
        yield from installed("query the figures: hledger", ["hledger", "-f", journal, "register", accounts])
        yield from installed(
            "query the figures: ledger", ["ledger", "-f", journal, "register", f"/{accounts}/"]
        )
        facts = '.companies["zhipu","minimax"].facts[] | select(.metric == "revenue") | [.period, .value]'
        yield from installed("query the figures: jq, of the data as JSON", ["jq", "-c", facts, as_json])


def installed(name: str, command: list[str]) -> Iterator[Case]:
    if found := shutil.which(command[0]):
        yield Case(name, [found, *command[1:]])


def files_of(folder: Path) -> list[str]:
    """The data as others read them: every amount as an entry of a ledger, for beancount and for hledger
    and ledger, and all of it as JSON.
    """
    import yaml

    from aicompare.values.errors import Trouble
    from aicompare.values.money import parse_amount
    from aicompare.values.periods import Period

    data = yaml.load(DATA.read_bytes(), yaml.CBaseLoader)
    opened, entries = ["1990-01-01 open Equity:Data"], []
    for id_, company in data["companies"].items():
        metrics = {fact["metric"] for fact in company["facts"]}
        accounts = {metric: f"Income:C-{id_}:M-{metric.replace('_', '-')}" for metric in metrics}
        opened += [f"1990-01-01 open {account}" for account in accounts.values()]
        for fact in company["facts"]:
            try:
                money = parse_amount(fact["value"])
            except Trouble:
                continue  # a percentage, or a count
            entries.append(f'{Period.parse(fact["period"]).last} * "{fact["metric"]}"')
            entries.append(f"  {accounts[fact['metric']]}  {money.amount.value:.0f} {money.currency}")
            entries.append("  Equity:Data")
    texts = {
        "facts.beancount": "\n".join([*opened, *entries]) + "\n",
        "facts.journal": "\n".join(entries) + "\n",
        "facts.json": json.dumps(data),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in texts]


def print_ratios(case: Case, runs: int) -> None:
    typer = Case("T", TYPER)
    cost(typer), cost(case)  # once uncounted, so that everything is in the file cache
    pairs = [(cost(case), cost(typer)) for _ in range(runs)]
    clock = median(one.clock / base.clock for one, base in pairs)
    processor = median(one.processor / base.processor for one, base in pairs)
    memory = median(one.memory for one, _ in pairs)
    print(f"| {case.name} | {clock:.2f} T | {processor:.2f} T | {memory:.0f} MiB |", flush=True)


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
        env={**kept, "AICOMPARE_PAGER": "", **dict(case.changes)},  # no pager that waits for a key
    )
    if reader is not None:
        os.close(writer)
        drain(reader)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status  # it is reaped
    clock = time.perf_counter() - begin
    if status and not (FINDS in case.command and os.waitstatus_to_exitcode(status) == 1):
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
