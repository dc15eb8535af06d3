"""A data file for `validate`: what is wrong in it, and the data with all of it that is right."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aicompare.dataset import SOURCE, load_layers, read_bytes
from aicompare.dataset.compiling import EMPTY, Problem, examine, problem
from aicompare.dataset.doubts import doubts
from aicompare.dataset.indexing import indexed
from aicompare.dataset.store import Dataset, Layer
from aicompare.frozen import dataclass
from aicompare.indexed import Over, Record, merged
from aicompare.shipped import shipped


@dataclass(frozen=True, slots=True)
class Checked:
    """`file` as it is named in messages; `layers` hold what is right in it and below it."""

    file: str
    layers: list[Layer]
    problems: list[Problem]

    @property
    def data(self) -> Dataset:
        return Dataset(self.layers)


def check_all(files: Sequence[str]) -> list[Checked]:
    """The shipped file, and each of a user's own over what is right of it and of those before it.

    Raises BadFile for a file that is not YAML.
    """
    checked = [check_over([], _shipped_name(), shipped(SOURCE).read_bytes())]
    for file in files:
        checked.append(check_over(checked[-1].layers, file, read_bytes(file)))
    return checked


def check(file: str, under: Sequence[str] = ()) -> Checked:
    """A user's `file` over the shipped data and over `under`.

    Raises BadFile for a file that is not YAML, and for a mistake in one of `under`.
    """
    content = read_bytes(file)
    layers = load_layers([one for one in under if not _same(one, file)])
    return check_over(layers, file, content)


def _same(one: str, other: str) -> bool:
    with contextlib.suppress(OSError, ValueError):  # no folder to stand in, or no file name
        return os.path.realpath(one) == os.path.realpath(other)
    return one == other


def check_over(layers: list[Layer], name: str, content: bytes) -> Checked:
    """The content of a file laid over what is read already; the shipped file where that is nothing."""
    base = merged([layer.record for layer in layers])
    examined = examine(content, name, base)
    record = _without_broken_names(examined.record, base)
    if not (base["sources"] or record["sources"]) and examined.faults:
        raise examined.faults[0].as_error(name)  # there is no date to judge the rest by
    layer = Layer(indexed(record), name, user=bool(layers))
    warnings = [
        problem(examined.document, found, "warning", reason)
        for found, reason in doubts(record, base, examined.named)
    ]
    return Checked(name, [*layers, layer], [*examined.faults, *warnings])


def _shipped_name() -> str:
    """Short where the file lies below the working directory, as compilers name files."""
    path = shipped(SOURCE)
    with contextlib.suppress(OSError, ValueError):  # no working directory any more, or one elsewhere
        return str(path.relative_to(Path.cwd()))
    return str(path)


def _without_broken_names(record: Record, base: Record) -> Record:
    """The records that facts can be built of: every name in them stands for something."""
    sources = Over(base["sources"], record["sources"])
    companies = {
        id_: {key: _sourced(value, sources) for key, value in company.items()}
        for id_, company in record["companies"].items()
        if id_ in base["companies"] or {"name", "currency"} <= company.keys()
    }
    known = Over(base["companies"], companies)
    groups = {
        name: [member for member in members if member in known] for name, members in record["groups"].items()
    }
    return {**EMPTY, **record, "companies": companies, "groups": groups}


def _sourced(value: Any, sources: Record) -> Any:
    """Of a list of rows those whose sources are known; any other value as it is."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    kept = [row for row in value if all(source in sources for source in row["source"])]
    return [{**row, "used": _sourced(row["used"], sources)} if "used" in row else row for row in kept]
