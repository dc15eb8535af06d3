"""The verdict on a figure of a text: known, contradicted, not in the data, or not read.

Value first: what of the data, among the metrics and periods named near, has this value. Where
nothing has, `contradicted` needs a company, metric and period that are bound to the figure, or a
misprint that explains it. Anything less is no accusation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.rates.rates import Rates
from aicompare.reading.agreeing import agrees, agrees_converted, misprints, off_by
from aicompare.reading.answers import Archive, HeldFact, same_time
from aicompare.reading.cues import GROWTH
from aicompare.reading.page import Page, Reading
from aicompare.reading.partof import round_name
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.money import Money

KNOWN, CONTRADICTED, NOT_IN_DATA, NOT_READ = "known", "contradicted", "not_in_data", "not_read"
_TELLING = 3  # significant digits by which a value alone is known
_RECENT = timedelta(days=120)
_LABELS = (
    ("open", re.compile(r"\bopen(?:ed|ing|s)?\b|开盘|高开|低开", re.I)),
    ("close", re.compile(r"\bclos(?:ed|ing|e|es)\b|收盘|收报|报收|收于|收涨|收跌", re.I)),
    ("high", re.compile(r"\b(?:high|peak)\b|最高|盘中高", re.I)),
    ("low", re.compile(r"\blow\b|最低", re.I)),
)
_DAILY = ("share_price", "market_cap", "price_change", "trading_volume", "turnover_rate")


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with its verdict: `remark` is one word for what explains it, `held` what decides it."""

    reading: Reading
    verdict: str
    remark: str | None = None
    held: tuple[HeldFact, ...] = ()
    off_by: Decimal | None = None
    why: str | None = None


class Judge:
    """Judges readings by the companies of the data, as of the day of the text."""

    def __init__(
        self, companies: Iterable[Company], rates: Rates, published: date | None, page: Page
    ) -> None:
        self._companies = {company.id: company for company in companies}
        self._archives: dict[str, Archive] = {}
        self._rates = rates
        self._published = published
        self._page = page

    @cached_property
    def _until(self) -> date | None:
        return self._published

    def judged(self, readings: Sequence[Reading]) -> list[Judged]:
        """Each in its order; what translates another figure is judged by what that one is."""
        found: list[Judged] = []
        for reading in readings:
            found.append(
                self._twin(reading, found[reading.twin]) if reading.twin is not None else self._one(reading)
            )
        return found

    def _archive(self, id_: str) -> Archive:
        if id_ not in self._archives:
            self._archives[id_] = Archive(self._companies[id_], self._until)
        return self._archives[id_]

    def _twin(self, one: Reading, first: Judged) -> Judged:
        one = replace(first.reading, found=one.found, twin=one.twin)
        if first.verdict == KNOWN and all(self._agrees(one, held) for held in first.held):
            return replace(first, reading=one, remark="translated")
        own = self._one(one)
        if own.verdict == CONTRADICTED and first.verdict == KNOWN:
            return Judged(one, NOT_IN_DATA)
        return own

    def _one(self, one: Reading) -> Judged:
        if one.company is None or one.metric is None:
            known = self._by_value(one) if one.company else None
            return known or Judged(one, NOT_READ)
        if one.form == "difference":
            return Judged(one, NOT_IN_DATA)
        if one.form in ("growth", "compound", "ratio"):
            return self._computed(one, one.metric)
        return self._known(one, one.metric) or self._wrong(one, one.metric) or Judged(one, NOT_IN_DATA)

    # --- known ---------------------------------------------------------------------------------

    def _known(self, one: Reading, metric: Metric) -> Judged | None:
        assert one.company is not None
        archive = self._archive(one.company)
        best: tuple[int, HeldFact] | None = None
        for held in archive.meant(metric.name):
            cost = self._distance(one, metric, held)
            if cost is not None and (best is None or cost < best[0]) and self._agrees(one, held):
                best = cost, held
        if best:
            held = best[1]
            winner = archive.winner(held)
            if winner is not held and self._outranked(one, held, winner):
                return None
            read = self._as(one, held)
            return Judged(read, KNOWN, self._remark(one, held, winner), (held,))
        if one.period and metric.kind == "flow" and metric.unit == "money" and one.scope is None:
            total = archive.summed(metric.name, one.period)
            if total and self._agrees(one, total):
                return Judged(one, KNOWN, "derived", (total,))
        return self._by_difference(one, metric) or self._by_value(one)

    def _by_difference(self, one: Reading, metric: Metric) -> Judged | None:
        """A pre-money valuation that follows from the post-money one and the raise."""
        if metric.name != "pre_money" or one.company is None:
            return None
        archive = self._archive(one.company)
        for after in archive.held("post_money"):
            for raised in archive.held("raised"):
                if (
                    raised.period != after.period
                    or not isinstance(after.value, Money)
                    or not isinstance(raised.value, Money)
                ):
                    continue
                if after.value.currency == raised.value.currency and raised.scope is None:
                    value = after.value - raised.value
                    held = HeldFact(
                        value,
                        METRICS["pre_money"],
                        after.period,
                        (*after.facts, *raised.facts),
                        f"{after.expression} - {raised.expression}",
                    )
                    if self._agrees(one, held) and (one.found.significant >= 2 or one.firm.period):
                        return Judged(self._as(one, held), KNOWN, "derived", (held,))
                    if (
                        one.firm.company
                        and one.firm.metric
                        and isinstance(value, Money)
                        and value.currency == one.found.currency
                    ):
                        fact = replace(after.facts[0], value=value)
                        if self._recent(after) and "scale" in misprints(one.found, fact):
                            return Judged(
                                self._as(one, held),
                                CONTRADICTED,
                                "scale",
                                (held,),
                                off_by(one.found, fact, self._rates),
                            )
        return None

    def _agrees(self, one: Reading, held: HeldFact) -> bool:
        if held.known is not None and isinstance(held.value, Money):
            return agrees_converted(one.found, held.known, self._rates)
        if isinstance(held.value, Money) and one.found.currency not in (None, held.value.currency):
            base = replace(held.facts[0], value=held.value, period=held.period)
            return agrees_converted(one.found, base, self._rates)
        if isinstance(held.value, Money) and one.found.kind not in ("money", "amount"):
            return False
        return agrees(one.found, held.value)

    def _distance(self, one: Reading, metric: Metric, held: HeldFact) -> int | None:
        """How far what the data hold lies from what is read; None where it cannot be meant."""
        stretch = one.firm.period and one.period is not None and not one.period.is_day
        if not _same_kind(one, held) or (stretch and metric.kind == "flow" and held.metric.kind == "stock"):
            return None
        planned = one.status in ("planned", "reported") and {metric.name, held.metric.name} == {
            "raised",
            "planned_raise",
        }
        cost = 0 if held.metric == metric or planned else 6
        if one.scope != held.scope and (one.scope or held.scope):
            named = held.scope in one.parts
            if one.scope and held.scope and not named:
                return None
            if (
                metric.name in ("ownership", "voting_share", "commitment", "revenue_share")
                and not named
                and one.scope
            ):
                return None
            if held.scope and not one.scope and not named and self._is_whole_known(held):
                return None
            cost += 3 if named else 8 if held.scope and metric.kind == "flow" else 5
            if (
                held.scope
                and not named
                and not (one.found.significant >= _TELLING and held.metric == metric and one.firm.company)
            ):
                return None
            if (
                one.scope
                and held.scope is None
                and metric.name in ("revenue_share", "revenue", "gross_margin")
            ):
                return None
        label = self._label(one, held)
        cost += 0 if label is None else 0 if label == held.label else 4
        if label and held.label and label != held.label and metric.name == "share_price":
            return None
        return self._time_cost(one, held, cost)

    def _is_whole_known(self, held: HeldFact) -> bool:
        """Whether the data hold the whole of which this is a part: a text that names no part means that."""
        archive = self._archive(held.facts[0].company)
        return held.metric.kind == "flow" and any(
            fact.scope is None and fact.period == held.period for fact in archive.held(held.metric.name)
        )

    def _time_cost(self, one: Reading, held: HeldFact, cost: int) -> int | None:
        digits = one.found.significant
        if held.metric.is_plan and held.metric.kind == "flow":
            return cost + 3 if digits >= 2 else None
        if one.deal and held.fact and held.fact.deal and held.metric.kind == "deal":
            same = round_name(held.fact.deal) == one.deal
            if same and (one.period is None or abs((held.period.last - one.period.last).days) < 400):
                return cost
            if not same and len(one.deal) < 6 and not one.firm.period:
                return None
        if one.period and same_time(held.metric, held.period, one.period):
            return cost + (0 if one.firm.period else 1)
        telling = digits >= _TELLING or (
            digits == 2
            and one.found.kind == "money"
            and held.metric.kind == "deal"
            and cost == 0
            and self._recent(held)
        )
        if held.metric.kind == "flow":
            named = any(same_time(held.metric, held.period, when) for when in one.near)
            if one.firm.period and one.period and (not named or held.period not in one.beside):
                return None
            if one.period is None or not one.firm.period:
                return (
                    cost + (4 if named else 9)
                    if telling and (named or one.found.currency or digits >= 4)
                    else None
                )
            return cost + 6 if named and telling else None
        if one.period is None or not one.firm.period or held.metric.kind == "stock":
            named = any(same_time(held.metric, held.period, when) for when in one.near)
            if one.firm.period and one.period and not named and held.metric.name not in _DAILY:
                return cost + 9 if telling and abs((held.period.last - one.period.last).days) < 200 else None
            newest = (
                self._recent(held)
                and one.firm.metric
                and (cost == 0 or (cost <= 5 and held.metric == one.metric))
            )
            return cost + 4 if named and (telling or digits >= 2) else cost + 9 if telling or newest else None
        months = abs((held.period.last - one.period.last).days) // 30
        return cost + 9 + months if telling and months <= 14 else None

    def _recent(self, held: HeldFact) -> bool:
        """Whether it is of the months before the text was published."""
        if self._published is not None:
            return abs(held.period.last - self._published) <= _RECENT
        company = held.facts[0].company
        newest = max(
            fact.period.last
            for fact in self._archive(company).held(held.metric.name)
            if fact.scope == held.scope
        )
        return newest - held.period.last <= 2 * _RECENT

    def _by_value(self, one: Reading) -> Judged | None:
        """Among the other metrics of the sentence and its periods, what has this value to three digits."""
        if (
            one.company is None
            or one.found.significant < _TELLING
            or one.found.kind not in ("money", "amount", "percent", "count")
        ):
            return None
        archive = self._archive(one.company)
        for metric in one.cued:
            if metric == one.metric:
                continue
            for held in archive.held(metric.name):
                near = any(same_time(metric, held.period, when) for when in one.near)
                fits = one.scope == held.scope or held.scope in one.parts or held.scope is None
                if (
                    near
                    and fits
                    and _same_kind(one, held)
                    and self._agrees(one, held)
                    and not self._outranked(one, held, archive.winner(held))
                ):
                    return Judged(self._as(one, held), KNOWN, None, (held,))
        return None

    def _as(self, one: Reading, held: HeldFact) -> Reading:
        """Taken for what agrees: its metric, period and part."""
        loss = held.metric.loss if one.called and one.called.endswith("loss") else None
        called = loss or held.metric.name
        period = (
            one.period
            if held.metric.kind == "flow" and one.period and same_time(held.metric, held.period, one.period)
            else held.period
        )
        scope = held.scope if held.scope or held.metric.name not in ("revenue_share",) else one.scope
        return replace(one, metric=held.metric, called=called, period=period, scope=scope)

    def _outranked(self, one: Reading, held: HeldFact, winner: HeldFact) -> bool:
        """Whether better evidence for the same figure says another thing."""
        fact, won = held.fact, winner.fact
        if not (fact and won) or self._agrees(one, winner):
            return False
        slip = isinstance(fact.value, Money) and "currency" in misprints(
            replace(one.found, currency=fact.value.currency), won
        )
        return won.rank < fact.rank or slip

    def _remark(self, one: Reading, held: HeldFact, winner: HeldFact) -> str | None:
        if winner is not held and not self._agrees(one, winner):
            return "superseded"
        value = held.value
        if isinstance(value, Money) and one.found.currency not in (None, value.currency):
            return "translated"
        return "part" if held.scope and not one.scope else None

    def _label(self, one: Reading, held: HeldFact) -> str | None:
        """Of a day's price or value, which of the day the text says."""
        if held.metric.name not in ("share_price", "market_cap"):
            return None
        start = max(one.sentence[0], one.found.start - 40)
        words = re.split(r"[,;]", self._page.text.prose[start : one.found.start])[-1]
        found = [(name, pattern) for name, pattern in _LABELS if pattern.search(words)]
        return found[0][0] if len(found) == 1 else None

    # --- contradicted ----------------------------------------------------------------------------

    def _wrong(self, one: Reading, metric: Metric) -> Judged | None:
        assert one.company is not None
        archive = self._archive(one.company)
        rivals = [held for held in archive.held(metric.name) if held.fact and _same_kind(one, held)]
        if one.status in ("forecast", "planned") and not metric.is_plan:
            rivals = [
                held
                for held in rivals
                if held.fact
                and held.fact.status == "actual"
                and one.period
                and one.found.significant >= _TELLING
            ]
        whole = [held for held in rivals if held.scope == one.scope]
        at = [held for held in whole if one.period and same_time(metric, held.period, one.period)]
        return self._misprint(one, metric, archive, rivals, at) or self._bound(one, metric, at)

    def _misprint(
        self,
        one: Reading,
        metric: Metric,
        archive: Archive,
        rivals: Sequence[HeldFact],
        at: Sequence[HeldFact],
    ) -> Judged | None:
        found = one.found
        digits = found.significant
        about = one.firm.company or (digits >= _TELLING and self._page.subjects.is_about_one)
        if not one.firm.metric or found.word or not about or self._is_of_another_day(one, metric, archive):
            return None
        for held in self._near(one, metric, archive, at):
            fact = held.fact
            if fact is None or held.value is None or (digits < 2):
                continue
            for remark in misprints(found, fact):
                firm = (
                    one.period is not None
                    and one.firm.period
                    and same_time(held.metric, held.period, one.period)
                )
                if not one.firm.company and not self._recent(held):
                    continue
                enough = (
                    digits >= _TELLING
                    or (
                        firm
                        and digits >= 2
                        and (remark == "currency" or (one.firm.company and one.firm.clean))
                    )
                    or (remark == "currency" and held.metric.kind != "flow" and self._recent(held))
                )
                if enough and (firm or held.metric.kind != "flow"):
                    return self._contradicted(one, held, remark)
        if other := self._other_label(one, metric, rivals):
            return other
        if not (one.firm.period and one.period and at):
            return self._part_of(one, metric, rivals)
        if metric.name == "net_profit":
            for held in archive.held("adjusted_net_profit"):
                if held.period == at[0].period and self._agrees(one, held) and digits >= 2:
                    return self._contradicted(one, at[0], "adjusted")
        return self._part_of(one, metric, rivals) or self._other_year(one, metric, rivals, at)

    def _is_of_another_day(self, one: Reading, metric: Metric, archive: Archive) -> bool:
        """Whether the data hold this very value under another day, part or label: no slip of print then."""
        if one.period is not None and one.firm.period and metric.kind == "flow":
            return False
        return any(
            held.metric.kind != "flow"
            and _same_kind(one, held)
            and self._agrees(one, held)
            and held.metric.name != "share_price"
            and not self._outranked(one, held, archive.winner(held))
            for held in archive.meant(metric.name)
        )

    def _near(
        self, one: Reading, metric: Metric, archive: Archive, at: Sequence[HeldFact]
    ) -> Iterator[HeldFact]:
        yield from at
        if metric.kind != "flow":
            for held in archive.meant(metric.name):
                if (
                    held.scope == one.scope
                    and held.metric.kind != "flow"
                    and (
                        one.period is None
                        or not one.firm.period
                        or same_time(held.metric, held.period, one.period)
                    )
                ) and (
                    self._recent(held) or any(same_time(held.metric, held.period, when) for when in one.near)
                ):
                    yield archive.winner(held)

    def _other_label(self, one: Reading, metric: Metric, rivals: Sequence[HeldFact]) -> Judged | None:
        """The closing price for the opening one."""
        if metric.name != "share_price" or one.found.significant < _TELLING:
            return None
        for held in rivals:
            label = self._label(one, held)
            right = label and held.label and held.label != label and self._agrees(one, held)
            if right and (self._recent(held) or (one.period and same_time(metric, held.period, one.period))):
                said = [other for other in rivals if other.period == held.period and other.label == label]
                if said and not any(self._agrees(one, other) for other in said):
                    return self._contradicted(one, said[0], "label")
        return None

    def _part_of(self, one: Reading, metric: Metric, rivals: Sequence[HeldFact]) -> Judged | None:
        """A part for the whole, or the whole for a part, of the period that the text says."""
        if metric.kind != "flow" or metric.name == "revenue_share":
            return None
        if one.scope:
            for held in rivals:
                timely = (
                    same_time(metric, held.period, one.period)
                    if one.period and one.firm.period
                    else self._recent(held) or self._last_year(held)
                )
                own = [other for other in rivals if other.scope == one.scope and other.period == held.period]
                ranked = [
                    other for other in own if other.fact and held.fact and other.fact.rank <= held.fact.rank
                ]
                if (
                    held.scope is None
                    and timely
                    and self._agrees(one, held)
                    and ranked
                    and one.found.kind == "percent"
                ):
                    wrong = max(ranked, key=lambda other: -(other.fact.rank if other.fact else 9))
                    if not self._agrees(one, wrong):
                        return self._contradicted(one, wrong, "part")
        if one.scope is None and one.period and one.firm.period and not one.parts:
            for held in rivals:
                if (
                    held.scope
                    and one.found.significant >= _TELLING
                    and same_time(metric, held.period, one.period)
                    and self._agrees(one, held)
                ):
                    wrong_ = [
                        other for other in rivals if other.scope is None and other.period == held.period
                    ]
                    if wrong_:
                        return self._contradicted(one, wrong_[0], "part")
        return None

    def _last_year(self, held: HeldFact) -> bool:
        return (
            self._published is not None
            and held.period.last.year == self._published.year - 1
            and held.period.months == 12
        )

    def _other_year(
        self, one: Reading, metric: Metric, rivals: Sequence[HeldFact], at: Sequence[HeldFact]
    ) -> Judged | None:
        if metric.kind != "flow" or one.found.significant < _TELLING or not at or one.parts or one.status:
            return None
        for held in rivals:
            alike = one.period and held.period.months == one.period.months and not held.period.is_day
            if held.scope == one.scope and alike and held.period != one.period and self._agrees(one, held):
                return self._contradicted(one, at[0], "period")
        return None

    def _bound(self, one: Reading, metric: Metric, at: Sequence[HeldFact]) -> Judged | None:
        """Without a misprint only where company, metric and period are all bound to the figure."""
        firm = one.firm.company and one.firm.metric and one.firm.period and one.firm.clean
        facts = [held.fact for held in at if held.fact]
        actual = [fact for fact in facts if fact.status in ("actual", "closed") and fact.label is None]
        if (
            not firm
            or not actual
            or one.status
            or one.found.word
            or one.found.mark == "<="
            or one.found.significant < 2
        ):
            return None
        if one.scope is None and one.parts and metric.name not in ("net_profit", "adjusted_net_profit"):
            return None
        if (
            metric.kind != "flow"
            or (one.period and one.period.is_day)
            or one.found.kind not in ("money", "percent")
        ):
            return None
        distance = off_by(one.found, actual[0], self._rates)
        if distance is None or distance > 2 or distance < Decimal("0.01"):
            return None
        return self._contradicted(one, at[0], None)

    def _contradicted(self, one: Reading, held: HeldFact, remark: str | None) -> Judged:
        distance = off_by(one.found, held.known or held.facts[0], self._rates)
        period = one.period or held.period
        return Judged(replace(one, period=period), CONTRADICTED, remark, (held,), distance)

    # --- computed ------------------------------------------------------------------------------

    def _computed(self, one: Reading, metric: Metric) -> Judged:
        """A growth or a ratio, from figures of the data or as they print it."""
        assert one.company is not None
        archive = self._archive(one.company)
        base = metric.word("growth") or metric.name
        candidates = self._candidates(one, metric, base, archive)
        fitting = [held for held in candidates if _is_of(one, held)]
        beside = [held for held in candidates if one.form == "growth" and held.period in one.beside]
        for held in (*fitting, *beside):
            if self._agrees(one, _times(held) if one.found.kind == "multiple" else held):
                period = held.period if one.form == "compound" or held in beside else one.period
                remark = "derived" if held.fact is None else None
                return Judged(replace(one, period=period), KNOWN, remark, (held,))
        return self._wrong_growth(one, base, fitting) or Judged(one, NOT_IN_DATA)

    def _candidates(self, one: Reading, metric: Metric, base: str, archive: Archive) -> list[HeldFact]:
        if one.form == "ratio":
            ratio = archive.ratio(base, one.period) if one.period else None
            return [ratio] if ratio else []
        if one.form == "compound":
            return list(archive.compounded(base))
        return [*archive.grown(base), *(archive.held(metric.name) if metric.name != base else ())]

    def _wrong_growth(self, one: Reading, base: str, fitting: Sequence[HeldFact]) -> Judged | None:
        """Only of the whole company's revenue, where the words of growth stand beside the percentage."""
        firm = one.firm.company and one.firm.metric and one.firm.period and one.firm.clean
        plain = one.found.kind == "percent" and not one.found.word and not one.found.mark and not one.status
        if not (fitting and firm and plain) or base != "revenue" or one.scope or one.parts:
            return None
        start, end = max(one.sentence[0], one.found.start - 40), min(one.sentence[1], one.found.end + 24)
        if one.found.significant < 2 or not GROWTH.search(self._page.text.prose[start:end]):
            return None
        if any(held.fact for held in fitting):  # the data print a growth that says otherwise
            return None
        distance = _apart(one, fitting[0])
        least = Decimal("0.02") if one.form == "compound" else Decimal("0.05")
        if distance is None or not least < distance < 1:
            return None
        return Judged(one, CONTRADICTED, None, (fitting[0],), distance)


def _is_of(one: Reading, held: HeldFact) -> bool:
    """Whether what is computed is of the period of the text; of a compound growth, of its years."""
    if one.form == "compound":
        return held.period in (one.period, _whole(one))
    return one.form == "ratio" or (one.period is not None and same_time(held.metric, held.period, one.period))


def _same_kind(one: Reading, held: HeldFact) -> bool:
    money = isinstance(held.value, Money)
    unit = held.metric.unit
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


def _times(held: HeldFact) -> HeldFact:
    """A growth of 50% is 1.5 times what it was."""
    return (
        held
        if isinstance(held.value, Money) or held.metric.unit == "times"
        else replace(held, value=held.value + 1)
    )


def _whole(one: Reading) -> object:
    from aicompare.values.periods import Period

    years = [when for when in one.near if when.months == 12]
    return (
        Period(last=max(w.last for w in years), first=min(w.first for w in years)) if len(years) > 1 else None
    )


def _apart(one: Reading, held: HeldFact) -> Decimal | None:
    if isinstance(held.value, Money) or not held.value.value:
        return None
    said, known = one.found.figure.value.copy_abs(), held.value.value.copy_abs()
    return ((said - known) / known).copy_abs().quantize(Decimal("0.0001"))


def facts_of(judged: Judged) -> tuple[Fact, ...]:
    """Every fact on which a verdict rests."""
    return tuple(dict.fromkeys(fact for held in judged.held for fact in held.facts))
