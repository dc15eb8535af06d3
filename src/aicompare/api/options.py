"""The options with one meaning everywhere, and those that several commands take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import Annotated

from aicompare.api.declared import Argument, Option

OneFile = str | PathLike[str]
Files = OneFile | Iterable[OneFile]

# --- with one meaning everywhere ------------------------------------------------------------

AsOf = Annotated[
    str | date | None, Option("DATE", "Only what was published by then, your own too; else all.")
]
Currency = Annotated[
    str | None,
    Option("CUR", "Currency to show amounts in, or `reported`; else USD in compare and multiples.", "--in"),
]
OwnRates = Annotated[str | Iterable[str], Option("USD/CNY=7.04", "A rate of your own. Repeatable.", "--rate")]
OwnFiles = Annotated[
    Files, Option("FILE", "Your own file over the shipped data, `-` of standard input. Repeatable.", "--data")
]
Strict = Annotated[bool, Option(help="A warning makes the exit code 1.")]

# --- of several commands --------------------------------------------------------------------

COMPANY = Argument("COMPANY", "Id, name, ticker or alias.")
Companies = Annotated[str | Iterable[str], COMPANY]
AnyCompanies = Annotated[
    str | Iterable[str] | None, Argument("COMPANY", "Id, name, ticker or alias; else all of them.")
]
On = Annotated[
    str | date | None, Option("DATE", "The rate of this day, or the latest before it; else the newest.")
]
Average = Annotated[str | None, Option("PERIOD", "The mean of the daily rates, like FY2025.")]
