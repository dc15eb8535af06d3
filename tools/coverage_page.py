"""Writes the tables of what the data cover: figures, filings, newest date; what commands answer, and of when.

    python tools/coverage_page.py            prints them
    python tools/coverage_page.py --write    puts them between the two comments in docs/coverage.md

A test compares the page with them, so that they are never older than the data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import aicompare  # noqa: E402
from aicompare.companies.company import Company  # noqa: E402
from aicompare.companies.fact import Fact  # noqa: E402
from aicompare.companies.winner import contradicts, ranked  # noqa: E402
from aicompare.dataset import load  # noqa: E402

PAGE = ROOT / "docs" / "coverage.md"
BEGIN = "<!-- coverage: written by tools/coverage_page.py -->"
END = "<!-- end of coverage -->"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--write"]):
        print("usage: coverage_page.py [--write]", file=sys.stderr)
        return 2
    page = whole_page(load().all())
    if not arguments:
        print(page, end="")
        return 0
    text = PAGE.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        print(f"{PAGE.name} has no lines {BEGIN} and {END}", file=sys.stderr)
        return 2
    PAGE.write_text(with_page(text, page), encoding="utf-8", newline="\n")
    return 0


def whole_page(companies: Sequence[Company]) -> str:
    """Both tables: what the data hold of each company, and what is answered from it."""
    return f"{coverage_page(companies)}\n{answers_page(companies)}"


def coverage_page(companies: Sequence[Company]) -> str:
    """The table as Markdown, a line per company and one for all."""
    lines = [
        "| Company | Figures | With a filing behind it | With two sources | Newest source |",
        "|---|---:|---:|---:|---|",
        *(_line(company.name, company.facts) for company in companies),
        _line("All", [fact for company in companies for fact in company.facts]),
        "",
        "A figure has a filing (or a second source) behind it where the source itself, or another"
        " source of the same figure that does not contradict it, is one.",
    ]
    return "".join(f"{line}\n" for line in lines)


_STATES = {"runs_out": "runs out", "not_burning": "burns none", "unknown": "–"}


def answers_page(companies: Sequence[Company]) -> str:
    """The table of what `multiples` and `runway` answer of each company, and of when."""
    data = aicompare.load()
    multiples, runways = _by_company(aicompare.multiples(data)), _by_company(aicompare.runway(data))
    lines = [
        "| Company | Listed | Value of | Over revenue of | Days apart | Cash | Balance of | Closes to |",
        "|---|---|---|---|---:|---|---|---|",
        *(_answers(company, multiples[company.id], runways[company.id]) for company in companies),
        "",
        "The value and the revenue of `multiples`; whether by `runway` the cash runs out, and from which"
        " balance it is counted; the newest of the daily prices. A dash is what no command can answer yet.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _by_company(answer: Any) -> dict[str, dict[str, Any]]:
    return {row["company"]: row for row in json.loads(answer.to_json())["data"]}


def _answers(company: Company, multiple: dict[str, Any], runway: dict[str, Any]) -> str:
    value, revenue, cash = multiple["numerator"], multiple["denominator"], runway["cash"]
    closes = [quoted.period for scope in (None, "class-a") if (quoted := _newest_close(company, scope))]
    cells = [
        company.name,
        company.listed.ticker if company.listed else "–",
        f"{value['period']}, {multiple['kind']}" if value else "–",
        f"{revenue['period']}, {multiple['basis']}" if revenue else "–",
        str(multiple["days_apart"]) if revenue else "–",
        _STATES[runway["status"]],
        cash["period"] if cash else "–",
        str(closes[0]) if closes else "–",
    ]
    return f"| {' | '.join(cells)} |"


def _newest_close(company: Company, scope: str | None) -> Fact | None:
    return company.prices.newest(date.max, scope=scope) if company.prices else None


def with_page(text: str, page: str) -> str:
    """A text with the page between its two comments."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{page}\n{END}{after}"


def _line(name: str, facts: Sequence[Fact]) -> str:
    backed = list(_with_support(facts))
    filed = sum(
        any(source.kind == "filing" for one in support for source in one.sources) for support in backed
    )
    double = sum(len({source.id for one in support for source in one.sources}) > 1 for support in backed)
    newest = max((source.published for fact in facts for source in fact.sources), default="–")
    return (
        f"| {name} | {len(facts):,} | {_share(filed, len(facts))} | {_share(double, len(facts))} | {newest} |"
    )


def _with_support(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Each figure with those of the same thing that bear it out."""
    for group in ranked(facts):
        yield from ([one, *(other for other in group if not contradicts(one, other))] for one in group)


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole}%" if whole else "–"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
