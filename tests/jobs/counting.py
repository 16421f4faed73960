"""A network that counts likes, beside the copies that `net` counts; it remembers what it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from smmops.jobs.snapshot.begin import README
from smmops.jobs.snapshot.run import Snapped, snapshot
from smmops.ledger.codec import encode
from smmops.ledger.paths import entry_path
from smmops.model.entry import Step
from smmops.model.outcome import Absent, Finding, Refusal, Rejected, Remote, Sample
from smmops.model.ports import Landed, Parcel
from smmops.model.settings import Channel
from smmops.model.state import State
from smmops.store.memory import Edit
from tests.jobs.net import Account, Thing
from tests.jobs.stage import Stage
from tests.ledger.test_book import entry

METRICS = "refs/heads/smmops-metrics"


@dataclass
class Counts:
    """`refuse` maps a channel to what it answers instead, `after` how many posts it answers before that.

    A question that names one of `odd` is refused as a whole; of `silent` posts it says nothing; where it is
    `lagging`, not to be found proves nothing.
    """

    followers: int = 1200
    likes: int = 3
    refuse: dict[str, Refusal] = field(default_factory=dict)
    after: int = 0
    odd: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    lagging: bool = False
    accounts: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)


class Counting(Account):
    """An account that gives numbers."""

    def __init__(self, stage: "Measured", channel: Channel) -> None:
        super().__init__(stage.net, stage.clock, channel)
        self.counts = stage.counts

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        found = super().check(parcel, remote, part)
        lagging = isinstance(found, Absent) and self.counts.lagging
        return Absent(proof="a list that lags", certain=False) if lagging else found

    def measure_account(self) -> Sequence[Sample] | Refusal:
        refused = self.counts.refuse.get(self.channel.id)
        if refused and not self.counts.after:
            return refused
        self.counts.accounts.append(self.channel.id)
        return [
            Sample(
                subject=self.channel.id, metric="followers", value=str(self.counts.followers), window="now"
            ),
            Sample(subject=self.channel.id, metric="reach", value=None, window="now", note="not given"),
        ]

    def measure_posts(self, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal:
        refused = self.counts.refuse.get(self.channel.id)
        if refused and len(self.counts.posts) >= self.counts.after:
            return refused
        if self.counts.odd & {remote.id for remote in remotes.values()}:
            return Rejected(reason="no such id")
        self.counts.posts += list(remotes)
        live = {thing.id for thing in self.net.live()}
        found = []
        for subject, remote in remotes.items():
            if remote.id in self.counts.silent:
                continue
            there = remote.id in live
            likes = str(self.counts.likes) if there else None
            note = "" if there else "not shown"
            found.append(Sample(subject=subject, metric="likes", value=likes, note=note))
            found.append(Sample(subject=subject, metric="reach", value=None, note="=never given"))
        return found


@dataclass
class Measured(Stage):
    """A stage whose metrics branch is begun."""

    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        super().__post_init__()
        assert isinstance(self.repository().append(None, {"README.md": README}, "metrics begun"), Landed)

    def open(self, channel: Channel, *, budget: float) -> Account:
        return Counting(self, channel)

    def snapshot(self, *, live: bool = True, **changes: Any) -> Snapped:
        return snapshot(self.world(**changes), live=live)

    def publish_by_hand(self, names: Sequence[str], *, ago: timedelta = timedelta(0)) -> None:
        """Receipts and live posts as many runs of publish would have left them."""
        at, files = self.clock.now() - ago, dict[str, bytes]()
        for name in names:
            thing = Thing(f"r-{name}", "id-of-acme.example", name, sha256="", part=1, at=at)
            self.net.things.append(thing)
            step = Step(part=1, remote=Remote(id=thing.id, at=at))
            key = f"acme/{name}.bluesky-acme"
            made = entry(State.PUBLISHED, key=key, at=at, number=1, steps=(step,), remote=step.remote)
            files[entry_path(key, 1, made.state)] = encode(made)
        self.remote.commit(Edit(files), ref="refs/heads/smmops-state")

    def numbers(self) -> dict[str, str]:
        """The files of the metrics branch but its README."""
        files = self.remote.nodes[self.remote.refs[METRICS]].files
        return {
            name: self.remote.contents[blob.oid].decode()
            for name, blob in sorted(files.items())
            if name != "README.md"
        }

    def rows(self) -> list[list[str]]:
        return [line.split(",") for text in self.numbers().values() for line in text.splitlines()[1:]]


def brewed(**front: Any) -> Measured:
    """One post that is live."""
    stage = Measured()
    stage.post("brew", **front)
    stage.tick()
    return stage
