"""A figure that is named without its scope, label or status: what it is taken for, and when that is open."""

from __future__ import annotations

import pytest
from made import company, fact
from test_expressions import Made
from test_verdicts import LAST

from aicompare.calculators.claims.report import check_expression
from aicompare.calculators.claims.rows import CheckRow
from aicompare.companies.references import Reference
from aicompare.companies.selectors import nearest, unlike
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoAnswer
from aicompare.values.scopes import scope_id

ACME = company(
    fact("raised", "2026-01-08", "HK$4,348m", label="before-over-allotment", status="closed", deal="ipo"),
    fact("raised", "2026-01-08", "HK$2,980m", scope="cornerstones", status="closed", deal="ipo"),
    fact("market_cap", "2026-01-08", "HK$57.89bn", label="close"),
    fact("market_cap", "2026-01-08", "HK$59.4bn", label="high"),
    fact("market_cap", "2026-02-09", "HK$69.8bn", label="close"),
    fact("revenue_share", "H1 2025", "84.8%", scope="on-premise"),
    fact("revenue_share", "H1 2025", "15.2%", scope="cloud"),
    fact("cash_burn", "FY2025", "US$13bn", status="forecast"),
    fact("revenue", "FY2025", "US$100m"),
    fact("revenue", "FY2025", "US$25.0m", scope="cloud"),
    fact("revenue", "FY2024", "US$10.0m", scope="cloud"),
    fact("revenue", "FY2026", "US$300m", status="forecast", label="a-house"),
    fact("revenue", "FY2026", "US$400m", status="forecast", label="b-house"),
    fact("gross_margin", "FY2025", "41.0%", scope="cloud"),
    fact("run_rate", "2025-12-31", "US$50m", status="estimate"),
    fact("run_rate", "2026-03-31", "US$80m", scope="cloud"),
)
BOLT = company(fact("market_cap", "2026-02-09", "HK$10.0bn", company="bolt"), id_="bolt")
DATA = Made((ACME, BOLT), {"makers": ("acme", "bolt")}, LAST)


def told(rates: Rates, expression: str) -> CheckRow:
    (row,) = check_expression(expression, RateChoice(), DATA, rates, []).rows  # type: ignore[arg-type]
    assert isinstance(row, CheckRow)
    return row


@pytest.mark.parametrize(
    ("expression", "verdict", "remark", "hint"),
    [
        # the deal with its label, and not the part of it that has a scope
        ("acme.raised[2026-01-08] == 4.348bn HKD", "holds", None, "label=before-over-allotment"),
        ("acme.raised == 43.48bn HKD", "contradicted", "scale", "over ten"),
        ("acme.raised[2026-01-08, deal=ipo] == 4.348bn HKD", "holds", None, "label=before"),
        ("acme.market_cap > bolt.market_cap", "holds", None, "taken with label=close"),
        ("acme.market_cap == 69.8bn HKD", "holds", None, "taken with label=close"),
        ("acme.market_cap[2026-02-09] == 698bn HKD", "contradicted", "scale", "over ten"),
        ("sum(makers.market_cap) == 79.8bn HKD", "holds", None, "acme.market_cap taken with label=close"),
        # which is meant is open where the verdict hangs on it
        ("acme.market_cap[2026-01-08] == 59.4bn HKD", "undecided", None, "holds for label=high; not for"),
        ("acme.market_cap[2026-01-08] == 80bn HKD", "contradicted", None, "each of label=close, label=high"),
        ("acme.market_cap[2026-01-08] > 50bn HKD", "holds", None, "each of label=close, label=high"),
        ("acme.revenue_share[H1 2025] == 84.8%", "undecided", None, "not for scope=cloud; say which"),
        # what is a share of somebody may be of somebody else
        ("acme.revenue_share[H1 2025] == 69.4%", "undecided", None, "not for scope=on-premise, scope=cloud"),
        ("acme.gross_margin[FY2025] == 59%", "contradicted", None, "taken with scope=cloud"),
        ("acme.gross_margin[FY2025] > 59%", "contradicted", None, "taken with scope=cloud"),
        ("acme.gross_margin[FY2025, scope=cloud] == 59%", "contradicted", None, None),
        ("acme.gross_margin[FY2025] != 59%", "holds", "part", "taken with scope=cloud"),
        ("2 * acme.gross_margin[FY2025] == 59%", "contradicted", None, "taken with scope=cloud"),
        ("acme.gross_margin[FY2025] > 1% + acme.gross_margin[FY2025]", "contradicted", None, "scope=cloud"),
        ("acme.revenue[FY2026] == 300m USD", "undecided", None, "not for label=b-house"),
        # one part alone
        ("acme.gross_margin[FY2025] == 41%", "holds", "part", "taken with scope=cloud"),
        ("acme.cash_burn[FY2025] == 13bn USD", "holds", None, "taken with status=forecast"),
        ("monthly(acme.cash_burn, FY2025) == 1.08bn USD", "holds", None, "taken with status=forecast"),
        # what is not yet so before a part, and of a day only what was by then
        ("acme.run_rate == 50m USD", "holds", None, "taken with status=estimate"),
        ("acme.run_rate[2026-03-31] == 80m USD", "holds", "part", "taken with scope=cloud"),
        ("as_of(acme.run_rate, 2026-01) == 50m USD", "holds", None, "taken with status=estimate"),
        ("as_of(acme.market_cap, 2026-01) > 57bn HKD", "holds", None, "each of label=close, label=high"),
        # what is said is kept, and not in the data is said only of what is not
        ("acme.revenue[FY2025, status=forecast] == 100m USD", "undecided", None, "; there is"),
        ("acme.revenue_share[H1 2025, scope=overseas] == 5%", "undecided", None, "; there is"),
        ("acme.revenue[FY2030] == 5m USD", "undecided", None, "not in the data: acme.revenue[FY2030]"),
        # a figure that is there is what is meant
        ("acme.revenue[FY2025] == 100m USD", "holds", None, None),
    ],
)  # fmt: skip
def test_the_nearest_figure_is_taken_and_named(
    rates: Rates, expression: str, verdict: str, remark: str | None, hint: str | None
) -> None:
    """One that fits alone, or all that agree; else it is undecided, with the verdict for each."""
    row = told(rates, expression)
    assert (row.verdict, row.remark) == (verdict, remark)
    assert (row.hint or "") == "" if hint is None else hint in (row.hint or "")
    if verdict == "undecided" and "not in the data" not in (row.hint or ""):
        assert row.missing == () and row.computed is None


def test_growth_never_mixes_a_part_with_the_whole(rates: Rates) -> None:
    """US$100m of all in 2025, and of 2024 the cloud alone: not 900%."""
    row = told(rates, "growth(acme.revenue, FY2025) == 900%")
    assert row.verdict == "undecided"
    assert told(rates, "growth(acme.revenue[scope=cloud], FY2025) == 150%").verdict == "holds"


def test_a_value_that_may_be_several_is_no_answer(rates: Rates) -> None:
    """They are named; one that is alone is answered."""
    with pytest.raises(NoAnswer) as caught:
        told(rates, "acme.market_cap[2026-01-08]")
    assert "acme.market_cap[2026-01-08, label=close]" in (caught.value.hint or "")
    row = told(rates, "acme.cash_burn[FY2025]")
    assert row.hint == "acme.cash_burn[FY2025] taken with status=forecast"


def test_the_nearest_references_keep_what_is_said() -> None:
    """The whole before a part, what is so before what is forecast, no label before one."""
    for text, wanted in (
        ("acme.raised[2026-01-08]", ["acme.raised[2026-01-08, label=before-over-allotment]"]),
        ("acme.raised[2026-01-08, scope=cornerstones]", ["acme.raised[2026-01-08, scope=cornerstones]"]),
        ("acme.raised[2026-01-08, deal=b]", []),
        ("acme.market_cap[label=high]", ["acme.market_cap[label=high]"]),
        ("acme.runway", []),
    ):
        reference = Reference.parse(text)
        assert reference is not None
        assert [str(one) for one in nearest(reference, ACME)] == wanted
    reference = Reference.parse("acme.revenue[FY2026, scope=cloud]")
    assert reference is not None
    assert unlike(reference, ACME) == (
        "acme.revenue[FY2026, label=a-house, status=forecast]",
        "acme.revenue[FY2026, label=b-house, status=forecast]",
    )


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("本地化部署", "on-premise"),
        ("云端", "cloud"),
        ("雲端部署", "cloud"),
        ("中国内地", "mainland-china"),
        ("海螺 AI", "hailuo"),
        ("阿里巴巴", "alibaba"),
        ("H股", "h-shares"),
        ("on-premise", "on-premise"),
        ("别的", "别的"),
    ],
)
def test_scopes_have_chinese_names(name: str, id_: str) -> None:
    """As filings print them; any other name is itself."""
    assert scope_id(name) == id_
    reference = Reference.parse(f"acme.revenue[2025年, scope={name}]")
    assert reference is not None and (reference.scope, str(reference.period)) == (id_, "FY2025")
