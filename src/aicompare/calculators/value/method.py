"""One method of valuation: low, middle and high, each as the value of all shares and of one."""

from __future__ import annotations

from typing import Annotated

from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Part, Product, computed, less_one, ratio
from aicompare.companies.fact import Derived, Known, money
from aicompare.companies.measures import EQUITY_VALUE
from aicompare.rates.rates import Rates
from aicompare.reports.page import Behind
from aicompare.reports.report import LEADING, LIGHT, Column, Span
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

NOT_MEANINGFUL = "n.m."


@dataclass(frozen=True, slots=True)
class MethodRow:
    """`low`, `middle` and `high` are None with the `reason` n.m. where the method has no answer (`over`
    says why), and where it has no such end. `against` is middle / today - 1, both in the currency of
    today's value, as the price of a share is; None of a range without a middle. What a share is worth
    stays in the currency in which it trades.
    """

    company: str
    method: Annotated[str, Column("Method", weight=LEADING)]
    low: Annotated[Known | None, Column("Low", look="known", bare=True)] = None
    middle: Annotated[Known | None, Column("Middle", weight=LEADING, bare=True, otherwise="reason")] = None
    high: Annotated[Known | None, Column("High", look="known", bare=True)] = None
    share_low: Annotated[Known | None, Column("Per share, low", weight=LIGHT, look="known")] = None
    share: Annotated[Known | None, Column("Per share", look="known")] = None
    share_high: Annotated[Known | None, Column("Per share, high", weight=LIGHT, look="known")] = None
    against: Annotated[Figure | None, Column("Vs today", weight=LEADING, unit="percent", look="computed")] = (
        None
    )
    over: Annotated[str, Column("Rests on", weight=LIGHT)] = ""
    reason: str | None = None
    behind: Annotated[Behind | None, Column("Sources", missing=" ", drawn=True)] = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The company that is valued: its value `today` and the share count in force, None where unknown."""

    company: Company
    today: Known
    shares: Known | None
    rates: Rates

    @property
    def day(self) -> Period:
        return self.today.period

    def worth(self, price: Part) -> Derived | None:
        """All shares at a price of one; None without a share count."""
        if self.shares is None:
            return None
        return Derived.of(self.company.id, EQUITY_VALUE, Product((price, self.shares)), self.day)

    def a_share(self, worth: Known | None) -> Derived | None:
        """What one share is of a value, in the currency of the listing; raises NoRate."""
        if worth is None or self.shares is None:
            return None
        listed = self.company.listed
        currency = (listed and listed.currency) or money(worth).currency
        made = ratio(Named("value", worth.in_currency(currency, self.rates)), self.shares)
        return Derived.of(self.company.id, METRICS["share_price"], made, worth.period)

    def row(
        self, method: str, over: str, low: Known | None, middle: Known | None, high: Known | None
    ) -> MethodRow:
        """With each end a share, and the middle against today."""
        return MethodRow(
            self.company.id, method, low, middle, high,
            self.a_share(low), self.a_share(middle), self.a_share(high),
            self._against(middle), over,
        )  # fmt: skip

    def _against(self, middle: Known | None) -> Figure | None:
        if middle is None or middle == self.today:
            return None
        worth = middle.in_currency(money(self.today).currency, self.rates)
        return computed(less_one(ratio(Named("middle", worth), Named("today", self.today))))

    def without(self, method: str, reason: str) -> MethodRow:
        """The row of a method that has no answer, which says why."""
        return MethodRow(self.company.id, method, over=reason, reason=NOT_MEANINGFUL)


@dataclass(frozen=True, slots=True)
class BarRow:
    """A method's range on one line from zero to the greatest of all."""

    method: Annotated[str, Column("Method", weight=LEADING)]
    span: Annotated[Span, Column("Low to high")]
