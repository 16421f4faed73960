"""allowed_signers, revoked_keys and files of signatures/ -> the model; and the exact bytes that are signed."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import NamedTuple

from pydantic import ValidationError

from smmops.model.base import Frozen
from smmops.model.message import Message, msg
from smmops.model.signing import NAMESPACE, RevokedKeys, Signature, SignerKey, Signers, Statement
from smmops.store.finding import Finding

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_TYPE = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+")
_ID = re.compile(r"[a-z0-9-]{1,64}")
_LINE = re.compile(r'(?P<who>\S+)[ \t]+(?P<rest>(?:[^"]|"[^"]*")*)')
_WORDS = re.compile(r'(?:[^\s"]|"[^"]*")+')
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_MAGIC = b"SSHSIG"


class Parsed(NamedTuple):
    """A plain file, read: `front` is None where findings hold errors."""

    front: Frozen | None
    findings: tuple[Finding, ...]


def plain(name: str, text: str) -> Parsed:
    """A file of one of the three kinds."""
    return _READERS[name](text)


def fingerprint(key: str) -> str:
    """A public key's name for people: `SHA256:…`, as ssh-keygen prints it."""
    digest = hashlib.sha256(base64.b64decode(key)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def line_of(signer: str, found: SignerKey) -> str:
    """The line of allowed_signers that lets one person use that key, with the options as written."""
    return " ".join(word for word in (signer, found.options, found.type, found.key) if word)


def said(statement: Statement) -> str:
    """The exact text that is signed: JSON as our files have it."""
    facts = statement.model_dump(mode="json", by_alias=True, exclude_none=True)
    facts["at"] = statement.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def key_of(armor: str) -> str | None:
    """The public key that a signature names, in base64; None where it is no signature for our namespace."""
    try:
        raw = base64.b64decode("".join(armor.strip().splitlines()[1:-1]), validate=True)
    except binascii.Error:
        return None
    if not raw.startswith(_MAGIC) or raw[6:10] != b"\0\0\0\1":
        return None
    fields = list(_strings(raw[10:]))
    if len(fields) != 5 or fields[1] != NAMESPACE.encode():
        return None
    return base64.b64encode(fields[0]).decode()


def _strings(raw: bytes) -> Iterator[bytes]:
    while len(raw) >= 4:
        size = int.from_bytes(raw[:4], "big")
        if len(raw) < 4 + size:
            return
        yield raw[4 : 4 + size]
        raw = raw[4 + size :]


def _signers(text: str) -> Parsed:
    keys: list[SignerKey] = []
    findings: list[Finding] = []
    for number, line in _lines(text):
        found = _signer(line, number)
        if isinstance(found, SignerKey):
            keys.append(found)
        else:
            findings.append(
                Finding(
                    "SMM149",
                    (number, 1),
                    found,
                    msg(
                        'write `mina namespaces="smmops-approval" ssh-ed25519 AAAA…`: a member, then the key'
                    ),
                )
            )
    return Parsed(None if findings else Signers(keys=tuple(keys)), tuple(findings))


def _signer(line: str, number: int) -> SignerKey | Message:
    whole = _LINE.fullmatch(line)
    words = _WORDS.findall(whole["rest"]) if whole else []
    options = "" if not words or _TYPE.fullmatch(words[0]) else words.pop(0)
    if not whole or len(words) < 2 or not _TYPE.fullmatch(words[0]) or not _is_key(words[0], words[1]):
        return msg("this line holds no public key")
    who = tuple(whole["who"].strip('"').split(","))
    other = next((name for name in who if not _ID.fullmatch(name)), None)
    if other is not None:
        return msg("`{name}` is no member's id", name=other)
    if "cert-authority" in options.lower().split(","):
        return msg("a certificate authority cannot approve: a person's own key does")
    return SignerKey(who=who, options=options, type=words[0], key=words[1], line=number)


def _is_key(kind: str, key: str) -> bool:
    try:
        raw = base64.b64decode(key, validate=True)
    except binascii.Error:
        return False
    return next(_strings(raw), b"") == kind.encode()


def _revoked(text: str) -> Parsed:
    keys: list[str] = []
    findings: list[Finding] = []
    for number, line in _lines(text):
        words = line.split()
        if _FINGERPRINT.fullmatch(words[0]):
            keys.append(words[0])
        elif len(words) > 1 and _TYPE.fullmatch(words[0]) and _is_key(words[0], words[1]):
            keys.append(words[1])
        else:
            message = msg("this line names no key")
            fix = msg("write the public key (`ssh-ed25519 AAAA…`) or its fingerprint (`SHA256:…`)")
            findings.append(Finding("SMM149", (number, 1), message, fix))
    return Parsed(None if findings else RevokedKeys(keys=tuple(keys)), tuple(findings))


def _signature(text: str) -> Parsed:
    found = _read(text)
    if isinstance(found, Signature):
        return Parsed(found, ())
    fix = msg("delete the file and sign again with `smmops approve`; it is never edited by hand")
    return Parsed(None, (Finding("SMM149", (1, 1), found, fix),))


def _read(text: str) -> Signature | Message:
    head, found, rest = text.partition(BEGIN)
    armor = found + rest
    if not found or not armor.rstrip("\n").endswith(END) or armor.count(END) != 1:
        return msg("there is no SSH signature in it")
    try:
        statement = Statement.model_validate_json(head)
    except ValidationError:
        return msg("what was signed is no statement of `smmops approve`")
    if said(statement) != head or not statement.files:
        return msg("what was signed is not written as `smmops approve` writes it")
    key = key_of(armor)
    if key is None:
        return msg("the signature was not made for {namespace}", namespace=NAMESPACE)
    return Signature(statement=statement, said=head, armor=armor, key=key)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield number, bare


_READERS: dict[str, Callable[[str], Parsed]] = {
    "signers": _signers,
    "revoked-keys": _revoked,
    "signature": _signature,
}
