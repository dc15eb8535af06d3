"""The runway of one company as a heading."""

from __future__ import annotations

from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow


def heading(row: RunwayRow, answer: RunwayAnswer) -> str:
    """`MiniMax: cash to September 2030, without the raises since to September 2028`."""
    told = f"{row.name}: {_outlook_said(row)}"
    alone = row.balance_alone.cash_out_date
    if differs(answer) and alone and alone != row.cash_out_date:
        told += f", without what was raised since to {alone:%B %Y}"
    return told


def _outlook_said(row: RunwayRow) -> str:
    until = f"{row.cash_out_date:%B %Y}" if row.cash_out_date else ""
    cash = f"cash to {until}" if until else f"cash for {row.whole_months} whole months"
    ends = row.profitable_month
    return {
        "not_burning": "no cash is burnt",
        "already_out": "no cash is left",
        "never": "the cash does not run out",
        "profitable_now": "no loss as it is",
        "default_alive": f"the loss ends in month {ends}, before the cash does",
        "default_dead": f"{cash}, before the loss ends" + (f" in month {ends}" if ends else ""),
    }.get(row.status, cash if row.months else row.reason or "not known")


def differs(answer: RunwayAnswer) -> bool:
    """Whether what was raised since the balance changes anything."""
    return answer.course != answer.alone
