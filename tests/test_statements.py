"""The report of `check --file`: rows, counts, warnings and exit code of statements answered one by one."""

from __future__ import annotations

from typing import Any

import pytest
from made import company, day, fact
from test_hints import checked

from aicompare.calculators.claims.many import check_all
from aicompare.calculators.claims.rows import CheckRow
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Section, Warning
from aicompare.values.errors import NoAnswer, NoRate, Trouble
from aicompare.values.frozen import dataclass, replace

DAY, EARLIER = day("2026-10-31"), day("2026-01-31")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, which may have a fault of its own."""

    place: str
    id: str
    expression: str
    words: str | None = None
    trouble: Trouble | None = None


def asked(rates: Rates, *lines: Line, **other: Report | Trouble) -> Report:
    """Of Acme, which has US$100m; an expression may have an answer of its own."""
    acme = company(fact("cash", "2026-06-30", "US$100m"))

    def ask(expression: str) -> Report | Trouble:
        return other.get(expression) or checked(rates, expression, acme)

    return check_all("claims.txt", lines, ask, DAY)


HOLDS, WRONG = "acme.cash == US$100m", "acme.cash == US$77.7m"
OPEN, VALUE = "acme.cash > acme.revenue", "acme.cash"


def lines(*expressions: str) -> list[Line]:
    return [Line(f"claims.txt:{index}", str(index), one) for index, one in enumerate(expressions, 1)]


@pytest.mark.parametrize(
    ("expressions", "title", "failed", "undecided"),
    [
        ((HOLDS,), "1 statement: 1 hold", False, False),
        ((VALUE, HOLDS), "2 statements: 1 hold, 1 compare nothing", False, False),
        ((HOLDS, WRONG, HOLDS), "3 statements: 2 hold, 1 contradicted", True, False),
        ((OPEN, WRONG), "2 statements: 1 contradicted, 1 undecided", True, True),
        ((OPEN,), "1 statement: 1 undecided", False, True),
        (("bad", HOLDS), "2 statements: 1 hold, 1 in error", False, True),
    ],
)
def test_the_title_counts_the_verdicts_and_the_exit_code_follows(
    seven: Rates, expressions: tuple[str, ...], title: str, failed: bool, undecided: bool
) -> None:
    """Those that hold first; what is in error is undecided."""
    report = asked(seven, *lines(*expressions), bad=NoAnswer("there is none"))
    assert report.title == f"claims.txt: {title}"
    assert (report.failed, report.undecided) == (failed, undecided)
    assert (report.name, report.as_of, report.currency) == ("check", DAY, None)
    assert report.first.row_type is CheckRow


def test_a_row_says_which_line_it_is_and_what_was_asked(seven: Rates) -> None:
    """Its words, else its expression; of a line in error the code, the message and the next step."""
    report = asked(
        seven,
        Line("claims.txt:1", "first", HOLDS, "Acme has a hundred million"),
        Line("claims.txt:2", "2", HOLDS),
        Line("claims.txt:3", "3", "none", "No rate", NoRate("there is no rate", hint="say it with --on")),
        Line("claims.txt:4", "4", "none"),
        none=NoAnswer("there is no answer"),
    )
    first, second, third, fourth = report.rows
    assert (first.id, first.statement, first.verdict) == ("first", "Acme has a hundred million", "holds")
    assert (second.id, second.statement, second.expression) == ("2", HOLDS, HOLDS)
    assert (third.id, third.statement, third.expression) == ("3", "No rate", "none")
    assert (third.verdict, third.remark) == ("error", "no_rate")
    assert third.hint == "there is no rate; say it with --on"
    assert (fourth.statement, fourth.remark, fourth.hint) == ("none", "no_answer", "there is no answer")
    assert [*report.warnings] == [
        Warning("bad_line", "claims.txt:3: there is no rate; say it with --on", "3"),
        Warning("bad_line", "claims.txt:4: there is no answer", "4"),
    ]


def answer(rates: Rates, **rest: Any) -> Report:
    """Another answer to the statement that holds."""
    return replace(checked(rates, HOLDS, company(fact("cash", "2026-06-30", "US$100m"))), **rest)


def test_warnings_are_told_once_and_names_are_those_of_all(seven: Rates) -> None:
    """In the order of the lines."""
    one, two = Warning("conflict", "two figures", "acme"), Warning("older_ltm", "newer", "beta")
    report = asked(
        seven,
        *lines("a", "b", "bad"),
        a=answer(seven, warnings=[one], names={"acme": "Acme"}),
        b=answer(seven, warnings=[two, one], names={"beta": "Beta"}),
        bad=NoAnswer("there is none"),
    )
    assert [*report.warnings] == [one, two, Warning("bad_line", "claims.txt:3: there is none", "3")]
    assert report.names == {"acme": "Acme", "beta": "Beta"}


def test_the_day_is_the_newest_of_the_rows(seven: Rates) -> None:
    """Of a file of nothing but errors that of the question."""
    row = replace(answer(seven).rows[0], as_of=EARLIER)
    early = answer(seven, sections=[Section(CheckRow, [row])])
    assert asked(seven, *lines("a", "bad"), a=early, bad=NoAnswer("none")).as_of == EARLIER
    assert asked(seven, *lines("a", HOLDS), a=early).as_of == DAY
    assert asked(seven, *lines("bad"), bad=NoAnswer("none")).as_of == DAY


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (20, None),
        (21, "and 1 more line in error; its row says why"),
        (22, "and 2 more lines in error; their rows say why"),
    ],
)
def test_of_many_lines_in_error_the_rest_is_counted(seven: Rates, count: int, told: str | None) -> None:
    """Twenty are told with their places, and each has its row."""
    report = asked(seven, *lines(*["bad"] * count), bad=NoAnswer("none"))
    assert len(report.rows) == count
    assert [one.subject for one in report.warnings[:20]] == [str(index) for index in range(1, 21)]
    assert [*report.warnings[20:]] == ([Warning("bad_line", told)] if told else [])
