"""A workbook recalculates: every number of its answer is a formula over what was printed."""

from __future__ import annotations

import json
import re
import shlex
import string
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import here
from spreadsheet import Place, Workbook, as_number, recalculated

import aicompare as library
from aicompare.files import write_whole

# Command line, and whether every quantity of its JSON stands in the sheet Answer.
ANSWERS: Mapping[str, str] = {
    "runway": "runway minimax",
    "several": "runway minimax zhipu",
    "bases": "runway minimax --bases",
    "growing": "runway minimax --burn-growth 5%",
    "shrinking": "runway zhipu --burn-growth -2%",
    "late": "runway minimax --raise US$300m@30 --raise US$50m@2 --with-debt --burn-growth 3%",
    "revenue": "runway minimax --revenue US$10m --revenue-growth 12%",
    "hires": "runway minimax --hire US$2m@3 --hire US$3m@9 --one-off US$40m@5 --raise-lead 6",
    "hiring": "runway minimax --revenue US$20m --revenue-growth 15% --hire US$4m@4 --one-off US$40m@5",
    "gone": "runway minimax --cash-basis stated",
    "lead": "runway minimax --raise-lead 6",
    "alive": "runway minimax --revenue US$10m --revenue-growth 8%",
    "dead": "runway minimax --revenue US$2m --revenue-growth 5%",
    "sought": "runway minimax --needs 36",
    "typed": "runway minimax --cash US$600m --burn US$30m",
    "grid": "runway zhipu --sensitivity",
    "multiples": "multiples zhipu minimax openai anthropic alibaba tencent iflytek cohere",
    "enterprise": "multiples zhipu minimax --ev",
    "ahead": "multiples zhipu minimax --basis ntm",
    "comps": "multiples zhipu minimax tencent alibaba --layout comps",
    "implied": "multiples tencent alibaba iflytek sensetime --implied minimax",
    "value": "value minimax",
    "targets": "value zhipu",
    "needs": "value zhipu --needs",
    "exit": "value minimax --exit-revenue US$2bn --exit-multiple 8x --exit-years 5 --exit-return 30%",
    "allocate": "allocate zhipu minimax",
    "split": "allocate '15bn CNY' models=80% rest=20%",
    "thirds": "allocate '100.01 USD' a=1 b=1 c=1 --in HKD",
    "compare": "compare zhipu minimax",
    "three": "compare zhipu minimax stepfun --in CNY",
    "trend": "compare zhipu minimax --period FY2024,FY2025",
    "own": "compare zhipu minimax --row 'cash a head = cash / employees'",
    "past": "multiples zhipu --history monthly",
    "sorted": "multiples --group six-tigers --sort multiple:desc --top 3",
    "fractions": "allocate '100 EUR' a=1/3 b=2/3 --round-to 1",
    "show": "show minimax",
    "facts": "show zhipu revenue --in USD",
}
CLOSE = 1e-9
LETTERS = string.ascii_uppercase


class Written(dict[str, Path]):
    """The workbook of each answer, written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __missing__(self, name: str) -> Path:
        self[name] = file = self.folder / f"{name}.xlsx"
        done = here(*shlex.split(ANSWERS[name]), "-o", str(file))
        assert (done.returncode, done.stdout) == (0, ""), (name, done.stderr)
        return file


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(tmp_path_factory.mktemp("workbooks"))


@cache
def answered(line: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(here(*shlex.split(line), "--json").stdout)
    return answer


def quantities(value: Any) -> Iterator[float]:
    """Every number of JSON that is a quantity's value, with `as_number` of days."""
    if isinstance(value, dict):
        if {"value", "low", "high", "unit"} <= value.keys() and isinstance(value["value"], int | float):
            yield value["value"]
        for inner in value.values():
            yield from quantities(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quantities(inner)


def is_close(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= CLOSE * max(abs(one), abs(other))
    return bool(one == other)


def cached(file: Path) -> Mapping[Place, Any]:
    """What every cell is said to come to."""
    book = openpyxl.load_workbook(file, data_only=True)
    return {
        (sheet.title, cell.coordinate): as_number(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


# --- it recalculates ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ANSWERS)
def test_every_formula_comes_to_the_number_that_stands_in_its_cell(name: str, written: Written) -> None:
    """Worked out from the text of the formulas alone."""
    book, told = Workbook(written[name]), cached(written[name])
    wrong = {
        place: (book.cells[place], book.value(place), told[place])
        for place in book.formulas()
        if not is_close(book.value(place), told[place])
    }
    assert not wrong


def test_libreoffice_comes_to_the_same_numbers(written: Written, tmp_path: Path) -> None:
    """Another engine, made to calculate every formula anew on loading."""
    files = [written[name] for name in ANSWERS]
    for file, anew in zip(files, recalculated(files, tmp_path), strict=True):
        before, after = cached(file), cached(anew)
        formulas = [*Workbook(file).formulas()]
        assert formulas
        wrong = {place: (before[place], after.get(place)) for place in formulas}
        wrong = {place: pair for place, pair in wrong.items() if not is_close(*pair)}
        assert not wrong, file.name


@pytest.mark.parametrize("name", ANSWERS)
def test_the_sheet_answer_holds_the_numbers_of_json(name: str, written: Written) -> None:
    """Each formula there is a quantity of the answer, to a billionth."""
    answer = answered(ANSWERS[name])
    known = [abs(number) for number in quantities(answer)] + [rate["rate"] for rate in answer["rates"]]
    days = set(_days(answered(ANSWERS[name])))
    book = Workbook(written[name])
    for place in book.formulas():
        if place[0] != "Answer" or place[1] == "A2":
            continue
        number = book.value(place)
        if isinstance(number, str):
            told = re.fullmatch("–|not burning|more than [0-9]+", number)
            assert told or number.replace(" ", "_") in json.dumps(answer).replace(" ", "_"), (place, number)
            continue
        near = any(is_close(abs(number), one) for one in known)
        assert near or number in days or _is_count(number, answered(ANSWERS[name])), (place, number)


def _days(value: Any) -> Iterator[int]:
    from datetime import datetime

    for text in json.dumps(value).split('"'):
        if len(text) == 10 and text[4:5] == text[7:8] == "-" and text[:4].isdigit():
            yield as_number(datetime.fromisoformat(text))


def _is_count(number: float, answer: Any) -> bool:
    rows = [*answer.get("statistics", []), *answer["data"]]
    keys = ("count", "not_meaningful", "profitable_month")
    return any(f'"{key}": {int(number)}' in json.dumps(row) for row in rows for key in keys)


@pytest.mark.parametrize(
    ("name", "part"),
    [("runway", "data"), ("multiples", "data"), ("multiples", "statistics"), ("value", "data")],
)
def test_no_quantity_of_json_is_left_out(name: str, part: str, written: Written) -> None:
    """Every one that a row says itself."""
    book = Workbook(written[name])
    there = [book.value(place) for place in book.formulas() if place[0] == "Answer"]
    for row in answered(ANSWERS[name])[part]:
        row = {key: one for key, one in row.items() if key not in ("multiples", "months_elapsed")}
        for number in quantities(row):
            assert any(is_close(number, one) for one in there if not isinstance(one, str)), (row, number)


@pytest.mark.parametrize("name", ANSWERS)
def test_only_counts_and_days_of_the_answer_are_no_formulas(name: str, written: Written) -> None:
    """A number that was put there would not move."""
    for place, value in Workbook(written[name]).cells.items():
        if place[0] == "Answer" and not isinstance(value, str):
            assert isinstance(value, int), (place, value)


# --- a changed input ---------------------------------------------------------------------------

_OVERLAY = """\
sources:
  mine: {{title: A guess, publisher: Me, published: 2026-10-01, kind: filing}}
companies:
  {company}:
    facts:
      - {{metric: {metric}, period: {period}, value: "={value}", source: mine{more}}}
"""
_OF_JPMORGAN = ", label: jpmorgan, status: forecast"
# Answer, what is changed in it, to what, and the same as a file of one's own.
CHANGES = [
    ("runway", "(US$293.031m)", -350e6, ("minimax", "adjusted_net_profit", "H1 2026", "US$ -350m", "")),
    ("growing", "US$1,322.8m", 900e6, ("minimax", "cash_balance", "2026-06-30", "US$900m", "")),
    ("revenue", "US$1,322.8m", 900e6, ("minimax", "cash_balance", "2026-06-30", "US$900m", "")),
    ("multiples", "US$116.573m", 250e6, ("minimax", "revenue", "H1 2026", "US$250m", "")),
    ("comps", "US$116.573m", 250e6, ("minimax", "revenue", "H1 2026", "US$250m", "")),
    ("value", "US$116.573m", 250e6, ("minimax", "revenue", "H1 2026", "US$250m", "")),
    # The least, the middle and the greatest become another figure.
    ("targets", "HK$1,600", 1000, ("zhipu", "target_price", "2026-07-22", "HK$1,000", _OF_JPMORGAN)),
    ("targets", "HK$2,410", 100, ("zhipu", "share_price", "2026-06-22", "HK$100", ", label: close")),
    ("compare", "US$116.573m", 250e6, ("minimax", "revenue", "H1 2026", "US$250m", "")),
    ("show", "US$116.573m", 250e6, ("minimax", "revenue", "H1 2026", "US$250m", "")),
    # What changes its kind with a sign or a size: words, days and counts move too.
    ("gone", "US$1,322.8m", -2e9, ("minimax", "cash_balance", "2026-06-30", "US$ -2bn", "")),
    ("lead", "US$1,322.8m", 200e6, ("minimax", "cash_balance", "2026-06-30", "US$200m", "")),
    ("several", "(RMB 3,374.057m)", -60e9, ("zhipu", "operating_cash_flow", "H1 2026", "RMB -60bn", "")),
    ("enterprise", "US$1,322.8m", 20e9, ("minimax", "cash_balance", "2026-06-30", "US$20bn", "")),
    ("alive", "US$1,322.8m", -1.1e9, ("minimax", "cash_balance", "2026-06-30", "US$ -1.1bn", "")),
    ("dead", "US$1,322.8m", 9e9, ("minimax", "cash_balance", "2026-06-30", "US$9bn", "")),
]


def _input_at(file: Path, printed: str) -> Place:
    cells = Workbook(file).cells
    (row,) = (place[1][1:] for place, value in cells.items() if place[:1] == ("Inputs",) and value == printed)
    return "Inputs", f"D{row}"


def _laid_over(name: str, change: tuple[str, ...], folder: Path) -> Path:
    """The workbook of the answer with that figure in a file of one's own."""
    company, metric, period, value, more = change
    own, file = folder / f"{name}.yaml", folder / f"{name}-over.xlsx"
    own.write_text(_OVERLAY.format(company=company, metric=metric, period=period, value=value, more=more))
    done = here(*shlex.split(ANSWERS[name]), "--data", str(own), "-o", str(file))
    assert done.returncode == 0, done.stderr
    return file


def _by_row(told: Mapping[Place, Any]) -> dict[tuple[str, str], Any]:
    """The numbers and words of status by the first words of their row, as rows may change their order."""
    found = {
        (str(told.get(("Answer", f"A{cell.lstrip(LETTERS)}"))), cell.rstrip("0123456789")): value
        for (sheet, cell), value in told.items()
        if sheet == "Answer" and cell[0] != "A"
    }
    return {
        key: value
        for key, value in found.items()
        if isinstance(value, int | float) or key[0] in ("Status", "Band")
    }


@pytest.mark.parametrize(
    ("name", "printed", "to", "change"), CHANGES, ids=[f"{one[0]} {one[1]}" for one in CHANGES]
)
def test_a_changed_input_moves_the_answer_to_where_a_file_of_ones_own_would(
    name: str, printed: str, to: float, change: tuple[str, ...], written: Written, tmp_path: Path
) -> None:
    """Cell for cell, and the first sheet says that figures differ."""
    book = Workbook(written[name], {_input_at(written[name], printed): to})
    wanted = _by_row(cached(_laid_over(name, change, tmp_path)))
    found = _by_row({place: book.value(place) for place in book.cells})
    assert not {key: (found[key], value) for key, value in wanted.items() if not is_close(found[key], value)}
    assert "figures differ from the answer: see Checks." in book.value(("Answer", "A2"))
    assert "changed" in [book.value(place) for place in book.formulas() if place[0] == "Checks"]


def test_libreoffice_moves_it_to_the_same_place(written: Written, tmp_path: Path) -> None:
    """One blue cell typed anew, saved, and opened by the other engine."""
    files, wanted = [], {}
    for number, (name, printed, to, change) in enumerate(CHANGES):
        book = openpyxl.load_workbook(written[name])
        sheet, cell = _input_at(written[name], printed)
        book[sheet][cell] = to
        files.append(tmp_path / f"{number}-{name}.xlsx")
        book.save(files[-1])
        wanted[files[-1].name] = _by_row(cached(_laid_over(name, change, tmp_path)))
    for file in recalculated(files, tmp_path):
        found = _by_row(cached(file))
        wrong = {key: (found[key], value) for key, value in wanted[file.name].items()}
        assert not {place: pair for place, pair in wrong.items() if not is_close(*pair)}, file.name


# --- what it says ------------------------------------------------------------------------------


def test_points_are_not_written_as_a_percentage(written: Written) -> None:
    """Zhipu's margin is 8.5 percentage points above MiniMax's, which is not 8.5% more."""
    sheet = openpyxl.load_workbook(written["compare"])["Answer"]
    (row,) = (row for row in sheet.iter_rows() if row[0].value == "Gross margin")
    assert [cell.number_format for cell in row[2:4]] == ["0.0%", "0.0%"]
    assert row[5].number_format == '+0.0%" pt";-0.0%" pt";0.0%" pt"'


def test_a_fact_is_a_line_of_inputs_with_all_that_is_known_of_it(written: Written) -> None:
    """As printed, value, bounds, unit, period, source, day, link, note; the value is blue, with a comment.

    MiniMax prints US$1,322.8m of 30 June 2026 in its interim results, so 1,322.75m to 1,322.85m.
    """
    sheet = openpyxl.load_workbook(written["runway"])["Inputs"]
    (row,) = (row for row in sheet.iter_rows() if row[2].value == "US$1,322.8m")
    told = [cell.value for cell in row]
    assert told[:8] == [
        "MiniMax", "Cash balance", "US$1,322.8m", 1322800000, 1322750000, 1322850000, "USD", "2026-06-30",
    ]  # fmt: skip
    assert told[8].endswith("Interim results, six months to 30 June 2026, MiniMax Group Inc., HKEXnews")
    assert told[9] == "2026-08-26"
    assert str(told[11]).startswith("https://www1.hkexnews.hk/")
    assert told[12].startswith("Company definition")
    assert row[3].font.color.rgb == "FF0000FF"
    assert "MiniMax, Cash balance, 2026-06-30: printed US$1,322.8m" in row[3].comment.text


@pytest.mark.parametrize("name", ["value", "targets", "needs", "multiples", "enterprise", "comps", "compare"])
def test_every_input_of_an_answer_that_rests_on_facts_is_a_fact(name: str, written: Written) -> None:
    """With its company, its print, its period and its source."""
    sheet = openpyxl.load_workbook(written[name])["Inputs"]
    for company, _, printed, *_, period, source in sheet.iter_rows(min_row=4, max_col=9, values_only=True):
        assert company and printed != "of the calculation" and period and source


@pytest.mark.parametrize("name", ANSWERS)
def test_every_input_and_every_rate_has_a_comment(name: str, written: Written) -> None:
    """And nothing else has; openpyxl reads them back."""
    book = openpyxl.load_workbook(written[name])
    column = {"Inputs": "D", "Rates": "C"}
    for sheet in book:
        commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
        letter = column.get(sheet.title)
        values = (
            {cell.coordinate for cell in sheet[letter][3:] if cell.value is not None} if letter else set()
        )
        assert commented == values, sheet.title


def test_the_formulas_are_those_of_the_explanation(written: Written) -> None:
    """LTM is full year + year to date - prior; a conversion is times its rate; quartiles are QUARTILE.INC."""
    formulas = [
        str(value) for value in Workbook(written["multiples"]).cells.values() if str(value)[:1] == "="
    ]
    cell = r"Inputs!\$D\$\d+"
    assert any(re.fullmatch(f"={cell}\\+{cell}-{cell}", one) for one in formulas)
    assert any(re.search(r"\*Rates!\$C\$\d+$", one) for one in formulas)
    cells = r"Workings!\$B\$\d+:\$B\$\d+"
    quartile = rf'=IF\(COUNT\({cells}\)=0,"–",_xlfn\.QUARTILE\.INC\({cells},1\)\)'
    assert any(re.fullmatch(quartile, one) for one in formulas)


def test_a_growing_burn_is_a_schedule_month_by_month(written: Written) -> None:
    """Month 1 burns what a month burnt, each further one 5% more; what is left goes on to the next."""
    book = Workbook(written["growing"])
    burns = [book.value(("Months", f"E{row}")) for row in (10, 11, 12)]
    assert burns[1] / burns[0] == pytest.approx(1.05)
    assert burns[2] / burns[0] == pytest.approx(1.05**2)
    assert book.value(("Months", "B11")) == pytest.approx(book.value(("Months", "H10")))


def _in_its_format(number: float, written: str) -> float:
    """The number that a cell shows: rounded to the decimals of its format, in its unit."""
    decimals = len(re.findall(r"0\.(0+)", written)[0]) if "0.0" in written else 0
    unit = 1000.0 ** len(re.findall(r"0(,+)", written)[0]) if "0," in written else 1.0
    unit = 0.01 if "%" in written else unit
    return round(number / unit, decimals) * unit


@pytest.mark.parametrize("name", ANSWERS)
def test_what_stands_behind_a_sign_is_a_true_bound(name: str, written: Written) -> None:
    """A format rounds to the nearest: `≥` stands only before what it shows to the last digit."""
    told = cached(written[name])
    cells = (cell for sheet in openpyxl.load_workbook(written[name]) for row in sheet for cell in row)
    for cell in (one for one in cells if re.match('"[≥≤] ', one.number_format)):
        number = told[cell.parent.title, cell.coordinate]
        assert is_close(_in_its_format(number, cell.number_format), number), cell


def _of_checks(file: Path, figure: str) -> tuple[Any, ...]:
    """Low, high, now and as answered, and the format of now."""
    sheet = openpyxl.load_workbook(file, data_only=True)["Checks"]
    (row,) = (row for row in sheet.iter_rows() if row[0].value == figure)
    return (*(cell.value for cell in row[1:4]), row[3].number_format)


def test_what_is_open_on_one_side_is_about_so_much_and_checks_has_its_bounds(written: Written) -> None:
    """MiniMax's EV counts no debt that is not known. At HK$250.195 a share of 349,235,307.5 at 0.1274482 US$
    per HK$, US$133.65m of loans, less 1,322.85m of cash and 1,211.0m raised, it is 8,735.7m at least; the
    cell has the middle, 8,736.1m.
    """
    low, high, now, shown = _of_checks(written["enterprise"], "MiniMax, Value")
    assert (round(low / 1e6, 1), high, round(now / 1e6, 1)) == (8735.7, "open", 8736.1)
    assert shown == '"~""US$"#,##0.0,,"m";"~"("US$"#,##0.0,,"m")'


def test_a_statistic_that_is_not_known_to_two_digits_is_about_so_much(written: Written) -> None:
    """The least of 151.1x and of 52.8x at least lies between both."""
    sheet = openpyxl.load_workbook(written["enterprise"])["Answer"]
    (head,) = (row for row in sheet.iter_rows() if row[0].value == "Group")
    (least,) = (cell.column for cell in head if cell.value == "Min")
    assert sheet.cell(head[0].row + 1, least).number_format == '"~"0.0"×"'


def test_a_ratio_to_what_is_at_least_so_much_is_about_so_much(written: Written) -> None:
    """Zhipu's US$1.8bn over MiniMax's US$800m at least is anything from 0 to 2.3; that is as printed."""
    assert _of_checks(written["compare"], "ARR or run-rate, Ratio")[2:] == (2.25, '"~"0.0"×"')
    assert _of_checks(written["compare"], "ARR or run-rate, MiniMax")[3].startswith('"≥ ""US$"#,##0.0,,"m"')


def test_the_paper_and_the_panes(written: Written) -> None:
    """The answer prints on one page, every sheet keeps its head in sight."""
    for name in ("runway", "growing", "multiples", "show"):
        book = openpyxl.load_workbook(written[name])
        paper = book["Answer"].page_setup
        assert (paper.fitToHeight or 1, paper.fitToWidth or 1) == (1, 1)
        assert book["Answer"].sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.freeze_panes for sheet in book if sheet.title in ("Answer", "Inputs", "Checks"))
        assert {"Answer", "Inputs", "Rates", "Checks", "Sources"} <= {*book.sheetnames}


@pytest.mark.parametrize("sheet", ["Inputs", "Rates", "Workings", "Checks", "Sources"])
def test_words_keep_off_the_numbers_before_them(sheet: str, written: Written) -> None:
    """Which stand at the right of their column, as their titles do."""
    _, _, head, *rows = openpyxl.load_workbook(written["enterprise"])[sheet].iter_rows()
    behind = [
        one.column - 1
        for before, one in pairwise(head)
        if before.alignment.horizontal == "right" and one.alignment.horizontal == "left"
    ]
    assert behind
    cells = [row[place] for row in (head, *rows) for place in behind if row[place].value]
    assert all(cell.alignment.indent == 1 for cell in cells)


@pytest.mark.parametrize("sheet", ["Inputs", "Sources"])
def test_no_address_runs_under_what_stands_behind_it(sheet: str, written: Written) -> None:
    """It has room in its column, or nothing behind it; the link itself is whole."""
    found = openpyxl.load_workbook(written["enterprise"])[sheet]
    links = [cell for row in found.iter_rows() for cell in row if cell.hyperlink]
    assert links
    for cell in links:
        has_room = len(cell.value) <= found.column_dimensions[cell.column_letter].width
        assert has_room or cell.column == found.max_column
        assert cell.hyperlink.target.startswith(cell.value.removesuffix("…"))


def test_the_same_answer_is_the_same_bytes(written: Written, tmp_path: Path) -> None:
    """However often, and by the library as by the command line."""
    again = tmp_path / "again.xlsx"
    here("runway", "minimax", "-o", str(again))
    assert again.read_bytes() == written["runway"].read_bytes()
    assert library.runway(library.load(), "minimax").to_xlsx() == again.read_bytes()


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "@SUM(A1)", "-2", '=HYPERLINK("http://x.example","x")', "{=1}"]
)
def test_no_name_of_the_data_becomes_a_formula(name: str, tmp_path: Path) -> None:
    """Of a company, a source or a note; nor a link of one that is no address of the web."""
    own, file = tmp_path / "own.yaml", tmp_path / "own.xlsx"
    own.write_text(
        f"sources:\n  mine: {{title: '{name}', publisher: '{name}', published: 2026-01-31, kind: company,"
        f" url: 'https://example.org/{name}'}}\n"
        f"companies:\n  acme:\n    name: '{name}'\n    currency: USD\n    facts:\n"
        f"      - {{metric: cash, period: 2025-12-31, value: '=US$36m', source: mine, note: '{name}'}}\n"
        f"      - {{metric: monthly_burn, period: 2025-12, value: '=US$3m', source: mine,"
        f" balance: 2025-12-31}}\n".replace('"', '"'),
        encoding="utf-8",
    )
    done = here("runway", "acme", "--data", str(own), "-o", str(file))
    if done.returncode == 2:  # a name that the data file refuses itself
        assert not file.exists()
        return
    book = Workbook(file)
    assert book.value(("Answer", "B6")) == "runs out"
    assert name not in [book.cells[place] for place in book.formulas()]
    texts = zipfile.ZipFile(file).read("xl/sharedStrings.xml").decode()
    assert name.replace('"', "&quot;") in texts or name in texts


# --- where it goes -----------------------------------------------------------------------------


def test_what_has_no_workbook_says_which_answers_have_one(tmp_path: Path) -> None:
    """Nothing is written, and the help does not offer it."""
    done = here("list", "-o", str(tmp_path / "list.xlsx"))
    assert done.returncode == 2
    assert "list has no xlsx; xlsx is of compare, multiples" in done.stderr
    assert not [*tmp_path.iterdir()]
    assert "xlsx" not in here("list", "-h").stdout
    assert "xlsx" in here("runway", "-h").stdout


def test_a_workbook_does_not_go_to_a_screen() -> None:
    """It is bytes; the message says how it gets into a file."""
    done = here("runway", "minimax", "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "xlsx is for files; add -o answer.xlsx" in done.stderr


def test_a_file_of_the_answer_is_not_written_over(tmp_path: Path) -> None:
    """Whatever its ending."""
    own = tmp_path / "own.xlsx"
    own.write_bytes(b"sources: {}\n")
    done = here("runway", "minimax", "--data", str(own), "-o", str(own))
    assert done.returncode == 2
    assert own.read_bytes() == b"sources: {}\n"


def test_a_workbook_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """A folder that is none: a message, no traceback."""
    done = here("runway", "minimax", "-o", str(tmp_path / "none" / "answer.xlsx"))
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    write_whole(b"old", tmp_path / "old.xlsx")
    assert (tmp_path / "old.xlsx").read_bytes() == b"old"


# --- what turns into another kind of answer --------------------------------------------------------


def _anew(file: Path, place: Place, to: float, folder: Path) -> Path:
    """With one cell typed anew."""
    book = openpyxl.load_workbook(file)
    book[place[0]][place[1]] = to
    changed = folder / file.name
    book.save(changed)
    return changed


def _answer_of(file: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(file, data_only=True)["Answer"]]


def test_a_burn_that_turns_into_a_profit_ends_no_cash(written: Written, tmp_path: Path) -> None:
    """US$600m at a burn of -5m a month: as of `burn <= 0`, not burning, without months."""
    changed = _anew(written["typed"], ("Inputs", "D4"), -5e6, tmp_path)
    rows = _answer_of(recalculated([changed], tmp_path)[0])
    head, told = next((row, below) for row, below in pairwise(rows) if row[0] == "Company")
    said = dict(zip(head, told, strict=True))
    assert (said["Status"], said["Months"]) == ("not burning", "not burning")


def test_a_revenue_that_is_lost_leaves_the_statistics(written: Written, tmp_path: Path) -> None:
    """MiniMax with a revenue of -1bn has no multiple: one company less in the count, one more that is n.m.;
    the greatest of the others stays what it was.
    """
    place = _input_at(written["multiples"], "US$116.573m")
    before = _answer_of(written["multiples"])
    after = _answer_of(recalculated([_anew(written["multiples"], place, -1e9, tmp_path)], tmp_path)[0])
    was, now = ({row[0]: row for row in told} for told in (before, after))
    assert now["MiniMax"][1] == "n.m."
    counted = next(one for one, row in enumerate(before) if row[0] == "Group")
    count, lost = (before[counted].index(title) for title in ("Count", "n.m."))
    assert now["recognised"][count] == was["recognised"][count] - 1
    assert (was["recognised"][lost], now["recognised"][lost]) == (0, 1)
    assert now["recognised"][1] == pytest.approx(was["recognised"][1])


# --- what is in the way of a file --------------------------------------------------------------------


def _old(file: Path) -> Path:
    file.write_bytes(b"old")
    return file


@pytest.mark.parametrize("ending", ["xlsx", "svg", "json", "html"])
def test_a_read_only_file_stays_as_it_is(ending: str, tmp_path: Path) -> None:
    """Somebody keeps it from being changed; renaming another over it would do that."""
    file = _old(tmp_path / f"kept.{ending}")
    file.chmod(0o444)
    done = here("value", "minimax", "-o", str(file))
    assert (done.returncode, file.read_bytes()) == (2, b"old")
    assert "could not be written: it is read-only" in " ".join(done.stderr.split())
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("command", ["runway", "report", "schema"])
def test_a_minus_is_no_file_to_write_to(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands for standard input where a file is read; answers go to standard output by themselves."""
    monkeypatch.chdir(tmp_path)
    done = here(command, *(["minimax"] if command != "schema" else []), "-o", "-")
    assert (done.returncode, [*tmp_path.iterdir()]) == (2, [])


@pytest.mark.parametrize(
    ("command", "ending", "right"),
    [
        ("schema", "xlsx", ".json"),
        ("describe", "svg", ".json"),
        ("describe", "csv", ".json"),
        ("help", "json", ".txt"),
        ("help", "html", ".txt"),
    ],
)
def test_a_text_or_an_object_takes_no_ending_of_another_kind(
    command: str, ending: str, right: str, tmp_path: Path
) -> None:
    """Its ending says what a file holds; one that says nothing is taken."""
    line = [command, *(["ltm"] if command == "help" else [])]
    done = here(*line, "-o", str(tmp_path / f"x.{ending}"))
    assert (done.returncode, [*tmp_path.iterdir()]) == (2, [])
    assert f"let the name end in {right}" in " ".join(done.stderr.split())
    assert here(*line, "-o", str(tmp_path / "x.out")).returncode == 0


def test_a_disk_that_is_full_leaves_the_old_workbook(tmp_path: Path) -> None:
    """/dev/full takes nothing; a file beside it would be half."""
    done = here("runway", "minimax", "--format", "xlsx", "-o", "/dev/full")
    assert done.returncode == 2
    assert "No space left on device" in " ".join(done.stderr.split())


@pytest.mark.parametrize("kind", ["folder", "link to nothing"])
def test_what_is_no_file_stays(kind: str, tmp_path: Path) -> None:
    """A folder, and a link that leads nowhere."""
    file = tmp_path / "x.xlsx"
    if kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(tmp_path / "none" / "x.xlsx")
    done = here("runway", "minimax", "-o", str(file))
    assert done.returncode == 2
    assert "could not be written" in " ".join(done.stderr.split())
    assert [*tmp_path.iterdir()] == [file]
