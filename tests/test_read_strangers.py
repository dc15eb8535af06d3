"""What is never held against a company: parts that no table names, other measures, plans, others' figures.

Each sentence may be true though the company as a whole has another figure.
"""

from __future__ import annotations

import pytest

import aicompare

DATA = aicompare.load()


@pytest.mark.parametrize(
    "text",
    [
        # parts that the data do not know
        "Palantir's U.S. commercial revenue was $764 million in the second quarter of 2026.",
        "In Q2 2026 Palantir's government revenue reached $830 million.",
        "Snowflake product revenue for the three months ended July 31, 2026 was $1.47 billion.",
        "Meituan's Core Local Commerce operating profit was RMB 13.5 billion in Q1 2025.",
        "Tencent's international games revenue rose 35% to RMB 18.8 billion in Q2 2025.",
        "Zhipu's model API revenue reached RMB 825 million in the first half of 2026.",
        "腾讯2026年第二季度游戏收入592亿元，社交网络收入323亿元。",
        "智谱2024年政企客户收入为2.1亿元。",
        "科大讯飞智慧教育业务2024年营收72.29亿元。",
        "騰訊2026年第二季度遊戲收入592億元。",
        # units with the name of the company in theirs
        "Amazon Web Services brought in revenue of $33.0 billion in the third quarter of 2025.",
        "百度核心2025年第二季度收入为263亿元。",
        "商汤智能汽车2024年收入2.56亿元。",
        # units behind whose they are, by their name or by a common word
        "Alphabet's Google Services made operating income of $33.5 billion in Q3 2025.",
        "Alphabet's Waymo had a net loss of $20.0 billion in Q3 2025.",
        "Microsoft's Intelligent Cloud had operating income of $13.4 billion in Q3 2025.",
        "Amazon's AWS made operating income of $11.4 billion in Q3 2025.",
        "Meta's family of apps made operating income of $24.97 billion in Q3 2025.",
        "Operating income at Meta's family of apps was $24.97 billion in Q3 2025.",
        "Meta said its apps made operating income of $24.97 billion in Q3 2025.",
        "Meta's advertising business made operating income of $24.97 billion in Q3 2025.",
        "Meta的应用家族2025年第三季度经营利润249.7亿美元。",
        "Alphabet旗下Waymo 2025年第三季度收入为900亿美元。",
        # other measures
        "Tencent's operating profit was RMB 69.2 billion on a non-IFRS basis in Q2 2025.",
        "Palantir's revenue excluding strategic commercial contracts was $1.92 billion in Q2 2026.",
        "Zhipu's average annual net loss from 2022 to 2024 was RMB 1.3 billion.",
        "Datadog lost $33.5 million at the operating level in 2023.",
        # plans and guidance
        "OpenAI had expected revenue of $12.7 billion for 2025.",
        "Palantir raised its 2026 revenue guidance to $7.2 billion.",
        "CoreWeave's revenue backlog stood at $99.4 billion at the end of June 2026.",
        # fiscal quarters of companies whose years do not end in December
        "Microsoft's revenue in the second quarter of fiscal 2026 was $81.3 billion.",
        "In Q4 of fiscal 2026, Alibaba's revenue was RMB 243.4 billion.",
        # others beside the company
        "Zhipu and MiniMax together had revenue of RMB 530 million in 2024.",
        "Unlike Zhipu, StepFun lost RMB 1.2 billion in 2024.",
        "In 2024, when Zhipu's revenue was RMB 312 million, Baichuan made RMB 500 million.",
        # what another figure is measured by has a period of its own
        "CoreWeave's net loss widened to $1.17 billion in 2025 from $863 million.",
        "Revenue of MiniMax in H1 2026 was US$116.6 million versus US$30.4 million.",
        "Meituan's revenue in Q1 2025 was RMB 86.6 billion, up 18% from RMB 73.3 billion.",
        "On-premise deployments made up 84.8% of Zhipu's sales in H1 2025, and gross margin was 50.0%.",
        # what another figure was made on, and profits by other standards
        "Palantir's net income was US$876m, and in Q1 2026 US$870m on revenue of US$1.633 billion.",
        "阿里巴巴截至2026年6月30日止季度，淨利潤104.44億元，非公認會計準則淨利潤207.15億元。",
        # the year before is that of what is told, not of the day of the text
        "据智谱2025年年报，毛利率由上年的56.3%下降至41.0%。",
        # what a part told earlier in the sentence goes on with, and the head of an item
        "美团一季度营收866亿元，新业务营收222亿元，经营亏损收窄至23亿元（2025年第一季度）。",
        "Baidu in the second quarter of 2026:\n\n- **iQIYI**: revenue of RMB 6.6 billion in Q2 2026.",
        # what others looked for, and what might have been
        "Palantir's management guided to second-quarter 2026 revenue of $1.79 billion to $1.80 billion.",
        "Analysts at a broker had looked for Baidu revenue of RMB 33.5 billion in Q2 2026.",
        "In 2025 Datadog would have had revenue of $3.3 billion without acquisitions.",
        "Datadog beat the $3.3 billion of revenue that had been forecast for 2025.",
        "Per weekly user, OpenAI earned revenue of $14.50 in 2025.",
        "快手2025年第一季度收入高于市场预期的320亿元。",
        # a quarter without its year that is over a year ago, or still to come
        "Cloudflare's third-quarter revenue will be a record; third-quarter revenue was $735 million.",
        # a stranger in brackets, in the row of a table and at the head of a column
        "Cloudflare (revenue 2025: $2.17 billion) is smaller than Akamai (revenue 2025: $4.2 billion).",
        "| Company | Revenue 2025 |\n|---|---|\n| Datadog | $3.43 billion |\n"
        "| Cloudflare | $2.17 billion |\n| Akamai | $4.2 billion |",
        "Datadog\n\n| US$ million | Datadog | Cloudflare | Elastic |\n|---|---|---|---|\n"
        "| Revenue, 2025 | 3,427 | 2,168 | 1,660 |",
        "| No | Who | Metric | Period | Value |\n|---|---|---|---|---|\n"
        "| 1 | meituan | revenue | Q1 2025 | RMB 86.6bn |\n"
        "| 2 | jd | revenue | Q1 2025 | RMB 301.1bn |\n| 3 | bilibili | revenue | Q1 2025 | RMB 7.0bn |",
        # notes behind a figure, and sums done in the text
        "| Company | Revenue 2025 | Note |\n|---|---|---|\n"
        "| Baidu | RMB 42.0 billion | marketing segment only |",
        "| Company | Gross margin 2025 | Note |\n|---|---|---|\n"
        "| OpenAI | 33% | adjusted; the target was 46% |",
        "In 2024 MiniMax's revenue was mostly Talkie's: 19,458/30,523 = 63.7%.",
        # an outflow is no misprint of money that came in
        "MiniMax's investing cash flow was RMB -556,373k in the first half of 2025.",
        # measured by another figure or period: A is not of 2024 in "A, more than in 2024"
        "Zhipu's adjusted net loss was RMB 3.18 billion, 29.1% more than in 2024.",
        "In 2025 MiniMax made $79.0 million; the company's loss, larger than in 2024, was $1.87 billion.",
        "Tencent spent 52.8 billion yuan on capital expenditure in Q2 2026, nearly triple the 19.1 billion "
        "yuan of a year before.",
        # a profit or loss without some of its items
        "Excluding changes in the fair value of preferred shares, Zhipu's loss was RMB 2.47 billion in 2024.",
        "MiniMax's net loss in 2025 was $1.87 billion, or $250.9 million on an adjusted basis.",
        "剔除优先股公允价值变动，智谱2024年亏损24.66亿元。",
        # what is spent on what, and figures listed over companies and periods
        "OpenAI spent $6.7 billion on research in H1 2025 and $2 billion on sales and marketing.",
        "智谱与MiniMax2024年经调整净亏损分别为24.66亿元和2.44亿美元。",
        "Zhipu and MiniMax lost RMB 2.96 billion and $465 million, respectively, in 2024.",
        "In the first quarter of 2026 OpenAI took in $5.7 billion and in the second $6.7 billion, with "
        "operating losses of $9.3 billion and $12.3 billion respectively.",
        "Revenue in the second quarter of 2026 was $119.8 billion at Alphabet and $60.8 billion at Meta.",
        "Zhipu's 2025 revenue of RMB 724 million is larger than that of MiniMax, at $79.0 million.",
        # dollars of Hong Kong are 元 there
        "MiniMax1月9日以每股165港元定價，開市報235.4元，最高見351.8元，收報345元。",
        # of the customers, of the whole behind a part
        "智谱前五大客户2024年贡献收入约1.4亿元。",
        "2024年，智谱本地化部署业务毛利率66.0%，云端仅3.4%，整体56.3%。",
        # the ends of a range, and a figure in brackets of another year, are not printed twice
        "科大讯飞2025年业绩预告：扣非净利润2.45亿至3.01亿元。",
        "MiniMax's results for 2025: gross profit $20.1 million (2024: $3.7 million).",
        # a table in thousands
        "CoreWeave\n\n| (In thousands of US dollars) | Q3 2025 | Q3 2024 |\n|---|---:|---:|\n"
        "| Revenue | $1,364,676 | $583,941 |",
        # a quarter of which the sentence names another year
        "美团一季度营收866亿元，净利润101亿元（2025年第一季度）。",
        # what another source or a restatement has otherwise by a percent or two
        "Alibaba's non-GAAP net income was RMB 10.35 billion in the September 2025 quarter.",
    ],
)
def test_it_is_not_contradicted(text: str) -> None:
    """Silence is better than a false accusation."""
    rows = aicompare.read_text(DATA, text, published="2026-10-01").rows
    assert [(row.text, row.remark) for row in rows if row.verdict == "contradicted"] == []


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # Tencent's second quarter of 2025: research RMB 20.25bn, capex 19.1bn; 2026 27.28bn, 52.8bn
        ("騰訊第2季研發支出增長17%至人民幣202.51億元,資本支出增長119%至人民幣191億元。", "2026-10-20"),
        ("騰訊第2季研發支出增長17%至人民幣202.51億元,資本支出增長119%至人民幣191億元。", None),
        # CoreWeave's revenue of Q2 2026 is US$2.58bn, of Q2 2025 1.21bn
        (
            "In 2025 CoreWeave lost $1.17 billion.\n\nSecond-quarter revenue was $2.58 billion at CoreWeave.",
            None,
        ),
        # no raise and no valuation of before is near: nothing to be recent
        ("智谱投前估值200亿元。", None),
    ],
)
def test_a_quarter_is_not_contradicted_by_that_of_another_year(text: str, published: str | None) -> None:
    """Where the text does not tell the year, its figure may be of any."""
    rows = aicompare.read_text(DATA, text, published=published).rows
    assert [(row.text, row.remark) for row in rows if row.verdict == "contradicted"] == []


@pytest.mark.parametrize(
    ("text", "company", "metric", "period"),
    [
        # Microsoft's fiscal 2026 began on 1 July 2025, so that its first quarter ended in September
        (
            "Microsoft's revenue in the first quarter of fiscal 2026 was $77.7 billion.",
            "microsoft", "revenue", "Q3 2025",
        ),
        ("阿里巴巴2025财年收入9963亿元。", "alibaba", "revenue", "2024-04-01..2025-03-31"),
        # 天數智芯 is 天数智芯, and 海光 is 海光信息
        ("天數智芯2024年收入5.40億元。", "iluvatar", "revenue", "FY2024"),
        ("2024年，海光营收91.62亿元。", "hygon", "revenue", "FY2024"),
        ("天數智芯截至2025年6月30日止六個月的收入為3.24億元。", "iluvatar", "revenue", "H1 2025"),
        # the digits of a ticker are no year
        ("Wenge AI (1956.HK) : first-half 2026 revenue RMB 172.75 million.", "wenge", "revenue", "H1 2026"),
        ("Tencent marketing services made RMB 43.6bn in Q2 2026.", "tencent", "revenue", "Q2 2026"),
        (
            "In 2024 MiniMax lost $465 million, against $269 million a year earlier.",
            "minimax", "net_loss", "FY2024",
        ),
        # the year ended on 25 January 2026; "the fourth" is the quarter that ended with it
        (
            "Nvidia's fiscal 2026, which ended on January 25, 2026, was a record: revenue of $215.9 billion.",
            "nvidia", "revenue", "2025-01-27..2026-01-25",
        ),
        # of the period reported, not of the last one that is compared with it
        (
            "智谱2026年中期业绩：上半年云端收入8.25亿元，而2025年上半年只有2910万元。\n\n期内毛利2.52亿元。",
            "zhipu", "gross_profit", "H1 2026",
        ),
        # the main period is none that others are measured by
        (
            "Revenue for 2025 came to RMB 724.3 million at Zhipu (2024: RMB 312.4 million).\n\n"
            "The loss was larger than in 2024. Gross profit was RMB 296.7 million.",
            "zhipu", "gross_profit", "FY2025",
        ),
        ("The third quarter of 2025 brought in $1.36 billion at CoreWeave.",
         "coreweave", "revenue", "Q3 2025"),
        ("In 2025 Zhipu's on-premise work brought in RMB 534.0 million, or 73.7% of the total.",
         "zhipu", "revenue_share", "FY2025"),
    ],
)  # fmt: skip
def test_it_is_read_as_it_is_meant(text: str, company: str, metric: str, period: str) -> None:
    """Company, metric and period, and that the data have the figure."""
    known = [row for row in aicompare.read_text(DATA, text).rows if row.verdict == "known"]
    assert (company, metric, period) in [(row.company, row.metric, row.period) for row in known]


TABLE = """
| Company | Revenue 2025 | Note |
|---|---|---|
| Datadog | $3.43 billion | |
| Cloudflare | $21.68 billion | |
| Akamai | $4.2 billion | |
| Total | $61 billion | |
"""


def test_a_row_of_a_stranger_is_of_nobody_and_the_others_stay_judged() -> None:
    """Datadog made $3,427 million in 2025 and Cloudflare $2,168 million, printed ten times."""
    rows = aicompare.read_text(DATA, f"Datadog beside others\n{TABLE}").rows
    said = {row.text: (row.company, row.verdict, row.remark) for row in rows}
    assert said == {
        "$3.43 billion": ("datadog", "known", None),
        "$21.68 billion": ("cloudflare", "contradicted", "scale"),
        "$4.2 billion": (None, "not_read", None),
        "$61 billion": (None, "not_read", None),
    }


@pytest.mark.parametrize(
    ("text", "figure", "remark"),
    [
        # Q3 2025 RMB 567m, nine months 1,605m; FY2025 US$1,167m, FY2024 863m; R&D 19.18bn, FY2024 7.81bn
        ("寒武纪2025年第三季度单季，归母净利润为16.05亿元。", "16.05亿元", None),
        ("In 2024 CoreWeave lost $863 million, while its net loss for 2025 widened to $863 million.",
         "$863 million", "period"),
        ("OpenAI's research and development consumed $7.81 billion in 2025.", "$7.81 billion", "period"),
        # MiniMax's revenue of nine months was US$53.4m, of 2025 $79.0m
        ("MiniMax2025年首九個月收入5.34億美元。", "5.34億美元", "scale"),
        ("Larger than Zhipu's is that of MiniMax, with revenue of RMB 79.0 million in 2025.",
         "RMB 79.0 million", "currency"),
        # Meta's operating income of Q3 2025 US$20.5bn; Zhipu's revenue of H1 2026 RMB 954m, cloud 825m
        ("Meta's Operating Income was $24.97 billion in Q3 2025.", "$24.97 billion", None),
        ("Meta's business made operating income of $24.97 billion in Q3 2025.", "$24.97 billion", None),
        ("Zhipu's cloud services revenue was RMB 925 million in H1 2026.", "RMB 925 million", None),
        ("Zhipu, a provider of AI services, had revenue of RMB 1.2bn in H1 2026.", "RMB 1.2bn", None),
        # in March 2026 at US$852bn
        ("Date: 2026-09-30\nTitle: Rounds\n\nIn March OpenAI closed a round at a post-money valuation of "
         "€852 billion.", "€852 billion", "currency"),
    ],
)  # fmt: skip
def test_what_is_misprinted_there_is_still_found(text: str, figure: str, remark: str | None) -> None:
    """Doubt does not silence what is told beside the figure."""
    rows = aicompare.read_text(DATA, text).rows
    assert (figure, remark) in [(row.text, row.remark) for row in rows if row.verdict == "contradicted"]
