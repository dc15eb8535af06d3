"""Whole answers, one per command, as they were read line by line before they were kept.

After a change that is meant, `python tests/test_golden.py` writes them anew; then read the
difference before it is committed.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from command import CHECKOUT, aicompare, without_lines

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
    "validate": "validate",
}


def answer(command: str) -> str:
    """stdout at 80 columns, stderr behind it; of a checkout, as where these are written anew."""
    done = aicompare(*shlex.split(command), COLUMNS="80", PYTHONPATH=CHECKOUT)
    return without_lines(done.stdout + done.stderr)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_whole_answer_is_as_it_was_read(name: str) -> None:
    """Every character that a user sees at 80 columns."""
    assert answer(COMMANDS[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each, command in COMMANDS.items():
        (GOLDEN / f"{each}.txt").write_text(answer(command), encoding="utf-8")
