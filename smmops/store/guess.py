"""What somebody may have meant by a value that is written in a form of his own; None where that is not sure."""

import re
from decimal import Decimal

_CITIES = {
    "kst": "Asia/Seoul",
    "jst": "Asia/Tokyo",
    "cet": "Europe/Berlin",
    "gmt": "Europe/London",
    "pst": "America/Los_Angeles",
}
_UNITS = {
    "s": "seconds? secs? 초",
    "m": "minutes? mins? 분",
    "h": "hours? hrs? 시간",
    "d": "days? 일",
    "w": "weeks? 주",
}
_TIMES = {"k": 1000, "천": 1000, "m": 1_000_000, "만": 10_000, "억": 100_000_000}
_EXAMPLES = {
    "media": "{file: brew.jpg, alt: What it shows}",
    "captions": "captions: {ko: brew.ko.vtt}",
    "poll": "poll: {options: [Pour over, Espresso], duration: 1d}",
    "event": "event: {id: cafe-show, date: 2026-11-20}",
    "takedown": "takedown: {reason: wrong price}",
    "production": "production: {owner: juno, due: 2026-11-27, stage: edit}",
    "pain_points": "{id: bitter-coffee, text: Guests find the coffee bitter}",
    "goals": "{id: awareness, owner: mina}",
    "pillars": "{id: craft, why_care: better coffee}",
    "claims": "{text: Buys twice a year, status: hypothesis}",
    "members": "{id: mina, name: Mina Park, roles: [approver]}",
    "banned": "{text: guaranteed, instead: designed to}",
    "budget": "budget: {currency: KRW, total: 3_000_000, daily: 100_000}",
    "period": "period: {from: 2026-12-01, to: 2026-12-31}",
    "cadence": "cadence: {per_week: [2, 7], max_gap: 5d}",
}


def span(text: str) -> str | None:
    """`12h` for `12 hours`."""
    found = re.fullmatch(r"(\d{1,6})\s*([^\d\s]+)", text.strip(), re.ASCII)
    for unit, words in _UNITS.items() if found else ():
        if found and any(re.fullmatch(word, found[2], re.IGNORECASE) for word in words.split()):
            return f"{found[1]}{unit}"
    return None


def amount(text: str) -> str | None:
    """`60_000` for `60k` and `6만`."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([kmKM천만억])", text.strip(), re.ASCII)
    if not found:
        return None
    whole = Decimal(found[1]) * _TIMES[found[2].lower()]
    return f"{int(whole):_}" if whole == whole.to_integral_value() else None


def share(text: str) -> str | None:
    """`0.2` for `20 %` and for 20."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d)?)\s?%?", text.strip(), re.ASCII)
    if not found or not 1 < Decimal(found[1]) <= 100:
        return None
    return f"{(Decimal(found[1]) / 100).normalize():f}"


def address(text: str) -> str | None:
    """The whole address for one without its scheme or with blanks in it."""
    bare = text.strip().removeprefix("//")
    if re.match(r"https?://", bare, re.IGNORECASE):
        return bare.replace(" ", "%20") if " " in bare else None
    return f"https://{bare}" if re.match(r"[\w-]+(\.[\w-]+)+([/?#:]|$)", bare) and "@" not in bare else None


def zone(name: str) -> str | None:
    """A city's zone for the letters that people say."""
    return _CITIES.get(name.lower())


def listed(key: str, got: str) -> str:
    """A value as the list that its key wants: pairs of numbers, names, items with keys."""
    if re.fullmatch(r"-?[\d_.]+", got, re.ASCII):
        return f"{key}: [{got}, {got}]"
    if key == "media":
        return f"media: [{{file: {got}, alt: What it shows}}]"
    if key == "channels":
        return f"channels: [{', '.join(got.replace(',', ' ').split())}]"
    return f"{key}: [{got}]"


def example(key: str) -> str | None:
    """How a mapping that its key wants is written."""
    return _EXAMPLES.get(key)
