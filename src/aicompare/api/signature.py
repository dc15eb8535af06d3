"""What a function takes, read off the function itself: `inspect` does it too, and takes a start's sixth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from aicompare.values.frozen import annotations_of, dataclass

_SEVERAL, _NAMED = 0x04, 0x08  # of a code's flags: it takes *values, **named


class _Nothing:
    """Stands for a default that there is not."""


NOTHING: Any = _Nothing()


@dataclass(frozen=True, slots=True)
class Accepted:
    """One parameter; `place` may also be named, of `several` there are any number."""

    name: str
    kind: Literal["place", "named", "several"]
    annotation: Any
    default: Any

    @property
    def required(self) -> bool:
        return self.default is NOTHING and self.kind != "several"


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters in order, and what it gives."""

    parameters: Mapping[str, Accepted]
    gives: Any

    @property
    def by_place(self) -> list[str]:
        return [one.name for one in self.parameters.values() if one.kind == "place"]

    @property
    def several(self) -> str | None:
        """The name of the one that takes what is left."""
        return next((one.name for one in self.parameters.values() if one.kind == "several"), None)


def signature_of(function: Callable[..., Any]) -> Signature:
    """Its annotations evaluated, once for a function and whatever is wrapped around it."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return _signature(function)


@cache
def _signature(function: Any) -> Signature:
    code = function.__code__
    annotations = annotations_of(function)
    count, named = code.co_argcount, code.co_kwonlyargcount
    places, only = code.co_varnames[:count], code.co_varnames[count : count + named]
    defaults = dict(zip(reversed(places), reversed(function.__defaults__ or ()), strict=False))
    defaults |= function.__kwdefaults__ or {}

    def taken(name: str, kind: Any) -> tuple[str, Accepted]:
        return name, Accepted(name, kind, annotations.get(name, NOTHING), defaults.get(name, NOTHING))

    parameters = [taken(name, "place") for name in places]
    if code.co_flags & _SEVERAL:
        parameters.append(taken(code.co_varnames[count + named], "several"))
    parameters += [taken(name, "named") for name in only]
    return Signature(dict(parameters), annotations.get("return"))
