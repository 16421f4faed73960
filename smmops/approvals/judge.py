"""Whether everything that a publication is made of was approved, file by file."""

from collections.abc import Sequence
from dataclasses import replace

from smmops.approvals.count import BREAK_GLASS, Proxied, Tally, count
from smmops.approvals.evidence import Passed, closure_evidence
from smmops.approvals.owners import PLACES as OWNERS
from smmops.approvals.proxy import proxied
from smmops.approvals.record import Case, Record, asked, base_of, case_of, is_as_approved
from smmops.approvals.required import Demand, Subject, is_guarded, is_solo, level_reached, required
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.ports import Landing, NotYet
from smmops.model.post import Post, Variant
from smmops.model.settings import Policy
from smmops.model.verdict import Approved, Denied, Verdict, Waiting
from smmops.model.workspace import Workspace

__all__ = ["Record", "judge"]

_NOBODY = Tally((), (), None)


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
        case = case_of(path, blob, workspace=workspace, record=record)
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


def _cases(post: Post, workspace: Workspace, record: Record, *, only: str) -> list[Case]:
    found = [
        case_of(path, blob, workspace=workspace, record=record) for path, blob in post.blobs if path == only
    ]
    return [case for case in found if isinstance(case, Case)]


def _file(case: Case, subject: Subject, *, workspace: Workspace, record: Record) -> Passed | Waiting | Denied:
    landing = record.forge.landing(case.commit)
    if isinstance(landing, NotYet):
        return Waiting(msg("{path}: {reason}", path=case.path, reason=landing.reason))
    base = base_of(case, landing)
    before = record.at(base) if base else None
    begun = base is not None and record.blob(base, _own(workspace, "smmops.yaml")) is not None
    rules = _rules(before if begun else None, workspace)
    if isinstance(rules, Message):
        return Denied(msg("{path}: {reason}", path=case.path, reason=rules.fill()))
    policy, team = rules
    demand = required(subject, policy=policy, team=team, best=record.forge.level)
    ground = Passed(case.path, case.blob, "on-main", landing, base, demand, _NOBODY, team, case.commit.tree)
    if _is_founding(case, before, record=record, workspace=workspace):
        return replace(ground, how="founding")
    if not demand.counts and demand.level == "on-main":
        return replace(ground, how="self" if is_solo(team) else "on-main")
    if not demand.counts:
        return _uncounted(ground, case, record=record)
    signed = (
        proxied(subject.post, demand, workspace=workspace, record=record, team=team)
        if case.path == subject.post.path
        else ()
    )
    return signed if isinstance(signed, Waiting) else _counted(ground, case, record=record, signed=signed)


def _counted(
    ground: Passed, case: Case, *, record: Record, signed: Sequence[Proxied]
) -> Passed | Waiting | Denied:
    """A file that somebody must have approved."""
    landing = asked(ground.landing, path=case.path, team=ground.team, record=record)
    if isinstance(landing, Waiting):
        return landing
    tally = count(landing, case.inside, demand=ground.demand, team=ground.team, proxied=signed)
    lacking = _lacking(case, landing, demand=ground.demand, record=record)
    if isinstance(lacking, Waiting):
        return lacking
    lacking = lacking or tally.missing
    if lacking is None or _is_emergency(case, landing):
        how = "approved" if lacking is None else BREAK_GLASS
        owners = _owners(ground.base, record) if "pull_request" in landing.evidence else None
        return replace(ground, how=how, landing=landing, tally=tally, owners=owners)
    said = "; ".join(f"{one.who} {one.why}" for one in tally.uncounted)
    why = lacking.fill() + (f" ({said})" if said else "")
    return Denied(msg("{path} at {commit}: {why}", path=case.path, commit=case.commit.oid[:10], why=why))


def _uncounted(ground: Passed, case: Case, *, record: Record) -> Passed | Waiting | Denied:
    """A file that needs a level but nobody's approval (`minimum: 0`)."""
    landing = ground.landing
    lacking = _lacking(case, landing, demand=ground.demand, record=record)
    if isinstance(lacking, Waiting):
        return lacking
    if lacking is None and landing.kind != "merge":
        lacking = (
            msg("{why}", why=landing.why_not) if landing.why_not else msg("pushed to main without a merge")
        )
    if lacking is None or _is_emergency(case, landing):
        return replace(ground, how="approved" if lacking is None else BREAK_GLASS)
    return Denied(
        msg("{path} at {commit}: {why}", path=case.path, commit=case.commit.oid[:10], why=lacking.fill())
    )


def _lacking(case: Case, landing: Landing, *, demand: Demand, record: Record) -> Message | Waiting | None:
    """What no count can mend: the forge's level, and bytes that are not those that were approved."""
    if not level_reached(record.forge.level, demand.level):
        return msg(
            "policy asks level {asked}, the forge gives {given}", asked=demand.level, given=record.forge.level
        )
    same = is_as_approved(case, landing, record)
    if isinstance(same, Waiting):
        return same
    if not same:
        return msg("the merge itself changed it after the approval of {head}", head=(landing.head or "")[:10])
    return None


def _owners(base: str | None, record: Record) -> str | None:
    """The blob of the owners file that held for the change; None: there is none."""
    found = (record.blob(base, path) for path in OWNERS) if base else ()
    return next((blob for blob in found if blob is not None), None)


def _rules(before: Workspace | None, now: Workspace) -> tuple[Policy, Team] | Message:
    """Policy and team of the base; today's where the base has none, because there was no workspace yet."""
    if before is None:
        if now.settings is None or now.team is None:
            return msg("smmops.yaml or team.yaml cannot be used")
        return now.settings.policy, now.team
    if before.settings is None or before.team is None:
        return msg("smmops.yaml or team.yaml could not be used before it, so that its rules are not known")
    return before.settings.policy, before.team


def _is_founding(case: Case, before: Workspace | None, *, record: Record, workspace: Workspace) -> bool:
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


def _is_emergency(case: Case, landing: Landing) -> bool:
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
