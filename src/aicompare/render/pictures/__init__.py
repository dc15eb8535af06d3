"""An answer as a picture, SVG or PNG: a Vega-Lite specification as a plain dict, drawn by vl-convert.

`frame` puts title, day, marks, notes and sources around what `shapes`, `cash`, `pairs`, `worth`, `pricing`
and `trends` draw. Numbers are those of `--json`; nothing is fetched; the same answer gives the same bytes.
"""

from __future__ import annotations

import html
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any

from aicompare.values.errors import BadUsage
from aicompare.values.frozen import replace

if TYPE_CHECKING:
    from aicompare.reports.report import Report

_VERSION = "5.21"  # of Vega-Lite: another draws other bytes
_SHARP = 2  # pixels of a PNG to one of the SVG
_HEADER = 33  # bytes of a PNG before which no text may stand: its signature and first part
_MARGIN = re.compile(r"<svg [^>]*>")
_INSTALL = "install it: python -m pip install 'aicompare[charts]'"


def to_svg(report: Report) -> str:
    """With what it shows in words in its `desc`. Raises BadUsage for an answer that is no picture."""
    spec = specification(report)
    drawn = _vega().vegalite_to_svg(_written(spec), vl_version=_VERSION)
    said = f"<title>{_escaped(report.title)}</title><desc>{_escaped(spec['description'])}</desc>"
    return _MARGIN.sub(lambda opening: f'{opening[0][:-1]} role="img">{said}', drawn, count=1) + "\n"


def to_png(report: Report) -> bytes:
    """With the same words in its text `Description`. Raises BadUsage as `to_svg`."""
    spec = specification(report)
    drawn: bytes = _vega().vegalite_to_png(_written(spec), vl_version=_VERSION, scale=_SHARP)
    return drawn[:_HEADER] + _text_of_png("Description", spec["description"]) + drawn[_HEADER:]


def specification(report: Report) -> dict[str, Any]:
    """That of Vega-Lite, its numbers exact. Raises BadUsage for an answer that is no picture."""
    from aicompare.render.pictures.cash import cash_picture
    from aicompare.render.pictures.frame import framed
    from aicompare.render.pictures.pairs import is_paired, pairs_picture
    from aicompare.render.pictures.pricing import history_picture, multiples_picture
    from aicompare.render.pictures.trends import trends_picture
    from aicompare.render.pictures.worth import worth_picture

    match report.name, {declared.name for declared in _fields(report)}:
        case "runway", _ if report.chart and report.chart.curves:
            return framed(replace(report, currency=report.chart.currency), cash_picture(report))
        case "runway", _ if is_paired(report):
            return framed(report, pairs_picture(report))
        case "value", names if {"method", "low", "high"} <= names:
            return framed(report, worth_picture(report))
        case "multiples", names if {"multiple", "day"} <= names and "ticker" not in names:
            return framed(report, history_picture(report))
        case "multiples", names if {"multiple", "denominator"} <= names:
            return framed(report, multiples_picture(report))
        case "compare", _ if len({row.metric for row in report.rows}) < len(report.rows):
            return framed(report, trends_picture(report))
    raise BadUsage("this answer is no picture", hint=f"pictures are of {_DRAWN}")


_DRAWN = (
    "`runway --plot`, `runway --bases`, `value`, `multiples`, `multiples --history monthly`"
    " and `compare --period FY2023,FY2024,FY2025`"
)


def _fields(report: Report) -> Any:
    from aicompare.reports.report import fields_of

    return fields_of(report.sections[0].row_type)


def _written(spec: dict[str, Any]) -> str:
    from aicompare.render.as_json import in_one_line
    from aicompare.render.plain import Plain

    return in_one_line(Plain().of(spec))


def _vega() -> Any:
    try:
        import vl_convert
    except ImportError:
        message = "pictures are drawn by vl-convert, which is not installed"
        raise BadUsage(message, hint=_INSTALL) from None
    return vl_convert


def _escaped(text: str) -> str:
    from aicompare.render.safe import clean

    return html.escape(clean(text), quote=False)


def _text_of_png(key: str, text: str) -> bytes:
    """A part of the kind iTXt: length, kind, UTF-8 without compression, checksum."""
    body = b"iTXt" + key.encode("ascii") + b"\0\0\0\0\0" + text.encode("utf-8")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
