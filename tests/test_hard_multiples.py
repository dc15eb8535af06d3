"""What mutants of the multiples' calculators showed to be promised and not yet tested."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from made import amount, company, day, fact, rounded
from test_multiples import balance_sheet, made, only, sold, table, three, times, with_ev, worth

from aicompare.calculators.multiples.bridge import EV, enterprise_value
from aicompare.calculators.multiples.implied import IMPLIED, BenchmarkRow, ImpliedRow, benchmarks
from aicompare.calculators.multiples.report import EvRow, MultiplesRow, derived_multiple, revenue_multiple
from aicompare.calculators.multiples.statistics import Spread, spread
from aicompare.calculators.multiples.valuation import MultiplesChoice, revenue_for, valuation_of
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import Derived, money
from aicompare.companies.measures import EQUITY_VALUE, MULTIPLE
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Warning
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")
ON = "2026-03-31"


# --- from equity value to enterprise value ----------------------------------------------------


def test_a_printed_total_of_debt_stands_in_for_its_parts(rates: Rates) -> None:
    """1,000 + 55 in all + leases 10 - 100 = 965; the loans of 30 are inside the 55."""
    row = with_ev(table(balance_sheet(fact("total_debt", ON, "US$55m")), rates=rates, ev=True))
    assert (rounded(times(row), 9), row.unknown) == ("9.650000000", ())
    assert row.bridge is not None
    assert list(row.bridge) == ["equity_value", "total_debt", "lease_liabilities", "liquid money"]


def test_a_total_of_debt_of_another_day_stands_in_for_nothing(rates: Rates) -> None:
    """Only what is of the balance's own day belongs to it."""
    row = with_ev(table(balance_sheet(fact("total_debt", "2025-12-31", "US$55m")), rates=rates, ev=True))
    assert rounded(times(row), 9) == "9.400000000"


@pytest.mark.parametrize(
    ("sold_on", "unknown"),
    [("2026-03-31", ("convertible_bonds",)), ("2026-03-30", ("convertible_bonds",)), ("2026-04-01", ())],
)
def test_convertible_bonds_are_unknown_only_for_who_has_sold_a_bond(
    rates: Rates, sold_on: str, unknown: tuple[str, ...]
) -> None:
    """By the day of the balance, that day included; a bond of later is not in that balance."""
    bond = fact("debt_principal", sold_on, "US$20m", deal="bond", status="closed", due="2030-01-01")
    proceeds = fact("debt_raised", sold_on, "US$20m", deal="bond", status="closed")
    row = with_ev(table(balance_sheet(bond, proceeds), rates=rates, ev=True))
    assert row.unknown == unknown


def test_without_a_balance_the_equity_value_still_stands_in_the_bridge(rates: Rates) -> None:
    """And every part that is not known by its name."""
    row = with_ev(table(made(worth(), sold()), rates=rates, ev=True))
    assert row.bridge is not None
    assert list(row.bridge) == [
        "equity_value",
        "liquid money",
        "bank_loans",
        "lease_liabilities",
        "convertible_bonds",
    ]
    assert amount(row.bridge["equity_value"]) == 10**9


def in_yuan() -> Company:
    """Balance sheet and bond in yuan under a market value in dollars; a bond half known before it."""
    done = {"status": "closed"}
    return made(
        worth("US$1,000m", "2026-06-30"),
        sold(),
        fact("cash_balance", ON, "RMB 1,000m"),
        fact("unused_facilities", ON, "RMB 300m"),
        fact("bank_loans", ON, "RMB 200m"),
        fact("lease_liabilities", ON, "RMB 100m"),
        fact("debt_principal", "2026-04-30", "RMB 70m", deal="half", due="2027-05-31", **done),
        fact("debt_principal", "2026-05-31", "RMB 105m", deal="bond", due="2027-05-31", **done),
        fact("debt_net_proceeds", "2026-05-31", "RMB 100m", deal="bond", **done),
    )


def test_every_part_of_a_bridge_is_converted_at_its_own_day(rates: Rates) -> None:
    """Of the balance at its closing rate, of the bond at that of the bond; signs as they enter."""
    acme = in_yuan()
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    at_balance = rates.closing("CNY", "USD", day(ON)).value
    at_bond = rates.closing("CNY", "USD", day("2026-05-31")).value
    expected = {
        "equity_value": Decimal(1000),
        "bank_loans": 200 * at_balance,
        "lease_liabilities": 100 * at_balance,
        "liquid money": -1000 * at_balance,
        "unused_facilities": 300 * at_balance,
        "proceeds of bond": -100 * at_bond,
        "principal of bond": 105 * at_bond,
    }
    found = {name: amount(part).scaleb(-6) for name, part in bridge.parts.items() if part}
    assert list(found) == list(expected)
    assert all(abs(found[name] - one) < Decimal("1e-20") for name, one in expected.items())
    assert bridge.unknown == ["proceeds of half, left out with its principal"]


def test_an_enterprise_value_is_a_figure_of_its_company(rates: Rates) -> None:
    """So are its parts, the ones taken off too: each can be looked up."""
    acme = balance_sheet()
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    assert bridge.company == "acme"
    assert bridge.value is not None
    assert (bridge.value.company, bridge.value.metric, bridge.value.period) == ("acme", EV, value.period)
    assert {part.company for part in bridge.parts.values() if part} == {"acme"}


# --- statistics -------------------------------------------------------------------------------


def test_the_bounds_of_the_means_are_rounded_outwards_to_34_digits() -> None:
    """1, 3 and 7: mean 11/3, harmonic mean 3 / (1 + 1/3 + 1/7) = 63/31, neither a whole decimal."""
    one = spread("recognised", {name: Figure.exact(int(name)) for name in "137"}, 0, 0)
    for found, exact in ((one.mean, Fraction(11, 3)), (one.harmonic_mean, Fraction(63, 31))):
        assert found is not None and found.low is not None and found.high is not None
        assert Fraction(found.low) < exact < Fraction(found.high)
        assert found.high - found.low <= Decimal("1e-31")


def test_the_statistics_keep_the_multiples_they_are_of() -> None:
    """By company, for who wants to see how they come about."""
    multiples = {"a": Figure.exact(2), "b": Figure.exact(4)}
    assert spread("recognised", multiples, 0, 0).multiples == multiples


# --- what the peers imply, and what was paid before ---------------------------------------------


def test_what_the_peers_imply_is_a_figure_with_its_formula(rates: Rates) -> None:
    """Peers at 10, 20 and 30, target at 40 times its 50m: the median implies 20 x 50m = US$1bn."""
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    answer = table(*three()[:3], target, rates=rates, implied=target)
    _, row, _ = answer.beside["implied"].rows
    assert (row.statistic, row.multiple.value, row.own_multiple.value.value) == ("median", 20, 40)
    value = row.value
    assert (value.company, value.metric, value.period) == ("t", IMPLIED, Period.parse("2026-06-30"))
    assert value.formula == "median of the peers x revenue"
    assert [one.company for one in value.inputs] == ["t"]
    assert amount(value) == 10**9


def listed(*facts: object, on: str = "2026-01-08") -> Company:
    acme = company(*facts)  # type: ignore[arg-type]
    return replace(acme, listed=Listing("0001.HK", "HKEX", Period.parse(on)))


def test_a_round_of_the_day_itself_is_the_last_and_needs_no_name(rates: Rates) -> None:
    """US$1bn against US$0.5bn of the same day; a round that the data do not name is just the last one."""
    day_ = "2026-10-31"
    value = fact("market_cap", day_, "US$1bn")
    for deal, name in (("c", "last private round (c)"), (None, "last private round")):
        then = fact("post_money", day_, "US$0.5bn", status="closed", deal=deal)
        (row,) = benchmarks(company(then, value), value, LAST, rates)
        assert (row.benchmark, row.then, row.now, row.converted) == (name, then, value, value)
        assert row.premium is not None and row.premium.value == 1


@pytest.mark.parametrize(
    ("offered", "until", "found"),
    [
        ("2026-02-08", "2026-10-31", True),  # 31 days after the listing
        ("2026-02-09", "2026-10-31", False),
        ("2026-01-08", "2026-01-08", True),
        ("2026-01-09", "2026-01-08", False),
    ],
)
def test_the_offer_price_is_one_within_31_days_of_the_listing_and_known_by_then(
    rates: Rates, offered: str, until: str, found: bool
) -> None:
    """Later ones are those of a placing."""
    price = fact("share_price", "2026-01-08", "HK$20", label="close")
    offer = fact("offer_price", offered, "HK$10")
    value = fact("market_cap", "2026-01-08", "HK$5bn")
    rows = benchmarks(listed(price, offer, value), value, day(until), rates)
    assert [(row.benchmark, row.then, row.now) for row in rows] == (
        [("offer price", offer, price)] if found else []
    )


def test_what_is_worth_more_in_another_currency_is_compared_in_that_of_then(rates: Rates) -> None:
    """US$1bn now, converted into the yuan of the round; without a rate both stand, and no premium."""
    then = fact("post_money", "2026-06-30", "RMB 3.5bn", status="closed", deal="c")
    value = fact("market_cap", "2026-06-30", "US$1bn")
    (row,) = benchmarks(company(then, value), value, LAST, rates)
    assert row.converted is not None and row.converted.rate is not None
    assert money(row.converted).currency == "CNY"
    assert (row.then, row.now) == (then, value)
    early = replace(rates, as_of=day("1999-06-01"))
    (bare,) = benchmarks(company(then, value), value, LAST, early)
    assert (bare.then, bare.now, bare.premium, bare.converted) == (then, value, None, None)


# --- the rows ---------------------------------------------------------------------------------


def test_half_a_dollar_over_half_a_dollar_is_one(rates: Rates) -> None:
    """Small is not nothing: a multiple, a price and a valuation of less than one count."""
    tiny = made(worth("US$0.5"), sold("US$0.5"))
    assert times(only(table(tiny, rates=rates))) == 1
    assert times(only(table(tiny, rates=rates, valuation=parse_amount("US$0.25")))) == Decimal("0.5")


def test_a_value_of_exactly_nought_is_not_meaningful(rates: Rates) -> None:
    """60 of equity + 40 of debt and leases - 100 of liquid money: there is no multiple of nothing."""
    row = with_ev(table(replace_worth("=US$60m"), rates=rates, ev=True))
    assert row.numerator is not None and amount(row.numerator) == 0
    assert (row.multiple, row.multiple_before_raises, row.reason) == (None, None, "n.m.")


def replace_worth(value: str) -> Company:
    acme = balance_sheet()
    others = [one for one in acme.facts.of(*METRICS) if one.metric.name != "market_cap"]
    return made(worth(value), *others)


def test_an_ev_without_raises_is_not_called_pro_forma(rates: Rates) -> None:
    """And of who has no balance there is none, so it has no kind."""
    assert with_ev(table(balance_sheet(), rates=rates, ev=True)).numerator_kind == "EV"
    assert with_ev(table(made(worth(), sold()), rates=rates, ev=True)).numerator_kind is None


def test_a_multiple_is_derived_from_its_value_and_revenue(rates: Rates) -> None:
    """US$1bn over RMB 3.5bn: the value stands converted in the currency of the revenue."""
    acme = made(worth("US$1bn"), sold("RMB 3.5bn"), currency="CNY")
    row = only(table(acme, rates=rates))
    assert row.converted is not None and row.converted.rate is not None
    derived = derived_multiple(row)
    assert derived is not None
    assert (derived.company, derived.metric, derived.value) == ("acme", MULTIPLE, row.multiple)
    assert derived.formula == "market cap / revenue (fy)"
    assert (derived.inputs, derived.basis) == ((row.converted, row.denominator), "fy")
    dollars = only(table(made(worth(), sold()), rates=rates))
    assert dollars.converted is None
    assert derived_multiple(dollars).inputs == (dollars.numerator, dollars.denominator)  # type: ignore[union-attr]


def test_a_bridge_is_in_the_currency_of_the_revenue(rates: Rates) -> None:
    """Whatever the company presents in: the multiple needs no further rate."""
    acme = made(worth("US$1bn"), sold("RMB 700m"), fact("cash", ON, "US$1m"), currency="USD")
    row = with_ev(table(acme, rates=rates, ev=True))
    assert row.bridge is not None
    assert {money(part).currency for part in row.bridge.values() if part} == {"CNY"}


def test_a_row_alone_needs_nobody_to_take_its_warnings(rates: Rates) -> None:
    """As compare asks for it."""
    later = made(worth("US$1bn", "2026-01-31"), sold(published="2026-03-31"))
    assert (
        revenue_multiple(later, MultiplesChoice(day("2026-01-31"), known_then=True), rates).reason == "n.a."
    )


# --- warnings ---------------------------------------------------------------------------------


def warned(answer: Report, code: str) -> list[Warning]:
    return [one for one in answer.warnings if one.code == code]


def test_every_warning_of_a_multiple_is_of_its_company(rates: Rates) -> None:
    """Its code, its words and whom it is about."""
    later = made(worth("US$1bn", "2026-01-31"), sold(published="2026-03-31"))
    assert warned(table(later, rates=rates, on="2026-01-31", known_then=True), "published_later") == [
        Warning(
            "published_later",
            "the data hold no revenue of Acme published by 2026-01-31; FY2025 is known without --known-then",
            "acme",
        )
    ]
    assert not warned(table(made(worth()), rates=rates), "published_later")
    nothing = Warning("not_in_data", "the data hold no revenue of Acme by 2026-06-30", "acme")
    assert warned(table(made(worth()), rates=rates), "not_in_data") == [nothing]
    assert warned(table(made(worth()), rates=rates, known_then=True), "not_in_data") == [nothing]
    only_later = made(worth(on="2025-11-30"), sold())
    assert warned(table(only_later, rates=rates), "not_in_data") == [
        Warning(
            "not_in_data", "the data hold no revenue of Acme by 2025-11-30; --nearest takes FY2025", "acme"
        )
    ]
    assert warned(table(made(worth(), sold()), rates=rates, basis="arr", nearest=True), "not_in_data") == [
        Warning("not_in_data", "the data hold no run-rate or ARR of Acme", "acme")
    ]
    assert warned(table(made(sold()), made(worth(id_="b"), id_="b"), rates=rates), "not_in_data")[
        0
    ] == Warning("not_in_data", "the data hold no valuation of Acme by 2026-10-31", "acme")
    yuan = made(worth("US$1bn"), sold("RMB 3.5bn"), currency="CNY")
    early = replace(rates, as_of=day("1999-06-01"))
    (missing,) = warned(table(yuan, rates=early), "no_rate")
    assert missing.subject == "acme"
    assert missing.message.startswith("no USD/CNY rate covers 2026-06-30")
    far = made(worth("US$1bn", "2026-06-30"), sold(period="FY2025"))
    assert warned(table(far, rates=rates), "far_apart") == [
        Warning("far_apart", "valuation and revenue lie 181 days apart", "acme")
    ]
    (differs,) = warned(
        table(
            made(
                fact("share_price", "2026-06-30", "US$10.00", label="close"),
                fact("shares", "2026-06-01", "100,000,000"),
                worth("US$2.0bn"),
                sold(),
            ),
            rates=rates,
        ),
        "market_cap_differs",
    )
    text = "price x shares is not the market cap printed for 2026-06-30, US$2.0bn"
    assert differs == Warning("market_cap_differs", text, "acme")


def test_the_basis_of_most_is_the_usual_one(rates: Rates) -> None:
    """Two by their last year, one by its ARR: that one is marked, with both bases named."""
    two = [made(worth(id_=id_), sold(company=id_), id_=id_) for id_ in ("a", "b")]
    one = made(worth(id_="c"), fact("arr", "2026-05-31", "US$50m", "2026-05-31", company="c"), id_="c")
    assert warned(table(*two, one, rates=rates), "basis_mismatch") == [
        Warning("basis_mismatch", "its basis is arr, that of most others fy", "c")
    ]


def test_a_figure_that_another_source_contradicts_is_told(rates: Rates) -> None:
    """Of the revenue below the line as in any other answer."""
    acme = made(worth(), sold("US$100m"), sold("US$200m", published="2026-02-28"))
    (told,) = warned(table(acme, rates=rates), "conflict")
    assert told.subject == "acme"


def test_what_goes_missing_beside_the_table_is_a_warning_too(rates: Rates) -> None:
    """Of the company implied, of its implied value, and of a row in a currency without a rate."""
    early = replace(rates, as_of=day("1999-06-01"))
    peers = three()[:3]
    round_ = fact("post_money", "2026-05-31", "US$1bn", status="closed", deal="c", company="t")
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), round_, id_="t")
    answer = table(*peers, rates=early, implied=target, currency="CNY")
    told = [one.message for one in warned(answer, "no_rate") if one.subject == "t"]
    assert {text.partition(" is left out: ")[0] for text in told} == {
        "Implied value 2026-06-30",
        "Post money 2026-05-31",
        "Market cap 2026-06-30",
    }
    assert {one.subject for one in warned(answer, "no_rate")} == {"a", "b", "c", "t"}
    differs = made(
        fact("share_price", "2026-06-30", "US$10.00", label="close", company="t"),
        fact("shares", "2026-06-01", "100,000,000", company="t"),
        worth("US$2.0bn", id_="t"),
        sold(company="t"),
        id_="t",
    )
    assert warned(table(*peers, rates=rates, implied=differs), "market_cap_differs")


# --- the report -------------------------------------------------------------------------------


def test_the_answer_and_what_stands_beside_say_what_they_are(rates: Rates) -> None:
    """Each part has its rows, its title and the day of the answer."""
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    answer = table(*three()[:3], rates=rates, implied=target)
    assert (answer.name, answer.row_type, answer.as_of) == ("multiples", MultiplesRow, LAST)
    assert answer.title == "Equity value / revenue, basis auto, valued on or before 2026-10-31"
    assert {name: (one.name, one.row_type, one.title, one.as_of) for name, one in answer.beside.items()} == {
        "statistics": ("part", Spread, "Statistics", LAST),
        "implied": ("part", ImpliedRow, "The equity value that the peers' multiples imply for T", LAST),
        "benchmarks": ("part", BenchmarkRow, "T against its own past", LAST),
    }
    assert {one.currency for one in answer.beside.values()} == {None}
    bridged = table(balance_sheet(), rates=rates, ev=True)
    assert (bridged.row_type, bridged.beside["bridges"].as_of) == (EvRow, LAST)
    assert bridged.title == "EV / revenue, basis auto, valued on or before 2026-10-31"
    peers = [replace(balance_sheet(), id="acme")]
    target_with_cash = made(
        worth("US$2bn", id_="t"), sold("US$50m", company="t"), fact("cash", ON, "US$1m", company="t"), id_="t"
    )
    implied = table(*peers, rates=rates, implied=target_with_cash, ev=True).beside["implied"]
    assert implied.title == "The EV that the peers' multiples imply for T"


def test_what_is_implied_is_shown_in_the_currency_asked_for(rates: Rates) -> None:
    """Implied value and benchmarks alike."""
    target = made(
        worth("US$2bn", id_="t"),
        sold("US$50m", company="t"),
        fact("post_money", "2026-05-31", "US$1bn", status="closed", deal="c", company="t"),
        id_="t",
    )
    answer = table(*three()[:3], rates=rates, implied=target, currency="HKD")
    assert {money(row.value).currency for row in answer.beside["implied"].rows} == {"HKD"}
    assert {money(row.then).currency for row in answer.beside["benchmarks"].rows} == {"HKD"}


def test_the_notes_say_how_to_read_the_table(rates: Rates) -> None:
    """Scale and method always; small groups, marks and missing multiples where there are any."""
    always = [
        "Scale: m is million, bn billion, tn trillion.",
        "Quartiles by linear interpolation at (n-1)p, as Excel's QUARTILE.INC.",
    ]
    four = [
        made(worth(id_=id_), sold(company=id_, period="2025-04-01..2026-03-31"), id_=id_)
        for id_ in ("a", "b", "c", "e")
    ]
    assert list(table(*four, rates=rates).notes) == always
    arr = made(worth(id_="c"), fact("arr", "2026-05-31", "US$50m", "2026-05-31", company="c"), id_="c")
    answer = table(made(worth(), sold()), arr, made(sold(company="d"), id_="d"), rates=rates)
    assert list(answer.notes) == [
        *always,
        "Under 4 companies (recognised, run-rate and ARR): quartiles say little.",
        "†: valuation and revenue more than 180 days apart; ‡: another basis.",
        "n.m.: not meaningful, value or revenue is not above nought; n.a.: not available.",
    ]


def test_what_cannot_be_asked_is_named_with_a_way_out(rates: Rates) -> None:
    """No peer beside the company itself; two what-ifs; a what-if of two companies."""
    acme = made(worth(), sold())
    with pytest.raises(NoAnswer) as caught:
        table(acme, rates=rates, implied=acme)
    assert caught.value.message == "no peer is left to compare with"
    assert caught.value.hint == "name other companies, or a group"
    price, value = parse_amount("US$10"), parse_amount("US$1bn")
    with pytest.raises(BadUsage) as both:
        table(acme, rates=rates, price=price, valuation=value)
    assert both.value.message == "--price and --valuation say different things"
    assert both.value.hint == "use one of them"
    with pytest.raises(BadUsage) as several:
        table(*three(), rates=rates, valuation=value)
    assert several.value.message == "--price and --valuation take exactly one company"


# --- value and revenue --------------------------------------------------------------------------


def test_what_is_supposed_is_a_figure_of_the_company_and_the_day() -> None:
    """A valuation as typed; a price as typed, times the shares of that day or the newest before."""
    on = MultiplesChoice(LAST, valuation=parse_amount("US$5m"))
    assert valuation_of(made(), on) == (
        Derived("acme", EQUITY_VALUE, parse_amount("US$5m"), Period.day(LAST), "given", ()),
        "given",
    )
    shares = fact("shares", "2026-10-31", "1,000,000")
    later = fact("shares", "2026-11-01", "9,000,000")
    found = valuation_of(made(shares, later), MultiplesChoice(LAST, price=parse_amount("US$5")))
    assert found is not None
    value, kind = found
    assert (kind, amount(value)) == ("given price x shares", 5_000_000)
    assert isinstance(value, Derived)
    price = Derived("acme", METRICS["share_price"], parse_amount("US$5"), Period.day(LAST), "given", ())
    assert value.inputs == (price, shares)


@pytest.mark.parametrize(
    ("periods", "choice", "taken"),
    [
        (("2026-09",), {"basis": "annualised"}, "2026-09"),  # one month is a part of a year
        (("2026-10-01", "Q3 2026"), {"basis": "annualised"}, "Q3 2026"),  # a day is none
        (("FY2025", "FY2026"), {"basis": "fy", "nearest": True}, "FY2026"),
        (("H2 2025", "Q4 2025"), {"basis": "annualised", "nearest": True}, "H2 2025"),
        (("2025-11-01..2026-10-31",), {"basis": "fy"}, "2025-11-01..2026-10-31"),
    ],
)
def test_the_revenue_is_the_nearest_of_its_basis_and_then_the_longest(
    periods: tuple[str, ...], choice: dict[str, Any], taken: str
) -> None:
    """A period that ends on the very day of the valuation has ended."""
    acme = made(*(sold("US$1m", period) for period in periods))
    found = revenue_for(acme, MultiplesChoice(LAST, **choice), LAST)
    assert found is not None
    revenue, basis = found
    assert (str(revenue.period), basis) == (taken, choice["basis"])
