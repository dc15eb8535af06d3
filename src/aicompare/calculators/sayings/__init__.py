"""Answers as one sentence to paste: each caveat inside, so that none is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aicompare.calculators.sayings.catalogues import (
    said_of_companies,
    said_of_finds,
    said_of_metrics,
    said_of_sources,
    said_of_status,
    said_of_validation,
)
from aicompare.calculators.sayings.runways import said_of_runway
from aicompare.calculators.sayings.sums import said_of_allocation, said_of_conversion, said_of_rates
from aicompare.calculators.sayings.verdicts import (
    said_of_audit,
    said_of_changes,
    said_of_check,
    said_of_reading,
)
from aicompare.calculators.sayings.worth import said_of_burn_multiple, said_of_multiples, said_of_value
from aicompare.calculators.sayings.years import said_of_comparison, said_of_figures
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
    "read": said_of_reading,
    "diff": said_of_changes,
    "status": said_of_status,
    "list": said_of_companies,
    "find": said_of_finds,
    "sources": said_of_sources,
    "metrics": said_of_metrics,
    "validate": said_of_validation,
}
