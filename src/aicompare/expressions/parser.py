"""Tokens -> a tree, by precedence climbing; nothing is computed and nothing looked up in the data.

statement  = sum [(== != < <= > >=) sum]
sum        = product {(+ -) product}
product    = factor {(* /) factor}
factor     = - factor | number | amount | "figure as printed" | company.metric[...]
           | function(sum, ...) | (sum) | (amount), which tables print for a loss
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from aicompare.companies.references import HINT, NO_METRICS, Reference
from aicompare.expressions.syntax import Call, Chain, Minus, Statement, Stored, Syntax, Typed, Word, inside
from aicompare.expressions.tokens import QUOTES, Token, is_signed_by_brackets, tokens_of
from aicompare.expressions.units import span_of
from aicompare.values.errors import BadExpression, Trouble, shown
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric
from aicompare.values.misread import in_digits, why_not
from aicompare.values.money import Money, figure_in, parse_amount

DEEPEST = 20  # parentheses, functions and signs within each other
_SIGNS = r"[=!<>≤≥≠*/×÷]+|\s[-+−]\s"
COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")


def parse(expression: str, own: Mapping[str, Metric] = NO_METRICS) -> Statement:
    """`own` are the metrics of the user's files.

    Raises BadExpression, with the column of what is wrong; BadUsage for what is too long.
    """
    return _Parser(expression, own).statement()


def parse_figure(text: str) -> Figure | Money:
    """What a quoted text says: an amount, a number as printed, or of months, years or days how many.

    Raises BadAmount, UnknownCurrency.
    """
    if span := span_of(text):
        number, _, times = span
        figure = Figure.parse(number)
        return figure if times == 1 else figure * times
    try:
        return Figure.parse(text)
    except Trouble:
        return parse_amount(text)


class _Parser:
    def __init__(self, expression: str, own: Mapping[str, Metric]) -> None:
        self._own = own
        self._text = expression
        self._tokens = list(tokens_of(expression))
        self._at = 0
        self._depth = 0

    def statement(self) -> Statement:
        left = self._sum()
        token = self._next()
        if token.kind == "end":
            return self._without_ranges(Statement(self._text, left))
        if token.text not in COMPARISONS:
            raise self._unexpected(token)
        right = self._sum()
        after = self._next()
        if after.text in COMPARISONS:
            raise self._wrong(after, "a second comparison", "check one at a time")
        if after.kind != "end":
            raise self._unexpected(after)
        return self._without_ranges(Statement(self._text, left, token.text, right, token.column))

    def _without_ranges(self, statement: Statement) -> Statement:
        """Raises BadExpression for a difference that is written as ranges are: `20-30%`."""
        parts = [part for side in statement.sides for part in inside(side)]
        of_data = any(isinstance(part, Stored) for part in parts)
        for chain in parts:
            match chain:
                case Chain(Typed() as low, (("-", column, Typed() as high),)) if self._is_glued(column):
                    if _looks_like_range(low, high, of_data=of_data):
                        raise self._range(low, high)
        return statement

    def _range(self, low: Typed, high: Typed) -> BadExpression:
        both = f"{low.text}-{high.text}"
        hint = f'write "{both}" for a range, {low.text} - {high.text} for a minus'
        return BadExpression(f"{shown(both)} is a range or a difference", self._text, low.column, hint=hint)

    def _is_glued(self, column: int) -> bool:
        """Whether no space stands beside the sign there."""
        return not (self._text[column - 2].isspace() or self._text[column : column + 1].isspace())

    def _sum(self) -> Syntax:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Syntax:
        return self._chain(("*", "/"), self._factor)

    def _chain(self, signs: tuple[str, str], part: Callable[[], Syntax]) -> Syntax:
        first = part()
        others: list[tuple[str, int, Syntax]] = []
        while self._peek().kind == "sign" and self._peek().text in signs:
            sign = self._next()
            others.append((sign.text, sign.column, part()))
        if others:
            self._refuse_loss(first, *(one for _, _, one in others))
        return Chain(first, tuple(others)) if others else first

    def _factor(self) -> Syntax:
        token = self._next()
        match token.kind:
            case "sign" if token.text == "-":
                return self._negative(token)
            case "sign" if token.text == "(" and self._is_loss():
                return self._loss(token)
            case "sign" if token.text == "(":
                inner = self._deeper(token, self._sum)
                self._close(token)
                return inner
            case "number" | "amount" | "text":
                return self._typed(token)
            case "reference":
                return self._stored(token)
            case "name" if self._peek().text == "(":
                return self._call(token)
            case "name" if hint := in_digits(token.text):
                raise self._wrong(token, f"{shown(token.text)} is not in digits", hint)
            case "name" | "period":
                return Word(token.text, token.column)
        raise self._unexpected(token)

    def _negative(self, token: Token) -> Syntax:
        """A typed number or amount with its sign is one figure, so that it can be what is stated."""
        part = self._deeper(token, self._factor)
        self._refuse_loss(part)
        if isinstance(part, Typed) and not part.quoted and not part.text.startswith("-"):
            return Typed(-part.value, f"-{part.text}", token.column)
        return Minus(part, token.column)

    def _is_loss(self) -> bool:
        """Whether what was opened holds one amount or percentage alone."""
        inside, behind = self._peek(), self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        return is_signed_by_brackets(inside) and behind.text == ")"

    def _loss(self, opening: Token) -> Typed:
        part = self._typed(self._next())
        self._close(opening)
        if figure_in(part.value).value < 0:
            hint = "leave one of them out"
            raise self._wrong(opening, f"({part.text}) has two signs", hint)
        return Typed(-part.value, f"({part.text})", opening.column, part.quoted)

    def _refuse_loss(self, *parts: Syntax) -> None:
        """Raises BadExpression for `5 - (US$2m)`: with the sign of tables it is 7, else 3."""
        for part in parts:
            if isinstance(part, Typed) and part.text.startswith("("):
                text = part.text[1:-1]
                hint = f"write {text} without the parentheses, or -{text}"
                token = Token("text", part.text, part.column)
                raise self._wrong(token, f"{shown(part.text)} is minus, or in parentheses", hint)

    def _deeper(self, token: Token, part: Callable[[], Syntax]) -> Syntax:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(token, f"nested deeper than {DEEPEST} levels", "split it up")
        inner = part()
        self._depth -= 1
        return inner

    def _typed(self, token: Token) -> Typed:
        quoted = token.kind == "text"
        text = token.text.strip(QUOTES) if quoted else token.text
        try:
            read = Figure.parse if token.kind == "number" and not span_of(text) else parse_figure
            value = read(text)
            marked = figure_in(value).mark != ""
            return Typed(value, token.text, token.column, quoted or marked)
        except Trouble as trouble:
            raise self._wrong(token, trouble.message, trouble.hint) from None

    def _stored(self, token: Token) -> Stored:
        try:
            reference = Reference.parse(token.text, self._own)
        except Trouble as trouble:
            raise self._wrong(token, trouble.message, _with_spaces(token.text) or trouble.hint) from None
        if reference is None:
            raise self._wrong(token, f"{shown(token.text)} names no figure", HINT)
        company = reference.company.strip(QUOTES)
        return Stored(replace(reference, company=company), token.column)

    def _call(self, name: Token) -> Call:
        opening = self._next()
        arguments: list[Syntax] = []
        if self._peek().text != ")":
            arguments.append(self._deeper(opening, self._sum))
            while self._peek().text == ",":
                self._next()
                arguments.append(self._deeper(opening, self._sum))
        self._close(opening)
        self._refuse_loss(*arguments)
        return Call(name.text.casefold(), tuple(arguments), name.column)

    def _close(self, opening: Token) -> None:
        token = self._next()
        if token.text != ")":
            if token.kind == "end":
                raise self._wrong(opening, "this parenthesis is never closed", "close it with )")
            raise self._unexpected(token)

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _unexpected(self, token: Token) -> BadExpression:
        if token.kind == "end":
            return self._wrong(token, "the expression ends too soon", "a figure or a number is missing")
        slip = why_not(self._piece_at(token.column))
        if token.kind == "sign":
            hint = slip or "a figure or a number is missing"
            return self._wrong(token, f"{shown(token.text)} cannot stand here", hint)
        message = f"a sign is missing before {shown(token.text)}"
        return self._wrong(token, message, slip or "like + - * / or ==")

    def _piece_at(self, column: int) -> str:
        """What stands between the signs on both sides of a column."""
        signs = [(0, 0), *(sign.span() for sign in re.finditer(_SIGNS, self._text)), (len(self._text),) * 2]
        start = max(end for _, end in signs if end < column)
        return self._text[start : min(begin for begin, _ in signs if begin >= column)]

    def _wrong(self, token: Token, message: str, hint: str | None) -> BadExpression:
        return BadExpression(message, self._text, token.column, hint=hint)


def _looks_like_range(low: Typed, high: Typed, *, of_data: bool) -> bool:
    """Whether the two make a range whose unit the last one has, or are held against the data.

    `1-20%` is what is left of a whole.
    """
    if low.quoted or high.quoted or low.text == "1":
        return False
    try:
        found = parse_figure(f"{low.text}-{high.text}")
    except Trouble:
        return False
    figure = figure_in(found)
    return figure.mark == "-" and (of_data or (low.is_whole and not high.is_whole))


def _with_spaces(name: str) -> str | None:
    """For a name that may be a difference."""
    before, dash, after = name.partition("-")
    return f"a minus needs spaces around it: {before} - {after}" if dash and "[" not in before else None
