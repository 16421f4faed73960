"""What stands in an account's repository: every post, whoever wrote it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from smmops.model.outcome import Refusal, Remote, Unavailable
from smmops.networks.answer import Answer, name_in
from smmops.networks.bluesky.errors import REFUSALS
from smmops.networks.bluesky.key import parts_of
from smmops.networks.bluesky.record import POST
from smmops.networks.bluesky.xrpc import Xrpc
from smmops.networks.classify import without_effect
from smmops.networks.pace import iso

_LIST: Final = "com.atproto.repo.listRecords"
_PAGE: Final = 100
_PAGES: Final = 100


def listed(xrpc: Xrpc, did: str, since: datetime) -> Sequence[Remote] | Refusal:
    """Every post record whose `createdAt` is not before `since`; Unavailable where there are more than 10,000.

    All pages are read: a record's key and its date are the writer's to choose, so their order proves nothing.
    """
    found: list[Remote] = []
    cursor: str | None = None
    for _ in range(_PAGES):
        more = (("cursor", cursor),) if cursor else ()
        answer = xrpc.asked(_LIST, ("repo", did), ("collection", POST), ("limit", str(_PAGE)), *more)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return without_effect(answer, REFUSALS, xrpc.http.now())
        value = answer.object()
        records = value.get("records")
        if not isinstance(records, list):
            return Unavailable(reason="own records were answered without a list")
        found += [remote for record in records if (remote := _remote(record)) and _is_young(remote, since)]
        after = name_in(value.get("cursor"))
        if after is None or after == cursor or not records:
            return found
        cursor = after
    return Unavailable(reason=f"more than {_PAGE * _PAGES} own posts")


def _remote(record: Any) -> Remote | None:
    if not isinstance(record, dict):
        return None
    uri, cid, value = name_in(record.get("uri")), name_in(record.get("cid")), record.get("value")
    if uri is None or cid is None or not isinstance(value, dict):
        return None
    named = parts_of(uri)
    url = f"https://bsky.app/profile/{named[0]}/post/{named[2]}" if named else None
    return Remote(id=uri, url=url, at=iso(value.get("createdAt")), handle=cid)


def _is_young(remote: Remote, since: datetime) -> bool:
    return remote.at is None or remote.at >= since
