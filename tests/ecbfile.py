"""The bank's file made again from ours: newest day first, other currencies among ours, N/A."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pytest

from aicompare.api import ratesupdate
from aicompare.rates import ecb
from aicompare.rates.ecb import read_history
from aicompare.resources import resource

SHIPPED = resource("exchange_rates.csv")
LAST = date.fromisoformat(SHIPPED.read_text(encoding="ascii").splitlines()[-1][:10])
NAME = "eurofxref-hist.csv"

_read_once = lru_cache(maxsize=4)(read_history)


def reading_ours_once(patch: pytest.MonkeyPatch) -> None:
    """An update holds the bank's file against ours, which is the same in every test."""
    for module in (ratesupdate, ecb):
        patch.setattr(module, "read_history", _read_once)


def bank_csv(more: Sequence[str] = (), text: str | None = None) -> str:
    """As the bank writes what `text` (the shipped file) holds; `more` are further rows of ours."""
    header, *rows = (text or SHIPPED.read_text(encoding="ascii")).splitlines()
    codes = header.split(",")[1:]
    order = sorted(codes, key=lambda code: code[::-1])  # any order but ours
    lines = [",".join(["Date", "BGN", *order, "ZAR", ""])]
    for row in reversed([*rows, *more]):
        day, *cells = row.split(",")
        by_code = dict(zip(codes, cells, strict=True))
        lines.append(",".join([day, "N/A", *(by_code[code] or "N/A" for code in order), "18.6455", ""]))
    return "\n".join(lines) + "\n"


def zipped(text: str, name: str = NAME) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return data.getvalue()
