"""A user's own file: every mistake stops with one message at its place; what is right is laid over."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from command import here

from aicompare.companies.fact import Fact, money
from aicompare.companies.winner import best
from aicompare.dataset import Dataset, load, load_layers, read_bytes
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.store import Layer, Record
from aicompare.values.errors import BadFile

BROKEN = Path(__file__).with_name("broken")
MINE = "sources:\n  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}\n"
FACT = '{metric: revenue, period: FY2025, value: "RMB 800m", source: mine}'
ZHIPU = f"{MINE}companies:\n  zhipu:\n    facts:\n    - {FACT}\n"

QUOTE_COMMAS = "put text with a comma, a colon or a bracket in quotes"
PERIODS = "write 2025-09-30, 2025-12, FY2025, H1 2026, 9M2025, Q3 2025 or 2025-04-01..2026-03-31"
# File (file-....yaml): where its mistake is, what is wrong, and what would be right.
EXPECTED: dict[str, tuple[str, str, str | None]] = {
    "twice-a-key": ("6:25", "the key 'metric' stands here twice (first in line 6)", None),
    "twice-a-company": ("5:3", "the key 'zhipu' stands here twice (first in line 4)", None),
    "tab": ("4:1", "this is not YAML: a tab stands here", "indent with spaces"),
    "tab-after-spaces": ("5:1", "this is not YAML: a tab stands here", "indent with spaces"),
    "anchor": ("1:10", "anchors and aliases (& and *) are not allowed; write it out", None),
    "alias": ("2:9", "anchors and aliases (& and *) are not allowed; write it out", None),
    "alias-bomb": ("1:4", "anchors and aliases (& and *) are not allowed; write it out", None),
    "merge-bomb": ("1:4", "anchors and aliases (& and *) are not allowed; write it out", None),
    "tag": ("1:10", "tags like '!!python/object/apply:os.system' are not allowed; leave it out", None),
    "tag-of-a-number": ("6:54", "tags like '!!int' are not allowed; leave it out", None),
    "list-at-top": ("1:1", "a mapping is wanted here", "write `key: value`, or leave it out"),
    "words-at-top": ("1:1", "a mapping is wanted here", "write `key: value`, or leave it out"),
    "two-documents": ("3:1", "a second document begins here; a file holds one", None),
    "key-that-is-a-list": ("1:3", "a key must be plain text", None),
    "key-that-is-a-mapping": ("1:1", "a key must be plain text", None),
    "colon-in-text": (
        "2:24", "this is not YAML: a comma or a closing } is missing before this place", QUOTE_COMMAS,
    ),
    "colon-in-block": (
        "3:19", "this is not YAML: a colon too many",
        "put text with a colon in quotes, or check the indentation",
    ),
    "no-closing-quote": ("6:49", "this is not YAML: the quote that opens here is never closed", None),
    "no-closing-brace": (
        "7:1", "this is not YAML: a comma or a closing } is missing before this place", QUOTE_COMMAS,
    ),
    "bad-indentation": (
        "6:12", "this is not YAML: a colon too many",
        "put text with a colon in quotes, or check the indentation",
    ),
    "begins-with-at": ("3:12", "this is not YAML: text cannot begin with @", "put it in quotes"),
    "begins-with-percent": ("3:12", "this is not YAML: text cannot begin with %", "put it in quotes"),
    "bad-escape": ("3:15", "this is not YAML: a backslash in double quotes", "use single quotes"),
    "no-colon": (
        "2:10", "this is not YAML: a colon too many",
        "put text with a colon in quotes, or check the indentation",
    ),
    "huge-exponent": ("6:54", "'1e999999999' is not a number", "write it like 27.9, 1.5bn, ~12% or >=20%"),
    "other-digits": ("6:54", "'١٢٣' is not a number", "write it like 27.9, 1.5bn, ~12% or >=20%"),
    "full-width-date": ("6:30", "'２０２５-12-31' is not a date or period", PERIODS),
    "comma-without-quotes": (
        "6:55", "there is no key '230' here", "put text and figures with a comma in quotes",
    ),
    "note-with-a-comma": (
        "6:86", "there is no key 'and noted' here", "put text and figures with a comma in quotes",
    ),
    "ansi-in-a-name": ("5:11", "the control character '\\x1b' stands here", "leave it out"),
    "bidi-in-a-name": ("5:11", "the control character '\\u202e' stands here", "leave it out"),
    "no-as-a-name": ("5:11", "no is not text to other readers of YAML", 'put it in quotes: "no"'),
    "date-as-a-name": (
        "7:15", "2026-01-01 is not text to other readers of YAML", 'put it in quotes: "2026-01-01"',
    ),
    "ticker-without-quotes": (
        "7:15", "0107 is a number to other readers of YAML, which drop its leading zeros",
        'put it in quotes: "0107"',
    ),
    "taken-ticker": (
        "7:15", "the name '100' belongs to two companies, minimax and newco", "leave it with one of them",
    ),
    "no-name": ("4:3", "the new company 'newco' needs a name", "add `name: ...`"),
    "no-currency": ("4:3", "the new company 'newco' needs a currency", "add `currency: ...`"),
    "misspelt-company": (
        "4:3", "the new company 'minmax' needs a name", "did you mean 'minimax'? add `name: ...`",
    ),
    "unknown-currency": (
        "4:32", "'BTC' is not a currency we have rates for",
        "known are USD, HKD, CNY, EUR, JPY, GBP, KRW, SGD, INR, CAD, CHF, AUD",
    ),
    "unknown-source": ("6:68", "there is no source 'zhipu-prospectu'", "did you mean 'zhipu-prospectus'?"),
    "percent-without-sign": (
        "6:53", "'0.41' is not in the unit of gross_margin (percent)", "write it like 12.5%",
    ),
    "money-for-a-count": (
        "6:54", "'RMB 5m' is not in the unit of employees (count)", "write it like 27.9, 1.5m or 60x",
    ),
    "percent-for-money": (
        "6:48", "'5%' is not in the unit of revenue (money)", "write it like US$1,046.2m or 25.5亿元",
    ),
    "yen-or-yuan": ("6:48", "'¥' is two currencies", "write CNY (or RMB), or JPY"),
    "money-without-currency": ("6:48", "'5bn' does not say its currency", "for example USD, HKD or CNY"),
    "two-currencies": ("6:48", "'US$5bn CNY' names two currencies", "leave one of them out"),
    "range-backwards": ("6:48", "the range 'RMB 400-350bn' runs backwards", "the smaller number comes first"),
    "30-february": ("6:30", "'2025-02-30' is not a day", "write it like 2025-09-30"),
    "month-13": ("6:30", "'2025-13' has no such month", PERIODS),
    "ends-before-it-begins": (
        "6:33", "'2025-12-31..2025-01-01' ends before it begins", "the earlier day comes first",
    ),
    "published-a-year": (
        "2:52", "'2026' is no date of publication", "write a day (2025-12-31) or a month (2025-12)",
    ),
    "nothing-there": ("6:49", "nothing stands here, and something is needed", "fill it in"),
    "no-source": ("6:68", "at least one is needed here", None),
    "facts-as-a-mapping": ("5:12", "a list is wanted here", "begin each line with `- `, or leave it out"),
    "company-without-keys": ("4:3", "nothing stands here, and something is needed", "fill it in"),
    "spaces-in-an-id": (
        "4:3", "'New Co' is not an id", "write it like minimax-prospectus: small letters, digits and dashes",
    ),
    "misspelt-section": ("3:1", "there is no key 'compnies' here", "did you mean 'companies'?"),
    "misspelt-key": ("6:22", "there is no key 'perod' here", "did you mean 'period'?"),
    "key-of-another-level": (
        "6:74", "there is no key 'currency' here",
        "the keys here are metric, period, value, source, status, basis, scope, label, at, deal, balance, "
        "due, note, accept",
    ),
    "address-without-https": (
        "2:82", "'www.example.org' is not a web address", "write it like https://example.org/page",
    ),
    "country-in-full": ("7:14", "'China' is not a country", "write it like CN: two letters of ISO 3166"),
    "only-signs-as-a-name": ("7:15", "the name '***' has no letter and no digit", "leave it out"),
}  # fmt: skip


def refusal(content: bytes, record: Record, name: str = "mine.yaml") -> BadFile:
    """The one thing that is told of a file with this content."""
    with pytest.raises(BadFile) as refused:
        compile_file(content, name, record)
    return refused.value


def laid_over(record: Record, text: str) -> Dataset:
    """The shipped data under a user's file with this text."""
    mine = compile_file(text.encode(), "mine.yaml", record)
    return Dataset([Layer(record, "companies.yaml"), Layer(mine, "mine.yaml", user=True)])


# --- mistakes -----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_a_mistake_gets_one_message_with_its_place_and_its_mend(
    record: Record, name: str, expected: tuple[str, str, str | None]
) -> None:
    """`FILE:LINE:COLUMN: what is wrong; what would be right`."""
    place, wrong, right = expected
    trouble = refusal((BROKEN / f"file-{name}.yaml").read_bytes(), record)
    assert trouble.message == f"mine.yaml:{place}: {wrong}"
    assert trouble.hint == right


def test_every_broken_file_is_expected() -> None:
    """None lies in the folder that no test looks at."""
    assert {file.stem.removeprefix("file-") for file in BROKEN.glob("file-*.yaml")} == set(EXPECTED)


BYTES = {
    "empty": (b"", "1:1: the file is empty"),
    "only a comment": (b"\n# nothing yet\n", "1:1: the file is empty"),
    "latin-1": (ZHIPU.replace("My", "M\xe9").encode("latin-1"), "2:18: this is not UTF-8 text"),
    "utf-16": (ZHIPU.encode("utf-16"), "1:1: this is not UTF-8 text"),
    "NUL": (ZHIPU.encode() + b"\0", "7:1: the control character '\\x00' stands here"),
    "escape": (ZHIPU.replace("My", "\x1b[31mMy").encode(), "2:17: the control character '\\x1b' stands here"),
    "100 kB of [": (b"[" * 100_000, "1:1001: nested deeper than 20 levels"),
    "100 kB of {a: ": (b"{a: " * 25_000, "1:85: nested deeper than 20 levels"),
    "100 kB of dashes": (b"- " * 50_000, "1:43: nested deeper than 20 levels"),
    "60 levels of keys": (
        "".join(f"{' ' * depth}a:\n" for depth in range(60)).encode(), "22:22: nested deeper than 20 levels",
    ),
    "a key of 100 kB": (
        MINE.encode() + b"x" * 100_000 + b": 1\n", "3:100001: this is not YAML: a key without its colon",
    ),
    "a figure of 100 kB": (
        ZHIPU.replace("RMB 800m", "9" * 100_000).encode(), "6:48: this is too long, 100000 characters",
    ),
    "a metric of 100 kB": (
        ZHIPU.replace("revenue", "x" * 100_000).encode(), f"6:16: '{'x' * 79}…' is not a metric",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BYTES.values(), ids=BYTES)
def test_what_is_no_text_or_too_much_of_it_is_refused(record: Record, content: bytes, message: str) -> None:
    """With its place and in few words. The 22nd level is one too many; of 1,001 brackets without a
    break libyaml says no more than where it gave up.
    """
    trouble = refusal(content, record)
    assert trouble.message == f"mine.yaml:{message}"


def test_a_file_over_the_limit_is_refused_by_name(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """64 MB in truth; a hundred bytes here."""
    monkeypatch.setattr("aicompare.dataset.text.MOST_BYTES", 100)
    trouble = refusal(b"#" * 101, record)
    assert trouble.message == "mine.yaml: the file is larger than 100 bytes (64 MB)"


def test_no_more_than_the_limit_is_read_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that never ends does not fill the memory."""
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 1000)
    monkeypatch.setattr("aicompare.dataset.limits.MOST_BYTES", 100)
    assert len(read_bytes(str(file))) == 101


def test_a_missing_file_a_directory_and_no_name_at_all_are_refused(tmp_path: Path) -> None:
    """With the reason in plain words."""
    for file, reason in (
        (str(tmp_path / "none.yaml"), "No such file or directory"),
        (str(tmp_path), "Is a directory"),
        ("a\0b", "not a file name"),
    ):
        with pytest.raises(BadFile, match="cannot be read") as refused:
            load_layers([file])
        assert reason in refused.value.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """It says that the permission is missing."""
    file = tmp_path / "secret.yaml"
    file.write_text(ZHIPU, encoding="utf-8")
    file.chmod(0)
    with pytest.raises(BadFile, match="Permission denied"):
        load_layers([str(file)])


def test_on_the_command_line_a_mistake_is_one_short_message_and_exit_code_2() -> None:
    """stdout stays empty; the answer for the shipped companies is not given beside it."""
    file = BROKEN / "file-misspelt-key.yaml"
    done = here("show", "zhipu", "revenue", "--data", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    place = f"{file}:6:22: there is no key 'perod' here; did you mean 'period'?"
    assert done.stderr == f"aicompare: {place}\n"
    assert len(done.stderr.encode()) <= 4000


def test_with_json_the_error_is_an_object(tmp_path: Path) -> None:
    """The same words, with a code for scripts; from AICOMPARE_DATA as from --data."""
    file = BROKEN / "file-yen-or-yuan.yaml"
    done = here("list", "--json", AICOMPARE_DATA=str(file))
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error == {
        "code": "bad_file",
        "message": f"{file}:6:48: '¥' is two currencies",
        "hint": "write CNY (or RMB), or JPY",
    }


# --- what is right ------------------------------------------------------------------------


def winner(data: Dataset, metric: str, period: str) -> Fact:
    found = best(one for one in data.company("zhipu").of(metric) if str(one.period) == period)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [ZHIPU, "\ufeff" + ZHIPU, ZHIPU.replace("\n", "\r\n"), ZHIPU.replace("\n", "\r"), ZHIPU.rstrip("\n")],
    ids=["plain", "BOM", "CRLF", "CR", "no last line end"],
)
def test_a_users_figure_wins_and_is_marked(record: Record, text: str) -> None:
    """RMB 800m for Zhipu's 2025 over the RMB 724,334k of the filing; the filing's stays beside it."""
    data = laid_over(record, text)
    fact = winner(data, "revenue", "FY2025")
    assert (money(fact).amount.value, fact.user) == (Decimal("800e6"), True)
    others = [one.reported for one in data.company("zhipu").facts if one.identity == fact.identity]
    assert "RMB 724,334k" in others


def test_it_knows_its_own_place(record: Record) -> None:
    """For messages: the user's file, line and column."""
    fact = winner(laid_over(record, ZHIPU), "revenue", "FY2025")
    assert fact.place is not None
    assert (fact.place.file, fact.place.line, fact.place.column) == ("mine.yaml", 6, 7)


def test_a_file_may_name_a_shipped_source(record: Record) -> None:
    """One line is enough to add what the prospectus prints and we left out."""
    text = (
        "companies:\n  zhipu:\n    facts:\n"
        '    - {metric: employees, period: 2024-12-31, value: "700", source: zhipu-prospectus}\n'
    )
    fact = winner(laid_over(record, text), "employees", "2024-12-31")
    assert (fact.user, [source.id for source in fact.sources]) == (True, ["zhipu-prospectus"])


def test_a_new_company_is_found_by_all_its_names(record: Record) -> None:
    """By id, name, alias and the spellings of its ticker; Norway is NO, not False."""
    data = laid_over(
        record,
        "companies:\n  newco:\n    name: New Company\n    aliases: [新公司]\n    country: NO\n"
        "    currency: EUR\n"
        '    listed: {ticker: "0007.HK", exchange: HKEX}\n',
    )
    for name in ("newco", "new company", "新公司", "0007.HK", "7", "00007"):
        assert data.company(name).id == "newco"
    assert data.company("newco").country == "NO"
    assert "newco" in [one.id for one in data.group("listed")]


def test_text_stays_as_it_is_written(record: Record) -> None:
    """Dates, years and numbers without quotes are read as text, not as another reader's types."""
    text = ZHIPU.replace('"RMB 800m"', "RMB 0800m").replace(
        "revenue, period: FY2025", "cash, period: 2025-12-30"
    )
    fact = winner(laid_over(record, text), "cash", "2025-12-30")
    assert (fact.reported, money(fact).amount.value) == ("RMB 0800m", Decimal("800e6"))


def test_later_files_lie_over_earlier_ones(tmp_path: Path) -> None:
    """The second may name what the first brought; its figure wins."""
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(ZHIPU, encoding="utf-8")
    second.write_text(
        "companies:\n  zhipu:\n    facts:\n    - " + FACT.replace("800m", "900m") + "\n", encoding="utf-8"
    )
    data = load([str(first), str(second)])
    assert winner(data, "revenue", "FY2025").reported == "RMB 900m"


def test_a_users_figure_is_marked_in_every_format(tmp_path: Path) -> None:
    """A star in tables with a line that says what it means; `user` in JSON and CSV."""
    file = tmp_path / "mine.yaml"
    file.write_text(ZHIPU, encoding="utf-8")
    asked = ("show", "zhipu", "revenue", "--data", str(file))
    table = here(*asked, COLUMNS="200").stdout
    assert "RMB 800m *" in table
    assert "* from a file of your own" in table
    assert "\\* from a file of your own" in here(*asked, "--format", "markdown").stdout
    rows = json.loads(here(*asked, "--json").stdout)["data"]
    assert [row["reported"] for row in rows if row.get("user")] == ["RMB 800m"]


def test_the_users_source_is_marked_in_sources(tmp_path: Path) -> None:
    """`sources` counts its facts and says that it is yours."""
    file = tmp_path / "mine.yaml"
    file.write_text(ZHIPU, encoding="utf-8")
    rows = json.loads(here("sources", "--json", "--data", str(file)).stdout)["data"]
    assert [(row["id"], row["facts"]) for row in rows if row["user"]] == [("mine", 1)]
