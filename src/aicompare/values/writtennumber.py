"""One number of a written figure with all that belongs to it: sign, scale, currency, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from aicompare.values.errors import BadAmount, shown
from aicompare.values.frozen import dataclass
from aicompare.values.lexemes import LONGEST, Lexeme, ungrouped
from aicompare.values.usual import AS_PRINTED, End
from aicompare.values.wording import CHINESE_SCALES, CONTINENTAL, SCALES, UNCLEAR_SCALES


@dataclass(frozen=True, slots=True)
class Part:
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
            lexeme
            for part in (self.of("head"), behind, self.of("tail"))
            for lexeme in part
            if lexeme.kind in "sS"
        ]

    @property
    def scale(self) -> str:
        return self.scales[0].meaning if self.scales else ""

    @property
    def marks(self) -> list[str]:
        """Within the number: `5+bn`, `10多亿`."""
        return [meaning(one) for one in self.of("quantity") if one.kind in "P+"]

    @property
    def signs(self) -> list[str]:
        """All that say plus or minus; parentheses say minus, and so does a word."""
        found = [one.kind for group in ("open", "inner", "sign", "second") for one in self.of(group)]
        return ["+" if kind == "+" else "-" for kind in found if kind in "+-(nL"]

    @property
    def is_called_loss(self) -> bool:
        """Whether a word says that it is a loss, whose size is the number: `亏损5亿元`."""
        return any(one.kind == "L" for one in self.of("sign"))

    @property
    def has_minus_in_words(self) -> bool:
        """`负3亿元`, whose word may count for what follows too."""
        return any(one.kind == "n" for group in ("sign", "second") for one in self.of(group))

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
    def _is_of_thousands_or_decimals(self) -> bool:
        """`5.000 Mio.` is 5,000 of them to whom writes Mio., and 5 to others; `5,125 Mrd.` likewise."""
        words = {one.text.lower() for group in ("head", "tail", "quantity") for one in self.of(group)}
        unclear = [one for one in self._numbers if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", one.text)]
        return bool(unclear and words & CONTINENTAL)

    @property
    def _numbers(self) -> list[Lexeme]:
        return [one for one in self.of("quantity") if one.kind == "N"]

    def end(self, scale: str, unit: str, text: str) -> End:
        if len(self.signs) > 1:
            raise refused(text, "has two signs", "leave one of them out")
        if len({one.start for one in self.scales}) > 1 or (scale and self._has_exponent):
            raise refused(text, "names two scales", "leave one of them out")
        if scale in UNCLEAR_SCALES:
            raise refused(
                text, f"has a scale that is two powers of ten: {scale}", f"write {UNCLEAR_SCALES[scale]}"
            )
        if self._is_of_thousands_or_decimals:
            number = self._numbers[0].text.translate({ord(sign): "" for sign in ",."})
            likely = f"write {number} with its scale for thousands, or its decimals with a point, like 1.25bn"
            raise refused(text, "has a sign of thousands or of decimals", likely)
        many = len(self._numbers) > 1
        size = _compound(self.of("quantity"), text) if many else _scaled(self._numbers[0].text, scale)
        size = AS_PRINTED.scaleb(size, -2) if unit == "%" else size
        place = int(size.as_tuple().exponent)
        return End(size.copy_negate() or Decimal(0) if "-" in self.signs else size, place)


def _scaled(number: str, scale: str) -> Decimal:
    return AS_PRINTED.scaleb(Decimal(ungrouped(number)), SCALES.get(scale, 0))


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
        fits = power < before and Decimal(ungrouped(number.text)).adjusted() + power < before
        whole = last or number.text.isdigit()
        short = not scale and not joined and len(number.text.partition(".")[0]) != before
        if not (fits and whole) or short or (scale and scale not in CHINESE_SCALES):
            raise refused(text, "can be read in two ways", "write it with one scale, like 12.5亿元")
        total, before, joined = AS_PRINTED.add(total, _scaled(number.text, scale)), power, False
    return total


def meaning(lexeme: Lexeme) -> str:
    """The mark that a word or sign stands for: `$5bn+` is `>=`."""
    return {"+": ">=", "~": "~"}.get(lexeme.kind, lexeme.meaning)


def refused(text: str, trouble: str, hint: str) -> BadAmount:
    """The error about a text that can be read in two ways."""
    return BadAmount(f"{shown(text)} {trouble}", hint=hint)
