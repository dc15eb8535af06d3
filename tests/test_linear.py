"""Work grows in step with the data: twice as much takes twice the calls of functions.

Calls repeat to the digit, as time does not; what is quadratic takes four times as many.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import LONG, ROOT

import aicompare
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.loading import load

sys.path.insert(0, str(ROOT / "benchmarks"))
from made_up import HEAD, PER_COMPANY, data_file

FEW, MANY = (40, 80) if LONG else (20, 40)  # companies, beside those that are shipped
LONG_AGO = 1_700_000_000
TWICE = 2.2


def calls_of(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.enable()
    work()
    profile.disable()
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return total


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """A file of few companies and one of twice as many, and one of none to take off."""
    folder = tmp_path_factory.mktemp("own")
    found = {}
    for companies in (1, FEW, MANY):
        path = folder / f"{companies}.yaml"
        path.write_text(data_file(companies * PER_COMPANY), encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
        found[companies] = str(path)
    return found


ANSWERS: dict[str, Callable[[str], object]] = {
    "list": lambda file: aicompare.list_companies(aicompare.load(file)).to_text(100),
    "runway": lambda file: aicompare.runway(aicompare.load(file)).to_json(),
    "multiples": lambda file: aicompare.multiples(aicompare.load(file), group="all").to_text(100),
    "compare": lambda file: aicompare.compare(aicompare.load(file), "all").to_json(),
    "sources": lambda file: aicompare.list_sources(aicompare.load(file)).to_csv(),
    "metrics": lambda file: aicompare.list_metrics(aicompare.load(file)).to_json(),
    "validate": lambda file: aicompare.validate(file).to_text(100),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_an_answer_about_all_grows_in_step(question: str, files: dict[int, str]) -> None:
    """Beyond what it takes with a file of one company."""
    ask = ANSWERS[question]
    ask(files[1])  # what is loaded and kept once
    least, few, many = (calls_of(lambda file=file: ask(file)) for file in files.values())
    assert many - least < TWICE * (few - least)


def many_sources(count: int) -> bytes:
    """A fact to each of so many sources."""
    sources = [
        f"  s{number}: {{title: S, publisher: P, published: 2025-{number % 12 + 1:02}-01, kind: press}}\n"
        for number in range(count)
    ]
    facts = [
        f'    - {{metric: revenue, period: FY{1950 + number % 75}, value: "US${number + 1}m", '
        f"source: s{number}, scope: p{number}}}\n"
        for number in range(count)
    ]
    company = "companies:\n  acme:\n    name: Acme\n    currency: USD\n    facts:\n"
    return "".join(["sources:\n", *sources, company, *facts]).encode()


def test_reading_sources_and_facts_of_one_company_grows_in_step(tmp_path: Path) -> None:
    """As checked for the first time, and as `validate` looks at them."""
    one, few, many = (many_sources(count) for count in (10, 150, 300))
    compile_file(one, "one.yaml")
    least, first, second = (
        calls_of(lambda data=data: compile_file(data, "x.yaml")) for data in (one, few, many)
    )
    assert second - least < TWICE * (first - least)


def test_twenty_files_cost_twenty_times_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is held against all below it, which must not cost more the more there are."""
    monkeypatch.setenv("AICOMPARE_NO_CACHE", "1")
    files = []
    for number in range(20):
        path = tmp_path / f"{number}.yaml"
        text = data_file(2 * PER_COMPANY).removeprefix(HEAD)
        path.write_text(HEAD + text.replace("company-", f"c{number}-").replace("Company", f"C{number}"))
        files.append(str(path))
    load(files[:1])
    none, one, twenty = (calls_of(lambda some=some: load(some)) for some in ([], files[:1], files))
    assert twenty - none < 20 * TWICE / 2 * (one - none)
