"""What main's past tells of one file: the commit that brought it, and how that commit came in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from smmops.approvals.reviews import decisive, reviewer
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.ports import Commit, Forge, Landing, NotYet, Review, Touch
from smmops.model.signing import Verify, unverified
from smmops.model.verdict import Denied, Waiting
from smmops.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Record:
    """What main's past tells, as plain functions.

    `touches` gives the first-parent commits that changed a path, newest first, of the history that is judged;
    `at` the brand's policy files of a commit; `blob` what a path was in a commit (None: not there);
    `older` whether the first commit is the second or its ancestor; `verify` proves signatures; `repository` is
    OWNER/NAME on the forge, None where it has no names; `by_address` the kind of forge that the remote's address
    tells, where smmops.yaml names none. `kept` is what was judged already.
    """

    touches: Callable[[str], Sequence[Touch]]
    at: Callable[[str], Workspace]
    blob: Callable[[str, str], str | None]
    older: Callable[[str, str], bool]
    forge: Forge
    verify: Verify = unverified
    repository: str | None = None
    by_address: str = "local"
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One file: where it lies from the brand's folder, and the first-parent commit that brought it."""

    path: str
    blob: str
    inside: str
    commit: Commit
    first: bool


def case_of(path: str, blob: str, *, workspace: Workspace, record: Record) -> Case | Denied:
    """The commit at which a file took the bytes that it has on main."""
    touches = [touch for touch in record.touches(path) if touch.path == path]
    if not touches or touches[0].blob != blob:
        return Denied(msg("{path} is not what main's history says it is", path=path))
    folder = f"{workspace.folder}/" if workspace.folder else ""
    return Case(path, blob, path.removeprefix(folder), touches[0].commit, first=len(touches) == 1)


def base_of(case: Case, landing: Landing) -> str | None:
    """What main was before all that came in with the case's commit."""
    return landing.base or (case.commit.parents[0] if case.commit.parents else None)


def asked(landing: Landing, *, path: str, team: Team, record: Record) -> Landing | Waiting:
    """The landing, in which the forge has said of each member that approved whether he may write.

    Nobody else is asked about: strangers may approve by the hundred.
    """
    known: dict[str, Review] = {}
    for review in decisive(landing.reviews, landing.at):
        if review.may_write is not None:
            known[review.id] = review
        elif review.state == "approved" and review.person and reviewer(review, team) is not None:
            may = record.forge.may_write(review)
            if isinstance(may, NotYet):
                return Waiting(msg("{path}: {reason}", path=path, reason=may.reason))
            known[review.id] = review.model_copy(update={"may_write": may})
    if not known:
        return landing
    reviews = tuple(known.get(review.id, review) for review in landing.reviews)
    return landing.model_copy(update={"reviews": reviews})


def as_then(landing: Landing) -> Landing:
    """The landing with every reviewer as if he still might write: of what is long past, today says nothing."""
    reviews = tuple(review.model_copy(update={"may_write": True}) for review in landing.reviews)
    return landing.model_copy(update={"reviews": reviews})


def is_as_approved(case: Case, landing: Landing, record: Record) -> bool | Waiting:
    """Whether main has the bytes of the head that was reviewed; a head outside of main is asked of the forge."""
    head = landing.head
    if head is None:
        return True
    found = (
        record.blob(head, case.path) if head in case.commit.parents else record.forge.blob(head, case.path)
    )
    if isinstance(found, NotYet):
        return Waiting(msg("{path}: {reason}", path=case.path, reason=found.reason))
    return found == case.blob
