"""`export`: what others read back is what was exported, digit by digit, whichever way they read it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas
import polars
import pytest
from command import folded, here

from aicompare.api.data import Data
from aicompare.api.export import export
from aicompare.calculators.exported import EXPORTS
from aicompare.companies.fact import Fact
from aicompare.dataset import Dataset
from aicompare.values.errors import BadUsage, NotWritten, UnknownName

FORMS = ("facts.csv", "facts.jsonl", "facts.db", "facts.parquet")


class Counts(NamedTuple):
    """What is counted and summed of a table: the same in all that read it."""

    rows: int
    companies: int
    used: int
    dollars: float  # of all used figures in US dollars
    open_ends: int  # where no upper bound is known
    last_day: str


SQL = """
SELECT count(*), count(DISTINCT company), sum(CASE WHEN used THEN 1 ELSE 0 END),
       sum(CASE WHEN used AND unit = 'USD' THEN value END), sum(CASE WHEN high IS NULL THEN 1 ELSE 0 END),
       max(last)
FROM {table}
"""


@pytest.fixture(scope="module")
def data(dataset: Dataset) -> Data:
    return Data(dataset, None, ())


@pytest.fixture(scope="module")
def folder(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form of the facts, in one folder."""
    place = tmp_path_factory.mktemp("exported")
    for name in FORMS:
        export(data, "facts", output=place / name)
    return place


@pytest.fixture(scope="module")
def counts(data: Data) -> Counts:
    """By hand from the facts themselves: what wins of one identity, and competes, is used."""
    facts = [fact for company in data.dataset.all() for fact in company.facts]
    used = list(_used(facts))
    dollars = sum((fact.figure.value for fact in used if fact.currency == "USD"), Decimal(0))
    return Counts(
        len(facts),
        len({fact.company for fact in facts}),
        len(used),
        float(dollars),
        sum(fact.figure.high is None for fact in facts),
        str(max(fact.period.last for fact in facts)),
    )


def _used(facts: list[Fact]) -> list[Fact]:
    """The strongest of each identity: evidence, then the later publication, then the later line."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        if fact.status in ("actual", "closed", "announced"):
            groups.setdefault(fact.identity, []).append(fact)
    return [max(group, key=_strength) for group in groups.values()]


def _strength(fact: Fact) -> tuple[object, ...]:
    assert fact.place
    return -fact.rank, fact.published, fact.place.line


def same(found: Any, counts: Counts) -> bool:
    """Of the sum to fourteen digits: doubles are summed in another order by each."""
    rows, companies, used, dollars, open_ends, last_day = found
    told = Counts(int(rows), int(companies), int(used), counts.dollars, int(open_ends), str(last_day)[:10])
    return told == counts and dollars == pytest.approx(counts.dollars, rel=1e-14)


def of_frame(frame: Any) -> tuple[Any, ...]:
    """As the SQL says, of a frame of pandas."""
    used = frame["used"].astype(bool)
    return (
        len(frame), frame["company"].nunique(), used.sum(),
        frame.loc[used & (frame["unit"] == "USD"), "value"].sum(), frame["high"].isna().sum(),
        frame["last"].max(),
    )  # fmt: skip


# --- read back by others ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["facts.csv", "facts.jsonl", "facts.parquet"])
def test_duckdb_reads_the_same(name: str, folder: Path, counts: Counts) -> None:
    """With its own guesses of the types: dates are dates, numbers doubles, `used` a boolean."""
    file = f"'{folder / name}'"
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM {file})").fetchall())
    assert (types["first"], types["used"]) == ("DATE", "BOOLEAN")
    assert types["value"] in ("DOUBLE", "BIGINT", "HUGEINT")
    assert same(duckdb.sql(SQL.format(table=file)).fetchall()[0], counts)


def test_sqlite_reads_the_same(folder: Path, counts: Counts) -> None:
    """With the module of the standard library; a number is REAL, and the id is the key."""
    with sqlite3.connect(folder / "facts.db") as database:
        assert same(database.execute(SQL.format(table="facts")).fetchone(), counts)
        types = {row[1]: (row[2], row[5]) for row in database.execute("PRAGMA table_info(facts)")}
        stored = database.execute("SELECT DISTINCT typeof(value) FROM facts").fetchall()
    assert types["id"] == ("TEXT", 1)
    assert types["value"] == ("REAL", 0)
    assert stored == [("real",)]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("facts.csv", pandas.read_csv),
        ("facts.jsonl", lambda file: pandas.read_json(file, lines=True)),
        ("facts.db", lambda file: pandas.read_sql("SELECT * FROM facts", sqlite3.connect(file))),
        ("facts.parquet", lambda file: duckdb.sql(f"FROM '{file}'").df()),
    ],
)
def test_pandas_reads_the_same(name: str, read: Callable[[Path], Any], folder: Path, counts: Counts) -> None:
    """Parquet by way of DuckDB, which is there where it was written."""
    assert same(of_frame(read(folder / name)), counts)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("facts.csv", lambda file: polars.read_csv(file, infer_schema_length=None, try_parse_dates=True)),
        ("facts.jsonl", lambda file: polars.read_ndjson(file, infer_schema_length=None)),
        ("facts.parquet", polars.read_parquet),
        (
            "facts.db",
            lambda file: polars.read_database(
                "SELECT * FROM facts", sqlite3.connect(file), infer_schema_length=None
            ).with_columns(polars.col("used").cast(polars.Boolean)),
        ),
    ],
)
def test_polars_reads_the_same(name: str, read: Callable[[Path], Any], folder: Path, counts: Counts) -> None:
    """Each by its own reader of that form."""
    found = polars.SQLContext(facts=read(folder / name)).execute(SQL.format(table="facts"), eager=True)
    assert same(found.row(0), counts)


@pytest.mark.skipif(
    not (find_spec("pyspark") and shutil.which("java")), reason="Spark needs pyspark and Java at hand"
)
def test_spark_reads_the_same(folder: Path, counts: Counts, tmp_path: Path) -> None:
    """The readers of PySpark for CSV, JSON Lines and Parquet, and the same SQL."""
    code = f"""
import json, sys
from pyspark.sql import SparkSession
spark = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
         .config("spark.sql.warehouse.dir", "warehouse").getOrCreate())
folder, found = sys.argv[1], []
for read in (
    spark.read.options(header=True, inferSchema=True, escape='"').csv(folder + "/facts.csv"),
    spark.read.json(folder + "/facts.jsonl"),
    spark.read.parquet(folder + "/facts.parquet"),
):
    read.createOrReplaceTempView("facts")
    found.append([str(one) for one in spark.sql({SQL.format(table="facts")!r}).first()])
print("FOUND", json.dumps(found))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable}, timeout=300, check=False,
    )  # fmt: skip
    found = next((line for line in done.stdout.splitlines() if line.startswith("FOUND")), None)
    assert found, done.stderr[-2000:]
    for row in json.loads(found.removeprefix("FOUND ")):
        *rest, dollars, open_ends, last = row
        assert same((*rest, float(dollars), open_ends, last), counts)


# --- what stands in it ------------------------------------------------------------------


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_digit_is_there_as_text_and_the_double_is_the_nearest(folder: Path, data: Data) -> None:
    """Of all facts: the text is the figure itself, and what a reader makes of the number is its double."""
    facts = [fact for company in data.dataset.all() for fact in company.facts]
    with sqlite3.connect(folder / "facts.db") as database:
        doubles = database.execute("SELECT value, low, high FROM facts ORDER BY rowid").fetchall()
    for fact, row, real in zip(facts, rows_of(folder / "facts.csv"), doubles, strict=True):
        figure = fact.figure
        told = [
            Decimal(row[f"{name}_text"]) if row[f"{name}_text"] else None for name in ("value", "low", "high")
        ]
        assert told == [figure.value, figure.low, figure.high]
        assert list(real) == [None if one is None else float(one) for one in told]
        assert row["reported"] == fact.reported


def test_a_row_is_one_fact_as_it_was_printed(folder: Path) -> None:
    """MiniMax's balance of 30 September 2025, from the figure in its prospectus (US$1,046.2m)."""
    row = next(
        row
        for row in rows_of(folder / "facts.csv")
        if (row["company"], row["metric"], row["last"], row["reported"])
        == ("minimax", "cash_balance", "2025-09-30", "US$1,046.2m")
    )
    wanted = {
        "company_name": "MiniMax", "kind": "stock", "period": "2025-09-30", "first": "2025-09-30",
        "unit": "USD", "value": "1046200000", "low": "1046150000", "high": "1046250000",
        "value_text": "1046200000", "source": "minimax-prospectus", "source_kind": "filing", "rank": "0",
        "source_published": "2025-12-31", "published": "2025-12-31", "used": "true", "own": "false",
        "status": "actual",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_what_only_competes_when_asked_for_is_not_used(folder: Path) -> None:
    """A forecast, an estimate, a plan and what is reported of talks are rows, and none of them wins."""
    rows = [row for row in rows_of(folder / "facts.csv") if row["used"] == "true"]
    assert {row["status"] for row in rows} == {"actual", "closed", "announced"}


def test_ids_are_one_a_row_and_do_not_move(data: Data, tmp_path: Path, folder: Path) -> None:
    """The id of a fact is the same where fewer companies or less of the past is exported."""
    every = {row["id"]: row for row in rows_of(folder / "facts.csv")}
    assert len(every) == len(rows_of(folder / "facts.csv"))
    export(data, "facts", "minimax", output=tmp_path / "few.csv")
    for row in rows_of(tmp_path / "few.csv"):
        assert every[row["id"]] == row


def test_as_of_leaves_only_what_was_known(tmp_path: Path) -> None:
    """And of several sources those that were out."""
    done = here("export", "facts", "-o", str(tmp_path / "then.csv"), "--as-of", "2026-01-09", "--json")
    assert done.returncode == 0, done.stderr
    rows = rows_of(tmp_path / "then.csv")
    assert max(row["published"] for row in rows) <= "2026-01-09"
    assert json.loads(done.stdout)["data"][0]["rows"] == len(rows)


@pytest.mark.parametrize("what", EXPORTS)
def test_columns_never_depend_on_the_data(what: str, data: Data, tmp_path: Path) -> None:
    """Of one company they are those of all, and the package describes each."""
    export(data, what, "xai", output=tmp_path / "few.csv")
    head = (tmp_path / "few.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert head == [column.name for column in EXPORTS[what]]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == head
    assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_package_tells_whether_a_copy_is_whole(folder: Path) -> None:
    """Size and SHA-256 of each file beside it, whichever order they were written in."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in package["resources"]] == sorted(FORMS)
    for one in package["resources"]:
        content = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")


@pytest.mark.parametrize("name", FORMS)
def test_the_same_data_give_the_same_bytes(name: str, data: Data, folder: Path, tmp_path: Path) -> None:
    """Whatever was there before."""
    (tmp_path / name).write_text("something else", encoding="utf-8")
    export(data, "facts", output=tmp_path / name)
    assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


# --- what cannot be done ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("facts", "-o", "facts.xls"), "says no form of a table; use one of .csv, .jsonl, .db, .parquet"),
        (("facts", "-o", "facts"), "says no form of a table"),
        (("facts",), "no file to export to; name one: `aicompare export facts -o facts.csv`"),
        (("fact", "-o", "facts.csv"), "there is no table 'fact'; did you mean 'facts'?"),
        (("prices", "-o", "facts.csv"), "it is one of facts, sources, companies"),
        (("facts", "minmax", "-o", "facts.csv"), "did you mean 'minimax'?"),
        (
            ("facts", "-o", "facts.csv", "--in", "USD"),
            "facts are exported as reported; `aicompare show --in` converts",
        ),
        (("facts", "-o", "no-such-folder/facts.csv"), "could not be written: No such file or directory"),
        (("facts", "-o", "folder.csv"), "could not be written"),
    ],
)
def test_what_cannot_be_exported_exits_2_and_writes_nothing(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """The trouble and the next step on stderr; the folder is as it was."""
    (tmp_path / "folder.csv").mkdir()
    there = [
        str(tmp_path / one) if one.startswith(("facts.", "no-such", "folder.")) else one for one in arguments
    ]
    done = here("export", *there)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["folder.csv"]


def test_a_package_of_somebody_else_is_not_overwritten(data: Data, tmp_path: Path) -> None:
    """Nor is the table written beside it."""
    for content in ('{"name": "population", "resources": []}', "[]", "not json", '{"name": "aicompare"}'):
        (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
        with pytest.raises(BadUsage, match="describes something else"):
            export(data, "facts", output=tmp_path / "facts.csv")
        assert [one.name for one in tmp_path.iterdir()] == ["datapackage.json"]
        assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("name", FORMS)
def test_where_the_disk_is_full_nothing_is_left(
    name: str, data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that was there stays, and no half of a new one."""
    (tmp_path / name).write_text("before", encoding="utf-8")
    from aicompare.render import tablefiles

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tablefiles, "_package", full)
    with pytest.raises(NotWritten, match="No space left on device"):
        export(data, "facts", output=tmp_path / name)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [(name, "before")]


def test_without_duckdb_parquet_says_what_installs_it(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command; and nothing is written."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(BadUsage) as refused:
        export(data, "facts", output=tmp_path / "facts.parquet")
    assert refused.value.hint == "install it: python -m pip install 'aicompare[parquet]'"
    assert not list(tmp_path.iterdir())


def test_a_company_that_there_is_not_is_named(data: Data, tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(UnknownName):
        export(data, "facts", ["minimax", "nobody"], output=tmp_path / "facts.csv")
    assert not list(tmp_path.iterdir())


# --- and back again ---------------------------------------------------------------------

MINE = """\
sources:
  acme-2025: {title: "Acme results, 2025", publisher: Acme, published: 2026-03, kind: company,
    url: "https://example.org/a", via: transcription}
  ft-acme: {title: "On Acme", publisher: FT, published: 2026-04-02, kind: press,
    published_note: "by its page"}
companies:
  acme:
    name: Acme
    aliases: [Acme Corp, 艾克米]
    country: FR
    founded: 2019
    currency: USD
    listed: {ticker: ACME.PA, exchange: Euronext, on: 2026-01-08}
    facts:
      - {metric: revenue, period: FY2025, value: "US$10.0m", source: [acme-2025, ft-acme], at: "p. 3",
         note: "A note, with a comma and \\"quotes\\"", accept: {unanswered: "no price of acme is entered"}}
      - {metric: revenue, period: FY2024, value: "~US$8m", source: ft-acme}
      - {metric: revenue, period: 9M2025, value: "US$7m", source: acme-2025, scope: cloud}
      - {metric: cash, period: 2025-12-31, value: "US$40m", source: acme-2025}
      - {metric: revenue, period: FY2026, value: "US$14m", source: ft-acme, status: forecast}
      - {metric: arr, period: 2026-03, value: ">=US$12.50m", source: [ft-acme, acme-2025]}
      - {metric: revenue_growth, period: FY2025, value: "25%", source: acme-2025}
      - {metric: net_profit, period: FY2025, value: "US$-3.2m", source: acme-2025}
      - {metric: net_profit, period: FY2025, value: "US$-9.9m", source: ft-acme,
         accept: {conflict: "the press: counts options, too"}}
groups:
  mine: [acme]
"""


def test_what_was_exported_can_be_imported_and_is_the_same(tmp_path: Path) -> None:
    """Facts, sources and companies of a file of one's own: validate is clean, and a second export
    has the same rows.
    """
    mine, again = tmp_path / "mine.yaml", tmp_path / "again.yaml"
    mine.write_text(MINE, encoding="utf-8")
    tables = []
    for what in EXPORTS:
        tables.append(str(tmp_path / f"{what}.csv"))
        assert here("export", what, "acme", "-o", tables[-1], "--data", str(mine)).returncode == 0
    done = here("import", "table", *tables, "--file", str(again))
    assert done.returncode == 0, done.stderr
    assert "9 facts added, 2 sources added" in folded(done.stdout)
    clean = here("validate", str(again))
    assert clean.returncode == 0
    assert "no faults, no warnings" in folded(clean.stdout)
    for what, first in zip(EXPORTS, tables, strict=True):
        second = str(tmp_path / "second.csv")
        assert here("export", what, "acme", "-o", second, "--data", str(again)).returncode == 0
        assert sorted(map(str, rows_of(Path(second)))) == sorted(map(str, rows_of(Path(first))))
    anew = here("import", "table", *tables, "--file", str(again))
    assert "9 facts there already" in folded(anew.stdout)
