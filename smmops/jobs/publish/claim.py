"""Claims: what this run takes upon itself, pushed before anything else happens."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from smmops.jobs.publish.desk import call_budget
from smmops.jobs.publish.record import Saved, save_once
from smmops.jobs.publish.shift import Shift, refusal_words
from smmops.ledger.book import Record
from smmops.ledger.branch import Draft
from smmops.model.entry import Entry, Identity, Step
from smmops.model.outcome import Prepared, Remote
from smmops.model.payload import Payload
from smmops.model.ports import Adapter, Parcel, Tree
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.model.verdict import Approved
from smmops.plan.scene import Task, key_of

AT_ONCE = 8
"""Publications that one claim holds at most."""


@dataclass(frozen=True)
class Errand:
    """One claimed publication on its way. `claim` is the entry as pushed; `live` the parts that are out.

    `media` maps SHA-256 to the path in `tree`, the commit's that was claimed. `begun` is the reading, at the
    claim, of the clock that counts suspension. With a `receipt` only the first comment is left to send.
    """

    task: Task
    claim: Entry
    adapter: Adapter
    parcel: Parcel
    tree: Tree
    media: dict[str, str]
    begun: float
    live: tuple[Step, ...] = ()
    ready: Prepared = field(default_factory=Prepared)
    part: int = 1
    receipt: Entry | None = None

    @property
    def key(self) -> str:
        """The publication's key."""
        return self.claim.key

    def bytes_of(self, sha256: str) -> bytes:
        """The media file with that digest."""
        return self.tree.read(self.media[sha256])

    def entry(self, state: State, now: datetime, **values: Any) -> Entry:
        """An entry of this errand, with what is live."""
        kept: dict[str, Any] = {
            "state": state,
            "at": now,
            "steps": self.live,
            "approval": None,
            "lease_until": None,
            "identity": None,
            "number": 0,
            "prev": None,
        }
        return self.claim.but(**{**kept, **values})

    def but(self, **changes: Any) -> "Errand":
        """This errand with other values."""
        return replace(self, **changes)


def take(shift: Shift, tasks: Sequence[Task]) -> tuple[Errand, ...] | None:
    """Claims as many tasks as fit into half the lease; None where the branch had moved: decide anew.

    PushError when it cannot be known whether the claim stands: nothing may be called then.
    """
    drafts: list[Draft] = []
    errands: list[Errand] = []
    for task in _fitting(shift, tasks):
        errand = _errand(shift, task)
        if errand:
            errands.append(errand)
            drafts.append(Draft(errand.claim, len(task.record.entries)))
    if not drafts:
        return ()
    saved = save_once(shift, drafts, seal=False)
    return None if saved is None else _ours(errands, saved)


def _ours(errands: Sequence[Errand], saved: Saved) -> tuple[Errand, ...]:
    pushed = {entry.key: entry for entry in saved.entries}
    return tuple(errand.but(claim=pushed[errand.key]) for errand in errands if errand.key in pushed)


def _fitting(shift: Shift, tasks: Sequence[Task]) -> Sequence[Task]:
    """The first tasks whose calls, one after the other on each channel, fit into half the lease."""
    room = shift.settings.policy.lease.total_seconds() / 2
    used: dict[str, float] = {}
    chosen: list[Task] = []
    for task in tasks:
        calls = len(task.steps) if task.purpose == "remove" else _parts(shift, task) - len(task.steps)
        spent = used.get(task.channel.id, 0.0) + calls * call_budget(shift.settings)
        if len(chosen) < AT_ONCE and (spent <= room or task.channel.id not in used):
            used[task.channel.id] = spent
            chosen.append(task)
    return chosen


def _parts(shift: Shift, task: Task) -> int:
    if task.post is None or task.variant is None:
        return 1
    return shift.desk.payload(task.post, task.variant)[0].length


def _errand(shift: Shift, task: Task) -> Errand | None:
    """The claim to push for a task; None (and a trouble) where its network does not answer."""
    adapter = shift.adapter(task.channel)
    if adapter is None:
        return None
    now, begun = shift.now(), shift.world.clock.elapsed()
    record = task.record
    epoch, since = _epoch(record, task), record.first_claim.at if record.first_claim else now
    payload = _payload(shift, task)
    parcel = Parcel(
        key=task.key,
        channel=task.channel,
        payload=payload,
        identity=_identity(record),
        epoch=epoch,
        since=since,
        handle=_handle(record, task),
        reply_to=_named(shift, task, payload.reply_to),
        quote=_named(shift, task, payload.quote),
    )
    if task.purpose == "publish":
        identity = adapter.identify(parcel)
        if not isinstance(identity, Identity):
            shift.trouble(task.channel.id, refusal_words(identity))
            return None
        bound = {"reply_to": parcel.reply_to, "quote": parcel.quote}
        parcel = parcel.model_copy(update={"identity": identity.model_copy(update=bound)})
    claim = _entry(shift, task, parcel, now=now)
    tree = shift.desk.tree
    return Errand(
        task,
        claim,
        adapter,
        parcel,
        tree,
        media=_media(shift, task),
        begun=begun,
        live=task.steps,
        part=_start(task),
    )


def _start(task: Task) -> int:
    """The part that is next: after those that are live, the first for an edit, the last for a removal."""
    if task.purpose == "edit":
        return task.steps[0].part
    return task.steps[-1].part if task.purpose == "remove" else len(task.steps) + 1


def _entry(shift: Shift, task: Task, parcel: Parcel, *, now: datetime) -> Entry:
    lease: timedelta = shift.settings.policy.lease
    at = task.variant.publish_at if task.variant else None
    approval = task.evidence.evidence if isinstance(task.evidence, Approved) else None
    return Entry(
        key=task.key,
        state=State.CLAIMED,
        number=0,
        at=now,
        actor=shift.world.actor,
        run=shift.world.run,
        nonce=shift.world.nonce(),
        main=shift.desk.commit,
        blobs=task.post.blobs if task.post else (),
        publish_at=at,
        due_at=at,
        late_s=max(0, int((now - at).total_seconds())) if at and task.purpose == "publish" else None,
        payload_sha256=task.digest or (task.record.claim.payload_sha256 if task.record.claim else None),
        text_sha256=task.text or None,
        approval=dict(approval) if approval else None,
        account=shift.accounts.get(task.channel.id),
        for_=task.purpose,
        epoch=parcel.epoch,
        lease_until=now + lease,
        identity=parcel.identity,
        steps=task.steps,
        reason=task.reason,
    )


def _epoch(record: Record, task: Task) -> int:
    """Grows only when the payload is another than the last one claimed, which is proven absent by then."""
    published = [e for e in record.entries if e.state is State.CLAIMED and e.for_ == "publish"]
    if not published:
        return 1
    same = task.purpose != "publish" or published[-1].payload_sha256 == task.digest
    return published[-1].epoch if same else published[-1].epoch + 1


def _identity(record: Record) -> Identity:
    return record.first_claim.identity or Identity() if record.first_claim else Identity()


def _handle(record: Record, task: Task) -> str | None:
    """The handle that the ledger kept of an earlier claim of the same payload."""
    last = record.last
    return last.handle if last and last.payload_sha256 == task.digest else None


def _payload(shift: Shift, task: Task) -> Payload:
    """What is sent; a removal needs no more of it than the account."""
    if task.post and task.variant:
        return shift.desk.payload(task.post, task.variant)[0]
    return bare_payload(task.channel)


def bare_payload(channel: Channel) -> Payload:
    """A payload that names the account alone, for what is only read or removed."""
    account = channel.account or channel.handle
    return Payload(network=channel.network, account=account, format="post", language=channel.language or "en")


def _named(shift: Shift, task: Task, name: str | None) -> Remote | None:
    """The live object that `reply_to` or `quote` names by a post id; None for addresses and nothing."""
    if not name or "/" in name:
        return None
    return shift.book.record(key_of(shift.settings, shift.book, name, task.channel.id)).first_live


def _media(shift: Shift, task: Task) -> dict[str, str]:
    """SHA-256 -> path of every file that the variant sends."""
    if task.variant is None:
        return {}
    items, card = task.variant.media, task.variant.card
    files = [item.file for item in items if item.file] + [item.cover for item in items if item.cover]
    files += [file for item in items for _, file in item.captions]
    files += [card.image] if card and card.image else []
    return {shift.desk.sha256(file): file.path for file in files}
