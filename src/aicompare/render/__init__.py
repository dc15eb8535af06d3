"""Report -> text in one of the formats. The only package that knows rich, and only for colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aicompare.values.frozen import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from aicompare.reports.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write answers, with the endings of the files that ask for it, the usual one first.

    `whole` is whether it holds warnings, notes and what stands beside the rows; what a format of
    rows alone leaves out goes to stderr. `fielded` is whether it can tell some `--fields` alone,
    `draws` whether it shows a chart. `only` are the answers that it is of, where not of all; what is
    `for_files` alone is bytes.
    """

    write: Callable[[Report, int | None], str | bytes]
    endings: tuple[str, ...]
    whole: bool = True
    fielded: bool = False
    draws: bool = True
    only: tuple[str, ...] = ()
    for_files: bool = False


def formats_of(answer: str) -> list[str]:
    """The names of those that an answer of a name, which is mostly its command's, can be written in."""
    return [name for name, form in FORMATS.items() if not form.only or answer in form.only]


def format_said_by(file: str | Path) -> str | None:
    """The name of the one that a file's ending asks for; None if it asks for none."""
    from pathlib import Path

    ending = Path(file).suffix.lower()
    return next((name for name, form in FORMATS.items() if ending in form.endings), None)


def render(report: Report, form: str, width: int | None) -> str | bytes:
    """The whole answer. `width` bounds tables only; None is as wide as it needs."""
    return report.written[form] if form in report.written else FORMATS[form].write(report, width)


def _table(report: Report, width: int | None) -> str:
    from aicompare.render.table import plain

    return plain(report, width)


def _json(report: Report, _: int | None) -> str:
    from aicompare.render.as_json import to_json

    return to_json(report)


def _ndjson(report: Report, _: int | None) -> str:
    from aicompare.render.as_json import to_ndjson

    return to_ndjson(report)


def _csv(report: Report, _: int | None) -> str:
    from aicompare.render.as_csv import to_csv

    return to_csv(report)


def _tsv(report: Report, _: int | None) -> str:
    from aicompare.render.as_csv import to_tsv

    return to_tsv(report)


def _markdown(report: Report, _: int | None) -> str:
    if report.marked is not None:
        from aicompare.render.marked import marked_markdown

        return marked_markdown(report.marked)
    from aicompare.render.table import markdown

    return markdown(report)


def _html(report: Report, _: int | None) -> str:
    from aicompare.render.as_html import to_page

    return to_page(report)


def _claimreview(report: Report, _: int | None) -> str:
    from aicompare.render.as_claimreview import to_claimreview

    return to_claimreview(report)


def _xlsx(report: Report, _: int | None) -> bytes:
    from aicompare.render.workbook import to_xlsx

    return to_xlsx(report)


def _svg(report: Report, _: int | None) -> str:
    from aicompare.render.pictures import to_svg

    return to_svg(report)


def _png(report: Report, _: int | None) -> bytes:
    from aicompare.render.pictures import to_png

    return to_png(report)


_PICTURED = ("runway", "value", "multiples", "compare")

# The one list of them: of `--format`, its help and completion, and of the endings of `-o`.
FORMATS = {
    "table": Format(_table, (".txt",)),
    "json": Format(_json, (".json",), fielded=True, draws=False),
    "ndjson": Format(_ndjson, (".ndjson", ".jsonl"), whole=False, fielded=True, draws=False),
    "csv": Format(_csv, (".csv",), whole=False, fielded=True, draws=False),
    "tsv": Format(_tsv, (".tsv",), whole=False, fielded=True, draws=False),
    "markdown": Format(_markdown, (".md", ".markdown")),
    "html": Format(_html, (".html", ".htm")),
    "xlsx": Format(
        _xlsx,
        (".xlsx",),
        draws=False,
        only=("compare", "multiples", "comps", "runway", "value", "allocate", "show"),
        for_files=True,
    ),
    "svg": Format(_svg, (".svg",), only=_PICTURED, for_files=True),
    "png": Format(_png, (".png",), only=_PICTURED, for_files=True),
    "claimreview": Format(_claimreview, (".jsonld",), draws=False, only=("audit", "read")),
}
