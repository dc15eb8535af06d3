"""Report -> text in one of the formats. The only package that knows rich, and only on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from aicompare.report import Report

Format = Literal["table", "json", "csv", "markdown"]
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")


def render(report: Report, form: Format, width: int | None) -> str:
    """The whole answer as text. `width` bounds tables only; None is as wide as it needs."""
    match form:
        case "table":
            from aicompare.render.table import plain

            return plain(report, width)
        case "json":
            from aicompare.render.as_json import to_json

            return to_json(report)
        case "csv":
            from aicompare.render.as_csv import to_csv

            return to_csv(report)
        case "markdown":
            from aicompare.render.table import markdown

            return markdown(report)
        case _:
            assert_never(form)
