"""What a word of the answers means: `aicompare help conflict`, `help ltm`, `help liquidity`.

The words of the tables, bases and verdicts stand here; metrics, warnings, errors and the rules of a
data file are explained by the tables that they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicompare.companies.measures import DERIVED
from aicompare.lint import RULES
from aicompare.reports.codes import WARNINGS
from aicompare.values import errors
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric

# kind | word, other spellings; below it what it means
_WORDS = """
word of the tables | months, runway
  how long the cash lasts: cash / monthly burn; with growth g month t burns b(1+g)^(t-1)
word of the tables | burn, monthly burn, burn a month, net burn
  the cash that goes out in a month more than comes in; a loss may stand for it, which is not cash
word of the tables | cash out, cash-out, gone, cash runs out, cash_out_date
  the day on which the cash is gone: the months, counted from the balance
word of the tables | left, months left, months_left
  the months from the day of the answer until the cash is gone
word of the tables | with raises, raises, with raises since
  with the equity raised since the balance, closed by the day of the answer; debt stays apart
word of the tables | balance alone, alone
  without what was raised since the balance
word of the tables | own total, company's own total
  the total of cash that the company itself prints; it may include credit lines not yet used
word of the tables | facilities, credit lines, unused facilities
  bank credit that is granted and not drawn: it is no cash, and counts only where a basis says so
word of the tables | proxy
  a figure that stands for another that is not known: the adjusted loss for the burn
word of the tables | default alive, default dead
  at this growth of revenue, expenses as they are: whether the losses end before the cash does
word of the tables | multiple, x, ×
  value / revenue: at 10x a share costs ten years of this revenue
word of the tables | equity value
  price times shares, else a printed market value, else the post-money of a closed round
word of the tables | ev, enterprise value
  equity value + debt + leases - cash and liquid investments: what the business costs without its
  money
word of the tables | pro forma, before raises
  counting what was raised since the balance; before raises: without it
word of the tables | days apart, far apart
  the days between the day of the valuation and the end of the revenue it is held against
word of the tables | n.m., not meaningful
  the multiple says nothing: value or revenue is not above zero
word of the tables | n.a., not available
  no multiple: value or revenue is not known
word of the tables | p25, p75, quartile, median
  of the multiples in order: a quarter, half, three quarters of the way up, by linear interpolation at
  (n-1)p, as Excel's QUARTILE.INC
word of the tables | harmonic, harmonic mean
  n / sum(1/x): the multiple of a portfolio with the same amount in each
word of the tables | premium
  a value over another, less one: 10% premium is 1.1 times
word of the tables | ratio
  the first company over the second, of figures over one length, before any rounding
word of the tables | like for like
  for each metric the newest period of one length that ends within 31 days for all
word of the tables | ltm, last twelve months, ttm
  the last twelve months: the year + this year's part - the same part of last year, or four quarters,
  or two halves
word of the tables | ntm, next twelve months
  the forecasts weighted by the months of each fiscal year that lie in the next twelve
word of the tables | fy+1, fy+2
  the revenue that houses forecast for the first, the second fiscal year that is not yet reported
word of the tables | fy, fiscal year
  the company's financial year: FY2025; H1, H2 are its halves, Q1 to Q4 its quarters, 9M its first
  nine months
word of the tables | annualised
  a shorter stretch taken to a year: x 12 / months
word of the tables | arr
  annual recurring revenue: what the subscriptions of a day bring in a year; not recognised revenue
word of the tables | run-rate
  a recent month or quarter taken to a year by who prints it; not recognised revenue
word of the tables | recognised
  revenue as the accounts have it, earned over the period
word of the tables | auto
  the first of LTM or a full year, annualised, ARR or run-rate that ended within 180 days of the
  valuation, else the least far off
word of the tables | stock, balance
  a metric of one day, like cash; it converts at the rate of that day
word of the tables | flow
  a metric over a stretch of time, like revenue; it converts at the mean rate of it
word of the tables | deal
  a metric of a transaction, like a raise; it converts at the rate of its day
word of the tables | scope
  a part of the company: a product, segment or region
word of the tables | label
  which of several figures of one metric and day: the close or the high of a price
word of the tables | as reported, reported currency
  in the currency that each figure was printed in
word of the tables | as of, as-of
  only what was published by that day counts
word of the tables | figure, value
  a number with its unit, known to the precision that it was printed with
word of the tables | as printed, reported
  as its source writes it
word of the tables | standing
  what became of a figure beside others of the same: used, outranked, conflicting
word of the tables | outranked
  not used, because a stronger or later source prints the same figure
word of the tables | bounds, ≥, ≤, ~
  a printed figure stands for half a unit in its last place; ≥ and ≤ are open on a side, ~ is the
  wider of 2% and half a unit of its last digit that is not a zero, at most 10%
word of the tables | *
  a figure from a file of your own
word of the tables | ◂
  the pair of bases that the company itself prints
word of the tables | †
  valuation and revenue lie more than 180 days apart
word of the tables | ‡
  on another basis than its neighbours
word of the tables | closing rate, closing
  the exchange rate of the last bank day up to a balance
word of the tables | average rate, average, mean
  the mean of the daily exchange rates over a stretch
word of the tables | spot rate, spot
  the exchange rate of the day of a deal, or of the day asked for
word of the tables | ecb
  the European Central Bank, whose euro reference rates are used; others are crossed
word of the tables | use of proceeds, purpose
  what a company says it will spend a raise on
basis of cash | liquidity
  cash, time deposits and liquid investments together
basis of cash or burn | stated
  as the company itself states it: its own total, or its own monthly burn
basis of cash | cash
  cash and cash equivalents alone
basis of cash | liquidity+facilities
  with the bank facilities that are not drawn
basis of burn | operating
  operating cash use plus capital expenditure and leases, where known
basis of burn | cash-burn
  a cash burn as it is printed
basis of burn | adjusted-loss
  the adjusted net loss: a proxy, not cash
basis of burn | net-loss
  the net loss: a proxy, not cash; only where it is asked for
status | actual
  an accomplished fact
status | closed
  a deal that came about
status | announced
  a deal or plan that was made public
status | planned
  meant to come; shown, and not counted unless asked for
status | reported
  in talks, as the press has it; not counted unless asked for
status | forecast
  expected for a time to come; not counted unless asked for
status | estimate
  somebody's guess at what is so; not counted unless asked for
kind of source | filing
  a document that the law asks for: a prospectus, results; the strongest
kind of source | company
  what the company says elsewhere
kind of source | press
  newspapers, agencies, articles
kind of source | dataset
  a collection of others; the weakest
verdict | holds
  what is stated and what is computed can be the same figure: their intervals meet
verdict | contradicted
  they cannot be the same figure: the intervals do not meet
verdict | undecided
  it cannot be told: a figure is open, missing, or may mean several
verdict | known
  the data hold the figure, or it follows from them
verdict | not_in_data
  company and metric are read, and the data hold no such figure
verdict | not_read
  the text does not tell its company or its metric; never a guess
remark | off_by
  the distance of the nearest ends of what is stated and what is computed, over the latter
remark | rounded
  it holds only because trailing zeros of a whole number are rounding
remark | about
  it holds only because of a ~ or of a bound
remark | translated
  it holds after a conversion
remark | superseded
  right by a document that a later one replaced
remark | part
  it holds for a part of the company, or for the whole
remark | adjusted
  it holds for the adjusted figure, or for the unadjusted
remark | scale
  it holds times or over a power of ten
remark | currency
  it holds in another currency
remark | period
  it holds for another period
remark | sign
  it holds with the other sign: a profit for a loss, or a loss for a profit
how to | config, config file, configuration, settings, aicompare_config
  a file config.toml in ~/.config/aicompare (or $XDG_CONFIG_HOME/aicompare, or the file that
  AICOMPARE_CONFIG names; set to nothing, none) says what would be typed at every call:
  in = "HKD", data = ["mine.yaml"] beside it, key = "maintainer.pub" for `update`, and under
  [columns] a line for a command like
  runway = ["months", "cash"]. What is typed goes before it, and an answer names what it took
how to | environment, environment variables, variables, aicompare_data
  AICOMPARE_DATA names data files of your own as --data does, AICOMPARE_CONFIG the file of
  settings, AICOMPARE_PAGER or PAGER the pager; NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE
  say when there is colour, FORCE_HYPERLINK when there are links, COLUMNS how wide a table is in a
  pipe
how to | pager, less, aicompare_pager
  an answer longer than the screen is shown by AICOMPARE_PAGER, else PAGER, else less; --no-pager,
  or a pager set to nothing or to cat, shows it all at once
how to | colour, color, colours, colors, no_color, force_color, clicolor, clicolor_force
  a table on a terminal is in colour; never with NO_COLOR=1, also in a pipe with FORCE_COLOR=1 or
  CLICOLOR_FORCE=1, not with CLICOLOR=0 or TERM=dumb
how to | links, hyperlinks, osc 8, force_hyperlink
  in terminals that are known to show them the sources under a table are links to click on;
  FORCE_HYPERLINK=1 has them everywhere, FORCE_HYPERLINK=0 nowhere
how to | standard input, stdin, -
  the file name - is what is piped in, wherever a file is read: --data -, validate -, read -,
  check --file -, import table -; ./- is a file of that name
"""
_KINDS = {"stock": "a balance of one day", "flow": "over a stretch of time", "deal": "of the day of a deal"}
_UNITS = {"times": "as a multiple", "percent": "in percent", "count": "a number of things"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A word, what it is one of, and what it means; other names lead to it too."""

    word: str
    kind: str
    meaning: str
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.word} ({self.kind})\n  {self.meaning[:1].upper()}{self.meaning[1:]}"


def explained_word(word: str) -> list[Explanation]:
    """Everything that is called so: `conflict` is a warning of an answer and one of a data file.

    Raises UnknownName.
    """
    known = list(_explanations())
    found = [one for one in known if _spelt(word) in {_spelt(name) for name in (one.word, *one.also)}]
    if not found:
        names = [name for one in known for name in (one.word, *one.also)]
        otherwise = "`aicompare help` lists the commands, `aicompare metrics` the metrics"
        raise errors.UnknownName("word", word, names, otherwise=otherwise)
    return found


def _explanations() -> Iterator[Explanation]:
    for entry in re.split(r"\n(?! )", _WORDS.strip()):
        head, *meaning = entry.splitlines()
        kind, _, words = head.partition(" | ")
        word, *also = words.split(", ")
        yield Explanation(word, kind, " ".join(map(str.strip, meaning)), tuple(also))
    for metric in (*METRICS.values(), *DERIVED.values()):
        yield Explanation(metric.name, _kind_of(metric), _meaning_of(metric), _names_of(metric))
    for code, known in WARNINGS.items():
        yield Explanation(code, "warning under an answer", known.meaning)
    for code, meaning in errors.meanings().items():
        yield Explanation(code, "error, exit code 2", meaning)
    for code, (severity, meaning) in RULES.items():
        yield Explanation(code, f"{severity} of `aicompare validate`", meaning)


def _kind_of(metric: Metric) -> str:
    unit = _UNITS.get(metric.unit, f"in {metric.unit}")
    return f"metric, {_KINDS[metric.kind]}, {unit}"


def _meaning_of(metric: Metric) -> str:
    return f"{metric.definition}: {metric.expression}" if metric.expression else metric.definition


def _names_of(metric: Metric) -> tuple[str, ...]:
    return (metric.title, *metric.words("also"), *metric.words("loss"))


def _spelt(word: str) -> str:
    """Case, blanks, hyphens and underscores are all the same."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
