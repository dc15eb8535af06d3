"""The strict border: what a data file may hold, as pydantic models.

Everything is text when it comes in; figures, periods and currencies are parsed here once to
prove that they can be, and again, exactly, where a fact is used. Unknown keys are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from aicompare.errors import BadAmount, Trouble, suggestion
from aicompare.facts import BASES, STATUSES
from aicompare.figures import Figure
from aicompare.metrics import METRICS, Metric, metric
from aicompare.money import SPELLINGS, currency_code, parse_amount
from aicompare.periods import Period
from aicompare.sources import KINDS


class Wrong(ValueError):
    """A value that is not allowed: what is wrong, and what would be right."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def _readable(read: Callable[[str], object]) -> BeforeValidator:
    """The text must be readable by `read`, and stays text."""

    def proved(text: Any) -> Any:
        if isinstance(text, str):
            try:
                read(text)
            except Trouble as trouble:
                raise Wrong(trouble.message, trouble.hint) from None
        return text

    return BeforeValidator(proved)


def _one_of(what: str, allowed: Iterable[str]) -> Any:
    known = tuple(allowed)

    def proved(text: Any) -> Any:
        if isinstance(text, str) and text not in known:
            hint = suggestion(text, known) or f"allowed are {', '.join(known)}"
            raise Wrong(f"{text[:60]!r} is not a {what}", hint)
        return text

    # `enum` is for editors: it goes into the JSON Schema.
    return Annotated[str, BeforeValidator(proved), Field(json_schema_extra={"enum": list(known)})]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1, max_length=500)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9+.-]*$", max_length=60)]
Stretch = Annotated[str, _readable(Period.parse)]
SourceIds = Annotated[list[Slug], BeforeValidator(_listed), Field(min_length=1)]
Status = _one_of("status", STATUSES)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceRow(Strict):
    title: Text
    publisher: Text
    published: Stretch
    published_note: Text | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=500)] | None = None
    kind: _one_of("kind of source", KINDS)  # type: ignore[valid-type]
    via: _one_of("way of reading", ["transcription"]) | None = None  # type: ignore[valid-type]

    @field_validator("published")
    @classmethod
    def _day_or_month(cls, text: str) -> str:
        period = Period.parse(text)
        if not (period.is_day or period.is_month):
            raise Wrong(
                f"{text!r} is no date of publication", "write a day (2025-12-31) or a month (2025-12)"
            )
        return text


class FactRow(Strict):
    metric: _one_of("metric", METRICS)  # type: ignore[valid-type]
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
    accept: dict[Slug, Text] | None = None

    @field_validator("period")
    @classmethod
    def _fits_the_kind(cls, text: str, info: ValidationInfo) -> str:
        known = _metric_of(info)
        period = Period.parse(text)
        if known and known.kind == "stock" and not (period.is_day or period.is_month):
            raise Wrong(
                f"{known.name} is a balance of one day, and {text!r} is a stretch",
                "write the day, or the month where only that is known",
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
                raise Wrong(trouble.message, trouble.hint) from None
        return text


def _metric_of(info: ValidationInfo) -> Metric | None:
    return metric(info.data["metric"]) if "metric" in info.data else None


def read_value(text: str, known: Metric) -> object:
    """The value of a fact: Money for money, else a Figure. Raises BadAmount, UnknownCurrency."""
    if known.unit == "money":
        return parse_amount(text)
    figure = Figure.parse(text)
    if (known.unit == "percent") != text.rstrip().endswith("%"):
        like = "12.5%" if known.unit == "percent" else "27.9, 1.5m or 60x"
        raise BadAmount(
            f"{text!r} is not in the unit of {known.name} ({known.unit})", hint=f"write it like {like}"
        )
    return figure


class ListingRow(Strict):
    ticker: Text
    exchange: Text
    on: Stretch | None = None


class NoteRow(Strict):
    text: Text
    source: SourceIds
    period: Stretch | None = None


class ItemRow(Strict):
    purpose: Text
    percent: Annotated[str, _readable(Figure.parse)] | None = None
    amount: Annotated[str, _readable(parse_amount)] | None = None
    items: list[ItemRow] = []


class UsedRow(Strict):
    on: Stretch
    amount: Annotated[str, _readable(parse_amount)]
    purpose: Text | None = None
    source: SourceIds
    note: Text | None = None


class PlanRow(Strict):
    id: Slug
    title: Text
    total: Annotated[str, _readable(parse_amount)] | None = None
    period: Stretch
    status: Status  # type: ignore[valid-type]
    source: SourceIds
    deal: Slug | None = None
    note: Text | None = None
    items: list[ItemRow] = []
    used: list[UsedRow] = []


class CompanyRow(Strict):
    """Every key may be left out in a user's file that adds to a company already known."""

    name: Text | None = None
    legal_name: Text | None = None
    aliases: list[Text] = []
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    founded: Annotated[str, Field(pattern=r"^[12][0-9]{3}$")] | None = None
    listed: ListingRow | None = None
    currency: (
        Annotated[str, _readable(currency_code), Field(json_schema_extra={"enum": list(SPELLINGS)})] | None
    ) = None
    notes: list[NoteRow] = []
    facts: list[FactRow] = []
    plans: list[PlanRow] = []


class ClaimRow(Strict):
    id: Slug
    source: Slug
    statement: Text
    says: Text | None = None
    check: Text | None = None
    period: Stretch | None = None
    note: Text | None = None


class File(Strict):
    """aicompare data: sources, groups, companies with their facts and plans, claims."""

    sources: dict[Slug, SourceRow] = {}
    groups: dict[Slug, list[Slug]] = {}
    companies: dict[Slug, CompanyRow] = {}
    claims: list[ClaimRow] = []


def problems_of(error: ValidationError) -> Iterable[tuple[tuple[str | int, ...], str, str, str | None]]:
    """(path, code, message, hint) of each thing wrong, in our words."""
    for one in error.errors(include_url=False, include_input=False):
        path = tuple(part for part in one["loc"] if part != "[key]")
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, Wrong):
            yield path, _code(path), str(cause), cause.hint
        elif one["type"] == "extra_forbidden":
            yield path, "unknown-key", f"there is no key {str(path[-1])[:60]!r} here", _near_key(path)
        elif one["type"] == "missing":
            yield path[:-1], "missing-key", f"the key {path[-1]!r} is missing here", None
        else:
            yield path, _code(path), _SHAPES.get(one["type"], one["msg"]), None


_SHAPES = {
    "string_type": "text is wanted here, not a list or a mapping, and not nothing",
    "list_type": "a list is wanted here",
    "dict_type": "a mapping (key: value) is wanted here",
    "model_type": "a mapping (key: value) is wanted here",
    "string_pattern_mismatch": "this is not in the form that is wanted here (ids are lower-case-with-dashes)",
    "string_too_short": "something is missing here",
    "string_too_long": "this is too long",
    "too_short": "at least one is needed here",
}


def _code(path: tuple[str | int, ...]) -> str:
    keys = [part for part in path if isinstance(part, str)]
    return f"bad-{keys[-1]}" if keys and keys[-1] in _KEYS else "bad-value"


_MODELS = (File, SourceRow, CompanyRow, FactRow, PlanRow, ItemRow, UsedRow, ListingRow, NoteRow, ClaimRow)
_KEYS = {name for model in _MODELS for name in model.model_fields}


def _near_key(path: tuple[str | int, ...]) -> str | None:
    return suggestion(str(path[-1]), sorted(_KEYS))
