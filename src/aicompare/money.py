"""Currency and Money: exact amounts that never mix currencies in silence."""

from __future__ import annotations

import re
from decimal import Decimal

from aicompare.errors import BadAmount, MixedCurrencies, UnknownCurrency, shown, suggestion
from aicompare.figures import LONGEST, MARK, NUMBER, Figure, any_of
from aicompare.frozen import dataclass

# code: what people write for it. The first spelling is the one we print.
SPELLINGS = {
    "USD": ("US$", "USD", "$", "US dollars", "US dollar", "美元"),
    "HKD": ("HK$", "HKD", "港元", "港币", "HK dollars"),
    "CNY": ("RMB", "CNY", "CNH", "CN¥", "yuan", "人民币", "元", "人民币元"),
    "EUR": ("EUR", "€", "euro", "euros", "欧元"),
    "JPY": ("JPY", "JP¥", "yen", "日元"),
    "GBP": ("GBP", "£", "英镑"),
    "KRW": ("KRW", "₩", "won", "韩元"),
    "SGD": ("SGD", "S$"),
    "INR": ("INR", "₹"),
    "CAD": ("CAD", "C$"),
    "CHF": ("CHF",),
    "AUD": ("AUD", "A$"),
}
MINOR_DIGITS = {"JPY": 0, "KRW": 0}  # ISO 4217; every other currency here has 2

# Of ISO 4217, and no near miss of a currency above.
_OTHER_CURRENCIES = (
    "AED AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CDF "
    "CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG "
    "HUF IDR ILS IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
    "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)

_CODES = {spelling.casefold(): code for code, all_ in SPELLINGS.items() for spelling in all_}
CURRENCY = any_of({**_CODES})
_SIGN = r"[-+−]"
_AMOUNT = (
    rf"(?i){MARK}?\s*+(?P<before_sign>{_SIGN})?\s*+(?P<before>{CURRENCY})?"
    rf"\s*+(?P<sign>{_SIGN})?\s*+{NUMBER}\s*+(?P<after>{CURRENCY})?"
)
# What a shell leaves of "US$1,046.2m" and "$20bn" in double quotes: US,046.2m and 0bn.
_DOLLAR_LOST = r"(?:(?:US|HK|S|A|C)[0-9,.]*|0|[,.][0-9,.]+)(?:k|mn?|bn?|tn)"
_SHELL = "a shell takes $1 out of double quotes: write it in single ones, like 'US$1,046.2m'"
_BARE_YEN = r"(?i)(?<![a-z])[¥￥]"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency (ISO 4217 code). `+` and `-` in one currency only."""

    amount: Figure
    currency: str

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


def currency_code(text: str) -> str:
    """The ISO 4217 code for what people write: `RMB`, `HK$`, `美元`. Raises UnknownCurrency."""
    name = text.strip()
    if name in ("¥", "￥"):
        raise UnknownCurrency("'¥' is two currencies", hint="write CNY (or RMB), or JPY")
    if name.casefold() in _CODES:
        return _CODES[name.casefold()]
    near = None if name.upper() in _OTHER_CURRENCIES.split() else suggestion(name, (*SPELLINGS, "RMB"))
    hint = near or f"known are {', '.join(SPELLINGS)}"
    raise UnknownCurrency(f"{shown(name)} is not a currency we have rates for", hint=hint)


def parse_amount(text: str) -> Money:
    """Read an amount with its currency: `15bn CNY`, `US$1,046.2m`, `25.5亿元`, `~RMB 2bn`.

    Bounds are as for Figure. Raises BadAmount, or UnknownCurrency where no currency is said.
    """
    text = text.strip()
    match = re.fullmatch(_AMOUNT, text) if len(text) <= LONGEST else None
    if match is None:
        _refuse_its_currency(text)
        likely = "write it like 15bn CNY, US$1,046.2m or 25.5亿元"
        hint = _SHELL if re.fullmatch(_DOLLAR_LOST, text) else likely
        raise BadAmount(f"{shown(text)} is not an amount", hint=hint)
    before, after = match["before"], match["after"]
    if before and after and _CODES[before.casefold()] != _CODES[after.casefold()]:
        raise BadAmount(f"{shown(text)} names two currencies", hint="leave one of them out")
    if not (before or after):
        hint = _SHELL if re.fullmatch(_DOLLAR_LOST, text) else "for example USD, HKD or CNY"
        raise UnknownCurrency(f"{shown(text)} does not say its currency", hint=hint)
    return Money(Figure.from_match(match), _CODES[(before or after).casefold()])


def _refuse_its_currency(text: str) -> None:
    """Raises UnknownCurrency where that is all that is wrong: `¥5bn`, `5bn TWD`, `UZD 5`."""
    if re.search(_BARE_YEN, text):
        currency_code("¥")
    first, _, after = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for word, number in ((first, after), (last, before)):
        if word.isalpha() and _is_number(number):
            currency_code(word)


def _is_number(text: str) -> bool:
    try:
        Figure.parse(text)
    except BadAmount:
        return False
    return True
