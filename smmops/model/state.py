"""The states of a publication and the one table of lawful steps between them."""

from enum import StrEnum


class State(StrEnum):
    """What a ledger entry says of its key. publishing.md, "States"."""

    CLAIMED = "claimed"
    PREPARED = "prepared"
    SENDING = "sending"
    PUBLISHED = "published"
    PARTIAL = "partial"
    EDITED = "edited"
    REMOVED = "removed"
    REMOVAL_NEEDED = "removal-needed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    RELEASED = "released"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"
    ADOPTED = "adopted"
    ASKED = "asked"
    VERIFIED = "verified"
    DRIFTED = "drifted"
    CONFLICT = "conflict"


S = State

RECEIPTS = frozenset({S.PUBLISHED, S.EDITED, S.REMOVED, S.VERIFIED, S.DRIFTED, S.ADOPTED, S.REMOVAL_NEEDED})
"""States that prove that the key was live: such a key is never free again (`partial` apart)."""

OPEN = frozenset({S.CLAIMED, S.PREPARED, S.SENDING, S.PARTIAL, S.UNKNOWN})
"""States that a later run must read back once the lease is over."""

LIVE = frozenset({S.PUBLISHED, S.EDITED, S.VERIFIED, S.DRIFTED, S.ADOPTED})
"""States in which the whole publication is live and settled."""

_FREE = {S.CLAIMED, S.HELD, S.MISSED, S.CANCELLED, S.ASKED}
_SENT = {
    S.PUBLISHED,
    S.PARTIAL,
    S.EDITED,
    S.REMOVED,
    S.REMOVAL_NEEDED,
    S.REJECTED,
    S.UNKNOWN,
    S.RELEASED,
    S.HELD,
}
_SETTLED = {S.VERIFIED, S.DRIFTED, S.EDITED, S.REMOVED, S.REMOVAL_NEEDED, S.CLAIMED, S.PUBLISHED}
_FACTS = {S.PUBLISHED, S.PARTIAL, S.CONFLICT}

STEPS: dict[State | None, frozenset[State]] = {
    None: frozenset(_FREE | {S.ADOPTED}),
    S.CLAIMED: frozenset({S.PREPARED, S.SENDING, S.RELEASED, S.REJECTED, S.PARTIAL, S.HELD}),
    S.PREPARED: frozenset({S.SENDING, S.RELEASED, S.REJECTED, S.PARTIAL, S.HELD}),
    S.SENDING: frozenset(_SENT),
    S.PARTIAL: frozenset(
        {S.SENDING, S.PREPARED, S.CLAIMED, S.PUBLISHED, S.HELD, S.UNKNOWN, S.PARTIAL, S.REMOVED}
    ),
    S.UNKNOWN: frozenset({S.PUBLISHED, S.PARTIAL, S.EDITED, S.REMOVED, S.RELEASED, S.REJECTED, S.HELD}),
    S.RELEASED: frozenset(_FREE | {S.REMOVED}),
    S.REJECTED: frozenset(_FREE | {S.REMOVED}),
    S.HELD: frozenset(_FREE | {S.REMOVED}),
    S.MISSED: frozenset({S.CLAIMED, S.HELD, S.CANCELLED, S.ASKED}),
    S.CANCELLED: frozenset({S.CLAIMED, S.HELD, S.MISSED, S.ASKED}),
    S.ASKED: frozenset({S.PUBLISHED, S.MISSED, S.CANCELLED, S.HELD}),
    S.PUBLISHED: frozenset(_SETTLED),
    S.VERIFIED: frozenset(_SETTLED),
    S.DRIFTED: frozenset(_SETTLED),
    S.EDITED: frozenset(_SETTLED),
    S.ADOPTED: frozenset(_SETTLED),
    S.REMOVAL_NEEDED: frozenset({S.REMOVED, S.CLAIMED}),
    S.REMOVED: frozenset(),
    S.CONFLICT: frozenset({S.PUBLISHED, S.REMOVED, S.REJECTED}),
}


def lawful(before: State | None, after: State) -> bool:
    """Whether `after` may be written when `before` is the key's last state.

    Facts (`published`, `partial`, `conflict`) may follow any state: a late receipt is a fact.
    """
    return after in _FACTS or after in STEPS[before]
