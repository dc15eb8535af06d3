"""What completes an expression while it is typed: `minimax.rev`, `minimax.revenue[H1`, `grow`.

Of a company only metrics and periods are offered that the data hold of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from aicompare.dataset.records import Record

Offers = Iterator[tuple[str, str]]

_NAME = r"[^\W_](?:[\w.]|-(?=\w))*"  # of a company or a group: us-labs, z.ai
_PERIOD = re.compile(rf"({_NAME})\.(\w+)\[([\w-]*)")
_FIGURE = re.compile(rf"({_NAME})\.(\w*)")
_WORD = re.compile(r"[^\W_](?:\w|-(?=\w|$))*")


def offers(typed: str, records: Sequence[Record], names: Callable[[str], Offers]) -> Offers:
    """The whole of what is typed with the last of its names completed; `names` completes a company's."""
    for pattern, complete in ((_PERIOD, _periods), (_FIGURE, _metrics)):
        if found := _at_end(pattern, typed):
            before = typed[: len(typed) - len(found[found.lastindex or 0])]
            for word, about in complete(records, *found.groups()[:-1]):
                yield before + word, about
            return
    found = _at_end(_WORD, typed)
    if found or re.search(r"(?:^|[-+*/(<>=,\s])$", typed):
        start = found.start() if found else len(typed)
        for word, about in _beginnings(typed[start:], records, names):
            yield typed[:start] + word, about


def _at_end(pattern: re.Pattern[str], typed: str) -> re.Match[str] | None:
    return next((one for one in pattern.finditer(typed) if one.end() == len(typed)), None)


def _beginnings(typed: str, records: Sequence[Record], names: Callable[[str], Offers]) -> Offers:
    from aicompare.expressions.functions import FUNCTIONS

    yield from ((f"{name}.", title) for name, title in names(typed))
    groups = {name: ids for record in records for name, ids in record["groups"].items()}
    yield from ((f"{name}.", ", ".join(ids)) for name, ids in groups.items())
    yield from ((f"{name}(", "") for name in FUNCTIONS)


def _metrics(records: Sequence[Record], name: str) -> Offers:
    """Those of which the data hold a figure, of one company at least, and what is worked out of them."""
    from aicompare.companies.measures import DERIVED
    from aicompare.values.metrics import METRICS

    held = dict.fromkeys(fact["metric"] for fact in _facts(records, name))
    yield from ((metric, METRICS[metric].definition) for metric in held if metric in METRICS)
    if held:
        yield from ((metric, derived.definition) for metric, derived in DERIVED.items())
        own = [measure for record in records for measure in record["measures"]]
        yield from ((measure, "a measure of your own") for measure in own)


def _periods(records: Sequence[Record], name: str, metric: str) -> Offers:
    periods = dict.fromkeys(fact["period"] for fact in _facts(records, name) if fact["metric"] == metric)
    yield from ((f"{period}]", "") for period in reversed(periods))


def _facts(records: Sequence[Record], name: str) -> Iterator[dict[str, str]]:
    """Of a company, by any of its names, or of each of a group."""
    from aicompare.dataset.names import folded

    of_group = [id_ for record in records for id_ in record["groups"].get(name, ())]
    named = {record["names"].get(folded(name)) for record in records}
    for record in records:
        for id_ in dict.fromkeys((*of_group, *filter(None, named))):
            yield from (record["companies"].get(id_) or {}).get("facts", ())
