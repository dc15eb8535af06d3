"""What a figure of a text is taken for."""

from __future__ import annotations

from datetime import date
from typing import Literal

from aicompare.reading.amounts import Found
from aicompare.reading.text import Span
from aicompare.values.frozen import dataclass, field
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

Form = Literal["level", "growth", "ratio", "compound", "difference"]


@dataclass(frozen=True, slots=True)
class Firm:
    """Which of a reading's parts are bound by words beside the figure; `clean` where nothing but
    periods and other figures stands between it and the words of its metric; `plain` where no word
    there may make it another measure.
    """

    company: bool = False
    metric: bool = False
    period: bool = False
    clean: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and what it is taken for; the spans are the words that say so.

    `called` is the everyday name of the metric, `form` whether the figure is its level, its growth
    or its ratio to revenue. `near` are the periods of the paragraph, `beside` those
    of the sentence, `cued` its metrics and `named` its companies. `twin` is the place in the list
    of the figure that it translates. `numbered` is a period by its number (Q3, 2025), `fiscal` one
    said to be of the company's own years, `also` what else it may be; `stranger` that somebody whom
    the data do not know is named before it, `subject` who that is where the figure is theirs; `days` between
    which its stretch ends, where that is told by pointing from the one of the `period_words` or by its place.
    """

    found: Found
    company: str | None = None
    metric: Metric | None = None
    called: str | None = None
    scope: str | None = None
    period: Period | None = None
    status: str | None = None
    form: Form = "level"
    firm: Firm = field(default_factory=Firm)
    company_words: Span | None = None
    metric_words: Span | None = None
    period_words: Span | None = None
    near: tuple[Period, ...] = ()
    beside: tuple[Period, ...] = ()
    cued: tuple[Metric, ...] = ()
    named: tuple[str, ...] = ()
    twin: int | None = None
    sentence: Span = (0, 0)
    parts: tuple[str, ...] = ()
    cell: bool = False
    deal: str | None = None
    numbered: bool = False
    fiscal: bool = False
    also: Period | None = None
    stranger: bool = False
    subject: str | None = None
    days: tuple[date, date] | None = None
