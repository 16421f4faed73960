"""The branches that jobs write to, made once: the ledger's by `jobs.ledger`, the one of the metrics here."""

from dataclasses import dataclass

from smmops.jobs.ledger import init
from smmops.jobs.publish.tick import unreadable
from smmops.model.message import msg
from smmops.model.ports import Landed, RemoteError
from smmops.model.problem import SmmopsError
from smmops.model.world import World

README = b"""# Metrics

What the networks counted, written by smmops alone, one new file a run, never changed.
Long CSV: a row a number; an empty value is a number that is not known, never 0, and its note says why.
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """The first commits of the branches that were made; None for one that was there."""

    state: str | None
    metrics: str | None


def begin(world: World, brand: str) -> Begun:
    """Makes the state branch, the seal and the metrics branch, or the one of them that is not there.

    SmmopsError (1) where all are there, or where a ledger was lost: that is restored, never begun anew.
    """
    try:
        tips, metrics = world.git.fetch(), world.git.metrics()
        whole = tips.state is not None and tips.seal is not None
        state = None if whole and metrics is None else init(world, brand)
        if metrics is not None:
            return Begun(state, None)
        made = world.git.append(None, {"README.md": README}, "metrics begun")
    except RemoteError as lost:
        raise unreadable(lost) from lost
    if not isinstance(made, Landed):
        raise SmmopsError(
            msg("the metrics branch could not be made: {why}", why=made.reason),
            msg("run the command again; it tells whether the branch is there by now"),
        )
    return Begun(state, made.tip)
