"""Whether words before a metric make it a part that no table names: `games revenue`, `core operating profit`.

What is said of such a part is never held against the whole.
"""

from __future__ import annotations

import re

from aicompare.reading.between import OPENINGS
from aicompare.reading.names import Mention
from aicompare.reading.page import Page
from aicompare.reading.periods import When
from aicompare.reading.text import Span
from aicompare.values.metrics import METRICS

# Words before a metric that leave it the company's own; any other may qualify it.
_PLAIN = re.compile(
    r"a|about|adjusted|after|against|also|although|an|and|annual|are|as|at|audited|"
    r"be|been|before|being|booked|books|but|by|co|combined|companies|company|"
    r"company's|consolidated|corp|corporation|cumulative|current|despite|earned|earns|"
    r"entire|first-half|first-quarter|firm|firm's|for|from|full|full-year|fourth-quarter|"
    r"generated|generates|gross|group|group's|had|half|half-year|half-yearly|has|have|"
    r"having|holdings|if|ifrs|in|inc|including|interim|into|is|it|its|lab's|last|"
    r"limited|logged|ltd|made|net|new|of|on|only|or|our|overall|period|posted|posts|"
    r"quarter|quarter's|quarterly|record|recorded|records|reported|reporting|reports|s|"
    r"said|same|saw|says|second-half|second-quarter|showed|shows|since|so|standalone|"
    r"start-up's|startup's|statutory|than|that|the|their|then|third-quarter|this|to|"
    r"top-line|total|trailing|unaudited|was|were|what|when|where|which|while|whole|"
    r"whose|with|year|year's|yearly",
    re.I,
)
_STOP = re.compile(r"[|,;:()\"“”%\n。、!?及和与]|\d")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'&./-]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+\s*$")
_SMALL = re.compile(
    "披露|公布|期间|发布|表示|显示|报告|预告|集团|科技|股份|控股|首次|[的其总年度了单全约将有是较按司本我该各项称自于在已则也又还亦当曾更却和与及这季至到等今去前上下]"
)


# A profit or loss without some of its items is the adjusted one.
_WITHOUT_SOME = re.compile(
    r"\bexcluding\b|\bexclude[ds]?\b|\b(?:stripping|stripped|strip) out\b|\bstripped of\b|\bex[- ](?:items?|one-offs?|specials|exceptionals)\b"
    r"|\b(?:leaving|setting) (?:out|aside)\b|\b(?:not|without) counting\b|\bdisregarding\b|\bignoring\b|\bbut for\b"
    r"|\b(?:without|absent|net of) (?:(?:the|its|any|all) )?(?:one-offs?|one-time|exceptional|special|non-cash|share-based"
    r"|(?:fair[- ]value |paper )?(?:changes?|loss(?:es)?|gains?|charges?|swings?|remeasurements?) (?:in|on|of)|fair[- ]value|remeasurements?)"
    r"|\bbefore (?:one-off|exceptional|share-based|special)|\badjusted\b|\bnon-(?:IFRS|GAAP)\b"
    r"|剔除|撇除|撇开|除去|去除|抛开|不计|不考虑|不含|不包括|扣除(?!税|所得税|少数)|经调整|非国际|非公认|扣非|若无|如无|若非",
    re.I,
)
# Words by which it is another measure than the reported one, and not surely the adjusted one as the
# company reckons it: known where it agrees with that, and held against nothing.
_LOOSE = re.compile(
    r"\bunderlying\b|(?<!non-)\bcore\b|\bnormali[sz]ed\b|(?<!non-)\brecurring\b|\bcomparable\b|\blike-for-like\b"
    r"|\bclean\b|核心|(?<!非)经常性|经营性|主营|可比|同口径|正常化|常态化",
    re.I,
)
_OTHERWISE_MADE = re.compile(
    r"\bpro[- ]forma\b|\bconstant currency\b|\borganic(?:ally)?\b|\baverage\b|平均"
    r"|\bper (?!cent\b|year\b|annum\b|quarter\b|month\b|share\b)|每(?!股|年|季|月)|人均"
    r"|\b(?:would|could|might) (?:have|be)\b|\bwithout\b",
    re.I,
)
# Of what was looked for, not of what was.
_LOOKED_FOR = re.compile(
    r"\bguid(?:e[sd]?|ing|ance)\b|\bconsensus\b|\banalysts?\b|\bbrokers?\b|\b(?:look(?:ed|s|ing)|hop(?:ed|es|ing)) for\b|一致预期|市场预期|分析师"
    r"|\bbeat(?:s|ing)?\b|\bmiss(?:ed|es|ing)?\b|\bmodell?(?:ed|s)\b"
    r"|\bgoals?\b|\bpromised\b|\bbeen (?:forecast|expected|predicted)\b|原本|高于.{0,6}预期|低于.{0,6}预期"
    r"|\boutlook\b|\bbacklog\b|\btargets?\b|目标|指引",
    re.I,
)
# What an adjusted loss leaves out: where a text names it, however it says so, no loss is surely the net one.
_LEFT_OUT = re.compile(
    r"\bone-(?:offs?|time)\b|\bexceptionals?\b|\bextraordinary\b|\bspecials?\b|\bnon-?(?:cash|recurring|core)\b"
    r"|\b(?:share|stock)-based\b|\bstock compensation\b|\bfair[- ]value\b|\bremeasur\w+|\bprefer(?:red|ence)\b|\b(?:certain|some|such|before) items\b"
    r"|优先股|公允价值|一次性|非现金|非经常|非经营|股份支付|股权激励|以股份为基础|特殊项目",
    re.I,
)
_SOON = 40  # characters
_CHINESE_BEHIND = re.compile(r"[\u4e00-\u9fff]+")
_UNIT_BEHIND = re.compile(
    r"(?:['’]s|s['’])?\s+(?!(?:Inc|Corp|Corporation|Group|Holdings?|Technolog(?:y|ies)|Systems|Platforms|Labs?|Ltd|Limited|Co|Company"
    r"|PLC|AI|AG|SE|SA|NV|Q[1-4]|H[12]|FY|CEO|CFO|The|In|On|At|For|And|Of|Its|Had|Has|Is|Was|US|RMB|HK|Net|Revenue|R&D|GAAP|Chief|Chair|President)\b)([A-Z][A-Za-z]+)"
)
# `Meta's family of apps`, `its hardware division`: a unit by a common word behind whose it is.
_UNIT_WORD = re.compile(
    r"(?:['’]s|s['’]|\bits|\btheir|\bthe)\s+(?:[\w&-]+\s+){0,4}?(?:segment|division|unit|subsidiary|arm|apps|services"
    r"|(?<!\bits )(?<!\btheir )(?<!\bthe )(?<!['’]s )(?<!whole )(?<!entire )(?<!overall )business)\b|事业群|事业部"
)


def is_another_measure(page: Page, start: int, end: int, metric: str | None) -> bool:
    """Whether the words about a figure make it another measure: `on a non-IFRS basis`, `excluding`."""
    words = page.text.prose[start:end] + _behind(page, end)
    if _LOOSE.search(words):
        return True
    found = any(pattern.search(words) for pattern in (_WITHOUT_SOME, _OTHERWISE_MADE, _LOOKED_FOR))
    return found and not (metric or "").startswith("adjusted")


def may_be_adjusted(page: Page, start: int, end: int, sentence: Span) -> bool:
    """Whether the words of a loss, or those behind it up to the next figure, leave some of it out."""
    following = page.figures_in((end, sentence[1]))
    words = page.text.prose[start : following[0].start if following else sentence[1]]
    ways = _WITHOUT_SOME, _LOOSE, _OTHERWISE_MADE, _LEFT_OUT
    return any(pattern.search(words) for pattern in ways)


ADJUSTED = {
    "net_profit": (METRICS["adjusted_net_profit"], "adjusted_net_profit"),
    "net_loss": (METRICS["adjusted_net_profit"], "adjusted_net_loss"),
    "net_profit_attributable": (METRICS["adjusted_net_profit"], "adjusted_net_profit"),
}


def is_without_some(page: Page, start: int, end: int) -> bool:
    """Whether the words about a profit or loss make it the adjusted one: `excluding`, `on a non-IFRS basis`."""
    return bool(_WITHOUT_SOME.search(_about(page, start, end)))


def _about(page: Page, start: int, end: int) -> str:
    """The words of a figure's clause, and those soon behind it, up to the next figure."""
    following = page.figures_in((end, end + _SOON))
    behind = _behind(page, end)
    behind = behind[: following[0].start - end] if following else behind
    return page.text.prose[start:end] + behind


def _behind(page: Page, end: int) -> str:
    """What soon follows in the same sentence."""
    return re.split(r"\.\s|[\n。;]", page.text.prose[end : end + _SOON])[0]


def is_unit(page: Page, mention: Mention, until: int) -> bool:
    """Whether a name only leads to a unit's: `Amazon Web Services`, `Meta's family of apps`, `百度核心`.

    A part that the data hold is none.
    """
    if _is_named_unit(page, mention) or _is_common_unit(page, mention.end, until):
        return True
    if mention.product:
        return _is_owned(page, mention)
    run = _CHINESE_BEHIND.match(page.text.prose, mention.end)
    if run is None or run.start() >= until:
        return False
    ends = [run.end(), until]
    ends += [cue.start for cue in page.cues_in(run.span())]
    ends += [when.start for when in page.whens_in(run.span())]
    words = page.text.prose[mention.end : min(ends)]
    return bool(_SMALL.sub("", OPENINGS.sub("", words)))


def _is_named_unit(page: Page, mention: Mention) -> bool:
    """`Amazon Web Services`, `Alphabet's Waymo`: a name that is no metric, period, part or company."""
    found = _UNIT_BEHIND.match(page.text.prose, mention.end)
    if found is None or _PLAIN.fullmatch(found[1]):
        return False
    span = found.span(1)
    kinds = (
        page.cues_in(span),
        page.whens_in(span),
        page.parts_of(mention.company, span),
        page.mentions_in(span),
    )
    return not any(kinds)


_OWNED = re.compile(r"['’]s\s+|的|旗下的?")


def _is_owned(page: Page, product: Mention) -> bool:
    """`Alphabet's Waymo`: what its company is named right before, so that it is not that company."""
    led = page.mentions_in((max(0, product.start - _SOON), product.start))[-1:]
    if not led or led[0].company != product.company:
        return False
    owned = _OWNED.fullmatch(page.text.prose, led[0].end, product.start)
    return bool(owned) and not page.parts_in((product.start, product.end + 2))


def _is_common_unit(page: Page, start: int, until: int) -> bool:
    """Whether a unit is named by a common word before the first figure, and no part that is known."""
    figures = page.figures_in((start, until))
    found = _UNIT_WORD.search(page.text.prose, start, figures[0].start if figures else until)
    if found is None:
        return False
    return not page.parts_in(found.span()) and not page.cues_in(found.span())


def is_qualified(page: Page, words: Span, sentence: Span, company: str | None) -> bool:
    """Whether the word before a metric is neither a name, a period, a part that is known nor a small word."""
    span = max(sentence[0], words[0] - 80), words[0]
    before = _STOP.split(_without_what_is_told(page, span, company))[-1]
    if run := _CHINESE.search(before):
        return bool(_SMALL.sub("", OPENINGS.sub("", run[0])).strip())
    said = _WORD.findall(before)
    if company is None and said and said[-1].endswith(("'s", "’s")):
        return False  # of somebody whom the data do not know, by name
    return bool(said) and not _PLAIN.fullmatch(said[-1].replace("’", "'").strip("'"))


def _without_what_is_told(page: Page, span: Span, company: str | None) -> str:
    letters = list(page.text.prose[slice(*span)])
    told = (page.mentions_in(span), page.parts_of(company, span))
    named = [(found, "|") for kind in told for found in kind]
    for found, sign in (*named, *((when, _seen_through(page, when, span)) for when in page.whens_in(span))):
        for at in range(found.start - span[0], min(found.end, span[1]) - span[0]):
            letters[at] = sign
    return "".join(letters)


def _seen_through(page: Page, when: When, span: Span) -> str:
    """In Chinese words before a period go on behind it: `the largest customers | in 2024 | income`."""
    before = page.text.prose[max(span[0], when.start - 1) : when.start]
    return "" if "\u4e00" <= before <= "\u9fff" else "|"
