"""Every claim in the data has the verdict that was worked out by hand before the tool was asked.

tests/claims.tsv holds claim, verdict, what the hint says, and the sum by hand from the sources.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, source
from test_expressions import Made

from aicompare.calculators.claims.report import audit
from aicompare.calculators.claims.rows import ClaimRow
from aicompare.companies.claims import Claim
from aicompare.companies.fact import Fact
from aicompare.dataset import Dataset, load
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report
from aicompare.values.errors import NoAnswer, UnknownName
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period
from aicompare.values.sources import Source

TABLE = Path(__file__).with_name("claims.tsv")


def expected() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def report(dataset: Dataset, rates: Rates) -> Report:
    return audit(dataset.claims, dataset, rates, None, None)


@pytest.fixture(scope="module")
def rows(report: Report) -> dict[str, ClaimRow]:
    return {row.id: row for row in report.rows}


@pytest.mark.parametrize("claim", expected(), ids=lambda one: one["claim"])
def test_the_verdict_is_that_worked_out_by_hand(rows: dict[str, ClaimRow], claim: dict[str, str]) -> None:
    """From the figures of the filings and their printed places; a hint only where one is due."""
    row = rows[claim["claim"]]
    assert row.verdict == claim["verdict"], claim["by hand"]
    if claim["hint"] == "-":
        assert row.hint is None
    else:
        assert row.hint is not None and claim["hint"] in row.hint


# Worked out with the sums of the table: in dollars of Hong Kong, of the whole, of another day, times ten.
REMARKS = {
    "currency": {"article-000-raised-in-hong-kong", "article-000-unused-proceeds"},
    "part": {"article-000-maas-margin", "article-001-softbank-commitment"},
    # RMB 29.848bn is about what it is at the rate of its day, and all of it at that of the article's
    "translated": {"article-004-revenue-in-yuan", "article-004-valuation-in-yuan"},
    "about": {"article-004-zhipu-clients", "ginlix-minimax-value"},
    "scale": {"dossier-star-plan", "office369-monthly-burn", "chinanews-moonshot-valuation"},
    "period": {
        "tmtpost-zhipu-price",
        "tmtpost-minimax-price",
        "ttm-research-9m-2025",
        "deep-news-minimax-13-january",
    },
}


@pytest.mark.parametrize("remark", REMARKS)
def test_the_remark_says_what_a_verdict_rests_on_or_what_was_meant(
    rows: dict[str, ClaimRow], remark: str
) -> None:
    """In one word beside the hint."""
    assert {rows[id_].remark for id_ in REMARKS[remark]} == {remark}


def test_every_contradiction_says_by_how_much_and_nothing_else_does(rows: dict[str, ClaimRow]) -> None:
    """4.85bn against 4,350.9m is 11.5%."""
    assert all((row.off_by is not None) == (row.verdict == "contradicted") for row in rows.values())
    assert f"{rows['article-000-raised-in-hong-kong'].off_by:.3f}" == "0.115"
    # 1.55bn against 14.5bn: 89% too little
    assert f"{rows['dossier-star-plan'].off_by:.2f}" == "0.89"
    # 2.65% against 32.681%: 92% too little
    assert f"{rows['article-004-hailuo-share'].off_by:.2f}" == "0.92"


def test_every_claim_that_can_be_computed_is_in_the_table(rows: dict[str, ClaimRow]) -> None:
    """And what cannot be is undecided, not in the data."""
    table = [claim["claim"] for claim in expected()]
    assert [id_ for id_, row in rows.items() if row.expression] == table
    rest = [row for row in rows.values() if not row.expression]
    assert {(row.verdict, row.hint, row.computed) for row in rest} == {("undecided", "not in the data", None)}


def test_the_claims_of_all_five_articles_are_there(rows: dict[str, ClaimRow]) -> None:
    """Each article has some; the filings' rivals (conflicts C2 to C36) have theirs."""
    sources = Counter(row.source.id for row in rows.values() if row.source)
    assert all(sources[f"article-{number:03}"] for number in range(5))
    assert len(sources) > 20


def test_the_audit_counts_and_fails_where_one_is_contradicted(report: Report) -> None:
    """The counts are those of the table, and of the claims without an expression."""
    counts = Counter(claim["verdict"] for claim in expected())
    unchecked = sum(1 for row in report.rows if not row.expression)
    assert report.heading == (
        f"Claims of the sources: {counts['contradicted']} of {len(report.rows)} figures do not hold"
    )
    (left_out,) = report.notes
    assert left_out.endswith(f" and {counts['undecided'] + unchecked} undecided: --source SOURCE, --all")
    assert report.failed and not report.undecided


def test_a_claim_is_checked_as_of_the_date_of_its_source(dataset: Dataset, rates: Rates) -> None:
    """Article 001 is of 9 January 2026: nothing published later, and no later rate, plays a part."""
    report = audit(dataset.claims, dataset, rates, "article-001", None)
    dated = {row.id: row.as_of for row in report.rows}
    assert dated["article-001-market-cap-close"] == date(2026, 1, 9)
    assert dated["article-001-close"] == date(2026, 10, 31)  # where the claim says so
    row = next(row for row in report.rows if row.id == "article-001-less-than-one-us-round")
    assert row.computed is not None
    used = [source for one in _facts(row.computed) for source in one.sources]
    assert used and all(source.published_on <= date(2026, 1, 9) for source in used)


def _facts(known: Any) -> list[Any]:
    return [known] if hasattr(known, "sources") else [fact for one in known.inputs for fact in _facts(one)]


def test_as_of_leaves_later_claims_out_and_knows_no_more(dataset: Dataset, rates: Rates) -> None:
    """--as-of 2025-12-31: only articles 002 and 004 and their time; nothing is checked later than that."""
    then = dataset.at(date(2025, 12, 31))
    report = audit(then.claims, then, replace(rates, as_of=date(2025, 12, 31)), None, None)
    assert {row.source.published_on for row in report.rows} <= {
        date(2025, 12, 11),
        date(2025, 12, 31),
        date(2025, 4, 30),
    }
    assert max(row.as_of for row in report.rows) == date(2025, 12, 31)


def test_source_and_company_leave_only_their_claims(dataset: Dataset, rates: Rates) -> None:
    """A company is found in a group too; an unknown source gets a hint; no claim left is no answer."""
    of_article = audit(dataset.claims, dataset, rates, "article-003", None)
    assert {row.source.id for row in of_article.rows} == {"article-003"}
    about = audit(dataset.claims, dataset, rates, None, ["stepfun"])
    assert {row.id for row in about.rows} == {
        "article-000-stepfun-raised",
        "article-001-startups-below-us-labs",
        "article-001-startups-below-one-round",
    }
    with pytest.raises(UnknownName) as caught:
        audit(dataset.claims, dataset, rates, "article-03", None)
    assert caught.value.hint == "did you mean 'article-003'?"
    with pytest.raises(UnknownName) as caught:
        audit(dataset.claims, dataset, rates, "qqq", None)
    assert caught.value.hint == "`aicompare sources` lists them"
    with pytest.raises(NoAnswer, match="no claim of article-003 and about xai"):
        audit(dataset.claims, dataset, rates, "article-003", ["xai"])
    with pytest.raises(NoAnswer, match="no claim of minimax-prospectus as of"):  # a source all the same
        audit(dataset.claims, dataset, rates, "minimax-prospectus", None)


MINE = """
sources:
  my-note: {title: My note, publisher: Me, published: 2026-06-30, kind: press}
  my-translation: {title: My translation, publisher: Me, published: 2025-12-19, kind: press}
companies:
  zhipu:
    facts:
    - {metric: revenue, period: FY2025, value: "RMB 800.0m", source: my-note}
  01ai:
    facts:
    - {metric: revenue, period: FY2023, value: "RMB 5m", source: my-note}
claims:
- id: my-claim
  source: my-note
  says: "RMB 800m"
  statement: Zhipu's revenue of 2025 was RMB 800m
  check: zhipu.revenue[FY2025]
- id: my-ratio
  source: my-note
  says: "1.1"
  statement: That is 1.1 times what the results print
  check: zhipu.revenue[FY2025] / "RMB 724.334m"
- id: my-comparison
  source: my-note
  statement: Zhipu's revenue grew
  check: zhipu.revenue[FY2025] > zhipu.revenue[FY2024]
- id: only-mine
  source: my-note
  says: "RMB 5m"
  statement: 01.AI's revenue of 2023 was RMB 5m
  check: 01ai.revenue[FY2023]
- id: translated
  source: my-translation
  says: "RMB 376.25m"
  statement: MiniMax's revenue of nine months in yuan, at the rate of the day
  check: convert(minimax.revenue[9M2025], CNY)
  as_of: 2025-12-31
- id: mistranslated
  source: my-translation
  says: "RMB 377.25m"
  statement: MiniMax's revenue of nine months in yuan, at the rate of no such day
  check: convert(minimax.revenue[9M2025], CNY)
  as_of: 2025-12-31
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory, rates: Rates) -> dict[str, ClaimRow]:
    """The claims of a user's file, audited over all data."""
    file = tmp_path_factory.mktemp("mine") / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    data = load([str(file)])
    own = [claim for claim in data.claims if claim.user]
    assert len(own) == MINE.count("- id:")
    return {row.id: row for row in audit(own, data, rates, None, None).rows}


def test_a_users_own_claims_are_checked_over_all_data(mine: dict[str, ClaimRow]) -> None:
    """His figures win in a sum: 800 / 724.334 = 1.1045, and 800 is more than 312."""
    assert mine["my-ratio"].verdict == "holds"
    assert mine["my-comparison"].verdict == "holds"


def test_what_a_source_prints_alone_is_no_proof_of_it(mine: dict[str, ClaimRow]) -> None:
    """Where others print the figure theirs is held against it; where nobody does it is undecided."""
    # 724.334m of the results against 799.5m to 800.5m
    row = mine["my-claim"]
    assert row.computed is not None
    assert (row.verdict, row.computed.reported) == ("contradicted", "RMB 724,334k")
    assert (mine["only-mine"].verdict, mine["only-mine"].hint) == ("undecided", "no other source tells")


def test_a_translation_holds_at_the_rate_of_the_day_of_its_source(mine: dict[str, ClaimRow]) -> None:
    """53.437 x 7.041069 of 19 December 2025 is 376.254m; the mean of nine months makes it 385.8m."""
    row = mine["translated"]
    assert row.verdict == "holds"
    assert row.hint == "a translation at the rates of 2025-12-19, when its source came out"
    assert row.computed is not None and f"{row.computed.figure.value:.0f}" == "385791845"
    assert mine["mistranslated"].verdict == "contradicted"


# --- claims of a source made for it ----------------------------------------------------------


class Dated(Made):
    """Data that were always known."""

    @property
    def sources(self) -> list[Source]:
        return [source("2026-06-30", "press"), source("2026-01-31", "press")]

    def at(self, as_of: Any) -> Dated:
        return replace(self, as_of=as_of)


def claim(check: str | None, says: str | None = None, published: str = "2026-06-30", **rest: Any) -> Claim:
    return Claim("c", source(published, "press"), "Somebody says so", says=says, check=check, **rest)


def audited(rates: Rates, one: Claim, *facts: Fact) -> ClaimRow:
    (row,) = audit([one], Dated((company(*facts),), {}, LAST), rates, None, None).rows
    assert isinstance(row, ClaimRow)
    return row


LAST = day("2026-10-31")
CASH = fact("cash", "2026-06-30", "US$100m")


def test_a_claim_that_cannot_be_computed_is_undecided_and_says_why(seven: Rates) -> None:
    """No rate, or two units that do not go together: the other claims are audited all the same."""
    row = audited(seven, claim("convert(acme.revenue[FY2024], CNY) > 0"), fact("revenue", "FY2024", "US$1m"))
    assert row.verdict == "undecided"
    assert row.hint is not None and row.hint.startswith("no USD/CNY rate covers FY2024")
    assert row.expression == "convert(acme.revenue[FY2024], CNY) > 0"
    row = audited(seven, claim("acme.cash + acme.shares > 0"), CASH, fact("shares", "2026-06-30", "5m"))
    assert row.verdict == "undecided"
    assert row.hint is not None and "money" in row.hint


def test_a_translation_of_a_day_without_rates_stays_contradicted(seven: Rates) -> None:
    """US$100m are RMB 700m, not 999m; when the source came out, in 2001, there was no rate to try."""
    then = Period.parse("2026-06-30")
    one = claim("convert(acme.cash[2026-06-30], CNY)", "RMB 999m", published="2001-01-31", as_of=then)
    row = audited(seven, one, CASH)
    assert (row.verdict, row.hint) == ("contradicted", None)
    assert row.computed is not None and row.computed.figure.value == 700 * 10**6


def test_a_translation_of_what_is_open_holds_at_no_other_rate(seven: Rates) -> None:
    """More than US$100m is more than RMB 700m, so 50m is contradicted at the rate of any day."""
    more = fact("cash", "2026-06-30", ">=US$100m")
    row = audited(seven, claim("convert(acme.cash[2026-06-30], CNY)", "RMB 50m"), more)
    assert row.verdict == "contradicted"


def test_a_translation_between_two_days_of_a_month_may_be_meant(tmp_path: Path) -> None:
    """Of a source of June 2026: US$100m is RMB 690m at one day's rate and 710m at another's.

    At the closing rate of 31 May, 6.5, it is 650m; 695m is a translation of June, 685m of no day.
    """
    path = tmp_path / "rates.csv"
    days = {"2026-05-29": "6.5", "2026-06-01": "6.9", "2026-06-15": "7.1", "2026-06-30": "7.1"}
    path.write_text(
        "date,USD,CNY\n" + "".join(f"{on},1,{one}\n" for on, one in days.items()), encoding="ascii"
    )
    rates = Rates(path, source(kind="dataset"))
    cash = fact("cash", "2026-05-29", "=US$100m")
    for says, verdict, hint in (
        ("RMB 650m", "holds", None),
        ("RMB 695m", "holds", "a translation at the rates of 2026-06, when its source came out"),
        ("RMB 685m", "contradicted", None),
        ("RMB 715m", "contradicted", None),
    ):
        one = claim("convert(acme.cash[2026-05-29], CNY)", says, published="2026-06")
        row = audited(rates, one, cash)
        assert (row.verdict, row.hint) == (verdict, hint), says
        assert row.computed is not None and row.computed.figure.value == 650 * 10**6


def test_a_row_says_whose_claim_it_is_and_what_was_said(seven: Rates) -> None:
    """Also where nothing in the data tells."""
    one = claim("acme.cash[2026-06-30]", "US$100m")
    row = audited(seven, one, CASH)
    assert (row.id, row.statement, row.source, row.says) == ("c", "Somebody says so", one.source, "US$100m")
    assert (row.expression, row.as_of) == ("acme.cash[2026-06-30]", day("2026-06-30"))
    whole = claim("acme.cash[2026-06-30] == US$100m")
    assert audited(seven, whole, CASH).says == "US$100m"
    untold = audited(seven, claim(None, "US$7m"), CASH)
    assert (untold.verdict, untold.hint, untold.says) == ("undecided", "not in the data", "US$7m")
    assert untold.stated == parse_amount("US$7m")
    assert audited(seven, claim(None), CASH).stated is None


def test_what_a_source_alone_prints_is_proof_of_nothing(seven: Rates) -> None:
    """Its own figure leaves it undecided; another source's decides, though it ranks below."""
    one = claim("acme.cash[2026-06-30]", "US$100m")
    own = fact("cash", "2026-06-30", "US$100m", published="2026-06-30", kind="press")
    assert own.sources[0].id == one.source.id
    row = audited(seven, one, own)
    assert (row.verdict, row.hint) == ("undecided", "no other source tells")
    other = fact("cash", "2026-06-30", "US$90m", published="2026-01-31", kind="dataset")
    row = audited(seven, one, own, other)
    assert (row.verdict, row.computed) == ("contradicted", other)


def test_an_audit_counts_what_it_found_and_fails_for_a_contradiction(seven: Rates) -> None:
    """Title, day, and counts in words."""
    data = Dated((company(CASH),), {}, LAST)
    holds, wrong = claim("acme.cash == US$100m"), claim("acme.cash", "US$1.000bn")
    report = audit([holds], data, seven, None, None)
    assert (report.name, report.title, report.as_of) == ("audit", "Claims of the sources, recomputed", LAST)
    assert (report.heading, report.failed) == ("Claims of the sources: the figure holds", False)
    report = audit([holds, wrong], data, seven, None, None)
    assert report.failed is True
    assert report.heading == "Claims of the sources: 1 of 2 figures does not hold"


def test_claims_that_are_not_there_are_answered_with_what_is(seven: Rates) -> None:
    """None at all, none of a source, an unknown source."""
    data = Dated((company(CASH),), {}, LAST)
    with pytest.raises(NoAnswer) as none:
        audit([], data, seven, None, None)
    assert none.value.message == "there is no claim in the data as of 2026-10-31"
    with pytest.raises(UnknownName) as unknown:
        audit([claim("acme.cash > 0")], data, seven, "press-2026-06-31", None)
    assert unknown.value.message == "there is no source 'press-2026-06-31'"
    assert unknown.value.hint == "did you mean 'press-2026-06-30'?"


def test_an_audit_without_a_claim_says_what_was_asked_for(seven: Rates) -> None:
    """Where less than all was asked for, the way to all."""
    data = Dated((company(CASH), company(id_="two")), {}, LAST)
    with pytest.raises(NoAnswer) as about:
        audit([], data, seven, "press-2026-06-30", ["acme", "two"])
    assert about.value.message == "there is no claim of press-2026-06-30 and about acme, two as of 2026-10-31"
    assert about.value.hint == "`aicompare audit` shows all that there are"
    with pytest.raises(NoAnswer) as none:
        audit([], data, seven, None, None)
    assert none.value.hint is None


def test_an_audit_shows_the_worst_of_all_sources_all_of_one_and_ids_where_they_are_asked_for(
    seven: Rates,
) -> None:
    """One that holds, one ten times too high, one that nothing in the data tells."""
    said = [
        claim("acme.cash == US$100m"),
        claim("acme.cash", "US$1.000bn"),
        claim(None, "US$7m"),
    ]
    data = Dated((company(CASH),), {}, LAST)

    def shown(source: str | None = None, **asked: bool) -> tuple[list[str], list[tuple[str, str]], int]:
        report = audit(said, data, seven, source, None, **asked)
        assert report.currency is None  # no amount is converted
        entries = report.sections[-1].rows
        return [*report.notes], [(one.style, one.told) for one in entries], len(report.sections)

    scale, missing, there = "holds at the figure over ten", "not in the data", "; in press-2026-06-30"
    assert shown() == (
        ["1 undecided: --source SOURCE, --all"],
        [("contradicted", f"{scale}{there}")],
        3,  # the rows, the table of sources, the statements
    )
    every = [("contradicted", f"{scale}{there}"), ("undecided", f"{missing}{there}"), ("holds", "")]
    assert shown(every=True) == ([], every, 3)
    assert shown(ids=True)[1] == [("contradicted", f"{scale}{there}; c")]
    proof = "source: Made up, 2026-01-31"
    of_one = [("contradicted", f"{scale}; {proof}"), ("undecided", missing), ("holds", "")]
    assert shown("press-2026-06-30") == ([], of_one, 2)
    assert audit(said[:1], data, seven, "press-2026-06-30", None).heading == (
        "\u201cMade up\u201d (2026-06-30): the figure holds"
    )


def test_what_a_source_alone_prints_is_not_told_to_be_off(seven: Rates) -> None:
    """Though its own figure is a tenth of what it says, and a change of scale would make it hold."""
    own = fact("cash", "2026-06-30", "US$100m", published="2026-06-30", kind="press")
    row = audited(seven, claim("acme.cash[2026-06-30]", "US$1.000bn"), own)
    assert (row.verdict, row.off_by, row.remark) == ("undecided", None, None)
    assert row.hint == "no other source tells"
    # it holds by rounding alone, which says nothing either
    own = fact("cash", "2026-06-30", "US$30,523k", published="2026-06-30", kind="press")
    row = audited(seven, claim("acme.cash[2026-06-30]", "US$30m"), own)
    assert (row.verdict, row.remark, row.hint) == ("undecided", None, "no other source tells")
