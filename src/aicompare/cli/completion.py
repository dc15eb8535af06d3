"""What the shell offers while a person types: commands, options, and what those take.

The words that a parameter declares, its name or its metavar say what completes it; where none
does, the shell completes files. Of the data only what is offered is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence

import typer
from typer import _completion_classes

from aicompare.api.declared import Parameter
from aicompare.cli.line import COMPLETING
from aicompare.cli.request import own_files, settings_of
from aicompare.dataset.records import Damaged, Record, Records, Sealed
from aicompare.values.errors import BadUsage, NotWritten

Offers = Iterable[tuple[str, str]]  # what is typed, and what it stands for
Own = Sequence[str]  # the user's own files

_ONE_WORD = re.compile(r"[\w.-]+")  # that needs no quotes
_STEERING = {ord("\\"): None}  # typer escapes quotes, $ and backquotes for zsh, but not what would undo that


def install() -> str:
    """Writes what the shell reads when it starts; what to say. Raises BadUsage, NotWritten."""
    from typer._completion_shared import Shells, _get_shell_name
    from typer._completion_shared import install as install_for

    shell = _get_shell_name()
    if shell not in list(Shells):
        known = "bash, zsh or fish"
        raise BadUsage(f"{shell or 'this shell'} is not one that completes", hint=f"call it from {known}")
    try:
        _, file = install_for(shell, "aicompare", COMPLETING)
    except OSError as problem:
        raise NotWritten(f"{problem.filename}: could not be written: {problem.strerror}") from None
    return f"written: {file}\nopen a new {shell}, and TAB completes aicompare\n"


def begin() -> None:
    """Before typer meets a line that is being completed."""
    _completion_classes.completion_init()
    # typer draws descriptions with rich: slower than all the rest, and it eats what is in brackets
    if hasattr(_completion_classes, "_sanitize_help_text"):
        _completion_classes._sanitize_help_text = lambda text: text
    if "COMP_WORDS" in os.environ:
        _put_together()


def being_typed() -> list[str]:
    """The words after `aicompare` on a line that is being completed."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return line.split()[1:]


def _put_together() -> None:
    """bash hands `--format=js` over as three words; here it becomes `--format js`."""
    words, at = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
    signs = [place for place, word in enumerate(words) if word == "=" and words[place - 1].startswith("--")]
    kept = [word for place, word in enumerate(words) if place not in signs]
    os.environ["COMP_WORDS"] = "\n".join(kept)
    os.environ["COMP_CWORD"] = str(at - sum(place < at for place in signs))


def completing(parameter: Parameter) -> Callable[..., list[tuple[str, str]]] | None:
    """What completes the values of a parameter: its own words, else by its name or metavar."""
    choices = parameter.about.choices
    if choices:
        return _matching(lambda _, __: [(word, "") for word in choices()])
    offers = _OFFERS.get(parameter.name) or _OFFERS.get(_first_word(parameter.about.metavar))
    return _matching(offers) if offers else None


def _first_word(metavar: str) -> str:
    """`COMPANY` of `COMPANY|AMOUNT`, `BASE` of `BASE/QUOTE`."""
    found = re.search("[A-Z]+", metavar)
    return found[0] if found else ""


def _matching(offers: Callable[[str, Own], Offers]) -> Callable[..., list[tuple[str, str]]]:
    """typer leaves of the offers those that begin as what is typed does."""

    def matching(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        settings = settings_of("")
        own = own_files([*(settings.files() if settings else ()), *(context.params.get("files") or ())])
        return [(offer, about.translate(_STEERING)) for offer, about in offers(incomplete, own)]

    return matching


def _companies(typed: str, own: Own) -> Offers:
    """Ids; where none begins so, another name in any case, as it is being typed; behind a comma too."""
    before, comma, last = typed.rpartition(",")
    return [(before + comma + name, title) for name, title in _named(last, _records(own))]


def _named(typed: str, records: Sequence[Record]) -> Offers:
    titles = _titles(records)
    ids = [id_ for id_ in titles if id_.startswith(typed)]
    if ids or not _ONE_WORD.fullmatch(typed):
        return [(id_, titles[id_]) for id_ in ids]
    from aicompare.dataset.names import folded  # takes its time

    begun = folded(typed)
    like = {id_ for record in records for name, id_ in record["names"].items() if name.startswith(begun)}
    found = ((id_, _as_written(typed, id_, records)) for id_ in titles if id_ in like)
    return [(name, titles[id_]) for id_, name in found if name]


def _as_written(typed: str, id_: str, records: Sequence[Record]) -> str:
    """The shortest of its names that begins so and is one word, as it is being typed; else nothing."""
    said = [record["companies"][id_] for record in records if id_ in record["companies"]]
    names = [name for one in said for name in (one.get("name", ""), *one.get("aliases", ()))]
    begun = (name for name in names if name.casefold().startswith(typed.casefold()))
    shortest = min(filter(_ONE_WORD.fullmatch, begun), key=len, default="")
    return typed + shortest[len(typed) :] if shortest else ""


def _expressions(typed: str, own: Own) -> Offers:
    from aicompare.cli.expressing import offers

    records = _records(own)
    return [*offers(typed, records, lambda name: iter(_named(name, records)))]


def _groups(_: str, own: Own) -> Offers:
    groups = {name: ids for record in _records(own) for name, ids in record["groups"].items()}
    named = ((name, ", ".join(ids)) for name, ids in groups.items())
    return [*named, ("listed", "shares that trade"), ("private", "no shares that trade"), ("all", "everyone")]


def _plans(_: str, own: Own) -> Offers:
    """Of the companies that the line names already; of all where it names none."""
    from aicompare.dataset.names import folded

    records = _records(own)
    titles = _titles(records)
    named = [record["names"].get(folded(word)) for word in being_typed()[1:] for record in records]
    for record in records:
        for id_ in [one for one in titles if one in named] or titles:
            for plan in record["companies"].get(id_, {}).get("plans", ()):
                yield plan["id"], f"{titles[id_]}: {plan['title']}"


def _sources(_: str, own: Own) -> Offers:
    """Those with a claim: `audit` has nothing to say of others."""
    for record in _records(own):
        for id_ in dict.fromkeys(claim["source"] for claim in record["claims"]):
            if id_ in record["sources"]:
                yield id_, record["sources"][id_]["title"]


def _metrics(_: str, __: Own) -> Offers:
    from aicompare.values.metrics import METRICS

    return ((name, known.definition) for name, known in METRICS.items())


def _currencies(typed: str, _: Own) -> Offers:
    """In small letters to who types them."""
    from aicompare.values.money import SPELLINGS

    small = typed.islower()
    return [(code.lower() if small else code, spellings[0]) for code, spellings in SPELLINGS.items()]


def _presentation(typed: str, own: Own) -> Offers:
    return [*_currencies(typed, own), ("reported", "as each figure is reported")]


def _several_currencies(typed: str, own: Own) -> Offers:
    """`USD,HKD` of `USD,H`."""
    before, comma, last = typed.rpartition(",")
    return [(before + comma + code, about) for code, about in _currencies(last, own)]


def _pairs(typed: str, own: Own) -> Offers:
    """With the first letter also the pairs, of which there are many."""
    codes = [code for code, _ in _currencies(typed, own)]
    yield "update", "take a newer file of the European Central Bank"
    yield from ((code, f"every pair of one {code}") for code in codes)
    if typed:
        pairs = ((one, other) for one in codes for other in codes if one != other)
        yield from ((f"{one}/{other}", f"{other} for one {one}") for one, other in pairs)


def _commands(_: str, __: Own) -> Offers:
    from aicompare.api import COMMANDS

    return [(name, f"aicompare {name}") for name in COMMANDS]


def _records(own: Own) -> list[Record]:
    """The shipped records and, where they are named, the user's own files. Raises BadFile."""
    from aicompare.resources import RECORDS, place_of

    if not own:
        try:
            return [Sealed(place_of(RECORDS), _made_anew)]
        except (OSError, Damaged):
            pass  # a checkout
    from aicompare.dataset.loading import load_layers

    return [layer.record for layer in load_layers([os.path.expanduser(file) for file in own])]  # noqa: PTH111


def _made_anew() -> Records:
    from aicompare.dataset.loading import shipped_records

    return shipped_records()


def _titles(records: Iterable[Record]) -> dict[str, str]:
    """The companies in the order of the files; a later file may name one anew, or not at all."""
    return {id_: title for one in records for id_, title in one["titles"].items() if title}


_OFFERS: dict[str, Callable[[str, Own], Offers]] = {
    "COMPANY": _companies,
    "EXPRESSION": _expressions,
    "GROUP": _groups,
    "METRIC": _metrics,
    "SOURCE": _sources,
    "BASE": _pairs,
    "COMMAND": _commands,
    "plans": _plans,
    "currency": _presentation,
    "to": _several_currencies,
    "raises": lambda _, __: [("proceeds", "what the company itself raised since the balance")],
}
