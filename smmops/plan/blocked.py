"""Why something that is wanted will not go out as it stands. Approvals are asked at the tick, by history."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from smmops.ledger.book import Book, Record
from smmops.model.freeze import Order, covers
from smmops.model.instants import day_start
from smmops.model.message import Message, msg
from smmops.model.post import Variant
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.due import PUBLISHING
from smmops.plan.scene import key_of
from smmops.plan.side import Side
from smmops.specs.registry import spec
from smmops.specs.spec import Capability


def obstacles(
    head: Side, book: Book | None, variant: Variant, *, record: Record | None, now: datetime
) -> tuple[Message, ...]:
    """What keeps a first publication from going out."""
    workspace, orders = head.workspace, book.orders if book else ()
    found = (*_of_channel(workspace, variant), *_of_time(head, variant, now))
    found = (*found, *_of_stops(workspace, orders, variant))
    return (*found, *_of_others(head, book, variant), *_of_record(record))


def edit_obstacles(record: Record, variant: Variant | None, *, parts: int) -> tuple[Message, ...]:
    """What keeps a live publication from being edited."""
    network = variant.network if variant else ""
    if not _can(network, Capability.EDITS):
        return (
            msg("it is live and {network} cannot edit: take it down and write a new post", network=network),
        )
    live = len(record.steps)
    return (
        (msg("it is live in {live} parts, not {now}", live=live, now=parts),) if live != max(1, parts) else ()
    )


def removal_obstacles(variant: Variant, record: Record | None) -> tuple[Message, ...]:
    """What keeps a takedown from being done by us."""
    if record is not None and not record.steps:
        return ()
    if _can(variant.network, Capability.REMOVES):
        return ()
    return (msg("this smmops cannot remove from {network}: a person does it", network=variant.network),)


def shut(workspace: Workspace, orders: Sequence[Order], variant: Variant) -> tuple[Message, ...]:
    """What keeps everything from going out on the variant's channel: the channel, its network, a freeze, an order."""
    return (*_of_channel(workspace, variant), *_of_stops(workspace, orders, variant))


def stops(workspace: Workspace, orders: Sequence[Order]) -> Iterator[Message]:
    """What stands still whatever is merged: by freeze.yaml, and by orders that it does not lift."""
    freeze = workspace.freeze
    if freeze.scope != ("none",):
        yield msg(
            "freeze.yaml stops {scope}: {reason}", scope=", ".join(freeze.scope), reason=freeze.reason or "–"
        )
    for order in orders:
        if order.kind == "pause" and order.id not in freeze.lift:
            scope = ", ".join(order.scope)
            yield msg("{by} paused {scope}: {reason}", by=order.by, scope=scope, reason=order.reason)


def frozen(workspace: Workspace, orders: Sequence[Order], channel: str) -> bool:
    """Whether freeze.yaml, or an order that it does not lift, stops that channel."""
    freeze = workspace.freeze
    paused = (o for o in orders if o.kind == "pause" and o.id not in freeze.lift)
    return freeze.stops(channel) or any(covers(order.scope, channel) for order in paused)


def reachable(network: str) -> bool:
    """Whether this smmops can publish to that network."""
    return _can(network, Capability.PUBLISHES)


def _of_channel(workspace: Workspace, variant: Variant) -> Iterator[Message]:
    settings = workspace.settings
    channel = settings.channels.get(variant.channel) if settings else None
    if channel is None:
        yield msg("channel {name} is not in smmops.yaml", name=variant.channel)
    elif channel.status not in PUBLISHING:
        yield msg("channel {name} is {status}, not active", name=variant.channel, status=channel.status)
    elif variant.deliver == "publish" and not reachable(variant.network):
        yield msg("this smmops cannot publish to {network} yet", network=variant.network)


def _of_time(head: Side, variant: Variant, now: datetime) -> Iterator[Message]:
    settings = head.workspace.settings
    assert settings is not None
    at = variant.publish_at
    since = day_start(settings.since, ZoneInfo(settings.timezone)) if settings.since else None
    if at is not None and since is not None and at < since:
        yield msg("it was due before {since}, the first day of this workspace", since=str(settings.since))
    elif at is not None and variant.not_after is not None and variant.not_after <= now:
        yield msg("its time is over: give it a new one")


def _of_stops(workspace: Workspace, orders: Sequence[Order], variant: Variant) -> Iterator[Message]:
    freeze = workspace.freeze
    if freeze.stops(variant.channel):
        yield msg("frozen by freeze.yaml: {reason}", reason=freeze.reason or "–")
    for order in orders:
        lifted = order.id in freeze.lift
        if order.kind == "pause" and not lifted and covers(order.scope, variant.channel):
            yield msg("paused by {by}: {reason}", by=order.by, reason=order.reason)
        everywhere = not order.channels or variant.channel in order.channels
        if order.kind == "takedown" and order.post == variant.post and everywhere:
            yield msg("a takedown was ordered: {reason}", reason=order.reason)


def _of_others(head: Side, book: Book | None, variant: Variant) -> Iterator[Message]:
    """A reply or a quote waits for the post that it names."""
    settings = head.workspace.settings
    assert settings is not None
    for named in (variant.reply_to, variant.quote):
        if not named or "/" in named:
            continue
        if book and book.record(key_of(settings, book, named, variant.channel)).standing:
            continue
        other = head.post(named)
        there = other.variant(variant.channel) if other else None
        if there is None or there.publish_at is None:
            yield msg("waits until {post} is live there, which is not planned", post=named)
        elif variant.publish_at is not None and there.publish_at > variant.publish_at:
            yield msg("waits until {post} is live there, which is due later", post=named)


def _of_record(record: Record | None) -> Iterator[Message]:
    if record is None:
        return
    if record.broken:
        yield msg("its ledger entries do not fold: {why}", why=record.broken)
    elif record.state in (State.UNKNOWN, State.CONFLICT):
        yield msg("a person must decide what became of it: `smmops ledger show` says how")


def _can(network: str, capability: Capability) -> bool:
    try:
        return capability in spec(network).capabilities
    except KeyError:
        return False
