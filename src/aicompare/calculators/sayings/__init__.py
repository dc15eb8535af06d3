"""Answers as one sentence to paste: each caveat inside, so that none is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aicompare.calculators.sayings.sums import said_of_allocation, said_of_conversion, said_of_rates
from aicompare.calculators.sayings.verdicts import said_of_audit, said_of_check
from aicompare.calculators.sayings.worth import said_of_burn_multiple, said_of_multiples, said_of_value
from aicompare.calculators.sayings.years import said_of_comparison, said_of_figures, said_of_runway
from aicompare.reports.report import Report
from aicompare.reports.saying import Saying

# By the name of the report.
SAYINGS: Mapping[str, Callable[[Report], Saying]] = {
    "runway": said_of_runway,
    "compare": said_of_comparison,
    "show": said_of_figures,
    "multiples": said_of_multiples,
    "value": said_of_value,
    "burn-multiple": said_of_burn_multiple,
    "convert": said_of_conversion,
    "rates": said_of_rates,
    "allocate": said_of_allocation,
    "check": said_of_check,
    "audit": said_of_audit,
}
