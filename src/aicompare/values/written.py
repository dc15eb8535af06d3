"""A figure as people write it: its words and numbers, and by one grammar what they say together.

The kinds of a text's lexemes, a letter each, are matched with a regular expression:
`~US$350-400m` is `~CN-NS`. What fits no form is no figure, and what can be read in two ways is
refused with both: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from aicompare.values.errors import BadAmount, shown
from aicompare.values.lexemes import LONGEST, Lexeme, lexemes_of
from aicompare.values.usual import End, Written
from aicompare.values.wording import Words
from aicompare.values.writtennumber import Part, meaning, refused

_COMPOUND = "Ns(?:Z?Ns)*(?:Z?N)?P?"  # 12亿5000万
_QUANTITY = rf"(?:N[P+]?(?:[sS][P+]?)?(?![NZ])|{_COMPOUND})"
# A heading's scale stands beside the currency: `RMB'000`, `US$ (in millions):`, `千港元`.
_HEAD = r"(?:s?C{1,2}(?:I?[sS]|\(I?[sS]\))?C?|SC|\(I?s?C{1,2}I?[sS]?C?\)):?"
_TAIL = r"[sS]?(?:C{1,2}[sS]?)?"


def _end(name: str) -> str:
    """One end of a range, or all there is: `CN-NS` without the dash."""
    return (
        rf"(?P<open{name}>\((?P<inside{name}>[MV~])?)?(?P<sign{name}>[-+n]|L(?P<of{name}>[MV~])?)?"
        rf"(?P<head{name}>{_HEAD})?(?P<second{name}>[-+n])?(?P<inner{name}>\()?(?P<quantity{name}>{_QUANTITY})(?P<unit{name}>[%x])?"
        rf"(?(inner{name})\)(?P<late{name}>%)?)(?P<tail{name}>{_TAIL})(?(open{name})\))"
    )


_FORMS = (
    rf"(?P<mark>[MV~])?{_end('_0')}(?P<after>[PV+])?",
    rf"(?P<mark>[MV~])?{_end('_0')}(?P<to>[-R~]){_end('_1')}(?P<after>[PV+])?",
    rf"(?P<mark>[MV~])?(?P<from>B){_end('_0')}(?P<to>[AR-]){_end('_1')}E?",
    rf"(?P<mark>[MV~])?{_end('_0')}(?P<to>R){_end('_1')}E",
    rf"(?P<loss>\()(?P<mark>[MV~])?{_end('_0')}(?P<to>[-R~]){_end('_1')}\)",
)
# Within an expression: no sign before it, no parentheses around it, and no dash for a range.
_ANY = "[CU]{1,2}"  # also one without rates
_PLAIN = rf"(?:{_COMPOUND}|NP?(?:[sS]P?)?)"
_NAMED = rf"{_HEAD.replace('C{1,2}', _ANY)}(?:[n-]?{_PLAIN}|\({_PLAIN}\))"
_ONE = rf"(?:{_NAMED}|{_PLAIN})%?[sS]?(?:{_ANY}[sS]?)?"
_IN_PLACE = rf"(?:[MV~n-]|[MV~]?L[MV~]?)?{_ONE}(?:[R~]{_ONE})?[PVx+]?"
_OPERATORS = (*"<>=≥≤≧≦⩾⩽-−‐‑‒–—", ">=", "<=")
_ENDS_IT = ("", *"=!<>≥≤≠),")  # what may follow a sign that could also be between two figures


def written(text: str, words: Words) -> Written | None:
    """What `text` says; None where it is no figure. Raises BadAmount for what can be read in two ways."""
    if len(text) > LONGEST:
        return None
    lexemes = list(lexemes_of(text, words))
    return None if not lexemes or lexemes[-1].end < len(text) else _read(lexemes, text)


def unknown_unit(text: str, words: Words) -> str | None:
    """The one word that would make `text` an amount if it were a currency: `UZD` of `5bn UZD`."""
    lexemes = list(lexemes_of(text, words)) if len(text) <= LONGEST else []
    unknown = [one.text for one in lexemes if one.kind == "U"]
    if len(unknown) != 1 or lexemes[-1].end < len(text) or any(one.kind == "C" for one in lexemes):
        return None
    kinds = _kinds(lexemes).replace("U", "C")
    return unknown[0] if any(re.fullmatch(form, kinds) for form in _FORMS) else None


def amount_at(text: str, at: int, words: Words, known: Container[str]) -> tuple[str, bool] | None:
    """What stands unquoted in an expression from `at` on: the number, and whether it has a currency.

    Only words of `known` count as currencies that have no rates.
    """
    lexemes = list(_until_unknown(lexemes_of(text, words, at), known))
    match = re.compile(_IN_PLACE).match(_kinds(lexemes))
    if match is None or lexemes[0].text in _OPERATORS:
        return None
    taken = lexemes[: match.end()]
    while taken and not _ends_there(taken, text):
        taken.pop()
    if not any(one.kind == "N" for one in taken):
        return None
    return text[at : taken[-1].end], any(one.kind in "CU" for one in taken)


def _ends_there(taken: Sequence[Lexeme], text: str) -> bool:
    """Whether nothing follows that would make the last of them part of a name, or another sign."""
    last, behind = taken[-1], text[taken[-1].end :]
    if last.kind in "+x" and last.start > taken[-2].end:
        return False
    if last.text in ("+", "×"):
        return behind.lstrip()[:1] in _ENDS_IT
    return not re.match(r"[\w.]", behind)


def _until_unknown(lexemes: Iterable[Lexeme], known: Container[str]) -> Iterator[Lexeme]:
    for lexeme in lexemes:
        if lexeme.kind == "U" and lexeme.text not in known:
            return
        yield lexeme


def _kinds(lexemes: Iterable[Lexeme]) -> str:
    return "".join(one.kind for one in lexemes)


def _read(lexemes: Sequence[Lexeme], text: str) -> Written | None:
    kinds = _kinds(lexemes)
    match = next((found for form in _FORMS if (found := re.fullmatch(form, kinds))), None)
    if match is None:
        return None
    parts = [Part(lexemes, match, name) for name in ("_0", "_1") if match.groupdict().get(f"quantity{name}")]
    if not all(part.stands(any(any(one.currencies) for one in parts)) for part in parts):
        return None
    unit, scale = _shared([part.unit for part in parts]), _shared([part.scale for part in parts])
    if unit is None or len({part.unit for part in parts if part.unit}) > 1:
        return None
    if parts[0].headed and any(part.scale for part in parts[1:]):
        raise refused(text, "names two scales", "leave one of them out")
    if scale is None and not parts[0].headed:
        raise refused(text, "says its scale at the first number alone", "write it like 350-400bn")
    ends = tuple(part.end(part.scale or scale or parts[0].scale, unit, text) for part in parts)
    mark = _mark(lexemes, match, parts, text)
    if len(ends) == 2:
        ends, mark = _range(ends, parts, match, mark, text), "-"
    return Written(mark, ends, unit, tuple(run for part in parts for run in part.currencies if run))


def _shared(words: Sequence[str]) -> str | None:
    """What stands behind the last number counts for a first one without; not the other way round."""
    return None if words[0] and not words[-1] else words[-1]


def _mark(lexemes: Sequence[Lexeme], match: re.Match[str], parts: Sequence[Part], text: str) -> str:
    """The one mark of print. Raises BadAmount for two that disagree."""
    before, after = (
        [meaning(one) for one in _lexemes_of(match, name, lexemes)] for name in ("mark", "after")
    )
    inside = [_turned(meaning(one)) for part in parts for one in part.of("inside")]
    behind = [*after, *(mark for part in parts for mark in part.marks)]
    if any(part.is_called_loss for part in parts):
        if {*before} & {*_TURNED}:
            raise refused(text, "marks a loss in two ways", "write it like 亏损超5亿元, or ≤ -500m CNY")
        behind = [*map(_turned, behind), *(_turned(meaning(one)) for part in parts for one in part.of("of"))]
    elif any("-" in part.signs for part in parts) and _has_bound_in_words(match, lexemes, parts):
        hint = "write the mark within the parentheses for its size, or ≤ and ≥ for the number"
        raise refused(text, "bounds a figure below zero by its size or by the number", hint)
    found = {*before, *inside, *behind}
    if len(found) > 1:
        raise refused(text, "is marked in two ways", "leave one of the marks out")
    return found.pop() if found else ""


def _has_bound_in_words(match: re.Match[str], lexemes: Sequence[Lexeme], parts: Sequence[Part]) -> bool:
    """Whether "over" or "nearly" stand beside the number: of -5m that may be more of a loss, or less."""
    marks = [one for name in ("mark", "after") for one in _lexemes_of(match, name, lexemes)]
    words = [meaning(one) for one in marks if one.text not in _OPERATORS]
    return any(one in _TURNED for one in (*words, *(mark for part in parts for mark in part.marks)))


def _lexemes_of(match: re.Match[str], group: str, lexemes: Sequence[Lexeme]) -> Sequence[Lexeme]:
    start, end = match.span(group) if group in match.groupdict() else (0, 0)
    return lexemes[max(start, 0) : max(end, 0)]


def _turned(mark: str) -> str:
    """Of a loss: one of 5m or more is at most -5m."""
    return _TURNED.get(mark, mark)


_TURNED = {">=": "<=", "<=": ">="}


def _range(
    ends: tuple[End, ...], parts: Sequence[Part], match: re.Match[str], mark: str, text: str
) -> tuple[End, ...]:
    """The smaller end first. Raises BadAmount for what has a mark, half a sign, or runs backwards."""
    signs = [part.signs for part in parts]
    dash = match["to"] == "-"
    called = parts[0].is_called_loss and not signs[1]
    if parts[0].has_minus_in_words and not signs[1]:
        raise refused(text, "says minus of one end or of both", "write it like -400m to -350m")
    if called:
        ends = (ends[0], End(ends[1].value.copy_negate(), ends[1].place))
        signs = [["-"], ["-"]]
    if mark or "+" in "".join(map("".join, signs)) or (dash and signs[0] and not signs[1]):
        hint = "write it like 350-400bn, or -400m to -350m"
        raise refused(text, "is a range with a sign or mark", hint)
    low, high = ends
    losses = all(signs)
    if match.groupdict().get("loss"):
        if any(signs):
            raise refused(text, "has two signs", "leave one of them out")
        low, high, losses = *(End(one.value.copy_negate(), one.place) for one in ends), True
    if low.value > high.value and losses:
        low, high = high, low
    if low.value > high.value:
        raise BadAmount(f"the range {shown(text)} runs backwards", hint="the smaller number comes first")
    return low, high
