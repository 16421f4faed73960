"""Whether everything that a publication is made of was approved, file by file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smmops.approvals.count import BREAK_GLASS, Tally, count
from smmops.approvals.evidence import Passed, closure_evidence
from smmops.approvals.required import Demand, Subject, is_guarded, is_solo, level_reached, required
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.ports import Commit, Forge, Landing, NotYet, Touch
from smmops.model.post import Post, Variant
from smmops.model.settings import Policy
from smmops.model.verdict import Approved, Denied, Verdict, Waiting
from smmops.model.workspace import Workspace

_NOBODY = Tally((), (), None)


@dataclass(frozen=True, slots=True)
class Record:
    """What main's past tells, as plain functions.

    `touches` gives the first-parent commits that changed a path, newest first, of the history that is judged;
    `at` the brand's workspace of a commit; `blob` what a path was in a commit (None: not there);
    `older` whether the first commit is the second or its ancestor.
    """

    touches: Callable[[str], Sequence[Touch]]
    at: Callable[[str], Workspace]
    blob: Callable[[str, str], str | None]
    older: Callable[[str, str], bool]
    forge: Forge


@dataclass(frozen=True, slots=True)
class _Case:
    """One file: where it lies from the brand's folder, and the first-parent commit that brought it."""

    path: str
    blob: str
    inside: str
    commit: Commit
    first: bool


def judge(post: Post, variant: Variant, *, workspace: Workspace, record: Record) -> Verdict:
    """Whether each file of the closure has what the policy before it asked.

    A file's approval is that of the newest first-parent commit at which it took its bytes; rules, roles and
    owners are those of that commit's first parent, so that a change cannot loosen what it must pass.
    Denied beats Waiting: what another change must mend is said first.
    """
    passed: list[Passed] = []
    waiting: Waiting | None = None
    own = next((case for case in _cases(post, workspace, record, only=post.path)), None)
    for path, blob in post.blobs:
        case = _case(path, blob, workspace=workspace, record=record)
        if isinstance(case, Denied):
            return case
        seen = own is not None and path != post.path and record.older(case.commit.oid, own.commit.oid)
        subject = Subject(case.inside, post, variant, tagged=_is_content(case.inside) and not seen)
        found = _file(case, subject, workspace=workspace, record=record)
        if isinstance(found, Denied):
            return found
        if isinstance(found, Waiting):
            waiting = waiting or found
        else:
            passed.append(found)
    return waiting or Approved(closure_evidence(passed))


def _cases(post: Post, workspace: Workspace, record: Record, *, only: str) -> list[_Case]:
    found = [
        _case(path, blob, workspace=workspace, record=record) for path, blob in post.blobs if path == only
    ]
    return [case for case in found if isinstance(case, _Case)]


def _case(path: str, blob: str, *, workspace: Workspace, record: Record) -> _Case | Denied:
    touches = [touch for touch in record.touches(path) if touch.path == path]
    if not touches or touches[0].blob != blob:
        return Denied(msg("{path} is not what main's history says it is", path=path))
    folder = f"{workspace.folder}/" if workspace.folder else ""
    return _Case(path, blob, path.removeprefix(folder), touches[0].commit, first=len(touches) == 1)


def _file(
    case: _Case, subject: Subject, *, workspace: Workspace, record: Record
) -> Passed | Waiting | Denied:
    landing = record.forge.landing(case.commit)
    if isinstance(landing, NotYet):
        return Waiting(msg("{path}: {reason}", path=case.path, reason=landing.reason))
    base = case.commit.parents[0] if case.commit.parents else None
    before = record.at(base) if base else None
    begun = base is not None and record.blob(base, _own(workspace, "smmops.yaml")) is not None
    rules = _rules(before if begun else None, workspace)
    if isinstance(rules, Message):
        return Denied(msg("{path}: {reason}", path=case.path, reason=rules.fill()))
    policy, team = rules
    demand = required(subject, policy=policy, team=team, best=record.forge.level)

    def passing(how: str, tally: Tally = _NOBODY) -> Passed:
        return Passed(case.path, case.blob, how, landing, base, demand, tally, team)

    if _is_founding(case, before, record=record, workspace=workspace):
        return passing("founding")
    if not demand.counts:
        return (
            passing("self" if is_solo(team) else "on-main")
            if demand.level == "on-main"
            else _uncounted(passing, case, landing=landing, demand=demand, record=record)
        )
    tally = count(landing, case.inside, demand=demand, team=team)
    lacking = _lacking(case, landing, demand=demand, record=record) or tally.missing
    if lacking is None:
        return passing("approved", tally)
    if _is_emergency(case, landing):
        return passing(BREAK_GLASS, tally)
    said = "; ".join(f"{one.who} {one.why}" for one in tally.uncounted)
    why = lacking.fill() + (f" ({said})" if said else "")
    return Denied(msg("{path} at {commit}: {why}", path=case.path, commit=case.commit.oid[:10], why=why))


def _uncounted(
    passing: Callable[[str], Passed], case: _Case, *, landing: Landing, demand: Demand, record: Record
) -> Passed | Denied:
    """A file that needs a level but nobody's approval (`minimum: 0`)."""
    lacking = _lacking(case, landing, demand=demand, record=record)
    if lacking is None and landing.kind != "merge":
        lacking = msg("pushed to main without a merge")
    if lacking is None or _is_emergency(case, landing):
        return passing("approved" if lacking is None else BREAK_GLASS)
    return Denied(
        msg("{path} at {commit}: {why}", path=case.path, commit=case.commit.oid[:10], why=lacking.fill())
    )


def _lacking(case: _Case, landing: Landing, *, demand: Demand, record: Record) -> Message | None:
    """What no count can mend: the forge's level, and bytes that are not those that were approved."""
    if not level_reached(record.forge.level, demand.level):
        return msg(
            "policy asks level {asked}, the forge gives {given}", asked=demand.level, given=record.forge.level
        )
    if landing.head is not None and record.blob(landing.head, case.path) != case.blob:
        return msg("the merge itself changed it after the approval of {head}", head=landing.head[:10])
    return None


def _rules(before: Workspace | None, now: Workspace) -> tuple[Policy, Team] | Message:
    """Policy and team of the base; today's where the base has none, because there was no workspace yet."""
    if before is None:
        if now.settings is None or now.team is None:
            return msg("smmops.yaml or team.yaml cannot be used")
        return now.settings.policy, now.team
    if before.settings is None or before.team is None:
        return msg("smmops.yaml or team.yaml could not be used before it, so that its rules are not known")
    return before.settings.policy, before.team


def _is_founding(case: _Case, before: Workspace | None, *, record: Record, workspace: Workspace) -> bool:
    """Whether a file, no content, came with the very first smmops.yaml; or is the first team.yaml of a team of none.

    There was no policy and nobody who could have approved. A file that is taken away and comes again is not new.
    """
    if _is_content(case.inside) or not case.first:
        return False
    if (
        case.inside == "team.yaml"
        and before is not None
        and before.team is not None
        and not before.team.members
    ):
        return True
    beginning = record.touches(_own(workspace, "smmops.yaml"))
    return bool(beginning) and beginning[-1].commit.oid == case.commit.oid


def _is_emergency(case: _Case, landing: Landing) -> bool:
    """Whether a merge was declared an emergency, with a reason; who decides and what policy says is never one."""
    reason = str(landing.evidence.get("break_glass", "")).strip()
    return (
        landing.kind == "merge"
        and BREAK_GLASS in landing.labels
        and bool(reason)
        and not is_guarded(case.inside)
    )


def _is_content(inside: str) -> bool:
    return inside.startswith("content/")


def _own(workspace: Workspace, name: str) -> str:
    """A file of the brand's folder by its path from the repository's root."""
    return f"{workspace.folder}/{name}" if workspace.folder else name
