"""The first screens on real data: how long, how wide, and what stands where there is little room."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from command import folded, here
from made import company, fact

from aicompare.calculators.statement import statement_of
from aicompare.render.folding import cell_width
from aicompare.render.numbers import amount_in, terse_amount, terse_text
from aicompare.values.figures import Figure
from aicompare.values.periods import parse_day

BUDGETS = {
    "runway minimax": 22,
    "runway zhipu minimax": 22,
    "compare zhipu minimax": 30,
    "multiples": 35,
    "audit": 30,
    "audit --source article-000": 30,
    "show zhipu": 45,
}
OTHERS = (
    "list", "find placing", "find 24.377bn", "multiples --layout comps", "multiples --ev", "compare china-ai",
    "runway listed", "multiples --group all", "show nvidia",
)  # fmt: skip
LAST = parse_day("2026-10-31")
LONG = "a-very-long-scope-name-of-some-fifty-characters"
OWN = f"""
sources:
  mine: {{title: My own books, publisher: Acme, published: 2026-01-31, kind: company}}
companies:
  acme:
    name: Acme Artificial Intelligence Holdings International Limited 有限公司
    currency: USD
    facts:
      - {{metric: revenue, period: FY2025, value: "US$36m", source: mine}}
  beta:
    name: Beta
    currency: USD
    facts:
      - {{metric: revenue, period: FY2025, value: "US$30m", source: mine}}
      - {{metric: revenue, period: FY2025, value: "US$16m", source: mine, scope: {LONG}}}
      - {{metric: revenue, period: FY2024, value: "US$12m", source: mine, scope: {LONG}}}
      - {{metric: post_money, period: 2025-06-30, value: "US$300m", source: mine, deal: seed}}
groups: {{alone: [acme]}}
"""


def lines(command: str, columns: int = 80, *more: str) -> list[str]:
    return here(*command.split(), *more, COLUMNS=str(columns)).stdout.splitlines()


@pytest.mark.parametrize("command", BUDGETS)
def test_a_first_screen_is_read_in_one_breath(command: str) -> None:
    """So many lines at 80 columns (SCREENS), and no line is wider than the screen."""
    shown = lines(command)
    assert 0 < len(shown) <= BUDGETS[command]
    assert max(map(cell_width, shown)) <= 80


@pytest.mark.parametrize("columns", [40, 120, 200])
@pytest.mark.parametrize("command", [*BUDGETS, *OTHERS])
def test_no_screen_is_wider_than_it_is(command: str, columns: int) -> None:
    """What cannot be broken aside: an address, or a long id."""
    wide = [line for line in lines(command, columns) if cell_width(line) > columns]
    assert all(len(line.split()) == 1 for line in wide), wide


@pytest.mark.parametrize("command", OTHERS)
def test_a_table_of_many_rows_stays_a_table(command: str) -> None:
    """Cards have a line for each column, so that many times as many: no first word stands at an indent of
    two behind a line of its own.
    """
    cards = [line for line in lines(command) if re.match(r"  (Company|Value|Facts|Day|Months) {2,}", line)]
    assert not cards


def test_the_banks_page_fits_120_columns_whole_and_80_by_its_ratios() -> None:
    """Day, price and sizes go first; every ratio is there at 80."""
    wide, narrow = "\n".join(lines("multiples --layout comps", 120)), lines("multiples --layout comps")
    assert "With --json" not in wide
    for heading in ("Ticker", "Day", "Price", "debt", "EV"):
        assert heading in wide
    heads = " ".join(narrow[2:4])
    assert all(word in heads for word in ("LTM", "NTM", "FY+1", "GP", "ARR", "Growth", "Gross", "Adj."))
    left = "With --json, or on"
    assert any(line.startswith(left) and "Price" in line and "Net debt" in line for line in narrow)


def test_the_statistics_of_one_open_multiple_are_all_lower_bounds_and_in_order() -> None:
    """MiniMax's EV is at least: so are the five under EV/LTM, from 151 down to 52.8."""
    rows = [line.split() for line in lines("multiples zhipu minimax --layout comps", 120)]
    names = ("Maximum", "75th", "Median", "25th", "Minimum")
    texts = [
        next(word for word in row if word.startswith("≥"))
        for name in names
        for row in rows
        if row[:1] == [name]
    ]
    figures = [Decimal(text[1:]) for text in texts]
    assert len(figures) == 5 and figures == sorted(figures, reverse=True)
    assert (texts[0], texts[-1]) == ("≥151", "≥52.8")


def test_one_company_has_no_statistics() -> None:
    """It would be its own median, five times."""
    assert "Median" not in "\n".join(lines("multiples zhipu --layout comps"))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("-133e9", None, "(≤133)"),  # net debt of at least -133 is net cash of at most 133
        (None, "-9.4e9", "(≥9.4)"),
        ("39.83e9", "39.84e9", "39.8"),
        ("5514.6e9", "5514.8e9", "5,515"),
        ("0.014e9", "0.014e9", "0.01"),
    ],
)
def test_three_digits_of_an_amount_say_which_bound_they_are(
    low: str | None, high: str | None, text: str
) -> None:
    """A net cash position is a debt below zero: its bound turns with its sign."""
    bounds = [None if one is None else Decimal(one) for one in (low, high)]
    known = [one for one in bounds if one is not None]
    assert terse_amount(Figure(sum(known) / len(known), *bounds), 9) == text


def test_a_loss_that_is_a_bound_turns_with_its_sign() -> None:
    """At least -133.3 is a loss of at most 133.3."""
    assert amount_in(Figure(Decimal("-100e6"), Decimal("-133.3e6"), None), 6) == "(≤ 133.3)"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("177.7", "times", "178"),
        ("13.94", "times", "13.9"),
        ("-2.059", "percent", "-206"),
        ("0.264", "percent", "26.4"),
    ],
)
def test_ratios_of_a_page_of_many_columns_are_bare(value: str, unit: str, text: str) -> None:
    """Whole from a hundred on, the unit in the heading."""
    assert terse_text(Figure.exact(Decimal(value)), unit) == text  # type: ignore[arg-type]


def test_balance_days_that_fit_no_stretch_stand_in_their_order() -> None:
    """Of FY2024 no balance is known: the newest days ascend, the last under the last stretch."""
    flows = [fact("revenue", period, "US$1m") for period in ("FY2024", "FY2025", "Q1 2026")]
    stocks = [fact("cash", day, "US$1m") for day in ("2025-12-31", "2026-02-28", "2026-03-31")]
    page = statement_of(company(*flows, *stocks), LAST)
    assert page is not None
    assert [str(day) for day in page.days] == ["2025-12-31", "2026-02-28", "2026-03-31"]


def test_what_is_counted_in_a_month_stands_under_the_balance_day_in_it() -> None:
    """Employees of January under the balance of 25 January, not in a column of their own."""
    page = statement_of(
        company(
            fact("revenue", "FY2025", "US$1m"),
            fact("cash", "2026-01-25", "US$1m"),
            fact("employees", "2026-01", "12"),
        ),
        LAST,
    )
    assert page is not None
    assert [str(day) for day in page.days if day] == ["2026-01-25"]
    assert {row.label: len(row.figures) for row in page.balances} == {"cash": 1, "employees": 1}


def test_names_of_sixty_letters_and_a_company_of_one_fact_keep_their_tables(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Headings fold, labels fold; nothing becomes a list of cards."""
    own = tmp_path / "mine.yaml"
    own.write_text(OWN, encoding="utf-8")
    data = ("--data", str(own))
    compared = lines("compare acme beta", 80, *data)
    assert any(line.split()[:5] == ["Revenue", "36", "*", "30", "*"] for line in compared)
    assert "1 fact: show acme METRIC, --all, --history" in lines("show acme", 80, *data)
    assert any(LONG in line and "16 *" in line for line in lines("show beta", 80, *data))
    assert max(map(cell_width, lines("show beta --all", 80, *data))) <= 80


def test_audit_says_what_the_data_have_and_how_far_off_the_statement_is() -> None:
    """RMB 4.85bn at least is 11.5% more than 4,350.9m, and US$274.4m at least 9.7 times 28.15m."""
    told = folded(" ".join(lines("audit --source article-000")))
    assert "RMB 4,350.9m by the data, stated 11.5% too high; unit lost: holds in HKD" in told
    assert "US$28.1m by the data, stated 9.7 times as much" in "\n".join(lines("audit", 200))


def test_few_statements_that_hold_are_told_in_full() -> None:
    """Seven of article-000, many of article-004 by their ids."""
    assert "✓ Zhipu lost RMB 4.7bn in 2025" in lines("audit --source article-000")
    assert any(line.startswith("✓ 39 hold: ") for line in lines("audit --source article-004"))
