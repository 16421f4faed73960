"""Safety guards: what is too much, or too dear, to go in by one merge that nobody looked at twice."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from smmops.model.message import Message, msg
from smmops.model.plan import Action, Change, Guard
from smmops.model.post import Post
from smmops.plan.side import Side
from smmops.words.number import percent

GUARDS = ("max-changed", "empty-calendar", "protected", "account", "ad-account", "review-size")
"""Every guard, in the order in which they are told."""
MOST_FILES = 300
"""Files of a change that a forge shows its reviewers; what comes after is hidden (GitHub, checked 2026-09)."""

_DISTURBS = (Action.EDIT, Action.MOVE, Action.CANCEL, Action.HOLD, Action.TAKEDOWN)
_IDENTITY = ("network", "server", "secrets", "handle", "account")


def guards_of(
    base: Side,
    head: Side,
    changes: Sequence[Change],
    *,
    now: datetime,
    touched: Collection[str],
) -> tuple[Guard, ...]:
    """Every guard that trips; `touched` are the paths of the brand that differ."""
    if base.workspace.settings is None:
        return tuple(_review_size(touched))
    return (
        *_max_changed(base, changes, now),
        *_empty(base, head, now),
        *_protected(base, head),
        *_accounts(base, head),
        *_ad_accounts(base, head),
        *_review_size(touched),
    )


def _scheduled(side: Side, now: datetime) -> list[Post]:
    """Posts that will go out: a time in the future on any channel, without hold and takedown."""
    return [
        post
        for post in side.workspace.posts.values()
        if any(
            v.publish_at is not None and v.publish_at > now and not v.hold and v.takedown is None
            for v in post.variants
        )
    ]


def _max_changed(base: Side, changes: Sequence[Change], now: datetime) -> Iterator[Guard]:
    assert base.workspace.settings is not None
    safety = base.workspace.settings.policy.safety
    waiting = {post.id for post in _scheduled(base, now)}
    if len(waiting) < safety.min_existing:
        return
    disturbed = {change.was_id for change in changes if change.action in _DISTURBS} & waiting
    share = Decimal(len(disturbed)) / len(waiting)
    if share <= safety.max_changed:
        return
    yield Guard(
        "max-changed",
        msg(
            "{count} of {all} scheduled posts change ({share}), the limit is {limit}",
            count=len(disturbed),
            all=len(waiting),
            share=percent(share),
            limit=percent(safety.max_changed),
        ),
        msg("split the change, or acknowledge it"),
    )


def _empty(base: Side, head: Side, now: datetime) -> Iterator[Guard]:
    waiting = _scheduled(base, now)
    if waiting and not _scheduled(head, now):
        message = (
            msg("the calendar is empty after it: the only scheduled post goes")
            if len(waiting) == 1
            else msg("the calendar is empty after it: all {count} scheduled posts go", count=len(waiting))
        )
        yield Guard("empty-calendar", message, msg("restore the files, or acknowledge it"))


def _protected(base: Side, head: Side) -> Iterator[Guard]:
    """Asked of the base: taking the key out of the file together with the file would lift it otherwise."""
    for post in sorted(base.workspace.posts.values(), key=lambda post: post.id):
        if post.protect and post.path not in head.blobs:
            yield Guard(
                "protected",
                msg("{path} is protected and its file goes", path=post.path),
                msg("restore it; merge `protect: false` first if it should go"),
            )


def _accounts(base: Side, head: Side) -> Iterator[Guard]:
    old, new = base.workspace.settings, head.workspace.settings
    assert old is not None
    assert new is not None
    for name, channel in sorted(new.channels.items()):
        before = old.channels.get(name) or next(
            (c for c in old.channels.values() if c.id in channel.was), None
        )
        for key in _IDENTITY if before else ():
            one, two = getattr(before, key), getattr(channel, key)
            if one != two:
                yield Guard(
                    "account",
                    _other(name, key, one, two),
                    msg("make sure that it is ours, and acknowledge it"),
                )


def _other(name: str, key: str, one: object, two: object) -> Message:
    return msg(
        "channel {name}: {key} was {before} and becomes {after}",
        name=name,
        key=key,
        before=str(one or "–"),
        after=str(two or "–"),
    )


def _ad_accounts(base: Side, head: Side) -> Iterator[Guard]:
    old = base.workspace.purse.ad_accounts if base.workspace.purse else {}
    new = head.workspace.purse.ad_accounts if head.workspace.purse else {}
    for name in sorted(old.keys() & new.keys()):
        for key in ("network", "id", "currency"):
            one, two = getattr(old[name], key), getattr(new[name], key)
            if one != two:
                message = msg(
                    "ad account {name}: {key} was {before} and becomes {after}",
                    name=name,
                    key=key,
                    before=str(one),
                    after=str(two),
                )
                yield Guard("ad-account", message, msg("make sure that it is ours, and acknowledge it"))


def _review_size(touched: Collection[str]) -> Iterator[Guard]:
    if len(touched) > MOST_FILES:
        yield Guard(
            "review-size",
            msg(
                "{count} files change, and a forge shows its reviewers {limit}",
                count=len(touched),
                limit=MOST_FILES,
            ),
            msg("split the change, or acknowledge it"),
        )
