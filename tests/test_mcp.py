"""`aicompare mcp`, asked by the SDK's own client over standard input and output."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

import pytest
from command import ROOT, environment, here

pytest.importorskip("mcp", reason="the extra mcp is not installed (CI has it)")

import anyio
from mcp import Client, MCPError, StdioServerParameters, stdio_client

import aicompare
from aicompare.api import COMMANDS
from aicompare.api.declared import command_named
from aicompare.render.brief import MOST_BYTES

REVENUE = {"company": "minimax", "metric": "revenue"}
TOOLS = {"companies", "facts", "compare", "runway", "multiples", "value", "convert", "check", "read"}
ARGUMENTS: dict[str, list[dict[str, Any]]] = {
    "companies": [{}, {"group": "six-tigers"}],
    "facts": [
        {"company": "minimax", "metric": "revenue"}, {"company": "zhipu", "metric": "share_price"},
        {"company": "zhipu", "metric": "net_margin", "as_of": "2026-01-09"},
        {"company": "0100.HK", "metric": "cash", "period": "2025-09-30", "currency": "CNY"},
    ],
    "compare": [
        {"companies": ["zhipu", "minimax"]},
        {"companies": ["zhipu", "minimax", "openai"], "metrics": ["revenue"], "period": "FY2025"},
    ],
    "runway": [
        {}, {"companies": ["minimax"]}, {"companies": ["zhipu"], "bases": True},
        {"cash": "US$30m", "burn": "US$10m"},
    ],
    "multiples": [{}, {"companies": ["zhipu"], "ev": True}, {"group": "us-labs", "basis": "arr"}],
    "value": [{"company": "zhipu"}, {"company": "minimax", "needs": True, "currency": "HKD"}],
    "convert": [
        {"amount": ["15bn CNY"], "to": ["USD", "HKD"]},
        {"amount": ["minimax.revenue[FY2025]"], "to": ["CNY"]},
    ],
    "check": [{"expression": "zhipu.revenue[FY2024] == 312m HKD"}],
    "read": [
        {"text": "MiniMax's revenue was US$305 million in 2024."},
        {"text": "Zhipu's revenue was RMB 312.4 million in 2024. " * 60},
    ],
}  # fmt: skip


def asked(talk: Callable[[Any], Awaitable[Any]], *arguments: str) -> Any:
    """What comes of a talk with a server of its own."""

    async def run() -> Any:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "aicompare", "mcp", *arguments], env=environment()
        )
        async with Client(stdio_client(server)) as client:
            return await talk(client)

    return anyio.run(run)


def call(name: str, arguments: dict[str, Any], *started: str) -> Any:
    return asked(lambda client: client.call_tool(name, arguments), *started)


def answer_of(result: Any) -> dict[str, Any]:
    (content,) = result.content
    answer: dict[str, Any] = json.loads(content.text)
    return answer


@pytest.fixture(scope="module")
def everything() -> dict[str, Any]:
    """One talk: the tools, the resources, and every question of ARGUMENTS."""

    async def talk(client: Any) -> dict[str, Any]:
        questions = [(name, given) for name, several in ARGUMENTS.items() for given in several]
        return {
            "tools": (await client.list_tools()).tools,
            "resources": (await client.list_resources()).resources,
            "texts": {
                name: (await client.read_resource(f"aicompare://{name}")).contents[0].text
                for name in ("metrics", "methodology")
            },
            "answers": [(name, given, await client.call_tool(name, given)) for name, given in questions],
        }

    found: dict[str, Any] = asked(talk)
    return found


def test_the_tools_are_the_questions(everything: dict[str, Any]) -> None:
    """Each with a sentence, what it takes as JSON Schema, and nothing that writes."""
    tools = {tool.name: tool for tool in everything["tools"]}
    assert tools.keys() == TOOLS
    for tool in tools.values():
        assert len(tool.description) > 60
        assert tool.input_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert all(one["description"] for one in tool.input_schema["properties"].values())
        assert not {"draft", "output", "file", "plot"} & tool.input_schema["properties"].keys()
        assert "as_of" in tool.input_schema["properties"]


@pytest.mark.parametrize("name", ["compare", "runway", "multiples", "convert", "check"])
def test_a_tool_takes_what_the_command_declares(name: str, everything: dict[str, Any]) -> None:
    """The same words of help, the same choices: nothing is said twice. Options have the tool's names."""
    (tool,) = (one for one in everything["tools"] if one.name == name)
    declared = {one.name: one for one in command_named(name, COMMANDS[name]).parameters}
    properties = dict(tool.input_schema["properties"])
    properties.pop("as_of")
    assert properties.pop("skip")["type"] == "integer"
    for key, said in properties.items():
        assert said["description"] == declared[key].about.help.replace("--cash", "`cash`")
        if declared[key].about.choices and declared[key].kind == "one":
            assert said["enum"] == list(declared[key].about.choices())
    assert set(tool.input_schema["required"]) == {one.name for one in declared.values() if one.required}


def test_every_answer_is_small_and_whole(everything: dict[str, Any]) -> None:
    """At most eight kilobytes of JSON; every figure has its source beside it, in one line."""
    for name, given, result in everything["answers"]:
        text = result.content[0].text
        assert not result.is_error, (name, given, text)
        assert len(text.encode()) <= MOST_BYTES == 8000, (name, given)
        answer = json.loads(text)
        assert answer["data"], (name, given)
        assert " --" not in text, (name, given)
        for figure in figures_in(answer):
            assert figure.keys() >= {"value", "period", "last"}, figure
            assert set(figure["sources"]) <= answer.get("sources", {}).keys(), figure
        assert all("\n" not in one and len(one) < 400 for one in answer.get("sources", {}).values())


def figures_in(value: Any) -> list[dict[str, Any]]:
    """Every figure of the data in an answer, however deep."""
    if isinstance(value, dict):
        own = [value] if isinstance(value.get("sources"), list) else []
        return own + [one for inner in value.values() for one in figures_in(inner)]
    return [one for inner in value for one in figures_in(inner)] if isinstance(value, list) else []


def pages(name: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """An answer and all that its `left_out` leads to."""

    async def talk(client: Any) -> list[dict[str, Any]]:
        found, more = [], {}
        while more is not None:
            found.append(answer_of(await client.call_tool(name, {**given, **more})))
            skip = re.search(r"ask again with skip=(\d+)$", found[-1].get("left_out", ""))
            more = {"skip": int(skip[1])} if skip else None
        return found

    told: list[dict[str, Any]] = asked(talk)
    return told


def test_statistics_come_first_and_no_row_is_out_of_reach() -> None:
    """Of the twelve multiples behind them each comes once, and their median is the one that is told."""
    first, *others = pages("multiples", {"group": "china-ai"})
    (statistic,) = first["statistics"]
    rows = [row for page in (first, *others) for row in page["data"]]
    multiples = [row["multiple"]["value"] for row in rows if "multiple" in row]
    assert others
    assert not any("statistics" in page for page in others)
    assert len({row["company"] for row in rows}) == len(rows)
    assert statistic["count"] == len(multiples) == 12
    assert statistic["median"]["value"] == pytest.approx(median(multiples), rel=1e-6)
    assert statistic["median"]["low"] <= median(multiples) <= statistic["median"]["high"]


def test_every_method_of_a_value_is_in_two_answers_at_most() -> None:
    """Target prices and peers as well as the market, each with what it rests on; the price of Zhipu on
    30 September 2026, HK$641, against a median target of HK$1,655 is 1,655 / 641 - 1 = 158.2%.
    """
    answers = pages("value", {"company": "zhipu"})
    methods = {row["method"]: row for answer in answers for row in answer["data"]}
    assert {"Today", "Offer price", "Target prices", "Peers, LTM revenue", "Peers, NTM revenue"} <= set(
        methods
    )
    assert len(answers) <= 2 and "Target prices" in {row["method"] for row in answers[0]["data"]}
    assert methods["Target prices"]["against"]["value"] == pytest.approx(1655 / 641 - 1, abs=1e-4)
    assert all(row["over"] for row in methods.values())


def test_what_is_left_out_is_named_by_its_period() -> None:
    """The figures of one metric of one company differ in nothing else."""
    first, second = pages("facts", REVENUE)
    told = first["left_out"].partition(": ")[2].partition(";")[0].split(", ")
    assert set(told) == {row["period"] for row in second["data"]}


def test_a_long_answer_can_still_be_cited_by_link(everything: dict[str, Any]) -> None:
    """Every source that the data have an address of, and that an answer names, is told with it."""
    known = {source.id: source.url for source in aicompare.load().dataset.sources}
    told = [
        one for _, _, result in everything["answers"] for one in answer_of(result).get("sources", {}).items()
    ]
    assert len(told) > 50
    for id_, line in told:
        assert known[id_] is None or line.endswith(f" {known[id_]}")


def test_no_warning_is_dropped_without_its_code() -> None:
    """The weightiest are told in full, bases that differ among them; of the others how many of which code."""
    given = ["zhipu", "minimax", "openai", "anthropic"]
    report = aicompare.compare(aicompare.load(), given).report
    told = answer_of(call("compare", {"companies": given}))["warnings"]
    counted = Counter(re.findall(r"\[([a-z_]+)\]$", "\n".join(told[:-1]), re.M))
    counted += Counter({code: int(count) for count, code in re.findall(r"(\d+) \[([a-z_]+)\]", told[-1])})
    assert told[-1].startswith("and ")
    assert counted == Counter(one.code for one in dict.fromkeys(report.warnings))
    full = " ".join(told[:-1])
    assert all(one.message in full for one in report.warnings if one.code == "basis_mismatch")


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("read", {"text": "MiniMax's revenue was US$305 million."}, "say one with `published`"),
        ("runway", {"companies": ["minimax"], "cash": "US$1m"}, "`cash`"),
    ],
)
def test_notes_speak_of_what_the_tool_takes(name: str, given: dict[str, Any], words: str) -> None:
    """An assistant has no command line: parameters by their names, and no word of other options."""
    told = call(name, given).content[0].text
    assert words in told
    assert "--" not in told


def test_how_long_the_money_lasts_and_how_sure_that_is() -> None:
    """MiniMax on 9 January 2026: US$1,046.2m over US$28.1m a month are 37.2 months, from its prospectus
    of 31 December 2025; bounds 1,046.15 / 28.15 and 1,046.25 / 28.05. With the HK$4,596.1m of the
    listing, at 0.128268 US$589.5m, they are 58.2; and what that rests on.
    """
    answer = answer_of(call("runway", {"companies": ["minimax"], "as_of": "2026-01-09"}))
    (row,) = answer["data"]
    alone, listing = row["balance_alone"]["months"], 4596.1 * 0.128268126879896
    assert alone["value"] == pytest.approx(1046.2 / 28.1, rel=1e-9)
    assert alone["low"] == pytest.approx(1046.15 / 28.15, rel=1e-4)
    assert alone["high"] == pytest.approx(1046.25 / 28.05, rel=1e-4)
    assert row["months"]["value"] == pytest.approx((1046.2 + listing) / 28.1, rel=1e-9)
    assert row["months"]["low"] < row["months"]["value"] < row["months"]["high"]
    assert row["months"]["unit"] == alone["unit"] == "months"
    # the balance of 30 September 2025 + 58 whole months, and + 37
    assert (row["cash_out_date"], row["balance_alone"]["cash_out_date"]) == ("2030-07-31", "2028-10-31")
    assert (row["cash"]["value"], row["cash"]["unit"], row["cash"]["last"]) == (
        1046200000,
        "USD",
        "2025-09-30",
    )
    assert (row["cash_basis"], row["burn_basis"]) == ("stated", "stated")
    assert "minimax-prospectus" in row["cash"]["sources"]
    assert "Prospectus" in answer["sources"]["minimax-prospectus"]
    assert any("conflict" in warning for warning in answer["warnings"])


def test_every_digit_that_was_printed_is_there() -> None:
    """Revenue of 2024 as MiniMax's prospectus has it in thousands of dollars: 30,523."""
    given = {"company": "minimax", "metric": "revenue", "period": "FY2024"}
    whole = [row for row in answer_of(call("facts", given))["data"] if "scope" not in row]
    assert [(row["value"], row["low"], row["high"], row["unit"]) for row in whole] == [
        (30523000, 30522500, 30523500, "USD")
    ]


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("facts", {**REVENUE, "period": "FY2030"}, "no_answer", "H1 2026, FY2025"),
    ("facts", {**REVENUE, "metric": "cash_balance", "period": "2025-10-01"}, "no_answer", "there is"),
    ("facts", {**REVENUE, "period": "soon"}, "bad_period", ""),
    ("facts", {"company": "minmax", "metric": "revenue"}, "unknown_company", "did you mean 'minimax'?"),
    ("facts", {"company": "minimax", "metric": "revenu"}, "unknown_metric", "did you mean 'revenue'?"),
    ("facts", {"company": "minimax"}, "usage", ""),
    ("compare", {"companies": ["zhipu", "minimax"], "period": "FY2030"}, "no_answer", ""),
    ("check", {"expression": "minimax.revenue[FY2030]"}, "no_answer", "minimax.revenue["),
    ("convert", {"amount": ["minimax.revenue[FY2030]"], "to": ["USD"]}, "no_answer", ""),
    ("runway", {"companies": ["minimax"], "balance": "2025-10-07"}, "no_answer", ""),
    ("runway", {"company": "minimax"}, "usage", "companies"),
    ("runway", {"companies": [5]}, "usage", ""),
    ("runway", {"companies": ["minimax"], "as_of": "tomorrow"}, "bad_period", ""),
    ("multiples", {"basis": "best"}, "usage", ""),
    ("nothing", {}, "usage", "there is companies"),
    ("companies", {"skip": -1}, "usage", "a number of rows"),
    ("companies", {"skip": 4000}, "usage", "skip is less than"),
    ("convert", {"amount": ["15bn CNY"]}, "usage", "say it with `to`"),
    ("companies", {"group": "tigers-of-asia"}, "unknown_company", "the tool `companies` names them"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refusals() -> list[Any]:
    """One talk: what is said to each of them."""

    async def talk(client: Any) -> list[Any]:
        return [await client.call_tool(name, given) for name, given, *_ in REFUSED]

    found: list[Any] = asked(talk)
    return found


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=lambda number: f"{number}-{REFUSED[number][0]}")
def test_what_cannot_be_answered_is_an_error(number: int, refusals: list[Any]) -> None:
    """Never the answer for another period or company; the next step stands beside it."""
    *_, code, words = REFUSED[number]
    result = refusals[number]
    assert result.is_error
    error = answer_of(result)["error"]
    assert error["code"] == code
    assert words in (error["hint"] or "") + error["message"]


def test_resources_are_the_metrics_and_the_methodology(everything: dict[str, Any]) -> None:
    """As Markdown, also where aicompare is installed from a wheel."""
    assert {one.name for one in everything["resources"]} == {"metrics", "methodology"}
    assert "- gross_margin (flow, percent," in everything["texts"]["metrics"]
    method = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
    assert everything["texts"]["methodology"] == method


def test_a_resource_that_there_is_not_is_an_error_that_names_those_there_are() -> None:
    """As the protocol says it: an error of the request."""

    async def talk(client: Any) -> str:
        try:
            await client.read_resource("aicompare://prices")
        except MCPError as refused:
            return str(refused)
        return ""

    assert "there is metrics, methodology" in asked(talk)


def test_a_file_of_ones_own_and_a_day_are_said_at_the_start(tmp_path: Any) -> None:
    """Every answer is of them."""
    mine = tmp_path / "mine.yaml"
    assert here("init", str(mine)).returncode == 0
    answer = answer_of(call("runway", {"companies": ["acme"]}, "--data", str(mine)))
    assert answer["data"][0]["months"]["value"] == 16
    early = answer_of(call("companies", {}, "--as-of", "2026-01-09"))
    assert early["as_of"] == "2026-01-09"


def test_it_ends_when_the_assistant_does() -> None:
    """Nothing is left on stdout, and the exit code is 0."""
    done = subprocess.run(
        [sys.executable, "-m", "aicompare", "mcp"], input=b"", capture_output=True, env=environment(),
        timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b"")


def test_bad_data_is_told_before_it_serves() -> None:
    """One message on stderr, exit code 2."""
    done = here("mcp", "--data", "no-such.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no-such.yaml: cannot be read" in done.stderr


def test_three_assistants_are_pointed_at_the_program() -> None:
    """Each file is of its form, and starts `aicompare mcp`."""
    folder = ROOT / "examples" / "assistants"
    claude = json.loads((folder / "claude_desktop_config.json").read_text(encoding="utf-8"))
    code = json.loads((folder / "mcp.json").read_text(encoding="utf-8"))
    codex = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
    entries = [claude["mcpServers"], code["servers"], codex["mcp_servers"]]
    for one in entries:
        assert (one["aicompare"]["command"], one["aicompare"]["args"]) == ("aicompare", ["mcp"])
