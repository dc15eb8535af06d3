"""Companies side by side, like for like.

Per metric the newest period of one length whose ends lie within 31 days of each other for
all companies named, provided that it is recent for each of them; else each one's newest,
with a warning that names the difference. Ratios are never taken of unlike flows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated

from aicompare.calculators.companyrows import SEVERAL, companies_down
from aicompare.calculators.comparisonpage import metrics_down, sheet_of
from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.derived import USUAL, Candidates, Comparing, candidates_of
from aicompare.calculators.presentation import presented
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import runway_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Product, computed, minus
from aicompare.companies.fact import Known, before_conversion
from aicompare.companies.measures import (
    LIQUIDITY,
    MULTIPLE,
    NEAR,
    RECURRING,
    RUNWAY,
    RUNWAY_ALONE,
)
from aicompare.companies.recurring import recurring_parts
from aicompare.companies.references import NO_METRICS, metric_named
from aicompare.companies.solved import Meaningful
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, OfRow, Report, Section, Topic, Warning
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Kind, Metric
from aicompare.values.periods import Period, newest_of

# How far a common period may lie behind a company's newest.
FRESH = {"flow": timedelta(days=184), "deal": timedelta(days=184), "stock": timedelta(days=100)}


@dataclass(frozen=True, slots=True)
class CompareRow:
    """`period` is None where the companies' periods differ; `ratio` is first over second, of two
    percentages `difference` first less second: 0.085 is 8.5 points.
    """

    metric: Annotated[Metric, Column("Metric")]
    period: Annotated[Period | None, Column("Period", missing="differ")]
    values: Annotated[dict[str, Known | None], Column(""), OfRow()]
    ratio: Annotated[Figure | None, Column("Ratio", only="pair", unit="times", look="computed")]
    difference: Annotated[
        Figure | None, Column("Difference", only="pair", unit="points", look="computed")
    ] = None


def comparison(
    companies: Sequence[Company],
    metrics: Sequence[str],
    period: Period | None,
    rates: Rates,
    as_of: date,
    currency: str | None,
    own: Mapping[str, Metric] = NO_METRICS,
    added: Sequence[Metric] = (),
) -> Report:
    """A row per metric, a value per company; exactly two companies get a ratio. `own` are the metrics of the
    user's files, `added` rows of an expression behind the others.

    Raises BadUsage for fewer than two companies, NoAnswer when nothing is known.
    """
    if len(companies) < 2:
        raise BadUsage(
            "compare takes two companies or more", hint="for example `aicompare compare zhipu minimax`"
        )
    warnings: list[Warning] = []
    scene = Comparing(companies, period, rates, as_of, currency, warnings)
    rows = [row_of(known, scene) for known in rows_asked(metrics, own, added)]
    warnings += conflicts(rows, companies, rates)
    refuse_nothing(rows, as_of)
    names = {company.id: company.name for company in companies}
    alike = all(row.period for row in rows if any(row.values.values()))
    title = ", ".join(names.values()) + (f", {period}" if period else ", like for like" if alike else "")
    asked, not_burning = bool(metrics or added), _not_burning(rows, scene)
    sheet = sheet_of(rows, companies, currency, asked=asked, not_burning=not_burning)
    heading, pages = metrics_down(sheet) if len(companies) < SEVERAL else companies_down(sheet)
    about: set[Topic] = {"pair"} if len(names) == 2 else set()
    return Report(
        "compare",
        title,
        [Section(CompareRow, rows, keys={"values": names}, about=about), *pages],
        as_of,
        currency or "reported",
        warnings,
        names=names,
        heading=heading,
        told=("period_mismatch", "basis_mismatch"),
    )


def rows_asked(metrics: Sequence[str], own: Mapping[str, Metric], added: Sequence[Metric]) -> list[Metric]:
    """Those named, else the usual ones, and what is added. Raises UnknownName."""
    return [*([metric_named(name, own) for name in metrics] or USUAL), *added]


def refuse_nothing(rows: Sequence[CompareRow], as_of: date) -> None:
    """Raises NoAnswer where not one figure is known."""
    if all(value is None for row in rows for value in row.values.values()):
        hint = "`aicompare show COMPANY --all` has what is known of one, with its periods"
        raise NoAnswer(f"nothing of that is known for these companies as of {as_of}", hint=hint)


def _not_burning(rows: Sequence[CompareRow], scene: Comparing) -> list[str]:
    """The companies whose months are missing because no cash is used up."""
    months = [row for row in rows if row.metric in (RUNWAY, RUNWAY_ALONE)]
    missing = [company for company in scene.companies if any(not row.values[company.id] for row in months)]
    choice = RunwayChoice(scene.as_of)
    return [one.id for one in missing if runway_of(one, choice, scene.rates).status == "not_burning"]


def row_of(known: Metric, scene: Comparing) -> CompareRow:
    """The companies' figures of one metric, of periods that are alike where there are any."""
    warnings = scene.warnings
    candidates = {one.id: _wanted(candidates_of(known, one, scene), known, scene) for one in scene.companies}
    chosen = like_for_like(candidates, known.kind)
    alike = chosen is not None
    newest = {id_: newest_of(of_one) for id_, of_one in candidates.items()}
    values = newest if chosen is None else {**newest, **chosen}
    if not alike and sum(one is not None for one in values.values()) > 1:
        ends = ", ".join(f"{id_} {one.period}" for id_, one in values.items() if one)
        text = f"{known.title}: no period of one length is recent for all ({ends})"
        warnings.append(Warning("period_mismatch", text))
    warnings += [one for one in _mixed_bases(known, values) if not _said_of_months(one, warnings)]
    values = _with_parts(known, values, scene)
    shown = presented([values], scene.currency, scene.rates, warnings)[0]
    periods = {one.period for one in values.values() if one}
    common = periods.pop() if len(periods) == 1 else None if periods else scene.period
    pair = list(shown.values()) if alike and len(shown) == 2 else []
    return CompareRow(known, common, shown, _ratio(pair), _difference(pair, known))


def _with_parts(
    known: Metric, values: Mapping[str, Known | None], scene: Comparing
) -> dict[str, Known | None]:
    """Where recurring revenue is known of one part of a company alone, that part: its `scope` says so."""
    parts: dict[str, Known | None] = {
        company.id: newest_of(_wanted(recurring_parts(company, scene.valued), known, scene))
        for company in scene.companies
        if known == RECURRING and values[company.id] is None
    }
    return {**values, **parts}


def _mixed_bases(known: Metric, values: Mapping[str, Known | None]) -> list[Warning]:
    """In the rows that choose among bases, whether the companies' differ."""
    if known not in (LIQUIDITY, RUNWAY, RUNWAY_ALONE, MULTIPLE, RECURRING):
        return []
    bases = {id_: one.basis or one.metric.name for id_, one in values.items() if one}
    if len(set(bases.values())) < 2:
        return []
    each = ", ".join(f"{id_} {basis}" for id_, basis in bases.items())
    return [Warning("basis_mismatch", f"{known.title}: the bases differ ({each})")]


def _said_of_months(mixed: Warning, before: Sequence[Warning]) -> bool:
    """The months of the balance alone rest on the bases of those with raises, which stand above them."""
    if not mixed.message.startswith(RUNWAY_ALONE.title):
        return False
    said = mixed.message.removeprefix(RUNWAY_ALONE.title)
    return any(one.code == mixed.code and one.message == f"{RUNWAY.title}{said}" for one in before)


def like_for_like(candidates: Mapping[str, Candidates], kind: Kind) -> dict[str, Known] | None:
    """One value per company that has any, of periods that are alike and recent; None if none are.

    Of several sets the one that ends last, then the longest.
    """
    having = {id_: of_one for id_, of_one in candidates.items() if of_one}
    if len(having) < 2:
        return None
    sets = []
    for anchor in {period for of_one in having.values() for period in of_one}:
        nearest = {id_: _nearest(of_one, anchor, kind) for id_, of_one in having.items()}
        periods = [one.period for one in nearest.values() if one]
        if len(periods) == len(having) and _alike(periods) and _fresh(periods, having.values(), kind):
            shortest = min(period.days for period in periods)
            sets.append((min(periods).last, shortest, sorted(periods), nearest))
    if not sets:
        return None
    return {id_: one for id_, one in max(sets, key=lambda one: one[:3])[3].items() if one}


def _nearest(of_one: Candidates, anchor: Period, kind: Kind) -> Known | None:
    alike = [period for period in of_one if kind == "stock" or period.is_as_long_as(anchor)]
    nearest = min(alike, key=lambda period: (abs(period.last - anchor.last), period), default=None)
    return None if nearest is None else of_one[nearest]


def _alike(periods: Sequence[Period]) -> bool:
    ends = [period.last for period in periods]
    return max(ends) - min(ends) <= NEAR


def _fresh(periods: Iterable[Period], having: Iterable[Candidates], kind: Kind) -> bool:
    newest = [max(period.last for period in of_one) for of_one in having]
    return all(end - period.last <= FRESH[kind] for end, period in zip(newest, periods, strict=True))


def _wanted(candidates: Candidates, known: Metric, scene: Comparing) -> Candidates:
    """With --period only that period; a balance counts when it is of the period's last day."""
    asked = scene.period
    if asked is None:
        return candidates
    if known.kind == "stock":
        return {period: one for period, one in candidates.items() if period.last == asked.last}
    return {period: one for period, one in candidates.items() if period == asked}


def _ratio(pair: Sequence[Known | None]) -> Figure | None:
    """First over second, in one currency; None for percentages, losses, unlike signs and zero.

    Where both were reported in one currency, as they were reported: a ratio needs no rate then.
    """
    first, second = pair or (None, None)
    if first is None or second is None or first.metric.unit == "percent":
        return None
    reported = before_conversion(first), before_conversion(second)
    if reported[0].currency == reported[1].currency:
        first, second = reported
    a, b = first.figure.value, second.figure.value
    if first.currency != second.currency or b <= 0 or a < 0:
        return None
    pair_of = Meaningful if a > 0 else Product
    return computed(pair_of((Named(first.company, first),), (Named(second.company, second),)))


def _difference(pair: Sequence[Known | None], known: Metric) -> Figure | None:
    """First less second, of two margins or shares; a growth has no points that say much."""
    first, second = pair or (None, None)
    if first is None or second is None or first.metric.unit != "percent" or known.has("growth"):
        return None
    return computed(minus(Named(first.company, first), Named(second.company, second)))
