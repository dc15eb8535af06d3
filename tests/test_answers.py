"""What machines get: one shape for a quantity, JSON that keeps its schema, short answers, tidy tables."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import folded, here
from hypothesis import given
from hypothesis import strategies as some
from test_golden import COMMANDS as GOLDEN

import aicompare
from aicompare.api import COMMANDS
from aicompare.api.answers import ROWS, rows_of, shape_of
from aicompare.render.kinds import BARE, is_row, kinds_in
from aicompare.render.numbers import machine_bounds
from aicompare.render.tidy import VALUE
from aicompare.reports.report import fields_of
from aicompare.values.figures import Figure

# Beside the golden answers: every command, and the options that change the shape of an answer.
MORE = (
    "list", "list --group us-labs", "show zhipu", "show minimax --history", "show zhipu share_price",
    "show minimax net_margin", "show zhipu --in USD", "show minimax revenue --explain",
    "compare openai anthropic xai", "compare zhipu minimax --explain",
    "compare zhipu tencent --in reported", "runway", "runway --explain", "runway minimax --bases",
    "runway zhipu --with-debt", "runway minimax --sensitivity --burn-growth -5%", "runway deepseek minimax",
    "runway minimax --in HKD", "multiples", "multiples --explain", "multiples --ev",
    "multiples zhipu minimax --implied openai", "multiples --basis arr --status reported",
    "multiples --group all", "multiples --layout comps", "value zhipu", "multiples zhipu --history monthly",
    "multiples zhipu --basis ntm", "multiples minimax tencent --ev", "value minimax --needs --in HKD",
    "value openai", "compare zhipu minimax --period FY2024,FY2025", "show zhipu --all",
    "compare zhipu minimax --row 'margin = gross_profit / revenue'", "runway zhipu --sensitivity --bases",
    "burn-multiple", "convert '15bn CNY' --to USD,HKD,CNY", "convert minimax.revenue[FY2025] --to CNY",
    "convert --implied '53.437m USD' '376m CNY'", "rates", "rates USD/CNY --average FY2025",
    "rates USD/CNY --on 1990-01-01", "allocate zhipu minimax", "allocate alibaba --explain",
    "allocate '15bn CNY' models=80% rest=20% --in USD", "audit", "find 4.348",
    "audit --source article-003 --explain", "check 'zhipu.listed < minimax.listed'", "check '1 + 1'",
    "check 'zhipu.revenue[FY2024] == 312m HKD'", "check 'stepfun.revenue > 1m USD'", "find Zhipu",
    "metrics", "check 'growth(minimax.revenue[FY2025]) == 75%'", "sources", "validate --accepted",
    "runway minimax --needs 24 --hire US$1m@4 --one-off US$5m --raise-lead 6", "multiples zhipu --at US$20bn",
    "diff 2026-06-30 2026-10-31", "diff 2026-10-31 2026-10-31", "status --today 2026-11-28",
    "status zhipu --today 2027-11-28 --max-age 30",
)  # fmt: skip
LINES = [*dict.fromkeys(re.sub(r" --json| --format \w+", "", line) for line in (*GOLDEN.values(), *MORE))]


@cache
def told(line: str, *options: str) -> str:
    done = here(*shlex.split(line), *options)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


@cache
def answer(line: str) -> Any:
    return json.loads(told(line, "--json"), parse_float=Decimal)


def quantities(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever has a unit."""
    if isinstance(value, list):
        for inner in value:
            yield from quantities(inner)
    elif isinstance(value, dict):
        if "unit" in value and "low" in value:
            yield value
        yield from quantities(list(value.values()))


# --- the shape ---------------------------------------------------------------------------------


@pytest.mark.parametrize("line", LINES)
def test_every_answer_keeps_the_schema_of_its_command(line: str) -> None:
    """Draft 2020-12, and no key that the schema does not name; errors have a schema of their own."""
    found = answer(line)
    if found["schema"] == "aicompare.error/1":
        assert found.keys() == {"schema", "error"} and {"code", "message"} <= found["error"].keys()
        return
    name = shlex.split(line)[0]
    assert found["schema"] == f"aicompare.{name}/2"
    jsonschema.Draft202012Validator(shape_of(name), format_checker=jsonschema.FormatChecker()).validate(found)


@pytest.mark.parametrize("name", ROWS)
def test_the_schema_is_one_itself(name: str) -> None:
    """As `aicompare schema COMMAND` prints it, which is what the library gives."""
    shape = json.loads(told(f"schema {name}"))
    jsonschema.Draft202012Validator.check_schema(shape)
    assert shape == aicompare.schema(name)
    assert shape["title"] == shape["properties"]["schema"]["const"]


def test_a_command_without_a_schema_is_told_from_one_that_there_is_not() -> None:
    """With those that have one; a slip of the pen gets the word that was meant."""
    for name, message in (
        ("describe", "the answer of describe has no schema"),
        ("runwya", "there is no command 'runwya'"),
    ):
        done = here("schema", name)
        assert (done.returncode, done.stdout) == (2, "") and message in done.stderr
    assert "did you mean 'runway'?" in here("schema", "runwya").stderr


def test_every_row_type_says_the_unit_of_its_bare_figures() -> None:
    """Else a number in JSON would be of nothing."""
    waiting = [kind for name in ROWS for kinds in rows_of(name).values() for kind in kinds]
    while waiting:
        row_type = waiting.pop()
        for field in fields_of(row_type):
            kinds = kinds_in(field.type)
            assert field.drawn or Figure not in kinds or field.unit, f"{row_type.__name__}.{field.name}"
            waiting += filter(is_row, kinds - BARE)


def test_every_command_with_an_answer_says_of_which_rows() -> None:
    """Those without write an object of their own, or serve."""
    assert set(COMMANDS) - set(ROWS) == {"schema", "describe", "help", "mcp"}


@pytest.mark.parametrize("line", ["show minimax", "compare zhipu minimax", "runway", "multiples --ev"])
def test_a_quantity_has_its_bounds_around_it_and_a_unit(line: str) -> None:
    """One of the units that are named, or a currency."""
    found = list(quantities(answer(line)["data"]))
    assert found
    for one in found:
        assert one["low"] is None or one["value"] is None or one["low"] <= one["value"]
        assert one["high"] is None or one["value"] is None or one["value"] <= one["high"]
        named = one["unit"] in ("months", "x", "ratio", "count", "days", "year", "date")
        assert named or (len(one["unit"]) == 3 and one["unit"].isupper()), one


def test_what_is_printed_is_there_to_the_digit() -> None:
    """MiniMax, prospectus: US$1,046.2m is 1,046,150,000 to 1,046,250,000; 32.6% of something is 0.326."""
    (row,) = answer("runway minimax --as-of 2026-01-09")["data"]
    cash = row["cash"]
    assert [cash[key] for key in ("value", "low", "high", "unit")] == [
        1_046_200_000, 1_046_150_000, 1_046_250_000, "USD",
    ]  # fmt: skip
    assert [cash[key] for key in ("metric", "period", "first", "last", "sources")] == [
        "cash_balance", "2025-09-30", "2025-09-30", "2025-09-30", ["minimax-prospectus"],
    ]  # fmt: skip
    (share,) = [
        row for row in answer("show minimax revenue_share")["data"] if row["reported"] == "32.6%"
    ][:1]  # fmt: skip
    assert (share["value"], share["unit"]) == (Decimal("0.326"), "ratio")
    assert (share["first"], share["last"]) == ("2025-01-01", "2025-09-30")


def test_a_rate_is_its_place_in_the_list() -> None:
    """Zhipu's revenue of H1 2026 in dollars: at the mean of those months."""
    found = answer("compare zhipu minimax --metric revenue --period 'H1 2026'")
    rate = found["rates"][found["data"][0]["values"]["zhipu"]["rate"]]
    assert (rate["base"], rate["quote"], rate["kind"]) == ("CNY", "USD", "average")
    assert (rate["from"], rate["to"]) == ("2026-01-01", "2026-06-30")
    assert "rate" not in found["data"][0]["values"]["minimax"]


def test_a_day_is_a_day_and_no_number() -> None:
    """MiniMax began to trade on 9 January 2026, Zhipu on the 8th."""
    for company, first_day in (("zhipu", "2026-01-08"), ("minimax", "2026-01-09")):
        listed = answer(f"check {company}.listed")["data"][0]["computed"]
        assert (listed["value"], listed["low"], listed["unit"]) == (first_day, first_day, "date")
        (line,) = table(f"check {company}.listed")
        assert (line["value"], line["unit"]) == ("", "date")


def test_what_went_in_stands_there_only_with_explain() -> None:
    """Then with what each source prints; else the formula alone."""
    (short,), (full,) = (answer(f"runway minimax{more}")["data"] for more in ("", " --explain"))
    assert short["burn"]["formula"] == full["burn"]["formula"] == "-adjusted_net_profit / 6 months"
    assert "inputs" not in short["burn"]
    assert [one["reported"] for one in full["burn"]["inputs"]] == ["US$ -293.031m"]


@pytest.mark.parametrize("line", LINES)
def test_what_says_nothing_is_left_out(line: str) -> None:
    """No empty list and no empty text in a row; null is what an answer always tells and does not know."""
    for part, rows in answer(line).items():
        if isinstance(rows, list) and part not in ("warnings", "rates", "explain"):
            for row in rows:
                assert "" not in row.values() and [] not in row.values() and {} not in row.values()


@pytest.mark.parametrize(
    ("line", "most"), [("runway minimax", 3), ("compare zhipu minimax", 12), ("multiples", 40)]
)
def test_an_answer_is_short(line: str, most: int) -> None:
    """In kilobytes, as docs/json.md promises."""
    assert len(told(line, "--json").encode()) <= most * 1000


def test_json_has_the_companies_of_the_first_screen_and_says_how_to_have_all() -> None:
    """Tables and lines have all of them, and so has JSON where fields are named, or a group."""
    page, whole = answer("multiples"), answer("multiples --group all")
    shown, every = ([row["company"] for row in found["data"]] for found in (page, whole))
    assert len(shown) == 12 and shown == [company for company in every if company in shown]
    (rest,) = (one for one in page["warnings"] if one["code"] == "more_rows")
    assert rest["message"] == f"{len(every) - 12} more companies: --group all"
    assert {one.get("subject") for one in page["warnings"]} <= {None, *shown}
    assert page["statistics"] == whole["statistics"]
    fields = json.loads(told("multiples", "--json", "--fields", "company"))
    assert [row["company"] for row in fields["data"]] == every
    lines = told("multiples", "--format", "ndjson", "--fields", "company").splitlines()
    assert [json.loads(line)["company"] for line in lines] == every
    assert not any(one["code"] == "more_rows" for one in whole["warnings"])


def test_the_row_says_what_its_figures_are_of() -> None:
    """Metric and period; a figure has them where its own are others, and all with --explain."""
    for row in answer("compare zhipu minimax")["data"]:
        for figure in filter(None, row["values"].values()):
            assert figure.get("metric") != row["metric"] and figure.get("period", ...) != row["period"]
            assert "period" in figure or row["period"]
    (cash,) = (row for row in answer("compare zhipu minimax")["data"] if row["metric"] == "liquidity")
    assert cash["values"]["minimax"]["metric"] == "cash_balance"
    for row in answer("compare zhipu minimax --explain")["data"]:
        assert all({"metric", "period"} <= figure.keys() for figure in row["values"].values() if figure)


@pytest.mark.parametrize("line", ["runway minimax", "compare zhipu minimax", "multiples", "audit"])
def test_every_id_and_every_index_leads_somewhere(line: str) -> None:
    """Sources to an address or a name, rates into the list; and none stands there for nothing."""
    found = answer(line)
    ids = set(json_values(found["data"], "sources")) | set(json_values(found["data"], "source"))
    ids |= {rate["source"] for rate in found["rates"]}
    assert ids == found["sources"].keys()
    assert all(source.keys() & {"url", "title"} for source in found["sources"].values())
    assert all(0 <= rate < len(found["rates"]) for rate in json_values(found["data"], "rate"))


def json_values(value: Any, name: str) -> Iterator[Any]:
    """Whatever stands under a name; of a list each."""
    if isinstance(value, list):
        for inner in value:
            yield from json_values(inner, name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield from inner if isinstance(inner, list) else [inner]
            else:
                yield from json_values(inner, name)


# --- some fields alone -------------------------------------------------------------------------


def test_fields_are_told_alone_and_in_their_order() -> None:
    """With the envelope, and nothing that they do not refer to."""
    found = json.loads(
        told("runway minimax zhipu", "--json", "--fields", "cash_out_date,company,months.value")
    )
    assert [list(row) for row in found["data"]] == [["cash_out_date", "company", "months"]] * 2
    assert [list(row["months"]) for row in found["data"]] == [["value"]] * 2
    assert (found["sources"], found["rates"]) == ({}, [])
    assert found["warnings"] and found["as_of"] == answer("runway minimax zhipu")["as_of"]


def test_a_field_that_says_nothing_of_a_row_is_null_there() -> None:
    """So that every row has the same keys."""
    rows = json.loads(told("runway deepseek minimax", "--json", "--fields", "company,months.value,reason"))[
        "data"
    ]
    assert [list(row) for row in rows] == [["company", "months", "reason"]] * 2
    assert rows[0]["months"] is None and rows[0]["reason"] and rows[1]["reason"] is None


def test_fields_of_another_part_are_named_with_it() -> None:
    """What is not named is left out, the rows of `data` too."""
    found = json.loads(told("multiples", "--json", "--fields", "statistics.group,statistics.median.value"))
    assert "data" not in found
    groups = ["recognised", "listed", "private", "run-rate and ARR"]
    assert [row["group"] for row in found["statistics"]] == groups


@pytest.mark.parametrize(
    ("line", "options", "told_of"),
    [
        ("runway minimax", ("--json", "--fields", "mnths"), "did you mean 'months'? there are company, "),
        ("runway minimax", ("--json", "--fields", "months.valeu"), "there are value, low, high, unit"),
        ("runway minimax", ("--json", "--fields", "company.x"), "nothing stands under company"),
        ("runway minimax", ("--format", "csv", "--fields", "months.value"), "there are company, metric"),
        ("runway minimax", ("--format", "ndjson", "--fields", "x"), "there are company, "),
        ("compare zhipu minimax", ("--json", "--fields", "values.xai"), "there are zhipu, minimax"),
        ("list", ("--format", "tsv", "--fields", "id"), "there are company, name, ticker"),
        ("multiples", ("--json", "--fields", "statistics.medain"), "did you mean 'median'?"),
        ("runway minimax", ("--format", "table", "--fields", "company"), "add --json"),
        ("runway minimax", ("--json", "--fields", "company,,months"), "is empty"),
        ("runway minimax", ("--json", "--fields", ""), "--fields is empty"),
    ],
)  # fmt: skip
def test_a_field_that_is_not_there_is_an_error_that_lists_those_that_are(
    line: str, options: tuple[str, ...], told_of: str, tmp_path: Path
) -> None:
    """On every form that has fields; nothing is written."""
    file = tmp_path / "answer"
    done = here(*shlex.split(line), *options, "-o", str(file))
    assert done.returncode == 2 and told_of in done.stderr
    assert not file.exists()


# --- tables of one value a row -----------------------------------------------------------------


def table(line: str, form: str = "csv") -> list[dict[str, str]]:
    delimiter = {"csv": ",", "tsv": "\t"}[form]
    return list(csv.DictReader(io.StringIO(told(line, "--format", form)), delimiter=delimiter))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("compare zhipu minimax", "compare openai anthropic xai"), ("runway", "runway deepseek minimax"),
        ("show zhipu", "show minimax revenue --history"), ("show zhipu", "show minimax net_margin"),
        ("multiples", "multiples zhipu"), ("allocate zhipu", "allocate alibaba"),
        ("check '1 + 1'", "check 'zhipu.revenue[FY2024] == 312m HKD'"),
        ("audit", "audit --source article-003"),
        ("convert '15bn CNY' --to USD", "convert '15bn CNY' --to USD,HKD,CNY"),
        ("show zhipu share_price", "show alphabet share_price"), ("runway minimax --bases", "runway --bases"),
        ("find 4.348", "find Zhipu"), ("rates", "rates USD/CNY --average FY2025"),
    ],
)  # fmt: skip
def test_columns_do_not_depend_on_the_data(one: str, other: str) -> None:
    """Nor on which companies are asked for: the header of a command is known before its answer."""
    heads = [told(line, "--format", "csv").splitlines()[0] for line in (one, other)]
    assert heads[0] == heads[1]


def test_a_table_has_one_value_a_row() -> None:
    """The months, the cash and the burn of MiniMax, each with unit and days. US$1,046.2m over 28.1m a month
    are 37.23 months; with the HK$4,596.1m of the listing at 0.128268 they are 58.21.
    """
    rows = {row["key"]: row for row in table("runway minimax --as-of 2026-01-09")}
    assert list(rows["months"])[: len(VALUE)] == list(VALUE)
    assert (rows["months"]["value"][:5], rows["months"]["unit"]) == ("58.21", "months")
    assert rows["balance_alone.months"]["value"].startswith("37.23")
    cash = rows["cash"]
    assert (cash["company"], cash["metric"], cash["value"]) == ("minimax", "cash_balance", "1046200000")
    assert (cash["first"], cash["last"], cash["reported"]) == ("2025-09-30", "2025-09-30", "US$1,046.2m")


def test_the_statistics_stand_in_the_table_too() -> None:
    """With their group; they are no company's."""
    rows = [row for row in table("multiples") if row["part"] == "statistics" and row["metric"] == "median"]
    expected = {one["group"]: one["median"]["value"] for one in answer("multiples")["statistics"]}
    assert {row["group"]: Decimal(row["value"]) for row in rows} == expected
    assert {(row["company"], row["unit"]) for row in rows} == {("", "x")}


@pytest.mark.parametrize(
    "line",
    ["compare zhipu minimax", "multiples --group all", "allocate zhipu", "convert '7 USD' --to CNY"],
)
def test_tables_hold_every_number_of_the_json(line: str) -> None:
    """And JSON every number of theirs, once."""
    parts = [rows for rows in answer(line).values() if isinstance(rows, list)]
    numbers = [one["value"] for one in quantities(parts) if one["value"] is not None]
    rows = [Decimal(row["value"]) for row in table(line) if row["value"] and row["metric"] != "rate"]
    assert sorted(rows) == sorted(numbers)


def test_only_csv_is_guarded_against_formulas(tmp_path: Path) -> None:
    """A spreadsheet opens it; TSV, NDJSON, records and frames hold the text as it is."""
    (csv_row,) = (row for row in table("show minimax revenue") if row["period"] == "FY2022")
    (tsv_row,) = (row for row in table("show minimax revenue", "tsv") if row["period"] == "FY2022")
    line = next(iter(told("show minimax revenue", "--format", "ndjson").splitlines()))
    record = aicompare.show(aicompare.load(), "minimax", "revenue").to_records()[0]
    assert csv_row["reported"] == "'=US$0"
    assert tsv_row["reported"] == json.loads(line)["reported"] == record["reported"] == "=US$0"


# --- a row a line ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["runway minimax zhipu", "multiples --group all", "sources", "compare zhipu minimax"]
)
def test_ndjson_has_a_row_a_line(line: str) -> None:
    """As it stands in the JSON; a rate is whole where there is no list, a row of another part names it."""
    lines = [json.loads(row, parse_float=Decimal) for row in told(line, "--format", "ndjson").splitlines()]
    first = [row for row in lines if "part" not in row]
    found = answer(line)
    assert [_with_rates(row, found["rates"]) for row in found["data"]] == first
    others = [row for row in lines if "part" in row]
    assert len(others) == len(found.get("statistics", []))


def _with_rates(value: Any, rates: list[Any]) -> Any:
    if isinstance(value, list):
        return [_with_rates(one, rates) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: rates[one] if key == "rate" else _with_rates(one, rates) for key, one in value.items()}


def test_the_ending_of_a_file_says_the_format(tmp_path: Path) -> None:
    """`.ndjson` and `.jsonl` too."""
    for ending in (".ndjson", ".jsonl"):
        file = tmp_path / f"rows{ending}"
        assert here("list", "-o", str(file)).returncode == 0
        assert file.read_text(encoding="utf-8") == told("list", "--format", "ndjson")


# --- the commands described --------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_described_as_its_help_has_it(name: str) -> None:
    """Every option of the help, with what it says; of an answer its keys and columns."""
    found = json.loads(told(f"describe {name}"))
    help_ = folded(told(f"{name} -h"))
    for option in found["options"]:
        assert all(flag in help_ for flag in option["flags"])
    assert found["does"] == aicompare.describe(name)["does"] and set(found["exit_codes"]) >= {"0", "1", "2"}
    assert ("answer" in found) == (name in ROWS)


def test_the_description_names_choices_defaults_and_keys() -> None:
    """Of `multiples`: the bases of revenue, and that `auto` is meant without one."""
    found = json.loads(told("describe multiples"))
    (basis,) = (one for one in found["options"] if one["flags"] == ["--basis"])
    assert basis["choices"] == ["auto", "fy", "ltm", "annualised", "arr", "ntm", "fy+1", "fy+2"]
    assert basis["default"] == "auto"
    assert (basis["required"], basis["repeatable"]) == (False, False)
    (company,) = found["arguments"]
    assert (company["value"], company["repeatable"]) == ("COMPANY", True)
    assert found["answer"]["schema"] == "aicompare.multiples/2"
    assert found["answer"]["data"]["numerator"] == "figure or null"
    assert found["answer"]["statistics"]["median"] == "quantity or null"
    assert {*table("multiples")[0]} <= {*found["columns"]}


def test_all_of_them_are_listed_with_their_sentences() -> None:
    """As `aicompare --help` has them."""
    found = json.loads(told("describe"))
    assert [one["command"] for one in found["commands"]] == list(COMMANDS)
    assert here("describe", "runwya").returncode == 2


# --- digits ------------------------------------------------------------------------------------


@given(
    some.decimals(-(10**15), 10**15, places=40), some.decimals(0, 10**12, places=40),
    some.decimals(0, 10**12, places=40),
)  # fmt: skip
def test_bounds_are_rounded_outward_and_keep_a_hundredth_of_their_distance(
    value: Decimal, below: Decimal, above: Decimal
) -> None:
    """What is written holds what was computed, and is wider by no more than that."""
    with localcontext(Context(prec=80)):
        low, high = value - below, value + above
        found = machine_bounds(Figure(value, low, high))
        least, most = (Decimal(str(bound)) for bound in found)
        slack = max(below, above) / 10**2 + max(abs(low), abs(high)) / 10**14
        assert least <= low and high <= most
        assert low - least <= slack and most - high <= slack


def test_an_open_bound_is_written_as_none() -> None:
    """And the other by its own distance from the value."""
    third = Decimal(1) / 3
    assert machine_bounds(Figure(third, None, None)) == (None, None)
    assert machine_bounds(Figure(third, Decimal("0.25"), None)) == ("0.25", None)
