"""Which word is said of a runway, by a rule that a spreadsheet can follow when a figure changes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.calculators.runway.held import Held
from aicompare.calculators.runway.outlook import Outlook
from aicompare.calculators.runway.plan import BANDS, band_of, in_band
from aicompare.companies.derivation import Named, Part, Product, minus, number, total
from aicompare.companies.solved import Case, RuledWord, WordRule
from aicompare.values.figures import Figure

LONGER = "lasts longer than the schedule"


def status_of(held: Held, found: Outlook, elapsed: Figure | None) -> str:
    """That of an outlook; a plain word where bounds decided it, which a cell has not.

    The order of the cases is that of `outlook`: nothing burnt, nothing left, then what the months say.
    """
    lasts, alone = (one.lasting("the months that it lasts", ()) for one in (held, held.alone))
    known = held.lasts(found.months)
    cases = tuple(_cases(held, Named("months", known, "months") if known else lasts))
    otherwise = LONGER if held.revenue is not None or _moves(held) else "runs_out"
    if found.reason or found.status not in {case.word for case in cases} | {otherwise}:
        return found.status
    made = WordRule("by the signs of burn and cash", (), cases, otherwise, (lasts, alone), elapsed)
    return RuledWord(found.status, made)


def _moves(held: Held) -> bool:
    return bool(held.moved.hired or held.moved.spent or held.moved.repaid)


def _cases(held: Held, months: Part) -> Iterator[Case]:
    nothing_left = Case(_at_start(held), "already_out")
    if held.revenue is not None:
        ends = held.lasting("first month without a loss", (), "no loss")
        yield from (nothing_left, Case(held.burn, "profitable_now"))
        yield from (Case(months, "default_dead", found=True), Case(ends, "default_alive", found=True))
    elif _moves(held):
        yield from (nothing_left, Case(months, "runs_out", found=True), Case(held.burn, "not_burning"))
    else:
        yield from (Case(held.burn, "not_burning"), nothing_left)
        if not held.is_level:
            yield Case(months, "runs_out", found=True)
        if held.growth_given is not None:
            shrinks = Product((held.together, Named("growth a month", held.growth_given, "percent")))
            yield Case(total((held.burn, shrinks)), "never")  # burn / -growth is what all months take


def _at_start(held: Held) -> Part:
    """The cash with what comes in month 1."""
    comes = [one.converted for one in (*held.moved.counted, *held.moved.own) if one.month == 1]
    return total((held.cash, *comes)) if comes else held.cash


def band_told(left: Figure | None) -> str | None:
    """The band of the months left, by its value alone; a plain word where the bounds lie in two."""
    band = band_of(left)
    if left is None or band is None or band != in_band(left.value):
        return band
    months = Named("months left", left, "months")
    cases = [Case(minus(number(limit), months), in_band(Decimal(limit))) for limit in reversed(BANDS)]
    said = "the band that the months left lie in"
    return RuledWord(band, WordRule(said, (), tuple(cases), in_band(Decimal(0))))
