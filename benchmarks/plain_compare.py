"""What one writes instead, in fifteen plain lines: the newest figure of each metric, as printed.

python benchmarks/plain_compare.py data/companies.yaml zhipu minimax
"""

import sys
from pathlib import Path

import yaml

METRICS = ("revenue", "gross_margin", "research_expense", "net_profit", "cash", "operating_cash_flow")

file, *companies = sys.argv[1:]
data = yaml.load(Path(file).read_bytes(), yaml.CSafeLoader)["companies"]
print("metric".ljust(20), *(name.rjust(20) for name in companies))
for metric in METRICS:
    cells = []
    for name in companies:
        facts = [fact for fact in data[name]["facts"] if fact["metric"] == metric and "scope" not in fact]
        newest = max(facts, key=lambda fact: str(fact["period"])[-4:], default={"value": "-"})
        cells.append(str(newest["value"]).rjust(20))
    print(metric.ljust(20), *cells)
