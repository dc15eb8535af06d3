"""The commands about the data file itself."""

from __future__ import annotations

from typing import Annotated

import typer

import aicompare
from aicompare.cli.asked import Asked, keep_inputs, own_files
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
    asked = Asked(common, file)
    asked.answer(
        aicompare.validate(
            file,
            own_files(common.data),
            as_of=common.as_of,
            rates=common.rate or (),
            accepted=accepted,
            strict=common.strict,
        )
    )


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
        keep_inputs(output, own_files(None))
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
    asked = Asked(common)
    asked.answer(aicompare.list_metrics(asked.data))


@command(
    "sources",
    "aicompare sources",
    "aicompare sources --format markdown",
)
def sources(*, common: Common) -> None:
    """Every source, with the number of facts it carries."""
    asked = Asked(common)
    asked.answer(aicompare.list_sources(asked.data))
