"""Text -> tokens, each with its column.

A name may hold dots, and dashes and Chinese inside a word: `six-tigers.equity_value`,
`0100.HK.revenue`, `智谱.revenue[H1 2025]`. So a minus between two names needs spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicompare.expressions.units import SPAN
from aicompare.values.errors import BadExpression, BadUsage, Trouble, shown
from aicompare.values.figures import is_percentage
from aicompare.values.frozen import dataclass
from aicompare.values.lexemes import NUMBER, UNSEEN, WIDE
from aicompare.values.misread import why_not
from aicompare.values.money import amount_in, currency_code, parse_amount

LONGEST = 2000  # characters of an expression
QUOTES = "\"'“”"

_NAME = r"[^\W_]\w*(?:&\w+)*(?:[.-][^\W_]\w*(?:&\w+)*)*"
_METRIC = r"\.[A-Za-z][\w&-]*"
_INSIDE = r"(?:\s*\[[^\[\]]*\])?"
_BEFORE = {
    "space": r"\s+",
    # a quoted company is a name, any other quoted text a figure as printed
    "reference": rf"(?:\"[^\"]*\"|“[^”]*”|{_NAME}){_METRIC}{_INSIDE}",
    "text": r"\"[^\"]*\"|'[^']*'|“[^”]*”",
    "period": (
        r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s*\.\.\s*[0-9]{4}-[0-9]{2}-[0-9]{2})?|[0-9]{4}-[0-9]{2}"
        r"|(?:FY|H[12]|Q[1-4]|(?:[1-9]|1[01])M)\s?[0-9]{4})(?![\w.-])"
    ),
}
_BEHIND = {
    "name": _NAME,
    # a dash of print is a minus where it does not stand between two figures, as in a range
    "sign": r"==|!=|<=|>=|[-−+*/×÷<>≤≥≠(),]|(?<![\w%])[‐‑‒–—]|[‐‑‒–—](?=\s)",
}


def _any_of(kinds: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in kinds.items()), re.IGNORECASE)


# Between the two come numbers and amounts, as `written` reads them.
_FIRST, _LAST = _any_of(_BEFORE), _any_of(_BEHIND)
_SPAN = re.compile(rf"{NUMBER}\s*+{SPAN}(?![\w.-])", re.IGNORECASE)
_SAME = {**dict.fromkeys("−‐‑‒–—", "-"), "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!="}
_USUAL = {wide: usual for wide, usual in WIDE.items() if usual not in "\"'"}


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
    seen = [at for at, letter in enumerate(expression) if letter not in UNSEEN]
    original = "".join(expression[at] for at in seen)
    text, calls, before = original.translate(_USUAL), [False], Token("", "", 0)
    at = 0
    while at < len(text):
        kind, end = _next(text, at)
        if not kind:
            raise _not_understood(expression, seen[at])
        if kind != "space":
            # what is quoted keeps its letters
            written = (original if kind in ("text", "reference") else text)[at:end]
            token = Token(kind, _SAME.get(written, written) if kind == "sign" else written, seen[at] + 1)
            _refuse_comma(token, before, text[end:], calls, expression)
            _follow(calls, token, before)
            yield token
            before = token
        at = end
    yield Token("end", "", len(expression) + 1)


def _next(text: str, at: int) -> tuple[str, int]:
    """The kind of what begins at `at`, and where it ends; no kind where nothing begins."""
    if first := _FIRST.match(text, at):
        return first.lastgroup or "", first.end()
    if span := _SPAN.match(text, at):
        return "number", span.end()
    if number := amount_in(text, at):
        return "amount" if number[1] else "number", at + len(number[0])
    last = _LAST.match(text, at)
    return (last.lastgroup or "", last.end()) if last else ("", at)


def _follow(calls: list[bool], token: Token, before: Token) -> None:
    """Keep for each open parenthesis whether it is of a function."""
    if token.text == "(":
        calls.append(before.kind == "name")
    if token.text == ")" and len(calls) > 1:
        calls.pop()


def _refuse_comma(token: Token, before: Token, behind: str, calls: list[bool], expression: str) -> None:
    """Raises BadExpression for a comma that may be of a number or between two arguments, however
    many parentheses stand between it and the function, and for one that is neither.
    """
    if token.kind not in ("number", "amount"):
        return
    if any(calls) and "," in token.text:
        message = f"{shown(token.text)} is one number or several arguments"
        alone = not calls[-1] and before.text == "(" and behind.lstrip().startswith(")")
        hint = f"write {_apart(token.text, calls)}{_quoted(token, alone=alone)}"
        raise BadExpression(message, expression, token.column, hint=hint)
    if not calls[-1] and (rest := re.match(r",[0-9][0-9,.]*\w*", behind)):
        whole = token.text + rest[0]
        hint = why_not(whole) or "thousands stand in groups of three"
        raise BadExpression(f"{shown(whole)} is not a number", expression, token.column, hint=hint)


def _apart(text: str, calls: list[bool]) -> str:
    """As several arguments, where they can be: next to the function's own parenthesis."""
    several = calls[-1] and re.fullmatch(r"\D*[0-9,]+", text)
    return text.replace(",", ", ") + " or " if several else ""


def _quoted(token: Token, *, alone: bool) -> str:
    """As one number; what stands alone in parentheses may be the minus of tables."""
    loss = f'"({token.text})" for a minus, or ' if alone and is_signed_by_brackets(token) else ""
    return f'{loss}"{token.text}"'


def is_signed_by_brackets(token: Token) -> bool:
    """Whether parentheses around it alone are the minus of tables: of an amount or a percentage,
    in quotes too.
    """
    text = token.text.strip(QUOTES)
    if token.kind == "number":
        return text.endswith("%")
    return token.kind == "amount" or (token.kind == "text" and _is_amount_or_percentage(text))


def _is_amount_or_percentage(text: str) -> bool:
    try:
        return is_percentage(text) or bool(parse_amount(text))
    except Trouble:  # said where it is read
        return False


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
    ".": "a number begins with a digit: 0.5",
    "^": "a power is written x * x",
    "~": 'about is written "~RMB 376m"',
    **dict.fromkeys("‐‑‒–—", 'a range stands in quotes: "350-400bn CNY"'),
    "$": "an amount is written US$5m or 5m USD",
}
