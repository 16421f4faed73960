"""The same text on the same account under another key: held until a person says why it may go out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from smmops.ledger.book import Book, Record
from smmops.model.entry import Entry, split_key
from smmops.model.message import msg
from smmops.model.state import LIVE, OPEN, State
from smmops.plan.free import DUPLICATE
from smmops.plan.scene import Note, Scene, Task

_STANDS = LIVE | OPEN | {State.CONFLICT, State.REMOVAL_NEEDED}


def without_twins(
    tasks: Sequence[Task], scene: Scene, *, accounts: Mapping[str, str]
) -> tuple[Task | Note, ...]:
    """The tasks, each first publication that repeats another turned into a `held`; first come by key.

    An edit of the batch comes before any first publication: its words are on their way to an account already.
    `accounts` maps channel ids to the network's own account ids. A file's `allow` of the duplicate lets it pass.
    """
    kept: list[Task | Note] = []
    batch = {
        (accounts.get(task.channel.id, ""), task.text): task.key
        for task in tasks
        if task.purpose == "edit" and task.text
    }
    for task in sorted(tasks, key=lambda task: task.key):
        fresh = task.purpose == "publish" and not task.steps
        if not fresh or (task.post and DUPLICATE in task.post.allows):
            kept.append(task)
            continue
        account = accounts.get(task.channel.id, "")
        twin = batch.get((account, task.text)) or _twin(task, scene, account)
        if twin:
            reason = msg(
                "the same text went to this account as {key}; allow it in the file, or change it", key=twin
            )
            kept.append(
                Note(
                    task.key,
                    "held",
                    reason,
                    "duplicate",
                    task.record,
                    task.post,
                    task.variant,
                    task.digest,
                    task.text,
                )
            )
        else:
            batch[(account, task.text)] = task.key
            kept.append(task)
    return tuple(
        sorted(kept, key=lambda kind: kind.order if isinstance(kind, Task) else (scene.now, kind.key))
    )


def _twin(task: Task, scene: Scene, account: str) -> str | None:
    for key, at in _standing(scene.book, account, task.text):
        if key != task.key and (_recent(at, scene) or _file_gone(key, scene)):
            return key
    return None


def _standing(book: Book, account: str, text: str) -> Iterator[tuple[str, datetime]]:
    for key, record in book.records.items():
        stands = record.state in _STANDS or (bool(record.steps) and not record.gone)
        if stands:
            claims = (e for e in _telling(record) if e.account == account and e.text_sha256 == text)
            yield from ((key, claim.at) for claim in claims)


def _telling(record: Record) -> tuple[Entry, ...]:
    """The claims whose text may be live: the newest to publish, and every edit after it."""
    claims = [e for e in record.entries if e.state is State.CLAIMED and e.for_ != "remove"]
    newest = max((n for n, claim in enumerate(claims) if claim.for_ == "publish"), default=0)
    return tuple(claims[newest:])


def _recent(at: datetime, scene: Scene) -> bool:
    window: timedelta = scene.settings.policy.duplicate_window
    return scene.now - at <= window


def _file_gone(key: str, scene: Scene) -> bool:
    post = split_key(key)[1]
    return post not in scene.workspace.posts and post not in scene.workspace.broken
