"""Options -> calculation -> output: the only package where all meet.

A command is what `api` declares it to be; here is the way in and out. A line that says just what a
command declares is read as it stands (`quick`), every other by typer (`by_typer`), which takes its time.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # there already, as the enums of signal are not
import os
import sys
from itertools import pairwise
from typing import Any, NoReturn

import aicompare
from aicompare.cli.line import COMPLETING
from aicompare.cli.quick import understood
from aicompare.values.errors import BadUsage, ReaderGone, Slip, Trouble


def main() -> NoReturn:
    """Run, and leave with one of the exit codes 0, 1, 2, 130 or 141; never a traceback."""
    _heed_interrupts()
    code = _run()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 2
    os._exit(code)


def _heed_interrupts() -> None:
    """From here on Ctrl-C is an exception, so that no half of a file stays behind.

    Where Python could only report it, as in its own bookkeeping of imports, it ends the program.
    """
    if _signal.getsignal(_signal.SIGINT) is not aicompare.end_quietly:
        return
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    report = sys.unraisablehook

    def unless_interrupted(trouble: Any) -> None:
        if issubclass(trouble.exc_type, KeyboardInterrupt):
            aicompare.end_quietly()
        report(trouble)

    sys.unraisablehook = unless_interrupted


def _run() -> int:
    try:
        return _answered()
    except SystemExit as leaving:  # as after a completion
        return leaving.code if isinstance(leaving.code, int) else 0
    except Trouble as trouble:
        return _fail(trouble)
    except KeyboardInterrupt:
        return 130
    except ReaderGone:
        return 141
    except RecursionError:
        return _fail(BadUsage("the input is nested too deeply"))
    except MemoryError:
        return _fail(BadUsage("the input takes more memory than there is"))
    except Exception as mistake:
        if sys.flags.dev_mode:  # python -X dev
            raise
        return _fail(_slip(mistake))


def _answered() -> int:
    if COMPLETING not in os.environ and (call := understood(sys.argv[1:])):
        return call()
    from aicompare.cli.by_typer import run

    return run()


def _slip(mistake: Exception) -> Slip:
    """Where in our own code it happened."""
    package = os.path.dirname(os.path.dirname(__file__))
    place, step = ("", 0), mistake.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(package):
            place = file.removeprefix(package)[1:], step.tb_lineno
        step = step.tb_next
    return Slip(*place)


def _fail(trouble: Trouble) -> int:
    """The message on stderr and, where JSON was asked for, the error object on stdout."""
    if COMPLETING in os.environ:
        return 2  # a message would stand in the middle of the line
    from aicompare.render.output import say_trouble, to_stdout

    say_trouble(trouble)
    if _wants_json(sys.argv[1:]):
        from aicompare.render.as_json import dump

        error = {"code": trouble.code, "message": trouble.message, "hint": trouble.hint}
        try:
            to_stdout(dump({"schema": "aicompare.error/1", "error": error}), "utf-8")
        except ReaderGone:
            return 141
        except Trouble:
            return 2
    return 2


def _wants_json(arguments: list[str]) -> bool:
    asked = {"--json", "--format=json"} & set(arguments)
    return bool(asked) or ("--format", "json") in pairwise(arguments)
