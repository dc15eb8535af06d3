"""`read`: what the figures of a text are taken for, and whether they hold.

The figures of the data behind the expected verdicts (`aicompare show COMPANY METRIC`):
Zhipu's revenue RMB 57,409k, 124,538k, 312,414k in 2022 to 2024 and 190,877k in H1 2025, net loss
RMB 2,357,852k and adjusted net loss RMB 1,751,974k in H1 2025; MiniMax's revenue US$30,523k in 2024
and US$53,437k in the first nine months of 2025, its cash and monthly burn US$1,046.2m and US$28.1m;
Zhipu's issue price HK$116.20 and closing price HK$131.50 of 2026-01-08, opening HK$120.00.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest
from faults import within

import aicompare


@pytest.fixture(scope="module")
def data() -> aicompare.Data:
    return aicompare.load()


def rows(data: aicompare.Data, text: str, **options: Any) -> list[Any]:
    return list(aicompare.read_text(data, text, **options).rows)


def only(data: aicompare.Data, text: str, **options: Any) -> Any:
    (row,) = rows(data, text, **options)
    return row


# --- what it is taken for ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "company", "metric", "period"),
    [
        ("Zhipu had revenue of RMB 312 million in 2024.", "zhipu", "revenue", "FY2024"),
        ("Zhipu's rev. came to RMB 312 million in 2024.", "zhipu", "revenue", "FY2024"),
        ("MiniMax's adj. net loss was $293m in H1 2026.", "minimax", "adjusted_net_loss", "H1 2026"),
        ("Zhipu raised HK$31.4bn in a share placement in July 2026.", "zhipu", "raised", "2026-07-13"),
        ("Zhipu's HK$31.4bn placement of July 2026 was priced low.", "zhipu", "raised", "2026-07-13"),
        ("Moonshot AI closed a round of $3.5bn in July 2026.", "moonshot", "raised", "2026-07-29"),
        ("Zhipu's mkt cap was HK$312.5bn on 30 September 2026.", "zhipu", "market_cap", "2026-09-30"),
        ("In the first half of 2025 Zhipu's net loss was RMB 2.358 billion.", "zhipu", "net_loss", "H1 2025"),
        ("智谱2025年上半年经调整净亏损为17.52亿元。", "zhipu", "adjusted_net_loss", "H1 2025"),
        ("智譜2024年營收3.12億元人民幣。", "zhipu", "revenue", "FY2024"),
        ("2025年前三季度,MiniMax收入5343.7万美元。", "minimax", "revenue", "9M2025"),
        ("MiniMax sold shares at HK$165 apiece.", "minimax", "offer_price", "2026-01-09"),
        ("xAI booked $107 million in revenue in the September quarter of 2025.", "xai", "revenue", "Q3 2025"),
        ("Mistral closed a €1.7 billion round in September 2025.", "mistral", "raised", "2025-09-09"),
    ],
)
def test_company_metric_and_period_are_read_and_the_figure_is_known(
    data: aicompare.Data, text: str, company: str, metric: str, period: str
) -> None:
    """English and both scripts of Chinese; metric before the figure or behind it."""
    row = only(data, text)
    assert (row.company, row.metric, row.period, row.verdict) == (company, metric, period, "known")


def test_a_list_goes_over_the_years_that_stand_before_it(data: aicompare.Data) -> None:
    """Three years, three figures; the unit of the last counts for all."""
    text = "2022年、2023年及2024年,智谱营收分别为57.4、124.5和312.4百万元。"
    english = "In 2022, 2023 and 2024 Zhipu's revenue was 57.4, 124.5 and 312.4 million yuan, respectively."
    for one in (text, english):
        found = [(row.period, row.verdict) for row in rows(data, one)]
        assert found == [("FY2022", "known"), ("FY2023", "known"), ("FY2024", "known")]


def test_a_way_from_one_figure_to_another_has_the_years_beside_them(data: aicompare.Data) -> None:
    """`from A in Y1 to B in Y2`; the growth is of the later year."""
    text = "Zhipu's revenue rose from RMB 124.5 million in 2023 to RMB 312.4 million in 2024, up 151%."
    found = [(row.text, row.period, row.verdict) for row in rows(data, text)]
    assert [period for _, period, _ in found] == ["FY2023", "FY2024", "FY2024"]
    assert {verdict for _, _, verdict in found} == {"known"}  # 312,414 / 124,538 - 1 = 150.9%


def test_a_table_has_its_unit_and_period_in_its_heads(data: aicompare.Data) -> None:
    """Bare numbers under `(USD million)`, the metric in the row and the year in the column."""
    text = "| USD million | FY2024 | 9M 2025 |\n|---|---|---|\n| MiniMax revenue | 30.5 | 53.4 |\n"
    found = [(row.text, row.metric, row.period, row.verdict) for row in rows(data, text)]
    assert found == [("30.5", "revenue", "FY2024", "known"), ("53.4", "revenue", "9M2025", "known")]


def test_a_date_without_a_year_goes_by_the_day_of_the_text(data: aicompare.Data) -> None:
    """`this year` and `Q3` need the day on which the text was published."""
    text = "xAI had revenue of $107 million in the third quarter of this year."
    assert only(data, text, published="2025-12-01").period == "Q3 2025"
    assert only(data, "Date: 2025-12-01\nTitle: xAI\n\n" + text).period == "Q3 2025"
    assert only(data, text.replace("107", "150")).period is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # The month is told with its year, which is no day of it.
        ("Zhipu's revenue was 953.9 million yuan in the six months to June 2026.", "H1 2026"),
        ("For the half year ended Jun. 2026, Zhipu's revenue came to RMB 953.9m.", "H1 2026"),
        ("Zhipu's revenue was RMB 953.9m in the six months to end-June 2026.", "H1 2026"),
        ("Zhipu's revenue was RMB 953.9m in the six months to the end of June 2026.", "H1 2026"),
        ("MiniMax's revenue was US$53.4m in the nine months ended Sept. 2025.", "9M2025"),
        ("Zhipu's revenue was RMB 724.3m in the 12 months through December 2025.", "FY2025"),
        ("OpenAI's revenue was $13.1 billion in the year to December 2025.", "FY2025"),
        ("Microsoft's revenue was $281.7bn in the year to June 2025.", "2024-07-01..2025-06-30"),
        ("截至2026年6月止六个月，智谱收入为9.539亿元。", "H1 2026"),
        ("截至2026年6月底的六個月，智譜收入為9.539億元。", "H1 2026"),
        ("截至2025年12月止年度，智谱收入为7.243亿元。", "FY2025"),
        # Without its year it is the last such stretch before the text, whatever day the sentence names.
        ("Zhipu said its gross margin fell to 26.4 per cent in the six months to June.", "H1 2026"),
        ("Zhipu's revenue was RMB 724.3m in the year ended December 31.", "FY2025"),
        ("On 31 March 2026 Zhipu told its revenue of the year to December: RMB 724.3m.", "FY2025"),
        ("截至六月底的六个月，智谱收入为9.539亿元。", "H1 2026"),
        # The day is told.
        ("Zhipu's revenue was RMB 953.9m in the six months to 30 June 2026.", "H1 2026"),
        ("Zhipu's revenue was RMB 953.9m in the six months ended June 30, 2026.", "H1 2026"),
        ("截至2026年6月30日止六个月，智谱收入为9.539亿元。", "H1 2026"),
    ],
)
def test_a_stretch_by_its_length_and_end_is_read(data: aicompare.Data, text: str, period: str) -> None:
    """Zhipu's revenue RMB 953,892k and gross margin 26.4% in H1 2026, revenue RMB 724,334k in 2025;
    MiniMax's US$53,437k in nine months of 2025, OpenAI's US$13.1bn in 2025, Microsoft's US$281.724bn.
    """
    row = only(data, text, published="2026-10-05")
    assert (row.period, row.verdict) == (period, "known")


@pytest.mark.parametrize(
    ("text", "period", "verdict"),
    [
        ("Revenue was RMB 953.9m in six months to June 20, 2026.", "2025-12-21..2026-06-20", "not_in_data"),
        ("Revenue was RMB 953.9m in the quarter ended 30 June 2026.", "Q2 2026", "not_in_data"),
        ("Revenue was RMB 300m in the six months to Sept. 2025.", "2025-04-01..2025-09-30", "not_in_data"),
        ("截至2026年6月12个月，收入为9.539亿元。", "2025-07-01..2026-06-30", "not_in_data"),
        ("Revenue was RMB 190.9m in the six months to June 2026.", "H1 2026", "contradicted"),
        ("截至2026年6月止六个月的收入为1.909亿元。", "H1 2026", "contradicted"),
    ],
)  # fmt: skip
def test_a_stretch_that_ends_on_another_day_or_is_of_another_length_is_another(
    data: aicompare.Data, text: str, period: str, verdict: str
) -> None:
    """Zhipu's RMB 953,892k are of six months, to the end of June 2026; RMB 190,877k of those of 2025."""
    row = only(data, f"Zhipu: {text}", published="2026-10-05")
    assert (row.period, row.verdict) == (period, verdict)


def test_where_no_company_is_named_the_option_says_it(data: aicompare.Data) -> None:
    """Never a guess: without a name the figure is not read."""
    text = "Revenue came to RMB 312 million in 2024."
    assert only(data, text).verdict == "not_read"
    assert only(data, text, company="Zhipu").verdict == "known"


def test_a_metric_that_is_not_told_is_not_read(data: aicompare.Data) -> None:
    """An amount beside a company is no figure of it."""
    assert only(data, "Zhipu and a sum of $77 million.").verdict == "not_read"


# --- verdicts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Zhipu had revenue of RMB 3.12 billion in 2024.", "scale"),
        ("MiniMax had revenue of $305 million in 2024.", "scale"),
        ("Zhipu had revenue of HK$312 million in 2024.", "currency"),
        ("智谱2024年营收为3.12亿美元。", "currency"),
        ("In the first half of 2025 Zhipu's net loss was RMB 1.752 billion.", "adjusted"),
        ("Zhipu had revenue of RMB 312 million in 2023.", "period"),
        ("Zhipu had revenue of RMB 162 million in the first half of 2025.", "part"),
        ("On 8 January 2026 Zhipu's stock opened at HK$131.50.", "label"),
    ],
)
def test_a_misprint_is_contradicted_with_its_reason(data: aicompare.Data, text: str, remark: str) -> None:
    """Ten times, another currency, adjusted for not, another year, a part (161,777k), close for open."""
    row = only(data, text)
    assert (row.verdict, row.remark) == ("contradicted", remark)


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu is valued at $10 billion.",  # no day: it was worth that on some day
        "Zhipu's shares trade at HK$300.",
        "MiniMax may have revenue of $900 million in 2024, one forecast said.",
        "Analysts expect Zhipu's revenue to reach RMB 5 billion in 2026.",
        "Zhipu's revenue rose RMB 188 million in 2024.",  # by how much, not to what
        "Zhipu's cloud revenue was RMB 48 million in 2024.",
        "Zhipu competes with a firm that had revenue of RMB 900 million.",
        "Unlike Zhipu, Acme Chips posted revenue of RMB 702 million in 2024.",
        "Zhipu's rival grew. Acme's revenue reached RMB 702 million in 2024.",
        "寒武纪2024年营收为11.74亿元,高于智谱。",
    ],
)
def test_what_is_not_bound_is_never_contradicted(data: aicompare.Data, text: str) -> None:
    """A false accusation is the worst fault."""
    assert all(row.verdict != "contradicted" for row in rows(data, text, published="2026-01-20"))


def test_what_the_data_do_not_hold_is_told_apart(data: aicompare.Data) -> None:
    """Company and metric are read, and there is no such figure."""
    row = only(data, "Zhipu had free cash flow of RMB 77 million in 2024.")
    assert (row.company, row.metric, row.verdict) == ("zhipu", "free_cash_flow", "not_in_data")


def test_a_round_number_holds_for_what_rounds_to_it(data: aicompare.Data) -> None:
    """`30 million` is 30.523m, `nearly 320 million` 312.414m, `over 300 million` too."""
    for amount in (
        "RMB 310 million",
        "nearly RMB 320 million",
        "over RMB 300 million",
        "about RMB 312 million",
    ):
        assert only(data, f"Zhipu had revenue of {amount} in 2024.").verdict == "known", amount


def test_two_currencies_of_one_amount_are_one_figure(data: aicompare.Data) -> None:
    """US$53.437m are RMB 384m at the mean rate of the nine months, 7.19."""
    text = "MiniMax had revenue of $53.4 million (about RMB 384 million) in the first nine months of 2025."
    first, second = rows(data, text)
    assert (first.verdict, second.verdict, second.remark) == ("known", "known", "translated")
    assert second.metric == "revenue"


def test_growth_and_sums_follow_from_the_data(data: aicompare.Data) -> None:
    """312,414 / 124,538 - 1 = 150.9%; 57,409 + 124,538 + 312,414 + 190,877 = 685,238 thousand."""
    assert only(data, "智谱2024年营收同比增长150.9%。").verdict == "known"
    row = only(data, "From 2022 to H1 2025 Zhipu had revenue of RMB 685 million.")
    assert (row.verdict, row.remark) == ("known", "derived")


def test_the_answer_names_the_fact_its_source_and_a_statement_to_check(data: aicompare.Data) -> None:
    """So that a reader can correct what was read."""
    answer = aicompare.read_text(data, "Zhipu had revenue of HK$312 million in 2024.")
    row = answer.to_dict()["data"][0]
    assert row["facts"][0]["reported"] == "RMB 312,414k"
    assert "zhipu-prospectus" in row["facts"][0]["sources"]
    assert row["expression"] == 'zhipu.revenue[FY2024] == "HK$312 million"'
    assert aicompare.check(data, row["expression"]).rows[0].verdict == "contradicted"
    assert row["said"] == "Zhipu · revenue · 2024"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("MiniMax's revenue rose five times in 2025.", 'revenue[FY2025] / minimax.revenue[FY2024] == "5x"'),
        ("MiniMax's revenue grew threefold in 2025.", 'revenue[FY2025] / minimax.revenue[FY2024] == "~3x"'),
        # a part over the same part a year earlier, not over the whole
        (
            "Zhipu's cloud revenue grew 5 times in 2025.",
            'zhipu.revenue[FY2025, scope=cloud] / zhipu.revenue[FY2024, scope=cloud] == "5x"',
        ),
        ("MiniMax 2025年收入增长五成。", 'growth(minimax.revenue[FY2025]) == "50%"'),
        ("MiniMax's revenue grew 159 percent in 2025.", 'growth(minimax.revenue[FY2025]) == "159%"'),
        ("Zhipu raised three billion yuan in 2025.", 'zhipu.raised[FY2025] == "CNY 3bn"'),
        (
            "| US$m | Revenue |\n|---|---|\n| MiniMax 2025 | 79.0 |\n",
            'minimax.revenue[FY2025] == "USD 79.0m"',
        ),
    ],
)
def test_what_the_text_has_in_words_the_statement_has_in_digits(
    data: aicompare.Data, text: str, statement: str
) -> None:
    """With the unit that a table's head gives and as many digits as are printed, since they bound it."""
    expression = only(data, text).expression
    assert expression is not None and expression.endswith(statement)
    assert aicompare.check(data, expression).rows


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("MiniMax's revenue surpassed US$29m in 2024.", 'minimax.revenue[FY2024] >= "US$29m"'),
        ("MiniMax 2024年收入超过了2900万美元。", 'minimax.revenue[FY2024] >= "2900万美元"'),
        ("MiniMax's net loss grew 72.8% in 2024.", 'growth(minimax.net_loss[FY2024]) == "72.8%"'),
        ("Cloudflare's net loss was US$102.3m in 2025.", 'cloudflare.net_loss[FY2025] == "US$102.3m"'),
        ("Zhipu burned through: operating cash flow of RMB -3.374bn in H1 2026.",
         'zhipu.operating_cash_flow[H1 2026] == "RMB -3.374bn"'),
        ("Zhipu's operating cash outflow was RMB 3.374bn in H1 2026.",
         'zhipu.operating_cash_flow[H1 2026] == "-RMB 3.374bn"'),
    ],
)  # fmt: skip
def test_what_is_known_holds_as_it_is_written_to_check(
    data: aicompare.Data, text: str, statement: str
) -> None:
    """With the bound of the words, the loss by its own name, and what flowed out below zero: 3,374.057m."""
    row = only(data, text)
    assert (row.verdict, row.expression) == ("known", statement)
    assert aicompare.check(data, statement).rows[0].verdict == "holds"


def test_a_price_in_a_currency_without_rates_is_no_statement(data: aicompare.Data) -> None:
    """Taiwan dollars: `check` would refuse them."""
    assert only(data, "腾讯2025年收入为新台幣2,318億元。").expression is None


def test_what_is_contradicted_stands_first_and_the_counts_above(data: aicompare.Data) -> None:
    """The three numbers to call about, in ten seconds."""
    text = "Zhipu had revenue of RMB 125 million in 2023. Zhipu had revenue of HK$312 million in 2024."
    answer = aicompare.read_text(data, text)
    assert [row.verdict for row in answer.rows] == ["contradicted", "known"]
    assert answer.report.title == "2 figures of the text: 1 contradicted, 1 known"
    assert answer.failed
    assert [row.verdict for row in rows(data, text, only="contradicted")] == ["contradicted"]


def test_a_word_of_any_length_is_passed_over(data: aicompare.Data) -> None:
    """300,000 letters without a blank hold no figure, which is known within seconds, not in ten minutes."""
    with within(60):
        assert rows(data, "x" * 300_000) == []


@pytest.mark.parametrize(
    "unit", ["Zhipu had revenue of RMB 312.4 million in 2024{}", "| Zhipu | 2024 | {} |"]
)
def test_work_grows_as_the_text_does(data: aicompare.Data, unit: str) -> None:
    """Four times the text calls for four times as much, on one line, on many, or in a table."""
    for end in (" ", ".\n\n", "\n"):
        calls = [_calls(data, (unit.format("5") + end) * times) for times in (25, 100)]
        assert calls[1] < 5 * calls[0]


def _calls(data: aicompare.Data, text: str) -> int:
    """How many functions are called while a text is read."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        aicompare.read_text(data, text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    ("published", "verdict", "remark"),
    [
        # US$4.8bn [2026-05-23]; of 2026-08-14 US$4.73bn
        ("2026-06-01", "known", None),
        ("2026-09-01", "contradicted", "superseded"),
        (None, "known", "superseded"),
    ],
)
def test_a_figure_is_judged_by_what_was_known_on_the_day_of_the_text(
    data: aicompare.Data, published: str | None, verdict: str, remark: str | None
) -> None:
    """What was right then is known; once better evidence is out, it is superseded."""
    text = "Anthropic's revenue was $4.8 billion in the first quarter of 2026."
    (row,) = aicompare.read_text(data, text, published=published).rows
    assert (row.verdict, row.remark) == (verdict, remark)


def test_a_stretch_that_was_not_over_is_not_known(data: aicompare.Data) -> None:
    """Zhipu's revenue of H1 2026, RMB 953.9m, was not to be known in March."""
    text = "Zhipu's revenue was RMB 953.9 million in the first half of 2026."
    assert aicompare.read_text(data, text, published="2026-03-01").rows[0].verdict == "not_in_data"
    assert aicompare.read_text(data, text, published="2026-09-01").rows[0].verdict == "known"


# --- of which day it is ------------------------------------------------------------------

# MiniMax: cash US$507.6m [2025-12-31], 930.905m [2026-06-30], bank loans 35.5m and 133.6m; a share HK$303.0
# [2026-09-18, a Friday], 279.0 [2026-09-24], 250.20 [2026-09-30]. Zhipu: cash RMB 2,254.920m [2025-12-31],
# 3,887.727m [2026-06-30], bank loans 689.452m and 2,224.789m, staff 883 [2025-06-30], 1,094 [2025-12-31].


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax had cash of US$507.6m on 30 June 2026.",
        "MiniMax had cash of US$507.6m at the end of June 2026.",
        "MiniMax had cash of US$507.6m in June 2026.",
        "MiniMax had cash of US$930.9m at 31 December 2025.",
        "截至2026年6月30日，MiniMax现金及现金等价物为5.076亿美元。",
        "截至2026年6月底，MiniMax現金為5.076億美元。",
        "Zhipu's cash was RMB 2,254.9m at 30 June 2026.",
        "Zhipu's bank loans were RMB 689.5m on 30 June 2026.",
        "智谱截至2025年12月31日的银行借款为22.248亿元。",
        "Zhipu had 883 employees at 31 December 2025.",
        "MiniMax closed at HK$303.0 on 30 September 2026.",
        "MiniMax收盘价为303.0港元（2026年9月30日）。",
        "MiniMax reported on 26 August that, as of 30 June 2026, its cash was US$507.6m.",
    ],
)
def test_a_balance_of_another_day_than_the_text_says_is_contradicted(data: aicompare.Data, text: str) -> None:
    """As a flow of another year is: the data have both, and the text takes the one for the other."""
    row = only(data, text, published="2026-10-05")
    assert (row.verdict, row.remark) == ("contradicted", "period")


def test_the_two_days_of_a_table_that_are_taken_for_each_other_are_contradicted(data: aicompare.Data) -> None:
    """Where the columns are right they are known."""
    table = "MiniMax\n\n| US$m | 31 Dec 2025 | 30 June 2026 |\n|---|---|---|\n| Cash | {} | {} |\n"
    for cells, verdict in ((("507.6", "930.9"), "known"), (("930.9", "507.6"), "contradicted")):
        found = rows(data, table.format(*cells), published="2026-10-05")
        assert [row.verdict for row in found] == [verdict, verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu had 1,094 employees on 30 June 2026.",
        "As of 31 March 2026 MiniMax had cash of US$507.6m.",
        "截至2026年3月31日，MiniMax现金为5.076亿美元。",
        "截至2026年上半年末，MiniMax现金为5.076亿美元。",
        "MiniMax closed at HK$250.20 on 15 September 2026.",
        "MiniMax's share price was HK$303.0 on 30 September 2026.",  # at some hour it may have been
        "MiniMax's market cap was HK$105.8bn on 24 September 2026.",  # that of the 18th
        "MiniMax's bank loans were US$35.5m in May 2026.",
        "9月30日，智谱收报638.5港元。",  # that of the 24th; HK$641.00 lie too near for an error
    ],
)
def test_where_the_data_have_nothing_of_the_day_it_is_not_in_them(data: aicompare.Data, text: str) -> None:
    """Though they have the value under another day."""
    assert only(data, text, published="2026-10-05").verdict == "not_in_data"


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax had cash of US$507.6m at the end of 2025.",
        "As of 30 December 2025 Zhipu had 1,094 employees.",
        "Zhipu has 1,094 employees.",
        "MiniMax closed at HK$303.0 on Sunday, 20 September 2026.",  # the last trading was on Friday
        # The day on which it was said is not that of the balance.
        "On 31 March 2026 Zhipu said it had cash of RMB 2,254.9m.",
        "Zhipu reported cash of RMB 2,254.9m on 31 March 2026.",
        "In its interim report of 26 August 2026, MiniMax's cash was US$930.9m.",
        "2026年8月26日，MiniMax发布中期业绩，现金为9.309亿美元。",
        # No words say of which day the second one is.
        "MiniMax's cash was US$930.9m on 30 June 2026, against US$507.6m at the start of the year.",
        "On 30 June 2026 MiniMax's cash had risen to US$930.9m from US$507.6m.",
        "截至2026年6月30日，MiniMax现金为9.309亿美元，较年初的5.076亿美元大幅增长。",
        "MiniMax's cash rose from US$507.6m at 31 December 2025 to US$930.9m on 30 June 2026.",
    ],
)
def test_a_balance_of_a_day_that_is_meant_is_known(data: aicompare.Data, text: str) -> None:
    """A few days off, the last trading before a weekend, no day at all, or the day of something else."""
    found = rows(data, text, published="2026-10-05")
    assert {row.verdict for row in found} == {"known"}


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("MiniMax closed at HK$250.20 on 30 September 2026.", "2026-09-26", "not_in_data"),
        ("MiniMax closed at HK$250.20 on 30 September 2026.", "2026-09-30", "known"),
        ("MiniMax had cash of US$930.9m on 30 June 2026.", "2026-06-15", "not_in_data"),
        ("截至2026年6月30日，MiniMax现金为9.309亿美元。", "2026-06-15", "not_in_data"),
    ],
)
def test_of_a_day_that_had_not_come_nothing_is_known(
    data: aicompare.Data, text: str, published: str, verdict: str
) -> None:
    """No text says what the price of a later day was."""
    assert only(data, text, published=published).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("MiniMax's market cap was HK$87.4bn on 30 September 2026.", "known"),
        ("MiniMax's market value stood at US$11.14bn on 30 September 2026.", "known"),
        ("2026年9月30日，MiniMax总市值为874亿港元。", "known"),
        ("MiniMax's market cap was HK$97.4bn on 30 September 2026.", "not_in_data"),
        ("MiniMax's market cap was HK$87.4bn on 29 September 2026.", "not_in_data"),
    ],
)
def test_a_market_cap_of_a_day_follows_from_price_and_shares(
    data: aicompare.Data, text: str, verdict: str
) -> None:
    """HK$250.20 x 349,235,308 shares are HK$87.379bn, US$11.137bn at 7.846323; nobody is held to it."""
    row = only(data, text, published="2026-10-05")
    assert (row.verdict, row.remark) == (verdict, "derived" if verdict == "known" else None)
    if verdict == "known":
        assert aicompare.check(data, row.expression).rows[0].verdict == "holds"


def test_a_date_in_a_sentence_or_a_table_is_not_that_of_the_text(data: aicompare.Data) -> None:
    """Only a line that says no more than who wrote it when."""
    assert "no date" in str(aicompare.read_text(data, "In January 8, 2026, it rained.").report.notes)
    assert "2026-10-12" in str(
        aicompare.read_text(data, "Notes\n*12 October 2026*\n\nIt rained.").report.notes
    )
