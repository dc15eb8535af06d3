"""What data files hold, and whether they can be right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import fspath
from typing import Any

from aicompare.answer import Answer
from aicompare.api.arguments import day, several
from aicompare.api.data import Data, Files, OneFile, paths


def validate(
    file: OneFile | None = None,
    files: Files = (),
    *,
    as_of: str | date | None = None,
    rates: str | Iterable[str] = (),
    accepted: bool = False,
    strict: bool = False,
) -> Answer:
    """`aicompare validate`: faults and warnings of a data file, each with its place.

    None is the shipped file and each of `files`; else `file` over them. `files`, `as_of` and
    `rates` are as for `load`. The answer has `failed` where there is a fault or, with `strict`, a
    warning that the file does not accept; those that it accepts are rows only with `accepted`.
    Raises BadFile for what cannot be read, or is not YAML.
    """
    from aicompare.calculators.validation import findings_of, validation
    from aicompare.dataset.checking import check, check_all
    from aicompare.lint import lint

    under = paths(files)
    found, cut_short = {}, []
    for checked in check_all(under) if file is None else [check(fspath(file), under)]:
        data = Data(checked.data, day(as_of), several(rates))
        findings = lint(data.dataset.all(), data.as_of, complete=as_of is None)
        cut_short += [checked.file] if checked.cut_short else []
        found[checked.file] = findings_of(checked.file, checked.problems, findings)
    return data.answer(validation(found, data.as_of, accepted=accepted, strict=strict, cut_short=cut_short))


def schema() -> dict[str, Any]:
    """`aicompare schema`: the JSON Schema (draft 2020-12) of a data file, for editors."""
    from aicompare.dataset.json_schema import json_schema

    return json_schema()


def list_metrics(data: Data) -> Answer:
    """`aicompare metrics`: every metric, its definition and its number of facts."""
    from aicompare.calculators.vocabulary import metrics

    return data.answer(metrics(data.dataset.all(), data.as_of))


def list_sources(data: Data) -> Answer:
    """`aicompare sources`: every source, with the number of facts it carries."""
    from aicompare.calculators.vocabulary import sources

    dataset = data.dataset
    return data.answer(sources(dataset.all(), dataset.sources, dataset.user_sources, data.as_of))
