"""Companies made for a test: facts in one line each, from a source of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from aicompare.companies.company import Company, Facts, Listing
from aicompare.companies.derivation import leaves, made_of, words
from aicompare.companies.fact import Fact
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Warning
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period
from aicompare.values.sources import Source


def source(published: str = "2026-01-31", kind: str = "filing", id_: str | None = None) -> Source:
    return Source(id_ or f"{kind}-{published}", "Made up", "Nobody", Period.parse(published), kind)


def fact(metric: str, period: str, value: str, published: str = "2026-01-31", **rest: Any) -> Fact:
    """`kind` is that of the source; `balance`, `due` and every other field of Fact as they are."""
    known = METRICS[metric]
    kind = rest.pop("kind", "filing")
    rest |= {key: Period.parse(rest[key]) for key in ("balance", "due") if key in rest}
    return Fact(
        company=rest.pop("company", "acme"),
        metric=known,
        value=parse_amount(value) if known.unit == "money" else Figure.parse(value),
        period=Period.parse(period),
        sources=(source(published, kind),),
        reported=value,
        **rest,
    )


def company(*facts: Fact, id_: str = "acme", currency: str = "USD", listed: str | None = None) -> Company:
    """`listed` is the day of its listing."""
    listing = Listing("0001.HK", "HKEX", Period.parse(listed)) if listed else None
    return Company(id_, id_.title(), currency, Facts.given(facts), listed=listing)


def amount(value: object) -> Decimal:
    """The value of a fact or derived value that is money."""
    money = getattr(value, "value", value)
    assert isinstance(money, Money)
    return money.amount.value


def comes_of(value: object) -> tuple[str, list[tuple[str, str, str]]]:
    """The formula of a computed figure, and of all that goes in its name there, its unit and its look."""
    made = made_of(value)  # type: ignore[arg-type]
    assert made is not None
    parts = [(one.name, one.unit, one.look) if one else ("", "", "") for one, _ in leaves(made)]
    return words(made), parts


def day(text: str) -> date:
    return date.fromisoformat(text)


def rounded(number: Decimal, places: int = 1) -> str:
    """As the tables show it; half a unit goes up."""
    return f"{number:.{places}f}"


def rates_of(folder: Path, *rows: str, codes: str = "USD,CNY", **rest: Any) -> Rates:
    """The exchange rates of a small file: `2025-01-02,1.25,8.75` a row."""
    path = folder / "rates.csv"
    path.write_text("\n".join([f"date,{codes}", *rows]) + "\n", encoding="ascii")
    return Rates(path, source(kind="dataset"), **rest)


def warned(report: Report, code: str) -> list[Warning]:
    """The warnings of one kind."""
    return [one for one in report.warnings if one.code == code]


def parts(report: Report) -> list[tuple[str, Any]]:
    """The sections after the first, by the name that JSON has for them, else by their title."""
    return [(section.name or section.title, section) for section in report.sections[1:]]


def part(report: Report, name: str) -> Any:
    """One of them; KeyError where there is none."""
    return dict(parts(report))[name]
