"""The commands about the data file itself."""

from __future__ import annotations

from typing import Annotated

import typer

from aicompare.cli.asked import Asked, own_files
from aicompare.cli.options import Common, command


@command(
    "validate",
    "aicompare validate",
    "aicompare validate --accepted",
)
def validate(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Your own data file; else all that are in use.")
    ] = None,
    *,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Also the warnings that the file accepts, with the reason.")
    ] = False,
    common: Common,
) -> None:
    """Faults and warnings of a data file, each with its place. Exit code 1 on faults."""
    from aicompare.calculators.validation import findings_of, validation
    from aicompare.dataset.checking import check, check_all
    from aicompare.lint import lint

    own = own_files(common)
    found = {}
    for checked in [check(file, own)] if file else check_all(own):
        asked = Asked(common, checked.data)
        findings = lint(asked.data.all(), asked.as_of, complete=common.as_of is None)
        found[checked.file] = findings_of(checked.file, checked.problems, findings)
    asked.answer(validation(found, asked.as_of, accepted=accepted, strict=common.strict))


@command(
    "schema",
    "aicompare schema",
    "aicompare schema -o companies.schema.json",
)
def schema(
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
) -> None:
    """The JSON Schema of a data file, for editors."""
    from pathlib import Path

    from aicompare.dataset.json_schema import schema_text
    from aicompare.files import write_whole
    from aicompare.output import to_stdout

    if output:
        write_whole(schema_text(), Path(output))
    else:
        to_stdout(schema_text(), "utf-8")


@command(
    "metrics",
    "aicompare metrics",
    "aicompare metrics --format csv",
)
def metrics(*, common: Common) -> None:
    """Every metric, its definition and its number of facts."""
    from aicompare.calculators.vocabulary import metrics

    asked = Asked(common)
    asked.answer(metrics(asked.data.all(), asked.as_of))


@command(
    "sources",
    "aicompare sources",
    "aicompare sources --format markdown",
)
def sources(*, common: Common) -> None:
    """Every source, with the number of facts it carries."""
    from aicompare.calculators.vocabulary import sources

    asked = Asked(common)
    asked.answer(sources(asked.data.all(), asked.data.sources, asked.data.user_sources, asked.as_of))
