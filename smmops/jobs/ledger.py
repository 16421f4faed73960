"""The ledger by hand: begin it, look, decide what is unknown, replay a recovery file, start again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from smmops.jobs.publish.record import Saved, save
from smmops.jobs.publish.shift import Shift
from smmops.jobs.publish.tick import start, unreadable
from smmops.ledger import checkpoint
from smmops.ledger.book import Book, Record
from smmops.ledger.branch import Draft
from smmops.ledger.format import mark
from smmops.ledger.paths import checkpoint_path
from smmops.ledger.recovery import replayed
from smmops.ledger.verify import newest_checkpoint
from smmops.model.entry import Entry, Step
from smmops.model.message import msg
from smmops.model.outcome import Remote
from smmops.model.ports import Landed, RemoteError, Tips
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.model.world import World
from smmops.plan.scene import key_of

README = b"""# Ledger

Written by smmops alone, one new file a transition, never changed.
`smmops ledger show` reads it.
"""


def init(world: World, brand: str) -> str:
    """Makes the state branch and the seal, once; gives the first commit.

    SmmopsError (1) where a ledger, a seal or a checkpoint of this brand is there.
    """
    tips = _tips(world)
    if tips.state and tips.seal:
        raise SmmopsError(
            msg("there is a ledger already"),
            msg("nothing is to do; every brand of the repository writes to the same branch"),
            exit_code=1,
        )
    if tips.seal or newest_checkpoint(tips, brand):
        raise SmmopsError(
            msg("there was a ledger: its seal or a checkpoint is still there"),
            msg("`smmops ledger restored --live` starts again from it"),
            exit_code=1,
        )
    return _landed(world, _empty(brand), "ledger begun", base=None)


def _empty(brand: str) -> Mapping[str, bytes]:
    path, content = mark(brand)
    return {"README.md": README, path: content}


def _tips(world: World) -> Tips:
    try:
        return world.git.fetch()
    except RemoteError as lost:
        raise unreadable(lost) from lost


def _landed(world: World, files: Mapping[str, bytes], note: str, *, base: str | None) -> str:
    try:
        result = world.git.found(files, note, base=base)
    except RemoteError as lost:
        raise unreadable(lost) from lost
    if isinstance(result, Landed):
        return result.tip
    raise SmmopsError(
        msg("the state branch could not be made: {why}", why=result.reason),
        msg("run the command again; it tells whether the branch is there by now"),
    )


def show(world: World, *, post: str | None = None) -> tuple[Book, tuple[Record, ...]]:
    """The verified ledger and its records, all or those of one post, by key."""
    shift = start(world)
    records = (r for key, r in sorted(shift.book.records.items()) if post is None or _of(key, post))
    return shift.book, tuple(records)


def _of(key: str, post: str) -> bool:
    rest = key.partition("/")[2]
    return rest.partition(".")[0] == post or rest == post or key == post


Decided = Literal["live", "absent", "give-up", "keep"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a key. `id` is the network's id or the address, for `live` and `keep`.

    `nonce` must be that of the key's last entry: it proves that the person looked at what stands there now.
    """

    key: str
    kind: Decided
    nonce: str
    id: str | None = None
    reason: str = ""


def resolve(world: World, decision: Decision) -> Entry:
    """Writes a person's decision about a key that is unknown, in conflict, asked for, or does not fold."""
    shift = start(world)
    key = _full_key(shift, decision.key)
    record = shift.book.record(key)
    last = _decidable(shift, record, decision)
    entry = _decided(shift, record, last, decision)
    saved = save(shift, [Draft(entry, len(record.entries))], seal=True)
    if not saved or not saved.entries:
        raise SmmopsError(
            msg("the decision was not written: the ledger changed meanwhile or cannot be reached"),
            msg("look again with `smmops ledger show {key}`", key=key),
        )
    return saved.entries[0]


def _full_key(shift: Shift, key: str) -> str:
    """`post.channel` as a full key; a full key stays."""
    if "/" in key:
        return key
    post, _, channel = key.partition(".")
    return key_of(shift.settings, shift.book, post, channel)


def _decidable(shift: Shift, record: Record, decision: Decision) -> Entry:
    """The key's last entry, when a person may decide about it now."""
    last = record.last
    look = msg("`smmops ledger show {key}` shows what stands there", key=record.key)
    if last is None:
        raise SmmopsError(msg("the ledger knows no {key}", key=record.key), look, exit_code=64)
    if last.nonce and decision.nonce != last.nonce:
        raise SmmopsError(msg("the nonce is not that of the last entry"), look, exit_code=64)
    margin = shift.settings.policy.lease_margin
    if record.open and not record.lease_over(shift.now(), margin=margin):
        until = record.claim.lease_until if record.claim else None
        end = f"{until + margin:%H:%M:%S} UTC" if until else ""
        raise SmmopsError(
            msg("a run may still be at work on it until {end}", end=end), msg("wait until then")
        )
    allowed: dict[Decided, frozenset[State]] = {
        "live": frozenset({State.UNKNOWN, State.ASKED, State.SENDING}),
        "absent": frozenset({State.UNKNOWN, State.SENDING, State.REMOVAL_NEEDED}),
        "give-up": frozenset({State.UNKNOWN, State.SENDING, State.REJECTED, State.CONFLICT}),
        "keep": frozenset({State.CONFLICT}),
    }
    if not record.broken and last.state not in allowed[decision.kind]:
        raise SmmopsError(
            msg(
                "{key} is {state}; --{kind} does not apply",
                key=record.key,
                state=last.state,
                kind=decision.kind,
            ),
            look,
            exit_code=64,
        )
    return last


def _decided(shift: Shift, record: Record, last: Entry, decision: Decision) -> Entry:
    base = last.but(
        at=shift.now(),
        actor=shift.world.actor,
        run=shift.world.run,
        nonce=shift.world.nonce(),
        approval=None,
        lease_until=None,
        reason=decision.reason or None,
        proof=f"decided by {shift.world.actor}",
        mends=record.broken is not None,
        first_comment=None,
        steps=record.steps,
    )
    match decision.kind:
        case "give-up":
            return base.but(state=State.REJECTED, class_="given-up")
        case "absent" if last.for_ == "remove" or last.state is State.REMOVAL_NEEDED:
            return _gone(record, last, base)
        case "absent":
            return base.but(
                state=State.PARTIAL if record.steps and last.for_ == "publish" else State.RELEASED
            )
        case "live" if last.for_ == "remove":
            return base.but(state=State.RELEASED)
        case "live" if last.for_ == "edit":
            return base.but(state=State.EDITED, remote=record.steps[0].remote)
        case "live" | "keep":
            return _stands(record, last, base, decision)


def _gone(record: Record, last: Entry, base: Entry) -> Entry:
    """A removal that had its effect: the part in doubt is gone, or all of what a person was asked to delete."""
    everything = last.state is State.REMOVAL_NEEDED
    left = () if everything else tuple(step for step in record.steps if step.part != (last.part or 1))
    return base.but(state=State.PARTIAL if left else State.REMOVED, for_="remove", steps=left)


def _stands(record: Record, last: Entry, base: Entry, decision: Decision) -> Entry:
    """The receipt that a person gives: the part in doubt is live under this id or address."""
    if not decision.id:
        raise SmmopsError(msg("which post it is was not said"), msg("give its id or address"), exit_code=64)
    known = {step.remote.id: step.remote for step in record.steps}
    known |= {last.remote.id: last.remote} if last.remote else {}
    url = decision.id if decision.id.startswith("https://") else None
    remote = known.get(decision.id) or Remote(id=decision.id, url=url, at=base.at)
    part = 1 if decision.kind == "keep" or last.state is State.ASKED else last.part or 1
    kept = [step for step in record.steps if step.part != part]
    steps = tuple(sorted([*kept, Step(part=part, remote=remote)], key=lambda step: step.part))
    return base.but(state=State.PUBLISHED, for_="publish", steps=steps, remote=steps[0].remote)


def recover(world: World, content: bytes) -> Saved:
    """Writes the receipts of a recovery file, by the rules of every receipt; may be run twice."""
    shift = start(world)
    saved = save(shift, replayed(content, shift.brand), seal=True)
    if saved is None:
        raise SmmopsError(
            msg("the state branch cannot be written"),
            msg("keep the recovery file and try again when the remote can be reached"),
        )
    return saved


def restored(world: World, brand: str) -> tuple[str, int]:
    """Starts a lost state branch again at the seal, else the newest checkpoint, else empty.

    Gives the commit it starts at and how many keys that were due and have no entry are `held` now.
    SmmopsError (1) while a state branch is there: it is evidence, and is moved away by a person.
    """
    tips = _tips(world)
    if tips.state and tips.seal and world.git.is_ancestor(tips.seal, tips.state):
        raise SmmopsError(msg("the ledger is there and whole"), msg("nothing is to restore"), exit_code=1)
    if tips.state:
        raise SmmopsError(
            msg("a state branch is there that does not continue the seal"),
            msg(
                "keep it as evidence under another name, then run this again: "
                "`git push origin refs/remotes/origin/smmops-state:refs/heads/smmops-state-broken :smmops-state`"
            ),
            exit_code=1,
        )
    base = tips.seal or newest_checkpoint(tips, brand)
    tip = _landed(world, _first_files(world, tips, brand, base), "ledger restored", base=base)
    return tip, _hold_due(world)


def _first_files(world: World, tips: Tips, brand: str, base: str | None) -> Mapping[str, bytes]:
    if base is None:
        return _empty(brand)
    now, there = world.clock.now(), world.git.tree(base, brand).blobs()
    while checkpoint_path(brand, now) in there:  # the one that was lost was of this very second
        now += timedelta(seconds=1)
    book = Book(base)
    return {checkpoint_path(brand, now): checkpoint.content(book, main=tips.main or "", now=now, rest=None)}


def _hold_due(world: World) -> int:
    """`held` for every key that was due and has no entry: nobody knows whether it went out."""
    shift = start(world)
    now, drafts = shift.now(), list[Draft]()
    reason = "the ledger was lost: look whether it went out, then give it a new time or leave it"
    for post in shift.desk.workspace.posts.values():
        for variant in post.variants:
            if variant.channel not in shift.settings.channels or not variant.publish_at:
                continue
            key = key_of(shift.settings, shift.book, post.id, variant.channel)
            if variant.publish_at <= now and not shift.book.record(key).entries:
                entry = Entry(
                    key=key,
                    state=State.HELD,
                    number=0,
                    at=now,
                    actor=world.actor,
                    run=world.run,
                    nonce=world.nonce(),
                    main=shift.desk.commit,
                    publish_at=variant.publish_at,
                    class_="late",
                    reason=reason,
                )
                drafts.append(Draft(entry, 0))
    if drafts and save(shift, drafts, seal=True) is None:
        raise SmmopsError(msg("the held posts could not be written"), msg("run this again"))
    return len(drafts)
