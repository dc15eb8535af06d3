"""What stands under a table: notes, sources and rates, as much of them as is asked for.

Of the notes the three weightiest, the sources and the rates in a line each or counted; the options
that show the rest are named. What a cell points at (`[1]`) stands there in full, or there is no mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from itertools import groupby
from typing import TypeVar

from aicompare.rates.rates import Rate
from aicompare.render.folding import cell_width
from aicompare.render.footnotes import (
    Footnotes,
    Marks,
    counted,
    legend,
    letters,
    rate_line,
    sign,
    source_line,
)
from aicompare.reports.codes import MINOR, NOTABLE, WARNINGS
from aicompare.reports.report import Report, Warning, facts_in, is_users, strongest_sources
from aicompare.values.frozen import dataclass
from aicompare.values.sources import Source

MOST_NOTES = 3
MOST_NAMED = 3  # companies in a note
MOST_SHORT = 6  # sources in one line
USUAL = 100  # columns where there is no screen
SLIGHT = Decimal("0.01")  # two figures no further apart are no conflict worth a line
_SHORT_NAMES = {"European Central Bank": "ECB", "HKEXnews": "HKEX"}
_Body = TypeVar("_Body")


@dataclass(frozen=True, slots=True)
class FootPart:
    """Lines that stand together, each with its style (`warning` or `note`), under a title or none.

    `legend` says what the signs in the lines mean.
    """

    title: str
    lines: Sequence[tuple[str, str]]
    legend: str = ""

    @property
    def heading(self) -> str:
        """`Sources (P press, D data set; the others filings)`."""
        return self._with_legend(self.title)

    @property
    def counted(self) -> str:
        """`1 rate`, `12 sources (P press, D data set; the others filings)`."""
        number, title = len(self.lines), self.title.lower()
        return self._with_legend(f"{number} {title if number > 1 else title.removesuffix('s')}")

    def _with_legend(self, text: str) -> str:
        return f"{text} ({self.legend})" if self.legend else text


@dataclass(frozen=True, slots=True)
class FootNote:
    """`untold` is how many messages it stands for without telling them."""

    text: str
    weight: int
    style: str = "warning"
    untold: int = 0


def with_foot(
    report: Report, width: int | None, write: Callable[[Footnotes], _Body]
) -> tuple[_Body, Iterator[FootPart]]:
    """What `write` makes, with the marks that fit the foot below, and that foot."""
    footnotes = Footnotes(_marks(report))
    body = write(footnotes)
    if footnotes.marks == "sources" and not _sources_line(footnotes, width):
        footnotes = Footnotes("none")
        body = write(footnotes)
    return body, foot(report, footnotes, width)


def foot(report: Report, footnotes: Footnotes, width: int | None) -> Iterator[FootPart]:
    """Notes, rates and sources, where there are any."""
    if notes := [*_notes(report)]:
        yield FootPart("", notes)
    if is_users([section.rows for section in report.sections]):
        yield FootPart("", [("note", "* from a file of your own")])
    if report.view.settings and report.view.notes != "none":
        yield FootPart("", [("note", report.view.settings)])
    if footnotes.marks == "all":
        yield from _in_full(footnotes)
    elif report.view.sources != "none" and (lines := [*_in_short(footnotes, width)]):
        yield FootPart("", [("note", line) for line in lines])


def warnings_of(report: Report, most: int | None = None) -> list[str]:
    """Each warning once, with the company it is about and its code; of more than `most` the weightiest."""
    warnings: Sequence[Warning] = report.warnings
    if most is not None:
        warnings = sorted(warnings, key=weight_of, reverse=True)
    return list(dict.fromkeys(f"{_who(report, one)}{one.message} [{one.code}]" for one in warnings))[:most]


def _marks(report: Report) -> Marks:
    if report.explanation is not None or report.view.sources == "all":
        return "all"
    if report.view.sources == "none":
        return "none"
    several: set[str] = set()
    for fact in facts_in([section.rows for section in report.sections]):
        several |= {source.id for source in strongest_sources(fact)}
        if len(several) > MOST_SHORT:
            return "none"
    return "sources"


def _notes(report: Report) -> Iterator[tuple[str, str]]:
    if report.view.notes == "none":
        return
    if report.view.notes == "all":
        told = dict.fromkeys(f"! {_said(report, one)} [{one.code}]" for one in report.warnings)
        yield from (("warning", text) for text in told)
        yield from (("note", text) for text in report.notes)
        return
    notes = [*_weighed(report), *(FootNote(text, NOTABLE, "note") for text in report.notes)]
    chosen = [one for one in notes if one.weight > MINOR][:MOST_NOTES]
    left = sum(one.untold or 1 for one in notes if one not in chosen)
    counting = [one for one in chosen if one.untold and not (left or report.view.terse)]
    for note in chosen:
        text = f"{note.text}: --notes" if note in counting[-1:] else note.text
        yield note.style, f"! {text}" if note.style == "warning" else text
    if left and not report.view.terse:
        yield "note", f"{left} more note{'s' * (left > 1)}: --notes"


def notes_of(report: Report) -> Iterator[str]:
    """Those that weigh something, in full sentences, and the notes of the answer."""
    yield from (f"{_sentence(one.text)}." for one in _weighed(report) if one.weight > MINOR)
    yield from report.notes


def _weighed(report: Report) -> list[FootNote]:
    """A note for each code, the weightiest first; a conflict of a hair's breadth is one of its own."""
    by_code: dict[tuple[str, int], list[Warning]] = {}
    for warning in dict.fromkeys(one for one in report.warnings if one.code not in report.told):
        by_code.setdefault((warning.code, weight_of(warning)), []).append(warning)
    notes = [_note(report, found, weight) for (_, weight), found in by_code.items()]
    return sorted(notes, key=lambda note: -note.weight)


def weight_of(warning: Warning) -> int:
    """That of its code; a conflict of a hair's breadth has the least."""
    slight = warning.apart is not None and warning.apart < SLIGHT
    return MINOR if slight else WARNINGS[warning.code].weight


def _note(report: Report, found: Sequence[Warning], weight: int) -> FootNote:
    """One warning in its own words, several of a code in those of the code."""
    if len(found) == 1:
        return FootNote(_said(report, found[0]), weight)
    several = WARNINGS[found[0].code].several
    if found[0].code == "conflict":
        return FootNote(f"{len(found)} {several}{_none_above(found)}", weight, untold=len(found))
    names = list(dict.fromkeys(report.names.get(one.subject or "", one.subject or "") for one in found))
    if len({one.message for one in found}) == 1 and len(names) <= MOST_NAMED:
        return FootNote(f"{', '.join(names)}: {found[0].message}", weight)
    if len(names) == 1:
        return FootNote(f"{_sentence(several)} ({len(found)} times)", weight, untold=len(found))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return FootNote(f"{', '.join(names[:MOST_NAMED])}{more}: {several}", weight, untold=len(found))


def _none_above(conflicts: Sequence[Warning]) -> str:
    """`, none above 8%`, where all of them are in one currency."""
    sizes = [one.apart for one in conflicts if one.apart is not None]
    if len(sizes) < len(conflicts):
        return ""
    return f", none above {(max(sizes) * 100).to_integral_value(ROUND_CEILING)}%"


def _said(report: Report, warning: Warning) -> str:
    """The message, with its company where the answer is of several."""
    if list(report.names) == [warning.subject]:
        return _sentence(warning.message)
    return _who(report, warning) + warning.message


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _who(report: Report, warning: Warning) -> str:
    name = report.names.get(warning.subject or "", warning.subject)
    return f"{name}: " if name else ""


def _in_full(footnotes: Footnotes) -> Iterator[FootPart]:
    if footnotes.rates:
        rates = (f"[{letters(index)}] {rate_line(rate)}" for index, rate in enumerate(footnotes.rates))
        yield FootPart("Rates", [("note", line) for line in rates])
    if footnotes.sources:
        sources = footnotes.sources.values()
        listed = [f"[{number}{sign(one)}] {source_line(one)}" for number, one in enumerate(sources, start=1)]
        yield FootPart("Sources", [("note", line) for line in listed], legend(sources))


def _in_short(footnotes: Footnotes, width: int | None) -> Iterator[str]:
    """The sources in a line or counted, the rates likewise, and what shows them in full."""
    listed = _sources_line(footnotes, width) if footnotes.marks == "sources" else ""
    rates = _rates_line(footnotes.rates, width)
    left = "" if listed else counted(footnotes.sources.values())
    others = len(footnotes.rates) if not rates else 0
    untold = ", ".join(filter(None, (left, f"{others} rate{'s' * (others > 1)}" if others else "")))
    more = f"{untold}: --sources" if untold else "More: --explain, --sources"
    told = [line for line in (listed, rates) if line]
    if told and _fits(f"{told[-1]}. {more}", width):
        told[-1] += f". {more}"
    elif told or untold:
        told.append(more)
    yield from told


def _fits(text: str, width: int | None) -> bool:
    return cell_width(text) <= (USUAL if width is None else width)


def _sources_line(footnotes: Footnotes, width: int | None) -> str:
    """`[1] Annual results 2025, Zhipu, HKEX 2026-03-31`, or without who published them; if it fits."""
    for texts in zip(*map(shortly, footnotes.sources.values()), strict=True):
        line = "   ".join(f"[{number}] {text}" for number, text in enumerate(texts, start=1))
        if _fits(line, width):
            return line
    return ""


def shortly(source: Source) -> tuple[str, str]:
    """As it stands in a line with others: with who published it, and where that is too long without."""
    whose = _SHORT_NAMES.get(source.publisher, source.publisher)
    return f"{source.title}, {whose} {source.published}", f"{source.title} {source.published}"


def _rates_line(rates: Sequence[Rate], width: int | None) -> str:
    """`HKD at 0.1276 USD (ECB, 2026-07-14)`; several in one line, if they fit."""
    told = [_told(whose, [*ones]) for whose, ones in groupby(rates, _whose)]
    line = "; ".join(told)
    return line if _fits(line, width) else ""


def _told(whose: str, rates: Sequence[Rate]) -> str:
    """Those of one publisher, who is named once."""
    each = [f"{_spoken(rate.base)} at {_short_rate(rate.value)} {_spoken(rate.quote)}" for rate in rates]
    if len(rates) == 1:
        return f"{each[0]} ({', '.join(filter(None, (whose, _day(rates[0]))))})"
    dated = (f"{text} ({_day(rate)})" if _day(rate) else text for text, rate in zip(each, rates, strict=True))
    return f"{', '.join(dated)}: {whose}"


def _whose(rate: Rate) -> str:
    return _SHORT_NAMES.get(rate.source.publisher, rate.source.publisher) if rate.source else "your own"


def _day(rate: Rate) -> str:
    if rate.kind == "user":
        return ""
    return f"mean of {rate.period}" if rate.kind == "average" else str(rate.period)


def _spoken(code: str) -> str:
    """As amounts are written: RMB, though the code is CNY."""
    return "RMB" if code == "CNY" else code


def _short_rate(value: Decimal) -> str:
    """To 4 significant digits: a reader's scale; `--sources` has the rate that was used."""
    return format(Context(prec=4, rounding=ROUND_HALF_UP).plus(value), "f")
