"""Reading statuses: one, many, their source, history and context."""

from typing import Any

from smmops.sandbox.mastodon import shape, status
from smmops.sandbox.mastodon.api import NAME, Ask
from smmops.sandbox.state import Post


def get(ask: Ask) -> dict[str, Any]:
    """One status."""
    return shape.status(ask, status.live(ask, ask.path["id"]))


def many(ask: Ask) -> list[dict[str, Any]]:
    """What there is of `id[]`, in the order asked for; the rest is left out."""
    ids = dict.fromkeys(ask.texts("id"))
    found = [ask.ground.state.post(NAME, name) for name in ids]
    return [shape.status(ask, one) for one in found if one is not None and status.may_see(ask, one)]


def source(ask: Ask) -> dict[str, str]:
    """What its author wrote."""
    found = status.own(ask)
    return {"id": found.id, "text": found.body["text"], "spoiler_text": found.body["warning"]}


def history(ask: Ask) -> list[dict[str, Any]]:
    """Every state of a status, the first first."""
    found = status.live(ask, ask.path["id"])
    states = [*ask.ground.state.versions(found), (found.edited or found.at, found.body)]
    return [shape.version(ask, found, at, body) for at, body in states]


def context(ask: Ask) -> dict[str, Any]:
    """What a status answers and what answers it."""
    found = status.live(ask, ask.path["id"])
    above: list[Post] = []
    parent = ask.ground.state.post(NAME, found.body["reply_to"] or "")
    while parent is not None and status.may_see(ask, parent):
        above.insert(0, parent)
        parent = ask.ground.state.post(NAME, parent.body["reply_to"] or "")
    everything = ask.ground.state.posts(NAME, "kind = ? AND deleted IS NULL", shape.STATUS)
    below: list[Post] = []
    known = {found.id}
    for other in everything:
        if other.body["reply_to"] in known and status.may_see(ask, other):
            known.add(other.id)
            below.append(other)
    return {
        "ancestors": [shape.status(ask, one) for one in above],
        "descendants": [shape.status(ask, one) for one in below],
    }
