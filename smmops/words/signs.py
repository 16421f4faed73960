"""How a state looks: one sign, one colour, one word each, everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from smmops.model.message import Message, msg
from smmops.model.state import State


@dataclass(frozen=True, slots=True)
class Look:
    """`sign` for terminals that show it, `letter` in its place on plain ASCII ones; `style` is a colour's name."""

    sign: str
    letter: str
    style: str
    word: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a post stands on a channel, and what keeps it from going out there, which no rule of `check` says."""

    look: Look
    reasons: tuple[Message, ...] = ()


IDEA = Look("·", ".", "quiet", "idea")
DRAFT = Look("◌", "d", "quiet", "draft")
SCHEDULED = Look("●", "o", "busy", "scheduled")
BY_HAND = Look("☞", "p", "busy", "by hand")
NO_WAY = Look("⊘", "0", "warn", "cannot publish")
FROZEN = Look("⏹", "F", "warn", "frozen")
BLOCKED = Look("!", "!", "warn", "blocked")
SENDING = Look("▸", ">", "busy", "sending")
LIVE = Look("✓", "v", "good", "live")
DRIFTED = Look("≠", "#", "warn", "changed outside")
PERSON = Look("?", "?", "warn", "needs a person")
HELD = Look("⏸", "H", "warn", "held")
MISSED = Look("✗", "x", "bad", "missed")
REFUSED = Look("✗", "x", "bad", "refused")
REMOVED = Look("–", "-", "quiet", "removed")
CANCELLED = Look("–", "-", "quiet", "cancelled")

LOOKS: Mapping[State, Look] = {
    State.CLAIMED: SENDING,
    State.PREPARED: SENDING,
    State.SENDING: SENDING,
    State.PARTIAL: SENDING,
    State.PUBLISHED: LIVE,
    State.VERIFIED: LIVE,
    State.EDITED: LIVE,
    State.ADOPTED: LIVE,
    State.DRIFTED: DRIFTED,
    State.UNKNOWN: PERSON,
    State.CONFLICT: PERSON,
    State.REMOVAL_NEEDED: PERSON,
    State.HELD: HELD,
    State.MISSED: MISSED,
    State.REJECTED: REFUSED,
    State.RELEASED: SCHEDULED,
    State.ASKED: BY_HAND,
    State.REMOVED: REMOVED,
    State.CANCELLED: CANCELLED,
}

_WORDS: Mapping[str, Message] = {
    "idea": msg("idea"),
    "draft": msg("draft"),
    "scheduled": msg("scheduled"),
    "by hand": msg("by hand"),
    "cannot publish": msg("cannot publish"),
    "frozen": msg("frozen"),
    "blocked": msg("blocked"),
    "sending": msg("sending"),
    "live": msg("live"),
    "changed outside": msg("changed outside"),
    "needs a person": msg("needs a person"),
    "held": msg("held"),
    "missed": msg("missed"),
    "refused": msg("refused"),
    "removed": msg("removed"),
    "cancelled": msg("cancelled"),
}


def word(look: Look) -> Message:
    """The word of a look, to be said in the reader's language."""
    return _WORDS[look.word]
