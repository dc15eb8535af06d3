"""The functions of the language: one table, and one small function each.

Those of one figure (growth, cagr, ltm, annualised, monthly, share, as_of) take the figure's name, because
they need its other periods; of a group they give a value for each company.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.ltm import twelve_months_of
from aicompare.companies.measures import annualised, compound_growth, growth_on, growth_trouble, monthly
from aicompare.companies.references import Reference
from aicompare.expressions import units
from aicompare.expressions.evaluation import (
    Evaluation,
    Function,
    Missing,
    Result,
    Several,
    Value,
    missing,
    unknown,
)
from aicompare.expressions.graph import Factors, Node, Pick, Terms, constant, turned
from aicompare.expressions.known import node_of
from aicompare.expressions.syntax import Call, Chain, Stored, Syntax, Typed, Word
from aicompare.values.errors import BadPeriod
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric, growth_of
from aicompare.values.periods import Period


def _sum(at: Evaluation, call: Call) -> Value:
    value, nodes = at.together(call)
    if value.node is None:
        return value
    _refuse_days(at, call, value.node)
    return Value(Terms(tuple((1, node) for node in nodes), nodes[0].unit))


def _mean(at: Evaluation, call: Call) -> Result:
    total = _sum(at, call)
    if not isinstance(total.node, Terms):
        return total
    count = constant(Figure.exact(len(total.node.terms)))
    return Value(Factors((total.node,), (count,), total.node.unit))


def _pick(at: Evaluation, call: Call) -> Result:
    value, nodes = at.together(call)
    return value if value.node is None else Value(Pick(call.name, tuple(nodes), nodes[0].unit))


def _abs(at: Evaluation, call: Call) -> Result:
    (value,) = (at.one(argument) for argument in _arguments(at, call, 1))
    if value.node is None:
        return value
    _refuse_days(at, call, value.node)
    return Value(Pick("abs", (value.node,), value.node.unit))


def _refuse_days(at: Evaluation, call: Call, node: Node) -> None:
    if node.unit == units.DAY:
        raise at.wrong(
            call.column,
            f"{call.name} takes no days of the calendar",
            "the difference of two is a number of days",
        )


def _convert(at: Evaluation, call: Call) -> Result:
    first, second = _arguments(at, call, 2)
    currency, result = at.currency(second), at.result(first)
    if isinstance(result, Several):
        return Several(tuple(at.convert(one, currency, first.column) for one in result.values))
    return at.convert(result, currency, first.column)


def _growth(at: Evaluation, call: Call) -> Result:
    """On the same stretch a year earlier, of a loss the growth of its size; as printed where that
    is not known.
    """

    def of(reference: Reference, company: Company) -> Known | None:
        pairs = _pairs(at, reference, company)
        found = [growth_on(*pair, loss=reference.is_loss) for pair in pairs]
        return _newest(filter(None, [*found, _printed_growth(at, reference, company, pairs)]), reference)

    def why_not(reference: Reference, company: Company) -> str | None:
        fitting = [pair for pair in _pairs(at, reference, company) if reference.fits(*_when(pair[0]))]
        newest = max(fitting, key=lambda pair: pair[0].period, default=None)
        return growth_trouble(*newest, loss=reference.is_loss) if newest else None

    return _of_a_period(at, call, of, why_not=why_not)


def _pairs(at: Evaluation, reference: Reference, company: Company) -> list[tuple[Fact, Fact]]:
    """Each figure with that of the same stretch a year earlier."""
    values = {fact.period: fact for fact in _by_period(at, reference, company)}
    earlier = {one: one.year_earlier_among(values) or one.year_earlier() for one in values}
    found = ((now, at.fact(replace(reference, period=earlier[one]), company)) for one, now in values.items())
    return [(now, then) for now, then in found if then]


def _printed_growth(
    at: Evaluation, reference: Reference, company: Company, pairs: Sequence[tuple[Fact, Fact]]
) -> Fact | None:
    """As printed. Of a profit or loss it tells of whichever the period had, and is no growth of the
    other, nor from one to the other; where the figure itself is not known it is taken for a profit's.
    """
    metric = growth_of(reference.metric.name)
    printed = at.fact(replace(reference, metric=metric), company) if metric else None
    if printed is None or "profit" not in reference.metric.name:
        return printed
    value = at.fact(replace(reference, period=printed.period), company)
    is_loss = value is not None and money(value).amount.value < 0
    of_both = any(
        now.period == printed.period and growth_trouble(now, then, loss=is_loss) for now, then in pairs
    )
    return printed if is_loss == reference.is_loss and not of_both else None


def _when(fact: Fact) -> tuple[Period, Metric]:
    return fact.period, fact.metric


def _by_period(at: Evaluation, reference: Reference, company: Company) -> list[Fact]:
    """The winning fact of each period of money that there is."""
    periods = dict.fromkeys(fact.period for fact in reference.candidates(company))
    facts = [at.fact(replace(reference, period=period), company) for period in periods]
    return [fact for fact in facts if fact and fact.metric.unit == "money"]


def _ltm(at: Evaluation, call: Call) -> Result:
    """The last twelve months; a full year that ends no earlier is that itself."""

    def of(reference: Reference, company: Company) -> Known | None:
        facts = _by_period(at, replace(reference, period=None), company)
        years = [fact for fact in facts if fact.period.whole_months == 12]
        windows = twelve_months_of(facts, company.currency).values()
        asked = reference.period
        both: list[Known] = [*years, *windows]
        known = [one for one in both if asked is None or one.period.last == asked.last]
        return _newest(known, replace(reference, period=None))

    return _of_a_period(at, call, of, flows=True)


def _cagr(at: Evaluation, call: Call) -> Result:
    """(last / first) ^ (1 / years) - 1, between two periods of one length or two days."""
    if len(call.arguments) != 3 or not isinstance(call.arguments[0], Stored):
        hint = "write it like cagr(minimax.revenue, FY2022, FY2024)"
        raise at.wrong(call.column, "cagr takes a figure of the data and two periods", hint)
    stored = call.arguments[0]
    if stored.reference.period:
        raise at.wrong(call.arguments[1].column, "the figure already says its period")
    first, last = (_period(at, argument) for argument in call.arguments[1:])
    if first.last >= last.last or first.months != last.months:
        hint = "two of one length, the earlier first: FY2022, FY2024"
        raise at.wrong(call.arguments[1].column, f"nothing grows from {first} to {last}", hint)

    def of(reference: Reference, company: Company) -> Value:
        named = replace(reference, period=first, through=last)
        facts = [
            at.fact(end, company)
            for end in (replace(reference, period=first), replace(reference, period=last))
        ]
        then, now = facts
        if then is None or now is None:
            gone = [
                replace(reference, period=period)
                for period, fact in zip((first, last), facts, strict=True)
                if not fact
            ]
            return unknown(*(missing(one, company) for one in gone))
        grown = compound_growth(now, then)
        reason = f"it means nothing between {then.printed} and {now.printed}"
        return Value(node_of(grown)) if grown else Value(None, (Missing(f"cagr({named})", reason=reason),))

    return at.of_each(stored, of)


def _as_of(at: Evaluation, call: Call) -> Result:
    """The newest at or before a day; of a month, its last day."""
    stored, second = _arguments(at, call, 2)
    if not isinstance(stored, Stored) or stored.reference.period:
        hint = "write it like as_of(minimax.run_rate, 2026-04)"
        raise at.wrong(call.column, "as_of takes a figure without a period, and a day", hint)
    day = _period(at, second)

    def of(reference: Reference, company: Company) -> Value:
        known = [*reference.candidates(company), *reference.quoted(company, day.last)]
        periods = [fact.period for fact in known if fact.period.last <= day.last]
        newest = max(periods, key=lambda period: period.recency, default=Period.day(day.last))
        dated = replace(reference, period=newest)
        found = at.fact(dated, company) or at.scene.derive(dated, company)
        if found is None:
            (what,) = missing(reference, company).missing
            return Value(None, (replace(what, name=f"as_of({what.name}, {day})"),))
        node: Node = node_of(found)
        return Value(turned(node) if reference.is_loss else node)

    return at.of_each(stored, of, day.last)


def _annualised(at: Evaluation, call: Call) -> Result:
    """x 12 / months."""
    return _of_a_period(at, call, lambda *one: _of_stretch(annualised, at.fact(*one)), flows=True)


def _monthly(at: Evaluation, call: Call) -> Result:
    """A period's amount over its months: cash over it is months."""
    return _of_a_period(at, call, lambda *one: _of_stretch(monthly, at.fact(*one)), flows=True)


def _of_stretch(measure: Callable[[Fact], Derived], fact: Fact | None) -> Derived | None:
    return measure(fact) if fact and fact.period.months else None


def _share(at: Evaluation, call: Call) -> Result:
    """share(part, whole), or of a figure with a scope its share of the company's."""
    if len(call.arguments) == 1:
        stored = _figure_of(at, call)
        if stored.reference.scope is None:
            hint = (
                "write share(part, whole), or a part with its scope: minimax.revenue[FY2025, scope=ai-native]"
            )
            raise at.wrong(stored.column, "the share of this in what?", hint)
        whole: Syntax = replace(stored, reference=replace(stored.reference, scope=None))
        part: Syntax = stored
    else:
        part, whole = _arguments(at, call, 2)
    sign = ("/", call.column, whole)
    value = at.one(Chain(part, (sign,)))
    if value.node is None:
        return value
    if value.node.unit.kind not in ("number", "typed"):
        raise at.wrong(call.column, "a share is of two figures of one kind")
    return Value(replace(value.node, unit=units.PERCENT))


# --- what they share -------------------------------------------------------------------------


def _arguments(at: Evaluation, call: Call, count: int) -> tuple[Syntax, ...]:
    if len(call.arguments) != count:
        values = "value" if count == 1 else "values"
        raise at.wrong(call.column, f"{call.name} takes {count} {values}", f"here are {len(call.arguments)}")
    return call.arguments


def _of_a_period(
    at: Evaluation,
    call: Call,
    find: Callable[[Reference, Company], Known | None],
    *,
    flows: bool = False,
    why_not: Callable[[Reference, Company], str | None] = lambda *_: None,
) -> Result:
    """For each company the figure that `find` gives for the figure and period of the call."""
    stored = _figure_of(at, call)
    known = stored.reference.metric
    if flows and (known.kind != "flow" or known.unit != "money"):
        raise at.wrong(
            stored.column, f"{known.name} is no amount of a stretch of time", f"{call.name} takes one"
        )

    def of(reference: Reference, company: Company) -> Value:
        found = find(reference, company)
        if found is None:
            (what,) = missing(reference, company).missing
            name = f"{call.name}({what.name})"
            return Value(None, (Missing(name, what.offers, what.unlike, why_not(reference, company)),))
        node: Node = node_of(found)
        return Value(turned(node) if reference.is_loss and call.name != "growth" else node)

    return at.of_each(stored, of)


def _figure_of(at: Evaluation, call: Call) -> Stored:
    """The figure a function is asked of, its period perhaps as the second argument."""
    if not 1 <= len(call.arguments) <= 2 or not isinstance(call.arguments[0], Stored):
        hint = f"write it like {call.name}(minimax.revenue, FY2025)"
        raise at.wrong(call.column, f"{call.name} takes a figure of the data, and a period if need be", hint)
    stored = call.arguments[0]
    if len(call.arguments) == 1:
        return stored
    if stored.reference.period:
        raise at.wrong(call.arguments[1].column, "the figure already says its period")
    return replace(stored, reference=replace(stored.reference, period=_period(at, call.arguments[1])))


def _period(at: Evaluation, syntax: Syntax) -> Period:
    text = syntax.text if isinstance(syntax, Word | Typed) else ""
    try:
        return Period.typed(text)
    except BadPeriod as trouble:
        raise at.wrong(
            syntax.column, trouble.message if text else "a period is wanted here", trouble.hint
        ) from None


def _newest(found: Iterable[Known], reference: Reference) -> Known | None:
    """Of the period that is asked for, or the newest; what is computed before what is printed."""
    fitting = [one for one in found if reference.fits(one.period, one.metric)]
    return max(fitting, key=lambda one: (one.period.recency, isinstance(one, Derived)), default=None)


FUNCTIONS: dict[str, Function] = {
    "sum": _sum,
    "mean": _mean,
    "min": _pick,
    "max": _pick,
    "abs": _abs,
    "convert": _convert,
    "growth": _growth,
    "ltm": _ltm,
    "annualised": _annualised,
    "monthly": _monthly,
    "share": _share,
    "cagr": _cagr,
    "as_of": _as_of,
}
