"""Orders on the state branch: `pause` and `takedown`, heeded by every run before its next call."""

from collections.abc import Sequence

from smmops.jobs.publish.shift import Shift
from smmops.jobs.publish.tick import Ticked, start, tick, unreadable
from smmops.ledger.book import Record
from smmops.ledger.branch import catch_up
from smmops.ledger.codec import encode
from smmops.ledger.paths import order_at, order_path
from smmops.model.entry import split_key
from smmops.model.freeze import Order
from smmops.model.message import msg
from smmops.model.ports import Landed, RemoteError
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.model.world import World
from smmops.plan.scene import key_of

TRIES = 20
DOUBTFUL = (State.SENDING, State.UNKNOWN, State.CONFLICT)
"""May be live though the ledger knows of no part."""


def may_pause(world: World, scope: Sequence[str]) -> Shift:
    """The shift in which such a pause can be ordered; SmmopsError where it cannot. Writes nothing."""
    shift = _begun(world)
    unknown = [name for name in scope if name not in ("all", "paid") and name not in shift.settings.channels]
    if unknown:
        raise SmmopsError(
            msg("{name} is no channel of smmops.yaml", name=unknown[0]),
            msg("write all, paid, or channel ids"),
            exit_code=64,
        )
    return shift


def pause(world: World, *, reason: str, scope: Sequence[str]) -> Order:
    """Stops publishing at once: all, paid, or some channels. Ends only by a reviewed freeze.yaml."""
    return _order(may_pause(world, scope), "pause", reason=reason, scope=tuple(scope))


def may_take_down(world: World, post: str, channels: Sequence[str]) -> Shift:
    """The shift in which that post's removal can be ordered; SmmopsError where it cannot. Writes nothing."""
    shift = _begun(world)
    unknown = [name for name in channels if name not in shift.settings.channels]
    known = post in shift.desk.workspace.posts or any(f"/{post}." in key for key in shift.book.records)
    if unknown or not known:
        raise SmmopsError(
            msg("{name} is not known here", name=unknown[0] if unknown else post),
            msg("give a post's id, and channel ids of smmops.yaml"),
            exit_code=64,
        )
    return shift


def takedown(world: World, post: str, *, reason: str, channels: Sequence[str]) -> tuple[Order, Ticked]:
    """Orders that a post goes, on some channels or all, and removes at once what can be removed now."""
    shift = may_take_down(world, post, channels)
    order = _order(shift, "takedown", reason=reason, post=post, channels=tuple(channels))
    return order, tick(world, live=True, only="remove")


def would_remove(world: World, post: str, *, channels: Sequence[str]) -> tuple[Record, ...]:
    """What is live of a post on these channels, or anywhere, or may be, by key; refuses what `takedown` refuses."""
    shift = may_take_down(world, post, channels)
    records = [record for _, record in sorted(shift.book.records.items())]
    there = [record for record in records if record.steps or record.state in DOUBTFUL]
    if not channels:
        return tuple(record for record in there if split_key(record.key)[1] == post)
    keys = {key_of(shift.settings, shift.book, post, channel) for channel in channels}
    return tuple(record for record in there if record.key in keys)


def open_pauses(world: World) -> tuple[Order, ...]:
    """Orders of `pause` that no freeze.yaml on main lifts yet, oldest first."""
    shift = start(world)
    lifted = {name for stop in shift.desk.lifted() for name in stop}
    return tuple(o for o in shift.book.orders if o.kind == "pause" and o.id not in lifted)


def _begun(world: World) -> Shift:
    """A shift as `start` gives it; where nothing was ever published, SmmopsError (75) says what that means."""
    try:
        tips = world.git.fetch()
    except RemoteError as lost:
        raise unreadable(lost) from lost
    if tips.main and tips.state is None and tips.seal is None and not tips.checkpoints:
        raise SmmopsError(
            msg("there is no ledger: smmops has published nothing from here, and cannot before it is made"),
            msg(
                "nothing goes out by itself now: tell people who post by hand or with other tools to stop, and "
                "delete on the network what is wrong; merge a freeze.yaml before `smmops ledger init --live`, "
                "so that it stays stopped"
            ),
        )
    return start(world, tips=tips)


def _order(shift: Shift, kind: str, *, reason: str, **values: object) -> Order:
    """Pushes the order's file as soon as the branch lets it; a fact that others wrote in between stays."""
    world = shift.world
    at = shift.now()
    path = order_path(shift.brand, at, nonce=world.nonce()[:8], kind=kind)
    placed = order_at(path)
    order = Order.model_validate(
        {
            "id": placed[1] if placed else path,
            "kind": kind,
            "at": at,
            "by": world.actor,
            "reason": reason,
            **values,
        }
    )
    for _ in range(TRIES):
        try:
            result = world.git.push(shift.book.tip, {path: encode(order)}, f"{kind} ordered", seal=True)
            if isinstance(result, Landed):
                return order
            shift.book = catch_up(world.git, shift.book, world.git.fetch().state, brand=shift.brand)
            if any(there.id == order.id for there in shift.book.orders):
                return order
        except RemoteError:
            world.clock.sleep(1 + world.jitter())
    raise SmmopsError(
        msg("the order could not be written: the remote cannot be reached or refuses"),
        msg("stop the workflow at the forge, or merge a freeze.yaml; then try again"),
    )
