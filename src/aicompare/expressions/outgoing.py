"""Losses, costs and burns: above zero here, and in the parentheses of tables there.

Held for equal to one, `(US$5m)` is the loss as tables print it. In an inequality it may be the loss
or its negative, and the answer turns with it: that is refused.
"""

from __future__ import annotations

from aicompare.expressions.syntax import Call, Chain, Minus, Statement, Stored, Syntax, Typed, inside
from aicompare.values.metrics import Metric

# What these make of losses is one: not of growth, a share, or a size without sign.
_KEEPS_SIGN = ("sum", "mean", "min", "max", "convert", "ltm", "annualised", "monthly", "as_of")
_WORDS = ("亏", "虧", "loss")


def outgoing(side: Syntax) -> Stored | None:
    """The first loss, cost or burn of a side that is one itself, sums of them or one over a figure
    that is none; None of any other side.
    """
    match side:
        case Stored():
            return side if _goes_out(side) else None
        case Call() if side.name in _KEEPS_SIGN:
            return _first_of_all([part for part in side.arguments if _has_figures(part)])
        case Chain(first, others) if all(sign in "+" for sign, _, _ in others):
            return _first_of_all([first, *(part for _, _, part in others)])
        case Chain(first, others) if all(sign in "*/" for sign, _, _ in others):
            rest = [part for _, _, part in others]
            return None if any(map(_has_outgoing, rest)) else outgoing(first)
    return None


def is_of_tables(text: str) -> bool:
    """Whether the minus of a figure below zero is that of tables, or the word for a loss."""
    return "(" in text or "（" in text or any(word in text.casefold() for word in _WORDS)


def is_bound_either_way(text: str) -> bool:
    """Of an "over" or "nearly" in the minus of tables, whether it may be of the size or of the
    number: it is of the size within the parentheses, `(over US$5m)`, or behind a word for a loss.
    """
    bare = text.strip("\"'“” ").replace("（", "(")
    return (
        not bare.startswith("(")
        if bare.endswith(")")
        else not any(word in bare.casefold() for word in _WORDS)
    )


def is_typed(side: Syntax) -> bool:
    """Whether nothing of it is of the data."""
    return all(isinstance(part, Typed | Minus | Chain) for part in inside(side))


def bound_of(statement: Statement) -> tuple[Stored, int] | None:
    """Of an inequality between a loss, cost or burn and a typed bound: which, and the bound's side."""
    if statement.sign in ("", "==", "!=") or statement.right is None:
        return None
    for index, (side, other) in enumerate(
        ((statement.left, statement.right), (statement.right, statement.left))
    ):
        found = outgoing(other) if is_typed(side) else None
        if found:
            return found, index
    return None


def hint_of(stored: Stored) -> str:
    """How a bound below zero is said in one way."""
    size = "leave the minus out for a bound of its size"
    return f"{size}, or compare {stored.reference.metric.name}" if stored.reference.is_loss else size


def name_in(stored: Stored) -> str:
    """As it was asked for: `net_loss`."""
    return stored.reference.called or stored.reference.metric.name


def _goes_out(stored: Stored) -> bool:
    return stored.reference.is_loss or _is_cost(stored.reference.metric)


def _is_cost(metric: Metric) -> bool:
    if metric.unit != "money":
        return False
    named = metric.name.endswith(("_loss", "_burn"))
    return named or ((metric.has("expense") or metric.has("outlay")) and not metric.is_signed)


def _first_of_all(parts: list[Syntax]) -> Stored | None:
    found = [outgoing(part) for part in parts]
    return found[0] if found and all(found) else None


def _has_figures(side: Syntax) -> bool:
    return any(isinstance(part, Stored) for part in inside(side))


def _has_outgoing(side: Syntax) -> bool:
    return any(isinstance(part, Stored) and _goes_out(part) for part in inside(side))
