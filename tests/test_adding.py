"""Rows into a data file: put where they belong, nothing else touched, written whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import LONG, ROOT, here
from command import here as run
from hypothesis import given, settings
from hypothesis import strategies as st
from made import day as on

import aicompare
from aicompare.calculators.additions import AdditionRow, additions, begun
from aicompare.reports.report import Report
from aicompare.values.errors import BadFile, BadUsage, Trouble

DATA = ROOT / "data" / "companies.yaml"
MINE = """\
# My own file, with a comment.
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}   # as I read it
  other: {title: Another, publisher: Me, published: 2026-10-02, kind: press}

companies:
  zhipu:
    facts:
    # what I found
    - {metric: revenue, period: FY2025, value: "RMB 800m", source: mine}   # printed so
    - {metric: cash, period: 2025-12-31,   value: "RMB 2bn", source: mine}

  # the other one
  minimax:
    facts:
    - {metric: revenue, period: FY2025, value: "US$79.0m", source: other}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of one's own, as people write it."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


def added(text: str) -> list[str]:
    """The lines that were not there before; every other line must stand as it stood, in its order."""
    before = iter(MINE.splitlines())
    expected = next(before, None)
    new = []
    for line in text.splitlines():
        if line == expected:
            expected = next(before, None)
        else:
            new.append(line)
    assert expected is None, f"lost: {expected}"
    return new


def outcomes(answer: aicompare.Answer) -> list[str]:
    return [row.outcome for row in answer.rows]


def test_a_fact_becomes_one_line_and_every_other_byte_stays(mine: Path) -> None:
    """Comments, odd blanks and order stay; the new line stands behind its like."""
    aicompare.add("zhipu", "revenue", "FY2026", "RMB 2bn", source="mine", status="forecast", file=mine)
    assert added(mine.read_text()) == [
        '    - {metric: revenue, period: FY2026, value: "RMB 2bn", source: mine, status: forecast}'
    ]


def test_the_facts_of_a_further_document_are_a_block_under_its_id(mine: Path) -> None:
    """A comment names it; a second figure of it joins the block, in the order of the vocabulary."""
    aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="other", file=mine)
    aicompare.add("zhipu", "revenue", "H1 2026", "RMB 954m", source="other", file=mine)
    assert added(mine.read_text()) == [
        "    # other",
        '    - {metric: revenue, period: H1 2026, value: "RMB 954m", source: other}',
        '    - {metric: cash, period: 2026-06-30, value: "RMB 3bn", source: other}',
    ]


def test_the_same_figure_of_a_further_source_joins_its_line(mine: Path) -> None:
    """`source: [a, b]` where both print the same digits."""
    answer = aicompare.add("minimax", "revenue", "FY2025", "US$79.0m", source="mine", file=mine)
    assert outcomes(answer) == ["joined"]
    assert '- {metric: revenue, period: FY2025, value: "US$79.0m", source: [other, mine]}' in mine.read_text()
    aicompare.add("zhipu", "revenue", "FY2025", "RMB 800m", source="other", file=mine)
    joined = '- {metric: revenue, period: FY2025, value: "RMB 800m", source: [mine, other]}   # printed so'
    assert joined in mine.read_text()


def test_what_is_there_already_is_told_and_not_doubled(mine: Path) -> None:
    """Of the same source: in the file, or in the data below it."""
    answer = aicompare.add("zhipu", "revenue", "FY2025", "RMB 800m", source="mine", file=mine)
    assert outcomes(answer) == ["held"]
    shipped = aicompare.add(
        "zhipu", "revenue", "FY2024", "RMB 312,414k", source="zhipu-prospectus", file=mine
    )
    assert outcomes(shipped) == ["held"]
    assert mine.read_text() == MINE


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("zhipu", "revenue", "FY2025", "800m"), "currency"),
        (("zhipu", "revenues", "FY2025", "RMB 800m"), "did you mean 'revenue'"),
        (("zhipux", "revenue", "FY2025", "RMB 800m"), "did you mean 'zhipu'"),
        (("zhipu", "cash", "FY2025", "RMB 800m"), "balance of one day"),
        (("zhipu", "revenue", "FY2029", "RMB 800m"), "lies after the newest source"),
        (("zhipu", "net_loss", "FY2024", "RMB 800m"), "write net_profit, and the figure with a minus"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    mine: Path, row: tuple[str, ...], words: str
) -> None:
    """The file stays as it was, and the message says what would be right."""
    with pytest.raises(Trouble) as trouble:
        aicompare.add(*row, source="mine", file=mine)
    assert words in f"{trouble.value.message}; {trouble.value.hint}"
    assert mine.read_text() == MINE


def test_a_source_that_no_file_defines_is_refused_until_it_is_made(mine: Path) -> None:
    """With its title and publisher the entry is made in the same step."""
    row = ("zhipu", "cash", "2026-06-30", "RMB 3bn")
    with pytest.raises(BadFile, match="there is no source 'ft-1'"):
        aicompare.add(*row, source="ft-1", file=mine)
    aicompare.add(
        *row,
        source="ft-1",
        title="Cash: a note",
        publisher="FT",
        published="2026-08-31",
        kind="press",
        file=mine,
    )
    assert added(mine.read_text()) == [
        "  ft-1:",
        '    title: "Cash: a note"',
        "    publisher: FT",
        "    published: 2026-08-31",
        "    kind: press",
        "    # ft-1",
        '    - {metric: cash, period: 2026-06-30, value: "RMB 3bn", source: ft-1}',
    ]


def test_without_a_file_to_write_into_it_says_so() -> None:
    """It never falls back on the shipped data."""
    with pytest.raises(BadUsage, match="no file to write into"):
        aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="xu-dataset")


def test_a_copy_of_the_shipped_data_takes_rows_again_and_again(tmp_path: Path) -> None:
    """Another edition of it stands on nothing, so none of its claims is told twice."""
    copy = Path(shutil.copy(DATA, tmp_path / "companies.yaml"))
    for day in ("2026-10-01", "2026-10-02"):
        aicompare.add(
            "zhipu", "share_price", day, "HK$900",
            source="xu-dataset", label="close", accept="off-scale: a test", file=copy,
        )  # fmt: skip
    assert not aicompare.validate(copy).failed


FACT = '{metric: revenue, period: FY2025, value: "RMB 800m", source: mine}'
SOURCE = "sources:\n  mine: {title: a, publisher: b, published: 2026-10-01, kind: press}\n"
LAYOUTS = {
    "companies first": f"companies:\n  zhipu:\n    facts:\n    - {FACT}\n{SOURCE}",
    "no end of line": f"{SOURCE}companies:\n  zhipu:\n    facts:\n    - {FACT}",
    "deeper": f"{SOURCE}companies:\n    zhipu:\n        facts:\n            - {FACT}\n",
    "a key a line": (
        f"{SOURCE}companies:\n  zhipu:\n    facts:\n    - metric: revenue\n      period: FY2025\n"
        '      # inside\n      value: "RMB 800m"\n\n      source: mine\n    # behind\n'
    ),
    "folded": f"{SOURCE}companies:\n  zhipu:\n    facts:\n    - {FACT}\n".replace(", ", ",\n       "),
    "notes behind": (
        f"{SOURCE}companies:\n  zhipu:\n    facts:\n    - {FACT}\n    notes:\n    - {{text: a, source: mine}}"
    ),
    "nothing under facts": f"{SOURCE}companies:\n  zhipu:\n    facts:\n",
    "no facts": f"{SOURCE}companies:\n  zhipu:\n    country: CN\n  # behind\n",
    "nothing of the company": f"{SOURCE}companies:\n  zhipu:\n",
    "nothing under companies": f"{SOURCE}companies:\n",
    "no companies": f"# first\n{SOURCE}# last\n",
    "claims": f"{SOURCE}claims:\n- {{id: a, source: mine, statement: x}}\n",
    "marks of a document": f"---\n{SOURCE}companies:\n  zhipu:\n    facts:\n    - {FACT}\n...\n",
    "names in quotes": f'{SOURCE}"companies":\n  "zhipu":\n    "facts":\n    - {FACT}\n',
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_go_into_a_file_however_it_is_laid_out(tmp_path: Path, layout: str) -> None:
    """Every line that stood there stands there, in its order; a copy that was joined but for its source."""
    file = tmp_path / "mine.yaml"
    before = LAYOUTS[layout]
    file.write_text(before, encoding="utf-8")
    aicompare.add("zhipu", "cash", "2025-12-31", "RMB 2bn", source="mine", file=file)
    aicompare.add("company", "acme", name="Acme", reports_in="USD", file=file)
    lines = iter(file.read_text(encoding="utf-8").splitlines())
    assert all(line in lines for line in before.splitlines())
    facts = aicompare.load(file).dataset.by_id("zhipu").facts
    assert [fact.reported for fact in facts if fact.user and fact.metric.name == "cash"] == ["RMB 2bn"]
    assert not aicompare.validate(file).failed


@pytest.mark.parametrize(
    "text",
    [
        '{"sources": {"mine": {"title": "a", "publisher": "b", "published": "2026-10-01", "kind": "press"}}}',
        f"{SOURCE}companies: {{}}\n",
        f"{SOURCE}companies:\n  zhipu:\n    facts: [{FACT}]\n",
        f"# a\rb\n{SOURCE}",
        f"# a\u2028b\n{SOURCE}",
        "- a\n",
        "sources: [",
        f"{SOURCE}companies:\n  zhipu:\n    facts:\n    - {{metric: nope}}\n",
    ],
    ids=["JSON", "braces", "brackets", "return", "separator", "list", "no YAML", "a fault of its own"],
)
def test_a_file_that_takes_no_line_says_so_and_stays(tmp_path: Path, text: str) -> None:
    """With the place and the next step."""
    file = tmp_path / "mine.yaml"
    file.write_bytes(text.encode())
    with pytest.raises(BadFile, match=rf"{file}:[0-9]+:[0-9]+: "):
        aicompare.add("zhipu", "cash", "2025-12-31", "RMB 2bn", source="mine", file=file)
    assert file.read_bytes() == text.encode()


def test_a_comment_beside_a_list_is_not_lost(tmp_path: Path, tables: list[Path]) -> None:
    """Names join a list only where nothing else stands in its lines."""
    file = tmp_path / "new.yaml"
    aicompare.import_tables("table", tables, file=file)
    text = file.read_text(encoding="utf-8").replace("[Acme AI, 艾克米]", "[Acme AI, 艾克米]  # theirs")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match="a comment stands beside this list"):
        aicompare.add("company", "acme", alias="Akme", file=file)
    assert file.read_text(encoding="utf-8") == text


# --- tables -----------------------------------------------------------------------------


def table(folder: Path, text: str, name: str = "rows.csv") -> Path:
    """A table of others, as it is saved."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


SOURCES = """\
id,title,publisher,published,published_note,url,kind,via
acme-results,"Annual results, Acme",Acme,2026-03-31,,https://example.org/acme,company,
press-1,Acme sells,A Paper,2026-04,month only,,press,transcription
"""
COMPANIES = """\
id,name,legal_name,aliases,country,founded,ticker,exchange,listed,currency,groups
acme,Acme,Acme Inc.,Acme AI; 艾克米,US,2015,ACMX,NASDAQ,2020-05-04,USD,makers
"""
FACTS = """\
ref,company,metric,period,value,source,status,scope,label,note
A1,acme,revenue,FY2025,"US$1,200m",acme-results,,,,
A2,Acme AI,revenue,FY2025,"US$1,200m",press-1,,,,
A3,acme,revenue,FY2026,US$2bn,press-1,forecast,,a-house,"The house speaks of two to two and a half times."
A4,acme,cash,2025-12-31,US$900m,acme-results,,,,
A5,acme,revenue,FY2025,US$300m,acme-results,,cloud,,
A6,acme,net_profit,FY2025,US$ -5m,acme-results,,,,
"""
# By hand: Acme's results come before the paper, revenue before net profit before cash (the order
# of the vocabulary), the company before its parts; A1 and A2 print the same digits and are one line.
MADE = """\
# yaml-language-server: $schema=companies.schema.json

sources:
  acme-results:
    title: "Annual results, Acme"
    publisher: Acme
    published: 2026-03-31
    url: "https://example.org/acme"
    kind: company
  press-1:
    title: "Acme sells"
    publisher: A Paper
    published: 2026-04
    published_note: "month only"
    kind: press
    via: transcription

groups:
  makers: [acme]

companies:
  acme:
    name: Acme
    legal_name: Acme Inc.
    aliases: [Acme AI, 艾克米]
    country: US
    founded: 2015
    listed: {ticker: "ACMX", exchange: NASDAQ, on: 2020-05-04}
    currency: USD
    facts:
    # acme-results
    - {metric: revenue, period: FY2025, value: "US$1,200m", source: [acme-results, press-1]}
    - {metric: revenue, period: FY2025, value: "US$300m", source: acme-results, scope: cloud}
    - {metric: net_profit, period: FY2025, value: "US$ -5m", source: acme-results}
    - {metric: cash, period: 2025-12-31, value: "US$900m", source: acme-results}
    # press-1
    - {metric: revenue, period: FY2026, value: "US$2bn", source: press-1, status: forecast, label: a-house,
       note: "The house speaks of two to two and a half times."}
"""


@pytest.fixture
def tables(tmp_path: Path) -> list[Path]:
    """Sources, companies and figures of one study, the figures first."""
    return [
        table(tmp_path, FACTS), table(tmp_path, SOURCES, "sources.csv"),
        table(tmp_path, COMPANIES, "companies.csv"),
    ]  # fmt: skip


def test_tables_of_sources_companies_and_figures_become_a_file(tables: list[Path], tmp_path: Path) -> None:
    """In whatever order they are named; a block a document, the metrics in the vocabulary's order."""
    file = tmp_path / "new.yaml"
    aicompare.import_tables("table", tables, file=file)
    assert file.read_text(encoding="utf-8") == MADE
    assert not aicompare.validate(file).failed


def test_importing_twice_adds_nothing(tables: list[Path], tmp_path: Path) -> None:
    """The second time every row is there already, and the bytes stay."""
    file = tmp_path / "new.yaml"
    aicompare.import_tables("table", tables, file=file)
    first = file.read_bytes()
    again = aicompare.import_tables("table", tables, file=file)
    assert outcomes(again) == ["held"] * 9
    assert file.read_bytes() == first


def test_one_bad_row_and_nothing_is_written(tables: list[Path], tmp_path: Path, mine: Path) -> None:
    """Each bad row is told with its line in the table, all at once."""
    bad = FACTS.replace("US$900m", "900m").replace("cloud", "Cloud!").replace("-5m", "-5%")
    tables[0].write_text(bad, encoding="utf-8")
    with pytest.raises(BadFile) as trouble:
        aicompare.import_tables("table", tables, file=mine)
    told = [trouble.value.message, *(one.message for one in trouble.value.others)]
    places = sorted(one.removeprefix(f"{tables[0]}:").partition(":")[0] for one in told)
    assert places == ["5 (A4)", "6 (A5)", "7 (A6)"]
    assert mine.read_text() == MINE


def test_a_dry_run_tells_and_writes_nothing(tables: list[Path], tmp_path: Path) -> None:
    """Not even a new file; of a listed company without a value it tells already."""
    file = tmp_path / "new.yaml"
    answer = aicompare.import_tables("table", tables, file=file, every=True, dry_run=True)
    assert sorted(outcomes(answer)) == ["added"] * 8 + ["joined", "warning"]
    assert not file.exists()


@pytest.mark.parametrize(
    "text",
    [
        'metric,FY2024,FY2025,note\nrevenue,"1,046.2",(3.5),printed so\nGross margin,12.5%,-,\n',
        "metric\tFY2024\tFY2025\tnote\nrevenue\t1,046.2\t(3.5)\tprinted so\ngross_margin\t12.5%\tn/a\t\n",
        "metric;FY2024;FY2025;note\nrevenue;1,046.2;(3.5);printed so\ngross_margin;12.5%;;\n",
        '\ufeffperiod,revenue,gross margin,note\r\nFY2024,"1,046.2",12.5%,so\r\nFY2025,(3.5),–,so\r\n',
    ],
    ids=["comma", "tab", "semicolon", "periods down"],
)
def test_a_table_as_it_is_pasted_from_a_report(mine: Path, tmp_path: Path, text: str) -> None:
    """Metric x period, its unit said beside it; a cell without a figure is no zero, and is counted."""
    file = table(tmp_path, text)
    answer = aicompare.import_tables(
        "table", file, company="moonshot", source="mine", unit="US$ million", file=mine
    )
    new = [line for line in added(mine.read_text()) if "metric" in line]
    assert [line.partition(", note")[0].rstrip("}") for line in new] == [
        '    - {metric: revenue, period: FY2024, value: "US$1,046.2m", source: mine',
        '    - {metric: revenue, period: FY2025, value: "US$ -3.5m", source: mine',
        '    - {metric: gross_margin, period: FY2024, value: "12.5%", source: mine',
    ]
    assert "1 cell holds no figure and was left out." in answer.report.notes


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "", "the table is empty"),
        ("a,b\n1,2\n", ":1", "names no columns that are known"),
        ("metric,period,value,sauce\n", ":1", "there is no column 'sauce'"),
        ("metric,period,value,value\n", ":1", "stands here twice"),
        ("metric,period,value\nrevenue,FY2025,1,200\n", ":2", "4 cells, and the first line names 3"),
        ("metric,FY2025,FY20x5\nrevenue,1,2\n", ":1", "the column 'FY20x5' is no period"),
        ("metric,FY2025\nnet_loss,US$5m\n", ":2", "net_loss is not entered"),
        ("metric,period,value\nrevenue,FY2025,\"5\n", "", "this is no CSV"),
        ("id,title,publisher\n,A,B\n", ":2", "no id"),
        ("PK\x03\x04", "", "workbook"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_where(
    mine: Path, tmp_path: Path, text: str, place: str, words: str
) -> None:
    """File and line, the trouble, the next step; the file stays as it was."""
    file = table(tmp_path, text)
    with pytest.raises(BadFile) as trouble:
        aicompare.import_tables("table", file, company="zhipu", source="mine", file=mine)
    assert trouble.value.message.startswith(f"{file}{place}:")
    assert words in trouble.value.message
    assert trouble.value.hint
    assert mine.read_text() == MINE


def test_a_line_end_of_windows_and_a_byte_order_mark_stay(mine: Path) -> None:
    """The new line ends as the others do."""
    mine.write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="mine", file=mine)
    text = mine.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf# My own file")
    assert text.count(b"\n") == text.count(b"\r\n") == MINE.count("\n") + 1


def test_a_file_in_braces_is_refused(tmp_path: Path) -> None:
    """What would have to be written anew as a whole takes no line."""
    file = tmp_path / "mine.yaml"
    source = "{title: a, publisher: b, published: 2026-10-01, kind: press}"
    text = f"sources:\n  mine: {source}\ncompanies:\n  zhipu: {{facts: []}}\n"
    file.write_text(text)
    with pytest.raises(BadFile, match=r"mine.yaml:4:10: what stands here in braces"):
        aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="mine", file=file)
    assert file.read_text() == text


def test_a_page_or_a_second_note_is_not_lost_by_joining(mine: Path) -> None:
    """`at` is a place of one source, and a line has one note: such a figure is a line of its own."""
    for said in ({"at": "p. 5"}, {"note": "Mine."}):
        answer = aicompare.add(
            "minimax", "revenue", "FY2025", "US$79.0m", source="mine", file=mine, dry_run=True, **said
        )
        assert outcomes(answer)[0] == ("added" if "at" in said else "joined")


def test_what_an_entry_lacks_is_completed_and_what_it_says_stays(tmp_path: Path, tables: list[Path]) -> None:
    """A key that is not there comes in its place, further aliases join; another text is not taken."""
    file = tmp_path / "new.yaml"
    aicompare.import_tables("table", tables, file=file)
    answer = aicompare.add("company", "acme", name="Acme", alias="Akme", file=file)
    assert outcomes(answer) == ["completed"]
    assert "    aliases: [Acme AI, 艾克米, Akme]\n" in file.read_text(encoding="utf-8")
    assert outcomes(aicompare.add("company", "acme", name="Acme Two", file=file)) == ["differs"]
    source = aicompare.add("source", "press-1", url="https://example.org/p", file=file)
    assert outcomes(source) == ["completed"]
    assert '    url: "https://example.org/p"\n    kind: press\n' in file.read_text(encoding="utf-8")


def test_an_address_under_a_second_name_is_told(tables: list[Path], tmp_path: Path) -> None:
    """Two names of one document would let its figures count as two sources."""
    file = tmp_path / "new.yaml"
    aicompare.import_tables("table", tables, file=file)
    again = table(tmp_path, SOURCES.replace("acme-results", "acme-2025").replace("press-1", "press-2"))
    answer = aicompare.import_tables("table", again, file=file)
    told = [row.remark for row in answer.rows if row.outcome == "added"]
    assert told == ["its address stands under acme-results too"]


# --- any row -----------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
SENTENCES = st.lists(WORDS, min_size=1, max_size=20).map(" ".join)
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9+.-]{0,20}", fullmatch=True)
FIGURES = st.builds("US${:,}.{}m".format, st.integers(1, 10**6), st.integers(0, 9))
FACT_ROWS = st.fixed_dictionaries(
    {"figure": FIGURES, "period": st.sampled_from(["FY2024", "H1 2025", "2025-01-01..2025-03-31"])},
    optional={"scope": SLUGS, "label": SLUGS, "deal": SLUGS, "note": SENTENCES, "at": SENTENCES},
)


@settings(max_examples=200 if LONG else 12)
@given(rows=st.lists(FACT_ROWS, min_size=1, max_size=3, unique_by=lambda row: row["figure"]))
def test_whatever_is_added_is_read_back_as_it_was_given(
    rows: list[dict[str, str]], tmp_path_factory: Any
) -> None:
    """Any words in a note, any id, to another reader of YAML too; lines stay within the screen."""
    file = tmp_path_factory.mktemp("any") / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    for row in rows:
        aicompare.add("moonshot", "revenue", source="mine", file=file, **row)
    text = file.read_text(encoding="utf-8")
    added(text)
    assert all(len(line) < 160 for line in text.splitlines())
    read = yaml.safe_load(text)["companies"]["moonshot"]["facts"]
    wanted = [{"metric": "revenue", "source": "mine", "value": row["figure"], **row} for row in rows]
    for row in wanted:
        del row["figure"]
    assert sorted(read, key=lambda fact: fact["value"]) == sorted(wanted, key=lambda fact: fact["value"])


# --- a file that is begun ---------------------------------------------------------------


def test_a_file_that_is_begun_answers_at_once_and_takes_what_is_added(tmp_path: Path) -> None:
    """US$36m and US$12m over US$3m a month are 16 months; its only source is that of what is added."""
    file = tmp_path / "mine.yaml"
    aicompare.init(file)
    assert not aicompare.validate(file, strict=True).failed
    (row,) = aicompare.runway(aicompare.load(file), "acme").rows
    assert row.months.value == 16
    aicompare.add("acme", "revenue", "FY2025", "US$12m", file=file)
    assert '- {metric: revenue, period: FY2025, value: "US$12m", source: mine}' in file.read_text()


def test_a_file_that_is_there_is_never_begun_anew(mine: Path) -> None:
    """What a person wrote is not written over, nor by the answer of adding to it."""
    with pytest.raises(BadUsage, match="is there already"):
        aicompare.init(mine)
    assert mine.read_text() == MINE
    row = ("zhipu", "cash", "2026-06-30", "RMB 3bn", "--source", "mine")
    done = run("add", *row, "--file", str(mine), "-o", str(mine), "--format", "csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "mine.yaml is a file this answer is made of" in done.stderr
    assert mine.read_text() == MINE


def test_each_bad_row_is_a_line_of_its_own_on_the_command_line(mine: Path, tmp_path: Path) -> None:
    """Exit code 2; of more than twenty it says how many more there are."""
    rows = "".join(f"zhipu,revenue,FY2025,{number}\n" for number in range(25))
    file = table(tmp_path, f"company,metric,period,value\n{rows}")
    done = run("import", "table", str(file), "--source", "mine", "--file", str(mine))
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"aicompare: {file}:2: '0' does not say its currency; ")
    assert len(lines) == 21
    assert lines[-1] == "aicompare: and 5 more like these"


@pytest.mark.parametrize(
    "wrong", [["--fields", "nothing", "--json"], ["--sort", "nothing"], ["--columns", "nothing"]]
)
@pytest.mark.parametrize(
    "line",
    [
        "init mine.yaml",
        "add zhipu revenue FY2030 RMB5m --source mine --file mine.yaml",
        "export facts zhipu -o facts.csv",
        "report zhipu -o page.html",
    ],
)
def test_nothing_is_written_where_the_answer_cannot_be_told_as_asked(
    line: str, wrong: list[str], tmp_path: Path
) -> None:
    """An error leaves no file behind, and none other than it was."""
    command = [str(tmp_path / word) if "." in word else word for word in line.split()]
    if "add" in command:
        (tmp_path / "mine.yaml").write_text(
            "sources:\n  mine: {title: T, publisher: P, published: 2026-01-31, kind: press}\n",
            encoding="utf-8",
        )
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    done = here(*command, *wrong)
    assert done.returncode == 2 and "nothing" in done.stderr
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["mine.csv", "mine.md", "mine.xlsx", "mine.json"])
def test_a_data_file_is_not_begun_as_something_else(name: str, tmp_path: Path) -> None:
    """It is YAML, with comments."""
    done = here("init", str(tmp_path / name))
    assert done.returncode == 2 and "mine.yaml" in done.stderr
    assert not list(tmp_path.iterdir())


# --- what is told of it -------------------------------------------------------------------------


def row(outcome: str, what: str = "fact", remark: str | None = None, **place: Any) -> AdditionRow:
    return AdditionRow(outcome, what, "acme revenue", place.get("row"), place.get("line"), remark)


def told(*rows: AdditionRow, **options: Any) -> Report:
    asked: dict[str, Any] = {"every": False, "dry_run": False, "strict": False, **options}
    return additions("mine.yaml", rows, on("2026-10-31"), **asked)


def test_what_became_of_rows_is_counted_in_words() -> None:
    """One of a kind is one; what is told of an added row is a warning, and no outcome."""
    many = [
        *[row("added")] * 2, row("added", "source"), row("added", "company"), row("joined"),
        *[row("completed", "source")] * 2, *[row("left_out", "company")] * 3, row("held"), row("differs"),
    ]  # fmt: skip
    assert told(*many, row("warning")).title == (
        "mine.yaml: 1 company added, 2 facts added, 1 source added, 2 sources completed,"
        " 1 fact there already with other words, which stay, 1 fact there already,"
        " 1 fact joined a line as a further source, 3 companies left out, 1 warning"
    )
    assert told(row("warning"), row("warning")).title == "mine.yaml: 2 warnings"
    assert told().title == "mine.yaml: nothing to add"


def test_rows_that_are_simply_added_are_shown_when_asked_for() -> None:
    """What has a remark, or became something else, always."""
    simply, remarked, held = row("added"), row("added", remark="see there"), row("held")
    report = told(simply, remarked, held)
    assert list(report.rows) == [remarked, held]
    assert list(told(simply, remarked, held, every=True).rows) == [simply, remarked, held]
    assert (report.first.row_type, report.first.as_lines, report.first.nothing) == (
        AdditionRow,
        True,
        "Every row is as the count says; --all names those that were added.",
    )
    assert (report.name, report.as_of, report.currency) == ("add", on("2026-10-31"), None)


@pytest.mark.parametrize(
    ("options", "notes"),
    [
        ({}, []),
        ({"empty": 1}, ["1 cell holds no figure and was left out."]),
        ({"empty": 2}, ["2 cells hold no figure and were left out."]),
        ({"dry_run": True}, ["Nothing was written, as --dry-run asks."]),
        (
            {"empty": 2, "dry_run": True},
            ["2 cells hold no figure and were left out.", "Nothing was written, as --dry-run asks."],
        ),
    ],
)
def test_cells_without_a_figure_and_dry_runs_are_told(options: dict[str, Any], notes: list[str]) -> None:
    """In this order."""
    assert list(told(row("added"), **options).notes) == notes


def test_a_warning_fails_where_strictness_is_asked_for() -> None:
    """And nowhere else; nor does a row that was there already."""
    assert told(row("added"), row("warning"), strict=True).failed
    assert not told(row("added"), row("warning")).failed
    assert not told(row("added"), row("held"), strict=True).failed


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (row("added"), "added fact acme revenue"),
        (row("added", row="a.csv:3"), "a.csv:3: added fact acme revenue"),
        (row("added", line=7), "added fact acme revenue -> line 7"),
        (row("held", remark="so"), "held fact acme revenue: so"),
        (
            row("joined", "source", "see there", row="a.csv:3", line=7),
            "a.csv:3: joined source acme revenue -> line 7: see there",
        ),
    ],
)
def test_a_row_is_a_line_with_its_place_first(one: AdditionRow, line: str) -> None:
    """As far as it has one."""
    assert str(one) == line


def test_a_file_that_is_begun_says_what_to_do_with_it() -> None:
    """Its figures are no real ones."""
    report = begun("mine.yaml", on("2026-10-31"))
    assert (report.name, report.title, report.as_of, report.currency) == (
        "init",
        "mine.yaml: begun with one source and three figures of a company",
        on("2026-10-31"),
        None,
    )
    assert list(report.notes) == [
        "`aicompare add acme METRIC PERIOD FIGURE --file mine.yaml` puts a further figure into it.",
        "`aicompare runway acme --data mine.yaml` answers of it.",
    ]
    assert (list(report.rows), report.first.row_type) == ([], AdditionRow)
    assert (report.first.as_lines, report.first.nothing) == (
        True,
        "Its figures are made up: put in yours.",
    )
