"""The strict border: what a data file may hold, as pydantic models.

Everything is text when it comes in; figures, periods and currencies are parsed here once to
prove that they can be, and again, exactly, where a fact is used. Unknown keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from aicompare.companies.fact import BASES, STATUSES
from aicompare.dataset import parsed
from aicompare.expressions.parser import parse, parse_figure
from aicompare.values.errors import BadAmount, BadPeriod, Trouble, shown, suggestion
from aicompare.values.figures import Figure, is_percentage
from aicompare.values.metrics import EXPENSES, METRICS, Metric
from aicompare.values.money import SPELLINGS, currency_code, parse_amount
from aicompare.values.sources import KINDS


class Wrong(ValueError):
    """A value that is not allowed: what is wrong, what would be right, and the rule's code."""

    def __init__(self, message: str, hint: str | None, code: str) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def _wrong(trouble: Trouble, code: str | None = None) -> Wrong:
    usual = "bad-date" if isinstance(trouble, BadPeriod) else "bad-figure"
    return Wrong(trouble.message, trouble.hint, code or usual)


def _readable(read: Callable[[str], object]) -> BeforeValidator:
    """The text must be readable by `read`, and stays text."""

    def proved(text: Any) -> Any:
        if isinstance(text, str):
            try:
                read(text)
            except Trouble as trouble:
                raise _wrong(trouble) from None
        return text

    return BeforeValidator(proved)


def _one_of(what: str, allowed: Iterable[str], hint: str | None = None) -> Any:
    known = tuple(allowed)
    at_once = frozenset(known)

    def proved(text: Any) -> Any:
        if isinstance(text, str) and text not in at_once:
            near = suggestion(text, known) or hint or f"allowed are {', '.join(known)}"
            raise Wrong(f"{shown(text)} is not a {what}", near, f"unknown-{what.split()[0]}")
        return text

    # `enum` is for editors: it goes into the JSON Schema.
    return Annotated[str, BeforeValidator(proved), Field(json_schema_extra={"enum": list(known)})]


def _form(pattern: str, what: str, example: str) -> BeforeValidator:
    """The text must be of this form (for editors say it again with `_drawn`)."""
    form = re.compile(pattern)

    def proved(text: Any) -> Any:
        if isinstance(text, str) and not form.fullmatch(text):
            raise Wrong(f"{shown(text)} is not {what}", f"write it like {example}", "bad-form")
        return text

    return BeforeValidator(proved)


def _drawn(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _said(text: Any) -> Any:
    """Text of one line: a break in it counts as a space."""
    if not isinstance(text, str):
        return text
    text = " ".join(text.split("\n")).strip()
    if not text:
        raise Wrong("something is missing here", "fill it in, or leave the key out", "empty")
    if len(text) > LONGEST:
        raise Wrong(f"this is too long, {len(text)} characters", f"at most {LONGEST}", "too-long")
    if match := _STEERING.search(text):
        raise Wrong(f"the control character {shown(match[0])} stands here", "leave it out", "bad-form")
    return text


LONGEST = 500  # characters of a text
# Control characters, and marks that turn the reading direction.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
Text = Annotated[str, BeforeValidator(_said), Field(min_length=1, max_length=LONGEST)]
_SLUG, _ADDRESS = "[a-z0-9][a-z0-9+.-]{0,59}", r"https?://\S{1,490}"
_MEASURE = "[a-z][a-z0-9_]{0,59}"
_YEAR, _LETTERS = "(19|20)[0-9]{2}", "[A-Z]{2}"
Slug = Annotated[
    str, _form(_SLUG, "an id", "minimax-prospectus: small letters, digits and dashes"), _drawn(_SLUG)
]
Address = Annotated[str, _form(_ADDRESS, "a web address", "https://example.org/page"), _drawn(_ADDRESS)]
Country = Annotated[str, _form(_LETTERS, "a country", "CN: two letters of ISO 3166"), _drawn(_LETTERS)]
Year = Annotated[str, _form(_YEAR, "a year", "2019"), _drawn(_YEAR)]
Stretch = Annotated[str, _readable(parsed.period)]
MeasureName = Annotated[
    str,
    _form(_MEASURE, "a name of a metric", "revenue_per_head: small letters, digits and _"),
    _drawn(_MEASURE),
]
SourceIds = Annotated[list[Slug], BeforeValidator(_listed), Field(min_length=1)]
Amount = Annotated[str, _readable(parsed.amount)]
Status = _one_of("status", STATUSES)
MEASURE_UNITS = ("money", "percent", "times", "months", "count", "number")
Accept = dict[Slug, Text]


class Strict(BaseModel):
    """No unknown keys, no other types than those named."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceEntry(Strict):
    """Who says so, and when they said it."""

    title: Text
    publisher: Text
    published: Stretch
    published_note: Text | None = None
    url: Address | None = None
    kind: _one_of("kind of source", KINDS)  # type: ignore[valid-type]
    via: _one_of("way of reading", ["transcription"]) | None = None  # type: ignore[valid-type]

    @field_validator("published")
    @classmethod
    def _day_or_month(cls, text: str) -> str:
        period = parsed.period(text)
        if not (period.is_day or period.is_month):
            raise Wrong(
                f"{shown(text)} is no date of publication",
                "write a day (2025-12-31) or a month (2025-12)",
                "bad-date",
            )
        return text


class FactEntry(Strict):
    """One figure, as its source prints it."""

    metric: _one_of("metric", METRICS, "`aicompare metrics` lists them")  # type: ignore[valid-type]
    period: Stretch
    value: Text
    source: SourceIds
    status: Status = "actual"  # type: ignore[valid-type]
    basis: _one_of("basis", BASES) | None = None  # type: ignore[valid-type]
    scope: Slug | None = None
    label: Slug | None = None
    at: Text | None = None
    deal: Slug | None = None
    balance: Stretch | None = None
    due: Stretch | None = None
    note: Text | None = None
    accept: Accept | None = None

    @field_validator("period")
    @classmethod
    def _fits_the_kind(cls, text: str, info: ValidationInfo) -> str:
        known = _metric_of(info)
        period = parsed.period(text)
        if known and known.kind == "stock" and not (period.is_day or period.is_month):
            raise Wrong(
                f"{known.name} is a balance of one day, and {shown(text)} is a stretch",
                "write the day, or the month where only that is known",
                "stock-for-stretch",
            )
        if known and known.covers_a_stretch and period.is_day:
            raise Wrong(
                f"{known.name} covers a stretch, and {shown(text)} is a day",
                f"write FY{period.last.year}, H1 {period.last.year} or the like",
                "flow-for-day",
            )
        return text

    @field_validator("value")
    @classmethod
    def _fits_the_unit(cls, text: str, info: ValidationInfo) -> str:
        known = _metric_of(info)
        if known:
            try:
                read_value(text, known)
            except Trouble as trouble:
                if _has_other_unit(text, known):
                    raise _wrong(_other_unit(text, known), "wrong-unit") from None
                raise _wrong(trouble) from None
        return text


def _metric_of(info: ValidationInfo) -> Metric | None:
    return METRICS[info.data["metric"]] if "metric" in info.data else None


def read_value(text: str, known: Metric) -> object:
    """The value of a fact: Money for money, else a Figure. Raises BadAmount, UnknownCurrency."""
    if known.unit == "money":
        return parsed.amount(text)
    figure = parsed.figure(text)
    if (known.unit == "percent") != is_percentage(text):
        raise _other_unit(text, known)
    return figure


def _other_unit(text: str, known: Metric) -> BadAmount:
    like = {"money": "US$1,046.2m or 25.5亿元", "percent": "12.5%"}.get(known.unit, "27.9, 1.5m or 60x")
    message = f"{shown(text)} is not in the unit of {known.name} ({known.unit})"
    return BadAmount(message, hint=f"write it like {like}")


def _has_other_unit(text: str, known: Metric) -> bool:
    """Whether a value that `known` refuses is a figure all the same; a bare number may be money."""
    if known.unit == "money":
        return is_percentage(text)
    return _can_read(parse_amount, text) or _can_read(Figure.parse, text)


def _can_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Trouble:
        return False
    return True


class ListingEntry(Strict):
    """Where the shares trade."""

    ticker: Text
    exchange: Text
    on: Stretch | None = None


class NoteEntry(Strict):
    """What a source says without a number."""

    text: Text
    source: SourceIds
    period: Stretch | None = None


def _percentage(text: str) -> None:
    Figure.parse(text)
    if not is_percentage(text):
        raise BadAmount(f"{shown(text)} is not a percentage", hint="write it like 12.5%")


class ItemEntry(Strict):
    """One purpose of a plan, perhaps with purposes under it."""

    purpose: Text
    percent: Annotated[str, _readable(_percentage)] | None = None
    amount: Amount | None = None
    expense: _one_of("metric of an expense", EXPENSES) | None = None  # type: ignore[valid-type]
    items: list[ItemEntry] = []


class UsedEntry(Strict):
    """What was spent so far, as a later report says."""

    on: Stretch
    amount: Amount
    purpose: Text | None = None
    source: SourceIds
    note: Text | None = None


class PlanEntry(Strict):
    """What a company says it will spend its proceeds on."""

    id: Slug
    title: Text
    total: Amount | None = None
    period: Stretch
    status: Status  # type: ignore[valid-type]
    source: SourceIds
    deal: Slug | None = None
    note: Text | None = None
    accept: Accept | None = None
    items: list[ItemEntry] = []
    used: list[UsedEntry] = []


class CompanyEntry(Strict):
    """Every key may be left out in a user's file that adds to a company already known."""

    name: Text | None = None
    legal_name: Text | None = None
    aliases: list[Text] = []
    country: Country | None = None
    founded: Year | None = None
    listed: ListingEntry | None = None
    currency: (
        Annotated[str, _readable(currency_code), Field(json_schema_extra={"enum": list(SPELLINGS)})] | None
    ) = None
    notes: list[NoteEntry] = []
    facts: list[FactEntry] = []
    plans: list[PlanEntry] = []


class ClaimEntry(Strict):
    """A statement of a source, and where it can be computed the `check` for it."""

    id: Slug
    source: Slug
    statement: Text
    says: Annotated[Text, _readable(parse_figure)] | None = None
    check: Text | None = None
    as_of: Stretch | None = None
    note: Text | None = None

    @field_validator("check")
    @classmethod
    def _says_or_compares(cls, text: str | None, info: ValidationInfo) -> str | None:
        """A figure stands in `says`, or the comparison in `check`: never both, never neither."""
        if text is None:
            return None
        try:
            compares = parse(text).right is not None
        except Trouble as trouble:
            raise _wrong(trouble, "bad-expression") from None
        if "says" not in info.data:  # it could not be read, which is told already
            return text
        says = info.data["says"] is not None
        if says and compares:
            raise Wrong("this compares, and `says` states a figure too", "leave one out", "bad-expression")
        if not (says or compares):
            raise Wrong("this compares nothing", "add `says`, the figure as printed", "bad-expression")
        return text


class MeasureEntry(Strict):
    """A metric of the user's own: what it comes to, in the language of `check`, the company left out."""

    expression: Text
    unit: _one_of("unit", MEASURE_UNITS)  # type: ignore[valid-type]
    title: Text | None = None
    definition: Text | None = None


class File(Strict):
    """aicompare data: sources, groups, companies with their facts and plans, measures, claims."""

    sources: dict[Slug, SourceEntry] = {}
    groups: dict[Slug, list[Slug]] = {}
    companies: dict[Slug, CompanyEntry] = {}
    measures: dict[MeasureName, MeasureEntry] = {}
    claims: list[ClaimEntry] = []
