"""Where two figures are one though their print does not meet: rounding, "about", "over".

A verdict that rests on one of these says so with a remark, `rounded` or `about`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from aicompare.expressions.bounds import bounded
from aicompare.expressions.graph import Leaf, Node, leaves_of, with_leaves
from aicompare.expressions.units import Unit
from aicompare.expressions.verdicts import (
    CONTRADICTED,
    HOLDS,
    UNDECIDED,
    Verdict,
    share_an_end_of_print,
    verdict_of,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.lexemes import NUMBER, ungrouped

ROUNDED, ABOUT = "rounded", "about"
_MOST_ROUNDED = Decimal("0.05")  # a figure farther off is another figure
_HALF = Decimal("0.5")
_BOUND_SIGNS = "<>≤≥≦≧⩽⩾"
NEARLY_FROM = Decimal("0.8")  # of the number: 70 is not nearly 90, nor 120 just over it
_NEARLY = (
    "nearly", "almost", "approaching", "shy of", "just under", "just below", "just less", "slightly less",
    "近", "knapp", "fast", "près de",
)  # fmt: skip
_BARELY = ("just over", "just above", "just more", "slightly over", "slightly more", "a little over")


def printed(figure: Figure, unit: Unit, text: str) -> Leaf:
    """A figure as it was typed, and how wide it is where its trailing zeros are rounding."""
    return Leaf(figure, unit, loose=_loose(figure, unit, text))


def _loose(figure: Figure, unit: Unit, text: str) -> Figure | None:
    """Half a unit of the last digit that is no zero, at most 5%: `30m` is 28.5m to 31.5m.

    None of decimals, of percentages (whose point is what is printed), of ranges and marks.
    """
    digits = [ungrouped(found) for found in re.findall(NUMBER, text)]
    if len(digits) != 1 or figure.mark or figure.is_exact or unit.look == "percent":
        return None
    if not (digits[0].isdigit() and digits[0].endswith("0") and int(digits[0])):
        return None
    zeros = len(digits[0]) - len(digits[0].rstrip("0"))
    size = figure.value.copy_abs()
    spread = min(size * _HALF * 10**zeros / int(digits[0]), size * _MOST_ROUNDED)
    return Figure(figure.value, figure.value - spread, figure.value + spread)


def as_words_mean(stated: Leaf, computed: Figure, text: str) -> Leaf:
    """What a bound in words excludes: "up to 5m" is no loss, "nearly 5m" no 3m, "just over 5m" no 7m.

    The bound is closed at zero, or at four fifths of it (five quarters of one below), only where all
    that is computed lies beyond; so is that of the size of a loss. A sign (`<=`) means the number, and
    excludes nothing.
    """
    figure, small = stated.figure, text.casefold()
    if not figure.is_open or any(sign in text for sign in _BOUND_SIGNS):
        return stated
    barely = any(word in small for word in _BARELY)
    nearly = any(word in small for word in _NEARLY)
    inner = figure.low is None if figure.value > 0 else figure.high is None  # bounds its size from above
    if not figure.value or not (inner or barely):
        return stated
    end = figure.value / NEARLY_FROM if barely else figure.value * NEARLY_FROM if nearly else Decimal(0)
    meant = (
        Figure(figure.value, end, figure.high)
        if figure.low is None
        else Figure(figure.value, figure.low, end)
    )
    return stated if meant.meets(computed) else replace(stated, figure=meant)


def judged(sign: str, left: Node, right: Node, computed: tuple[Node, ...]) -> tuple[Verdict, str | None]:
    """The verdict on `left sign right`, and the remark where it rests on more than the print."""
    verdict = verdict_of(sign, left, right, computed)
    if sign not in ("==", "!="):
        return verdict, None
    equal = verdict if sign == "==" else verdict_of("==", left, right, computed)
    remark = _remark(equal, left, right, computed)
    if sign == "!=":
        return (UNDECIDED if verdict == HOLDS and remark else verdict), None
    return (HOLDS, remark) if remark else (verdict, None)


def _remark(equal: str, left: Node, right: Node, computed: tuple[Node, ...]) -> str | None:
    """By what they are equal, where not by their print alone; `equal` is the verdict on that."""
    if equal == HOLDS:
        return ABOUT if _meets_only_about(left, right) else None
    stated = [node for node in (left, right) if node not in computed]
    if equal == UNDECIDED and not share_an_end_of_print(bounded(left), bounded(right)):
        return ABOUT if stated and all(_at_its_bound(node, stated[0]) for node in computed) else None
    if not any(isinstance(node, Leaf) and node.loose for node in stated):
        return None
    loose = [_loosened(node) if node in stated else node for node in (left, right)]
    return ROUNDED if verdict_of("==", loose[0], loose[1], computed) == HOLDS else None


def _meets_only_about(left: Node, right: Node) -> bool:
    """Whether the two would not meet if no figure were marked with a `~`."""
    if not any(leaf.figure.mark == "~" for node in (left, right) for leaf in leaves_of(node)):
        return False
    one, other = (with_leaves(node, without_about) for node in (left, right))
    return verdict_of("==", one, other, (one,)) == CONTRADICTED


def without_about(leaf: Leaf) -> Leaf:
    """`~27.9m` as if it were printed `27.9m`."""
    figure = leaf.figure
    if figure.mark != "~":
        return leaf
    spread = _HALF.scaleb(int(figure.value.as_tuple().exponent))
    return replace(leaf, figure=Figure(figure.value, figure.value - spread, figure.value + spread))


def _loosened(node: Node) -> Node:
    return replace(node, figure=node.loose) if isinstance(node, Leaf) and node.loose else node


def _at_its_bound(node: Node, stated: Node) -> bool:
    """Whether "over 380bn" is held against 380bn: the bound that is known lies in what is stated."""
    figure = bounded(node)
    known = figure.value in (figure.low, figure.high)
    return known and Figure.exact(figure.value).meets(bounded(stated))
