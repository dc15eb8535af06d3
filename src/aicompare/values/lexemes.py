"""A written figure is cut into words and numbers: text -> lexemes, each of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicompare.values.frozen import dataclass
from aicompare.values.wording import PENCE, TOKENS, Words

LONGEST = 80  # characters; print has no longer figure, and Decimal("1e999999999") has no end

# A group of thousands never follows a leading 0; Swiss print groups by apostrophes. More than 15
# powers of ten is no figure of print.
_GROUPS = r"(?:(?:,[0-9]{3})+|(?:['’][0-9]{3})+(?![0-9]))"
_GROUPED = rf"(?:[1-9][0-9]{{0,2}}{_GROUPS}|[0-9]+)(?:\.[0-9]+)?"
_EXPONENT = r"(?:[eE](?:\+?(?:1[0-5]|[0-9])|-[0-9])(?![0-9]))?"
NUMBER = _GROUPED + _EXPONENT
# Pasted along and never seen. A soft hyphen and marks that turn the order of signs stay, and are refused.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_WIDE = {ord("！") + at: chr(ord("!") + at) for at in range(94)}
_OTHER_FORMS = {"\u3000": " ", "￡": "£", "￥": "¥", "￦": "₩", "﹣": "-", "﹩": "$", "﹪": "%", "∶": ":"}
WIDE = {**_WIDE, **{ord(wide): usual for wide, usual in _OTHER_FORMS.items()}}
_TOKEN = 4  # letters, of a currency's code and one more
_CAPITALS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_UNKNOWN = r"[A-Za-z]+\$?|[\u3400-\u9fff]+"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or number of a text; `kind` is as in wording.words_with, N a number, U a word unknown."""

    kind: str
    text: str
    meaning: str
    start: int
    end: int


def ungrouped(number: str) -> str:
    """Without the signs between its thousands: `5'000'000` and `5,000,000` are 5000000."""
    return number.translate({ord(sign): "" for sign in ",'’"})


def plain(text: str) -> str:
    """Without what cannot be seen, and with full-width letters and digits as usual ones."""
    return text.translate({**WIDE, **dict.fromkeys(map(ord, UNSEEN))}).strip()


def lexemes_of(text: str, words: Words, at: int = 0) -> Iterator[Lexeme]:
    """The words and numbers from `at` on, as far as they can be told, LONGEST characters at most."""
    small = text.translate(_CAPITALS)
    until = at + LONGEST
    while at < min(len(text), until):
        if text[at].isspace():
            at += 1
            continue
        found = _lexeme(text, small, at, words)
        if found is None:
            return
        yield found
        at = found.end


def _lexeme(text: str, small: str, at: int, words: Words) -> Lexeme | None:
    if number := re.compile(NUMBER).match(text, at):
        return Lexeme("N", number[0], number[0], at, number.end())
    unknown = re.compile(_UNKNOWN).match(text, at)
    if unknown and (unknown[0] in PENCE | TOKENS or _is_like_a_token(unknown[0], words)):
        return Lexeme("U", unknown[0], unknown[0], at, unknown.end())
    for word, kind, meaning in words.get(small[at], ()):
        end = at + len(word)
        if small.startswith(word, at) and _ends_there(small, end, kind, words):
            return Lexeme(kind, text[at:end], meaning, at, end)
    return Lexeme("U", unknown[0], unknown[0], at, unknown.end()) if unknown else None


def _is_like_a_token(word: str, words: Words) -> bool:
    """A code with one more capital: HKDT is no HK$ trillions, USDB no billions; USDM is millions in print."""
    code = word[:-1]
    glued = len(word) == _TOKEN and word.isupper() and word[-1] in "BKT"
    return glued and any((code.lower(), "C") == one[:2] for one in words.get(code[0].lower(), ()))


def _ends_there(small: str, end: int, kind: str, words: Words) -> bool:
    """Whether a word is whole: a letter only follows where a scale and a currency are glued."""
    if end == len(small) or not (small[end - 1].isalpha() and small[end - 1].isascii()):
        return True
    if not small[end].isalpha() or not small[end].isascii():
        return kind != "x" or not small[end].isalnum()
    next_to = {"S": "C", "C": "S", "M": "C", "V": "C"}.get(kind, "")
    return small[end - 1] != "t" and any(
        other == next_to and small.startswith(word, end) and not small[end + len(word) :][:1].isalpha()
        for word, other, _ in words.get(small[end], ())
    )
