"""The way of an answer from what it was to what it is, split into causes that sum to the whole.

The inputs of the answer are replaced one after another, in an order that is fixed for each kind of
answer; an input whose old figure is known on the new basis, or of whose old period the new data
know another figure, is replaced in several stages. Each effect is the answer after a stage less the
answer before it, so that the effects sum to the whole to the last digit. The order decides how what
two causes do together is shared out; see docs/methodology.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from aicompare.companies.fact import Fact, Known, before_conversion
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

CauseKind = Literal["figure", "basis", "period", "rate", "raise"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands for an input. `raises` are those counted beside it, None where others say it; `kind`
    is said where it does not follow from what differs.
    """

    known: Known | None
    basis: str | None = None
    raises: tuple[Fact, ...] | None = None
    kind: CauseKind | None = None


State = Mapping[str, Stage]
Chain = Sequence[Stage | None]  # of one input: the old, then ever nearer the new; None is not known
Solve = Callable[[State], Figure | None]


@dataclass(frozen=True, slots=True)
class Cause:
    """One stage: which input, what it was and is, and what that did; None where it cannot be told."""

    input: str
    kinds: tuple[CauseKind, ...]
    before: Stage
    after: Stage
    effect: Figure | None


def split(chains: Mapping[str, Chain], solve: Solve) -> list[Cause]:
    """The causes in the order of the chains, stage by stage.

    With US$30m over US$2m a month (15 months) that become US$40m over US$4m (10): the cash made
    40 / 2 - 15 = 5 of it, the burn 10 - 20 = -10. What has no answer on the way (two currencies
    without a rate) has no effect of its own: the next stage that has one holds both.
    """
    return list(_causes(chains, solve))


def _causes(chains: Mapping[str, Chain], solve: Solve) -> Iterator[Cause]:
    state = {name: first for name, (first, *_) in chains.items() if first}
    value = _solved(solve, state)
    for name, (_, *stages) in chains.items():
        for stage in filter(None, stages):
            if name in state and same(state[name], stage):
                continue
            trial = {**state, name: stage}
            result, last = _solved(solve, trial), stage is stages[-1]
            if result is None and not last:
                continue
            effect = None if value is None or result is None else result - value
            before = state.get(name, NOTHING)
            yield Cause(name, kinds_of(before, stage), before, stage, effect)
            state, value = trial, value if result is None else result


NOTHING = Stage(None)


def same(one: Stage, other: Stage) -> bool:
    """Whether an answer is the same with either."""
    if other.raises is not None and one.raises != other.raises:
        return False
    a, b = one.known, other.known
    return a is b or (a is not None and b is not None and a.figure == b.figure and a.currency == b.currency)


def kinds_of(before: Stage, after: Stage) -> tuple[CauseKind, ...]:
    """In what two stages differ: another basis, another period; else a raise, a rate, a figure."""
    one, other = before.known, after.known
    if after.kind or one is None or other is None:
        return (after.kind or "figure",)
    kinds: list[CauseKind] = []
    if before.basis != after.basis:
        kinds.append("basis")
    if one.period != other.period:
        kinds.append("period")
    if not kinds:
        kinds.append("rate" if _is_only_converted(one, other) else "figure")
    return tuple(kinds)


def _is_only_converted(one: Known, other: Known) -> bool:
    return one.rate != other.rate and before_conversion(one).value == before_conversion(other).value


def _solved(solve: Solve, state: State) -> Figure | None:
    try:
        return solve(state)
    except (KeyError, NoRate, ZeroDivisionError):  # an input, or its rate, is not known
        return None
