"""`dataclass` of the standard library at a tenth of its cost; imports nothing of ours.

The standard one writes and compiles six functions for each class at each start, 0.4 ms a class, and
brings `inspect` along, a sixth of what importing typer takes. Here the functions are written once for
all. What they do is the same (a test holds a class of each kind to its standard twin), and so is what a
type checker sees; the standard library's own functions take these classes too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn


class _Missing:
    """Stands for a default that there is not."""


MISSING: Any = _Missing()


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import is_dataclass as is_dataclass
    from dataclasses import replace as replace
    from functools import cached_property

    kept = cached_property
else:

    def dataclass(*, frozen=False, slots=True, eq=True, order=False):
        """As `dataclasses.dataclass`, always slotted, for fields that all belong to `__init__`."""
        methods = _methods_of(frozen, eq, order)

        def made(cls):
            body = dict(vars(cls))
            declared = _inherited(cls.__bases__)
            there = {*declared}
            declared |= {name: body.pop(name, MISSING) for name in body.get("__annotations__", ())}
            names = tuple(declared)
            for name in _OF_A_DICT:
                body.pop(name, None)
            body = {**methods, **body, "_declared": declared, "__match_args__": names, "_setters": ()}
            body["__dataclass_fields__"] = _STANDARD
            added = [one.slot for one in body.values() if type(one) is _Kept]
            body["__slots__"] = (*[name for name in names if name not in there], *added)
            return type(cls)(cls.__name__, cls.__bases__, body)

        return made

    class _Kept:
        """A property of a class made here that is worked out once for each of its objects."""

        def __init__(self, work):
            self.work, self.__doc__ = work, work.__doc__

        def __set_name__(self, _, name):
            self.slot = f"_{name}_kept"

        def __get__(self, one, _=None):
            if one is None:
                return self
            try:
                return getattr(one, self.slot)
            except AttributeError:
                found = self.work(one)
            object.__setattr__(one, self.slot, found)
            return found

    kept = _Kept

    def field(*, default=MISSING, default_factory=None, compare=True):
        """As `dataclasses.field`."""
        return _Field(default, default_factory, compare)

    def fields(of):
        """As `dataclasses.fields`: what each of a class or of one of its objects is declared as."""
        cls = of if isinstance(of, type) else type(of)
        types = {}
        for base in reversed(cls.__mro__):
            types |= vars(base).get("__annotations__", {})
        return tuple([_Field.of(name, types[name], one) for name, one in cls._declared.items()])

    def is_dataclass(of):
        """As `dataclasses.is_dataclass`, of the classes made here."""
        return hasattr(of, "_declared")

    def replace(of, /, **changes):
        """As `dataclasses.replace`: another with these fields changed."""
        if changes.keys() - of._declared.keys():
            return type(of)(**changes)  # which refuses them
        names = of.__match_args__
        return type(of)(*[changes[name] if name in changes else getattr(of, name) for name in names])


def annotations_of(of: Any) -> dict[str, Any]:
    """As `typing.get_type_hints` with its extras: the annotations of a function, or of a class and its bases.

    That one compiles each as a syntax tree, which a start pays with a twentieth of T.
    """
    if not isinstance(of, type):
        return _evaluated(of, of.__globals__)
    found: dict[str, Any] = {}
    for base in reversed(of.__mro__):
        found |= _evaluated(base, vars(import_module(base.__module__)), vars(base))
    return found


def _evaluated(of: Any, *names: Any) -> dict[str, Any]:
    """They are text, as modules here are written."""
    written = vars(of) if isinstance(of, type) else {"__annotations__": of.__annotations__}
    return {
        name: eval(text, *names) if isinstance(text, str) else text
        for name, text in written.get("__annotations__", {}).items()
    }


_OF_A_DICT = ("__dict__", "__weakref__")  # which a slotted class has not


class _Field:
    """One field as it is declared."""

    __slots__ = ("compare", "default", "default_factory", "name", "type")

    def __init__(self, default: Any, default_factory: Callable[[], Any] | None, compare: bool) -> None:
        self.default, self.default_factory, self.compare = default, default_factory, compare
        self.name, self.type = "", ""

    @classmethod
    def of(cls, name: str, kind: str, declared: Any) -> _Field:
        """Of what stands in the class behind the name: a default, or all that `field` was told."""
        if isinstance(declared, _Field):
            one = cls(declared.default, declared.default_factory, declared.compare)
        else:
            one = cls(declared, None, compare=True)
        one.name, one.type = name, kind
        return one


class _Standard:
    """The fields as the standard library keeps them, for whoever asks with its functions."""

    def __get__(self, _: object, cls: type) -> dict[str, Any]:
        import dataclasses

        told: Any = fields(cls)

        def made(one: _Field) -> tuple[str, Any, Any]:
            given: dict[str, Any] = {"compare": one.compare}
            if one.default is not MISSING:
                given["default"] = one.default
            if one.default_factory:
                given["default_factory"] = one.default_factory
            return one.name, one.type, dataclasses.field(**given)

        twin = dataclasses.make_dataclass(cls.__name__, map(made, told), init=False, repr=False, eq=False)
        return {one.name: one for one in dataclasses.fields(twin)}


_STANDARD = _Standard()


def _inherited(bases: tuple[type, ...]) -> dict[str, Any]:
    """What the bases declare, the first of them last."""
    found: dict[str, Any] = {}
    for base in reversed(bases):
        found |= getattr(base, "_declared", {})
    return found


@cache
def _methods_of(frozen: bool, eq: bool, order: bool) -> dict[str, Any]:
    """What a class gets that is asked for so."""
    asked = {_Plain: True, _Frozen: frozen, _Compared: eq, _Hashed: eq and frozen, _Ordered: order}
    parts = [part for part, wanted in asked.items() if wanted]
    methods = {name: one for part in parts for name, one in vars(part).items() if callable(one)}
    return methods if frozen or not eq else {**methods, "__hash__": None}


def _prepared(cls: Any) -> tuple[Callable[[Any, Any], None], ...]:
    """What its objects are made with, at the first of them: a start makes none of most classes."""
    told = {name: one for name, one in cls._declared.items() if isinstance(one, _Field)}
    by_default = cls._declared | {name: one.default for name, one in told.items()}
    cls._defaults = defaults = tuple(by_default.values())
    cls._least = max([at for at, one in enumerate(defaults, 1) if one is MISSING], default=0)
    cls._by_default = {name: one for name, one in by_default.items() if one is not MISSING}
    cls._made = {name: one.default_factory for name, one in told.items() if one.default_factory}
    cls._count = [0]
    compared = [name for name in by_default if name not in told or told[name].compare]
    cls._values = attrgetter(*compared or ["__class__"])
    cls._setters = tuple([getattr(cls, name).__set__ for name in by_default])  # past __setattr__
    setters: tuple[Callable[[Any, Any], None], ...] = cls._setters
    return setters


class _Plain:
    """What every class gets."""

    __match_args__: tuple[str, ...]
    _setters: tuple[Callable[[Any, Any], None], ...]
    _defaults: tuple[Any, ...]
    _least: int  # so many values by place, and every other field has a default
    _count: list[int]  # how many were made

    def __init__(self, *values: Any, **named: Any) -> None:
        setters = self._setters or _prepared(type(self))
        self._count[0] += 1
        if self._count[0] == _MANY:
            _give_its_own_init(type(self))
        if not named and len(values) >= self._least:
            values += self._defaults[len(values) :]
        by_place = not named and len(values) == len(setters)
        complete = values if by_place else _completed(type(self), values, named)
        for set_field, value in zip(setters, complete, strict=True):
            set_field(self, value)

    def __repr__(self) -> str:
        """In full while that is short: a row holds all that its figures are made of."""
        told: list[str] = []
        room = _MOST_TOLD
        for name in self.__match_args__:
            told.append(f"{name}={_shortly(getattr(self, name))}")
            room -= len(told[-1]) + 2
            if room < 0:
                told[-1] = "..."
                break
        return f"{type(self).__qualname__}({', '.join(told)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


_MOST_TOLD = 240  # characters of all fields
_MOST_OF_ONE = 80


def _shortly(value: object) -> str:
    """As `repr` has it, a long one without its middle."""
    from reprlib import Repr

    shortly = Repr()
    shortly.maxstring = shortly.maxother = shortly.maxlong = _MOST_OF_ONE
    return shortly.repr(value)


class _Compared:
    """Equal to another of its class with equal fields."""

    _values: Callable[[Any], Any]  # of the fields that are compared

    def __eq__(self, other: object) -> bool:
        if self.__class__ is not other.__class__:
            return NotImplemented
        return bool(self._values(self) == self._values(other))


class _Hashed:
    """What is compared and cannot be changed can be hashed."""

    _values: Callable[[Any], Any]

    def __hash__(self) -> int:
        return hash(self._values(self))


class _Frozen:
    """Cannot be changed, and is copied by making it anew."""

    __match_args__: tuple[str, ...]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")


class _Ordered:
    """Ordered as the tuple of its fields is."""

    _values: Callable[[Any], Any]

    def __lt__(self, other: Any) -> bool:
        return self._values(self) < self._values(other) if _alike(self, other) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return self._values(self) <= self._values(other) if _alike(self, other) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return self._values(self) > self._values(other) if _alike(self, other) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return self._values(self) >= self._values(other) if _alike(self, other) else NotImplemented


def _alike(one: object, other: object) -> bool:
    return one.__class__ is other.__class__


_MANY = 64


def _give_its_own_init(cls: Any) -> None:
    """Of a class of which many are made: that takes a third of the time then (a fifth of an audit), and
    the few others need not pay the tenth of a millisecond in which it is written.
    """
    names = cls.__match_args__
    if cls.__init__ is not _Plain.__init__ or cls._made or {*names[: cls._least]} & {*cls._by_default}:
        return  # it has one; or a default is made anew, or stands before what has none
    given = {f"_set_{name}": setter for name, setter in zip(names, cls._setters, strict=True)}
    given |= {f"_default_{name}": default for name, default in cls._by_default.items()}
    taken = (f"{name}=_default_{name}" if name in cls._by_default else name for name in names)
    lines = [f"def __init__(self, {', '.join(taken)}):", *(f" _set_{name}(self, {name})" for name in names)]
    exec("\n".join(lines), given)
    cls.__init__ = given["__init__"]


def _completed(cls: Any, values: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
    """The value of each field in order: given by place, by name, or by default."""
    names = cls.__match_args__
    count = len(values) + len(named)
    named.update(zip(names, values, strict=False))
    complete = cls._by_default | named
    for name, make in cls._made.items():
        if name not in named:
            complete[name] = make()
    try:
        if len(named) == count and len(complete) == len(names):
            return [complete[name] for name in names]
    except KeyError:
        pass
    raise TypeError(f"{cls.__name__} needs each of {', '.join(names)} once, and no other")
