"""The bank's table in the forms that spreadsheets, browsers and archivers give it: the same rates."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import LONG
from ecbfile import LAST, bank_csv, reading_ours_once, zipped

from aicompare.api.ratesupdate import update_rates
from aicompare.rates.ecb import read_history
from aicompare.rates.ecbforms import TAKE
from aicompare.values.errors import BadFile

NEW = next(day for n in range(1, 4) if (day := LAST + timedelta(days=n)).weekday() < 5)
# One more day as our file has it: USD, HKD, CNY, JPY, GBP, KRW, SGD, INR, CAD, CHF, AUD.
CELLS = "1.1180,8.7652,7.4326,175.68,0.8338,1491.76,1.4282,106.084,1.5606,0.9194,1.5904"
PLAIN = bank_csv([f"{NEW},{CELLS}"])
HEADER, NEWEST, *OLDER = PLAIN.splitlines(keepends=True)
THINNED = "".join([HEADER, NEWEST, *OLDER[::20]])  # a day a month, of every year
Form = Callable[[str], str | bytes]


def days_as(form: str) -> Form:
    """Every day written otherwise (strftime, without the zeros before a number that `%-d` leaves out)."""

    def written(text: str) -> str:
        header, *rows = text.splitlines()
        days = [(date.fromisoformat(day), rest) for day, _, rest in (row.partition(",") for row in rows)]
        quote = '"' if "," in form else ""
        return "\n".join([header, *(f"{quote}{day.strftime(form)}{quote},{rest}" for day, rest in days)])

    return written


def quoted(text: str) -> str:
    lines = [",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()]
    return "\r\n".join(lines) + "\r\n"


def german(text: str) -> str:
    """Semicolons, decimal commas, days with points: what a German spreadsheet makes of it."""
    header, *rows = days_as("%d.%m.%Y")(text).splitlines()  # type: ignore[union-attr]
    days, rates = zip(*(row.split(",", 1) for row in rows), strict=True)  # type: ignore[arg-type]
    lines = [day + ";" + cells.replace(".", "#").replace(",", ";").replace("#", ",")  # type: ignore[attr-defined]
             for day, cells in zip(days, rates, strict=True)]  # fmt: skip
    return "\r\n".join([header.replace(",", ";"), *lines]) + "\r\n"  # type: ignore[arg-type]


def indexed(text: str) -> str:
    """As pandas writes a table: the number of the row before it, nothing where there is none."""
    header, *rows = text.replace("N/A", "").splitlines()
    return "\n".join([f",{header}", *(f"{number},{row}" for number, row in enumerate(rows))])


def by_a_mac(text: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rates/Eurofxref-Hist.CSV", text)
        archive.writestr("__MACOSX/rates/._Eurofxref-Hist.CSV", b"\0\5\x16\7")
    return data.getvalue()


FORMS: dict[str, Form] = {
    "as the bank has it": lambda text: text,
    "empty lines at the end": lambda text: text + "," * 13 + "\n" + "," * 13 + "\n\n",
    "empty cells at the end": lambda text: text.replace("\n", ",,,\n"),
    "without the last comma": lambda text: text.replace(",\n", "\n"),
    "without that of the header": lambda text: text.replace(",\n", "\n", 1),
    "every cell in quotes": quoted,
    "semicolons": lambda text: text.replace(",", ";"),
    "tabs": lambda text: text.replace(",", "\t"),
    "UTF-16 with tabs": lambda text: text.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
    "UTF-16, the other end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "a mark before it": lambda text: text.encode("utf-8-sig"),
    "lines of an old Mac": lambda text: text.replace("\n", "\r"),
    "an empty line first": lambda text: "\n" + text,
    "a line for Excel": lambda text: "sep=,\r\n" + text,
    "a line for Excel, of semicolons": lambda text: "sep=;\r\n" + text.replace(",", ";"),
    "days like 30/10/2026": days_as("%d/%m/%Y"),
    "days like 10/30/2026": days_as("%m/%d/%Y"),
    "days like 10/30/26": days_as("%m/%d/%y"),
    "days like 30.10.26": days_as("%d.%m.%y"),
    "days like 2026/10/30": days_as("%Y/%m/%d"),
    "days like 2026年10月30日": days_as("%Y年%m月%d日"),
    "days like 30-Oct-26": days_as("%d-%b-%y"),
    "days like 30 October 2026": days_as("%d %B %Y"),
    "days like October 30, 2026": days_as("%B %d, %Y"),
    "days with midnight": days_as("%Y-%m-%d 00:00:00"),
    "days with a T": days_as("%Y-%m-%dT00:00:00Z"),
    "from Germany": german,
    "from pandas": indexed,
    "#N/A for N/A": lambda text: text.replace("N/A", "#N/A"),
    "blanks around": lambda text: text.replace(",", " , "),
    "a zip": zipped,
    "a zip of a Mac": by_a_mac,
    "a gzip": lambda text: gzip.compress(text.encode()),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder for these tests; it does not exist yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    reading_ours_once(monkeypatch)
    return tmp_path / "data" / "aicompare"


def given(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "given"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_table_in_another_form_is_read(form: str) -> None:
    """Every day and every rate as in the bank's own csv; at length of each of its days."""
    text = PLAIN if LONG else THINNED
    content = FORMS[form](text)
    found = read_history(content if isinstance(content, bytes) else content.encode(), "given")
    assert found == read_history(text.encode(), "plain")
    assert found.rows[NEW] == tuple(CELLS.split(","))


@pytest.mark.parametrize(
    "form", ["as the bank has it", "days like 30.10.26", "from Germany", "a zip of a Mac"]
)
def test_what_is_read_is_taken_whole(form: str, tmp_path: Path) -> None:
    """Text or bytes: one new day, behind all those that were there."""
    content = FORMS[form](PLAIN)
    update = update_rates(given(tmp_path, content), lambda *_: None)
    assert update.new_days == 1
    assert update.history == read_history(PLAIN.encode(), "plain")
    assert update.path.read_text(encoding="ascii").endswith(f"\n{NEW},{CELLS}\n")


def daily(text: str) -> str:
    """The bank's csv of one day."""
    header, newest, *_ = text.splitlines()
    rest = newest.partition(",")[2].replace(",", ", ")
    return f"{header.replace(',', ', ')}\n{NEW:%d %B %Y}, {rest}\n"


OTHERS: dict[str, tuple[Form, str]] = {
    "the csv of one day": (daily, "has no rate of USD for 1999-01-04"),
    "the csv of one day in a zip": (lambda text: zipped(daily(text)), "has no rate of USD for 1999-01-04"),
    "the csv of 90 days": (lambda text: "\n".join(text.splitlines()[:65]), "for 1999-01-04"),
    "the xml of one day": (lambda _: '<?xml version="1.0"?>\n<gesmes:Envelope/>', "begins with '<?xml"),
    "the xml in a zip": (lambda _: zipped("<a/>", "eurofxref-hist.xml"), "holds 0 csv files"),
    "a page of the bank": (lambda _: "\n<!DOCTYPE html>\n<p>,Date,</p>", "begins with '<!DOCTYPE html>'"),
    "one series of its portal": (
        lambda _: '"DATE","TIME PERIOD","US dollar/Euro"\n"2026-10-30","30 Oct 2026","1.1172"\n',
        "has 0 columns for USD",
    ),
    "a workbook": (lambda _: zipped("<a/>", "xl/workbook.xml"), "holds 0 csv files"),
    "decimal commas between commas": (
        lambda text: text.replace(".", ","), "rates for 13 currencies",
    ),
    "thousands": (lambda text: quoted(text).replace("1491.76", "1,491.76"), "'1,491.76' is not a rate"),
    "a day that is none": (
        lambda text: days_as("%d/%m/%Y")(text).replace("30/10/2026", "31/09/2026"),  # type: ignore[arg-type]
        "'31/09/2026' is not a day",
    ),
    "a cell cut out": (lambda text: text.replace(f"{LAST},N/A,", f"{LAST},"), "has 14 cells, where"),
    "a cell cut out behind": (lambda text: text.replace("18.6455,\n", "\n", 1), ":2:1: has 14 cells, where"),
    "another archive": (lambda _: b"7z\xbc\xaf\x27\x1c\0\4", "neither a zip nor text"),
}  # fmt: skip


@pytest.mark.parametrize("form", OTHERS)
def test_what_is_not_the_table_is_told_what_to_take(form: str, tmp_path: Path, folder: Path) -> None:
    """The trouble, and the whole history as the way out; nothing is replaced."""
    make, says = OTHERS[form]
    with pytest.raises(BadFile) as caught:
        update_rates(given(tmp_path, make(PLAIN)), lambda *_: None)
    assert says in caught.value.message
    assert caught.value.hint == TAKE and "eurofxref-hist.zip" in TAKE
    assert not folder.exists()


@pytest.mark.parametrize("cut", [2, 12, 5000, -1])
def test_a_cut_off_gzip_is_refused(tmp_path: Path, cut: int) -> None:
    """Wherever it was cut: half a table is none."""
    with pytest.raises(BadFile, match="is a gzip that cannot be read"):
        update_rates(given(tmp_path, gzip.compress(PLAIN.encode())[:cut]), lambda *_: None)


def test_a_gzip_that_swells_is_refused(tmp_path: Path) -> None:
    """A bomb of a few kilobytes."""
    with pytest.raises(BadFile, match="larger than 16,000,000 bytes"):
        update_rates(given(tmp_path, gzip.compress(b"0" * 17_000_000)), lambda *_: None)


def test_what_a_decimal_comma_is_is_decided_by_the_whole_table() -> None:
    """1,491 beside 1.1172 is a thousand to somebody: refused, never one and a half won."""
    text = quoted(PLAIN.replace("1491.76", "1,491"))
    with pytest.raises(BadFile, match=r"'1' is not a rate|rates for|'1,491' is not a rate"):
        read_history(text.encode(), "mixed")
