"""What one tick carries along: the book as it grows, open adapters, and what happened."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from smmops.jobs.publish.desk import Desk, call_budget
from smmops.ledger.book import Book
from smmops.ledger.branch import Draft
from smmops.model.entry import Entry
from smmops.model.message import Message, msg
from smmops.model.outcome import RateLimited, Refusal, Rejected, Unauthorized, Unavailable
from smmops.model.ports import Adapter
from smmops.model.settings import Channel, Settings
from smmops.model.world import World
from smmops.plan.scene import Decision

SKEW = timedelta(seconds=60)
"""Two clocks further apart than this are not worked with."""


@dataclass
class Shift:
    """One tick's state; only this module's owner, the tick, changes it (under `lock` where calls run side by side).

    `troubles` are what this run did or saw first and could not finish: they make the exit code 75. `looked` is
    when it last looked at everything, and `wanted` whether any key wanted anything then.
    """

    world: World
    brand: str
    desk: Desk
    book: Book
    offset: timedelta = timedelta()
    written: list[Entry] = field(default_factory=list)
    troubles: list[tuple[str, Message]] = field(default_factory=list)
    decisions: Sequence[Decision] = ()
    looked: datetime | None = None
    wanted: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    outbox: list[Draft] = field(default_factory=list)
    _adapters: dict[str, Adapter | Message] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)

    def now(self) -> datetime:
        """The forge's time, carried on by our clock (local forge: our clock)."""
        return self.world.clock.now() + self.offset

    @property
    def settings(self) -> Settings:
        """smmops.yaml as main has it now."""
        return self.desk.settings

    def trouble(self, about: str, message: Message) -> None:
        """Remembers what this run could not do; said once."""
        if (about, message) not in self.troubles:
            self.troubles.append((about, message))

    def adapter(self, channel: Channel) -> Adapter | None:
        """The open adapter of a channel whose account answered; None (and a trouble) where there is none now."""
        if channel.id not in self._adapters:
            self._adapters[channel.id] = self._open(channel)
        found = self._adapters[channel.id]
        if isinstance(found, Message):
            self.trouble(channel.id, found)
            return None
        return found

    def _open(self, channel: Channel) -> Adapter | Message:
        opened = self.world.networks.open(channel, budget=call_budget(self.settings))
        if isinstance(opened, Rejected | Unauthorized | RateLimited | Unavailable):
            return refusal_words(opened)
        account = opened.account()
        if not isinstance(account, str):
            return refusal_words(account)
        theirs = opened.now()
        if theirs is not None and abs(theirs - self.now()) > SKEW:
            apart = int(abs(theirs - self.now()).total_seconds())
            return msg(
                "this machine's clock and the network's are {seconds} s apart; set the clock", seconds=apart
            )
        self.accounts[channel.id] = account
        return opened


def refusal_words(refusal: Refusal) -> Message:
    """A refusal as a sentence; reasons hold no secrets, adapters see to that."""
    match refusal:
        case Unauthorized():
            return msg("the network refuses the secret: {reason}", reason=refusal.reason)
        case RateLimited():
            return msg(
                "the network asks to wait until {until}",
                until=f"{refusal.until.astimezone(UTC):%H:%M:%S} UTC",
            )
        case Unavailable():
            return msg("the network cannot be reached: {reason}", reason=refusal.reason)
        case Rejected():
            return msg("the network refuses: {reason}", reason=refusal.reason)
