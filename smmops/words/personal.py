"""What points at one person: e-mail addresses, telephone numbers, and columns that hold such things."""

import re

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]+(\.[\w-]+)*\.[a-z]{2,24}\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.,:/-])(?:"
    r"\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}"  # +82 10-1234-5678
    r"|0\d{1,2}[ .-]\d{3,4}[ .-]\d{4}"  # 010-1234-5678
    r"|01[016-9]\d{7,8}"  # 01012345678
    r"|\(\d{2,4}\) ?\d{3,4}[ .-]\d{3,4}"  # (555) 123-4567
    r")(?![\w-])"
)
_ALWAYS = frozenset(
    [
        "email",
        "mail",
        "mails",
        "emails",
        "phone",
        "phones",
        "telephone",
        "tel",
        "cellphone",
        "msisdn",
        "address",
        "addresses",
        "street",
        "surname",
        "username",
        "nickname",
        "birthday",
        "birthdate",
        "dob",
        "passport",
        "ssn",
        "cookie",
        "이메일",
        "메일",
        "전화",
        "전화번호",
        "휴대폰",
        "휴대전화",
        "연락처",
        "주소",
        "이름",
        "성명",
        "성함",
        "생년월일",
        "주민등록번호",
        "닉네임",
        "아이디",
    ]
)
_WHOSE = frozenset(
    [
        "customer",
        "user",
        "person",
        "people",
        "first",
        "last",
        "full",
        "real",
        "given",
        "family",
        "middle",
        "contact",
        "reviewer",
        "author",
        "client",
        "guest",
        "lead",
        "member",
        "subscriber",
        "follower",
        "visitor",
        "buyer",
        "device",
        "profile",
        "account",
        "owner",
        "sender",
        "고객",
        "회원",
        "사용자",
    ]
)
_MEASURES = frozenset(
    [
        "clicks",
        "opens",
        "rate",
        "share",
        "count",
        "visits",
        "sent",
        "sessions",
        "leads",
        "sales",
        "total",
        "sum",
        "average",
    ]
)
_WHAT = frozenset({"name", "id", "handle", "login", "ip", "url"})


def found_in(text: str) -> str | None:
    """The first e-mail address or telephone number of a text."""
    mail = _MAIL.search(text) if "@" in text else None
    found = mail or _PHONE.search(text)
    return found.group() if found else None


def is_personal(column: str) -> bool:
    """Whether a column of that name would hold what points at one person: `E-mail`, `customer_id`, `이름`."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold())
    joined = "".join(words)
    if not _MEASURES.isdisjoint(words):
        return False
    if joined in _ALWAYS or joined in _WHAT - {"id", "url"} or not _ALWAYS.isdisjoint(words):
        return True
    if not _WHOSE.isdisjoint(words) and not _WHAT.isdisjoint(words):
        return True
    return any(joined == whose + what for whose in _WHOSE for what in _WHAT)
