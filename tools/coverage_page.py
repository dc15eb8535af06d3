"""Writes the table of what the data cover: companies, figures, filings, newest date.

    python tools/coverage_page.py            prints it
    python tools/coverage_page.py --write    puts it between the two comments in docs/coverage.md

A test compares the page with it, so that the table is never older than the data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

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
    page = coverage_page(load().all())
    if not arguments:
        print(page, end="")
        return 0
    text = PAGE.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        print(f"{PAGE.name} has no lines {BEGIN} and {END}", file=sys.stderr)
        return 2
    PAGE.write_text(with_page(text, page), encoding="utf-8", newline="\n")
    return 0


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
