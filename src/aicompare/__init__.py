"""Compare AI companies and value them, on figures one can defend.

    import aicompare

    data = aicompare.load()
    answer = aicompare.runway(data, ["minimax"])
    print(answer)  # the table of the command line
    answer.to_dict(), answer.to_records()  # for programs

Every error that a caller can cause is an `aicompare.Trouble` with a message and a hint.
"""

import _signal  # type: ignore[import-not-found]  # these three are there before anything of ours
import os
import sys


def _is_the_program() -> bool:
    """Whether this process was started as aicompare, and not by somebody who imports it."""
    started = sys.argv[0] if sys.argv else ""
    if started == "-m":  # as long as Python looks for what to run
        return sys.orig_argv[sys.orig_argv.index("-m") + 1] in (__name__, f"{__name__}.__main__")
    name = started.replace("\\", "/").rpartition("/")[2]
    return name.removesuffix(".exe") == __name__


def end_quietly(*_: object) -> None:
    """Ctrl-C while the program loads: nothing is begun yet that would have to be undone."""
    os._exit(130)


if _is_the_program() and _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, end_quietly)

from importlib import import_module  # noqa: E402

__version__ = "0.2.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from aicompare.api.adding import add as add
    from aicompare.api.adding import import_tables as import_tables
    from aicompare.api.adding import init as init
    from aicompare.api.allocation import allocate as allocate
    from aicompare.api.allocation import split as split
    from aicompare.api.answer import Answer as Answer
    from aicompare.api.assistants import serve as serve
    from aicompare.api.changes import diff as diff
    from aicompare.api.claims import audit as audit
    from aicompare.api.claims import check as check
    from aicompare.api.data import Data as Data
    from aicompare.api.data import load as load
    from aicompare.api.describing import describe as describe
    from aicompare.api.describing import schema as schema
    from aicompare.api.export import export as export
    from aicompare.api.file import list_metrics as list_metrics
    from aicompare.api.file import list_sources as list_sources
    from aicompare.api.file import validate as validate
    from aicompare.api.handout import report as report
    from aicompare.api.money import convert as convert
    from aicompare.api.money import exchange_rates as exchange_rates
    from aicompare.api.money import implied_rate as implied_rate
    from aicompare.api.questions import burn_multiple as burn_multiple
    from aicompare.api.questions import compare as compare
    from aicompare.api.questions import list_companies as list_companies
    from aicompare.api.questions import multiples as multiples
    from aicompare.api.questions import runway as runway
    from aicompare.api.questions import show as show
    from aicompare.api.reading import read as read
    from aicompare.api.reading import read_text as read_text
    from aicompare.api.search import find as find
    from aicompare.api.status import status as status
    from aicompare.api.update import update as update
    from aicompare.api.words import explain as explain
    from aicompare.api.worth import value as value
    from aicompare.values.errors import Trouble as Trouble


def __getattr__(name: str) -> "Any":
    """What is offered is loaded when it is first asked for: a start needs little of it."""
    from aicompare.api import PLACES

    if name == "__all__":
        return tuple(PLACES)
    if name not in PLACES:
        raise AttributeError(f"module 'aicompare' has no attribute {name!r}")
    return getattr(import_module(f"aicompare.{PLACES[name]}"), name)


def __dir__() -> list[str]:
    """What a notebook offers after `aicompare.`, loaded or not."""
    from aicompare.api import PLACES

    return [*PLACES, "__all__", "__version__"]
