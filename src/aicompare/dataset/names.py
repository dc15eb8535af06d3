"""By which names a company is found, and when two names are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

# What data services (Yahoo, Google), chart sites and terminals (Bloomberg, Reuters) write before a
# code or behind it. Where a mark is used for two markets, the first here has it without an exchange.
_MARKETS = {
    "HK": "HK HKG HKEX HKSE SEHK XHKG",
    "SH": "SH SHA SHSE SSE SS CH C1 CG XSHG",
    "SZ": "SZ SHE SZSE CH CS C2 XSHE",
    "BJ": "BJ BJSE BSE CH XBSE",
    "T": "T TYO TSE JPX JP JT XTKS",
    "NASDAQ": "NASDAQ NAS NASD NasdaqGS NasdaqGM NasdaqCM XNAS XNGS US O OQ UW UQ UR",
    "NYSE": "NYSE NYS XNYS US N K UN",
    "AMEX": "AMEX NYSEAMERICAN NYSEMKT XASE US A UA",
    "OTC": "OTC OTCPK OTCQX OTCQB OTCMKTS PINK US PK UV PNK",
    "L": "L LSE LON LN XLON",
    "DE": "DE ETR XETRA GR GY XETR",
    "PA": "PA EPA FP XPAR",
    "AS": "AS AMS NA XAMS",
    "KS": "KS KRX KP XKRX",
    "KQ": "KQ KOSDAQ XKOS",
    "TW": "TW TPE TWSE TT XTAI",
    "SI": "SI SGX SP XSES",
    "US": "US",
}

# An alias that is a ticker is one of each way to write it: NYSE:BABA, 89988.HK.
_CODE_WITH_EXCHANGE = r"[A-Z]+:[A-Z0-9]+|[0-9]+\.[A-Z]+"
# What a terminal writes behind a listing of shares.
_YELLOW_KEY = r"(?i)(?P<ticker>\w+[ .:]\w+) +Equity"


def names_of(id_: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Every name by which a company of the file is found."""
    yield id_
    yield from (row[key] for key in ("name", "legal_name") if key in row)
    for alias in row.get("aliases", ()):
        yield alias
        if re.fullmatch(_CODE_WITH_EXCHANGE, alias):
            yield from ticker_spellings(alias)
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


@cache
def _markets() -> dict[str, str]:
    """Which market a word stands for."""
    every = reversed(_MARKETS.items())
    return {word.upper(): market for market, words in every for word in words.split()}


def _parted(ticker: str, exchange: str) -> tuple[str, str]:
    """The code and its market, which the exchange beside it says, or else the ticker itself."""
    said = exchange.upper().partition(" ")[0]
    market = _markets().get(said) if len(said) > 1 else None
    for pattern in (r"(?P<code>.+)[. :](?P<mark>\w+)", r"(?P<mark>\w+)[. :](?P<code>.+)"):
        if match := re.fullmatch(pattern, ticker):
            mark = match["mark"].upper()
            if mark in (_MARKETS[market].upper().split() if market else _markets()):
                return match["code"], market or _markets()[mark]
    return ticker, market or ""


def spoken(alias: str) -> str:
    """As people say it: `BABA` of the alias `NYSE:BABA`."""
    return alias.rpartition(":")[2] if re.fullmatch(_CODE_WITH_EXCHANGE, alias) else alias


def without_yellow_key(name: str) -> str:
    """The name without what does not belong to it: `2513 HK Equity` is the ticker 2513 HK."""
    if "equity" not in name.casefold():
        return name
    ticker = re.fullmatch(_YELLOW_KEY, " ".join(name.split()))
    return ticker["ticker"] if ticker else name


def folded(name: str) -> str:
    """Names are alike whatever their case, width, spaces and marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
