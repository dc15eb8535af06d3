"""What the data say, as seen from a text: the archive of each company, and when two figures agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from aicompare.companies.company import Company
from aicompare.companies.winner import strength
from aicompare.rates.rates import Rates
from aicompare.reading.agreeing import agrees, agrees_converted, misprints
from aicompare.reading.answers import Archive
from aicompare.reading.heldfact import DAILY, HeldFact, same_time
from aicompare.reading.page import Page
from aicompare.reading.signs import NETS, base_of, direction_said, is_a_loss, sign_said
from aicompare.reading.taken import Reading
from aicompare.values.frozen import replace
from aicompare.values.money import Money, figure_in
from aicompare.values.periods import Period

TELLING = 3  # significant digits by which a value alone is known
_SAME = Decimal("0.01")
VALUED = ("share_price", "market_cap")  # by the close of each day of trading
PRICES = ("share_price", "offer_price", "target_price", "price_per_share")
RECENT = timedelta(days=120)


class Evidence:
    """The data as known on the day of a text, and the text."""

    def __init__(
        self, companies: Iterable[Company], rates: Rates, published: date | None, page: Page
    ) -> None:
        self._companies = {company.id: company for company in companies}
        self._archives: dict[str, Archive] = {}
        self.rates = rates
        self.published = published
        self.page = page

    def of(self, one: Reading) -> Archive:
        """That of the company that is read."""
        assert one.company is not None
        return self._archive(one.company)

    def _archive(self, id_: str) -> Archive:
        if id_ not in self._archives:
            self._archives[id_] = Archive(self._companies[id_], self.published)
        return self._archives[id_]

    def in_its_years(self, one: Reading) -> Reading:
        """A year, half or quarter by its number is one of the company's own where the words say
        `fiscal`; else either may be meant.
        """
        if one.company is None or one.period is None or not one.numbered:
            return one
        own = self.of(one).in_its_years(one.period)
        if own is None:
            return one
        return replace(one, period=own) if one.fiscal else replace(one, also=own)

    def in_its_currency(self, one: Reading) -> Reading:
        """A 元 without its country is a Hong Kong dollar of what is only known in these: of prices, and
        of all in a text in traditional characters.
        """
        if not one.found.plain or one.company is None or one.metric is None:
            return one
        held = self.of(one).held(one.metric.name)
        currencies = {known.value.currency for known in held if isinstance(known.value, Money)}
        local = one.metric.name in PRICES or self.page.text.is_traditional
        if not local or currencies != {"HKD"}:
            return one
        return replace(one, found=replace(one.found, currency="HKD"))

    def agrees(self, one: Reading, held: HeldFact) -> bool:
        """Whether it is that of the data as print is read, in its currency or at rates of the time, and the
        words do not say a loss of a profit or a fall of what rose.
        """
        return self.has_its_digits(one, held) and not self.is_turned(one, held)

    def is_turned(self, one: Reading, held: HeldFact) -> bool:
        """Whether the words say plainly that it is a profit, or rose, and the data the reverse."""
        told = figure_in(held.value).value
        if held.metric.name == "price_change" or held.metric.name.endswith("_growth"):
            said = direction_said(self.page, one) if self._is_of_what_grew(one, held) else 0
        else:
            nets = one.metric and one.metric.name in NETS and held.metric.name in (*NETS, "operating_profit")
            said = sign_said(self.page, one) if nets or held.metric == one.metric else 0
        return said * told < 0

    def _is_of_what_grew(self, one: Reading, held: HeldFact) -> bool:
        """Whether it is the growth of what the words name: of a loss where they say one, else of a profit."""
        base = base_of(held.metric.name)
        if base is None:
            return True
        if held.fact is None or base.endswith("_loss"):
            return is_a_loss(self.page, one) == base.endswith("_loss")
        levels = self._archive(held.fact.company).held(base)
        signs = {figure_in(level.value).value < 0 for level in levels if level.period == held.period}
        return signs == {is_a_loss(self.page, one)}

    def has_its_digits(self, one: Reading, held: HeldFact) -> bool:
        """Whether it has the value of the data, with either sign."""
        if held.known is not None and isinstance(held.value, Money):
            return agrees_converted(one.found, held.known, self.rates)
        if isinstance(held.value, Money) and one.found.currency not in (None, held.value.currency):
            base = replace(held.facts[0], value=held.value, period=held.period)
            return agrees_converted(one.found, base, self.rates)
        if isinstance(held.value, Money) and one.found.kind not in ("money", "amount"):
            return False
        return agrees(one.found, held.value)

    def was_over(self, one: Reading, held: HeldFact) -> bool:
        """Whether a stretch had ended, or the day of a balance had come, when the text was published; what
        is foreseen may be of a later one.
        """
        if self.published is None or one.status or held.metric.is_plan or held.metric.kind == "deal":
            return True
        return (held.period.last if held.metric.kind == "flow" else held.period.first) <= self.published

    def stands_for(self, one: Reading, held: HeldFact) -> bool:
        """Whether it is the last price up to the day that is read, there having been no trading between."""
        prices = self._archive(held.facts[0].company).company.prices
        if prices is None or one.period is None or not one.period.is_day or not held.period.is_day:
            return False
        return held.metric.name in VALUED and prices.stands_for(held.period.last, one.period.last)

    def has_its_day(self, one: Reading, held: HeldFact) -> bool:
        """Whether it is a price or value of another day, and the data have one of the very day."""
        day, daily = one.period, held.metric.name in DAILY and held.period.is_day
        if day is None or not day.is_day or not daily or held.period == day:
            return False
        archive = self._archive(held.facts[0].company)
        alike = (other for other in archive.held(held.metric.name) if other.scope == held.scope)
        if any(other.period == day and other.label == held.label for other in alike):
            return True
        close = archive.company.close(day.last, held.scope) if held.label in (None, "close") else None
        return held.metric.name in VALUED and close is not None and close.period == day

    def recent(self, held: HeldFact) -> bool:
        """Whether it is of the months before the text was published, else of the newest of the data."""
        if self.published is not None:
            return abs(held.period.last - self.published) <= RECENT
        return self._newest(held) - held.period.last <= 2 * RECENT

    def _newest(self, held: HeldFact) -> date:
        alike = self._archive(held.facts[0].company).held(held.metric.name)
        ends = (one.period.last for one in alike if one.scope == held.scope)
        return max(ends, default=held.period.last)

    def is_furthest(self, one: Reading, close: HeldFact, *, highest: bool) -> bool:
        """Whether a closing price is the peak or the low that is meant: of the month or year that the text
        says, of the month in which the day lies that it says, else of all until the text.
        """
        first, last = date.min, self.published or date.max
        if one.period and is_at(one, close):
            day = one.period.last
            month = Period.month_of(day.year, day.month, 1)
            stretch = month if one.period.is_day else one.period
            first, last = stretch.first, min(stretch.last, last)
        return self._archive(close.facts[0].company).is_furthest(close, first, last, highest=highest)

    def replaced(self, one: Reading, held: HeldFact) -> HeldFact | None:
        """The figure that the data prefer to one that agrees and that says another thing."""
        won = self._archive(held.facts[0].company).winner(held)
        if won is held or self.agrees(one, won) or not (held.fact and won.fact):
            return None
        if _is_as_good_as(one, won) or strength(won.fact) <= strength(held.fact):
            return None
        return won

    def outranked(self, one: Reading, held: HeldFact) -> bool:
        """Whether what agrees is weaker evidence than what says another thing, or a slip of it."""
        won = self.replaced(one, held)
        if won is None or not (held.fact and won.fact):
            return False
        return won.fact.rank < held.fact.rank or _is_slip(one, held, won)

    def was_replaced_by_then(self, held: HeldFact, won: HeldFact) -> bool:
        """Whether better evidence was out on the day of the text: stronger, or of its strength and later."""
        if not (held.fact and won.fact):
            return False
        if self.published is None:
            return won.fact.rank < held.fact.rank
        return won.fact.published <= self.published


def _is_as_good_as(one: Reading, won: HeldFact) -> bool:
    """Whether it lies nearer than anyone would print it otherwise."""
    if isinstance(won.value, Money) and won.value.currency != one.found.currency:
        return False
    known = figure_in(won.value).value
    return bool(known) and abs(one.found.figure.value.copy_abs() / known.copy_abs() - 1) < _SAME


def _is_slip(one: Reading, held: HeldFact, won: HeldFact) -> bool:
    fact = held.fact
    if fact is None or won.fact is None or not isinstance(fact.value, Money):
        return False
    return "currency" in misprints(replace(one.found, currency=fact.value.currency), won.fact)


def is_at(one: Reading, held: HeldFact) -> bool:
    """Whether a figure of the data is of the period that is read."""
    said = (one.period, one.also)
    return any(same_time(held.metric, held.period, when) for when in said if when)


def is_near(one: Reading, held: HeldFact) -> bool:
    """Whether it is of a period that the paragraph names."""
    return any(same_time(held.metric, held.period, when) for when in one.near)


def same_kind(one: Reading, held: HeldFact) -> bool:
    """Whether a figure of the text can be one of this unit."""
    money, unit = isinstance(held.value, Money), held.metric.unit
    match one.found.kind:
        case "money":
            return money
        case "amount":
            return money or unit == "count"
        case "percent":
            return unit == "percent"
        case "multiple":
            return unit == "times"
        case "months":
            return unit == "months"
        case _:
            return unit == "count"
