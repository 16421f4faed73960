"""One snapshot: what is due is measured, channel by channel side by side, and kept in one commit."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from smmops.jobs.publish.shift import Shift
from smmops.jobs.publish.tick import start, unreadable
from smmops.jobs.snapshot.agenda import Agenda, Errand, agenda
from smmops.jobs.snapshot.asking import Taking, ask_channel
from smmops.jobs.snapshot.drift import observe
from smmops.jobs.snapshot.few import with_few
from smmops.jobs.snapshot.keep import Kept, keep
from smmops.model.entry import Entry
from smmops.model.message import Message, msg
from smmops.model.ports import RemoteError
from smmops.model.problem import SmmopsError
from smmops.model.world import World


@dataclass(frozen=True, slots=True)
class Snapped:
    """What a snapshot did, or would do: `takings` are empty without `live`.

    `drifted` are the entries that it wrote to the ledger; `troubles` what it could not do (channel, why).
    """

    exit_code: int
    at: datetime
    branch: str
    agenda: Agenda
    takings: tuple[Taking, ...] = ()
    kept: Kept | None = None
    drifted: tuple[Entry, ...] = ()
    troubles: tuple[tuple[str, Message], ...] = ()


def snapshot(world: World, *, live: bool) -> Snapped:
    """Measures what is due; without `live` it only says what that is, and asks no network.

    SmmopsError (75) where the remote cannot be read, or the ledger or the metrics branch is not there.
    """
    shift = start(with_few(world))
    at = shift.now().replace(microsecond=0)
    branch = shift.settings.metrics_branch
    try:
        tip = world.git.metrics()
        if tip is None:
            raise SmmopsError(
                msg("the branch {name} is not there", name=branch),
                msg("`smmops ledger init --live` makes it; what is measured stands there"),
            )
        wanted = agenda(shift, tip, at)
        if not live or not wanted.errands:
            return Snapped(0, at, branch, wanted)
        takings = _taken(shift, wanted, at)
        kept = keep(shift, tip, takings, at)
        if not world.stopped():
            observe(shift, world, takings, at)
    except RemoteError as lost:
        raise unreadable(lost) from lost
    code = 130 if world.stopped() else 75 if shift.troubles else 0
    drifted, troubles = tuple(shift.written), tuple(shift.troubles)
    return Snapped(code, at, branch, wanted, takings, kept, drifted, troubles)


def _taken(shift: Shift, wanted: Agenda, at: datetime) -> tuple[Taking, ...]:
    """What the channels gave, by channel id."""
    done: dict[str, Taking] = {}

    def take(errand: Errand) -> None:
        done[errand.channel.id] = ask_channel(shift, errand, at)

    shift.world.spread([partial(take, errand) for errand in wanted.errands])
    return tuple(done[name] for name in sorted(done))
