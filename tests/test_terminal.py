"""An answer on a terminal: paged where it is long, in colour, with links; plain wherever that is asked."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import aicompare, here
from screen import on_screen

from aicompare.render.abilities import forces_colour, shows_links, wants_colour

LONG = ("show", "zhipu", "--all")
SHORT = ("rates", "USD/CNY")
ESCAPE = "\x1b"
LINK = re.compile(r"\x1b\]8;;(.*?)\x1b\\")
needs_less = pytest.mark.skipif(not shutil.which("less"), reason="this system has no less")


def without_escapes(text: str) -> str:
    """What a person reads."""
    return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\]8;[^\x1b]*\x1b\\|[>=])|\r", "", text)


# --- the pager ------------------------------------------------------------------------------


@needs_less
def test_a_long_answer_is_paged_and_ends_with_q() -> None:
    """24 of its thousands of lines, less's colon, and exit code 0."""
    seen = on_screen(*LONG, keys="q")
    assert seen.code == 0
    assert 20 < len(seen.lines) < 40
    assert without_escapes(seen.text).startswith("Zhipu: every figure")


def test_an_answer_of_one_screen_is_not_paged() -> None:
    """A pager that would fail is never asked; one line less of a screen, and it is."""
    lines = len(on_screen(*SHORT, lines=200).lines)
    assert on_screen(*SHORT, lines=lines + 1, PAGER="false").code == 0
    assert on_screen(*SHORT, lines=lines, PAGER="false").code == 2


def test_what_folds_on_the_screen_counts_as_the_lines_it_takes() -> None:
    """JSON has few lines, which are long."""
    lines = here("runway", "minimax", "--json").stdout.count("\n") + 1
    assert on_screen("runway", "minimax", "--json", lines=lines, PAGER="false").code == 2
    assert on_screen("runway", "minimax", "--json", lines=lines, columns=9999, PAGER="false").code == 0


@pytest.mark.parametrize("said", [{"PAGER": ""}, {"PAGER": "cat"}, {"PAGER": " "}, {"TERM": "dumb"}])
def test_nobody_is_made_to_page(said: dict[str, str]) -> None:
    """Without a pager named, with cat, and on a terminal that cannot: all of it at once."""
    seen = on_screen(*LONG, **said)
    assert seen.code == 0
    assert len(seen.lines) > 1000


def test_no_pager_shows_it_all_at_once() -> None:
    """Whatever PAGER says."""
    seen = on_screen(*LONG, "--no-pager", PAGER="false")
    assert (seen.code, len(seen.lines) > 1000) == (0, True)


def test_a_pager_may_be_a_line_for_a_shell() -> None:
    """As git takes it; AICOMPARE_PAGER goes before PAGER."""
    seen = on_screen(*LONG, PAGER="head -n 3 | sed s/Zhipu/Pagered/")
    assert (seen.code, len(seen.lines)) == (0, 3)
    assert "Pagered: every figure" in seen.text
    assert len(on_screen(*LONG, AICOMPARE_PAGER="head -n 5", PAGER="head -n 3").lines) == 5


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("nosuch", "PAGER is 'nosuch', and nosuch is no program here"),
        ("/nowhere/less -R", "PAGER is '/nowhere/less -R', and /nowhere/less is no program here"),
        ("it's", 'PAGER is "it\'s": no closing quotation'),
        ("nosuch >/dev/null", "the pager 'nosuch >/dev/null' is no program here"),
        ("false", "the pager 'false' ended with exit code 1"),
        ("sh -c 'exit 3'", "ended with exit code 3"),
    ],
)
def test_an_absurd_pager_is_one_message_and_exit_2(said: str, words: str) -> None:
    """It says what would be right, and shows no half of an answer."""
    seen = on_screen(*LONG, PAGER=said)
    assert seen.code == 2
    assert words in seen.text
    assert "--no-pager" in seen.lines[-1]
    assert "Revenue" not in seen.text


def test_who_leaves_early_has_seen_enough() -> None:
    """A pager that reads nothing of two thousand lines is no trouble."""
    assert on_screen(*LONG, PAGER="true") == on_screen(*LONG, PAGER="true")
    assert on_screen(*LONG, PAGER="true").code == 0


def test_a_failed_check_is_1_behind_a_pager_too() -> None:
    """The exit code is that of the answer."""
    assert on_screen("check", "minimax.cash > 99bn USD", lines=5, PAGER="head -n 2").code == 1


@pytest.mark.parametrize("line", [("schema",), ("describe",)])
def test_what_a_command_tells_of_itself_is_paged_as_an_answer_is(line: tuple[str, ...]) -> None:
    """Hundreds of lines of JSON ran past."""
    assert len(on_screen(*line, AICOMPARE_PAGER="head -n 3").lines) == 3
    assert len(on_screen(*line, AICOMPARE_PAGER="").lines) > 100


def test_nothing_is_paged_in_a_pipe_or_into_a_file(tmp_path: Path) -> None:
    """A pager that fails is not asked."""
    assert aicompare(*LONG, PAGER="false", TERM="xterm").returncode == 0
    assert on_screen(*LONG, "-o", str(tmp_path / "all.txt"), PAGER="false").code == 0


# --- colour ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "on_terminal", "in_pipe"),
    [
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, False),  # no-color.org: not an empty string
        ({"TERM": "xterm", "CLICOLOR": "0"}, False, False),
        ({"TERM": "xterm", "CLICOLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"CLICOLOR_FORCE": "0", "TERM": "xterm"}, True, False),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, False, False),
    ],
)  # fmt: skip
def test_colour_by_the_rules_that_other_programs_keep(
    said: dict[str, str], on_terminal: bool, in_pipe: bool
) -> None:
    """NO_COLOR before FORCE_COLOR and CLICOLOR_FORCE before what the terminal is."""
    assert wants_colour(True, said) is on_terminal
    assert wants_colour(False, said) is in_pipe
    assert forces_colour(said) is in_pipe


def test_an_answer_is_coloured_where_it_should_be() -> None:
    """On a terminal, or in a pipe where that is forced; else there is no escape at all."""
    assert ESCAPE in on_screen(*SHORT).text
    assert ESCAPE in aicompare(*SHORT, FORCE_COLOR="1").stdout
    for seen in (
        on_screen(*SHORT, NO_COLOR="1"),
        on_screen(*SHORT, TERM="dumb"),
        on_screen(*SHORT, CLICOLOR="0"),
    ):
        assert ESCAPE not in seen.text
    assert ESCAPE not in aicompare(*SHORT).stdout
    assert ESCAPE not in aicompare(*SHORT, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "markdown", "html"])
def test_only_a_table_is_coloured(form: str) -> None:
    """What programs read has no escape, whatever is forced."""
    forced = aicompare("runway", "minimax", "--format", form, FORCE_COLOR="1", FORCE_HYPERLINK="1")
    assert forced.stdout == aicompare("runway", "minimax", "--format", form).stdout


def test_colour_changes_no_letter(tmp_path: Path) -> None:
    """Nor does a file get any."""
    coloured = aicompare("compare", "zhipu", "minimax", FORCE_COLOR="1").stdout
    assert without_escapes(coloured) == aicompare("compare", "zhipu", "minimax").stdout
    file = tmp_path / "page.txt"
    aicompare("compare", "zhipu", "minimax", "-o", str(file), FORCE_COLOR="1")
    assert ESCAPE not in file.read_text(encoding="utf-8")


# --- links ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4999"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "new"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "dumb", "WT_SESSION": "1"}, False),
        ({"WT_SESSION": "1"}, False),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links_where_the_terminal_is_known_to_show_them(said: dict[str, str], works: bool) -> None:
    """By what terminals say of themselves; FORCE_HYPERLINK decides where they say nothing."""
    assert shows_links(True, said) is works


def test_the_addresses_and_names_of_sources_lead_to_them() -> None:
    """Those of the JSON; without links the same letters stand there."""
    line = ("show", "minimax", "revenue", "--width", "200")
    sources = json.loads(here(*line[:3], "--json").stdout)["sources"]
    urls = {one["url"] for one in sources.values() if "url" in one}
    full = aicompare(*line, "--sources", FORCE_COLOR="1", FORCE_HYPERLINK="1").stdout
    assert set(filter(None, LINK.findall(full))) == urls
    assert without_escapes(full) == aicompare(*line, "--sources").stdout
    short = aicompare("runway", "minimax", "--width", "200", FORCE_COLOR="1", FORCE_HYPERLINK="1").stdout
    title = r"\x1b\]8;;(https://\S+?)\x1b\\(?:\x1b\[2m)?\[1\] Interim results, six months to 30 June 2026"
    assert re.search(title, short)


def test_a_link_is_the_same_at_every_run() -> None:
    """No number that a program drew by lot."""
    forced = {"FORCE_COLOR": "1", "FORCE_HYPERLINK": "1"}
    line = ("runway", "minimax", "--sources")
    assert aicompare(*line, **forced).stdout == aicompare(*line, **forced).stdout


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.org/x.pdf.", "https://a.org/x.pdf"),
        ("(https://a.org/x)", "https://a.org/x"),
        ("https://a.org/x_(y), page 3", "https://a.org/x_(y)"),
        ("见https://a.org/x。", "https://a.org/x"),
        ('"http://a.org/?q=1&r=2"', "http://a.org/?q=1&r=2"),
    ],
)
def test_what_stands_around_an_address_is_no_part_of_it(text: str, address: str) -> None:
    """Neither the full stop nor the bracket of the sentence."""
    from aicompare.render.terminal import _links

    ((start, end, found),) = _links(text, {})
    assert (found, text[start:end]) == (address, address)


# --- width ----------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 200])
def test_a_table_keeps_to_the_columns_asked_for(columns: int) -> None:
    """On a terminal, in a pipe and in a file; what cannot be cut (an address) may stand out."""
    lines = here("runway", "minimax", "--width", str(columns)).stdout.splitlines()
    assert max(map(len, lines)) <= max(columns, 30)
    assert here("runway", "minimax", COLUMNS=str(columns)).stdout.splitlines() == lines


def test_the_width_of_a_terminal_is_its_own() -> None:
    """Unless another is asked for."""
    narrow = on_screen("runway", "minimax", columns=40, lines=100, NO_COLOR="1")
    assert narrow.text == here("runway", "minimax", COLUMNS="40").stdout
    asked = on_screen("runway", "minimax", "--width", "120", columns=40, lines=300, NO_COLOR="1")
    assert asked.text == here("runway", "minimax", "--width", "120").stdout


@pytest.mark.parametrize("said", ["19", "1", "0", "-5", "x", "4.5", "1e3", "10001", "٤٠", "99999999999"])
def test_no_width_of_a_table_is_refused(said: str) -> None:
    """With what there may be, and exit code 2."""
    done = here("runway", "minimax", f"--width={said}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"aicompare: '{said}' is no width of a table; columns, from 20 to 10,000\n"


def test_width_is_of_tables_alone() -> None:
    """JSON has none."""
    done = here("runway", "minimax", "--width", "80", "--json")
    assert done.returncode == 2
    assert "--width is of tables as text; leave it out with --format json" in done.stderr
