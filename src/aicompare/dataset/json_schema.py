"""The JSON Schema of a data file, by which a YAML editor completes and checks as one types.

Made from the models that read the file, so that it cannot say anything else. It is a
little wider than they are where an editor reads a number or a date and we read text.
"""

from __future__ import annotations

import json
from typing import Any

from aicompare.dataset.schema import File
from aicompare.values.metrics import METRICS
from aicompare.values.money import SPELLINGS
from aicompare.values.periods import HINT

Schema = dict[str, Any]

# What each key means, shown by editors. `period` and others mean the same on every level.
_TABLE = """
sources         where figures come from, by id; ids are small letters, digits and dashes
groups          lists of company ids by name
companies       the companies by id
measures        metrics of your own: what each comes to, by name
claims          statements of sources that can be checked against the figures
title           the title as the source (or the plan) has it
publisher       who published it
published       the day (2025-12-31), or the month (2025-12) where only that is known
published_note  how the date is known where the source shows none
url             its web address; left out where there is no stable one
kind            strength of evidence: filing, company, press, dataset
via             transcription: read only in somebody's copy
name            the name people use
legal_name      the name in the register
aliases         other names, also Chinese, products and tickers; digits in quotes: "0100.HK"
country         two letters of ISO 3166
founded         the year
listed          where the shares trade
ticker          in quotes: "0100.HK"
exchange        HKEX, NASDAQ, SZSE, ...
currency        the currency it reports in
notes           what sources say without a number
facts           the figures, one line each
plans           how money is to be used
metric          what the figure is of; `aicompare metrics` lists all with definitions
period          {period}
value           as printed, in quotes: "US$1,046.2m", "RMB 57,409k", "54.6%", ">=20%", "~RMB 2bn"
source          the id of the source, or a list of ids where all print the same figure
status          actual unless said; only actual, closed and announced figures are chosen
basis           of revenue-like figures
scope           product, segment, region or holder; left out for the company as a whole
label           tells apart figures of one metric and day: open, low, high, close, ...
at              page, table or row in the source
deal            one id on every figure of one raise
balance         of a stated burn: the day of the balance that its source pairs it with
due             of a debt: when it is repaid
note            one sentence of our own
accept          why a warning of `aicompare validate` may stay, by its code
text            one sentence of our own
id              small letters, digits and dashes
total           the amount that is divided
items           the parts; a part may have parts of its own
used            what of it was spent by a day
purpose         what the money is for
percent         share of the whole plan, with its sign: "10.0%"
amount          as printed, with its currency: "HK$417.3m"
expression      what it comes to in the language of `check`, the company left out: revenue / employees
unit            money, percent, times, months, count or number
definition      what it is, in a sentence
expense         the metric that the purpose pays for: shown is how many months of it the amount buys
on              the day
statement       the claim in our own words
says            its figure as printed
check           the expression that recomputes it
as_of           the day as of which it is checked, where not that of its source
"""
MEANINGS = {
    key: meaning.format(period=HINT.removeprefix("write "))
    for key, meaning in (line.split(maxsplit=1) for line in _TABLE.strip().splitlines())
}

_DAY, _FOUR = "[0-9]{4}-[0-9]{2}-[0-9]{2}", r"\s*[0-9]{4}"
_STRETCH = rf"([Ff][Yy])?{_FOUR}|[Hh][12]{_FOUR}|[Qq][1-4]{_FOUR}|([1-9]|1[01])[Mm]{_FOUR}"
_CHINESE = "[^-0-9]*[0-9]{4}.{0,5}年.*"  # roughly: the tool says what is wrong with one
_ANY_PERIOD = rf"^\s*({_DAY}|[0-9]{{4}}-[0-9]{{2}}|{_STRETCH}|{_DAY}\s*\.\.\s*{_DAY}|{_CHINESE})\s*$"
_DATED = ("period", "published", "on", "balance", "due", "as_of")
_FIGURES = ("value", "says")
_UNITS = ("money", "percent")
_SECTIONS = ("sources", "groups", "companies", "measures", "claims")


def schema_text() -> str:
    """The schema as it is shipped beside the data file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def json_schema() -> Schema:
    """Draft 2020-12, with the vocabulary, its definitions and the rules of one fact."""
    schema = File.model_json_schema()
    models = schema.pop("$defs")
    for model in (schema, *models.values()):
        model["properties"] = {key: _property(key, one) for key, one in model["properties"].items()}
        model.pop("title")
    for key in _SECTIONS:
        schema["properties"][key]["type"] = [schema["properties"][key]["type"], "null"]
    fact = models["FactEntry"]
    fact["properties"]["metric"]["enumDescriptions"] = [
        f"{metric.kind}, {metric.unit}: {metric.definition}" for metric in METRICS.values()
    ]
    fact["allOf"] = _rules_of_a_fact()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "aicompare data file"}
    return {**head, **schema, "$defs": models}


def _property(key: str, drawn: Schema) -> Schema:
    """What pydantic draws, without what an editor has no use for."""
    drawn = _closed(drawn)
    options = [one for one in drawn.pop("anyOf", []) if one != {"type": "null"}]
    drawn = {**(options[0] if options else {}), **drawn}
    for noise in ("title", "default"):
        drawn.pop(noise, None)
    if key == "source" and drawn["type"] == "array":
        drawn = {"anyOf": [drawn["items"], drawn]}
    if key in _DATED:
        drawn |= {"type": ["string", "integer"], "pattern": _ANY_PERIOD}
    if key == "founded":
        drawn |= {"type": ["string", "integer"], "minimum": 1900, "maximum": 2099}
    if key in _FIGURES:
        drawn |= {"type": ["string", "number"]}
    return {"description": MEANINGS[key], **drawn}


def _closed(drawn: Any) -> Any:
    """Mappings by name take no other names than those of the pattern."""
    if isinstance(drawn, list):
        return [_closed(one) for one in drawn]
    if not isinstance(drawn, dict):
        return drawn
    closed = {key: _closed(one) for key, one in drawn.items()}
    return {**closed, "additionalProperties": False} if "patternProperties" in closed else closed


def _rules_of_a_fact() -> list[Schema]:
    """What the metric asks of value and period."""
    of_unit = {unit: [one.name for one in METRICS.values() if one.unit == unit] for unit in _UNITS}
    stocks = [one.name for one in METRICS.values() if one.kind == "stock"]
    flows = [one.name for one in METRICS.values() if one.covers_a_stretch]
    day_or_month = {"type": "string", "pattern": rf"^\s*({_DAY}|[0-9]{{4}}-[0-9]{{2}})\s*$"}
    return [
        _rule(of_unit["money"], "value", {"type": "string", "pattern": _any_currency()}, "name the currency"),
        _rule(of_unit["percent"], "value", {"type": "string", "pattern": "[%％]"}, "write it like 12.5%"),
        _rule(stocks, "period", day_or_month, "a balance is of one day: 2025-09-30, or 2025-09"),
        _rule(flows, "period", {"not": {"pattern": rf"^\s*{_DAY}\s*$"}}, "this covers a stretch: FY2025"),
    ]


def _rule(metrics: list[str], key: str, must: Schema, message: str) -> Schema:
    return {
        "if": {"properties": {"metric": {"enum": metrics}}, "required": ["metric"]},
        "then": {"properties": {key: {**must, "patternErrorMessage": message}}},
    }


def _any_currency() -> str:
    """A pattern for any spelling of a currency; JSON Schema has no flag for either case."""
    spellings = sorted({one for all_ in SPELLINGS.values() for one in all_})
    return "|".join("".join(_either_case(letter) for letter in one) for one in spellings)


def _either_case(letter: str) -> str:
    if letter.isascii() and letter.isalpha():
        return f"[{letter.upper()}{letter.lower()}]"
    return rf"\{letter}" if letter == "$" else letter
