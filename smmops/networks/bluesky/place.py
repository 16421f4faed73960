"""What a post answers: its parent and the root of the conversation, with the cids that the record needs."""

import re
from collections.abc import Sequence
from typing import Any, Final

from smmops.model.outcome import RateLimited, Refusal, Rejected, Remote, Unauthorized, Unavailable
from smmops.model.ports import Parcel
from smmops.networks.answer import Answer, name_in
from smmops.networks.bluesky.errors import REFUSALS
from smmops.networks.bluesky.key import parts_of
from smmops.networks.bluesky.record import POST, Place
from smmops.networks.bluesky.xrpc import Xrpc
from smmops.networks.classify import without_effect

_PAGE: Final = re.compile(r"https://bsky\.app/profile/([^/\s]+)/post/([^/\s?#]+)/?")
GET: Final = "com.atproto.repo.getRecord"
_REFUSALS = (Rejected, Unauthorized, RateLimited, Unavailable)


def place(xrpc: Xrpc, parcel: Parcel, live: Sequence[Remote]) -> Place | Refusal | None:
    """Where the next part stands: below the part before it, or below what the payload answers."""
    before = _cited(xrpc, live[-1]) if live else None
    if isinstance(before, _REFUSALS):
        return before
    if parcel.reply_to is None:
        if before is None:
            return None
        root = _cited(xrpc, live[0])
        return root if isinstance(root, _REFUSALS) else Place(root=root, parent=before)
    answered = read(xrpc, parcel.reply_to)
    if isinstance(answered, _REFUSALS):
        return answered
    return Place(root=_root(answered), parent=before or answered[0])


def cited(xrpc: Xrpc, remote: Remote | None) -> Remote | Refusal | None:
    """A post that is quoted, with its at-uri and cid."""
    return None if remote is None else _cited(xrpc, remote)


def read(xrpc: Xrpc, remote: Remote) -> tuple[Remote, dict[str, Any]] | Refusal:
    """A post as it stands, (with at-uri and cid, record); `remote.id` may be its page on bsky.app."""
    page = _PAGE.fullmatch(remote.id)
    named = parts_of(f"at://{page[1]}/{POST}/{page[2]}" if page else remote.id)
    if named is None:
        return Rejected(
            reason="the post to refer to is named neither by an at-uri nor by its page on bsky.app"
        )
    answer = xrpc.asked(GET, *record_params(named))
    if not isinstance(answer, Answer):
        return answer
    if answer.status == 400 and answer.error == "RecordNotFound":
        return Rejected(reason="the post to refer to is not there")
    if not answer.ok:
        return without_effect(answer, REFUSALS, xrpc.http.now())
    value = answer.object()
    uri, cid, stored = name_in(value.get("uri")), name_in(value.get("cid")), value.get("value")
    if uri is None or cid is None or not isinstance(stored, dict):
        return Unavailable(reason="a post was answered without uri, cid and value")
    return Remote(id=uri, handle=cid), stored


def record_params(named: tuple[str, str, str]) -> tuple[tuple[str, str], ...]:
    """The parameters that name one record."""
    return tuple(zip(("repo", "collection", "rkey"), named, strict=True))


def _cited(xrpc: Xrpc, remote: Remote) -> Remote | Refusal:
    if remote.handle and parts_of(remote.id) is not None:
        return remote
    came = read(xrpc, remote)
    return came if isinstance(came, _REFUSALS) else came[0]


def _root(answered: tuple[Remote, dict[str, Any]]) -> Remote:
    reply = answered[1].get("reply")
    root = reply.get("root") if isinstance(reply, dict) else None
    if isinstance(root, dict) and isinstance(root.get("uri"), str) and isinstance(root.get("cid"), str):
        return Remote(id=root["uri"], handle=root["cid"])
    return answered[0]
