"""What a program hands to a function here, held against what the function declares that it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from aicompare.api.signature import Accepted, Signature, signature_of
from aicompare.values.errors import BadUsage, shown, suggestion

Function = TypeVar("Function", bound=Callable[..., Any])

_WORDS = {
    "str": "text", "date": "a date", "bool": "True or False", "int": "a whole number", "NoneType": "None",
    "PathLike": "a path", "Data": "what aicompare.load() gives",
}  # fmt: skip


def checked(function: Function) -> Function:
    """The function, so that whatever it does not take is BadUsage, which names the parameter.

    An unknown, missing, doubled or surplus argument as well as one of a type that its annotation
    does not say: `check(data, None)` is "check() cannot take None as expression". What can be read
    only once, like a generator of names, is handed on as a list.
    """

    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        signature = signature_of(function)
        values = _bound(function, signature, given, named)
        values = {name: _taken(function, signature.parameters[name], one) for name, one in values.items()}
        if signature.several is None:
            return function(**values)
        several = values.pop(signature.several, ())
        before = [values.pop(name) for name in signature.by_place if several]
        return function(*before, *several, **values)

    return cast(Function, call)


def _bound(
    function: Function, signature: Signature, given: tuple[Any, ...], named: Mapping[str, Any]
) -> dict[str, Any]:
    """What is handed over for each parameter. Raises BadUsage where it does not fit."""
    by_place, several, known = signature.by_place, signature.several, signature.parameters
    values = dict(zip(by_place, given, strict=False))
    rest = given[len(by_place) :]
    unfit = (rest and several is None) or any(
        name in values or name == several or name not in known for name in named
    )
    values |= named
    if unfit or any(one.required and one.name not in values for one in known.values()):
        raise _misfit(function, given, named)
    return {**values, several: rest} if several and rest else values


def _misfit(function: Function, given: tuple[Any, ...], named: Mapping[str, Any]) -> BadUsage:
    known, by_place = signature_of(function).parameters, signature_of(function).by_place
    call, takes = f"{function.__name__}()", f"it takes {', '.join(known) or 'nothing'}"
    for name in named:
        if name not in known:
            hint = _called_here(name, known) or suggestion(name, known) or takes
            return BadUsage(f"{call} has no parameter {shown(name)}", hint=hint)
    if len(given) > len(by_place):
        hint = f"only {', '.join(by_place)} may stand without; {takes}" if by_place else takes
        return BadUsage(f"{call} was given {len(given)} arguments without a name", hint=hint)
    for name in by_place[: len(given)]:
        if name in named:
            return BadUsage(f"{call} was given {name} twice", hint="by its place or by its name, not both")
    missing = [name for name in by_place[len(given) :] if known[name].required]
    lacking = next((name for name in missing if name not in named), by_place[-1])
    return BadUsage(f"{call} needs {lacking}", hint=_said_of(known[lacking]))


_OF_LOAD = ("as_of", "data", "files", "rate", "rates")
_AS_ELSEWHERE = {"to": "in"}  # as `convert` has it


def _called_here(name: str, known: Mapping[str, Accepted]) -> str | None:
    """The hint for an option of the command line that has another name here, or no place: `metric` is
    `metrics`, `in_` is `currency`, `as_of` is said to `load`.
    """
    plain = name.strip("_")
    flags = {f"--{one.replace('_', '-')}" for one in (plain, _AS_ELSEWHERE.get(plain, plain))}
    for parameter in known.values():
        abouts = getattr(parameter.annotation, "__metadata__", ())
        if any(getattr(about, "flag", "") in flags for about in abouts):
            return f"did you mean {parameter.name!r}?"
    return "say it to aicompare.load()" if plain in _OF_LOAD else None


def _taken(function: Function, parameter: Accepted, value: Any) -> Any:
    several = parameter.kind == "several"
    value = _kept(value, parameter.annotation) if isinstance(value, Iterator) else value
    wrong = [one for one in (value if several else [value]) if not _fits(one, parameter.annotation)]
    if wrong:
        from reprlib import repr as shortly  # also of what cannot show itself

        message = f"{function.__name__}() cannot take {shortly(wrong[0])} as {parameter.name}"
        raise BadUsage(message, hint=_said_of(parameter) + _of_numbers(wrong[0], parameter))
    return value


def _kept(values: Iterator[Any], annotation: Any) -> list[Any]:
    """Up to the first that is not taken: those of `itertools.count()` never end."""
    kept: list[Any] = []
    for value in values:
        kept.append(value)
        if not _fits(kept[-1:], annotation):
            break
    return kept


def _fits(value: Any, annotation: Any) -> bool:
    return any(_is_one(value, taken) for taken in _alternatives(annotation))


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """`str | None` of `Annotated[str | None, ...]`."""
    if hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _is_one(value: Any, taken: Any) -> bool:
    kind, inside = get_origin(taken) or taken, get_args(taken)
    if kind is Iterable:
        plain = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
        return plain and all(_fits(one, inside[0]) for one in value)
    if kind is Mapping:
        return isinstance(value, Mapping) and all(
            _fits(key, inside[0]) and _fits(held, inside[1]) for key, held in value.items()
        )
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _said_of(parameter: Accepted) -> str:
    """`currency is text or None: Currency to show amounts in, ...`."""
    kinds = " or ".join(dict.fromkeys(map(_in_words, _alternatives(parameter.annotation))))
    about = next((one.help for one in getattr(parameter.annotation, "__metadata__", ()) if one.help), "")
    return f"{parameter.name} is {kinds}" + (f": {about}" if about else "")


def _of_numbers(value: Any, parameter: Accepted) -> str:
    """A number says no unit and no precision."""
    from numbers import Number

    given = value if isinstance(value, list | tuple) else [value]
    if str not in _alternatives(parameter.annotation) or not any(isinstance(one, Number) for one in given):
        return ""
    return "; write figures as they are printed: 'US$5m', '5%', 'FY2025'"


def _in_words(taken: Any) -> str:
    kind, inside = get_origin(taken) or taken, get_args(taken)
    if kind is Iterable:
        return f"a list of {' or '.join(map(_in_words, _alternatives(inside[0])))}"
    if kind is Mapping:
        numbers = " or ".join(map(_in_words, _alternatives(inside[1])))
        return f"a mapping of {_in_words(inside[0])} to {numbers}"
    return _WORDS.get(kind.__name__, f"a {kind.__name__}")
