"""`import epoch`: the files of Epoch AI as an overlay, with its dollars, its confidence, and no doubles."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import folded, here

from aicompare.api.adding import import_tables
from aicompare.api.data import load

# The columns of the files as they were downloaded on 8 October 2026, in their order.
REVENUE = (
    "Id,Company,Date,Annualized revenue (USD),Annualized revenue type,Scope,"
    "Revenue amount (normalize to annual),Period revenue,Period type,Other revenue info,Confidence,"
    "Source 1,Source 2,Source 3,Notes,Report date,Source type,Graph note"
)
USAGE = (
    "Id,Company,Active users,Active users time period,Daily tokens,Daily messages,Date,Report date,"
    "Source 1,Source 2,Graph note,Notes,Source type,Product,Confidence,Exclude from graph view"
)
FUNDING = (
    "Id,Company,Close date,Status,Type,Funding (equity),Funding (debt),Valuation (post-money),Confidence,"
    "Report date,Source 1"
)
STAFF = "Id,Company,Date,Staff count,Division name,Confidence,Report date,Source 1"


def table(folder: Path, head: str, *rows: dict[str, str], name: str = "epoch.csv") -> Path:
    columns = head.split(",")
    lines = [",".join(f'"{row.get(column, "")}"' for column in columns) for row in rows]
    file = folder / name
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return file


def run_rate(**changes: str) -> dict[str, str]:
    """A row of the kind that most of them are."""
    usual = {
        "Id": "Oct 2026 3.3B", "Company": "Cohere", "Date": "2026-10-05", "Scope": "Full company",
        "Annualized revenue (USD)": "3300000000.0", "Annualized revenue type": "Annualized run rate",
        "Confidence": "Confident", "Report date": "2026-10-07",
    }  # fmt: skip
    return usual | {key.replace("_", " "): text for key, text in changes.items()}


def imported(folder: Path, file: Path) -> dict[str, list[str]]:
    """The rows of the answer by their outcome."""
    found: dict[str, list[str]] = {}
    for row in import_tables("epoch", file, file=folder / "mine.yaml", every=True).rows:
        found.setdefault(row.outcome, []).append(f"{row.what} {row.text}: {row.remark}")
    return found


def lines_of(folder: Path) -> list[str]:
    text = (folder / "mine.yaml").read_text(encoding="utf-8")
    return [line.strip() for line in text.replace(",\n       ", ", ").splitlines() if "- {" in line]


def test_a_run_rate_stays_in_its_dollars_as_short_as_its_digits(tmp_path: Path) -> None:
    """3300000000.0 is US$3.3bn: known to half of a hundred million, not to half a dollar."""
    imported(tmp_path, table(tmp_path, REVENUE, run_rate()))
    assert lines_of(tmp_path) == [
        '- {metric: run_rate, period: 2026-10-05, value: "US$3.3bn", source: epoch-ai-revenue-2026-10-07, '
        "at: Oct 2026 3.3B}"
    ]
    text = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert "publisher: Epoch AI" in text
    assert "kind: dataset" in text


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("53300000.0", "US$53.3m"), ("1000000000.0", "US$1bn"), ("28000000", "US$28m"),
        ("850000.0", "US$850k"), ("1250000000000.0", "US$1.25tn"), ("900.0", "US$900"),
    ],
)  # fmt: skip
def test_amounts_are_written_with_the_digits_that_they_have(number: str, value: str, tmp_path: Path) -> None:
    """No zero is added, and none that says something is lost."""
    row = run_rate() | {"Annualized revenue (USD)": number}
    imported(tmp_path, table(tmp_path, REVENUE, row))
    assert f'value: "{value}"' in lines_of(tmp_path)[0]


def test_what_it_is_not_confident_of_is_an_estimate(tmp_path: Path) -> None:
    """Its own word stands in the note; an estimate competes only where it is asked for."""
    rows = [
        run_rate(),
        run_rate(Confidence="Likely", Company="Mistral AI"),
        run_rate(Confidence="Uncertain", Company="xAI"),
    ]
    imported(tmp_path, table(tmp_path, REVENUE, *rows))
    found = lines_of(tmp_path)
    assert ["status: estimate" in line for line in found] == [False, True, True]
    assert ['note: "Epoch AI: likely."' in line for line in found] == [False, True, False]
    data = load(tmp_path / "mine.yaml")
    own = [fact for fact in data.dataset.company("xai").facts.of("run_rate") if fact.user]
    assert [fact.status for fact in own] == ["estimate"]


def test_a_figure_that_the_data_have_is_told_and_not_doubled(tmp_path: Path) -> None:
    """OpenAI's run-rate of US$19bn on 18 December 2025 is in the shipped data."""
    row = run_rate(Company="OpenAI", Date="2025-12-18") | {"Annualized revenue (USD)": "19000000000.0"}
    found = imported(tmp_path, table(tmp_path, REVENUE, row))
    assert found.keys() == {"held"}
    assert "the data have US$19bn of epoch-revenue-2026-01" in found["held"][0]
    assert not (tmp_path / "mine.yaml").exists()


def test_another_figure_for_the_same_day_is_entered(tmp_path: Path) -> None:
    """It contradicts what the data have, and `validate` says so."""
    row = run_rate(Company="OpenAI", Date="2025-12-18") | {"Annualized revenue (USD)": "24000000000.0"}
    found = imported(tmp_path, table(tmp_path, REVENUE, row))
    assert len(found["added"]) == 2
    assert any("conflict" in one for one in found["warning"])


def test_the_kinds_of_revenue(tmp_path: Path) -> None:
    """ARR, the revenue of a year, a half, a quarter, a month; a part that has no name is left out."""
    period = {"Annualized revenue type": "", "Annualized revenue (USD)": "", "Period revenue": "40000000.0"}
    rows = [
        run_rate(Annualized_revenue_type="ARR"),
        run_rate(Date="2019-12-31") | period | {"Period type": "Year"},
        run_rate(Date="2019-06-30") | period | {"Period type": "Half-year"},
        run_rate(Date="2019-09-30") | period | {"Period type": "Quarter"},
        run_rate(Date="2019-11-30") | period | {"Period type": "Month"},
        run_rate(Date="2019-11-30") | period | {"Period type": "Week"},
        run_rate(Scope="Product/division"),
    ]
    found = imported(tmp_path, table(tmp_path, REVENUE, *rows))
    text = "\n".join(lines_of(tmp_path))
    for wanted in (
        "arr, period: 2026-10-05",
        *(f"revenue, period: {one}" for one in ("FY2019", "H1 2019", "Q3 2019", "2019-11")),
    ):
        assert wanted in text
    assert len(found["left_out"]) == 2


def test_rounds_users_tokens_and_staff(tmp_path: Path) -> None:
    """Each as our metric of the same thing: amounts of one round share its deal, a product is a scope."""
    imported(tmp_path, table(tmp_path, FUNDING, {
        "Id": "Series E", "Company": "Cohere", "Close date": "2026-10-01", "Status": "Closed",
        "Funding (equity)": "700000000.0", "Funding (debt)": "100000000.0",
        "Valuation (post-money)": "9900000000.0", "Confidence": "Confident", "Report date": "2026-10-02",
    }, {
        "Id": "Talks", "Company": "Mistral", "Close date": "2026-10-09", "Status": "Rumored",
        "Funding (equity)": "2000000000.0", "Confidence": "Confident", "Report date": "2026-10-03",
    }))  # fmt: skip
    imported(tmp_path, table(tmp_path, USAGE, {
        "Company": "OpenAI", "Active users": "1234000000.0", "Active users time period": "Weekly",
        "Date": "2026-10-04", "Product": "ChatGPT", "Confidence": "Confident", "Report date": "2026-10-04",
    }, {
        "Company": "Z.ai (Zhipu)", "Daily tokens": "9100000000000.0", "Date": "2026-10-04",
        "Product": "Full company", "Confidence": "Confident", "Report date": "2026-10-04",
    }))  # fmt: skip
    imported(tmp_path, table(tmp_path, STAFF, {
        "Company": "Cohere", "Staff count": "777.0", "Date": "2026-10-01", "Confidence": "Confident",
    }))  # fmt: skip
    text = "\n".join(lines_of(tmp_path))
    for wanted in (
        'raised, period: 2026-10-01, value: "US$700m"', 'debt_raised, period: 2026-10-01, value: "US$100m"',
        'post_money, period: 2026-10-01, value: "US$9.9bn"', "status: closed, deal: series-e",
        "status: reported, deal: talks", 'weekly_active_users, period: 2026-10-04, value: "1.234bn"',
        "scope: chatgpt", 'daily_tokens, period: 2026-10-04, value: "9.1tn"',
        'employees, period: 2026-10-01, value: "777"',
    ):  # fmt: skip
        assert wanted in text


def test_what_cannot_be_a_fact_is_left_out_and_told(tmp_path: Path) -> None:
    """A company that is not known, messages, and what Epoch AI itself leaves out of its graphs."""
    usual = {"Date": "2026-10-04", "Report date": "2026-10-04", "Confidence": "Confident", "Product": "App"}
    rows = [
        usual | {"Company": "Nobody AI", "Daily tokens": "5.0"},
        usual | {"Company": "OpenAI", "Daily messages": "5.0"},
        usual | {"Company": "OpenAI", "Daily tokens": "5.0", "Exclude from graph view": "True"},
        usual | {"Company": "OpenAI", "Active users": "5.0", "Active users time period": "Yearly"},
        usual | {"Company": "OpenAI"},
    ]
    found = imported(tmp_path, table(tmp_path, USAGE, *rows))
    assert found.keys() == {"left_out"}
    assert len(found["left_out"]) == 5
    assert "there is no company 'Nobody AI'; `aicompare add company` makes it" in found["left_out"][0]


def test_importing_again_adds_nothing_and_validate_is_clean(tmp_path: Path) -> None:
    """And what was imported can be exported and imported into another file, as it is."""
    file, mine = (
        table(tmp_path, REVENUE, run_rate(), run_rate(Company="Mistral AI", Confidence="Likely")),
        tmp_path / "mine.yaml",
    )
    imported(tmp_path, file)
    before = mine.read_bytes()
    assert imported(tmp_path, file).keys() == {"held"}
    assert mine.read_bytes() == before
    done = here("validate", str(mine))
    assert (done.returncode, "no faults, no warnings" in folded(done.stdout)) == (0, True)
    for what in ("facts", "sources"):
        out = str(tmp_path / f"{what}.csv")
        assert here("export", what, "cohere", "mistral", "-o", out, "--data", str(mine)).returncode == 0
    tables = [str(tmp_path / "facts.csv"), str(tmp_path / "sources.csv")]
    again = here("import", "table", *tables, "--file", str(tmp_path / "again.yaml"))
    assert "2 facts added" in folded(again.stdout), again.stderr
    assert sorted(lines_of(tmp_path)) == sorted(
        line.strip()
        for line in (tmp_path / "again.yaml")
        .read_text(encoding="utf-8")
        .replace(",\n       ", ", ")
        .splitlines()
        if "run_rate" in line
    )


@pytest.mark.parametrize(
    ("head", "row", "words"),
    [
        (REVENUE, run_rate() | {"Annualized revenue (USD)": "much"}, "is 'much', no number"),
        (REVENUE, run_rate() | {"Annualized revenue (USD)": "nan"}, "is 'nan', no number"),
        (REVENUE, run_rate(Date="12/31/2024"), "Date is '12/31/2024', no day"),
        (REVENUE, run_rate(Date="2024"), "Date is '2024', no day"),
        ("Company,Date,Revenue", {"Company": "OpenAI"}, "this is no file of Epoch AI that is known"),
        (STAFF, {"Company": "OpenAI", "Staff count": "5.0"}, "no row has a date"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_exits_2_and_writes_nothing(
    head: str, row: dict[str, str], words: str, tmp_path: Path
) -> None:
    """With the line of the table, and the next step."""
    file = table(tmp_path, head, row)
    done = here("import", "epoch", str(file), "--file", str(tmp_path / "mine.yaml"))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert f"{file}:" in done.stderr
    assert not (tmp_path / "mine.yaml").exists()


def test_company_source_and_unit_are_those_of_the_file(tmp_path: Path) -> None:
    """Options that would say something else are refused."""
    file = table(tmp_path, REVENUE, run_rate())
    done = here("import", "epoch", str(file), "--file", str(tmp_path / "m.yaml"), "--company", "openai")
    assert done.returncode == 2
    assert "say company, source and unit" in done.stderr
