"""What waits for a person: publications that no run will finish by itself, and emergencies to look at afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from smmops.ledger.book import Book, Record
from smmops.model.entry import split_key
from smmops.model.post import Post, Variant
from smmops.model.state import State
from smmops.plan.free import is_free
from smmops.plan.scene import Scene

RECENT = timedelta(days=30)
"""What did not go out longer ago than this is history: nobody is asked about it any more."""
LOOKED_AT = timedelta(days=90)
"""How long an emergency is told about."""

_DOUBT = frozenset({State.UNKNOWN, State.CONFLICT, State.REMOVAL_NEEDED, State.ASKED})
_NOT_SENT = frozenset({State.HELD, State.MISSED})


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A publication that waits for a person; `post` and `variant` as main has them, None where it has none."""

    record: Record
    post: Post | None
    variant: Variant | None


@dataclass(frozen=True, slots=True)
class Emergency:
    """A merge that went past the approvals. `keys` went out by it; `at` is when it was merged (UTC)."""

    pull: int
    at: datetime
    reason: str
    merged_by: str
    authors: tuple[str, ...]
    keys: tuple[str, ...]


def open_ends(scene: Scene) -> Iterator[OpenEnd]:
    """Every publication that waits for a person, by key.

    What is held, missed or refused is decided once main has another time or another text for it, or has it no more.
    """
    for key, record in sorted(scene.book.records.items()):
        last = record.last
        if last is None and not record.broken:
            continue
        post, variant = _on_main(scene, key)
        end = OpenEnd(record, post, variant)
        doubted = bool(record.broken) or (last is not None and last.state in _DOUBT)
        if doubted or (_stopped(record, scene.now - RECENT) and _stands(scene, end)):
            yield end


def _stopped(record: Record, since: datetime) -> bool:
    last = record.last
    if last is None or last.at <= since:
        return False
    return last.state in _NOT_SENT or (last.state is State.REJECTED and last.class_ == "content")


def _stands(scene: Scene, end: OpenEnd) -> bool:
    """Whether main still has what was stopped, as it was."""
    if end.post is None or end.variant is None or end.variant.publish_at is None:
        return bool(end.record.steps)
    digest = scene.payload(end.post, end.variant)[1]
    return not is_free(end.record, end.post, end.variant, digest=digest, now=scene.now)


def _on_main(scene: Scene, key: str) -> tuple[Post | None, Variant | None]:
    _, post_id, name = split_key(key)
    post = scene.workspace.posts.get(post_id)
    if post is None:
        return None, None
    channel = next((c for c in scene.settings.channels.values() if name in (c.id, *c.was)), None)
    names = (channel.id, *channel.was) if channel else (name,)
    return post, next((v for v in post.variants if v.channel in names), None)


def emergencies(book: Book, *, repository: int, now: datetime) -> list[Emergency]:
    """The merges whose approvals were bypassed, oldest first, as the claims tell."""
    found: dict[int, Emergency] = {}
    for key, record in sorted(book.records.items()):
        for file in _files(record):
            number = pull_of(file, repository)
            if file.get("how") != "break-glass" or number is None:
                continue
            at = datetime.fromisoformat(str(file["at"]))
            before = found.get(number)
            keys = tuple(dict.fromkeys((*(before.keys if before else ()), key)))
            found[number] = Emergency(
                number,
                at,
                str(file.get("why", "")),
                _person(file["pull_request"].get("merged_by")),
                tuple(str(one) for one in file.get("authors", ())),
                keys,
            )
    return sorted((one for one in found.values() if one.at > now - LOOKED_AT), key=lambda one: one.at)


def pulls_of(book: Book, *, repository: int, since: datetime) -> Mapping[int, list[Record]]:
    """Pull request -> the records of the posts that came by it, where something happened to one of them since."""
    found: dict[int, dict[str, Record]] = {}
    moved = set[int]()
    for key, record in sorted(book.records.items()):
        name = split_key(key)[1]
        for file in _files(record):
            number = pull_of(file, repository)
            if number is None or not str(file.get("path", "")).endswith(f"/{name}.md"):
                continue
            found.setdefault(number, {})[key] = record
            if record.last is not None and record.last.at > since:
                moved.add(number)
    return {number: list(records.values()) for number, records in sorted(found.items()) if number in moved}


def pull_of(file: Mapping[str, Any], repository: int) -> int | None:
    """The pull request by which a claim's file came in, where it is one of that repository."""
    pull = file.get("pull_request")
    if not isinstance(pull, Mapping) or file.get("repository") != repository:
        return None
    number = pull.get("number")
    return number if isinstance(number, int) and number > 0 else None


def _files(record: Record) -> Iterator[Mapping[str, Any]]:
    """The files of all approvals that a key's claims name; a bypass's reason stands beside each as `why`."""
    for entry in record.entries:
        evidence = entry.approval or {}
        for file in evidence.get("files") or ():
            if isinstance(file, Mapping):
                yield {**file, "why": evidence.get("reason", "")}


def _person(value: Any) -> str:
    return str(value.get("id", "unknown")) if isinstance(value, Mapping) else "unknown"
