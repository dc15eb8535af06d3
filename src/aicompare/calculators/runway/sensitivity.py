"""How the months change with the burn and with more cash: a grid around the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.runway.held import Held
from aicompare.calculators.runway.outlook import outlook
from aicompare.calculators.runway.row import RunwayAnswer
from aicompare.companies.derivation import Named, Product, number, told, total
from aicompare.companies.fact import Derived, Known
from aicompare.companies.raises import equity_raised
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Marked
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace

BURNS = {"-50%": "0.5", "-25%": "0.75", "0%": "1", "+25%": "1.25", "+50%": "1.5", "+100%": "2"}
PARTS = ("0", "0.25", "0.5", "0.75", "1")
BASE = "◂"  # marks the case that the row above shows


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """Months with so much more cash at the start, by the change of the burn.

    None where the cash does not run out, and `statuses` says why; both None where nothing can
    be said.
    """

    company: str
    extra: Annotated[Known, Column("Extra cash")]
    months: Annotated[
        Mapping[str, Figure | Marked | None],
        Column(
            "Burn",
            unit="months",
            look="computed",
            otherwise="statuses",
        ),
    ]
    statuses: Mapping[str, str | None]


def sensitivity(answer: RunwayAnswer, as_of: date, rates: Rates) -> list[ExtraRow]:
    """A row for none, a quarter, half, three quarters and all of the last raise.

    The last raise is the newest of the company's own known by then, at the rate of its day;
    without one what was typed with --raise; else the cash once more. Raises BadUsage where
    there is no course to vary.
    """
    if answer.course is None:
        raise BadUsage(f"there is no runway of {answer.company.name} to vary", hint="leave out --sensitivity")
    last = _last_raise(answer, as_of, rates)
    return [_row(answer, last, Decimal(part)) for part in PARTS]


def _last_raise(answer: RunwayAnswer, as_of: date, rates: Rates) -> Known:
    row = answer.row
    typed = [one for one in row.raises if one.metric.name == "raised"]  # a bond is no raise
    known = [row.cash, *typed, *equity_raised(answer.company, date.min, as_of)][-1]
    assert known is not None
    return known.in_currency(answer.currency, rates)


def _row(answer: RunwayAnswer, last: Known, part: Decimal) -> ExtraRow:
    company, held = answer.company.id, answer.held
    assert held is not None
    shown = Derived.of(company, last.metric, Product((number(part), last)), last.period)
    extra = Named("extra cash", shown)
    with_it = replace(held, cash=total([held.cash, extra]))
    cells = {title: _cell(with_it, Decimal(times), extra) for title, times in BURNS.items()}
    months: dict[str, Figure | Marked | None] = {title: found for title, (found, _) in cells.items()}
    if not part and (base := cells["0%"][0]):
        months["0%"] = Marked(base, BASE)
    return ExtraRow(company, shown, months, {title: status for title, (_, status) in cells.items()})


def _cell(held: Held, times: Decimal, extra: Named) -> tuple[Figure | None, str | None]:
    """The months, or the status of cash that lasts; neither where there is but a reason why not."""
    burnt = replace(held, burn=Named("burn a month", Product((held.burn, number(times)))))
    found = outlook(burnt.course)
    made = burnt.lasting("months of the cash and {0}, the burn changed by so much", (extra,))
    months = found.months and told(found.months, made)
    return months, None if found.months is None and found.reason else found.status
