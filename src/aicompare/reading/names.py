"""Where a text names a company of the data: by its name, its ticker, an alias or a product."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from aicompare.companies.company import Company
from aicompare.reading.between import LIST
from aicompare.reading.chinese import simplified
from aicompare.reading.text import Placed, PlainText, Span
from aicompare.values.frozen import dataclass

# What stands before a name that is no subject: "before the release of ChatGPT", "like OpenAI".
_OBLIQUE = re.compile(
    r"(?:\b(?:of|like|as|than|to|against|with|before|after|from|by|versus|vs\.?|behind|includ(?:es|ing)|unlike"
    r"|for|in|via|using|on|rivals?|competitors?)|[像如比向]|对标|类似|领投|参与|来自)\s*(?:the\s+)?[\"“‘'(]?$",
    re.I,
)
_THAT_OF = re.compile(r"\b(?:that|those) (?:of|at)\s+(?:the\s+)?$", re.I)
# What stands behind a name that only puts money in.
_INVESTS = re.compile(
    r"\s*(?:领投|跟投|参投|投资的|等(?:参|跟|领|机|投)|-?(?:backed|led)\b|(?:is |was |are )?(?:invest(?:ed|s|ing)|participat(?:ed|ing)|joined|joining|co-led|leading the|led the|taking part))",
    re.I,
)
_SUBJECT_AFTER_ALL = re.compile(r"\s*(?:['’]s\b|,?\s*(?:which|who|whose)\b|的|[（(])")
_TICKER = re.compile(r"\d{3,6}|[A-Z]{2,6}-?W?P?|.*\.[A-Z]{1,4}|\d+ [A-Z]{2}|[A-Z]{2}\d+")
_SHORTEST = 2
_LONG = re.compile(r"([\u4e00-\u9fff]{2,})(?:信息|科技|技术|智能|集团|股份|控股)")


@dataclass(frozen=True, slots=True)
class Mention(Placed):
    """A place that names a company; `product` by something it makes, `oblique` not as a subject,
    `in_full` by the whole name of the company.
    """

    company: str
    product: bool = False
    oblique: bool = False
    in_full: bool = False

    @property
    def weak(self) -> bool:
        """Whether it is less of a subject than another name beside it."""
        return self.product or self.oblique


class Names:
    """The names of all companies as one pattern."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self._by_name: dict[str, tuple[str, str, bool]] = {}
        companies = list(companies)
        self._full = frozenset(
            name for company in companies for name in (company.name, company.legal_name) if name
        )
        for company in companies:
            own = [company.name, *([company.legal_name] if company.legal_name else [])]
            for name in _with_short_ones(simplified(one) for one in (company.id, *own, *company.aliases)):
                if len(name) >= _SHORTEST and not name.isdigit():
                    self._by_name.setdefault(name.casefold(), (company.id, name, _is_product(name, company)))
        self._pattern = _pattern_of([name for _, name, _ in self._by_name.values()])

    def mentions(self, text: PlainText) -> Iterator[Mention]:
        """Every place of the text that names one, in its order."""
        if self._pattern is None:
            return
        last = None
        for found in self._pattern.finditer(text.prose):
            id_, name, product = self._by_name[" ".join(found[0].split()).casefold().replace("’", "'")]
            if name[0].isupper() and not found[0][0].isupper():
                continue  # "moonshot", "meta" and "talkie" are words as well
            before = text.prose[max(0, found.start() - 24) : found.start()]
            owner = _SUBJECT_AFTER_ALL.match(text.prose, found.end())
            oblique = (
                _OBLIQUE.search(before) and not owner and not _THAT_OF.search(before)
            ) or _INVESTS.match(text.prose, found.end())
            in_a_row = last and last.oblique and LIST.fullmatch(text.prose, last.end, found.start())
            oblique = oblique or (in_a_row and not owner)
            last = Mention(found.start(), found.end(), id_, product, bool(oblique), name in self._full)
            yield last


def _with_short_ones(names: Iterable[str]) -> Iterator[str]:
    """A Chinese name also without the word for what it is: 海光信息 is 海光."""
    for name in names:
        yield name
        if short := _LONG.fullmatch(name):
            yield short[1]


def _pattern_of(names: Sequence[str]) -> re.Pattern[str] | None:
    words = sorted(names, key=len, reverse=True)
    alternatives = [
        (r"(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else "")
        + re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]")
        + (r"(?![A-Za-z]|\d(?!\d{3}年))" if name[-1].isascii() and name[-1].isalnum() else "")
        for name in words
    ]
    return re.compile("|".join(alternatives), re.I) if alternatives else None


def _is_product(name: str, company: Company) -> bool:
    """Whether an alias has nothing of the company's own name: Hailuo, ChatGPT, 豆包."""
    if _TICKER.fullmatch(name) or name in (company.name, company.id, company.legal_name):
        return False
    own = {_letters(company.name)[:4], _letters(company.id)[:4], *_initials(company)}
    return not any(part and part in _letters(name) for part in own)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _initials(company: Company) -> Iterator[str]:
    """The first Chinese alias is the name of the company in Chinese: 月之暗面."""
    chinese = [simplified(name) for name in company.aliases if any(letter >= "\u4e00" for letter in name)]
    yield from (name[:2] for name in chinese[:1])


class Subjects:
    """Which company a place of the text is about, and which company the text is about."""

    def __init__(self, text: PlainText, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self._starts = [one.start for one in mentions]
        self.is_about_one = self.is_about_hardly_another = False
        self.main = self._main()

    def within(self, span: Span) -> Sequence[Mention]:
        """The mentions that begin inside a span."""
        return self.mentions[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def _main(self) -> str | None:
        """Named most, in the title twice as much; None where two are named as often."""
        title = self.text.header.title or (self.text.lines[0] if self.text.lines else (0, 0))
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            in_title = title[0] <= mention.start < title[1]
            counts[mention.company] += (3 if in_title else 1) * (1 if mention.product else 2)
        self.is_about_one = bool(counts) and max(counts.values()) * 10 >= 6 * counts.total()
        self.is_about_hardly_another = bool(counts) and max(counts.values()) * 4 >= 3 * counts.total()
        ranked = counts.most_common(2)
        if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
            return None
        return ranked[0][0] if ranked else None
