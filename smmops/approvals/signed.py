"""Counting who signed what came to main, with keys that stood there before it and stand there still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from smmops.approvals.count import Approver, Proxied, Signed, Tally, as_approver, tallied, wrote
from smmops.approvals.record import Case, Record
from smmops.approvals.required import Demand
from smmops.approvals.reviews import decisive, reviewer
from smmops.model.base import Frozen
from smmops.model.document import Document
from smmops.model.message import msg
from smmops.model.people import Member, Team
from smmops.model.ports import Landing, Touch
from smmops.model.signing import (
    FOLDER,
    REVOKED,
    SIGNERS,
    Question,
    RevokedKeys,
    Signature,
    SignerKey,
    Signers,
)
from smmops.model.verdict import Waiting
from smmops.model.workspace import Workspace
from smmops.store.signing import fingerprint, line_of

F = TypeVar("F", bound=Frozen)

AHEAD = timedelta(minutes=5)
"""How far the clock of a signer's machine may be ahead of the one that stamped the commit."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What signatures of one file are judged by: `before` the brand before it came, `now` as it is judged."""

    case: Case
    landing: Landing
    team: Team
    before: Workspace | None
    now: Workspace
    record: Record


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Nobody could say whether a signature holds."""

    why: str


def count_signed(ground: Ground, demand: Demand, *, proxied: Sequence[Proxied] = ()) -> Tally | Waiting:
    """Counts the signatures of one file's bytes; reviews count nothing here.

    A signature binds bytes, so it may come before or after them and by any way; whether it counts is asked of the
    member, roles, training and keys before the file came, and the key must stand on main today. One that cannot
    be verified makes the file wait, where the others are not enough.
    """
    judged: list[tuple[Member | None, Approver | str]] = []
    kept: dict[str, Signed] = {}
    doubt: str | None = None
    for document, signature in _about(ground):
        signer = signature.statement.signer
        member = next((one for one in ground.team.members if one.id == signer), None)
        found = _weighed(ground, document, signature, member)
        if isinstance(found, _Unknown):
            doubt = doubt or found.why
        elif isinstance(found, str):
            judged.append((member, found))
        else:
            judged.append((member, found[0]))
            kept.setdefault(signer, found[1])
    tally = tallied(judged, ground.landing, demand=demand, proxied=proxied)
    if tally.missing is not None and doubt is not None:
        return Waiting(msg("{path}: {reason}", path=ground.case.path, reason=doubt))
    return replace(tally, signed=tuple(kept[one.id] for one in tally.approvers))


def _about(ground: Ground) -> Sequence[tuple[Document, Signature]]:
    """The signatures that name the file's bytes; all of them are sorted once, however many files ask."""
    index: dict[tuple[str, str], list[tuple[Document, Signature]]] | None = ground.record.kept.get(
        "signatures"
    )
    if index is None:
        index = ground.record.kept["signatures"] = {}
        for document, signature in signatures(ground.now):
            for one in signature.statement.files:
                index.setdefault((one.path, one.blob), []).append((document, signature))
    return index.get((ground.case.path, ground.case.blob), ())


def signatures_of(workspace: Workspace, path: str, blob: str) -> Iterator[tuple[Document, Signature]]:
    """The signatures on main that name that path with these bytes, in the order of their paths."""
    for document, signature in signatures(workspace):
        if any(one.path == path and one.blob == blob for one in signature.statement.files):
            yield document, signature


def signatures(workspace: Workspace) -> Iterator[tuple[Document, Signature]]:
    """Every signature of a workspace that can be read."""
    home = _home(workspace) + FOLDER + "/"
    for path, document in sorted(workspace.documents.items()):
        if path.startswith(home) and isinstance(document.front, Signature):
            yield document, document.front


def document_of(workspace: Workspace | None, name: str) -> Document | None:
    """A file of the brand's folder as it was read."""
    return workspace.documents.get(_home(workspace) + name) if workspace else None


def key_of(workspace: Workspace | None, signature: Signature) -> SignerKey | str:
    """The line of allowed_signers by which the signer may use the key that signed; else why there is none.

    A key that is revoked, or that is given to several people, is nobody's.
    """
    signers = _front(workspace, SIGNERS, Signers)
    if signers is None:
        return "has no key, because there is no allowed_signers that can be used"
    revoked = document_of(workspace, REVOKED)
    if revoked is not None:
        if not isinstance(revoked.front, RevokedKeys):
            return "cannot sign while revoked_keys cannot be read"
        if not {signature.key, fingerprint(signature.key)}.isdisjoint(revoked.front.keys):
            return f"signed with a key that is revoked ({fingerprint(signature.key)})"
    lines = [line for line in signers.keys if line.key == signature.key]
    people = {who for line in lines for who in line.who}
    if signature.statement.signer not in people:
        return f"signed with a key that allowed_signers does not give to him ({fingerprint(signature.key)})"
    if len(people) > 1:
        return f"signed with a key that several people have: {', '.join(sorted(people))}"
    return lines[0]


def _weighed(
    ground: Ground, document: Document, signature: Signature, member: Member | None
) -> tuple[Approver, Signed] | str | _Unknown:
    elsewhere = _elsewhere(ground, signature)
    if elsewhere or member is None:
        return elsewhere or "is no member of team.yaml"
    found, today = key_of(ground.before, signature), key_of(ground.now, signature)
    if isinstance(found, str):
        return found
    if isinstance(today, str):
        return f"{today}, as main is now"
    if ground.now.team is None or member.id not in {one.id for one in ground.now.team.members}:
        return "is no member of team.yaml any more"
    touch = _brought(ground, document)
    if touch is None:
        return "has a signature that main's history does not have"
    claimed, came = signature.statement.at, touch.commit.at
    if claimed > came + AHEAD:
        return f"says to have signed at {claimed:%Y-%m-%d %H:%M}Z, after the signature came to main"
    unfit = _against(member, ground) or _numberless(member, ground.landing) or wrote(member, ground.landing)
    if unfit:
        return unfit
    approver = _able(member, ground, at=(claimed, came))
    if isinstance(approver, str):
        return approver
    for line in dict.fromkeys((found, today)):
        question = Question(
            member.id, (line_of(member.id, line),), signature.said, signature.armor, (claimed, came)
        )
        proven = ground.record.verify(question)
        if proven.why is not None:
            why = f"signed, but {proven.why}"
            return why if proven.known else _Unknown(proven.why)
    key = fingerprint(signature.key)
    return approver, Signed(member.id, key, claimed, document.path, document.blob, touch.commit.oid, came)


def _elsewhere(ground: Ground, signature: Signature) -> str | None:
    """Why a signature is about another brand or repository, whatever it says of the bytes."""
    said, settings = signature.statement, ground.now.settings
    if settings is None or said.brand != settings.id:
        return f"signed for the brand {said.brand}"
    own = _home(ground.now) + "smmops.yaml"
    beginning = [touch for touch in ground.record.touches(own) if touch.path == own]
    if not beginning or said.workspace != beginning[-1].commit.oid:
        return "signed for another workspace"
    if (said.repository or "").casefold() != (ground.record.repository or "").casefold():
        return f"signed for the repository {said.repository or 'without a name'}"
    return None


def _brought(ground: Ground, document: Document) -> Touch | None:
    """The commit that brought a signature's file as it is."""
    touches = [one for one in ground.record.touches(document.path) if one.path == document.path]
    return touches[0] if touches and touches[0].blob == document.blob else None


def _against(member: Member, ground: Ground) -> str | None:
    """Why a signature counts no more: its giver asked for changes, in a review of the same change."""
    for review in decisive(ground.landing.reviews, ground.landing.at):
        if review.state == "changes-requested" and reviewer(review, ground.team) == member:
            return "asked for changes last"
    return None


def _numberless(member: Member, landing: Landing) -> str | None:
    """Why nobody can tell whether a member wrote it: the forge names authors by number, and he has none."""
    if member.github_id is None and any(author.isdigit() for author in landing.authors):
        return "has no number in team.yaml, so that it is not known whether he wrote the change"
    return None


def _able(member: Member, ground: Ground, *, at: tuple[datetime, datetime]) -> Approver | str:
    """As whom a member signs: with the roles that he had when he says that he signed, and when it came to main."""
    claimed, came = (as_approver(member, ground.case.inside, at=when, team=ground.team) for when in at)
    if isinstance(claimed, str) or isinstance(came, str):
        return claimed if isinstance(claimed, str) else str(came)
    return replace(claimed, roles=tuple(role for role in claimed.roles if role in came.roles))


def _front(workspace: Workspace | None, name: str, model: type[F]) -> F | None:
    found = document_of(workspace, name)
    return found.front if found is not None and isinstance(found.front, model) else None


def _home(workspace: Workspace | None) -> str:
    return f"{workspace.folder}/" if workspace and workspace.folder else ""
