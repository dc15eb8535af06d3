"""The sources of an answer as a bibliography, and the answer as one sentence to paste."""

from __future__ import annotations

import importlib
import json
import re
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
from command import here

import aicompare as library
from aicompare.api.common import _SAID, STYLES
from aicompare.calculators.sayings import SAYINGS
from aicompare.render.citing import STYLES as WRITTEN
from aicompare.values.errors import BadUsage, NoAnswer, UnknownName

# Special signs of TeX, of JSON and of Markdown, and Chinese.
NASTY = r"R&D: 100% of $5_000 {a} #1 ~ ^ \x “x” 'y' [z](w) <b> *c* | 智谱"


def own_file(folder: Path, title: str = NASTY) -> Path:
    """Two figures of a company of one's own, with a source of a title that is hard to write."""
    own = folder / "own.yaml"
    written = json.dumps(title, ensure_ascii=False)
    own.write_text(
        f"sources:\n  mine-1: {{title: {written}, publisher: {written}, published: 2026-01, kind: press,"
        " url: 'https://example.org/a_b?c=1&d=2%20%23'}\n"
        "companies:\n  acme:\n    name: Acme AI\n    currency: USD\n    facts:\n"
        "      - {metric: cash, period: 2025-12-31, value: '=US$36m', source: mine-1}\n"
        "      - {metric: monthly_burn, period: 2025-12, value: '=US$3m', source: mine-1,"
        " balance: 2025-12-31}\n",
        encoding="utf-8",
    )
    return own


def cited(style: str, *line: str) -> str:
    done = here(*line, "--cite", style)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def footnotes(*line: str) -> list[str]:
    """The sources of `--sources`, in their order."""
    text = here(*line, "--sources").stdout
    return re.findall(r"^\[\d+[CPD]?\] (.*)$", text.partition("\nSources")[2], flags=re.MULTILINE)


# --- an entry a footnote ------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["runway minimax", "compare zhipu minimax", "show zhipu revenue"])
def test_there_is_an_entry_for_each_footnote_in_their_order(line: str) -> None:
    """As `--sources` numbers them; a source of the rates alone comes last."""
    entries = cited("plain", *line.split()).splitlines()
    notes = footnotes(*line.split())
    assert len(notes) <= len(entries) <= len(notes) + 1
    for number, (entry, note) in enumerate(zip(entries, notes, strict=False), start=1):
        title = note.partition(" (")[0]
        assert entry.startswith(f"[{number}] ")
        assert title[:20] in entry
    assert all("European Central Bank" in entry for entry in entries[len(notes) :])


def test_plain_says_who_when_and_where() -> None:
    """MiniMax's interim results came out on 26 August 2026 on HKEXnews; we read a transcription."""
    assert cited("plain", "runway", "minimax").splitlines()[0] == (
        "[1] Interim results, six months to 30 June 2026, MiniMax Group Inc. HKEXnews, 2026-08-26."
        " Via transcription. https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0826/2026082600680.pdf"
    )


def test_markdown_is_footnotes_with_links() -> None:
    """To be pointed at by [^1]."""
    first = cited("markdown", "runway", "minimax").splitlines()[0]
    assert first == (
        "[^1]: [Interim results, six months to 30 June 2026, MiniMax Group Inc.]"
        "(<https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0826/2026082600680.pdf>). HKEXnews,"
        " 2026-08-26. Via transcription."
    )


@pytest.mark.parametrize("line", ["runway minimax", "sources", "find 4.348", "show zhipu revenue"])
def test_pybtex_reads_the_bibtex_back(line: str) -> None:
    """Every entry with its title, year and address."""
    parse_string = importlib.import_module("pybtex.database").parse_string
    bibtex, csl = cited("bibtex", *line.split()), json.loads(cited("csl", *line.split()))
    entries = parse_string(bibtex, "bibtex").entries
    assert [*entries] == [item["id"] for item in csl]
    for item in csl:
        fields = entries[item["id"]].fields
        assert fields["year"] == str(item["issued"]["date-parts"][0][0])
        assert fields.get("url", "") == item.get("URL", "")
        assert entries[item["id"]].persons["author"]


def test_signs_of_tex_are_text(tmp_path: Path) -> None:
    """pybtex, and its reading of LaTeX, give back what the source is called."""
    parse_string = importlib.import_module("pybtex.database").parse_string
    own = own_file(tmp_path)
    (entry,) = parse_string(cited("bibtex", "runway", "acme", "--data", str(own)), "bibtex").entries.values()
    title = entry.fields["title"][1:-1]
    for sign in "&%$_#{}":
        assert f"\\{sign}" in title
    assert "智谱" in title
    assert entry.fields["url"] == "https://example.org/a_b?c=1&d=2%20%23"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["date"]) == ("2026", "1", "2026-01")


def test_citeproc_makes_a_bibliography_of_the_csl() -> None:
    """With the style that comes with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        items = json.loads(cited("csl", "runway", "minimax"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        told = [str(one) for one in bibliography.bibliography()]
    assert len(told) == len(items)
    assert any("Interim results" in one and "2026" in one for one in told)


def test_a_month_stays_a_month(tmp_path: Path) -> None:
    """No day is made up for a source of which only the month is known."""
    (item,) = json.loads(cited("csl", "runway", "acme", "--data", str(own_file(tmp_path))))
    assert item["issued"] == {"date-parts": [[2026, 1]]}
    assert item["title"] == NASTY
    assert item["type"] == "article-newspaper"


def test_a_title_in_markdown_is_no_markup(tmp_path: Path) -> None:
    """Brackets, stars and the like are escaped."""
    text = cited("markdown", "runway", "acme", "--data", str(own_file(tmp_path)))
    assert r"\[z\](w) \<b\> \*c\* \|" in text


def test_citations_go_to_a_file_of_any_ending(tmp_path: Path) -> None:
    """Bibliographies have endings of their own; nothing is on stdout."""
    file = tmp_path / "sources.bib"
    done = here("runway", "minimax", "--cite", "bibtex", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").startswith("@misc{minimax-results-h1-2026,")


def test_what_rests_on_no_source_says_so() -> None:
    """A split of an amount cites nobody."""
    done = here("allocate", "100 USD", "a=1", "b=1", "--cite", "plain")
    assert (done.returncode, done.stdout) == (2, "")
    assert "this answer rests on no source" in done.stderr
    with pytest.raises(NoAnswer):
        library.allocate(library.load(), ["100 USD", "a=1", "b=1"]).citations()


@pytest.mark.parametrize(
    "more", [["--json"], ["--format", "csv"], ["--say"], ["--explain"], ["--fields", "months"]]
)
def test_a_bibliography_has_no_other_form(more: Sequence[str]) -> None:
    """Nor is it one of two answers at once."""
    done = here("runway", "minimax", "--cite", "plain", *more)
    assert (done.returncode, "say different things" in done.stderr) == (2, True), done.stderr


def test_an_unknown_style_is_refused_with_those_that_there_are() -> None:
    """On the command line and in the library."""
    done = here("runway", "minimax", "--cite", "apa")
    assert done.returncode == 2
    assert "it is one of bibtex, csl, markdown, plain" in done.stderr
    with pytest.raises(UnknownName):
        library.runway(library.load(), "minimax").citations("apa")
    assert tuple(WRITTEN) == STYLES


def test_commands_without_sources_do_not_offer_it() -> None:
    """Their help does not name what they cannot do."""
    assert "--cite" not in here("list", "-h").stdout
    assert "--cite" in here("find", "-h").stdout
    assert here("list", "--cite", "plain").returncode == 2


# --- one sentence -------------------------------------------------------------------------------


def said(*line: str) -> str:
    done = here(*line, "--say")
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.count("\n") == 1
    return done.stdout.strip()


def test_a_runway_is_said_with_its_caveats_and_sources() -> None:
    """US$1,322.8m + HK$9,491m x 0.1275913 = US$2,533.8m; over US$48.84m a month 51.9 months, alone 27.1."""
    assert said("runway", "minimax") == (
        "MiniMax's US$1,322.8m of 30 June 2026 and US$1,211.0m raised in July 2026 last 52 months at"
        " H1 2026's adjusted loss, a stand-in for cash burnt; without what was raised since, 27 months"
        " (interim results, 26 August 2026; completion of placing and convertible bond, 16 July 2026;"
        " European Central Bank, 30 October 2026)."
    )


def test_what_is_supposed_is_said() -> None:
    """A growing burn and a raise of one's own are no news of the company."""
    text = said("runway", "minimax", "--burn-growth", "5%", "--raise", "US$300m@20")
    assert "the burn growing by 5% a month, with US$300m more supposed in month 20" in text


def test_cash_of_ones_own_has_no_owner_and_no_source() -> None:
    """10 / 1 = 10 months."""
    typed = said("runway", "--cash", "US$10m", "--burn", "US$1m")
    assert typed == "US$10m of cash lasts 10 months at a burn of US$1m a month."


def test_a_multiple_is_said_with_both_its_sides() -> None:
    """HK$250.20 x 349,235,308 x 0.1274482 = US$11.14bn over US$165.2m is 67.4."""
    text = said("multiples", "minimax")
    assert text.startswith(
        "MiniMax's equity value of US$11.14bn on 30 September 2026 is 67.4× its revenue of US$165.2m"
        " in the twelve months to 30 June 2026 ("
    )


def test_what_is_at_least_so_much_is_said_in_words() -> None:
    """A sign of comparison has no place in prose."""
    text = said("multiples", "minimax", "--ev")
    assert "at least 52.8×" in text
    assert "≥" not in text


def test_many_companies_are_said_by_their_statistics() -> None:
    """The median, the middle half and the ends, with how many there are."""
    assert re.match(r"Of \d+ companies the median multiple of recognised revenue is ", said("multiples"))


def test_an_audit_counts_its_verdicts() -> None:
    """Of the eleven statements of article-000 seven hold, three do not, one is open (tests/claims.tsv)."""
    assert said("audit", "--source", "article-000").endswith("7 hold, 3 do not hold and 1 cannot be decided.")


@pytest.mark.parametrize(
    ("line", "beginning"),
    [
        # US$930.9m + 1,211.0m over US$59.67m of net loss is 35.9; alone 15.6
        (
            ["runway", "minimax", "--bases"],
            "MiniMax's cash of 30 June 2026 lasts 36 to 52 months on the 4 known bases of cash and burn with"
            " what was raised since, 15.6 to 27 months without (",
        ),
        # 2,533.8 / 60 = 42.2 a month; 60 x 48.8385 - 2,533.8 = 396.5
        (
            ["runway", "minimax", "--needs", "60"],
            "MiniMax's US$1,322.8m of 30 June 2026 and US$1,211.0m raised in July 2026 last 52 months at"
            " H1 2026's adjusted loss, a stand-in for cash burnt; without what was raised since, 27 months;"
            " 60 months from 2026-06-30 take a burn a month of US$42.2m, or a raise in month 1 of US$396.5m",
        ),
        # 48.84 + 10 - 10 x 1.12^(n-1) falls below zero with n = 17: 1.12^16 is 6.13
        (
            ["runway", "minimax", "--revenue", "US$10m", "--revenue-growth", "12%"],
            "MiniMax ends its loss in month 17, before the cash is gone, with US$2,019.9m left, if revenue of"
            " US$10m a month grows by 12% a month and expenses stay as they are (",
        ),
        # US$39.83bn - 6,314m of net cash is US$33.52bn, over US$221.8m 151.1
        (
            ["multiples", "zhipu", "--layout", "comps"],
            "Zhipu's enterprise value of US$33.52bn on 30 September 2026 is 151.1× its LTM revenue (",
        ),
        (
            ["multiples", "zhipu", "--history", "monthly"],
            "Zhipu's multiple of revenue went from 193.4× on 30 January 2026 to 179.6× on 30 September 2026,"
            " with the least of 179.6× on 30 September 2026 and the most of 1,120.6× on 30 June 2026 (",
        ),
        (
            ["multiples", "tencent", "alibaba", "--implied", "minimax"],
            "At the median multiple of Tencent and",
        ),
        (["value", "zhipu", "--needs"], "At the peers' median multiple of LTM revenue, "),
        (["burn-multiple", "openai"], "OpenAI has no burn multiple: no burn of those months ("),
        (
            ["compare", "zhipu", "stepfun", "--metric", "revenue"],
            "Zhipu and StepFun compare like this: revenue of ",
        ),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_each_view_says_what_it_was_asked_for(line: list[str], beginning: str) -> None:
    """Also where it is about other things than the plain answer, or about nobody."""
    assert said(*line).startswith(beginning)


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        (["rates"], r"One USD is 7\.845686 HKD, 6\.652882 CNY, .* at the rates of 30 October 2026 \("),
        (["find", "4.348"], r"\d+ facts with 4\.348: Zhipu Raised .* of HK\$4,348m on 8 January 2026"),
        (
            ["diff", "2026-06-30", "2026-10-31", "minimax"],
            r"What .*: MiniMax's runway from 70\.4 to 51\.9",
        ),
        (["sources"], r"\d+ sources: \d+ press, .* and \d+ company\.$"),
        (["validate"], r"The check of data/companies.yaml, data/prices.csv finds no faults, no warnings\.$"),
        (
            ["status"],
            r"On \d+ \w+ \d{4} the data in force are \d+ days old, the rates \d+ and the",
        ),
        (["list"], r"\d+ companies with [\d,]+ facts, \d+ of them listed\.$"),
        (["metrics"], r"\d+ metrics, \d+ of them with facts, the most of revenue"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_is_in_the_data_is_said_with_how_much_it_is(line: list[str], pattern: str) -> None:
    """Counts move with the data, and their words do not."""
    assert re.match(pattern, said(*line))


def test_an_article_is_said_with_what_does_not_hold(tmp_path: Path) -> None:
    """MiniMax printed US$1,322.8m of cash for 30 June 2026."""
    file = tmp_path / "article.txt"
    file.write_text("MiniMax had US$1,322.8m of cash on 30 June 2026.", encoding="utf-8")
    assert said("read", str(file)).startswith("1 figure of the text: 1 known")


@pytest.mark.parametrize("command", ["schema", "describe", "mcp", "help", "init", "add", "import", "export"])
def test_what_has_no_sentence_does_not_list_the_option(command: str) -> None:
    """They write something else, or do something."""
    assert "--say" not in here(command, "-h").stdout


@pytest.mark.parametrize(
    "line",
    [
        ["compare", "zhipu", "minimax"],
        ["show", "zhipu"],
        ["show", "zhipu", "arr"],
        ["value", "minimax"],
        ["burn-multiple", "minimax", "zhipu"],
        ["convert", "15bn CNY", "--to", "USD"],
        ["rates", "USD/CNY"],
        ["allocate", "zhipu"],
        ["allocate", "15bn CNY", "a=80%", "b=20%"],
        ["check", "minimax.runway > 60"],
        ["runway", "zhipu", "baidu"],
    ],
)
def test_each_answer_that_has_one_is_one_sentence(line: list[str]) -> None:
    """With a capital at its head and a full stop, and nothing else on stdout."""
    text = said(*line)
    assert text[0] == text[0].upper()
    assert text.endswith(".")
    assert "None" not in text


def test_the_help_offers_it_where_there_is_one(tmp_path: Path) -> None:
    """One list says where, and it is that of the sayings."""
    assert {*_SAID} == {*SAYINGS}
    assert "--say" not in here("init", "-h").stdout
    with pytest.raises(BadUsage, match="no sentence"):
        library.init(tmp_path / "own.yaml").to_sentence()


@pytest.mark.parametrize(
    ("option", "ending"),
    [
        (["--say"], "xlsx"),
        (["--say"], "svg"),
        (["--say"], "json"),
        (["--cite", "bibtex"], "csv"),
        (["--cite", "bibtex"], "html"),
        (["--cite", "csl"], "png"),
        (["--cite", "plain"], "xlsx"),
    ],
)
def test_a_text_does_not_go_into_a_file_of_another_kind(
    option: list[str], ending: str, tmp_path: Path
) -> None:
    """A workbook that is a sentence opens in nothing."""
    done = here("runway", "minimax", *option, "-o", str(tmp_path / f"x.{ending}"))
    assert (done.returncode, [*tmp_path.iterdir()]) == (2, [])
    assert "let the name end in" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("option", "ending"),
    [
        (["--say"], "txt"),
        (["--cite", "bibtex"], "bib"),
        (["--cite", "csl"], "json"),
        (["--cite", "markdown"], "md"),
        (["--cite", "plain"], "refs"),
    ],
)
def test_a_text_goes_into_a_file_of_its_kind(option: list[str], ending: str, tmp_path: Path) -> None:
    """Or into one whose ending says nothing."""
    file = tmp_path / f"x.{ending}"
    assert here("runway", "minimax", *option, "-o", str(file)).returncode == 0
    assert file.stat().st_size > 0
