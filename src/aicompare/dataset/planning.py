"""Checked records -> plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from aicompare.companies.plans import Item, Plan, Printed, Used
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period
from aicompare.values.sources import Source

Row = Mapping[str, Any]
Named = Callable[[str], Source]  # the source of an id


def plans_of(layers: Iterable[tuple[Row, bool]], source: Named) -> Iterator[Plan]:
    """The plans of one company in file order, given what each file has on it and whether that is
    the user's; several may have one id (see later.Versions).
    """
    return (_plan(row, user, source) for company, user in layers for row in company.get("plans", ()))


def _plan(row: Row, user: bool, source: Named) -> Plan:
    return Plan(
        id=row["id"],
        title=row["title"],
        period=Period.parse(row["period"]),
        status=row["status"],
        sources=tuple(map(source, row["source"])),
        total=_amount(row.get("total")),
        deal=row.get("deal"),
        note=row.get("note"),
        items=tuple(_item(item) for item in row.get("items", ())),
        used=tuple(_used(used, source) for used in row.get("used", ())),
        accept=tuple(row.get("accept", {}).items()),
        user=user,
    )


def _item(row: Row) -> Item:
    percent = row.get("percent")
    return Item(
        row["purpose"],
        Printed(Figure.parse(percent), percent) if percent else None,
        _amount(row.get("amount")),
        row.get("expense"),
        tuple(_item(item) for item in row.get("items", ())),
    )


def _used(row: Row, source: Named) -> Used:
    amount = Printed(parse_amount(row["amount"]), row["amount"])
    sources = tuple(map(source, row["source"]))
    return Used(Period.parse(row["on"]), amount, sources, row.get("purpose"), row.get("note"))


def _amount(text: str | None) -> Printed[Money] | None:
    return Printed(parse_amount(text), text) if text else None
