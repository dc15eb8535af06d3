"""Which facts, companies, notes and sources a figure or some words stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import several
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, command


@command(
    "aicompare find 4.348",
    "aicompare find 'US$557m'",
    "aicompare find placing --json",
)
@dated
def find(
    data: Data,
    text: Annotated[
        str | Iterable[str], Argument("TEXT|FIGURE", "A figure like 4.348 or 24.377bn, or words.", words=True)
    ],
) -> Answer:
    """Which facts are this figure, in any scale or currency; what holds these words.

    A figure meets a fact within the last digits that both print. Without a unit it is sought as it
    is and in thousands, 万, millions, 亿, billions and percent; an amount of three significant
    digits or more also in US$, RMB, HK$ and euros, at the rate of the fact's kind. `match` says
    which one it was. Words match in any order and case. Raises NoAnswer where nothing is like it.

    >>> row = aicompare.find(aicompare.load(), "4.348").rows[0]
    >>> row.company, row.value.reported, row.match
    ('zhipu', 'HK$4.348bn', 'as printed, in billions')
    """
    from aicompare.calculators.search import find

    words = " ".join(several(text))
    dataset = data.dataset
    return data.answer(find(words, dataset.all(), dataset.sources, data.rates, data.as_of))
