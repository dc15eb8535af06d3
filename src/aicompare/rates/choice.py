"""Which exchange rate is asked for: of a day, the average of a window, or neither."""

from __future__ import annotations

from datetime import date

from aicompare.rates.rates import Rate, Rates
from aicompare.values.errors import BadPeriod, BadUsage, shown
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class RateChoice:
    """`on` a day, or the `average` of a window; neither is the newest rate there is."""

    on: date | None = None
    average: Period | None = None

    @classmethod
    def parse(cls, on: str | None, average: str | None) -> RateChoice:
        """A month stands for its last day. Raises BadPeriod, or BadUsage for both at once."""
        if on is not None and average is not None:
            raise BadUsage("--on and --average ask for two rates", hint="use one of them")
        day = None if on is None else Period.typed(on)
        if day and not (day.is_day or day.is_month):
            raise BadPeriod(f"{shown(on or '')} is not a day", hint=f"--average {day} is its mean")
        return cls(day.last if day else None, None if average is None else Period.typed(average))

    def rate(self, base: str, quote: str, rates: Rates) -> Rate:
        """Raises NoRate."""
        if self.average:
            return rates.average(base, quote, self.average)
        return rates.closing(base, quote, self.on, "spot") if self.on else rates.newest(base, quote)

    def __bool__(self) -> bool:
        return bool(self.on or self.average)
