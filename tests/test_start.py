"""What each command loads: the time that a shell user waits is mostly imports.

`loaded.txt` lists how many modules of ours a command loads, and which libraries beyond typer's
own, where aicompare is installed from a wheel. After a change that is meant,
`PYTHONPATH=src python tests/test_start.py` writes it anew; then read the difference: a module
more is a fraction of a millisecond, a library more is many.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command import CHECKOUT, environment, lay_out

LISTED = Path(__file__).with_name("loaded.txt")
COMMANDS = (
    "--version",
    "--help",
    "runway -h",
    "runway minimax --json",
    "runway minimax",
    "runway minimax --explain",
    "compare zhipu minimax --json",
    "compare zhipu minimax",
    "multiples --group us-labs --basis arr --json",
    "multiples zhipu --ev --json",
    "convert '15bn CNY' --to USD --json",
    "convert minimax.revenue[FY2025] --to CNY --json",
    "rates USD/CNY --average FY2025 --json",
    "show zhipu revenue --json",
    "show zhipu revenue --format csv",
    "show zhipu revenue --format markdown",
    "diff 2026-06-30 2026-10-31 minimax --json",
    "list --json",
    "sources --json",
    "metrics --json",
    "allocate zhipu --json",
    "allocate '15bn CNY' models=80% rest=20% --json",
    "check 'minimax.revenue[9M2025] / minimax.revenue[FY2024] == 1.75' --json",
    "audit --source article-003 --json",
)
COMPLETION = {
    "_AICOMPARE_COMPLETE": "complete_bash",
    "COMP_WORDS": "aicompare runway mini",
    "COMP_CWORD": "2",
}
# Of the standard library, what takes long to load and has no place in an answer.
SLOW = {
    "asyncio",
    "concurrent",
    "difflib",
    "email",
    "hashlib",
    "http",
    "importlib.metadata",
    "logging",
}
SLOW |= {"multiprocessing", "ssl", "statistics", "tempfile", "unittest", "urllib.request", "xml"}
TYPER = f"with typer {version('typer')}; from 0.29 on it loads pydantic itself, see pyproject.toml"
_RUN = """
import os, sys
sys.argv = ["aicompare", *sys.argv[1:]]
leave = os._exit
def report(code):
    print(*sorted(sys.modules), file=sys.stderr)
    sys.stderr.flush()
    leave(code)
os._exit = report
from aicompare.__main__ import main
main()
"""


def loaded_by(*arguments: str, **changes: str) -> set[str]:
    """The modules that a whole run has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


def listing(root: Path) -> dict[str, tuple[int, str]]:
    """For each command how many modules of ours it loads, and which libraries beyond typer's own."""
    typer = set(subprocess.check_output([sys.executable, "-c", _OF_TYPER], text=True).split())
    runs = {command: loaded_by(*shlex.split(command), PYTHONPATH=str(root)) for command in COMMANDS}
    runs["completion of a company"] = loaded_by(PYTHONPATH=str(root), **COMPLETION)
    for command, modules in runs.items():
        assert not (modules - typer) & SLOW, f"{command} loads {(modules - typer) & SLOW}"
    return {command: _counted(modules - typer) for command, modules in runs.items()}


_OF_TYPER = "import sys, typer; print(*sys.modules)"


def _counted(modules: set[str]) -> tuple[int, str]:
    ours = [name for name in modules if name.startswith("aicompare.")]
    tops = {name.partition(".")[0] for name in modules if not name.startswith(("aicompare", "_"))}
    libraries = tops - set(sys.stdlib_module_names) - {"typer", "click"}
    return len(ours), " ".join(sorted(libraries)) or "-"


def listed() -> dict[str, tuple[int, str]]:
    """Of `loaded.txt`: a line is a count, the libraries, and the command."""
    lines = [line.split("\t") for line in LISTED.read_text(encoding="utf-8").splitlines()]
    return {command: (int(count), libraries) for count, libraries, command in lines}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="where there is another shell, other modules load")
def test_each_command_loads_no_more_than_is_listed(installed: Path) -> None:
    """No other library, and no more modules of ours, than when its start was last measured."""
    found, pinned = listing(installed), listed()
    assert {command: libraries for command, (_, libraries) in found.items()} == {
        command: libraries for command, (_, libraries) in pinned.items()
    }, TYPER
    assert not [
        f"{command}: {count} modules, not {pinned[command][0]}"
        for command, (count, _) in found.items()
        if count > pinned[command][0]
    ]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_no_heavy_library(option: str) -> None:
    """In a checkout too, where the data is YAML: they read no data at all."""
    loaded = loaded_by(option, PYTHONPATH=CHECKOUT)
    assert not loaded & {"rich", "pydantic", "pydantic_core", "yaml"}, TYPER
    assert not any(name.startswith(("aicompare.dataset", "aicompare.calculators")) for name in loaded)


def test_an_answer_in_json_does_not_load_rich_in_a_checkout() -> None:
    """yaml and pydantic read the data file there; the screen's library stays away."""
    loaded = loaded_by("runway", "minimax", "--json", PYTHONPATH=CHECKOUT)
    assert not loaded & {"rich"}
    assert {"yaml", "pydantic"} <= loaded  # or the test looks at the wrong thing


def test_colours_need_no_console(installed: Path) -> None:
    """The styles of rich alone are loaded, and only where there are colours; no pager without need."""
    drawn = loaded_by("runway", "minimax", PYTHONPATH=str(installed), FORCE_COLOR="1")
    assert "rich.style" in drawn  # or the test looks at the wrong thing
    assert not drawn & {"shutil", "subprocess", "aicompare.render.pager"}
    assert not drawn & {"rich.console", "rich.text", "rich.segment"}
    plain = loaded_by("runway", "minimax", PYTHONPATH=str(installed), FORCE_COLOR="1", NO_COLOR="1")
    assert not plain & {"rich"}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        found = listing(lay_out(Path(folder)))
    lines = (f"{count}\t{libraries}\t{command}\n" for command, (count, libraries) in found.items())
    LISTED.write_text("".join(lines), encoding="utf-8")
