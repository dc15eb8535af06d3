"""The verdict on a figure of a text, with what decides it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from aicompare.companies.fact import Fact
from aicompare.reading.heldfact import HeldFact
from aicompare.reading.taken import Reading
from aicompare.values.frozen import dataclass

Verdict = Literal["known", "contradicted", "not_in_data", "not_read"]
KNOWN: Verdict = "known"
CONTRADICTED: Verdict = "contradicted"
NOT_IN_DATA: Verdict = "not_in_data"
NOT_READ: Verdict = "not_read"


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with its verdict: `remark` is one word for what explains it, `held` what decides it, or of
    what is not in the data the figure that they hold in its place; `off_by` is below 0 where it is too low.
    """

    reading: Reading
    verdict: Verdict
    remark: str | None = None
    held: tuple[HeldFact, ...] = ()
    off_by: Decimal | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of what is held."""
        return tuple(dict.fromkeys(fact for held in self.held for fact in held.facts))
