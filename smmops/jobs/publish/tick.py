"""One tick, from step 0 to step 9 of the protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from smmops.jobs.publish.claim import take
from smmops.jobs.publish.desk import Desk
from smmops.jobs.publish.fence import look
from smmops.jobs.publish.notes import written_note
from smmops.jobs.publish.observe import observe
from smmops.jobs.publish.past import same_main
from smmops.jobs.publish.quiet import quiet, rest_of
from smmops.jobs.publish.reconcile import reconcile, words
from smmops.jobs.publish.record import save
from smmops.jobs.publish.send import send
from smmops.jobs.publish.shift import SKEW, Shift
from smmops.ledger import checkpoint
from smmops.ledger.book import Book
from smmops.ledger.branch import Draft, PushError, read
from smmops.ledger.verify import verify
from smmops.model.entry import Entry, Purpose
from smmops.model.message import Message, msg
from smmops.model.ports import RemoteError, Tips
from smmops.model.problem import SmmopsError
from smmops.model.world import World
from smmops.plan.due import due
from smmops.plan.pace import paced
from smmops.plan.scene import Decision, Note, Scene, Stop, Task, Wait
from smmops.plan.twins import without_twins

TRIES = 5
"""How often a claim that met other claims of the same keys is decided anew."""


@dataclass(frozen=True)
class Ticked:
    """What a tick did, and what it leaves.

    `written` are the entries it pushed, `decisions` what it saw last, `troubles` what it could not do
    (key or channel, why), `standing` what waited for a person before, `stops` the freezes that go on. `rested`:
    the newest checkpoint says that nothing can be due, so nothing was looked at.
    """

    exit_code: int
    written: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    troubles: tuple[tuple[str, Message], ...] = ()
    standing: tuple[tuple[str, Message], ...] = ()
    stops: tuple[Stop, ...] = ()
    rested: bool = False


def tick(world: World, *, live: bool, only: Purpose | None = None, full: bool = False) -> Ticked:
    """Reconciles what is open, then publishes what is due; without `live` it only says what it would do.

    `only` bounds it to one purpose (a takedown removes, and starts nothing else). With `full` it reads everything,
    also where the newest checkpoint says that nothing can be due.
    SmmopsError where nothing can be decided: no remote or forge (75), an untrusted ledger (75), no token of the
    forge (1), broken settings (1).
    """
    offset = _offset(world)
    try:
        tips = world.git.fetch()
        if only is None and not full and quiet(world, tips, world.clock.now() + offset):
            world.forge.ready()
            return Ticked(130 if world.stopped() else 0, rested=True)
    except RemoteError as lost:
        raise unreadable(lost) from lost
    shift = start(world, tips=tips, offset=offset)
    if only is None:  # a takedown asks nobody who approved, and must work while the forge is down
        world.forge.ready()
        same_main(shift)
    standing = words(tuple(shift.book.records.values()))
    try:
        if live:
            reconcile(shift)
            _publish(shift, only)
            if only is None:
                observe(shift)
            _checkpoint(shift, whole=only is None)
        else:
            shift.decisions = _foreseen(shift)
    except RemoteError as lost:
        raise unreadable(lost) from lost
    code = 130 if world.stopped() else 75 if shift.troubles else 0
    return Ticked(
        code,
        tuple(shift.written),
        tuple(shift.decisions),
        tuple(shift.troubles),
        standing,
        tuple(stop for stop in shift.desk.stops(shift.book.orders) if stop.end is None),
    )


def unreadable(lost: RemoteError) -> SmmopsError:
    """What it means for a person that the remote cannot be read (75)."""
    return SmmopsError(
        msg("the repository cannot be read: {why}", why=str(lost)),
        msg("check the network and the remote; nothing is lost, the next tick goes on"),
    )


def start(world: World, *, tips: Tips | None = None, offset: timedelta | None = None) -> Shift:
    """Fresh refs, a trusted ledger, a clock that agrees with the forge's; SmmopsError where one is not to be had.

    `tips` and `offset` are given where they were asked for already.
    """
    known = _offset(world) if offset is None else offset
    try:
        shift = _opened(world, tips or world.git.fetch())
    except RemoteError as lost:
        raise unreadable(lost) from lost
    shift.offset = known
    return shift


def _offset(world: World) -> timedelta:
    """What the forge's clock is ahead of ours; nothing where it has none."""
    theirs = world.forge.now()
    offset = theirs - world.clock.now() if theirs else timedelta()
    if abs(offset) > SKEW:
        raise SmmopsError(
            msg(
                "this machine's clock and the forge's are {seconds} s apart",
                seconds=int(abs(offset).total_seconds()),
            ),
            msg("set the clock; nothing was published"),
        )
    return offset


def _opened(world: World, tips: Tips) -> Shift:
    if tips.main is None:
        raise SmmopsError(msg("the main branch is not there"), msg("check `main_branch` and the remote"))
    desk = Desk(world, tips.main)
    brand = desk.settings.id
    tip = verify(world.git, tips, brand)
    return Shift(world, brand, desk, read(world.git, tip, brand))


def _publish(shift: Shift, only: Purpose | None) -> None:
    """Claims and sends until nothing more is due, the run's limit is reached, or the branch cannot be won."""
    lost = sent = 0
    tried: dict[str, int] = {}
    while not shift.world.stopped():
        scene = shift.desk.scene(shift.book, shift.now())
        tasks = _agreed(shift, scene, only=only, room=scene.settings.policy.safety.max_a_run - sent)
        if shift.book.tip != scene.book.tip:
            continue  # writing notes showed a newer ledger: a claim is pushed only against the one it was decided on
        tasks = [task for task in tasks if tried.get(task.key, 0) < TRIES]
        if not tasks:
            return
        before = shift.book
        try:
            errands = take(shift, tasks)
        except PushError as doubt:
            shift.trouble("ledger", msg("whether the claim stands cannot be asked: {why}", why=str(doubt)))
            return
        if errands is None:
            lost += _contested(tasks, before, shift.book)
            if lost > TRIES:
                shift.trouble("ledger", msg("other runs took the claims {count} times", count=lost))
                return
            shift.world.clock.sleep(shift.world.jitter())
            reconcile(shift)
        elif not errands:
            return
        else:
            sent += len(errands)
            for errand in errands:
                tried[errand.key] = tried.get(errand.key, 0) + 1
            send(shift, errands)
        if not _refresh(shift):
            return


def _contested(tasks: Sequence[Task], before: Book, after: Book) -> bool:
    """Whether the branch moved by one of our keys: only that counts as a lost try."""
    return any(len(before.record(t.key).entries) != len(after.record(t.key).entries) for t in tasks)


def _refresh(shift: Shift) -> bool:
    """Main and the ledger as they are now; False when they cannot be read."""
    desk = look(shift)
    if desk is not None:
        shift.desk = desk
    return desk is not None


def _agreed(shift: Shift, scene: Scene, *, only: Purpose | None, room: int) -> list[Task]:
    """The tasks that may be claimed now; what is only written (`held`, `missed`, …) is written here."""
    decisions = [d for d in due(scene) if only is None or _is(d, only)]
    shift.looked, shift.wanted = scene.now, bool(decisions)
    wanted = [d for d in decisions if isinstance(d, Task) and shift.adapter(d.channel) is not None]
    judged = without_twins(wanted, scene, accounts=shift.accounts)
    go, wait = paced([d for d in judged if isinstance(d, Task)], scene)
    notes = [d for d in (*decisions, *judged) if isinstance(d, Note)]
    shift.decisions = (*(d for d in decisions if isinstance(d, Wait)), *wait, *notes, *go)
    if notes:
        drafts = [Draft(written_note(shift, note), len(note.record.entries)) for note in notes]
        save(shift, drafts, seal=True)
    if len(go) > room:
        shift.decisions = (*shift.decisions, *(_over(task) for task in go[max(0, room) :]))
    return list(go[: max(0, room)])


def _is(decision: Decision, only: Purpose) -> bool:
    if isinstance(decision, Note):
        return only == "remove" and decision.state in ("cancelled", "removal-needed")
    return isinstance(decision, Task) and decision.purpose == only


def _over(task: Task) -> Wait:
    return Wait(task.key, msg("this run has sent as many as one run may"), "later", task.post, task.variant)


def _foreseen(shift: Shift) -> tuple[Decision, ...]:
    """What a live tick would do now; asks no network, so the accounts are those of the last claims."""
    scene = shift.desk.scene(shift.book, shift.now())
    decisions = due(scene)
    accounts = {channel: f"?{channel}" for channel in shift.settings.channels}
    for record in shift.book.records.values():
        if record.claim and record.claim.account:
            accounts[record.key.rpartition(".")[2]] = record.claim.account
    judged = without_twins([d for d in decisions if isinstance(d, Task)], scene, accounts=accounts)
    go, wait = paced([d for d in judged if isinstance(d, Task)], scene)
    rest = [d for d in decisions if not isinstance(d, Task)]
    return (*rest, *(d for d in judged if isinstance(d, Note)), *wait, *go)


def _checkpoint(shift: Shift, *, whole: bool) -> None:
    """Anchors the ledger once a day; a branch that moved is anchored by the next tick.

    It speaks of what is to come only where this tick looked at the `whole`.
    """
    if shift.world.stopped():
        return
    try:
        tips = shift.world.git.fetch()
        now, main, git = shift.now(), shift.desk.commit, shift.world.git
        if tips.state == shift.book.tip and checkpoint.is_due(git, tips, shift.brand, main=main, now=now):
            rest = rest_of(shift) if whole else None
            held = checkpoint.content(shift.book, main=main, now=now, rest=rest)
            checkpoint.write(git, shift.book, brand=shift.brand, now=now, held=held)
    except RemoteError as lost:
        shift.trouble("ledger", msg("the checkpoint could not be written: {why}", why=str(lost)))
