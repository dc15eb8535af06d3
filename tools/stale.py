"""Lists what is older than so many days, the figures first that most answers wait for.

    python tools/stale.py            older than 180 days
    python tools/stale.py DAYS

For each company the newest value, revenue, balance, cash flow, share count and debt: how old it is on
the day of the newest source, of when it is, who said so, and which answers a newer one would gain.
What is not known at all is as old as anything can be. Those of a kind stand by their age.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.companies.company import Company  # noqa: E402
from aicompare.companies.fact import COMPETING, Fact  # noqa: E402
from aicompare.dataset import load  # noqa: E402

# What is looked for, by its metrics, and the answers that want it.
WANTED = {
    "value": (("market_cap", "share_price", "post_money"), ("multiples", "compare", "check")),
    "revenue": (("revenue", "arr", "run_rate"), ("multiples", "compare", "runway --revenue")),
    "balance": (("cash", "cash_balance"), ("runway", "multiples --ev")),
    "cash flow": (("operating_cash_flow", "cash_burn"), ("runway", "burn-multiple")),
    "shares": (("shares",), ("multiples --on",)),
    "debt": (("total_debt", "bank_loans"), ("multiples --ev",)),
}
_OF_A_LISTING = ("shares",)  # of a private company nobody prints them
_OLD = 180  # days


class Stale(NamedTuple):
    """`age` is None, and so are the rest, where nothing is known."""

    company: str
    what: str
    age: int | None
    period: str | None
    source: str | None

    @property
    def gains(self) -> tuple[str, ...]:
        return WANTED[self.what][1]

    def __str__(self) -> str:
        told = f"{self.age} days, {self.period}, {self.source}" if self.period else "not known"
        return f"{self.company:22}{self.what:10}{told}: {', '.join(self.gains)}"


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or not all(one.isdecimal() for one in arguments):
        print("usage: stale.py [DAYS]", file=sys.stderr)
        return 2
    data = load()
    for line in stale(data.all(), data.as_of, int(arguments[0]) if arguments else _OLD):
        print(line)
    return 0


def stale(companies: Iterable[Company], newest: date, days: int) -> list[Stale]:
    """All that is older than so many days on the day of the newest source, or is not known at all."""
    found = [one for company in companies for one in _of(company, newest, days)]
    return sorted(found, key=lambda one: (-len(one.gains), one.age is not None, -(one.age or 0), one.company))


def _of(company: Company, newest: date, days: int) -> Iterator[Stale]:
    for what, (metrics, _) in WANTED.items():
        if what in _OF_A_LISTING and not company.listed:
            continue
        last = _newest(company, metrics)
        if last is None:
            yield Stale(company.id, what, None, None, None)
        elif (age := (newest - last.period.last).days) > days:
            yield Stale(company.id, what, age, str(last.period), last.sources[0].id)


def _newest(company: Company, metrics: tuple[str, ...]) -> Fact | None:
    known = [fact for fact in company.facts.of(*metrics) if fact.scope is None and fact.status in COMPETING]
    if "share_price" in metrics and (close := company.close(date.max)):
        known.append(close)
    return max(known, key=lambda fact: fact.period.last, default=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
