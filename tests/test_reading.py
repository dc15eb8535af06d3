"""What a data file says is read as it was meant: nothing for null, text as text, and within bounds."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import LONG, environment, folded, here
from test_user_files import MINE, ZHIPU, refusal

from aicompare.dataset.checking import check_over
from aicompare.dataset.compiling import Problem, compile_file
from aicompare.dataset.limits import MOST_FAULTS, MOST_VALUES
from aicompare.dataset.records import Record
from aicompare.dataset.store import Layer

ACME = f"{MINE}companies:\n  acme:\n    name: Acme\n    currency: USD\n"
SOURCE = {"title": "Deck", "publisher": "Acme", "published": "2026-03-31", "kind": "company"}


def acme(*facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A file of one company, as a program would put it together."""
    rows = [{"source": "mine", **fact} for fact in facts]
    company = {"name": "Acme", "currency": "USD", "facts": rows, **more}
    return {"sources": {"mine": SOURCE}, "companies": {"acme": company}}


def records_of(text: str, base: Record) -> Any:
    return compile_file(text.encode(), "mine.yaml", base)


def company_of(text: str, base: Record) -> dict[str, Any]:
    """What is read of Acme, without the places of it."""
    company = dict(records_of(text, base)["companies"]["acme"])
    facts = [
        {key: value for key, value in fact.items() if key != "at_line"} for fact in company.get("facts", ())
    ]
    return {**company, "facts": facts} if facts else company


def told(text: str, base: Record) -> list[Problem]:
    """What `validate` says of the file itself."""
    return check_over([Layer(base, "companies.yaml")], "mine.yaml", text.encode()).problems


# --- null ---------------------------------------------------------------------------------

CASH = {"metric": "cash", "period": "2025-12-31", "value": "=US$36m"}
BURN = {"metric": "monthly_burn", "period": "2025-12", "value": "=US$3m", "balance": "2025-12-31"}
OPTIONAL = ("scope", "label", "at", "deal", "due", "note", "basis", "status", "accept")


@pytest.mark.parametrize("dump", [yaml.safe_dump, json.dumps], ids=["YAML", "JSON"])
def test_a_null_of_a_key_that_may_be_left_out_is_nothing(record: Record, dump: Any) -> None:
    """As PyYAML's safe_dump and json.dumps write None: the file is read as without the key."""
    nothing = dict.fromkeys(OPTIONAL)
    more = dict.fromkeys(("legal_name_", "country", "founded", "listed", "notes", "plans", "aliases"))
    del more["legal_name_"]
    source = {**SOURCE, **dict.fromkeys(("published_note", "url", "via"))}
    whole = acme(CASH | nothing, BURN | nothing, **more) | {"sources": {"mine": source}}
    assert company_of(dump(whole), record) == company_of(dump(acme(CASH, BURN)), record)
    assert told(dump(whole), record) == []


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~", "", "  # none"])
@pytest.mark.parametrize("key", OPTIONAL)
def test_so_it_is_in_every_spelling_and_for_every_key(record: Record, word: str, key: str) -> None:
    """YAML 1.2, 10.3.2 has four words for it, and a key with nothing behind it is one as well."""
    if "#" in word:  # a comment ends a line
        word += "\n    "
    fact = '{metric: cash, period: 2025-12-31, value: "US$36m", source: mine'
    text = f"{ACME}    facts:\n    - {fact}, {key}: {word}}}\n"
    assert company_of(text, record) == company_of(f"{ACME}    facts:\n    - {fact}}}\n", record)
    assert told(text, record) == []


@pytest.mark.parametrize("section", ["claims", "groups"])
def test_a_null_for_a_section_is_an_empty_one(record: Record, section: str) -> None:
    """As the key with nothing behind it is."""
    assert records_of(f"{ZHIPU}{section}: null\n", record)["companies"]["zhipu"]


def test_a_null_where_something_is_needed_is_a_fault_at_its_place(record: Record) -> None:
    """Of a fact, a source, a company, a group, a plan, a claim, and of a reason to accept."""
    fact = '{metric: cash, period: 2025-12-31, value: "US$36m", source: mine}'
    facts = f"{ACME}    facts:\n    - {fact}\n"
    for text, at in (
        (facts.replace("metric: cash", "metric: null"), "null"),
        (facts.replace("period: 2025-12-31", "period: ~"), "~"),
        (facts.replace('"US$36m"', "NULL"), "NULL"),
        (facts.replace("source: mine", "source: null"), "null"),
        (facts.replace("mine}", "mine, accept: {conflict: null}}"), "null"),
        (facts.replace("title: My note", "title: Null"), "Null"),
        (f"{MINE}  other: null\n{facts.removeprefix(MINE)}", "other"),
        (f"{facts}  newco: null\n", "newco"),
        (f"{facts}groups:\n  ours: ~\n", "ours"),
        (f"{facts}claims:\n- {{id: x, source: mine, statement: null, says: 1}}\n", "null"),
    ):
        before = text[: text.index(at)]  # a thing that is named stands at its name
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        (problem,) = [one for one in told(text, record) if one.severity == "fault"]
        assert (problem.line, problem.column, problem.code) == (line, column, "empty"), text
        trouble = refusal(text.encode(), record)
        assert trouble.message == f"mine.yaml:{line}:{column}: nothing stands here, and something is needed"


def test_in_quotes_it_is_text_and_a_name_without_is_refused(record: Record) -> None:
    """A company, a ticker or an alias may be called so; other readers of YAML would lose it."""
    note = f"{ACME}    notes:\n    - {{text: 'null', source: mine}}\n"
    assert company_of(note, record)["notes"][0]["text"] == "null"
    for text in (
        f"{ACME}    aliases: [null]\n",
        ACME.replace("name: Acme", "name: null"),
        ACME.replace("name: Acme", "name: Acme\n    legal_name: NULL"),
        f"{ACME}    listed: {{ticker: null, exchange: X}}\n",
    ):
        assert "is not text to other readers of YAML" in refusal(text.encode(), record).message


def test_two_raises_do_not_become_one_deal_by_a_null(tmp_path: Path) -> None:
    """US$10m and US$20m that no deal tells apart: 36 / 3 = 12 months, and nothing with the raises."""
    rows: list[dict[str, Any]] = [
        CASH, {"metric": "liquid_investments", "period": "2025-12-31", "value": "=US$0m"}, BURN,
        {"metric": "raised", "period": "2026-02-10", "value": "US$10m", "status": "closed"},
        {"metric": "raised", "period": "2026-05-10", "value": "US$20m", "status": "closed"},
    ]  # fmt: skip
    answers = []
    for more in ({}, {"deal": None}):
        file = tmp_path / "mine.json"
        file.write_text(json.dumps(acme(*(row | more for row in rows))), encoding="utf-8")
        answers.append(here("runway", "acme", "--json", "--data", str(file)).stdout)
    assert answers[0] == answers[1]
    (row,) = json.loads(answers[0])["data"]
    assert (row["months"]["value"], row.get("cash_and_raised")) == (12, None)


@pytest.mark.parametrize(
    "key",
    ["scope", "label", "at", "note", "country", "founded", "listed", "notes", "aliases", "url"],
)
def test_a_key_with_nothing_behind_it_is_as_left_out(record: Record, key: str) -> None:
    """In block style too, of a fact, a company and a source."""
    fact = "    - metric: cash\n      period: 2025-12-31\n      value: US$36m\n      source: mine\n"
    bare = f"{ACME}    facts:\n{fact}"
    empty = {
        "url": bare.replace("kind: company", "kind: company, url: "),
        "scope": f"{bare}      scope:\n", "label": f"{bare}      label:\n", "at": f"{bare}      at:  \n",
        "note": f"{bare}      note:\r\n",
    }.get(key, f"{ACME}    {key}:\n    facts:\n{fact}")  # fmt: skip
    assert told(empty, record) == []
    assert company_of(empty, record) == company_of(bare, record)


@pytest.mark.parametrize("nothing", ["", " null", " ~", " Null"])
def test_a_new_company_without_a_currency_is_told_so(record: Record, nothing: str) -> None:
    """A key with nothing behind it is as left out, and this one is needed."""
    *_, problem = told(ACME.replace("currency: USD", f"currency:{nothing}"), record)
    assert (problem.code, problem.message) == ("missing-key", "the new company 'acme' needs a currency")


def test_a_word_without_a_colon_is_no_empty_key(record: Record) -> None:
    """`note: seen, basis` in one line is a text that a comma has cut, not a note and no basis."""
    fact = '{metric: cash, period: 2025-12-31, value: "US$36m", source: mine, note: seen, basis}'
    (problem,) = told(f"{ACME}    facts:\n    - {fact}\n", record)
    assert (problem.severity, problem.line) == ("fault", 8)


@pytest.mark.parametrize("key", ["metric", "period", "value", "source"])
def test_a_key_that_is_needed_and_left_empty_is_a_fault(record: Record, key: str) -> None:
    """At its place, as with the word null."""
    row = {"metric": "cash", "period": "2025-12-31", "value": "US$36m", "source": "mine"} | {key: ""}
    lines = "\n      ".join(f"{name}: {value}" for name, value in row.items())
    faults = [one for one in told(f"{ACME}    facts:\n    - {lines}\n", record) if one.severity == "fault"]
    assert [(one.code, one.line) for one in faults] == [("empty", 8 + list(row).index(key))]


WORDS_FOR_NOTHING = [
    "none", "nil", "n-a", "n.a.", "nan", "undefined", "'null'", "blank", "missing", "not-available", "keine",
    "null-value", "not-yet-known", "to-be-announced", "no-label", "keine-angabe", "not-a-number", "aucune",
    "unknown-scope", "empty", "none-given", "tbc", "non-applicable",
]  # fmt: skip


@pytest.mark.parametrize(
    "word",
    ["no-code", "blank-check", "a", "nine", "given", "data", "on-premise", "label", "pre-b", "series-a",
     "missing-link", "unknown-worlds", "item-4", "to-b", "core", "not-plus"],
)  # fmt: skip
def test_a_name_that_only_begins_so_is_a_name(record: Record, word: str) -> None:
    """`no-code` is a product, `blank-check` a kind of listing."""
    fact = f'{{metric: cash, period: 2025-12-31, value: "US$36m", source: mine, scope: {word}}}'
    assert told(f"{ACME}    facts:\n    - {fact}\n", record) == []


@pytest.mark.parametrize("word", WORDS_FOR_NOTHING)
@pytest.mark.parametrize("key", ["scope", "label", "deal"])
def test_a_word_for_nothing_that_is_taken_for_an_id_is_a_warning(record: Record, key: str, word: str) -> None:
    """It is an id by its form, and likely meant to be none."""
    fact = f'{{metric: cash, period: 2025-12-31, value: "US$36m", source: mine, {key}: {word}}}'
    (problem,) = told(f"{ACME}    facts:\n    - {fact}\n", record)
    assert (problem.severity, problem.code, problem.line) == ("warning", "no-name", 8)
    assert problem.message == f"{word.strip(chr(39))} is taken for the name of a {key}"


# --- text behind a # ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("note: see slide #3 of the deck", 23),
        ("at: page #4", 16),
        ("deal: series-b #2", 22),
        ("note: see   #3", 19),
        ("note: see\t#issue", 17),
        ("value: US$5m #1", 20),
        ("note: 见 #第三页", 15),
    ],
)
def test_text_that_a_hash_cuts_off_is_a_warning_at_the_hash(record: Record, line: str, column: int) -> None:
    """Behind ` #` all is a comment to YAML; one that is meant has a space behind its #."""
    value = "" if line.startswith("value") else '\n      value: "US$5m"'
    fact = f"metric: cash\n      period: 2025-12-31{value}\n      {line}\n      source: mine\n"
    text = f"{ACME}    facts:\n    - {fact}"
    number = text[: text.index(line)].count("\n") + 1
    (problem,) = told(text, record)
    assert (problem.code, problem.severity) == ("cut-off", "warning")
    assert (problem.line, problem.column) == (number, column)


def test_so_it_is_in_every_section_and_across_pieces(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles, names, groups, claims; and wherever the file is cut while it is read."""
    text = (
        "sources:\n  mine:\n    title: Deck #2\n    publisher: Me\n    published: 2026-01-31\n"
        "    kind: press\n"
        "companies:\n  acme:\n    name: Acme #1\n    currency: USD\n    notes:\n"
        "    - text: see #3\n      source: mine\n    aliases:\n    - Ac #5\n"
        "groups:\n  ours:\n  - acme #6\n"
        "claims:\n- id: x\n  source: mine\n  statement: it grew #7 times\n  says: 5\n"
    )
    lines = [number for number, line in enumerate(text.splitlines(), 1) if " #" in line]
    for piece in (1, 2, 5, 64, 1 << 16):
        monkeypatch.setattr("aicompare.dataset.text._PIECE", piece)
        assert [one.line for one in told(text, record) if one.code == "cut-off"] == lines, piece


@pytest.mark.parametrize(
    "line",
    [
        "note: see it # the deck",
        'note: "see #3"',
        "note: 'see #3'",
        "note: slide#3",
        "note: see it  # 3",
        "# note: x #3",
        "note: >\n        see #3",
        "note: see it  ## 3",
        "note: 'see it' #3",
    ],
)
def test_comments_and_quoted_text_are_no_slip(record: Record, line: str) -> None:
    """A comment with a space behind its #, text in quotes and in blocks, a # within a word."""
    fact = 'metric: cash\n      period: 2025-12-31\n      value: "US$5m"\n      source: mine'
    assert told(f"{ACME}    facts:\n    - {fact}\n      {line}\n", record) == []


def test_where_it_breaks_the_yaml_the_hint_names_it(record: Record) -> None:
    """In a flow mapping the brace is part of the comment."""
    fact = '{metric: cash, note: see slide #3, period: 2025-12-31, value: "US$5m", source: mine}'
    trouble = refusal(f"{ACME}    facts:\n    - {fact}\n".encode(), record)
    assert trouble.hint == "behind the # in line 8 all is a comment; put text with a # in quotes"


# --- brackets -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        "      note: 'see [note'\n",
        '      note: "{ [ { ["\n',
        "      note: see [[ and {{ above\n",
        "      # see [[ above {{\n",
        "      note: |\n        [ [ [\n",
        "      note: >-\n        {{{\n",
    ],
)
def test_brackets_in_text_and_comments_are_no_nesting(record: Record, more: str) -> None:
    """300 of each, beyond any count that does not read."""
    fact = '    - metric: cash\n      value: "US${}m"\n      period: 2025-12-31\n      source: mine\n{}'
    text = f"{ACME}    facts:\n" + "".join(fact.format(number + 1, more) for number in range(300))
    assert len(company_of(text, record)["facts"]) == 300


NESTED = ["[" * 200_000, "{a: " * 200_000, "[{a: " * 100_000, "[" * 22, "[\n" * 200_000]


@pytest.mark.parametrize("nested", NESTED, ids=lambda text: repr(text[:8]))
@pytest.mark.parametrize("before", ["", "# see ]]\n", "'a]]': x\n"])
def test_what_is_nested_too_deeply_is_refused_with_its_place(
    record: Record, nested: str, before: str
) -> None:
    """Whatever its depth, also behind a comment and a quote that close what was never opened."""
    text = f"{before}x: {nested}" if "'" in before else f"{before}{nested}"
    trouble = refusal(text.encode(), record)
    line = before.count("\n") + 1
    assert re.match(rf"mine\.yaml:({line}|{line + 20}|{line + 21}):[0-9]+: ", trouble.message)
    assert trouble.message.endswith(("nested deeper than 20 levels", "a key must be plain text"))


# --- JSON, and what chat programs put around a file -----------------------------------------


@pytest.mark.parametrize("indent", [None, 2])
def test_json_may_write_a_character_in_two_halves(record: Record, indent: int | None) -> None:
    """As json.dumps does of what is beyond U+FFFF: U+1F680 is D83D DE80 (RFC 8259, 7)."""
    whole = acme(CASH, notes=[{"text": "A 🚀 and 𠮷, \\ and \\ud83d", "source": "mine"}])
    text = json.dumps(whole, indent=indent)
    assert "\\ud83d\\ude80" in text
    assert company_of(text, record)["notes"][0]["text"] == "A 🚀 and 𠮷, \\ and \\ud83d"


def test_halves_are_joined_wherever_the_file_is_cut(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece ends somewhere else in the twelve letters."""
    text = json.dumps(acme(CASH, notes=[{"text": "🚀" * 20, "source": "mine"}]))
    for piece in (1, 2, 3, 5, 7, 11, 13):
        monkeypatch.setattr("aicompare.dataset.text._PIECE", piece)
        assert company_of(text, record)["notes"][0]["text"] == "🚀" * 20


def test_half_a_character_is_refused_with_its_place(record: Record) -> None:
    """It is none; the hint names the way of json.dumps."""
    for half in ("\\ud83d", "\\ude80", "\\ude80\\ud83d"):
        text = json.dumps(acme(CASH), indent=1).replace("Deck", half)
        trouble = refusal(text.encode(), record)
        assert trouble.message.startswith("mine.yaml:4:"), half
        assert trouble.hint == "write the character itself, as json.dumps does with ensure_ascii=False"


@pytest.mark.parametrize(
    ("before", "line"),
    [("```yaml\n", 1), ("```\n", 1), ("~~~yaml\n", 1), ("# mine\n```yaml\n", 2), ("\n  ```yaml\n", 2)],
)
def test_the_fence_of_a_block_of_code_is_named(record: Record, before: str, line: int) -> None:
    """A chat program's answer, copied with the lines around it."""
    trouble = refusal(f"{before}{ZHIPU}```\n".encode(), record)
    assert trouble.message.startswith(f"mine.yaml:{line}:")
    assert trouble.message.endswith("this is the fence of a block of code, and no part of the file")
    assert trouble.hint == "leave its lines out"


def test_the_fence_below_alone_is_named_too(record: Record) -> None:
    """Where the first was left out."""
    trouble = refusal(f"{ZHIPU}```\n".encode(), record)
    assert trouble.message == "mine.yaml:7:1: this is the fence of a block of code, and no part of the file"


# --- much of what is not used ----------------------------------------------------------------

MANY = 320_000
ONES = f"[{'1,' * MANY}1]"
TOO_MUCH = "more than 300,000 values in one company or section; split it"
# 300,000 values, of which a company and a list are two; each further takes two columns
LARGE = {
    "an unknown section": (f"a: {ONES}", "1:1: there is no key 'a' here"),
    "an unknown section of mappings": (f"a: [{'{b: 1},' * MANY}1]", "1:1: there is no key 'a' here"),
    "a list at the top": (ONES, "1:1: a mapping is wanted here"),
    "a list of sources": (f"sources: {ONES}", "1:10: a mapping is wanted here"),
    "a list of companies": (f"companies: {ONES}", "1:12: a mapping is wanted here"),
    "a mapping of claims": (
        "claims: {" + "".join(f"k{n}: 1," for n in range(MANY // 2)) + "}", "1:9: a list is wanted here",
    ),
    "a list for a company": (f"companies: {{a: {ONES}}}", "1:13: a mapping is wanted here"),
    "facts that are none": (f"companies: {{a: {{facts: {ONES}}}}}", f"1:{25 + 2 * 299_998}: {TOO_MUCH}"),
    "a key of a company": (f"companies: {{a: {{b: {ONES}}}}}", f"1:{21 + 2 * 299_998}: {TOO_MUCH}"),
    "claims that are none": (f"claims: {ONES}", f"1:{10 + 2 * 299_999}: {TOO_MUCH}"),
    "keys at the top": ("".join(f"k{n}: 1\n" for n in range(MANY // 2)), "1:1: there is no key 'k0' here"),
}  # fmt: skip


BOTH_WAYS = {"an unknown section", "a list for a company", "facts that are none"}  # at length, all


@pytest.mark.parametrize("name", LARGE)
def test_what_is_not_used_is_passed_over(tmp_path: Path, name: str) -> None:
    """Within 250 MB, where each value built takes hundreds of bytes; the same for both ways to read."""
    text, message = LARGE[name]
    file = tmp_path / "big.yaml"
    file.write_text(text, encoding="utf-8")
    ways = [("list", "--data", str(file)), ("validate", str(file))]
    for command in ways if LONG or name in BOTH_WAYS else ways[:1]:
        done = subprocess.run(
            [sys.executable, "-m", "aicompare", *command],
            capture_output=True, encoding="utf-8", env=environment(), check=False, timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20)),
        )  # fmt: skip
        assert done.returncode in (1, 2), done.stderr
        said = re.sub(r"fault\[[a-z-]+\]: ", "", folded(done.stdout + done.stderr))
        assert f"{file}:{message}" in said


def test_no_mapping_has_more_keys_than_are_kept_in_mind(record: Record) -> None:
    """300,001 at the top, none of which is known."""
    text = f"{MINE}{''.join(f'k{n}: 1{chr(10)}' for n in range(MOST_VALUES))}"
    trouble = refusal(text.encode(), record)
    assert trouble.message == "mine.yaml:300002:1: more than 300,000 keys in one place"


def test_no_more_faults_are_told_than_a_person_reads(record: Record) -> None:
    """1,000 of 5,000, and that there are more."""
    fact = '    - {metric: x, period: FY2025, value: "US$5m", source: mine}\n'
    checked = check_over([Layer(record, "x")], "mine.yaml", f"{ACME}    facts:\n{fact * 5000}".encode())
    assert (len(checked.problems), checked.cut_short) == (MOST_FAULTS, True)


def test_validate_says_that_it_stopped(tmp_path: Path) -> None:
    """In a note below the last."""
    file = tmp_path / "mine.yaml"
    fact = '    - {metric: x, period: FY2025, value: "US$5m", source: mine}\n'
    file.write_text(f"{ACME}    facts:\n{fact * 1200}", encoding="utf-8")
    done = here("validate", str(file))
    assert "mine.yaml has more faults than these; mend them, and look again." in folded(done.stdout)
    assert done.stdout.count("fault[unknown-metric]") == MOST_FAULTS
