"""Printed ratios against the figures they are made of, and shares that exceed the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicompare.companies.fact import Fact
from aicompare.lint.findings import Finding, Key, Series, Used, figure, one_currency, percent, said
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

_ALL = Figure.exact(1)
_MOST_SCOPES = 10  # of more shares in one period not every grouping is tried


def ratios_against_figures(used: Used) -> Iterator[Finding]:
    """A printed margin, share or growth that its own figures contradict."""
    for key, series in used.items():
        known = METRICS[key.metric]
        for period, fact in series.items():
            if known.parts:
                yield from _checked_ratio(fact, known.parts, (key, key), used, period)
            elif whole := known.word("part"):
                yield from _checked_ratio(fact, (whole, whole), (key, replace(key, scope=None)), used, period)
            elif of := known.word("growth") or known.word("multiple"):
                yield from _checked_growth(fact, of, key, used, period)


def _checked_ratio(
    fact: Fact, names: tuple[str, str], keys: tuple[Key, Key], used: Used, period: Period
) -> Iterator[Finding]:
    above, below = (_of(name, key, used).get(period) for name, key in zip(names, keys, strict=True))
    if above and below and one_currency(above, below) and figure(below).value > 0:
        computed = figure(above) / figure(below)
        formula = f"{said(above)} over {said(below)}"
        code = "gross-margin" if fact.metric.name == "gross_margin" else "share"
        yield from _compared(fact, computed, code, formula, (above, below))


def _checked_growth(fact: Fact, metric: str, key: Key, used: Used, period: Period) -> Iterator[Finding]:
    """Of a loss, growth is how much wider it became: the quotient of two losses tells that too."""
    series = _of(metric, key, used)
    earlier = period.year_earlier_among(series)
    now, then = series.get(period), earlier and series[earlier]
    if now and then and one_currency(now, then) and figure(now).value * figure(then).value > 0:
        multiple = figure(now) / figure(then)
        computed = multiple - 1 if fact.metric.has("growth") else multiple
        formula = f"{said(now)} against {then.reported} a year earlier"
        yield from _compared(fact, computed, "growth", formula, (now, then))


def _of(metric: str, key: Key, used: Used) -> Series:
    """The figures of a metric, of the scope and label of `key`."""
    return used.get(Key(metric, key.scope, key.label, METRICS[metric].basis), {})


def _compared(
    fact: Fact, computed: Figure, code: str, formula: str, inputs: tuple[Fact, ...]
) -> Iterator[Finding]:
    if not computed.meets(figure(fact)):
        shown = percent(computed) if fact.metric.unit == "percent" else f"{computed.value:.1f}x"
        text = f"{said(fact)} is printed, and {formula} is {shown}"
        yield Finding(code, text, (fact, *inputs), "check the three figures")


# --- shares of revenue --------------------------------------------------------------------


def shares_over_the_whole(used: Used) -> Iterator[Finding]:
    """Shares of revenue of one period that come to more than 100% however they are grouped.

    A set that makes up the whole, or another share (the products of a segment), is a split
    of its own; there is nothing to say where splits can be set aside so that the rest fits
    into the whole.
    """
    periods: dict[Period, list[Fact]] = {}
    for key, series in used.items():
        if key.metric == "revenue_share" and key.scope and not key.label:
            for period, fact in series.items():
                periods.setdefault(period, []).append(fact)
    for period, facts in periods.items():
        if len(facts) <= _MOST_SCOPES and not _Grouping(facts).fits():
            listed = " + ".join(f"{fact.scope} {fact.reported}" for fact in facts)
            text = f"shares of revenue in {period} exceed 100% however they are grouped: {listed}"
            yield Finding("segment-shares", text, tuple(reversed(facts)), "check the shares and their scopes")


class _Grouping:
    """Every way to set splits aside. A set of shares is a number whose bits name them."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._shares = [figure(fact) for fact in facts]
        self._all = (1 << len(facts)) - 1
        self._sums = {0: Figure.exact(0)}
        for some in range(1, self._all + 1):  # each is that without its first share, and that share
            first = some & -some
            self._sums[some] = self._sums[some ^ first] + self._shares[first.bit_length() - 1]
        self._splits = [some for some in self._sums if some.bit_count() > 1 and self._is_split(some)]
        self._known: dict[int, bool] = {}

    def fits(self, left: int | None = None) -> bool:
        left = self._all if left is None else left
        if left not in self._known:
            low = self._sums[left].low
            self._known[left] = (low is None or low <= 1) or any(
                self.fits(left ^ split) for split in self._splits if split & left == split
            )
        return self._known[left]

    def _is_split(self, some: int) -> bool:
        others = [share for bit, share in enumerate(self._shares) if not some >> bit & 1]
        return any(self._sums[some].meets(whole) for whole in (_ALL, *others))
