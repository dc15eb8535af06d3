"""Break aicompare if you can: mutated data files and arguments, the promises checked on each answer.

    python tools/fuzz.py --inputs 20000 --seed 1

Each input is a data file made of the shipped one by a few mutations (of keys, values, rows,
types or bytes), a command line made of the options that the commands declare, or both. It
runs in this process through the same entry as the command, some of them in a process of
their own. Nothing is written outside a temporary folder, nothing is fetched.

An input that breaks a promise is printed whole, with the seed that makes it again:
`--seed SEED --first NUMBER --inputs 1`. The exit code is 1 then.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import functools
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer.main
import yaml

from aicompare import cli
from aicompare.cli import by_typer
from aicompare.dataset import loading
from aicompare.rates import fetching
from aicompare.resources import SOURCE, resource

MOST_SECONDS = 5
SUBPROCESS_EVERY = 400  # one input in so many has a process of its own
MOST_BYTES_OF_ERROR = 4001  # and a line end
# Control characters but the line end, ANSI, bidi, half characters: nothing of this may come out.
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
LEAKS = re.compile(
    r"Traceback|something went wrong inside|pydantic|ValidationError|libyaml|yaml\.|typer|click|_ERROR"
    r"|\b(?:Key|Value|Type|Attribute|Index|Unicode\w*|OS|Recursion|ZeroDivision|Overflow|Assertion)Error\b"
    r"|decimal\.|InvalidOperation|<class"
)
HOSTILE = [
    "", " ", "-", "--", "-1", "0", "00", "1e999999999", "1" * 30, "9" * 79, "9" * 5000,
    "0." + "0" * 70 + "1", "NaN", "Infinity", "-0", "١٢٣", "１２３", "½", "²", "1_000", "0x10", "nan%",
    "%s%n", "{0}", "null", "~", "NO", "yes", "2025-06-30", "2025-02-30", "0000-00-00", "9999-12-31",
    "2199-12-31", "1900-01-01", "FY0000", "FY9999", "13M2025", "Q5 2025", "2025-01-01..2024-01-01",
    "2025-12-31..2025-12-31", "10:30", "1:30:00", "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07", "\x9b2J", "\u202eevil", "\u2066x",
    "[bold red]x[/]", "[/]", ":smile:", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\tx", "\rx",
    "a\nb", "\ud800", "\udcff", "\ufeff", "\x85", "\u2028", "\U0001f600", "é", "a\u0301" * 30, "ﷺ", "𝟙",
    "\u200b", "ı", "ſ", "../../etc/passwd", "/dev/full", "/dev/null", "/", ".", "a" * 300, "x" * 100_000,
    "' OR 1=1", "`id`", "$(id)", "&a", "*a", "!!python/object/apply:os.system", "<<", "? x", "- x",
    "# x", "|", ">", "%YAML 9.9", "{", "}", "[[", "US$5bn", "¥5m", "USD -5", "~RMB 2bn", "≥ US$1",
    "350-400bn CNY", "=US$1", "US$0", "USD 0.0000000001", "5%", "-100%", "-99.9%", "1000000%", "0%",
    "0.5", "USD/CNY=7", "USD/HKD=1", "HKD/USD=0.000000001", "CNY/USD=999999999", "USD/USD=1",
    "USD/CNY=0", "US$1bn@1", "US$1bn@0", "proceeds", "US$1bn@999999999999", "US$1bn@" + "9" * 5000,
    "minimax.revenue[FY2025]", "zhipu.cash", "a.b[c]", "1/0", "0/0",
]  # fmt: skip
PIECES = [
    b"\x00", b"\t", b"\xff", b"\r", b"\n", b"\xef\xbb\xbf", b"\xc3", b"&a ", b"*a ", b"!!x ", b"---\n", b"#",
    b"...\n", b"<<: ", b"? ", b"[" * 50, b"{" * 300, b'"', b"'", b"%YAML 1.1\n", b"- " * 30,
]  # fmt: skip
ENVIRONMENTS: list[dict[str, str]] = [
    {}, {"COLUMNS": "20"}, {"COLUMNS": "0"}, {"COLUMNS": "9" * 5000}, {"COLUMNS": "wide"}, {"COLUMNS": "200"},
    {"AICOMPARE_DATA": "/nonexistent.yaml"}, {"AICOMPARE_DATA": ":::"}, {"TZ": "nowhere"}, {"TERM": "\x1b"},
]  # fmt: skip


@dataclass
class Input:
    """A command line, its environment, and a data file that it may name as `mine.yaml`."""

    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    file: bytes = b""


@dataclass
class Answer:
    code: object
    out: str
    err: str
    seconds: float


class Hang(BaseException):
    """It took longer than MOST_SECONDS."""


# --- data files -----------------------------------------------------------------------------


class Files:
    """Data files made of the shipped one."""

    def __init__(self) -> None:
        self._bytes = resource(SOURCE).read_bytes()
        self._whole = yaml.load(self._bytes, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))

    def one(self, chance: random.Random) -> bytes:
        if chance.random() < 0.01:  # the whole file takes its time
            return _of_bytes(self._bytes, chance)
        tree = self._part(chance)
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 8))):
            _mutated(tree, chance)
        text = "".join(_written(tree, "", chance)).encode("utf-8", "surrogatepass")
        return _of_bytes(text, chance) if chance.random() < 0.2 else text

    def _part(self, chance: random.Random) -> dict[str, Any]:
        """A company or two with some facts and the sources these name, as a file of one's own."""
        whole = self._whole
        companies = {}
        for id_ in chance.sample(sorted(whole["companies"]), chance.choice((1, 1, 2))):
            row = _copy(whole["companies"][id_])
            for key in ("facts", "plans", "notes"):
                rows = row.get(key, [])
                row[key] = [_copy(one) for one in chance.sample(rows, min(len(rows), chance.randint(1, 6)))]
            if chance.random() < 0.3:
                row = {"facts": row["facts"]}
            new = id_
            if "name" in row and chance.random() < 0.5:  # a company of one's own has names of its own
                new = f"my-{id_}"
                row = {
                    key: value for key, value in row.items() if key not in ("legal_name", "aliases", "listed")
                }
                row["name"] = f"My {row['name']}"
            companies[new] = {key: value for key, value in row.items() if value or chance.random() < 0.1}
        named = set(_named(companies))
        sources = {id_: _copy(row) for id_, row in whole["sources"].items() if id_ in named}
        claims = [_copy(one) for one in chance.sample(whole["claims"], chance.randint(0, 2))]
        return {
            "sources": sources,
            "groups": {"mine": list(companies)},
            "companies": companies,
            "claims": [one for one in claims if one["source"] in sources],
        }


def _written(tree: Any, indent: str, chance: random.Random) -> Iterator[str]:
    """YAML as a person might write it: blocks and flows, and text without quotes where it hurts."""
    if isinstance(tree, dict) and tree and chance.random() < 0.9:
        for key, value in tree.items():
            yield f"\n{indent}{key}:"
            yield from _written(value, indent + "  ", chance)
    elif isinstance(tree, list) and tree and chance.random() < 0.9:
        for value in tree:
            yield f"\n{indent}-"
            yield from _written(value, indent + "  ", chance)
    elif isinstance(tree, str) and (chance.random() < 0.1 or re.fullmatch(r"[\w .-]+", tree)):
        yield f" {tree}"
    else:
        yield " " + json.dumps(tree, ensure_ascii=False)


def _copy(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _copy(value) for key, value in tree.items()}
    return [_copy(one) for one in tree] if isinstance(tree, list) else tree


def _named(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "source":
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _named(value)
    elif isinstance(tree, list):
        for one in tree:
            yield from _named(one)


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """(container, key or index) of everything in a tree."""
    found: list[tuple[Any, Any]] = []
    steps = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for key, value in steps:
        found.append((tree, key))
        if isinstance(value, dict | list):
            found += _places(value)
    return found


def _mutated(tree: dict[str, Any], chance: random.Random) -> None:
    """One mutation, in place."""
    places = _places(tree)
    if not places:
        return
    container, key = chance.choice(places)
    value = container[key]
    match chance.randrange(9):
        case 0:
            del container[key]
        case 1 if isinstance(container, list):
            container.insert(chance.randint(0, len(container)), _copy(value))
        case 2 if isinstance(container, dict):
            container[_word(str(key), chance)] = container.pop(key)
        case 3:
            container[key] = chance.choice(([], {}, "", [value], {"x": value}, None, 5, True, [[[]]]))
        case 4:
            other, elsewhere = chance.choice(places)
            container[key] = _copy(other[elsewhere])
        case 5:
            container[key] = chance.choice(HOSTILE)[:2000]
        case 6:
            for _ in range(chance.randint(1, 30)):
                value = [value]
            container[key] = value
        case _:
            if isinstance(value, str):
                container[key] = _word(value, chance)


def _word(text: str, chance: random.Random) -> str:
    """A slip of the pen, or something hostile, in a text."""
    at = chance.randint(0, len(text))
    match chance.randrange(7):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return (
                text[:at]
                + chance.choice("0123456789.,-%:/[]{}()<>=+*~≥ \t\n\x00\x1b\u202eé中@#&!|'\"\\")
                + text[at:]
            )
        case 2:
            return text[:at] + chance.choice(HOSTILE)[:200] + text[at:]
        case 3:
            return text * chance.choice((2, 10))
        case 4:
            return text.swapcase()
        case 5:
            return re.sub(
                r"[0-9]+", lambda _: str(chance.choice((0, 1, 7, 12, 99, 2025, 10**12, 10**40))), text
            )
        case _:
            return text[::-1]


def _of_bytes(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, lost, doubled or put in, or the whole in another encoding."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(7):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.choice((1, 1, 10, 1000))]
            case 2:
                found[at:at] = found[max(0, at - chance.choice((5, 100))) : at]
            case 3:
                found[at:at] = chance.choice(PIECES)
            case 4:
                del found[at:]
            case _:
                lines = found.split(b"\n")
                chance.shuffle(lines) if len(lines) < 40 else lines.pop(chance.randrange(len(lines)))
                found = bytearray(b"\n".join(lines))
    if chance.random() < 0.05:
        text = bytes(found).decode("utf-8", "replace")
        return text.encode(chance.choice(("utf-16", "utf-32", "utf-8-sig", "gbk", "latin-1")), "replace")
    return bytes(found)


# --- command lines --------------------------------------------------------------------------


class Lines:
    """Command lines made of what the commands declare."""

    def __init__(self) -> None:
        by_typer.app.registered_commands.clear()
        by_typer.register(by_typer.MODULES)
        group: Any = typer.main.get_command(by_typer.app)
        self.commands: dict[str, Any] = group.commands
        data = loading.load()
        metrics = sorted({fact.metric.name for company in data.all() for fact in company.facts})
        self._words = {
            "COMPANY": [*data.ids, "智谱", "0100.HK"],
            "METRIC": metrics, "M": metrics, "G": sorted(data.groups),
            "DATE": ["2025-12-31", "2026-09-30", "2026-01-09", "2024-02-29"],
            "PERIOD": ["FY2025", "H1 2026", "9M2025", "2025-01-01..2025-09-30"],
            "P": ["FY2025", "2025-12-31", "H1 2026"],
            "AMOUNT": ["US$5bn", "15bn CNY", "25.5亿元", "US$0", "HK$714", "minimax.revenue[FY2025]"],
            "CUR": ["USD", "HKD", "RMB", "reported", "EUR", "JPY"],
            "FORMAT": ["table", "json", "csv", "markdown"],
            "FILE": ["mine.yaml", "mine.yaml", "out.json", "out.csv", "out.md", "nowhere.yaml", "."],
            "PCT": ["5%", "-10%", "0%", "100%"], "USD/CNY=7.04": ["USD/CNY=7.04", "HKD/USD=0.128"],
            "AMOUNT[@MONTH]": ["US$1bn", "US$1bn@3", "proceeds"],
            "[BASE/QUOTE]": ["USD/CNY", "HKD/CNY", "update"],
            "BASIS": ["cash", "liquidity", "stated", "operating", "net-loss", "auto", "ltm", "arr", "fy"],
            "CUR[,CUR...]": ["USD", "HKD,CNY", "RMB,EUR,JPY"], "KEY": ["name", "multiple", "date"],
            "EXPRESSION": [
                "minimax.cash[2025-09-30] / minimax.monthly_burn[FY2025] == 37",
                "zhipu.revenue[FY2025] > 2 * minimax.revenue[FY2025]",
                "15bn CNY ~ US$2bn", "1 / (zhipu.cash - 1)", "((((((1))))))",
                "minimax.stated_runway >= 36", "0.1 + 0.2 == 0.3", "2 ** 9999", "-5% * US$1m",
            ],
            "COMPANY|AMOUNT NAME=WEIGHT": ["zhipu", "minimax", "US$10m", "a=1", "b=2", "c=50%", "d=1/3"],
            "ID": ["ipo-2026"], "UNIT": ["1m", "0.01", "1000"],
            "S": ["planned", "reported", "forecast", "actual"],
        }  # fmt: skip

    def one(self, chance: random.Random) -> list[str]:
        name = chance.choice(sorted(self.commands))
        asked: list[str] = []
        for parameter in self.commands[name].params:
            is_option = parameter.param_type_name == "option"
            if chance.random() > (0.25 if is_option else 0.8) and not (
                parameter.required and chance.random() < 0.9
            ):
                continue
            for _ in range(
                chance.choice((1, 1, 1, 2, 3))
                if getattr(parameter, "multiple", False) or parameter.nargs < 0
                else 1
            ):
                if is_option:
                    asked.append(chance.choice(parameter.opts))
                if not getattr(parameter, "is_flag", False):
                    asked.append(self._value(parameter, chance))
        match chance.randrange(12):
            case 0:
                chance.shuffle(asked)
            case 1 if asked:
                asked[chance.randrange(len(asked))] = chance.choice(HOSTILE)
            case 2:
                asked.insert(
                    chance.randint(0, len(asked)),
                    chance.choice(("--help", "--", "-x", "--strict", "--json", "\udcff")),
                )
            case 3:
                name = _word(name, chance)
        return [name, *asked]

    def _value(self, parameter: Any, chance: random.Random) -> str:
        metavar = str(parameter.metavar or "").removesuffix("...")
        known = self._words.get(metavar) or [word for words in self._words.values() for word in words]
        word = chance.choice(known)
        roll = chance.random()
        if roll < 0.05:
            return chance.choice(HOSTILE)
        return _word(word, chance) if roll < 0.12 else word


# --- runs -----------------------------------------------------------------------------------


class Runs:
    """Runs an input in this process, or in one of its own, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mistake = ""
        # the shipped data are checked once, as a wheel has them, not at every input
        loading.shipped_records = functools.cache(loading.shipped_records)
        fetching.request.OpenerDirector.open = _no_network  # type: ignore[method-assign,assignment]
        slip = cli._slip

        def remembered(mistake: Exception) -> Any:
            import traceback

            self.mistake = "".join(traceback.format_exception(mistake)[-12:])
            return slip(mistake)

        cli._slip = remembered

    def run(self, given: Input, *, alone: bool = False) -> tuple[Answer, list[Path]]:
        """The answer, and the files that are there afterwards."""
        for file in self._folder.rglob("*"):
            if file.is_file():
                file.unlink()
        mine = self._folder / "mine.yaml"
        if given.file:
            mine.write_bytes(given.file)
        self.mistake = ""
        start = time.process_time()
        code, out, err = (self._alone if alone else self._here)(given)
        seconds = time.process_time() - start
        return Answer(code, out, err, seconds), [
            one for one in self._folder.iterdir() if one != mine and one.is_file()
        ]

    def _environment(self, given: Input) -> dict[str, str]:
        bare = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder / "home"),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        }
        return {**bare, **given.environment}

    def _here(self, given: Input) -> tuple[object, str, str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors=errors, newline="\n")
                   for errors in ("strict", "backslashreplace")]  # fmt: skip
        kept = sys.argv, sys.stdout, sys.stderr, sys.stdin, dict(os.environ)
        environment = self._environment(given)
        by_typer.app.registered_commands.clear()
        sys.argv, sys.stdout, sys.stderr = ["aicompare", *given.arguments], *streams
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        os.environ.clear()
        os.environ.update(environment)
        code: object
        try:
            with contextlib.chdir(self._folder), _alarm():
                code = cli._run()
        except Hang:
            code = f"hang, longer than {MOST_SECONDS} s"
        except BaseException as mistake:  # noqa: BLE001 - whatever escapes is a finding
            code = f"escaped: {mistake!r:.300}"
        finally:
            sys.argv, sys.stdout, sys.stderr, sys.stdin = kept[:4]
            os.environ.clear()
            os.environ.update(kept[4])
        for stream in streams:
            stream.flush()
        out, err = (_decoded(stream.buffer.getvalue()) for stream in streams)  # type: ignore[attr-defined]
        return code, out, err

    def _alone(self, given: Input) -> tuple[object, str, str]:
        command = [sys.executable, "-m", "aicompare", *map(_typed, given.arguments)]
        try:
            done = subprocess.run(
                command,
                cwd=self._folder,
                env=self._environment(given),
                capture_output=True,
                timeout=12 * MOST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "hang in a process of its own", "", ""
        return done.returncode, _decoded(done.stdout), _decoded(done.stderr)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _typed(text: str) -> str:
    """Without what no process can be given: zeros, and half characters but undecodable bytes."""
    return re.sub("[\x00\ud800-\udc7f\udd00-\udfff]", "", text)[:100_000]


def _no_network(*_: object, **__: object) -> None:
    raise OSError(0, "no network here")


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hang

    # its own work, which a busy machine does not lengthen; and waiting without any
    clocks = ((signal.SIGPROF, signal.ITIMER_PROF, 1), (signal.SIGALRM, signal.ITIMER_REAL, 12))
    before = [signal.signal(number, ring) for number, *_ in clocks]
    for _, clock, times in clocks:
        signal.setitimer(clock, times * MOST_SECONDS)
    try:
        yield
    finally:
        for (number, clock, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(clock, 0)
            signal.signal(number, handler)


# --- promises -------------------------------------------------------------------------------


def broken_promises(given: Input, answer: Answer, files: list[Path]) -> Iterator[str]:
    """What INTERFACE promises of every answer, and this one does not keep."""
    if answer.code not in (0, 1, 2):
        yield f"the exit code is {answer.code}"
        return
    if answer.seconds > MOST_SECONDS:
        yield f"it took {answer.seconds:.1f} s"
    typed = " ".join(given.arguments) + given.file.decode("utf-8", "replace")
    if (leak := LEAKS.search(answer.err)) and leak[0] not in typed:
        yield f"stderr leaks {leak[0]!r}"
    for name, text in (("stdout", answer.out), ("stderr", answer.err)):
        if found := STEERING.search(text):
            yield f"{name} holds {found[0]!r}"
    if any(one.name.startswith(".aicompare-") for one in files):
        yield "a temporary file is left"
    if answer.code == 2 and not _is_undecided(answer, files):
        yield from _no_answer(answer, files)
    else:
        yield from _answer(given, answer, files)


def _is_undecided(answer: Answer, files: list[Path]) -> bool:
    """An answer all the same, on stdout or in a file: that a statement cannot be decided, or read."""
    failed = answer.err.startswith("aicompare: ")
    told = answer.out + "".join(map(_text, files))
    return not failed and any(verdict in told for verdict in ("undecided", "error"))


def _no_answer(answer: Answer, files: list[Path]) -> Iterator[str]:
    lines = answer.err.splitlines() or [""]
    first, *place = lines[:4]
    has_place = len(place) == 2 and place[1].strip() == "^"
    if not (
        (first.startswith("aicompare: ") and has_place) or all(one.startswith("aicompare: ") for one in lines)
    ):
        yield "an error is not one line `aicompare: ...` a fault, or that with its place in an expression"
    if len(answer.err.encode("utf-8", "surrogateescape")) > MOST_BYTES_OF_ERROR:
        yield "more than 4,000 bytes of error"
    if answer.out:
        try:
            error = json.loads(answer.out)
            assert error["schema"] == "aicompare.error/1"
            assert error["error"].keys() == {"code", "message", "hint"}
        except (ValueError, AssertionError, KeyError):
            yield "stdout holds something besides an error object"
    if files:
        yield f"an error left {files[0].name}"


def _answer(given: Input, answer: Answer, files: list[Path]) -> Iterator[str]:
    said = _asked_form(given)
    for text, form in [(answer.out, said), *((_text(one), said or one.suffix[1:]) for one in files)]:
        if form == "json" and text and text[:1] in "{[":
            try:
                json.loads(text, parse_constant=_refuse)
            except ValueError as mistake:
                yield f"this is not JSON: {mistake}"
        if form == "csv":
            rows = list(csv.reader(io.StringIO(text)))
            if len({len(row) for row in rows}) > 1:
                yield "the rows of the CSV differ in length"
            if formula := next((cell for row in rows[1:] for cell in row if _is_formula(cell)), None):
                yield f"a cell begins a formula: {formula!r:.80}"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _is_formula(cell: str) -> bool:
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-[0-9.]+(; -?[0-9.]+)*", cell)


def _text(file: Path) -> str:
    return file.read_text("utf-8", "surrogateescape")


def _asked_form(given: Input) -> str:
    """The format that the arguments name; none where help is asked for."""
    arguments = given.arguments
    if {"--help", "-h"} & {*arguments}:
        return ""
    if "--json" in arguments or arguments[:1] == ["schema"]:
        return "json"
    return arguments[arguments.index("--format") + 1] if "--format" in arguments[:-1] else ""


# --- the whole ------------------------------------------------------------------------------

# What reads a file, so that every data file is looked at whatever the command.
READERS = [
    ["validate", "mine.yaml"],
    ["list"],
    ["show"],
    ["compare"],
    ["runway"],
    ["multiples"],
    ["sources"],
    ["metrics"],
]


def make_input(seed: int, number: int, files: Files, lines: Lines) -> Input:
    """Input `number` of `seed`: always the same one."""
    chance = random.Random(f"{seed}/{number}")
    environment = chance.choice(ENVIRONMENTS) if chance.random() < 0.2 else {}
    if chance.random() < 0.5:
        file = files.one(chance) if chance.random() < 0.2 else b""
        return Input(lines.one(chance), environment, file)
    file = files.one(chance)
    arguments = list(chance.choice(READERS))
    if arguments[0] != "validate":
        arguments += ["--data", "mine.yaml"]
        if arguments[0] in ("show", "compare"):
            ids = sorted(re.findall(rb"^  (my-[a-z0-9-]+|[a-z0-9]+):", file, re.MULTILINE)) or [b"zhipu"]
            arguments += [chance.choice(ids).decode() for _ in range(1 if arguments[0] == "show" else 2)]
    return Input(
        [*arguments, *chance.choice(([], ["--json"], ["--format", "csv"], ["--format", "markdown"]))],
        environment,
        file,
    )


def fuzz(seed: int, first: int, inputs: int, say: Callable[[str], None]) -> tuple[int, Counter[str]]:
    """The number of inputs that broke a promise, and how often each exit code and command came."""
    broken, seen = 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        runs, files, lines = Runs(Path(folder)), Files(), Lines()
        for number in range(first, first + inputs):
            given = make_input(seed, number, files, lines)
            alone = number % SUBPROCESS_EVERY == SUBPROCESS_EVERY - 1
            answer, left = runs.run(given, alone=alone)
            seen[f"exit {answer.code}"] += 1
            seen["own process"] += alone
            seen[f"command {given.arguments[0] if given.arguments[0] in lines.commands else 'unknown'}"] += 1
            promises = list(broken_promises(given, answer, left))
            if promises:
                broken += 1
                say(f"--seed {seed} --first {number} --inputs 1: {'; '.join(promises)}")
                say(f"  {given.arguments!r:.1000} {given.environment}")
                if given.file and "mine.yaml" in given.arguments:
                    say("  mine.yaml:\n" + given.file[:3000].decode("utf-8", "backslashreplace"))
                say(f"  stderr: {answer.err[:1000]!r}\n  stdout: {answer.out[:200]!r}\n{runs.mistake}")
    return broken, seen


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    start = time.monotonic()
    broken, seen = fuzz(asked.seed, asked.first, asked.inputs, lambda text: print(text, flush=True))
    for what, times in sorted(seen.items()):
        print(f"{times:>7,} {what}")
    seconds = time.monotonic() - start
    print(f"seed {asked.seed}: {asked.inputs:,} inputs in {seconds:.0f} s, {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
