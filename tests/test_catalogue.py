"""`list` and `show`: who is in the data, under which names, and what is known of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import here
from made import amount, company, day, fact, source

from aicompare.calculators.catalogue import ListRow, ShowRow, listing, show
from aicompare.calculators.errorform import lines
from aicompare.calculators.validation import ValidateRow
from aicompare.companies.company import Company, Counted, Note
from aicompare.companies.fact import Place
from aicompare.dataset import Dataset, load
from aicompare.dataset.names import folded, ticker_spellings
from aicompare.dataset.store import Record
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.report import Report, Section
from aicompare.values.errors import NoAnswer, UnknownName
from aicompare.values.metrics import metric
from aicompare.values.periods import Period

LAST = day("2026-10-31")

# --- names -----------------------------------------------------------------------------

NAMES = [
    # the articles
    ("Moon's Dark Side", "moonshot"),
    ("YueZhiAnMian", "moonshot"),
    ("Kimi", "moonshot"),
    ("Jieyue Xingchen", "stepfun"),
    ("JieYueXingChen", "stepfun"),
    ("Lingyi Wanshu", "01ai"),
    ("02513.HK", "zhipu"),
    ("Zhipu HuaZhang", "zhipu"),
    ("Baichuan Intelligence", "baichuan"),
    ("Xiyu Technology", "minimax"),
    # tickers, with and without leading zeros and market
    ("2513", "zhipu"),
    ("2513.HK", "zhipu"),
    ("02513", "zhipu"),
    ("HK.02513", "zhipu"),
    ("HK02513", "zhipu"),
    ("hk2513", "zhipu"),
    ("SEHK:2513", "zhipu"),
    ("2513 HK", "zhipu"),
    ("HKG:0100", "minimax"),
    ("hkex:100", "minimax"),
    ("xhkg 00100", "minimax"),
    ("SZ002230", "iflytek"),
    ("sz.002230", "iflytek"),
    ("002230.XSHE", "iflytek"),
    ("SHE:002230", "iflytek"),
    ("NASDAQ:NVDA", "nvidia"),
    ("NVDA.O", "nvidia"),
    ("nvda us", "nvidia"),
    ("NVDA.US", "nvidia"),
    ("US.NVDA", "nvidia"),
    ("NasdaqGS:META", "meta"),
    ("TYO:9984", "softbank"),
    ("9984 JP", "softbank"),
    ("0100.HK", "minimax"),
    ("00100.HK", "minimax"),
    ("100", "minimax"),
    ("NVDA", "nvidia"),
    ("002230", "iflytek"),
    ("9988", "alibaba"),
    # Chinese, simplified and traditional
    ("智谱", "zhipu"),
    ("智譜", "zhipu"),
    ("月之暗面", "moonshot"),
    ("稀宇科技", "minimax"),
    ("阶跃星辰", "stepfun"),
    ("零一万物", "01ai"),
    ("深度求索", "deepseek"),
    # whatever case, width, spaces and marks
    ("ZHIPU", "zhipu"),
    ("z.ai", "zhipu"),
    ("mini max", "minimax"),
    ("ＭｉｎｉＭａｘ", "minimax"),
    ("Claude", "anthropic"),
    ("Google", "alphabet"),
]


@pytest.mark.parametrize(("name", "id_"), NAMES)
def test_a_company_is_found_by_every_name_people_use(dataset: Dataset, name: str, id_: str) -> None:
    """Id, name, ticker or alias, in English, pinyin or Chinese."""
    assert dataset.company(name).id == id_


@pytest.mark.parametrize(
    "name",
    [
        "NYSE:0100", "0100.US", "02513.SZ", "SH002230", "002230.HK", "HK.NVDA", "NVDA.HK", "NVDA.N",
        "NYSE:NVDA", "TYO:0100", "HK.02514", "HK2513.HK", "O.NVDA.O",
    ],
)  # fmt: skip
def test_a_code_with_an_exchange_where_it_is_not_traded_is_unknown(dataset: Dataset, name: str) -> None:
    """A number of Hong Kong in New York is nobody's."""
    with pytest.raises(UnknownName):
        dataset.company(name)


@pytest.mark.parametrize(
    ("id_", "names"),
    {
        "zhipu": (
            "2513 HK Equity", "2513 hk equity", "02513 HK  Equity", "HKSE:2513", "HKEX:02513", "2513",
        ),
        "tencent": (
            "700 HK Equity", "0700 HK", "TCEHY US Equity", "OTCMKTS:TCEHY", "TCEHY.PK", "80700.HK",
        ),
        "alibaba": ("NYSE:BABA", "BABA.N", "BABA.K", "BABA.US", "BABA UN Equity", "HKG:89988"),
        "baidu": ("NASDAQ:BIDU", "BIDU.O", "BIDU.OQ", "BIDU UW Equity", "BIDU US", "89888.HK"),
        "alphabet": ("NASDAQ:GOOG", "GOOG.O", "GOOG UW Equity", "GOOGL.OQ", "GOOG.US"),
        "nvidia": ("NVDA US Equity", "NVDA UQ Equity", "XNAS:NVDA", "nvda us equity"),
        "softbank": ("9984 JP Equity", "9984 JT Equity", "TYO:9984", "SFTBY US Equity", "OTC:SFTBY"),
        "iflytek": ("002230 CH Equity", "002230 CS Equity", "SHE:002230", "002230.SZ"),
        "sensetime": ("20 HK Equity", "SNTMF US", "OTCPK:SNTMF"),
    }.items(),
)  # fmt: skip
def test_a_ticker_with_its_exchange_is_found_in_every_manner(
    dataset: Dataset, id_: str, names: tuple[str, ...]
) -> None:
    """Of Bloomberg, Reuters, Yahoo and Google; of a second listing as of the first."""
    assert {dataset.company(name).id for name in names} == {id_}


@pytest.mark.parametrize(
    "name",
    [
        "NYSE:BIDU", "BIDU.N", "NASDAQ:BABA", "BABA.O", "BABA.HK", "HKG:BABA", "2513.N", "2513 US Equity",
        "9984 HK Equity", "002230.SH", "SH002230", "TCEHY.N", "NASDAQ:TCEHY", "700 JP", "9988 US Equity",
        "Equity", "HK Equity", "2513 HK Corp",
    ],
)  # fmt: skip
def test_an_exchange_where_it_is_not_listed_contradicts_the_ticker(dataset: Dataset, name: str) -> None:
    """Baidu is on NASDAQ, Alibaba on the New York Stock Exchange and in Hong Kong."""
    with pytest.raises(UnknownName):
        dataset.company(name)


@pytest.mark.parametrize(
    "name",
    ["MSFTT", "Tesla", "Salesforce", "Lenovo", "Pinduoduo", "Lambda", "Runway AI", "Figure", "AAPLL"],
)  # fmt: skip
def test_a_company_that_is_another_gets_no_hint_of_ours(dataset: Dataset, name: str) -> None:
    """Half the letters of MSFTT are in SFTBY, and nobody means SoftBank by it."""
    with pytest.raises(UnknownName) as caught:
        dataset.company(name)
    assert caught.value.hint == "`aicompare list` names them"


@pytest.mark.parametrize(("name", "meant"), [("BABBA", "BABA"), ("NVDAA", "NVDA"), ("NYSE:BABB", None)])
def test_a_slip_in_a_ticker_gets_the_ticker_alone(dataset: Dataset, name: str, meant: str | None) -> None:
    """Without the exchange by which the data know it."""
    with pytest.raises(UnknownName) as caught:
        dataset.company(name)
    assert caught.value.hint == (f"did you mean {meant!r}?" if meant else "`aicompare list` names them")


@pytest.mark.parametrize(
    ("ticker", "exchange", "found", "unknown"),
    [
        ("600519.SH", "SSE", ("SH600519", "600519.SS", "sse:600519", "600519 CH", "600519"), ("SZ600519",)),
        ("688256", "SSE", ("688256.SH", "SH688256"), ("688256.SZ", "HK688256")),
        ("NYSE:CRM", "NYSE", ("CRM", "CRM.N", "CRM US", "CRM.US"), ("NASDAQ:CRM", "CRM.O")),
        ("BRK.A", "NYSE", ("BRK.A", "NYSE:BRK.A", "BRK.A US"), ("BRK.N.A",)),
        ("HK.00700", "HKEX", ("700", "0700.HK", "HKG:0700"), ("700.US",)),
        ("ACME", "a market of its own", ("acme",), ("acme.us", "nasdaq:acme")),
    ],
)
def test_the_spellings_of_a_ticker_are_those_of_its_exchange(
    ticker: str, exchange: str, found: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    """However it is written in the data."""
    spellings = {folded(one) for one in ticker_spellings(ticker, exchange)}
    assert {folded(one) for one in found} <= spellings
    assert not {folded(one) for one in unknown} & spellings


def test_every_id_and_alias_finds_its_own_company(dataset: Dataset) -> None:
    """No name leads to somebody else."""
    for one in dataset.all():
        assert dataset.company(one.id) is one
        assert {dataset.company(alias).id for alias in (one.name, *one.aliases)} == {one.id}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("minmax", "did you mean 'minimax'?"),
        ("zipu", "did you mean 'zhipu'?"),
        ("anthropc", "did you mean 'anthropic'?"),
        ("deepsek", "did you mean 'deepseek'?"),
        ("stepfunn", "did you mean 'stepfun'?"),
        ("02513.HX", "did you mean '02513.HK'?"),
        ("quite another", "`aicompare list` names them"),
        ("", "`aicompare list` names them"),
    ],
)
def test_a_near_miss_gets_a_hint(dataset: Dataset, name: str, hint: str | None) -> None:
    """The most alike of all names; where nothing is alike, the command that names them."""
    with pytest.raises(UnknownName) as caught:
        dataset.company(name)
    assert (caught.value.code, caught.value.hint) == ("unknown_company", hint)


# --- list ------------------------------------------------------------------------------


def test_list_names_every_company_once(dataset: Dataset, record: Record) -> None:
    """As many facts as the data file has lines for it, the newest date, ticker and groups."""
    rows = listing(dataset.entries(), dataset.groups, dataset.as_of).rows
    assert [row.company for row in rows] == list(record["companies"])
    facts = {id_: len(one.get("facts", ())) for id_, one in record["companies"].items()}
    assert {row.company: row.facts for row in rows} == facts
    by_id = {row.company: row for row in rows}
    assert by_id["01ai"].newest == Period.parse("2025-03")  # of a source of March 2025, no day known
    groups = ("six-tigers", "labs", "china-ai", "listed")
    assert by_id["zhipu"] == ListRow(
        "zhipu", "Zhipu", "2513.HK", groups, facts["zhipu"], Period.parse("2026-10")
    )
    assert (by_id["moonshot"].ticker, by_id["moonshot"].groups) == (None, ("six-tigers", "labs", "private"))


def test_groups_are_as_people_name_them(dataset: Dataset) -> None:
    """The six tigers, the labs of the United States, China's technology firms; listed or private."""
    members = {name: [one.id for one in dataset.group(name)] for name in dataset.groups}
    assert members["six-tigers"] == ["zhipu", "minimax", "moonshot", "stepfun", "baichuan", "01ai"]
    assert members["us-labs"] == ["openai", "anthropic", "xai"]
    assert members["china-tech"] == ["alibaba", "tencent", "baidu", "bytedance", "sensetime", "iflytek"]
    assert members["all"] == list(dataset.ids)
    assert sorted(members["listed"] + members["private"]) == sorted(dataset.ids)
    assert {one.id for one in dataset.all() if one.listed} == set(members["listed"])
    assert [one.id for one in dataset.group("US-Labs")] == members["us-labs"]


def test_an_unknown_group_gets_a_hint(dataset: Dataset) -> None:
    """As for companies."""
    with pytest.raises(UnknownName) as caught:
        dataset.group("six-tiger")
    assert (caught.value.code, caught.value.hint) == ("unknown_group", "did you mean 'six-tigers'?")


# --- show ------------------------------------------------------------------------------


def shown(
    one: Company, name: str | None, rates: Rates, *, history: bool = False, currency: str | None = None
) -> Report:
    return show(one, name and metric(name).name, LAST, rates, currency, history=history)


def rows_of(answer: Report, **wanted: Any) -> list[tuple[str, str | None]]:
    """(as printed, standing) of the rows whose fact has these fields."""
    rows = [row for row in answer.rows if isinstance(row, ShowRow)]
    return [
        (row.fact.reported, row.standing)
        for row in rows
        if all(getattr(row.fact, key) == value for key, value in wanted.items())
    ]


def test_show_gives_the_figure_that_is_used(dataset: Dataset, rates: Rates) -> None:
    """MiniMax, revenue of nine months: the prospectus; article and translation are history."""
    nine = {"period": Period.parse("9M2025"), "scope": None}
    minimax = dataset.by_id("minimax")
    assert rows_of(shown(minimax, "revenue", rates), **nine) == [("US$53,437k", None)]
    assert rows_of(shown(minimax, "revenue", rates, history=True), **nine) == [
        ("US$53,437k", None),
        ("~RMB 376m", "outranked"),  # another currency contradicts nothing
        ("US$53.437m", "outranked"),
    ]


def test_figures_that_cannot_both_be_true_are_a_conflict(dataset: Dataset, rates: Rates) -> None:
    """Conflict C34: a monthly burn of 28.1 against 280; C31: 1,046.2 against 1,102.

    About 27.9 is 27.34 to 28.46, so 28.1 may be the same (C3).
    """
    minimax = dataset.by_id("minimax")
    answer = shown(minimax, "monthly_burn", rates, history=True)
    assert rows_of(answer)[0] == ("US$28.1m", None)
    assert set(rows_of(answer)[1:]) == {("~US$27.9m", "outranked"), ("~US$280m", "conflict")}
    assert [one.code for one in answer.warnings] == ["conflict"]
    assert "US$28.1m is used, against ~US$280m" in " ".join(one.message for one in answer.warnings)
    balance = shown(minimax, "cash_balance", rates, history=True)
    september = rows_of(balance, period=Period.parse("2025-09-30"))
    assert september[0] == ("US$1,046.2m", None)
    assert ("US$1,102m", "conflict") in september
    assert ("US$1.0462bn", "outranked") in september


def test_what_does_not_compete_is_shown_and_outranks_nothing(dataset: Dataset, rates: Rates) -> None:
    """Anthropic's Series H: what was talked of stands beside what closed, with its status."""
    answer = shown(dataset.by_id("anthropic"), "raised", rates)
    series_h = [row.fact for row in answer.rows if row.fact.deal == "series-h"]
    assert {(one.reported, one.status) for one in series_h} == {
        ("US$65bn", "closed"), (">=US$30bn", "reported"),
    }  # fmt: skip
    assert list(answer.warnings) == []


def test_a_later_rumour_never_outranks_a_closed_round(rates: Rates) -> None:
    """Of one figure, with one deal and day: talk that is published later stays talk."""
    closed = fact("raised", "2026-01-15", "US$1bn", "2026-01-31", status="closed", deal="c", kind="press")
    talk = fact("raised", "2026-01-15", "US$2bn", "2026-03-31", status="reported", deal="c", kind="press")
    answer = shown(company(talk, closed), "raised", rates, history=True)
    assert rows_of(answer) == [("US$2bn", None), ("US$1bn", None)]
    assert list(answer.warnings) == []


def test_which_of_several_figures_wins(rates: Rates) -> None:
    """The user's file, then filing, company, press, dataset; of equals the later published."""
    figures = {
        "mine": fact("cash", "2025-12-31", "US$1m", "2026-01-01", kind="dataset", user=True),
        "filing": fact("cash", "2025-12-31", "US$2m", "2026-01-02", kind="filing"),
        "company": fact("cash", "2025-12-31", "US$3m", "2026-01-03", kind="company"),
        "late press": fact("cash", "2025-12-31", "US$4m", "2026-01-05", kind="press"),
        "press": fact("cash", "2025-12-31", "US$5m", "2026-01-04", kind="press"),
        "dataset": fact("cash", "2025-12-31", "US$6m", "2026-01-06", kind="dataset"),
    }
    acme = company(*reversed(figures.values()))
    ranking = [text for text, _ in rows_of(shown(acme, "cash", rates, history=True))]
    assert ranking == [one.reported for one in figures.values()]


@pytest.mark.parametrize(
    "differing",
    [{"scope": "cloud"}, {"label": "weekly"}, {"deal": "ipo"}, {"basis": "run-rate"}, {"period": "H2 2025"}],
)
def test_only_the_same_figure_is_outranked(rates: Rates, differing: dict[str, str]) -> None:
    """Another period, scope, basis, label or deal is another figure: both are shown."""
    one = fact("revenue", "FY2025", "US$100m")
    other = fact("revenue", value="US$50m", **{"period": "FY2025", **differing})
    answer = shown(company(one, other), "revenue", rates)
    assert rows_of(answer) == [("US$100m", None), ("US$50m", None)]
    assert list(answer.warnings) == []


def test_show_without_a_metric_gives_everything_and_the_notes(dataset: Dataset, rates: Rates) -> None:
    """Every figure of the company once, and what its sources say without a number."""
    zhipu = dataset.by_id("zhipu")
    answer = shown(zhipu, None, rates, history=True)
    assert len(answer.rows) == len(zhipu.facts)
    assert len(answer.notes) == len(zhipu.notes)
    assert list(shown(zhipu, "cash", rates).notes) == []


def test_show_in_a_currency_converts_each_figure_by_its_own_rule(dataset: Dataset, rates: Rates) -> None:
    """Zhipu in US$: cash at closing, revenue at the average, a raise at the rate of its day."""
    zhipu = dataset.by_id("zhipu")
    kinds = {
        name: {row.fact.rate.kind for row in shown(zhipu, name, rates, currency="USD").rows if row.fact.rate}
        for name in ("cash", "revenue", "net_proceeds", "shares")
    }
    assert kinds == {"cash": {"closing"}, "revenue": {"average"}, "net_proceeds": {"spot"}, "shares": set()}


def test_a_figure_that_no_rate_covers_keeps_its_row(dataset: Dataset, rates: Rates) -> None:
    """Mistral's target for 2026 is in euro and the year is not over: no dollar value, and it says so."""
    answer = shown(dataset.by_id("mistral"), "revenue", rates, currency="USD")
    (row,) = answer.rows
    assert (row.fact.reported, row.fact.unconverted, row.fact.rate) == ("EUR 1bn", True, None)
    assert [one.code for one in answer.warnings] == ["no_rate"]


# --- as of a date ----------------------------------------------------------------------


def test_as_of_hides_what_was_not_published(dataset: Dataset) -> None:
    """9 January 2026: nothing that any source said later is left, of any company."""
    known = dataset.at(day("2026-01-09"))
    assert known.as_of == day("2026-01-09")
    for one in known.all():
        for each in (each for single in one.facts for each in single.sources):
            assert each.published_on <= day("2026-01-09")
    assert [str(one.period) for one in known.by_id("zhipu").of("cash")][-1] == "2025-06-30"
    assert len(known.by_id("zhipu").facts) < len(dataset.by_id("zhipu").facts)


def test_a_fact_with_several_sources_counts_from_the_earliest(dataset: Dataset) -> None:
    """Zhipu's revenue of H1 2025 is in the prospectus and in a data set of October 2026."""
    half = Period.parse("H1 2025")

    def sources(on: str) -> list[str]:
        facts = dataset.at(day(on)).by_id("zhipu").of("revenue", period=half)
        return [source.id for one in facts for source in one.sources if one.reported == "RMB 190,877k"]

    assert sources("2025-12-29") == []
    assert sources("2025-12-30") == ["zhipu-prospectus"]
    assert sources("2026-10-31") == ["zhipu-prospectus", "xu-dataset"]


def test_a_source_known_to_the_month_counts_from_its_last_day(dataset: Dataset) -> None:
    """Article 004 is of December 2025."""

    def known(on: date) -> bool:
        facts = dataset.at(on).by_id("minimax").of("voting_share", scope="founder")
        return any(source.id == "article-004" for one in facts for source in one.sources)

    assert [known(day("2025-12-30")), known(day("2025-12-31"))] == [False, True]


def test_without_a_date_it_is_that_of_the_newest_source(dataset: Dataset) -> None:
    """A data set kept up to October 2026, so the 31st; never today's date."""
    assert dataset.as_of == LAST


def test_names_and_groups_do_not_depend_on_the_date(dataset: Dataset) -> None:
    """A company is found even before anything was published about it."""
    early = dataset.at(day("2020-01-01"))
    assert (early.company("Kimi").id, len(early.company("Kimi").facts)) == ("moonshot", 0)
    assert early.groups == dataset.groups


# --- a file of the user's own ----------------------------------------------------------

OWN = """
sources:
  mine: {title: My notes, publisher: me, published: 2026-01-15, kind: press}
groups:
  mine: [zhipu, oldco]
companies:
  zhipu:
    aliases: [Big Z]
    facts:
    - {metric: revenue, period: FY2025, value: "RMB 800m", source: mine}
    - {metric: cash, period: 2020-12-31, value: "RMB 1m", source: mine}
  oldco:
    name: Old Co
    currency: USD
    facts:
    - {metric: revenue, period: FY2025, value: "US$5m", source: mine}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path: Path = tmp_path_factory.mktemp("own") / "mine.yaml"
    path.write_text(OWN, encoding="utf-8")
    return load([str(path)])


def test_figures_of_the_user_win(own: Dataset, rates: Rates) -> None:
    """Over a filing that was published later; the filing stays in the history as a conflict."""
    answer = shown(own.by_id("zhipu"), "revenue", rates, history=True)
    year = {"period": Period.parse("FY2025"), "scope": None}
    assert rows_of(answer, **year) == [("RMB 800m", None), ("RMB 724,334k", "conflict")]
    winner = own.by_id("zhipu").winner("revenue", period=Period.parse("FY2025"))
    assert winner is not None
    assert (amount(winner), winner.user) == (Decimal(800_000_000), True)


def test_an_older_figure_of_the_user_does_not_hide_newer_ones(own: Dataset) -> None:
    """The newest period comes first, whoever says it."""
    winner = own.by_id("zhipu").winner("cash")
    assert winner is not None
    assert (str(winner.period), winner.user) == ("2026-06-30", False)


def test_companies_groups_and_names_of_the_user_are_added(own: Dataset, dataset: Dataset) -> None:
    """Beside the shipped ones, which stay as they are."""
    assert own.company("big z").id == "zhipu"
    assert own.company("Old Co").facts[0].user
    assert [one.id for one in own.group("mine")] == ["zhipu", "oldco"]
    assert own.ids == (*dataset.ids, "oldco")
    assert own.by_id("minimax").facts == dataset.by_id("minimax").facts


def test_an_amount_printed_in_the_wrong_currency_is_a_conflict(dataset: Dataset, rates: Rates) -> None:
    """HK$4,896.2m net became "4.9 billion yuan" in article 000; at 0.8976 CNY it is RMB 4.39bn (C11)."""
    answer = show(dataset.by_id("zhipu"), "net_proceeds", dataset.as_of, rates, None, history=True)
    told = [row.standing for row in answer.rows if row.fact.reported == "RMB 4.9bn"]
    assert told == ["conflict"]
    assert "RMB 4.9bn" in answer.warnings[0].message


def test_a_printed_translation_is_no_conflict(dataset: Dataset, rates: Rates) -> None:
    """RMB 376m beside US$53.437m rests on a December rate: 2.5% off the average, and no error."""
    answer = show(dataset.by_id("minimax"), "revenue", dataset.as_of, rates, None, history=True)
    told = [row.standing for row in answer.rows if row.fact.reported == "~RMB 376m"]
    assert told == ["outranked"]


# --- of companies made for it ----------------------------------------------------------------


REVENUE = fact("revenue", "FY2025", "US$10m", "2026-02-28")


def test_a_list_says_how_much_is_known_of_whom() -> None:
    """Facts, the newest source, tickers and groups; one's own figures only where there are some."""
    newest = Period.parse("2026-02-28")
    acme = Counted("acme", "Acme", "0001.HK", ("all", "makers"), 2, newest, 0)
    bare = Counted("bare", "Bare", None, (), 0, None, 0)
    report = listing([acme, bare], {"makers": ["acme"], "all": ["acme", "bare"]}, LAST)
    assert (report.name, report.title, report.as_of) == ("list", "Companies in the data", LAST)
    assert "Yours" not in render(report, "table", 80)
    assert list(report.notes) == ["Groups: makers (1), all (2)."]
    assert list(report.rows) == [
        ListRow("acme", "Acme", "0001.HK", ("makers",), 2, newest, 0),
        ListRow("bare", "Bare", None, (), 0, None, 0),
    ]
    mine = replace(acme, user_facts=1)
    assert "Yours" in render(listing([mine], {}, LAST), "table", 80)
    assert listing([mine], {}, LAST).rows[0].user_facts == 1


RIVAL = fact("revenue", "FY2025", "US$20m", "2026-02-28", kind="press")
ALIKE = fact("revenue", "FY2025", "US$10.1m", "2026-02-28", kind="press")


def test_a_show_tells_what_is_used_and_what_is_not(rates: Rates) -> None:
    """With its history what is outranked and what contradicts; a warning for the latter either way."""
    acme = replace(
        company(REVENUE, RIVAL, ALIKE), notes=(Note("It hires.", (source(), source("2026-02-01"))),)
    )
    report = show(acme, None, LAST, rates, None, history=True)
    assert (report.name, report.title, report.as_of) == ("show", "Acme: every figure, with its history", LAST)
    assert report.names == {"acme": "Acme"}
    assert list(report.rows) == [
        ShowRow("acme", REVENUE),
        ShowRow("acme", RIVAL, "conflict"),
        ShowRow("acme", ALIKE, "outranked"),
    ]
    assert [one.code for one in report.warnings] == ["conflict"]
    assert list(report.notes) == ["It hires. (Made up; Made up)"]
    plain = show(acme, "revenue", LAST, rates, "HKD", history=False)
    assert (plain.title, plain.currency) == ("Acme: Revenue", "HKD")
    assert (len(plain.rows), list(plain.notes)) == (1, [])
    assert [one.code for one in plain.warnings] == ["conflict"]


def test_what_a_rate_does_not_cover_keeps_its_row_and_is_named(rates: Rates) -> None:
    """With its period, and whose it is."""
    early = replace(rates, as_of=day("1999-06-01"))
    report = show(company(REVENUE), None, LAST, early, "CNY", history=False)
    (row,), (warning,) = report.rows, report.warnings
    assert row.fact == replace(REVENUE, unconverted=True)
    assert (warning.code, warning.subject) == ("no_rate", "acme")
    assert warning.message.startswith("Revenue FY2025 is not known in CNY: no USD/CNY rate covers FY2025")
    with pytest.raises(NoAnswer) as caught:
        show(company(), None, LAST, rates, None, history=False)
    assert caught.value.message == "nothing of Acme is in the data as of 2026-10-31"
    with pytest.raises(NoAnswer) as caught:
        show(company(REVENUE), "cash", LAST, rates, None, history=False)
    assert caught.value.message == "no cash of Acme is in the data as of 2026-10-31"


def row(line: int, severity: str = "warning", accepted: str | None = None) -> ValidateRow:
    return ValidateRow("my.yaml", line, 1, severity, "gap", "it lacks a year", None, accepted)


def test_a_report_of_an_error_is_filled_in() -> None:
    """The figures as printed with place and source, then what is asked of the reader; machines get rows."""
    done = here("show", "minimax", "cash_balance", "--report")
    lines = done.stdout.splitlines()
    (line,) = [line for line in lines if "2026-06-30" in line and line.startswith("- Cash balance")]
    assert line.startswith(
        "- Cash balance, 2026-06-30: US$1,322.8m [minimax-results-h1-2026; companies.yaml:"
    )
    assert any(
        line.startswith("- minimax-results-h1-2026: Interim results") and "https://" in line for line in lines
    )
    assert next(line for line in lines if line.endswith(":") and "?" in line).startswith("What should it be?")
    rows = json.loads(here("show", "minimax", "cash_balance", "--report", "--json").stdout)["data"]
    assert {row["metric"] for row in rows} == {"cash_balance"}


def test_a_report_of_a_derived_figure_names_what_it_is_made_of() -> None:
    """Of a margin both figures."""
    told = here("show", "zhipu", "net_margin", "--report").stdout
    assert "- Net profit, FY2025: " in told
    assert "- Revenue, FY2025: RMB 724,334k [" in told


def test_a_report_of_an_error_is_of_a_metric() -> None:
    """Of a whole company it would be hundreds of figures."""
    done = here("show", "minimax", "--report")
    assert done.returncode == 2
    assert "aicompare show zhipu revenue --report" in done.stderr


def test_a_report_of_an_error_has_a_line_a_figure_and_a_line_a_source() -> None:
    """Page, place in the file and status where they are known; each source once, its address last."""
    press = source("2026-03", "press")
    one = replace(
        fact("revenue", "FY2025", "US$5.0m", scope="cloud", status="forecast"),
        sources=(replace(source(), url="https://example.org/a"), press),
        at="p. 3",
        place=Place("mine.yaml", 12, 5),
    )
    other = replace(fact("cash", "2025-12-31", "US$4m"), sources=(press,))
    rows = [ShowRow("acme", one), ShowRow("acme", other), ShowRow("acme", one, "outranked")]
    report = Report("show", "Acme", [Section(ShowRow, rows)], day("2026-10-31"))
    assert list(lines(report, "1.2")) == [
        "An error in the figures of aicompare 1.2, data as of 2026-10-31",
        "Acme",
        "",
        "Which figure is wrong? Keep its line.",
        "",
        "- Revenue (cloud), FY2025: US$5.0m (forecast)"
        " [filing-2026-01-31, press-2026-03, p. 3; mine.yaml:12]",
        "- Cash, 2025-12-31: US$4m [press-2026-03]",
        "",
        "Sources",
        "",
        "- filing-2026-01-31: Made up (Nobody, 2026-01-31) https://example.org/a",
        "- press-2026-03: Made up (Nobody, 2026-03)",
        "",
        "What should it be? The figure as printed, with its unit and period:",
        "",
        "",
        "Where is that printed? Title, publisher, day, address, page:",
        "",
        "",
        "Which answer did it spoil? The command, as you typed it:",
        "",
    ]
