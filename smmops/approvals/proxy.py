"""Sign-offs of outside clients, who have no account on the forge: a member writes down what they said."""

from collections.abc import Iterator

from smmops.approvals.count import Proxied, count, writers
from smmops.approvals.record import Record, asked, case_of, is_as_approved
from smmops.approvals.required import CLIENT, Demand
from smmops.model.document import Document
from smmops.model.files_small import Review as SignOff
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.ports import NotYet
from smmops.model.post import Post
from smmops.model.verdict import Denied, Waiting
from smmops.model.workspace import Workspace


def proxied(
    post: Post, demand: Demand, *, workspace: Workspace, record: Record, team: Team
) -> tuple[Proxied, ...] | Waiting:
    """The sign-offs of a post's present bytes that count, where a rule asks the role `client`.

    One counts when the member whom it names brought it himself, by a merge that other people approved like any
    change of a file. It gives the role and nothing else: it is no approval of a member.
    """
    if CLIENT not in {*demand.all, *(role for group in demand.any for role in group)}:
        return ()
    found = []
    for document, signed in _files(post, workspace):
        one = _weighed(document, signed, workspace=workspace, record=record, team=team)
        if isinstance(one, Waiting):
            return one
        if one is not None:
            found.append(one)
    return tuple(found)


def _files(post: Post, workspace: Workspace) -> Iterator[tuple[Document, SignOff]]:
    own = dict(post.blobs).get(post.path)
    folder = f"{workspace.folder}/" if workspace.folder else ""
    for path, document in sorted(workspace.documents.items()):
        front = document.front
        if (
            path.startswith(f"{folder}reviews/{post.id}/")
            and isinstance(front, SignOff)
            and front.blob == own
        ):
            yield document, front


def _weighed(
    document: Document, signed: SignOff, *, workspace: Workspace, record: Record, team: Team
) -> Proxied | Waiting | None:
    case = case_of(document.path, document.blob, workspace=workspace, record=record)
    if isinstance(case, Denied):
        return None
    landing = record.forge.landing(case.commit)
    if isinstance(landing, NotYet):
        return Waiting(msg("{path}: {reason}", path=case.path, reason=landing.reason))
    whole = asked(landing, path=case.path, team=team, record=record)
    if isinstance(whole, Waiting):
        return whole
    same = is_as_approved(case, whole, record)
    if isinstance(same, Waiting):
        return same
    tally = count(whole, case.inside, demand=Demand(1, "merged"), team=team)
    fits = same and tally.missing is None and signed.via in writers(whole, team)
    return Proxied(case.path, case.blob, signed.via, whole.at) if fits else None
