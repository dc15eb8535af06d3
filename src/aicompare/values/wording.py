"""The words of written figures, in English and in both scripts of Chinese; imports nothing of ours.

Each table maps a word to what it means. Case is ignored, longer words come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def _by_word(table: str) -> dict[str, str]:
    """Lines of `meaning: word, word`, the words in small letters."""
    lines = [line.split(": ", 1) for line in table.strip().splitlines()]
    return {word.strip(): meaning for meaning, words in lines for word in words.split(", ")}


# What stands before a number. `=` is exact, `~` about.
MARKS = _by_word("""
>=: >=, ≥, ≧, ⩾, >, over, just over, well over, slightly over, a little over, more than, just more than
>=: slightly more than, above, just above, well above, at least, exceeding, exceeded, exceeds, in excess of
>=: not less than, no less than, no fewer than, not fewer than, greater than, upwards of, upward of
>=: surpassed, surpasses, topped, tops, topping, crossed, crosses, crossing, 超出
>=: north of, beyond, surpassing, a minimum of, minimum of, 逾, 超, 超过, 超過, 超逾, 多于, 多於, 大于
>=: 大於, 高于, 高於, 不少于, 不少於, 不低于, 不低於, 不小于, 不小於, 不下, 至少, 最少, 起码, 起碼, 突破
<=: <=, ≤, ≦, ⩽, <, nearly, almost, up to, as much as, as many as, under, just under, below, just below
<=: less than, just less than, slightly less than, fewer than, at most, not more than, no more than
<=: not exceeding, not over, no greater than, a maximum of, maximum of, capped at, approaching, shy of
<=: just shy of, 近, 接近, 将近, 將近, 不超过, 不超過, 不多于, 不多於, 不高于, 不高於, 不大于, 不大於, 至多
<=: 最多, 低于, 低於, 少于, 少於, 小于, 小於, 不足, 不到, 未到
~: ~, ≈, ≒, ∼, about, approximately, approx., approx, around, roughly, circa, ca., c., some, close to
~: 约合, 約合, 折合约, 折合約, environ, etwa, rund
>=: über, mehr als, mindestens, plus de, au moins
<=: knapp, fast, bis zu, höchstens, weniger als, unter, près de, moins de, au plus, jusqu'à, jusqu’à
~: in the region of, in the order of, on the order of, 约, 約, 约为, 約為, 大约, 大約, 大概, 大致, 差不多
=: =, exactly, precisely
""")
# What stands behind it, or behind its scale or currency.
AFTERMARKS = _by_word("""
>=: or more, or above, or over, or greater, or higher, and more, and above, and over, and up, plus, -plus
>=: at least, at a minimum, 以上, 之上, 多, 余, 餘
<=: or less, or below, or under, or fewer, or lower, and below, and under, at most, at a maximum, 以下
<=: 以内, 以內, 之内, 之內
~: or so, or thereabouts, approximately, approx., approx, 左右, 上下, 前后, 前後
<=: 未满, 未滿, 未満
>=: 超
=: 整, 正
""")
SCALES = {
    "k": 3, "'000": 3, "’000": 3, "‘000": 3, "`000": 3, "thousand": 3, "thousands": 3, "thsd": 3,
    "thousand million": 9, "ten thousand": 4, "hundred thousand": 5, "hundred million": 8,
    "hundred billion": 11, "m": 6, "mn": 6, "mln": 6, "mm": 6, "mio": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "bln": 9, "bil": 9, "mrd": 9, "mrd.": 9, "mia": 9, "mia.": 9, "md": 9, "mds": 9,
    "milliard": 9, "milliards": 9,
    "milliarde": 9, "milliarden": 9, "mio.": 6, "mln.": 6, "millionen": 6, "tsd": 3, "tsd.": 3,
    "billionen": 12, "billion": 9, "billions": 9,
    "t": 12, "tn": 12, "trn": 12, "tln": 12, "trillion": 12, "trillions": 12,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "lakh crore": 12,
}  # fmt: skip
_TENS = {"": 0, "十": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_MYRIADS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "万亿": 12, "萬億": 12}
CHINESE_SCALES = {
    **{ten: power for ten, power in _TENS.items() if power > 1},
    **{
        ten + myriad: power + more
        for ten, power in _TENS.items()
        for myriad, more in _MYRIADS.items()
    },
}  # fmt: skip
SCALES |= CHINESE_SCALES
# Words of those who write a decimal comma, and points between thousands.
CONTINENTAL = frozenset((
    "mrd", "mrd.", "mio", "mio.", "mia", "mia.", "md", "mds", "milliard", "milliards", "milliarde",
    "milliarden", "millionen", "billionen", "tsd", "tsd.", "d'euros", "d’euros",
))  # fmt: skip
# Two powers of ten, by where and by whom they are written: the ways to say each of them.
UNCLEAR_SCALES = {
    "兆": "万亿 for 10^12, or 百万 for 10^6",
    "mil": "million, or thousand",
}
_ISO_4217 = """
AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CDF
CLF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG
HUF IDR ILS IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG
QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
TTD TWD TZS UAH UGX UYU UZS VED VES VND VUV WST XAF XAU XCD XOF XPF YER ZAR ZMW ZWG
"""
# Tokens that are traded for a dollar or a euro, more or less: no scale is glued to a currency there.
TOKENS = frozenset(
    ("USDT", "USDt", "usdt", "USDC", "usdc", "BUSD", "busd", "EURT", "EURC")
)  # 5bUSD is no token
PENCE = frozenset(("GBp", "GBX"))  # a hundredth of GBP; the case tells them apart
# Currencies of their own: none of them is a slip of one that has rates.
OTHER_CURRENCIES = frozenset(_ISO_4217.split()) | TOKENS | PENCE
_OTHERS: dict[str, tuple[str, ...]] = {
    "R": ("to", "till", "until", "至", "到", "〜"),
    "B": ("between", "from", "介乎", "介于", "介於", "由", "从", "從"),
    "A": ("and", "与", "與", "和"),
    "E": ("之间", "之間"),
    "Z": ("零",),
    "I": ("in",),
    "~": ("~",),
    "-": ("-", "−", "‐", "‑", "‒", "–", "—"),
    "n": ("负", "負", "minus", "negative"),
    "L": (
        "亏损",
        "预亏",
        "净亏",
        "淨虧",
        "預虧",
        "虧損",
        "净亏损",
        "淨虧損",
        "亏损额",
        "虧損額",
        "亏损为",
        "虧損為",
        "亏损达",
        "虧損達",
        "亏",
        "虧",
        "loss of",
        "a loss of",
        "losses of",
        "net loss of",
        "a net loss of",
    ),
    "+": ("+",),
    "(": ("(",),
    ")": (")",),
    ":": (":",),
    "%": ("%",),
    "x": ("x", "×", "倍"),
}

Words = Mapping[str, list[tuple[str, str, str]]]


def words_with(currencies: Mapping[str, str]) -> Words:
    """Every word that may stand in a figure, by its first letter, the longest first.

    Each with its kind and its meaning. Kinds: M mark before a number, P behind it, V either; S scale,
    s a Chinese one; C currency; R to, B between, A and, E the end of between; Z a zero within; I in;
    n a word for a minus, L for a loss; signs are their own kind.
    """
    by_first: dict[str, list[tuple[str, str, str]]] = {}
    for word, kind, meaning in sorted(_all(currencies), key=lambda one: -len(one[0])):
        by_first.setdefault(word[0], []).append((word, kind, meaning))
    return by_first


def _all(currencies: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    yield from ((word, "C", code) for word, code in currencies.items())
    yield from ((word, kind, word) for kind, words in _OTHERS.items() for word in words)
    for word, meaning in (MARKS | AFTERMARKS).items():
        either = word in MARKS and word in AFTERMARKS
        if word != "~":
            yield word, "V" if either else "M" if word in MARKS else "P", meaning
    yield from ((word, "s" if word in CHINESE_SCALES else "S", word) for word in SCALES)
    yield from ((word, "S", word) for word in UNCLEAR_SCALES)
