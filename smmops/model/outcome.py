"""What a call to a network can come to, by what we know afterwards."""

from datetime import datetime
from typing import Literal

from smmops.model.base import Frozen


class Remote(Frozen):
    """One live object on a network.

    `id` is the network's own id (Bluesky: the at-uri); `handle` is what a later call needs beside it
    (Bluesky: the cid); `at` is the network's time of creation, UTC.
    """

    id: str
    url: str | None = None
    handle: str | None = None
    at: datetime | None = None


class Published(Frozen):
    """The call had its effect and this is what is live now."""

    kind: Literal["published"] = "published"
    remote: Remote


class Removed(Frozen):
    """The object is proven to be gone."""

    kind: Literal["removed"] = "removed"


class Rejected(Frozen):
    """Not there, certain: the network refuses this content; the post must be mended."""

    kind: Literal["rejected"] = "rejected"
    reason: str


class Unauthorized(Frozen):
    """Not there, certain: the secret must be mended."""

    kind: Literal["unauthorized"] = "unauthorized"
    reason: str


class RateLimited(Frozen):
    """Not there, certain: the network asks to wait until then (UTC)."""

    kind: Literal["rate-limited"] = "rate-limited"
    until: datetime
    reason: str = ""


class Unavailable(Frozen):
    """Not there, certain: no byte of the request can have had an effect."""

    kind: Literal["unavailable"] = "unavailable"
    reason: str


class OutcomeUnknown(Frozen):
    """Maybe there: a read must decide, and nothing may be sent again before it did."""

    kind: Literal["unknown"] = "unknown"
    reason: str


Refusal = Rejected | Unauthorized | RateLimited | Unavailable
Outcome = Published | Refusal | OutcomeUnknown
Removal = Removed | Refusal | OutcomeUnknown


class Prepared(Frozen):
    """Uploads are done. `handle` is the network's own (a container's id), kept in the ledger; `None` where
    the network has none that outlives the process.

    `attached` maps a media item's place in the payload to what the network calls it, as JSON text.
    """

    kind: Literal["prepared"] = "prepared"
    handle: str | None = None
    attached: tuple[tuple[int, str], ...] = ()


class Found(Frozen):
    """A read found these live objects; several are a conflict that a person decides.

    `current` is False where an edit was looked for and the older text still stands.
    """

    kind: Literal["found"] = "found"
    remotes: tuple[Remote, ...]
    current: bool = True


class Absent(Frozen):
    """A read found nothing. `proof` says what was asked and with which consistency.

    `certain` is True where that proves that nothing is there (exact or strong read, a handle's state);
    a lagging read proves nothing.
    """

    kind: Literal["absent"] = "absent"
    proof: str
    certain: bool


class Unreadable(Frozen):
    """The read itself failed: nothing was learnt."""

    kind: Literal["unreadable"] = "unreadable"
    reason: str


Finding = Found | Absent | Unreadable


class Sample(Frozen):
    """One number that a network gave, or the reason why it gave none.

    `value` is a decimal string, `None` when missing (then `note` says why, and it is never 0).
    """

    subject: str  # post id or channel id
    metric: str
    value: str | None
    unit: str = "count"
    window: str = "lifetime"
    source: str = ""
    formula: str = ""
    note: str = ""
