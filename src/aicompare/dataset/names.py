"""By which names a company is found, and when two names are alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def names_of(id_: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Every name by which a company of the file is found."""
    yield id_
    yield from (row[key] for key in ("name", "legal_name") if key in row)
    yield from row.get("aliases", ())
    if "listed" in row:
        yield from ticker_spellings(row["listed"]["ticker"])


def ticker_spellings(ticker: str) -> Iterable[str]:
    """`0100.HK` is also written 0100, 100, 00100.HK; others stay as they are."""
    code, dot, market = ticker.partition(".")
    if not (code.isdecimal() and market.upper() == "HK"):
        return {ticker, code}
    lengths = {code.lstrip("0"), code, code.zfill(4), code.zfill(5)}
    return {spelling + end for spelling in lengths for end in ("", dot + market)}


def folded(name: str) -> str:
    """Names are alike whatever their case, width, spaces and marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
