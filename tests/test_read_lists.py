"""Figures in lists, and figures whose period, company or metric stands farther off: each by its own.

The figures of the data behind the expected verdicts (`aicompare show COMPANY METRIC`), in millions:
Tencent's revenue RMB 196,458 and 204,785 in Q1 and Q2 2026, together 401,243; Meta's US$56,311 and
60,800; Palantir's US$884, 1,004 and 1,181 in Q1 to Q3 2025; NVIDIA's US$81,615 and 96,221 in Q1 and Q2 of
its fiscal 2027; OpenAI's US$4,300 in H1 2025. CoreWeave's net loss US$740 and 626 in Q1 and Q2 2026, its
capital expenditure US$7,695 in Q1 2026. iFlytek's net profit RMB 172 in Q3 2025. Of H1 2026 Zhipu's
revenue RMB 954, net loss 2,072, R&D 2,131, gross profit 252, gross margin 26.4% (H1 2025: 50.0%),
MiniMax's US$117, 358, 297 and 17.9%; of 2025 RMB 724.3 (2024: 312.4) and 4,718, US$79.0 and 1,872.
Xiaomi's revenue RMB 340,370 and adjusted net profit 32,817 in the first nine months of 2025, 113,121 and
11,311 in Q3.
"""

from __future__ import annotations

import pytest

import aicompare

DATA = aicompare.load()


def read(text: str) -> list[tuple[str, str, str]]:
    """The words, verdict and period of each figure, in the order of the text."""
    rows = sorted(aicompare.read_text(DATA, text).rows, key=lambda row: row.start)
    return [(row.text, row.verdict, str(row.period)) for row in rows]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # an ordinal without its noun, behind the amount
        (
            "Meta's revenue was $56.3bn in the first quarter of 2026 and $60.8bn in the second.",
            "Q1 2026, Q2 2026",
        ),
        (
            "Palantir's revenue was $884m in the first quarter of 2025, $1,004m in the second and "
            "$1,181m in the third.",
            "Q1 2025, Q2 2025, Q3 2025",
        ),
        (
            "Nvidia's revenue rose to $81.6bn in the first quarter of fiscal 2027 "
            "and to $96.2bn in the second.",
            "2026-01-26..2026-04-26, 2026-04-27..2026-07-26",
        ),
        (
            "Meta's revenue was $56.3bn in the first quarter of 2026, and in the second it was $60.8bn.",
            "Q1 2026, Q2 2026",
        ),
        # a list of quarters of which the last alone has the noun or the year
        ("腾讯2026年一、二季度营收分别为1965亿元、2048亿元。", "Q1 2026, Q2 2026"),
        ("腾讯2026年第一、第二季度营收分别为1965亿元和2048亿元。", "Q1 2026, Q2 2026"),
        ("腾讯2026年一至二季度营收4012亿元。", "H1 2026"),
        ("2026年一、二季度，腾讯营收共计4012亿元。", "H1 2026"),
        (
            "Palantir 2025年一、二、三季度营收分别为8.84亿美元、10.04亿美元和11.81亿美元。",
            "Q1 2025, Q2 2025, Q3 2025",
        ),
        ("In Q1 and Q2 2026, Tencent's revenue was RMB 196.5bn and RMB 204.8bn.", "Q1 2026, Q2 2026"),
        (
            "In the first and second quarters of 2026, Tencent's revenue was RMB 196.5bn and RMB 204.8bn.",
            "Q1 2026, Q2 2026",
        ),
        # behind the figures, and the later one first
        ("Tencent's revenue was RMB 196.5bn and RMB 204.8bn in Q1 and Q2 2026.", "Q1 2026, Q2 2026"),
        ("Zhipu's gross margin was 26.4% and 50.0% in H1 2026 and H1 2025.", "H1 2026, H1 2025"),
        ("In 2025 and 2024, Zhipu's revenue was RMB 724.3m and RMB 312.4m.", "FY2025, FY2024"),
        # the first of two periods belongs to the figure before it
        ("Meta's revenue was $56.3bn in Q1 2026, and in Q2 2026 it was $60.8bn.", "Q1 2026, Q2 2026"),
        # the stretch that follows one, of its own length
        (
            "CoreWeave lost $740m in Q1 2026 and $626m in the following three months.",
            "Q1 2026, Q2 2026",
        ),
        (
            "Tencent's revenue was RMB 196.5bn in Q1 2026 and RMB 204.8bn one quarter later.",
            "Q1 2026, Q2 2026",
        ),
        ("腾讯2026年一季度营收1965亿元，下一季度营收2048亿元。", "Q1 2026, Q2 2026"),
        ("Zhipu's revenue was RMB 312.4m in 2024 and RMB 724.3m the following year.", "FY2024, FY2025"),
        ("智谱2024年营收3.124亿元，次年增至7.243亿元。", "FY2024, FY2025"),
        (
            "CoreWeave 2026年一季度亏损7.40亿美元，随后三个月亏损6.26亿美元。",
            "Q1 2026, Q2 2026",
        ),
    ],
)
def test_a_period_in_short_is_that_of_the_list_in_which_it_stands(text: str, periods: str) -> None:
    """Each figure is known, of its own period."""
    found = read(text)
    assert ", ".join(period for _, _, period in found) == periods
    assert {verdict for _, verdict, _ in found} == {"known"}


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "OpenAI's revenue was $4.3bn in the first half of 2025 and $8.77bn in the second.",
            "H1 2025, H2 2025",
        ),
        ("OpenAI 2025年上、下半年营收分别为43亿美元、87.7亿美元。", "H1 2025, H2 2025"),
    ],
)
def test_a_half_in_short_of_which_the_data_have_nothing_is_not_in_them(text: str, periods: str) -> None:
    """The data have OpenAI's first half of 2025, and not its second."""
    found = read(text)
    assert ", ".join(period for _, _, period in found) == periods
    assert [verdict for _, verdict, _ in found] == ["known", "not_in_data"]


@pytest.mark.parametrize(
    "text",
    [
        "CoreWeave's capital expenditure was $7.7bn in the first three months of 2026 "
        "and $14.1bn by the end of June.",
        "CoreWeave lost $626m in Q2 2026, and $1.366bn since January.",
        "CoreWeave lost $626m in Q2 2026 and a cumulative $1.366bn.",
        "CoreWeave lost $740m in Q1 2026 and $1.366bn by mid-year.",
        "CoreWeave lost $740m in Q1 2026, then $626m.",
        "Meta's revenue was $56.3bn in Q1 2026 and $60.8bn in the quarter after that.",
        "Meta's revenue was $56.3bn in Q1 2026 and $60.8bn in the second three months.",
        "Meta's revenue was $56.3bn in Q1 2026 and rose to $60.8bn in the three months that followed.",
        "iFlytek's Q3 2025 net profit jumped to RMB 172 million; for nine months it lost RMB 66.7 million.",
        "科大讯飞2025年第三季度净利润1.72亿元，累计亏损6668万元。",
        "CoreWeave 2026年二季度亏损6.26亿美元，年初至今亏损13.66亿美元。",
        "Meta 2026年一季度营收563亿美元，三个月后升至608亿美元。",
        # one figure for a list of two periods may be of both
        "In 2024 and 2025 Zhipu's revenue was RMB 1,036.7m.",
        "一、二季度腾讯营收2048亿元。",
    ],
)
def test_a_period_told_by_pointing_from_another_accuses_nothing(text: str) -> None:
    """Each sentence is true: its last figure is not of the last stretch that it names."""
    assert "contradicted" not in {verdict for _, verdict, _ in read(text)}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Meta's revenue was $56.3bn in the first quarter of 2026 and $70.8bn in the second.", "$70.8bn"),
        ("腾讯2026年一、二季度营收分别为1965亿元、2248亿元。", "2248亿元"),
        ("CoreWeave lost $740m in Q1 2026 and $826m in the following three months.", "$826m"),
        ("小米2025年第三季度营收1131亿元，前三季度累计营收3804亿元。", "3804亿元"),
        ("CoreWeave lost $740m in Q1 2026 and $726m in Q2 2026, its worst quarter since 2024.", "$726m"),
    ],
)
def test_a_wrong_figure_of_a_list_is_still_contradicted(text: str, figure: str) -> None:
    """It is bound to its period by the words beside it."""
    assert [words for words, verdict, _ in read(text) if verdict == "contradicted"] == [figure]


def whose(text: str) -> list[tuple[str, str, str, str]]:
    """The words, verdict, company and metric of each figure, in the order of the text."""
    rows = sorted(aicompare.read_text(DATA, text).rows, key=lambda row: row.start)
    return [(row.text, row.verdict, str(row.company), str(row.metric)) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu and MiniMax had revenue of RMB 954m and $117m in H1 2026; their net losses were RMB 2.07bn "
        "and $358m.",
        "Zhipu and MiniMax had revenue of RMB 954m and $117m in H1 2026, with gross margins of 26.4% "
        "and 17.9%.",
        "Zhipu's and MiniMax's gross margins were 26.4% and 17.9% in H1 2026; R&D cost RMB 2.13bn and $297m.",
        "Revenue at Zhipu and MiniMax was RMB 724.3m and US$79.0m in 2025, and net losses RMB 4.72bn and "
        "US$1.87bn.",
        "智谱和MiniMax 2026年上半年营收为9.54亿元和1.17亿美元，毛利率为26.4%和17.9%。",
        "智谱与MiniMax 2026年上半年毛利率为26.4%、17.9%，净亏损为20.7亿元、3.58亿美元。",
    ],
)
def test_lists_of_a_row_of_companies_are_theirs_in_its_order(text: str) -> None:
    """Without `respectively`, and the second list of the sentence too."""
    found = whose(text)
    assert [company for _, _, company, _ in found] == ["zhipu", "minimax"] * 2
    assert {verdict for _, verdict, _, _ in found} == {"known"}


@pytest.mark.parametrize(
    "text",
    [
        # two companies told one after the other, then a list of one figure each
        "In H1 2026, revenue grew 400% at Zhipu and 283% at MiniMax; net losses were RMB 2.07bn and $358m.",
        "Zhipu had revenue of RMB 954m and MiniMax $117m in H1 2026; net losses were RMB 2.07bn and $358m.",
        "2026年上半年智谱营收增长400%，MiniMax增长283%；净亏损为20.7亿元和3.58亿美元。",
        # of a company behind a row that is no subject
        "Tencent, an investor in Zhipu and MiniMax, had revenue of RMB 204.8bn in Q2 2026.",
        "Zhipu competes with MiniMax and Moonshot; its revenue and net loss were RMB 954m and RMB 2.07bn in "
        "H1 2026.",
        # of the first company, over the years
        "Zhipu and MiniMax had revenue in 2024 and 2025 of RMB 312.4m and RMB 724.3m.",
        # of one of them
        "Zhipu and MiniMax had revenue of RMB 954m and $117m in H1 2026; the latter's R&D expense and net "
        "loss were $297m and $358m.",
        # the digits of the profit's ten times, which are the revenue's
        "小米2025年前三季度营收3404亿元，经调整净利润328亿元；第三季度为1131亿元和113亿元。",
    ],
)
def test_a_list_that_may_be_of_several_accuses_none(text: str) -> None:
    """Each sentence is true, or its list is of whom its words do not say."""
    assert "contradicted" not in {verdict for _, verdict, _, _ in whose(text)}


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Zhipu's revenue and gross profit were RMB 954m and RMB 252m in H1 2026.", "revenue, gross_profit"),
        ("智谱2026年上半年营收和毛利为9.54亿元和2.52亿元。", "revenue, gross_profit"),
        (
            "Compared with MiniMax, Zhipu's revenue and R&D expense in H1 2026 were RMB 954m and RMB 2.13bn.",
            "revenue, research_expense",
        ),
        # over the metrics of the clause before
        (
            "小米2025年前三季度营收3404亿元，经调整净利润328亿元；第三季度分别为1131亿元和113亿元。",
            "revenue, adjusted_net_profit, revenue, adjusted_net_profit",
        ),
        (
            "Xiaomi made revenue of RMB 340.4bn and an adjusted net profit of RMB 32.8bn in the first nine "
            "months of 2025, and RMB 113.1bn and RMB 11.3bn respectively in the third quarter.",
            "revenue, adjusted_net_profit, revenue, adjusted_net_profit",
        ),
    ],
)
def test_a_list_goes_over_the_metrics_that_are_named_in_a_row(text: str, metrics: str) -> None:
    """Each figure is known, of its own metric."""
    found = whose(text)
    assert ", ".join(metric for _, _, _, metric in found) == metrics
    assert {verdict for _, verdict, _, _ in found} == {"known"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Zhipu and MiniMax had revenue of RMB 954m and $217m in H1 2026.", "$217m"),
        ("Zhipu and MiniMax had gross margins of 26.4% and 27.9% in H1 2026.", "27.9%"),
        (
            "MiniMax made $117m in H1 2026, while Zhipu's revenue and net loss were RMB 954m and RMB 2.97bn.",
            "RMB 2.97bn",
        ),
        (
            "小米2025年前三季度营收3404亿元，经调整净利润328亿元；第三季度分别为1131亿元和133亿元。",
            "133亿元",
        ),
    ],
)
def test_a_wrong_figure_of_a_company_or_metric_of_a_list_is_contradicted(text: str, figure: str) -> None:
    """The others of its list are right."""
    assert [words for words, verdict, _, _ in whose(text) if verdict == "contradicted"] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Net losses of RMB 2.07bn and $358m at Zhipu and MiniMax in H1 2026 were no surprise.",
        "In H1 2026 gross margins were 26.4% and 17.9% for Zhipu and MiniMax.",
    ],
)
def test_a_list_is_of_the_row_of_companies_right_behind_it(text: str) -> None:
    """Zhipu's first, then MiniMax's."""
    found = [(verdict, company) for _, verdict, company, _ in whose(text)]
    assert found == [("known", "zhipu"), ("known", "minimax")]


@pytest.mark.parametrize(
    "text",
    [
        "CoreWeave lost $740m in Q1 2026 and $740m by mid-year.",
        "CoreWeave lost $626m in Q2 2026, and $626m since January.",
        "CoreWeave 2026年一季度亏损7.40亿美元，此后亏损7.40亿美元。",
    ],
)
def test_the_figure_of_the_stretch_from_which_words_point_is_not_known_of_another(text: str) -> None:
    """The loss of the quarter that was named is not that of the months behind it."""
    assert [verdict for _, verdict, _ in read(text)] == ["known", "not_in_data"]


@pytest.mark.parametrize(
    "text",
    [
        # words of growth and of a year before point to no other stretch
        "In the third quarter of 2025, Kingsoft Cloud's revenue climbed to RMB 2.48 billion (31.4% more than "
        "a year before) and adjusted EBITDA to RMB 826.6 million.",
        "Kingsoft Cloud's second-quarter 2025 revenue rose 24.2% year on year to RMB 2,349.2 million.",
        # nor do those months themselves
        "Kingsoft Cloud's revenue was RMB 2.48 billion in Q3 2025, its adjusted EBITDA in those three months "
        "RMB 826.6 million.",
    ],
)
def test_words_of_growth_leave_a_figure_its_period(text: str) -> None:
    """Kingsoft Cloud's revenue was RMB 2,349m in Q2 and 2,478m in Q3 2025, its adjusted EBITDA 827m in Q3."""
    assert {period for _, _, period in read(text)} in ({"Q3 2025"}, {"Q2 2025"})


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax had US$362.6m of cash at 30 September 2025, and only US$191.6m two months later, "
        "on 30 November.",
        "Tencent's net cash was RMB 107.1bn at 31 December 2025, RMB 76.8bn a year before.",
        "Tencent's net cash was RMB 107.1bn at 31 December 2025, RMB 102.4bn the quarter before.",
        "Tencent's net cash was RMB 107.1bn at 31 December 2025; a quarter earlier it was RMB 102.4bn.",
        "Tencent's net cash, RMB 146.9bn on 31 March 2026, was RMB 58.2bn a quarter later.",
        "Microsoft's cash was $30.2bn on June 30, 2025 and $20.9bn a year on.",
        "Microsoft's cash was $20.9bn on June 30, 2026 and $30.2bn a year previously.",
        "Baidu's total debt was RMB 97.1bn at 31 December 2025 and RMB 79.3bn twelve months earlier.",
        "MiniMax closed at HK$345 on 9 January 2026; the following Monday it closed at HK$398.",
        "MiniMax closed at HK$345 on Friday, 9 January 2026, and at HK$398 on Monday.",
        "MiniMax closed at HK$297.4 on 9 July 2026 and HK$199.3 two weeks later.",
        "Zhipu's revenue was RMB 724.3m in 2025 and RMB 312.4m the year before.",
        "Zhipu's net loss, RMB 2.96bn in 2024, was RMB 4.72bn a year on.",
        "腾讯2025年末净现金1071亿元,一年前为768亿元。",
        "腾讯2026年3月31日净现金1469亿元,一个季度后为582亿元。",
        "MiniMax 2026年1月9日收报345港元,次日收报398港元。",
        "MiniMax 2026年7月9日收报297.4港元,两周后收报199.3港元。",
        "智谱2025年营收7.243亿元,前一年为3.124亿元。",
    ],
)
def test_a_day_or_year_told_by_pointing_is_the_one_that_is_meant(text: str) -> None:
    assert [verdict for _, verdict, _ in read(text)] == ["known", "known"]


@pytest.mark.parametrize(
    "text",
    [
        # the last figure is of June 2026, of December 2024, of January 2026, of 2023
        "Tencent's net cash was RMB 107.1bn at 31 December 2025, RMB 58.2bn a year before.",
        "Tencent's net cash, RMB 146.9bn on 31 March 2026, was RMB 76.8bn a quarter later.",
        "腾讯2025年末净现金1071亿元,一年前为582亿元。",
        "MiniMax closed at HK$297.4 on 9 July 2026 and HK$345 two weeks later.",
        "Zhipu's net loss, RMB 2.96bn in 2024, was RMB 788m a year on.",
        # nor of the day itself
        "Microsoft's cash was $20.9bn on June 30, 2026 and $20.9bn a year previously.",
    ],
)
def test_what_is_of_another_day_than_the_one_pointed_to_is_not_known(text: str) -> None:
    assert [verdict for _, verdict, _ in read(text)] == ["known", "not_in_data"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Microsoft's revenue was $82.9bn in the March quarter and $90.0bn in the June quarter, "
            "with net income of $31.8bn and $35.8bn.",
            "Q1 2026, Q2 2026",
        ),
        (
            "Tencent's revenue was RMB 660.3bn in 2024 and RMB 751.8bn in 2025, with operating profit "
            "of RMB 208.1bn and RMB 241.6bn.",
            "FY2024, FY2025",
        ),
        (
            "Zhipu's cash was RMB 2.25bn at the end of 2025 and RMB 3.89bn at the end of June 2026, "
            "its bank loans RMB 689m and RMB 2.22bn.",
            "2025-12-31, 2026-06-30",
        ),
        (
            "Zhipu's revenue was RMB 312.4m and RMB 724.3m in 2024 and 2025, and its net loss "
            "RMB 2.96bn and RMB 4.72bn.",
            "FY2024, FY2025",
        ),
        ("腾讯2024年营收6603亿元,2025年营收7518亿元,经营利润2081亿元和2416亿元。", "FY2024, FY2025"),
    ],
)
def test_a_second_pair_is_in_the_order_of_the_periods_of_the_first(text: str, periods: str) -> None:
    found = read(text)
    assert ", ".join(period for _, _, period in found) == f"{periods}, {periods}"
    assert {verdict for _, verdict, _ in found} == {"known"}


def test_a_second_pair_the_other_way_round_is_not_known() -> None:
    """Alphabet's revenue was $109.9bn in the first quarter of 2026 and $119.8bn in the second."""
    found = read(
        "Alphabet's operating income was $39.7bn in Q1 2026 and $40.8bn in Q2 2026, on revenue of "
        "$119.8bn and $109.9bn."
    )
    assert [verdict for _, verdict, _ in found] == ["known", "known", "not_in_data", "not_in_data"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Tencent's capex of RMB 52.8bn in the second quarter of 2026 exceeded the RMB 31.9bn of "
            "the first.",
            "Q2 2026, Q1 2026",
        ),
        (
            "CoreWeave's revenue was $982m in the first quarter of 2025, $1,212m in the second, "
            "$1,365m in the third and $1,572m in the fourth.",
            "Q1 2025, Q2 2025, Q3 2025, Q4 2025",
        ),
        (
            "Palantir earned $870.5m from January to March 2026 and $1.06bn from April to June.",
            "Q1 2026, Q2 2026",
        ),
        (
            "Tencent's revenue was RMB 196.5bn in January to March 2026 and RMB 204.8bn in April to June.",
            "Q1 2026, Q2 2026",
        ),
    ],
)
def test_an_ordinal_or_months_in_short_are_of_the_figure_before_them(text: str, periods: str) -> None:
    found = read(text)
    assert ", ".join(period for _, _, period in found) == periods
    assert {verdict for _, verdict, _ in found} == {"known"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "CoreWeave's revenue was $982m in the first quarter of 2025, $1,252m in the second, "
            "and $1,365m in the third.",
            "$1,252m",
        ),
        (
            "Palantir earned $870.5m from January to March 2026 and $1.26bn from April to June.",
            "$1.26bn",
        ),
        (
            "Tencent's net cash was RMB 107.1bn at 31 December 2025 and RMB 107.1bn at 31 March 2026.",
            "RMB 107.1bn",
        ),
    ],
)
def test_a_wrong_figure_of_a_period_in_short_stays_contradicted(text: str, figure: str) -> None:
    """CoreWeave's revenue of Q2 2025 was $1,212m, Palantir earned $1.06bn in Q2 2026, and Tencent's net cash
    at 31 March 2026 was RMB 146.9bn.
    """
    assert (figure, "contradicted") in {(told, verdict) for told, verdict, _ in read(text)}


def test_a_second_list_in_front_of_its_period_is_none_of_the_first_period() -> None:
    found = read(
        "Meta's revenue and profit were $56.3bn and $26.8bn in Q1 2026 and $60.8bn and $15.8bn in Q2 2026."
    )
    assert [(verdict, period) for _, verdict, period in found] == [
        ("known", "Q1 2026"),
        ("known", "Q1 2026"),
        ("known", "Q2 2026"),
        ("known", "Q2 2026"),
    ]


def test_the_year_before_last_is_two_years_before_that_of_the_text() -> None:
    """Zhipu's revenue was RMB 312.4m in 2024 and RMB 724.3m in 2025."""
    text = "Zhipu's revenue was RMB 312.4m the year before last and RMB 724.3m last year."
    found = sorted(aicompare.read_text(DATA, text, published="2026-10-05").rows, key=lambda row: row.start)
    assert [(row.verdict, str(row.period)) for row in found] == [("known", "FY2024"), ("known", "FY2025")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("MiniMax's loss for the year was $1.87bn, against $465.2m the year before.", "2026-03-04"),
        ("MiniMax's annual revenue was $79.0m, up from $30.5m the previous year.", "2026-03-04"),
        ("MiniMax's first-half revenue was $116.6m, against $30.4m last year.", "2026-10-04"),
        ("In the first half MiniMax had revenue of $116.6m, $30.4m the year before.", "2026-10-04"),
    ],
)
def test_the_year_before_is_that_of_the_day_of_the_text_only_beside_a_year_that_is_named(
    text: str, published: str
) -> None:
    """US$1,871.6m and 79.0m of 2025, 465.2m and 30.5m of 2024; 116.6m and 30.4m of the first halves."""
    rows = aicompare.read_text(DATA, text, published=published).rows
    assert [row.verdict for row in rows] == ["known", "known"]
