"""Signatures of reviewers: the files as they are read, and the port that proves one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from smmops.model.base import Frozen

NAMESPACE = "smmops-approval"
"""What our signatures are for: one that was made for git or for mail is none of ours."""
SIGNERS, REVOKED, FOLDER = "allowed_signers", "revoked_keys", "signatures"
"""Where keys, revoked keys and signatures lie in the brand's folder."""


class SignerKey(Frozen):
    """One line of allowed_signers. `key` is the public key in base64, `options` as written, `line` from 1."""

    who: tuple[str, ...]
    options: str = ""
    type: str
    key: str
    line: int


class Signers(Frozen):
    """allowed_signers: whose key is whose, in the form of ssh-keygen."""

    keys: tuple[SignerKey, ...] = ()


class RevokedKeys(Frozen):
    """revoked_keys: public keys in base64, and fingerprints (`SHA256:…`)."""

    keys: tuple[str, ...] = ()


class SignedFile(Frozen):
    """One file's bytes: its path from the repository's root, and its git blob id."""

    path: str
    blob: str


class Statement(Frozen):
    """What a signature says: these bytes, in this brand of this repository, approved by that member.

    `workspace` is the commit at which smmops.yaml first stood on main; `repository` is OWNER/NAME on the forge,
    None where the forge has no names. `at` is UTC, as the signer's machine told it. `under` are the policy files
    that stood there when it was signed: they are not approved by it.
    """

    schema_: Literal["smmops.signature/1"] = Field("smmops.signature/1", alias="schema")
    brand: str
    workspace: str
    repository: str | None = None
    signer: str
    at: datetime
    files: tuple[SignedFile, ...]
    under: tuple[SignedFile, ...] = ()


class Signature(Frozen):
    """A file of signatures/: the statement, its exact text, the signature under it and the key that made that."""

    statement: Statement
    said: str
    armor: str
    key: str


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a text was signed by one of these keys at a time that the keys allow.

    `keys` are lines of allowed_signers that name `signer` alone.
    """

    signer: str
    keys: tuple[str, ...]
    said: str
    armor: str
    at: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """What a question came to: `why` it does not hold, None where it does; `known` False: nobody could be asked."""

    why: str | None
    known: bool = True


Verify = Callable[[Question], Proven]


def unverified(question: Question) -> Proven:  # noqa: ARG001 -- the port's signature
    """Where nothing can verify: never a yes."""
    return Proven("signatures cannot be verified here", known=False)
