"""How long the money of Zhipu and MiniMax lasts, and what a raise would change."""

from __future__ import annotations

from decimal import Decimal

import aicompare


def months(data: aicompare.Data, company: str, *raises: str) -> Decimal:
    """The months of one company's cash, with what is raised beside it."""
    records = aicompare.runway(data, [company], raises=raises).to_records()
    (found,) = (record["value"] for record in records if record["key"] == "months")
    return Decimal(found)


def main() -> None:
    data = aicompare.load(as_of="2026-01-07")
    for company, raised in {"zhipu": "RMB 3,785.3m", "minimax": "US$468.7m"}.items():
        plain, with_raise = months(data, company), months(data, company, raised)
        print(f"{company}: {plain:.1f} months, {with_raise:.1f} with {raised}")


if __name__ == "__main__":
    main()
