"""TAB: what bash, zsh and fish offer, by the variables with which each of them asks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, here, shipped_record
from typer import _completion_shared as shells

from aicompare import resources
from aicompare.cli.by_typer import MODULES
from aicompare.cli.command import COMMANDS
from aicompare.dataset import loading
from aicompare.dataset.compiling import compile_file
from aicompare.render import formats_of
from aicompare.values.metrics import METRICS

FINISHED = subprocess.CompletedProcess[str]
OWN = """\
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}
groups:
  darlings: [acme, zhipu]
companies:
  acme: {name: "Acme \\"$(touch /tmp/x)\\" Robots", currency: USD}
"""


def bash(*words: str, **changes: str) -> FINISHED:
    """The last of the words is being typed; bash hands them over line by line."""
    line = "\n".join(["aicompare", *words])
    changes |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words)), "_AICOMPARE_COMPLETE": "complete_bash"}
    return here(**changes)


def zsh(line: str, **changes: str) -> FINISHED:
    return here(**changes, _TYPER_COMPLETE_ARGS=line, _AICOMPARE_COMPLETE="complete_zsh")


def fish(line: str, action: str = "get-args", **changes: str) -> FINISHED:
    changes |= {"_TYPER_COMPLETE_FISH_ACTION": action, "_AICOMPARE_COMPLETE": "complete_fish"}
    return here(**changes, _TYPER_COMPLETE_ARGS=line)


def offered(line: str, **changes: str) -> dict[str, str]:
    """What fish offers for `aicompare LINE`, and what it says of each."""
    done = fish(f"aicompare {line}", **changes)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [row.split("\t") for row in done.stdout.splitlines() if row]
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A file of the user's own with a company and a group."""
    file = tmp_path / "mine.yaml"
    file.write_text(OWN, encoding="utf-8")
    return str(file)


# --- what is offered ----------------------------------------------------------------------


def test_commands_come_with_their_sentence() -> None:
    """All of them, whole, in the order of the help; after a letter those that begin with it."""
    assert list(offered("")) == list(MODULES)
    assert offered("r") == {
        "runway": "Months of cash and the day it is gone, on named bases.",
        "rates": "Exchange rates of a day or period; `update` takes newer ones.",
        "read": "Every figure of a text, and whether it holds; exit code 1 if any is contradicted.",
        "report": "One page about a few companies to hand on, as a single HTML file.",
    }


def test_companies_come_with_their_names() -> None:
    """Every id of the data file."""
    titles = {id_: row["name"] for id_, row in shipped_record()["companies"].items()}
    assert offered("runway ") == offered("compare zhipu ") == offered("allocate ") == titles
    assert offered("show mi") == {"minimax": "MiniMax", "mistral": "Mistral AI", "microsoft": "Microsoft"}


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("Mini", {"MiniMax": "MiniMax"}),
        ("MINI", {"MINIMax": "MiniMax"}),  # the shell keeps what begins as it was typed
        ("Kim", {"Kimi": "Moonshot AI"}),
        ("251", {"2513.HK": "Zhipu"}),
        ("Z.", {"Z.ai": "Zhipu"}),  # no Z.erooneai: nobody is called so
        ("zhipu,minim", {"zhipu,minimax": "MiniMax"}),
        ("zhipu,Mini", {"zhipu,MiniMax": "MiniMax"}),
        ("智谱", {"智谱": "Zhipu"}),
        ("Moonshot\\ A", {}),  # two words would be two companies
        ("nobody", {}),
    ],
)
def test_where_no_id_begins_so_another_name_does(typed: str, offers: dict[str, str]) -> None:
    """By name, alias or ticker, and whatever is offered is understood."""
    assert offered(f"runway {typed}") == offers
    for name in offers:
        assert all(here("show", one, "--json").returncode == 0 for one in name.split(","))


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("multiples --group ", [*shipped_record()["groups"], "listed", "private", "all"]),
        ("list --group u", ["us-labs", "us-big-tech", "us-cloud", "us-software"]),
        ("list --group=u", ["us-labs", "us-big-tech", "us-cloud", "us-software"]),
        ("show minimax run", ["run_rate"]),
        ("compare zhipu minimax --metric gross_m", ["gross_margin"]),
        ("show --in C", ["CNY", "CAD", "CHF"]),
        ("show --in u", ["usd"]),
        ("show --in re", ["reported"]),
        ("convert '15bn CNY' --to USD,H", ["USD,HKD"]),
        ("rates USD/C", ["USD/CNY", "USD/CAD", "USD/CHF"]),
        ("allocate zhipu --plan ", ["ipo-2026", "star-2026", "placing-2026-07"]),
        ("allocate --in USD 智谱 --plan s", ["star-2026"]),
        ("allocate '15bn CNY' models=80% --round", ["--round-to"]),
        ("runway --cash-basis ", ["liquidity", "stated", "cash", "liquidity+facilities"]),
        ("runway minimax --burn-basis ", ["stated", "operating", "cash-burn", "adjusted-loss", "net-loss"]),
        ("runway minimax --raise ", ["proceeds"]),
        ("runway minimax --burn-", ["--burn-basis", "--burn-growth"]),
        ("multiples --basis ", ["auto", "fy", "ltm", "annualised", "arr", "ntm", "fy+1", "fy+2"]),
        ('check "minimax.months', []),
        ('check "minimax.revenue_m', ["minimax.revenue_multiple"]),
        ('check "1 > zhipu.adjusted_net_profit_', ["1 > zhipu.adjusted_net_profit_growth"]),
        ('check "convert(minimax.revenue_m', ["convert(minimax.revenue_multiple"]),
        ('check "minimax.revenue[H', ["minimax.revenue[H1 2026]", "minimax.revenue[H1 2025]"]),
        ('check "minimax.cash - zhip', ["minimax.cash - zhipu."]),
        ('check "gro', ["grok.", "growth("]),
        ('check "us-labs.equity_v', ["us-labs.equity_value"]),
        ("check 智谱.revenue_m", ["智谱.revenue_multiple"]),
        ('check "nobody.rev', []),
        ('check "mistral.adjusted_net_p', []),  # of which the data hold none
        ('check "minimax.cash > 3', []),
        ("multiples --status ", ["planned", "reported", "forecast", "estimate"]),
        ("multiples --implied mis", ["mistral"]),
        ("audit --company mis", ["mistral"]),
        ("audit --source article-00", [f"article-00{number}" for number in range(5)]),
        ("list --format ", formats_of("list")),
        ("runway --format ", formats_of("runway")),
        ("--i", ["--install-completion"]),
    ],
)  # fmt: skip
def test_an_option_offers_what_it_takes(line: str, offers: list[str]) -> None:
    """Words of the data, of the vocabulary and of the options, after other options too."""
    assert list(offered(line)) == offers


def test_rates_takes_a_currency_a_pair_or_the_word_update() -> None:
    """In small letters to who types them."""
    assert list(offered("rates "))[:3] == ["update", "USD", "HKD"]
    assert list(offered("rates u"))[:4] == ["update", "usd", "usd/hkd", "usd/cny"]
    assert not {"USD/USD", "USD"} & set(offered("rates USD/"))


def test_every_metric_is_offered_with_its_definition() -> None:
    """As `aicompare metrics` lists them."""
    assert offered("show minimax ") == {name: one.definition for name, one in METRICS.items()}


@pytest.mark.parametrize("command", MODULES)
def test_every_option_of_a_command_is_offered(command: str) -> None:
    """Those that its help names."""
    named = set(
        re.findall(r"(?<!\S)--[a-z-]+", here(command, "-h").stdout.split("Options:")[1].split("Examples:")[0])
    )
    assert set(offered(f"{command} --")) == named


@pytest.mark.parametrize(
    "line", ["runway --data ", "list -o ", "validate ", "rates update ", "runway --cash "]
)
def test_where_nothing_is_known_the_shell_completes_files(line: str) -> None:
    """bash (-o default), zsh (_files) and fish (no arguments) each have their way to be told so."""
    done = bash(*line.split(" "))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
    assert zsh(f"aicompare {line}").stdout.strip() == "_files"
    assert fish(f"aicompare {line}", "is-args").returncode == 1
    assert fish("aicompare runway ", "is-args").returncode == 0


# --- the protocols ------------------------------------------------------------------------


def test_bash_gets_a_line_each() -> None:
    """The script makes an array of them."""
    assert bash("runway", "mi").stdout == "minimax\nmistral\nmicrosoft\n"
    assert bash("").stdout.split() == list(MODULES)


def test_bash_takes_an_equals_sign_for_a_word() -> None:
    """`--format=js` comes as three words, and only what stands after the sign is replaced."""
    assert bash("list", "--format", "=", "js").stdout == "json\n"
    assert bash("list", "--format", "=").stdout.split() == formats_of("list")
    assert bash("runway", "--cash-basis", "=", "stated", "mini").stdout == "minimax\n"
    assert bash("allocate", '"15bn CNY"', "models", "=", "80%", "--in", "US").stdout == "USD\n"


def test_a_quote_that_is_still_open_is_no_trouble() -> None:
    """Of an expression that is being typed."""
    done = bash("check", '"zhipu.cash_a')
    assert (done.returncode, done.stdout, done.stderr) == (0, "zhipu.cash_at_bank\n", "")


def test_zsh_gets_what_it_evaluates_in_its_quotes(own: str) -> None:
    """A name from a file can end no quotes: zsh would run what follows."""
    assert zsh("aicompare show mi").stdout == (
        '_arguments \'*: :(("minimax":"MiniMax"\n"mistral":"Mistral AI"\n"microsoft":"Microsoft"))\'\n'
    )
    said = zsh("aicompare show ac", AICOMPARE_DATA=own).stdout
    assert '"acme":"Acme ""\\$(touch /tmp/x)"" Robots"' in said


def test_a_backslash_in_a_name_undoes_no_quoting(tmp_path: Path) -> None:
    """`\\"` would end the quotes that zsh evaluates."""
    file = tmp_path / "mine.yaml"
    file.write_text(OWN.replace('\\"', '\\\\\\"'), encoding="utf-8")
    said = zsh("aicompare show ac", AICOMPARE_DATA=str(file)).stdout
    assert '"acme":"Acme ""\\$(touch /tmp/x)"" Robots"' in said


def test_the_script_of_bash_works_in_bash(tmp_path: Path) -> None:
    """The function that it defines fills COMPREPLY."""
    if not (shell := shutil.which("bash")):
        pytest.skip("this system has no bash")
    program = tmp_path / "aicompare"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aicompare "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = here(_AICOMPARE_COMPLETE="source_bash").stdout
    lines = f"""{script}
COMP_WORDS=(aicompare multiples --group = us) COMP_CWORD=4
_aicompare_completion {program}
echo "${{#COMPREPLY[@]}} ${{COMPREPLY[*]}}"
complete -p aicompare
"""
    arguments = [shell, "--norc", "-c", lines]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment(), check=False)
    assert (done.stderr, done.stdout.splitlines()) == (
        "",
        [
            "4 us-labs us-big-tech us-cloud us-software",
            "complete -o default -F _aicompare_completion aicompare",
        ],
    )


# --- the user's own files -----------------------------------------------------------------


def test_a_company_and_a_group_of_the_users_own_are_offered(own: str) -> None:
    """Of AICOMPARE_DATA, and of --data on the line."""
    assert "acme" in offered("show ", AICOMPARE_DATA=own)
    assert list(offered(f"show --data {own} ac")) == ["acme"]
    assert offered("list --group d", AICOMPARE_DATA=own) == {"darlings": "acme, zhipu"}
    assert "acme" not in offered("show ")


@pytest.mark.parametrize("content", ["sources: [\n", "companies: {zhipu: {facts: [{metric: x}]}}\n", None])
def test_a_broken_file_of_the_users_own_says_nothing(content: str | None, tmp_path: Path) -> None:
    """A message would stand in the middle of the line."""
    file = tmp_path / "mine.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    for done in (
        bash("show", "mi", AICOMPARE_DATA=str(file)),
        zsh("aicompare show mi", AICOMPARE_DATA=str(file)),
        fish("aicompare show mi", AICOMPARE_DATA=str(file)),
    ):
        assert (done.stdout, done.stderr) == ("", "")


def test_the_installed_records_are_all_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the YAML nor what checks it."""
    compile_file(
        resources.resource(resources.SOURCE).read_bytes(), "data", path=str(tmp_path / resources.RECORDS)
    )
    monkeypatch.setattr(resources, "place_of", lambda name: str(tmp_path / name))
    monkeypatch.setattr(loading, "load_layers", None)
    assert offered("show mini") == {"minimax": "MiniMax"}
    assert offered("allocate zhipu --plan s") == {"star-2026": "Zhipu: STAR Market offer, use of proceeds"}


# --- turning it on ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "written"),
    [
        ("bash", [".bash_completions/aicompare.sh", ".bashrc"]),
        ("zsh", [".zfunc/_aicompare", ".zshrc"]),
        ("fish", [".config/fish/completions/aicompare.fish"]),
    ],
)
def test_one_command_turns_it_on(
    shell: str, written: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each shell looks when it starts; the answer says which file."""
    monkeypatch.setattr(shells, "_get_shell_name", lambda: shell)
    done = here("--install-completion", HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"written: {tmp_path / written[0]}\nopen a new {shell}, and TAB completes aicompare\n"
    )
    found = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert found == set(written)
    assert "complete_" + shell in (tmp_path / written[0]).read_text(encoding="utf-8")


def test_a_shell_that_has_none_and_a_home_that_is_none_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, as for all that could not be done."""
    monkeypatch.setattr(shells, "_get_shell_name", lambda: "sh")
    done = here("--install-completion", HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "aicompare: sh is not one that completes; call it from bash, zsh or fish\n"
    monkeypatch.setattr(shells, "_get_shell_name", lambda: "fish")
    file = tmp_path / "file"
    file.touch()
    done = here("--install-completion", HOME=str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be written" in done.stderr


def test_every_command_has_a_sentence_to_offer() -> None:
    """One that fits a line beside its name."""
    here("--help")
    for name, command in COMMANDS.items():
        assert 10 < len(str(command.function.__doc__).splitlines()[0]) < 90, name
