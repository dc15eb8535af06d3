"""The vocabulary: every metric that the data may hold, one line each.

Kind says how a figure sits in time, and so at which rate it converts (IAS 21): a *stock*
is a balance of one day (closing rate), a *flow* covers a stretch (average rate), a *deal*
happened on a day (the rate of that day).
"""

from __future__ import annotations

from aicompare.errors import UnknownName
from aicompare.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the vocabulary below."""

    name: str
    kind: str  # stock | flow | deal
    unit: str  # money | percent | count | times | months
    definition: str

    @property
    def title(self) -> str:
        """For people: `research_expense` is "Research expense", `arr` is "ARR"."""
        return _TITLES.get(self.name) or self.name.replace("_", " ").capitalize()

    @property
    def covers_a_stretch(self) -> bool:
        """Whether a single day is surely a slip: a year's revenue is, a day's trading is not."""
        return self.kind == "flow" and self.unit in ("money", "percent") and self.name not in _OF_A_DAY

    @property
    def is_plan(self) -> bool:
        """Whether it tells of what is still to come, so that a plan need not be asked for."""
        return self.name in _PLANS


_PLANS = ("planned_raise", "planned_investment", "shares_planned", "sales_cap")
_OF_A_DAY = ("trading_volume", "turnover_rate")

_TITLES = {
    "monthly_active_users": "Monthly users",
    "operating_cash_flow": "Operating cash",
    "adjusted_net_profit": "Adj. net profit",
    "arr": "ARR",
    "arr_or_run_rate": "ARR or run-rate",
    "adjusted_ebitda": "Adjusted EBITDA",
    "enterprise_value": "Enterprise value",
    "liquidity": "Liquid money",
    "net_new_arr": "Net new ARR",
    "research_expense": "R&D expense",
    "research_share": "R&D / revenue",
    "run_rate": "Run-rate",
    "runway": "Runway, months",
    "runway_with_raises": "... with raises",
}

_TABLE = """
revenue                     flow  money    income from customers; `basis` says recognised, run-rate or arr
monthly_revenue             flow  money    revenue of one month, as the source states it
revenue_growth              flow  percent  growth of revenue on the same stretch a year earlier, as printed
revenue_share               flow  percent  share of revenue of the product, segment or region in `scope`
cost_of_revenue             flow  money    cost of sales
gross_profit                flow  money    revenue less cost of revenue
gross_profit_growth         flow  percent  growth of gross profit on a year earlier, as printed
gross_margin                flow  percent  gross profit over revenue
research_expense            flow  money    research and development expense
research_expense_growth     flow  percent  growth of R&D expense on a year earlier, as printed
ai_product_expense          flow  money    cost of new AI products, as the company names it
selling_expense             flow  money    selling, distribution and marketing expense
selling_expense_growth      flow  percent  growth of selling expense on a year earlier, as printed
admin_expense               flow  money    general and administrative expense
selling_admin_expense       flow  money    selling and administrative expense together
compute_expense             flow  money    computing cost; `scope` says inside which line
total_costs                 flow  money    all costs and expenses
other_income                flow  money    other income and gains, net
fair_value_loss             flow  money    loss on financial liabilities at fair value (positive is a loss)
impairment_loss             flow  money    write-down of assets (positive)
operating_profit            flow  money    operating profit; a loss is negative
operating_margin            flow  percent  operating profit over revenue
adjusted_ebitda             flow  money    EBITDA as the company adjusts it
net_profit                  flow  money    profit for the period; a loss is negative
net_profit_growth           flow  percent  growth of net profit as printed; of a loss, positive is wider
net_profit_attributable     flow  money    profit attributable to the owners; a loss is negative
adjusted_net_profit         flow  money    the company's own non-IFRS profit; a loss is negative
adjusted_net_profit_growth  flow  percent  growth of the adjusted loss or profit on a year earlier, as printed
operating_cash_flow         flow  money    net cash from operating activities; money used is negative
investing_cash_flow         flow  money    net cash from investing activities
financing_cash_flow         flow  money    net cash from financing activities
exchange_effect             flow  money    effect of exchange rates on cash
free_cash_flow              flow  money    operating cash flow less capital expenditure
capital_expenditure         flow  money    purchases of property, equipment and intangibles (positive)
capital_expenditure_share   flow  percent  capital expenditure over revenue
lease_payments              flow  money    principal and interest paid on leases (positive)
cash_burn                   flow  money    cash used up in the period, as the source defines it (positive)
monthly_burn                flow  money    cash used up in a month, as the source states it (positive)
planned_investment          flow  money    investment announced for a stretch of years
purchases                   flow  money    purchases from the supplier in `scope`
tenders_won                 flow  money    tenders or contracts won; `scope` says in which field
sales_cap                   flow  money    most that may be sold to the customer in `scope`
average_spend               flow  money    spend of an average payer over a year; `scope` says which
trading_volume              flow  money    value of the shares traded
shares_traded               flow  count    shares that changed hands
turnover_rate               flow  percent  shares traded over shares that can be traded
customer_concentration      flow  percent  share of revenue of the customers in `scope`
supplier_concentration      flow  percent  share of purchases of the suppliers in `scope`
user_growth                 flow  percent  growth of users, as printed
arr_growth                  flow  times    ARR as a multiple of ARR a year earlier
monthly_active_users        flow  count    users active in a month, averaged over the period
weekly_active_users         flow  count    users active in a week
daily_active_users          flow  count    users active in a day
paying_users                flow  count    paying users of the product in `scope`
enterprise_customers        flow  count    business customers served in the period
daily_tokens                flow  count    tokens processed in a day
cash                        stock money    cash and cash equivalents
cash_at_bank                stock money    cash at bank and on hand, restricted cash included
time_deposits               stock money    time deposits outside cash equivalents
liquid_investments          stock money    short-term investments and current assets at fair value
amortised_cost_assets       stock money    financial assets measured at amortised cost
fvoci_assets                stock money    financial assets at fair value through other comprehensive income
restricted_cash             stock money    cash that cannot be used freely
unused_facilities           stock money    committed bank facilities not drawn; never cash
cash_balance                stock money    the company's own total of liquid money; may count facilities
net_cash                    stock money    cash and liquid money less debt, as the source computes it
bank_loans                  stock money    bank loans and borrowings
total_debt                  stock money    all borrowings, notes and bonds
lease_liabilities           stock money    lease liabilities
convertible_bonds           stock money    convertible bonds outstanding
senior_notes                stock money    senior unsecured notes outstanding
exchangeable_bonds          stock money    bonds outstanding that exchange into shares of another company
investor_instruments        stock money    preferred shares and redemption rights that convert at listing
compute_payable             stock money    payables for computing services
total_equity                stock money    net assets; net liabilities are negative
gearing_ratio               stock percent  gearing ratio, as printed
total_assets                stock money    total assets
total_liabilities           stock money    total liabilities
legal_claims                stock money    the most that pending claims could cost, as stated
net_asset_value             stock money    net asset value of an investment holding
investment_value            stock money    value of the holding in `scope`
investment_cost             stock money    money put so far into the holding in `scope`
stake_held                  stock percent  share of the company in `scope` that is held
unused_proceeds             stock money    proceeds of a raise not yet used
proceeds_used               stock money    proceeds of a raise used so far
proceeds_used_share         stock percent  share of the proceeds used so far
arr                         stock money    annual recurring revenue; not recognised revenue
arr_share                   stock percent  share of ARR of the customers in `scope`
run_rate                    stock money    latest revenue annualised by the source; not recognised revenue
market_cap                  stock money    price times shares, as printed
share_price                 stock money    price of one share; `label` says open, low, high or close
price_change                stock percent  move of the price, as printed
shares                      stock count    shares in issue
ownership                   stock percent  share of equity held by `scope`
voting_share                stock percent  share of votes held by `scope`
loan_to_value               stock percent  net debt over the value of holdings
stated_runway               stock months   months of cash as the company or source states it
cumulative_users            stock count    users registered since the start
registered_users            stock count    users registered with the product in `scope`
cumulative_customers        stock count    business customers since the start
employees                   stock count    employees
employee_share              stock percent  share of the staff in `scope`
downloads                   stock count    downloads of models or apps
funding_rounds              stock count    private rounds of financing completed so far
devices                     stock count    devices that carry the product
offer_price                 deal  money    price of one share in an offering
price_per_share             deal  money    price of one share in a private round or placing
conversion_price            deal  money    price at which a bond converts into shares
conversion_shares           deal  count    new shares if the bond converts in full
shares_sold                 deal  count    new shares sold in the deal
shares_planned              deal  count    shares planned to be sold
offer_share                 deal  percent  shares offered over the enlarged capital
raised                      deal  money    equity raised, before expenses
net_proceeds                deal  money    equity raised, after expenses
listing_expenses            deal  money    expenses of a listing
ip_contribution             deal  money    equity paid for in kind
total_raised                deal  money    total over several deals; never enters a sum
secondary_sale              deal  money    existing shares sold to investors; no new money for the company
planned_raise               deal  money    equity planned to be raised
pre_money                   deal  money    valuation before the round's money
post_money                  deal  money    valuation with the round's money
debt_principal              deal  money    what a bond or loan repays, on its due date
debt_raised                 deal  money    debt raised, before expenses
debt_net_proceeds           deal  money    debt raised, after expenses
acquisition_price           deal  money    price paid or offered for the company
divestment                  deal  money    proceeds of selling the holding in `scope`
buyback                     deal  money    own shares bought back, or the programme for it
commitment                  deal  money    money or purchases committed
discount                    deal  percent  discount of the offer to the market price
issue_price_percent         deal  percent  issue price of a bond over its principal
cornerstone_share           deal  percent  share of the offering taken by cornerstone investors
subscription                deal  times    demand over the shares offered
valid_applications          deal  count    valid applications for the shares offered
chips_ordered               deal  count    computing chips ordered
"""

METRICS = {
    name: Metric(name, kind, unit, definition)
    for name, kind, unit, definition in (line.split(maxsplit=3) for line in _TABLE.strip().splitlines())
}

# What a purpose of a plan can be spent on.
EXPENSES = (
    "cost_of_revenue", "total_costs", "capital_expenditure",
    *(name for name in METRICS if name.endswith("_expense")),
)  # fmt: skip

# What people ask for, and the signed metric that answers it.
ALSO_CALLED = {
    "net_loss": "net_profit",
    "adjusted_net_loss": "adjusted_net_profit",
    "operating_loss": "operating_profit",
    "loss": "net_profit",
    "r&d": "research_expense",
    "rd": "research_expense",
    "capex": "capital_expenditure",
    "mau": "monthly_active_users",
    "valuation": "post_money",
}


# Those of them that are a profit with its sign turned.
LOSSES = frozenset({"net_loss", "adjusted_net_loss", "operating_loss", "loss"})


def metric(name: str) -> Metric:
    """The metric people mean by `name`, in any case. Raises UnknownName with a near miss."""
    key = name.strip().casefold().replace(" ", "_").replace("-", "_")
    key = ALSO_CALLED.get(key, key)
    if key not in METRICS:
        raise UnknownName("metric", name, (*METRICS, *ALSO_CALLED))
    return METRICS[key]
