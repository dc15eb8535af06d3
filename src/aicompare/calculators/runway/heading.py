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
    cash = f"cash to {until}" if until else _cash_for(row)
    ends = row.profitable_month
    return {
        "not_burning": "no cash is burnt",
        "already_out": "no cash is left",
        "never": "the cash does not run out",
        "profitable_now": f"{cash}, with no loss as it is" if row.months else "no loss as it is",
        "default_alive": f"the loss ends in month {ends}, before the cash does",
        "default_dead": f"{cash}, before the loss ends" + (f" in month {ends}" if ends else ""),
    }.get(row.status, cash if row.months else _REASONS.get(row.reason or "", row.reason) or "not known")


_REASONS = {"unbounded": "no number of months, for a bound is open"}


def _cash_for(row: RunwayRow) -> str:
    """Of a burn that may be none, the fewest months that it can be."""
    if row.whole_months is None and row.months and row.months.low is not None:
        return f"cash for at least {_whole(int(row.months.low))}"
    return f"cash for {_whole(row.whole_months)}"


def _whole(months: int | None) -> str:
    return f"{months} whole month{'' if months == 1 else 's'}"


def differs(answer: RunwayAnswer) -> bool:
    """Whether what was raised since the balance changes anything."""
    return answer.course != answer.alone
