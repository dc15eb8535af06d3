"""The questions about companies.

A company is named by id, name, ticker or alias, in any case; of no name at all (None) every
company is meant, of an empty list none, which is refused. `currency` is that of presentation
and moves no ratio: None is what each docstring says, "reported" leaves figures as they are.
Each figure converts by its kind (IAS 21: a balance at the closing rate of its day, a flow at
the mean of its period, a deal at the rate of its day).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.answer import Answer
from aicompare.api.arguments import currency_shown, day, one_of, optional, premise, several
from aicompare.api.data import Data
from aicompare.errors import BadUsage


def list_companies(data: Data, group: str | None = None) -> Answer:
    """`aicompare list`: which companies and groups there are. Raises UnknownName."""
    from aicompare.calculators.catalogue import listing

    chosen = data.dataset.all() if group is None else data.dataset.group(group)
    return data.answer(listing(chosen, data.dataset.groups, data.as_of))


def show(
    data: Data, company: str, metric: str | None = None, *, history: bool = False, currency: str | None = None
) -> Answer:
    """`aicompare show`: every fact of one company, with period, source and status; as reported.

    Of several facts for one figure the strongest source's is shown (filing, company, press,
    dataset; then the later); with `history` the others too. Raises UnknownName, NoAnswer where
    nothing is known.
    """
    from aicompare.calculators.catalogue import show
    from aicompare.metrics import metric as known

    found = data.dataset.company(company)
    name = None if metric is None else known(metric).name
    shown_in = currency_shown(currency)
    return data.answer(show(found, name, data.as_of, data.rates, shown_in, history=history))


def compare(
    data: Data,
    companies: str | Iterable[str],
    *,
    metrics: str | Iterable[str] = (),
    period: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare compare`: companies side by side, like for like; in USD.

    A row is the newest period of one length that ends within 31 days for all; where there is
    none, each one's newest, with the warning `period_mismatch` and no ratio. `period` forces
    one. The ratio of two companies is first / second, None where flows are of unlike length.
    No `metrics` are the usual ones. Raises UnknownName, BadPeriod, BadUsage for fewer than two
    companies, NoAnswer.
    """
    from aicompare.calculators.comparison import comparison
    from aicompare.periods import Period

    found = data.companies(companies)
    forced = None if period is None else Period.parse(period)
    shown_in = currency_shown(currency, "USD")
    return data.answer(comparison(found, several(metrics), forced, data.rates, data.as_of, shown_in))


def runway(
    data: Data,
    companies: str | Iterable[str] | None = None,
    *,
    cash_basis: str | None = None,
    burn_basis: str | None = None,
    balance: str | date | None = None,
    bases: bool = False,
    cash: str | None = None,
    burn: str | None = None,
    burn_growth: str | None = None,
    revenue: str | None = None,
    revenue_growth: str | None = None,
    raises: str | Iterable[str] = (),
    with_debt: bool = False,
    sensitivity: bool = False,
    plot: bool = False,
    currency: str | None = None,
) -> Answer:
    """`aicompare runway`: months of cash and the cash-out date, on named bases; as reported.

    months = cash / burn a month; with growth g month t burns b(1+g)^(t-1), and months are whole
    months + what is left / burn of the next. None of `cash_basis`, `burn_basis` and `balance`
    takes the newest balance with a burn that belongs to it (docs/methodology.md has the order;
    the prospectuses state theirs with undrawn facilities). `cash` and `burn` (a month) stand in
    for the company's, or for nobody's where both are given and no company is. `raises` are like
    `US$50m@13` (at the start of month 13) or `proceeds`; amounts typed are exact unless they begin
    with `~` or are ranges. With `revenue` expenses stay constant
    (Graham's default alive). `months` is None where nothing is known (`reason` says what) or
    cash does not run out. Raises UnknownName, BadAmount, BadPeriod, BadUsage, NoAnswer.
    """
    from aicompare.calculators.bases import BURNS, CASHES, ONLY_ASKED, RunwayChoice
    from aicompare.calculators.runway import cash_runway
    from aicompare.calculators.scenario import Scenario

    supposed = several(raises), optional(burn_growth), optional(revenue), optional(revenue_growth)
    choice = RunwayChoice(
        data.as_of,
        one_of("cash basis", cash_basis, CASHES),
        one_of("burn basis", burn_basis, (*BURNS, *ONLY_ASKED)),
        day(balance),
        premise(cash),
        premise(burn),
        all_bases=bases,
        scenario=Scenario.parse(*supposed, with_debt=with_debt),
    )
    typed = companies is None and (choice.cash or choice.burn)
    chosen = [] if typed else data.companies(companies)
    shown_in = currency_shown(currency)
    return data.answer(cash_runway(chosen, choice, data.rates, shown_in, grid=sensitivity, plot=plot))


def multiples(
    data: Data,
    companies: str | Iterable[str] | None = None,
    *,
    group: str | None = None,
    basis: str = "auto",
    ev: bool = False,
    on: str | date | None = None,
    statuses: str | Iterable[str] = (),
    hindsight: bool = False,
    sort: str = "multiple",
    price: str | None = None,
    valuation: str | None = None,
    implied: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare multiples`: value over revenue, with statistics; in USD.

    multiple = value / revenue, in the currency of the revenue at the closing rate of the day of
    the valuation, which is the newest by `on` (None: by `as_of`). The value is price x shares,
    else a printed market cap, else the post-money of a closed round; with `ev` + debt + leases
    - cash and liquid money, pro forma for what was raised since. The revenue had ended and was
    published by then, unless `hindsight`. `statuses` lets in what else is `planned`, `reported`
    (in talks), a `forecast` or an `estimate`. `multiple` is None with the `reason` n.m. (value
    or revenue not above nought) or n.a. (missing), and then enters no statistic. Quartiles by
    linear interpolation at (n-1)p (Hyndman and Fan's type 7); the harmonic mean is
    n / sum(1/x). `price` and `valuation` suppose one for one company; `implied` names a company
    that the others' multiples value. Raises UnknownName, BadAmount, BadPeriod, BadUsage, NoAnswer.
    """
    from aicompare.calculators.multiples import SORTS, revenue_multiples
    from aicompare.calculators.valuation import BASES, MultiplesChoice
    from aicompare.facts import COMPETING, STATUSES

    if group is not None and companies is not None:
        raise BadUsage("name companies, or a group with --group, not both")
    choice = MultiplesChoice(
        on=day(on) or data.as_of,
        basis=one_of("basis", basis, BASES) or basis,
        ev=ev,
        hindsight=hindsight,
        statuses=COMPETING | {one_of("status", one, STATUSES) or one for one in several(statuses)},
        sort=one_of("sort key", sort, SORTS) or sort,
        price=premise(price),
        valuation=premise(valuation),
    )
    chosen = data.companies(companies) if group is None else data.dataset.group(group)
    peers_imply = None if implied is None else data.dataset.company(implied)
    shown_in = currency_shown(currency, "USD")
    return data.answer(revenue_multiples(chosen, choice, data.rates, data.as_of, shown_in, peers_imply))
