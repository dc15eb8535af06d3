"""Where the data that ships with aicompare lies: inside the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path

SOURCE = "companies.yaml"
PRICES = "prices.csv"
RECORDS = "companies.sqlite"  # the same, checked when the wheel was built

METHODOLOGY = "methodology.md"  # a page of docs/

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of a file of data/, whether installed from a wheel or run from a checkout."""
    in_wheel = _PACKAGE / "data" / name
    return in_wheel if in_wheel.exists() else _PACKAGE.parents[1] / "data" / name


def page(name: str) -> Path:
    """The path of a page of docs/ that is shipped, likewise."""
    in_wheel = _PACKAGE / "data" / name
    return in_wheel if in_wheel.exists() else _PACKAGE.parents[1] / "docs" / name
