"""Cash runway: how many months the money lasts, on named cash and burn bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.presentation import presented
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.heading import heading
from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow, every_answer
from aicompare.calculators.runway.scenario import NOTHING_SUPPOSED
from aicompare.companies.company import NO_FACTS, Company
from aicompare.companies.derivation import GIVEN
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Section, Sections, Topic, Warning, listed
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.frozen import replace


def cash_runway(
    companies: Sequence[Company],
    choice: RunwayChoice,
    rates: Rates,
    currency: str | None,
    *,
    grid: bool = False,
    plot: bool = False,
    needs: Decimal | None = None,
) -> Report:
    """A row per company (per pair of bases with `all_bases`).

    With `grid` the sensitivity of one company is a section, with `needs` what gives so many months; with
    `plot` there is a chart for a terminal. `currency` converts what is shown; months are taken before any
    conversion. Raises NoAnswer when no row has an answer, BadUsage for figures that do not fit together.
    """
    if (grid or plot) and choice.all_bases:
        raise BadUsage("--bases goes with neither --sensitivity nor --plot", hint="ask one after the other")
    for option, asked in (("--sensitivity", grid), ("--needs", needs is not None)):
        if asked and len(companies) > 1:
            raise BadUsage(f"{option} is of one company", hint="name one")
    if needs is not None and choice.all_bases:
        raise BadUsage("--needs is on one basis", hint="name it: --burn-basis, --cash-basis")
    answers = _answers(companies, choice, rates)
    rows = [answer.row for answer in answers]
    warnings = [warning for answer in answers for warning in answer.warnings]
    warnings += _doubted(companies, choice, rates)
    warnings += _mixed(rows, choice)
    warnings += conflicts([replace(row, stated=None) for row in rows], companies, rates)
    shown = presented(rows, currency, rates, warnings)
    report = Report(
        "runway",
        "Cash runway",
        [Section(RunwayRow, shown, about=set(_about(companies, choice)))],
        choice.as_of,
        currency or "reported",
        warnings,
        names={company.id: company.name for company in companies} or {GIVEN: "Your figures"},
    )
    # What few ask for is loaded where it is asked for.
    if choice.all_bases:
        from aicompare.calculators.runway.matrix import arranged

        return replace(report, sections=[*report.sections, *arranged(report, answers)])
    more = [_varied(answers[0], choice, currency, rates, warnings)] if grid else []
    if needs is not None:
        from aicompare.calculators.runway.needs import needs_of

        more.append(needs_of(answers[0], needs, choice, currency, rates, warnings))
    report = _on_screen(report, more, answers, choice, rates)
    if plot:
        from aicompare.calculators.runway.chart import cash_chart

        report = replace(report, chart=cash_chart(answers, currency, rates))
    return report


def _on_screen(
    report: Report,
    more: Sequence[Section],
    answers: Sequence[RunwayAnswer],
    choice: RunwayChoice,
    rates: Rates,
) -> Report:
    """With what tables show instead of the rows, and `more` below it."""

    def screen() -> list[Section]:
        from aicompare.calculators.runway.screen import overview, statement

        if len(answers) > 1:
            return overview(report.rows)
        every = every_answer(answers[0].company, replace(choice, all_bases=True), rates)
        others = [answer.row for answer in every if answer.row.months]
        return statement(report.rows[0], answers[0], others, choice)

    told = [*report.sections, *more]
    sections = Sections(told, lambda: [*report.sections, *screen(), *more])
    if len(answers) > 1:  # where a mark says that a loss stands for the burn
        return replace(report, sections=sections, told=["burn_is_proxy"])
    return replace(report, title=heading(report.rows[0], answers[0]), sections=sections)


def _doubted(companies: Sequence[Company], choice: RunwayChoice, rates: Rates) -> list[Warning]:
    supposed = choice.scenario
    planned = (*supposed.raises, *supposed.hires, *supposed.one_offs)
    if not (choice.cash or choice.burn or supposed.revenue or planned):
        return []
    from aicompare.calculators.premises import doubted_of_runway  # only where something was typed

    return list(doubted_of_runway(companies, choice, rates))


def _varied(
    answer: RunwayAnswer, choice: RunwayChoice, currency: str | None, rates: Rates, warnings: list[Warning]
) -> Section:
    from aicompare.calculators.runway.sensitivity import BASE, BURNS, ExtraRow, sensitivity

    rows = presented(sensitivity(answer, choice.as_of, rates), currency, rates, warnings)
    title = f"Months if the burn changes (across) and cash is added (down); {BASE} as above"
    return Section(ExtraRow, rows, title, "sensitivity", {"months": {change: change for change in BURNS}})


def _answers(companies: Sequence[Company], choice: RunwayChoice, rates: Rates) -> list[RunwayAnswer]:
    found = [
        answer
        for company in companies or [_nobody(choice)]
        for answer in every_answer(company, choice, rates)
    ]
    if all(answer.row.cash is None for answer in found):
        raise _nothing_known(companies, choice)
    return found


def _mixed(rows: Sequence[RunwayRow], choice: RunwayChoice) -> list[Warning]:
    bases = {(row.cash_basis, row.burn_basis) for row in rows if row.months}
    if len(bases) < 2 or choice.all_bases:
        return []
    return [Warning("basis_mismatch", "the rows rest on different bases of cash and burn")]


def _about(companies: Sequence[Company], choice: RunwayChoice) -> Iterator[Topic]:
    """Of typed amounts of nobody without a day, there are no dates either."""
    supposed = choice.scenario
    if companies:
        yield "company"
    if companies or choice.balance:
        yield "balance"
    if supposed != NOTHING_SUPPOSED:
        yield "scenario"
    if supposed.raises or supposed.proceeds or supposed.with_debt:
        yield "raises"
    if supposed.with_debt:
        yield "repayments"
    if supposed.growth is not None:
        yield "growth"
    if supposed.hires or supposed.one_offs:
        yield "plan"
    if choice.raise_lead:
        yield "lead"
    if supposed.revenue:
        yield "revenue"


def _nobody(choice: RunwayChoice) -> Company:
    """Whose figures typed amounts are, where no company is named."""
    if not (choice.cash and choice.burn):
        raise BadUsage("without a company, both --cash and --burn are needed")
    if choice.scenario.proceeds or choice.scenario.with_debt:
        raise BadUsage("`--raise proceeds` and --with-debt need a company", hint="write --raise AMOUNT")
    return Company(GIVEN, "Your figures", choice.cash.currency, NO_FACTS)


def _nothing_known(companies: Sequence[Company], choice: RunwayChoice) -> NoAnswer:
    """The error that names whom, which bases and which day nothing is known about."""
    who = listed([company.name for company in companies])
    asked = [one for one in (choice.cash_basis, choice.burn_basis) if one]
    bases = f" on the basis {' and '.join(asked)}" if asked else ""
    day = f" of {choice.balance}" if choice.balance else ""
    text = f"no balance{day} with a burn that matches it is known{bases} for {who} as of {choice.as_of}"
    return NoAnswer(text, hint="see `aicompare show COMPANY cash`")
