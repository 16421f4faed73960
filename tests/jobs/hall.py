"""A ledger that a test writes, and a fake GitHub that hears of it."""

from datetime import datetime, timedelta
from typing import Any

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.checks import GitHubChecks
from smmops.forge.github.talk import Talk
from smmops.jobs.telling import SINCE, Telling, tell
from smmops.ledger.codec import encode, sha256
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.outcome import Remote
from smmops.model.ports import Landed
from smmops.model.state import State
from tests.forge.github.hub import TOKEN, Account, Hub, Pull
from tests.forge.github.server import HubTransport, Server
from tests.jobs.stage import SETTINGS, Stage

JUNO = Account(1002, "juno-writes")
NONCE = "5f0c7f7e-3f9c-4a53-9d5b-0d6a3b1c2d3e"
CLAIMED, PUBLISHED = State.CLAIMED, State.PUBLISHED


class Hall:
    """A ledger that a test writes, and the forge that hears of it."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.merge({"smmops.yaml": SETTINGS.replace("timezone: UTC", "timezone: Asia/Seoul")})
        self.hub = Hub(now=self.stage.clock.now)
        self.hub.rights = {"contents": "read", "issues": "write"}
        for number in (12, 13):
            self.hub.pulls[number] = Pull(number, JUNO, "ab" * 20, f"b{number}", self.hub.now())
        self.server = Server(self.hub)

    def write(self, post: str, *states: State, pull: int | None = 12, **last: Any) -> str:
        """Entries of a post on Bluesky; `last` goes into the last of them, `bypass` is how its file came in."""
        key = f"acme/{post}.bluesky-acme"
        bypass = last.pop("bypass", None)
        files, tail, at = {}, None, self.stage.clock.now()
        for number, state in enumerate(states, start=1):
            entry = _entry(key, state, number, at).but(prev=tail)
            if state is CLAIMED:
                evidence = {"files": [_file(post, pull, bypass, at)], "reason": bypass or ""}
                entry = entry.but(approval=evidence, lease_until=at + timedelta(minutes=20))
            if number == len(states):
                entry = entry.but(**last)
            content = encode(entry)
            files[entry_path(key, number, state)] = content
            tail = sha256(content)
        repository = self.stage.repository()
        tip = repository.fetch().state
        assert tip
        assert isinstance(repository.push(tip, files, "written by a test", seal=True), Landed)
        return key

    def tell(self, *, live: bool = True, since: timedelta = SINCE) -> Telling:
        clock = self.stage.clock
        api = Api(
            self.server.base, TOKEN, clock=clock, jitter=lambda: 0.5, transport=HubTransport(self.server)
        )
        asking = Asking(api, "haneul-books/social")
        return tell(self.stage.world(), Talk(asking), GitHubChecks(asking), since=since, live=live)

    def told(self, **options: Any) -> list[tuple[str, str]]:
        return [(one.what, one.title) for one in self.tell(**options).told]

    def open(self) -> list[str]:
        return [one.title for one in self.hub.issues.values() if one.state == "open"]


def _file(post: str, pull: int | None, bypass: str | None, at: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {
        "path": f"content/2026/12/{post}.md",
        "how": "break-glass" if bypass else "approved",
    }
    if pull is not None:
        found |= {"repository": 777_001, "at": at.isoformat(), "authors": ["juno"]}
        found["pull_request"] = {"number": pull, "merged_by": {"id": "mina", "user": "1001"}}
    return found


def _entry(key: str, state: State, number: int, at: datetime) -> Entry:
    remote = Remote(id=f"at://{key}", url=f"https://bsky.example/profile/acme/post/{number}")
    live = state in (PUBLISHED, State.VERIFIED, State.DRIFTED, State.REMOVAL_NEEDED)
    return Entry(
        key=key,
        state=state,
        number=number,
        at=at,
        actor="mina",
        run=Run(id="1", tool="smmops"),
        nonce=NONCE,
        due_at=at,
        publish_at=at,
        remote=remote if live else None,
        steps=(Step(part=1, remote=remote),) if live else (),
    )
