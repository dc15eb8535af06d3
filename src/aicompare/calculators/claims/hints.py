"""What a contradicted statement may have meant: fixed changes, each tried within bounds.

Another sign, another currency, a power of ten, another basis of the same period (the whole for a part, the
adjusted loss for the loss), another period. Only of a figure that says enough for a match to mean
something, and only of the print: neither rounding nor the rates of another day make a hint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact, money
from aicompare.companies.measures import DERIVED
from aicompare.companies.references import Reference
from aicompare.companies.selectors import nearest
from aicompare.expressions.checking import Outcome, holding
from aicompare.expressions.evaluation import Scene, is_share
from aicompare.expressions.graph import DataNode, Leaf, Node, Terms, value_of
from aicompare.expressions.syntax import Call, Statement, Stored, Syntax, Word, changed, inside
from aicompare.expressions.units import money_of
from aicompare.expressions.verdicts import HOLDS, UNDECIDED, verdict_of
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, family_of
from aicompare.values.periods import Period

MOST_TRIED = 100  # changes of one statement
_MOST_FIGURES = 12  # of a statement that is tried at all
_CURRENCIES = ("USD", "HKD", "CNY")
_POWERS = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 6: "a million", 8: "100 million"}
# What the remark and the hint say of a change, and the computed side and stated figure after it.
Change = tuple[str | None, str, Syntax, Leaf]
Meant = tuple[str | None, str]


def as_percentage(sign: str, outcome: Outcome, stated: Leaf) -> Meant | None:
    """Where a percentage or share is held against a bare number, and the number of percent decides
    otherwise.
    """
    node = outcome.computed.node
    if node is None or not _is_percentage(node, stated.figure):
        return None
    right = replace(stated, figure=_over(stated.figure, 2), loose=None)
    verdict = verdict_of(_turned_to(outcome, sign), node, right, (node,))
    if verdict == outcome.verdict or UNDECIDED in (verdict, outcome.verdict):
        return None
    number = stated.figure.value
    if verdict == HOLDS:
        return "scale", f"holds at the figure over a hundred: write {number:,f}%"
    return "scale", f"{number:,f} is {number * 100:,f}% here; {verdict} for {number:,f}%"


_LEAST_POINTS = 9  # fewer may be times, held against a ratio
_FAR = 50  # times


def _is_percentage(node: Node, against: Figure) -> bool:
    """By its look; or a share or a growth written out, held against more than it can be."""
    if node.unit.look == "percent":
        return True
    if against.value.copy_abs() <= _LEAST_POINTS:
        return False
    return is_share(node) or _is_growth(node) or _is_far_below(node, against)


def _is_far_below(node: Node, against: Figure) -> bool:
    """`4.39 > 400`: a plain ratio that is nearer to so many percent than to so many times."""
    plain = node.unit.kind == "number" and not node.unit.look
    return plain and against.value.copy_abs() > _FAR * value_of(node).value.copy_abs()


def _is_growth(node: Node) -> bool:
    """`a / b - 1`."""
    return isinstance(node, Terms) and any(
        sign < 0 and isinstance(part, Leaf) and part.figure == Figure.exact(1) for sign, part in node.terms
    )


def _turned_to(outcome: Outcome, sign: str) -> str:
    """The sign between what is computed on the left and what is stated."""
    first = ((outcome.against and outcome.against.says) or "").partition(" ")[0]
    return first if first in ("<", "<=", ">", ">=", "!=") else sign


def hint_for(computed: Syntax, stated: Leaf, scene: Scene) -> Meant | None:
    """The first of the changes with which the computed side comes to the stated figure."""
    stated = replace(stated, loose=None)
    figures = [part for part in inside(computed) if isinstance(part, Stored)]
    if not figures or len(figures) > _MOST_FIGURES or not _is_telling(stated.figure):
        return None
    changes = (
        change
        for kind in (
            _other_sign,
            _other_currency,
            _power_of_ten,
            _other_basis,
            _at_the_close,
            _other_period,
            _older_label,
        )
        for change in kind(computed, stated, scene)
    )
    held = cache(lambda syntax: holding(Statement("", syntax), scene))  # most changes leave it as it is
    for remark, words, syntax, figure in islice(changes, MOST_TRIED):
        if _holds(held(syntax), figure, scene):
            return remark, f"holds {words}"
    return None


def _holds(held: Callable[[Leaf], Outcome], stated: Leaf, scene: Scene) -> bool:
    try:
        outcome = held(stated)
    except Trouble:
        return False
    return outcome.verdict == HOLDS and not is_only_of(outcome, scene.doubted)


def is_only_of(outcome: Outcome, source: str | None) -> bool:
    """Whether what was computed is but a figure that no other source prints: that proves nothing."""
    node = outcome.computed.node
    known = node.known if isinstance(node, DataNode) else None
    return isinstance(known, Fact) and known.is_only_of(source)


def _is_telling(figure: Figure) -> bool:
    """Whether its interval is narrow enough that few figures lie in it: a tenth of it at most."""
    if figure.low is None or figure.high is None:
        return False
    return 0 < (figure.high - figure.low) * 10 <= abs(figure.value) or figure.is_exact


def _other_sign(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    yield None, "with the other sign", computed, replace(stated, figure=-stated.figure)


def _other_currency(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    if stated.unit.kind != "money":
        return
    for currency in dict.fromkeys((*_own_currencies(computed, scene), *_CURRENCIES)):
        if currency != stated.unit.currency:
            leaf = Leaf(stated.figure, money_of(currency, monthly=stated.unit.monthly))
            # each figure converts from its own currency, whatever it was converted into before
            converted = Call("convert", (computed, Word(currency, 1)), 1)
            yield "currency", f"in {currency}", converted, leaf


def _own_currencies(computed: Syntax, scene: Scene) -> Iterator[str]:
    """Those in which its figures were reported."""
    for part in inside(computed):
        if isinstance(part, Stored):
            company, _ = _facts_of(part, scene)
            fact = _used(part.reference, company, scene) if company else None
            if fact and fact.metric.unit == "money":
                yield money(fact).currency


def _power_of_ten(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    for power, words in _POWERS.items():
        yield "scale", f"at {words} times the figure", computed, _scaled(stated, power)
        yield "scale", f"at the figure over {words}", computed, _scaled(stated, -power)


def _scaled(stated: Leaf, power: int) -> Leaf:
    return replace(stated, figure=_over(stated.figure, -power))


def _over(figure: Figure, power: int) -> Figure:
    """Over that power of ten."""
    low, high = (None if end is None else end.scaleb(-power) for end in (figure.low, figure.high))
    return Figure(figure.value.scaleb(-power), low, high)


def _other_period(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    """Every figure of one period moved to another one together, the nearest period first."""
    found = {part: _facts_of(part, scene) for part in inside(computed) if isinstance(part, Stored)}
    used = {part: part.reference.fact(company) for part, (company, _) in found.items() if company}
    for period in dict.fromkeys(fact.period for fact in used.values() if fact):
        parts = [part for part, fact in used.items() if fact and fact.period == period]
        known = set.intersection(*({fact.period for fact in found[part][1]} for part in parts))
        alike = [one for one in known - {period} if _alike(one, period)]
        for other in sorted(
            alike, key=lambda one: (one.months != period.months, abs(one.last - period.last), one)
        ):
            named = "for" if len(parts) == len(used) else f"with {parts[0].reference.metric.name} of"
            yield "period", f"{named} {other}", changed(computed, _moved(parts, other)), stated


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
            for remark, words, reference in _bases_of(part, scene):
                new = replace(part, reference=reference)
                yield remark, words, changed(computed, _swap(part, new)), stated


def _swap(old: Stored, new: Stored) -> Callable[[Syntax], Syntax | None]:
    return lambda part: new if part == old else None


def _bases_of(part: Stored, scene: Scene) -> Iterator[tuple[str | None, str, Reference]]:
    reference = part.reference
    company, _ = _facts_of(part, scene)
    if company is None or reference.is_derived:
        return
    if reference.scope:
        whole = "deal" if reference.metric.kind == "deal" else "company"
        yield "part", f"for the {whole} as a whole", replace(reference, scope=None)
    used = _used(reference, company, scene)
    for name in (name for name in family_of(reference.metric) if name != reference.metric.name):
        called = METRICS[name].loss if reference.is_loss else None
        remark = "adjusted" if "adjusted" in (name + reference.metric.name) else None
        yield remark, f"for {called or name}", replace(reference, metric=METRICS[name], called=called)
    if used is None:
        return
    known = [fact for fact in company.facts.of(reference.metric.name) if fact.period == used.period]
    for fact in known:
        if fact.scope == used.scope and fact.label != used.label and fact.status in COMPETING:
            words = f"with label={fact.label}" if fact.label else "without a label"
            yield None, words, replace(reference, label=fact.label, period=fact.period)
    for fact in known:
        if fact.scope not in (used.scope, None) and fact.status in COMPETING:
            other = replace(reference, scope=fact.scope, label=fact.label, period=fact.period)
            yield "part", f"for scope={fact.scope}, {fact.printed}", other


def _at_the_close(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    """Of a market value that was printed some day, the one at the newest price."""
    for part in inside(computed):
        if not isinstance(part, Stored) or part.reference.period:
            continue
        if part.reference.metric.name == "market_cap":
            value = replace(part.reference, metric=DERIVED["equity_value"], called=None)
            new = changed(computed, _swap(part, replace(part, reference=value)))
            yield None, "for equity_value, the shares at the newest price", new, stated


def _older_label(computed: Syntax, stated: Leaf, scene: Scene) -> Iterator[Change]:
    """Of a figure named without day and label: each label of another day, the newest first."""
    for part in inside(computed):
        if not isinstance(part, Stored) or part.reference.period or part.reference.label:
            continue
        for fact in _labelled(part.reference, scene):
            other = replace(part.reference, label=fact.label, period=fact.period)
            new = changed(computed, _swap(part, replace(part, reference=other)))
            yield "period", f"with label={fact.label} of {fact.period}", new, stated


def _labelled(reference: Reference, scene: Scene) -> list[Fact]:
    company, _ = _facts_of(Stored(reference, 1), scene)
    used = _used(reference, company, scene) if company else None
    if company is None or used is None:
        return []
    known = company.facts.of(reference.metric.name)
    found = [fact for fact in known if fact.label and fact.period != used.period and fact.scope == used.scope]
    fitting = [fact for fact in found if reference.deal in (None, fact.deal) and fact.status in COMPETING]
    return sorted(fitting, key=lambda fact: fact.period.last, reverse=True)


def _used(reference: Reference, company: Company, scene: Scene) -> Fact | None:
    """The fact that it means, perhaps by the nearest selectors."""
    if reference.is_derived:
        return None
    fact = reference.fact(company, scene.doubted)
    others = [] if fact else nearest(reference, company)
    return others[0].fact(company, scene.doubted) if others else fact


def _facts_of(part: Stored, scene: Scene) -> tuple[Company | None, list[Fact]]:
    """The company of a figure, and what the figure could be of other periods; of a group nothing."""
    try:
        company = scene.data.company(part.reference.company)
    except Trouble:
        return None, []
    return company, part.reference.candidates(company)
