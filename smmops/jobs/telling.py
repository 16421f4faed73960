"""What the ledger came to, told on the forge: addresses below the pull requests, issues for what waits for a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from smmops.jobs.publish.reconcile import channel_of
from smmops.jobs.publish.shift import Shift
from smmops.jobs.publish.tick import start
from smmops.ledger.book import Book, Record
from smmops.model.entry import split_key
from smmops.model.message import Message
from smmops.model.problem import SmmopsError
from smmops.model.talk import Checks, Opened, Talks
from smmops.model.world import World
from smmops.plan.open_ends import emergencies, open_ends, pulls_of
from smmops.render.issue import DECIDED, PREFIX, Bypass, Place, Ticket, closing, emergency, ticket
from smmops.render.published import published
from smmops.render.sticky import marker, put_together, taken_apart, with_published

LABEL = "smmops"
"""What our issues carry, so that they are found among thousands."""
AT_ONCE = 20
"""Issues that one run opens: a forge takes few writes a minute, and nobody reads a hundred. The next run goes on."""
SINCE = timedelta(days=3)
"""Pull requests of which nothing happened for longer are not looked at again."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said, or would be. `number` is the pull request's or issue's, None for a new one."""

    what: Literal["comment", "open", "mend", "close"]
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Telling:
    """All that was said. `troubles` are (about what, why) of what the forge refused; `left` waits for the next run."""

    told: tuple[Told, ...] = ()
    troubles: tuple[tuple[str, Message], ...] = ()
    left: int = 0


def tell(world: World, talks: Talks, checks: Checks, *, since: timedelta, live: bool) -> Telling:
    """Brings the comments of pull requests and our issues in step with the ledger; twice does nothing twice.

    Nothing is published, and the ledger is only read. What one pull request or issue refuses delays no other.
    SmmopsError where the ledger cannot be read or the forge lists nothing.
    """
    shift = start(world)
    voice = Voice(talks, live)
    place = Place(shift.settings.language, shift.settings.timezone, shift.settings.policy.lease_margin)
    repository = checks.repository
    _comments(shift, voice, repository, since=shift.now() - since)
    wanted = _wanted(shift, place, repository)
    _issues(shift, voice, wanted, place)
    return Telling(tuple(voice.told), tuple(voice.troubles), voice.left)


class Voice:
    """Says things, or notes what would be said. A refusal is noted, and the next thing is said."""

    def __init__(self, talks: Talks, live: bool) -> None:
        self.talks = talks
        self.live = live
        self.told: list[Told] = []
        self.troubles: list[tuple[str, Message]] = []
        self.left = 0

    def comment(self, number: int, text: str, *, first: str) -> None:
        """The block of a pull request's comment."""
        posted = self.talks.found(number, marker=first)
        before = taken_apart(posted.body) if posted else taken_apart("")
        if before.published == text.strip("\n"):
            return
        if self.live:
            self.talks.stick(number, put_together(with_published(before, text)), marker=first)
        self.told.append(Told("comment", number, f"#{number}"))

    def open(self, one: Ticket) -> None:
        """A new issue."""
        number = self.talks.open_issue(one.title, one.body, label=LABEL).number if self.live else None
        self.told.append(Told("open", number, one.title))

    def mend(self, there: Opened, one: Ticket) -> None:
        """An issue that says something else than it should."""
        if (there.title, there.body.rstrip()) == (one.title, one.body.rstrip()):
            return
        if self.live:
            self.talks.mend_issue(there.number, one.title, one.body)
        self.told.append(Told("mend", there.number, one.title))

    def close(self, there: Opened, body: str) -> None:
        """An issue that is decided."""
        if self.live:
            self.talks.close_issue(there.number, body)
        self.told.append(Told("close", there.number, there.title))


def _comments(shift: Shift, voice: Voice, repository: int, *, since: datetime) -> None:
    settings = shift.settings
    for number, records in pulls_of(shift.book, repository=repository, since=since).items():
        text = published(records, language=settings.language, zone=settings.timezone)
        if not text:
            continue
        try:
            voice.comment(number, text, first=marker(repository, number))
        except SmmopsError as refused:
            voice.troubles.append((f"#{number}", refused.message))


def _wanted(shift: Shift, place: Place, repository: int) -> dict[str, tuple[Ticket, datetime]]:
    """Marker -> the issue that should stand, and since when."""
    now = shift.now()
    found: dict[str, tuple[Ticket, datetime]] = {}
    for end in open_ends(shift.desk.scene(shift.book, now)):
        channel = channel_of(shift, end.record.key)
        one = ticket(
            end.record,
            title=end.post.title if end.post else "",
            account=f"{channel.handle} ({channel.network})" if channel else "",
            place=place,
        )
        found[one.marker] = (one, end.record.last.at if end.record.last else now)
    within = shift.settings.policy.break_glass.review_within
    for case in emergencies(shift.book, repository=repository, now=now):
        due = case.at + within
        bypass = Bypass(
            pull=case.pull,
            due=due,
            overdue=now > due,
            reason=case.reason,
            authors=", ".join(case.authors) or "–",
            merged_by=case.merged_by,
            keys=case.keys,
        )
        one = emergency(shift.brand, bypass, place=place)
        found[one.marker] = (one, case.at)
    return found


def _issues(shift: Shift, voice: Voice, wanted: Mapping[str, tuple[Ticket, datetime]], place: Place) -> None:
    there = {_first(one.body): one for one in voice.talks.issues(prefix=PREFIX, label=LABEL, since=None)}
    new = {first: one for first, one in wanted.items() if first not in there}
    # an issue that a person closed stays closed: the same thing is asked once
    done = _closed(voice, min((at for _, at in new.values()), default=None))
    for first, (one, _) in wanted.items():
        if first in there:
            _try(voice, one.title, partial(voice.mend, there[first], one))
    opened = 0
    for first, (one, _) in new.items():
        if first in done:
            continue
        if opened == AT_ONCE:
            voice.left += 1
            continue
        opened += 1
        _try(voice, one.title, partial(voice.open, one))
    for first, issue in there.items():
        if first not in wanted and _is_key_of(first, shift.brand):
            text = closing(issue.body, _record(shift.book, first), place)
            _try(voice, issue.title, partial(voice.close, issue, text))


def _try(voice: Voice, about: str, say: Callable[[], None]) -> None:
    try:
        say()
    except SmmopsError as refused:
        voice.troubles.append((about, refused.message))


def _closed(voice: Voice, since: datetime | None) -> frozenset[str]:
    if since is None:
        return frozenset()
    found: Sequence[Opened] = voice.talks.issues(prefix=PREFIX, label=LABEL, since=since, closed=True)
    return frozenset(_first(one.body) for one in found if not one.body.rstrip().endswith(DECIDED))


def _first(body: str) -> str:
    return body.partition("\n")[0]


def _is_key_of(first: str, brand: str) -> bool:
    """Whether an issue is about a publication of this brand; another brand's run closes its own."""
    return first.startswith(f"{PREFIX}key={brand}/")


def _record(book: Book, first: str) -> Record | None:
    key = first.removeprefix(f"{PREFIX}key=").partition(" ")[0]
    return book.records.get(key) if key.count("/") == 1 and split_key(key)[2] else None
