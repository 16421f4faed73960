"""Bluesky: posts are records under keys that we choose, so every read-back is exact.

Source: platform notes on Bluesky; atproto at d6296a1c.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from smmops.model.entry import Identity
from smmops.model.outcome import (
    Absent,
    Finding,
    Found,
    Outcome,
    OutcomeUnknown,
    Prepared,
    Published,
    Refusal,
    Rejected,
    Remote,
    Removal,
    Removed,
    Sample,
    Unavailable,
)
from smmops.model.ports import Bytes, Parcel
from smmops.networks.answer import Answer, name_in
from smmops.networks.bluesky.embed import presumed_uploads, uploads_of
from smmops.networks.bluesky.errors import REFUSALS
from smmops.networks.bluesky.facets import handles
from smmops.networks.bluesky.gate import gates
from smmops.networks.bluesky.key import comment_key, parts_of, record_key
from smmops.networks.bluesky.measure import account_samples, post_samples
from smmops.networks.bluesky.own import listed
from smmops.networks.bluesky.place import GET, cited, place, record_params
from smmops.networks.bluesky.prepare import misfit, unready, uploaded
from smmops.networks.bluesky.record import POST, Place, comment_record, moment, record, same_content
from smmops.networks.bluesky.session import Login, Session
from smmops.networks.bluesky.xrpc import Xrpc
from smmops.networks.classify import unreadable, without_effect
from smmops.networks.http import Ask
from smmops.networks.opening import Opening
from smmops.networks.outgoing import unsendable
from smmops.networks.pace import iso
from smmops.networks.secret import is_loopback

_LOG: Final = logging.getLogger(__name__)
_PUT: Final = "com.atproto.repo.putRecord"
_GATE_SECONDS: Final = 10.0
"""The receipt of a live post waits for its gates no longer than this."""
_DELETE: Final = "com.atproto.repo.deleteRecord"


class Bluesky:
    """One account. Satisfies Prepares, Publishes, Finds, Removes and Measures."""

    consistency = "exact"
    honoured_seconds: int | None = None

    def __init__(self, opening: Opening) -> None:
        self._channel = opening.channel
        self._http = opening.http
        self._budget = opening.budget
        named = opening.channel.account or ""
        self._session = Session(
            opening.http,
            server=opening.channel.server,
            identifier=named if named.startswith("did:") else opening.channel.handle.removeprefix("@"),
            password=opening.secrets["APP_PASSWORD"],
        )
        self._xrpc = Xrpc(opening.http, self._session)

    def account(self) -> str | Refusal:
        """The account's DID."""
        login = self._session.opened()
        return login.did if isinstance(login, Login) else login

    def now(self) -> datetime | None:
        """The network's clock from its last answer's `Date`, None before any."""
        return self._http.date

    def identify(self, parcel: Parcel) -> Identity | Refusal:
        """Record keys (those that are there stay), the time of creation, and the DIDs of those mentioned."""
        payload = parcel.payload
        bad = unsendable(payload)
        if bad is not None:
            return bad
        dids: list[tuple[str, str]] = []
        for handle in dict.fromkeys(
            h for text in (*payload.parts, payload.first_comment or "") for h in handles(text)
        ):
            did = self._did(handle)
            if isinstance(did, str):
                dids.append((handle, did))
            elif did is not None:
                return did
        kept = parcel.identity.record_keys
        more = tuple(record_key(parcel.key, part) for part in range(len(kept) + 1, payload.length + 1))
        now = min(self._http.now(), self._http.date or self._http.now())
        created = now.replace(microsecond=now.microsecond // 1000 * 1000)
        known = {"record_keys": kept + more, "created_at": created, "dids": tuple(dids)}
        return parcel.identity.model_copy(update=known)

    def prepare(self, parcel: Parcel, part: int, *, media: Bytes) -> Prepared | Refusal:
        """Uploads one part's media and the image of its link card."""
        bad = unsendable(parcel.payload) or misfit(parcel.payload, part)
        return bad or uploaded(self._xrpc, parcel.payload, part, media=media)

    def publish(self, parcel: Parcel, part: int, *, ready: Prepared, live: Sequence[Remote]) -> Outcome:
        """Puts one part under its own key, only where nothing stands yet."""
        payload = parcel.payload
        bad = unsendable(payload) or misfit(payload, part) or unready(payload, part, ready)
        if bad is not None:
            return bad
        with self._http.within(self._budget):
            quoted = cited(self._xrpc, parcel.quote)
            if not (quoted is None or isinstance(quoted, Remote)):
                return quoted
            placed = place(self._xrpc, parcel, live)
            if not (placed is None or isinstance(placed, Place)):
                return placed
            whole = parcel.model_copy(update={"quote": quoted})
            made = record(whole, part, uploads=uploads_of(ready.attached), place=placed)
            done = self._put(parcel, self._key(parcel, part), made)
            if isinstance(done, Published) and part == 1:
                self._close_gates(parcel, done.remote)
            return done

    def comment(self, parcel: Parcel, *, live: Sequence[Remote]) -> Outcome:
        """Puts the first comment as a reply to part 1."""
        bad = unsendable(parcel.payload)
        if bad is not None or not live:
            return bad or Rejected(reason="there is no live post to comment on")
        with self._http.within(self._budget):
            placed = place(self._xrpc, parcel, live[:1])
            if not isinstance(placed, Place):
                return placed or Rejected(reason="there is no live post to comment on")
            return self._put(parcel, comment_key(self._key(parcel, 1)), comment_record(parcel, place=placed))

    def find(self, parcel: Parcel, part: int, *, live: Sequence[Remote], owned: frozenset[str]) -> Finding:
        """Reads what stands under the part's key; another content there is found, and not current."""
        did = self.account()
        if not isinstance(did, str):
            return unreadable(did)
        uri = f"at://{did}/{POST}/{self._key(parcel, part)}"
        if uri in owned:
            return Absent(proof=f"{uri} belongs to another publication", certain=True)
        above = live[-1] if live else parcel.reply_to
        return self._looked_up(parcel, uri, part, above=above)

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        """Reads one post by its at-uri."""
        return self._looked_up(parcel, remote.id, part, above=None)

    def remove(self, parcel: Parcel, remote: Remote) -> Removal:
        """Deletes one post, and looks whether it is gone."""
        did = self.account()
        if not isinstance(did, str):
            return did
        named = parts_of(remote.id)
        if named is None or named[0] != did:
            return Rejected(reason=f"{remote.id} is no post of {did}")
        repo, collection, key = named
        with self._http.within(self._budget):
            came = self._xrpc.call(_DELETE, {"repo": repo, "collection": collection, "rkey": key})
        if not isinstance(came, dict):
            return came
        match self._looked_up(parcel, remote.id, 1, above=None):
            case Absent():
                return Removed()
            case Found():
                return OutcomeUnknown(reason="the deletion was confirmed and the post is still there")
            case unread:
                return OutcomeUnknown(
                    reason=f"the deletion was confirmed, reading back failed: {unread.reason}"
                )

    def own(self, since: datetime) -> Sequence[Remote] | Refusal:
        """Every post in the account's repository from then on, newest first."""
        did = self.account()
        return listed(self._xrpc, did, since) if isinstance(did, str) else did

    def measure_account(self) -> Sequence[Sample] | Refusal:
        """Followers, following and posts of the account."""
        return account_samples(self._xrpc, self._channel.id)

    def measure_posts(self, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal:
        """Replies, reposts, likes, quotes and bookmarks of each post."""
        return post_samples(self._xrpc, remotes)

    def _key(self, parcel: Parcel, part: int) -> str:
        keys = parcel.identity.record_keys
        return keys[part - 1] if part <= len(keys) else record_key(parcel.key, part)

    def _did(self, handle: str) -> str | Refusal | None:
        url = f"{self._session.server}/xrpc/com.atproto.identity.resolveHandle"
        answer = self._http.read(Ask("GET", url, params=(("handle", handle),)))
        if not isinstance(answer, Answer):
            return answer
        did = answer.object().get("did")
        if answer.ok and isinstance(did, str) and did.startswith("did:"):
            return did
        if answer.ok or answer.status in (400, 404):
            return None
        return without_effect(answer, REFUSALS, self._http.now())

    def _put(self, parcel: Parcel, key: str, made: Mapping[str, Any]) -> Outcome:
        login = self._session.opened()
        if not isinstance(login, Login):
            return login
        body = {"repo": login.did, "collection": POST, "rkey": key, "swapRecord": None, "record": made}
        came = self._xrpc.call(_PUT, body)
        if not isinstance(came, dict):
            return came
        uri, cid = name_in(came.get("uri")), name_in(came.get("cid"))
        if uri is None or cid is None or uri != f"at://{login.did}/{POST}/{key}":
            return OutcomeUnknown(reason="the post was answered with another address than it was sent to")
        return Published(remote=self._remote(uri, cid, parcel.identity.created_at))

    def _remote(self, uri: str, cid: str, at: datetime | None) -> Remote:
        server = self._channel.server or ""
        front = server.rstrip("/") if is_loopback(server) else "https://bsky.app"
        handle = self._channel.handle.removeprefix("@")
        return Remote(
            id=uri, url=f"{front}/profile/{handle}/post/{uri.rpartition('/')[2]}", handle=cid, at=at
        )

    def _close_gates(self, parcel: Parcel, remote: Remote) -> None:
        """Reply and quote control beside a live post: what fails here never fails the post."""
        created = moment(parcel.identity.created_at or parcel.since)
        named = parts_of(remote.id)
        if named is None:
            return
        for collection, made in gates(parcel.payload.options or {}, remote.id, created).items():
            body = {"repo": named[0], "collection": collection, "rkey": named[2], "record": made}
            with self._http.within(_GATE_SECONDS):
                came = self._xrpc.call(_PUT, body)
            if not isinstance(came, dict):
                _LOG.warning("%s: %s was not set: %s", parcel.key, collection, came.reason)

    def _looked_up(self, parcel: Parcel, uri: str, part: int, *, above: Remote | None) -> Finding:
        named = parts_of(uri)
        if named is None:
            return unreadable(Unavailable(reason=f"{uri} is no at-uri"))
        answer = self._xrpc.asked(GET, *record_params(named))
        if not isinstance(answer, Answer):
            return unreadable(answer)
        if answer.status == 400 and answer.error == "RecordNotFound":
            return Absent(proof=f"getRecord of {uri}: RecordNotFound, exact", certain=True)
        value = answer.object()
        stored, cid = value.get("value"), name_in(value.get("cid"))
        if not answer.ok or not isinstance(stored, dict) or cid is None:
            return unreadable(without_effect(answer, REFUSALS, self._http.now()))
        placed = Place(root=above, parent=above) if above is not None and parts_of(above.id) else None
        expected = record(parcel, part, uploads=presumed_uploads(parcel.payload), place=placed)
        remote = self._remote(uri, cid, iso(stored.get("createdAt")))
        return Found(remotes=(remote,), current=same_content(expected, stored))
