"""What a company may be worth by each method, and what its value of today needs."""

from __future__ import annotations

import json
import statistics
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import here as run
from hypothesis import given
from hypothesis import strategies as some
from made import amount, rounded

import aicompare
from aicompare.values.errors import BadAmount, BadUsage, NoAnswer, UnknownName

DATA = aicompare.load()
ON = "2026-09-30"


def rows_of(name: str = "zhipu", **asked: Any) -> dict[str, Any]:
    asked = {"on": ON, "currency": "reported", **asked}
    return {row.method: row for row in aicompare.value(DATA, name, **asked).rows}


def peers(*figures: tuple[str, str, str]) -> str:
    """A data file: company, revenue of FY2025 and value on 2026-01-31, all exact and in US$m."""
    lines = ["sources:", "  mine: {title: Made, publisher: Nobody, published: 2026-01-31, kind: filing}"]
    lines.append("companies:")
    for name, revenue, value in figures:
        lines += [
            f"  {name}:", f"    name: {name.title()}", "    currency: USD",
            f"    listed: {{ticker: {name}, exchange: NASDAQ, on: 2020-01-02}}",
            "    facts:",
            f'    - {{metric: revenue, period: FY2025, value: "=US${revenue}m", source: mine}}',
            f'    - {{metric: market_cap, period: 2026-01-31, value: "=US${value}m", source: mine}}',
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


FIGURES = (
    ("aa", "10", "50"),
    ("bb", "10", "100"),
    ("cc", "10", "150"),
    ("dd", "10", "400"),
    ("ee", "20", "100"),
)


@pytest.fixture
def made(tmp_path: Any) -> aicompare.Data:
    file = tmp_path / "made.yaml"
    file.write_text(peers(*FIGURES), encoding="utf-8")
    return aicompare.load(str(file))


def test_prices_and_the_offer_are_taken_at_the_share_count_of_today() -> None:
    """487,588,090 shares: at 131.5 HK$64.118bn, at 2,410 HK$1,175.087bn, at 116.20 HK$56.658bn."""
    rows = rows_of()
    closes, offer = rows["Closes since listing"], rows["Offer price"]
    assert rounded(amount(closes.low) / 10**9, 3) == "64.118"
    assert rounded(amount(closes.high) / 10**9, 3) == "1175.087"
    assert rounded(amount(offer.middle) / 10**9, 3) == "56.658"
    assert (amount(closes.share_low), amount(closes.share_high)) == (Decimal("131.5"), Decimal(2410))
    assert closes.middle is None and closes.against is None


def test_the_middle_stands_against_today() -> None:
    """The offer price of 116.20 is 81.9% below the close of 641."""
    assert rounded(rows_of()["Offer price"].against.value * 100) == "-81.9"


def test_target_prices_are_one_a_house_of_the_last_180_days() -> None:
    """Least, middle one and greatest of the houses; a consensus is no house."""
    row = rows_of()["Target prices"]
    houses = row.over.split(": ")[1].split(", ")
    assert "consensus-mean" not in houses and len(houses) == len(set(houses))
    facts = DATA.companies("zhipu")[0].facts.of("target_price")
    newest: dict[str, tuple[Any, Decimal]] = {}
    for fact in facts:
        if fact.label in houses and str(fact.period) <= ON:
            newest[fact.label] = max(
                newest.get(fact.label, (fact.period, Decimal(0))), (fact.period, amount(fact))
            )
    prices = sorted(price for _, price in newest.values())
    assert amount(row.share_low) == prices[0] and amount(row.share_high) == prices[-1]
    assert abs(amount(row.share) - Decimal(statistics.median(prices))) < Decimal("1e-9")


def _target_of_ones_own(written: str, folder: Path) -> dict[str, Any]:
    file = folder / "target.yaml"
    fact = f'{{metric: target_price, period: 2026-08-20, value: "{written}", source: me, label: hsbc'
    source = "{title: t, publisher: p, published: 2026-08-21, kind: press}"
    text = f"sources:\n  me: {source}\ncompanies:\n  zhipu:\n    facts:\n    - {fact}, status: forecast}}\n"
    file.write_text(text, encoding="utf-8")
    asked = {"on": ON, "currency": "reported"}
    rows = aicompare.value(aicompare.load(str(file)), "zhipu", **asked).rows
    return {row.method: row for row in rows}


@pytest.mark.parametrize("written", ["HK$1,900", "=HK$1,900", "~HK$1,900"])
def test_a_target_of_ones_own_counts_however_exact_it_is_said_to_be(written: str, tmp_path: Path) -> None:
    """HSBC 1,900, not 1,500: of 1,500 1,503.9 1,600 1,610 1,700 | 1,900 2,061 2,200 2,232 2,300 the middle
    is 1,800.
    """
    assert amount(_target_of_ones_own(written, tmp_path)["Target prices"].share) == 1800


@pytest.mark.parametrize("written", [">=HK$1,900", "<=HK$1,900", "HK$1,800-2,000"])
def test_a_bound_or_a_range_of_targets_is_the_target_of_nobody(written: str, tmp_path: Path) -> None:
    """HSBC's 1,500 stays, and with it the middle of 1,610 and 1,700."""
    assert amount(_target_of_ones_own(written, tmp_path)["Target prices"].share) == 1655


def test_the_least_of_targets_can_be_as_low_as_any_of_them(tmp_path: Path) -> None:
    """`~HK$1,510` is 2% either way, from 1,479.8 on, below the 1,499.5 from which on HK$1,500 is."""
    low = _target_of_ones_own("~HK$1,510", tmp_path)["Target prices"].share_low
    assert amount(low) == 1500
    assert low.figure.low < Decimal("1479.8") < Decimal("1499.5") < low.figure.high


def test_peers_multiples_are_quartiles_times_its_own_figure(made: aicompare.Data) -> None:
    """Multiples of 5, 10, 15 and 40 (ee has 5): quartiles 8.75, 12.5, 21.25 by QUARTILE.INC; times 20."""
    asked = {"peers": "aa,bb,cc,dd", "on": "2026-01-31", "currency": "reported"}
    row = next(one for one in aicompare.value(made, "ee", **asked).rows if one.method == "Peers, LTM revenue")
    assert [amount(one) for one in (row.low, row.middle, row.high)] == [175_000_000, 250_000_000, 425_000_000]
    assert rounded(row.against.value * 100) == "150.0"
    quartiles = statistics.quantiles([5, 10, 15, 40], n=4, method="inclusive")
    assert [20_000_000 * one for one in quartiles] == [175_000_000, 250_000_000, 425_000_000]


def test_fewer_than_three_peers_are_not_meaningful(made: aicompare.Data) -> None:
    """And the row says how many there are."""
    rows = aicompare.value(made, "ee", peers="aa,bb", on="2026-01-31").rows
    row = next(one for one in rows if one.method == "Peers, LTM revenue")
    assert (row.low, row.middle, row.high, row.reason) == (None, None, None, "n.m.")
    assert row.over == "only 2 of 2 peers have a multiple of it"


def test_what_the_value_of_today_needs_put_back_gives_that_value(made: aicompare.Data) -> None:
    """US$100m at 12.5x needs US$8m, 60% less than the US$20m there is; in two years 36.8% less a year."""
    answer = aicompare.value(
        made, "ee", peers="aa,bb,cc,dd", on="2026-01-31", needs=True, currency="reported"
    )
    p25, median, p75 = answer.rows
    assert amount(median.needed) == 8_000_000
    assert median.needed.figure.value * median.multiple.value == 100_000_000
    assert rounded(median.over_1.value * 100) == "-60.0"
    assert rounded(median.over_2.value * 100) == "-36.8"  # sqrt(0.4) - 1
    assert rounded(median.over_3.value * 100) == "-26.3"  # 0.4 ^ (1/3) - 1
    assert amount(p25.needed) > amount(median.needed) > amount(p75.needed)


def test_needs_without_three_peers_say_so(made: aicompare.Data) -> None:
    """With the next step."""
    with pytest.raises(NoAnswer, match="2 of aa, bb have a multiple of LTM revenue") as caught:
        aicompare.value(made, "ee", peers="aa,bb", on="2026-01-31", needs=True)
    assert "--peers GROUP" in (caught.value.hint or "")


@given(
    revenue=some.integers(1, 10**6), multiple=some.integers(1, 100), years=some.integers(1, 20),
    percent=some.integers(0, 200), dilution=some.integers(0, 99),
)  # fmt: skip
def test_the_venture_method_put_back_is_the_exit(
    revenue: int, multiple: int, years: int, percent: int, dilution: int
) -> None:
    """value x (1 + r) ^ n / (1 - d) = revenue x multiple."""
    row = rows_of(
        "openai", exit_revenue=f"US${revenue}m", exit_multiple=f"{multiple}x", exit_years=years,
        exit_return=f"{percent}%", exit_dilution=f"{dilution}%", peers="openai",
    )["Venture capital method"]  # fmt: skip
    back = amount(row.middle) * (1 + Decimal(percent) / 100) ** years / (1 - Decimal(dilution) / 100)
    assert abs(back / (revenue * multiple * 10**6) - 1) < Decimal("1e-25")


def test_the_venture_method_by_hand() -> None:
    """US$5bn x 8 x 80% / 1.3 ^ 5 = 32 / 3.71293 = US$8.6185bn."""
    asked = {"exit_revenue": "US$5bn", "exit_multiple": "8x", "exit_years": "5", "exit_return": "30%"}
    row = rows_of("zhipu", exit_dilution="20%", **asked)["Venture capital method"]
    assert rounded(amount(row.middle) / 10**9, 4) == "8.6185"
    with pytest.raises(BadUsage, match="also needs --exit-years, --exit-return"):
        rows_of("zhipu", exit_revenue="US$5bn", exit_multiple="8x")
    for wrong in (
        {"exit_multiple": "many"},
        {"exit_years": "soon"},
        {"exit_return": "30"},
        {"exit_dilution": "100%"},
        {"exit_years": 0},
        {"exit_multiple": "-3x"},
        {"exit_revenue": "US$0"},
    ):
        with pytest.raises((BadUsage, BadAmount)):
            rows_of("zhipu", **{**asked, **wrong})


def test_a_private_company_has_no_prices_and_is_set_against_private_ones() -> None:
    """OpenAI: the value of its last round, no offer price, no targets, nothing a share."""
    rows = rows_of("openai")
    assert not {"Closes since listing", "Offer price", "Target prices"} & rows.keys()
    assert rows["Today"].share is None and amount(rows["Today"].middle) == 852 * 10**9
    title = aicompare.value(DATA, "openai", on=ON).report.title
    assert "other private companies" in title


def test_a_company_without_a_value_is_told(made: aicompare.Data) -> None:
    """And a peer that there is not."""
    with pytest.raises(NoAnswer, match="no value of StepFun is known"):
        aicompare.value(DATA, "stepfun", on="2024-01-01")
    with pytest.raises(UnknownName):
        aicompare.value(DATA, "zhipu", peers="nobody")


def test_it_names_the_set_of_peers_and_leaves_the_company_out_of_it() -> None:
    """A group, or companies with commas."""
    title = aicompare.value(DATA, "zhipu", peers="six-tigers, tencent", on=ON).report.title
    assert title == "What Zhipu may be worth, on 2026-09-30; peers: six-tigers, tencent"


def test_the_picture_has_one_line_a_method_and_json_has_no_picture() -> None:
    """Its scale goes from zero to the greatest; the line of today crosses every range."""
    text = run("value", "zhipu", "--on", ON, COLUMNS="100").stdout
    picture = text.split("the line is today")[1].split("\n\n")[1].splitlines()
    assert [line.split("  ")[0].strip() for line in picture[2:]][:3] == [
        "Today",
        "Closes since listing",
        "Offer price",
    ]
    assert all("│" in line for line in picture[3:]) and "●" in picture[2]
    data = json.loads(run("value", "zhipu", "--on", ON, "--json").stdout)
    assert "span" not in json.dumps(data)


# --- ratios of value, price and cash -------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("zhipu.price_to_offer == 451.6%", "holds"),  # 641 / 116.20 - 1
        ("zhipu.price_to_year_low == 387.5%", "holds"),  # 641 / 131.5 - 1
        ("zhipu.price_to_year_high == -73.4%", "holds"),  # 641 / 2,410 - 1
        ("minimax.price_to_year_low == 29.6%", "holds"),  # 250.20 / 193.10 - 1
        ("minimax.price_to_offer == 51.6%", "holds"),  # 250.20 / 165 - 1
        ("minimax.gross_burn[H1 2026] == US$409.6m", "holds"),  # 116.573 + 293.031
        ("zhipu.growth_adjusted_multiple == 0.449", "holds"),  # 179.57x over growth of 399.7 points
        ("zhipu.growth_adjusted_multiple == 4.49", "contradicted"),
    ],
)
def test_ratios_of_the_market_are_metrics(statement: str, verdict: str) -> None:
    """Each worked out from the closes, the offer price and the results."""
    assert aicompare.check(DATA.at("2026-10-31"), statement).rows[0].verdict == verdict


@pytest.mark.parametrize("name", ["openai", "anthropic"])
def test_a_company_without_shares_has_no_ratio_of_a_price(name: str) -> None:
    """Not known, and never zero."""
    with pytest.raises(NoAnswer):
        aicompare.show(DATA, name, "price_to_offer")


# --- convertibles, the bank's page, history ------------------------------------------------------


def test_a_convertible_below_its_conversion_price_is_debt() -> None:
    """Zhipu HK$892.50 against 641, MiniMax HK$335 against 250.20."""
    answer = aicompare.multiples(DATA, ["zhipu", "minimax"], ev=True, on=ON, currency="reported")
    rows = answer.report.named["convertibles"].rows
    known = [(row.company, row.counts_as, amount(row.conversion_price), amount(row.price)) for row in rows]
    zhipu, minimax = (Decimal("892.5"), Decimal(641)), (Decimal(335), Decimal("250.2"))
    assert known == [("zhipu", "debt", *zhipu), ("minimax", "debt", *minimax)]
    assert rounded(amount(rows[0].worth) / 10**9, 3) == "16.900"  # 641 x 26,365,026


def test_a_convertible_above_its_conversion_price_is_shares(tmp_path: Any) -> None:
    """At HK$1,000 the 26,365,026 new shares stand in the bridge, and not the principal."""
    file = tmp_path / "dear.yaml"
    fact = '{metric: share_price, period: 2026-10-01, value: "=HK$1,000", source: me, label: close}'
    source = "{title: t, publisher: p, published: 2026-10-01, kind: press}"
    file.write_text(
        f"sources:\n  me: {source}\ncompanies:\n  zhipu:\n    facts:\n    - {fact}\n", encoding="utf-8"
    )
    answer = aicompare.multiples(aicompare.load(str(file)), "zhipu", ev=True, currency="reported")
    bridge = answer.rows[0].bridge
    assert "principal of bond-2026-09" not in bridge
    shares = bridge["shares of bond-2026-09"].original
    assert shares.amount.value == 26_365_026 * 1000 and shares.currency == "HKD"


def test_the_banks_page_recomputes_from_its_own_cells() -> None:
    """Net debt is EV less equity value, and every multiple EV over the figure of `multiples --ev`."""
    asked = {"on": ON, "currency": "USD"}
    page = aicompare.multiples(DATA, ["zhipu", "minimax", "alphabet"], layout="comps", **asked)
    for row in page.rows:
        assert abs(amount(row.equity_value) + amount(row.net_debt) - amount(row.ev)) < Decimal(
            "1e-9"
        ) * amount(row.ev)
        own = aicompare.multiples(DATA, row.company, basis="ltm", ev=True, **asked).rows[0]
        assert row.multiples["ev_ltm"] == own.multiple
        divided = amount(own.numerator) / amount(own.denominator)
        assert abs(divided / row.multiples["ev_ltm"].value - 1) < Decimal("1e-9")


def test_the_statistics_stand_under_the_multiples_and_under_no_size() -> None:
    """Maximum to minimum, as statistics has them."""
    page = aicompare.multiples(DATA, ["zhipu", "minimax", "alphabet", "meta"], layout="comps", on=ON)
    lines = page.report.sections[-1].rows[-5:]
    figures = [row.multiples["ev_ltm"].value for row in page.rows]
    quartiles = statistics.quantiles(figures, n=4, method="inclusive")
    expected = [max(figures), quartiles[2], quartiles[1], quartiles[0], min(figures)]
    got = [line.multiples["ev_ltm"].value for line in lines]
    assert all(abs(a - b) < Decimal("1e-20") for a, b in zip(got, expected, strict=True))
    assert all(line.ev == "" and line.equity_value == "" for line in lines)
    assert len(page.rows) == 4


def test_a_multiple_over_time_is_of_each_months_last_price_over_what_was_known_then() -> None:
    """Zhipu on 30 June 2026: RMB 724.3m of FY2025, since the half was published in August."""
    rows = aicompare.multiples(DATA, "zhipu", history="monthly", on=ON, currency="reported").rows
    days = [str(row.day) for row in rows]
    assert days[0] == "2026-01-30" and days[-1] == "2026-09-30" and len(days) == 9
    june, september = rows[5], rows[8]
    assert rounded(amount(june.revenue) / 10**6) == "724.3"
    assert rounded(september.multiple.value) == "179.6"
    assert {row.basis for row in rows} <= {"ltm", "fy"}


def test_a_week_ends_on_its_last_day_of_trading() -> None:
    """One row a week, the days ascending, none in a week without a price."""
    rows = aicompare.multiples(DATA, "minimax", history="weekly", on=ON).rows
    weeks = [row.day.isocalendar()[:2] for row in rows]
    assert len(set(weeks)) == len(weeks) and weeks == sorted(weeks)
    with pytest.raises(NoAnswer, match="no daily price"):
        aicompare.multiples(DATA, "openai", history="weekly")
