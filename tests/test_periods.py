"""Days and stretches in the market's own words, and months counted on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as st
from made import day

import aicompare
from aicompare.values.errors import BadPeriod
from aicompare.values.periods import HINT, Period, add_months, as_ours, newest_of, parse_day, stretch_of
from aicompare.values.periods import whole_months as months_between

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
stretches = st.tuples(days, days).map(lambda two: Period(first=min(two), last=max(two)))
whole_months = st.builds(
    lambda year, month, months: Period.month_of(year, month, min(months, 13 - month)),
    st.integers(1900, 2199), st.integers(1, 12), st.integers(1, 12),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last", "printed"),
    [
        ("2025-09-30", "2025-09-30", "2025-09-30", "2025-09-30"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31", "2025-12"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2025-02", "2025-02-01", "2025-02-28", "2025-02"),
        ("FY2025", "2025-01-01", "2025-12-31", "FY2025"),
        ("FY 2025", "2025-01-01", "2025-12-31", "FY2025"),
        ("fy2025", "2025-01-01", "2025-12-31", "FY2025"),
        ("2025", "2025-01-01", "2025-12-31", "FY2025"),
        ("H1 2026", "2026-01-01", "2026-06-30", "H1 2026"),
        ("h2 2026", "2026-07-01", "2026-12-31", "H2 2026"),
        ("H22026", "2026-07-01", "2026-12-31", "H2 2026"),
        ("Q1 2026", "2026-01-01", "2026-03-31", "Q1 2026"),
        ("Q2 2026", "2026-04-01", "2026-06-30", "Q2 2026"),
        ("q3 2025", "2025-07-01", "2025-09-30", "Q3 2025"),
        ("Q4 2025", "2025-10-01", "2025-12-31", "Q4 2025"),
        ("9M2025", "2025-01-01", "2025-09-30", "9M2025"),
        ("9m 2025", "2025-01-01", "2025-09-30", "9M2025"),
        ("2M2024", "2024-01-01", "2024-02-29", "2M2024"),
        ("10M2025", "2025-01-01", "2025-10-31", "10M2025"),
        ("11M2025", "2025-01-01", "2025-11-30", "11M2025"),
        ("6M2025", "2025-01-01", "2025-06-30", "H1 2025"),
        ("3M2025", "2025-01-01", "2025-03-31", "Q1 2025"),
        ("1M2025", "2025-01-01", "2025-01-31", "2025-01"),
        ("2025-04-01..2026-03-31", "2025-04-01", "2026-03-31", "2025-04-01..2026-03-31"),
        ("2025-01-01 .. 2025-09-30", "2025-01-01", "2025-09-30", "9M2025"),
        ("2025-01-01..2025-12-31", "2025-01-01", "2025-12-31", "FY2025"),
        ("2024-01-01..2025-12-31", "2024-01-01", "2025-12-31", "2024-01-01..2025-12-31"),
        ("2025-04-01..2025-09-30", "2025-04-01", "2025-09-30", "2025-04-01..2025-09-30"),
        ("2025-02-01..2025-04-30", "2025-02-01", "2025-04-30", "2025-02-01..2025-04-30"),
        ("2025-01-02..2025-12-31", "2025-01-02", "2025-12-31", "2025-01-02..2025-12-31"),
        ("2025-01-01..2025-12-30", "2025-01-01", "2025-12-30", "2025-01-01..2025-12-30"),
        ("2025-05-05..2025-05-05", "2025-05-05", "2025-05-05", "2025-05-05"),
        ("1900", "1900-01-01", "1900-12-31", "FY1900"),
        ("2199-12-31", "2199-12-31", "2199-12-31", "2199-12-31"),
        ("  FY2025 ", "2025-01-01", "2025-12-31", "FY2025"),
    ],
)
def test_a_period_is_read_and_printed_in_the_words_of_the_market(
    text: str, first: str, last: str, printed: str
) -> None:
    """DATA: FY2025, H1 2026, 9M2025, Q1 2026 are calendar stretches, others `first..last`."""
    period = Period.parse(text)
    assert (str(period.first), str(period.last), str(period)) == (first, last, printed)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1H2025", "H1 2025"), ("2H25", "H2 2025"), ("1h 25", "H1 2025"), ("H1'25", "H1 2025"),
        ("H1 25", "H1 2025"), ("2025H1", "H1 2025"), ("2025-H2", "H2 2025"), ("3Q25", "Q3 2025"),
        ("Q3-25", "Q3 2025"), ("Q3’25", "Q3 2025"), ("2025 Q4", "Q4 2025"), ("2025Q4", "Q4 2025"),
        ("FY25", "FY2025"), ("FY 25", "FY2025"), ("FY'25", "FY2025"), ("CY2025", "FY2025"),
        ("2025FY", "FY2025"), ("9M25", "9M2025"), ("31 Dec 2025", "2025-12-31"),
        ("1st December 2025", "2025-12-01"), ("Dec 31, 2025", "2025-12-31"), ("Sept. 3 2025", "2025-09-03"),
        ("31-Dec-2025", "2025-12-31"), ("Dec 2025", "2025-12"), ("June 2025", "2025-06"),
        ("2025/09/30", "2025-09-30"), ("2025-9-3", "2025-09-03"), ("2025.12.31", "2025-12-31"),
        ("2025/12", "2025-12"), ("1 Apr 2025..31 Mar 2026", "2025-04-01..2026-03-31"),
    ],
)  # fmt: skip
def test_what_others_write_is_read_where_it_means_one_thing(text: str, printed: str) -> None:
    """An analyst's 1H25, a British, an American and an ISO date; two digits are a year of this century."""
    assert str(Period.parse(as_ours(text))) == printed


@pytest.mark.parametrize("text", [
    "30.09.2025", "30/09/2025", "09/10/2025", "12/31/2025", "20250930", "H125", "Q125", "Q1 FY25", "FY25/26",
    "2025E", "Dec-25", "31 Dec 25", "31 Feb 2025", "3H25", "5Q2025", "32 Dec 2025", "Decem 2025", "soon", "",
])  # fmt: skip
def test_what_could_mean_two_things_or_none_is_refused(text: str) -> None:
    """A day and a month that look alike elsewhere, fiscal quarters, an estimate, no day of the calendar."""
    with pytest.raises(BadPeriod):
        Period.parse(as_ours(text))


def test_what_is_ours_stays_as_it_is() -> None:
    """Also where it is a range; of a range each end is respelt by itself."""
    for text in ("FY2025", "2025", "2025-12", "2025-04-01..2026-03-31", "FY2022..FY2025"):
        assert as_ours(text) == text
    assert as_ours("FY22..1H25") == "FY2022..H1 2025"


@pytest.mark.parametrize(
    ("line", "theirs", "ours"),
    [
        ("compare zhipu minimax --period", ["1H25"], ["H1 2025"]),
        ("compare zhipu minimax --period", ["FY23,FY24"], ["2023,2024"]),
        ("runway minimax --balance", ["31 Dec 2025"], ["2025-12-31"]),
        ("runway minimax --as-of", ["July 1, 2026"], ["2026-07-01"]),
        ("rates USD/CNY --on", ["2025/12/31"], ["2025-12-31"]),
        ("rates USD/CNY --average", ["3Q25"], ["Q3 2025"]),
        ("diff", ["1 Jun 2026", "Oct 1, 2026"], ["2026-06-01", "2026-10-01"]),
    ],
)
def test_a_period_may_be_typed_as_others_write_it(line: str, theirs: list[str], ours: list[str]) -> None:
    """Every command that takes a day or a stretch gives the same answer for both spellings."""
    told = [here(*line.split(), *said, "--json") for said in (theirs, ours)]
    assert [one.returncode for one in told] == [0, 0]
    assert told[0].stdout == told[1].stdout


def test_a_period_in_brackets_may_be_typed_as_others_write_it() -> None:
    """The statement stays as it was typed; what is computed is the same."""
    (theirs, ours) = (aicompare.check(aicompare.load(), f"minimax.revenue[{said}]").rows[0]
                      for said in ("FY25", "FY2025"))  # fmt: skip
    assert theirs.computed == ours.computed


def test_what_is_added_stands_in_our_spelling(tmp_path: Path) -> None:
    """A data file has one spelling, whatever was typed."""
    own = tmp_path / "mine.yaml"
    assert here("init", str(own)).returncode == 0
    assert here("add", "acme", "revenue", "1H25", "US$5m", "--file", str(own)).returncode == 0
    assert "period: H1 2025" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        *[
            (text, f"{text!r} is not a date or period", HINT)
            for text in (
                "", "soon", "2025-9-30", "25-09-30", "2025/09/30", "30.09.2025", "20250930", "FY25", "FY 25",
                "H3 2025", "H0 2025", "Q5 2025", "Q0 2025", "0M2025", "12M2025", "13M2025", "2025H1",
                "2025 FY", "２０２５", "٢٠٢٥", "2025-", "-2025", "2025-01-01T00:00", "1e999", "FY2025 FY2025",
            )
        ],
        ("2025-13", "'2025-13' has no such month", HINT),
        ("2025-00", "'2025-00' has no such month", HINT),
        *[
            (text, f"{text!r} is not a day", "write it like 2025-09-30")
            for text in ("2025-02-29", "2025-04-31", "2025-00-10", "2025-01-00", "2025-13-01", "0000-01-01")
        ],
        ("2025..2026-01-01", "'2025' is not a day", "write it like 2025-09-30"),
        ("2025-01-01..", "'' is not a day", "write it like 2025-09-30"),
        ("..2025-01-01", "'' is not a day", "write it like 2025-09-30"),
        ("2025-01-01..2025-02-01..", "'2025-02-01..' is not a day", "write it like 2025-09-30"),
        (
            "2026-03-31..2025-04-01",
            "'2026-03-31..2025-04-01' ends before it begins",
            "the earlier day comes first",
        ),
        *[
            (text, f"{text!r} has a year out of reach", "years from 1900 to 2199")
            for text in (
                "1899", "FY2200", "H1 0000", "Q4 9999", "2200-01", "1899-12-31", "2200-01-01",
                "1025年", "1025年末",
            )
        ],
        ("x" * 100_000, f"'{'x' * 79}…' is not a date or period", HINT),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_a_hint(text: str, message: str, hint: str) -> None:
    """No day that the calendar does not have, no year far away, nothing guessed."""
    with pytest.raises(BadPeriod) as refused:
        Period.parse(text)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@given(st.text(max_size=40) | st.from_regex(r"[FHQM0-9. -]{0,24}", fullmatch=True))
def test_any_text_is_a_period_or_bad_period(text: str) -> None:
    """Nothing else comes out, and what comes out begins before it ends."""
    try:
        period = Period.parse(text)
    except BadPeriod:
        return
    assert period.first <= period.last


@given(stretches | whole_months | days.map(Period.day))
def test_a_printed_period_is_read_back(period: Period) -> None:
    """str and parse undo each other for every day and stretch."""
    assert Period.parse(str(period)) == period


def test_a_day_alone_is_wanted_where_a_day_is_wanted() -> None:
    """`--as-of 2025-09` says no day; spaces around a day do no harm."""
    assert parse_day(" 2025-09-30 ") == date(2025, 9, 30)
    for text in ("2025-09", "FY2025", "2025-02-30", ""):
        with pytest.raises(BadPeriod, match="is not a day"):
            parse_day(text)
    with pytest.raises(BadPeriod, match="has a year out of reach"):
        parse_day("1492-10-12")


def test_kinds_of_period_tell_themselves_apart() -> None:
    """A day is no month; a whole calendar month is one; anything else is neither."""
    day, month, year = Period.parse("2025-02-28"), Period.parse("2025-02"), Period.parse("FY2025")
    assert [one.is_day for one in (day, month, year)] == [True, False, False]
    assert [one.is_month for one in (day, month, year)] == [False, True, False]
    assert not Period.parse("2025-02-01..2025-02-27").is_month
    assert not Period.parse("2025-02-02..2025-03-01").is_month
    assert [one.days for one in (day, month, year)] == [1, 28, 365]


@given(whole_months)
def test_months_of_whole_months_are_counted_exactly(period: Period) -> None:
    """FY is 12, H1 6, Q1 3, 9M 9, a February 1."""
    assert period.months == period.last.month - period.first.month + 1


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2025-04-01..2026-03-31", 12),
        ("2024-01-29..2025-01-26", 12),  # a fiscal year of 52 weeks
        ("2024-01-01..2025-12-31", 24),
        ("1900-01-01..2199-12-31", 3600),
        ("2025-09-30", 0),
        ("2025-09-01..2025-09-14", 0),
        ("2025-09-01..2025-09-21", 1),
        ("2025-01-15..2025-03-14", 2),
    ],
)
def test_months_of_other_stretches_are_rounded(text: str, months: int) -> None:
    """To the nearest month of 365.25 / 12 days, a day being none."""
    assert Period.parse(text).months == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("FY2025", 12),
        ("2024-02", 1),
        ("2025-11-01..2026-02-28", 4),
        ("2024-02-15..2024-03-14", 1),  # from a day to the day before it
        ("2026-03-29..2026-06-27", 3),  # 13 weeks
        ("2025-01-27..2026-01-25", 12),  # 52 weeks
        ("2024-12-29..2026-01-03", 12),  # 53
        ("2026-03-23..2026-06-28", None),  # 14 weeks are 7% more than a quarter
        ("2026-06-01..2026-06-28", None),
        ("2026-06-01..2026-06-20", None),
        ("2026-05-15..2026-06-30", None),
        ("2025-07-16..2026-06-30", None),  # 350 days
        ("2025-06-10..2026-06-30", None),  # 386
        ("2026-06-30", None),
    ],
)
def test_months_are_whole_by_the_calendar_or_in_weeks(text: str, months: int | None) -> None:
    """To within 2% of them: what is further off is no quarter and no year."""
    assert Period.parse(text).whole_months == months


@given(whole_months)
def test_stretches_of_the_calendar_are_of_whole_months(period: Period) -> None:
    """As many as they count, whatever the length of their months."""
    assert period.whole_months == period.months


def test_periods_sort_by_their_end_and_the_longer_first() -> None:
    """Newest last: H2 2024, FY2025 before Q4 2025 before the last day of 2025, then 2026."""
    ordered = [Period.parse(text) for text in ("H2 2024", "FY2025", "Q4 2025", "2025-12-31", "2026-01-01")]
    assert sorted(ordered[place] for place in (3, 0, 4, 2, 1)) == ordered


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("FY2025", "FY2024"),
        ("H1 2026", "H1 2025"),
        ("9M2025", "9M2024"),
        ("2025-02", "2024-02"),
        ("2024-02", "2023-02"),
        ("2M2025", "2M2024"),
        ("2025-04-01..2026-03-31", "2024-04-01..2025-03-31"),
        ("2024-03-01..2025-02-28", "2023-03-01..2024-02-29"),
        ("2023-03-01..2024-02-29", "2022-03-01..2023-02-28"),
        ("2025-02-28..2025-08-27", "2024-02-28..2024-08-27"),
        ("2025-02-28", "2024-02-29"),
        ("2024-02-29", "2023-02-28"),
        ("2025-06-30", "2024-06-30"),
    ],
)
def test_a_year_earlier_is_the_same_stretch(text: str, earlier: str) -> None:
    """A month's end stays a month's end, and a beginning stays the day after the end before it."""
    assert str(Period.parse(text).year_earlier()) == earlier


# --- months on the calendar -------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-09-30", 37, "2028-10-31"),
        ("2025-10-31", 27, "2028-01-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2023-02-28", 12, "2024-02-29"),
        ("2025-06-30", 1, "2025-07-31"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2025-01-15", 13, "2026-02-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-09", -12, "2025-01-09"),
        ("2025-05-20", 0, "2025-05-20"),
        ("9999-11-30", 1, "9999-12-31"),
        ("9999-12-31", -1, "9999-11-30"),
        ("0001-02-28", -1, "0001-01-31"),
    ],
)
def test_adding_months_keeps_month_ends(day: str, months: int, later: str) -> None:
    """INTERFACE: a balance at a month's end stays at month ends (2025-12-31 plus 2 is 2026-02-28)."""
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(days, st.integers(-2000, 2000))
def test_adding_months_lands_in_the_right_month_and_on_its_end(day: date, months: int) -> None:
    """From a month's end to a month's end, else on the same day or, where there is none, the last."""
    if not 12 <= 12 * day.year + day.month - 1 + months < 120_000:
        return
    later = add_months(day, months)
    length = monthrange(later.year, later.month)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    assert 12 * later.year + later.month == 12 * day.year + day.month + months
    assert later.day == (length if at_end else min(day.day, length))


@given(days, st.integers(0, 600))
def test_a_month_more_is_never_earlier(day: date, months: int) -> None:
    """The cash-out date moves forward with every whole month."""
    assert all(a < b for a, b in pairwise(add_months(day, months + more) for more in range(3)))


@pytest.mark.parametrize(("day", "months"), [("9999-12-01", 1), ("2025-01-01", 10**9), ("0001-01-31", -1)])
def test_beyond_the_calendar_is_an_overflow(day: str, months: int) -> None:
    """A runway of ages has no date; the caller says so."""
    with pytest.raises(OverflowError, match=r"^beyond the calendar$"):
        add_months(date.fromisoformat(day), months)


@given(whole_months)
def test_a_month_of_the_calendar_ends_before_the_next_begins(period: Period) -> None:
    """`month_of` covers whole months, the last day included."""
    assert period.first.day == 1
    assert (period.last + timedelta(days=1)).day == 1


# --- as Chinese print has them ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025年", "FY2025"),
        ("2025年度", "FY2025"),
        ("2025年全年", "FY2025"),
        ("2025财年", "FY2025"),
        ("2025財政年度", "FY2025"),
        ("2025年上半年", "H1 2025"),
        ("2025 年 上半年", "H1 2025"),
        ("2025年下半年", "H2 2025"),
        ("2025年前三季度", "9M2025"),
        ("2025年前两季度", "H1 2025"),
        ("2025年第三季度", "Q3 2025"),
        ("2025年三季度", "Q3 2025"),
        ("2025年第3季度", "Q3 2025"),
        ("2025年Q3", "Q3 2025"),
        ("2025年前九个月", "9M2025"),
        ("2025年首九個月", "9M2025"),
        ("2025年前11个月", "11M2025"),
        ("2025年1-9月", "9M2025"),
        ("2025年1月至9月", "9M2025"),
        ("2025年7至9月", "Q3 2025"),
        ("2025年9月", "2025-09"),
        ("2025年12月份", "2025-12"),
        ("2025年9月30日", "2025-09-30"),
        ("2025年9月5號", "2025-09-05"),
        ("截至2025年6月30日", "2025-06-30"),
        ("2025年末", "2025-12-31"),
        ("2025年底", "2025-12-31"),
        ("2025年6月末", "2025-06-30"),
    ],
)
def test_chinese_periods_are_read(text: str, period: str) -> None:
    """Years, halves, quarters, months and days, in either script."""
    assert Period.parse(text) == Period.parse(period)


@pytest.mark.parametrize(
    "text",
    [
        "25年",
        "2025年13月",
        "2025年2月30日",
        "2025年第五季度",
        "2025年9-7月",
        "2025年前十三个月",
        "1025年",
        "年",
        "2025年春",
    ],
)
def test_what_the_calendar_does_not_have_is_refused_in_chinese_too(text: str) -> None:
    """A year without its century is no year."""
    with pytest.raises(BadPeriod):
        Period.parse(text)


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("FY2022", "FY2025", ["FY2022", "FY2023", "FY2024", "FY2025"]),
        ("FY2023", "H1 2025", ["FY2023", "FY2024", "H1 2025"]),
        ("Q3 2024", "Q1 2025", ["Q3 2024", "Q4 2024", "Q1 2025"]),
        ("2024-11", "2025-02", ["2024-11", "2024-12", "2025-01", "2025-02"]),
        ("FY2025", "FY2025", ["FY2025"]),
        (
            "2023-04-01..2024-03-31",
            "2024-04-01..2025-03-31",
            ["2023-04-01..2024-03-31", "2024-04-01..2025-03-31"],
        ),
    ],
)
def test_several_periods_follow_on_each_other(first: str, last: str, wanted: list[str]) -> None:
    """Each as long as the first, the last as it is."""
    assert [str(one) for one in stretch_of(Period.parse(first), Period.parse(last))] == wanted


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("FY2025", "FY2022"),
        ("FY2022", "Q3 2025"),
        ("H1 2025", "FY2025"),
        ("2024-12-31", "FY2025"),
        ("FY1985", "FY2025"),  # 41 years
    ],
)
def test_periods_with_a_gap_are_refused(first: str, last: str) -> None:
    """Backwards, overlapping, beginning with a day, or too many."""
    with pytest.raises(BadPeriod) as refused:
        stretch_of(Period.parse(first), Period.parse(last))
    assert refused.value.message == f"{first}..{last} are no periods that follow on each other"
    assert refused.value.hint == "like FY2022..FY2025, Q1 2025..Q4 2025 or FY2022..H1 2025, at most 40"


def test_forty_periods_are_the_most() -> None:
    """1986 to 2025 are forty years; with 1985 they would be too many (above)."""
    assert len(stretch_of(Period.parse("FY1986"), Period.parse("FY2025"))) == 40


@pytest.mark.parametrize(
    ("until", "newest"),
    [
        (None, "FY2025"),  # with the quarter it ends on one day, and is the longer
        ("2025-12-31", "FY2025"),
        ("2025-12-30", "H1 2025"),
        ("2025-06-29", None),
    ],
)
def test_the_newest_period_ended_last_and_is_the_longest(until: str | None, newest: str | None) -> None:
    """Of those that had ended by a day, the day itself included."""
    known = {Period.parse(text): text for text in ("Q4 2025", "FY2025", "H1 2025")}
    assert newest_of(known, day(until) if until else None) == newest


@pytest.mark.parametrize(
    ("on", "later", "months", "period"),
    [
        ("2025-01-31", 0, 3, "Q1 2025"),
        ("2025-01-31", 6, 6, "H2 2025"),
        ("2025-12-01", 1, 12, "FY2026"),
        ("2025-01-15", -3, 3, "Q4 2024"),
        ("2025-11-15", 0, 4, "2025-11-01..2026-02-28"),
    ],
)
def test_months_are_counted_from_that_of_a_day(on: str, later: int, months: int, period: str) -> None:
    """Of 31 January the same month is January, six later is July, three earlier the last October."""
    assert Period.months_from(day(on), later, months) == Period.parse(period)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (("2025-07-01", "2025-12-31"), "H2 2025"),
        (("2025-01-01", "2025-06-30"), "H1 2025"),
        (("2025-04-01", "2025-09-30"), "2025-04-01..2025-09-30"),
        (("2025-02-01", "2025-07-31"), "2025-02-01..2025-07-31"),
        (("2025-04-01", "2025-06-30"), "Q2 2025"),
        (("2025-10-01", "2025-12-31"), "Q4 2025"),
        (("2025-02-01", "2025-04-30"), "2025-02-01..2025-04-30"),
        (("2025-03-01", "2025-05-31"), "2025-03-01..2025-05-31"),
        (("2025-01-01", "2025-02-28"), "2M2025"),
        (("2025-01-01", "2025-11-30"), "11M2025"),
        (("2025-02-01", "2025-12-31"), "2025-02-01..2025-12-31"),
        (("2024-12-01", "2025-11-30"), "2024-12-01..2025-11-30"),
        (("2025-01-01", "2025-12-30"), "2025-01-01..2025-12-30"),
        (("2025-01-02", "2025-12-31"), "2025-01-02..2025-12-31"),
    ],
)
def test_a_stretch_is_written_as_the_market_writes_it(period: tuple[str, str], text: str) -> None:
    """Only halves, quarters and beginnings of a calendar year have names."""
    first, last = map(day, period)
    assert str(Period(first=first, last=last)) == text


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-12-31", "2026-02-28", 2),  # from month's end to month's end
        ("2025-12-31", "2026-02-27", 1),
        ("2025-01-15", "2025-02-15", 1),
        ("2025-01-15", "2025-02-14", 0),
        ("2025-01-15", "2025-01-15", 0),
        ("2024-11-15", "2026-02-15", 15),
        ("2025-02-15", "2025-01-15", -1),
        ("2025-02-15", "2025-01-14", -2),
    ],
)
def test_whole_months_between_two_days(start: str, end: str, months: int) -> None:
    """Counted on a calendar by hand."""
    assert months_between(day(start), day(end)) == months
