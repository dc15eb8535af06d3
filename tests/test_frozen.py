"""Our dataclasses do what the standard library's do: every class of ours beside its twin."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from importlib import import_module
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_architecture import MODULES

from aicompare.companies.fact import Place
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period


def all_classes() -> list[type]:
    found = {
        value
        for module in MODULES
        if module != "__main__"
        for value in vars(import_module(f"aicompare.{module}" if module else "aicompare")).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value)
        if value.__module__.startswith("aicompare")
    }
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


CLASSES = all_classes()


def twin(ours: type) -> type:
    """The same fields and parameters, as the standard library makes a class of them."""
    body: dict[str, Any] = {"__annotations__": {}, "__qualname__": ours.__qualname__, "__doc__": ours.__doc__}
    for one in dataclasses.fields(ours):
        body["__annotations__"][one.name] = one.type
        defaults = {"default": one.default, "default_factory": one.default_factory}
        body[one.name] = dataclasses.field(
            **{key: value for key, value in defaults.items() if value is not dataclasses.MISSING},
            compare=one.compare,
            metadata=one.metadata,
        )
    compared = "__eq__" in vars(ours)
    asked = {"frozen": is_frozen(ours), "eq": compared, "order": "__lt__" in vars(ours), "slots": True}
    return dataclasses.dataclass(**asked)(type(ours.__name__, (), body))


def is_frozen(ours: type) -> bool:
    return ours.__setattr__ is not object.__setattr__


def hashed(value: object) -> int | None:
    """Its hash, or None where something in it has none."""
    try:
        return hash(value)
    except TypeError:
        return None


@pytest.mark.parametrize("ours", CLASSES, ids=lambda one: one.__name__)
@given(data=st.data())
def test_a_class_of_ours_is_as_the_standard_library_makes_it(ours: type, data: st.DataObject) -> None:
    """Made by place and by name, with defaults: equal, hashed, written and refused alike."""
    theirs = twin(ours)
    names = [one.name for one in dataclasses.fields(ours)]
    needed = {one.name for one in dataclasses.fields(ours) if is_needed(one)}
    assert ours.__match_args__ == theirs.__match_args__  # type: ignore[attr-defined]
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(names, st.integers(0, 1))))
    left_out = data.draw(st.sets(st.sampled_from([*names, ""]))) - needed
    given_ = {name: values[name] for name in names if name not in left_out}
    by_place = data.draw(st.integers(0, len([*takewhile(given_.__contains__, names)])))
    first, rest = list(given_.values())[:by_place], dict(list(given_.items())[by_place:])

    a, b = ours(*first, **rest), ours(**values)
    x, y = theirs(*first, **rest), theirs(**values)
    assert [getattr(a, name) for name in names] == [getattr(x, name) for name in names]
    assert (a == b, a != x) == (x == y, True)
    assert (hashed(a) is None) == (hashed(x) is None)
    assert hashed(a) == hashed(b) or a != b
    if ours.__repr__.__module__ == "aicompare.values.frozen":  # an answer shows itself as a table
        assert repr(a) == repr(x)


def is_needed(field: dataclasses.Field[Any]) -> bool:
    """Whether a value must be given."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def test_every_class_was_found() -> None:
    """Or the test above looks at the wrong thing."""
    assert {"Fact", "Figure", "Period", "Report", "Footnotes", "Common"} <= {one.__name__ for one in CLASSES}


@pytest.mark.parametrize("ours", CLASSES, ids=lambda one: one.__name__)
def test_what_does_not_fit_is_refused(ours: type) -> None:
    """A value too many, an unknown name, one named twice and one left out are TypeErrors."""
    fields = dataclasses.fields(ours)
    values = [0] * len(fields)
    with pytest.raises(TypeError):
        ours(*values, 0)
    with pytest.raises(TypeError):
        ours(*values, unknown=0)
    if fields:
        with pytest.raises(TypeError):
            ours(*values, **{fields[0].name: 0})
    if fields and is_needed(fields[0]):
        with pytest.raises(TypeError):
            ours()


@pytest.mark.parametrize("ours", CLASSES, ids=lambda one: one.__name__)
def test_a_frozen_class_cannot_be_changed(ours: type) -> None:
    """No field is set or deleted, and nothing new is hung onto it."""
    names = [one.name for one in dataclasses.fields(ours)]
    made = ours(*[0] * len(names))
    if not is_frozen(ours):
        setattr(made, names[0], 1)
        assert getattr(made, names[0]) == 1
        return
    for name in (*names, "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(made, name)


def test_a_default_that_is_made_is_made_anew() -> None:
    """No two instances share a list."""

    @dataclass(frozen=True, slots=True)
    class Basket:
        things: list[int] = dataclasses.field(default_factory=list)

    Basket().things.append(1)
    assert Basket().things == []


def test_it_is_copied_pickled_and_replaced() -> None:
    """As a standard one is, slots and all."""
    place = Place("mine.yaml", 3, 5)
    assert copy.copy(place) == copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    assert dataclasses.replace(place, line=4) == Place("mine.yaml", 4, 5)
    assert dataclasses.astuple(place) == ("mine.yaml", 3, 5, 0)


def test_periods_are_ordered_by_their_last_day_and_then_their_first() -> None:
    """As the fields stand; and not against anything else."""
    h1, q2, fy = Period.parse("H1 2025"), Period.parse("Q2 2025"), Period.parse("FY2025")
    assert h1 < q2 < fy
    assert h1 <= h1 >= h1
    assert max(h1, fy, q2) is fy
    with pytest.raises(TypeError):
        h1 < 1  # type: ignore[operator] # noqa: B015
