"""The JSON Schema of an answer (draft 2020-12), read off the types of its rows."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.rates.rates import Rate
from aicompare.render.kinds import BARE, KNOWN, is_list, is_mapping, is_union, kinds_in
from aicompare.render.plain import OF_ROW, QUANTITY_KEYS, RATE_KEYS, SOURCE_KEYS
from aicompare.reports.report import Explained, Field, PassedOver, Step, Warning, fields_of
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period
from aicompare.values.sources import Source

Shape = dict[str, Any]
Keys = Mapping[str, Mapping[str, str]]

_TEXT, _NUMBER, _WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer"}
_DAY = {"type": "string", "format": "date"}
_NONE = {"type": "null"}


def answer_shape(name: str, parts: Mapping[str, Sequence[type]]) -> Shape:
    """Of the whole answer of a command; `parts` are the types of rows that each part may have.

    With `--fields` there is less in it.
    """
    first, *others = parts
    rows = {part: _list_of(_either([row_shape(one) for one in types])) for part, types in parts.items()}
    always = {
        "schema": {"const": f"aicompare.{name}/2"},
        "as_of": _DAY,
        "currency": _told(_TEXT, "of the amounts, or `reported`; null where there are none"),
        first: rows[first],
        "warnings": _list_of(_ref("warning")),
        "sources": {"type": "object", "additionalProperties": _ref("source")},
        "rates": _list_of(_ref("rate")),
    }
    sometimes = {**{part: rows[part] for part in others}, "explain": _list_of(_ref("explained"))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"aicompare.{name}/2",
        **_object({**always, **sometimes}, [*always]),
        "$defs": DEFINED,
    }


def row_shape(row_type: Any, keys: Keys | None = None) -> Shape:
    """Of one row; `keys` are those of its mappings, where they are settled."""
    properties: Shape = {}
    required: list[str] = []
    for field in (one for one in fields_of(row_type) if not one.drawn):
        if field.inline:
            always, sometimes = _inline(field)
            properties |= always | sometimes
            required += always
        else:
            there = field.always and not is_list(field.type)  # an empty list says nothing
            hint = field.type if there else _not_none(field.type)
            shape = _of(hint, (keys or {}).get(field.name))
            properties[field.name] = _titled(field, _beneath(shape) if field.of_row else shape)
            required += [field.name] * there
    return _object(properties, required)


def inside(shape: Mapping[str, Any]) -> tuple[Mapping[str, Any], Shape | None]:
    """The keys that may stand in what has a shape, and the shape of whatever other key there is."""
    if "$ref" in shape:
        return inside(DEFINED[shape["$ref"].rpartition("/")[2]])
    if shape.get("type") == "array":
        return inside(shape["items"])
    if "anyOf" in shape:
        found = [inside(one) for one in shape["anyOf"]]
        other = next((other for _, other in found if other is not None), None)
        return {key: one for properties, _ in found for key, one in properties.items()}, other
    other = shape.get("additionalProperties")
    return shape.get("properties", {}), other if isinstance(other, dict) else None


# --- of types ----------------------------------------------------------------------------------


def _of(hint: Any, keys: Mapping[str, str] | None = None) -> Shape:
    kinds = kinds_in(hint)
    if is_union(hint):
        return _either([_of(part, keys) for part in typing.get_args(hint)])
    if is_mapping(hint):
        entry = _of(typing.get_args(hint)[1])
        if keys is not None:
            return _object(dict.fromkeys(keys, entry))
        return {"type": "object", "additionalProperties": entry}
    if is_list(hint):
        return _list_of(_either([_of(part) for part in typing.get_args(hint) if part is not Ellipsis]))
    (kind,) = kinds or {type(None)}
    return _SIMPLE[kind] if kind in _SIMPLE else row_shape(kind)


def _not_none(hint: Any) -> Any:
    """What is left out where there is none is never null."""
    if not is_union(hint):
        return hint
    return typing.Union[tuple(one for one in typing.get_args(hint) if one is not type(None))]  # noqa: UP007


def _inline(field: Field) -> tuple[Shape, Shape]:
    """The keys that a fact or rate brings to its row: always, and sometimes."""
    if kinds_in(field.type) & KNOWN:
        return {**_QUANTITY, **_FACT_REQUIRED}, _FACT_OPTIONAL
    of_rate = {**_RATE, **_RATE_OPTIONAL}
    return {}, {key: _nullable(of_rate[key]) for key in RATE_KEYS}


def _beneath(shape: Any) -> Any:
    """Of figures whose metric and period the row may say for them."""
    if shape == _ref("figure"):
        return _ref("figure_of_row")
    if isinstance(shape, dict):
        return {key: _beneath(inner) for key, inner in shape.items()}
    return [*map(_beneath, shape)] if isinstance(shape, list) else shape


def _titled(field: Field, shape: Shape) -> Shape:
    """With the words of its column; those that stand for nothing alone are left out."""
    column = field.column
    words = {"title": column.title, "description": column.definition} if column else {}
    return {**{key: text for key, text in words.items() if text}, **shape}


def _either(shapes: Sequence[Shape]) -> Shape:
    several = [one for place, one in enumerate(shapes) if one not in shapes[:place]]
    return several[0] if len(several) == 1 else {"anyOf": several}


def _nullable(shape: Shape) -> Shape:
    return _either([shape, _NONE])


def _told(shape: Shape, words: str) -> Shape:
    return {"description": words, **_nullable(shape)}


def _list_of(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def _ref(name: str) -> Shape:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Shape, required: Sequence[str] | None = None) -> Shape:
    """With no other keys; unless said, each is there."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*(properties if required is None else required)],
        "additionalProperties": False,
    }


# --- what every answer is made of --------------------------------------------------------------

_VALUE = _either([_NUMBER, _DAY, _NONE])
_QUANTITY: Shape = {
    **dict.fromkeys(QUANTITY_KEYS[:3], _VALUE),
    "unit": {
        "description": "an ISO currency, months, x, ratio (0.41 for 41%), count, days, number, rate, "
        "year, or date (of which value, low and high are the day)",
        **_nullable(_TEXT),
    },
}
_FACT_REQUIRED: Shape = {
    **dict.fromkeys(("metric", "period"), _TEXT),
    **dict.fromkeys(("first", "last"), _DAY),
    "sources": {"description": "ids", **_list_of(_TEXT)},
}
_FACT_OPTIONAL: Shape = {
    "rate": {"description": "its place in rates", **_WHOLE},
    **dict.fromkeys(("status", "scope", "label", "basis", "deal"), _TEXT),
    "user": {"description": "from a file of the user's own, or typed", "const": True},
    "formula": {"description": "of a derived figure", **_TEXT},
    "inputs": {"description": "with --explain", **_list_of(_ref("figure"))},
    **dict.fromkeys(("reported", "at", "due", "balance", "note"), _TEXT),
}
_RATE: Shape = {
    **dict.fromkeys(("base", "quote"), _TEXT),
    "rate": {"description": "so much of quote is one of base", **_NUMBER},
    "kind": _TEXT,
    "source": _TEXT,
}
_RATE_OPTIONAL: Shape = {
    **dict.fromkeys(("on", "from", "to"), _DAY),
    "days": {"description": "with a published rate, of a mean", **_WHOLE},
    "requested": {"description": "what it was asked for, where that is not when it is of", **_TEXT},
}
_SIMPLE: Mapping[Any, Shape] = {
    type(None): _NONE,
    str: _TEXT,
    bool: {"type": "boolean"},
    int: _WHOLE,
    Decimal: _NUMBER,
    date: _DAY,
    Period: _TEXT,
    Metric: _TEXT,
    Source: _TEXT,
    Rate: _FACT_OPTIONAL["rate"],
    **dict.fromkeys(KNOWN, _ref("figure")),
    **dict.fromkeys(BARE, _ref("quantity")),
    Step: _ref("step"),
}
_STEP_OPTIONAL: Shape = {
    "value": _either([_NUMBER, _DAY]),
    **dict.fromkeys(("low", "high"), _VALUE),
    "unit": _QUANTITY["unit"],
    **dict.fromkeys(("formula", "place"), _TEXT),
    "inputs": _list_of(_ref("step")),
    "original": _ref("quantity"),
    "rate": _FACT_OPTIONAL["rate"],
    "fact": _ref("figure"),
}
DEFINED: Shape = {
    "quantity": _object(_QUANTITY),
    "figure": _object({**_QUANTITY, **_FACT_REQUIRED, **_FACT_OPTIONAL}, [*_QUANTITY, *_FACT_REQUIRED]),
    "figure_of_row": _object(
        {**_QUANTITY, **_FACT_REQUIRED, **_FACT_OPTIONAL},
        [key for key in (*_QUANTITY, *_FACT_REQUIRED) if key not in OF_ROW],
    ),
    "rate": _object({**_RATE, **_RATE_OPTIONAL}, [*_RATE]),
    "source": _object(dict.fromkeys(SOURCE_KEYS, _TEXT), []),
    "warning": row_shape(Warning),
}
DEFINED["step"] = _object(
    {"name": _TEXT, **_STEP_OPTIONAL, "passed_over": _list_of(row_shape(PassedOver))}, ["name"]
)
DEFINED["explained"] = row_shape(Explained)
