"""Scheduled statuses: kept, moved, cancelled, and published by the clock."""

from typing import Any

from smmops.sandbox.mastodon import shape, status
from smmops.sandbox.mastodon.api import NAME, Ask, not_found
from smmops.sandbox.mastodon.ids import next_id
from smmops.sandbox.network import Ground


def _waiting(ask: Ask) -> dict[str, Any]:
    note = ask.ground.state.note(NAME, "scheduled", ask.path["id"])
    if note is None or note[0] != ask.owner.id:
        raise not_found()
    value: dict[str, Any] = note[2]
    return value


def listed(ask: Ask) -> list[dict[str, Any]]:
    """What waits, the last made first."""
    notes = ask.ground.state.notes(NAME, "scheduled", ask.owner.id)
    return [status.scheduled(ask, name, value) for name, _, value in reversed(notes)]


def get(ask: Ask) -> dict[str, Any]:
    """One status that waits."""
    return status.scheduled(ask, ask.path["id"], _waiting(ask))


def move(ask: Ask) -> dict[str, Any]:
    """Another time for one that waits."""
    value = _waiting(ask)
    at = status.scheduled_at(ask)
    moved = {**value, "at": at if at is not None else value["at"]}
    ask.ground.state.keep_note(ask.owner, "scheduled", ask.path["id"], at=ask.ground.clock.now(), value=moved)
    return status.scheduled(ask, ask.path["id"], moved)


def cancel(ask: Ask) -> dict[str, Any]:
    """Takes back one that waits."""
    _waiting(ask)
    ask.ground.state.drop_note(NAME, "scheduled", ask.path["id"])
    return {}


def publish_due(ground: Ground) -> None:
    """Publishes what is due; the status gets an id of its own, which nobody was told."""
    now = ground.clock.now()
    with ground.state.change() as state:
        for name, account, at, value in due(ground, now):
            owner = state.account(NAME, account)
            if owner is None:
                continue
            fresh = next_id(ground)
            state.add_post(owner, name=fresh, kind=shape.STATUS, at=at, body=value)
            for media in value["media"]:
                for blob in state.blobs(NAME, "id = ?", media):
                    state.keep_blob_detail(blob, {**blob.detail, "status": fresh})
            state.drop_note(NAME, "scheduled", name)


def due(ground: Ground, now: float) -> list[tuple[str, str, float, dict[str, Any]]]:
    """Id, account, time and body of what should be out by now, in order of time."""
    found = []
    for (name,) in ground.state.rows("SELECT id FROM note WHERE network = ? AND kind = 'scheduled'", NAME):
        note = ground.state.note(NAME, "scheduled", name)
        if note is not None and note[2]["at"] <= now:
            found.append((name, note[0], float(note[2]["at"]), note[2]["draft"]))
    return sorted(found, key=lambda one: one[2])
