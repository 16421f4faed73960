"""Orders on the state branch: `pause` and `takedown`, heeded by every run before its next call."""

from collections.abc import Sequence

from smmops.jobs.publish.shift import Shift
from smmops.jobs.publish.tick import Ticked, start, tick
from smmops.ledger.branch import catch_up
from smmops.ledger.codec import encode
from smmops.ledger.paths import order_at, order_path
from smmops.model.freeze import Order
from smmops.model.message import msg
from smmops.model.ports import Landed, RemoteError
from smmops.model.problem import SmmopsError
from smmops.model.world import World

TRIES = 20


def pause(world: World, *, reason: str, scope: Sequence[str]) -> Order:
    """Stops publishing at once: all, paid, or some channels. Ends only by a reviewed freeze.yaml."""
    shift = start(world)
    unknown = [name for name in scope if name not in ("all", "paid") and name not in shift.settings.channels]
    if unknown:
        raise SmmopsError(
            msg("{name} is no channel of smmops.yaml", name=unknown[0]),
            msg("write all, paid, or channel ids"),
            exit_code=64,
        )
    return _order(shift, "pause", reason=reason, scope=tuple(scope))


def takedown(world: World, post: str, *, reason: str, channels: Sequence[str]) -> tuple[Order, Ticked]:
    """Orders that a post goes, on some channels or all, and removes at once what can be removed now."""
    shift = start(world)
    unknown = [name for name in channels if name not in shift.settings.channels]
    known = post in shift.desk.workspace.posts or any(f"/{post}." in key for key in shift.book.records)
    if unknown or not known:
        raise SmmopsError(
            msg("{name} is not known here", name=unknown[0] if unknown else post),
            msg("give a post's id, and channel ids of smmops.yaml"),
            exit_code=64,
        )
    order = _order(shift, "takedown", reason=reason, post=post, channels=tuple(channels))
    return order, tick(world, live=True, only="remove")


def open_pauses(world: World) -> tuple[Order, ...]:
    """Orders of `pause` that no freeze.yaml on main lifts yet, oldest first."""
    shift = start(world)
    lifted = {name for stop in shift.desk.lifted() for name in stop}
    return tuple(o for o in shift.book.orders if o.kind == "pause" and o.id not in lifted)


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
