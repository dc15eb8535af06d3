"""How the code is built: imports point one way, no float anywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from command import ROOT

PACKAGE = ROOT / "src" / "aicompare"
FILES = sorted(PACKAGE.rglob("*.py"))

# The packages, each importing only from those to its left; a comma stands between equals, which do
# not know each other.
ORDER = (
    "values < rates < companies < reports < lint, expressions < reading"
    " < calculators, dataset, render < api < cli"
)
LEVELS = {name: level for level, names in enumerate(ORDER.split(" < ")) for name in names.split(", ")}
# What the packages stand on, and the start that stands on them.
LOOSE = {"", "__main__", "files", "progress", "resources"}
# Facts in, report out: no file, no clock, no screen. The history of rates is read where it lies.
PURE = ("values", "companies", "reports", "lint", "expressions", "reading", "calculators")
# What is known, and what an answer is.
KNOWN = ("values", "rates", "companies", "reports")


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(file)))


def module_of(file: Path) -> str:
    """`calculators.runway`, without `aicompare.`; a package is its own name."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def top_of(module: str) -> str:
    return module.partition(".")[0]


MODULES = {module_of(file): file for file in FILES}


@cache
def imported(file: Path) -> frozenset[str]:
    """Every module a file imports, at its head or inside a function."""
    return frozenset(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: imports are absolute"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in names if name.removeprefix("aicompare.") in MODULES}
            yield from modules or {node.module}


def ours(file: Path) -> set[str]:
    return {name.removeprefix("aicompare.") for name in imported(file) if name.startswith("aicompare.")}


def importers_of(library: str) -> set[str]:
    return {module_of(file) for file in FILES if any(top_of(name) == library for name in imported(file))}


# --- imports point one way --------------------------------------------------------------


def test_every_module_stands_in_a_package_of_the_order() -> None:
    """Nothing is loose but the start, the files of the machine, and the files that are shipped."""
    assert {module for module in MODULES if top_of(module) not in LEVELS} == LOOSE


@pytest.mark.parametrize("module", sorted(set(MODULES) - LOOSE))
def test_imports_point_one_way(module: str) -> None:
    """As ORDER has it, from `values` at the bottom to `cli` at the top."""
    for other in ours(MODULES[module]):
        there, here = top_of(other), top_of(module)
        right = there == here or there in LOOSE or LEVELS.get(there, 99) < LEVELS.get(here, -1)
        assert right, f"{module} imports {other}, which stands beside or above it"


@pytest.mark.parametrize("module", sorted(name for name in MODULES if top_of(name) in PURE))
def test_what_is_pure_knows_no_file_no_clock_and_no_screen(module: str) -> None:
    """Facts in, report out: nothing of the machine either."""
    assert not ours(MODULES[module]) & LOOSE
    outside = {top_of(name) for name in imported(MODULES[module])}
    machine = {"io", "locale", "logging", "os", "pathlib", "random", "subprocess", "sys", "tempfile", "time"}
    assert not outside & machine


def test_only_the_start_knows_the_command_line() -> None:
    """Nothing but `python -m aicompare` imports cli."""
    assert {module for module, file in MODULES.items() if "cli" in ours(file)} == {"__main__"}


OFFERING = ("cli.completion", "cli.expressing")  # what they know is offered as it is typed


def test_a_command_asks_the_library() -> None:
    """cli parses no option twice: `aicompare.runway(...)` does, for a command as for a program."""
    for module, file in MODULES.items():
        if top_of(module) == "cli" and module not in OFFERING:
            others = {top_of(name) for name in ours(file)}
            assert not others & {"calculators", "expressions", "lint"}, module


def test_no_module_imports_itself_in_a_circle() -> None:
    """Following imports, also those inside functions, never leads back to where one began."""
    left = {module: {name for name in ours(file) if name != module} for module, file in MODULES.items()}
    while free := {module for module, needs in left.items() if not needs & left.keys()}:
        left = {module: needs for module, needs in left.items() if module not in free}
    assert not left, f"in or behind a circle: {sorted(left)}"


@pytest.mark.parametrize(
    ("library", "where"),
    [
        ("rich", {"render.terminal"}),
        ("yaml", {"dataset.reader"}),
        ("pydantic", {"dataset.schema", "dataset.compiling"}),
        ("typer", {module for module in MODULES if top_of(module) == "cli"}),
    ],
)
def test_a_heavy_library_is_known_in_one_place(library: str, where: set[str]) -> None:
    """rich inside render, yaml and pydantic inside dataset, typer in cli."""
    assert importers_of(library) <= where
    assert importers_of(library)


# --- house rules ------------------------------------------------------------------------


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module, beside the place of it."""
    for module, file in MODULES.items():
        for node in nodes_of(file):
            yield f"{module}, line {getattr(node, 'lineno', '?')}", node


def test_no_float_touches_a_figure() -> None:
    """Neither float(...) nor a literal like 0.5 nor a conversion of its kind."""
    for place, node in nodes():
        name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
        assert name not in ("float", "from_float"), place
        assert not isinstance(node, ast.Constant) or not isinstance(node.value, float), place


@pytest.mark.parametrize("module", sorted(name for name in MODULES if top_of(name) in KNOWN))
def test_what_we_know_cannot_be_changed(module: str) -> None:
    """A figure, a fact, a rate or a report is a frozen, slotted dataclass."""
    for node in nodes_of(MODULES[module]):
        if isinstance(node, ast.ClassDef):
            marks = [ast.unparse(one) for one in node.decorator_list if "dataclass" in ast.unparse(one)]
            assert all("frozen=True" in mark and "slots=True" in mark for mark in marks), node.name


def test_today_is_never_used() -> None:
    """The same data and arguments give the same bytes tomorrow; how old they are is asked of the clock."""
    asking = ("api.status,", "api.dataupdate,")  # and a set of data of a day to come is refused
    for place, node in nodes():
        asked = node.func if isinstance(node, ast.Call) and not place.startswith(asking) else None
        assert not isinstance(asked, ast.Attribute) or asked.attr not in ("today", "now", "utcnow"), place


def test_only_what_writes_answers_prints() -> None:
    """stdout is the answer and nothing else, and it goes out in one place; text is run where classes are
    made alone, and only that of their own fields.
    """
    for place, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            made = {"eval", "exec"} if place.startswith("values.frozen,") else set()
            forbidden = {"print", "input", "eval", "exec", "breakpoint"} - made
            assert node.func.id not in forbidden, place


def public_definitions() -> Iterator[tuple[str, ast.AST]]:
    for module, file in MODULES.items():
        tree = tree_of(file)
        if module != "__main__":
            yield module or "aicompare", tree
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{module}.{node.name}", node


def test_everything_public_says_what_it_is() -> None:
    """Every module, class and function that others may use has a docstring."""
    silent = [name for name, node in public_definitions() if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert not silent


def test_every_calculator_has_its_tests_in_the_table_of_mutants() -> None:
    """A new one is measured too, by test files that exist."""
    (table,) = (
        ast.literal_eval(node.value)
        for node in tree_of(ROOT / "tools" / "mutants.py").body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TESTS"
    )
    calculators = {
        name for name, file in MODULES.items() if name.startswith("calculators.") and file.stem != "__init__"
    }
    assert calculators == {name for name in table if name.startswith("calculators.")}
    assert all((ROOT / f"tests/test_{one}.py").is_file() for tests in table.values() for one in tests.split())


def test_a_class_name_means_one_thing() -> None:
    """An engineer's search finds the right one first."""
    names = [node.name for _, node in nodes() if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
    assert [name for name in set(names) if names.count(name) > 1] == []


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


def test_a_loop_of_several_lines_names_what_it_goes_over() -> None:
    """By its noun; `one` is for a single line."""
    for place, node in nodes():
        targets = [node.target] if isinstance(node, ast.For) else []
        targets += [part.target for part in node.generators] if isinstance(node, COMPREHENSIONS) else []
        names = {inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}
        assert "one" not in names or node.lineno == node.end_lineno, place


def test_classes_are_made_in_one_way() -> None:
    """The standard library's dataclasses bring `inspect` along: what makes ours is `values.frozen`."""
    assert {module for module, file in MODULES.items() if "dataclasses" in imported(file)} <= {
        "values.frozen"
    }
