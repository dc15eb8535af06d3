"""Our dataclasses do what the standard library's do: a class per feature beside its twin."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections import namedtuple
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicompare.companies.fact import Place
from aicompare.values.frozen import dataclass, field, fields, is_dataclass, kept, replace
from aicompare.values.periods import Period


def all_needed(field: Any) -> dict[str, Any]:
    return {"__annotations__": {"a": int, "b": int}}


def with_defaults(field: Any) -> dict[str, Any]:
    return {"__annotations__": {"a": int, "b": int, "c": int}, "b": 1, "c": 0}


def with_factories(field: Any) -> dict[str, Any]:
    made = {"b": field(default_factory=list), "d": field(default_factory=int)}
    return {"__annotations__": {"a": int, "b": list, "c": int, "d": int}, "c": 1, **made}


def with_what_is_not_compared(field: Any) -> dict[str, Any]:
    return {"__annotations__": {"a": int, "b": int}, "b": field(default=0, compare=False)}


def with_nothing_compared(field: Any) -> dict[str, Any]:
    return {"__annotations__": {"a": int}, "a": field(default=0, compare=False)}


def without_fields(field: Any) -> dict[str, Any]:
    return {"__annotations__": {}}


BODIES = [
    all_needed, with_defaults, with_factories, with_what_is_not_compared, with_nothing_compared,
    without_fields,
]  # fmt: skip
ASKED: dict[str, dict[str, bool]] = {
    "plain": {},
    "frozen": {"frozen": True},
    "ordered": {"frozen": True, "order": True},
    "identical only": {"frozen": True, "eq": False},
}
CLASSES = {
    f"{name}, {body.__name__}": (
        dataclass(slots=True, **asked)(type("Made", (), body(field))),
        dataclasses.dataclass(slots=True, **asked)(type("Made", (), body(dataclasses.field))),
    )
    for name, asked in ASKED.items()
    for body in BODIES
    if name != "ordered" or body not in (with_nothing_compared, without_fields)  # by what?
}
each = pytest.mark.parametrize(("ours", "theirs"), CLASSES.values(), ids=CLASSES)


def hashed(value: object) -> int | None:
    """Its hash, or None where something in it has none."""
    try:
        return hash(value)
    except TypeError:
        return None


def is_needed(one: dataclasses.Field[Any]) -> bool:
    """Whether a value must be given."""
    return one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING


@each
@given(data=st.data())
def test_a_class_of_ours_is_as_the_standard_library_makes_it(
    ours: Any, theirs: Any, data: st.DataObject
) -> None:
    """Made by place and by name, with defaults: equal, hashed, ordered, written and refused alike."""
    names = [one.name for one in dataclasses.fields(ours)]
    needed = {one.name for one in dataclasses.fields(ours) if is_needed(one)}
    assert ours.__match_args__ == theirs.__match_args__
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(names, st.integers(0, 1))))
    left_out = data.draw(st.sets(st.sampled_from([*names, ""]))) - needed
    given_ = {name: values[name] for name in names if name not in left_out}
    by_place = data.draw(st.integers(0, len([*takewhile(given_.__contains__, names)])))
    first, rest = list(given_.values())[:by_place], dict(list(given_.items())[by_place:])

    a, b = ours(*first, **rest), ours(**values)
    x, y = theirs(*first, **rest), theirs(**values)
    assert [getattr(a, name) for name in names] == [getattr(x, name) for name in names]
    assert (a == b, a != b) == (x == y, x != y)
    assert (a == x, a != x) == (False, True)
    assert (hashed(a) is None) == (hashed(x) is None)
    assert hashed(a) == hashed(b) or a != b
    assert repr(a) == repr(x)
    if "__lt__" in vars(theirs) and all(isinstance(getattr(a, name), int) for name in names):
        assert (a < b, a <= b, a > b, a >= b) == (x < y, x <= y, x > y, x >= y)


@each
def test_what_does_not_fit_is_refused(ours: Any, theirs: Any) -> None:
    """A value too many, an unknown name, one named twice and one left out are TypeErrors; and what is frozen
    is neither set nor deleted, nor is anything new hung onto it."""
    declared = dataclasses.fields(ours)
    values = [0] * len(declared)
    calls: list[tuple[list[int], dict[str, int]]] = [([*values, 0], {}), (values, {"unknown": 0})]
    if declared:
        calls.append((values, {declared[0].name: 0}))
    if declared and is_needed(declared[0]):
        calls.append(([], {}))
    for made in (ours, theirs):
        for by_place, by_name in calls:
            with pytest.raises(TypeError):
                made(*by_place, **by_name)
    one = ours(*values)
    if theirs.__setattr__ is object.__setattr__:
        for name in ours.__match_args__:
            setattr(one, name, 1)
            assert getattr(one, name) == 1
        return
    for name in (*ours.__match_args__, "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(one, name)


def test_a_default_that_is_made_is_made_anew() -> None:
    """No two instances share a list."""

    @dataclass(frozen=True, slots=True)
    class Basket:
        things: list[int] = field(default_factory=list)

    Basket().things.append(1)
    assert Basket().things == []


def test_it_is_copied_pickled_and_replaced() -> None:
    """As a standard one is, slots and all."""
    place = Place("mine.yaml", 3, 5)
    assert copy.copy(place) == copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    assert replace(place, line=4) == dataclasses.replace(place, line=4) == Place("mine.yaml", 4, 5)
    with pytest.raises(TypeError):
        replace(place, row=4)
    assert dataclasses.astuple(place) == ("mine.yaml", 3, 5, 0)


@each
def test_fields_are_told_as_the_standard_library_tells_them(ours: Any, theirs: Any) -> None:
    """Its own functions take our classes, ours say the same; nothing else is one of them."""
    told = [(one.name, one.type, one.compare) for one in dataclasses.fields(theirs)]
    assert [(one.name, one.type, one.compare) for one in dataclasses.fields(ours)] == told
    assert [(one.name, one.type, one.compare) for one in fields(ours)] == told
    assert is_dataclass(ours) and dataclasses.is_dataclass(ours)
    assert not any(map(is_dataclass, (int, 5, namedtuple("Named", "a")(1))))


def test_periods_are_ordered_by_their_last_day_and_then_their_first() -> None:
    """As the fields stand; and not against anything else."""
    h1, q2, fy = Period.parse("H1 2025"), Period.parse("Q2 2025"), Period.parse("FY2025")
    assert h1 < q2 < fy
    assert h1 <= h1 >= h1
    assert max(h1, fy, q2) is fy
    with pytest.raises(TypeError):
        h1 < 1  # type: ignore[operator] # noqa: B015


def test_what_is_kept_is_worked_out_once_for_each_object() -> None:
    """And belongs to no comparison, to no copy, and to a class of it too."""
    asked: list[int] = []

    @dataclass(frozen=True, slots=True)
    class Square:
        side: int

        @kept
        def area(self) -> int:
            """Side by side."""
            asked.append(self.side)
            return self.side**2

    @dataclass(frozen=True, slots=True)
    class Coloured(Square):
        colour: str = "red"

    one, other = Square(3), Coloured(4)
    assert (one.area, one.area, other.area, asked) == (9, 9, 16, [3, 4])
    assert one == Square(3)
    assert replace(one, side=5).area == 25
    assert [name.name for name in fields(Square)] == ["side"]
    assert not hasattr(one, "__dict__")
