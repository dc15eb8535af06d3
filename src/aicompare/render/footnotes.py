"""What a cell points at: sources by number, each with the sign of its strength, rates by letter.

`[9D]` is the ninth source, a data set; `[1]` the first, a filing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from aicompare.companies.fact import Known
from aicompare.rates.rates import Rate
from aicompare.render.numbers import rate_text
from aicompare.reports.report import rates_in, strongest_sources
from aicompare.values.frozen import dataclass, field
from aicompare.values.sources import KINDS, Evidence, Source

Marks = Literal["all", "sources", "none"]
_SIGNS: Mapping[Evidence, str] = {"filing": "", "company": "C", "press": "P", "dataset": "D"}
_SAID = {"company": "the company itself", "press": "press", "dataset": "data set"}
_COUNTED: Mapping[Evidence, tuple[str, str]] = {
    "filing": ("filing", "filings"),
    "company": ("company statement", "company statements"),
    "press": ("press", "press"),
    "dataset": ("data set", "data sets"),
}


@dataclass(slots=True)
class Footnotes:
    """Sources are numbered and rates lettered in the order in which they are first shown.

    `marks` says which of them a cell points at: all, the sources alone, or none (they are counted).
    """

    marks: Marks = "all"
    sources: dict[str, Source] = field(default_factory=dict)
    rates: list[Rate] = field(default_factory=list)

    def mark(self, value: Known) -> str:
        """` [1,3,a]`: the strongest source of each fact under the value, and its rates."""
        return self._marks([value])

    def behind(self, values: Iterable[Known]) -> str:
        """`1, 4P, a`: as `mark`, of several together; nothing where a cell points at none."""
        return self._marks([*values]).strip(" []").replace(",", ", ")

    def _marks(self, values: Sequence[Known]) -> str:
        sources = [source for value in values for source in strongest_sources(value)]
        lettered = sorted({self._letter(rate) for rate in rates_in(values)})
        return self._marked([label for _, label in self.numbered(sources)], lettered)

    def numbered(self, sources: Iterable[Source]) -> list[tuple[int, str]]:
        """Of each source its number, and how a cell points at it: `9D`, or `9` where no list says more."""
        found = sorted({self._number(source): source for source in sources}.items())
        return [(number, f"{number}{sign(one) if self.marks == 'all' else ''}") for number, one in found]

    def labels(self, sources: Iterable[Source]) -> str:
        """`1,9D`: those of all sources of a fact."""
        return ",".join(label for _, label in self.numbered(sources))

    def source_mark(self, source: Source | None) -> str:
        return self._marked([label for _, label in self.numbered([source])]) if source else ""

    def rate_mark(self, value: object) -> str:
        """` [a,b]`: the rates alone, where the sources stand elsewhere in the row."""
        return self._marked([], sorted({self._letter(rate) for rate in rates_in(value)}))

    def copy(self) -> Footnotes:
        return Footnotes(self.marks, dict(self.sources), list(self.rates))

    def become(self, tried: Footnotes) -> None:
        """What a copy has become since: what was tried on it is shown."""
        self.sources, self.rates = tried.sources, tried.rates

    def _marked(self, labels: Iterable[str], lettered: Iterable[str] = ()) -> str:
        marks = [*labels] if self.marks != "none" else []
        marks += lettered if self.marks == "all" else ()
        return f" [{','.join(marks)}]" if marks else ""

    def _number(self, source: Source) -> int:
        self.sources.setdefault(source.id, source)
        return list(self.sources).index(source.id) + 1

    def _letter(self, rate: Rate) -> str:
        if rate not in self.rates:
            self.rates.append(rate)
        return letters(self.rates.index(rate))


def letters(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def sign(source: Source) -> str:
    """How strong it is: nothing for a filing, `C` the company itself, `P` press, `D` a data set."""
    return _SIGNS[source.kind]


def legend(sources: Iterable[Source]) -> str:
    """`P press, D data set; the others filings`: what the signs mean; empty where all are filings."""
    kinds = {source.kind for source in sources}
    told = ", ".join(f"{_SIGNS[kind]} {_SAID[kind]}" for kind in KINDS if kind in kinds and _SIGNS[kind])
    return told and told + "; the others filings" * ("filing" in kinds)


def counted(sources: Iterable[Source]) -> str:
    """`12 sources (11 filings, 1 data set)`, the strongest first; `2 sources (filings)` of one kind."""
    of_kind = Counter(source.kind for source in sources)
    if not of_kind:
        return ""
    named = {kind: _COUNTED[kind][of_kind[kind] > 1] for kind in KINDS if of_kind[kind]}
    each = named.values() if len(named) == 1 else (f"{of_kind[kind]} {name}" for kind, name in named.items())
    number = of_kind.total()
    return f"{number} source{'s' * (number > 1)} ({', '.join(each)})"


def source_line(source: Source) -> str:
    """`Global Offering (HKEXnews, 2025-12-31, transcription) https://...`."""
    via = f", {source.via}" if source.via else ""
    url = f" {source.url}" if source.url else ""
    return f"{source.title} ({source.publisher}, {source.published}{via}){url}"


def rate_line(rate: Rate) -> str:
    """`1 USD = 7.1874 CNY, mean of 255 daily rates, FY2025 (European Central Bank)`."""
    head = f"1 {rate.base} = {rate_text(rate.value)} {rate.quote}"
    if rate.kind == "user":
        return f"{head}, your own rate"
    if rate.kind == "average":
        return f"{head}, mean of {rate.days} daily rates, {rate.period} ({_whose(rate)})"
    asked = "" if rate.period == rate.requested else f", for {rate.requested}"
    return f"{head}, {rate.kind} rate of {rate.period}{asked} ({_whose(rate)})"


def _whose(rate: Rate) -> str:
    return rate.source.publisher if rate.source else "yours"
