"""All that is known as a table for databases and notebooks."""

from __future__ import annotations

from os import fspath
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import one_of
from aicompare.api.data import Data
from aicompare.api.declared import Argument, command
from aicompare.api.options import AnyCompanies, OneFile
from aicompare.values.errors import BadUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

WHAT = ("facts", "sources", "companies")


def _what() -> Sequence[str]:
    return WHAT


@command(
    "aicompare export facts -o facts.csv",
    "aicompare export facts zhipu minimax -o facts.db",
    "aicompare export sources -o sources.csv",
    changes=True,
)
def export(
    data: Data,
    what: Annotated[str, Argument("WHAT", "facts, sources or companies.", choices=_what)],
    companies: AnyCompanies = None,
    *,
    output: OneFile | None = None,
) -> Answer:
    """All facts as a table that others read: CSV, JSON Lines, SQLite, Parquet.

    `output` ends in .csv, .jsonl, .db or .parquet. A row is a fact as it was reported, with every
    digit as text and as a double, its first and last day, its sources, and `used`: whether the rule
    of which fact wins picks it. Columns never depend on the data. datapackage.json beside the file
    says what each is. None of `companies` is all of them. Both files are written whole or not at
    all. Raises UnknownName, BadUsage for another ending, or where what Parquet
    needs is not installed, NotWritten.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     answer = aicompare.export(aicompare.load(), "facts", "minimax", output=f"{folder}/facts.csv")
    ...     with open(f"{folder}/facts.csv", encoding="utf-8") as lines:
    ...         next(lines).split(",")[:6]
    ['id', 'company', 'company_name', 'metric', 'kind', 'period']
    """
    from aicompare.calculators.exported import exported
    from aicompare.calculators.exportedfiles import files_written
    from aicompare.progress import working
    from aicompare.render.numbers import digits_of
    from aicompare.render.tablefiles import form_of, write_table

    one_of("table", what, WHAT)
    if output is None:
        raise BadUsage("no file to export to", hint=f"name one: `aicompare export {what} -o {what}.csv`")
    form_of(fspath(output))
    every = data.dataset.sources if companies is None else None
    with working(f"Writing {fspath(output)}"):
        table = exported(what, data.companies(companies), digits_of, data.as_of, every)
        found = write_table(table, fspath(output))
    return data.answer(files_written(table, [(str(one.path), one.bytes, one.sha256) for one in found]))
