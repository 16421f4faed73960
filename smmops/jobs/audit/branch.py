"""The state branch: proven append-only, by its own history, by its anchors, and by the clocks of both sides."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smmops.jobs.audit.codes import entry_file, gap
from smmops.jobs.audit.past import EVERYTHING, Past
from smmops.ledger.book import Book, Record
from smmops.ledger.paths import entry_at
from smmops.model.audit import Proof
from smmops.model.entry import Entry
from smmops.model.message import Message, msg
from smmops.model.ports import Commit, Touch
from smmops.model.problem import Problem
from smmops.model.settings import Settings
from smmops.model.state import RECEIPTS, State
from smmops.store.git import GitRepository
from smmops.store.git_seen import Seen

SKEW = timedelta(seconds=60)
"""Clocks may be this far apart: publish refuses more."""
_UNANCHORED = timedelta(days=2)
"""A ledger younger than this need not have a checkpoint: they are made daily."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The state branch's history. `born` maps each of the brand's files to the commit that brought it."""

    name: str
    tip: str
    commits: Sequence[Commit]
    touches: Sequence[Touch]
    born: Mapping[str, Commit]

    @property
    def files(self) -> int:
        """How many files of the brand the history ever held."""
        return len(self.born)


def walked(git: GitRepository, seen: Seen, *, name: str, brand: str) -> Branch:
    """One walk over the branch, oldest first."""
    assert seen.state is not None
    commits = tuple(reversed(git.commits(seen.state)))
    touches = [t for t in reversed(git.touches(seen.state, EVERYTHING)) if t.path.startswith(f"{brand}/")]
    born: dict[str, Commit] = {}
    for touch in touches:
        born.setdefault(touch.path, touch.commit)
    return Branch(name, seen.state, commits, touches, born)


def proof_of(branch: Branch, seen: Seen) -> Proof:
    """What the proof rests on, for the report."""
    times = [commit.at for commit in branch.commits]
    marks = [touch.commit.at for touch in branch.touches if "/checkpoints/" in touch.path]
    return Proof(
        commits=len(branch.commits),
        files=branch.files,
        first=times[0] if times else None,
        last=times[-1] if times else None,
        anchors=len(seen.anchors),
        checkpoints=len(seen.checkpoints),
        first_checkpoint=min(marks, default=None),
    )


def unappended(git: GitRepository, branch: Branch, seen: Seen) -> Iterator[Problem]:
    """Whatever is not append-only: files that changed or went, commits that anchors hold and the branch does not."""
    yield from _changed(branch)
    yield from _joined(branch)
    chain = {commit.oid for commit in branch.commits}
    for name, commit in seen.anchors:
        if commit not in chain and not git.is_ancestor(commit, branch.tip):
            yield gap(
                "SMM450",
                branch.name,
                msg(
                    "the branch does not hold {commit}, which {anchor} names", commit=commit[:10], anchor=name
                ),
                msg(
                    "find out who forced it; `git log {commit}` shows what was there before",
                    commit=commit[:10],
                ),
            )
    if seen.seal is None:
        yield gap(
            "SMM469",
            branch.name,
            msg("there is no branch smmops-seal, so a rewritten ledger could not be told from the true one"),
            msg("fetch it, or find out who removed it; `smmops ledger restored --live` makes it again"),
        )
    span = branch.commits[-1].at - branch.commits[0].at
    if not seen.checkpoints and span > _UNANCHORED:
        yield gap(
            "SMM469",
            branch.name,
            msg("no checkpoint tag anchors it, and it is {days} days long", days=span.days),
            msg("fetch the tags with `git fetch --tags`, or find out who removed them"),
        )


def _joined(branch: Branch) -> Iterator[Problem]:
    """Merges: smmops writes this branch in one line."""
    for commit in branch.commits:
        if len(commit.parents) > 1:
            yield gap(
                "SMM475",
                branch.name,
                msg("commit {commit} merges another history into it", commit=commit.oid[:10]),
                msg(
                    "find out what it brought: `git show -m {commit}`; ask {who}",
                    commit=commit.oid[:10],
                    who=commit.committer,
                ),
            )


def _changed(branch: Branch) -> Iterator[Problem]:
    there: set[str] = set()
    for touch in branch.touches:
        if touch.path in there:
            values = {
                "commit": touch.commit.oid[:10],
                "at": f"{touch.commit.at:%Y-%m-%d %H:%M} UTC",
                "who": touch.commit.committer,
            }
            yield gap(
                "SMM451" if touch.blob else "SMM452",
                touch.path,
                msg("commit {commit} changed it after it was written ({at}, {who})", **values)
                if touch.blob
                else msg("commit {commit} removed it after it was written ({at}, {who})", **values),
                msg(
                    "`git show {commit}` shows both; what stood first is what happened",
                    commit=values["commit"],
                ),
            )
        there.add(touch.path)


def misdated(branch: Branch, book: Book, past: Past, *, settings: Settings) -> Iterator[Problem]:
    """Entries whose times do not agree with the commit that brought them, with each other, or with main."""
    for before, after in zip(branch.commits, branch.commits[1:], strict=False):
        if after.at < before.at - SKEW:
            yield gap(
                "SMM453",
                branch.name,
                msg(
                    "commit {commit} says {at}, which is before its parent's {before}",
                    commit=after.oid[:10],
                    at=_utc(after.at),
                    before=_utc(before.at),
                ),
                msg("find out whose clock that was: {who}", who=after.committer),
            )
    slack = max(settings.policy.lease, timedelta(minutes=20)) + settings.policy.lease_margin
    for record in book.records.values():
        yield from _misdated(record, branch, past, slack=slack)


def _misdated(record: Record, branch: Branch, past: Past, *, slack: timedelta) -> Iterator[Problem]:
    before: datetime | None = None
    claims: dict[str | None, Entry] = {}
    for entry in record.entries:
        path = entry_file(entry)
        if entry.state is State.CLAIMED:
            claims[entry.nonce] = entry
        wrong = _wrong(entry, before, branch.born.get(path), past, slack=slack)
        if wrong and _recovered(entry, claims.get(entry.nonce), branch.born.get(path)):
            yield gap("SMM476", path, wrong, msg("ask {who} whether he replayed it", who=entry.actor))
        elif wrong:
            yield gap("SMM453", path, wrong, msg("it was dated by hand: ask {who}", who=entry.actor))
        before = entry.at


def _recovered(entry: Entry, claim: Entry | None, commit: Commit | None) -> bool:
    """Whether a receipt that came late was written while its own claim ran: a recovery file was replayed."""
    if claim is None or claim.lease_until is None or commit is None or entry.at > commit.at + SKEW:
        return False
    return entry.state in RECEIPTS and claim.at - SKEW <= entry.at <= claim.lease_until + SKEW


def _wrong(
    entry: Entry, before: datetime | None, commit: Commit | None, past: Past, *, slack: timedelta
) -> Message | None:
    """Why an entry's time cannot be true; an entry is pushed soon after it was made, and never before."""
    at = _utc(entry.at)
    if commit and not commit.at - slack <= entry.at <= commit.at + SKEW:
        return msg("it says {at}, and its commit is of {other}", at=at, other=_utc(commit.at))
    if before and entry.at < before - SKEW:
        return msg("it says {at}, and the entry before it {other}", at=at, other=_utc(before))
    main = past.position.get(entry.main or "")
    if main is not None and entry.at < past.commits[main].at - SKEW:
        other = _utc(past.commits[main].at)
        return msg("it says {at}, and the commit of main that it judged is of {other}", at=at, other=other)
    live = (
        [step.remote.at for step in entry.steps if step.remote.at] if entry.state is State.PUBLISHED else []
    )
    if live and entry.at < max(live) - slack:
        return msg("it says {at}, and the network dates it {other}", at=at, other=_utc(max(live)))
    return None


def misfits(book: Book) -> Iterator[Problem]:
    """Keys whose entries do not follow from each other, and files that are no entries."""
    for key, record in book.records.items():
        if record.broken:
            yield gap(
                "SMM454",
                key,
                msg("its entries do not follow from each other: {why}", why=record.broken),
                msg("`smmops ledger show {key}` shows them; compare with the history of the branch", key=key),
            )
    for path in book.stray:
        yield gap(
            "SMM454",
            path,
            msg("it stands in the ledger and is no entry"),
            msg("find out who put it there: `git log` of the state branch names the commit"),
        )


def uncounted(git: GitRepository, branch: Branch) -> Iterator[Problem]:
    """Checkpoints that do not tell what the branch held when they were written."""
    entries, paths = 0, {touch.path: touch.blob for touch in branch.touches}
    marks = [path for path in branch.born if "/checkpoints/" in path and paths[path]]
    texts = dict(zip(marks, git.contents([str(paths[path]) for path in marks]), strict=True))
    for touch in branch.touches:
        entries += entry_at(touch.path) is not None and branch.born[touch.path] is touch.commit
        if touch.path not in texts or branch.born[touch.path] is not touch.commit:
            continue
        told, count = _told(texts[touch.path])
        parent = touch.commit.parents[0] if touch.commit.parents else ""
        if told != parent or count not in (0, entries):
            yield gap(
                "SMM455",
                touch.path,
                msg(
                    "it counts {told} entries at {tip}; the branch had {count} at {parent}",
                    told=count,
                    tip=told[:10],
                    count=entries,
                    parent=parent[:10],
                ),
                msg(
                    "look at what was there before: `git log {tip}`, where a clone still has it",
                    tip=told[:10],
                ),
            )


def _told(content: bytes) -> tuple[str, int]:
    try:
        fields = json.loads(content)
        return str(fields["tip"]), int(fields["entries"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "", -1


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
