"""Whole answers, one per command and family of options, as they were read line by line before they were kept.

After a change that is meant, `python tests/test_golden.py` writes them anew; then read the
difference before it is committed.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from command import CHECKOUT, aicompare, here, without_lines

GOLDEN = Path(__file__).with_name("golden")
COMMANDS = {
    "list": "list",
    "show": "show minimax revenue_share --history",
    "compare": "compare zhipu minimax openai --period FY2025",
    "runway": "runway zhipu minimax --as-of 2026-01-09 --in HKD",
    "runway-explained": "runway minimax --as-of 2026-01-09 --explain",
    "multiples-explained": "multiples zhipu --ev --on 2026-09-30 --explain",
    "multiples": "multiples zhipu minimax --ev --on 2026-09-30 --in reported",
    "convert": 'convert "minimax.revenue[FY2025]" --to CNY',
    "rates": "rates USD/CNY --on 2025-12-28",
    "allocate": "allocate zhipu --plan ipo-2026 --in USD",
    "allocate-amount": 'allocate "HK$3,818.3m" research=90% "working capital"=10% --round-to 1m',
    "allocate-several": "allocate zhipu minimax --plan ipo-2026",
    "show-in-currency": "show zhipu cash --in USD --as-of 2026-04-30 --format markdown",
    "compare-in-currency":
        "compare zhipu minimax --metric revenue --metric cash --in USD --as-of 2026-10-31 --json",
    "compare-three": "compare openai anthropic xai --as-of 2026-09-30",
    "runway-sensitivity": "runway minimax --as-of 2026-01-09 --sensitivity",
    "runway-bases": "runway minimax --as-of 2026-01-09 --bases",
    "runway-raise": "runway zhipu --as-of 2026-01-09 --raise US$1bn@3 --burn-growth 5%",
    "runway-debt": "runway zhipu --as-of 2026-09-30 --with-debt --format markdown",
    "runway-revenue": "runway minimax --as-of 2026-01-09 --revenue =US$5.94m --revenue-growth 8%",
    "runway-given": "runway --cash US$30m --burn US$10m --as-of 2026-09-30",
    "runway-typed": "runway --cash US$30m --burn US$10m --balance 2026-06-30 --as-of 2026-09-30 --format csv",
    "multiples-implied": "multiples zhipu --implied minimax --on 2026-09-30 --in reported --as-of 2026-09-30",
    "multiples-what-if":
        "multiples anthropic --basis arr --valuation US$350bn --as-of 2026-09-30 --format csv",
    "multiples-known-then": "multiples zhipu minimax --on 2026-01-09 --known-then --as-of 2026-01-09",
    "burn-multiple": "burn-multiple zhipu minimax --as-of 2026-09-30",
    "convert-implied": 'convert --implied "53.437m USD" "376m CNY" --as-of 2026-01-09',
    "convert-amount":
        'convert "HK$4,173.4m" --to USD,CNY --on 2026-01-08 --as-of 2026-01-09 --format markdown',
    "rates-average": "rates USD/CNY --average 9M2025 --as-of 2026-01-09 --format csv",
    "allocate-currency":
        'allocate "CNY 15bn" models=80% maas=2/15 rest=1/15 --in USD --as-of 2026-06-16 --json',
    "check-holds": 'check "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37" --as-of 2026-01-09',
    "check-contradicted": 'check "zhipu.revenue[FY2025] == RMB 312.4m" --as-of 2026-04-30 --format markdown',
    "audit-source": "audit --source article-003 --as-of 2026-09-30",
    "diff": "diff 2026-06-30 2026-10-31 minimax",
    "find-figure": "find 24.377bn --as-of 2026-09-30",
    "validate": "validate",
    "validate-faults": "validate tests/broken/lint-unknown-metric.yaml",
    "unknown-company": "runway minimx",
}  # fmt: skip


def answer(command: str) -> str:
    """stdout at 80 columns, stderr behind it; of a checkout, as where these are written anew."""
    run = aicompare if command.startswith("validate") else here  # which names the files that it reads
    done = run(*shlex.split(command), COLUMNS="80", PYTHONPATH=CHECKOUT)
    return without_lines(done.stdout + done.stderr)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_whole_answer_is_as_it_was_read(name: str) -> None:
    """Every character that a user sees at 80 columns."""
    assert answer(COMMANDS[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each, command in COMMANDS.items():
        (GOLDEN / f"{each}.txt").write_text(answer(command), encoding="utf-8")
