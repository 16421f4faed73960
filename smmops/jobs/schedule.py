"""`schedule`: the next free slots of posts' channels, as edits of their files."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from smmops.jobs.files import moved
from smmops.model.document import Trail
from smmops.model.files_post import PostFile
from smmops.model.instants import day_start
from smmops.model.message import Message, msg
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.settings import Channel, Settings
from smmops.model.state import State
from smmops.model.workspace import Workspace
from smmops.plan.slots import Queue, Skipped, Slot
from smmops.specs.registry import spec
from smmops.store.edit import put

_MONTH = re.compile(r"content/\d{4}/\d{2}/([^/]+)")


_FREE = frozenset({State.RELEASED, State.REJECTED, State.HELD, State.MISSED, State.CANCELLED})
"""States in which a key may still be sent at a new time."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What a post gets: a slot and a zone a channel, the file's new bytes, and where the file belongs from then on.

    `stays` says why the file is not moved although it lies in another month's folder.
    """

    post: Post
    slots: Mapping[str, Slot]
    target: str
    content: bytes
    zones: Mapping[str, str]
    stays: Message | None = None


@dataclass(frozen=True, slots=True)
class Unscheduled:
    """A post that gets no time, and why."""

    post: Post
    why: Message
    fix: Message


@dataclass(frozen=True, slots=True)
class Wish:
    """What slots are wanted: not before `start` (UTC); with `move` also for posts that have a time.

    `states` are the ledger's by (post, channel), as far as they are known: what is live keeps its time.
    """

    start: datetime
    move: bool = False
    states: Mapping[tuple[str, str], State] = field(default_factory=dict)


def schedule(
    posts: Sequence[Post], workspace: Workspace, tree: Tree, wish: Wish
) -> tuple[list[Scheduled | Unscheduled], tuple[Skipped, ...]]:
    """For each post in this order the next free slots from the wish's start on; nothing is written.

    A post that has a time keeps it unless the wish says to move it. Each slot that is given is taken for the posts after it.
    """
    settings = workspace.settings
    assert settings is not None
    start = wish.start
    if settings.since:  # what is due earlier is history and never sent
        start = max(start, day_start(settings.since, ZoneInfo(settings.timezone)))
    asked = {post.id for post in posts if wish.move or not _timed(post)}
    queues = _queues(workspace, settings, start=start, leaving=asked)
    made: list[Scheduled | Unscheduled] = []
    for post in posts:
        wrong = _unfit(post, settings, wish)
        if wrong:
            made.append(Unscheduled(post, *wrong))
            continue
        slots = {variant.channel: queues[variant.channel].next() for variant in post.variants}
        full = next((name for name, found in slots.items() if found is None), None)
        if full:
            why = msg("{channel} has no free slot within a year", channel=full)
            fix = msg("add slots to {channel} in smmops.yaml, or write publish_at yourself", channel=full)
            made.append(Unscheduled(post, why, fix))
            continue
        made.append(_made(post, {n: s for n, s in slots.items() if s}, workspace, tree))
    return made, tuple(skip for queue in queues.values() for skip in queue.skipped)


def write(top: Path, made: Iterable[Scheduled | Unscheduled]) -> None:
    """Writes the files, and moves those that belong elsewhere."""
    for each in made:
        if isinstance(each, Scheduled):
            moved(top, each.post.path, each.target, each.content)


def _timed(post: Post) -> bool:
    return any(variant.publish_at for variant in post.variants)


def _unfit(post: Post, settings: Settings, wish: Wish) -> tuple[Message, Message] | None:
    if _timed(post) and not wish.move:
        return (
            msg("{post} has a time already", post=post.id),
            msg("give --move to give it the next free slots instead"),
        )
    if not post.variants:
        return msg("{post} goes to no channel", post=post.id), msg("add `channels:` to its file")
    for variant in post.variants:
        state = wish.states.get((post.id, variant.channel))
        if state is not None and state not in _FREE:
            return (
                msg("{post} is live or under way on {channel}", post=post.id, channel=variant.channel),
                msg("write a new post; `recycled_from: {post}` says what it repeats", post=post.id),
            )
        channel = settings.channels.get(variant.channel)
        if channel is None or not channel.slots:
            return (
                msg("{channel} has no slots", channel=variant.channel),
                msg(
                    "add `slots: [Tue 09:30, Thu 18:00]` to {channel} in smmops.yaml", channel=variant.channel
                ),
            )
    return None


def _queues(
    workspace: Workspace, settings: Settings, *, start: datetime, leaving: set[str]
) -> dict[str, Queue]:
    """A queue a channel; what the posts `leaving` hold now is free."""
    taken: dict[str, list[datetime]] = {name: [] for name in settings.channels}
    for post in workspace.posts.values():
        for variant in post.variants:
            if post.id not in leaving and variant.publish_at and variant.takedown is None:
                taken.setdefault(variant.channel, []).append(variant.publish_at)
    closed = workspace.team.hours.holidays if workspace.team else ()
    return {
        name: Queue(
            channel=channel,
            policy=settings.policy,
            start=start,
            taken=taken[name],
            per_day=_per_day(channel, settings),
            closed=frozenset(closed),
        )
        for name, channel in settings.channels.items()
    }


def _per_day(channel: Channel, settings: Settings) -> int:
    try:
        network = spec(channel.network).per_day
    except KeyError:
        network = None
    return min(settings.policy.per_day, network) if network else settings.policy.per_day


def _made(post: Post, slots: Mapping[str, Slot], workspace: Workspace, tree: Tree) -> Scheduled:
    content = tree.read(post.path)
    front = workspace.documents[post.path].front
    assert isinstance(front, PostFile)
    for trail, value in _edits(front, slots, workspace):
        content = put(content, trail, value, page=True)
    home = f"{workspace.folder}/" if workspace.folder else ""
    inner = post.path.removeprefix(home)
    month = min(slot.written for slot in slots.values())[:7].replace("-", "/")
    place = _MONTH.fullmatch(inner)
    target = f"{home}content/{month}/{place[1]}" if place else post.path
    zones = {name: workspace.channels[name].timezone for name in slots}
    if target == post.path:
        return Scheduled(post, slots, target, content, zones)
    stays = _stays(post, front, target, tree)
    return Scheduled(post, slots, post.path if stays else target, content, zones, stays)


def _stays(post: Post, front: PostFile, target: str, tree: Tree) -> Message | None:
    """Why a file is better moved by hand."""
    if post.protect:
        return msg("it is protected: moving it trips a guard")
    if target in tree.blobs():
        return msg("{target} is there already", target=target)
    named = [item.file for item in front.media] + [front.card.image if front.card else None]
    if any(name and name.startswith(("./", "../")) for name in named):
        return msg("its media lie beside it: move them together")
    return None


def _edits(
    front: PostFile, slots: Mapping[str, Slot], workspace: Workspace
) -> Iterable[tuple[Trail, str | None]]:
    """The time that most channels share at the top, the others' under `options:`; what is there for them goes."""
    written = Counter(slot.written for slot in slots.values())
    shared = min(written, key=lambda text: (-written[text], text))
    yield ("publish_at",), shared
    for name, slot in slots.items():
        network = workspace.channels[name].network
        own = front.options.get(name, {})
        inherited = front.options.get(network, {}).get("publish_at")
        if slot.written != shared or inherited is not None:
            yield ("options", name, "publish_at"), slot.written
        elif "publish_at" in own:
            alone = set(own) == {"publish_at"}
            yield (("options", name) if alone else ("options", name, "publish_at")), None
