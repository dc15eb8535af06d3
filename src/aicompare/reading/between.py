"""What stands between a figure and the words that say what it is: the patterns of binding."""

from __future__ import annotations

import re

HELD = ("ownership", "voting_share", "commitment", "stake_held", "subscription")  # of one by another


TRANSLATED = re.compile(
    r"\s*(?:[,(]|or|\s|about|approx(?:imately|\.)?|around|roughly|some|nearly|over|~|≈|=|equivalent to|equal to|i\.e\.|约|合|约合|折合|折|约为|相当于|人民币)*\s*",
    re.I,
)


RESPECTIVELY = re.compile(r"respectively|分别|依次", re.I)
SOON = 24  # letters behind a list in which that word stands, or before a name in which its figure does


TOGETHER = re.compile(r"\b(?:combined|together|jointly|joint|in total)\b|合计|共计|总计|合共", re.I)


CLEAN = re.compile(
    r"(?:\s|,|:|：|was|were|of|is|are|at|to|for|reached|reaching|totall?ed|totall?ing|came|comes|amounted|stood|stands|hit|hits|by|about|around|roughly|approximately|nearly|over|up|the|a|an|its|为|达|达到|约|是|至|到|超|超过|近|录得|实现|人民币|在|的|“|\"|（|\()*",
    re.I,
)


ADJACENT = re.compile(
    r"\s*(?:[)）]\s*)?(?:\([^()]{0,30}\)\s*)?(?:in|of|worth of|的|,的)?\s*(?:(?:a|an|the|its|new|annual|annualized|quarterly|total|cash|funding|post|pre|first|latest|equity|pre-IPO|private|initial|[A-Z]\+*)[\s-]+){0,3}",
    re.I,
)


AFTER_PREPOSITION = re.compile(
    r"[\s\w%'’,$.()-]{0,70}?\b(?:in|for|of|during|by|as of|at|on|over|through|since|as at)\s+(?:the\s+)?(?:end of\s+|mid-?|late\s+|early\s+)?",
    re.I,
)


FROM = re.compile(r"(?:\bfrom|由|从|较|compared (?:with|to)|versus|against|vs\.?)\s*(?:the\s+)?$", re.I)


# That somebody says something, or where: a day beside it is none of the figure that is told.
SAYING = re.compile(
    r"\b(?:said|says|saying|told|tells|announc(?:ed|es|ing)|report(?:ed|s|ing)|disclos(?:ed|es|ing)|publish(?:ed|es|ing)"
    r"|reveal(?:ed|s|ing)|filed|according to|report|results|filing|prospectus)\b"
    r"|表示|披露|公布|宣布|公告|发布|透露|称|报道|显示|[财年中季]报|业绩|招股书",
    re.I,
)


CLAUSE = re.compile(r"[,，;；](?!\d)")


# Before a day, that a figure is as it was on that day.
AS_OF = re.compile(
    r"(?:\bas (?:of|at|on)|\bat|\bby)\s+(?:the\s+)?(?:(?:end|close) of\s+)?$|截[至止]\s*$", re.I
)


# Words for the day beside the one that is named.
BESIDE = re.compile(
    r"\b(?:day|session) (?:before|earlier|later|after)\b|\bovernight\b|\byesterday\b"
    r"|\b(?:previous|prior|preceding|next|following|last) (?:\w+ )?(?:\w*day|session|close)\b"
    r"|[翌次隔昨]日|隔天|昨天|[前上]一(?:个)?(?:日|天|交易日)|第二天|一[日天][之以]?[前后]",
    re.I,
)


# Before a figure that another is measured by: `up 18% from A`, `A versus B`, `widened from A to B`.
COMPARED = re.compile(
    r"(?:\bfrom|\bthan|compared (?:with|to)|versus|against|\bvs\.?|由|从|较|(?<![占同环])比|相比)\s*(?:(?:in|for|the|a|an|its|just|only|about|around|roughly|approximately|nearly|over|some|more than|net|losses|loss|profits?|revenues?|of|约|人民币|亏损|净亏损|的)\s*){0,4}$",
    re.I,
)


TO = re.compile(
    r"(?:\bto|升至|增至|降至|至|到|收窄至|扩大至|提升至|下降至|增长至|跌至|减少至|减至)\s*(?:about|around|approximately|roughly|over|nearly|约|人民币)?\s*$",
    re.I,
)


PAREN = re.compile(r"[\s]*[(（\[]\s*(?:in\s+|for\s+)?")


COMMA = re.compile(r"[,;，、;]|\b(?:while|whereas|but|and)\b|而|但", re.I)


PASSED_OVER = re.compile(
    r"(?:\s|[,;:、()（）“”\"'’%~-]|\b(?:was|were|of|is|are|at|to|for|from|in|on|and|or|by|the|a|an|its|it|had|reached|reaching|"
    r"totall?(?:ed|ing)|came|comes|amounted|amounting|stood|stands|hit|consumed|cost|claimed|absorbed|swelled|ballooned|climbing|remained|exceeded|slid|shrank|dropped|about|around|roughly|approximately|nearly|over|more|than|almost|"
    r"up|down|rose|grew|fell|increased|decreased|widened|narrowed|jumped|surged|climbed|compared|with|versus|against|respectively|"
    r"year|same|period|during|just|only|some|thus|down|scale|results?|figures?)\b|[为达到约是至在的由从较超过逾近录得实现及和与同比增长降升跌扩大收窄减少分别人民币仅了高])*",
    re.I,
)


TOTALS = re.compile(r"cumulative|total|累计|合计", re.I)


LIST = re.compile(r"\s*(?:,|、|and|, and|和|及|与)\s*")


NEAR = 60


# `raised A in July at B`, `raised A from two investors at around B`: no new clause between.
AT_VALUE = re.compile(
    r"^[^;:.。()]{0,80}(?<!stood )(?<!closed )(?<!ended )(?<!put )\bat\s+(?:an? )?(?:reported )?"
    r"(?:about |around |roughly |over |nearly |more than |up to |close to |some )?$",
    re.I,
)


ANOTHER = re.compile(r"\b(?:another|a further|an additional)\s+(?:about |around )?$", re.I)


ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)])?\s*[^:\n]{2,60}:")


EARNED = re.compile(r"brought in|pulled in|took in|takes in|contribut\w+|made up|accounted for|贡献", re.I)


A_ROUND = re.compile(r"Series [A-H]\+*(?: round)?|round|closed|closes|[A-H]\+*轮|天使轮|种子轮", re.I)


ROUND = re.compile(
    r"\b(?:Pre-?)?(?-i:[B-H]|A(?! round (?:of|that|led|worth|was|is|in)\b))[1-9]?\+{0,2}(?=[ -]?(?:round|series))|\b(?:Pre-?)?[A-H][1-9]?\+{0,2}(?=[ -]?轮)|\bSeries\s+(?:Pre-?)?[A-H][1-9]?\+{0,2}|\bPre-[A-H][1-9]?\+{0,2}|(?:pre-)?[A-H][1-9]?\+{0,2}[轮]|天使[轮]?|\bangel\b|\bseed\b|种子轮",
    re.I,
)

GROWN_TO = re.compile(
    r"\s*(?:to|,?\s*至|,?\s*到|,?\s*达|,?\s*达)\s*(?:about|around|approximately|nearly|over|a record)?\s*",
    re.I,
)
OF_REVENUE_BEFORE = re.compile(r"(?:收入|营收)的?(?:约)?\s*$")
# A name as a subject: `Acme's`, `Acme Corp posted`. Words that begin sentences are none.
STRANGER = re.compile(
    r"\b(?!(?:The|Its|It|Their|They|This|That|These|Those|He|She|We|In|On|At|By|For|And|But|As|Net|Gross|Total|Annual|Adjusted|Company|Chinese|Hong|China|US|U\.S|IPO|AI|CEO|CFO|Q[1-4]|H[12]|FY|R&D|Revenue|Sales|Shares|Cash|Losses|Operating|Last|First|Second|Third|Fourth|Half|Both|Each|Now|Then|While|After|Before|Since|Wall|Series|Founder|Management|Investors|Analysts)\b)"
    r"([A-Z][A-Za-z0-9&.-]*(?:\s+[A-Z][A-Za-z0-9&.-]*){0,3})"
    r"(?:['’]s\b|\s+(?:posted|posts|reported|reports|had|has|raised|saw|recorded|booked|generated|earned|lost|closed|announced|made|was valued|is valued|reached|sold|secured|burned|burnt|spent|grew)\b|\s+[(](?![A-Z][A-Za-z.]{1,8}[)]))"
)
OPENINGS = re.compile(
    r"财报显示|数据显示|招股书(?:显示|披露)?|招股书(?:显示)?|公告(?:显示|称)?|报告期内?|期内|该公司|公司方面|公司|集团|本公司|其中|此外|同时|另外|目前|截至|截止|当日|当天|首日|上市|预计|预期|全年|同比|环比|实现|录得|方面|分别|约为|约|达到|达|超过|为|由|从|在|的|其|总|单季|单月|整体|主营业务|业务|平均|累计|合计|本期|本次|此次|发行|完成|获得|宣布|据悉|据报道|年内|日前|近日|近期|成立|两个月后|之后|随后|当时|净额|人民币|占比|贡献|来自|收入|成本|费用|亏损|利润|融资|估值|领投|投资"
)

# Before the period of what a growth is measured by: `up 18% on 2023`.
GROWN_ON = re.compile(
    r"(?:%|percent)\s*(?:(?:more|less|higher|lower)\s+)?"
    r"(?:on|over|from|than|compared (?:with|to)|versus|vs\.?)\s+(?:in\s+)?(?:the\s+)?$",
    re.I,
)
