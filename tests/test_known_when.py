"""What is known when: one rule for facts, plans, notes and claims, and for a back-test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import folded, here, shipped_record
from hypothesis import given
from hypothesis import strategies as some
from made import day

import aicompare
from aicompare.dataset import Dataset
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.store import Layer

MINE = """\
sources:
  mine: {title: My own books, publisher: Acme, published: 2026-01-31, kind: company}
  early: {title: A round, publisher: Acme, published: 2026-01-15, kind: company}
  late: {title: A restatement, publisher: Acme, published: 2026-09-01, kind: filing}
companies:
  acme:
    name: Acme AI
    currency: USD
    facts:
      - {metric: cash, period: 2025-12-31, value: "=US$36m", source: mine}
      - {metric: monthly_burn, period: 2025-12, value: "=US$3m", source: mine, balance: 2025-12-31}
      - {metric: revenue, period: FY2025, value: "US$50m", source: [mine, late]}
      - {metric: post_money, period: 2026-01-10, value: "US$500m", source: early, deal: a, status: closed}
    notes:
      - {text: It exists., source: early}
  zhipu:
    plans:
      - id: ipo-2026
        title: A plan of my own
        period: 2026-01-08
        status: announced
        source: late
        total: HK$100m
        items: [{purpose: everything, percent: 100%}]
claims:
  - {id: mine-1, source: early, statement: It is worth 500m., says: US$500m, check: acme.post_money}
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("mine") / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return str(file)


def row(line: str, file: str) -> dict[str, Any]:
    done = here(*line.split(), "--data", file, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["data"][0]
    return found


def test_what_a_user_published_later_is_not_known_yet(mine: str) -> None:
    """The round is of 15 January, the revenue of 31 January: 500 / 50 = 10.0x from then on, n.a. before."""
    assert row("multiples acme --as-of 2026-01-31", mine)["multiple"]["value"] == 10
    assert row("multiples acme --as-of 2026-01-20", mine)["reason"] == "n.a."
    assert row("multiples acme --on 2026-01-20 --known-then", mine)["reason"] == "n.a."
    assert row("multiples acme --on 2026-01-20", mine)["multiple"]["value"] == 10  # judged by --as-of alone


def test_every_command_has_the_one_rule(mine: str) -> None:
    """Runway (36 / 3 = 12 months), claims and plans of a user's own file, before and after their day."""
    assert row("runway acme --as-of 2026-01-31", mine)["months"]["value"] == 12
    before = here("runway", "acme", "--data", mine, "--as-of", "2026-01-30")
    assert before.returncode == 2 and "no balance with a burn" in before.stderr
    claims = here("audit", "--source", "early", "--data", mine, "--as-of", "2026-01-15")
    assert "It is worth 500m." in folded(claims.stdout)
    assert here("audit", "--company", "acme", "--data", mine, "--as-of", "2026-01-14").returncode == 2
    for on, title in (("2026-08-31", "use of net proceeds"), ("2026-09-01", "A plan of my own")):
        assert title in here("allocate", "zhipu", "--data", mine, "--as-of", on, COLUMNS="200").stdout


DAYS = some.sampled_from(
    ["2025-12-29", "2025-12-30", "2026-01-14", "2026-01-15", "2026-01-31", "2026-08-31", "2026-09-01"]
)


@given(DAYS, some.sampled_from(["acme", "zhipu", "minimax"]))
def test_it_is_the_same_answer_whichever_way_the_day_is_given(on: str, id_: str) -> None:
    """A data set as of a day, and a company of the whole data set as known by it: facts, notes, plans."""
    layer = Layer(compile_file(MINE.encode(), "mine.yaml", shipped_record()), "mine.yaml", user=True)
    dataset = Dataset([Layer(shipped_record(), "companies.yaml"), layer])
    one, other = dataset.at(day(on)).by_id(id_), dataset.by_id(id_).known_by(day(on))
    assert list(one.facts) == list(other.facts)
    assert list(one.notes) == list(other.notes)
    assert list(one.plans) == list(other.plans)
    assert all(source.published_on <= day(on) for fact in one.facts for source in fact.sources)


def test_a_figure_of_two_sources_counts_from_the_first(mine: str) -> None:
    """Revenue of January and September: known from January on, then with one source."""
    data = aicompare.load(mine, as_of="2026-02-01")
    (found,) = data.dataset.by_id("acme").of("revenue")
    assert [source.id for source in found.sources] == ["mine"]


# --- multiples -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("company", "multiple", "basis"),
    [
        ("openai", "65.19", "fy"),  # 852bn of 2026-03-31 / 13.07bn of FY2025
        ("alphabet", "9.438", "ltm"),  # 4,208.08bn / (102.346 + 113.829 + 109.896 + 119.8 = 445.871bn)
        ("zhipu", "179.6", "ltm"),
        ("minimax", "67.42", "ltm"),
    ],
)
def test_publication_is_judged_by_the_day_of_the_answer(company: str, multiple: str, basis: str) -> None:
    """Somebody who asks today knows what came out since the valuation."""
    found = json.loads(here("multiples", company, "--json").stdout)["data"][0]
    assert (f"{found['multiple']['value']:.4g}", found["basis"]) == (multiple, basis)


def test_a_back_test_takes_what_was_known_on_the_day() -> None:
    """OpenAI at 852bn of 2026-03-31: FY2025 came out in June, FY2024 is 455 days off, so the run-rate of
    25bn of February stands: 34.08x; asked for a year it is FY2024's 3.7bn: 230.3x.
    """
    for line, expected in (("", "34.08"), (" --basis fy", "230.3")):
        done = here(*f"multiples openai --known-then{line} --json".split())
        assert f"{json.loads(done.stdout)['data'][0]['multiple']['value']:.4g}" == expected


def test_what_the_data_do_not_hold_is_said_in_those_words() -> None:
    """Never that a company published nothing."""
    done = here("multiples", "stepfun", "zhipu", "01ai", "deepseek", "--json")
    told = [one["message"] for one in json.loads(done.stdout)["warnings"] if one["code"] == "not_in_data"]
    assert told == [
        "the data hold no valuation of StepFun by 2026-10-31",
        "the data hold no revenue of 01.AI by 2023-11-30; --nearest takes FY2024",
    ]


@pytest.mark.parametrize("line", ["multiples zhipu --hindsight", "multiples --hindsight --json"])
def test_the_old_name_is_answered_with_the_new_ones(line: str) -> None:
    """Exit 2, and both options named with what they do."""
    done = here(*line.split())
    assert done.returncode == 2
    assert "--nearest" in done.stderr and "--known-then" in done.stderr


def quarters(tmp_path: Path, *, also: str = "") -> str:
    file = tmp_path / "quarters.yaml"
    known = {"FY2025": "100.0", "Q1 2025": "15.0", "Q1 2026": "30.0", "Q2 2026": "40.0"}
    known |= dict([also.split("=")]) if also else {}
    rows = [
        f'      - {{metric: revenue, period: {period}, value: "US${value}m", source: mine}}\n'
        for period, value in known.items()
    ]
    head = MINE.split("    facts:")[0].replace("2026-01-31", "2026-08-31")
    value = '      - {metric: market_cap, period: 2026-08-20, value: "US$1,000m", source: mine}\n'
    file.write_text(f"{head}    facts:\n{value}{''.join(rows)}", encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    "line", [["multiples", "acme"], ["check", "ltm(acme.revenue)"], ["compare", "acme", "zhipu"]]
)
def test_twelve_months_that_are_not_the_newest_say_so(tmp_path: Path, line: list[str]) -> None:
    """Q2 2026 is known and Q2 2025 is not: the year to March, 115, with a warning; with it 135, without."""
    newest = quarters(tmp_path, also="Q2 2025=20.0")
    assert "older_ltm" not in here(*line, "--data", newest).stdout
    told = here(*line, "--data", quarters(tmp_path)).stdout
    assert "Q2 2026 is newer, but no twelve months to 2026-06-30 are known" in folded(told)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("multiples acme", 1000 / 115),
        ("multiples acme --on 2026-08-20 --known-then", None),  # all of it came out on the last of August
        ("multiples acme --basis annualised", 1000 / 160),
        ("multiples acme --basis fy", 10),
    ],
)
def test_the_basis_that_is_asked_for_is_taken(tmp_path: Path, line: str, shown: float | None) -> None:
    """1,000 over 115 (the year to March), over 4 x 40, over FY2025's 100."""
    multiple = row(line, quarters(tmp_path))["multiple"]
    assert (multiple and round(multiple["value"], 6)) == (shown and round(shown, 6))


def test_what_is_in_the_data_and_does_not_count_is_told_apart() -> None:
    """ByteDance's value is of talks."""
    done = here("multiples", "bytedance", "xai", "--basis", "arr", "--json")
    told = [one["message"] for one in json.loads(done.stdout)["warnings"] if one["code"] == "not_in_data"]
    assert told == [
        "the data hold no valuation of ByteDance by 2026-10-31; --status reported lets one in",
    ]
