"""Whether everything that a publication is made of was approved, file by file."""

from collections.abc import Sequence
from dataclasses import replace

from smmops.approvals.count import BREAK_GLASS, Proxied, Tally, count
from smmops.approvals.evidence import Passed, closure_evidence
from smmops.approvals.owners import PLACES as OWNERS
from smmops.approvals.proxy import proxied
from smmops.approvals.record import Case, Record, as_then, asked, base_of, case_of, is_as_approved
from smmops.approvals.required import Demand, Subject, about, is_guarded, is_solo, level_reached, required
from smmops.approvals.signed import Ground, count_signed, document_of
from smmops.approvals.trust import ruling
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.ports import Landing, NotYet
from smmops.model.post import Post, Variant
from smmops.model.settings import Policy
from smmops.model.signing import SIGNERS
from smmops.model.verdict import Approved, Denied, Verdict, Waiting
from smmops.model.workspace import Workspace

__all__ = ["Record", "judge"]

_NOBODY = Tally((), (), None)


def judge(post: Post, variant: Variant, *, workspace: Workspace, record: Record) -> Verdict:
    """Whether each file of the closure has what the policy before it asked.

    A file's approval is that of the newest first-parent commit at which it took its bytes; rules, roles and
    owners are those that were approved before that commit, so that no change can loosen what it must pass.
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


def _file(
    case: Case, subject: Subject, *, workspace: Workspace, record: Record, past: bool = False
) -> Passed | Waiting | Denied:
    """`past`: whether only what was so then is asked, as of policy that stood before."""
    landing = record.forge.landing(case.commit)
    if isinstance(landing, NotYet):
        return Waiting(msg("{path}: {reason}", path=case.path, reason=landing.reason))
    base = base_of(case, landing)
    before = _before(base, workspace=workspace, record=record)
    if isinstance(before, Waiting):
        return before
    rules = before if isinstance(before, Message) else _rules(before, workspace)
    if isinstance(rules, Message):
        return Denied(msg("{path}: {reason}", path=case.path, reason=rules.fill()))
    policy, team = rules
    demand = required(subject, policy=policy, team=team, best=record.forge.level)
    if past:
        landing = as_then(landing)
    ground = Passed(case.path, case.blob, "on-main", landing, base, demand, _NOBODY, team, case.commit.tree)
    assert not isinstance(before, Message)
    if _is_founding(case, before, record=record, workspace=workspace):
        return replace(ground, how="founding")
    if not demand.counts and demand.level == "on-main":
        return replace(ground, how="self" if is_solo(team) else "on-main")
    if demand.level != "signed" and _left_github(before, record):
        why = msg("before it, GitHub said who approves, and another forge is asked now").fill()
        return Denied(msg("{path} at {commit}: {why}", path=case.path, commit=case.commit.oid[:10], why=why))
    if not demand.counts:
        return _uncounted(ground, case, record=record)
    signed = (
        proxied(subject.post, demand, workspace=workspace, record=record, team=team)
        if case.path == subject.post.path
        else ()
    )
    if isinstance(signed, Waiting):
        return signed
    return _counted(ground, case, record=record, signed=signed, sides=(before or workspace, workspace))


def _before(
    base: str | None, *, workspace: Workspace, record: Record
) -> Workspace | Waiting | Message | None:
    """The rules that judge what came after `base`: approved ones; None where there was no workspace yet."""
    if base is None:
        return None

    def judged(case: Case) -> Passed | Waiting | Denied | None:
        if _began(case, record=record, workspace=workspace):
            return None  # nobody has to be asked how the beginning came
        key = ("version", case.path, case.commit.oid)
        if key not in record.kept:
            # while it is judged it is not approved: nothing can be the ground of itself
            record.kept[key] = Denied(msg("{path} cannot approve itself", path=case.path))
            record.kept[key] = _file(case, about(case.inside), workspace=workspace, record=record, past=True)
        found: Passed | Waiting | Denied = record.kept[key]
        return found

    return ruling(base, workspace=workspace, record=record, judge=judged)


def _left_github(before: Workspace | None, record: Record) -> bool:
    """Whether reviews on GitHub counted before a change, and a weaker forge would be believed for it now.

    Who brings `forge: {kind: local}` himself could write his approvals into the message of the merge.
    """
    if before is None or before.settings is None or level_reached(record.forge.level, "attested"):
        return False
    named = before.settings.forge
    return (named.kind if named else record.by_address) == "github"


def _counted(
    ground: Passed,
    case: Case,
    *,
    record: Record,
    signed: Sequence[Proxied],
    sides: tuple[Workspace | None, Workspace],
) -> Passed | Waiting | Denied:
    """A file that somebody must have approved. `sides`: the brand before it came, and as it is judged."""
    by_key = ground.demand.level == "signed"
    landing = (
        ground.landing if by_key else asked(ground.landing, path=case.path, team=ground.team, record=record)
    )
    if isinstance(landing, Waiting):
        return landing
    tally: Tally | Waiting
    if by_key:
        look = Ground(case, landing, ground.team, *sides, record)
        tally = count_signed(look, ground.demand, proxied=signed)
        ground = replace(ground, signers=_signers(*sides))
    else:
        tally = count(landing, case.inside, demand=ground.demand, team=ground.team, proxied=signed)
    if isinstance(tally, Waiting):
        return tally
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
    if demand.level != "signed" and not level_reached(record.forge.level, demand.level):
        return msg(
            "policy asks level {asked}, the forge gives {given}", asked=demand.level, given=record.forge.level
        )
    same = is_as_approved(case, landing, record)
    if isinstance(same, Waiting):
        return same
    if not same:
        return msg("the merge itself changed it after the approval of {head}", head=(landing.head or "")[:10])
    return None


def _signers(before: Workspace | None, now: Workspace) -> tuple[str | None, str | None]:
    """The blobs of allowed_signers that held for the change, and that hold now."""
    then, today = document_of(before, SIGNERS), document_of(now, SIGNERS)
    return then.blob if then else None, today.blob if today else None


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
    return _began(case, record=record, workspace=workspace)


def _began(case: Case, *, record: Record, workspace: Workspace) -> bool:
    """Whether a file came for the first time, with the very first smmops.yaml."""
    beginning = record.touches(_own(workspace, "smmops.yaml"))
    return case.first and bool(beginning) and beginning[-1].commit.oid == case.commit.oid


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
