"""The vocabulary: a closed table, and the words by which people ask for a metric."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from made import company, fact

from aicompare.calculators.multiples.bridge import EV
from aicompare.companies.fact import BASES, Place
from aicompare.companies.measures import DERIVED
from aicompare.lint import lint
from aicompare.values.errors import UnknownName
from aicompare.values.metrics import (
    ALSO_CALLED,
    EXPENSES,
    LOSSES,
    METRICS,
    Kind,
    Metric,
    Trait,
    Unit,
    family_of,
    growth_of,
    having,
    metric,
    names,
    table,
)

# Those that DATA.md names, with the kind that says how each converts (IAS 21).
NAMED = {
    "flow": """revenue revenue_growth cost_of_revenue gross_profit gross_margin research_expense
        selling_expense admin_expense compute_expense operating_profit net_profit adjusted_net_profit
        operating_cash_flow free_cash_flow capital_expenditure lease_payments cash_burn monthly_burn
        monthly_active_users paying_users enterprise_customers revenue_share""",
    "stock": """stated_runway cash time_deposits liquid_investments restricted_cash unused_facilities
        cash_balance net_cash bank_loans lease_liabilities convertible_bonds investor_instruments
        total_equity arr run_rate market_cap share_price shares cumulative_users employees ownership
        voting_share""",
    "deal": "offer_price raised net_proceeds pre_money post_money planned_raise",
}


@pytest.mark.parametrize("kind", NAMED)
def test_every_metric_that_the_data_format_names_is_known_with_its_kind(kind: str) -> None:
    """A balance is a stock, a stretch a flow, a raise a deal: the kind decides the exchange rate."""
    for name in NAMED[kind].split():
        assert METRICS[name].kind == kind, name


def test_the_table_is_well_formed() -> None:
    """Each line has a kind, a unit and a definition, under a name that can be typed."""
    for name, one in METRICS.items():
        assert one.name == name
        assert name.replace("_", "").isalpha() and name.islower()
        assert one.kind in get_args(Kind), name
        assert one.unit in ("money", "percent", "count", "times", "months"), name
        assert one.definition and one.definition[-1] != ".", name


@pytest.mark.parametrize("one", [*METRICS.values(), *DERIVED.values()], ids=lambda one: one.name)
def test_every_trait_says_something_that_there_is(one: Metric) -> None:
    """No misspelt trait, and none that names a metric, basis or unit that there is not."""
    assert set(one.traits) <= set(get_args(Trait))
    assert one.unit in get_args(Unit)
    for trait in ("growth", "multiple", "part"):
        assert not one.has(trait) or one.word(trait) in METRICS
    assert {*(one.parts or ())} <= {*METRICS}
    assert one.basis in (None, *BASES)
    assert one.word("debt") in (None, "expected", "printed")
    assert one.word("brings") in (None, "equity", "debt")


def test_ranks_tell_apart_all_that_share_a_trait() -> None:
    """No two of a family, of what a raise brings, or of the rows of `compare` claim one place."""
    for family in {one.word("family") for one in having("family")}:
        ranks = [one.rank("family") for one in having("family", family)]
        assert ranks == list(range(1, len(ranks) + 1)), family
    for kind in ("equity", "debt"):
        ranks = [one.rank("brings") for one in having("brings", kind)]
        assert ranks == list(range(1, len(ranks) + 1)), kind
    rows = [one.rank("row") for one in having("row", among=(*METRICS.values(), *DERIVED.values()))]
    assert rows == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (names("liquid"), "cash time_deposits liquid_investments"),  # never unused facilities
        (names("balance"), "cash cash_balance"),
        (names("outlay"), "capital_expenditure lease_payments"),  # what an operating burn adds
        (names("debt", "expected"), "bank_loans lease_liabilities convertible_bonds"),
        (names("debt", "printed"), "senior_notes exchangeable_bonds"),
        (names("brings", "equity"), "net_proceeds raised"),  # net before gross
        (names("brings", "debt"), "debt_principal debt_net_proceeds debt_raised"),
        (names("plan"), "planned_investment sales_cap shares_planned planned_raise"),
        (names("fixed ahead"), "monthly_burn shares ownership voting_share"),
        (family_of(METRICS["arr"]), "revenue arr run_rate"),
        (family_of(METRICS["voting_share"]), "ownership voting_share"),
        (family_of(METRICS["employees"]), ""),
        (EXPENSES[:3], "cost_of_revenue total_costs capital_expenditure"),
    ],
)
def test_kin_are_found_in_their_order(found: tuple[str, ...], wanted: str) -> None:
    """The better, or the likelier, first."""
    assert list(found) == wanted.split()


def test_a_trait_has_a_word_and_a_rank() -> None:
    """`family=profit:2` is the second of the family profit; a title keeps its words and signs."""
    known = METRICS["adjusted_net_profit"]
    assert (known.word("family"), known.rank("family"), known.title) == ("profit", 2, "Adj. net profit")
    assert METRICS["research_expense"].words("also") == ["r&d", "rd"]
    assert METRICS["gross_margin"].parts == ("gross_profit", "revenue")
    assert METRICS["revenue"].parts is None
    assert METRICS["cash"].word("also") is None
    assert growth_of("revenue") is METRICS["revenue_growth"]
    assert growth_of("cash") is None
    assert growth_of("arr") is None  # `arr_growth` is a multiple
    assert {"net_loss", "adjusted_net_loss", "operating_loss", "loss"} == LOSSES


NEW = table("""
ebitda          flow  money  earnings before interest, tax and depreciation; a loss is negative
net_new_arr     flow  money  change of annual recurring revenue over the period | signed; title=Net new ARR
order_backlog   stock money  orders not yet delivered
    | title=Backlog; also=rpo, remaining performance obligations
""")


@pytest.mark.parametrize(
    ("name", "title", "doubtful"),
    [("ebitda", "Ebitda", False), ("net_new_arr", "Net new ARR", False), ("order_backlog", "Backlog", True)],
)
def test_one_line_adds_a_metric_with_its_title_and_its_sign(
    monkeypatch: pytest.MonkeyPatch, name: str, title: str, doubtful: bool
) -> None:
    """What may be negative is not told to drop its sign; what may not is."""
    monkeypatch.setitem(METRICS, name, NEW[name])
    period = "2025-12-31" if NEW[name].kind == "stock" else "FY2025"
    of_it = fact(name, period, "US$-8m", place=Place("mine.yaml", 12, 7))
    codes = [finding.code for finding in lint([company(of_it)], date(2026, 1, 31))]
    assert (NEW[name].title, codes) == (title, ["sign"] if doubtful else [])


def test_a_table_may_go_on_in_the_next_line() -> None:
    """A line that begins with a blank belongs to the one above."""
    assert list(NEW) == ["ebitda", "net_new_arr", "order_backlog"]
    assert NEW["order_backlog"].definition == "orders not yet delivered"
    assert NEW["order_backlog"].words("also") == ["rpo", "remaining performance obligations"]


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("net_profit", True),  # its definition says that a loss is negative
        ("total_equity", True),
        ("gross_margin", True),  # its trait says so
        ("revenue_growth", True),
        ("cash_burn", False),
        ("cash", False),
        ("research_expense", False),
    ],
)
def test_what_may_be_negative_is_said_in_its_line(name: str, signed: bool) -> None:
    """By the words of the definition or by the trait."""
    assert METRICS[name].is_signed == signed


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("revenue", "revenue"),
        ("Revenue", "revenue"),
        (" gross margin ", "gross_margin"),
        ("Gross-Margin", "gross_margin"),
        ("ARR", "arr"),
        ("net_loss", "net_profit"),
        ("Net loss", "net_profit"),
        ("adjusted_net_loss", "adjusted_net_profit"),
        ("operating loss", "operating_profit"),
        ("R&D", "research_expense"),
        ("capex", "capital_expenditure"),
        ("MAU", "monthly_active_users"),
        ("rd", "research_expense"),
        ("loss", "net_profit"),
        ("valuation", "post_money"),
    ],
)
def test_a_metric_is_found_in_any_case_and_by_what_it_is_also_called(asked: str, found: str) -> None:
    """DATA: asking for net_loss, adjusted_net_loss or operating_loss finds the signed metric."""
    assert metric(asked) is METRICS[found]


def test_what_a_metric_is_also_called_hides_no_metric() -> None:
    """A name means one thing, and leads to one that exists."""
    assert not {*ALSO_CALLED} & {*METRICS}
    assert {*ALSO_CALLED.values()} <= {*METRICS}


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("revenu", "did you mean 'revenue'?"),
        ("xyzzy", "`aicompare metrics` lists them"),
        ("", "`aicompare metrics` lists them"),
    ],
)
def test_a_metric_that_is_not_known_gets_the_nearest(asked: str, hint: str | None) -> None:
    """The error names the word as it was typed."""
    with pytest.raises(UnknownName) as refused:
        metric(asked)
    assert refused.value.message == f"there is no metric {asked!r}"
    assert (refused.value.code, refused.value.hint) == ("unknown_metric", hint)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("gross_profit", "Gross profit"),
        ("arr", "ARR"),
        ("research_expense", "R&D expense"),
        ("run_rate", "Run-rate"),
        ("adjusted_ebitda", "Adjusted EBITDA"),
        ("arr_or_run_rate", "ARR or run-rate"),
        ("enterprise_value", "Enterprise value"),
        ("liquidity", "Cash and liquid funds"),
        ("research_share", "R&D / revenue"),
        ("runway", "Months of cash, with raises"),
        ("runway_balance_alone", "Months of cash, balance alone"),
    ],
)
def test_a_title_is_the_name_as_people_write_it(name: str, title: str) -> None:
    """Abbreviations keep their capitals; computed metrics have titles too."""
    computed = {**DERIVED, EV.name: EV}
    assert (computed.get(name) or METRICS[name]).title == title


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("revenue", True),
        ("gross_margin", True),
        ("trading_volume", False),  # of a day's trading
        ("turnover_rate", False),
        ("daily_active_users", False),  # a count
        ("cash", False),  # a balance
        ("ownership", False),
        ("raised", False),  # a deal
    ],
)
def test_a_single_day_is_a_slip_for_what_covers_a_stretch(name: str, wanted: bool) -> None:
    """Revenue of one day is a slip of the pen; trading of one day is not."""
    assert METRICS[name].covers_a_stretch == wanted
