"""`check` and `audit`: whether a statement holds, and what the data make of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Protocol

from aicompare.calculators.claims.hints import is_only_of
from aicompare.calculators.claims.page import Shown, page_of
from aicompare.calculators.claims.rows import (
    NOT_IN_DATA,
    CheckRow,
    ClaimRow,
    amount_of,
    inputs_of,
    listed,
    row_of,
)
from aicompare.calculators.claims.superseded import SUPERSEDED, right_on, superseded_words
from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.derived import derived_value
from aicompare.calculators.multiples.unheld import older_ltm
from aicompare.companies.claims import Claim
from aicompare.companies.company import Company
from aicompare.companies.ltm import newer_than_ltm
from aicompare.companies.references import NO_METRICS
from aicompare.expressions.checking import Outcome, check, held_against, stated_figure
from aicompare.expressions.evaluation import Directory, Missing, Scene
from aicompare.expressions.graph import known_in
from aicompare.expressions.parser import parse
from aicompare.expressions.syntax import Call, Statement, Stored, inside
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS, UNDECIDED
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Section, Warning, facts_in
from aicompare.values.errors import NoAnswer, Trouble, UnknownName
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric
from aicompare.values.sources import Source

_MOST_OFFERED = 6


class DatedData(Directory, Protocol):
    """The data, also as they were known on an earlier day."""

    @property
    def sources(self) -> Iterable[Source]: ...
    def at(self, as_of: date | None) -> DatedData: ...


def check_expression(
    expression: str,
    choice: RateChoice,
    data: DatedData,
    rates: Rates,
    companies: Sequence[Company],
    own: Mapping[str, Metric] = NO_METRICS,
) -> Report:
    """The verdict on a statement, or the value of an expression that compares nothing; `own` are the
    metrics of the user's files.

    Raises BadExpression, NoRate; NoAnswer where a value is asked for and something is missing.
    """
    statement, scene = parse(expression, own), scene_of(data, rates, choice)
    outcome = check(statement, scene)
    if outcome.verdict is None and outcome.missing:
        text = f"{listed(outcome.missing)} is not known as of {data.as_of}"
        reasons = "; ".join(one.reason for one in outcome.missing if one.reason)
        raise NoAnswer(text, hint=reasons or _offers(outcome.missing))
    row = row_of(CheckRow, statement, outcome, scene)
    if day := right_on(lambda then: check(statement, then), outcome, scene):
        row = replace(row, remark=SUPERSEDED, hint=superseded_words(day))
    return Report(
        "check",
        expression.strip(),
        [Section(CheckRow, [row]), inputs_of(row)],
        data.as_of,
        None,
        [*_other_balance(outcome), *_older_ltm(statement, data), *conflicts(row, companies, rates)],
        _notes(outcome),
        names={company.id: company.name for company in companies},
        failed=row.verdict == CONTRADICTED,
        undecided=row.verdict == UNDECIDED,
    )


def audit(
    claims: Sequence[Claim],
    data: DatedData,
    rates: Rates,
    source: str | None,
    companies: Collection[str] | None,
    *,
    every: bool = False,
    ids: bool = False,
) -> Report:
    """Every claim recomputed from what was known when its source came out.

    `source` and `companies` leave only the claims of a source, or about these ids; tables show the worst
    of all sources unless `every`, with `ids` the id of each. Raises UnknownName for a source that there
    is not, NoAnswer where no claim is left.
    """
    chosen = list(_chosen(claims, data, source, companies))
    if not chosen:
        told = [f"of {source}"] if source else []
        told += [f"about {', '.join(companies)}"] if companies else []
        about = " and ".join(told)
        text = f"there is no claim {about or 'in the data'} as of {data.as_of}"
        raise NoAnswer(text, hint="`aicompare audit` shows all that there are" if about else None)

    @cache
    def scene_on(day: date) -> Scene:
        day = min(day, data.as_of)
        return scene_of(data.at(day), replace(rates, as_of=day), RateChoice())

    rows = [_audited(claim, scene_on) for claim in chosen]
    shown = Shown(chosen[0].source if source else None, every, ids)
    heading, sections, left_out = page_of(rows, shown)
    return Report(
        "audit",
        "Claims of the sources, recomputed",
        [Section(ClaimRow, rows), *sections],
        data.as_of,
        None,
        notes=left_out,
        failed=any(row.verdict == CONTRADICTED for row in rows),
        heading=heading,
    )


def scene_of(data: Directory, rates: Rates, choice: RateChoice) -> Scene:
    """Where expressions are computed: the data and rates of one day."""
    return Scene(data, rates, choice, lambda one, company: derived_value(one, company, rates, data.as_of))


# --- one claim -------------------------------------------------------------------------------


def _audited(claim: Claim, scene_on: Callable[[date], Scene]) -> ClaimRow:
    scene = scene_on(claim.day)
    try:
        row = _judged(claim, parse(claim.check), scene) if claim.check else _without_check(claim)
    except Trouble as trouble:  # no rate, or two units that do not go together
        row = ClaimRow(verdict=UNDECIDED, hint=trouble.message)
    told = replace(row, id=claim.id, statement=claim.statement, source=claim.source, as_of=scene.data.as_of)
    return replace(told, says=claim.says or row.says, expression=claim.check)


def _without_check(claim: Claim) -> ClaimRow:
    stated = amount_of(stated_figure(claim.says)) if claim.says else None
    return ClaimRow(verdict=UNDECIDED, stated=stated, hint=NOT_IN_DATA)


def _judged(claim: Claim, statement: Statement, scene: Scene) -> ClaimRow:
    """What the claim's own source prints is no proof of it: what others print of it comes first."""
    scene = replace(scene, said=claim.source.published)
    doubting = replace(scene, doubted=claim.source.id)
    outcome = _outcome(claim, statement, scene)
    if claim.says and is_only_of(outcome, claim.source.id):
        outcome = _outcome(claim, statement, doubting)
        if is_only_of(outcome, claim.source.id):
            row = row_of(ClaimRow, statement, outcome, doubting)
            return replace(row, verdict=UNDECIDED, off_by=None, remark=None, hint="no other source tells")
    row = row_of(ClaimRow, statement, outcome, doubting)
    day = right_on(lambda then: _outcome(claim, statement, then), outcome, doubting)
    if day is None:
        return row
    row = replace(row, remark=SUPERSEDED, hint=superseded_words(day))
    return replace(row, verdict=HOLDS, off_by=None) if day >= claim.source.published.first else row


def _outcome(claim: Claim, statement: Statement, scene: Scene) -> Outcome:
    if claim.says is None:
        return check(statement, scene)
    return held_against(stated_figure(claim.says), statement, scene, claim.says)


# --- which claims ----------------------------------------------------------------------------


def _chosen(
    claims: Sequence[Claim], data: DatedData, source: str | None, companies: Collection[str] | None
) -> Iterator[Claim]:
    if source is not None and source not in (known := [one.id for one in data.sources]):
        raise UnknownName("source", source, known)
    for claim in claims:
        of_source = source in (None, claim.source.id)
        if of_source and (companies is None or not _companies_of(claim, data).isdisjoint(companies)):
            yield claim


def _companies_of(claim: Claim, data: DatedData) -> set[str]:
    """The companies that its expression names, alone or in a group."""
    sides = parse(claim.check).sides if claim.check else ()
    names = {part.reference.company for side in sides for part in inside(side) if isinstance(part, Stored)}
    return {company.id for name in names for company in _named(name, data)}


# --- what is said below ----------------------------------------------------------------------


def _notes(outcome: Outcome) -> list[str]:
    if outcome.translated is None or outcome.against is None:
        return []
    side = "what is stated" if outcome.against.says else "the right side"
    return [f"Compared in {outcome.translated}, the currency of {side}."]


def _offers(missing: Sequence[Missing]) -> str | None:
    offers = list(dict.fromkeys(name for one in missing for name in one.offers))
    return f"there is {', '.join(offers[:_MOST_OFFERED])}" if offers else None


def _older_ltm(statement: Statement, data: Directory) -> Iterator[Warning]:
    """Of an ltm() of no day that is asked for, whether newer figures are known than it could use."""
    calls = [part for side in statement.sides for part in inside(side) if isinstance(part, Call)]
    for asked in (call.arguments[0] for call in calls if call.name == "ltm" and len(call.arguments) == 1):
        if isinstance(asked, Stored) and not (asked.reference.period or asked.reference.details):
            for company in _named(asked.reference.company, data):
                newer = newer_than_ltm(company, asked.reference.metric.name)
                if newer:
                    yield older_ltm(newer)


def _named(name: str, data: Directory) -> list[Company]:
    """The company of this name, or those of the group."""
    try:
        return [data.company(name)]
    except UnknownName:
        return data.group(name)


def _other_balance(outcome: Outcome) -> list[Warning]:
    """A stated monthly burn belongs to its own balance: another one beside it is told."""
    nodes = [side.node for side in (outcome.computed, outcome.against) if side and side.node]
    facts = dict.fromkeys(fact for node in nodes for one in known_in(node) for fact in facts_in(one))
    return [
        Warning(
            "period_mismatch",
            f"the monthly burn {burn.reported} is stated for the balance of {burn.balance}, "
            f"not of {balance.period}",
            burn.company,
        )
        for burn in facts
        if burn.metric.name == "monthly_burn" and burn.balance
        for balance in facts
        if balance.metric.kind == "stock" and balance.metric.unit == "money"
        if balance.company == burn.company and balance.period.last != burn.balance.last
    ]
