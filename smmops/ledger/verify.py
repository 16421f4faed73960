"""Whether the state branch may be trusted: append-only since the last checkpoint and the seal."""

from smmops.ledger.branch import rewritten
from smmops.model.message import msg
from smmops.model.ports import Repository, Tips
from smmops.model.problem import SmmopsError


def verify(git: Repository, tips: Tips, brand: str) -> str:
    """The state branch's tip, proven to hold everything that the newest checkpoint and the seal held.

    SmmopsError (75) where the branch or the seal is missing, where the tip does not descend from one of them,
    or where a file of theirs was changed or removed.
    """
    if tips.state is None:
        raise SmmopsError(
            msg("the state branch is not there"),
            msg(
                "a new workspace: `smmops ledger init --live`; a lost branch: `smmops ledger restored --live`"
            ),
        )
    if tips.seal is None:
        raise SmmopsError(
            msg(
                "the branch smmops-seal is not there, so a rewritten ledger could not be told from the true one"
            ),
            msg(
                "find out who removed it; `smmops ledger restored --live` starts again from the newest checkpoint"
            ),
        )
    anchors = [tips.seal]
    newest = newest_checkpoint(tips, brand)
    if newest:
        anchors.append(newest)
    for anchor in anchors:
        if not git.is_ancestor(anchor, tips.state):
            raise rewritten()
        if any(old is not None for _, old, _ in git.diff(anchor, tips.state)):
            raise rewritten()
    return tips.state


def newest_checkpoint(tips: Tips, brand: str) -> str | None:
    """The commit of the brand's newest checkpoint tag; their names sort by time."""
    names = sorted(name for name in tips.checkpoints if name.startswith(f"smmops-checkpoint/{brand}/"))
    return tips.checkpoints[names[-1]] if names else None
