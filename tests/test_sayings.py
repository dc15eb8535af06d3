"""The sentence of `--say`, word for word, of answers made by hand; of shipped data it is in test_citing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import day, fact, source

from aicompare.calculators.burnmultiple import BurnMultipleRow
from aicompare.calculators.catalogue import DerivedRow, ListRow, ShowRow
from aicompare.calculators.changes.rows import ChangeRow
from aicompare.calculators.claims.rows import ClaimRow
from aicompare.calculators.comparison import CompareRow
from aicompare.calculators.conversion.report import ConvertRow, RateRow
from aicompare.calculators.multiples.comps import CompsRow
from aicompare.calculators.multiples.history import HistoryRow
from aicompare.calculators.multiples.implied import ImpliedRow
from aicompare.calculators.multiples.row import MultiplesRow
from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.proceeds.purposes import PlanRow
from aicompare.calculators.readrow import ReadRow
from aicompare.calculators.runway.needs import SolvedRow
from aicompare.calculators.runway.row import BalanceAlone, RaisedSince, RunwayRow
from aicompare.calculators.runway.sensitivity import ExtraRow
from aicompare.calculators.sayings import SAYINGS
from aicompare.calculators.search import FoundRow
from aicompare.calculators.split.report import SplitRow
from aicompare.calculators.status import InForce, StaleRow
from aicompare.calculators.validation import ValidateRow
from aicompare.calculators.value.method import MethodRow
from aicompare.calculators.value.needs import NeedRow
from aicompare.calculators.vocabulary import MetricRow, SourceRow
from aicompare.companies.derivation import computed, ratio, total
from aicompare.companies.fact import Derived, given
from aicompare.rates.rates import Rate
from aicompare.render.saying import sentence
from aicompare.reports.report import Marked, Report, Section
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

NAMES = {"acme": "Acme", "beta": "Betas", "gamma": "Gamma", "delta": "Delta", "eta": "Eta", "zeta": "Zeta"}


def answer(*rows: Any, title: str = "", names: dict[str, str] | None = None, **more: Sequence[Any]) -> Report:
    """`more` are the sections after the first, by their names."""
    sections = [Section(type(rows[0]) if rows else ListRow, rows)]
    sections += [Section(type(found[0]), found, name=name) for name, found in more.items()]
    return Report("made", title, sections, day("2026-10-31"), names=NAMES if names is None else names)


def said(of: str, *rows: Any, **more: Any) -> str:
    """The sentence of the answer of a command."""
    return sentence(SAYINGS[of](answer(*rows, **more))).rstrip("\n")


def exact(number: str) -> Figure:
    return Figure.exact(Decimal(number))


# --- what is in the data ------------------------------------------------------------------------


def test_companies_are_counted_with_their_facts_and_listings() -> None:
    """1,200 + 34 facts are 1,234."""
    one, other = (
        ListRow(id_, id_.title(), None, groups, facts, None)
        for id_, groups, facts in (("acme", ("cn", "listed"), 1200), ("beta", ("cn",), 34))
    )
    assert said("list", one, other) == "2 companies with 1,234 facts, 1 of them listed."
    assert said("list", other) == "1 company with 34 facts, 0 of them listed."


def test_sources_are_counted_by_kind() -> None:
    """The most frequent kind first."""
    filing, press = (
        SourceRow(kind, Period.parse("2026-01"), kind, None, 3, "Title", "Publisher", None, False)
        for kind in ("filing", "press")
    )
    assert said("sources", filing, press, press) == "3 sources: 2 press and 1 filing."
    assert said("sources", filing) == "1 source: 1 filing."
    assert said("sources", *[press] * 1200) == "1,200 sources: 1,200 press."


def test_metrics_are_counted_with_the_one_that_has_most() -> None:
    """Only what has facts is known of; the words of a name stand apart."""
    cash, gross, none = (
        MetricRow(name, "flow", "money", facts, "a definition")
        for name, facts in (("cash", 2), ("gross_profit", 3), ("capital_expenditure", 0))
    )
    assert said("metrics", cash, gross, none) == (
        "3 metrics, 2 of them with facts, the most of gross profit (3)."
    )
    assert said("metrics", none) == "1 metric, 0 of them with facts."


def test_what_is_in_force_is_said_with_its_age() -> None:
    """30 days before 31 October 2026 is the 1st; what has no day, as settings, has no age."""
    data, rates, prices = (
        InForce(what, day(newest), age, "here")
        for what, newest, age in (
            ("data", "2026-10-01", 30),
            ("rates", "2026-10-30", 1),
            ("prices", "2026-09-30", 31),
        )
    )
    settings = InForce("settings", None, None, "there")
    ages = "On 31 October 2026 the data in force are 30 days old, the rates 1 and the prices 31"
    stale = StaleRow("acme", "runway", "balance", day("2025-10-01"), 395, 274)
    assert said("status", data, rates, prices, settings) == f"{ages}."
    assert said("status", data, rates, prices, stale=[stale]) == f"{ages}; 1 answer rests on what is too old."
    assert said("status", data, rates, prices, stale=[stale] * 2) == (
        f"{ages}; 2 answers rest on what is too old."
    )
    assert said("status", settings) == "Nothing in force has a day."


def test_three_findings_of_a_file_are_said_and_the_others_counted() -> None:
    """With their lines; the name of a file may hold what stands between name and count."""
    rows = [
        ValidateRow("a: b.yaml", line, 1, "fault", "bad", f"trouble {line}", None, None)
        for line in range(7, 12)
    ]
    assert said("validate", *rows, title="a: b.yaml: 5 faults, no warnings") == (
        "The check of a: b.yaml finds 5 faults, no warnings:"
        " line 7: trouble 7; line 8: trouble 8; line 9: trouble 9; and 2 more."
    )
    assert said("validate", title="b.yaml: no faults, no warnings") == (
        "The check of b.yaml finds no faults, no warnings."
    )


def test_what_was_found_is_said_with_its_figures_and_their_days() -> None:
    """A company by its name, once; a note and a source by what they are called."""
    raised = fact("raised", "2026-01-08", "HK$4,348m")
    rows = [
        FoundRow("fact", "acme", "Raised", raised),
        FoundRow("company", "acme", "Acme"),
        FoundRow("fact", "other", "Revenue", fact("revenue", "H1 2026", "US$4.348m")),
        FoundRow("source", None, "acme-2026"),
    ]
    assert said("find", *rows, title="4 rows with 4.348") == (
        "4 rows with 4.348: Acme Raised of HK$4,348m on 8 January 2026; Acme;"
        " other Revenue of US$4.3m in H1 2026; and 1 more (made up, 31 January 2026)."
    )
    assert said("find", rows[3], title="1 source with acme") == "1 source with acme: acme-2026."


# --- runways ------------------------------------------------------------------------------------
# Sources are told by their days: those of cash, burn and raise are of August, September and July 2026.

CASH = fact("cash", "2026-06-30", "=US$90m", "2026-08-01")
BURN = fact("monthly_burn", "2026-06", "=US$2.5m", "2026-09-01")
RAISED = fact("raised", "2026-07-15", "=US$40m", "2026-07-16")
SOURCES = "(made up, 1 August 2026; made up, 1 September 2026{})."
TOGETHER = Derived.of("acme", METRICS["cash"], total((CASH, RAISED)), CASH.period)


def supposed(text: str, on: str = "2026-06-30") -> Derived:
    """An amount that the user typed."""
    return given("acme", METRICS["cash"], parse_amount(text), Period.parse(on))


def runway(months: str | None = "36", **rest: Any) -> RunwayRow:
    """90 / 2.5 = 36 months."""
    usual = {"company": "acme", "name": "Acme", "cash": CASH, "burn": BURN, "burn_basis": "stated"}
    return RunwayRow(**{**usual, "months": None if months is None else exact(months), **rest})


def raised(months: str = "52", alone: str = "36", *deals: Any, **rest: Any) -> RunwayRow:
    """With 40 raised 130 / 2.5 = 52 months."""
    return runway(
        months,
        raised=RaisedSince(deals or (RAISED,)),
        cash_and_raised=TOGETHER,
        balance_alone=BalanceAlone(exact(alone)),
        **rest,
    )


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("stated", "2026-06's stated burn"),
        ("operating", "2026-06's operating cash used"),
        ("cash-burn", "2026-06's cash burn"),
        ("adjusted-loss", "2026-06's adjusted loss, a stand-in for cash burnt"),
        ("net-loss", "2026-06's net loss, a stand-in for cash burnt"),
        ("other", "2026-06's burn"),
        ("given", "a burn of US$2.5m a month"),
    ],
)
def test_a_runway_is_said_with_its_cash_and_its_burn(basis: str, told: str) -> None:
    """With the day of the cash, and of the burn the stretch and what it stands for."""
    assert said("runway", runway(burn_basis=basis)) == (
        f"Acme's US$90m of 30 June 2026 lasts 36 months at {told} {SOURCES.format('')}"
    )


def test_what_was_raised_since_is_said_with_its_month_and_without_it() -> None:
    """52 months with US$40m of July, 36 of the balance alone; of several months `since` is said."""
    head, tail = "Acme's US$90m of 30 June 2026 and US$40m raised", "last 52 months at 2026-06's stated burn"
    alone = "; without what was raised since, 36 months"
    cited = "(made up, 1 August 2026; made up, 16 July 2026; made up, 1 September 2026)."
    later = replace(RAISED, period=Period.parse("2026-08-03"))
    again = replace(RAISED, period=Period.parse("2026-07-03"))
    assert said("runway", raised()) == f"{head} in July 2026 {tail}{alone} {cited}"
    assert said("runway", raised("52", "36", RAISED, again)) == f"{head} in July 2026 {tail}{alone} {cited}"
    assert said("runway", raised("52", "36", RAISED, later)) == f"{head} since {tail}{alone} {cited}"
    assert said("runway", raised("52", "52")) == f"{head} in July 2026 {tail} {cited}"
    assert said("runway", replace(raised(), balance_alone=BalanceAlone())) == (
        f"{head} in July 2026 {tail} {cited}"
    )


def test_a_raise_in_another_currency_than_the_cash_is_not_taken_off() -> None:
    """What cannot be put beside the cash is not said as a part of it."""
    euros = Derived("acme", METRICS["cash"], parse_amount("=EUR 130m"), CASH.period)
    assert said("runway", replace(raised(), cash_and_raised=euros)) == (
        f"Acme's US$90m of 30 June 2026 lasts 52 months at 2026-06's stated burn {SOURCES.format('')}"
    )


def test_cash_that_was_typed_has_no_owner_and_no_day() -> None:
    """It is of no company, and rests on no source."""
    row = runway(company="given", name="given", cash=supposed("=US$90m"), burn=supposed("=US$2.5m"))
    assert said("runway", replace(row, burn_basis="given")) == (
        "US$90m of cash lasts 36 months at a burn of US$2.5m a month."
    )


def test_a_company_with_cash_that_was_typed_has_no_day_of_it_either() -> None:
    """Derived cash has the day of what it is made of; cash that was typed is made of nothing."""
    assert said("runway", runway(cash=supposed("=US$90m"))) == (
        "Acme's US$90m lasts 36 months at 2026-06's stated burn (made up, 1 September 2026)."
    )
    assert said("runway", runway("52", cash=TOGETHER)).startswith("Acme's US$130m of 30 June 2026 lasts")


def test_what_a_scenario_supposes_is_said_with_its_months() -> None:
    """Raises, hires and one-off spending, each in its month, and the growth of the burn or the revenue."""
    row = runway(
        raises=(supposed("=US$5m"), supposed("=US$6m")), raise_months=(3, 9),
        hires=(supposed("=US$1m"),), hire_months=(4,),
        one_offs=(supposed("=US$7m"),), one_off_months=(5,),
        growth=exact("0.05"),
    )  # fmt: skip
    ending = (
        "a month, with US$5m more supposed in month 3, with US$6m more supposed in month 9,"
        " with US$1m more a month from month 4, with US$7m spent in month 5 " + SOURCES.format("")
    )
    head = "Acme's US$90m of 30 June 2026 lasts 36 months at 2026-06's stated burn"
    assert said("runway", row) == f"{head}, the burn growing by 5% {ending}"
    assert said("runway", replace(row, revenue=supposed("=US$1m"))) == (
        f"{head}, revenue growing by 5% {ending}"
    )


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("not_burning", "burns no cash"),
        ("already_out", "has no cash left"),
        ("never", "does not run out of cash"),
        ("profitable_now", "makes no loss as it is"),
        ("default_alive", "ends its loss before the cash is gone"),
        ("unknown", "has no runway that is known: no burn of 2026"),
    ],
)
def test_where_cash_does_not_run_out_it_says_why(status: str, told: str) -> None:
    """Cash and burn are cited all the same."""
    row = runway(None, status=status, reason="no burn of 2026")
    assert said("runway", row) == f"Acme {told} {SOURCES.format('')}"


def test_without_cash_or_burn_there_is_no_runway() -> None:
    """Whatever the months say; without a reason there are no figures."""
    assert said("runway", runway(None, cash=None, burn=None)) == (
        "Acme has no runway that is known: no figures."
    )
    assert said("runway", runway(cash=None)) == (
        "Acme has no runway that is known: no figures (made up, 1 September 2026)."
    )
    assert said("runway", runway(burn=None)) == (
        "Acme has no runway that is known: no figures (made up, 1 August 2026)."
    )


def test_a_company_that_ends_its_loss_is_said_with_the_month() -> None:
    """With the revenue that grows, and the cash that is left where it is known."""
    row = runway(
        None,
        status="default_alive",
        profitable_month=17,
        revenue=supposed("=US$10m"),
        growth=exact("0.12"),
        cash_left=supposed("=US$8.5m"),
    )
    head = "Acme ends its loss in month 17, before the cash is gone"
    tail = "if revenue of US$10m a month grows by 12% a month and expenses stay as they are"
    assert said("runway", row) == f"{head}, with US$8.5m left, {tail} {SOURCES.format('')}"
    assert said("runway", replace(row, cash_left=None)) == f"{head}, {tail} {SOURCES.format('')}"
    for missing in ("revenue", "growth", "profitable_month"):
        assert said("runway", replace(row, **{missing: None})) == (
            f"Acme ends its loss before the cash is gone {SOURCES.format('')}"
        )


def test_several_companies_are_said_one_after_the_other() -> None:
    """Each with its own, sources at the end."""
    other = runway("8", company="beta", name="Betas")
    assert said("runway", runway(), other) == (
        "Acme's US$90m of 30 June 2026 lasts 36 months at 2026-06's stated burn;"
        f" Betas' US$90m of 30 June 2026 lasts 8 months at 2026-06's stated burn {SOURCES.format('')}"
    )


def test_all_bases_are_said_from_the_fewest_to_the_most_months() -> None:
    """In whatever order the pairs stand; those that are not known are counted, and say nothing."""
    cited = "(made up, 1 August 2026; made up, 1 September 2026; made up, 16 July 2026)."
    rows = [raised("52", "36"), raised("40", "15.6"), raised("60", "44"), replace(raised(), months=None)]
    assert said("runway", *rows) == (
        "Acme's cash of 30 June 2026 lasts 40 to 60 months on the 4 known bases of cash and burn"
        f" with what was raised since, 15.6 to 44 months without {cited}"
    )
    near = [raised("40.4", "15.6"), raised("40.4", "15.6"), raised("59.6", "44")]
    assert said("runway", *near) == (
        "Acme's cash of 30 June 2026 lasts 40 to 60 months on the 3 known bases of cash and burn"
        f" with what was raised since, 15.6 to 44 months without {cited}"
    )
    unlike = [rows[0], runway("40", cash=None)]
    assert said("runway", *unlike) == (
        "Acme's cash of 30 June 2026 lasts 40 to 52 months on the 2 known bases of cash and burn"
        f" with what was raised since, 36 months without {cited}"
    )
    assert said("runway", *reversed(unlike)).startswith(
        "Acme's cash lasts 40 to 52 months on the 2 known bases of cash and burn ("
    )
    nothing_alone = [replace(row, balance_alone=BalanceAlone()) for row in rows[:2]]
    assert said("runway", *nothing_alone) == (
        f"Acme's cash of 30 June 2026 lasts 40 to 52 months on the 2 known bases of cash and burn {cited}"
    )
    plain = SOURCES.format("")
    assert said("runway", runway("36"), runway("36")) == (
        f"Acme's cash of 30 June 2026 lasts 36 months on the 2 known bases of cash and burn {plain}"
    )
    month = replace(CASH, period=Period.parse("2026-06"))
    assert said("runway", runway("36", cash=month), runway("12", cash=month)) == (
        f"Acme's cash lasts 12 to 36 months on the 2 known bases of cash and burn {plain}"
    )
    assert said("runway", runway("36", cash=None), runway("12", cash=None)) == (
        "Acme's cash lasts 12 to 36 months on the 2 known bases of cash and burn (made up, 1 September 2026)."
    )


def test_all_bases_of_several_companies_are_said_of_each() -> None:
    """One that is known on no basis too."""
    none = [replace(runway(None), company="beta", name="Betas") for _ in range(2)]
    assert said("runway", runway("36"), none[0], runway("12"), none[1]) == (
        "Acme's cash of 30 June 2026 lasts 12 to 36 months on the 2 known bases of cash and burn;"
        f" Betas' cash of 30 June 2026 has no runway that is known on any basis {SOURCES.format('')}"
    )


NEEDS = "What gives 60 months from 2026-06-30"


def test_what_so_many_months_need_is_said_behind_the_runway() -> None:
    """Two ways that give them; the first is a burn, the second a raise."""
    rows = [
        SolvedRow("a burn a month of", exact("60"), supposed("=US$1.5m")),
        SolvedRow("a raise in month 1 of", exact("60"), supposed("=US$60m")),
        SolvedRow("a third way", exact("60"), supposed("=US$1m")),
    ]
    runs = "Acme's US$90m of 30 June 2026 lasts 36 months at 2026-06's stated burn; "
    cited = SOURCES.format("")

    def told(*solved: SolvedRow) -> str:
        report = answer(runway(), needs=solved)
        titled = replace(report, sections=[report.first, replace(report.named["needs"], title=NEEDS)])
        return sentence(SAYINGS["runway"](titled)).strip().removeprefix(runs).removesuffix(f" {cited}")

    assert told(*rows) == (
        "60 months from 2026-06-30 take a burn a month of US$1.5m, or a raise in month 1 of US$60m"
    )
    no_raise = replace(rows[1], amount=None, reason="none is needed")
    assert told(rows[0], no_raise) == "60 months from 2026-06-30 take a burn a month of US$1.5m, or no raise"
    none = replace(rows[0], amount=None, reason="below zero")
    assert told(none, rows[1]) == (
        "60 months from 2026-06-30 take a burn a month of an amount that is below zero,"
        " or a raise in month 1 of US$60m"
    )


def test_what_solves_for_months_rests_on_its_sources_too() -> None:
    """The amount is worked out from what was raised."""
    row = SolvedRow("a raise of", exact("60"), RAISED)
    assert said("runway", runway(), needs=[row]).endswith(
        "take a raise of US$40m (made up, 1 August 2026; made up, 16 July 2026; made up, 1 September 2026)."
    )


def test_the_grid_is_said_by_its_ends() -> None:
    """The fewest and the most months in it; a month that is marked counts as any other."""
    extra = supposed("=US$0")
    rows = [
        ExtraRow("acme", extra, {"-10%": exact("40"), "as it is": Marked(exact("36"), "*")}, {}),
        ExtraRow("acme", extra, {"-10%": None, "as it is": exact("16.4")}, {}),
    ]
    assert "; with the burns and the extra cash of the grid 16.4 to 40 months (" in (
        said("runway", runway(), sensitivity=rows)
    )
    none = ExtraRow("acme", extra, {"-10%": None}, {})
    assert "; no change of burn and cash makes it end (" in said("runway", runway(), sensitivity=[none])


# --- sums ---------------------------------------------------------------------------------------


def rate(quote: str, value: str, kind: str = "spot", base: str = "USD") -> Rate:
    on = Period.parse("FY2025" if kind == "average" else "2026-10-30")
    bank = None if kind == "user" else source("2026-10-30", "dataset")
    return Rate(base, quote, Decimal(value), kind, on, on, 1, bank)


BANK = "(Nobody, 30 October 2026)."


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("closing", f"the closing rate of 30 October 2026 {BANK}"),
        ("spot", f"the rate of 30 October 2026 {BANK}"),
        ("average", f"the mean rate of FY2025 {BANK}"),
        ("other", f"the rate of 30 October 2026 {BANK}"),
        ("user", "the rate of your own."),
    ],
)
def test_a_conversion_is_said_with_its_rate(kind: str, told: str) -> None:
    """US$1,250,000 at 7.25 are RMB 9,062,500, to the cent; the amount with every digit that was given."""
    row = ConvertRow(parse_amount("US$1,250,000"), parse_amount("RMB 9,062,500"), rate("CNY", "7.25", kind))
    assert said("convert", row) == f"US$1,250,000 is RMB 9,062,500.00 at 7.25 CNY for one USD, {told}"


def test_a_conversion_without_a_rate_says_so() -> None:
    """Behind those that have one."""
    amount = parse_amount("US$1,250,000")
    none = ConvertRow(amount)
    row = ConvertRow(amount, parse_amount("RMB 9,062,500"), rate("CNY", "7.25"))
    assert said("convert", none) == "US$1,250,000 has no rate that covers it."
    assert (
        said("convert", replace(row, rate=None))
        == said("convert", replace(row, result=None))
        == ("US$1,250,000 has no rate that covers it.")
    )
    seven = replace(row, rate=rate("CNY", "7.123456789"))
    assert " at 7.123457 CNY for one USD" in said("convert", seven)  # seven digits of a rate
    assert said("convert", row, none) == (
        "US$1,250,000 is RMB 9,062,500.00 at 7.25 CNY for one USD, the rate of 30 October 2026;"
        f" US$1,250,000 has no rate that covers it {BANK}"
    )


def test_rates_are_said_at_once_where_they_are_of_one_kind_and_day() -> None:
    """Three of the bank, two and one of the user's own, and one of another base."""

    def row(found: Rate | None, quote: str = "") -> RateRow:
        return RateRow("USD", found.quote if found else quote, found)

    euro, yuan, dollar = rate("EUR", "0.912345678"), rate("CNY", "7.25"), rate("HKD", "7.8")
    assert said("rates", row(euro), row(yuan), row(None, "KRW"), row(dollar)) == (
        f"One USD is 0.9123457 EUR, 7.25 CNY and 7.8 HKD at the rates of 30 October 2026 {BANK}"
    )
    assert said("rates", row(yuan)) == f"One USD is 7.25 CNY at the rate of 30 October 2026 {BANK}"
    assert said("rates", row(rate("CNY", "7.25", "closing")), row(rate("HKD", "7.8", "closing"))) == (
        f"One USD is 7.25 CNY and 7.8 HKD at the closing rates of 30 October 2026 {BANK}"
    )
    assert said("rates", row(rate("CNY", "7.25", "other"))) == (
        f"One USD is 7.25 CNY at the rate of 30 October 2026 {BANK}"
    )
    mine = [row(rate(quote, "7", "user")) for quote in ("CNY", "HKD")]
    assert said("rates", mine[0]) == "One USD is 7 CNY, a rate of your own."
    assert said("rates", *mine) == "One USD is 7 CNY and 7 HKD, rates of your own."
    assert said("rates", row(yuan), mine[1], row(rate("CNY", "8.4", base="EUR"))) == (
        "One USD is 7.25 CNY at the rate of 30 October 2026; one USD is 7 HKD, a rate of your own;"
        f" one EUR is 8.4 CNY at the rate of 30 October 2026 {BANK}"
    )


def planned(purpose: str, share: str | None, amount: Any, level: int = 0) -> PlanRow:
    shown = None if share is None else exact(share)
    return PlanRow(
        company="acme", plan="ipo", purpose=purpose, level=level, weight=None, share=None, share_shown=shown,
        amount=None, printed=None, planned=amount, used=None, difference=None, bar=None,
    )  # fmt: skip


def test_a_plan_is_said_by_its_purposes_and_their_shares() -> None:
    """Not by the parts of a purpose; what has no share has its amount alone, and the other way round."""
    rows = [
        planned("Research", "0.55", RAISED),
        planned("models", "0.3", CASH, level=1),
        planned("Sales", None, BURN),
        planned("The rest", "0.45", None),
    ]
    assert said("allocate", *rows, title="Acme: Listing") == (
        "Acme: Listing: Research 55% (US$40m), Sales US$2.5m, The rest 45%"
        " (made up, 16 July 2026; made up, 1 September 2026)."
    )


def test_a_split_is_said_with_the_amounts_as_they_are() -> None:
    """Every digit of them."""
    rows = [
        SplitRow(purpose, 0, weight, exact(share), exact(share), parse_amount(amount))
        for purpose, weight, share, amount in (
            ("a", "80%", "0.8", "RMB 12,000,000"),
            ("b", "20%", "0.2", "RMB 3,000,000"),
        )
    ]
    assert said("allocate", *rows, title="RMB 15m in 2 parts") == (
        "RMB 15m in 2 parts: a 80% (RMB 12,000,000), b 20% (RMB 3,000,000)."
    )


# --- verdicts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("holds", " holds: it comes to US$90m"),
        ("contradicted", " does not hold: it comes to US$90m"),
        ("undecided", " cannot be decided: it comes to US$90m"),
        (None, " comes to US$90m"),
    ],
)
def test_a_statement_is_said_with_its_verdict(verdict: str | None, told: str) -> None:
    """In its own words, else as an expression, else by the title of the answer; hint last."""
    row = ClaimRow(
        statement="Acme has US$90m", verdict=verdict, computed=CASH, against=BURN, expression="1 == 1"
    )
    cited = SOURCES.format("")
    assert said("check", row, title="a title") == f"“Acme has US$90m”{told} {cited}"
    assert said("check", replace(row, statement=None)) == f"“1 == 1”{told} {cited}"
    assert said("check", replace(row, statement=None, expression=None), title="a title") == (
        f"“a title”{told} {cited}"
    )
    assert said("check", replace(row, hint="ten times off")) == (
        f"“Acme has US$90m”{told}, ten times off {cited}"
    )


def test_a_statement_of_which_nothing_is_computed_has_its_verdict_alone() -> None:
    """And several are told one after the other."""
    none = ClaimRow(statement="it rains", verdict="undecided", hint="no such figure")
    assert said("check", none, replace(none, hint=None)) == (
        "“it rains” cannot be decided, no such figure; “it rains” cannot be decided."
    )


def test_an_audit_is_said_by_its_counts() -> None:
    """Of one source by its title and day, of several by their number; what does not occur is not told."""
    first, second = source("2026-06", "press"), source("2026-07-01", "press")
    hold = [ClaimRow(verdict="holds", source=first)] * 2
    open_, wrong = (
        ClaimRow(verdict="undecided", source=first),
        ClaimRow(verdict="contradicted", source=second),
    )
    assert said("audit", *hold, open_) == (
        "Of 3 statements of “Made up” (2026-06) 2 hold and 1 cannot be decided."
    )
    assert said("audit", *hold, open_, wrong, ClaimRow(verdict="holds")) == (
        "Of 5 statements of 2 sources 3 hold, 1 does not hold and 1 cannot be decided."
    )
    assert said("audit", *hold) == "Of 2 statements of “Made up” (2026-06) 2 hold."
    assert said("audit", wrong) == "Of 1 statement of “Made up” (2026-07-01) 1 does not hold."


def read(text: str, verdict: str, **more: Any) -> ReadRow:
    usual = dict.fromkeys(
        (
            "company",
            "metric",
            "scope",
            "period",
            "status",
            "said",
            "remark",
            "off_by",
            "data",
            "hint",
            "expression",
        )
    )
    return ReadRow(**{"text": text, "start": 0, "end": 1, "verdict": verdict, **usual, **more})


def test_what_is_contradicted_in_a_text_is_said_with_what_the_data_say() -> None:
    """Three of them, with the words that tell of what they are; the rest are counted."""
    wrong = [
        read("US$1bn", "contradicted", said="Acme · cash", data="US$90m", facts=(CASH,)),
        read("US$2m", "contradicted", said="Acme · burn", facts=(BURN,)),
        read("US$3m", "contradicted", data="US$40m"),
    ]
    known = read("US$4m", "known", facts=(RAISED,))
    assert said("read", wrong[0], known, *wrong[1:], title="4 figures of the text: 3 contradicted") == (
        "4 figures of the text: 3 contradicted: “US$1bn” (Acme · cash) does not hold, the data say US$90m;"
        " “US$2m” (Acme · burn) does not hold; “US$3m” does not hold, the data say US$40m"
        f" {SOURCES.format('')}"
    )
    assert said("read", *wrong, wrong[2], title="4 figures").endswith(f"; and 1 more {SOURCES.format('')}")
    assert said("read", known, title="1 figure of the text: 1 known") == "1 figure of the text: 1 known."


def moved(
    before: Any, after: Any, *, company: str = "acme", answer_: str = "Runway", level: int = 0
) -> ChangeRow:
    return ChangeRow(company, answer_, answer_, level, None, (), before, after, None)


def test_answers_that_moved_are_said_from_before_to_after() -> None:
    """Months with their word, money without; not the inputs of an answer."""
    months = [fact("stated_runway", "2026-06", number, "2026-07-16") for number in ("70.4", "51.9")]
    rows = [
        moved(months[0], months[1]),
        moved(None, CASH, level=1),
        moved(CASH, BURN, company="beta", answer_="ARR"),
        moved(None, months[1], company="other"),
        moved(months[0], None),
    ]
    assert said("diff", *rows, title="what changed") == (
        "What changed: Acme's runway from 70.4 to 51.9 months; Betas' ARR from US$90m to US$2.5m;"
        " other's runway from not known to 51.9 months; Acme's runway from 70.4 months to not known"
        " (made up, 16 July 2026; made up, 1 August 2026; made up, 1 September 2026)."
    )
    assert said("diff", rows[1], title="what changed") == "What changed: no answer moved."


def test_of_many_answers_that_moved_five_are_said() -> None:
    """And how many more there are; the sources are those of the five."""
    rows = [moved(CASH, BURN)] * 5
    told = "; ".join(["Acme's runway from US$90m to US$2.5m"] * 5)
    cited, more = SOURCES.format(""), moved(RAISED, RAISED)
    assert said("diff", *rows, more, title="changed") == f"Changed: {told}; and 1 more answer moved {cited}"
    assert said("diff", *rows, more, more, title="changed") == (
        f"Changed: {told}; and 2 more answers moved {cited}"
    )
    assert said("diff", *rows, title="changed") == f"Changed: {told} {cited}"


# --- what a company is worth --------------------------------------------------------------------

VALUE = fact("market_cap", "2026-09-30", "=US$800m", "2026-10-01")
REVENUE = fact("revenue", "H1 2026", "=US$100m", "2026-09-02")
BOTH = "(made up, 1 October 2026; made up, 2 September 2026)."


def multiple(times: str | None = "8", **rest: Any) -> MultiplesRow:
    """800 / 100 = 8."""
    usual = {"company": "acme", "numerator": VALUE, "denominator": REVENUE, "kind": "market cap"}
    return MultiplesRow(**{**usual, "multiple": None if times is None else exact(times), **rest})


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("post-money", "post-money value"),
        ("EV", "enterprise value"),
        ("EV pro forma", "enterprise value"),
        ("market cap", "equity value"),
        (None, "equity value"),
    ],
)
def test_a_multiple_is_said_with_both_sides_and_what_they_are(kind: str | None, told: str) -> None:
    """Value, day, revenue and its stretch."""
    assert said("multiples", multiple(kind=kind)) == (
        f"Acme's {told} of US$800m on 30 September 2026 is 8× its revenue of US$100m in H1 2026 {BOTH}"
    )


def test_recurring_revenue_is_called_by_its_name() -> None:
    """ARR and run-rate are no revenue."""
    for metric, told in (("arr", "ARR"), ("run_rate", "run-rate")):
        below = fact(metric, "2026-06-30", "=US$100m", "2026-09-02")
        assert said("multiples", multiple(denominator=below)) == (
            f"Acme's equity value of US$800m on 30 September 2026 is 8× its {told} of US$100m"
            f" on 30 June 2026 {BOTH}"
        )


def test_value_and_revenue_far_apart_say_so() -> None:
    """More than 180 days."""
    plain = said("multiples", multiple(days_apart=180))
    assert "days apart" not in plain
    assert said("multiples", multiple(days_apart=181)) == plain.replace(" (made", ", 181 days apart (made")


def test_of_several_companies_those_with_a_multiple_are_said() -> None:
    """Three at most; a name that is not known is the id."""
    rows = [multiple(company=id_) for id_ in ("acme", "beta", "other")]
    each = "equity value of US$800m on 30 September 2026 is 8× its revenue of US$100m in H1 2026"
    assert said("multiples", multiple(None), *rows) == (
        f"Acme's {each}; Betas' {each}; other's {each} {BOTH}"
    )
    with pytest.raises(NoAnswer) as none:
        said("multiples", multiple(None))
    assert (none.value.message, none.value.hint) == ("no company has a multiple to say", "leave out --say")


def spread(group: str = "recognised", **rest: Any) -> Spread:
    ends = {"maximum": "9", "p75": "7", "median": "5", "p25": "3", "minimum": "1", "mean": "4"}
    counts = {"count": 4, "not_meaningful": 0, "not_available": 0}
    figures = {name: exact(number) for name, number in ends.items()}
    return Spread(group=group, harmonic_mean=exact("2"), **figures, **counts, **rest)


@pytest.mark.parametrize(
    ("group", "told"),
    [("recognised", "recognised revenue"), ("expected", "expected revenue"), ("ARR", "ARR")],
)
def test_many_companies_are_said_by_their_statistics_alone(group: str, told: str) -> None:
    """Of the first group, with the middle half and the ends; the companies' figures are what it rests on."""
    rows = [multiple(company=id_) for id_ in ("acme", "beta", "gamma", "delta")]
    one = {"acme": computed(ratio(VALUE, REVENUE))}
    assert said("multiples", *rows, statistics=[spread(group, multiples=one), spread("other")]) == (
        f"Of 4 companies the median multiple of {told} is 5×, the middle half from 3× to 7×"
        f" and all of them from 1× to 9× {BOTH}"
    )


def test_a_statistic_that_is_not_known_to_two_digits_is_said_by_its_bounds() -> None:
    """A median between 3 and 8."""
    rows = [multiple(company=id_) for id_ in ("acme", "beta", "gamma", "delta")]
    wide = replace(spread(), median=Figure(Decimal(5), Decimal(3), Decimal(8)))
    assert "recognised revenue is 3–8×, the middle half" in said("multiples", *rows, statistics=[wide])


def history(on: str, times: str | None, company: str = "acme", value: Any = VALUE) -> HistoryRow:
    return HistoryRow(company, day(on), None if times is None else exact(times), value, REVENUE, None)


def test_a_history_is_said_from_its_first_to_its_last_day_and_by_its_ends() -> None:
    """Days without a multiple are passed over; the least and the most stand only between others."""
    least = fact("market_cap", "2026-03-31", "=US$400m", "2026-04-01")
    rows = [
        history("2026-01-30", None),
        history("2026-02-27", "5"),
        history("2026-03-31", "4", value=least),
        history("2026-04-30", "9"),
        history("2026-05-29", "7"),
    ]
    went = "Acme's multiple of revenue went from 5× on 27 February 2026 to"
    assert said("multiples", *rows) == (
        f"{went} 7× on 29 May 2026, with the least of 4× on 31 March 2026 and the most of 9×"
        " on 30 April 2026 (made up, 1 October 2026; made up, 2 September 2026; made up, 1 April 2026)."
    )
    assert said("multiples", *rows[:3]) == (
        f"{went} 4× on 31 March 2026"
        " (made up, 1 October 2026; made up, 2 September 2026; made up, 1 April 2026)."
    )
    beta = [history(on, times, "beta") for on, times in (("2026-01-30", "5"), ("2026-02-27", "6"))]
    assert said("multiples", beta[0], *rows[1:3], beta[1]) == (
        "Betas' multiple of revenue went from 5× on 30 January 2026 to 6× on 27 February 2026;"
        f" {went} 4× on 31 March 2026"
        " (made up, 1 October 2026; made up, 2 September 2026; made up, 1 April 2026)."
    )
    newest = fact("market_cap", "2026-05-29", "=US$700m", "2026-05-30")
    three = [history("2026-03-31", "4"), history("2026-04-30", "9"), history("2026-05-29", "7", value=newest)]
    unnamed = [replace(row, company="other") for row in three]
    assert said("multiples", *unnamed) == (
        "Other's multiple of revenue went from 4× on 31 March 2026 to 7× on 29 May 2026, with the least of"
        " 4× on 31 March 2026 and the most of 9× on 30 April 2026"
        " (made up, 1 October 2026; made up, 2 September 2026; made up, 30 May 2026)."
    )
    with pytest.raises(NoAnswer) as none:
        said("multiples", rows[0])
    assert (none.value.message, none.value.hint) == ("no day has a multiple to say", "leave out --say")


def comps(company: str, times: str | None, **rest: Any) -> CompsRow:
    usual = {"day": day("2026-09-30"), "ev": VALUE, "equity_value": CASH}
    return CompsRow(company, multiples={"ev_ltm": times and exact(times)}, **{**usual, **rest})  # type: ignore[dict-item]


def test_the_page_of_companies_is_said_by_their_values() -> None:
    """The enterprise value, else that of the equity; both are cited."""
    cited = "(made up, 1 October 2026; made up, 1 August 2026)."
    on = "on 30 September 2026"
    assert said("multiples", comps("acme", "8")) == (
        f"Acme's enterprise value of US$800m {on} is 8× its LTM revenue {cited}"
    )
    assert said("multiples", comps("other", None)) == (
        f"Other's enterprise value of US$800m {on} has no multiple {cited}"
    )
    assert said(
        "multiples", comps("acme", None, ev=None), comps("beta", "8", day=None, equity_value=None)
    ) == (
        f"Acme's equity value of US$90m {on} has no multiple;"
        " Betas' enterprise value of US$800m is 8× its LTM revenue"
        " (made up, 1 August 2026; made up, 1 October 2026)."
    )
    assert said("multiples", CompsRow("acme", ev=VALUE)) == (
        "Acme's enterprise value of US$800m has no multiple (made up, 1 October 2026)."
    )


def test_of_many_companies_of_the_page_five_are_said() -> None:
    """Those without a value are passed over; the rest are counted."""
    rows = [comps(id_, "8", day=None, equity_value=None) for id_ in NAMES]
    none = comps("acme", None, ev=None, equity_value=None)
    each = "enterprise value of US$800m is 8× its LTM revenue"
    five = "; ".join(f"{name} {each}" for name in ("Acme's", "Betas'", "Gamma's", "Delta's", "Eta's"))
    cited = "(made up, 1 October 2026)."
    assert said("multiples", none, *rows[:5]) == f"{five} {cited}"
    assert said("multiples", none, *rows) == f"{five}; and 1 more companies are on the page {cited}"


def implied(statistic: str, times: str, value: Any) -> ImpliedRow:
    return ImpliedRow(statistic, exact(times), value, exact("0"))


def test_what_the_peers_imply_is_said_at_their_median_first() -> None:
    """At 8, 5 and 3 times US$100m: US$800m, US$500m and US$300m; what rests on the peers cites them."""
    rows = [
        implied("p25", "3", supposed("=US$300m")),
        implied("median", "5", supposed("=US$500m")),
        implied("p75", "8", supposed("=US$800m")),
    ]
    peers = [multiple(company="beta"), multiple(None, company="delta"), multiple(company="gamma")]
    told = (
        "5×, Acme would be worth US$500m; at the lower quartile, 3×, US$300m;"
        " at the upper quartile, 8×, US$800m (made up, 1 October 2026)."
    )
    assert said("multiples", *peers, implied=rows) == f"At the median multiple of Betas and Gamma, {told}"
    many = [multiple(company=id_) for id_ in NAMES]
    assert said("multiples", *many, implied=rows) == f"At the median multiple of 6 peers, {told}"
    five = said("multiples", *many[:5], implied=rows)
    assert five == f"At the median multiple of Acme, Betas, Gamma, Delta and Eta, {told}"
    assert said("multiples", comps("beta", "8"), implied=rows).startswith("At the median multiple of ")
    wide = [replace(rows[1], multiple=Figure(Decimal(5), Decimal(3), Decimal(8)))]
    assert ", 3–8×, Acme would be" in said("multiples", *peers, implied=wide)  # not known to two digits
    unnamed = said("multiples", *peers, implied=rows, names={"beta": "Betas", "gamma": "Gamma"})
    assert ", acme would be worth US$500m; " in unnamed


def test_where_nothing_is_implied_there_is_no_sentence() -> None:
    """An implied value that is not known is none."""
    with pytest.raises(NoAnswer) as none:
        said("multiples", multiple(), implied=[implied("median", "5", None)])
    assert (none.value.message, none.value.hint) == (
        "nothing is implied that could be said",
        "leave out --say",
    )
    with_one = [implied("median", "5", supposed("=US$500m")), implied("p25", "3", None)]
    assert "quartile" not in said("multiples", multiple(), implied=with_one)


def method(of: str, *ends: Any, **rest: Any) -> MethodRow:
    low, middle, high = ends
    return MethodRow("acme", of, low, middle, high, **rest)


def test_methods_are_said_with_their_ranges_beside_the_value_of_today() -> None:
    """Both ends where there are two, else the middle, else the one end; what has no answer is passed over."""
    low, high = supposed("=US$300m"), supposed("=US$900m")
    rows = [
        method("Today", None, VALUE, None),
        method("Peers, LTM revenue", low, CASH, high),
        method("Last round", None, BURN, None),
        method("No answer", None, None, None),
        method("Floor", low, None, None),
        method("ARR of peers", low, RAISED, None),
    ]
    assert said("value", *rows) == (
        "Acme, worth US$800m on 30 September 2026, comes to US$300m to US$900m by peers, LTM revenue,"
        " US$2.5m by last round, US$300m by floor, US$40m by ARR of peers"
        " (made up, 1 October 2026; made up, 1 September 2026; made up, 16 July 2026;"
        " made up, 1 August 2026)."
    )
    none = method("Today", None, None, None)
    assert said("value", none, rows[4]) == "Acme comes to US$300m by floor."
    assert said("value", rows[0], rows[3]) == (
        "Acme, worth US$800m on 30 September 2026, has no other method that has an answer"
        " (made up, 1 October 2026)."
    )
    assert said("value", rows[0], names={"acme": "The Acme"}).startswith("The Acme, worth US$800m")
    capital = "Acme, worth US$800m"  # at its head, whatever the id has
    assert said("value", rows[0], rows[4], names={}).startswith(capital)
    assert said("value", method("Sum", None, None, None), methods=rows[:2]).startswith("Acme, worth US$800m")


def need(at: str, times: str, needed: Any, growth: str | None = None) -> NeedRow:
    return NeedRow(at, exact(times), needed, over_3=None if growth is None else exact(growth))


def test_what_the_value_of_today_needs_is_said_at_the_median_first() -> None:
    """US$800m at 5, 8 and 4 times: US$160m, US$100m and US$200m of revenue."""
    rows = [
        need("p25", "4", supposed("=US$200m"), "0.26"),
        need("median", "5", supposed("=US$160m"), "0.17"),
        need("p75", "8", supposed("=US$100m")),
        need("p75", "9", None),
    ]
    today = method("Today", None, VALUE, None)
    assert said("value", *rows, methods=[today]) == (
        "At the peers' median multiple of LTM revenue, 5×, the value of Acme today needs revenue of"
        " US$160m, growing by 17% a year over three years; at the lower quartile, 4×, US$200m,"
        " growing by 26% a year over three years; at the upper quartile, 8×, US$100m"
        " (made up, 1 October 2026)."
    )
    wide = [replace(rows[1], multiple=Figure(Decimal(5), Decimal(3), Decimal(8)))]
    assert " revenue, 3–8×, the value of" in said("value", *wide, methods=[today])  # not known to two digits
    assert ", the value of acme today needs " in said("value", *rows, methods=[today], names={})


def test_a_burn_multiple_is_said_with_its_two_amounts() -> None:
    """2.5 / 5 = 0.5; without one the reason stands there, less its code."""
    arr = fact("arr", "2026-06-30", "=US$5m", "2026-09-02")
    row = BurnMultipleRow("acme", exact("0.5"), None, BURN, arr)
    cited = "(made up, 1 September 2026; made up, 2 September 2026)."
    assert said("burn-multiple", row) == (
        "Acme's burn multiple is 0.5×: net burn of US$2.5m in June 2026 over net new ARR of US$5m"
        f" on 30 June 2026 {cited}"
    )
    assert said("burn-multiple", row, names={"acme": "The Acme"}).startswith("The Acme's burn multiple is ")
    assert said("burn-multiple", replace(row, net_burn=None)) == (
        "Acme's burn multiple is 0.5× (made up, 2 September 2026)."
    )
    assert said("burn-multiple", replace(row, net_new_arr=None)) == (
        "Acme's burn multiple is 0.5× (made up, 1 September 2026)."
    )
    for code in ("n.m.: ", "n.a.: ", ""):
        why = replace(row, company="other", multiple=None, reason=f"{code}no growth")
        assert said("burn-multiple", why) == f"Other has no burn multiple: no growth {cited}"
        assert said("burn-multiple", row, why) == (
            "Acme's burn multiple is 0.5×: net burn of US$2.5m in June 2026 over net new ARR of US$5m"
            f" on 30 June 2026; other has no burn multiple: no growth {cited}"
        )


# --- how companies compare, and their newest figures --------------------------------------------


def compared(metric: str, period: str | None, *values: Any) -> CompareRow:
    found = dict(zip(("acme", "beta", "gamma"), values, strict=False))
    return CompareRow(METRICS[metric], Period.parse(period) if period else None, found, None)


def test_companies_are_compared_by_the_rows_that_most_of_them_have() -> None:
    """Of one period it stands once, at the end; of several beside each figure."""
    rows = [
        compared("revenue", "H1 2026", REVENUE, REVENUE),
        compared("cash", None, CASH, None),
        compared("arr", None, fact("arr", "2026-06-30", "=US$5m"), fact("arr", "2026-05-31", "=US$6m")),
    ]
    head = "Acme and Betas compare like this: "
    names = {"acme": "Acme", "beta": "Betas"}
    assert said("compare", *rows, names=names) == (
        f"{head}revenue of US$100m and US$100m in H1 2026, ARR of US$5m on 30 June 2026 and US$6m"
        " on 31 May 2026 (made up, 2 September 2026; made up, 31 January 2026)."
    )
    assert said("compare", rows[1], names=names) == (
        f"{head}cash of US$90m on 30 June 2026 and not known (made up, 1 August 2026)."
    )
    half = compared("revenue", "H1 2026", REVENUE, None)
    assert said("compare", half, names=names) == (
        f"{head}revenue of US$100m and not known in H1 2026 (made up, 2 September 2026)."
    )
    three = compared("revenue", "H1 2026", None, REVENUE, REVENUE)
    assert said("compare", three, names={**names, "gamma": "Gamma"}) == (
        "Acme, Betas and Gamma compare like this: revenue of not known, US$100m and US$100m in H1 2026"
        " (made up, 2 September 2026)."
    )


def test_four_rows_of_a_comparison_are_said() -> None:
    """The first four of them."""
    rows = [
        compared(name, None, CASH, CASH)
        for name in ("revenue", "gross_profit", "cash", "capital_expenditure", "arr")
    ]
    text = said("compare", *rows)
    assert text.count(" of US$90m") == 4
    assert "ARR" not in text


def test_a_comparison_of_nothing_is_no_sentence() -> None:
    """Nobody has a figure."""
    with pytest.raises(NoAnswer) as none:
        said("compare", compared("revenue", None, None, None))
    assert (none.value.message, none.value.hint) == (
        "no company has a figure to say",
        "name others, or leave out --say",
    )


def shown(*facts: Any, **rest: Any) -> list[ShowRow]:
    return [ShowRow("acme", one, **rest) for one in facts]


def test_the_newest_figures_are_those_that_people_ask_for() -> None:
    """Revenue before profit before cash, each the newest of the whole company, whatever its place."""
    facts = [
        fact("capital_expenditure", "H1 2026", "=US$1m"),
        fact("net_profit", "H1 2026", "=US$-7m"),
        fact("revenue", "FY2024", "=US$50m"),
        REVENUE,
        fact("revenue", "FY2025", "=US$80m"),
        fact("revenue", "Q3 2026", "=US$30m", scope="cloud"),
        fact("revenue", "Q3 2026", "=US$30m", label="restated"),
        fact("revenue", "FY2027", "=US$900m", status="forecast"),
        replace(fact("revenue", "Q3 2026", "=US$30m"), unconverted=True),
        CASH,
        fact("cash_balance", "2026-03-31", "=US$95m"),
    ]
    passed_over = shown(fact("revenue", "Q3 2026", "=US$31m"), standing="outranked")
    assert said("show", *shown(*facts), *passed_over) == (
        "Acme's newest figures are revenue of US$100m in H1 2026, net profit of minus US$7m in H1 2026"
        " and cash of US$90m on 30 June 2026"
        " (made up, 2 September 2026; made up, 31 January 2026; made up, 1 August 2026)."
    )


def test_two_figures_are_figures_and_of_who_has_them() -> None:
    """By the name of the company, not its id."""
    assert said("show", *shown(REVENUE, CASH), names={"acme": "The Acme"}) == (
        "The Acme's newest figures are revenue of US$100m in H1 2026 and cash of US$90m on 30 June 2026"
        " (made up, 2 September 2026; made up, 1 August 2026)."
    )


def test_of_two_kinds_of_cash_the_newer_is_said() -> None:
    """Of equal days the cash itself is left out, which the company's own total holds."""
    older, newer = (fact("cash_balance", on, "=US$95m") for on in ("2026-03-31", "2026-09-30"))
    assert said("show", *shown(CASH, older)).startswith("Acme's newest figure is cash of US$90m")
    assert said("show", *shown(CASH, newer)).startswith("Acme's newest figure is cash balance of US$95m")
    same = fact("cash_balance", "2026-06-30", "=US$95m")
    assert said("show", *shown(CASH, same)).startswith("Acme's newest figure is cash balance of US$95m")


def test_of_a_single_metric_the_newest_is_said_whatever_it_is() -> None:
    """Also one that people do not ask for, of a part, or derived; a name that is not known is the id."""
    parts = [fact("capital_expenditure", period, "=US$1m", scope="cloud") for period in ("H1 2026", "FY2025")]
    assert said("show", *shown(*parts)) == (
        "Acme's newest figure is capital expenditure (cloud) of US$1m in H1 2026 (made up, 31 January 2026)."
    )
    row = DerivedRow("acme", METRICS["cash"], TOGETHER, "cash + raised")
    assert said("show", row, replace(row, value=None), names={}).startswith(
        "Acme's newest figure is cash of US$130m on 30 June 2026"
    )


def test_no_figures_are_no_sentence() -> None:
    """None at all, or none of the whole company that people ask for."""
    two = shown(
        fact("capital_expenditure", "H1 2026", "=US$1m"), fact("revenue", "H1 2026", "=US$1m", scope="cloud")
    )
    for rows in ([], two):
        with pytest.raises(NoAnswer) as none:
            said("show", *rows)
        assert (none.value.message, none.value.hint) == ("there is no figure to say", "leave out --say")


@pytest.mark.parametrize(("of", "what"), [("rates", "rate"), ("allocate", "share")])
def test_sums_of_nothing_are_no_sentence(of: str, what: str) -> None:
    """A rate that does not cover the day, a plan without purposes."""
    with pytest.raises(NoAnswer) as none:
        said(of, RateRow("USD", "KRW")) if of == "rates" else said(of)
    assert (none.value.message, none.value.hint) == (f"there is no {what} to say", "leave out --say")
