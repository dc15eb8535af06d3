"""Checked records -> plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aicompare.figures import Figure
from aicompare.money import Money, parse_amount
from aicompare.periods import Period
from aicompare.plans import Item, Plan, Printed, Used
from aicompare.sources import Source

Row = Mapping[str, Any]
# The sources of these ids that are out on the date asked for.
Published = Callable[[Iterable[str]], tuple[Source, ...]]


def plans_of(layers: Iterable[tuple[Row, bool]], published: Published) -> tuple[Plan, ...]:
    """The plans of one company, given what each file has on it and whether that is the user's.

    Of several with one id that of the last file stands.
    """
    found = {
        row["id"]: _plan(row, sources, user, published)
        for company, user in layers
        for row in company.get("plans", ())
        if (sources := published(row["source"]))
    }
    return tuple(found.values())


def _plan(row: Row, sources: tuple[Source, ...], user: bool, published: Published) -> Plan:
    return Plan(
        id=row["id"],
        title=row["title"],
        period=Period.parse(row["period"]),
        status=row["status"],
        sources=sources,
        total=_amount(row.get("total")),
        deal=row.get("deal"),
        note=row.get("note"),
        items=tuple(_item(item) for item in row.get("items", ())),
        used=tuple(
            _used(used, known) for used in row.get("used", ()) if (known := published(used["source"]))
        ),
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


def _used(row: Row, sources: tuple[Source, ...]) -> Used:
    amount = Printed(parse_amount(row["amount"]), row["amount"])
    return Used(Period.parse(row["on"]), amount, sources, row.get("purpose"), row.get("note"))


def _amount(text: str | None) -> Printed[Money] | None:
    return Printed(parse_amount(text), text) if text else None
