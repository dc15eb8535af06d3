"""What a contradicted statement may have meant: four fixed changes, each tried within bounds.

Another currency, a power of ten, another period of the same metric, another basis. Only of a
figure that says enough for a match to mean something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from aicompare.errors import Trouble
from aicompare.expressions.checking import Outcome, held_against
from aicompare.expressions.evaluation import Scene
from aicompare.expressions.graph import Leaf, Named
from aicompare.expressions.syntax import Call, Statement, Stored, Syntax, Word, changed, inside
from aicompare.expressions.units import money_of
from aicompare.expressions.verdicts import HOLDS
from aicompare.facts import Company, Fact
from aicompare.figures import Figure
from aicompare.metrics import METRICS, family_of
from aicompare.periods import Period
from aicompare.references import Reference

MOST_TRIED = 100  # changes of one statement
_MOST_FIGURES = 12  # of a statement that is tried at all
_CURRENCIES = ("USD", "HKD", "CNY")
_POWERS = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 6: "a million", 8: "100 million"}
# What is said of a change, and the computed side and stated figure after it.
Change = tuple[str, Syntax, Leaf]


def hint_for(computed: Syntax, stated: Leaf, scene: Scene) -> str | None:
    """The first of the changes with which the computed side comes to the stated figure."""
    figures = [part for part in inside(computed) if isinstance(part, Stored)]
    if not figures or len(figures) > _MOST_FIGURES or not _is_telling(stated.figure):
        return None
    changes = (
        change
        for kind in (_other_currency, _power_of_ten, _other_period, _other_basis)
        for change in kind(computed, stated, scene)
    )
    for words, syntax, figure in islice(changes, MOST_TRIED):
        if _holds(syntax, figure, scene):
            return f"holds {words}"
    return None


def _holds(computed: Syntax, stated: Leaf, scene: Scene) -> bool:
    try:
        outcome = held_against(stated, Statement("", computed), scene)
    except Trouble:
        return False
    return outcome.verdict == HOLDS and not is_only_of(outcome, scene.doubted)


def is_only_of(outcome: Outcome, source: str | None) -> bool:
    """Whether what was computed is but a figure that no other source prints: that proves nothing."""
    node = outcome.computed.node
    known = node.known if isinstance(node, Named) else None
    return isinstance(known, Fact) and known.is_only_of(source)


def _is_telling(figure: Figure) -> bool:
    """Whether its interval is narrow enough that few figures lie in it: a tenth of it at most."""
    if figure.low is None or figure.high is None:
        return False
    return 0 < (figure.high - figure.low) * 10 <= abs(figure.value) or figure.is_exact


def _other_currency(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    if stated.unit.kind != "money":
        return
    for currency in _CURRENCIES:
        if currency != stated.unit.currency:
            leaf = Leaf(stated.figure, money_of(currency, monthly=stated.unit.monthly))
            yield f"in {currency}", _into(computed, currency), leaf


def _into(computed: Syntax, currency: str) -> Syntax:
    """With every conversion into this currency instead; with one where there is none."""

    def change(part: Syntax) -> Syntax | None:
        if isinstance(part, Call) and part.name == "convert" and len(part.arguments) == 2:
            word = Word(currency, part.column)
            return replace(part, arguments=(changed(part.arguments[0], change), word))
        return None

    found = changed(computed, change)
    return found if found != computed else Call("convert", (computed, Word(currency, 1)), 1)


def _power_of_ten(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    for power, words in _POWERS.items():
        yield f"at {words} times the figure", computed, _scaled(stated, power)
        yield f"at the figure over {words}", computed, _scaled(stated, -power)


def _scaled(stated: Leaf, power: int) -> Leaf:
    figure = stated.figure
    assert figure.low is not None and figure.high is not None
    value, low, high = (end.scaleb(power) for end in (figure.value, figure.low, figure.high))
    return replace(stated, figure=Figure(value, low, high))


def _other_period(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    """Every figure of one period moved to another one together, the nearest period first."""
    found = {part: _facts_of(part, scene) for part in inside(computed) if isinstance(part, Stored)}
    used = {part: part.reference.fact(company) for part, (company, _) in found.items() if company}
    for period in dict.fromkeys(fact.period for fact in used.values() if fact):
        parts = [part for part, fact in used.items() if fact and fact.period == period]
        known = set.intersection(*({fact.period for fact in found[part][1]} for part in parts))
        alike = [one for one in known - {period} if _alike(one, period)]
        for other in sorted(alike, key=lambda one: (abs(one.last - period.last), one)):
            named = "for" if len(parts) == len(used) else f"with {parts[0].reference.metric.name} of"
            yield f"{named} {other}", changed(computed, _moved(parts, other)), stated


def _moved(parts: Sequence[Stored], period: Period) -> Callable[[Syntax], Syntax | None]:
    def change(part: Syntax) -> Syntax | None:
        if isinstance(part, Stored) and part in parts:
            return replace(part, reference=replace(part.reference, period=period))
        return None

    return change


def _alike(one: Period, other: Period) -> bool:
    """A day for a day, a stretch for a stretch."""
    return one.is_day == other.is_day or one.is_month or other.is_month


def _other_basis(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    """The company for a part of it, another label, another metric of the family."""
    for part in inside(computed):
        if isinstance(part, Stored):
            for words, reference in _bases_of(part, scene):
                new = replace(part, reference=reference)
                yield words, changed(computed, _swap(part, new)), stated


def _swap(old: Stored, new: Stored) -> Callable[[Syntax], Syntax | None]:
    return lambda part: new if part == old else None


def _bases_of(part: Stored, scene: Scene) -> Iterator[tuple[str, Reference]]:
    reference = part.reference
    company, _ = _facts_of(part, scene)
    if company is None or reference.is_derived:
        return
    if reference.scope:
        yield "for the company as a whole", replace(reference, scope=None)
    fact = reference.fact(company)
    known = [one for one in company.facts if fact and one.period == fact.period and one.scope == fact.scope]
    for one in known:
        if one.metric == reference.metric and one.label != reference.label:
            words = f"with label={one.label}" if one.label else "without a label"
            yield words, replace(reference, label=one.label, period=one.period)
    for name in family_of(reference.metric):
        if name != reference.metric.name:
            yield f"for {name}", replace(reference, metric=METRICS[name], called=None)


def _facts_of(part: Stored, scene: Scene) -> tuple[Company | None, list[Fact]]:
    """The company of a figure, and what the figure could be of other periods; of a group nothing."""
    try:
        company = scene.data.company(part.reference.company)
    except Trouble:
        return None, []
    return company, part.reference.candidates(company)
