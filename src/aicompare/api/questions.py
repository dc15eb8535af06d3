"""The questions about companies.

A company is named by id, name, ticker or alias, in any case; of no name at all (None) every
company is meant, of an empty list none, which is refused. `currency` is that of presentation
and moves no ratio of figures in one currency (of two, `compare` takes it of what is shown): None is
what each docstring says, "reported" leaves figures as they are.
Each figure converts by its kind (IAS 21: a balance at the closing rate of its day, a flow at
the mean of its period, a deal at the rate of its day).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import (
    currency_shown,
    day,
    exclude,
    listed,
    months_asked,
    one_of,
    optional,
    premise,
    several,
    whole,
    with_currency,
)
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import COMPANY, AnyCompanies, Companies, Currency
from aicompare.values.errors import BadUsage
from aicompare.values.frozen import replace

if TYPE_CHECKING:
    from aicompare.calculators.multiples.valuation import MultiplesChoice
    from aicompare.companies.company import Company
    from aicompare.values.metrics import Metric


@command(
    "aicompare list",
    "aicompare list six-tigers --json",
)
def list_companies(
    data: Data,
    companies: Annotated[
        str | Iterable[str] | None, Argument("GROUP", "A group, or companies; else all of them.")
    ] = None,
    *,
    group: Annotated[str | None, Option("GROUP", "The companies of a group.")] = None,
) -> Answer:
    """Which companies and groups there are.

    None of `companies` is all of them. Raises UnknownName, BadUsage for both `companies` and `group`.

    >>> [row.name for row in aicompare.list_companies(aicompare.load(), "six-tigers").rows][:2]
    ['Zhipu', 'MiniMax']
    """
    from aicompare.calculators.catalogue import listing

    some = companies is not None or group is not None
    ids = [company.id for company in data.asked(companies, group)] if some else None
    return data.answer(listing(data.dataset.entries(ids), data.dataset.groups, data.as_of))


@command(
    "aicompare show zhipu",
    "aicompare show minimax revenue --history",
)
@dated
def show(
    data: Data,
    company: Annotated[str, COMPANY],
    metric: Annotated[
        str | None, Argument("METRIC", "Only this one of `aicompare metrics`; else all.")
    ] = None,
    *,
    history: Annotated[bool, Option(help="Also the outranked and conflicting figures.")] = False,
    every: Annotated[
        bool, Option(help="Every figure, a line each; else the statement page.", flag="--all")
    ] = False,
    report: Annotated[
        bool, Option(help="The text in which to report an error of METRIC, filled in.")
    ] = False,
    currency: Currency = None,
) -> Answer:
    """One company: its statement page; of a metric, or with --all, every figure.

    The page has metrics down and periods across, then value, raises and ARR. It is what tables show;
    JSON has its figures as `statement` beside the rows, and the rows are every fact with period,
    source and status in any case. As reported, unless `currency` says another. Of several facts for
    one figure the strongest source's is shown (filing, company, press, dataset; then the later);
    with `history` the others too. Of a metric that is derived, its figure of each period; of
    `share_price` also the newest close and the range of the closes, since the listing and over 52
    weeks. With `report` text and Markdown are the form in which a reader tells of an error: the
    figures as printed with their sources, and what to fill in. Raises UnknownName, NoAnswer where
    nothing is known, BadUsage of a `report` without a metric.

    >>> rows = aicompare.show(aicompare.load(), "minimax", "net_margin").rows
    >>> [f"{row.value.figure.value:.0%}" for row in rows if str(row.value.period) == "FY2024"]
    ['-1524%']
    """
    if report and metric is None:
        raise BadUsage(
            "a report of an error is of one metric", hint="like `aicompare show zhipu revenue --report`"
        )
    answer = _shown(data, company, metric, currency, history=history, every=every)
    return _as_form(answer) if report else answer


def _as_form(answer: Answer) -> Answer:
    """Text and Markdown are the form; machines get the rows."""
    from aicompare import __version__
    from aicompare.calculators.errorform import lines
    from aicompare.render.safe import clean

    text = "".join(f"{clean(line)}\n" for line in lines(answer.report, __version__))
    return Answer(replace(answer.report, written={"table": text, "markdown": text}))


def _shown(
    data: Data, company: str, metric: str | None, currency: str | None, *, history: bool, every: bool
) -> Answer:
    from aicompare.calculators.catalogue import show, show_derived

    found, shown_in, name = data.dataset.company(company), currency_shown(currency), metric
    if metric is not None and not found.facts.of(metric):
        from aicompare.calculators.derived import measured
        from aicompare.companies.references import metric_named

        known = metric_named(metric, data.dataset.measures)
        name = known.name
        figures = {} if found.facts.of(name) else measured(known, found, data.rates, data.as_of)
        if figures or (known.expression and not found.facts.of(name)):
            told = [*figures.values()]
            return data.answer(show_derived(found, known, told, data.as_of, data.rates, shown_in))
    return data.answer(show(found, name, data.as_of, data.rates, shown_in, history=history, every=every))


@command(
    "aicompare compare zhipu minimax",
    "aicompare compare zhipu minimax --period FY2023,FY2024,FY2025",
    "aicompare compare six-tigers --row 'Revenue per head = revenue / employees'",
)
@dated
def compare(
    data: Data,
    companies: Companies,
    *,
    metrics: Annotated[
        str | Iterable[str],
        Option("METRIC", "Only these, with commas; else the usual ones. Repeatable.", "--metric"),
    ] = (),
    period: Annotated[
        str | Iterable[str] | None,
        Option("PERIOD", "Force a period, like FY2025; of several a trend. Repeatable."),
    ] = (),
    rows: Annotated[
        str | Iterable[str],
        Option("'NAME = EXPRESSION'", "A row of your own, as in check, of any company. Repeatable.", "--row"),
    ] = (),
    currency: Currency = None,
) -> Answer:
    """Companies side by side, like for like.

    In USD, unless `currency` says another. A row is the newest period of one length that ends
    within 31 days for all; where there is none, each one's newest, with the warning
    `period_mismatch` and no ratio. `period` forces one; of several there is a row for each, and one
    of the growth on the same stretch a year earlier behind each amount. The ratio of two companies
    is first / second, None where flows are of unlike length and of losses; of two percentages
    `difference` is first - second. Recurring revenue that is known of one part of a company alone
    is that part's, as its `scope` says. No `metrics` are the usual ones. `rows` are expressions of
    `check` with the company left out, `Revenue per head = revenue / employees`. Raises UnknownName,
    BadPeriod, BadExpression, BadUsage for fewer than two companies of one period, NoAnswer.

    >>> data = aicompare.load()
    >>> row = aicompare.compare(data, ["zhipu", "minimax"], metrics="revenue", period="FY2024").rows[0]
    >>> f"US$43.4m over US$30.5m is {row.ratio.value:.2f}"
    'US$43.4m over US$30.5m is 1.42'
    """
    from aicompare.calculators.comparison import comparison
    from aicompare.values.periods import Period

    found, own = data.companies(companies), data.dataset.measures
    asked = (Period.typed(one) for one in listed(() if period is None else period))
    periods = list(dict.fromkeys(asked))
    names, shown_in, added = listed(metrics), currency_shown(currency, "USD"), _own_rows(rows, own)
    if len(periods) > 1:
        from aicompare.calculators.trend import trend

        return data.answer(trend(found, names, periods, data.rates, data.as_of, shown_in, own, added))
    only = periods[0] if periods else None
    return data.answer(comparison(found, names, only, data.rates, data.as_of, shown_in, own, added))


def _own_rows(rows: str | Iterable[str], own: Mapping[str, Metric]) -> list[Metric]:
    texts = several(rows)
    if not texts:
        return []
    from aicompare.calculators.ownrows import own_row

    return [own_row(text, own) for text in texts]


def _cash_bases() -> Sequence[str]:
    from aicompare.calculators.runway.bases import CASHES

    return CASHES


def _burn_bases() -> Sequence[str]:
    from aicompare.calculators.runway.bases import BURNS, ONLY_ASKED

    return (*BURNS, *ONLY_ASKED)


@command(
    "aicompare runway minimax",
    "aicompare runway zhipu --bases",
    "aicompare runway --cash 'US$1,046.2m' --burn 'US$27.9m' --burn-growth 3%",
)
@dated
def runway(
    data: Data,
    companies: AnyCompanies = None,
    *,
    cash_basis: Annotated[
        str | None,
        Option(
            "BASIS",
            "cash, liquidity, liquidity+facilities or stated; else as the burn asks.",
            choices=_cash_bases,
        ),
    ] = None,
    burn_basis: Annotated[
        str | None,
        Option(
            "BASIS",
            "stated, operating, cash-burn or adjusted-loss, else the first of them known; or net-loss.",
            choices=_burn_bases,
        ),
    ] = None,
    balance: Annotated[
        str | date | None, Option("DATE", "The balance of this day; else the newest with a burn.")
    ] = None,
    bases: Annotated[bool, Option(help="Every pair of bases that is known.")] = False,
    cash: Annotated[str | None, Option("AMOUNT", "Cash of your own, like 'US$1bn'.")] = None,
    burn: Annotated[str | None, Option("AMOUNT", "Burn a month of your own.")] = None,
    burn_growth: Annotated[str | None, Option("PCT", "The burn grows so much a month, like 5%.")] = None,
    revenue: Annotated[str | None, Option("AMOUNT", "Revenue of month 1; expenses stay as they are.")] = None,
    revenue_growth: Annotated[str | None, Option("PCT", "Revenue grows so much a month.")] = None,
    raises: Annotated[
        str | Iterable[str],
        Option(
            "AMOUNT[@MONTH]",
            "A raise at the start of a month, else the first; `proceeds`: its own beside --cash. Repeatable.",
            "--raise",
        ),
    ] = (),
    with_debt: Annotated[bool, Option(help="Count the debt raised since too, and its repayment.")] = False,
    hires: Annotated[
        str | Iterable[str],
        Option("AMOUNT[@MONTH]", "So much more burnt every month from one on. Repeatable.", "--hire"),
    ] = (),
    one_offs: Annotated[
        str | Iterable[str],
        Option("AMOUNT[@MONTH]", "Spent once, in a month, else the first. Repeatable.", "--one-off"),
    ] = (),
    raise_lead: Annotated[
        str | int | None, Option("MONTHS", "A raise takes so long: the day to start, and the band.")
    ] = None,
    needs: Annotated[
        str | int | Decimal | None,
        Option("MONTHS", "The burn, or the raise, that gives so many months, and those in print."),
    ] = None,
    sensitivity: Annotated[bool, Option(help="Months over a range of burns and of extra cash.")] = False,
    plot: Annotated[bool, Option(help="Cash over time as a picture, in text, Markdown and HTML.")] = False,
    currency: Currency = None,
) -> Answer:
    """Months of cash and the day it is gone, on named bases.

    As reported, unless `currency` says another. months = (cash + equity raised since the balance and
    closed by `as_of`) / burn a month; `balance_alone` is the same without what was raised since. With
    growth g month t burns b(1+g)^(t-1), and months are whole months + what is left / burn of the next.
    None of `cash_basis`, `burn_basis` and `balance` takes the newest balance with a burn that
    belongs to it (docs/methodology.md has the order; the prospectuses state theirs with undrawn
    facilities). `cash` and `burn` (a month) stand in for the company's, or for nobody's where
    both are given and no company is; a `cash` that is typed also stands for what was raised since,
    unless `raises` hold `proceeds`. `raises` are like `US$50m@13` (at the start of month 13), and
    `with_debt` counts the debt raised since, with its repayment; amounts typed are exact unless they
    begin with `~` or are ranges. `hires` like `US$1m@4` are burnt every month from month 4 on, `one_offs`
    once. `raise_lead` says how many months a raise takes, for the day to start. `needs` adds what gives so
    many months from the balance on: burn = (cash + raises) / months, and raise = months x burn - cash;
    and the burn that makes each printed runway true. With `revenue` expenses stay constant (Graham's
    default alive). `months` is None where nothing is known (`reason` says what) or cash does not run
    out. Raises UnknownName, BadAmount, BadPeriod, BadUsage, NoAnswer.

    >>> row = aicompare.runway(aicompare.load(as_of="2026-01-09"), "minimax").rows[0]
    >>> f"{row.cash.reported} over {row.burn.reported} a month: {row.balance_alone.months.value:.1f}"
    'US$1,046.2m over US$28.1m a month: 37.2'
    >>> f"with {row.raised.equity[0].reported} of the listing: {row.months.value:.1f}"
    'with HK$4,596.1m of the listing: 58.2'
    """
    from aicompare.calculators.runway.bases import RunwayChoice
    from aicompare.calculators.runway.report import cash_runway
    from aicompare.calculators.runway.scenario import Scenario

    if cash is not None:
        exclude("--cash", {"--cash-basis": cash_basis})
    if burn is not None:
        exclude("--burn", {"--burn-basis": burn_basis})
    if bases:
        exclude("--bases", {"--cash-basis": cash_basis})
    planned = Scenario.parse(
        several(raises),
        optional(burn_growth),
        optional(revenue),
        optional(revenue_growth),
        with_debt=with_debt,
        hires=several(hires),
        one_offs=several(one_offs),
    )
    choice = RunwayChoice(
        data.as_of,
        one_of("cash basis", cash_basis, _cash_bases()),
        one_of("burn basis", burn_basis, _burn_bases()),
        day(balance),
        premise(cash),
        premise(burn),
        all_bases=bases,
        scenario=planned,
        raise_lead=whole(raise_lead, "months"),
    )
    typed = companies is None and (choice.cash or choice.burn)
    chosen = [] if typed else data.companies(companies)
    shown_in = currency_shown(currency)
    asked = months_asked(needs)
    report = cash_runway(chosen, choice, data.rates, shown_in, grid=sensitivity, plot=plot, needs=asked)
    return data.answer(report)


def _revenue_bases() -> Sequence[str]:
    from aicompare.calculators.multiples.valuation import BASES

    return BASES


def _statuses() -> Sequence[str]:
    from aicompare.companies.fact import COMPETING, STATUSES

    return [status for status in STATUSES if status not in COMPETING]


def _stretches() -> Sequence[str]:
    from aicompare.calculators.multiples.history import EVERY

    return EVERY


@command(
    "aicompare multiples --group us-labs --basis arr",
    "aicompare multiples zhipu minimax --ev",
    "aicompare multiples zhipu minimax tencent --layout comps",
    "aicompare multiples zhipu --history monthly",
)
@dated
def multiples(
    data: Data,
    companies: AnyCompanies = None,
    *,
    group: Annotated[str | None, Option("GROUP", "The companies of a group.")] = None,
    basis: Annotated[
        str,
        Option("BASIS", "auto, fy, ltm, annualised, arr; expected: ntm, fy+1, fy+2.", choices=_revenue_bases),
    ] = "auto",
    house: Annotated[
        str | None, Option("HOUSE", "Whose forecasts, with ntm, fy+1, fy+2; else the mean of all.")
    ] = None,
    ev: Annotated[bool, Option(help="Enterprise value, with its bridge.")] = False,
    on: Annotated[
        str | date | None,
        Option("DATE", "The valuation of that day, or the newest before; else the newest."),
    ] = None,
    statuses: Annotated[
        str | Iterable[str],
        Option(
            "STATUS",
            "Let in planned, reported, forecast or estimate, too. Repeatable.",
            "--status",
            choices=_statuses,
        ),
    ] = (),
    known_then: Annotated[
        bool, Option(help="Only what was published by the day of the valuation: a back-test.")
    ] = False,
    nearest: Annotated[
        bool, Option(help="The revenue that ends nearest the valuation, before or after it.")
    ] = False,
    price: Annotated[str | None, Option("AMOUNT", "What if a share cost this (one company).")] = None,
    valuation: Annotated[str | None, Option("AMOUNT", "What if it were worth this (one company).")] = None,
    at: Annotated[
        str | None,
        Option("AMOUNT", "At this value: every multiple beside the peers', and the revenue it needs."),
    ] = None,
    implied: Annotated[str | None, Option("COMPANY", "What the peers' multiples imply for it.")] = None,
    layout: Annotated[
        str | None, Option("LAYOUT", "comps: the bank's page.", choices=lambda: ("comps",))
    ] = None,
    history: Annotated[
        str | None, Option("EVERY", "Over time: monthly or weekly.", choices=_stretches)
    ] = None,
    currency: Currency = None,
) -> Answer:
    """Comps table: value over revenue, with statistics.

    In USD, unless `currency` says another. multiple = value / revenue, in the currency of the
    revenue at the closing rate of the day of the valuation, which is the newest by `on` (None: by
    `as_of`). The value is price x shares, else a printed market cap, else the post-money of a
    closed round; with `ev` + debt + leases - cash and liquid funds, pro forma for what was raised
    since. The revenue is the newest that had ended by that day (`nearest`: that ends nearest it)
    and was published by `as_of`; `known_then` also asks for publication by that day. `auto` takes
    the first of LTM or a full year, annualised, ARR or run-rate that ended within 180 days of it,
    else the least far off. Over what is expected: `fy+1` is the fiscal year in which the day after it
    lies, `fy+2` the next, `ntm` both by the months of each that lie in the twelve after it: of
    RMB 7,206m and 29,176m on 30 September 3/12 and 9/12, RMB 23,683.5m; by one `house`, else the mean
    of all of the last 180 days. Both sides are shown at the rate of that day, so that they divide to the
    multiple: HK$312.5bn over RMB 1,487.3m is US$39.83bn / US$221.8m = 179.6. `statuses` lets in
    what else is `planned`, `reported` (in talks), a `forecast` or an `estimate`. `multiple` is None
    with the `reason` n.m. (value or revenue not above zero) or n.a. (missing), and then enters no
    statistic. Beside it stand growth, gross margin and net cash. Without companies or a group a table
    has the first of them, `--group all` has all. Quartiles by linear interpolation at (n-1)p (Hyndman
    and Fan's type 7); the harmonic mean is n / sum(1/x). `price` and `valuation` suppose one for one
    company; `at` is such a value, in `currency` where it says none, with the multiple on every basis
    beside the median of all others that are listed, or that are not, and the revenue that it needs at
    theirs; `implied` names a company that the others' multiples value. `layout` "comps" is the bank's
    page: price, equity value, net debt, EV, every multiple, growth and margins of each company, with
    the statistics under each multiple. With `history` there is a row a month or week of which a price
    is known, the last of it, over what was published by that day. Raises UnknownName, BadAmount,
    BadPeriod, BadUsage, NoAnswer.

    >>> row = aicompare.multiples(aicompare.load(), "zhipu", on="2026-09-30").rows[0]
    >>> value, revenue = row.numerator.figure.value / 10**9, row.denominator.figure.value / 10**6
    >>> f"US${value:.2f}bn / US${revenue:.1f}m = {row.multiple.value:.1f}"
    'US$39.83bn / US$221.8m = 179.6'
    """
    from aicompare.calculators.multiples.report import revenue_multiples
    from aicompare.calculators.multiples.valuation import AHEAD, MultiplesChoice
    from aicompare.companies.fact import COMPETING, STATUSES
    from aicompare.companies.forecasts import house_named

    if house is not None and basis not in AHEAD and not (layout or at):
        raise BadUsage("--house is of what is expected", hint="add --basis ntm, fy+1 or fy+2")
    choice = MultiplesChoice(
        on=day(on) or data.as_of,
        basis=one_of("basis", basis, _revenue_bases()) or basis,
        house=house and house_named(house, data.dataset.all()),
        ev=ev,
        known_then=known_then,
        nearest=nearest,
        statuses=COMPETING | {one_of("status", one, STATUSES) or one for one in several(statuses)},
        price=premise(price),
        valuation=premise(valuation),
    )
    chosen = data.asked(companies, group)
    peers_imply = None if implied is None else data.dataset.company(implied)
    shown_in = currency_shown(currency, "USD")
    of_the_table: dict[str, object] = {"--price": price, "--valuation": valuation, "--implied": implied}
    of_one: dict[str, object] = {"--history": history, "--basis": basis != "auto"}  # else every basis
    if at is not None:
        exclude("--at", {**of_the_table, **of_one, "--layout": layout, "--ev": ev})
        return _at(data, chosen, at, choice, shown_in)
    if one_of("layout", optional(layout), ("comps",)):
        exclude("--layout comps", of_the_table | of_one)
        from aicompare.calculators.multiples.comps import comps

        return data.answer(comps(chosen, choice, data.rates, data.as_of, shown_in))
    if every := one_of("history", optional(history), _stretches()):
        exclude("--history", of_the_table)
        from aicompare.calculators.multiples.history import history as over_time

        return data.answer(over_time(chosen, choice, every, data.rates, data.as_of, shown_in))
    brief = companies is None and group is None
    report = revenue_multiples(chosen, choice, data.rates, data.as_of, shown_in, peers_imply, brief=brief)
    return data.answer(report)


def _at(
    data: Data, chosen: Sequence[Company], at: str, choice: MultiplesChoice, shown_in: str | None
) -> Answer:
    from aicompare.api.worth import peers_of
    from aicompare.calculators.value.reverse import at_value

    if len(chosen) != 1:
        raise BadUsage("--at takes exactly one company")
    said = with_currency(at, shown_in or chosen[0].currency)
    value = premise(said)
    if value is None or value.amount.value <= 0:
        raise BadUsage("--at is more than zero")
    peers = peers_of(data, chosen[0], [], choice)
    return data.answer(at_value(chosen[0], value, said, peers, data.rates, data.as_of, shown_in))


@command(
    "aicompare burn-multiple minimax",
    "aicompare burn-multiple --in CNY --json",
)
def burn_multiple(data: Data, companies: AnyCompanies = None, *, currency: Currency = None) -> Answer:
    """Cash burnt for each unit of new ARR or run-rate.

    burn multiple = net burn / net new ARR, both over the stretch between the two newest figures
    of ARR, or of the run-rate where that is newer; in the currency of the ARR, unless `currency`
    says another. US$12m burnt while ARR grew from US$10m to US$18m are 1.5x. `multiple` is None,
    with the `reason`, where ARR or burn of those months is unknown, and where ARR did not grow or
    no cash was burnt. Raises UnknownName, BadUsage.

    >>> row = aicompare.burn_multiple(aicompare.load(), "minimax").rows[0]
    >>> f"US$293.0m burnt for at least US$650m of new ARR: {row.multiple.value:.2f}"
    'US$293.0m burnt for at least US$650m of new ARR: 0.45'
    """
    from aicompare.calculators.burnmultiple import burn_multiples

    found, shown_in = data.companies(companies), currency_shown(currency)
    return data.answer(burn_multiples(found, data.rates, data.as_of, shown_in))
