"""`--columns`, `--sort`, `--top`: one mechanism for the rows of every command."""

from __future__ import annotations

import json
import shlex

import pytest
from command import here

import aicompare as library
from aicompare.api import COMMANDS
from aicompare.values.errors import BadUsage


def rows(*arguments: str) -> list[dict[str, object]]:
    done = here(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["data"]
    return found


def test_rows_are_ordered_by_exact_value_and_what_is_missing_comes_last_either_way() -> None:
    """9.6 stands between 5.2 and 15.5, where text has it behind; companies without a multiple last."""
    answer = library.multiples(library.load())
    for way, turned in (("", False), (":desc", True)):
        found = [row.multiple for row in answer.arranged(sort=f"multiple{way}").rows]
        there = [one.value for one in found if one]
        assert there == sorted(there, reverse=turned) and len(there) > 5
        assert None not in found[: len(there)] and found[len(there) :]


def test_equal_rows_keep_their_order() -> None:
    """Every Zhipu figure of one metric, sorted by that metric, stands as before."""
    plain = here("show", "zhipu", "cash", "-q").stdout
    assert here("show", "zhipu", "cash", "-q", "--sort", "metric").stdout == plain
    assert here("show", "zhipu", "cash", "-q", "--sort", "metric:desc").stdout == plain


def test_json_and_csv_are_ordered_and_cut_as_the_table_is() -> None:
    """The same three companies in each format."""
    options = ("list", "--sort", "facts:desc", "--top", "3")
    ids = [row["company"] for row in rows(*options)]
    assert len(ids) == 3
    lines = here(*options, "-q").stdout.splitlines()
    rule = next(at for at, line in enumerate(lines) if line.startswith("─"))
    assert [line.split()[0] for line in lines[rule + 1 : rule + 4]] == ids
    assert [line.split(",")[0] for line in here(*options, "--format", "csv").stdout.splitlines()[1:]] == ids


def test_what_top_leaves_out_is_counted() -> None:
    """Under the table, in Markdown and HTML, on stderr of CSV; nothing where nothing is left out."""
    companies = len(rows("list"))
    for form in ("table", "markdown", "html"):
        assert f"{companies - 2} more rows without" in here("list", "--top", "2", "--format", form).stdout
    assert f"{companies - 2} more rows" in here("list", "--top", "2", "--format", "csv").stderr
    assert here("list", "--top", "2", "--format", "csv", "-q").stderr == ""
    assert "more row" not in here("list", "--top", "999").stdout


@pytest.mark.parametrize(
    "columns", ["months,Cash,burn_basis", "Months, CASH ,burn-basis", "months,cash,Burn basis"]
)
def test_a_column_is_named_by_key_or_heading_in_any_case(columns: str) -> None:
    """In the order asked for, behind the one that says whose row it is."""
    text = here("runway", "zhipu", "minimax", "--columns", columns, "-q").stdout
    assert text.splitlines()[2].split("  ")[0] == "Company"
    assert " ".join(text.splitlines()[2].split()) == "Company Months Cash Burn basis"


def test_a_column_that_is_hidden_for_want_of_values_is_there_when_asked_for() -> None:
    """All of it missing is shown as missing."""
    text = here("runway", "zhipu", "minimax", "--columns", "profitable_month", "-q").stdout
    assert text.count("–") == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--columns zzzz", "there is no column 'zzzz'; there are company, "),
        ("--columns month", "did you mean 'months'?"),
        ("--sort moths", "there is no column to sort by 'moths'; did you mean 'months'?"),
        ("--sort months:down", "'months:down' is no order; write it like months:desc"),
        ("--sort cash", "Cash is in CNY, USD, which have no order; show them in one: --in CNY"),
        ("--top 0", "'0' is no number of rows; write it like 5"),
        ("--top -3", "'-3' is no number of rows"),
        ("--top 2.5", "'2.5' is no number of rows"),
        ("--top ten", "'ten' is no number of rows"),
        ("--columns months,,cash", "a column in --columns is empty"),
        ("--columns months --json", "--columns is of tables; of JSON and CSV --fields"),
        ("--sort ''", "--sort is empty"),
    ],
)
def test_what_cannot_be_arranged_is_one_message_and_exit_2(options: str, words: str) -> None:
    """Nothing on stdout; the message lists what there is."""
    done = here("runway", "zhipu", "minimax", *shlex.split(options))
    assert done.returncode == 2, done.stdout
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_amounts_of_two_currencies_are_ordered_in_one() -> None:
    """RMB 4,393.9m are less than US$1,322.8m: 647.5."""
    assert [
        row["company"] for row in rows("runway", "zhipu", "minimax", "--in", "USD", "--sort", "cash")
    ] == [
        "zhipu",
        "minimax",
    ]


def test_figures_of_unlike_kinds_have_no_order() -> None:
    """Amounts, counts and percentages stand in one column of `show`."""
    with pytest.raises(BadUsage, match="have no order"):
        library.show(library.load(), "zhipu").arranged(sort="value")


def test_the_period_of_a_figure_orders_too() -> None:
    """`numerator.period`: the newest valuation first."""
    found = library.multiples(library.load()).arranged(sort="numerator.period:desc").rows
    days = [row.numerator.period.last for row in found if row.numerator]
    assert days == sorted(days, reverse=True)


def test_the_warnings_are_those_of_the_rows_shown() -> None:
    """Of the one company that is left."""
    answer = library.multiples(library.load()).arranged(sort="multiple:desc", top=1)
    (row,) = answer.rows
    assert {one.subject for one in answer.warnings} <= {None, row.company}


def test_every_command_that_answers_takes_the_three() -> None:
    """And the names of its columns are those of its own headings."""
    for name in COMMANDS:
        if name not in ("schema", "describe", "help", "mcp"):
            text = here(name, "-h").stdout
            assert all(option in text for option in ("--columns", "--sort", "--top")), name


@pytest.mark.parametrize(
    "command",
    ["list", "show zhipu cash", "runway", "burn-multiple", "rates USD",
     "convert '1bn CNY' --to USD,HKD", "find 4.348", "sources", "metrics", "allocate zhipu"],
)  # fmt: skip
def test_each_heading_of_a_table_names_a_column(command: str) -> None:
    """Whatever stands at the head of a column can be asked for by that, and sorts or says why not."""
    asked = shlex.split(command)
    head = here(*asked, "--format", "markdown", "-q").stdout.splitlines()
    titles = [
        one.strip() for one in next(line for line in head if line.startswith("|")).strip("|").split("|")
    ]
    for title in filter(None, titles):
        asked_for = (*asked, "--columns", title, "--top", "3", "-q")
        done = here(*asked_for, "--sort", title)
        if "no order" in done.stderr:
            done = here(*asked_for)
        assert done.returncode in (0, 1), (title, done.stderr)


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("compare zhipu minimax", ["metric", "zhipu", "minimax", "ratio", "difference"]),
        ("compare us-labs,zhipu", ["metric", "openai", "zhipu"]),
        ("audit --source article-000 --sort off_by", ["id", "statement", "verdict", "off_by", "remark"]),
        ("show zhipu", ["metric", "period", "value"]),
    ],
)
def test_of_a_page_the_rows_behind_it_are_arranged(command: str, columns: list[str]) -> None:
    """A page is no list; what is asked for by its keys in JSON is one."""
    done = here(*command.split(), "--columns", ",".join(columns), "--top", "2", "--format", "markdown", "-q")
    head = next(line for line in done.stdout.splitlines() if line.startswith("|"))
    assert len(head.strip("| ").split(" | ")) == len(columns)
    assert done.stdout.count("\n|") == 4  # its head, a rule, two rows


@pytest.mark.parametrize(
    "name", ["Balance alone", "balance_alone_months", "balance_alone.months", "Months, balance alone"]
)
def test_what_stands_in_a_part_of_a_row_has_a_name_of_its_own(name: str) -> None:
    """ "Balance alone" gave the months with the raises: both are called months in JSON."""
    by_rule = here("runway", "zhipu", "minimax", "--json", "--fields", "balance_alone.months.value")
    months = [row["balance_alone"]["months"]["value"] for row in json.loads(by_rule.stdout)["data"]]
    told = here("runway", "zhipu", "minimax", "--columns", name, "-q").stdout
    assert [line.split()[-1] for line in told.splitlines()[-2:]] == [f"{one:.1f}" for one in months]
    assert "Months, balance alone" in told
    lowest = here("runway", "zhipu", "minimax", "--sort", f"{name}:desc", "--json")
    assert [row["company"] for row in json.loads(lowest.stdout)["data"]] == ["minimax", "zhipu"]
