"""The rows of `diff`: an answer that moved, and below it the causes that sum to its change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

from aicompare.calculators.changes.moved import MovedAnswer, says_something
from aicompare.calculators.changes.splitting import Cause, CauseKind
from aicompare.companies.derivation import Solved, told
from aicompare.companies.fact import Derived, Known
from aicompare.companies.naming import when
from aicompare.reports.report import Column
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An answer that moved (`level` 0), an input that made a part of it (1), or a stage of one (2).

    `effect` is what it did to the answer: of an answer after - before, to which the effects of its
    inputs sum, as those of its stages to that of an input. `causes` are figure, basis, period, rate
    or raise; of a level with others below it all of theirs. `told` says why there is no answer now.
    """

    company: Annotated[str, Column("Company", only="several")]
    answer: str
    what: Annotated[str, Column("", indent="level", drawn=True)]
    level: int
    input: str | None
    causes: tuple[str, ...]
    before: Annotated[Known | None, Column("Before")]
    after: Annotated[Known | None, Column("After")]
    effect: Annotated[Derived | None, Column("Change", look="change", missing=" ")]
    told: str | None = None
    before_basis: str | None = None
    after_basis: str | None = None


def rows_of(answer: MovedAnswer) -> list[ChangeRow]:
    """The whole, then a row an input, and where that changed in several stages a row a stage."""
    return [_whole(answer), *_parts(answer)]


def in_tables(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """An answer of a single cause in one row."""
    shown: list[ChangeRow] = []
    for _, group in groupby(rows, key=lambda row: (row.company, row.answer)):
        whole, *parts = group
        shown += (
            [replace(whole, what=f"{whole.what}: {_only(parts[0])}")] if len(parts) == 1 else [whole, *parts]
        )
    return shown


def _only(part: ChangeRow) -> str:
    return part.what.removeprefix(f"{FIGURES}, ")


FIGURES = "the figures of its period"  # what a ratio is taken of, as one input


def _whole(answer: MovedAnswer) -> ChangeRow:
    kinds = _kinds(answer.causes)
    return ChangeRow(
        answer.company, answer.title, _with_unit(answer), 0, None, kinds,
        answer.before, answer.after, answer.effect, answer.told, _basis(answer.before), _basis(answer.after),
    )  # fmt: skip


def _parts(answer: MovedAnswer) -> Iterator[ChangeRow]:
    for name, group in groupby(answer.causes, key=lambda cause: cause.input):
        causes = [*group]
        whole = Cause(name, _kinds(causes), causes[0].before, causes[-1].after, _together(causes))
        said = f"{name}, {_said(whole)}" if len(causes) == 1 else name
        yield _row(answer, whole, 1, said)
        if len(causes) > 1:
            yield from (_row(answer, cause, 2, _said(cause)) for cause in causes)


def _with_unit(answer: MovedAnswer) -> str:
    known = answer.after or answer.before
    title = f"{answer.title}, months" if known and known.metric.unit == "months" else answer.title
    return f"{title}: {answer.told}" if answer.told else title


def _basis(known: Known | None) -> str | None:
    return known.basis if isinstance(known, Derived) else None


def _kinds(causes: Sequence[Cause]) -> tuple[CauseKind, ...]:
    return tuple(dict.fromkeys(kind for cause in causes for kind in cause.kinds))


def _together(causes: Sequence[Cause]) -> Figure | None:
    effects = [cause.effect for cause in causes if cause.effect]
    return sum(effects[1:], effects[0]) if effects else None


def _row(answer: MovedAnswer, cause: Cause, level: int, said: str) -> ChangeRow:
    return ChangeRow(
        answer.company, answer.title, said, level, cause.input, cause.kinds, cause.before.known,
        cause.after.known, _effect(answer, cause.effect), None, cause.before.basis, cause.after.basis,
    )  # fmt: skip


def _effect(answer: MovedAnswer, effect: Figure | None) -> Derived | None:
    known = answer.after
    if effect is None or known is None or not says_something(effect):
        return None
    figure = told(effect, Solved("the answer with it - the answer before it"))
    value = Money(figure, known.currency) if known.currency else figure
    return Derived(answer.company, known.metric, value, known.period)


_IN_WORDS = {
    "figure": "a new figure", "basis": "another basis", "period": "another period", "rate": "another rate",
    "raise": "a raise",
}  # fmt: skip


def _said(cause: Cause) -> str:
    """`another basis: adjusted-loss`, `another period: H1 2026`, `another day: 2026-06-30`."""
    words = " and ".join(_IN_WORDS[kind] for kind in cause.kinds).replace(" and another", " and")
    if cause.after.known and cause.after.known.period.is_day:
        words = words.replace("period", "day")
    now = [str(cause.after.basis)] if "basis" in cause.kinds and cause.after.basis else []
    now += [when(cause.after.known)] if "period" in cause.kinds and cause.after.known else []
    return f"{words}: {', '.join(now)}" if now else words
