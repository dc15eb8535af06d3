"""What `read` answers, word for word, of texts and companies made by hand: rows, page, marked text, draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import company, day, fact

from aicompare.calculators.reading import draft_of, read_text
from aicompare.calculators.readpage import ReadLine, page_of
from aicompare.calculators.readrow import ReadRow, row_of
from aicompare.rates.rates import Rates
from aicompare.reading.amounts import Found
from aicompare.reading.heldfact import HeldFact, of_fact
from aicompare.reading.repeats import Inconsistency
from aicompare.reading.taken import Reading
from aicompare.reading.text import PlainText
from aicompare.reading.verdicts import Judged
from aicompare.render import render
from aicompare.render.marked import marked_html, marked_markdown
from aicompare.reports.marked import MarkedFigure, MarkedText
from aicompare.reports.page import PageEntry
from aicompare.reports.report import Across, Report
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

REVENUE = fact("revenue", "FY2024", "US$312.4m", "2025-02-01")
ACME = company(REVENUE, fact("revenue", "FY2024", "US$48m", "2025-02-01", scope="cloud"))
BETA = company(id_="beta")

HOLDS = "Acme had revenue of US$312m in 2024."
WRONG = "Acme had revenue of US$3,124m in 2024."
UNHELD = "Its R&D expense was US$5m in 2024."
UNREAD = "A sum of $77 million."


@pytest.fixture
def answer(rates: Rates) -> Any:
    def read(text: str, **options: Any) -> Report:
        return read_text(text, [ACME, BETA], rates, day("2026-10-31"), **options)

    return read


# --- the answer ---------------------------------------------------------------------------------


def test_the_title_counts_the_verdicts_the_worst_first(answer: Any) -> None:
    """What does not occur is not counted; one figure is one."""
    report = answer("\n\n".join((HOLDS, WRONG, UNHELD, UNREAD, HOLDS)))
    assert report.title == (
        "5 figures of the text: 1 contradicted, 2 known, 1 not in the data,"
        " 1 not read (company or metric not told)"
    )
    assert answer(HOLDS).title == "1 figure of the text: 1 known"
    assert answer("Nothing here.").title == "No figure in the text"
    assert (report.name, report.as_of, report.currency, report.failed) == (
        "read",
        day("2026-10-31"),
        None,
        True,
    )
    assert report.names == {"acme": "Acme", "beta": "Beta"}
    assert not answer(HOLDS).failed


def test_what_is_contradicted_comes_first_then_the_order_of_the_text(answer: Any) -> None:
    """Of the first line and the last the latter is wrong; both errors in their own order."""
    report = answer("\n\n".join((HOLDS, WRONG, UNREAD, WRONG.replace("3,124", "31.24"))))
    assert [row.text for row in report.rows] == ["US$3,124m", "US$31.24m", "US$312m", "$77 million"]
    kept = answer("\n\n".join((HOLDS, WRONG)), only="known")
    assert [row.text for row in kept.rows] == ["US$312m"]
    assert (kept.title, kept.failed) == ("2 figures of the text: 1 contradicted, 1 known", True)


COLUMNS = "By which words, and as a statement for `check`: --columns figure,said,expression"


@pytest.mark.parametrize(
    ("header", "published", "told"),
    [
        ("Date: 2025-06-01\nTitle: A year\n\n", None, "Read as of 2025-06-01, the date in its header."),
        (
            "Date: 2025-06-01\nTitle: A year\n\n",
            "2025-06-01",
            "Read as of 2025-06-01, the date in its header.",
        ),
        ("Date: 2025-06-01\nTitle: A year\n\n", "2025-07-01", "Read as of 2025-07-01, as asked."),
        ("", "2025-07-01", "Read as of 2025-07-01, as asked."),
        (
            "",
            None,
            "The text has no date: say one with --published to read `this year` and days without a year.",
        ),
    ],
)
def test_the_day_of_the_text_is_told(answer: Any, header: str, published: str | None, told: str) -> None:
    """The one that was asked for goes before that of the header; below it how to see more of the figures."""
    asked = None if published is None else day(published)
    assert answer(header + HOLDS, published=asked).notes == [told, COLUMNS]
    assert answer(f"{header}Nothing here.", published=asked).notes == [told]


def test_the_day_of_the_text_says_what_was_known_then(answer: Any) -> None:
    """The revenue of 2024 was not to be known before the year was over."""
    assert answer(HOLDS, published=day("2025-02-01")).rows[0].verdict == "known"
    assert answer(HOLDS, published=day("2024-12-01")).rows[0].verdict == "not_in_data"


def test_a_year_without_its_number_goes_by_the_day_of_the_text(answer: Any) -> None:
    """Last year was 2024 in June 2025; without a day it is none."""
    text = "Acme had revenue of US$312m last year."
    assert answer(text, published=day("2025-06-01")).rows[0].period == "FY2024"
    other = text.replace("312", "999")  # which the data cannot tell the year of
    assert answer(other, published=day("2025-06-01")).rows[0].period == "FY2024"
    assert answer(other).rows[0].period is None


def test_a_figure_in_another_currency_is_held_against_the_data_at_the_rate_of_its_year(answer: Any) -> None:
    """312.4 at 7.1956, the mean of USD/CNY over 2024, is 2,247.9."""
    row = answer("Acme had revenue of RMB 2.25bn in 2024.").rows[0]
    assert (row.verdict, row.remark, row.hint) == ("known", "translated", "converted")


RAISED = "In September 2025 Nimbus AI raised 10 million euros ($117 million)."


def test_what_does_not_go_with_the_rest_of_the_text_is_contradicted_and_comes_first(answer: Any) -> None:
    """EUR 10m are about US$11.7m: of two prints of one amount the second implies 11.7 to the euro."""
    report = answer(f"{HOLDS}\n\n{RAISED}")
    assert [(row.text, row.verdict) for row in report.rows] == [
        ("$117 million", "contradicted"),
        ("US$312m", "known"),
        ("10 million euros", "not_read"),
    ]
    assert report.failed
    only = answer(f"{HOLDS}\n\n{RAISED}", only="contradicted")
    assert [row.text for row in only.rows] == ["$117 million"]


def test_a_page_stands_instead_of_the_rows(answer: Any) -> None:
    """Where there is none it says why."""
    rows, entries, lines = answer(f"{HOLDS}\n\n{WRONG}").sections
    assert (rows.row_type, entries.row_type, lines.row_type) == (ReadRow, PageEntry, ReadLine)
    assert (entries.rows[0].style, lines.rows[0].figure) == ("contradicted", "✓ US$312m")
    assert [str(row) for row in answer(HOLDS, only="contradicted").sections[1].rows] == [
        "None of that verdict."
    ]
    assert str(answer("Nothing here.").sections[1].rows[0]).startswith("A figure is a number with ")


def test_a_text_that_names_nobody_is_of_the_company_that_is_asked_for(answer: Any) -> None:
    """Without one its figure is not read."""
    text = "Revenue came to US$312m in 2024."
    assert answer(text).rows[0].verdict == "not_read"
    assert answer(text, company=ACME).rows[0].verdict == "known"


def test_the_marked_text_has_a_note_for_each_figure(answer: Any) -> None:
    """Verdict, reason, what it is taken for, and what the data say."""
    text = "\n\n".join((HOLDS, WRONG, UNHELD, UNREAD, "Acme had cloud revenue of US$48m in 2024."))
    report = answer(text)
    held = "the data have US$312.4m, FY2024. Made up. Nobody, 2025-02-01."
    assert render(report, "markdown", None).splitlines() == [
        f"> {report.title}",
        f"> {report.notes[0]}",
        f"> {report.notes[1]}",
        "",
        "Acme had revenue of **US$312m**[^1] in 2024.",
        "",
        "Acme had revenue of **US$3,124m**[^2] in 2024.",
        "",
        "Its R&D expense was US$5m[^3] in 2024.",
        "",
        "A sum of $77 million[^4].",
        "",
        "Acme had cloud revenue of **US$48m**[^5] in 2024.",
        "",
        f"[^1]: known: Acme, revenue, FY2024; {held}",
        f"[^2]: contradicted (a power of ten): Acme, revenue, FY2024; {held}",
        "[^3]: not in the data: Acme, R&D expense, FY2024.",
        "[^4]: not read (its metric is not told): Acme.",
        "[^5]: known: Acme, revenue, cloud, FY2024; the data have US$48m, FY2024."
        " Made up. Nobody, 2025-02-01.",
    ]
    assert "<mark" in str(render(report, "html", None))


def test_a_text_in_html_is_marked_as_it_is_read(answer: Any) -> None:
    """Without its tags, which a second page would show as text."""
    report = answer(f"<html><body><p>{HOLDS}</p></body></html>")
    text = str(render(report, "markdown", None))
    assert "revenue of **US$312m**[^1] in 2024." in text and "<p>" not in text


# --- a draft of claims --------------------------------------------------------------------------


def test_a_draft_holds_what_was_read_as_claims_in_the_order_of_the_text(answer: Any) -> None:
    """What has no company or metric makes no claim; the words are 60 letters before and 30 behind, but for
    what is left of a word at either end.
    """
    raw = f"{'b' * 100} {HOLDS} {UNREAD} {WRONG}\a {'c' * 100}"
    start = raw.index("US$312m")
    assert raw[start - 60 : start] == "b" * 39 + " Acme had revenue of "
    draft = draft_of(answer(raw), raw, None).splitlines()
    assert [*draft[:3], *draft[4:8]] == [
        "# What `aicompare read` took the figures for: edit what it took wrongly.",
        "sources:",
        "  text:",
        "    publisher: not stated",
        "    published: 2026-10-31",
        "    kind: press",
        "claims:",
    ]
    assert draft[8:] == [
        "- id: text-1",
        "  source: text",
        "  statement: 'Acme had revenue of US$312m in 2024. A sum of $77'",
        "  check: 'acme.revenue[FY2024] == \"US$312m\"'",
        "  note: 'read: known'",
        "- id: text-2",
        "  source: text",
        "  statement: 'US$312m in 2024. A sum of $77 million. Acme had revenue of US$3,124m in 2024. '",
        "  check: 'acme.revenue[FY2024] == \"US$3,124m\"'",
        "  note: 'read: contradicted'",
    ]


def test_the_words_of_a_claim_begin_with_the_text(answer: Any) -> None:
    """Where there are not so many letters before the figure."""
    assert f"  statement: '{HOLDS}'" in draft_of(answer(HOLDS), HOLDS, None).splitlines()


def title_of(answer: Any, raw: str, **options: Any) -> str:
    return next(
        line.removeprefix("    title: ")
        for line in draft_of(answer(raw), raw, options.get("published")).splitlines()
        if line.startswith("    title: ")
    )


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Date: 2025-06-01\nTitle: Acme's  year\n\nIt rained.", "'Acme''s year'"),
        ("日期：2025-06-01\n标题：智谱的一年\n\n下雨。", "'智谱的一年'"),
        ("Acme: a year\n\nIt rained.", "'Acme: a year'"),
        (f"{'x' * 250}\n\nIt rained.", f"'{'x' * 200}'"),
        ("", "'Untitled'"),
    ],
)
def test_a_draft_is_called_as_its_text(answer: Any, raw: str, title: str) -> None:
    """By its header, without the word for that, else by its first line, of 200 letters at most."""
    assert title_of(answer, raw) == title


def test_a_draft_without_claims_says_so(answer: Any) -> None:
    """An empty list, so that the file is one; its day is the one asked for, else that of the header."""
    raw = "Date: 2025-06-01\nTitle: None\n\nIt rained."
    for asked, told in ((None, "2025-06-01"), (day("2025-07-01"), "2025-07-01")):
        assert draft_of(answer(raw), raw, asked).splitlines()[5:] == [
            f"    published: {told}",
            "    kind: press",
            "claims: []",
        ]
    assert draft_of(answer(raw), raw, None).endswith("claims: []\n")


# --- a text with marks --------------------------------------------------------------------------


TEXT = "Up 5m, <b> 6m\n& 7m and 8m. \n"
SAID = {"5m": "contradicted", "6m": "not_in_data", "7m": "known", "8m": "not_read"}
MARKED = MarkedText(
    TEXT,
    [
        MarkedFigure(at := TEXT.index(said), at + 2, verdict, f"{verdict}: a <note> of {said}", ())
        for said, verdict in SAID.items()
    ],
    ["4 < 5", "of a day"],
)


def test_markdown_is_the_text_with_footnotes() -> None:
    """What is contradicted or known stands out; each note is one line, and the text stays as it was."""
    assert marked_markdown(MARKED) == (
        "> 4 < 5\n> of a day\n\n"
        "Up **5m**[^1], <b> 6m[^2]\n& **7m**[^3] and 8m[^4].\n\n"
        "[^1]: contradicted: a <note> of 5m.\n"
        "[^2]: not_in_data: a <note> of 6m.\n"
        "[^3]: known: a <note> of 7m.\n"
        "[^4]: not_read: a <note> of 8m.\n"
    )
    assert marked_markdown(MarkedText("It rained.\n", [], ["none"])) == "> none\n\nIt rained.\n"


def test_html_is_the_text_with_colours_and_links_to_and_fro() -> None:
    """What the text says is no markup; a colour a verdict, by its class."""

    def mark(number: int, text: str) -> str:
        link = f'<sup><a id="r{number}" href="#n{number}">{number}</a></sup>'
        return f'<mark class="{SAID[text]}">{text}</mark>{link}'

    def note(number: int, text: str) -> str:
        words = f"{SAID[text]}: a &lt;note&gt; of {text}."
        return f'<li id="n{number}">{words} <a href="#r{number}">back</a></li>'

    style, _, body = marked_html(MARKED).partition("</style>\n")
    assert all(f"mark.{verdict} {{" in style for verdict in ("contradicted", "known", "not_read"))
    assert body == (
        "<p>4 &lt; 5</p>\n<p>of a day</p>\n"
        f'<div class="read">Up {mark(1, "5m")}, &lt;b&gt; {mark(2, "6m")}\n'
        f"&amp; {mark(3, '7m')} and {mark(4, '8m')}. \n</div>\n<ol>\n"
        + "\n".join(note(number, said) for number, said in enumerate(SAID, 1))
        + "\n</ol>"
    )


# --- a row --------------------------------------------------------------------------------------

RAW = 'Acme  Inc booked net  loss of about US$ 5 "m" in FY2024.'


def found(said: str = 'US$ 5 "m"', raw: str = RAW, **rest: Any) -> Found:
    at = raw.index(said)
    return Found(at, at + len(said), "money", Figure.parse("5m"), "USD", **rest)


def span(words: str) -> tuple[int, int]:
    return RAW.index(words), RAW.index(words) + len(words)


def judged(verdict: str = "known", remark: str | None = None, **reading: Any) -> Judged:
    usual = {
        "found": found(),
        "company": "acme",
        "metric": METRICS["revenue"],
        "period": Period.parse("FY2024"),
    }
    return Judged(Reading(**{**usual, **reading}), verdict, remark)


def row(one: Judged, slip: Inconsistency | None = None, raw: str = RAW) -> ReadRow:
    return row_of(one, slip, raw)


def test_a_row_says_all_that_was_read() -> None:
    """Where it stands, what it is taken for, and by which words, each once and one blank apart."""
    told = row(
        judged(
            scope="cloud",
            status="forecast",
            company_words=span("Acme  Inc"),
            metric_words=span("net  loss"),
            period_words=span("FY2024"),
        )
    )
    assert (told.text, told.start, told.end) == ('US$ 5 "m"', RAW.index("US$"), RAW.index(" in FY2024"))
    assert (told.company, told.metric, told.scope, told.period) == ("acme", "revenue", "cloud", "FY2024")
    assert (told.status, told.said) == ("forecast", "Acme Inc · net loss · FY2024")
    assert (told.verdict, told.remark, told.hint, told.off_by, told.data) == ("known", None, None, None, None)
    twice = judged(company_words=span("Acme  Inc"), metric_words=span("Acme  Inc"))
    assert row(twice).said == "Acme Inc"
    assert row(judged()).said is None
    assert row(judged(company_words=(0, 0), metric_words=span("FY2024"))).said == "FY2024"
    assert row(judged(period=None)).period is None


def test_a_loss_is_called_by_the_name_that_the_text_has() -> None:
    """`net_loss` where the metric knows that name for it; else the metric itself."""
    profit = METRICS["net_profit"]
    assert row(judged(metric=profit, called="net_loss")).metric == profit.loss == "net_loss"
    assert row(judged(metric=profit, called="net_profit")).metric == "net_profit"
    assert row(judged(metric=profit)).metric == "net_profit"
    assert row(judged(called="sales")).metric == row(judged(metric=METRICS["revenue"])).metric == "revenue"
    assert row(judged(metric=None, called="net_loss")).metric is None


@pytest.mark.parametrize(
    ("remark", "hint"),
    [
        ("scale", "a power of ten"),
        ("currency", "the digits of the data in another currency"),
        ("adjusted", "the adjusted loss or profit, not the net one"),
        ("part", "a part for the whole, or the whole for a part"),
        ("period", "the figure of another period"),
        ("label", "another price of that day"),
        ("superseded", "right by evidence that better evidence has replaced"),
        ("translated", "converted"),
        ("derived", "follows from figures of the data"),
        (None, None),
        ("other", None),
    ],
)
def test_a_remark_is_put_into_words(remark: str | None, hint: str | None) -> None:
    """Whatever the verdict."""
    for verdict in ("known", "contradicted"):
        told = row(judged(verdict, remark))
        assert (told.remark, told.hint) == (remark, hint)


def test_what_is_not_read_says_what_is_not_told() -> None:
    """The company first."""
    assert row(judged("not_read", "scale", metric=None)).hint == "its metric is not told"
    assert row(judged("not_read", metric=None, company=None)).hint == "its company is not told"


def test_how_far_it_is_off_stands_with_what_is_contradicted_alone() -> None:
    """0.5 is half; of what is known nobody asks."""
    for verdict, off in (("contradicted", Decimal("0.5")), ("known", None)):
        assert row(replace(judged(verdict), off_by=Decimal("0.5"))).off_by == off


def test_a_slip_within_the_text_counts_where_the_data_contradict_nothing() -> None:
    """It is contradicted then, in the words for the slip."""
    slip = Inconsistency("12 months do not go with the cash", Decimal("0.25"))
    told = row(replace(judged("known", "derived"), off_by=Decimal("0.5")), slip)
    assert (told.verdict, told.remark, told.hint, told.off_by) == (
        "contradicted",
        "inside",
        "12 months do not go with the cash",
        Decimal("0.25"),
    )
    told = row(replace(judged("contradicted", "scale"), off_by=Decimal("0.5")), slip)
    assert (told.remark, told.hint, told.off_by) == ("scale", "a power of ten", Decimal("0.5"))


def test_the_data_are_told_by_their_print_or_by_what_makes_them() -> None:
    """A fact with its source, the source's day and its period; what is derived by its expression."""
    other = fact("revenue", "FY2023", "US$9m")
    derived = HeldFact(
        REVENUE.value, REVENUE.metric, REVENUE.period, (REVENUE, other), "growth(acme.revenue[FY2024])"
    )
    one = replace(judged(), held=(of_fact(REVENUE), of_fact(other)))
    assert row(one).data == "US$312.4m [filing-2025-02-01, 2025-02-01] FY2024"
    assert row(one).facts == (REVENUE, other)
    assert row(replace(one, held=(derived,))).data == "growth(acme.revenue[FY2024])"
    assert row(judged()).facts == ()


@pytest.mark.parametrize(
    ("reading", "expression"),
    [
        ({}, 'acme.revenue[FY2024] == "US$ 5 m"'),
        ({"scope": "cloud"}, 'acme.revenue[FY2024, scope=cloud] == "US$ 5 m"'),
        ({"scope": "cloud", "period": None}, 'acme.revenue[scope=cloud] == "US$ 5 m"'),
        ({"period": None}, 'acme.revenue == "US$ 5 m"'),
        ({"found": found(mark="~")}, 'acme.revenue[FY2024] == "~US$ 5 m"'),
        ({"found": found(mark=">=")}, 'acme.revenue[FY2024] >= "US$ 5 m"'),
        ({"form": "growth"}, 'growth(acme.revenue[FY2024]) == "US$ 5 m"'),
        ({"form": "compound"}, None),  # whose first year no word of it tells
        (
            {"form": "growth", "metric": METRICS["revenue_growth"]},
            'growth(acme.revenue[FY2024]) == "US$ 5 m"',
        ),
        (
            {"form": "ratio", "metric": METRICS["net_profit"]},
            'acme.net_profit[FY2024] / acme.revenue[FY2024] == "US$ 5 m"',
        ),
        (
            {"form": "ratio", "metric": METRICS["net_profit"], "period": None},
            'acme.net_profit == "US$ 5 m"',
        ),
        ({"metric": METRICS["net_profit"], "called": "net_loss"}, 'acme.net_loss[FY2024] == "US$ 5 m"'),
        ({"company": None}, None),
        ({"metric": None}, None),
    ],
)
def test_a_row_is_a_statement_for_check(reading: dict[str, Any], expression: str | None) -> None:
    """As it was said, without quotes and line ends; growth is of the metric that grows."""
    assert row(judged(**reading)).expression == expression


# --- the page -----------------------------------------------------------------------------------

NAMES = {"acme": "Acme", "beta": "Beta"}


def page(*rows: tuple[ReadRow, Judged], text: str = RAW, any_: bool = True) -> list[Sequence[Any]]:
    return [section.rows for section in page_of(rows, PlainText(text), NAMES, any_=any_)]


def test_a_page_without_rows_says_why() -> None:
    """There is no figure at all, or none of the verdict that was asked for."""
    what = "A figure is a number with a currency, a scale, % or times, or with what it counts."
    assert page(any_=False) == [[Across(what)]]
    assert page() == [[Across("None of that verdict.")]]
    (section,) = page_of([], PlainText(RAW), NAMES, any_=True)
    assert (section.row_type, section.name, section.instead_of, section.as_lines) == (
        Across,
        None,
        ["data"],
        True,
    )


def test_other_figures_are_lines_by_their_verdicts() -> None:
    """What the data have not, then what was not read, then what holds, each as the text has it."""
    ones = [
        judged("known", "derived", period=None),
        judged("not_read", metric=None),
        judged("not_in_data", "scale", scope="cloud"),
        judged("known", metric=METRICS["arr"], company=None),
        judged("not_read", metric=None, company="other"),
    ]
    entries, lines = page(*((row(one), one) for one in ones))
    assert entries == []
    said = 'US$ 5 "m"'
    assert lines == [
        ReadLine(f"? {said}", "Acme, revenue, cloud, FY2024", "not in the data"),
        ReadLine(f"– {said}", "Acme, FY2024", "its metric is not told"),
        ReadLine(f"– {said}", "FY2024", "its metric is not told"),
        ReadLine(f"✓ {said}", "Acme, revenue", "follows from figures of the data"),
        ReadLine(f"✓ {said}", "ARR, FY2024", ""),
    ]
    sections = page_of([(row(ones[0]), ones[0])], PlainText(RAW), NAMES, any_=True)
    assert [(one.row_type, one.name, one.instead_of) for one in sections] == [
        (PageEntry, None, ["data"]),
        (ReadLine, None, ["data"]),
    ]


def test_a_metric_is_called_in_small_letters_but_for_an_abbreviation() -> None:
    """`R&D expense` as `research expense` by its name, ARR as it is, a loss by its own name."""
    ones = [
        judged(metric=METRICS["arr"]),
        judged(metric=METRICS["gross_profit"]),
        judged(metric=METRICS["net_profit"], called="net_loss"),
    ]
    _, lines = page(*((row(one), one) for one in ones))
    assert [line.taken for line in lines] == [
        "Acme, ARR, FY2024",
        "Acme, gross profit, FY2024",
        "Acme, net loss, FY2024",
    ]


def test_what_is_contradicted_stands_in_its_own_words_with_what_it_is_off() -> None:
    """On the side of it that the distance says; of what follows from several there is no side."""
    held = of_fact(REVENUE)
    wrong = replace(judged("contradicted", "scale"), held=(held,), off_by=Decimal("-0.9"))
    (entry,), lines = page((row(wrong), wrong))
    assert lines == []
    assert entry == PageEntry(
        "contradicted",
        '“Acme Inc booked net loss of about US$ 5 "m" in FY2024.”',
        REVENUE,
        Decimal("0.9"),
        "too low",
        "read as Acme, revenue, FY2024; a power of ten; source: Made up, 2025-02-01",
    )
    loss = fact("net_profit", "FY2024", "US$-4m")
    larger = replace(wrong, off_by=Decimal("0.25"))
    assert page((row(larger), larger))[0][0].side == "too high"
    derived = replace(wrong, remark="other", held=(replace(held, facts=(REVENUE, loss)),))
    entry = page((row(derived), derived))[0][0]
    assert (entry.value, entry.side, entry.told) == (None, "off", "read as Acme, revenue, FY2024")


def test_a_slip_within_the_text_is_held_against_no_figure_of_the_data() -> None:
    """Which it does not contradict."""
    known = replace(judged("known"), held=(of_fact(REVENUE),))
    slip = Inconsistency("it says 6m above", Decimal("0.25"))
    (entry,), _ = page((row(known, slip), known))
    assert (entry.value, entry.off_by, entry.side) == (None, Decimal("0.25"), "off")
    assert entry.told == "read as Acme, revenue, FY2024; it says 6m above"


def quoted(raw: str) -> str:
    one = judged("contradicted", found=found("US$5m", raw))
    return page((row_of(one, None, raw), one), text=raw)[0][0].text  # type: ignore[no-any-return]


BEFORE = "".join(f"before{number:03} " for number in range(9))  # ten letters each
BEHIND = "".join(f" behind{number:03}" for number in range(9))


def test_the_words_around_a_figure_are_whole_ones_within_sixty_letters() -> None:
    """Of nine words of nine letters and a blank, six on each side, less the one at the cut."""
    assert quoted(f"{BEFORE}US$5m{BEHIND}.") == (
        "“… before004 before005 before006 before007 before008 US$5m"
        " behind000 behind001 behind002 behind003 behind004 …”"
    )
    short = f"{BEFORE[:60]}US$5m{BEHIND[:50]}123456789"
    assert quoted(f"{short}.") == f"“{short}.”"
    short = f"{BEFORE[:50]}US$5m{BEHIND[:50]}"
    assert quoted(f"It rained. {short}. Then it snowed.") == f"“{short}.”"
