"""Writes data/exchange_rates.csv from the European Central Bank's zip or csv.

    python tools/make_exchange_rates.py eurofxref-hist.zip

The file is on https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
under "Time series", free to reuse with the source named. The output is the same bytes for
the same rates, whether they come zipped or not.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.rates.ecb import read_history  # noqa: E402
from aicompare.values.errors import Trouble  # noqa: E402

TARGET = ROOT / "data" / "exchange_rates.csv"


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print("usage: make_exchange_rates.py ECB-FILE [TARGET]", file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    try:
        history = read_history(source.read_bytes(), source.name)
    except (Trouble, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    target.write_text(history.as_csv(), encoding="ascii", newline="\n")
    print(f"{target}: {len(history.rows):,} days from {history.first} to {history.last}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
