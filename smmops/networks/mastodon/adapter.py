"""Mastodon and servers that speak its API: an idempotency key for an hour, then the account's own statuses.

Source: platform notes on Mastodon (documentation 2903485d). Other servers may ignore the key: nothing here
relies on it alone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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
    Unreadable,
)
from smmops.model.ports import Bytes, Parcel
from smmops.networks.answer import Answer, name_in
from smmops.networks.classify import unreadable, with_effect
from smmops.networks.mastodon import find as looking
from smmops.networks.mastodon.api import Api, is_address, remote_of, status_path
from smmops.networks.mastodon.errors import REFUSALS
from smmops.networks.mastodon.instance import Limits, limits, over
from smmops.networks.mastodon.measure import account_samples, post_samples
from smmops.networks.mastodon.media import uploaded
from smmops.networks.mastodon.status import (
    above_of,
    body,
    comment_body,
    edited,
    idempotency_key,
    misfit,
    unready,
)
from smmops.networks.opening import Opening
from smmops.networks.outgoing import unsendable

_STATUSES = "/api/v1/statuses"


class Mastodon:
    """One account. Satisfies Prepares, Publishes, Finds, Edits, Removes and Measures."""

    consistency = "strong"
    honoured_seconds: int | None = 3600

    def __init__(self, opening: Opening) -> None:
        self._channel = opening.channel
        self._http = opening.http
        self._budget = opening.budget
        self._api = Api(opening.http, opening.channel.server or "", opening.secrets["TOKEN"])
        self._limits: Limits | None = None
        self._id: str | None = None

    def account(self) -> str | Refusal:
        """The account's id on its server."""
        if self._id is None:
            account = self._api.get("/api/v1/accounts/verify_credentials")
            if not isinstance(account, dict):
                return account
            given = name_in(account.get("id"))
            if given is None:
                return Unavailable(reason="the account was answered without an id")
            self._id = given
        return self._id

    def now(self) -> datetime | None:
        """The network's clock from its last answer's `Date`, None before any."""
        return self._http.date

    def identify(self, parcel: Parcel) -> Identity | Refusal:
        """Nothing to add: the server knows a publication by its key, part and epoch."""
        return unsendable(parcel.payload) or parcel.identity

    def prepare(self, parcel: Parcel, part: int, *, media: Bytes) -> Prepared | Refusal:
        """Holds one part against the server's own limits and uploads its media."""
        bad = unsendable(parcel.payload) or misfit(parcel.payload, part)
        if bad is not None:
            return bad
        if self._limits is None:
            known = limits(self._api)
            if not isinstance(known, Limits):
                return known
            self._limits = known
        return over(parcel.payload, part, self._limits) or uploaded(
            self._api, parcel.payload, part, media=media
        )

    def publish(self, parcel: Parcel, part: int, *, ready: Prepared, live: Sequence[Remote]) -> Outcome:
        """Posts one part; a repeat within the hour gives the same status."""
        bad = _unfit(parcel, part, ready)
        if bad is not None:
            return bad
        with self._http.within(self._budget):
            above = self._id_of(above_of(parcel, live))
            quoted = self._id_of(parcel.quote)
            for named in (above, quoted):
                if not (named is None or isinstance(named, str)):
                    return named
            assert not isinstance(above, Refusal)
            assert not isinstance(quoted, Refusal)
            made = body(parcel, part, ready=ready, above=above, quoted=quoted)
            return _published(self._api.post(_STATUSES, made, key=idempotency_key(parcel, part)))

    def comment(self, parcel: Parcel, *, live: Sequence[Remote]) -> Outcome:
        """Posts the first comment as a reply to part 1."""
        bad = unsendable(parcel.payload)
        if bad is not None or not live:
            return bad or Rejected(reason="there is no live post to comment on")
        with self._http.within(self._budget):
            key = idempotency_key(parcel, "comment")
            return _published(self._api.post(_STATUSES, comment_body(parcel, live[0].id), key=key))

    def find(self, parcel: Parcel, part: int, *, live: Sequence[Remote], owned: frozenset[str]) -> Finding:
        """Reads the account's own statuses since the first claim."""
        account, above = self.account(), self._id_of(above_of(parcel, live))
        if not isinstance(account, str):
            return unreadable(account)
        if not (above is None or isinstance(above, str)):
            return unreadable(above)
        look = looking.wanted(parcel, part, above=above, placed=True)
        return looking.find(self._api, account, look, since=parcel.since, owned=owned)

    def check(self, parcel: Parcel, remote: Remote, part: int) -> Finding:
        """Reads one status by its id."""
        if is_address(remote.id):
            return Unreadable(reason=f"{remote.id} is an address, no id: it cannot be read back")
        answer = self._api.asked(status_path(remote.id))
        if not isinstance(answer, Answer):
            return unreadable(answer)
        if answer.status == 404 and answer.error:
            return Absent(proof=f"status {remote.id}: 404, strong", certain=True)
        status = answer.object()
        seen = remote_of(status)
        if not answer.ok or seen is None:
            return unreadable(self._api.refused(answer))
        look = looking.wanted(parcel, part, above=None, placed=False)
        same = looking.same(self._api, seen, status, look)
        return Found(remotes=(seen,), current=same) if isinstance(same, bool) else unreadable(same)

    def edit(self, parcel: Parcel, part: int, *, ready: Prepared, remote: Remote) -> Outcome:
        """Puts the text, media and poll of a part in the place of what is live."""
        bad = _unfit(parcel, part, ready) or _by_hand(remote)
        if bad is not None:
            return bad
        with self._http.within(self._budget):
            return _published(
                self._api.put(status_path(remote.id), edited(parcel.payload, part, ready=ready))
            )

    def remove(self, parcel: Parcel, remote: Remote) -> Removal:
        """Deletes one status, and looks whether it is gone."""
        bad = _by_hand(remote)
        if bad is not None:
            return bad
        with self._http.within(self._budget):
            came = self._api.delete(status_path(remote.id))
        if not isinstance(came, Answer):
            return came
        if came.status == 404:
            return (
                Removed() if came.error else OutcomeUnknown(reason="404 that does not come from the network")
            )
        if not came.ok:
            return with_effect(came, REFUSALS, self._http.now())
        match self.check(parcel, remote, 1):
            case Absent():
                return Removed()
            case Found():
                return OutcomeUnknown(reason="the deletion was confirmed and the status is still there")
            case Unreadable(reason=reason):
                return OutcomeUnknown(reason=f"the deletion was confirmed, reading back failed: {reason}")

    def own(self, since: datetime) -> Sequence[Remote] | Refusal:
        """Every status of the account from then on, newest first."""
        account = self.account()
        if not isinstance(account, str):
            return account
        came = looking.own_statuses(self._api, account, since)
        return [r for s in came if (r := remote_of(s)) is not None] if isinstance(came, list) else came

    def measure_account(self) -> Sequence[Sample] | Refusal:
        """Followers, following and posts of the account."""
        return account_samples(self._api, self._channel.id)

    def measure_posts(self, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal:
        """Replies, reposts, likes, quotes and a poll's votes of each status."""
        return post_samples(self._api, remotes)

    def _id_of(self, remote: Remote | None) -> str | Refusal | None:
        """The id that this server knows a status by; an address is looked up there (scope read:search)."""
        if remote is None or "://" not in remote.id:
            return remote.id if remote is not None else None
        params = (("q", remote.id), ("type", "statuses"), ("resolve", "true"), ("limit", "1"))
        found = self._api.get("/api/v2/search", *params)
        if not isinstance(found, dict):
            return found
        statuses = found.get("statuses")
        first = statuses[0] if isinstance(statuses, list) and statuses else None
        seen = remote_of(first) if isinstance(first, dict) else None
        return (
            seen.id
            if seen is not None
            else Rejected(reason="the server does not know the status to refer to")
        )


def _unfit(parcel: Parcel, part: int, ready: Prepared) -> Refusal | None:
    payload = parcel.payload
    return unsendable(payload) or misfit(payload, part) or unready(payload, part, ready)


def _by_hand(remote: Remote) -> Rejected | None:
    """Why nothing is changed by an address; its last part may be another server's number of the status."""
    if not is_address(remote.id):
        return None
    return Rejected(reason=f"{remote.id} is an address that a person entered: change it there by hand")


def _published(came: dict[str, Any] | Refusal | OutcomeUnknown) -> Outcome:
    if not isinstance(came, dict):
        return came
    remote = remote_of(came)
    if remote is None:
        return OutcomeUnknown(reason="the answer is no published status")
    return Published(remote=remote)
