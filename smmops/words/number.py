"""Numbers and money for people, in English and Korean."""

from decimal import ROUND_HALF_EVEN, Decimal

MISSING = "–"
"""Stands for a number that was not measured; never 0."""

_SYMBOLS = {
    "en": {"KRW": "₩", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"},
    "ko": {"KRW": "₩", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "INR": "₹"},
}
_NO_MINOR = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THREE_MINOR = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])


def number(value: Decimal | int, *, digits: int | None = None) -> str:
    """`value` with thousands separated, as English and Korean both do; `digits` after the point, else its own."""
    amount = Decimal(value)
    if not amount.is_finite():
        return MISSING
    if digits is not None:
        amount = amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    if amount.is_zero():
        amount = abs(amount)
    return f"{amount:,f}".replace("-", "−")


def minor(currency: str) -> int:
    """Digits behind the point that a currency has: KRW 0, EUR 2, KWD 3."""
    return 0 if currency in _NO_MINOR else 3 if currency in _THREE_MINOR else 2


def money(amount: Decimal | int, currency: str, language: str = "en", *, signed: bool = False) -> str:
    """`₩1,860,000`, `€12.50`, `CHF 12.50`. Nothing is rounded: more digits than the currency has are shown.

    `signed` puts `+` before what is more than nothing, for differences.
    """
    value = Decimal(amount)
    if not value.is_finite():
        return MISSING
    exponent = value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    plain = number(abs(value), digits=max(minor(currency), own))
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    symbol = _SYMBOLS["ko" if language.startswith("ko") else "en"].get(currency)
    return f"{sign}{symbol}{plain}" if symbol else f"{sign}{currency}\u00a0{plain}"


def change(before: Decimal | int, after: Decimal | int, currency: str, language: str = "en") -> str:
    """`₩100,000 → ₩120,000 (+₩20,000)`; without the bracket where nothing changed."""
    first, second = money(before, currency, language), money(after, currency, language)
    if before == after:
        return second
    difference = money(Decimal(after) - Decimal(before), currency, language, signed=True)
    return f"{first} → {second} ({difference})"


def percent(share: Decimal, language: str = "en", *, digits: int = 1) -> str:
    """A share of 0 to 1 as `4.1 %`, in Korean `4.1%`. What it is a share of stands beside it, said by the caller."""
    shown = number(Decimal(share) * 100, digits=digits)
    if shown == MISSING:
        return shown
    return f"{shown}%" if language.startswith("ko") else f"{shown}\u00a0%"
