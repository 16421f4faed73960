"""Gaps and daily limits: they defer to a later tick, and drop nothing."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from smmops.model.message import msg
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.plan.scene import Scene, Task, Wait


def paced(tasks: Sequence[Task], scene: Scene) -> tuple[tuple[Task, ...], tuple[Wait, ...]]:
    """What may be claimed now, and what waits: `min_gap` and `per_day` of each channel.

    What other runs claimed counts. Going on with a thread, edits and removals count for nothing here.
    """
    policy = scene.settings.policy
    times = {task.channel.id: _times(scene, task.channel) for task in tasks}
    go: list[Task] = []
    wait: list[Wait] = []
    for task in sorted(tasks, key=lambda task: task.order):
        if task.purpose != "publish" or task.steps:
            go.append(task)
            continue
        taken = times[task.channel.id]
        zone = ZoneInfo(task.channel.timezone)
        today = sum(at.astimezone(zone).date() == scene.now.astimezone(zone).date() for at in taken)
        if taken and scene.now - max(taken) < policy.min_gap:
            why = msg(
                "{minutes} minutes must lie between two posts",
                minutes=int(policy.min_gap.total_seconds()) // 60,
            )
        elif today >= policy.per_day:
            why = msg("{count} posts went out today, the limit is {limit}", count=today, limit=policy.per_day)
        else:
            taken.append(scene.now)
            go.append(task)
            continue
        wait.append(Wait(task.key, why, "later", task.post, task.variant))
    return tuple(go), tuple(wait)


def _times(scene: Scene, channel: Channel) -> list[datetime]:
    """When each publication of a channel went out or was claimed; released claims do not count."""
    found = []
    names = (channel.id, *channel.was)
    for key, record in scene.book.records.items():
        if key.rpartition(".")[2] in names and record.first_claim:
            live = record.settled or bool(record.steps) or record.open
            if live and record.claim:
                sent = next((e.at for e in record.entries if e.state is State.PUBLISHED), None)
                found.append(sent or record.first_claim.at)
    return found
