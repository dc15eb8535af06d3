"""A figure as people write it: its words and numbers, and by one grammar what they say together.

The kinds of a text's lexemes, a letter each, are matched with a regular expression:
`~US$350-400m` is `~CN-NS`. What fits no form is no figure, and what can be read in two ways is
refused with both: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Context, Decimal

from aicompare.errors import BadAmount, shown
from aicompare.frozen import dataclass
from aicompare.lexemes import LONGEST, Lexeme, lexemes_of
from aicompare.wording import CHINESE_SCALES, SCALES, UNCLEAR_SCALES, Words

_AS_PRINTED = Context(prec=100)  # more digits than LONGEST lets in: reading rounds nothing

_COMPOUND = "Ns(?:Z?Ns)*(?:Z?N)?P?"  # 12亿5000万
_QUANTITY = rf"(?:N[P+]?(?:[sS][P+]?)?(?![NZ])|{_COMPOUND})"
# A heading's scale stands beside the currency: `RMB'000`, `US$ (in millions):`, `千港元`.
_HEAD = r"(?:s?C{1,2}(?:I?[sS]|\(I?[sS]\))?C?|SC|\(I?s?C{1,2}I?[sS]?C?\)):?"
_TAIL = r"[sS]?(?:C{1,2}[sS]?)?"


def _end(name: str) -> str:
    """One end of a range, or all there is: `CN-NS` without the dash."""
    return (
        rf"(?P<open{name}>\((?P<inside{name}>[MV~])?)?(?P<sign{name}>[-+])?(?P<head{name}>{_HEAD})?"
        rf"(?P<second{name}>[-+])?(?P<inner{name}>\()?(?P<quantity{name}>{_QUANTITY})(?P<unit{name}>[%x])?"
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
_NAMED = rf"{_HEAD.replace('C{1,2}', _ANY)}(?:-?{_PLAIN}|\({_PLAIN}\))"
_ONE = rf"(?:{_NAMED}|{_PLAIN})%?[sS]?(?:{_ANY}[sS]?)?"
_IN_PLACE = rf"[MV~-]?{_ONE}(?:[R~]{_ONE})?[PVx+]?"
_OPERATORS = (*"<>=≥≤≧≦⩾⩽-−‐‑‒–—", ">=", "<=")
_ENDS_IT = ("", *"=!<>≥≤≠),")  # what may follow a sign that could also be between two figures


@dataclass(frozen=True, slots=True)
class End:
    """A number with its sign and scale; `place` is the exponent of its last printed digit."""

    value: Decimal
    place: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says: one number, or the two ends of a range.

    `currencies` are the words beside each other before and behind each number.
    """

    mark: str
    ends: tuple[End, ...]
    unit: str
    currencies: tuple[tuple[str, ...], ...]


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
    if len(unknown) != 1 or lexemes[-1].end < len(text):
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
    for one in lexemes:
        if one.kind == "U" and one.text not in known:
            return
        yield one


def _kinds(lexemes: Iterable[Lexeme]) -> str:
    return "".join(one.kind for one in lexemes)


def _read(lexemes: Sequence[Lexeme], text: str) -> Written | None:
    kinds = _kinds(lexemes)
    match = next((found for form in _FORMS if (found := re.fullmatch(form, kinds))), None)
    if match is None:
        return None
    parts = [_Part(lexemes, match, name) for name in ("_0", "_1") if match.groupdict().get(f"quantity{name}")]
    if not all(part.stands(any(any(one.currencies) for one in parts)) for part in parts):
        return None
    unit, scale = _shared([part.unit for part in parts]), _shared([part.scale for part in parts])
    if unit is None or len({part.unit for part in parts if part.unit}) > 1:
        return None
    if parts[0].headed and any(part.scale for part in parts[1:]):
        raise _refused(text, "names two scales", "leave one of them out")
    if scale is None and not parts[0].headed:
        raise _refused(text, "says its scale at the first number alone", "write it like 350-400bn")
    ends = tuple(part.end(part.scale or scale or parts[0].scale, unit, text) for part in parts)
    mark = _mark(lexemes, match, parts, text)
    if len(ends) == 2:
        ends, mark = _range(ends, parts, match, mark, text), "-"
    return Written(mark, ends, unit, tuple(run for part in parts for run in part.currencies if run))


def _refused(text: str, trouble: str, hint: str) -> BadAmount:
    return BadAmount(f"{shown(text)} {trouble}", hint=hint)


def _shared(words: Sequence[str]) -> str | None:
    """What stands behind the last number counts for a first one without; not the other way round."""
    return None if words[0] and not words[-1] else words[-1]


@dataclass(frozen=True, slots=True)
class _Part:
    """One number with all that belongs to it."""

    lexemes: Sequence[Lexeme]
    match: re.Match[str]
    name: str

    def of(self, group: str) -> Sequence[Lexeme]:
        start, end = self.match.span(f"{group}{self.name}")
        return self.lexemes[start:end] if start >= 0 else ()

    @property
    def headed(self) -> bool:
        """Whether its scale is that of a heading, which counts for every number behind it."""
        return any(one.kind in "sS" for one in self.of("head"))

    @property
    def currencies(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(one.text for one in self.of(group) if one.kind == "C") for group in ("head", "tail")
        )

    @property
    def unit(self) -> str:
        return "".join(one.kind for group in ("unit", "late") for one in self.of(group))

    @property
    def scales(self) -> list[Lexeme]:
        """Beside the currency and behind the number; those within a compound are its own."""
        behind = self.of("quantity")[1:] if len(self._numbers) == 1 else ()
        return [
            one for part in (self.of("head"), behind, self.of("tail")) for one in part if one.kind in "sS"
        ]

    @property
    def scale(self) -> str:
        return self.scales[0].meaning if self.scales else ""

    @property
    def marks(self) -> list[str]:
        """Within the number: `5+bn`, `10多亿`."""
        return [_meaning(one) for one in self.of("quantity") if one.kind in "P+"]

    @property
    def signs(self) -> list[str]:
        """All that say plus or minus; parentheses say minus."""
        brackets = [one for group in ("open", "inner") for one in self.of(group) if one.kind == "("]
        return [one.kind for group in ("sign", "second") for one in self.of(group)] + ["-" for _ in brackets]

    def stands(self, is_amount: bool) -> bool:
        """Whether its parentheses and powers of ten stand where print and programs write them, and
        the letters of its scale are what they seem.
        """
        bracketed = self.of("open") or self.of("inner")
        if not is_amount and ((bracketed and self.unit != "%") or self._has_exponent):
            return False
        scales = [scale for scale in self.scales if scale.kind == "S"]
        return len(self.unit) < 2 and not any(map(self._misleads, scales))

    @property
    def _has_exponent(self) -> bool:
        return any("e" in number.text.lower() for number in self._numbers)

    def _misleads(self, scale: Lexeme) -> bool:
        """T€ is a thousand to some; in front of a number B$ and M$ are currencies of their own."""
        glued = next((one.text for one in self.lexemes if one.kind == "C" and one.start == scale.end), "")
        in_front = scale is next(iter(self.of("head")), None)
        return (glued != "" and scale.meaning == "t") or (in_front and (not glued or glued.endswith("$")))

    @property
    def _numbers(self) -> list[Lexeme]:
        return [one for one in self.of("quantity") if one.kind == "N"]

    def end(self, scale: str, unit: str, text: str) -> End:
        if len(self.signs) > 1:
            raise _refused(text, "has two signs", "leave one of them out")
        if len({one.start for one in self.scales}) > 1 or (scale and self._has_exponent):
            raise _refused(text, "names two scales", "leave one of them out")
        if scale in UNCLEAR_SCALES:
            raise _refused(
                text, f"has a scale that is two powers of ten: {scale}", f"write {UNCLEAR_SCALES[scale]}"
            )
        many = len(self._numbers) > 1
        size = _compound(self.of("quantity"), text) if many else _scaled(self._numbers[0].text, scale)
        size = _AS_PRINTED.scaleb(size, -2) if unit == "%" else size
        place = int(size.as_tuple().exponent)
        return End(size.copy_negate() or Decimal(0) if "-" in self.signs else size, place)


def _scaled(number: str, scale: str) -> Decimal:
    return _AS_PRINTED.scaleb(Decimal(number.replace(",", "")), SCALES.get(scale, 0))


def _compound(lexemes: Sequence[Lexeme], text: str) -> Decimal:
    """`12亿5000万`: each scale below the one before, each number within it. Raises BadAmount."""
    total, before, joined = Decimal("0E80"), LONGEST, False
    words = [one for one in lexemes if one.kind != "P"]
    for at, number in enumerate(words):
        if number.kind == "Z":
            joined = True
        if number.kind != "N":
            continue
        scale = words[at + 1].meaning if at + 1 < len(words) else ""
        power, last = SCALES.get(scale, 0), at + 2 >= len(words)
        fits = power < before and Decimal(number.text.replace(",", "")).adjusted() + power < before
        whole = last or number.text.isdigit()
        short = not scale and not joined and len(number.text.partition(".")[0]) != before
        if not (fits and whole) or short or (scale and scale not in CHINESE_SCALES):
            raise _refused(text, "can be read in two ways", "write it with one scale, like 12.5亿元")
        total, before, joined = _AS_PRINTED.add(total, _scaled(number.text, scale)), power, False
    return total


def _meaning(lexeme: Lexeme) -> str:
    return {"+": ">=", "~": "~"}.get(lexeme.kind, lexeme.meaning)


def _mark(lexemes: Sequence[Lexeme], match: re.Match[str], parts: Sequence[_Part], text: str) -> str:
    """The one mark of print. Raises BadAmount for two that disagree."""
    outside = [lexemes[match.start(name)] for name in ("mark", "after") if match.groupdict().get(name)]
    inside = [_TURNED.get(_meaning(one), _meaning(one)) for part in parts for one in part.of("inside")]
    found = {*map(_meaning, outside), *inside, *(mark for part in parts for mark in part.marks)}
    if len(found) > 1:
        raise _refused(text, "is marked in two ways", "leave one of the marks out")
    return found.pop() if found else ""


_TURNED = {">=": "<=", "<=": ">="}


def _range(
    ends: tuple[End, ...], parts: Sequence[_Part], match: re.Match[str], mark: str, text: str
) -> tuple[End, ...]:
    """The smaller end first. Raises BadAmount for what has a mark, half a sign, or runs backwards."""
    signs = [part.signs for part in parts]
    dash = match["to"] == "-"
    if mark or "+" in "".join(map("".join, signs)) or (dash and signs[0] and not signs[1]):
        hint = "write it like 350-400bn, or -400m to -350m"
        raise _refused(text, "is a range with a sign or mark", hint)
    low, high = ends
    losses = all(signs)
    if match.groupdict().get("loss"):
        if any(signs):
            raise _refused(text, "has two signs", "leave one of them out")
        low, high, losses = *(End(one.value.copy_negate(), one.place) for one in ends), True
    if low.value > high.value and losses:
        low, high = high, low
    if low.value > high.value:
        raise BadAmount(f"the range {shown(text)} runs backwards", hint="the smaller number comes first")
    return low, high
