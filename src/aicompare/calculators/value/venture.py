"""The venture capital method: what an exit is worth today at the return that is asked for.

value today = exit revenue x exit multiple x (1 - dilution) / (1 + return) ^ years (William A.
Sahlman, "A Method for Valuing High-Risk, Long-Term Investments", Harvard Business School, 1987).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.calculators.value.method import MethodRow, Subject
from aicompare.companies.derivation import Named, Power, Product, minus, number, total
from aicompare.companies.fact import Derived
from aicompare.companies.measures import EQUITY_VALUE
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money


@dataclass(frozen=True, slots=True)
class Exit:
    """What a user supposes of it, all exact; `return_` and `dilution` are fractions."""

    revenue: Money
    multiple: Figure
    years: int
    return_: Decimal
    dilution: Decimal = Decimal(0)

    def checked(self) -> Exit:
        """Itself. Raises BadUsage for what is no exit."""
        if min(self.revenue.amount.value, self.multiple.value) <= 0:
            raise BadUsage("an exit has a revenue and a multiple above zero")
        if self.years < 1:
            raise BadUsage("an exit lies a year ahead or more")
        if self.return_ <= -1 or not 0 <= self.dilution < 1:
            raise BadUsage("a return is above -100%, a dilution from 0% to less than 100%")
        return self


def by_exit(subject: Subject, exit_: Exit) -> Iterator[MethodRow]:
    """US$2bn x 10 x (1 - 20%) / (1 + 30%) ^ 5 are US$4.31bn today."""
    kept = minus(number(1), Named("dilution", Figure.exact(exit_.dilution), "percent"))
    growth = total([number(1), Named("return", Figure.exact(exit_.return_), "percent")])
    made = Product(
        (
            Named("exit revenue", exit_.revenue),
            Named("exit multiple", exit_.multiple, "times"),
            kept,
        ),
        (Power(growth, exit_.years, 1),),
    )
    worth = Derived.of(subject.company.id, EQUITY_VALUE, made, subject.day)
    over = f"in {exit_.years} {'year' if exit_.years == 1 else 'years'}, your premises"
    yield subject.row("Venture capital method", over, None, worth, None)
