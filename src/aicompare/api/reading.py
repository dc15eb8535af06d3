"""A text of others, read by rule: no language model, no network, the same text gives the same bytes."""

from __future__ import annotations

from datetime import date
from os import PathLike, fspath
from os.path import lexists
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import day, one_of, optional
from aicompare.api.calling import checked
from aicompare.api.data import Data
from aicompare.api.declared import Argument, Option, command
from aicompare.values.errors import BadFile, shown

if TYPE_CHECKING:
    from aicompare.reports.report import Report

_MOST = 2_000_000  # bytes; a book has so many, and no article
_VERDICTS = ("contradicted", "known", "not-in-data", "not-read")


@command(
    "aicompare read article.txt",
    "aicompare read draft.md --published 2026-01-20 --only contradicted",
    "aicompare read article.html --format markdown -o marked.md",
    own_currencies=True,
)
def read(
    data: Data,
    file: Annotated[
        str | PathLike[str], Argument("FILE", "Plain text, Markdown or HTML; `-` is standard input.")
    ],
    *,
    published: Annotated[
        str | date | None, Option("DATE", "The day of the text; else the date in its header.")
    ] = None,
    company: Annotated[
        str | None, Option("COMPANY", "The company it is about, where it names none beside a figure.")
    ] = None,
    only: Annotated[
        str | None,
        Option(
            "VERDICT", "Only what is contradicted, known, not-in-data or not-read.", choices=lambda: _VERDICTS
        ),
    ] = None,
    draft: Annotated[
        str | PathLike[str] | None,
        Option("FILE", "Writes what was read as claims for a data file.", written=True),
    ] = None,
) -> Answer:
    """Every figure of a text, and whether it holds; exit code 1 if any is contradicted.

    The verdict is `known` where the data hold it or it follows from them, `contradicted` where they
    say another thing, `not_in_data`, or `not_read` where the text does not tell its company or
    metric. `start` and `end` count characters of the text from 0. Raises BadFile for what is no
    text, BadPeriod, UnknownName.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".txt") as article:
    ...     _ = article.write("MiniMax's revenue was US$30.5 million in 2024.")
    ...     article.flush()
    ...     row = aicompare.read(aicompare.load(), article.name).rows[0]
    >>> row.text, row.metric, row.period, row.verdict
    ('US$30.5 million', 'revenue', 'FY2024', 'known')
    """
    return read_text(
        data, _text_of(fspath(file)), published=published, company=company, only=only, draft=draft
    )


@checked
def read_text(
    data: Data,
    text: str,
    *,
    published: str | date | None = None,
    company: str | None = None,
    only: str | None = None,
    draft: str | PathLike[str] | None = None,
) -> Answer:
    """As `read`, of a text that is at hand: a draft, an assistant's answer.

    >>> text = "MiniMax's revenue was US$305 million in 2024."
    >>> row = aicompare.read_text(aicompare.load(), text).rows[0]
    >>> row.verdict, row.remark
    ('contradicted', 'scale')
    """
    from aicompare.calculators.reading import read_text as read_text_of

    wanted = optional(only)
    chosen = one_of("verdict", wanted and wanted.replace("_", "-"), _VERDICTS)
    about = None if company is None else data.dataset.company(company)
    report = read_text_of(
        text,
        data.dataset.all(),
        data.rates,
        data.as_of,
        published=day(published),
        company=about,
        only=chosen and chosen.replace("-", "_"),
    )
    if draft is not None:
        _write_draft(report, text, day(published), fspath(draft))
    return data.answer(report)


def _write_draft(report: Report, text: str, published: date | None, file: str) -> None:
    """Raises NotWritten; then there is no partial file."""
    from pathlib import Path

    from aicompare.calculators.reading import draft_of
    from aicompare.files import write_whole

    write_whole(draft_of(report, text, published), Path(file))


_FEW = 5  # words, which the name of a file may have


def _is_text(file: str) -> bool:
    """Whether it is no file but a text, where a file is to be named."""
    return (len(file.split()) > _FEW or "\n" in file) and not lexists(file)


def _no_file(text: str) -> BadFile:
    hint = "read_text() takes a text itself, `aicompare read -` one on standard input"
    return BadFile(shown(text), "there is no file of this name", hint=hint)


def _text_of(file: str) -> str:
    """Raises BadFile for a file that is not there, is too long, or is no text."""
    from aicompare.files import UTF16, looks_like_utf16, read_most, unreadable
    from aicompare.reading.decoding import text_in

    name = "standard input" if file == "-" else file
    try:
        raw = read_most(file, _MOST + 1)
    except (OSError, ValueError) as problem:
        raise _no_file(file) if _is_text(file) else unreadable(name, problem) from None
    if len(raw) > _MOST:
        raise BadFile(name, "there is more than 2 MB", hint="read an article at a time")
    if raw.startswith(b"%PDF"):
        raise BadFile(
            name, "this is a PDF", hint=f"make text of it first: pdftotext {shown(name)} article.txt"
        )
    text = text_in(raw)
    if text is not None:
        return text
    if looks_like_utf16(raw):
        raise BadFile(name, UTF16, hint="save it as UTF-8")
    raise BadFile(name, "this is no text", hint="read plain text, Markdown or HTML")
