"""A workspace in a dict, before and after, and a ledger of a few lines."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from smmops.ledger.book import Book, folded
from smmops.ledger.codec import encode, sha256
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.message import Message
from smmops.model.outcome import Remote
from smmops.model.plan import Change, Plan
from smmops.model.state import State
from smmops.plan.review import review
from smmops.plan.side import Side
from smmops.store.load import load
from tests.store.trees import Files

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
language: {language}
forge: {{kind: local}}
mentions: {{olivia-cafe: {{name: Olivia Café, bluesky: olivia.example}}}}
channels:
  bluesky-acme: {{network: bluesky, handle: acme.example}}
  mastodon-acme: {{network: mastodon, handle: acme@social.example, server: https://social.example}}
  x-acme: {{network: x, handle: acme, timezone: Europe/Berlin}}
policy:
  rules:
    - {{match: {{labels: [regulated]}}, approvals: {{minimum: 2, all: [legal]}}}}
    - {{match: {{paths: ["campaigns/**", money.yaml]}}, approvals: {{any: [finance]}}}}
  allowed_links: [acme.example]
"""
TEAM = """\
members:
  - {id: mina, roles: [editor, approver, legal, finance, admin]}
  - {id: juno, roles: [editor, approver]}
roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}
"""
MONEY = """\
caps: {currency: KRW, month: 2_500_000}
ad_accounts:
  meta-acme: {network: meta-ads, id: act_1, currency: KRW, timezone: Asia/Seoul, daily_cap: 90_000}
"""
CAMPAIGN = """\
name: Winter launch
goal: awareness
period: {from: 2026-12-01, to: 2026-12-31}
budget: {currency: KRW, total: 3_000_000}
flights:
  - {id: remarketing, account: meta-acme, tactic: remarketing, daily: 60_000, from: 2026-12-01, to: 2026-12-31,
     audience: {countries: [KR]}, creatives: [{id: a, kind: case-study, headline: H, text: T, url: "https://acme.example"}]}
"""


def settings(language: str = "en", **replaced: str) -> str:
    """smmops.yaml; `replaced` are pieces of it, `__` for `: `."""
    text = SETTINGS.format(language=language)
    for old, new in replaced.items():
        text = text.replace(old.replace("__", ": "), new)
    return text


def post(body: str = "Good morning, Busan. ☕", *, at: str | None = "2026-12-01 09:30", **front: Any) -> str:
    """A post file: on Bluesky alone, unless `channels` says otherwise."""
    values = {"channels": ["bluesky-acme"], **({"publish_at": at} if at else {}), **front}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", body, ""])


def side(files: Mapping[str, str | bytes | None]) -> Side:
    """A side of these files; names without a folder and suffix are posts."""
    named = {_path(name): text for name, text in files.items() if text is not None}
    tree = Files({"smmops.yaml": settings(), "team.yaml": TEAM, **named})
    return Side(load(tree), tree.blobs(), lambda file: tree.sha256(file.path))


def _path(name: str) -> str:
    return name if "." in name else f"content/2026/12/{name}.md"


def planned(
    base: Mapping[str, str | bytes | None],
    head: Mapping[str, str | bytes | None],
    *,
    book: Book | None = None,
    now: datetime = NOW,
) -> Plan:
    """The review of `head`, which is `base` with these files changed (None: taken away)."""
    return review(side(base), side({**base, **head}), book=book, now=now)


def only(plan: Plan) -> Change:
    """The one change of a plan."""
    (change,) = plan.changes
    return change


def told(plan: Plan) -> list[str]:
    """Each change as `action post channel: what differs, why`."""
    return [
        f"{c.action} {c.post} {c.channel}: " + "; ".join([*c.differs, *map(str, c.why), *map(str, c.blocked)])
        for c in plan.changes
    ]


def words(messages: tuple[Message, ...]) -> str:
    """Messages as one text."""
    return "; ".join(map(str, messages))


def ledger(*lives: tuple[str, str], channel: str = "bluesky-acme") -> Book:
    """A book in which posts are in a state: `published`, `drifted`, `removed`, `partial`, `unknown`."""
    files: list[tuple[str, bytes]] = []
    for name, state in lives:
        tail = None
        for number, each in enumerate(_way(state), start=1):
            entry = _entry(f"acme/{name}.{channel}", each, number).but(prev=tail)
            content = encode(entry)
            files.append((entry_path(entry.key, number, each), content))
            tail = sha256(content)
    return folded("feed" * 10, files)


def _way(state: str) -> list[State]:
    way = [State.CLAIMED, State.SENDING]
    wanted = State(state)
    return [*way, wanted] if wanted in (State.PUBLISHED, State.UNKNOWN) else [*way, State.PUBLISHED, wanted]


def _entry(key: str, state: State, number: int) -> Entry:
    remote = Remote(id=f"at://{key}", url=f"https://bsky.example/{key.rpartition('/')[2]}")
    live = state not in (State.CLAIMED, State.SENDING, State.UNKNOWN, State.REMOVED)
    return Entry(
        key=key,
        state=state,
        number=number,
        at=datetime(2026, 11, 24, 9, 0, number, tzinfo=UTC),
        actor="mina",
        run=Run(id="1", tool="smmops"),
        nonce="n",
        remote=remote if live else None,
        steps=(Step(part=1, remote=remote),) if live else (),
        reason="the text on the network is another one" if state is State.DRIFTED else None,
    )
