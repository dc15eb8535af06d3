"""`read`: what the figures of a text are taken for, and whether they hold."""

from __future__ import annotations

from typing import Any

import pytest

import aicompare


@pytest.fixture(scope="module")
def data() -> aicompare.Data:
    return aicompare.load()


def rows(data: aicompare.Data, text: str, **options: Any) -> list[Any]:
    return list(aicompare.read_text(data, text, **options).rows)


def test_a_figure_of_the_data_is_known(data: aicompare.Data) -> None:
    """Zhipu's prospectus prints revenue of RMB 312,414k for 2024: 312 million is that."""
    (row,) = rows(data, "Zhipu had revenue of RMB 312 million in 2024.")
    assert (row.company, row.metric, row.period, row.verdict) == ("zhipu", "revenue", "FY2024", "known")


def test_the_digits_in_another_currency_are_contradicted(data: aicompare.Data) -> None:
    """RMB 312,414k are about HK$339m, so that HK$312m is the wrong currency."""
    (row,) = rows(data, "Zhipu had revenue of HK$312 million in 2024.")
    assert (row.verdict, row.remark) == ("contradicted", "currency")
