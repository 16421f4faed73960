"""The string formats of AT Protocol.

Source: @atproto/syntax as the reference PDS uses it (2026-08-20); vectors in interop_syntax.json.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

TID: Final = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
RECORD_KEY: Final = re.compile(r"[a-zA-Z0-9_~.:-]{1,512}")
DID: Final = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")
HANDLE: Final = re.compile(
    r"([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
)
NSID: Final = re.compile(
    r"[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
    r"(?:\.[a-zA-Z](?:[a-zA-Z0-9]{0,62})?)"
)
URI: Final = re.compile(r"[a-zA-Z0-9_]+:(?://)?[^\s/][^\s]*")
AT_URI: Final = re.compile(
    r"at://(?P<authority>[^/?#\s]+)(?:/(?P<collection>[^/?#\s]+)(?:/(?P<rkey>[^/?#\s]+))?)?/?"
    r"(?:\?[^#\s]*)?(?:#(?P<fragment>\S*))?"
)
AT_URI_CHARACTERS: Final = re.compile(r"[a-zA-Z0-9._~:@!$&'()*+,;=%/\\\[\]#?-]*")
POINTER: Final = re.compile(r"/[a-zA-Z0-9._~:@!$&')(*+,;=%\[\]/-]*")
DATETIME: Final = re.compile(
    r"[0-9]{4}-(0[1-9]|1[012])-([0-2][0-9]|3[01])T([0-1][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"
    r"(\.[0-9]+)?(Z|[+-]([0-1][0-9]|2[0-3]):[0-5][0-9])"
)
LANGUAGE: Final = re.compile(
    r"((en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu"
    r"|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE|art-lojban|cel-gaulish|no-bok|no-nyn|zh-guoyu|zh-hakka|zh-min|zh-min-nan"
    r"|zh-xiang)"
    r"|(([A-Za-z]{2,3}(-[A-Za-z]{3}(-[A-Za-z]{3}){0,2})?|[A-Za-z]{4}|[A-Za-z]{5,8})(-[A-Za-z]{4})?"
    r"(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*(-[xX](-[A-Za-z0-9]{1,8})+)?)"
    r"|([xX](-[A-Za-z0-9]{1,8})+))"
)
CID: Final = re.compile(r"b[a-z2-7]{58}|Qm[1-9A-HJ-NP-Za-km-z]{44}")


def is_did(text: str) -> bool:
    """`did:method:id`, at most 2,048 characters."""
    return len(text) <= 2048 and DID.fullmatch(text) is not None


def is_handle(text: str) -> bool:
    """A domain name of at least two parts."""
    return len(text) <= 253 and HANDLE.fullmatch(text) is not None


def _is_at_identifier(text: str) -> bool:
    return is_did(text) if text.startswith("did:") else is_handle(text)


def _is_nsid(text: str) -> bool:
    return 5 <= len(text) <= 317 and NSID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    """At most 512 of a few characters, not `.` or `..`."""
    return text not in {".", ".."} and RECORD_KEY.fullmatch(text) is not None


def is_at_uri(text: str) -> bool:
    """As lenient as the PDS is inside records: a trailing slash, a query and any record key may stand."""
    if len(text) > 8192 or not AT_URI_CHARACTERS.fullmatch(text):
        return False
    found = AT_URI.fullmatch(text)
    if found is None or not _is_at_identifier(found["authority"]):
        return False
    if found["collection"] is not None and not _is_nsid(found["collection"]):
        return False
    return found["fragment"] is None or POINTER.fullmatch(found["fragment"]) is not None


def _is_datetime(text: str) -> bool:
    if len(text) > 64 or text.endswith("-00:00") or not DATETIME.fullmatch(text):
        return False
    return real_instant(text)


def real_instant(text: str) -> bool:
    """Whether the instant, in UTC, falls in the years 0 to 9999, days counted as the PDS does.

    The PDS asks a JavaScript Date, which takes 30 February for 2 March and knows no leap seconds.
    """
    if text[17:19] == "60" or text[8:10] == "00":
        return False
    edge = {"0000-01-01": -1, "9999-12-31": 1}.get(text[:10])
    zone = 0 if text.endswith("Z") else int(text[-6] + "1") * (int(text[-5:-3]) * 60 + int(text[-2:]))
    minutes = int(text[11:13]) * 60 + int(text[14:16]) - zone
    leaves = (edge == -1 and minutes < 0) or (edge == 1 and minutes >= 1440)
    return not leaves


def _is_uri(text: str) -> bool:
    return URI.fullmatch(text) is not None


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "at-identifier": _is_at_identifier,
    "at-uri": is_at_uri,
    "cid": lambda text: CID.fullmatch(text) is not None,
    "datetime": _is_datetime,
    "did": is_did,
    "handle": is_handle,
    "language": lambda text: LANGUAGE.fullmatch(text) is not None,
    "nsid": _is_nsid,
    "record-key": is_record_key,
    "tid": lambda text: TID.fullmatch(text) is not None,
    "uri": _is_uri,
}
