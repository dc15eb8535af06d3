"""What one writes instead: `compare` in 35 lines of pandas and PyYAML, as people write it.

    python benchmarks/pandas_compare.py data/companies.yaml zhipu minimax [-c]

With -c the file is read by CSafeLoader, as one does who knows of it.

It takes the newest figure of each metric as printed: no conversion, no like-for-like
periods, no sources, no bounds.
"""

import re
import sys
from pathlib import Path

import pandas as pd
import yaml

METRICS = ["revenue", "gross_margin", "research_expense", "net_profit", "cash", "operating_cash_flow"]
SCALES = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}


def number(text):
    found = re.search(r"(-?[0-9][0-9,.]*)\s*(tn|bn|m|k)?", str(text))
    return float(found[1].replace(",", "").rstrip(".")) * SCALES[found[2] or ""] if found else None


file, *companies = [word for word in sys.argv[1:] if word != "-c"]
loader = yaml.CSafeLoader if "-c" in sys.argv else yaml.SafeLoader
data = yaml.load(Path(file).read_text(encoding="utf-8"), loader)
facts = pd.DataFrame(
    {"company": company, **fact} for company in companies for fact in data["companies"][company]["facts"]
)
facts = facts[facts["metric"].isin(METRICS) & facts.get("scope").isna() & facts.get("label").isna()]
facts = facts.assign(number=facts["value"].map(number), year=facts["period"].astype(str).str[-4:])
newest = facts.sort_values("year").drop_duplicates(["company", "metric"], keep="last")
table = newest.pivot(index="metric", columns="company", values="number").reindex(METRICS)[companies]
table["ratio"] = table[companies[0]] / table[companies[1]]
print(table.to_string(float_format=lambda value: f"{value:,.2f}"))
