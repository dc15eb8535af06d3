"""Figures into a data file of one's own: a line, or a table of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import several
from aicompare.api.data import Data, paths
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import Files, OneFile, OwnFiles, Strict
from aicompare.values.errors import BadUsage

if TYPE_CHECKING:
    from aicompare.calculators.additions import AdditionRow
    from aicompare.calculators.validation import ValidateRow
    from aicompare.dataset.additions import Addition
    from aicompare.dataset.checking import Checked
    from aicompare.dataset.writing import Rewritten

Target = Annotated[OneFile | None, Option("FILE", "The data file to write into; else the last of --data.")]
DryRun = Annotated[bool, Option(help="Say what would become of it, and write nothing.")]
Word = str | None
_SOURCE = ("title", "publisher", "published", "published_note", "url", "kind", "via")
_FACT = ("status", "basis", "scope", "label", "deal", "balance", "due", "at", "note", "accept")
_COMPANY = (
    "name", "legal_name", "alias", "country", "founded", "ticker", "exchange", "listed", "currency", "group",
)  # fmt: skip


@command(
    "aicompare add moonshot arr 2026-09-30 '>=US$1.2bn' --source epoch-revenue-2026-10 --file mine.yaml",
    "aicompare add source ft --title Results --publisher FT --published 2026-10 --kind press --file my.yaml",
    "aicompare add company acme --name Acme --reports-in USD --file mine.yaml",
    changes=True,
)
def add(
    company: Annotated[str, Argument("COMPANY", "Id, name, ticker or alias; or the word source or company.")],
    metric: Annotated[str, Argument("METRIC", "As `aicompare metrics` lists them; or the new id.")],
    period: Annotated[str | None, Argument("PERIOD", "FY2025, H1 2026, 2026-09-30, ...")] = None,
    figure: Annotated[str | None, Argument("FIGURE", "As it is printed, with its currency.")] = None,
    files: OwnFiles = (),
    *,
    file: Target = None,
    source: Annotated[Word, Option("SOURCE", "The id of who says so; several with commas.")] = None,
    status: Annotated[
        Word, Option("STATUS", "closed, announced, planned, reported, forecast or estimate.")
    ] = None,
    basis: Annotated[Word, Option("BASIS", "recognised, run-rate or arr.")] = None,
    scope: Annotated[Word, Option("SCOPE", "A product, segment or region.")] = None,
    label: Annotated[Word, Option("LABEL", "Tells apart figures of one metric and day.")] = None,
    deal: Annotated[Word, Option("ID", "The raise that it is of.")] = None,
    balance: Annotated[Word, Option("DATE", "The balance sheet that it is added to.")] = None,
    due: Annotated[Word, Option("DATE", "When it is to be repaid.")] = None,
    at: Annotated[Word, Option("PLACE", "Page, table or row.")] = None,
    note: Annotated[Word, Option("TEXT", "One sentence of your own.")] = None,
    accept: Annotated[Word, Option("CODE: REASON", "Why a warning may stay.")] = None,
    title: Annotated[Word, Option("TEXT", "Of a new source.")] = None,
    publisher: Annotated[Word, Option("NAME", "Of a new source.")] = None,
    published: Annotated[Word, Option("DATE", "Of a new source: a day or a month.")] = None,
    published_note: Annotated[Word, Option("TEXT", "How that date is known.")] = None,
    url: Annotated[Word, Option("ADDRESS", "Of a new source.")] = None,
    kind: Annotated[Word, Option("KIND", "Of a new source: filing, company, press or dataset.")] = None,
    via: Annotated[Word, Option("WAY", "transcription, where somebody's copy was read.")] = None,
    name: Annotated[Word, Option("NAME", "Of a new company.")] = None,
    legal_name: Annotated[Word, Option("NAME", "Of a new company.")] = None,
    alias: Annotated[
        str | Iterable[str], Option("NAME", "A further name of a new company. Repeatable.")
    ] = (),
    country: Annotated[Word, Option("XX", "Of a new company, two letters.")] = None,
    founded: Annotated[Word, Option("YEAR", "Of a new company.")] = None,
    ticker: Annotated[Word, Option("TICKER", "Of a new company that is listed.")] = None,
    exchange: Annotated[Word, Option("EXCHANGE", "Of a new company that is listed.")] = None,
    listed: Annotated[Word, Option("DATE", "Since when.")] = None,
    reports_in: Annotated[Word, Option("CUR", "The currency in which a new company reports.")] = None,
    group: Annotated[Word, Option("GROUP", "A group that the company joins; several with commas.")] = None,
    dry_run: DryRun = False,
    strict: Strict = False,
) -> Answer:
    """A fact into a data file of your own, as one line where it belongs.

    With `title` the source is new, and its entry is made too; `add source ID` and `add company ID`
    make those alone. `file` is begun where it is not there; None is the last of `files`. What the
    file has of the same source is told and not doubled, the same figure of a further source joins
    its line, a different one is a line of its own. The whole file is checked as `validate` does,
    and written whole; comments and every other line stay as they are. Raises BadUsage,
    UnknownName, or BadFile for what cannot be right, and then nothing is written.

    >>> from tempfile import TemporaryDirectory
    >>> row = ("moonshot", "arr", "2026-09-30", "US$1.2bn")
    >>> with TemporaryDirectory() as folder:
    ...     answer = aicompare.add(*row, source="epoch-revenue-2026-10", file=f"{folder}/mine.yaml")
    >>> [row.outcome for row in answer.rows]
    ['added']
    """
    given = {key: value for key, value in locals().items() if isinstance(value, str)}
    given["alias"] = "; ".join(several(alias))
    if reports_in:
        given["currency"] = reports_in
    target = _target(file, files)
    rows = [*_typed(given, _ids(source) or _only_source(given, target))]
    return _into(target, rows, files, every=True, dry_run=dry_run, strict=strict)


@command(
    "aicompare import table sources.csv companies.csv facts.csv --file mine.yaml --dry-run",
    "aicompare import epoch ai_companies_usage_reports.csv --file epoch.yaml",
    'aicompare import table sources.csv companies.csv results.csv --company acme --unit "US$ million"'
    " --source acme-results-2025 --file mine.yaml",
    changes=True,
)
def import_tables(
    what: Annotated[str, Argument("WHAT", "table, or epoch.", choices=lambda: ("table", "epoch"))],
    tables: Annotated[
        Files,
        Argument("FILE", "CSV or xlsx files: figures, sources, companies; `-` is what is piped in."),
    ],
    files: OwnFiles = (),
    *,
    file: Target = None,
    company: Annotated[Word, Option("COMPANY", "Of the figures that do not say it.")] = None,
    source: Annotated[
        Word, Option("SOURCE", "Of the figures that do not say it; several with commas.")
    ] = None,
    unit: Annotated[Word, Option("UNIT", 'Of amounts without a currency, like "RMB million".')] = None,
    every: Annotated[bool, Option(help="Also the rows that were simply added.", flag="--all")] = False,
    dry_run: DryRun = False,
    strict: Strict = False,
) -> Answer:
    """Tables of others into a data file of your own, checked as one and written as one.

    A table of figures has the columns metric, period, value and any key of a fact, or a metric a
    row and a period a column; one of sources id, title, publisher, published, ...; one of
    companies id, name, currency, ...; what `export` wrote is read as well. Otherwise as `add`. Raises
    BadFile with the rows that cannot be right, and then nothing is written.

    `epoch` reads the files of Epoch AI's data on AI companies (revenue, funding, usage, staff) as
    those who downloaded them have them: amounts in its dollars, from a source of kind dataset; what
    it is not confident of is an estimate. A figure that the data hold already is told and not
    doubled, and a row that cannot be read as a fact of a known company is told and left out.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table, mine = Path(folder) / "arr.csv", Path(folder) / "mine.yaml"
    ...     size = table.write_text("metric,2026-09,2026-10\\narr,US$1.2bn,-\\n")
    ...     said = {"company": "moonshot", "source": "epoch-revenue-2026-10"}
    ...     answer = aicompare.import_tables("table", table, file=mine, every=True, **said)
    >>> [row.outcome for row in answer.rows], answer.report.notes
    (['added'], ['1 cell holds no figure and was left out.'])
    """
    from aicompare.dataset.tables import Given, read_table
    from aicompare.dataset.writing import only_source

    target = _target(file, files)
    if what == "epoch":
        if company or source or unit:
            raise BadUsage("the files of Epoch AI say company, source and unit", hint="leave the options out")
        return _from_epoch(target, tables, files, every=every, dry_run=dry_run, strict=strict)
    if what != "table":
        hint = "write `aicompare import table FILE` or `aicompare import epoch FILE`"
        raise BadUsage(f"import does not know {what!r}", hint=hint)
    given = Given(company, _ids(source) or only_source(target), unit)
    found = [read_table(one, given) for one in paths(tables)]
    rows = [row for table in found for row in table.rows]
    empty = sum(table.empty for table in found)
    return _into(target, rows, files, every=every, dry_run=dry_run, strict=strict, empty=empty)


@command("aicompare init mine.yaml", "aicompare init deal.yaml --json", changes=True)
def init(
    file: Annotated[OneFile, Argument("FILE", "The data file to begin; there must be none of its name.")],
    files: OwnFiles = (),
) -> Answer:
    """A data file of your own, begun with comments and the three figures of a runway.

    `runway` answers of it at once, and `add` puts further lines into it. The figures are made up
    and are there to be replaced; they are as of the newest day of the data. Raises BadUsage where
    the file is there already or its name ends as another kind of file does, NotWritten where it cannot
    be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = aicompare.init(f"{folder}/mine.yaml")
    ...     aicompare.runway(aicompare.load(f"{folder}/mine.yaml"), "acme").rows[0].months.value
    Decimal('16')
    """
    from aicompare.api.data import load
    from aicompare.calculators.additions import begun as report
    from aicompare.dataset.begun import begun
    from aicompare.files import STDIN, is_there, write_whole
    from aicompare.render import format_said_by

    target, data = Path(fspath(file)), load(files)
    if str(target) == STDIN:
        raise BadUsage("standard input is no file to begin", hint="name one like mine.yaml")
    if format_said_by(target):
        hint = f"name it {target.with_suffix('.yaml')}"
        raise BadUsage(f"a data file is YAML, and {target} ends as something else", hint=hint)
    if is_there(target):
        raise BadUsage(f"{target} is there already", hint="name another, or `aicompare add` to it")
    write_whole(begun(str(target), data.as_of), target)
    return data.answer(report(str(target), data.as_of))


def _from_epoch(
    target: str, tables: Files, files: OwnFiles, *, every: bool, dry_run: bool, strict: bool
) -> Answer:
    from aicompare.calculators.additions import AdditionRow
    from aicompare.dataset.epoch import read_epoch
    from aicompare.dataset.loading import load

    dataset = load([one for one in paths(files) if one != target])
    found = [read_epoch(one, dataset) for one in paths(tables)]
    rows = [row for table in found for row in table.rows]
    left = [
        AdditionRow("held" if row.held else "left_out", "fact", row.text, row.place, None, row.why)
        for table in found
        for row in table.left
    ]
    return _into(target, rows, files, every=every, dry_run=dry_run, strict=strict, left=left)


def _target(file: OneFile | None, files: OwnFiles) -> str:
    from aicompare.files import STDIN, is_same
    from aicompare.resources import RECORDS, SOURCE, resource

    named = [fspath(file)] if file is not None else paths(files)
    if not named or named[-1] == STDIN:
        raise BadUsage("no file to write into", hint="name one of your own: --file mine.yaml")
    if resource(RECORDS).exists() and is_same(named[-1], resource(SOURCE)):
        raise BadUsage(f"{named[-1]} is the shipped data", hint="name a file of your own: --file mine.yaml")
    return named[-1]


def _ids(text: str | None) -> tuple[str, ...]:
    return tuple(one for one in (text or "").replace(",", " ").split())


def _only_source(given: dict[str, str], target: str) -> tuple[str, ...]:
    from aicompare.dataset.writing import only_source

    return () if given.keys() & {*_SOURCE} else only_source(target)


def _typed(given: dict[str, str], sources: Sequence[str]) -> Iterator[Addition]:
    from aicompare.dataset.tables import company_row, source_row

    of_company = {key: given[key] for key in _COMPANY if given.get(key)}
    of_source = {key: given[key] for key in _SOURCE if key in given}
    match given["company"]:
        case "company":
            keys = {**of_company, "aliases": given["alias"], "groups": given.get("group", "")}
            yield company_row(given["metric"], {key: text for key, text in keys.items() if text})
        case "source":
            yield source_row(given["metric"], of_source)
        case _:
            if of_source:
                if len(sources) != 1:
                    raise BadUsage("a new source needs one id", hint="say --source ID once")
                yield source_row(sources[0], of_source)
            yield _fact(given, sources)


def _fact(given: dict[str, str], sources: Sequence[str]) -> Addition:
    from aicompare.dataset.tables import Given, fact_row

    if not ("period" in given and "figure" in given):
        raise BadUsage("a fact is COMPANY METRIC PERIOD FIGURE", hint="see `aicompare add -h`")
    cells = {key: given[key] for key in ("company", "metric", "period", *_FACT) if key in given}
    return fact_row("", {**cells, "value": given["figure"]}, Given(source=tuple(sources)))


def _into(
    target: str,
    rows: Sequence[Addition],
    files: OwnFiles,
    *,
    every: bool,
    dry_run: bool,
    strict: bool,
    empty: int = 0,
    left: Sequence[AdditionRow] = (),
) -> Answer:
    from aicompare.calculators.additions import additions
    from aicompare.dataset.writing import with_rows
    from aicompare.files import write_whole

    written = with_rows(target, rows, paths(files))
    data = Data(written.checked.data, None, ())
    told = [*left, *_decided(written, rows), *_warned(written, rows)]
    if written.changed and not dry_run:
        write_whole(written.text, Path(target))
    return data.answer(
        additions(target, told, data.as_of, every=every, dry_run=dry_run, strict=strict, empty=empty)
    )


def _decided(written: Rewritten, rows: Sequence[Addition]) -> Iterator[AdditionRow]:
    from aicompare.calculators.additions import AdditionRow

    numbers = {id(row): number for number, row in enumerate(rows)}
    for decided in written.additions.decided:
        row = decided.row
        line, _ = written.lines.get(numbers[id(row)], (None, None))
        yield AdditionRow(
            decided.outcome, row.kind, str(row), row.place or None, line, decided.remark or None
        )


def _warned(written: Rewritten, rows: Sequence[Addition]) -> Iterator[AdditionRow]:
    """What `validate` says of the file now and did not say before, at the rows that it is about."""
    from aicompare.calculators.additions import AdditionRow

    doubts = _doubts(written.checked)
    if not doubts:
        return
    before = {(one.code, one.message) for one in _doubts(written.before())}
    of_line = {
        line: rows[number]
        for number, (first, last) in written.lines.items()
        for line in range(first, last + 1)
    }
    for found in doubts:
        if (found.code, found.message) not in before:
            row = of_line.get(found.line)
            words = f"{found.code}: {found.message}" + (f"; {found.hint}" if found.hint else "")
            what, of, place = (row.kind, str(row), row.place or None) if row else ("line", "", None)
            yield AdditionRow("warning", what, of, place, found.line, words)


def _doubts(checked: Checked) -> list[ValidateRow]:
    """What its file does not accept."""
    from aicompare.calculators.validation import findings_of
    from aicompare.lint import lint

    data = checked.data
    findings = lint([data.by_id(id_) for id_ in checked.companies], data.as_of)
    return [one for one in findings_of(checked.file, checked.problems, findings) if not one.accepted]
