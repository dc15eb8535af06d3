"""What a file says that is likely a slip, told from its own records: warnings, no faults.

Plans that do not add up, and sources that nothing names. What compares facts with each
other, also over several files, is for `lint`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from aicompare.companies.plans import added, closes
from aicompare.dataset.crosschecks import FAR
from aicompare.dataset.document import Found, Path
from aicompare.dataset.records import Record
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

Row = Mapping[str, Any]
_ALL = Figure.exact(1)
_LONELY = timedelta(days=366)  # and up to FAR, from where on it is a fault


def doubts_of_part(record: Record) -> Iterator[tuple[Found, str | None]]:
    """Each doubt about a part of a file, with the reason for which it is accepted, or None."""
    for id_, company in record["companies"].items():
        for index, plan in enumerate(company.get("plans", ())):
            yield from _doubts_of_plan(plan, ("companies", id_, "plans", index))
    for path, what, name in _ids(record):
        if says_nothing(name):
            text = f"{name} is taken for the name of a {what}"
            yield (path, "no-name", text, "where there is none, leave the key out"), None


def doubts_of_sources(record: Record, base: Record, named: Container[str]) -> Iterator[Found]:
    """Each doubt about the sources of a file laid over `base`; it names those that are `named`."""
    yield from _lonely_dates(record, base)
    yield from _addresses_twice(record, base)
    for id_ in record["sources"]:
        if id_ not in named:
            text = f"nothing in this file names the source {id_}"
            yield ("sources", id_), "unused-source", text, "name it in a fact, or leave it out"


def _addresses_twice(record: Record, base: Record) -> Iterator[Found]:
    """One document under two ids; a page read in two states has two dates of publication."""
    held = {_document(row): id_ for id_, row in base["sources"].items() if "url" in row}
    for id_, row in record["sources"].items():
        if "url" in row and (other := held.setdefault(_document(row), id_)) != id_:
            text = f"the address of {id_} stands under {other} too"
            yield ("sources", id_, "url"), "address-twice", text, "name one of them in every fact"


def _document(row: Row) -> tuple[str, str]:
    return row["url"].removesuffix("/"), row["published"]


# Words by which people and programs say that there is nothing, in English and in its neighbours.
_FOR_NOTHING = """
    null none nil nan na undefined unknown unspecified unset tbd tba tbc todo empty nothing blank missing
    absent omitted void placeholder
    kein keine keiner keines nichts unbekannt leer fehlt fehlend ohne aucun aucune rien vide inconnu
    ninguno ninguna nada vacio nessuno nessuna vuoto nenhum nenhuma vazio geen leeg ingen inget
"""
# What stands beside them, or behind `no` and `not`: null-value, not-available, no-label, to-be-announced.
_BESIDE_THEM = """
    a an any at be been data deal defined determined disclosed entry field given here id is item known label
    name number of provided reported say scope set specified stated text to value was yet announced added
    applicable available confirmed decided angabe wert
"""
_NOTHING, _BESIDE = frozenset(_FOR_NOTHING.split()), frozenset(_BESIDE_THEM.split())
_NEGATIONS = frozenset(("no", "non", "not"))


def says_nothing(name: str) -> bool:
    """`none`, `n.a.`, `null-value`, `not-available`, `keine-angabe`; not `blank-check` or `no-code`."""
    words = [word for word in re.split("[^a-z0-9]+", name) if word]
    if "".join(words) in _NOTHING:
        return True
    said = [word for word in words if word not in _BESIDE]
    negated = words[:1] == said and said[0] in _NEGATIONS if said else words[:2] == ["to", "be"]
    return (negated and len(words) > 1) or (bool(said) and _NOTHING.issuperset(said))


def _ids(record: Record) -> Iterator[tuple[Path, str, str]]:
    """Every id that a part gives: its path, of what it is, and the id."""
    for section, what in (("sources", "source"), ("groups", "group"), ("companies", "company")):
        yield from (((section, id_), what, id_) for id_ in record[section])
    for id_, company in record["companies"].items():
        for part, keys in (("facts", ("scope", "label", "deal")), ("plans", ("id", "deal"))):
            for index, row in enumerate(company.get(part, ())):
                path = ("companies", id_, part, index)
                yield from (((*path, key), _WHATS.get(key, key), row[key]) for key in keys if key in row)
    for index, claim in enumerate(record["claims"]):
        yield ("claims", index, "id"), "claim", claim["id"]


_WHATS = {"id": "plan"}


def _lonely_dates(record: Record, base: Record) -> Iterator[Found]:
    """A source that would make everything else look old."""
    dates = {id_: _published(row) for layer in (base, record) for id_, row in layer["sources"].items()}
    newest, second = [*sorted(dates.values(), reverse=True)[:2], date.min][:2]
    for id_ in record["sources"]:
        others = newest if len(dates) == 1 or dates[id_] < newest else second
        if _LONELY < dates[id_] - others <= FAR:
            text = f"{id_} is of {dates[id_]}, and no other source is newer than {others}"
            yield ("sources", id_, "published"), "far-off-date", text, "check the year"


def _published(row: Row) -> date:
    return Period.parse(row["published"]).last


def _doubts_of_plan(plan: Row, path: Path) -> Iterator[tuple[Found, str | None]]:
    accepted = plan.get("accept", {})
    found = list(_plan_sums(plan, path))
    yield from ((one, accepted.get(one[1])) for one in found)
    for code in accepted:
        if code not in {one[1] for one in found}:
            text = f"there is no warning {code} here to accept"
            yield ((*path, "accept", code), "unused-accept", text, "leave it out"), None


def _plan_sums(plan: Row, path: Path) -> Iterator[Found]:
    items = plan.get("items", ())
    yield from _sum_of_amounts(items, plan.get("total"), (*path, "total"))
    yield from _sum_of_shares(items, "100%", (*path, "items"))
    for item, place in _all_items(items, path):
        parts = item.get("items", ())
        yield from _sum_of_amounts(parts, item.get("amount"), (*place, "amount"))
        yield from _sum_of_shares(parts, item.get("percent"), (*place, "percent"))
        yield from _share_of_total(item, plan.get("total"), place)


def _all_items(items: Sequence[Row], path: Path) -> Iterator[tuple[Row, Path]]:
    for index, item in enumerate(items):
        place = (*path, "items", index)
        yield item, place
        yield from _all_items(item.get("items", ()), place)


def _sum_of_amounts(items: Sequence[Row], whole: str | None, path: Path) -> Iterator[Found]:
    texts = [item["amount"] for item in items if "amount" in item]
    if not (texts and whole):
        return
    amounts, total = [parse_amount(text) for text in texts], parse_amount(whole)
    if all(one.currency == total.currency for one in amounts):
        figures = [one.amount for one in amounts]
        yield from _difference(figures, total.amount, texts, whole, path, complete=len(texts) == len(items))


def _sum_of_shares(items: Sequence[Row], whole: str | None, path: Path) -> Iterator[Found]:
    texts = [item["percent"] for item in items if "percent" in item]
    if not (texts and whole):
        return
    figures = [Figure.parse(text) for text in texts]
    total = _ALL if whole == "100%" else Figure.parse(whole)
    yield from _difference(figures, total, texts, whole, path, complete=len(texts) == len(items))


def _difference(
    parts: list[Figure], whole: Figure, texts: list[str], printed: str, path: Path, *, complete: bool
) -> Iterator[Found]:
    total = sum(parts[1:], parts[0])
    if not closes(total, whole, complete=complete):
        above = total.value > whole.value
        hint = "check the figures" if above else "check the figures, or add the part that is missing"
        yield path, "plan-sum", f"{added(texts)} is not {printed}", hint


def _share_of_total(item: Row, whole: str | None, place: Path) -> Iterator[Found]:
    if not (whole and "percent" in item and "amount" in item):
        return
    total, amount = parse_amount(whole), parse_amount(item["amount"])
    computed = total * Figure.parse(item["percent"])
    if computed.currency == amount.currency and not computed.amount.meets(amount.amount):
        text = f"{item['percent']} of {whole} is not {item['amount']}"
        yield (*place, "amount"), "plan-sum", text, "check the share and the amount"
