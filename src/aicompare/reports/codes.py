"""Every warning by its code: how much it weighs, what several of them say in one line, what it means.

The heaviest stand first under a table; the lightest only where all are asked for (`--notes`).
"""

from __future__ import annotations

from aicompare.values.frozen import dataclass

MINOR, NOTABLE, GRAVE = 1, 2, 3

_TABLE = """
3 basis_mismatch | the bases differ
  rows or columns rest on different bases; ask for one with --cash-basis, --basis ...
3 bad_line | a line of a file of statements cannot be read or judged
  a line of `check --file` cannot be read or judged; place and trouble are in the message
3 burn_is_proxy | the burn is a loss, which is not cash
  the burn is a loss, which is not cash; see --bases for others
2 burn_without_balance | a stated burn names no balance
  a stated burn of your file names no `balance:`, so no cash is matched with it
2 capex_unknown | capital expenditure is not known, so not in the burn
  capital expenditure is not in the burn, because the data do not know it
2 clock | something is newer than today
  something in force is newer than the day that ages are reckoned from: is the clock right?
2 conflict | conflicts between sources
  two sources print figures that cannot both be true; see show COMPANY --history
2 debt_left_out | a bond is not counted
  a bond is not counted: its proceeds, repayment or due date is not known
3 facilities_counted | bank facilities that are not drawn are in the cash
  bank facilities that are not drawn are in the cash; the months without stand beside
2 far_apart | valuation and revenue lie more than 180 days apart
  valuation and revenue lie more than 180 days apart
3 far_from_own | an amount typed is far from the company's own
  an amount you typed is a hundred times the company's own, or a hundredth of it
3 far_from_published | a --rate is far from the bank's
  a --rate is more than a quarter off the bank's of that day: is the pair turned round?
2 forecast_differs | a source expects another burn
  a source expects a burn more than 25% off the one used; try --burn
3 investments_unknown | only cash is known: liquid investments are left out
  only cash is known: liquid investments are left out
1 leases_unknown | lease payments are not known, so not in the burn
  lease payments are not in the burn, because the data do not know them
2 market_cap_differs | price times shares and the printed market value differ
  price times shares and the printed market value differ
2 may_count_facilities | the cash may include credit lines not yet used
  the balance is the company's own total and may hold facilities not drawn
1 more_rows | an answer of many companies has the first of them
  JSON has the companies that the table shows; the message says how to have all
3 no_deal | a raise names no deal, so it is not counted
  a raise of your file names no `deal:`, so it cannot be told from another, and is not counted
2 no_plan | no plan is in the data
  a company without a plan stands beside others that have one
3 no_proceeds | no equity raised since the balance is known
  --raise proceeds, but no equity raised since the balance is known
3 no_rate | no exchange rate covers what was asked
  no exchange rate covers what was asked; a figure is null. See --rate
1 not_a_bank_day | rates of days on which the bank publishes none
  newer rates are of a weekend or holiday, on which the bank publishes none
2 not_in_data | no valuation or revenue in the data
  the data hold no valuation, or no revenue, of a company by that day; see --nearest
3 off_peg | a rate puts USD/HKD outside its band
  a rate puts USD/HKD outside 7.745 to 7.855
2 older_ltm | newer revenue is known than the twelve months used
  newer revenue is known than the twelve months used, but no year to its end
3 period_mismatch | the periods differ
  periods differ: no common one is recent, or a stated burn stands beside another balance
2 plan_sum | parts of a plan do not come to the whole
  parts of a plan do not come to the whole
2 published_later | figures published after the valuation are left out
  --known-then leaves out a figure that was published after the valuation
3 raise_too_late | a raise comes in after the cash is gone
  a raise comes in after the cash is gone
3 rate_file | the newer file of exchange rates could not be used
  the newer file of exchange rates could not be used; why is in the message
2 rate_missing | newer rates lack a day or a currency
  newer rates lack a working day, or a currency on one: a mean is of the others
2 rate_pause | more than a week lies between two days of newer rates
  more than a week lies between two days of newer rates: is one missing?
2 rate_step | newer rates step by more than 15% in a day
  a newer rate is more than 15% off that of the day before: is it misprinted?
2 rates_revised | rates that were there already were changed
  rates update changed rates that were there already
3 status_unsure | whether the cash runs out depends on the rounding
  the cash lasts for ever at the printed figures, but not at their bounds
3 too_old | data, rates or prices are older than was asked for
  data, rates or prices are more than --max-age days old; see `aicompare update`, `rates update`
2 unknown_parts | parts of the enterprise value are not known, so that it is a bound
  parts of the enterprise value are not known, so that it is a bound
2 unused_differs | the printed unused proceeds differ from proceeds less what was used
  the printed unused proceeds differ from proceeds less what was used
3 unused_rate | a --rate was not needed
  a --rate was not needed for anything here
"""


@dataclass(frozen=True, slots=True)
class WarningCode:
    """`several` is what many of one code come to in one line, `meaning` what docs and `help` say."""

    weight: int
    several: str
    meaning: str


def _known() -> dict[str, WarningCode]:
    lines = _TABLE.strip("\n").splitlines()
    found = {}
    for head, meaning in zip(lines[::2], lines[1::2], strict=True):
        weighed, _, several = head.partition(" | ")
        weight, code = weighed.split()
        found[code] = WarningCode(int(weight), several, meaning.strip())
    return found


WARNINGS = _known()
