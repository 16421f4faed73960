"""One commit of main on the desk: its workspace and the questions that deciding asks of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from smmops.approvals.required import is_solo
from smmops.compose.payload import compose, digest, text_digest
from smmops.jobs.publish.judging import Judging
from smmops.ledger.book import Book
from smmops.model.entry import split_key
from smmops.model.freeze import Order
from smmops.model.instants import day_start
from smmops.model.message import msg
from smmops.model.payload import Payload
from smmops.model.ports import Commit, Landing, Touch
from smmops.model.post import FileRef, Post, Variant
from smmops.model.problem import SmmopsError
from smmops.model.settings import Channel, Settings
from smmops.model.verdict import Verdict
from smmops.model.workspace import Workspace
from smmops.model.world import World
from smmops.plan.scene import Scene, Stop
from smmops.specs.registry import spec
from smmops.specs.spec import Capability


class Desk:
    """Main at one commit. Everything is read once and kept: a commit never changes."""

    def __init__(self, world: World, commit: str) -> None:
        self.world = world
        self.commit = commit
        self.tree = world.git.tree(commit, world.folder)
        self.workspace: Workspace = world.load(self.tree, world.folder)
        self._payloads: dict[tuple[str, str], tuple[Payload, str]] = {}
        self._stood: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        self._others: dict[str, Desk] = {commit: self}
        self._judging = Judging(world, commit, lambda other: self.at(other).workspace)

    @property
    def settings(self) -> Settings:
        """smmops.yaml; SmmopsError (1) where it or team.yaml cannot be used: nothing may be done without them."""
        if self.workspace.settings is None or self.workspace.team is None:
            name = "smmops.yaml" if self.workspace.settings is None else "team.yaml"
            raise SmmopsError(
                msg("{file} on main cannot be used, so nothing is published", file=name),
                msg("run `smmops check` and mend what it names"),
                exit_code=1,
            )
        return self.workspace.settings

    def at(self, commit: str) -> "Desk":
        """Another commit's desk."""
        if commit not in self._others:
            self._others[commit] = Desk(self.world, commit)
            self._others[commit]._others = self._others  # one family: each commit is read once
        return self._others[commit]

    def known(self, commit: str) -> "Desk | None":
        """A desk of a commit that a receipt names; None where this clone does not have it (main was rewritten)."""
        try:
            return self.at(commit)
        except KeyError:
            return None

    def sha256(self, file: FileRef) -> str:
        """Hex digest of a file's bytes."""
        return file.sha256 or self.tree.sha256(file.path)

    def payload(self, post: Post, variant: Variant) -> tuple[Payload, str]:
        """What the variant sends, and its digest."""
        key = (post.id, variant.channel)
        if key not in self._payloads:
            payload = compose(post, variant, settings=self.settings, digest_of=self.sha256)
            self._payloads[key] = (payload, digest(payload))
        return self._payloads[key]

    def text_of(self, variant: Variant) -> str:
        """The digest that duplicates share."""
        return text_digest(variant, digest_of=self.sha256)

    def find(self, key: str, channel: Channel) -> tuple[Post, Variant] | None:
        """The post and variant of a key, whatever its channel was called at this commit."""
        _, post_id, name = split_key(key)
        post = self.workspace.posts.get(post_id)
        names = (channel.id, *channel.was, name)
        variant = next((v for v in post.variants if v.channel in names), None) if post else None
        return (post, variant) if post and variant else None

    def before(self, post: Post, variant: Variant) -> tuple[Post, Variant] | None:
        """What this commit has of a variant of another commit of main."""
        channel = self.settings.channels.get(variant.channel) if self.workspace.settings else None
        known = channel or Channel(id=variant.channel, network=variant.network, handle="")
        return self.find(f"_/{post.id}.{variant.channel}", known)

    def past(self, commit: str, post: Post, variant: Variant) -> tuple[str, str] | None:
        """Payload digests (then, now), both by today's code and that commit's policy; None where it cannot tell."""
        then = self.known(commit)
        found = then.before(post, variant) if then else None
        if then is None or then.workspace.settings is None or found is None:
            return None
        settings = then.settings
        if variant.channel not in settings.channels:
            return None
        today = compose(post, variant, settings=settings, digest_of=self.sha256)
        return then.payload(*found)[1], digest(today)

    def approved(self, post: Post, variant: Variant) -> Verdict:
        """Whether the whole closure has the approvals that policy asks."""
        return self._judging.verdict(post, variant)

    def stood(self, post: Post, variant: Variant) -> tuple[datetime, datetime]:
        """(since when the variant is on main, since when with this `publish_at`), by main's first-parent history."""
        key = (post.id, variant.channel)
        if key not in self._stood:
            self._stood[key] = self._look_back(post, variant)
        return self._stood[key]

    def _look_back(self, post: Post, variant: Variant) -> tuple[datetime, datetime]:
        first = same = self._now_at
        unbroken = True
        for commit in _distinct(self._touches(post)):
            found = self.at(commit.oid).before(post, variant)
            if found is None:
                broken = post.id in self.at(commit.oid).workspace.broken
                unbroken = False
                if not broken:
                    break
                continue
            first = commit.at
            unbroken = unbroken and found[1].publish_at == variant.publish_at
            same = commit.at if unbroken else same
        return first, same

    @cached_property
    def _now_at(self) -> datetime:
        return self.world.git.commits(self.commit, limit=1)[0].at

    def _touches(self, post: Post) -> Sequence[Touch]:
        """What changed the post's file, wherever it lay, or the settings that give it channels and times."""
        base = f"{self.world.folder}/" if self.world.folder else ""
        return self.world.git.touches(self.commit, (f"{base}content/**/{post.id}.md", f"{base}smmops.yaml"))

    def lifted(self) -> tuple[tuple[str, ...], ...]:
        """The orders of `pause` that each reviewed freeze.yaml in main's history ended."""
        base = f"{self.world.folder}/" if self.world.folder else ""
        touches = self.world.git.touches(self.commit, (f"{base}freeze.yaml",))
        return tuple(
            self.at(t.commit.oid).workspace.freeze.lift for t in touches if t.blob and self._may_end(t)
        )

    def _may_end(self, touch: Touch) -> bool:
        """Whether a change of freeze.yaml may end what was stopped: it came by a merge, not by a push to main.

        Who stops needs nobody. Alone, or where policy asks for nothing but main, a push is enough.
        """
        team, policy = self.workspace.team, self.settings.policy
        if (team is not None and is_solo(team)) or policy.approvals.level == "on-main":
            return True
        landing = self.world.forge.landing(touch.commit)
        return isinstance(landing, Landing) and landing.kind == "merge"

    def stops(self, orders: Sequence[Order]) -> tuple[Stop, ...]:
        """Every stretch in which something was frozen: freeze.yaml's history on main, and orders of `pause`."""
        base = f"{self.world.folder}/" if self.world.folder else ""
        found: list[Stop] = []
        lifted: dict[str, datetime] = {}
        end: datetime | None = None
        for touch in self.world.git.touches(self.commit, (f"{base}freeze.yaml",)):
            freeze = self.at(touch.commit.oid).workspace.freeze
            scope = freeze.scope if touch.blob else ("none",)
            if scope != ("none",):
                found.append(Stop(touch.commit.at, end, tuple(scope)))
            if self._may_end(touch):
                lifted.update(dict.fromkeys(freeze.lift if touch.blob else (), touch.commit.at))
                end = touch.commit.at
        pauses = [order for order in orders if order.kind == "pause"]
        found.extend(Stop(order.at, lifted.get(order.id), order.scope) for order in pauses)
        return tuple(found)

    def scene(self, book: Book, now: datetime) -> Scene:
        """Everything that deciding looks at."""
        settings = self.settings
        since = day_start(settings.since, ZoneInfo(settings.timezone)) if settings.since else None
        return Scene(
            workspace=self.workspace,
            settings=settings,
            book=book,
            now=now,
            stops=self.stops(book.orders),
            since=since,
            payload=self.payload,
            text_of=self.text_of,
            approved=self.approved,
            stood=self.stood,
            past=self.past,
            can=capable,
        )


def capable(network: str, capability: str) -> bool:
    """Whether this build's adapter of a network can do that."""
    return Capability(capability) in spec(network).capabilities


def call_budget(settings: Settings) -> float:
    """Seconds that one mutating call may take: a twentieth of the lease, at most a minute."""
    return min(60.0, settings.policy.lease.total_seconds() / 20)


def time_left_needed(settings: Settings) -> timedelta:
    """What must be left of a lease before a call: the call itself, and room for clocks and late effects."""
    policy = settings.policy
    return timedelta(seconds=call_budget(settings)) + max(policy.lease_margin, policy.lease / 10)


def _distinct(touches: Sequence[Touch]) -> Sequence[Commit]:
    seen: dict[str, Commit] = {}
    for touch in touches:
        seen.setdefault(touch.commit.oid, touch.commit)
    return tuple(seen.values())
