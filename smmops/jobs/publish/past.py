"""Whether main is the main that the ledger knows: its name stands in a file that a change could bring."""

from smmops.jobs.publish.shift import Shift
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


def same_main(shift: Shift) -> None:
    """SmmopsError (75) where main does not go on from what was published before.

    Who brings `main_branch: another` could lead to a branch whose past he made up, founded by himself alone. A
    known commit that this clone does not have (main was rewritten, and cloned anew) proves nothing.
    """
    git, tip = shift.world.git, shift.desk.commit
    claims = [record.claim for record in shift.book.records.values() if record.claim and record.claim.main]
    if not claims:
        return
    last = max(claims, key=lambda claim: claim.at).main
    if last is None or last == tip or not git.is_ancestor(last, last):
        return
    folder = shift.world.folder
    own = f"{folder}/smmops.yaml" if folder else "smmops.yaml"
    touches = [touch for touch in git.touches(tip, (own,)) if touch.path == own]
    if touches and git.is_ancestor(touches[-1].commit.oid, last):
        return
    if any(commit.oid == last for commit in git.commits(tip)):  # the brand's folder was moved
        return
    raise SmmopsError(
        msg("main does not go on from {commit}, from which was published before", commit=last[:10]),
        msg(
            "compare `main_branch` of smmops.yaml with the branch that people merge into; if main was rewritten "
            "on purpose, publish from a fresh clone"
        ),
    )
