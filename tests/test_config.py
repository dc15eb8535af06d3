"""The file of settings: where it lies, what it may say, and that an answer names what it took."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from command import folded, here

from aicompare.cli.by_typer import MODULES, _declared
from aicompare.dataset.archive import FILES, manifest_of, packed

DAYS = dict.fromkeys(("data", "rates", "prices"), date(2026, 11, 1))

MINE = """\
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}
companies:
  acme:
    name: Acme
    currency: USD
    facts:
    - {metric: revenue, period: FY2025, value: "US$5m", source: mine}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A file of settings beside a data file."""
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    file = tmp_path / "config.toml"
    file.write_text(
        'in = "HKD"\ndata = ["mine.yaml"]\n\n[columns]\nrunway = ["company", "months", "cash"]\n',
        encoding="utf-8",
    )
    return file


def test_it_lies_where_the_system_keeps_settings(config: Path, tmp_path: Path) -> None:
    """$XDG_CONFIG_HOME/aicompare, else ~/.config/aicompare; AICOMPARE_CONFIG names another, or none."""
    folder = tmp_path / ".config" / "aicompare"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('in = "HKD"\n', encoding="utf-8")
    line = ("runway", "minimax")
    for said in (
        {"HOME": str(tmp_path)},
        {"XDG_CONFIG_HOME": str(tmp_path / ".config")},
        {"AICOMPARE_CONFIG": str(config)},
    ):
        assert json.loads(here(*line, "--json", **said).stdout)["currency"] == "HKD", said
    for said in ({}, {"HOME": str(tmp_path), "AICOMPARE_CONFIG": ""}):
        assert json.loads(here(*line, "--json", **said).stdout)["currency"] == "reported", said
    told = here(*line, HOME=str(tmp_path)).stdout
    assert "From ~/.config/aicompare/config.toml: --in HKD\n" in told


def test_an_answer_names_what_it_took(config: Path) -> None:
    """Under a table; of JSON and CSV, which programs read, on stderr; with -q not."""
    said = {"AICOMPARE_CONFIG": str(config)}
    taken = f"--in HKD, --data {config.parent / 'mine.yaml'}"
    table = here("runway", "zhipu", "minimax", **said)
    assert folded(table.stdout).count(f"From {config}: {taken}, --columns company,months,cash") == 1
    assert table.stderr == ""
    for form in ("json", "csv", "ndjson"):
        done = here("runway", "minimax", "--format", form, **said)
        assert f"note: From {config}: {taken}\n" in done.stderr
    quiet = here("runway", "minimax", "-q", **said)
    assert "From" not in quiet.stdout + here("runway", "minimax", "-q", "--json", **said).stderr


def test_the_answer_is_that_of_the_options_typed(config: Path) -> None:
    """Nothing is different but the line that names the file."""
    set_ = here("runway", "zhipu", "minimax", "-q", AICOMPARE_CONFIG=str(config)).stdout
    options = ("--in", "HKD", "--columns", "company,months,cash", "--data", str(config.parent / "mine.yaml"))
    assert set_ == here("runway", "zhipu", "minimax", "-q", *options).stdout
    assert set_ != here("runway", "zhipu", "minimax", "-q").stdout


def test_what_is_typed_goes_before_it(config: Path) -> None:
    """--in and --columns stand in its place, and it does not claim them."""
    done = here(
        "runway", "zhipu", "minimax", "--in", "USD", "--columns", "months", AICOMPARE_CONFIG=str(config)
    )
    assert "amounts in USD" in folded(done.stdout)
    assert "HK$" not in done.stdout
    assert f"From {config}: --data" in folded(done.stdout)
    assert "--in HKD" not in folded(done.stdout) and "--columns" not in done.stdout


def test_files_that_are_typed_lie_over_its_own(config: Path, tmp_path: Path) -> None:
    """Acme is called otherwise in the later file; AICOMPARE_DATA stands in place of the setting."""
    over = tmp_path / "over.yaml"
    over.write_text("companies:\n  acme: {name: Acme Two, currency: USD}\n", encoding="utf-8")
    said = {"AICOMPARE_CONFIG": str(config)}
    assert "Acme Two" in here("show", "acme", "--data", str(over), **said).stdout
    assert "revenue" in here("show", "acme", "--data", str(over), "--json", **said).stdout
    instead = here("show", "acme", **said, AICOMPARE_DATA=str(over))
    assert "revenue" not in instead.stdout and "--data" not in instead.stdout


def test_a_command_takes_of_it_what_it_has(config: Path) -> None:
    """`convert` says --to, a pair of rates is one, `check` has no currency, `describe` no data."""
    said = {"AICOMPARE_CONFIG": str(config)}
    assert "--in" not in here("convert", "1 USD", "--to", "CNY", **said).stdout
    assert "--in" not in here("check", "minimax.cash > 1 USD", **said).stdout
    assert here("describe", "runway", **said).stdout == here("describe", "runway").stdout
    assert "--in" not in here("rates", "USD/CNY", **said).stdout


@pytest.mark.parametrize(
    "command", [name for name in MODULES if name not in ("mcp", "init", "add", "import")]
)
def test_no_command_refuses_what_nobody_typed(command: str, config: Path, tmp_path: Path) -> None:
    """Every example of the help answers with a file of settings, or as it does without."""
    for example in _declared(command).examples:
        line = [word for word in shlex.split(example)[1:] if not example.endswith("update")]
        for at, word in enumerate(line[:-1]):
            if word == "-o":
                line[at + 1] = str(tmp_path / line[at + 1])
        set_ = here(*line, AICOMPARE_CONFIG=str(config))
        assert set_.returncode == 0 or set_.returncode == here(*line).returncode, set_.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('in = "HDK"', ":1:1: 'HDK' is not a currency we have rates for; did you mean 'HKD'?"),
        ("in = 3", ':1:1: `in` is a currency; like "HKD", or "reported"'),
        ('\n\nclumns = "USD"', ":3:1: there is no setting 'clumns'; did you mean 'columns'?"),
        ("colour = true", ":1:1: there is no setting 'colour'; there are in, data, columns, key"),
        ("data = [1]", ':1:1: `data` is a file, or a list of them; like ["mine.yaml"]'),
        ('data = [""]', ":1:1: `data` is a file, or a list of them"),
        ('[columns]\nrnway = ["a"]', ":2:1: there is no command 'rnway'; did you mean 'runway'?"),
        ("[columns]\nrunway = 3", ":2:1: the columns of runway are a list of names"),
        ('columns = ["a"]', ":1:1: `columns` are those of a command; write [columns]"),
        ('in = "USD', ":1:10: this is not TOML: "),
        ("in", "this is not TOML: "),
        ('in = "USD"\nin = "HKD"', ":2:11: this is not TOML: "),
        ("#" * 100_001, ": this is too long for settings"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    """One message, the next step, and exit code 2."""
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    done = here("runway", "minimax", AICOMPARE_CONFIG=str(file))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr
    assert done.stderr.startswith(f"aicompare: {file}")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A file that was named and is not there, a folder, and what is no text."""
    for named in (tmp_path / "none.toml", tmp_path):
        done = here("list", AICOMPARE_CONFIG=str(named))
        assert done.returncode == 2
        assert f"{named}: cannot be read" in done.stderr and "AICOMPARE_CONFIG=" in done.stderr
    file = tmp_path / "config.toml"
    file.write_bytes(b"in = '\xff'")
    assert "this is no text in UTF-8" in here("list", AICOMPARE_CONFIG=str(file)).stderr
    assert here("list", AICOMPARE_CONFIG="/dev/null").returncode == 0


def test_what_it_names_and_is_not_there_is_said_with_its_name(tmp_path: Path) -> None:
    """A data file, and a column that no table has: whoever typed neither would wonder."""
    file = tmp_path / "config.toml"
    file.write_text('data = "none.yaml"\n', encoding="utf-8")
    done = here("list", AICOMPARE_CONFIG=str(file))
    assert f"{tmp_path / 'none.yaml'}: cannot be read" in done.stderr
    file.write_text('[columns]\nrunway = "nix"\n', encoding="utf-8")
    done = here("runway", "minimax", AICOMPARE_CONFIG=str(file))
    assert done.returncode == 2
    assert "there is no column 'nix'" in done.stderr and f"From {file}: --columns nix" in done.stderr
    assert here("runway", "minimax", "--json", AICOMPARE_CONFIG=str(file)).returncode == 0


def test_help_and_version_ask_for_no_settings(tmp_path: Path) -> None:
    """A broken file does not keep anybody from the help."""
    file = tmp_path / "config.toml"
    file.write_text("=", encoding="utf-8")
    for line in (["--help"], ["runway", "-h"], ["--version"], ["help", "ltm"]):
        assert here(*line, AICOMPARE_CONFIG=str(file)).returncode == 0


def test_the_library_is_not_touched_by_it(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script gives the same answer on every machine."""
    import aicompare

    monkeypatch.setenv("AICOMPARE_CONFIG", str(config))
    assert "acme" not in [row.company for row in aicompare.list_companies(aicompare.load()).rows]


def test_it_names_the_key_that_a_newer_set_must_be_signed_with(config: Path) -> None:
    """Beside it; `update` asks for it as if it were typed, and what is typed goes before it."""
    config.write_text('key = "maintainer.pub"\n', encoding="utf-8")
    key = config.parent / "maintainer.pub"
    key.write_text("nothing\n", encoding="utf-8")
    archive = config.parent / "new.zip"
    archive.write_bytes(packed(dict.fromkeys(FILES, b""), manifest_of(dict.fromkeys(FILES, b""), DAYS)))
    said = {"AICOMPARE_CONFIG": str(config)}
    assert f"{key}: holds no public key" in here("update", str(archive), **said).stderr
    assert "other.pub: cannot be read" in here("update", str(archive), "--key", "other.pub", **said).stderr
    config.write_text("key = 5\n", encoding="utf-8")
    assert f"{config}:1:1: `key` is a file with a public key" in here("update", str(archive), **said).stderr


def test_status_names_it(config: Path) -> None:
    """As what is in force."""
    told = json.loads(here("status", "--today", "2026-11-28", "--json", AICOMPARE_CONFIG=str(config)).stdout)
    last = told["data"][-1]
    assert (last["what"], last["place"]) == ("settings", str(config))
