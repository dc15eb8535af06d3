"""What other programs call our commands, options and formats is answered by ours."""

from __future__ import annotations

import pytest
from command import here

from aicompare.api.common import parameters_of
from aicompare.cli import meant
from aicompare.cli.by_typer import MODULES, _declared
from aicompare.render import FORMATS


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("runway --currency HKD", "no such option: --currency; did you mean '--in'?"),
        ("runway minimax --currency=HKD", "did you mean '--in'?"),
        ("runway minimax --date 2026-01-01", "did you mean '--as-of'?"),
        ("rates USD/CNY --date 2026-01-01", "did you mean '--as-of'?"),
        ("runway minimax --limit 3", "did you mean '--top'?"),
        ("runway minimax -n 3", "did you mean '--top'?"),
        ("compare zhipu minimax --metrics revenue", "did you mean '--metric'?"),
        ("multiples --metrics revenue", "did you mean '--columns'?"),
        ("compare zhipu minimax --year FY2025", "did you mean '--period'?"),
        ("runway minimax --verbose", "did you mean '--explain'?"),
        ("runway minimax --csv", "did you mean '--format csv'?"),
        ("runway minimax --md", "did you mean '--format markdown'?"),
        ("runway minimax --file mine.yaml", "did you mean '--data'?"),
        ("runway --group us-labs", "named without it: `aicompare runway us-labs`"),
        ("compare --tickers 2513.HK", "named without it: `aicompare compare zhipu`"),
        ("runway minimax --no-color", "NO_COLOR=1"),
        ("runway minimax --config x.toml", "AICOMPARE_CONFIG"),
        ("multiples --hindsight", "--known-then"),
        ("runway minimax --explian", "did you mean '--explain'?"),  # a slip of the pen, as before
        ("runway minimax --zzzz", "see `aicompare runway -h`"),
        ("runway minimax --format jsonl", "there is no format 'jsonl'; did you mean 'ndjson'?"),
        ("runway minimax --format md", "did you mean 'markdown'?"),
        ("runway minimax --format jason", "did you mean 'json'?"),
        ("runway minimax --format zzz", "it is one of table, json"),
        ("ls", "there is no command 'ls'; did you mean 'list'?"),
        ("comps", "did you mean 'multiples'?"),
        ("fx USD/CNY", "did you mean 'convert'?"),
        ("valuation zhipu", "did you mean 'value'?"),
        ("verify x", "did you mean 'check'?"),
        ("version", "did you mean '--version'?"),
        ("runways minimax", "did you mean 'runway'?"),
        ("zzzz", "`aicompare --help` lists them"),
    ],
)
def test_a_foreign_word_is_answered_by_ours(line: str, hint: str) -> None:
    """One message, exit code 2, and no option that merely has letters in common."""
    done = here(*line.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert hint in done.stderr
    assert "Possible options" not in done.stderr


def test_what_is_offered_is_there() -> None:
    """Every word of ours in the tables is a command, an option of one, or a format."""
    options = {flag for name in MODULES for one in parameters_of(_declared(name)) for flag in one.flags}
    assert {*meant._OPTIONS} <= options
    assert {*meant._COMMANDS} - {"--version", "--install-completion"} <= {*MODULES}
    assert {*meant._FORMATS} <= {*FORMATS}


def test_no_word_of_ours_is_called_foreign() -> None:
    """A command that comes to be called `price` is no longer answered by `value`."""
    foreign = {name for theirs in meant._COMMANDS.values() for name in theirs.split()}
    assert not foreign & {*MODULES}
    assert not {name for theirs in meant._FORMATS.values() for name in theirs.split()} & {*FORMATS}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("check minimax.cash --in CNY", "write convert(minimax.cash, CNY)"),
        ("audit --currency CNY", "write convert(minimax.cash, CNY)"),
        ("export facts -o facts.csv --in USD", "`aicompare show --in` converts"),
        ("init new.yaml --explain", "init has nothing that it would change: leave it out"),
        ("add acme revenue FY2025 US$5m --as-of 2026-01-01", "add has nothing that it would change"),
        ("status --cite plain", "status has nothing that it would change"),
        ("validate --explain", "validate has nothing that it would change"),
        ("list --in HKD", "list has nothing that it would change"),
    ],
)
def test_an_option_that_would_say_nothing_is_none(line: str, hint: str) -> None:
    """It did nothing in silence, or was in the help to be refused."""
    done = here(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such option: --" in done.stderr and hint in " ".join(done.stderr.split())


def test_a_group_is_listed_as_groups_are_named_everywhere() -> None:
    """By its name alone, as by --group; companies too; not both at once."""
    named = here("list", "us-labs", "--json")
    assert named.stdout == here("list", "--group", "us-labs", "--json").stdout
    two = here("list", "zhipu,minimax", "--format", "csv", "--fields", "company").stdout
    assert [line for line in dict.fromkeys(two.split()) if line in ("zhipu", "minimax")] == [
        "zhipu",
        "minimax",
    ]
    both = here("list", "zhipu", "--group", "us-labs")
    assert (both.returncode, both.stderr) == (
        2,
        "aicompare: name companies, or a group with --group, not both\n",
    )
