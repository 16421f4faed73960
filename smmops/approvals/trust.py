"""Which rules held before a change: the newest policy that was itself approved, not the newest that stood there.

Otherwise two steps would do: the first brings rules that nobody approved, the second is judged by them.
"""

from collections.abc import Callable, Sequence

from smmops.approvals.record import Case, Record
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.ports import Touch
from smmops.model.signing import REVOKED, SIGNERS
from smmops.model.verdict import Denied, Waiting
from smmops.model.workspace import Workspace

POLICY = ("smmops.yaml", "team.yaml", SIGNERS, REVOKED)
"""The files that say who approves, from the brand's folder."""
_GONE = Denied(msg("it was taken away"))
Judge = Callable[[Case], object]
"""Whether a version of a policy file was approved: Waiting, Denied, or anything else for yes."""


def ruling(
    base: str, *, workspace: Workspace, record: Record, judge: Judge
) -> Workspace | Waiting | Message | None:
    """The brand's policy files as they were last approved at `base` or before it; why there is none.

    None where there never was a smmops.yaml: one that was taken away rules on.

    Of each file the newest version counts that the rules before it approved, back to the founding one: so an
    unapproved version judges nothing, and does no harm once a good one stands over it.
    """
    key = ("ruling", base)
    if key not in record.kept:
        record.kept[key] = _ruling(base, workspace, record, judge)
    found: Workspace | Waiting | Message | None = record.kept[key]
    return found


def _ruling(
    base: str, workspace: Workspace, record: Record, judge: Judge
) -> Workspace | Waiting | Message | None:
    home = f"{workspace.folder}/" if workspace.folder else ""
    found: dict[str, Workspace | None] = {}
    for name in POLICY:
        versions = _versions(home + name, base, record)
        one = _newest(versions, name, record=record, judge=judge)
        if isinstance(one, Waiting):
            return one
        if one is None and any(touch.blob for touch in versions):
            return msg("nobody approved the {name} before it, so that its rules are not known", name=name)
        found[name] = one
    settings, team = found["smmops.yaml"], found["team.yaml"]
    if settings is None:
        return None
    kept = {
        home + name: at.documents[home + name]
        for name in (SIGNERS, REVOKED)
        if (at := found[name]) is not None and home + name in at.documents
    }
    others = {
        path: one for path, one in settings.documents.items() if path not in (home + SIGNERS, home + REVOKED)
    }
    update = {"team": team.team if team else Team(), "documents": {**others, **kept}}
    return settings.model_copy(update=update)


def _newest(
    versions: Sequence[Touch], name: str, *, record: Record, judge: Judge
) -> Workspace | Waiting | None:
    """The brand at the newest version that was approved. Older ones are judged first: each needs those before it."""
    verdicts = {
        touch.commit.oid: judge(Case(touch.path, touch.blob, name, touch.commit, first=touch is versions[-1]))
        for touch in reversed(versions)
        if touch.blob is not None
    }
    for touch in versions:
        verdict = verdicts.get(touch.commit.oid, _GONE)
        if isinstance(verdict, Waiting):
            return verdict
        if not isinstance(verdict, Denied):
            return record.at(touch.commit.oid)
    return None


def _versions(path: str, base: str, record: Record) -> Sequence[Touch]:
    """The versions of a file that `base` has in its past, newest first."""
    touches = [touch for touch in record.touches(path) if touch.path == path]
    low, high = 0, len(touches)
    while low < high:  # those that came after the base stand first
        middle = low and (low + high) // 2
        if record.older(touches[middle].commit.oid, base):
            high = middle
        else:
            low = middle + 1
    return touches[low:]
