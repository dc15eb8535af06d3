"""Throws expressions at `check`, well-formed and broken ones, and watches what comes back.

    python tools/fuzz_expressions.py 100000 --seed 1

Whatever the text: an answer or one message, never a traceback, never more than a second of
computing, never more than 100 MB on top of the data. Prints the seed and the counts; exit
code 1 where one of these was broken, with the expressions that did it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from aicompare.calculators.claims.report import check_expression
from aicompare.companies.references import name_of
from aicompare.dataset import Dataset, load
from aicompare.expressions.functions import FUNCTIONS
from aicompare.expressions.parser import DEEPEST
from aicompare.expressions.tokens import LONGEST
from aicompare.rates.choice import RateChoice
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.explanation import explained
from aicompare.values.errors import Trouble
from aicompare.values.metrics import METRICS

MOST_SECONDS = Decimal(1)
MOST_MEGABYTES = 100
CHOICES = [RateChoice(), RateChoice(), RateChoice.parse("2025-12-31", None), RateChoice.parse(None, "FY2025")]


@dataclass
class Outcome:
    """What a run came to; `slowest` in seconds of computing."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[str, str]] = field(default_factory=list)
    slowest: tuple[Decimal, str] = (Decimal(0), "")
    grown: int = 0  # megabytes


def run(count: int, seed: int, data: Dataset, rates: Rates) -> Outcome:
    """`count` expressions, a third of them well-formed and a third spoilt."""
    random, outcome = Random(seed), Outcome()
    before = _megabytes()
    for expression in _expressions(random, data, count):
        started = time.process_time_ns()
        outcome.counts[_tried(expression, random.choice(CHOICES), data, rates, outcome)] += 1
        took = Decimal(time.process_time_ns() - started) / 10**9
        outcome.slowest = max(outcome.slowest, (took, expression))
        if took > MOST_SECONDS:
            outcome.broken.append((expression, f"took {took:.2f} s"))
    outcome.grown = _megabytes() - before
    return outcome


def _tried(expression: str, choice: RateChoice, data: Dataset, rates: Rates, outcome: Outcome) -> str:
    try:
        report = explained(check_expression(expression, choice, data, rates, data.all()), data.by_id)
        render(report, "table", 80)
        render(report, "json", None)
        return str(report.rows[0].verdict or "a value")
    except Trouble as trouble:
        return trouble.code
    except Exception:  # noqa: BLE001  what must never come is what is looked for
        outcome.broken.append((expression, traceback.format_exc()))
        return "traceback"


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


# --- expressions -------------------------------------------------------------------------------


def _expressions(random: Random, data: Dataset, count: int) -> Iterator[str]:
    """In turn: one that fits together, one of anything, and one that was spoilt."""
    written = [claim.check for claim in data.claims if claim.check] + EXAMPLES
    facts = [fact for company in data.all() for fact in company.facts]
    amounts = [name_of(fact) for fact in facts if fact.metric.unit == "money"]
    for number in range(count):
        match number % 3:
            case 0:
                yield _fitting(random, amounts)
            case 1:
                yield _statement(random, data)
            case _:
                whole = [random.choice(written), _fitting(random, amounts), _statement(random, data)]
                yield _spoilt(random, random.choice(whole))


def _fitting(random: Random, amounts: list[str]) -> str:
    """Of units that go together, over figures that there are."""
    sign = random.choice(["", "==", "==", "!=", "<", ">="])
    if random.randint(0, 9) == 0:
        left, right = _nested(random, amounts), _dollars(random, amounts, 1)
    elif random.randint(0, 1):
        left, right = _dollars(random, amounts, 3), _dollars(random, amounts, 2)
    else:
        left, right = _ratio(random, amounts, 3), random.choice([*NUMBERS, _ratio(random, amounts, 1)])
    return f"{left} {sign} {right}" if sign else left


def _nested(random: Random, amounts: list[str]) -> str:
    """Functions within each other over the same few figures."""
    few = [_dollars(random, amounts, 0) for _ in range(2)]
    text = few[0]
    for _ in range(random.randint(1, DEEPEST - 2)):
        form = random.choice(["abs({one} - {text})", "max({one}, {text})", "min({one} * 2, {text})"])
        text = form.format(one=random.choice(few), text=text)
    return text


def _dollars(random: Random, amounts: list[str], depth: int) -> str:
    if depth <= 0:
        return random.choice([f"convert({random.choice(amounts)}, USD)", "$20bn", '"~US$376m"', "5m USD"])
    one, other = _dollars(random, amounts, depth - 1), _dollars(random, amounts, depth - 1)
    one = random.choice([one, other])  # the same figure twice, now and then
    return random.choice(
        [
            f"{one} + {other}", f"({one} - {other})", f"{one} * {_ratio(random, amounts, depth - 1)}",
            f"max({one}, {other})", f"sum({one}, {other})", f"abs({one})", f"({one}) / 12", f"-({one})",
            f"convert(convert({one}, {random.choice(CURRENCIES)}), USD)",
        ]
    )  # fmt: skip


def _ratio(random: Random, amounts: list[str], depth: int) -> str:
    if depth <= 0:
        return random.choice(NUMBERS)
    one, other = _dollars(random, amounts, depth - 1), _dollars(random, amounts, depth - 1)
    return random.choice(
        [
            f"({one}) / ({one} + {other})",
            f"({one}) / ({other})",
            f"share({one}, {other})",
            f"({one}) / ({one})",
        ]
    )


EXAMPLES = [
    '"312m CNY" == "31.2m USD"',
    "sum(convert(six-tigers.equity_value, USD)) < convert(openai.planned_raise, USD)",
    "minimax.cash_balance / minimax.monthly_burn == 37",
    "growth(zhipu.revenue, FY2025)",
    "ltm(zhipu.revenue) / annualised(minimax.revenue[H1 2026])",
    "minimax.cash / (minimax.cash + minimax.cash_balance)",
    "zhipu.arr == 1.7bn CNY",
    "zhipu.market_cap > minimax.market_cap",
    "cagr(zhipu.revenue, FY2022, FY2024) == 133%",
    "sum(zhipu.net_loss[FY2022..H1 2025]) < 7bn CNY",
    "as_of(openai.run_rate, 2026-04) == 25bn USD",
    '智谱.revenue[H1 2025] × 2 ≥ "Moon\'s Dark Side".arr',
]
NUMBERS = [
    "0",
    "1",
    "37",
    "1.75",
    "80%",
    "3.37x",
    "12,000",
    "37 months",
    "1,046.2m",
    '"~12%"',
    '">=85%"',
    '"350-400bn"',
]
CURRENCIES = ["USD", "CNY", "HKD", "JPY"]
AMOUNTS = ["12bn CNY", "RMB 2.55 billion", "HK$4.9bn", "$20bn", "25.5亿元", '"US$1,046.2m"', '"~RMB 376m"']
PERIODS = [
    "FY2025",
    "FY2024",
    "H1 2026",
    "H1 2025",
    "9M2025",
    "2025-09-30",
    "2026-01-08",
    "2025-12",
    "Q3 2025",
    "2025年上半年",
    "FY2022..FY2025",
    "FY2023..H1 2025",
]
DETAILS = [
    "scope=本地化部署",
    "scope=cloud",
    "label=close",
    "label=high",
    "deal=ipo",
    "basis=arr",
    "status=reported",
]
JUNK = [
    *"()[]{}\"'“”,.;:+-*/=<>!~^%$¥€#@&|\\ \t\n\0é智\u202e",
    "==",
    "..",
    "--",
    "1e9",
    "9" * 90,
    "((((",
    "FY",
    "x",
]


def _statement(random: Random, data: Dataset) -> str:
    left = _value(random, data, random.randint(0, 6))
    if random.randint(0, 2) == 0:
        return left
    sign = random.choice(["==", "==", "!=", "<", "<=", ">", ">="])
    return f"{left} {sign} {_value(random, data, random.randint(0, 3))}"


def _value(random: Random, data: Dataset, depth: int) -> str:
    if depth <= 0 or random.randint(0, 5) == 0:
        return _leaf(random, data)
    kind = random.randint(0, 9)
    if kind < 5:
        sign = random.choice("+-*/")
        return f"{_value(random, data, depth - 1)} {sign} {_value(random, data, depth - 1)}"
    if kind < 6:
        return f"({_value(random, data, depth - 1)})"
    if kind < 7:
        return f"-{_value(random, data, depth - 1)}"
    if kind < 8:
        return f"convert({_value(random, data, depth - 1)}, {random.choice(CURRENCIES)})"
    name = random.choice(list(FUNCTIONS))
    arguments = [_value(random, data, depth - 1) for _ in range(random.randint(1, 3))]
    if random.randint(0, 1):
        arguments = [_figure(random, data), *random.choices(PERIODS, k=1 + (name == "cagr"))]
    return f"{name}({', '.join(arguments)})"


def _leaf(random: Random, data: Dataset) -> str:
    kind = random.randint(0, 9)
    if kind < 6:
        return _figure(random, data)
    return random.choice(NUMBERS if kind < 8 else AMOUNTS)


def _figure(random: Random, data: Dataset) -> str:
    company = random.choice([*data.ids, "zhipu", "minimax", "minimax", *data.groups])
    common = [
        "revenue",
        "cash",
        "cash_balance",
        "shares",
        "net_loss",
        "equity_value",
        "runway",
        "listed",
        "arr",
    ]
    metric = random.choice(common if random.randint(0, 3) else list(METRICS))
    inside = [random.choice(PERIODS)] * random.randint(0, 1) + random.choices(
        DETAILS, k=random.randint(0, 2) // 2
    )
    return f"{company}.{metric}" + (f"[{', '.join(inside)}]" if inside else "")


def _spoilt(random: Random, text: str) -> str:
    for _ in range(random.randint(1, 4)):
        at, to = sorted(random.randint(0, len(text)) for _ in range(2))
        text = random.choice(
            [
                text[:at] + random.choice(JUNK) + text[at:],
                text[:at] + text[to:],
                text[:to] + text[at:to] * random.randint(1, 20) + text[to:],
                text[:at] + text[at:to][::-1] + text[to:],
                f"{random.choice(['(', '-', 'sum(', 'abs('])}{text}{random.choice([')', ''])}",
            ]
        )
    return text[: LONGEST + 10]


# --- the command line ----------------------------------------------------------------------------


def main() -> int:
    """0 where nothing was broken, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    data, rates = load(), current_rates({})
    data.all()
    outcome = run(asked.count, asked.seed, data, rates)
    counted = ", ".join(f"{number:,} {word}" for word, number in outcome.counts.most_common())
    sys.stdout.write(f"seed {asked.seed}, {asked.count:,} expressions: {counted}\n")
    sys.stdout.write(f"slowest {outcome.slowest[0]:.3f} s of computing: {outcome.slowest[1][:200]!r}\n")
    sys.stdout.write(f"memory {_megabytes()} MB in all, {outcome.grown} MB more than before\n")
    for expression, trouble in outcome.broken[:10]:
        sys.stdout.write(f"\nBROKEN {expression!r}\n{trouble}\n")
    return 1 if outcome.broken or outcome.grown > MOST_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
