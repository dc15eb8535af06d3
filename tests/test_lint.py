"""The rules of `validate`: each broken file has one mistake, and one finding at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from command import CHECKOUT, LONG, ROOT, aicompare, here
from made import company, day, fact

from aicompare.calculators.validation import ValidateRow, findings_of, validation
from aicompare.companies.company import Listing
from aicompare.companies.fact import Fact, Place
from aicompare.dataset import checking, load_layers
from aicompare.dataset.checking import check_all, check_over
from aicompare.dataset.compiling import Problem, compile_file
from aicompare.dataset.store import Layer
from aicompare.lint import RULES, Finding, lint
from aicompare.render import render
from aicompare.values.errors import BadFile
from aicompare.values.periods import Period

BROKEN = Path(__file__).with_name("broken")

# File (lint-....yaml): where the finding stands, and its code. Counted in the files by hand.
EXPECTED = {
    "unknown-key": (13, 8, "unknown-key"),
    "missing-key": (13, 7, "missing-key"),
    "wrong-shape": (11, 14, "wrong-shape"),
    "empty": (13, 48, "empty"),
    "too-long": (13, 77, "too-long"),
    "bad-form": (2, 3, "bad-form"),
    "bad-date": (13, 30, "bad-date"),
    "bad-figure": (13, 48, "bad-figure"),
    "unknown-metric": (13, 16, "unknown-metric"),
    "unknown-metric-of-a-plan": (19, 57, "unknown-metric"),
    "unknown-status": (13, 79, "unknown-status"),
    "unknown-basis": (13, 78, "unknown-basis"),
    "unknown-kind": (6, 11, "unknown-kind"),
    "unknown-way": (7, 10, "unknown-way"),
    "unknown-unit": (15, 35, "unknown-unit"),
    "bad-measure": (15, 23, "bad-measure"),
    "bad-measure-name": (15, 3, "bad-measure"),
    "bad-figure-of-a-claim": (16, 9, "bad-figure"),
    "bad-expression": (18, 10, "bad-expression"),
    "bad-expression-company": (18, 10, "bad-expression"),
    "bad-expression-function": (18, 10, "bad-expression"),
    "bad-expression-metric": (18, 10, "bad-expression"),
    "bad-expression-nothing": (17, 10, "bad-expression"),
    "bad-expression-twice": (18, 10, "bad-expression"),
    "unknown-source": (13, 65, "unknown-source"),
    "unknown-company": (8, 16, "unknown-company"),
    "wrong-unit": (13, 53, "wrong-unit"),
    "wrong-unit-percent": (13, 53, "wrong-unit"),
    "stock-for-stretch": (13, 30, "stock-for-stretch"),
    "flow-for-day": (13, 33, "flow-for-day"),
    "published-early": (13, 66, "published-early"),
    "later-than-data": (13, 30, "later-than-data"),
    "unquoted-ticker": (11, 22, "unquoted-ticker"),
    "unquoted-name": (11, 15, "unquoted-name"),
    "shared-alias": (11, 15, "shared-alias"),
    "duplicate-fact": (14, 7, "duplicate-fact"),
    "duplicate-plan": (20, 11, "duplicate-plan"),
    "unknown-purpose": (21, 35, "unknown-purpose"),
    "duplicate-claim": (19, 7, "duplicate-claim"),
    "conflict": (12, 7, "conflict"),
    "conflict-of-plans": (12, 7, "conflict"),
    "gross-margin": (14, 7, "gross-margin"),
    "share": (14, 7, "share"),
    "growth": (14, 7, "growth"),
    "segment-shares": (13, 7, "segment-shares"),
    "plan-sum-amounts": (14, 14, "plan-sum"),
    "plan-sum-shares": (20, 18, "plan-sum"),
    "plan-sum-share-of-total": (19, 53, "plan-sum"),
    "market-cap": (14, 7, "market-cap"),
    "market-cap-unlabelled": (14, 7, "market-cap"),
    "total-raised": (14, 7, "total-raised"),
    "total-raised-of-all": (15, 7, "total-raised"),
    "no-deal": (13, 7, "no-deal"),
    "post-money": (14, 7, "post-money"),
    "post-money-of-talks": (12, 7, "post-money"),
    "part-over-whole": (12, 7, "part-over-whole"),
    "part-over-whole-segment": (13, 7, "part-over-whole"),
    "off-scale-ten": (13, 7, "off-scale"),
    "off-scale-thousand": (13, 7, "off-scale"),
    "sign": (12, 7, "sign"),
    "stale": (12, 7, "stale"),
    "far-off-date": (5, 16, "far-off-date"),
    "far-future-date": (5, 16, "far-future-date"),
    "unused-source": (2, 3, "unused-source"),
    "address-twice": (12, 10, "address-twice"),
    "one-place": (19, 7, "one-place"),
    "unanswered": (13, 7, "unanswered"),
    "unanswered-apart": (13, 7, "unanswered"),
    "no-name": (13, 78, "no-name"),
    "cut-off": (16, 23, "cut-off"),
    "unused-accept": (12, 7, "unused-accept"),
    "unused-accept-of-a-plan": (18, 26, "unused-accept"),
}


@pytest.fixture(scope="module")
def layers() -> list[Layer]:
    """The shipped data, under every broken file."""
    return load_layers([])


def rows_of(layers: list[Layer], content: str, *, accepted: bool = True) -> list[ValidateRow]:
    """What `validate` tells of a user's file with this content."""
    checked = check_over(layers, "mine.yaml", content.encode())
    findings = lint([checked.data.by_id(id_) for id_ in checked.companies], checked.data.as_of)
    found = findings_of("mine.yaml", checked.problems, findings)
    report = validation({"mine.yaml": found}, checked.data.as_of, accepted=accepted, strict=False)
    return list(report.rows)


def broken(name: str) -> str:
    return (BROKEN / f"lint-{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "place"), EXPECTED.items(), ids=EXPECTED)
def test_one_mistake_is_one_finding_at_its_place(
    layers: list[Layer], name: str, place: tuple[int, int, str]
) -> None:
    """Line, column and code are those of the mistake, and nothing else is told.

    It is as severe as the table of rules says: a fault cannot be right, a warning may be.
    """
    (row,) = rows_of(layers, broken(name))
    assert (row.line, row.column, row.code) == place
    assert row.severity == RULES[place[2]][0]


def test_every_rule_has_a_broken_file_and_every_broken_file_is_expected() -> None:
    """The table of rules, the table above and the folder tell of the same."""
    of_prices = {"bad-price", "price-order", "duplicate-price", "price-listing"}  # see test_prices
    assert {code for _, _, code in EXPECTED.values()} == set(RULES) - of_prices
    files = {file.stem.removeprefix("lint-") for file in BROKEN.glob("lint-*.yaml")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fault_and_only_a_fault_stops_a_file_from_being_read(name: str, layers: list[Layer]) -> None:
    """What `validate` calls a fault is what `--data` refuses, at the same place."""
    content = broken(name).encode()
    line, column, code = EXPECTED[name]
    if RULES[code][0] == "warning":
        assert compile_file(content, "mine.yaml", layers[0].record)["companies"]
    else:
        with pytest.raises(BadFile, match=rf"^mine\.yaml:{line}:{column}: "):
            compile_file(content, "mine.yaml", layers[0].record)


# --- the shipped file ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_rows() -> list[ValidateRow]:
    """Every finding about the shipped file, the accepted ones too."""
    [checked] = check_all([])
    findings = lint(checked.data.all(), checked.data.as_of)
    return findings_of(checked.file, checked.problems, findings)


def test_the_shipped_file_has_no_fault_and_explains_every_warning(shipped_rows: list[ValidateRow]) -> None:
    """Each warning it keeps carries its reason in the file."""
    assert [str(row) for row in shipped_rows if not row.accepted] == []


def test_the_slips_of_the_articles_are_seen(shipped_rows: list[ValidateRow]) -> None:
    """Hailuo at 2.6%, the margin of 41% put to MaaS, "at least 85%", 200m users.

    27.9 instead of 28.1 is none: "about 27.9" is 27.34 to 28.46.
    """
    against = {
        match[1]
        for row in shipped_rows
        if row.code == "conflict" and (match := re.search(r"against (\S+(?: \S+)?) \(article-", row.message))
    }
    assert {"2.6%", "41%", ">=85%", "200m"} <= against


def test_a_conflict_of_ten_times_says_so(shipped_rows: list[ValidateRow]) -> None:
    """US$280m a month against US$28.1m in the prospectus (dossier, conflict C34)."""
    [row] = [row for row in shipped_rows if "~US$280m" in row.message]
    assert row.hint == "one is 10 times the other: check the unit"


# --- several at once, and what is right ----------------------------------------------------


def test_one_look_tells_every_mistake(layers: list[Layer]) -> None:
    """A misspelt metric, a slip of the margin and a fact told twice, all in one run."""
    content = broken("gross-margin") + (
        '    - {metric: revenu, period: FY2024, value: "US$4m", source: note}\n'
        '    - {metric: revenue, period: FY2025, value: "US$100m", source: note}\n'
    )
    found = [(row.line, row.code) for row in rows_of(layers, content)]
    assert found == [(14, "gross-margin"), (15, "unknown-metric"), (16, "duplicate-fact")]


def test_a_broken_source_is_not_told_again_at_each_of_its_facts(layers: list[Layer]) -> None:
    """One mistake, one finding; its facts are left out of the rest."""
    content = broken("gross-margin").replace("kind: press", "kind: book")
    assert [(row.line, row.code) for row in rows_of(layers, content)] == [(6, "unknown-kind")]


def test_a_users_correction_is_judged_with_the_shipped_figures(layers: list[Layer]) -> None:
    """Zhipu's revenue of 2025, RMB 724.3m, written as RMB 7,243m: the printed margin of 41.0% tells.

    Gross profit RMB 296,656k over RMB 7,243m is 4.1%. It stands at the user's line.
    """
    content = (
        "sources:\n  mine: {title: Mine, publisher: Me, published: 2026-10-01, kind: press}\n"
        "companies:\n  zhipu:\n    facts:\n"
        '    - {metric: revenue, period: FY2025, value: "RMB 7,243m", source: mine}\n'
    )
    rows = rows_of(layers, content)
    assert {row.line for row in rows} == {6}
    assert {row.severity for row in rows} == {"warning"}
    [margin] = [row for row in rows if row.code == "gross-margin"]
    assert "41.0%" in margin.message
    assert "4.1%" in margin.message


def test_an_accepted_warning_is_counted_and_not_shown(layers: list[Layer]) -> None:
    """`accept` with a reason quiets a warning, and only that one."""
    content = broken("conflict").replace(
        '"US$5.0m", source: note', '"US$5.0m", source: note, accept: {conflict: "Two definitions."}'
    )
    assert rows_of(layers, content, accepted=False) == []
    [row] = rows_of(layers, content)
    assert row.accepted == "Two definitions."


def test_an_accepted_plan_is_quiet(layers: list[Layer]) -> None:
    """A plan of which the source names only a part says so."""
    content = broken("plan-sum-amounts").replace(
        "      items:", '      accept: {plan-sum: "Only the larger parts are named."}\n      items:'
    )
    assert rows_of(layers, content, accepted=False) == []


def test_a_file_is_judged_by_the_companies_that_it_tells_of(layers: list[Layer]) -> None:
    """What is found about any other stands in another file, so that nothing of its own is passed over.

    The mistakes of three files, one of a shipped company, against a look at all of the data.
    """
    for name in ("conflict", "gross-margin", "unused-accept"):
        checked = check_over(layers, "mine.yaml", broken(name).encode())
        every = lint(checked.data.all(), checked.data.as_of)
        told = findings_of("mine.yaml", checked.problems, every)
        assert told
        assert rows_of(layers, broken(name)) == told


PLACES = (Place("mine.yaml", line, 7) for line in range(1, 10_000))


def placed(metric: str, period: str, value: str, **rest: object) -> Fact:
    return fact(metric, period, value, place=next(PLACES), **rest)


def warnings(*facts: Fact) -> list[tuple[str, str]]:
    """(code, what the first fact reports) of each finding about one company."""
    found: list[Finding] = lint([company(*facts)], date(2026, 10, 31))
    return [(one.code, one.facts[0].reported) for one in found if one.code != "stale"]


def shares(*texts: str) -> Iterator[Fact]:
    return (placed("revenue_share", "FY2025", text, scope=f"part-{n}") for n, text in enumerate(texts))


def test_nested_and_crossing_splits_of_revenue_are_no_mistake() -> None:
    """MiniMax, nine months of 2025 (prospectus): segments, products of one segment, and regions.

    71.1 + 28.9 = 100; 32.6 + 35.1 + 1.4 + 2.0 = 71.1; 26.9 + 24.3 + 20.4 + 28.4 = 100.
    """
    printed = ("71.1%", "28.9%", "32.6%", "35.1%", "1.4%", "2.0%", "26.9%", "24.3%", "20.4%", "28.4%")
    assert warnings(*shares(*printed)) == []


def test_a_share_that_fits_no_split_is_a_mistake() -> None:
    """The same with 82.6% for Hailuo: no grouping brings what is left under 100%."""
    printed = ("71.1%", "28.9%", "82.6%", "35.1%", "1.4%", "2.0%")
    assert [code for code, _ in warnings(*shares(*printed))] == ["segment-shares"]


def test_fast_growth_is_no_slip_of_units() -> None:
    """MiniMax grew 8.8 times in 2024 (US$3.46m to US$30.5m), and went on from there."""
    revenues = (("FY2023", "US$3,460k"), ("FY2024", "US$30,523k"), ("FY2025", "US$79.038m"))
    assert warnings(*(placed("revenue", *one) for one in revenues)) == []


def test_a_figure_in_the_wrong_unit_is_the_odd_one_out() -> None:
    """Thousands written as millions in the middle of a series: that one, not its neighbours."""
    revenues = (("FY2022", "RMB 57,409k"), ("FY2023", "RMB 124,538m"), ("FY2024", "RMB 312,414k"))
    assert warnings(*(placed("revenue", *one) for one in revenues)) == [("off-scale", "RMB 124,538m")]


def test_rounding_is_no_mistake() -> None:
    """54.6% of RMB 57,409k and RMB 31,360k (Zhipu 2022): the exact quotient is 54.63%."""
    facts = (
        placed("revenue", "FY2022", "RMB 57,409k"),
        placed("gross_profit", "FY2022", "RMB 31,360k"),
        placed("gross_margin", "FY2022", "54.6%"),
    )
    assert warnings(*facts) == []


def test_a_loss_that_grows_grows_upwards() -> None:
    """MiniMax: a net loss of US$465.2m in 2024 and US$1,871.6m in 2025 is printed as +302.3%."""
    facts = (
        placed("net_profit", "FY2024", "US$ -465.238m"),
        placed("net_profit", "FY2025", "US$ -1,871.617m"),
        placed("net_profit_growth", "FY2025", "302.3%"),
    )
    assert warnings(*facts) == []
    assert warnings(*facts[:2], placed("net_profit_growth", "FY2025", "-302.3%")) == [("growth", "-302.3%")]


@pytest.mark.parametrize(("printed", "doubtful"), [("5x", False), ("4x", True), ("60x", True)])
def test_a_multiple_of_a_year_earlier_is_no_growth(printed: str, doubtful: bool) -> None:
    """ARR of US$100m and US$500m: five times, which is growth of 400%."""
    facts = (
        placed("arr", "2024-12", "US$100m", basis="arr"),
        placed("arr", "2025-12", "US$500m", basis="arr"),
    )
    found = warnings(*facts, placed("arr_growth", "2025-12", printed))
    assert found == ([("growth", printed)] if doubtful else [])


def test_a_share_count_known_to_the_month_may_count_on_any_of_its_days() -> None:
    """MiniMax, 16 January 2026: HK$438.0 times 313,635,308 is HK$137.37bn, 309,255,668 makes 135.5."""
    facts = (
        placed("shares", "2026-01-09", "309,255,668"),
        placed("shares", "2026-01", "313,635,308"),
        placed("share_price", "2026-01-16", "HK$438.0", label="close"),
    )
    assert warnings(*facts, placed("market_cap", "2026-01-16", "HK$137.4bn", label="close")) == []
    assert warnings(*facts, placed("market_cap", "2026-01-16", "HK$135.5bn", label="close")) == []
    wrong = placed("market_cap", "2026-01-16", "HK$139bn", label="close")
    assert warnings(*facts, wrong) == [("market-cap", "HK$139bn")]


PRICED = (
    ("shares", "2026-01-08", "440,230,190", None),
    ("share_price", "2026-01-08", "HK$131.50", "close"),
)


def valued(*more: tuple[str, str, str, str | None]) -> list[tuple[str, str]]:
    return warnings(*(placed(name, day, text, label=label) for name, day, text, label in (*PRICED, *more)))


@pytest.mark.parametrize(
    ("printed", "doubtful"),
    [
        ("HK$57.89bn", False),  # 131.50 x 440,230,190 = 57,890.27m
        ("HK$57.9bn", False),
        ("~HK$58bn", False),
        (">=HK$50bn", False),
        ("HK$55bn", True),
        ("HK$5.789bn", True),
        ("RMB 51.8bn", False),  # of another currency nothing is said
    ],
)
def test_a_value_without_a_label_goes_with_the_price_of_its_day(printed: str, doubtful: bool) -> None:
    """Zhipu's first close: HK$57.89bn; a value that no price of the day makes is doubtful."""
    found = valued(("market_cap", "2026-01-08", printed, None))
    assert found == ([("market-cap", printed)] if doubtful else [])


@pytest.mark.parametrize(
    ("printed", "doubtful"), [("HK$55bn", False), ("HK$59.0bn", False), ("HK$50bn", True)]
)
def test_a_value_without_a_label_may_be_of_any_moment_of_its_day(printed: str, doubtful: bool) -> None:
    """Between the low of 116.10 (HK$51.11bn) and the high of 135.00 (HK$59.43bn)."""
    prices = (
        ("share_price", "2026-01-08", "HK$116.10", "low"),
        ("share_price", "2026-01-08", "HK$135", "high"),
    )
    assert bool(valued(*prices, ("market_cap", "2026-01-08", printed, None))) == doubtful


def test_a_value_of_another_day_or_month_is_held_against_no_price() -> None:
    """What is known only to the month may be of any of its days."""
    assert (
        valued(("market_cap", "2026-01-09", "HK$5bn", None), ("market_cap", "2026-01", "HK$5bn", None)) == []
    )


ROUNDS = (("a", "2024-02-01", "US$100m"), ("b", "2025-08-19", "US$390.4m"))


def with_total(text: str, day: str = "2025-12-31", *more: Fact, **of_total: object) -> list[tuple[str, str]]:
    rounds = [placed("raised", on, amount, deal=deal, status="closed") for deal, on, amount in ROUNDS]
    return warnings(*rounds, *more, placed("total_raised", day, text, **of_total))


@pytest.mark.parametrize(
    ("printed", "doubtful"),
    [
        ("US$490.4m", False),
        ("US$0.5bn", False),  # 0.45 to 0.55
        ("US$1.2bn", False),  # rounds that nobody told of
        (">=US$300m", False),
        ("US$480m", True),  # less than 100 and 390.4
        ("<=US$400m", True),
        ("EUR 300m", False),  # of another currency nothing is said
    ],
)
def test_a_total_holds_every_round_that_is_known(printed: str, doubtful: bool) -> None:
    """US$100m (99.5 to 100.5) and US$390.4m make at least US$489.85m; more there may be."""
    assert with_total(printed) == ([("total-raised", printed)] if doubtful else [])


def test_a_part_of_the_rounds_is_no_total_of_them() -> None:
    """A labelled total counts some rounds; one of an earlier day, or a month, none that came later."""
    assert with_total("US$200m", label="six-months") == []
    assert with_total("US$100m", "2025-08-18") == []
    assert with_total("US$100m", "2025-08") == []


def test_where_every_round_is_known_a_total_cannot_be_more() -> None:
    """Two rounds, so the company counts, and two are known; a total may hold debt where there is some."""
    day = "2025-08-19"
    two, three = (placed("funding_rounds", day, count) for count in ("2", "3"))
    assert with_total("US$590.4m", day, two) == [("total-raised", "US$590.4m")]
    assert with_total("US$490.4m", day, two) == []
    assert with_total("US$590.4m", day, three) == []
    loan = placed("debt_raised", "2025-01-01", "US$100m", deal="loan", status="closed")
    assert with_total("US$590.4m", day, two, loan) == []
    later = placed("debt_raised", "2025-08-20", "US$100m", deal="loan", status="closed")
    assert with_total("US$590.4m", day, two, later) == [("total-raised", "US$590.4m")]


def test_talks_and_plans_are_no_money_raised() -> None:
    """Only what is closed counts towards a total."""
    talks = placed("raised", "2025-10-01", "US$500m", deal="c", status="reported")
    ahead = placed("raised", "2025-10-02", "US$500m", deal="d", status="announced")
    assert with_total("US$490.4m", "2025-12-31", talks, ahead) == []


def test_what_was_raised_on_an_exchange_is_in_no_total_of_private_rounds() -> None:
    """From the first day of trading on; of a listing without a day nothing is known."""
    facts = (
        placed("raised", "2024-02-01", "US$100m", deal="a", status="closed"),
        placed("raised", "2026-01-09", "US$600m", deal="ipo", status="closed"),
        placed("total_raised", "2026-02-01", "US$100m"),
    )
    private = company(*facts)
    listed = replace(private, listed=Listing("ACME", "NYSE", Period.parse("2026-01-09")))
    some_day = replace(private, listed=Listing("ACME", "NYSE", None))
    codes = [
        [finding.code for finding in lint([one], date(2026, 3, 1)) if finding.code == "total-raised"]
        for one in (private, listed, some_day)
    ]
    assert codes == [["total-raised"], [], []]


def test_a_forecast_contradicts_no_figure() -> None:
    """What was expected and what came may differ."""
    forecast = placed("revenue", "FY2025", "US$4.7bn", status="forecast")
    assert warnings(placed("revenue", "FY2025", "US$9bn"), forecast) == []


def test_the_past_knows_no_accept_in_vain() -> None:
    """As of an earlier date the other side of a conflict may not be published yet."""
    lonely = placed("revenue", "FY2025", "US$5m", accept=(("conflict", "Two definitions."),))
    complete = lint([company(lonely)], date(2026, 1, 31))
    assert [one.code for one in complete] == ["unused-accept"]
    assert lint([company(lonely)], date(2026, 1, 31), complete=False) == []


def test_only_the_age_of_the_data_makes_a_company_stale() -> None:
    """18 months before the newest source are still fresh, a day more is not; today plays no part."""
    one = company(placed("revenue", "FY2024", "US$5m", published="2025-04-30"))
    assert lint([one], date(2026, 10, 30)) == []
    assert [finding.code for finding in lint([one], date(2026, 10, 31))] == []
    assert [finding.code for finding in lint([one], date(2026, 11, 30))] == ["stale"]


# --- the command --------------------------------------------------------------------------


def test_faults_make_exit_code_1_and_lines_that_editors_can_read() -> None:
    """`FILE:LINE:COLUMN: fault[code]: message; hint`, as compilers print it."""
    file = "tests/broken/lint-unknown-metric.yaml"
    done = aicompare("validate", str(ROOT / file), COLUMNS="")
    assert done.returncode == 1
    line = done.stdout.splitlines()[2]
    mend = "'revenu' is not a metric; did you mean 'revenue'?"
    assert line.endswith(f"{file}:13:16: fault[unknown-metric]: {mend}")
    assert done.stderr == ""


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_a_warning_makes_exit_code_1_only_where_strictness_is_asked_for(
    options: tuple[str, ...], code: int
) -> None:
    """Faults and warnings are told apart by scripts, too."""
    file = BROKEN / "lint-conflict.yaml"
    done = aicompare("validate", str(file), "--json", *options)
    assert done.returncode == code
    answer = json.loads(done.stdout)
    assert answer["schema"] == "aicompare.validate/2"
    [row] = answer["data"]
    assert (row["file"], row["line"], row["column"], row["code"]) == (str(file), 12, 7, "conflict")
    assert row["severity"] == "warning"
    assert row["message"]


def test_without_a_file_the_shipped_one_is_validated() -> None:
    """The YAML and the share prices, by their names, with the accepted warnings counted."""
    done = aicompare("validate", PYTHONPATH=CHECKOUT)
    assert done.returncode == 0
    assert "data/companies.yaml, data/prices.csv: no faults, no warnings" in done.stdout.splitlines()[0]
    assert "accepted in the file" in done.stdout


def test_without_a_file_the_users_own_are_validated_too() -> None:
    """Everything that answers would be made of: a fault in AICOMPARE_DATA is not passed over."""
    file = BROKEN / "lint-wrong-unit.yaml"
    done = aicompare("validate", "--json", AICOMPARE_DATA=str(file))
    assert done.returncode == 1
    found = [(row["file"], row["line"], row["code"]) for row in json.loads(done.stdout)["data"]]
    assert found == [(str(file), 13, "wrong-unit")]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--data=nowhere.yaml", "nowhere.yaml: cannot be read"),
        ("--rate=USD/XYZ=7", "'XYZ' is not a currency"),
    ],
)
def test_what_is_not_there_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, option: str, message: str
) -> None:
    """A file that is missing and a rate that is none, where a large file takes seconds to look at."""
    monkeypatch.setattr(checking, "check_over", lambda *_: pytest.fail("a file was read"))
    done = here("validate", option)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_what_is_not_yaml_at_all_is_exit_code_2() -> None:
    """There is nothing to list: one message."""
    done = aicompare("validate", str(ROOT / "LICENSE"))
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"LICENSE:\d+:\d+: ", done.stderr)


def test_the_validated_file_may_be_among_the_users_own() -> None:
    """AICOMPARE_DATA names it already: it is not laid over itself, and its fault is told as such."""
    file = BROKEN / "lint-unknown-metric.yaml"
    done = aicompare("validate", str(file), "--format", "csv", AICOMPARE_DATA=str(file))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "file,line,column,severity,code,message,hint,accepted"
    assert len(done.stdout.splitlines()) == 2


# --- the shipped file, and copies of it ------------------------------------------------------


def faults_of(*arguments: str, **changes: str) -> tuple[int, list[str]]:
    """The exit code, and each fault that `validate` tells."""
    done = here("validate", *arguments, "--json", **changes)
    return done.returncode, [
        row["message"] for row in json.loads(done.stdout)["data"] if row["severity"] == "fault"
    ]


def test_the_shipped_file_is_not_laid_over_itself(tmp_path: Path) -> None:
    """By its name, by a link, as a copy elsewhere, alone or in use."""
    shipped = ROOT / "data" / "companies.yaml"
    link, copy = tmp_path / "link.yaml", tmp_path / "copy.yaml"
    link.symlink_to(shipped)
    copy.write_bytes(shipped.read_bytes())
    files: list[Path | None] = [None, shipped, link, copy]
    short = ((link, None), (shipped, copy), (None, link), (copy, shipped))
    for file, in_use in product(files, files) if LONG else short:
        named = [str(file)] if file else []
        assert faults_of(*named, AICOMPARE_DATA=str(in_use or "")) == (0, [])


def test_an_edited_copy_is_told_its_own_mistakes_alone(tmp_path: Path) -> None:
    """What it repeats is right; a metric that is none and a claim that says something else are not."""
    text = (ROOT / "data" / "companies.yaml").read_text(encoding="utf-8")
    file = tmp_path / "copy.yaml"
    for changed, expected in (
        (f"{text}# mine\n", []),
        (text.replace("metric: revenue,", "metric: revenu,", 1), ["'revenu' is not a metric"]),
        (text.replace('  says: "RMB 9.416bn"\n', '  says: "RMB 9.5bn"\n', 1), None),
    ):
        file.write_text(changed, encoding="utf-8")
        code, found = faults_of(str(file))
        if expected is None:
            assert (code, len(found)) == (1, 1)
            assert found[0].startswith("there is a claim ")
        else:
            assert (code, found) == (bool(expected), expected)


def test_a_claim_that_two_files_have_is_checked_once(tmp_path: Path) -> None:
    """An edited copy in use changes no count of `audit`."""
    copy = tmp_path / "copy.yaml"
    copy.write_bytes((ROOT / "data" / "companies.yaml").read_bytes() + b"# mine\n")
    rows = [json.loads(here("audit", "--json", *more).stdout)["data"] for more in ((), ("--data", str(copy)))]
    assert [row["id"] for row in rows[0]] == [row["id"] for row in rows[1]]


# --- how findings are counted and written ----------------------------------------------------


LAST = day("2026-10-31")
REVENUE = fact("revenue", "FY2025", "US$10m", "2026-02-28")


def row(line: int, severity: str = "warning", accepted: str | None = None) -> ValidateRow:
    return ValidateRow("my.yaml", line, 1, severity, "gap", "it lacks a year", None, accepted)


def test_findings_are_in_the_order_of_the_lines_of_their_file() -> None:
    """Problems of reading and doubts about facts; those of another file are not meant."""
    here = replace(REVENUE, place=Place("my.yaml", 2, 5))
    elsewhere = replace(REVENUE, place=Place("other.yaml", 1, 1))
    found = findings_of(
        "my.yaml",
        [
            Problem(3, 7, "b", "wrong", "right", "fault", None),
            Problem(2, 1, "a", "odd", None, "warning", "So."),
        ],
        [Finding("gap", "doubtful", (here,), "look"), Finding("gap", "doubtful", (elsewhere,))],
    )
    assert found == [
        ValidateRow("my.yaml", 2, 1, "warning", "a", "odd", None, "So."),
        ValidateRow("my.yaml", 2, 5, "warning", "gap", "doubtful", "look", None),
        ValidateRow("my.yaml", 3, 7, "fault", "b", "wrong", "right", None),
    ]


@pytest.mark.parametrize(
    ("rows", "accepted", "strict", "title", "notes", "failed"),
    [
        ([], False, True, "my.yaml: no faults, no warnings", [], False),
        ([row(1)], False, False, "my.yaml: no faults, 1 warning", [], False),
        ([row(1)], False, True, "my.yaml: no faults, 1 warning", [], True),
        ([row(1, "fault"), row(2, "fault")], False, False, "my.yaml: 2 faults, no warnings", [], True),
        (
            [row(1, accepted="So.")],
            False,
            True,
            "my.yaml: no faults, no warnings",
            ["1 warning is accepted in the file, each with its reason; --accepted shows them."],
            False,
        ),
        (
            [row(1, accepted="So."), row(2, accepted="So.")],
            True,
            True,
            "my.yaml: no faults, no warnings",
            ["2 warnings are accepted in the file, each with its reason."],
            False,
        ),
    ],
)
def test_a_validation_counts_and_fails_as_it_is_asked(
    rows: list[ValidateRow], accepted: bool, strict: bool, title: str, notes: list[str], failed: bool
) -> None:
    """For a fault always, for a warning where it is strict; an accepted one is counted apart."""
    report = validation({"my.yaml": rows}, LAST, accepted=accepted, strict=strict)
    assert (report.name, report.title, list(report.notes)) == ("validate", title, notes)
    assert (report.as_of, report.failed) == (LAST, failed)
    shown = render(report, "table", 80).splitlines()
    assert [line for line in shown if line.startswith("my.yaml:")][1:] == [str(one) for one in report.rows]
    assert list(report.rows) == [one for one in rows if accepted or not one.accepted]
    two = validation({"a.yaml": rows, "b.yaml": []}, LAST, accepted=accepted, strict=strict)
    assert two.title.startswith("a.yaml, b.yaml: ")


def test_a_file_with_more_faults_than_are_told_says_so() -> None:
    """Behind what is accepted; a file without findings has no line that says there are none."""
    rows = {"my.yaml": [row(1, accepted="So.")]}
    report = validation(rows, LAST, accepted=True, strict=False, cut_short=["my.yaml"])
    assert list(report.notes) == [
        "1 warning is accepted in the file, each with its reason.",
        "my.yaml has more faults than these; mend them, and look again.",
    ]
    assert report.first.nothing == ""


def test_a_finding_reads_as_compilers_print_it() -> None:
    """Place, severity, code, what is wrong; what would be right, and why it may stay, where there is one."""
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", None, None)
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year"
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", "add it", "As printed.")
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year; add it (accepted: As printed.)"
