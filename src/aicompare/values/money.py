"""Currency and Money: exact amounts that never mix currencies in silence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from aicompare.values.errors import BadAmount, MixedCurrencies, UnknownCurrency, shown, suggestion
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace

if TYPE_CHECKING:
    from aicompare.values.usual import Written
    from aicompare.values.wording import Words

# code: what people write for it. The first spelling is the one we print.
SPELLINGS = {
    "USD": (
        "US$", "USD", "$", "US $", "U.S.$", "US dollars", "US dollar", "U.S. dollars", "U.S. dollar",
        "dollars", "dollar", "美元", "美金", "美圆", "美圓",
        "ドル", "米ドル",
    ),
    "HKD": (
        "HK$", "HKD", "HK $", "HK dollars", "HK dollar", "Hong Kong dollars", "Hong Kong dollar",
        "港元", "港币", "港幣", "港圆", "港圓", "香港ドル",
    ),
    "CNY": (
        "RMB", "CNY", "CN¥", "CN￥", "yuan", "renminbi", "Chinese yuan", "人民币", "人民幣", "元", "圆", "圓",
        "人民币元", "人民幣元", "人民元",
    ),
    "EUR": ("EUR", "€", "euro", "euros", "d'euros", "d’euros", "欧元", "歐元", "ユーロ"),
    "JPY": ("JPY", "JP¥", "JP￥", "yen", "Japanese yen", "日元", "日圆", "日圓", "日币", "日幣", "円",
        "日本円"),
    "GBP": (
        "GBP", "£", "pound", "pounds", "sterling", "pound sterling", "pounds sterling", "British pounds",
        "英镑", "英鎊", "ポンド",
    ),
    "KRW": (
        "KRW", "₩", "won", "Korean won", "South Korean won", "韩元", "韓元", "韩圆", "韓圜", "韩币", "韓幣",
        "ウォン",
    ),
    "SGD": (
        "SGD", "S$", "SG$", "Singapore dollars", "Singapore dollar", "新加坡元", "新加坡币", "新加坡幣",
        "新元", "新币", "坡币",
    ),
    "INR": (
        "INR", "₹", "Rs", "Rs.", "rupee", "rupees", "Indian rupees", "印度卢比", "印度盧比",
    ),
    "CAD": ("CAD", "C$", "CA$", "Canadian dollars", "Canadian dollar", "加元", "加拿大元", "加币", "加幣"),
    "CHF": ("CHF", "SFr", "SFr.", "Swiss francs", "Swiss franc", "瑞士法郎", "瑞郎"),
    "AUD": (
        "AUD", "A$", "AU$", "Australian dollars", "Australian dollar", "澳元", "澳大利亚元", "澳大利亞元",
        "澳币", "澳幣",
    ),
}  # fmt: skip
MINOR_DIGITS = {"JPY": 0, "KRW": 0}  # ISO 4217; every other currency here has 2
_OFFSHORE = ("CNH", "offshore yuan", "offshore renminbi", "离岸人民币", "離岸人民幣")
_DOLLARS = ("USD", "HKD", "SGD", "CAD", "AUD")

_CODES = {spelling.casefold(): code for code, all_ in SPELLINGS.items() for spelling in all_}
_YEN_OR_YUAN = ("¥", "￥")
_UNITS_OF_ANY = ("元", "圆", "圓")  # behind a currency that is named: 港币25.5亿元


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency (ISO 4217 code). `+` and `-` in one currency only."""

    amount: Figure
    currency: str

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {in_short(self)}>"

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.amount), self.currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, number: Figure | Decimal | int) -> Money:
        return Money(self.amount * number, self.currency)

    def over(self, other: Money) -> Figure:
        """The ratio of two amounts of one currency. Raises MixedCurrencies otherwise."""
        return self.amount / self._same(other).amount

    def divided_by(self, number: Figure | Decimal | int) -> Money:
        return Money(self.amount / number, self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MixedCurrencies(
                f"{self.currency} and {other.currency} cannot be put together without a rate"
            )
        return other


def in_short(value: Money | Figure) -> str:
    """`4,393,866,000 CNY`, `0.264`."""
    return " ".join(filter(None, (figure_in(value).in_short, currency_in(value))))


def figure_in(value: Money | Figure) -> Figure:
    """The number, of an amount in its currency."""
    return value.amount if isinstance(value, Money) else value


def currency_in(value: Money | Figure) -> str | None:
    """None of what is no amount."""
    return value.currency if isinstance(value, Money) else None


def currency_code(text: str) -> str:
    """The ISO 4217 code for what people write: `RMB`, `HK$`, `美元`. Raises UnknownCurrency.

    CNH, the renminbi traded offshore, has rates of its own, which the bank does not publish. GBp
    is the penny in which London quotes shares, not the pound, which is read in any other case.
    """
    from aicompare.values.lexemes import plain  # most runs read no text at all
    from aicompare.values.wording import PENCE

    name = plain(text)
    if name in _YEN_OR_YUAN:
        raise UnknownCurrency("'¥' is two currencies", hint="write CNY (or RMB), or JPY")
    if name not in PENCE and name.casefold() in _CODES:
        return _CODES[name.casefold()]
    raise UnknownCurrency(f"{shown(name)} is not a currency we have rates for", hint=_instead(name))


def _instead(name: str) -> str:
    if name.casefold() in (one.casefold() for one in _OFFSHORE):
        return "rates are known for CNY, the renminbi traded onshore"
    from aicompare.values.wording import OTHER_CURRENCIES, PENCE

    if name in PENCE:
        return "it is the penny, a hundredth of a pound: write 5 GBP for 500"
    if name[:1] in "Tt" and name[1:].upper() in SPELLINGS:
        return f"write it like 500k {name[1:].upper()} for thousands, or 5tn"
    near = None if name.upper() in OTHER_CURRENCIES else suggestion(name, (*SPELLINGS, "RMB"))
    return near or f"known are {', '.join(SPELLINGS)}"


def parse_amount(text: str) -> Money:
    """Read an amount with its currency: `15bn CNY`, `US$1,046.2m`, `港币25.5亿元`, `(RMB 2bn)`.

    Bounds are as for Figure; parentheses are a minus, as tables print it. Raises BadAmount, or
    UnknownCurrency where no currency is said.
    """
    from aicompare.values.usual import usual

    text = text.strip()
    found = usual(text) or _written(text)
    if found is None or found.unit:
        raise _no_amount(text)
    if not found.currencies:
        from aicompare.values.misread import why_not

        hint = why_not(text) or "for example USD, HKD or CNY"
        raise UnknownCurrency(f"{shown(text)} does not say its currency", hint=hint)
    return Money(Figure.of(found), _currency_of(found.currencies, text))


def _written(text: str) -> Written | None:
    from aicompare.values.lexemes import plain
    from aicompare.values.written import written

    return written(plain(text), _words())


def _no_amount(text: str) -> BadAmount:
    """Raises UnknownCurrency where that is all that is wrong: `¥`, `5bn TWD`, `UZD 5`."""
    from aicompare.values.lexemes import plain
    from aicompare.values.misread import why_not
    from aicompare.values.wording import TOKENS
    from aicompare.values.written import unknown_unit

    hint, unknown = why_not(text), unknown_unit(plain(text), _words())
    if unknown and unknown[:-1] in (*SPELLINGS, "RMB") and unknown not in TOKENS:
        apart = f"a scale stands apart, like 5bn {unknown[:-1]}"
        raise UnknownCurrency(f"{shown(unknown)} is not a currency we have rates for", hint=apart)
    if plain(text).startswith("¥") or (unknown and not hint):
        currency_code(unknown or "¥")
    likely = "write it like 15bn CNY, US$1,046.2m or 25.5亿元"
    return BadAmount(f"{shown(text)} is not an amount", hint=hint or likely)


def parse_premise(text: str) -> Money:
    """What a user supposes: exact, unless it says `~`, at least or at most, or is a range.

    `US$36m` is 36,000,000 and nothing beside it. Raises what parse_amount does.
    """
    money = parse_amount(text)
    exact = replace(Figure.exact(money.amount.value), mark="")
    return money if money.amount.mark else Money(exact, money.currency)


def amount_in(text: str, at: int) -> tuple[str, bool] | None:
    """What of `text` from `at` on is a number or an amount (True), as far as it goes."""
    from aicompare.values.wording import OTHER_CURRENCIES
    from aicompare.values.written import amount_at

    return amount_at(text, at, _words(), OTHER_CURRENCIES)


def _currency_of(runs: Sequence[Sequence[str]], text: str) -> str:
    """The one currency that all words name. Raises BadAmount for two, UnknownCurrency for a bare ¥."""
    words = [word for run in runs for word in _own(run)]
    if "c$" in words and not text.rstrip(" )").endswith(
        ("$", "＄")
    ):  # before a number, `c` may also be circa
        hint = "write C$ or CAD for the Canadian dollar, or ~$ for about"
        raise BadAmount(f"{shown(text)} can be read in two ways", hint=hint)
    codes = {_CODES.get(word.casefold()) or word for word in words if word not in _UNITS_OF_ANY}
    if not codes or (codes == {"¥"} and len(set(words)) > 1):
        return "CNY"  # 元 alone, or ¥25.5亿元
    if "¥" in codes and codes & {"CNY", "JPY"}:
        codes.remove("¥")
    if len(codes) > 1:
        raise BadAmount(f"{shown(text)} names two currencies", hint="leave one of them out")
    code = codes.pop()
    return code if code in SPELLINGS else currency_code(code)


def _own(run: Sequence[str]) -> Sequence[str]:
    """Without the $ that stands behind the code of a dollar: `USD$5m`."""
    is_dollar = len(run) > 1 and run[1] == "$" and _CODES.get(run[0].casefold()) in _DOLLARS
    return run[:1] if is_dollar else run


@cache
def _words() -> Words:
    from aicompare.values.wording import words_with

    others = dict.fromkeys((*_YEN_OR_YUAN, *map(str.casefold, _OFFSHORE)), "")
    return words_with({**_CODES, **others})
