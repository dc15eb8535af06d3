"""Report: what a calculation gives back, before anybody decides how it looks.

A row is a frozen dataclass whose fields are the JSON keys and CSV columns; a field
annotated with `Column` is also a column of the table. Rows hold whole facts, so the
sources and rates of an answer are found by walking it and cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from aicompare.companies.derivation import leaves, made_of
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.lazy import Lazy
from aicompare.rates.rates import Rate
from aicompare.values.figures import Figure
from aicompare.values.frozen import annotations_of, dataclass, field, fields, is_dataclass
from aicompare.values.metrics import Look, Metric, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

if TYPE_CHECKING:  # of one command
    from aicompare.reports.marked import MarkedText

# What rows can be about beyond what their kind always is.
Topic = Literal[
    "balance", "company", "conversion", "figure", "growth", "history", "lead", "own", "pair", "plan",
    "raises", "repayments", "revenue", "scenario", "several",
]  # fmt: skip
IF_ANY: Literal["if any"] = "if any"

LIGHTEST, LIGHT, USUAL, LEADING = range(4)


@dataclass(frozen=True, slots=True)
class Column:
    """How a field of a row appears in tables.

    `dated` shows the period behind a fact; `unit` is the unit of a bare figure, `look` how a value is
    written; `otherwise` names
    the field that stands in where this one is missing, `missing` a word that does; `rated` shows
    the letters of the rates at which its operands were converted. A mapping field becomes one
    column per key, titled by the key.

    With `bare` the sources of a fact stand elsewhere. `indent` names the field with the depth at
    which a text stands below others, `marked` that with the mark behind it. `drawn` is for what only
    tables have: JSON and CSV hold the figure that it draws.

    `weight` is its importance: a table that is too wide for the screen leaves the light columns
    to wider ones, and where the section is about what some column `leads`, all but the leading.
    `only` is the topic without which there is no such column, or that it is there where a row
    has a value.

    `definition` says for `--explain` what a number is that is counted or chosen; one that is
    computed says itself what it is made of (see derivation.py).
    """

    title: str
    dated: bool = False
    weight: int = USUAL
    only: Topic | Literal["", "if any"] = ""
    leads: Topic | Literal[""] = ""
    unit: ShownUnit = ""
    look: Look = ""
    otherwise: str = ""
    missing: str = ""
    rated: bool = False
    definition: str = ""
    bare: bool = False
    indent: str = ""
    marked: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure that stands out among its neighbours; tables show the mark after it."""

    figure: Figure
    mark: str


_MOST_NAMED = 6  # in a line below a table; JSON has them all


def listed(names: Sequence[str]) -> str:
    """`Baidu, Alphabet`; of many the first, and how many more."""
    more = len(names) - _MOST_NAMED
    return ", ".join(names if more <= 1 else [*names[:_MOST_NAMED], f"{more} more"])


@dataclass(frozen=True, slots=True)
class Short:
    """A figure without its currency, which the title says; `when` is its period in few letters."""

    value: Known
    when: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """From the least to the most of several figures."""

    least: Figure
    most: Figure


@dataclass(frozen=True, slots=True)
class Span:
    """A range to draw, each place as a share of the line; `at` is where a mark crosses every range."""

    low: Decimal | None
    middle: Decimal | None
    high: Decimal | None
    at: Decimal | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Cash over time: (months since `start`, amount), and the months at which it is gone.

    `dotted` is what stands beside the answer.
    """

    name: str
    start: date | None
    points: tuple[tuple[Decimal, Decimal], ...]
    ends: Decimal | None
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves in one currency, which text, HTML and a terminal draw."""

    currency: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """Words across a table, or below one."""

    text: Annotated[str, Column("")]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Inline:
    """Marks a field whose own keys stand in the row itself (the fact of a `show` row)."""


@dataclass(frozen=True, slots=True)
class InFull:
    """Marks a field of facts that are what was asked for: machines are told all that is known of them."""


@dataclass(frozen=True, slots=True)
class OfRow:
    """Marks a field of figures that are of the row's metric and period: machines are told of them where
    they are of another.
    """


@dataclass(frozen=True, slots=True)
class In:
    """The unit of a bare figure that is no column of a table.

    With `again` it is the figure of another row: machines are told it once, and here with `--explain`.
    """

    unit: ShownUnit
    again: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bare figure of which the row says the unit, not its type."""

    figure: Figure
    unit: ShownUnit


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a reader must know before trusting a number. `code` is stable (see codes.py).

    `apart` is how far two figures in conflict lie from each other, over the larger (0.08 is 8%).
    """

    code: str
    message: str
    subject: str | None = None
    apart: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A fact that could have stood where another does, and why it does not.

    Of many with one reason `fact` is None: there are `count` of them, from `first` to `last`.
    """

    reason: str
    fact: Fact | None = None
    count: int = 1
    first: Period | None = None
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How one number came about: by `formula` from `inputs`, or printed as `fact`.

    `value` is what was converted at `rate` from `original`, where there is a rate; None for a
    definition, which holds of every row. `fact` is as its source prints it.
    """

    name: str
    value: Money | Figure | Decimal | int | date | None
    unit: ShownUnit = ""
    formula: str = ""
    inputs: tuple[Step, ...] = ()
    original: Money | None = None
    rate: Rate | None = None
    fact: Fact | None = None
    passed_over: tuple[PassedOver, ...] = ()
    look: Annotated[Look, Column("", drawn=True)] = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The steps of one row of `part`, the name of a section."""

    part: str
    row: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row type, with what its annotation says."""

    name: str
    type: Any
    column: Column | None
    inline: bool
    unit: ShownUnit = ""
    full: bool = False
    again: bool = False
    of_row: bool = False

    @property
    def drawn(self) -> bool:
        """Whether only tables have it."""
        return self.column is not None and self.column.drawn

    @property
    def always(self) -> bool:
        """Whether every table of such rows has it: what is not known is told there, in JSON too."""
        column = self.column
        whole_list = self.full and column is None
        return self.inline or whole_list or (column is not None and not column.only and column.weight > LIGHT)


@dataclass(frozen=True, slots=True)
class Section:
    """One list of rows, under a title of its own where it is not what the answer is first.

    `name` is its key in JSON; None where these rows stand there elsewhere, and `instead_of` names
    the sections of which tables show them instead. `keys` gives the keys of mapping fields with
    their titles, so that columns never depend on the data. Text has `as_lines` each row as its str(),
    and says `nothing` where there is none. `drops` are the keys of a page (see page.py) that a narrow
    screen does without, those that go first first. `columns` are the keys of those asked for, in that
    order; of the rows asked for `cut` are left out (see arranging.py). A row of another type stands
    across the table in one line, each of its values after its title.

    `page` are the rows that JSON has where there are more than one reads at once; `rest` says how many
    there are besides, and how to have them.
    """

    row_type: type
    rows: Sequence[Any]
    title: str = ""
    name: str | None = "data"
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    about: Collection[Topic] = ()
    instead_of: Sequence[str] = ()
    as_lines: bool = False
    nothing: str = "Nothing found."
    drops: Sequence[Sequence[str]] = ()
    repeats: bool = False  # what other sections hold: it is explained there
    columns: Sequence[str] = ()
    cut: int = 0
    tight: bool = False  # columns may stand one apart, where that leaves room for another
    page: Sequence[Any] | None = None
    rest: str = ""

    def shows(self, one: Field) -> bool:
        """Whether there is a column of a field here, if ever there is one."""
        only = one.column.only if one.column else ""
        if any(key == one.name or key.endswith(f"_{one.name}") for key in self.columns):
            return True
        if only == IF_ANY:
            own = (row for row in self.rows if isinstance(row, self.row_type))
            return any(getattr(row, one.name) not in (None, ()) for row in own)
        return not only or only in self.about


class Sections(Lazy[Section]):
    """Those of an answer in the order of its tables: what only tables show is made when one is drawn.

    `told` are those that are there already, with all that JSON has. A runway of one company takes a
    quarter less so.
    """

    def __init__(self, told: Sequence[Section], laid_out: Callable[[], Iterable[Section]]) -> None:
        super().__init__(laid_out)
        self.told = told


@dataclass(frozen=True, slots=True)
class View:
    """How much stands under a table: the weightiest notes, sources in one line, unless asked for."""

    notes: Literal["few", "all", "none"] = "few"
    sources: Literal["line", "all", "none"] = "line"
    terse: bool = False  # the answer alone: nothing of what could be seen besides
    settings: str = ""  # what of the options was not typed but set in a file


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is the schema's (`runway` is `aicompare.runway/2`).

    The first of the sections is what was asked for: its rows are those of CSV, and `data` in JSON.
    `names` are what people read for the ids in `company`. `heading` is the title of what is laid out
    as a page: it says the unit of the amounts itself. `told` are the codes of warnings whose matter the
    page shows at the figures.
    """

    name: str
    title: str
    sections: Sequence[Section]
    as_of: date
    currency: str | None = "reported"  # None where no amount is shown
    warnings: Sequence[Warning] = ()
    notes: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False  # a check that was asked for came out false: exit code 1
    chart: Chart | None = None
    undecided: bool = False  # a check that was asked for could not be decided: exit code 2
    explanation: Sequence[Explained] | None = None  # where it is asked for (see explanation.py)
    written: Mapping[str, str] = field(default_factory=dict)  # formats in which it is no table: the text
    marked: MarkedText | None = None  # what HTML and Markdown show instead of the rows
    heading: str = ""
    told: Collection[str] = ()
    view: View = View()
    fields: Sequence[str] = ()  # what of it machines are to be told; else all

    @property
    def rows(self) -> Sequence[Any]:
        return self.first.rows

    @property
    def first(self) -> Section:
        """What was asked for."""
        return self.ready[0]

    @property
    def named(self) -> Mapping[str, Section]:
        """The sections that JSON has, by their names."""
        return {section.name: section for section in self.ready if section.name}

    @property
    def ready(self) -> Sequence[Section]:
        """The sections, less what only tables show where that is not made yet (see Sections)."""
        return self.sections.told if isinstance(self.sections, Sections) else self.sections


def fields_of(row_type: Any) -> list[Field]:
    """The fields of a row type in order, inline ones expanded by the writers."""
    return _fields_of(row_type)


def inner_key(row_type: Any, part: str, key: str) -> str:
    """How `--columns` names a column of a part of a row: `part_key` where the row has one of that key.

    The `months` of `balance_alone` beside those of the row are `balance_alone_months`, as in CSV.
    """
    return f"{part}_{key}" if any(one.name == key for one in fields_of(row_type)) else key


@cache  # evaluating the annotations anew for every row would cost more than writing it
def _fields_of(row_type: Any) -> list[Field]:
    hints = annotations_of(row_type)
    found = []
    for declared in fields(row_type):
        hint = hints[declared.name]
        extras = getattr(hint, "__metadata__", ())
        column = next((extra for extra in extras if isinstance(extra, Column)), None)
        units: list[ShownUnit] = [extra.unit for extra in extras if isinstance(extra, Column | In)]
        inline, full, of_row = (
            any(isinstance(extra, kind) for extra in extras) for kind in (Inline, InFull, OfRow)
        )
        again = any(isinstance(extra, In) and extra.again for extra in extras)
        bare = hint.__origin__ if extras else hint
        unit = units[0] if units else ""
        found.append(Field(declared.name, bare, column, inline, unit, full, again, of_row))
    return found


def sources_in(value: object) -> Iterator[Source]:
    """Every source of the facts under a value, in the order of reading; may repeat.

    The sources of exchange rates are found by `rates_in`.
    """
    return _found(value, Source)


def strongest_sources(value: Known) -> list[Source]:
    """One per fact: a reader wants the best place to look."""
    if isinstance(value, Fact):
        if len(value.sources) == 1:  # as of nearly every fact
            return [*value.sources]
        return [value.best_source]
    return list(dict.fromkeys(source for one in value.inputs for source in strongest_sources(one)))


def facts_in(value: object) -> Iterator[Fact]:
    """Every fact under a value, also those behind a derived one; may repeat."""
    return _found(value, Fact)


def is_users(value: object) -> bool:
    """Whether anything under a value came from a file of the user's own."""
    return any(fact.user for fact in facts_in(value))


def converted_in(value: object) -> list[Known]:
    """The operands of a computed figure that were converted for it, each with its rate."""
    made = made_of(value) if isinstance(value, Money | Figure) else None
    parts = [part for _, part in leaves(made)] if made else []
    return [part for part in parts if isinstance(part, Fact | Derived) and part.rate]


def rates_in(value: object) -> Iterator[Rate]:
    """Every exchange rate under a value; may repeat."""
    return _found(value, Rate)


_Kind = TypeVar("_Kind")
# What nothing is sought in; every answer is walked several times, and most of it is these.
LEAVES = frozenset(
    {str, int, bool, date, Decimal, type(None), Figure, Money, Period, Metric, Source, Rate, Warning}
)


def _found(value: object, kind: type[_Kind]) -> Iterator[_Kind]:
    passed = LEAVES - {kind}
    waiting, seen = [value] if type(value) not in passed else [], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            yield one
        elif id(one) not in seen:
            seen.add(id(one))
            waiting += [part for part in reversed(_parts(one)) if type(part) not in passed]


def _parts(value: object) -> Sequence[object]:
    if isinstance(value, Fact):
        return (*value.sources, value.rate)
    if isinstance(value, Derived):
        return (*value.inputs, value.rate)
    if isinstance(value, Mapping):
        return tuple(value.values())
    if isinstance(value, list | tuple):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        row: Any = value
        return [getattr(row, name) for name in row.__match_args__]
    return ()
