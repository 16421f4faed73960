"""An audit: both branches read once, the evidence of each publication made again, and every gap said."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from smmops.jobs.audit import branch as proving
from smmops.jobs.audit.changes import landed
from smmops.jobs.audit.codes import gap
from smmops.jobs.audit.evidence import Bench, Made, examined, sendings
from smmops.jobs.audit.past import Past
from smmops.jobs.audit.rows import doubts, first_sent, is_publication, open_gaps, row
from smmops.jobs.audit.stops import sent_meanwhile, standing, stops
from smmops.ledger.book import Book, Record
from smmops.ledger.branch import read
from smmops.ledger.paths import entry_at
from smmops.model.audit import Audit, Frozen, Landed, Publication, Sample
from smmops.model.message import msg
from smmops.model.ports import Forge
from smmops.model.problem import Problem, SmmopsError
from smmops.model.settings import Settings
from smmops.model.world import World
from smmops.store.git import GitRepository
from smmops.store.git_seen import Seen


@dataclass(frozen=True, slots=True)
class Asked:
    """What an audit is asked for. `start` and `end` are days of the workspace's time zone, both included.

    `sample` publications are drawn by `seed`; None: all. `forge` None: only what lies in the clone is looked at.
    """

    start: date | None = None
    end: date | None = None
    sample: int | None = None
    seed: str = "1"
    online: bool = False

    def covers(self, at: datetime | None, zone: ZoneInfo) -> bool:
        """Whether an instant lies in the period; what has no time is always in it."""
        if at is None:
            return True
        day = at.astimezone(zone).date()
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Ground:
    """What an audit stands on: the clone, what it knows of the remote, and the brand's settings."""

    world: World
    git: GitRepository
    seen: Seen
    settings: Settings
    past: Past
    book: Book
    branch: proving.Branch


Reading = Callable[[Ground, Sequence[Record]], tuple[dict[str, datetime], list[Problem]]]
"""Reads the networks back: (key -> when what is live was found to be what was sent, gaps)."""


def audit(
    world: World, git: GitRepository, settings: Settings, *, asked: Asked, reading: Reading | None
) -> Audit:
    """The audit of the brand. SmmopsError (75) where a branch is not in the clone."""
    if asked.online:
        git.fetch()
        world.forge.now()
        world.forge.ready()
    ground = _ground(world, git, settings)
    zone = ZoneInfo(settings.timezone)
    everything = [record for _, record in sorted(ground.book.records.items()) if is_publication(record)]
    population = [r for r in everything if asked.covers(_time(r), zone)]
    chosen, sample = drawn(population, asked)
    forge = _forge(world, online=asked.online)
    claims = sendings(chosen, ground.past)
    made = examined(Bench(ground.past, forge), claims)
    freezes = tuple(
        f for f in stops(ground.past, ground.book) if asked.covers(f.end, zone) or asked.covers(f.start, zone)
    )
    changes, unreviewed = _changes(ground, forge, asked, zone)
    gaps = [*_ledger_gaps(ground), *unreviewed, *standing(freezes, ground.branch.name)]
    by_key = _by_key(chosen, made, ground, freezes)
    seen, found = reading(ground, chosen) if reading else ({}, [])
    for problem in found:
        place = entry_at(problem.path)
        by_key.setdefault(place[0] if place else problem.path, []).append(problem)
    gaps += [problem for problems in by_key.values() for problem in problems]
    rows = _rows(ground, population, made, by_key)
    rows |= {key: replace(rows[key], verified_at=at) for key, at in seen.items()}
    if forge is None and any(each.proof == "recorded" for each in made):
        gaps.append(_unasked(ground))
    return Audit(
        brand=settings.id,
        zone=settings.timezone,
        main=ground.past.tip,
        state=ground.branch.tip,
        at=world.clock.now(),
        tool=world.run.tool,
        start=str(asked.start) if asked.start else None,
        end=str(asked.end) if asked.end else None,
        online=asked.online,
        solo=_solo(ground),
        population=tuple(rows[r.key] for r in population),
        shown=tuple(rows[r.key] for r in chosen),
        changes=tuple(changes),
        freezes=freezes,
        doubts=tuple(d for r in chosen for d in doubts(r)),
        proof=proving.proof_of(ground.branch, ground.seen),
        gaps=tuple(
            sorted(
                gaps, key=lambda problem: (problem.severity, problem.code, problem.path, str(problem.message))
            )
        ),
        sample=sample,
        others=Counter(str(r.state) for r in ground.book.records.values() if not is_publication(r)),
    )


def _ground(world: World, git: GitRepository, settings: Settings) -> Ground:
    seen = git.standing()
    if seen.main is None or seen.state is None:
        name = settings.main_branch if seen.main is None else settings.state_branch
        raise SmmopsError(
            msg("this clone has no branch {name}, so there is nothing to audit", name=name),
            msg("run `git fetch origin {name}`, or `smmops audit --online`", name=name),
        )
    past = Past(git, seen.main, world.folder)
    walk = proving.walked(git, seen, name=settings.state_branch, brand=settings.id)
    return Ground(world, git, seen, settings, past, read(git, seen.state, settings.id), walk)


def _forge(world: World, *, online: bool) -> Forge | None:
    """Who can say how commits came to main: git itself needs nobody, another forge only when asked."""
    return world.forge if online or world.forge.level == "merged" else None


def _solo(ground: Ground) -> bool:
    team = ground.past.rules(len(ground.past.commits) - 1).team
    return team is not None and team.solo and len(team.members) <= 1


def _time(record: Record) -> datetime | None:
    sent = first_sent(record)
    return sent.at if sent else record.last.at if record.last else None


def drawn(population: Sequence[Record], asked: Asked) -> tuple[Sequence[Record], Sample | None]:
    """The sample: keys sorted by the SHA-256 of `<seed>:<key>`, the first N of them; anybody can draw it again."""
    if asked.sample is None:
        return population, None
    order = sorted(population, key=lambda r: hashlib.sha256(f"{asked.seed}:{r.key}".encode()).hexdigest())
    chosen = order[: asked.sample]
    return chosen, Sample(asked.sample, asked.seed, tuple(record.key for record in chosen))


def _changes(
    ground: Ground, forge: Forge | None, asked: Asked, zone: ZoneInfo
) -> tuple[list[Landed], list[Problem]]:
    found, gaps = [], list[Problem]()
    for at, commit in enumerate(ground.past.commits):
        if not asked.covers(commit.at, zone):
            continue
        came = landed(ground.past, at, forge)
        if came is not None:
            found.append(came[0])
            gaps.extend(came[1])
    return found, gaps


def _rows(
    ground: Ground,
    population: Sequence[Record],
    made: Iterable[Made],
    by_key: Mapping[str, Sequence[Problem]],
) -> dict[str, Publication]:
    last = {each.sending.record.key: each for each in made}
    return {
        record.key: row(
            record,
            settings=ground.settings,
            book=ground.book,
            made=last.get(record.key),
            gaps=[problem.code for problem in by_key.get(record.key, ())],
        )
        for record in population
    }


def _ledger_gaps(ground: Ground) -> Iterable[Problem]:
    yield from proving.unappended(ground.git, ground.branch, ground.seen)
    yield from proving.misdated(ground.branch, ground.book, ground.past, settings=ground.settings)
    yield from proving.misfits(ground.book)
    yield from proving.uncounted(ground.git, ground.branch)


def _by_key(
    chosen: Iterable[Record], made: Iterable[Made], ground: Ground, freezes: Sequence[Frozen]
) -> dict[str, list[Problem]]:
    """The gaps of each publication, evidence first."""
    found: dict[str, list[Problem]] = {}
    last: dict[str, Made] = {}
    for each in made:
        found.setdefault(each.sending.record.key, []).extend(each.gaps)
        last[each.sending.record.key] = each
    for record in chosen:
        more = [*open_gaps(record, last.get(record.key), ground.past), *sent_meanwhile(record, freezes)]
        if more:
            found.setdefault(record.key, []).extend(more)
    return found


def _unasked(ground: Ground) -> Problem:
    return gap(
        "SMM472",
        ground.branch.name,
        msg("who reviewed was read from the claims: this forge keeps reviews, and was not asked"),
        msg("run `smmops audit --online` with a token that may read pull requests"),
    )
