"""`--explain`: every number with its formula, inputs, sources, bounds, and what was passed over."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from command import here
from made import company, day, fact

import aicompare
from aicompare.calculators.catalogue import show
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.report import cash_runway
from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, STATUSES, Fact, Place
from aicompare.companies.winner import difference, strength
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render import formats_of, render
from aicompare.render.folding import cell_width
from aicompare.reports.explanation import explained
from aicompare.reports.report import Marked, PassedOver, Report, Section, Step, View, fields_of
from aicompare.values.figures import Figure
from aicompare.values.money import Money

LISTING = "2026-01-09"
WEAKER = "weaker evidence (press, not filing)"


def of_runway(dataset: Dataset, id_: str, as_of: str, currency: str | None = None) -> Report:
    """As the command does it: facts and rates only of what was published by then."""
    known, rates = dataset.at(day(as_of)), current_rates({}, day(as_of))
    report = cash_runway([known.by_id(id_)], RunwayChoice(known.as_of), rates, currency)
    return explained(report, known.by_id)


def steps(report: Report) -> dict[str, Step]:
    """Of a report of one row, by name; before it stands what its columns mean."""
    assert report.explanation is not None
    *_, row = report.explanation
    return {step.name: step for step in row.steps}


def walk(step: Step) -> Iterator[Step]:
    yield step
    for one in step.inputs:
        yield from walk(one)


def told(report: Report) -> Iterator[Step]:
    for one in report.explanation or ():
        for step in one.steps:
            yield from walk(step)


def figure(value: object) -> Figure:
    found = value.amount if isinstance(value, Money) else value
    assert isinstance(found, Figure)
    return found


@cache
def run(*arguments: str, **settings: str) -> str:
    """stdout of a command, run in this process."""
    done = here(*arguments, **settings)
    assert done.returncode in (0, 1), done.stderr  # 1 where a claim is contradicted
    return done.stdout


@cache
def asked(command: str) -> Report:
    """The answer of a command with --explain, as it is before it is written."""
    found: list[Report] = []

    def kept(report: Report, form: str, width: int | None) -> str:
        found.append(report)
        return render(report, form, width)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aicompare.render.render", kept)
        run(*shlex.split(command), "--explain")
    return found[0]


def without(report: Report) -> Report:
    """The same answer where nothing is explained."""
    return dataclasses.replace(report, explanation=None)


# --- ground truth ----------------------------------------------------------------------------


def test_months_of_minimax_as_of_its_listing(dataset: Dataset) -> None:
    """MiniMax prospectus, by hand: 1,046.2 / 28.1 = 37.23, from 1,046.15 / 28.15 to 1,046.25 / 28.05."""
    months = steps(of_runway(dataset, "minimax", LISTING))["Months, balance alone"]
    assert months.formula == "cash / burn a month"
    value = figure(months.value)
    assert value.low is not None and value.high is not None
    assert [f"{one:.2f}" for one in (value.value, value.low, value.high)] == ["37.23", "37.16", "37.30"]
    cash, burn = months.inputs
    assert cash.fact is not None and burn.fact is not None
    assert (cash.fact.reported, str(cash.fact.period)) == ("US$1,046.2m", "2025-09-30")
    assert (burn.fact.reported, str(burn.fact.period)) == ("US$28.1m", "FY2025")
    assert [one.id for one in cash.fact.sources] == [one.id for one in burn.fact.sources]
    assert [one.id for one in cash.fact.sources] == ["minimax-prospectus"]
    assert (figure(cash.value).low, figure(cash.value).high) == (Decimal("1046.15e6"), Decimal("1046.25e6"))


def test_a_ratio_is_explained_as_it_was_taken_before_any_conversion(dataset: Dataset) -> None:
    """In HKD cash is at the closing rate and burn at the average: their quotient would not be the months."""
    row = steps(of_runway(dataset, "minimax", LISTING, "HKD"))
    alone = row["Months, balance alone"]
    assert [one.fact.reported for one in alone.inputs if one.fact] == ["US$1,046.2m", "US$28.1m"]
    assert {one.value.currency for one in row["Months"].inputs if isinstance(one.value, Money)} == {"USD"}
    shown = row["Cash"]
    assert isinstance(shown.value, Money) and shown.value.currency == "HKD"
    assert shown.rate is not None and shown.rate.kind == "closing"
    assert row["Monthly burn"].rate is not None and row["Monthly burn"].rate.kind == "average"


def test_raises_that_are_counted_already_are_not_told_twice() -> None:
    """MiniMax with its own proceeds: 51.9 months are (1,322.8 + 1,211.0) / 48.8, the raise once."""
    for one in ("--raise proceeds", "--raise proceeds --raise US$100m@3"):
        row = steps(asked(f"runway minimax {one}"))
        assert [step.name for step in row["Months"].inputs].count("Equity raised since") == 1
        assert "Equity raised since" not in [step.name for step in row["Months, balance alone"].inputs]


@pytest.mark.parametrize(
    ("raised_on", "as_told", "expected"),
    [
        ("2026-06-30", "(cash + equity raised since) / burn a month", 11),
        ("2026-07-01", "(cash + equity raised since) / burn a month", 11),
        ("2026-10-10", "raised in month 10", 6),
    ],
)
def test_what_was_raised_when_the_cash_was_gone_is_no_part_of_a_quotient(
    raised_on: str, as_told: str, expected: int
) -> None:
    """Cash of 36 over 6 a month is gone at the end of June: with 30 more it is 11 months, too late 6."""
    acme = company(
        fact("cash", "2025-12-31", "=US$36m"),
        fact("liquid_investments", "2025-12-31", "=US$0m"),
        fact("monthly_burn", "2025-12", "=US$6m", balance="2025-12-31"),
        fact("raised", raised_on, "=US$30m", published="2026-10-20", status="closed", deal="a"),
    )
    report = cash_runway([acme], RunwayChoice(day("2026-10-31")), current_rates({}, None), None)
    told = steps(explained(report, lambda _: acme))["Months"]
    assert figure(told.value).value == expected
    assert as_told in told.formula


def test_a_raise_that_may_come_too_late_is_told_with_its_month() -> None:
    """Cash of 35.5 to 36.5 over 6 may be gone in June, before a raise of 30 in July: 5.9 to 11.1 months."""
    acme = company(
        fact("cash", "2025-12-31", "US$36m"),
        fact("liquid_investments", "2025-12-31", "=US$0m"),
        fact("monthly_burn", "2025-12", "=US$6m", balance="2025-12-31"),
        fact("raised", "2026-07-01", "=US$30m", published="2026-10-20", status="closed", deal="a"),
    )
    report = cash_runway([acme], RunwayChoice(day("2026-10-31")), current_rates({}, None), None)
    told = steps(explained(report, lambda _: acme))["Months"]
    value = figure(told.value)
    assert value.low is not None and value.high is not None
    assert [f"{one:.2f}" for one in (value.low, value.value, value.high)] == ["5.92", "11.00", "11.08"]
    assert "raised in month 7" in told.formula


def test_the_parts_of_an_enterprise_value_are_told_with_their_rates() -> None:
    """Zhipu, 30 September 2026: eight parts in RMB, two placings and a bond converted at their days."""
    answer = json.loads(run("multiples", "zhipu", "--ev", "--on", "2026-09-30", "--explain", "--json"))
    multiple = answer["explain"][1]["steps"][0]
    assert multiple["formula"] == "value / revenue"
    value, revenue = multiple["inputs"]
    assert len(value["inputs"]) == 8
    rates = [
        answer["rates"][one["inputs"][0]["rate"]]
        for one in value["inputs"]
        if one.get("formula", "").startswith("-") and "rate" in one["inputs"][0]
    ]
    assert [(rate["base"], rate["on"]) for rate in rates] == [
        ("HKD", "2026-07-13"), ("HKD", "2026-09-16"), ("USD", "2026-09-18"),
    ]  # fmt: skip
    assert revenue["formula"] == "full year + year to date - prior year to date"
    assert [one["fact"]["period"] for one in revenue["inputs"]] == ["FY2025", "H1 2026", "H1 2025"]


# --- what was passed over, on facts made for it ------------------------------------------------


def passed_over(used: Fact, *others: Fact) -> tuple[PassedOver, ...]:
    """Where only `used` is used."""
    from aicompare.reports.passed_over import Rivals

    return Rivals([used], [company(used, *others)]).passed_over(used)


USED = fact("revenue", "FY2025", "US$10m", "2026-03-31")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (fact("revenue", "FY2025", "US$10.1m", kind="press"), f"{WEAKER}; agrees with it"),
        (fact("revenue", "FY2025", "US$12m", kind="press"), f"{WEAKER}; contradicts it"),
        (
            fact("revenue", "FY2025", "US$8m", "2026-02-28"),
            "published earlier (2026-02-28, not 2026-03-31); contradicts it",
        ),
        (
            fact("revenue", "FY2025", "RMB 70m", "2026-02-28"),
            "published earlier (2026-02-28, not 2026-03-31); in another currency",
        ),
        (fact("revenue", "FY2025", "US$10.0m", "2026-03-31"), "earlier in its file; agrees with it"),
        (
            fact("revenue", "FY2025", "US$10.2m", "2026-04-30"),
            "published later (2026-04-30, not 2026-03-31); agrees with it",
        ),
        (fact("revenue", "FY2024", "US$5m"), "of an earlier period"),
        (fact("revenue", "H1 2026", "US$9m"), "of a later period"),
        (fact("revenue", "H2 2025", "US$6m"), "of a shorter period"),
        (fact("revenue", "2024-01-01..2025-12-31", "US$15m"), "of a longer period"),
        (fact("revenue", "FY2025", "US$3m", scope="talkie"), "of another scope"),
        (fact("revenue", "FY2025", "US$11m", label="restated"), "of another label"),
        (fact("revenue", "FY2025", "US$20m", basis="run-rate"), "on another basis"),
        (fact("revenue", "FY2025", "US$20m", deal="ipo"), "of another deal"),
        *[
            (fact("revenue", "FY2025", "US$11m", status=one), f"of status {one}, which does not compete")
            for one in STATUSES
            if one not in COMPETING
        ],
    ],
)  # fmt: skip
def test_the_reason_for_which_a_fact_is_passed_over(other: Fact, reason: str) -> None:
    """By the rule of which fact wins, or because it is not the same figure at all."""
    (one,) = passed_over(USED, other)
    assert (one.fact, one.reason, one.count) == (other, reason, 1)


def test_a_shipped_figure_gives_way_to_the_user_s_and_an_earlier_file_to_a_later() -> None:
    """Whatever its evidence."""

    def placed(layer: int, line: int = 1, *, user: bool = True) -> Fact:
        place = Place("mine.yaml", line, 1, layer)
        return dataclasses.replace(fact("revenue", "FY2025", "US$10m"), user=user, place=place)

    assert difference(placed(0, user=False), placed(1)) == "shipped, under a file of your own"
    assert difference(placed(1), placed(2)) == "from an earlier file of your own"
    assert difference(placed(1, 3), placed(1, 8)) == "earlier in its file"


def test_every_part_of_the_rule_has_its_words() -> None:
    """What decides which fact wins, and what is said of it, cannot drift apart."""
    from aicompare.companies import winner

    assert len(winner._DIFFERENCES) == len(strength(fact("revenue", "FY2025", "US$10m")))


def test_many_of_one_reason_are_told_in_a_line() -> None:
    """Five years before are one line, with how many they are and from when to when."""
    years = [fact("revenue", f"FY{year}", "US$5m") for year in range(2020, 2025)]
    (one,) = passed_over(USED, *years)
    assert (one.fact, one.count, one.reason) == (None, 5, "of an earlier period")
    assert (str(one.first), str(one.last)) == ("FY2020", "FY2024")


def test_what_an_answer_uses_is_never_passed_over(rates: Rates) -> None:
    """With --history every fact is shown, so nothing is left to pass over."""
    acme = company(
        USED, fact("revenue", "FY2025", "US$12m", kind="press"), fact("revenue", "FY2024", "US$5m")
    )
    for history, passed in ((False, 1), (True, 0)):
        report = explained(show(acme, None, day("2026-12-31"), rates, None, history=history), lambda _: acme)
        assert sum(len(step.passed_over) for step in told(report)) == passed


# --- formulas --------------------------------------------------------------------------------

ANSWERS = [
    "runway", "runway zhipu minimax --in HKD", "runway minimax --bases --as-of 2026-01-09",
    "runway minimax --sensitivity", "runway xai --raise US$1bn", "multiples", "multiples --ev --in USD",
    "multiples --group six-tigers --implied minimax --ev", "compare zhipu minimax",
    "compare openai anthropic", "convert minimax.revenue[FY2025] --to CNY,USD,HKD",
]  # fmt: skip


def numbers_of(step: dict[str, Any]) -> Decimal | None:
    """The number of a step in JSON; None of a date."""
    value = step.get("value")
    return value if isinstance(value, Decimal) else None


OPERATIONS: dict[type, Any] = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv}


def worked_out(formula: str, inputs: list[tuple[str, Decimal]]) -> Fraction | None:
    """A formula of + - x / ( ) and the names of its inputs; None of one in words.

    An input that stands for several (all with one name) is their sum.
    """
    sums: dict[str, Fraction] = {}
    for name, number in inputs:
        sums[name] = sums.get(name, Fraction(0)) + Fraction(number)
    text = formula.replace(" x ", " * ").removesuffix(" months")
    marks = {f"n{number}": name for number, name in enumerate(sorted(sums, key=len, reverse=True))}
    for mark, name in marks.items():
        text = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", mark, text, count=1)

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.BinOp():
                return Fraction(OPERATIONS[type(node.op)](value(node.left), value(node.right)))
            case ast.UnaryOp(op=ast.USub()):
                return -value(node.operand)
            case ast.Constant(value=int(number)):
                return Fraction(number)
            case ast.Name(id=mark) if mark in marks:
                return sums[marks[mark]]
        raise SyntaxError

    try:
        return value(ast.parse(text, mode="eval").body)
    except SyntaxError:
        return None


@pytest.mark.parametrize("command", ANSWERS)
def test_a_formula_worked_out_from_its_inputs_gives_the_number(command: str) -> None:
    """Every step whose formula is arithmetic on its inputs (by their names, or as metrics), to 11 digits."""
    answer = json.loads(run(*command.split(), "--explain", "--json"), parse_float=Decimal, parse_int=Decimal)
    checked = 0

    def check(step: dict[str, Any]) -> None:
        nonlocal checked
        for one in step.get("inputs", []):
            check(one)
        number = numbers_of(step)
        if number is None or "inputs" not in step or "rate" in step:
            return
        for called in (lambda one: one["name"], lambda one: "fact" in one and one["fact"]["metric"]):
            inputs = [(called(one), numbers_of(one)) for one in step["inputs"]]
            if not all(name and found is not None for name, found in inputs):
                continue
            result = worked_out(
                step["formula"], [(name, found) for name, found in inputs if found is not None]
            )
            if result is None:
                continue
            checked += 1
            slack = Fraction(abs(number)) / 10**11 + Fraction(1, 10**11)
            assert abs(result - Fraction(number)) <= slack, step["formula"]

    for row in answer["explain"]:
        for step in row["steps"]:
            check(step)
    assert checked


@pytest.mark.parametrize("command", ANSWERS)
def test_what_was_converted_is_its_original_times_its_rate(command: str) -> None:
    """Every step with a rate says what it was before, in the base of that rate."""
    answer = json.loads(run(*command.split(), "--explain", "--json"), parse_float=Decimal, parse_int=Decimal)

    def check(step: dict[str, Any]) -> None:
        for one in step.get("inputs", []):
            check(one)
        if "rate" in step and "original" in step:
            original, rate = step["original"], answer["rates"][int(step["rate"])]
            assert (original["unit"], step["unit"]) == (rate["base"], rate["quote"])
            product = original["value"] * rate["rate"]
            assert abs(product - step["value"]) <= abs(product) / 10**12
        if "fact" in step:
            assert "rate" not in step["fact"]  # as its source prints it
            assert step["fact"]["sources"]

    for row in answer["explain"]:
        for step in row["steps"]:
            check(step)


# --- as text, JSON, CSV ------------------------------------------------------------------------

EVERY = {
    "list": "list", "show": "show zhipu", "compare": "compare zhipu minimax", "runway": "runway",
    "multiples": "multiples --ev --group six-tigers", "convert": "convert '15bn CNY' --to USD,CNY",
    "rates": "rates USD --on 2025-12-31", "sources": "sources", "metrics": "metrics",
    "value": "value zhipu --peers minimax,tencent,iflytek",
    "allocate": "allocate zhipu", "burn-multiple": "burn-multiple minimax",
    "audit": "audit --source article-004", "find": "find fair value loss",
    "diff": "diff 2026-06-30 2026-10-31 minimax", "status": "status --today 2026-11-28",
    "read": "read tests/golden/runway-given.txt",
    "check": "check 'minimax.cash_balance / minimax.monthly_burn == 37' --as-of 2026-01-09",
}  # fmt: skip


def test_every_command_that_answers_can_explain() -> None:
    """All but those that are no reports, or that write; those that stand here are all there are."""
    plain = {"schema", "describe", "help", "mcp"}
    plain |= {"add", "import", "init", "export", "report", "update"}  # which say what they wrote
    plain |= {"validate"}  # which tells of places and words
    shown = set(re.findall(r"^  ([a-z-]+) ", run("--help").split("Commands:\n")[1], re.MULTILINE))
    assert shown - plain - EVERY.keys() == set()


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_the_explanation_follows_the_table_and_changes_nothing_else(command: str) -> None:
    """What stands before it is the answer with --sources: it points at them."""
    numbered = replace(without(asked(command)), view=View(sources="all"))
    plain, explaining = (render(one, "table", 80) for one in (numbered, asked(command)))
    head, said, tail = explaining.partition("\nHow each number comes about\n\n")
    assert said and tail.strip()
    assert plain.startswith(head)


def unfolded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("command", ["runway minimax", "compare zhipu minimax", "multiples zhipu --ev"])
def test_no_digit_is_cut_at_any_width(command: str) -> None:
    """At 40, 80 and 200 columns the explanation says the same words but for the marks, which count what is
    shown, and no line that can be broken is wider than the screen."""
    found = set()
    for width in (40, 80, 200):
        text = render(asked(command), "table", width)
        part = re.split(r"\n(?:! |Rates|Sources|Scale)", text.partition("How each number")[2])[0]
        found.add(re.sub(r"\[[0-9a-zCPD,]+\]", "", unfolded(part)))
        for line in part.splitlines():
            assert cell_width(line) <= width or len(line.split()) == 1, line
    assert len(found) == 1


@pytest.mark.parametrize("command", ["runway minimax", "compare zhipu minimax", "multiples zhipu --ev"])
def test_every_number_of_the_explanation_has_its_bounds(command: str) -> None:
    """`37.2, between 37.16 and 37.30`; or it is exact, open on a side, a count or a date."""
    text = unfolded(render(asked(command), "markdown", None))
    part = text.partition("How each number comes about")[2].partition(" - ! ")[0]
    heads = [
        line for line in part.split(" - ") if re.match(r"[^:=]+: [≥≤~(]*(?:[A-Z]{2,3}\$? ?)?[\d(]", line)
    ]
    assert len(heads) > 5
    for head in heads:
        if not re.search(r": \d{4}-\d\d-\d\d|Days apart|^not used: \d+ o[fn] ", head):
            assert re.search(r"between|exactly|open (above|below)|exact but", head), head


@pytest.mark.parametrize("command", EVERY.values(), ids=EVERY)
def test_json_holds_the_same_tree(command: str) -> None:
    """Every step that the text tells stands in `explain`, in the same order."""
    answer = json.loads(render(asked(command), "json", None))
    assert "explain" not in json.loads(render(without(asked(command)), "json", None))
    markdown = render(asked(command), "markdown", None).replace("\\", "")
    lines = markdown.partition("How each number comes about")[2].splitlines()
    at = 0
    for row in answer["explain"]:
        assert {"part", "steps"} <= row.keys() <= {"part", "row", "steps"}
        for step in row["steps"]:
            at = next(n for n, line in enumerate(lines) if n >= at and f"- {step['name']}: " in line) + 1
    assert bool(answer["explain"]) is (command != EVERY["read"])


MORE = [
    "status zhipu minimax --today 2026-11-28",
    "allocate zhipu minimax --in USD", "allocate 'CNY 15bn' models=80% rest=20% --in USD",
    "show minimax --history", "runway zhipu --raise US$1bn@3 --with-debt --burn-growth 5%",
    "convert --implied '53.437m USD' '376m CNY'", "runway zhipu --revenue US$10m --revenue-growth 5%",
    "multiples zhipu --valuation US$5bn", "rates USD/CNY --average FY2025",
]  # fmt: skip


@pytest.mark.parametrize("command", [*EVERY.values(), *ANSWERS, *MORE])
def test_every_number_says_how_it_comes_about(command: str) -> None:
    """By a formula, or by the figure that a source prints: a calculator to come cannot forget it."""
    report = asked(command)
    shown = render(without(report), "table", 1000)
    for section in report.sections:
        if section.instead_of or section.repeats:  # its numbers are those of the rows, or of another part
            continue
        name = section.name or section.title
        steps = [step for row in report.explanation or () if row.part == name for step in row.steps]
        assert all(step.formula or step.fact or step.rate for step in steps), command
        numbers = {one for one in numbers_in(section) if one in shown}
        assert numbers <= {step.name for step in steps}, name


NUMBERS = (Figure, Money, Decimal, int, Marked)
PLACES = {"Line", "Column"}  # where something stands is no figure


def numbers_in(section: Section) -> set[str]:
    """The titles of the columns in which a row has a number that is neither a fact nor derived."""
    columns = [(one.name, one.column) for one in fields_of(section.row_type) if one.column]
    return {
        column.title
        for name, column in columns
        for row in section.rows
        if isinstance(value := getattr(row, name), NUMBERS) and not isinstance(value, bool)
        if column.look != "bar"
    } - PLACES


def test_sources_and_rates_of_the_explanation_are_in_the_json(dataset: Dataset) -> None:
    """Those of facts that were passed over too, so that every id can be looked up."""
    answer = json.loads(run("runway", "minimax", "--as-of", LISTING, "--explain", "--json"))
    assert {"office369-2025-12", "idea2003-2025-12", "xbjpep-2025-12"} <= answer["sources"].keys()

    def ids(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value.get("sources") or () if "reported" in value else ()
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from ids(one)

    assert set(ids(answer["explain"])) <= answer["sources"].keys()


def test_csv_says_where_the_explanation_is() -> None:
    """A row of CSV has no room for a tree: the answer is the same, and stderr names JSON."""
    plain = run("runway", "minimax", "--format", "csv")
    done = here("runway", "minimax", "--format", "csv", "--explain")
    assert done.stdout == plain
    assert "note: CSV holds the rows alone; --json has how each number comes about" in done.stderr


def test_programs_get_the_same_tree_and_notebooks_nested_lists() -> None:
    """`data.explained(answer)` is `--explain`; in HTML every step stands in the item it goes into."""
    data = aicompare.load(as_of=LISTING)
    plain = aicompare.runway(data, ["minimax"])
    answer = data.explained(plain)
    assert "explain" not in plain.to_dict()
    assert (
        answer.to_dict()["explain"][1]["steps"][0]["formula"] == "(cash + equity raised since) / burn a month"
    )
    assert answer.to_json() == run("runway", "minimax", "--as-of", LISTING, "--explain", "--json")
    depth, deepest = [], 0

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            nonlocal deepest
            assert tag != "ul" or not depth or depth[-1] in ("li", "details", "div")
            depth.append(tag)
            deepest = max(deepest, depth.count("ul"))

        def handle_endtag(self, tag: str) -> None:
            assert depth.pop() == tag

    Parser().feed(answer._repr_html_())
    assert (depth, deepest) == ([], 4)


def test_a_difference_of_percentages_is_explained_in_points() -> None:
    """Margins of 26.37723 to 26.37738% and 17.8535 to 17.8546%: 8.52268 to 8.52383 apart, rounded outward."""
    text = run("compare", "zhipu", "minimax", "--metric", "gross_margin", "--explain")
    assert "Difference: +8.5 pt, between 8.5226 pt and 8.5239 pt" in text


def test_where_nothing_is_computed_it_says_so() -> None:
    """`find` of what is in no fact shows names and words."""
    assert "No number here is computed or printed by a source." in run("find", "moonshot ai", "--explain")


@pytest.mark.parametrize("form", [form for form in formats_of("runway") if form not in ("svg", "png")])
def test_an_explanation_is_the_same_each_time(dataset: Dataset, form: Any) -> None:
    """The same data and arguments give the same bytes."""
    first, second = (render(of_runway(dataset, "zhipu", LISTING), form, 80) for _ in range(2))
    assert first == second


def test_what_was_typed_is_said_to_be_given() -> None:
    """An amount of the user's own has no source; it is explained all the same."""
    text = run("runway", "--cash", "US$10m", "--burn", "US$2m", "--explain")
    assert "as you gave it" in text
    assert "Months: 5, exactly" in text  # 10 / 2: what is typed as a premise is exact


def test_the_user_s_own_figure_and_what_it_stands_over(tmp_path: Any) -> None:
    """A file of the user's own wins, and the shipped figure is told with that reason."""
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "sources:\n  own: {title: Mine, publisher: Me, published: 2026-10-01, kind: company}\n"
        "companies:\n  minimax:\n    facts:\n"
        '    - {metric: revenue, period: FY2025, value: "US$80m", source: own}\n'
    )
    text = unfolded(run("show", "minimax", "revenue", "--data", str(mine), "--explain"))
    assert "printed US$80m in [" in text and f"{mine}:6" in text
    assert re.search(r"not used: US\$79.038m, .*?: shipped, under a file of your own; contradicts it", text)


def test_the_time_gone_by_stands_between_months_and_months_left() -> None:
    """3 months and 9 of 31 days, with bounds that differ in the 34th digit at most."""
    (row,) = json.loads(run("runway", "minimax", "--as-of", LISTING, "--json"), parse_float=Decimal)["data"]
    for lasts in (row, row["balance_alone"]):
        elapsed = lasts["months"]["value"] - lasts["months_left"]["value"]
        assert abs(elapsed - (3 + Decimal(9) / 31)) < Decimal("1e-12")
    assert row["balance_alone"]["cash_out_date"] == str(date(2028, 10, 31))


def test_companies_of_the_answer_are_all_that_is_looked_at(dataset: Dataset) -> None:
    """Facts of a company that is not in the answer are no rivals."""
    stranger = Company("other", "Other", "USD", (fact("revenue", "FY2025", "US$99m", company="other"),))
    assert passed_over(USED, *stranger.facts) == ()


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("zhipu.listed == 2026-01-08", "Computed: 2026-01-08, exactly"),
        ("zhipu.founded", "Computed: 2019, exactly"),
    ],
)
def test_a_day_and_a_year_are_explained_as_such(statement: str, shown: str) -> None:
    """Not as the number of the day in the calendar, and without a comma in the year."""
    assert shown in run("check", statement, "--explain").splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "multiples zhipu minimax --layout comps",
        "multiples zhipu --history monthly",
        "multiples minimax --at US$20bn",
        "multiples zhipu --basis ntm",
        "multiples zhipu --implied minimax",
        "value zhipu --needs",
        "runway minimax --needs 24",
        "runway minimax --bases",
        "compare zhipu minimax --period FY2024,FY2025",
    ],
)
def test_every_view_is_explained(line: str) -> None:
    """Also where it is another page than that of its command."""
    done = here(*line.split(), "--explain")
    assert done.returncode == 0 and "How each number comes about" in done.stdout
