"""Base against head: everything that merging would do. Pure; the clock and the ledger are given."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from smmops.ledger.book import Book
from smmops.model.message import msg
from smmops.model.plan import Change, Effect, FileChange, Inputs, Plan
from smmops.plan.blocked import stops
from smmops.plan.case import Ground
from smmops.plan.compare import changes_of
from smmops.plan.digest import Touched, digest_of
from smmops.plan.drift import drift_of
from smmops.plan.guards import guards_of
from smmops.plan.money import money_of
from smmops.plan.needs import guarded, needs_of_file
from smmops.plan.pairs import broken_anew, pairs
from smmops.plan.risk import hosts_of
from smmops.plan.side import Side
from smmops.store.kinds import Kind, kind_of


def review(
    base: Side,
    head: Side,
    *,
    book: Book | None,
    now: datetime,
    best: str = "merged",
) -> Plan:
    """What merging `head` into `base` does. Only posts whose closure differs are looked at.

    `book` None: nothing is known of what was published. `best` is the strongest approval level of the forge.
    Both sides' smmops.yaml must be readable (the base's
    may be missing).
    """
    settings = head.workspace.settings
    assert settings is not None
    hosts = hosts_of(base)
    ground = Ground(base, head, book, now, best, hosts)
    found = pairs(base, head)
    changes = sorted((change for pair in found for change in changes_of(ground, pair)), key=_order)
    touched = touched_between(base, head)
    guards = guards_of(base, head, changes, now=now, touched=[path for path, _, _ in touched])
    plan = Plan(
        inputs=Inputs(
            brand=settings.id,
            folder=head.workspace.folder,
            base=base.commit,
            head=head.commit,
            ledger=book.tip if book else None,
            now=now,
            language=settings.language,
            timezone=settings.timezone,
        ),
        changes=tuple(changes),
        files=tuple(_files(base, head, touched, best)),
        money=money_of(base.workspace, head.workspace),
        guards=guards,
        drift=drift_of(book),
        stops=tuple(stops(head.workspace, book.orders if book else ())),
        silenced=sum(len(pair.after.allows) for pair in found if pair.after),
    )
    return replace(plan, digest=digest_of(plan, touched))


def acknowledged(plan: Plan, names: Collection[str]) -> Plan:
    """The plan with the guards of these names answered for; its digest stays."""
    guards = tuple(replace(guard, acknowledged=guard.id in names) for guard in plan.guards)
    return replace(plan, guards=guards)


def concerned(base: Side, head: Side) -> frozenset[str]:
    """Ids of posts whose ledger entries a review asks for: those that differ, and those that these answer."""
    found: set[str] = set()
    for pair in pairs(base, head):
        for post in (pair.before, pair.after):
            if post is not None:
                found.add(post.id)
                found.update(name for v in post.variants for name in (v.reply_to, v.quote) if name)
    return frozenset(found)


def touched_between(base: Side, head: Side) -> Touched:
    """(path, blob before, blob after) of every file of the brand that differs, sorted."""
    home = head.home
    paths = sorted(path for path in base.blobs.keys() | head.blobs.keys() if path.startswith(home))
    sides = ((path, base.oid(path), head.oid(path)) for path in paths)
    return tuple((path, old, new) for path, old, new in sides if old != new)


def _order(change: Change) -> tuple[datetime, str, str, str]:
    """By time, channel and post: never by the order of files."""
    return (change.when or datetime.max.replace(tzinfo=UTC), change.channel, change.post, change.action)


def _files(base: Side, head: Side, touched: Touched, best: str) -> Iterator[FileChange]:
    """Files that are no posts and no media; posts that cannot be used stand here too, with the file to mend."""
    broken = {path: post for post, path in broken_anew(base, head)}
    for path, old, new in touched:
        inside = path.removeprefix(head.home)
        kind = kind_of(inside)
        name = kind.name if isinstance(kind, Kind) else "other"
        wrong = new is not None and _unusable(head, path)
        says = (msg("it has errors: run `smmops check`"),) if wrong or path in broken else ()
        if name == "post" and not says:
            continue
        if name == "other" and inside.startswith("content/media/"):
            continue
        effect: Effect = "added" if old is None else "removed" if new is None else "changed"
        asks = name != "other" or guarded(inside)
        needs = needs_of_file(base, head, path, best=best) if asks else None
        yield FileChange(path, name, effect, needs, says)


def _unusable(head: Side, path: str) -> bool:
    document = head.workspace.documents.get(path)
    return document is not None and document.front is None
