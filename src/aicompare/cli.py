"""Options -> calculation -> output: the only place where all meet, and that knows typer.

A command is a signature, a sentence and one statement. What every command shares comes
as one `Common` (see `command`).
"""

from __future__ import annotations

import gc
import inspect
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, NoReturn

import typer

from aicompare.errors import BadUsage, ReaderGone, Trouble, UnknownName

app = typer.Typer(
    name="aicompare",
    help="Compare AI companies and value them, on figures one can defend.",
    epilog="Exit codes: 0 done, 1 a check failed, 2 could not do it. $ is USD.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMPANIES = typer.Argument(metavar="COMPANY", help="Id, name, ticker or alias.", show_default=False)
Companies = Annotated[list[str], COMPANIES]
AnyCompanies = Annotated[list[str] | None, COMPANIES]


@dataclass(frozen=True)
class Common:
    """The options with one meaning everywhere."""

    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by then.")
    ] = None
    in_: Annotated[
        str | None, typer.Option("--in", metavar="CUR", help="Currency of presentation, or `reported`.")
    ] = None
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="USD/CNY=7.04", help="A rate of your own. Repeatable."),
    ] = None
    data: Annotated[
        list[str] | None,
        typer.Option("--data", metavar="FILE", help="Your own file over the shipped data. Repeatable."),
    ] = None
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="table, json, csv or markdown.")
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None
    strict: Annotated[bool, typer.Option("--strict", help="A warning makes the exit code 1.")] = False


COMMANDS: dict[str, Callable[..., None]] = {}


def command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Offer a function as the command `name`."""

    def remember(function: Callable[..., None]) -> Callable[..., None]:
        COMMANDS[name] = function
        return function

    return remember


def register(names: Iterable[str]) -> None:
    """Make commands known to typer; only the one that is named, because each takes its time."""
    for name in names:
        app.command(name)(_with_common(COMMANDS[name]))


def _with_common(function: Callable[..., None]) -> Callable[..., None]:
    """The function with the options of Common, handed over together as `common`."""
    own = inspect.signature(function, eval_str=True).parameters
    if "common" not in own:
        return function
    annotations = inspect.get_annotations(Common, eval_str=True)
    parameters = [
        *(one for one in own.values() if one.name != "common"),
        *(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=annotations[field.name],
            )
            for field in fields(Common)
        ),
    ]

    def run(**given: Any) -> None:
        common = Common(**{field.name: given.pop(field.name) for field in fields(Common)})
        function(**given, common=common)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__doc__ = function.__doc__
    return run


@app.callback(invoke_without_command=True)
def _without_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    from aicompare.output import to_stdout

    if version:
        from aicompare import __version__

        to_stdout(f"aicompare {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        to_stdout(f"{context.get_help()}\n")


@command("list")
def list_(
    *,
    group: Annotated[str | None, typer.Option("--group", metavar="G", help="Only this group.")] = None,
    common: Common,
) -> None:
    """Which companies and groups there are."""
    from aicompare.calculators.catalogue import listing

    asked = Asked(common)
    chosen = asked.data.group(group) if group else asked.data.all()
    asked.answer(listing(chosen, asked.data.groups, asked.as_of))


@command("show")
def show(
    company: Annotated[str, COMPANIES],
    metric: Annotated[str | None, typer.Argument(metavar="METRIC", help="Only this metric.")] = None,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Also the outranked and conflicting figures.")
    ] = False,
    common: Common,
) -> None:
    """Every fact of one company, with period, source and status."""
    from aicompare.calculators.catalogue import show
    from aicompare.metrics import metric as known

    asked = Asked(common)
    asked.answer(
        show(
            asked.data.company(company),
            known(metric).name if metric else None,
            asked.as_of,
            asked.rates,
            asked.currency(None),
            history=history,
        )
    )


@command("compare")
def compare(
    companies: Companies,
    *,
    metric: Annotated[
        list[str] | None, typer.Option("--metric", metavar="M", help="Only this metric. Repeatable.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="P", help="Force a period, like FY2025.")
    ] = None,
    common: Common,
) -> None:
    """Companies side by side, like for like."""
    from aicompare.calculators.comparison import comparison
    from aicompare.periods import Period

    asked = Asked(common)
    asked.answer(
        comparison(
            asked.companies(companies),
            metric or [],
            Period.parse(period) if period else None,
            asked.rates,
            asked.as_of,
            asked.currency("USD"),
        )
    )


@command("runway")
def runway(
    companies: AnyCompanies = None,
    *,
    cash_basis: Annotated[
        str | None,
        typer.Option("--cash-basis", metavar="BASIS", help="cash, liquidity, liquidity+facilities, stated."),
    ] = None,
    burn_basis: Annotated[
        str | None,
        typer.Option(
            "--burn-basis", metavar="BASIS", help="stated, operating, cash-burn, adjusted-loss, net-loss."
        ),
    ] = None,
    balance: Annotated[
        str | None, typer.Option("--balance", metavar="DATE", help="The balance of this day.")
    ] = None,
    bases: Annotated[bool, typer.Option("--bases", help="Every pair of bases that is known.")] = False,
    cash: Annotated[str | None, typer.Option("--cash", metavar="AMOUNT", help="Cash of your own.")] = None,
    burn: Annotated[
        str | None, typer.Option("--burn", metavar="AMOUNT", help="Monthly burn of your own.")
    ] = None,
    common: Common,
) -> None:
    """Months of cash and the cash-out date, on named bases."""
    from aicompare.calculators.bases import BURNS, CASHES, ONLY_ASKED, RunwayChoice
    from aicompare.calculators.runway import cash_runway
    from aicompare.money import parse_amount
    from aicompare.periods import parse_day

    asked = Asked(common)
    choice = RunwayChoice(
        asked.as_of,
        one_of("cash basis", cash_basis, CASHES),
        one_of("burn basis", burn_basis, (*BURNS, *ONLY_ASKED)),
        parse_day(balance) if balance else None,
        parse_amount(cash) if cash else None,
        parse_amount(burn) if burn else None,
        all_bases=bases,
    )
    typed = (cash or burn) and not companies
    chosen = [] if typed else asked.companies(companies)
    asked.answer(cash_runway(chosen, choice, asked.rates, asked.currency(None)))


@command("multiples")
def multiples(
    companies: AnyCompanies = None,
    *,
    group: Annotated[
        str | None, typer.Option("--group", metavar="G", help="The companies of a group.")
    ] = None,
    basis: Annotated[
        str, typer.Option("--basis", metavar="BASIS", help="auto, fy, ltm, annualised or arr.")
    ] = "auto",
    ev: Annotated[bool, typer.Option("--ev", help="Enterprise value, with its bridge.")] = False,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The valuation of that day, or the newest before."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="S", help="Let planned, reported... valuations in. Repeatable."),
    ] = None,
    hindsight: Annotated[
        bool,
        typer.Option("--hindsight", help="The revenue that ends nearest the valuation, whenever published."),
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
    from aicompare.calculators.multiples import SORTS, revenue_multiples
    from aicompare.calculators.valuation import BASES, MultiplesChoice
    from aicompare.facts import COMPETING, STATUSES
    from aicompare.money import parse_amount
    from aicompare.periods import parse_day

    asked = Asked(common)
    if group and companies:
        raise BadUsage("name companies, or a group with --group, not both")
    choice = MultiplesChoice(
        on=parse_day(on) if on else asked.as_of,
        basis=one_of("basis", basis, BASES) or basis,
        ev=ev,
        hindsight=hindsight,
        statuses=COMPETING | {one_of("status", one, STATUSES) or one for one in status or ()},
        sort=one_of("sort key", sort, SORTS) or sort,
        price=parse_amount(price) if price else None,
        valuation=parse_amount(valuation) if valuation else None,
    )
    chosen = asked.data.group(group) if group else asked.companies(companies)
    company = asked.data.company(implied) if implied else None
    asked.answer(revenue_multiples(chosen, choice, asked.rates, asked.as_of, asked.currency("USD"), company))


@command("validate")
def validate(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Your own data file; else the shipped one.")
    ] = None,
    *,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Also the warnings that the file accepts, with the reason.")
    ] = False,
    common: Common,
) -> None:
    """Faults and warnings of a data file, each with its place. Exit code 1 on faults."""
    from aicompare.calculators.validation import validation
    from aicompare.dataset.checking import check
    from aicompare.lint import lint

    checked = check(file, own_files(common))
    asked = Asked(common, checked.data)
    findings = lint(asked.data.all(), asked.as_of, complete=common.as_of is None)
    asked.answer(
        validation(
            checked.file, checked.problems, findings, asked.as_of, accepted=accepted, strict=common.strict
        )
    )


@command("schema")
def schema(
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
) -> None:
    """The JSON Schema of a data file, for editors."""
    from pathlib import Path

    from aicompare.dataset.json_schema import schema_text
    from aicompare.files import write_whole
    from aicompare.output import to_stdout

    if output:
        write_whole(schema_text(), Path(output))
    else:
        to_stdout(schema_text())


@command("metrics")
def metrics(*, common: Common) -> None:
    """The vocabulary: every metric with its definition and its number of facts."""
    from aicompare.calculators.vocabulary import metrics

    asked = Asked(common)
    asked.answer(metrics(asked.data.all(), asked.as_of))


@command("sources")
def sources(*, common: Common) -> None:
    """Every source, with the number of facts it carries."""
    from aicompare.calculators.vocabulary import sources

    asked = Asked(common)
    asked.answer(sources(asked.data.all(), asked.data.sources, asked.data.user_sources, asked.as_of))


ON = typer.Option("--on", metavar="DATE", help="The rate of this day, or the latest before it.")
AVERAGE = typer.Option("--average", metavar="PERIOD", help="The mean of the daily rates, like FY2025.")


@command("convert")
def convert(
    amounts: Annotated[
        list[str],
        typer.Argument(metavar="AMOUNT", help='"15bn CNY", or a stored figure: minimax.revenue[FY2025].'),
    ],
    *,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="CUR[,CUR...]", help="The currencies to convert to.")
    ] = None,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="The rate that two amounts imply, and when it was published.")
    ] = False,
    common: Common,
) -> None:
    """A dated conversion with the passport of its rate; $ is USD."""
    from aicompare.calculators.conversion import RateChoice, conversion, currencies_of, stored_conversion
    from aicompare.calculators.impliedrate import implied_rate
    from aicompare.money import Money
    from aicompare.references import parse_value

    asked = Asked(common)
    choice = RateChoice.parse(on, average)
    values = [parse_value(text) for text in amounts]
    if implied:
        if to or common.in_:
            raise BadUsage("--implied converts nothing", hint="leave out --to and --in")
        asked.answer(implied_rate(values, choice, asked.rates, asked.as_of))
        return
    if len(values) != 1:
        raise BadUsage("convert takes one amount", hint='write it in quotes, like "15bn CNY"')
    (value,), currencies = values, currencies_of(to, asked.currency(None))
    if isinstance(value, Money):
        asked.answer(conversion(value, currencies, choice, asked.rates, asked.as_of))
    else:
        company = asked.data.company(value.company)
        asked.answer(stored_conversion(company, value, currencies, choice, asked.rates, asked.as_of))


@command("rates")
def rates(
    pair: Annotated[
        str | None,
        typer.Argument(metavar="[BASE/QUOTE]", help="USD/CNY is CNY for one USD; or the word update."),
    ] = None,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE-OR-URL]", help="After update: a newer ECB zip or csv.")
    ] = None,
    *,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    common: Common,
) -> None:
    """Exchange rates of a day or a period; `rates update FILE-OR-URL` takes newer ones."""
    from aicompare.calculators.conversion import RateChoice, listing, pairs_of

    asked = Asked(common)
    choice = RateChoice.parse(on, average)
    if pair == "update":
        if file is None or choice:
            raise BadUsage("`rates update` takes a file or an address", hint=f"the bank's is {ECB_HISTORY}")
        _update_rates(file, asked)
    elif file is not None:
        raise BadUsage("rates takes one pair", hint="write it like USD/CNY, or `rates update FILE-OR-URL`")
    else:
        asked.answer(listing(pairs_of(pair, asked.currency(None)), choice, asked.rates, asked.as_of))


ECB_HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"


def _update_rates(place: str, asked: Asked) -> None:
    from aicompare.ratesupdate import update_rates, updated
    from aicompare.render.progress import downloading

    with downloading() as progress:
        update = update_rates(place, progress)
    asked.answer(updated(update, asked.rates, asked.as_of))


class Asked:
    """What the common options ask for: data, rates, currency, and where the answer goes."""

    def __init__(self, common: Common, data: Any = None) -> None:
        from aicompare.dataset import load
        from aicompare.periods import parse_day

        self._common = common
        self._form = _form(common)
        data = data or load(own_files(common))
        self.data = data.at(parse_day(common.as_of) if common.as_of else None)

    @property
    def as_of(self) -> date:
        return self.data.as_of

    @cached_property
    def rates(self) -> Any:
        from aicompare.ratefile import current_rates, parse_own_rates

        until = self.as_of if self._common.as_of else None
        return current_rates(parse_own_rates(self._common.rate or ()), until)

    def companies(self, names: list[str] | None) -> list[Any]:
        """The companies named, once each; all of them when none is."""
        if not names:
            return self.data.all()
        return list(dict.fromkeys(self.data.company(name) for name in names))

    def currency(self, default: str | None) -> str | None:
        """The currency of presentation; None is as reported."""
        from aicompare.money import currency_code

        asked = self._common.in_
        if asked is None:
            return default
        return None if asked.casefold() == "reported" else currency_code(asked)

    def answer(self, report: Any) -> None:
        """Write the report; exit 1 on a failed check, or on a warning with --strict."""
        from aicompare.output import write

        if "rates" in self.__dict__:
            from aicompare.ratefile import with_remarks

            report = with_remarks(report, self.rates)
        write(report, self._form, self._common.output)
        if report.failed or (self._common.strict and report.warnings):
            raise typer.Exit(1)


def own_files(common: Common) -> list[str]:
    """The user's own data files, in the order in which they lie over the shipped data."""
    files = os.environ.get("AICOMPARE_DATA", "").split(os.pathsep)
    return [*filter(None, files), *(common.data or ())]


def one_of(what: str, name: str | None, known: tuple[str, ...]) -> str | None:
    """A choice that is one of a few words, or None. Raises UnknownName."""
    if name is not None and name not in known:
        trouble = UnknownName(what, name, known)
        trouble.hint = trouble.hint or f"it is one of {', '.join(known)}"
        trouble.code = "usage"
        raise trouble
    return name


def _form(common: Common) -> Any:
    from aicompare.output import format_for
    from aicompare.render import FORMATS

    if common.json and common.form not in (None, "json"):
        raise BadUsage("--json and --format say different things", hint="use one of them")
    if common.json:
        return "json"
    if common.form:
        return one_of("format", common.form, FORMATS)
    return format_for(common.output) if common.output else "table"


# --- the way in and out ------------------------------------------------------------------

# the vendored click's ClickException, which typer does not export
_USAGE: type[Exception] = typer.BadParameter.__mro__[2]


def main() -> NoReturn:
    """Run, and leave with one of the exit codes 0, 1, 2, 130 or 141; never a traceback."""
    gc.disable()  # a short life: collecting costs more than it frees
    code = _run()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 2
    os._exit(code)


def _run() -> int:
    try:
        named = next(iter(sys.argv[1:]), "-")
        if not named.startswith("-") and named not in COMMANDS:
            raise UnknownName("command", named, COMMANDS)
        register([named] if named in COMMANDS else COMMANDS)
        outcome = app(standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except Trouble as trouble:
        return _fail(trouble)
    except _USAGE as usage:
        return _fail(BadUsage(_words(usage), hint="see --help"))
    except typer.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except ReaderGone:
        return 141
    except RecursionError:
        return _fail(BadUsage("the input is nested too deeply"))


def _words(usage: Any) -> str:
    text = str(usage.format_message()).strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _fail(trouble: Trouble) -> int:
    """The message on stderr and, where JSON was asked for, the error object on stdout."""
    from aicompare.output import say_trouble, to_stdout

    say_trouble(trouble)
    if _wants_json(sys.argv[1:]):
        from aicompare.render.machines import dump

        error = {"code": trouble.code, "message": trouble.message, "hint": trouble.hint}
        try:
            to_stdout(dump({"schema": "aicompare.error/1", "error": error}))
        except ReaderGone:
            return 141
        except Trouble:
            return 2
    return 2


def _wants_json(arguments: list[str]) -> bool:
    asked = {"--json", "--format=json"} & set(arguments)
    return bool(asked) or ("--format", "json") in pairwise(arguments)
