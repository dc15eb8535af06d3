"""A data file for `validate`: what is wrong in it, and the data with all of it that is right."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aicompare.dataset.compiling import EMPTY, Examined, Problem, Stream, examiner, parts_of, problem
from aicompare.dataset.doubts import doubts_of_part, doubts_of_sources
from aicompare.dataset.limits import MOST_FAULTS
from aicompare.dataset.loading import is_shipped, load_layers, reader, reading
from aicompare.dataset.records import Layers, Record, Writer, over
from aicompare.dataset.store import Dataset, Layer
from aicompare.files import is_same
from aicompare.resources import SOURCE, resource
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """`file` as it is named in messages; `layers` hold what is right in it and below it."""

    file: str
    layers: list[Layer]
    problems: list[Problem]
    cut_short: bool = False  # it has more faults than are told

    @property
    def data(self) -> Dataset:
        return Dataset(self.layers)

    @property
    def companies(self) -> list[str]:
        """The ids of those that it tells of: what is found about any other stands in another file."""
        return [id_ for layer in self.layers if layer.file == self.file for id_ in layer.record["companies"]]


def check_all(files: Sequence[str]) -> list[Checked]:
    """The shipped file, and each of a user's own over what is right of it and of those before it.

    Raises BadFile for a file that is not YAML.
    """
    own = [(file, reader(file)) for file in files if not is_shipped(file)]
    for _, read in own:
        read().close()  # what cannot be opened is told before the shipped one is looked at
    checked = [check_over([], shipped_name(SOURCE), resource(SOURCE).read_bytes())]
    for file, read in own:
        with reading(file, read) as watched:
            checked.append(check_over(checked[-1].layers, file, watched))
    return checked


def check(file: str, under: Sequence[str] = ()) -> Checked:
    """A user's `file` over the shipped data and over `under`; the shipped file, or a copy of it,
    over nothing.

    Raises BadFile for a file that is not YAML, and for a mistake in one of `under`.
    """
    read = reader(file)
    if is_shipped(file):
        return check_over([], file, read)
    layers = load_layers([one for one in under if one != file and not is_same(one, file)])
    with reading(file, read) as watched:
        return check_over(layers, file, watched)


def check_over(layers: list[Layer], name: str, content: bytes | Stream) -> Checked:
    """The content of a file laid over what is read already; the shipped file where that is nothing."""
    base = Layers([layer.record for layer in layers])
    writer = Writer()
    problems: list[Problem] = []
    room = MOST_FAULTS
    named: set[str] = set()
    sources: list[Examined] = []
    examine = examiner(base, writer)
    for part in map(examine, parts_of(content, name)):
        problems += [*part.faults[: max(room, 0)], *_doubts(part)]
        room -= len(part.faults)
        named.update(part.named)
        sources += [part] if part.record["sources"] else []
        writer.add(_without_broken_names(part.record, Layers([base, writer.known])))
        if room < 0:
            break
    else:
        for part in sources:
            found = doubts_of_sources(part.record, base, named)
            problems += [problem(part.document, one, "warning") for one in found]
    problems.sort(key=lambda one: (one.line, one.column))
    layer = Layer(writer.finish(), name, user=bool(layers))
    if problems and not (base["sources"] or layer.record["sources"]):
        raise problems[0].as_error(name)  # there is no date to judge the rest by
    return Checked(name, [*layers, layer], problems, cut_short=room < 0)


def _doubts(part: Examined) -> Iterator[Problem]:
    for found, reason in doubts_of_part(part.record):
        yield problem(part.document, found, "warning", reason)
    for spot in part.whole.cut_off:
        text = "behind this # all is a comment, for a space stands before it and none behind it"
        hint = "put the text in quotes, or write a comment with a space behind its #"
        yield Problem(spot.line, spot.column, "cut-off", text, hint, "warning")


def shipped_name(name: str) -> str:
    """Short where the file lies below the working directory, as compilers name files."""
    path = resource(name)
    with contextlib.suppress(OSError, ValueError):  # no working directory any more, or one elsewhere
        return str(path.relative_to(Path.cwd()))
    return str(path)


def _without_broken_names(record: Record, base: Record) -> Record:
    """The records that facts can be built of: every name in them stands for something."""
    sources = over(base["sources"], record["sources"])
    companies = {
        id_: {key: _sourced(value, sources) for key, value in company.items()}
        for id_, company in record["companies"].items()
        if id_ in base["companies"] or {"name", "currency"} <= company.keys()
    }
    known = over(base["companies"], companies)
    groups = {
        name: [member for member in members if member in known] for name, members in record["groups"].items()
    }
    claims = [claim for claim in record["claims"] if claim["source"] in sources]
    return {**EMPTY, **record, "companies": companies, "groups": groups, "claims": claims}


def _sourced(value: Any, sources: Record) -> Any:
    """Of a list of rows those whose sources are known; any other value as it is."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    kept = [row for row in value if all(source in sources for source in row["source"])]
    return [{**row, "used": _sourced(row["used"], sources)} if "used" in row else row for row in kept]
