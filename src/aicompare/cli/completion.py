"""What the shell offers while a person types: companies, metrics, groups and currencies.

The metavar of a parameter says what it takes, and so what completes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from typer import _completion_classes

from aicompare.errors import Trouble
from aicompare.indexed import Damaged, Record, merged, opened

Offers = Iterable[tuple[str, str]]  # what is typed, and what it stands for


def being_typed() -> list[str]:
    """The words after `aicompare` on a line that is being completed."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return line.split()[1:]


def completed(function: Callable[..., None]) -> None:
    """Gives the parameters of a command what completes them."""
    # typer draws descriptions with rich: slower than all the rest, and it eats what is in brackets
    if hasattr(_completion_classes, "_sanitize_help_text"):
        _completion_classes._sanitize_help_text = lambda text: text
    for annotation in function.__annotations__.values():
        for about in getattr(annotation, "__metadata__", ()):
            about.autocompletion = _BY_METAVAR.get(_first_word(about.metavar or ""))


def _first_word(metavar: str) -> str:
    """`COMPANY` of `COMPANY|AMOUNT`, `CUR` of `CUR[,CUR...]`."""
    return metavar.partition("|")[0].partition("[")[0]


def _companies() -> Offers:
    return ((id_, title or id_) for id_, title in _data()["titles"].items())


def _groups() -> Offers:
    named = ((name, ", ".join(ids)) for name, ids in _data()["groups"].items())
    return [*named, ("listed", "shares that trade"), ("private", "no shares that trade"), ("all", "everyone")]


def _metrics() -> Offers:
    from aicompare.metrics import METRICS

    return ((name, known.definition) for name, known in METRICS.items())


def _currencies() -> Offers:
    from aicompare.money import SPELLINGS

    return ((code, spellings[0]) for code, spellings in SPELLINGS.items())


def _data() -> Record:
    """Nothing but the index is read; where that is not all there is, the files themselves are."""
    from aicompare.shipped import INDEXED, shipped

    if not os.environ.get("AICOMPARE_DATA"):
        try:
            with shipped(INDEXED).open("rb") as file:
                return opened(file)
        except (OSError, Damaged):
            pass  # a checkout
    from aicompare.dataset import load_layers

    files = os.environ.get("AICOMPARE_DATA", "").split(os.pathsep)
    return merged([layer.record for layer in load_layers([*filter(None, files)])])


def _matching(offers: Callable[[], Offers]) -> Callable[[str], list[tuple[str, str]]]:
    def matching(incomplete: str) -> list[tuple[str, str]]:
        try:
            return [offer for offer in offers() if offer[0].startswith(incomplete)]
        except Trouble:
            return []  # a message would stand in the middle of the line

    return matching


_BY_METAVAR = {
    "COMPANY": _matching(_companies),
    "G": _matching(_groups),
    "METRIC": _matching(_metrics),
    "M": _matching(_metrics),
    "CUR": _matching(_currencies),
}
