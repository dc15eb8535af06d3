"""Writes docs/errors.md: every error, warning and rule by its code, with what to do.

    python tools/error_page.py            says whether it is out of date
    python tools/error_page.py --write    writes it

Errors and rules come from the code. What warnings mean stands here; a test holds that every
warning of the code is in this table, and no other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.lint import RULES  # noqa: E402
from aicompare.values import errors  # noqa: E402

PAGE = ROOT / "docs" / "errors.md"

_WARNINGS = """
basis_mismatch         rows or columns rest on different bases; ask for one with --cash-basis, --basis ...
burn_is_proxy          the burn is a loss, which is not cash; see --bases for others
burn_without_balance   a stated burn of your file names no `balance:`, so no cash is matched with it
capex_unknown          capital expenditure is not in the burn, because the data do not know it
conflict               two sources print figures that cannot both be true; see show COMPANY --history
debt_left_out          a bond is not counted: its proceeds, repayment or due date is not known
facilities_counted     bank facilities that are not drawn are in the cash; the months without stand beside
far_apart              valuation and revenue lie more than 180 days apart
far_from_own           an amount you typed is a hundred times the company's own, or a hundredth of it
far_from_published     a --rate is more than a quarter off the bank's of that day: is the pair turned round?
forecast_differs       a source expects a burn more than 25% off the one used; try --burn
investments_unknown    only cash is known: liquid investments are left out
leases_unknown         lease payments are not in the burn, because the data do not know them
market_cap_differs     price times shares and the printed market value differ
may_count_facilities   the balance is the company's own total and may hold facilities not drawn
no_plan                a company without a plan stands beside others that have one
no_proceeds            --raise proceeds, but no equity raised since the balance is known
no_rate                no exchange rate covers what was asked; a figure is null. See --rate
not_a_bank_day         newer rates are of a weekend or holiday, on which the bank publishes none
not_in_data            the data hold no valuation, or no revenue, of a company by that day; see --nearest
off_peg                a rate puts USD/HKD outside 7.745 to 7.855
older_ltm              newer revenue is known than the twelve months used, but no year to its end
period_mismatch        periods differ: no common one is recent, or a stated burn stands beside another balance
published_later        --known-then leaves out a figure that was published after the valuation
raise_too_late         a raise comes in after the cash is gone
rate_file              the newer file of exchange rates could not be used; why is in the message
rate_missing           newer rates lack a working day, or a currency on one: a mean is of the others
rate_pause             more than a week lies between two days of newer rates: is one missing?
rate_step              a newer rate is more than 15% off that of the day before: is it misprinted?
rates_revised          rates update changed rates that were there already
status_unsure          the cash lasts for ever at the printed figures, but not at their bounds
unknown_parts          parts of the enterprise value are not known, so that it is a bound
unused_differs         the printed unused proceeds differ from proceeds less what was used
unused_rate            a --rate was not needed for anything here
"""
WARNINGS: dict[str, str] = dict(line.split(maxsplit=1) for line in _WARNINGS.strip().splitlines())


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Errors, warnings and rules"
    yield ""
    yield "The codes are stable: scripts may rely on them."
    yield ""
    yield "## Errors"
    yield ""
    yield "Exit code 2; one message on stderr, and with `--json` also `error.code` on stdout."
    yield ""
    yield from _table(_errors())
    yield ""
    yield "## Warnings"
    yield ""
    yield "Under the table, in `warnings` of the JSON; with `--strict` they make the exit code 1."
    yield ""
    yield from _table(WARNINGS)
    yield ""
    yield "## Rules of a data file"
    yield ""
    yield "What `aicompare validate` finds. A fault stops the file from being read; a warning stays quiet"
    yield "once the fact says why it may stay: `accept: {code: reason}`."
    yield ""
    yield from _table({code: f"{severity}: {meaning}" for code, (severity, meaning) in RULES.items()})


def _errors() -> dict[str, str]:
    found = {}
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.Trouble) and kind is not errors.Trouble:
            code = "unknown_company" if kind is errors.UnknownName else kind.code
            doc = " ".join((kind.__doc__ or "").split())
            found[code] = (
                f"{doc} (`unknown_group`, `unknown_metric` ...)" if kind is errors.UnknownName else doc
            )
    return dict(sorted(found.items()))


def _table(rows: dict[str, str]) -> Iterator[str]:
    yield "| Code | Meaning |"
    yield "|---|---|"
    for code, meaning in rows.items():
        yield f"| `{code}` | {meaning} |"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--write"]):
        print("usage: error_page.py [--write]", file=sys.stderr)
        return 2
    if arguments:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
    print("out of date" if stale else "current")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
