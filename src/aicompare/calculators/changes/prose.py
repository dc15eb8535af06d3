"""What moved, as a newsletter says it: a paragraph a company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicompare.calculators.changes.rows import ChangeRow
from aicompare.companies.fact import Derived, Known
from aicompare.companies.naming import when
from aicompare.reports.page import Paragraph
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Look


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with a place `{}` for each of the figures, and how each is written."""

    words: str
    figures: tuple[tuple[Known, Look], ...] = ()


def paragraph(name: str, rows: Sequence[ChangeRow]) -> Paragraph:
    """`Runway, balance alone, fell from 45.1 to 27.1 months (-18.0): cash from ... made +11.7 of it.`"""
    wholes = [row for row in rows if row.level == 0]
    sentences = [_sentence(whole, _parts_of(whole, rows)) for whole in wholes]
    words = " ".join(f"{sentence.words}." for sentence in sentences)
    return Paragraph(name, words, tuple(figure for one in sentences for figure in one.figures))


def _parts_of(whole: ChangeRow, rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    return [row for row in rows if row.level == 1 and row.answer == whole.answer]


def _sentence(whole: ChangeRow, parts: Sequence[ChangeRow]) -> Phrase:
    move, causes = _move(whole), [*map(_cause, parts)]
    if len(parts) == 1:
        details = _details(parts[0])
        return Phrase(f"{move.words}{f', {details}' if details else ''}", move.figures)
    words = move.words + (": " + ", ".join(one.words for one in causes) if causes else "")
    return Phrase(words, (*move.figures, *(figure for one in causes for figure in one.figures)))


def _move(whole: ChangeRow) -> Phrase:
    title, unit = whole.answer, " months" if _in_months(whole) else ""
    comma = "," if "," in title else ""
    before, after, effect = whole.before, whole.after, whole.effect
    if before is None and after is not None:
        return Phrase(f"{title}{comma} is {{}}{unit}; there was none before", ((after, ""),))
    if after is None and before is not None:
        return Phrase(f"{title}: {whole.told or 'none now'}; it was {{}}{unit}", ((before, ""),))
    assert before is not None and after is not None
    if effect is None:
        return Phrase(f"{title}{comma} is {{}}{unit} after {{}}", ((after, ""), (before, "")))
    words = f"{title}{comma} {_verb(effect.figure)} from {{}} to {{}}{unit} ({{}})"
    return Phrase(words, ((before, ""), (after, ""), (effect, "change")))


def _verb(change: Figure) -> str:
    """Of a change that is known on one side alone, by that side: at most 30m more may be less."""
    is_open = change.low is None or change.high is None
    least, most = (change.low, change.high) if is_open else (change.value, change.value)
    if least is not None and least > 0:
        return "rose"
    return "fell" if most is not None and most < 0 else "went"


def _in_months(whole: ChangeRow) -> bool:
    known = whole.after or whole.before
    return known is not None and known.metric.unit == "months"


def _cause(part: ChangeRow) -> Phrase:
    details = _details(part)
    words, figures = str(part.input), _from_to(part)
    if len(figures) == 2:
        words += " from {} to {}"
    elif figures:
        words += ", now {}" if part.after else ", which was {}"
    words += f" ({details})" if details else ""
    return _with_effect(words, figures, part.effect)


def _from_to(part: ChangeRow) -> tuple[tuple[Known, Look], ...]:
    return tuple((known, "") for known in (part.before, part.after) if known)


def _with_effect(words: str, figures: tuple[tuple[Known, Look], ...], effect: Derived | None) -> Phrase:
    if effect is None:
        return Phrase(words, figures)
    return Phrase(f"{words} made {{}} of it", (*figures, (effect, "change")))


def _details(part: ChangeRow) -> str:
    """`operating to adjusted-loss, FY2025 to H1 2026`."""
    return ", ".join(_changed(part))


def _changed(part: ChangeRow) -> Iterator[str]:
    if "basis" in part.causes and part.before_basis and part.after_basis:
        yield f"{part.before_basis} to {part.after_basis}"
    if "period" in part.causes and part.before and part.after:
        yield f"{when(part.before)} to {when(part.after)}"
