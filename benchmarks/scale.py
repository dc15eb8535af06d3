"""The screen of docs/scale.md over ten million rows, in DuckDB and in Spark SQL.

    python benchmarks/scale.py [FOLDER] [--spark]

The rows are the exported facts, each company so often under another id and with figures scaled by a
factor of its own, that there are ten million: what is measured is the engine, not the figures.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import duckdb

import aicompare

ROWS = 10_000_000
SCREEN = """
WITH years AS (
    SELECT company, unit, period,
           max(CASE WHEN metric = 'revenue' THEN value END) AS revenue,
           max(CASE WHEN metric = 'gross_profit' THEN value END) AS gross_profit
    FROM facts
    WHERE used AND scope IS NULL AND label IS NULL AND period IN ('FY2024', 'FY2025')
      AND (metric = 'gross_profit' OR (metric = 'revenue' AND basis = 'recognised'))
    GROUP BY company, unit, period
)
SELECT now.company, now.unit, now.revenue, now.revenue / before.revenue - 1 AS growth,
       now.gross_profit / now.revenue AS gross_margin
FROM years now
JOIN years before ON now.company = before.company AND now.unit = before.unit
WHERE now.period = 'FY2025' AND before.period = 'FY2024' AND before.revenue > 0
  AND now.revenue / before.revenue - 1 > 0.5 AND now.gross_profit / now.revenue > 0.2
ORDER BY growth DESC, company
LIMIT 20
"""


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        named = [one for one in arguments if not one.startswith("-")]
        folder = Path(named[0] if named else temporary)
        universe = _universe(folder)
        print(f"{universe.stat().st_size / 1e6:.0f} MB of Parquet")
        found = _in_duckdb(universe)
        if "--spark" in arguments:
            assert [row[0] for row in _in_spark(universe)] == [row[0] for row in found]
        for row in found[:3]:
            print(*row)


def _universe(folder: Path) -> Path:
    facts, universe = folder / "facts.parquet", folder / "universe.parquet"
    count = aicompare.export(aicompare.load(), "facts", output=facts).rows[0].rows
    copies = -(-ROWS // count)
    began = time.perf_counter()
    duckdb.sql(f"""
        COPY (
            SELECT facts.* REPLACE (id || '-' || n AS id, company || '-' || n AS company,
                value * (1 + n % 97) AS value, low * (1 + n % 97) AS low, high * (1 + n % 97) AS high)
            FROM '{facts}' facts, range({copies}) copies(n)
        ) TO '{universe}' (FORMAT parquet)
    """)
    print(f"{count * copies:,} rows made in {time.perf_counter() - began:.1f} s")
    return universe


def _in_duckdb(universe: Path) -> list[tuple[object, ...]]:
    for _ in range(2):
        began = time.perf_counter()
        found = duckdb.sql(SCREEN.replace("FROM facts", f"FROM '{universe}'")).fetchall()
        print(f"DuckDB {duckdb.__version__}: {time.perf_counter() - began:.2f} s, {len(found)} rows")
    return found


def _in_spark(universe: Path) -> list[tuple[object, ...]]:
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    spark.read.parquet(str(universe)).createOrReplaceTempView("facts")
    for _ in range(2):
        began = time.perf_counter()
        found = spark.sql(SCREEN).collect()
        print(f"Spark {spark.version}: {time.perf_counter() - began:.2f} s, {len(found)} rows")
    return [tuple(row) for row in found]


if __name__ == "__main__":
    main(sys.argv[1:])
