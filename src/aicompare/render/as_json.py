"""JSON: the same answer for scripts, independent of terminal and colour.

Numbers are plain JSON numbers made from Decimal, never from float; what is not known is
`null`. NDJSON has a line for each row, and nothing around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from aicompare.rates.rates import Rate
from aicompare.render.plain import Digits, Plain
from aicompare.render.safe import clean
from aicompare.render.selecting import named_in, parts_of, picked
from aicompare.reports.report import Report, fields_of, rates_in


def to_json(report: Report) -> str:
    """One object: the rows under `data`, and beside them what they rest on."""
    return dump(_answer(report))


def to_ndjson(report: Report) -> str:
    """A row a line; those of another part of the answer name it in `part`."""
    return "".join(f"{in_one_line(row)}\n" for row in _lines(report))


def to_dict(report: Report) -> dict[str, Any]:
    """The same as a dict; numbers are int or Decimal."""
    plain = _numbers(_answer(report))
    assert isinstance(plain, dict)
    return plain


def _answer(report: Report) -> dict[str, Any]:
    if report.first.page is not None and not report.fields and report.explanation is None:
        from aicompare.reports.arranging import paged

        report = paged(report)
    rates, first = _rates(report), report.first.name
    plain = Plain({rate: place for place, rate in enumerate(rates)}, report.explanation is not None)
    parts = {name: [plain.row(row) for row in section.rows] for name, section in report.named.items()}
    explained = plain.of(report.explanation)
    written = [plain.rate(rate) for rate in rates]  # which names the last sources
    sources = {id_: plain.source(source) for id_, source in plain.named.items()}
    if report.fields:
        parts = _some(parts, report)
        written = written if named_in(parts, ["rate"]) else []
        ids = _ids_in([parts, written])
        sources = {id_: one for id_, one in sources.items() if id_ in ids}
    return {
        "schema": f"aicompare.{report.name}/2",
        "as_of": str(report.as_of),
        "currency": report.currency,
        **{name: told for name, told in parts.items() if told or name == first},
        "warnings": plain.of(report.warnings),
        "sources": sources,
        "rates": written,
        **({} if explained is None else {"explain": explained}),
    }


def _lines(report: Report) -> list[dict[str, Any]]:
    plain, first = Plain(full=report.explanation is not None), report.first.name
    parts = {name: [plain.row(row) for row in section.rows] for name, section in report.named.items()}
    told = _some(parts, report) if report.fields else parts
    return [row if name == first else {"part": name, **row} for name, rows in told.items() for row in rows]


def _some(parts: Mapping[str, list[dict[str, Any]]], report: Report) -> dict[str, list[dict[str, Any]]]:
    """Only the fields asked for, and only the parts of which any is."""
    return {name: picked(parts[name], tree) for name, tree in parts_of(report).items()}


def _ids_in(value: Any) -> set[str]:
    """The ids of sources that stand in what is told."""
    found = named_in(value, ["source", "sources"])
    return {id_ for one in found for id_ in (one if isinstance(one, list) else [one])}


def _rates(report: Report) -> list[Rate]:
    """Those that figures rest on; a row that is a rate itself says it."""
    rows = [row for section in report.named.values() for row in section.rows if not _is_rate(row)]
    return list(dict.fromkeys(rates_in([*rows, *(report.explanation or ())])))


def _is_rate(row: Any) -> bool:
    return any(field.inline and isinstance(getattr(row, field.name), Rate) for field in fields_of(type(row)))


def _numbers(value: Any) -> Any:
    if isinstance(value, Digits):
        return Decimal(value) if "." in value else int(value)
    if isinstance(value, dict):
        return {key: _numbers(one) for key, one in value.items()}
    return [_numbers(one) for one in value] if isinstance(value, list) else value


def dump(answer: dict[str, Any]) -> str:
    """An object whose keys, and the rows and entries under them, have a line each.

    Characters that steer a terminal are escaped.
    """
    lines = (f"{_quoted(key)}:{_lines_of(value)}" for key, value in answer.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _lines_of(value: Any) -> str:
    """What holds objects, each of them in a line."""
    if isinstance(value, dict) and value and all(isinstance(one, dict) for one in value.values()):
        entries = (f"{_quoted(key)}:{in_one_line(one)}" for key, one in value.items())
        return "{\n" + ",\n".join(entries) + "\n}"
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return "[\n" + ",\n".join(map(in_one_line, value)) + "\n]"
    return in_one_line(value)


def in_one_line(value: Any) -> str:
    """Our own few lines instead of json.dumps, which knows numbers only as float."""
    if isinstance(value, Digits):
        return value
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{in_one_line(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(in_one_line, value)) + "]"
    return _WORDS[value]


_WORDS = {None: "null", True: "true", False: "false"}


def _quoted(text: str) -> str:
    return clean(encode_basestring(text), "\\u{:04x}")
