"""What a failed request means for the post: the only place that decides it.

Certain is only what is listed here or in an adapter's `Refusals`; everything else that comes of a request
that people might see is `OutcomeUnknown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, assert_never

import httpx

from smmops.model.outcome import (
    OutcomeUnknown,
    RateLimited,
    Refusal,
    Rejected,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from smmops.networks.answer import Answer
from smmops.networks.pace import resume_at

TRANSPORT: Final[Mapping[type[httpx.RequestError], bool]] = {
    # True: no byte of the request had left, so it cannot have had an effect
    httpx.ConnectError: True,
    httpx.ConnectTimeout: True,
    httpx.PoolTimeout: True,
    httpx.ProxyError: True,
    httpx.UnsupportedProtocol: True,
    httpx.ReadError: False,
    httpx.ReadTimeout: False,
    httpx.WriteError: False,
    httpx.WriteTimeout: False,
    httpx.CloseError: False,
    httpx.LocalProtocolError: False,
    httpx.RemoteProtocolError: False,
    httpx.NetworkError: False,
    httpx.ProtocolError: False,
    httpx.TimeoutException: False,
    httpx.TransportError: False,
    httpx.DecodingError: False,
    httpx.TooManyRedirects: False,
    httpx.RequestError: False,
}

Meaning = Literal["rejected", "unauthorized", "rate-limited", "unavailable"]


@dataclass(frozen=True, slots=True)
class Refusals:
    """A network's answers that prove that a request had no effect.

    `names` are (status, error name), `statuses` count whatever the body says; names come first.
    """

    names: Mapping[tuple[int, str], Meaning]
    statuses: Mapping[int, Meaning]

    def meaning(self, answer: Answer) -> Meaning | None:
        """What the answer means, None where it is not listed."""
        return self.names.get((answer.status, answer.error), self.statuses.get(answer.status))


def has_no_effect(error: httpx.RequestError) -> bool:
    """Whether the request cannot have begun; False for every kind that is not listed."""
    return TRANSPORT.get(type(error), False)


def refusal(answer: Answer, refusals: Refusals, now: datetime) -> Refusal | None:
    """The listed meaning of an answer, None where it is not listed. `now` is our clock."""
    meaning = refusals.meaning(answer)
    match meaning:
        case None:
            return None
        case "rejected":
            return Rejected(reason=answer.words)
        case "unauthorized":
            return Unauthorized(reason=answer.words)
        case "rate-limited":
            return RateLimited(until=resume_at(answer, now), reason=answer.words)
        case "unavailable":
            return Unavailable(reason=answer.words)
        case _:
            assert_never(meaning)


def without_effect(answer: Answer, refusals: Refusals, now: datetime) -> Refusal:
    """A failed read or upload: what is not listed may be tried again."""
    return refusal(answer, refusals, now) or Unavailable(reason=answer.words)


def with_effect(answer: Answer, refusals: Refusals, now: datetime) -> Refusal | OutcomeUnknown:
    """A failed call that people might see: what is not listed is unknown."""
    return refusal(answer, refusals, now) or OutcomeUnknown(reason=answer.words)


def unreadable(failure: Refusal) -> Unreadable:
    """A read-back that was refused: nothing was learnt."""
    return Unreadable(reason=failure.reason or failure.kind)
