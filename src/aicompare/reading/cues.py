"""The words by which a text says which metric a figure is: one line a metric, English | Chinese.

To add words to a metric, add them to its line. They are patterns, matched in any case; longer ones
come first. A line's name may be an everyday one (`net_loss` is net_profit with its sign turned).
"""

from __future__ import annotations

import re
from functools import cache

from aicompare.reading.text import Placed
from aicompare.reading.vocabulary import Scanner
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric, metric

_WORDS = r"""
revenue                 : (?:LTM |TTM )?revs?\.?(?![\w-]); (?:total |operating |annual |quarterly |full-year |net )*revenues?; sales(?! and marketing| team| force| rep|person); turnover(?! rate); top line; turned over; revenue scale; income from customers | 营业收入; 营业总收入; 营业额; 总营收; 营收; 总收入; 收入; 销售额; 创收
monthly_revenue         : monthly (?:recurring )?revenue | (?<!个)月收入; (?<!个)月营收
gross_profit            : gross profits? | 毛利润; 毛利(?!率); 毛利额
gross_margin            : gross (?:profit )?margins?; gross margin rate | 毛利率; 综合毛利率
cost_of_revenue         : cost of (?:revenues?|sales|goods sold) | 营业成本; 销售成本; 收入成本
research_expense        : (?:r&d|research and development|research) (?:expenses?|expenditures?|spending|costs?|investments?|outlays?|budget); R&D; research and development | 研发费用; 研发开支; 研发支出; 研发投入; 研发
selling_expense         : (?:sales and marketing|selling(?: and (?:marketing|distribution))?|marketing) (?:expenses?|costs?|spending); sales and marketing | 销售费用; 销售开支; 营销费用; 市场费用; 推广费用
admin_expense           : (?:general and )?administrative (?:expenses?|costs?); general and administrative | 管理费用; 行政开支; 管理费
compute_expense         : comput(?:e|ing)(?: power| services?)? (?:expenses?|costs?|spending|fees?) | 算力成本; 算力费用; 算力服务费; 算力支出; 计算服务费
total_costs             : total (?:costs?|expenses?)(?: and expenses)?; operating expenses?; opex | 总成本; 经营开支; 总开支
operating_profit        : operating (?:profits?|income) | 经营利润; 营业利润; 经营溢利
operating_loss          : (?:operating|operational) loss(?:es)?; at the operating level | 经营亏损; 营业亏损
operating_margin        : operating (?:profit )?margins? | 营业利润率; 经营利润率; 营业利益率
adjusted_ebitda         : (?:adjusted |negative )*EBITDA | 经调整EBITDA
net_profit              : net (?:profits?|incomes?|earnings); profits? for the (?:year|period|quarter|half); (?<!non-)(?<!for-)profits?; earned(?! revenues?\b|[^()]{0,40}? in (?:[a-z]+ )?(?:revenues?|sales)\b) | 净利润; 净利; 纯利; 年内利润; 年度利润; 期内利润; 年内溢利; 年度溢利; 期内溢利; 盈利
net_loss                : (?:net |annual |quarterly |total |cumulative |period )*loss(?:es)?; lost | 净亏损; 净亏; 亏损; 年内亏损; 期内亏损
net_profit_attributable : (?:net )?profits? attributable to[\w\s]{0,24}(?:owners|shareholders|parent); attributable (?:net )?profit | (?:本公司|公司)?权益持有人应占(?:盈利|溢利|净?利润); 归母净利润; 归属于上市公司股东的净利润; 归母净利; 归属净利润
adjusted_net_profit     : (?:adjusted|adj\.?|non-IFRS|non-GAAP) (?:net )?(?:profits?|incomes?|earnings); (?:underlying|(?<!non-)core|normali[sz]ed|(?<!non-)recurring|comparable|like-for-like) (?:profits?|earnings|net (?:profits?|incomes?|earnings)); non-(?:IFRS|GAAP) basis,? (?:[a-z]+ )?(?:net )?(?:profits?|income) | 经调整净利润; 经调整利润; (?:核心|(?<!非)经常性|经营性|主营(?:业务)?|可比|同口径|正常化|常态化)净(?:利润|利); 核心(?:利润|溢利); 调整后净利润; 调整后利润; 扣非净利润; 扣非归母净利润; 非(?:国际财务报告|公认会计|通用会计|美国通用会计|美国公认会计|IFRS|GAAP)(?:准则)?[下的]?(?:归母|股东应占)?(?:净利润|净利|利润|溢利)
adjusted_net_loss       : (?:adjusted|adj\.?|non-IFRS|non-GAAP|underlying|(?<!non-)core|normali[sz]ed|(?<!non-)recurring|comparable|like-for-like) (?:net )?loss(?:es)? | 经调整净亏损; 经调整亏损; (?:核心|(?<!非)经常性|经营性|主营(?:业务)?|可比|同口径|正常化|常态化)净(?:亏损|亏); 核心亏损; 经常性亏损; 调整后净亏损; 调整后亏损; 非(?:国际财务报告|公认会计|通用会计|美国通用会计|美国公认会计|IFRS|GAAP)(?:准则)?[下的]?(?:净亏损|净亏|亏损)
operating_cash_flow     : (?:net )?(?:cash (?:used in|from|flows? (?:from|used in)) operating activities|operating cash (?:flows?|outflows?|inflows?)|cash flows? from operations|cash (?:generated|provided|used) (?:by|from|in) (?:its )?operat(?:ions|ing activities)|operating cash(?! burn)) | 经营现金流净额; 经营活动现金流; 经营现金流; 经营性现金流; 经营活动所用现金; 经营活动(?:产生|所得|所用)?的?现金(?:流量|流)?(?:净额)?
free_cash_flow          : free cash flow | 自由现金流
capital_expenditure     : capital (?:expenditures?|expenses?|spending|outlays?); capex | 资本开支; 资本支出; 资本性支出
cash_burn               : (?:cash )?burn(?:ed|ing|s|t)?(?: rate)?(?: through)?; cash burn; burnt; (?:spent|spend|consumed) (?:[\w$.~]+ ){0,4}in cash; spending in cash; cash outflow | 烧钱; 烧掉; 烧了; 现金消耗; 消耗现金
monthly_burn            : (?:average )?monthly (?:cash )?burn(?: rate)?; burn(?:s|ing|ed|t)? (?:[\w$.~]+ ){0,6}(?:a|per|each|every) month | 月均烧钱; 每月现金消耗; 月均现金消耗; 每月烧钱; 现金消耗率; 月度现金消耗; 月烧
planned_investment      : (?:plans?|planned|planning|pledged?|vow(?:s|ed)|commit(?:s|ted)?|announced plans|intends?|will) to (?:invest|spend); invest(?:ment)?s? (?:over|of) | 计划投入; 计划[\w]{0,6}投入; 将投入; 计划投资; 拟投资; 投入
cash                    : (?:cash and (?:cash )?equivalents|cash and bank balances|cash reserves?|cash position|cash on hand|in cash(?! burn)|cash holdings|cash pile|cash) | 现金及现金等价物; 账面现金储备; 现金储备; 账上现金; 在手现金; 账面现金; 现金
cash_balance            : cash balances? | 现金结余; 现金余额
time_deposits           : time deposits | 定期存款
liquid_investments      : (?:financial assets[\w\s]{0,30}fair value through profit (?:or|and) loss|short-term investments); wealth management products | 以公允价值计量且其变动计入损益的金融资产; 短期投资
restricted_cash         : restricted cash | 受限制现金
unused_facilities       : (?:unused|undrawn|unutili[sz]ed) (?:bank(?:ing)? )?(?:facilit(?:y|ies)|financing|credit) | 未动用银行融资; 未动用银行授信; 未使用银行额度
bank_loans              : bank (?:loans?|borrowings?) | 银行借款; 银行贷款
total_debt              : (?:total )?(?:debts?|borrowings?) | 总债务; 有息负债; 债务; 借款总额
backlog                 : (?:revenue |order |contract(?:ed)? )?backlog(?: of orders)?; remaining performance obligations?; \bRPO\b | 在手订单; 未履行履约义务; 剩余履约义务
net_cash                : net cash(?! (?:used|from|flows?|provided|generated|outflow|inflow|burn))(?: position| balance)? | 净现金(?!流)
deferred_revenue        : deferred revenues?; contract liabilities | 递延收入; 合同负债
receivables             : (?:trade |accounts )?receivables? | 应收账款; 应收款项; 贸易应收款项
depreciation            : depreciation(?: and amorti[sz]ation)?; D&A | 折旧(?:及|和|与)?摊销; 折旧
lease_liabilities       : lease liabilities | 租赁负债
total_equity            : (?:total )?(?:shareholders['’]|stockholders['’]) equity; total equity | 股东权益; 权益总额; 净资产
impairment_loss         : impairment(?: loss(?:es)?| charges?)? | 减值亏损; 减值损失
selling_admin_expense   : SG&A(?: expenses?| costs?)?; selling, general and administrative(?: expenses?| costs?)? | 销售及行政开支
investing_cash_flow     : (?:net )?cash (?:used in|from|flows? from) investing activities | 投资活动现金流; 投资活动所用现金
financing_cash_flow     : (?:net )?cash (?:from|provided by|flows? from) financing activities | 融资活动现金流; 融资活动所得现金
registered_users        : registered users? | 注册用户
total_liabilities       : total liabilities; liabilities | 总负债; 负债总额
total_assets            : total assets | 总资产; 资产总额; 总资产额
net_asset_value         : net asset value; NAV | 资产净值
arr                     : annual(?:i[sz]ed)? (?:recurring|stable|run-rate|run rate)? ?revenue \(ARR\); annual(?:i[sz]ed)? recurring revenue; ARR | 年度经常性收入; 年化经常性收入; 年经常性收入
run_rate                : (?:annuali[sz]ed )?(?:revenue )?run[- ]rate(?: revenue)?; annuali[sz]ed (?:revenue|sales|pace|rate|clip); on an annuali[sz]ed basis | 年化收入; 年化营收; 年化经营收入
market_cap              : (?:market|mkt) (?:capitali[sz]ations?|caps?|values?); market worth; capitali[sz]ation | 总市值; 市值
share_price             : (?:closing|opening|share|stock) price; (?:shares|stock) (?:(?:last|had|once) )?(?:opened|closed|traded|finished|ended|changed hands)(?: at| up at)?; opened at; closed at; (?:closing|closed)(?= (?:up|down) [\d.]+% at); (?:day )?(?:low|high) of; intraday (?:high|low) | 收盘价; 收报; 报收; 开盘价; 股价报; 股价; 每股报; 开盘报; 开市报; 收于; 最高价; 最低价
price_change            : (?:shares|stock|price)s? (?:surged|jumped|rose|fell|dropped|soared|climbed|gained|slumped|up|down); surg(?:ed|e|ing); jumped; soared; first[- ]day (?:gain|rise|increase|pop|jump|surge); (?:gain|rise|increase|jump|surge|pop) (?:on|in) (?:its|the|their) (?:first day|debut|market debut|first session); (?:on|in) (?:its|the) (?:trading )?debut | 股价上涨; 收涨; 收跌; 大涨; 涨幅; 跌幅; 首日涨; 股价下跌; 高开
shares                  : shares (?:outstanding|in issue) | 总股本; 已发行股份
ownership               : (?:stakes?|ownership|shareholding|equity(?: interest| stake)?)(?! round| financing| firm); holds?; holding; owns? | 持股; 持有(?!人); 股权(?!持有人); 占股; 持股比例
voting_share            : (?:voting (?:rights|power)|votes) | 投票权; 表决权
stated_runway           : runway; (?:sustain|support|last|fund)(?:s|ed)? (?:its )?(?:operations|for) | 现金跑道; 可维持; 可支撑; 维持运营
target_price            : (?:price targets?|target prices?)(?: of)? | 目标价
fair_value_loss         : (?:changes? in (?:the )?)?fair[- ]value (?:loss(?:es)?|charges?|changes?|remeasurements?)|loss(?:es)? on (?:the )?fair[- ]value | 公允价值(?:变动)?(?:亏损|损失|变动)
gearing_ratio           : gearing ratio | 资产负债比率; 资本负债比率
conversion_price        : conversion price | 转股价; 换股价; 兑换价
listing_expenses        : (?:listing|IPO|offering) (?:expenses?|costs?) | 上市开支; 上市费用
offer_price             : sold (?:its )?shares at; (?:per|a) share(?! offering| placement| placing| sale| issue); apiece; priced (?:its (?:IPO|shares|offering|stock) )?at; (?:issue|offer|offering|IPO|listing) price(?: of)? | 发行价; 招股价; 每股; 发售价; 定价
raised                  : (?:raised|raises|raising|raise|secured|secures|closed(?! at| up| down)|closes(?! at)|netted|fundrais(?:e|ing)|funding(?: round)?|financing(?: round)?|(?:IPO )?proceeds|pulled in|brought in|(?:share )?plac(?:ing|ement)(?! price)(?: (?:[a-z-]+ ){0,2}(?:brought|raised|fetched|netted))?|took in|takes in|Series [A-H]\+*(?: round)?|round) | 募集资金; 募资; 募集; 融资额; 融资; 筹资; 集资; 所得款项; [A-H]\+*轮; 天使轮; 种子轮
net_proceeds            : net proceeds | 所得款项净额; 募资净额; 募集资金净额; 净募资
total_raised            : (?:total funding|raised (?:a total|in total|to date)|total(?:ly)? raised|cumulative(?:ly)? (?:funding|raised)) | 累计融资; 融资总额; 累计募集; 共融资; 合计融资
planned_raise           : (?:plans?|planning|planned|aim(?:s|ed|ing)?|seek(?:s|ing)?|hop(?:es|ed|ing)|looking|intends?|targets?|targeting|set|expects?|expected|proposes?|could|may|in talks) (?:to )?rais(?:e|ing)(?: up to)?; planned raise; initial target | 拟募资; 拟募集; 计划募资; 计划募集; 计划融资; 拟融资; 拟集资; 寻求融资; 拟筹; 预计募资; 募资不超过
pre_money               : pre[- ]?(?:money|investment)(?: valuations?)? | 投前估值; 投前
post_money              : rais(?:ed|ing|es) at(?: an?)?; (?:post[- ]?(?:money|investment) )?valuations?; valued(?: the company)?(?: at)?; valuing(?: the company)?(?: at)?; post[- ]?money; worth; (?:values?|valuing|valued) (?:[a-z'’-]+ ){1,4}at | 投后估值; 投后; 估值
debt_raised             : (?:raised|raising|borrowed) (?:[\w$.]+ ){0,4}(?:in|of) debt; convertible (?:bonds?|notes?); bonds? issue; senior notes | 发债; 可转债; 发行债券
acquisition_price       : acquir(?:e|ed|es|ing|sition)(?: price)?; bought; takeover; buyout | 收购价; 收购; 并购
buyback                 : buy-?backs?; repurchas(?:e|ed|es|ing) | 回购
commitment              : (?:commitments?|committed|commit(?:s|ting)?|pledged?|puts? in|putting|put(?=\s+\S*\d)|invest(?:ed|s|ing)?(?! banks?| in|ment bank)|injected|pumped|poured|contributed) | 承诺; 认购金额; 注资; 投资(?!者|人|机构|额|方|界)
subscription            : (?:over)?subscri(?:bed|ption)(?: rate| multiple)? | 认购; 超额认购; 超购; 认购倍数; 超额倍数
revenue_share           : (?:share|proportion|percentage|portion) of (?:its |total |the )*(?:revenues?|sales|income); (?:account(?:s|ed|ing)?|contribut(?:es|ed|ing)|made up|makes up|derived)(?: for)? | 占总收入; 收入占比; 占收入; 占营收; 营收占比; 占比; 收入贡献
monthly_active_users    : (?:average )?monthly (?:active )?users?; MAUs?; (?:active users|users) (?:a|per|each|every) month | 月活跃用户; 月活用户; 月活; 月均活跃用户
weekly_active_users     : weekly (?:active )?users?; (?:active users|users) (?:a|per|each|every) week; WAUs? | 周活跃用户; 周活; 每周活跃用户
daily_active_users      : daily (?:active )?users?; DAUs?; (?:users) (?:a|per|each|every) day | 日活跃用户; 日活用户; 日活
paying_users            : (?:paying|paid) (?:users?|subscribers?|customers?|members?); subscribers? | 付费用户; 付费客户; 订阅用户
cumulative_users        : (?:cumulative|total|individual) users?; users? (?:in total|worldwide|globally) | 累计用户; 总用户; 个人用户; 用户数
enterprise_customers    : (?:enterprise|institutional|business|corporate) (?:customers?|clients?|users?); clients?; customers | 企业客户; 机构客户; 企业用户; 客户
employees               : employees?; staff(?:ers)?; headcount; workforce; workers? | 员工; 雇员; 全职员工
employee_share          : (?:r&d|research|technical) (?:staff|personnel|employees|team) (?:account|make|made|represent)\w*; of (?:its |the )?(?:staff|employees|workforce) | 研发人员占比; 研发人员; 员工占比
downloads               : downloads?; downloaded | 下载量; 下载
daily_tokens            : (?:daily tokens?|tokens? (?:a|per|each|every) day|daily (?:average )?token (?:usage|calls|consumption|volume)) | 日均Token; 日均token; 日均Tokens; 日均tokens调用量; 日均调用量; 每日处理
turnover_rate           : turnover rate | 换手率
trading_volume          : trading volume; value of (?:the )?shares traded | 成交额; 交易额
shares_sold             : shares (?:sold|offered); (?:sold|sell|offer(?:ed|ing)?) (?:[\w,.]+ ){0,3}shares | 发售股份; 全球发售
tenders_won             : (?:won|wins|winning) (?:a |the )?(?:tenders?|bids?|contracts?) | 中标
funding_rounds          : (?:rounds of (?:funding|financing)|funding rounds|financing rounds) | (?<=[\d两二三四五六七八九十])轮融资
chips_ordered           : (?:chips?|GPUs|TPUs?|accelerators) | 芯片; 晶片
unused_proceeds         : (?:unused|remaining unused|unspent)(?: proceeds)? | 尚未使用; 未动用
customer_concentration  : (?:top five|five largest|largest) customers? | 前五大客户; 最大客户; 五大客户
supplier_concentration  : (?:top five|five largest|largest) suppliers? | 前五大供应商; 最大供应商; 五大供应商
average_spend           : (?:average (?:revenue per (?:paying )?user|spend)|ARPU|ARPPU) | 客单价; 平均付费
"""
# Words near a percentage or multiple that make it a growth of the metric beside it.
GROWTH = re.compile(
    r"\b(?:up|down|rose|risen|rise|rises|rising|increas(?:e|ed|es|ing)|grew|grow(?:n|s|ing|th)?|growth rate|surg(?:e|ed|ing)|jump(?:ed|s)?"
    r"|climb(?:ed|s)?|expand(?:ed|s|ing)?|widen(?:ed|s|ing)?|narrow(?:ed|s|ing)?|f[ea]ll(?:en|s|ing)?|declin(?:e|ed|es|ing)"
    r"|dropp?(?:ed|s|ing)?|decreas(?:e|ed|es|ing)|shrank|slump(?:ed)?|soar(?:ed|s|ing)?|yoy|y/y|year[- ]on[- ]year"
    r"|year[- ]over[- ]year|compared with|higher|lower|more than doubled|CAGR|compound(?:ed)?(?: annual growth)?|-fold|fold)\b"
    r"|同比|年增|增长|增幅|增速|上升|下降|下滑|提升|提高|增加|减少|收窄|扩大|减亏|增至|年减|环比|季增|按年|较上年|跌|升|复合|翻",
    re.I,
)
COMPOUND = re.compile(r"CAGR|compound|复合", re.I)
# What a percentage is a share of, right behind it, and where it stands for revenue's parts.
OF_TOTAL = re.compile(
    r"\s*of\s+(?:the|its|the group['’]s|the company['’]s)\s+total\b(?!\s+\w*(?:cost|expens|staff|number))",
    re.I,
)
OF_REVENUE = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?of\s+(?:its\s+|the\s+|total\s+|company['’]s\s+|all\s+|overall\s+|annual\s+|\w+['’]s\s+)*(?:revenues?|sales|income)",
    re.I,
)
SHARE = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|made up|makes up|contribut\w+|share|proportion|represent\w*|deriv\w+)\b|占|贡献|比重",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cue(Placed):
    """Words that name a metric; `called` is the name of its line."""

    metric: Metric
    called: str


def cues_in(prose: str) -> list[Cue]:
    """Every place that names a metric, in the order of the text."""
    return [Cue(start, end, metric(called), called) for start, end, called in _metrics().scan(prose)]


@cache
def _metrics() -> Scanner:
    lines = (line.partition(":") for line in _WORDS.strip().splitlines())
    return Scanner(
        [
            (called.strip(), word.strip())
            for called, _, said in lines
            for language in said.split(" | ")
            for word in language.split(";")
            if word.strip()
        ]
    )
