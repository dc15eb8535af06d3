"""Writes data/prices.csv from a folder of daily prices, a file for each company.

    python tools/make_prices.py FOLDER

FOLDER holds zhipu.csv, minimax.csv and so on: a line a day with `date`, `close`, `low` and `high`
among its columns, in the currency of the listing, low and high empty where only the close is
known. Prices are copied as they are printed. The head of data/prices.csv, which says who keeps
them, stays but for its day, which becomes the newest of all. Companies of FOLDER that are not in
the data, or are not listed there, are named and left out; so are companies that FOLDER lacks.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.companies.company import Company  # noqa: E402
from aicompare.dataset import load  # noqa: E402
from aicompare.dataset.pricefile import COLUMNS  # noqa: E402

TARGET = ROOT / "data" / "prices.csv"
# Of a company whose other class trades at a price of its own: the class that these prices are of.
SCOPES = {"alphabet": "class-a"}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: make_prices.py FOLDER", file=sys.stderr)
        return 2
    companies = {company.id: company for company in load().all()}
    lines: list[str] = []
    for file in sorted(Path(arguments[0]).glob("*.csv")):
        company = companies.get(file.stem)
        if company is None or company.listed is None or company.listed.currency is None:
            print(f"{file.name} is left out: no listing of such a company is in the data", file=sys.stderr)
        else:
            lines += lines_of(company, company.listed.currency, file)
    newest = max(line.split(",")[1] for line in lines)
    TARGET.write_text(f"{head(newest)}{''.join(sorted(lines))}", encoding="utf-8", newline="\n")
    print(f"{TARGET}: {len(lines):,} prices up to {newest}", file=sys.stderr)
    return 0


def lines_of(company: Company, currency: str, file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            cells = company.id, row["date"], currency, row["close"], row["low"], row["high"]
            yield ",".join([*cells, SCOPES.get(company.id, "")]) + "\n"


def head(newest: str) -> str:
    kept = re.match(r"(?:#.*\n)*", TARGET.read_text(encoding="utf-8"))
    assert kept
    dated = re.sub(r"(?m)^# published: .*", f"# published: {newest}", kept[0])
    return f"{dated}{','.join(COLUMNS)}\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
