"""Everything that can go wrong, in one place; imports nothing of ours.

Each error says what is wrong, and where it can, what would be right (`hint`).
`code` is what scripts see under `error.code` in JSON; it never changes once published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_MOST_SHOWN = 80  # characters of a text that is not understood


class Trouble(Exception):
    """Something a person can cause and mend. Shown as one message, exit code 2."""

    code = "trouble"

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.others: tuple[Trouble, ...] = ()  # wrong as well, and told with it

    def __str__(self) -> str:
        """With the hint: a notebook shows no more of an error than this."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


class BadUsage(Trouble):
    """Options or arguments that do not go together."""

    code = "usage"


class UnknownName(Trouble):
    """A company, group, metric or plan that is not in the data."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, otherwise: str | None = None) -> None:
        """`otherwise` is the hint where nothing is like it; without one, what shows them all."""
        self.near = suggestion(name, known)
        hint = self.near or otherwise or _SHOWN_BY.get(what)
        super().__init__(f"there is no {what} {shown(name)}", hint=hint)
        self.code = f"unknown_{what}"


_SHOWN_BY = {
    "command": "`aicompare --help` lists them",
    "company": "`aicompare list` names them",
    "group": "`aicompare list` names them",
    "metric": "`aicompare metrics` lists them",
    "source": "`aicompare sources` lists them",
}


class UnknownCurrency(Trouble):
    """A currency that is not known, or not said clearly enough."""

    code = "unknown_currency"


class BadAmount(Trouble):
    """A number or amount that cannot be read."""

    code = "bad_amount"


class BadPeriod(Trouble):
    """A date or period that cannot be read."""

    code = "bad_period"


class MixedCurrencies(Trouble):
    """Money of two currencies met without a rate between them."""

    code = "mixed_currencies"


class NoRate(Trouble):
    """No exchange rate covers this pair and date."""

    code = "no_rate"


class NoAnswer(Trouble):
    """Nothing that was asked for can be answered."""

    code = "no_answer"


class BadFile(Trouble):
    """A file that cannot be read or is not valid; the message begins with its place."""

    code = "bad_file"

    def __init__(
        self, file: str, message: str, *, line: int = 0, column: int = 0, hint: str | None = None
    ) -> None:
        place = f"{file}:{line}:{column}" if line else file
        super().__init__(f"{place}: {message}", hint=hint)


class BadExpression(Trouble):
    """An expression that cannot be read or computed; `column` (from 1) is where."""

    code = "bad_expression"

    def __init__(self, message: str, expression: str, column: int, *, hint: str | None = None) -> None:
        super().__init__(f"column {column}: {message}", hint=hint)
        self.said = message
        self.expression = expression
        self.column = column


class NotFetched(Trouble):
    """Something on the web that did not come, or not whole."""

    code = "not_fetched"


class NotWritten(Trouble):
    """The answer could not be written whole."""

    code = "not_written"


class Slip(Trouble):
    """A mistake of our own: nothing a person did, and nothing that should ever be seen."""

    code = "internal"

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            f"something went wrong inside aicompare ({file}, line {line})",
            hint="please report it, with the command and its input",
        )


def meanings() -> dict[str, str]:
    """What each code of an error means, from the docstring of its class."""
    kinds = [kind for kind in globals().values() if isinstance(kind, type) and issubclass(kind, Trouble)]
    told = {_code_of(kind): " ".join(str(kind.__doc__).split()) for kind in kinds if kind is not Trouble}
    return dict(sorted(told.items()))


def _code_of(kind: type[Trouble]) -> str:
    """Of an unknown name that of one of them."""
    return "unknown_company" if kind is UnknownName else kind.code


def together(troubles: Sequence[Trouble]) -> Trouble:
    """Several of one cause as one: the first, which knows the others."""
    first = troubles[0]
    first.others = (*first.others, *troubles[1:])
    return first


class ReaderGone(Exception):
    """The reader of stdout went away (`| head`): no trouble, exit code 141."""


def shown(text: str) -> str:
    """Text that a person gave, for a message: quoted, escaped and shortened."""
    return repr(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…")


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """The hint for a near miss: the most alike of `known`, else the one that begins so, or None.

    Short names are alike to many, and a number is another number: `MSFT` is not meant for
    `SFTBY`, nor `0701.HK` for `0700.HK`. Longer ones have one letter in four wrong at most, so
    that `Meituan` is not meant for `meta`.
    """
    from difflib import get_close_matches

    typed = name.casefold()[:_MOST_SHOWN]
    by_folded = {one.casefold(): one for one in known}
    alike = 3 / 5 if len(typed) <= _SHORT else _ALIKE
    close = (one for one in get_close_matches(typed, by_folded, cutoff=alike) if _may_be_meant(typed, one))
    begun = [one for one in by_folded if len(typed) >= _TELLING and one.startswith(typed)]
    likest = next(close, begun[0] if len(begun) == 1 else None)
    return likest and f"did you mean {by_folded[likest]!r}?"


_TELLING = 3  # characters with which one name alone begins
_SHORT = 4  # characters, of which one may be wrong
_ALIKE = 3 / 4  # of the letters of both


def _may_be_meant(typed: str, one: str) -> bool:
    if typed[:1].isdecimal() or typed[2:].lstrip(".: ").isdecimal():  # 0700.HK, SH600519
        return [*filter(str.isdecimal, typed)] == [*filter(str.isdecimal, one)]
    return len(typed) > _SHORT or one.startswith(typed) or _one_slip_apart(typed, one)


def _one_slip_apart(typed: str, one: str) -> bool:
    """A letter more, less, or other, or two that changed places."""
    same = next(
        (place for place, pair in enumerate(zip(typed, one, strict=False)) if pair[0] != pair[1]), None
    )
    if same is None:
        return abs(len(typed) - len(one)) <= 1
    left, right = typed[same:], one[same:]
    swapped = left[1::-1] + left[2:]
    return right in (left[1:], right[0] + left, right[0] + left[1:], swapped)
