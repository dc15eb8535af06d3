"""Text -> tokens, each with its column.

A name may hold dots, and dashes and Chinese inside a word: `six-tigers.equity_value`,
`0100.HK.revenue`, `智谱.revenue[H1 2025]`. So a minus between two names needs spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicompare.errors import BadExpression, BadUsage, Trouble, shown
from aicompare.expressions.units import SPAN
from aicompare.figures import DIGITS, SCALES, any_of
from aicompare.frozen import dataclass
from aicompare.money import CURRENCY, currency_code

LONGEST = 2000  # characters of an expression

_SCALED = rf"{DIGITS}(?:\s*+{any_of({**SCALES})}(?![a-z]))?"
_NAME = r"[^\W_]\w*(?:&\w+)*(?:[.-][^\W_]\w*(?:&\w+)*)*"
_METRIC = r"\.[A-Za-z][\w&-]*"
_INSIDE = r"(?:\s*\[[^\[\]]*\])?"
_ALONE = r"(?![\w.])"  # nothing that would make it part of a name
_KINDS = {
    "space": r"\s+",
    # a quoted company is a name, any other quoted text a figure as printed
    "reference": rf"(?:\"[^\"]*\"|“[^”]*”|{_NAME}){_METRIC}{_INSIDE}",
    "text": r"\"[^\"]*\"|'[^']*'|“[^”]*”",
    "period": (
        r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s*\.\.\s*[0-9]{4}-[0-9]{2}-[0-9]{2})?|[0-9]{4}-[0-9]{2}"
        r"|(?:FY|H[12]|Q[1-4]|(?:[1-9]|1[01])M)\s?[0-9]{4})(?![\w.-])"
    ),
    "amount": rf"(?:{CURRENCY}\s*+(?:[-−]\s*+)?{_SCALED}|{_SCALED}\s*+{CURRENCY}){_ALONE}",
    "number": rf"{_SCALED}(?:\s*+%|\s*+{SPAN}|x|×(?=\s*(?:$|[=!<>≥≤≠),])))?{_ALONE}",
    "name": _NAME,
    "sign": r"==|!=|<=|>=|[-−+*/×÷<>≤≥≠(),]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items()), re.IGNORECASE)
_SAME = {"−": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!="}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is reference, text, period, amount, number, name, sign or end; columns count from 1."""

    kind: str
    text: str
    column: int


def tokens_of(expression: str) -> Iterator[Token]:
    """Ends with a token of kind `end`. Raises BadExpression for what begins nothing, BadUsage for
    what is too long.
    """
    if len(expression) > LONGEST:
        text = f"the expression is too long, {len(expression)} characters"
        raise BadUsage(text, hint=f"at most {LONGEST}")
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise _not_understood(expression, at)
        at = match.end()
        kind = match.lastgroup or ""
        if kind != "space":
            text = _SAME.get(match[0], match[0]) if kind == "sign" else match[0]
            yield Token(kind, text, match.start() + 1)
    yield Token("end", "", len(expression) + 1)


def _not_understood(expression: str, at: int) -> BadExpression:
    letter = expression[at]
    hint = _MEANT.get(letter)
    if letter in "¥￥":
        try:
            currency_code(letter)
        except Trouble as trouble:
            hint = trouble.hint
    return BadExpression(f"{shown(letter)} begins nothing here", expression, at + 1, hint=hint)


_MEANT = {
    "=": "equality is written ==",
    "!": "inequality is written !=",
    '"': "the quote that opens here is never closed",
    "'": "the quote that opens here is never closed; a name with one stands in double quotes",
    "“": "the quote that opens here is never closed",
    "[": "brackets stand behind a figure: minimax.revenue[FY2025]",
    "]": "the bracket is never opened",
    "^": "a power is written x * x",
    "~": 'a figure with a mark stands in quotes: "~RMB 376m"',
    "$": "an amount is written US$5m or 5m USD",
}
