"""`rates update`: the bank's file from a disk or a server, checked whole before it replaces anything."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import struct
import threading
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import ModuleType

import pytest
from command import ROOT, aicompare
from ecbfile import LAST, NAME, SHIPPED, bank_csv, reading_ours_once, zipped
from made import day
from server import Answer, answering

from aicompare.api.ratesupdate import Update, update_rates
from aicompare.rates.ecb import read_history
from aicompare.rates.ecbforms import MOST_BYTES
from aicompare.rates.fetching import Limits, fetch
from aicompare.rates.file import current_rates, user_file
from aicompare.resources import data_folder
from aicompare.values.errors import BadFile, BadUsage, NotFetched, NotWritten, Trouble
from aicompare.values.periods import Period

# The days after the shipped ones, as our file has them: USD, HKD, CNY, JPY, GBP, KRW, SGD, ...
_AFTER = (LAST + timedelta(days=number) for number in range(1, 9))
FIRST, SECOND, THIRD = [one for one in _AFTER if one.weekday() < 5][:3]
NEWER = (
    f"{FIRST},1.12,8.736,7.448,175,0.83,1490,1.42,106,1.56,0.92,1.59",
    f"{SECOND},1.2,9.36,8.4,175,0.83,1490,1.42,106,1.56,0.92,1.59",
)
OFF_PEG = f"{THIRD},1.1,9.9,7.7,175,0.83,1490,1.42,106,1.56,0.92,1.59"


def silent(received: int, length: int | None) -> None:
    """Nobody watches."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder for these tests; it does not exist yet."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    reading_ours_once(monkeypatch)
    return tmp_path / "data" / "aicompare"


def taken(place: Path | str) -> Update:
    return update_rates(str(place), silent)


def file_of(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The bank's csv with two more days."""
    return file_of(tmp_path / NAME, bank_csv(NEWER))


# --- a file from the disk -----------------------------------------------------------------


def test_a_newer_file_is_in_force_at_once(newer: Path, folder: Path) -> None:
    """8.4 / 1.2 is 7 yuan for a dollar on the new last day; history is as it was."""
    before = current_rates({})
    update = taken(newer)
    after = current_rates({})
    assert (update.path, update.new_days, update.warnings) == (folder / "exchange_rates.csv", 2, ())
    assert after.newest("USD", "CNY").value == 7
    assert after.source.published == Period.day(SECOND)
    old = day("2025-12-31")
    assert after.closing("USD", "CNY", old).value == before.closing("USD", "CNY", old).value
    assert [one.name for one in folder.iterdir()] == ["exchange_rates.csv"]


def test_a_zip_is_taken_like_its_csv(newer: Path, tmp_path: Path) -> None:
    """The same bytes lie there afterwards."""
    from_csv = taken(newer).path.read_bytes()
    (tmp_path / "hist.zip").write_bytes(zipped(bank_csv(NEWER)))
    assert taken(tmp_path / "hist.zip").path.read_bytes() == from_csv


def test_the_file_we_have_is_taken_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    """As new as the shipped one: no error, no new day, the shipped file stays in force."""
    update = taken(file_of(tmp_path / NAME, bank_csv()))
    assert update.new_days == 0
    assert current_rates({}).path == str(SHIPPED)


def test_as_of_a_day_what_came_later_is_hidden(newer: Path) -> None:
    """The second new row does not exist as of the first: 7.448 / 1.12 is 6.65, not 7."""
    taken(newer)
    assert current_rates({}, FIRST).newest("USD", "CNY").value == Decimal("6.65")


def broken(text: str) -> dict[str, str]:
    """What is wrong, and a file that has it."""
    lines = text.splitlines()
    newest = lines[1]
    codes = lines[0].split(",")

    def with_cell(code: str, value: str) -> str:
        cells = newest.split(",")
        cells[codes.index(code)] = value
        return "\n".join([lines[0], ",".join(cells), *lines[2:]])

    older = [line for line in lines if not line.startswith(("2026-", str(SECOND.year), str(FIRST.year)))]
    another = [line.replace(",1.", ",1.0") if line.startswith("2020-0") else line for line in lines]
    return {
        "ends on 2025-12-31, before the rates there are": "\n".join(older),
        "begins with '<!DOCTYPE html>'": "<!DOCTYPE html>\n<title>404</title>",
        "begins with ''": "",
        "holds no rates": lines[0],
        "has 0 columns for CNY": text.replace("CNY", "CNX"),
        "has 2 columns for USD": text.replace("ZAR", "USD"),
        ":2:1: has 4 rates for": "\n".join([lines[0], f"{THIRD},1,2,3,4", *lines[1:]]),
        "'2026-02-30' is not a day": text.replace(str(SECOND), "2026-02-30"),
        "'03.11.2026' is not a day": text.replace(str(SECOND), "03.11.2026"),
        f"{SECOND} stands there twice": text.replace(str(FIRST), str(SECOND)),
        "its days are not in order": "\n".join([lines[0], *lines[2:4], newest, *lines[4:]]),
        "'-7.1' is not a rate of CNY": with_cell("CNY", "-7.1"),
        "'0.00' is not a rate of CNY": with_cell("CNY", "0.00"),
        "'NaN' is not a rate of HKD": with_cell("HKD", "NaN"),
        "'1e3' is not a rate of HKD": with_cell("HKD", "1e3"),
        f"HKD goes from 8.736 to 97.5 on {SECOND}": with_cell("HKD", "97.5"),
        f"has no rates between {FIRST} and 2199-01-02": text.replace(str(SECOND), "2199-01-02"),
        "has no rate of USD for 1999-01-04": "\n".join(lines[:-1]),
        "have other rates than the shipped file": "\n".join(another),
    }


WRONG = broken(bank_csv(NEWER))


@pytest.mark.parametrize("says", WRONG)
def test_a_file_that_is_not_right_replaces_nothing(says: str, folder: Path, tmp_path: Path) -> None:
    """Each refused with its place and what is wrong; the folder is not even made."""
    with pytest.raises(BadFile) as caught:
        taken(file_of(tmp_path / "wrong.csv", WRONG[says]))
    assert says in caught.value.message
    assert caught.value.message.startswith(str(tmp_path / "wrong.csv"))
    assert not folder.exists()


def test_what_was_there_stays_when_a_file_is_refused(newer: Path, tmp_path: Path) -> None:
    """A good file, then a broken one, then an older one: the good one is still in force."""
    good = taken(newer).path.read_bytes()
    for text in ("nonsense", bank_csv()):
        with pytest.raises(BadFile):
            taken(file_of(tmp_path / "other.csv", text))
        assert (tmp_path / "data" / "aicompare" / "exchange_rates.csv").read_bytes() == good


def test_a_few_corrected_days_are_a_warning_and_change_nothing(tmp_path: Path) -> None:
    """The bank corrects one old rate: it is named, and answers about shipped days stay the same."""
    before = current_rates({}).closing("EUR", "USD", day("2020-03-02")).value
    (line,) = [line for line in bank_csv().splitlines() if line.startswith("2020-03-02")]
    corrected = bank_csv(NEWER).replace(line, line.replace(str(before), "1.2345"))
    (warning,) = taken(file_of(tmp_path / NAME, corrected)).warnings
    assert (warning.code, "2020-03-02" in warning.message) == ("rates_revised", True)
    assert current_rates({}).closing("EUR", "USD", day("2020-03-02")).value == before


@pytest.mark.parametrize("place", ["missing/hist.zip", "/", "a\0b", ""])
def test_a_file_that_cannot_be_read(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, a folder, no file name at all."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadFile, match="cannot be read"):
        taken(place)


def test_a_folder_that_cannot_be_made(newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder should be; or there is no home at all."""
    monkeypatch.setenv("XDG_DATA_HOME", str(newer))
    with pytest.raises(NotWritten, match="could not be made"):
        taken(newer)
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("HOME")
    with pytest.raises(NotWritten, match="no folder"):
        taken(newer)


# --- zips ------------------------------------------------------------------------------------


def test_a_zip_that_swells_is_refused(tmp_path: Path) -> None:
    """A bomb of a few kilobytes, also where it lies about its size."""
    bomb = zipped("0" * (MOST_BYTES + 1))
    assert len(bomb) < 100_000
    lying = bomb.replace(struct.pack("<L", MOST_BYTES + 1), struct.pack("<L", 1000))
    for data in (bomb, lying):
        (tmp_path / "bomb.zip").write_bytes(data)
        with pytest.raises(BadFile):
            taken(tmp_path / "bomb.zip")


@pytest.mark.parametrize("cut", [4, 1000, 100_000, -1])
def test_a_cut_off_zip_is_refused(tmp_path: Path, cut: int) -> None:
    """Wherever it was cut."""
    (tmp_path / "cut.zip").write_bytes(zipped(bank_csv(NEWER))[:cut])
    with pytest.raises(BadFile, match="zip that cannot be read"):
        taken(tmp_path / "cut.zip")


@pytest.mark.parametrize("names", [(), ("readme.txt",), ("a.csv", "b.csv")])
def test_a_zip_holds_one_csv(tmp_path: Path, names: tuple[str, ...]) -> None:
    """None, or two, and it is not clear which is meant."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, bank_csv())
    with pytest.raises(BadFile, match="csv files that can be read, not one"):
        read_history(data.getvalue(), "some.zip")


# --- which file is in force --------------------------------------------------------------


def damaged(whole: bytes) -> dict[str, bytes]:
    lines = whole.splitlines(keepends=True)
    return {
        "empty": b"",
        "no rates": lines[0],
        "cut off": whole[:-9],
        "cut off by one digit": whole[:-2],
        "another text": b"hello\n",
        "a new row damaged": whole.replace(b",1.12,8.736,", b",,,1.12,8.736,"),
        "a new row out of order": b"".join([*lines[:-2], lines[-1], lines[-2]]) + lines[-1],
        "an old rate changed": whole.replace(b"2025-12-31,1.175,", b"2025-12-31,1.275,"),
        "an old day gone": b"".join(line for line in lines if not line.startswith(b"2025-12-31")),
        "other columns": whole.replace(b"date,USD,HKD", b"date,HKD,USD"),
    }


@pytest.mark.parametrize("how", damaged(b"x\ny\n"))
def test_a_damaged_file_of_the_user_s_falls_back_to_the_shipped_one(newer: Path, how: str) -> None:
    """And says so: it names the file, what is wrong with it and how far the shipped rates go."""
    path = taken(newer).path
    path.write_bytes(damaged(path.read_bytes())[how])
    rates = current_rates({})
    assert rates.path == str(SHIPPED)
    assert rates.trouble is not None
    assert str(path) in rates.trouble and f"shipped rates up to {LAST}" in rates.trouble


def test_an_older_file_of_the_user_s_is_passed_over(folder: Path) -> None:
    """After an upgrade the shipped rates are newer: nothing is wrong with that."""
    folder.mkdir(parents=True)
    older = SHIPPED.read_text(encoding="ascii").splitlines(keepends=True)[:-20]
    file_of(folder / "exchange_rates.csv", "".join(older))
    rates = current_rates({})
    assert (rates.path, rates.trouble) == (str(SHIPPED), None)


def test_a_start_does_not_read_the_shipped_history(newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a newer file at hand, only its new rows and the last shipped one are parsed."""
    from aicompare.rates.table import RateTable

    taken(newer)
    parsed: set[int] = set()
    cells = RateTable._cells

    def counting(table: RateTable, at: int, line: bytes) -> list[str]:
        parsed.add(at)
        return cells(table, at, line)

    monkeypatch.setattr(RateTable, "_cells", counting)
    assert current_rates({}).reviewed == LAST
    assert len(parsed) == 3


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/home/me"}, "/home/me/.local/share/aicompare"),
        ("linux", {"HOME": "/home/me", "XDG_DATA_HOME": "/data"}, "/data/aicompare"),
        ("linux", {"HOME": "/home/me", "XDG_DATA_HOME": "data"}, "/home/me/.local/share/aicompare"),
        ("linux", {"HOME": "/home/me", "XDG_DATA_HOME": ""}, "/home/me/.local/share/aicompare"),
        ("darwin", {"HOME": "/Users/me"}, "/Users/me/Library/Application Support/aicompare"),
        ("win32", {"LOCALAPPDATA": "/l", "APPDATA": "/r"}, "/l/aicompare"),
        ("win32", {"APPDATA": "/r"}, "/r/aicompare"),
        ("linux", {}, "None"),
        ("darwin", {"HOME": ""}, "None"),
        ("win32", {}, "None"),
    ],
)
def test_the_platform_s_place_for_data(platform: str, environ: dict[str, str], expected: str) -> None:
    """XDG Base Directory: a relative path in it is ignored; without a home there is no place."""
    assert str(data_folder(platform, environ)) == expected


def test_without_a_home_the_shipped_rates_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service has none."""
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert user_file() is None
    assert current_rates({}).path == str(SHIPPED)


# --- the command ------------------------------------------------------------------------


def run(*arguments: str, folder: Path) -> tuple[int, dict[str, object]]:
    done = aicompare(*arguments, "--json", XDG_DATA_HOME=str(folder.parent))
    return done.returncode, json.loads(done.stdout)


def test_update_answers_with_the_rates_now_in_force(newer: Path, folder: Path) -> None:
    """The newest of every currency, in the schema of `rates`."""
    code, answer = run("rates", "update", str(newer), folder=folder)
    assert (code, answer["schema"]) == (0, "aicompare.rates/2")
    rows = {row["quote"]: row for row in answer["data"]}  # type: ignore[attr-defined]
    assert (rows["CNY"]["rate"], rows["CNY"]["on"]) == (7, str(SECOND))


def test_a_new_row_off_the_peg_is_a_warning_where_it_is_used(tmp_path: Path, folder: Path) -> None:
    """Nine Hong Kong dollars for one: said on update, and with every rate of that day."""
    place = file_of(tmp_path / NAME, bank_csv([*NEWER, OFF_PEG]))
    codes = []
    for arguments in (
        ("rates", "update", str(place)),
        ("convert", "US$1", "--to", "CNY"),
        ("convert", "US$1", "--to", "CNY", "--average", f"{FIRST}..{THIRD}"),
        ("convert", "US$1", "--to", "CNY", "--on", str(SECOND)),
    ):
        _, answer = run(*arguments, folder=folder)
        codes.append([warning["code"] for warning in answer["warnings"]])  # type: ignore[attr-defined]
    assert codes == [["off_peg"], ["off_peg"], ["off_peg"], []]


def test_an_answer_tells_of_a_file_that_was_not_used(folder: Path) -> None:
    """Where it holds rates; what needed no conversion has nothing to say about them."""
    folder.mkdir(parents=True)
    file_of(folder / "exchange_rates.csv", "nonsense")
    _, converted = run("convert", "US$1", "--to", "CNY", folder=folder)
    _, shown = run("show", "minimax", "revenue", folder=folder)
    codes = [[one["code"] for one in answer["warnings"]] for answer in (converted, shown)]  # type: ignore[attr-defined]
    assert codes[0] == ["rate_file"] and "rate_file" not in codes[1]
    assert converted["rates"] and not shown["rates"]


# --- from a server ----------------------------------------------------------------------


def test_the_bank_s_zip_is_fetched(serve: Callable[[Answer], str]) -> None:
    """Whole, with the bytes counted on the way for whoever watches."""
    body = zipped(bank_csv(NEWER))
    seen: list[tuple[int, int | None]] = []
    update = update_rates(serve(answering(body)), lambda received, length: seen.append((received, length)))
    assert update.new_days == 2
    assert seen[-1] == (len(body), len(body))
    assert current_rates({}).newest("USD", "CNY").value == 7


def test_a_body_without_a_length_is_fetched_too(serve: Callable[[Answer], str]) -> None:
    """It ends where the server closes; the zip itself tells whether it is whole."""
    assert taken(serve(answering(zipped(bank_csv(NEWER)), length=-1))).new_days == 2


def test_a_redirection_is_followed_to_http_only(serve: Callable[[Answer], str]) -> None:
    """To another server, yes; to a file or ftp, never."""
    target = serve(answering(zipped(bank_csv(NEWER))))
    assert taken(serve(answering(b"", 302, headers=(("Location", target),)))).new_days == 2
    for elsewhere, says in ((f"file://{SHIPPED}", "not allowed"), ("ftp://127.0.0.1/x.zip", "unknown url")):
        with pytest.raises(NotFetched, match=says):
            taken(serve(answering(b"", 302, headers=(("Location", elsewhere),))))


@pytest.mark.parametrize(
    ("answer", "trouble", "says"),
    [
        (answering(b"gone", 404), NotFetched, "the server answers 404"),
        (answering(b"", 500), NotFetched, "the server answers 500"),
        (answering(zipped(bank_csv())[:5000], length=600_000), NotFetched, "cut off after 5,000 of 600,000"),
        (answering(b"", length=600_000), NotFetched, "cut off after 0 of 600,000"),
        (answering(zipped(bank_csv())[:5000], length=-1), BadFile, "zip that cannot be read"),
        (answering(b"<!DOCTYPE html>"), BadFile, "begins with '<!DOCTYPE html>'"),
        (answering(b""), BadFile, "begins with ''"),
        (answering(b"\xff\xfe\x00"), BadFile, "neither a zip nor text"),
        (answering(zipped("0" * (MOST_BYTES + 1))), BadFile, "larger than"),
        (answering(b"Date", length=MOST_BYTES + 1), BadFile, "larger than"),
    ],
)
def test_what_a_server_may_do_instead_replaces_nothing(
    serve: Callable[[Answer], str], folder: Path, answer: Answer, trouble: type[Trouble], says: str
) -> None:
    """Not there, cut off, wrong content, too much: one message with the address, no file."""
    with pytest.raises(trouble, match=says) as caught:
        taken(serve(answer))
    assert "http://127.0.0.1" in caught.value.message
    assert not folder.exists()


def test_a_body_without_end_is_left_at_the_limit(serve: Callable[[Answer], str]) -> None:
    """Nothing announced, and more comes than there may be."""
    with pytest.raises(BadFile, match="larger than 1,000 bytes"):
        fetch(serve(answering(b"x" * 5000, length=-1)), Limits(size=1000), silent)


def test_a_server_that_says_nothing_is_given_up(serve: Callable[[Answer], str]) -> None:
    """After the time for a pause, here one second."""
    done = threading.Event()

    def never(request: BaseHTTPRequestHandler) -> None:
        done.wait(20)

    address = serve(never)
    try:
        with pytest.raises(NotFetched, match="nothing came for 1 seconds"):
            update_rates(address, silent, Limits(size=MOST_BYTES, pause=1))
    finally:
        done.set()


def test_a_server_that_drips_is_given_up(serve: Callable[[Answer], str]) -> None:
    """Bytes that keep coming do not lengthen the time for all of them, here none."""
    with pytest.raises(NotFetched, match="took longer than 0 seconds"):
        update_rates(serve(answering(zipped(bank_csv()))), silent, Limits(size=MOST_BYTES, total=0))


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("ftp://127.0.0.1/x.zip", BadUsage),
        ("file:///etc/passwd", BadUsage),
        ("http://", NotFetched),
        ("http://[::1", NotFetched),
        ("http://127.0.0.1:1/x.zip", NotFetched),
        ("http://127.0.0.1:99999/x.zip", NotFetched),
        ("http://127.0.0.1:1/a b", NotFetched),
        ("http://127.0.0.1:1/ü", NotFetched),
        (f"http://{'a' * 300}/", NotFetched),
    ],
)
def test_an_address_that_leads_nowhere(address: str, trouble: type[Trouble]) -> None:
    """Other protocols, no host, nobody listening, letters that no address has."""
    with pytest.raises(trouble):
        taken(address)


def test_a_password_in_an_address_is_not_repeated() -> None:
    """Messages end up in logs."""
    with pytest.raises(NotFetched) as caught:
        taken("http://me:secret@127.0.0.1:1/x.zip")
    assert "secret" not in caught.value.message and "127.0.0.1:1/x.zip" in caught.value.message


# --- the tool that writes the shipped file ---------------------------------------------------


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_exchange_rates", ROOT / "tools" / "make_exchange_rates.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("form", ["csv", "zip", "windows", "marked"])
def test_the_shipped_file_is_what_the_tool_writes(tool: ModuleType, tmp_path: Path, form: str) -> None:
    """Byte for byte from the bank's csv or zip, whatever the ends of its lines or a mark before them."""
    text = bank_csv()
    bodies = {
        "csv": text.encode(),
        "zip": zipped(text),
        "windows": text.replace("\n", "\r\n").encode(),
        "marked": text.encode("utf-8-sig"),
    }
    (tmp_path / "bank").write_bytes(bodies[form])
    assert tool.main([str(tmp_path / "bank"), str(tmp_path / "ours.csv")]) == 0
    assert (tmp_path / "ours.csv").read_bytes() == SHIPPED.read_bytes()


def test_the_tool_writes_nothing_of_a_file_that_is_not_right(tool: ModuleType, tmp_path: Path) -> None:
    """Exit 2, and no target."""
    file_of(tmp_path / "bank", "nonsense")
    assert tool.main([str(tmp_path / "bank"), str(tmp_path / "ours.csv")]) == 2
    assert tool.main([str(tmp_path / "none"), str(tmp_path / "ours.csv")]) == 2
    assert not (tmp_path / "ours.csv").exists()


def test_a_history_goes_from_its_first_to_its_last_day() -> None:
    """The bank's first day was 4 January 1999."""
    history = read_history(SHIPPED.read_bytes(), "shipped")
    assert (history.first, len(history.rows)) == (date(1999, 1, 4), SHIPPED.read_bytes().count(b"\n") - 1)
    assert Period.day(history.last) == current_rates({}).source.published
