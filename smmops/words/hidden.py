"""Characters that people do not see, and letters that look like others.

What writing needs stays: joined emoji, keycaps and flags, jamo, joiners of Persian and Indic scripts,
variation selectors of ideographs, direction marks next to right-to-left letters.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What makes a character worth stopping for."""

    CONTROL = "control"  # a control character
    DIRECTION = "direction"  # turns the direction of the text around it
    INVISIBLE = "invisible"  # takes no room, or looks like a blank
    SELECTOR = "selector"  # a variation selector or tag that changes nothing visible: can carry a message
    BROKEN = "broken"  # half a character, or none at all


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden character: its offset in code points, its name, and what it does."""

    offset: int
    name: str
    why: Why


_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ENDS_PLANE = re.compile(
    "[" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17)) + "\ufdd0-\ufdef]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_MARKS = "\u200e\u200f\u061c"  # direction marks, which right-to-left writing needs
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_JOINING = re.compile(
    "[\u0600-\u07ff\u0840-\u0fff\u1000-\u109f\u1700-\u18af\u1a20-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df]")  # Thai, Lao, Burmese, Khmer
_IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MONGOLIAN = re.compile("[\u1800-\u18af]")
_EMOJI_BASE = re.compile("[#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f]")


def hidden(text: str) -> list[Hidden]:
    """Every hidden character of `text`, in order.

    Line breaks, tabs and all kinds of blanks that are seen are not hidden.
    """
    if text.isascii() and not _CONTROL.search(text):
        return []
    if not _SUSPECT.search(text) and not _ENDS_PLANE.search(text):
        return []
    seen = {at for match in _FLAG.finditer(text) for at in range(match.start() + 1, match.end())}
    marks = not _right_to_left(text)
    found: list[Hidden] = []
    for match in sorted([*_SUSPECT.finditer(text), *_ENDS_PLANE.finditer(text)], key=lambda m: m.start()):
        at = match.start()
        if at in seen or (text[at] in _MARKS and not marks):
            continue
        why = _why(text, at)
        if why is not None:
            found.append(Hidden(at, _name(text[at]), why))
    return found


def _name(character: str) -> str:
    code = ord(character)
    name = unicodedata.name(character, "") or ("tag" if 0xE0000 <= code <= 0xE0FFF else "")
    return f"U+{code:04X} {name}".rstrip()


def _why(text: str, at: int) -> Why | None:
    character = text[at]
    code = ord(character)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return Why.BROKEN
    if code < 0xAD:
        return Why.CONTROL
    if character in _MARKS or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x206F:
        return Why.DIRECTION
    if character in "\u200c\u200d":
        return None if _joins(text, at) else Why.INVISIBLE
    if character == "\u200b":
        return None if _SPACELESS.match(before) and _SPACELESS.match(after) else Why.INVISIBLE
    if character in "\u115f\u1160":
        return None if _JAMO.match(before) or _JAMO.match(after) else Why.INVISIBLE
    if 0x180B <= code <= 0x180F:
        return None if _MONGOLIAN.match(before) else Why.SELECTOR
    if 0xFE00 <= code <= 0xFE0F or code >= 0xE0000:
        return None if _selects(before, code) else Why.SELECTOR
    return Why.INVISIBLE


def _selects(before: str, code: int) -> bool:
    """Whether a variation selector stands behind a character that has such a variant."""
    if code in (0xFE0E, 0xFE0F):
        return bool(_EMOJI_BASE.match(before))
    if 0xFE00 <= code <= 0xFE02:
        return (
            bool(_IDEOGRAPH.match(before) or _JOINING.match(before))
            or unicodedata.category(before or " ") == "Sm"
        )
    return 0xE0100 <= code <= 0xE01EF and bool(_IDEOGRAPH.match(before))


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before:
        return False
    if text[at] == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after):
        return True
    return bool(_JOINING.match(before)) and (not after or not after.isascii() or text[at] == "\u200d")


def _right_to_left(text: str) -> bool:
    return any(c.isalpha() and unicodedata.bidirectional(c) in ("R", "AL") for c in text)


_LOOKS_LIKE = {
    **dict(zip("аеорсухіјѕһԁԛԝӏвкмнтгьЬ", "aeopcyxijshdqwlbkmhtrbb", strict=True)),  # Cyrillic
    **dict(zip("αβγειικλνορτυχωϲϳ", "abyeiiklvoptuxwcj", strict=True)),  # Greek
    **dict(zip("օսոհցզգ", "ounhgqq", strict=True)),  # Armenian
    **dict(
        zip("ɑɡıɩʟɴʀʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "agiilnryacdejkmoptuvwz", strict=True)
    ),  # phonetic and small capitals
}
_MAX_LABEL = 63  # of DNS
_TOGETHER = (
    frozenset({"LATIN", "HANGUL", "CJK"}),
    frozenset({"LATIN", "HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "BOPOMOFO", "CJK"}),
)


def _script(character: str) -> str | None:
    """The script of a letter by its Unicode name; None for digits, marks and signs that all scripts share."""
    if not character.isalpha():
        return None
    return unicodedata.name(character, "UNKNOWN").split(" ", 1)[0]


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--") or len(label) > _MAX_LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _suspicious(label: str, *, latin_host: bool) -> bool:
    if label.isascii():
        return False
    if hidden(label) or unicodedata.normalize("NFKC", label) != unicodedata.normalize("NFC", label):
        return True
    if any("\u0250" <= c <= "\u02af" or "\u1d00" <= c <= "\u1d22" for c in label):
        return True
    scripts = {script for c in label if (script := _script(c))}
    if len(scripts) > 1:
        return not any(scripts <= allowed for allowed in _TOGETHER)
    if scripts <= {"LATIN"} or not latin_host:
        return False
    return all(c in _LOOKS_LIKE for c in label.casefold() if c.isalpha()) and bool(scripts)


def lookalike(host: str) -> str | None:
    """What a host or handle looks like in plain letters, if it is written to look like it; else None.

    Suspicious is a label that mixes scripts (Latin with Cyrillic or Greek), one that is all look-alike letters
    before a Latin top-level domain, and one with hidden, wide or phonetic letters. Korean and Japanese mixes,
    accents and whole names in another script are what they are.
    Source: the letters are from Unicode's confusables (UTS #39), read 2026-11-23; only common ones.
    """
    labels = [_decoded(label) for label in host.split(".")]
    latin_host = labels[-1].isascii()
    if not any(_suspicious(label, latin_host=latin_host) for label in labels):
        return None
    plain = unicodedata.normalize("NFKC", ".".join(labels)).casefold()
    unseen = {found.offset for found in hidden(plain)}
    return "".join(_LOOKS_LIKE.get(c, c) for i, c in enumerate(plain) if i not in unseen)
