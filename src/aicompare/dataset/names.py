"""By which names a company is found, and when two names are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

# What data services, chart sites and terminals write before a code or behind it.

_MARKETS = {
    "HK": "HK HKG HKEX SEHK XHKG",
    "SH": "SH SHA SHSE SSE SS CH XSHG",
    "SZ": "SZ SHE SZSE CH CS XSHE",
    "BJ": "BJ BJSE BSE CH",
    "T": "T TYO TSE JPX JP XTKS",
    "NASDAQ": "NASDAQ NAS NasdaqGS NasdaqGM NasdaqCM XNAS US O OQ UW UQ",
    "NYSE": "NYSE NYS XNYS US N UN",
    "AMEX": "AMEX NYSEAMERICAN XASE US A",
    "US": "US",
}
_MARKET_OF = {word.upper(): market for market, words in reversed(_MARKETS.items()) for word in words.split()}


def names_of(id_: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Every name by which a company of the file is found."""
    yield id_
    yield from (row[key] for key in ("name", "legal_name") if key in row)
    yield from row.get("aliases", ())
    if "listed" in row:
        yield from ticker_spellings(row["listed"]["ticker"], row["listed"].get("exchange", ""))


def ticker_spellings(ticker: str, exchange: str = "") -> set[str]:
    """`0100.HK` is also written 100, 00100.HK, HK.00100, HKG:0100; NVDA is NASDAQ:NVDA, NVDA.O."""
    code, market = _parted(ticker, exchange)
    codes = {code, *([ticker.partition(".")[0]] if code == ticker else [])}
    if market == "HK":
        number = code.lstrip("0")
        codes |= {number, number.zfill(4), number.zfill(5)}
    pairs = [(one, mark) for one in codes for mark in _MARKETS.get(market, "").split()]
    return {
        ticker,
        *codes,
        *(f"{mark}:{one}" for one, mark in pairs),
        *(f"{one}.{mark}" for one, mark in pairs),
    }


def _parted(ticker: str, exchange: str) -> tuple[str, str]:
    """The code and its market, which the exchange beside it says, or else the ticker itself."""
    said = exchange.upper().partition(" ")[0]
    market = _MARKET_OF.get(said) if len(said) > 1 else None
    for pattern in (r"(?P<code>.+)[. :](?P<mark>\w+)", r"(?P<mark>\w+)[. :](?P<code>.+)"):
        if match := re.fullmatch(pattern, ticker):
            mark = match["mark"].upper()
            if mark in (_MARKETS[market].upper().split() if market else _MARKET_OF):
                return match["code"], market or _MARKET_OF[mark]
    return ticker, market or ""


def folded(name: str) -> str:
    """Names are alike whatever their case, width, spaces and marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
