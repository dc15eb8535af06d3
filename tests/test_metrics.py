"""The vocabulary: a closed table, and the words by which people ask for a metric."""

from __future__ import annotations

import pytest

from aicompare.errors import UnknownName
from aicompare.metrics import ALSO_CALLED, METRICS, Metric, metric

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
        assert one.kind in ("stock", "flow", "deal"), name
        assert one.unit in ("money", "percent", "count", "times", "months"), name
        assert one.definition and one.definition[-1] != ".", name


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
        ("liquidity", "Liquid money"),
        ("research_share", "R&D / revenue"),
        ("runway", "Runway, months"),
    ],
)
def test_a_title_is_the_name_as_people_write_it(name: str, title: str) -> None:
    """Abbreviations keep their capitals; computed metrics have titles too."""
    assert Metric(name, "flow", "money", "").title == title


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
