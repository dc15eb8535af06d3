"""The vocabulary: every metric that the data may hold, one line each, and all that is said of it.

Kind says how a figure sits in time, and so at which rate it converts (IAS 21): a *stock*
is a balance of one day (closing rate), a *flow* covers a stretch (average rate), a *deal*
happened on a day (the rate of that day).

Behind the definition stand the traits, from which the rest of the program knows what a metric
is to it. A trait may have a word, and behind `:` (or alone) its rank among those that share it.

    signed              may be negative; a definition that tells what is negative says so too
    adds up             a longer stretch has at least as much of it; no loss and no average
    of a day            a flow of which a single day is meant
    fixed ahead         a filing may state it up to a month before its day, or the end of its year
    plan                tells of what is still to come, so that a plan need not be asked for
    expense             a purpose of a plan can be spent on it
    liquid              a part of cash and liquid funds
    balance             a day on which it is known is a balance that a runway can start from
    outlay              spent beside operating cash, and so part of an operating burn
    title=TEXT          for people, where it is not the name
    also=NAMES          what people ask for instead
    loss=NAMES          likewise, with the sign turned
    used=TITLE          what it is called where all of it is below zero, no loss by name
    basis=BASIS         its basis where none is given
    growth=METRIC       growth of that metric on the same stretch a year earlier
    multiple=METRIC     that metric over its figure of a year earlier, which is no growth
    ratio=ABOVE / BELOW what it is a ratio of
    is=EXPRESSION       what it comes to, in the language of `check` with the company left out
    open                its unit is that of what its expression comes to
    part=METRIC         what a scope has of the whole company's
    family=NAME:RANK    metrics that are taken for one another
    burn=BASIS          a burn basis of `runway` is made of it
    debt=expected       a debt that every company is asked about, unknown where it is not known
    debt=printed        a debt that few companies have: counts only where it is printed
    brings=equity:RANK  money that a raise brings in, the better figure first
    brings=debt:RANK    likewise a bond or loan, what is repaid first
    of the market       set against value, price or cash of the newest day (calculators/ratios.py)
    row=PLACE           a row of `compare`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, cast

from aicompare.values.errors import UnknownName
from aicompare.values.frozen import dataclass, field

Kind = Literal["stock", "flow", "deal"]
Unit = Literal["money", "percent", "count", "times", "months", "number", "rate", "day", "days", "year"]

# What a bare figure is of; "rate" is of one currency in another, "points" of two percentages: +8.5 pt.
ShownUnit = Unit | Literal["", "points"]

# How a value is written where not as reported:
#   computed   to one decimal, as the field does
#   change     to one decimal with its sign, whatever its bounds, so that parts are seen to sum
#   statistic  as computed, and by its bounds alone where it is not known to two digits
#   known      as many digits as are known, five at most
#   bounds     as known, with what it is at least and at most
#   printed    as its source prints it, its status standing elsewhere
#   given      every digit that was given, and no other
#   millions   in millions, without its currency, which the heading says
#   full       to the minor unit of the currency
#   bar        a share of one, drawn
#   marks      the signs of footnotes
#   id         a source by its id, with its number
#   word       a code as the words that it is made of
Look = Literal[
    "",
    "computed",
    "change",
    "statistic",
    "terse",
    "known",
    "bounds",
    "printed",
    "given",
    "millions",
    "full",
    "bar",
    "marks",
    "id",
    "word",
]
Basis = Literal["recognised", "run-rate", "arr"]
Trait = Literal[
    "signed", "adds up", "of a day", "fixed ahead", "plan", "expense", "liquid", "balance", "outlay",
    "title", "also", "loss", "used", "basis", "growth", "multiple", "ratio", "is", "open", "part", "family",
    "burn", "debt", "brings", "of the market", "row",
]  # fmt: skip
_LAST = 1_000  # the rank of what has none


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of a table like the one below."""

    name: str
    kind: Kind
    unit: Unit
    definition: str
    traits: dict[str, str] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def has(self, trait: Trait, word: str | None = None) -> bool:
        """Whether its line has the trait, with this word where one is asked for."""
        return trait in self.traits and word in (None, self.word(trait))

    def word(self, trait: Trait) -> str | None:
        """What the trait says, its rank left out; None without it: `gross_profit / revenue`."""
        return self.traits[trait].rpartition(":")[0] or self.traits[trait] if trait in self.traits else None

    def rank(self, trait: Trait) -> int:
        """Its place among those that share the trait; what has none stands last."""
        rank = self.traits[trait].rpartition(":")[2]
        return int(rank) if rank.isdigit() else _LAST

    def words(self, trait: Trait) -> list[str]:
        """The names that a trait lists: `r&d` and `rd`."""
        return self.traits[trait].split(", ") if trait in self.traits else []

    @property
    def title(self) -> str:
        """For people: `research_expense` is "R&D expense", `gross_profit` "Gross profit"."""
        return self.word("title") or self.name.replace("_", " ").capitalize()

    @property
    def is_signed(self) -> bool:
        """Whether it may be less than nothing, by its trait or by the words of its definition."""
        return self.has("signed") or "negative" in self.definition

    @property
    def covers_a_stretch(self) -> bool:
        """Whether a single day is surely a slip: a year's revenue is, a day's trading is not."""
        return self.kind == "flow" and self.unit in ("money", "percent") and not self.has("of a day")

    @property
    def is_of_a_scope(self) -> bool:
        """Whether it means nothing without one: a share of equity is somebody's, who may not be known."""
        return "`scope`" in self.definition

    @property
    def is_plan(self) -> bool:
        """Whether it tells of what is still to come, so that a plan need not be asked for."""
        return self.has("plan")

    @property
    def basis(self) -> Basis | None:
        """The basis of a figure of it, where none is given."""
        return cast("Basis | None", self.word("basis"))

    @property
    def loss(self) -> str | None:
        """What people call it with its sign turned: `net_loss` of net_profit."""
        return next(iter(self.words("loss")), None)

    @property
    def loss_title(self) -> str | None:
        """What an amount below zero is called, like `Net loss`; None of what has no such name."""
        return self.loss.replace("_", " ").capitalize() if self.loss else self.word("used")

    @property
    def expression(self) -> str | None:
        """What it comes to, where it is derived by a formula alone: `gross_profit / revenue`."""
        return self.word("is") or self.word("ratio")

    @property
    def parts(self) -> tuple[str, str] | None:
        """The two metrics of which it is a ratio; None where it is none."""
        above, slash, below = (self.word("ratio") or "").partition(" / ")
        return (above, below) if slash else None


def table(text: str) -> dict[str, Metric]:
    """The metrics of a table: name, kind, unit, definition, and behind ` | ` the traits.

    A line that begins with a blank goes on with the one above.
    """
    lines = text.strip().replace("\n ", " ").splitlines()
    return {metric.name: metric for metric in map(_metric_of, lines)}


def _metric_of(line: str) -> Metric:
    said, _, traits = line.partition("| ")
    name, kind, unit, definition = said.split(maxsplit=3)
    pairs = (trait.strip().partition("=") for trait in traits.split(";") if trait.strip())
    named = {trait: value for trait, _, value in pairs}
    return Metric(name, cast(Kind, kind), cast(Unit, unit), definition.rstrip(), named)


_TABLE = """
revenue                     flow  money    income from customers; `basis` says recognised, run-rate or arr
    | adds up; basis=recognised; family=sales:1; row=1
monthly_revenue             flow  money    revenue of one month, as the source states it
revenue_growth              flow  percent  growth of revenue on the same stretch a year earlier, as printed
    | signed; growth=revenue; row=2
revenue_share               flow  percent  share of revenue of the product, segment or region in `scope`
    | part=revenue
cost_of_revenue             flow  money    cost of sales | adds up; expense=1
gross_profit                flow  money    revenue less cost of revenue | signed
gross_profit_growth         flow  percent  growth of gross profit on a year earlier, as printed
    | signed; growth=gross_profit
gross_margin                flow  percent  gross profit over revenue
    | signed; ratio=gross_profit / revenue; row=3
research_expense            flow  money    research and development expense
    | adds up; expense; title=R&D expense; also=r&d, rd; row=4
research_expense_growth     flow  percent  growth of R&D expense on a year earlier, as printed
    | signed; growth=research_expense
ai_product_expense          flow  money    cost of new AI products, as the company names it | expense
selling_expense             flow  money    selling, distribution and marketing expense | adds up; expense
selling_expense_growth      flow  percent  growth of selling expense on a year earlier, as printed
    | signed; growth=selling_expense
admin_expense               flow  money    general and administrative expense | adds up; expense
selling_admin_expense       flow  money    selling and administrative expense together | adds up; expense
compute_expense             flow  money    computing cost; `scope` says inside which line | adds up; expense
total_costs                 flow  money    all costs and expenses | adds up; expense=2
other_income                flow  money    other income and gains, net | signed
fair_value_loss             flow  money    loss on financial liabilities at fair value (positive is a loss)
    | signed
impairment_loss             flow  money    write-down of assets (positive)
operating_profit            flow  money    operating profit; a loss is negative
    | loss=operating_loss; family=profit:3
operating_margin            flow  percent  operating profit over revenue
    | signed; ratio=operating_profit / revenue
ebitda                      flow  money    profit before interest, tax, depreciation and amortisation
    | signed; title=EBITDA
adjusted_ebitda             flow  money    EBITDA as the company adjusts it | signed; title=Adjusted EBITDA
net_profit                  flow  money    profit for the period; a loss is negative
    | loss=net_loss, loss; family=profit:1; burn=net-loss; row=7
net_profit_growth           flow  percent  growth of net profit as printed; of a loss, positive is wider
    | signed; growth=net_profit
eps                         flow  money    earnings of one share; a loss is negative | title=EPS
net_profit_attributable     flow  money    profit attributable to the owners; a loss is negative
    | family=profit:4
adjusted_net_profit         flow  money    the company's own non-IFRS profit; a loss is negative
    | title=Adj. net profit; loss=adjusted_net_loss; family=profit:2; burn=adjusted-loss; row=6
adjusted_net_profit_growth  flow  percent  growth of the adjusted loss or profit on a year earlier, as printed
    | signed; growth=adjusted_net_profit
operating_cash_flow         flow  money    net cash from operating activities; money used is negative
    | title=Operating cash; used=Operating cash used; burn=operating; row=8
investing_cash_flow         flow  money    net cash from investing activities | signed
financing_cash_flow         flow  money    net cash from financing activities | signed
exchange_effect             flow  money    effect of exchange rates on cash | signed
free_cash_flow              flow  money    operating cash flow less capital expenditure
    | signed; used=Free cash used
capital_expenditure         flow  money    purchases of property, equipment and intangibles (positive)
    | adds up; expense=3; outlay; also=capex
capital_expenditure_growth  flow  percent  growth of capital expenditure on a year earlier, as printed
    | signed; growth=capital_expenditure
depreciation                flow  money    depreciation and amortisation | adds up
capital_expenditure_share   flow  percent  capital expenditure over revenue
    | ratio=capital_expenditure / revenue
lease_payments              flow  money    principal and interest paid on leases (positive) | adds up; outlay
cash_burn                   flow  money    cash used up in the period, as the source defines it (positive)
    | adds up; burn=cash-burn
monthly_burn                flow  money    cash used up in a month, as the source states it (positive)
    | fixed ahead
planned_investment          flow  money    investment announced for a stretch of years | plan
purchases                   flow  money    purchases from the supplier in `scope` | adds up
tenders_won                 flow  money    tenders or contracts won; `scope` says in which field
sales_cap                   flow  money    most that may be sold to the customer in `scope` | plan
average_spend               flow  money    spend of an average payer over a year; `scope` says which
trading_volume              flow  money    value of the shares traded | of a day
shares_traded               flow  count    shares that changed hands
turnover_rate               flow  percent  shares traded over shares that can be traded | of a day
customer_concentration      flow  percent  share of revenue of the customers in `scope`
supplier_concentration      flow  percent  share of purchases of the suppliers in `scope`
user_growth                 flow  percent  growth of users, as printed | signed
arr_growth                  flow  times    ARR as a multiple of ARR a year earlier | signed; multiple=arr
monthly_active_users        flow  count    users active in a month, averaged over the period
    | title=Monthly users; also=mau; row=16
weekly_active_users         flow  count    users active in a week
daily_active_users          flow  count    users active in a day
paying_users                flow  count    paying users of the product in `scope`
enterprise_customers        flow  count    business customers served in the period
daily_tokens                flow  count    tokens processed in a day
cash                        stock money    cash and cash equivalents | liquid; balance; family=cash:1
cash_at_bank                stock money    cash at bank and on hand, restricted cash included | family=cash:2
time_deposits               stock money    time deposits outside cash equivalents | liquid
liquid_investments          stock money    short-term investments and current assets at fair value | liquid
amortised_cost_assets       stock money    financial assets measured at amortised cost
fvoci_assets                stock money    financial assets at fair value through other comprehensive income
restricted_cash             stock money    cash that cannot be used freely
unused_facilities           stock money    committed bank facilities not drawn; never cash | family=cash:4
cash_balance                stock money    the company's own total; may include credit lines not yet used
    | balance; family=cash:3
net_cash                    stock money    cash and liquid funds less debt, as the source computes it | signed
bank_loans                  stock money    bank loans and borrowings | debt=expected
total_debt                  stock money    all borrowings, notes and bonds
lease_liabilities           stock money    lease liabilities | debt=expected
convertible_bonds           stock money    convertible bonds outstanding | debt=expected
senior_notes                stock money    senior unsecured notes outstanding | debt=printed
exchangeable_bonds          stock money    bonds outstanding that exchange into shares of another company
    | debt=printed
investor_instruments        stock money    preferred shares and redemption rights that convert at listing
compute_payable             stock money    payables for computing services
receivables                 stock money    trade receivables
deferred_revenue            stock money    paid by customers ahead of delivery; contract liabilities
backlog                     stock money    remaining performance obligations: contracted revenue still to come
total_equity                stock money    net assets; net liabilities are negative
gearing_ratio               stock percent  gearing ratio, as printed | signed
total_assets                stock money    total assets
total_liabilities           stock money    total liabilities
legal_claims                stock money    the most that pending claims could cost, as stated
net_asset_value             stock money    net asset value of an investment holding | signed
investment_value            stock money    value of the holding in `scope`
investment_cost             stock money    money put so far into the holding in `scope`
stake_held                  stock percent  share of the company in `scope` that is held
unused_proceeds             stock money    proceeds of a raise not yet used
proceeds_used               stock money    proceeds of a raise used so far
proceeds_used_share         stock percent  share of the proceeds used so far
arr                         stock money    annual recurring revenue; not recognised revenue
    | title=ARR; basis=arr; family=sales:2
arr_share                   stock percent  share of ARR of the customers in `scope`
run_rate                    stock money    latest revenue annualised by the source; not recognised revenue
    | title=Run-rate; basis=run-rate; family=sales:3
market_cap                  stock money    price times shares, as printed
share_price                 stock money    price of one share; `label` says open, low, high or close
target_price                stock money    price that a house expects of one share; `label` is the house
    | title=Target price
price_change                stock percent  move of the price, as printed | signed
shares                      stock count    shares in issue | fixed ahead
diluted_shares              stock count    shares in issue with all that convert into them, as printed
ownership                   stock percent  share of equity held by `scope` | fixed ahead; family=holding:1
voting_share                stock percent  share of votes held by `scope` | fixed ahead; family=holding:2
loan_to_value               stock percent  net debt over the value of holdings
stated_runway               stock months   months of cash as the company or source states it
cumulative_users            stock count    users registered since the start
registered_users            stock count    users registered with the product in `scope`
cumulative_customers        stock count    business customers since the start
employees                   stock count    employees
employee_share              stock percent  share of the staff in `scope` | part=employees
downloads                   stock count    downloads of models or apps
funding_rounds              stock count    private rounds of financing completed so far
devices                     stock count    devices that carry the product
offer_price                 deal  money    price of one share in an offering
price_per_share             deal  money    price of one share in a private round or placing
conversion_price            deal  money    price at which a bond converts into shares
conversion_shares           deal  count    new shares if the bond converts in full
shares_sold                 deal  count    new shares sold in the deal
shares_planned              deal  count    shares planned to be sold | plan
offer_share                 deal  percent  shares offered over the enlarged capital
raised                      deal  money    equity raised, before expenses | family=raise:1; brings=equity:2
net_proceeds                deal  money    equity raised, after expenses | family=raise:2; brings=equity:1
listing_expenses            deal  money    expenses of a listing
ip_contribution             deal  money    equity paid for in kind
total_raised                deal  money    total over several deals; never enters a sum
secondary_sale              deal  money    existing shares sold to investors; no new money for the company
planned_raise               deal  money    equity planned to be raised | plan
pre_money                   deal  money    valuation before the round's money | family=value:1
post_money                  deal  money    valuation with the round's money | also=valuation; family=value:2
debt_principal              deal  money    what a bond or loan repays, on its due date | brings=debt:1
debt_raised                 deal  money    debt raised, before expenses | brings=debt:3
debt_net_proceeds           deal  money    debt raised, after expenses | brings=debt:2
acquisition_price           deal  money    price paid or offered for the company
divestment                  deal  money    proceeds of selling the holding in `scope`
buyback                     deal  money    own shares bought back, or the programme for it
commitment                  deal  money    money or purchases committed
discount                    deal  percent  discount of the offer to the market price | signed
issue_price_percent         deal  percent  issue price of a bond over its principal
cornerstone_share           deal  percent  share of the offering taken by cornerstone investors
subscription                deal  times    demand over the shares offered
valid_applications          deal  count    valid applications for the shares offered
chips_ordered               deal  count    computing chips ordered
"""

METRICS = table(_TABLE)


def having(trait: Trait, word: str | None = None, among: Iterable[Metric] = METRICS.values()) -> list[Metric]:
    """The metrics whose line has the trait, in the order of their ranks.

    `having("liquid")` is cash, time_deposits and liquid_investments; `having("brings", "equity")`
    is net_proceeds and raised.
    """
    found = [metric for metric in among if metric.has(trait, word)]
    return sorted(found, key=lambda metric: metric.rank(trait))


def names(trait: Trait, word: str | None = None) -> tuple[str, ...]:
    """The names of those."""
    return tuple(metric.name for metric in having(trait, word))


@cache  # asked of every company and period
def growth_of(name: str) -> Metric | None:
    """The metric under which growth of `name` is printed."""
    return next(iter(having("growth", name)), None)


def written_out(expression: str, own: Mapping[str, Metric]) -> str:
    """With the expression of each of these metrics in the place of its name."""
    if not own:
        return expression
    return re.sub(
        r"[a-z][a-z0-9_]*",
        lambda word: f"({own[word[0]].word('is')})" if word[0] in own else word[0],
        expression,
    )


@cache
def family_of(metric: Metric) -> tuple[str, ...]:
    """What it is taken for, itself among them; nothing without a family."""
    return names("family", metric.word("family")) if metric.has("family") else ()


def _called(*traits: Trait) -> Iterator[tuple[str, str]]:
    for trait in traits:
        yield from ((called, metric.name) for metric in having(trait) for called in metric.words(trait))


# What a purpose of a plan can be spent on.
EXPENSES = names("expense")
# What people ask for, and the metric that answers it; and those of them that turn its sign.
ALSO_CALLED = dict(_called("loss", "also"))
LOSSES = frozenset(called for called, _ in _called("loss"))


def metric(name: str) -> Metric:
    """The metric people mean by `name`, in any case. Raises UnknownName with a near miss."""
    key = name.strip().casefold().replace(" ", "_").replace("-", "_")
    key = ALSO_CALLED.get(key, key)
    if key not in METRICS:
        raise UnknownName("metric", name, (*METRICS, *ALSO_CALLED))
    return METRICS[key]
