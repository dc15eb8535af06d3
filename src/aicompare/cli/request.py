"""What is of the command line alone: the user's own files, the form of the answer, its exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import aicompare
from aicompare.api.common import Common
from aicompare.cli.line import ANY
from aicompare.values.errors import BadUsage, shown
from aicompare.values.frozen import replace

if TYPE_CHECKING:
    from aicompare.api.declared import Command
    from aicompare.cli.config import Settings
    from aicompare.companies.company import Company
    from aicompare.reports.report import Report, View


class Request:
    """What the common options ask for: the data, and where the answer goes."""

    def __init__(
        self,
        common: Common,
        *also_read: str | None,
        command: str = "",
        settings: str = "",
        writes: bool = False,
    ) -> None:
        """`command` says which formats there are; `also_read` are the files that it reads beside those
        of `--data`; `settings` tells what of the options is not typed but from a file. A command that
        `writes` makes the file of `-o` itself, and its answer says so.
        """
        from aicompare.api.arguments import currency_shown

        self._common = common
        self._command = command
        self._settings = settings
        self._file = None if writes else common.output
        _read_stdin_once([*own_files(common.files), *also_read])
        self._form = _form(common, self._file, command)
        self._strict_codes = _strict_codes(common)
        _refuse_together(common)
        _refuse_formats(common)
        self._top = _top(common)
        self._width = _width(common, self._form)
        self._columns = _columns(common, self._form)
        self._fields = _fields(common, self._form)
        currency_shown(common.currency)  # a slip of the pen is refused where it would change nothing, too
        if common.output:
            keep_inputs(common.output, [*own_files(common.files), *filter(None, also_read)])

    @cached_property
    def data(self) -> aicompare.Data:
        """The shipped data under the user's own, as of the date asked for."""
        common = self._common
        return aicompare.load(self.shared("files"), as_of=common.as_of, rates=common.rates)

    def shared(self, name: str) -> Any:
        """What a command takes by a name that it does not declare itself."""
        match name:
            case "data":
                return self.data
            case "files":
                return own_files(self._common.files)
            case "settings":
                return settings_file()
            case "strict":
                return self._common.strict == ANY
            case _:
                return getattr(self._common, name)

    def answer(self, answer: aicompare.Answer) -> int:
        """Write it; the exit code: 2 on a check that could not be decided, 1 on one that failed, or on
        a warning with --strict, else 0.
        """
        from aicompare.render.output import write

        common, report = self._common, answer.report
        if self._columns or common.sort or self._top:
            report = self._arranged(report)
        if common.cite or common.say:
            self._told(aicompare.Answer(report))
            return self._code(report)
        if self._fields:
            report = replace(report, fields=self._fields)
        if common.explain:
            from aicompare.reports.explanation import explained

            report = explained(report, self._company)
        report = replace(report, view=replace(self._view(report), settings=self._settings))
        write(report, self._form, self._file, width=self._width, pages=not common.no_pager)
        return self._code(answer.report)

    def try_form(self) -> None:
        """Raises BadUsage for columns, an order or fields that the answer will not have: before a file is
        changed, not after.
        """
        from aicompare.api.answers import rows_of
        from aicompare.render import render
        from aicompare.reports.report import Report, Section

        if not (self._columns or self._common.sort or self._top or self._fields):
            return
        parts = [Section(types[0], [], name=part) for part, types in rows_of(self._command).items()]
        nothing = self._arranged(Report(self._command, "", parts, date.min))
        render(replace(nothing, fields=self._fields), self._form, None)

    def _told(self, answer: aicompare.Answer) -> None:
        """Its citations or its sentence instead of it."""
        from pathlib import Path

        from aicompare.files import write_whole
        from aicompare.render.output import to_stdout

        text = answer.citations(self._common.cite) if self._common.cite else answer.to_sentence()
        if self._file:
            write_whole(text, Path(self._file))
        else:
            to_stdout(text, "utf-8")

    def _code(self, report: Report) -> int:
        if report.undecided:
            return 2
        return 1 if report.failed or self._is_strict_about(report) else 0

    def _arranged(self, report: Report) -> Report:
        from aicompare.reports.arranging import arranged

        try:
            return arranged(report, self._columns, self._common.sort, self._top)
        except BadUsage as trouble:  # may be about what nobody typed
            hint = f"{trouble.hint} ({self._settings})" if self._settings else trouble.hint
            raise BadUsage(trouble.message, hint=hint) from None

    def _view(self, report: Report) -> View:
        """How much stands under the table; a warning that fails is told, not counted."""
        view = _view(self._common)
        counts = view.notes == "few" and not view.terse
        return replace(view, notes="all") if counts and self._is_strict_about(report) else view

    def _is_strict_about(self, report: Report) -> bool:
        if self._common.strict == ANY:
            return bool(report.warnings)
        if not self._strict_codes:
            return False
        from aicompare.api.strictness import codes_told

        return any(code in self._strict_codes for code in codes_told(report))

    def _company(self, id_: str) -> Company:
        """Asked for only where there are facts: `validate` has none, and may have no right data."""
        return self.data.dataset.by_id(id_)


def keep_inputs(output: str, own: Sequence[str]) -> None:
    """Raises BadUsage where `output` is one of the user's `own` files, of their rates, or shipped; or no
    file: what is not said to go into one goes to standard output.
    """
    from aicompare.files import STDIN
    from aicompare.rates.file import FILE, user_file
    from aicompare.render.output import keep_apart
    from aicompare.resources import SOURCE, resource

    if output == STDIN:
        raise BadUsage("-o takes a file", hint="leave it out to write to standard output")
    rates = user_file()
    keep_apart(output, [*own, resource(SOURCE), resource(FILE), *([rates] if rates else [])])


def configured(common: Common, command: Command) -> tuple[Common, str]:
    """The options with those of the user's file of settings, and a line that names what was taken.

    Raises BadFile.
    """
    settings = settings_of(command.name)
    return settings.under(common, command) if settings else (common, "")


def with_key(given: dict[str, Any], command: Command) -> dict[str, Any]:
    """With the key of the user's file of settings, where the command takes one and none was typed."""
    if "key" not in given or given["key"]:
        return given
    settings = settings_of(command.name)
    return {**given, "key": settings.key if settings else None}


def settings_file() -> str | None:
    """Where the user's settings stand; None where there are none."""
    file = os.environ.get("AICOMPARE_CONFIG")
    if file is None:
        folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
        file = f"{folder}/aicompare/config.toml"
        if not os.path.isfile(file):  # noqa: PTH113 - pathlib would take its time
            return None
    return file or None


def settings_of(command: str) -> Settings | None:
    """Those of the user's file, where there is one. Raises BadFile."""
    file = settings_file()
    if file is None:
        return None
    from pathlib import Path

    from aicompare.cli.config import settings_in

    return settings_in(Path(file), command)


def _read_stdin_once(files: Sequence[str | None]) -> None:
    """Raises BadUsage where two files are `-`."""
    if files.count("-") > 1:
        raise BadUsage("standard input can be read once", hint="name one of the files that are `-`")


def own_files(named: Any) -> list[str]:
    """The user's own data files, in the order in which they lie over the shipped data."""
    files = os.environ.get("AICOMPARE_DATA", "").split(os.pathsep)
    return [*filter(None, files), *(named or ())]


def _form(common: Common, file: str | None, command: str) -> Any:
    from aicompare.api.arguments import one_of
    from aicompare.render import FORMATS, formats_of
    from aicompare.render.output import format_for

    if common.json and common.form not in (None, "json"):
        raise BadUsage("--json and --format say different things", hint="use one of them")
    if common.json:
        return "json"
    if common.cite or common.say:
        _keep_its_ending(file or "", common.cite)
        return "table"  # which is not written
    if common.form and common.form not in FORMATS:
        from aicompare.cli.meant import format_meant

        if meant := format_meant(common.form):
            raise BadUsage(f"there is no format {shown(common.form)}", hint=f"did you mean {meant!r}?")
    known = formats_of(command)
    if common.form not in FORMATS:
        one_of("format", common.form, known)
    form = common.form or (format_for(file, command) if file else "table")
    if form not in known:
        of = ", ".join(FORMATS[form].only)
        raise BadUsage(f"{command} has no {form}", hint=f"{form} is of {of}; here use {', '.join(known)}")
    if FORMATS[form].for_files and not file:
        raise BadUsage(f"{form} is for files", hint=f"add -o answer{FORMATS[form].endings[0]}")
    return form


_ENDINGS = {"bibtex": (".bib",), "csl": (".json",), "markdown": (".md",), "plain": (".txt", ".md")}


def _keep_its_ending(file: str, style: str | None) -> None:
    """Raises BadUsage where a text would be in a file of another kind; an ending of its own is as good."""
    from pathlib import Path

    from aicompare.render import format_said_by

    known = _ENDINGS.get(style or "plain", ())
    if format_said_by(file) and Path(file).suffix.lower() not in known:
        what = f"--cite {style}" if style else "--say"
        hint = f"let the name end in {' or '.join(known)}"
        raise BadUsage(f"{what} writes a text, which {file!r} is not", hint=hint)


def _refuse_together(common: Common) -> None:
    """Raises BadUsage for two options of which each says how many notes there are."""
    told = {"--brief": common.brief, "--quiet": common.quiet, "--notes": common.notes}
    given = [flag for flag, said in told.items() if said]
    if len(given) > 1:
        raise BadUsage(f"{' and '.join(given)} say different things", hint="use one of them")


def _refuse_formats(common: Common) -> None:
    """Raises BadUsage for what says how an answer is written beside what stands instead of it."""
    from aicompare.api.arguments import one_of
    from aicompare.api.common import STYLES

    one_of("cite", common.cite, STYLES)
    alone = {"--cite": common.cite, "--say": common.say}
    written = {
        "--format": common.form,
        "--json": common.json,
        "--fields": common.fields,
        "--explain": common.explain,
    }
    given = [flag for flag, said in (alone | written).items() if said]
    if any(alone.values()) and len(given) > 1:
        raise BadUsage(f"{' and '.join(given)} say different things", hint="use one of them")


def _view(common: Common) -> View:
    """How much stands under the table."""
    from aicompare.reports.report import View

    terse = common.brief or common.quiet
    return View(
        notes="none" if common.quiet else "all" if common.notes else "few",
        sources="all" if common.sources_in_full else "none" if terse else "line",
        terse=terse,
    )


def _strict_codes(common: Common) -> Sequence[str]:
    if common.strict in (None, "", ANY):
        return ()
    from aicompare.api.strictness import codes_in

    return codes_in(common.strict)


def _columns(common: Common, form: str) -> list[str]:
    """Raises BadUsage for columns of what is no table."""
    named = [part.strip() for one in common.columns for part in one.split(",")]
    if not all(named):
        raise BadUsage("a column in --columns is empty", hint="write them like company,months")
    if named and form not in ("table", "markdown", "html"):
        raise BadUsage("--columns is of tables", hint="of JSON and CSV --fields takes some alone")
    return named


def _width(common: Common, form: str) -> int | None:
    """Raises BadUsage for columns that hold no table, and of what is none."""
    if common.width is None:
        return None
    if form != "table":
        raise BadUsage("--width is of tables as text", hint=f"leave it out with --format {form}")
    digits = common.width
    if not (digits.isascii() and digits.isdecimal() and NARROWEST <= int(digits[:9]) <= WIDEST):
        message = f"{shown(digits)} is no width of a table"
        raise BadUsage(message, hint=f"columns, from {NARROWEST} to {WIDEST:,}")
    return int(digits)


NARROWEST, WIDEST = 20, 10_000


def _top(common: Common) -> int | None:
    if common.top is None:
        return None
    from aicompare.reports.arranging import parse_top

    return parse_top(common.top)


def _fields(common: Common, form: str) -> Sequence[str]:
    """Raises BadUsage for fields of what has none."""
    from aicompare.render import FORMATS

    if common.fields is None:
        return ()
    if not FORMATS[form].fielded:
        raise BadUsage("--fields is for machines", hint="add --json, or --format ndjson, csv or tsv")
    fields = [field.strip() for field in common.fields.split(",")]
    if not all(fields):
        raise BadUsage("a field in --fields is empty", hint="write them like company,months.value")
    return fields
