"""The commands that answer questions about companies: a signature, a sentence, a few lines each."""

from __future__ import annotations

from typing import Annotated

import typer

import aicompare
from aicompare.cli.asked import Asked
from aicompare.cli.options import COMPANIES, AnyCompanies, Common, Companies, command


@command(
    "list",
    "aicompare list",
    "aicompare list --group six-tigers --json",
)
def list_(
    *,
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="Only this group; else every company.")
    ] = None,
    common: Common,
) -> None:
    """Which companies and groups there are."""
    asked = Asked(common)
    asked.answer(aicompare.list_companies(asked.data, group))


@command(
    "show",
    "aicompare show zhipu",
    "aicompare show minimax revenue --history",
)
def show(
    company: Annotated[str, COMPANIES],
    metric: Annotated[
        str | None, typer.Argument(metavar="METRIC", help="Only this one of `aicompare metrics`; else all.")
    ] = None,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Also the outranked and conflicting figures.")
    ] = False,
    common: Common,
) -> None:
    """Every fact of one company, with period, source and status."""
    asked = Asked(common)
    asked.answer(aicompare.show(asked.data, company, metric, history=history, currency=common.in_))


@command(
    "compare",
    "aicompare compare zhipu minimax",
    "aicompare compare zhipu minimax --metric revenue --period FY2025 --in CNY",
)
def compare(
    companies: Companies,
    *,
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", metavar="METRIC", help="Only this metric; else the usual ones. Repeatable."),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help="Force a period, like FY2025; else the newest they share."
        ),
    ] = None,
    common: Common,
) -> None:
    """Companies side by side, like for like."""
    asked = Asked(common)
    asked.answer(
        aicompare.compare(asked.data, companies, metrics=metric or (), period=period, currency=common.in_)
    )


@command(
    "runway",
    "aicompare runway minimax",
    "aicompare runway zhipu --bases",
    "aicompare runway --cash 'US$1,046.2m' --burn 'US$27.9m' --burn-growth 3%",
)
def runway(
    companies: AnyCompanies = None,
    *,
    cash_basis: Annotated[
        str | None,
        typer.Option(
            "--cash-basis",
            metavar="BASIS",
            help="cash, liquidity, liquidity+facilities or stated; else as the burn asks.",
        ),
    ] = None,
    burn_basis: Annotated[
        str | None,
        typer.Option(
            "--burn-basis",
            metavar="BASIS",
            help="stated, operating, cash-burn or adjusted-loss, else the first of them known; or net-loss.",
        ),
    ] = None,
    balance: Annotated[
        str | None,
        typer.Option(
            "--balance", metavar="DATE", help="The balance of this day; else the newest with a burn."
        ),
    ] = None,
    bases: Annotated[bool, typer.Option("--bases", help="Every pair of bases that is known.")] = False,
    cash: Annotated[
        str | None, typer.Option("--cash", metavar="AMOUNT", help="Cash of your own, like 'US$1bn'.")
    ] = None,
    burn: Annotated[
        str | None, typer.Option("--burn", metavar="AMOUNT", help="Burn a month of your own.")
    ] = None,
    burn_growth: Annotated[
        str | None,
        typer.Option("--burn-growth", metavar="PCT", help="The burn grows so much a month, like 5%."),
    ] = None,
    revenue: Annotated[
        str | None,
        typer.Option("--revenue", metavar="AMOUNT", help="Revenue of month 1; expenses stay as they are."),
    ] = None,
    revenue_growth: Annotated[
        str | None, typer.Option("--revenue-growth", metavar="PCT", help="Revenue grows so much a month.")
    ] = None,
    raises: Annotated[
        list[str] | None,
        typer.Option(
            "--raise",
            metavar="AMOUNT[@MONTH]",
            help="A raise at the start of a month, else of the first; `proceeds`: its own. Repeatable.",
        ),
    ] = None,
    with_debt: Annotated[
        bool, typer.Option("--with-debt", help="Count bonds sold since, and their repayment.")
    ] = False,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Months over a range of burns and of extra cash.")
    ] = False,
    plot: Annotated[bool, typer.Option("--plot", help="Cash over time, drawn on a terminal.")] = False,
    common: Common,
) -> None:
    """Months of cash and the cash-out date, on named bases."""
    asked = Asked(common)
    asked.answer(
        aicompare.runway(
            asked.data,
            companies or None,
            cash_basis=cash_basis,
            burn_basis=burn_basis,
            balance=balance,
            bases=bases,
            cash=cash,
            burn=burn,
            burn_growth=burn_growth,
            revenue=revenue,
            revenue_growth=revenue_growth,
            raises=raises or (),
            with_debt=with_debt,
            sensitivity=sensitivity,
            plot=plot,
            currency=common.in_,
        )
    )


@command(
    "multiples",
    "aicompare multiples --group us-labs --basis arr",
    "aicompare multiples zhipu minimax --ev",
)
def multiples(
    companies: AnyCompanies = None,
    *,
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="The companies of a group.")
    ] = None,
    basis: Annotated[
        str, typer.Option("--basis", metavar="BASIS", help="auto, fy, ltm, annualised or arr.")
    ] = "auto",
    ev: Annotated[bool, typer.Option("--ev", help="Enterprise value, with its bridge.")] = False,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="DATE", help="The valuation of that day, or the newest before; else the newest."
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Let in planned, reported, forecast or estimate, too. Repeatable.",
        ),
    ] = None,
    known_then: Annotated[
        bool,
        typer.Option(
            "--known-then", help="Only what was published by the day of the valuation: a back-test."
        ),
    ] = False,
    nearest: Annotated[
        bool,
        typer.Option("--nearest", help="The revenue that ends nearest the valuation, before or after it."),
    ] = False,
    sort: Annotated[str, typer.Option("--sort", metavar="KEY", help="multiple, name or date.")] = "multiple",
    price: Annotated[
        str | None, typer.Option("--price", metavar="AMOUNT", help="What if a share cost this (one company).")
    ] = None,
    valuation: Annotated[
        str | None,
        typer.Option("--valuation", metavar="AMOUNT", help="What if it were worth this (one company)."),
    ] = None,
    implied: Annotated[
        str | None,
        typer.Option("--implied", metavar="COMPANY", help="What the peers' multiples imply for it."),
    ] = None,
    common: Common,
) -> None:
    """Comps table: value over revenue, with statistics."""
    asked = Asked(common)
    asked.answer(
        aicompare.multiples(
            asked.data,
            companies or None,
            group=group,
            basis=basis,
            ev=ev,
            on=on,
            statuses=status or (),
            known_then=known_then,
            nearest=nearest,
            sort=sort,
            price=price,
            valuation=valuation,
            implied=implied,
            currency=common.in_,
        )
    )
