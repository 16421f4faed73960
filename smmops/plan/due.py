"""What a tick wants: desired state against recorded state, by time. Pure, level-triggered."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from smmops.ledger.book import Record
from smmops.model.entry import split_key
from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.plan.change import edit, takedown
from smmops.plan.first import first_publication
from smmops.plan.scene import Decision, Scene, Wait, key_of
from smmops.plan.words import held

PUBLISHING = ("active", "warm-up")


def due(scene: Scene) -> tuple[Decision, ...]:
    """Everything to do, to write or to report now, in the order of time and key.

    Gaps, daily limits and duplicates are asked after it (`plan.pace`, `plan.twins`): they need the whole batch.
    """
    found = [decision for decision in _all(scene) if decision is not None]
    return tuple(sorted(found, key=_order))


def _order(decision: Decision) -> tuple[datetime, str]:
    at = decision.variant.publish_at if decision.variant else None
    return (at or datetime.min.replace(tzinfo=UTC), decision.key)


def _all(scene: Scene) -> Iterator[Decision | None]:
    orders, contested = _orders(scene), _contested(scene)
    seen: set[str] = set()
    for post in scene.workspace.posts.values():
        for variant in post.variants:
            channel = scene.settings.channels.get(variant.channel)
            if channel:
                key = key_of(scene.settings, scene.book, post.id, variant.channel)
                seen.add(key)
                reason = variant.takedown if variant.takedown is not None else orders.get(key)
                record = scene.book.record(key)
                if contested.intersection((channel.id, *channel.was)):
                    why = msg(
                        "two channels of smmops.yaml have been {name}", name=", ".join(sorted(contested))
                    )
                    yield Wait(key, why, "blocked", post, variant)
                elif reason is not None:
                    yield takedown(scene, record, reason=reason, channel=channel, post=post)
                else:
                    yield _decide(scene, record, post, variant, channel=channel)
    for key, record in scene.book.records.items():
        if key not in seen:
            yield _orphan(scene, record, reason=orders.get(key))


def _orders(scene: Scene) -> dict[str, str]:
    """Key -> reason of every open takedown order; an order without channels is about all of them."""
    found: dict[str, str] = {}
    for order in scene.book.orders:
        if order.kind == "takedown" and order.post:
            for channel in order.channels or tuple(scene.settings.channels):
                found[key_of(scene.settings, scene.book, order.post, channel)] = order.reason
    return found


def _contested(scene: Scene) -> frozenset[str]:
    """Channel ids, today's and former ones, that more than one channel lays claim to."""
    names = Counter(name for c in scene.settings.channels.values() for name in {c.id, *c.was})
    return frozenset(name for name, count in names.items() if count > 1)


def _orphan(scene: Scene, record: Record, *, reason: str | None) -> Decision | None:
    """What a key wants whose variant is not on main: a removal that was ordered, or a person's look."""
    _, post, name = split_key(record.key)
    if record.broken:
        return Wait(record.key, msg("its ledger entries do not fold: {why}", why=record.broken), "blocked")
    if reason is not None:
        channels = scene.settings.channels.values()
        channel = next((c for c in channels if name == c.id or name in c.was), None)
        if channel is None:
            return Wait(
                record.key, msg("channel {name} is not in smmops.yaml any more", name=name), "blocked"
            )
        return takedown(scene, record, reason=reason, channel=channel, post=None)
    if record.state is State.PARTIAL and post not in scene.workspace.broken:
        text = msg("the post is no longer on main and part of its thread is live")
        return held(record, None, None, reason=text, class_="late")
    return None


def _decide(
    scene: Scene, record: Record, post: Post, variant: Variant, *, channel: Channel
) -> Decision | None:
    if record.broken:
        why = msg("its ledger entries do not fold: {why}", why=record.broken)
        return Wait(record.key, why, "blocked", post, variant)
    if record.state in (State.CLAIMED, State.PREPARED, State.SENDING, State.UNKNOWN):
        return None
    if channel.status not in PUBLISHING:
        return None
    if record.settled:
        return edit(scene, record, post, variant, channel=channel)
    if variant.publish_at is None or record.state is State.CONFLICT:
        return None
    return first_publication(scene, record, post, variant)
