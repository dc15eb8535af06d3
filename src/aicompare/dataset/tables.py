"""Tables of others as rows for a data file: metric x period as one pastes it, or a line a figure.

metric,period,value,source          a figure a row; any further column is a key of the fact
metric,FY2024,FY2025                a document's table: the company and source are said beside it
id,title,publisher,published,...    sources
id,name,currency,ticker,...         companies
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from json import loads
from typing import NamedTuple

from aicompare.dataset.additions import Addition
from aicompare.dataset.loading import read_bytes
from aicompare.dataset.yamllines import FACT_KEYS, SOURCE_KEYS
from aicompare.files import UTF16, looks_like_utf16
from aicompare.values.errors import BadFile, BadUsage, Trouble, shown, suggestion, together
from aicompare.values.metrics import METRICS, having, metric
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period, as_ours

_FACT = ("company", *FACT_KEYS, "ref")
_SOURCE = ("id", *SOURCE_KEYS, "ref")
_COMPANY = (
    "id", "name", "legal_name", "aliases", "country", "founded", "ticker", "exchange", "listed", "currency",
    "groups", "ref",
)  # fmt: skip
_BESIDE = ("status", "basis", "scope", "label", "deal", "unit", "note", "at", "source", "company", "ref")
_ALSO = {
    "figure": "value", "as printed": "value", "listed on": "listed", "url/address": "url", "address": "url",
}  # fmt: skip
_NOTHING = ("", "-", "–", "—", "−", "n/a", "n.a.", "na", "n.m.", "nm")
_LISTED = re.compile(r"[\s,;]+")


class Given(NamedTuple):
    """What is said beside a table, for all rows that do not say it themselves."""

    company: str | None = None
    source: tuple[str, ...] = ()
    unit: str | None = None


class Pasted(NamedTuple):
    """The rows of a table, and how many of its cells hold no figure."""

    rows: list[Addition]
    empty: int


class TableLine(NamedTuple):
    """The cells of one line, and where it stands."""

    place: str
    cells: list[str]


def read_table(file: str, given: Given) -> Pasted:
    """The rows of a CSV file; `given` is what it does not say itself. Raises BadFile with a place."""
    head, lines = lines_of(file)
    names = [_named(one) for one in head.cells]
    _refuse_repeated(head, names)
    if {"reported", "value_text"} <= {*names}:
        return _exported(names, lines, given)
    if {"metric", "period", "value"} <= {*names}:
        return _tall(head, names, lines, given)
    if names[0] in ("metric", "period", ""):
        return _wide(head, names, lines, given)
    if "title" in names or "publisher" in names:
        return Pasted(_entries(head, names, lines, "source"), 0)
    if "name" in names or "currency" in names:
        return Pasted(_entries(head, names, lines, "company"), 0)
    raise BadFile(
        head.place, "the first line names no columns that are known", hint=(
            "a figure a row: metric, period, value; a table of a document: metric and periods; "
            "sources: id, title, publisher, published; companies: id, name, currency"
        ),
    )  # fmt: skip


def lines_of(file: str) -> tuple[TableLine, list[TableLine]]:
    """The first line of a table and those below it, with their places. Raises BadFile."""
    name = "stdin" if file == "-" else file
    raw = read_bytes(file)
    if raw.startswith(b"PK\x03\x04"):
        from aicompare.dataset.sheets import sheet_rows

        rows = sheet_rows(name, raw)
    else:
        rows = _csv_rows(name, raw)
    found = [
        TableLine(f"{name}:{number}", [" ".join(cell.split()) for cell in cells])
        for number, cells in rows
        if any(cell.strip() for cell in cells)
    ]
    if not found:
        raise BadFile(name, "the table is empty", hint="its first line names the columns")
    return found[0], [_fitted(one, found[0]) for one in found[1:]]


def _csv_rows(name: str, raw: bytes) -> list[tuple[int, list[str]]]:
    """The cells of each row, and the line on which it begins."""
    if looks_like_utf16(raw):
        raise BadFile(name, UTF16, hint="save the table as CSV in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(name, "this is not UTF-8 text", hint="save the table as CSV in UTF-8") from None
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        start = 1
        for cells in reader:
            found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as problem:
        message, hint = f"this is no CSV: {problem}", "close the quotes, or save the table anew"
        raise BadFile(name, message, line=reader.line_num, column=1, hint=hint) from None
    return found


def _fitted(line: TableLine, head: TableLine) -> TableLine:
    """As many cells as there are columns; more than that are a comma without quotes."""
    width = len(head.cells)
    if any(line.cells[width:]):
        message = f"{len(line.cells)} cells, and the first line names {width} columns"
        raise BadFile(line.place, message, hint="put text and figures with a comma in quotes")
    return line._replace(cells=[*line.cells[:width], *[""] * (width - len(line.cells))])


def _named(head: str) -> str:
    name = head.strip().casefold()
    return _ALSO.get(name, name.replace(" ", "_"))


def _wrong(place: str, message: str, hint: str | None) -> Trouble:
    """At its place in a table; what was typed has none."""
    return BadFile(place, message, hint=hint) if place else BadUsage(message, hint=hint)


def _refuse_repeated(head: TableLine, names: Sequence[str]) -> None:
    for name in names:
        if name and names.count(name) > 1:
            raise BadFile(head.place, f"the column {shown(name)} stands here twice", hint="leave one out")


def _refuse_unknown(head: TableLine, names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            near = suggestion(name, known)
            hint = f"{near + ' ' if near else ''}the columns are {', '.join(known)}"
            raise BadFile(head.place, f"there is no column {shown(name)}", hint=hint)


# --- a figure a row -----------------------------------------------------------------------


def _tall(head: TableLine, names: list[str], lines: Iterable[TableLine], given: Given) -> Pasted:
    _refuse_unknown(head, names, (*_FACT, "unit"))
    told = [(line.place, _cells(names, line)) for line in lines]
    full = [(place, cells) for place, cells in told if cells.get("value", "").casefold() not in _NOTHING]
    return Pasted(_facts(full, given), len(told) - len(full))


def _cells(names: Sequence[str], line: TableLine) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, line.cells, strict=True) if cell}


def _facts(told: Iterable[tuple[str, dict[str, str]]], given: Given) -> list[Addition]:
    """All that is wrong in a table is told at once. Raises BadFile."""
    rows, troubles = [], []
    for place, cells in told:
        try:
            rows.append(fact_row(place, cells, given))
        except Trouble as trouble:
            troubles.append(trouble)
    if troubles:
        raise together(troubles)
    return rows


def fact_row(place: str, cells: dict[str, str], given: Given) -> Addition:
    """A fact by its keys as text. Raises BadFile with the place, or BadUsage where there is none."""
    place = f"{place} ({ref})" if (ref := cells.pop("ref", "")) else place
    company = cells.pop("company", None) or given.company
    if not company:
        raise _wrong(place, "no company", hint="add a column company, or say --company")
    for key in ("metric", "period"):
        if key not in cells:
            raise _wrong(place, f"no {key}", hint="fill it in")
    sources = _LISTED.split(cells.pop("source")) if "source" in cells else list(given.source)
    if not sources:
        raise _wrong(place, "no source", hint="add a column source, or say --source")
    known = _metric(place, cells["metric"])
    unit = cells.pop("unit", None) or given.unit
    keys: dict[str, object] = {**cells, "metric": known, "period": as_ours(cells["period"])}
    keys["value"] = (
        _in_unit(cells["value"], unit) if unit and METRICS[known].unit == "money" else cells["value"]
    )
    keys["source"] = [*dict.fromkeys(sources)]
    if "accept" in cells:
        keys["accept"] = _accepted(place, cells["accept"])
    return Addition("fact", company, keys, place)


def _metric(place: str, name: str) -> str:
    """Raises BadFile, also for what is a metric with its sign turned."""
    key = name.casefold().replace(" ", "_")
    for known in having("loss"):
        if key in known.words("loss"):
            hint = f"write {known.name}, and the figure with a minus"
            raise _wrong(place, f"{name} is not entered", hint=hint)
    try:
        return metric(name).name
    except Trouble as trouble:
        hint = trouble.hint or "`aicompare metrics` lists them"
        raise _wrong(place, f"{shown(name)} is not a metric", hint=hint) from None


_SCALES = {"thousand": "k", "'000": "k", "million": "m", "mn": "m", "m": "m", "billion": "bn", "bn": "bn"}
_UNIT = re.compile(rf"(.*?)\s*({'|'.join(_SCALES)})", re.IGNORECASE)


def _in_unit(cell: str, unit: str) -> str:
    """`(3,906)` in `RMB million` is `RMB -3,906m`; what says its currency stays as it is."""
    with suppress(Trouble):
        parse_amount(cell)
        return cell
    printed, match = f"{unit} {cell}", _UNIT.fullmatch(unit)
    with suppress(Trouble):
        digits = cell.strip("()").lstrip("-−")
        sign = " -" if digits != cell else " " if match and match[1][-1:].isalpha() else ""
        short = f"{match[1]}{sign}{digits}{_SCALES[match[2].casefold()]}" if match else printed
        return short if parse_amount(short) == parse_amount(printed) else printed
    return printed


def _accepted(place: str, text: str) -> dict[str, str]:
    """`code: reason`, or several as JSON."""
    if text.startswith("{"):
        with suppress(ValueError):
            return {str(code): str(reason) for code, reason in loads(text).items()}
    code, colon, reason = text.partition(":")
    if not (colon and reason.strip()):
        raise _wrong(
            place, f"{shown(text)} accepts nothing", hint="write it like `conflict: why it may stay`"
        )
    return {code.strip(): reason.strip()}


# --- what `aicompare export facts` wrote ---------------------------------------------------

_AS_EXPORTED = ("company", "metric", "period", "scope", "label", "deal", "note", "balance", "due", "accept")
_OTHERWISE = {"value": "reported", "source": "sources", "at": "place"}


def _exported(names: list[str], lines: Iterable[TableLine], given: Given) -> Pasted:
    """As its source printed it; what a fact is by itself is not said again."""
    told = [(line.place, _as_entered(_cells(names, line))) for line in lines]
    return Pasted(_facts(told, given), 0)


def _as_entered(cells: dict[str, str]) -> dict[str, str]:
    keys = {key: cells[key] for key in _AS_EXPORTED if key in cells}
    keys |= {key: cells[column] for key, column in _OTHERWISE.items() if column in cells}
    known = METRICS.get(cells.get("metric", ""))
    usual = {"status": "actual", "basis": known.basis if known else None}
    return keys | {key: cells[key] for key, text in usual.items() if cells.get(key) not in (None, text)}


# --- metric x period ----------------------------------------------------------------------


def _wide(head: TableLine, names: list[str], lines: Iterable[TableLine], given: Given) -> Pasted:
    down, across = ("period", "metric") if names[0] == "period" else ("metric", "period")
    beside = {index for index, name in enumerate(names[1:], 1) if name in _BESIDE}
    titles = {
        index: _across(head, title, across)
        for index, title in enumerate(head.cells)
        if index and index not in beside
    }
    if not titles:
        raise BadFile(
            head.place, f"no column is a {across}", hint="name them like FY2025, H1 2026, 2025-12-31"
        )
    told, empty = [], 0
    for line in lines:
        said = {names[index]: line.cells[index] for index in beside if line.cells[index]}
        said |= {down: line.cells[0]} if line.cells[0] else {}
        for index, title in titles.items():
            if line.cells[index].casefold() in _NOTHING:
                empty += 1
            else:
                told.append((line.place, {**said, across: title, "value": line.cells[index]}))
    return Pasted(_facts(told, given), empty)


def _across(head: TableLine, title: str, across: str) -> str:
    if across == "metric":
        return _metric(head.place, title)
    try:
        Period.typed(title)
    except Trouble as trouble:
        known = ", ".join(_BESIDE)
        hint = f"{trouble.hint}; beside periods the columns are metric, {known}"
        raise BadFile(head.place, f"the column {shown(title)} is no period", hint=hint) from None
    return title


# --- sources and companies ----------------------------------------------------------------


def _entries(head: TableLine, names: list[str], lines: Iterable[TableLine], kind: str) -> list[Addition]:
    _refuse_unknown(head, names, _SOURCE if kind == "source" else _COMPANY)
    return [*_entry_rows(names, lines, kind)]


def _entry_rows(names: list[str], lines: Iterable[TableLine], kind: str) -> Iterator[Addition]:
    for line in lines:
        cells = _cells(names, line)
        place = f"{line.place} ({ref})" if (ref := cells.pop("ref", "")) else line.place
        id_ = cells.pop("id", "")
        if not id_:
            raise BadFile(place, "no id", hint="fill it in: small letters, digits and dashes")
        yield source_row(id_, cells, place) if kind == "source" else company_row(id_, cells, place)


def source_row(id_: str, cells: dict[str, str], place: str = "") -> Addition:
    """A source by its keys."""
    return Addition("source", id_, dict(cells), place)


def company_row(id_: str, cells: dict[str, str], place: str = "") -> Addition:
    """A company by its keys; `aliases` and `groups` are several names."""
    keys: dict[str, object] = {key: cells[key] for key in ("name", "legal_name") if key in cells}
    if "aliases" in cells:
        keys["aliases"] = [one.strip() for one in cells["aliases"].split(";") if one.strip()]
    keys |= {key: cells[key] for key in ("country", "founded") if key in cells}
    listed = {"ticker": cells.get("ticker"), "exchange": cells.get("exchange"), "on": cells.get("listed")}
    if any(listed.values()):
        keys["listed"] = {key: text for key, text in listed.items() if text}
    if "currency" in cells:
        keys["currency"] = cells["currency"]
    groups = tuple(one for one in _LISTED.split(cells.get("groups", "")) if one)
    return Addition("company", id_, keys, place, groups)
