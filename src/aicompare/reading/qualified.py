"""Whether words before a metric make it a part that no table names: `games revenue`, `core operating profit`.

What is said of such a part is never held against the whole.
"""

from __future__ import annotations

import re

from aicompare.reading.between import OPENINGS
from aicompare.reading.page import Page
from aicompare.reading.text import Span

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
_SMALL = re.compile("[的其总年度了单全约将有是较按司本我该各项]")


def is_qualified(page: Page, words: Span, sentence: Span, company: str | None) -> bool:
    """Whether the word before a metric is neither a name, a period, a part that is known nor a small word."""
    span = max(sentence[0], words[0] - 80), words[0]
    before = _STOP.split(_without_what_is_told(page, span, company))[-1]
    if run := _CHINESE.search(before):
        return bool(_SMALL.sub("", OPENINGS.sub("", run[0])).strip())
    said = _WORD.findall(before)
    return bool(said) and not _PLAIN.fullmatch(said[-1].replace("’", "'").strip("'"))


def _without_what_is_told(page: Page, span: Span, company: str | None) -> str:
    letters = list(page.text.prose[slice(*span)])
    told = (page.mentions_in(span), page.whens_in(span), page.parts_of(company, span))
    for found in (found for kind in told for found in kind):
        for at in range(found.start - span[0], min(found.end, span[1]) - span[0]):
            letters[at] = "|"
    return "".join(letters)
