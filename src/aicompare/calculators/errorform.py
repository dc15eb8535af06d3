"""`show COMPANY METRIC --report`: the text in which a reader tells of an error, filled in."""

from __future__ import annotations

from collections.abc import Iterator

from aicompare.companies.fact import Fact
from aicompare.companies.naming import title_of, when
from aicompare.reports.report import Report, facts_in
from aicompare.values.sources import Source

_ASKED = (
    "What should it be? The figure as printed, with its unit and period:",
    "Where is that printed? Title, publisher, day, address, page:",
    "Which answer did it spoil? The command, as you typed it:",
)


def lines(report: Report, version: str) -> Iterator[str]:
    """The figures that an answer of `show` rests on, as printed, with place and source; then questions."""
    facts = list(dict.fromkeys(facts_in(report.rows)))
    yield f"An error in the figures of aicompare {version}, data as of {report.as_of}"
    yield report.title
    yield from ("", "Which figure is wrong? Keep its line.", "")
    yield from map(_line, facts)
    yield from ("", "Sources", "")
    for source in dict.fromkeys(source for fact in facts for source in fact.sources):
        yield f"- {source.id}: {_told(source)}"
    for asked in _ASKED:
        yield from ("", asked, "")


def _line(fact: Fact) -> str:
    """`- Revenue, FY2025: RMB 724,334k [zhipu-results-2025, p. 3; companies.yaml:812]`."""
    sources = ", ".join(source.id for source in fact.sources)
    where = "; ".join(filter(None, (f"{sources}, {fact.at}" if fact.at else sources, str(fact.place or ""))))
    status = "" if fact.status == "actual" else f" ({fact.status})"
    return f"- {title_of(fact)}, {when(fact)}: {fact.printed}{status} [{where}]"


def _told(source: Source) -> str:
    return f"{source.title} ({source.publisher}, {source.published}) {source.url or ''}".rstrip()
