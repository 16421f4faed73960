"""Failures on demand: which requests they hit, how often, and what then happens."""

import json
import random
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from smmops.sandbox.state import Account, State

Kind = Literal[
    "delay",  # answers `seconds` later; `when` says whether the effect comes before or after the wait
    "reset",  # cuts the connection without a byte of an answer
    "cut",  # cuts the connection in the middle of the body
    "truncate",  # a whole answer whose JSON stops half way
    "garbage",  # a whole answer that is no JSON at all
    "rate_limit",  # 429 with the network's own headers
    "status",  # `status`, with the network's error body or an HTML page
    "expired",  # what the network says to a token that is over
    "lag",  # lists and look-ups do not show posts younger than `seconds`
    "date",  # the Date header is `seconds` off
]
REPLACES: Final = frozenset({"rate_limit", "status", "expired"})


class Fault(BaseModel):
    """One fault; what is None matches everything.

    `path` is a pattern with `*`. `times` None means always; the first `skip` matches pass untouched.
    `when` is about the effect: `before` it (there is none), or `after` it.
    `effect_after` lets a reset before the effect have its effect all the same, so many real seconds later.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Kind
    network: str | None = None
    account: str | None = None
    method: str | None = None
    path: str | None = None
    times: int | None = Field(default=1, ge=1)
    skip: int = Field(default=0, ge=0)
    probability: float = Field(default=1.0, ge=0, le=1)
    seed: int = 0
    when: Literal["before", "after"] = "before"
    seconds: float = 0.0
    status: int = Field(default=503, ge=400, le=599)
    html: bool = False
    effect_after: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _is_possible(self) -> "Fault":
        if self.do in {"cut", "truncate", "garbage"} and self.when == "before":
            raise ValueError(f"{self.do} needs an answer to spoil: when must be after")
        if self.effect_after is not None and (self.do, self.when) != ("reset", "before"):
            raise ValueError("effect_after belongs to a reset before the effect")
        return self

    @property
    def ends(self) -> bool:
        """Whether nothing after it happens: no effect, no other fault."""
        return self.when == "before" and (self.do == "reset" or self.do in REPLACES)

    def matches(self, *, network: str, account: Account | None, method: str, path: str) -> bool:
        """Whether the fault means such a request."""
        named = {account.id, account.handle} if account else set()
        return (
            self.network in (None, network)
            and (self.account is None or self.account in named)
            and (self.method is None or self.method.upper() == method)
            and (self.path is None or fnmatchcase(path, self.path))
        )


KINDS: Final = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults that are set, with how often each was met; kept in the state."""

    state: State

    def add(self, fault: Fault) -> int:
        """Sets a fault; gives its number."""
        return self.state.run(
            "INSERT INTO fault (value, seen, hits) VALUES (?, 0, 0)", fault.model_dump_json()
        )

    def clear(self) -> None:
        """Takes every fault away."""
        self.state.run("DELETE FROM fault")

    def all(self) -> list[dict[str, Any]]:
        """Each fault with `id`, `seen` (matches) and `hits` (times it struck)."""
        rows = self.state.rows("SELECT id, value, seen, hits FROM fault ORDER BY id")
        return [
            {"id": name, **json.loads(value), "seen": seen, "hits": hits} for name, value, seen, hits in rows
        ]

    def strike(self, *, network: str, account: Account | None, method: str, path: str) -> list[Fault]:
        """The faults that hit this request, in the order they were set; counts them.

        Once one ends the request before its effect, those set later wait for the next request.
        """
        hit: list[Fault] = []
        ended = False
        with self.state.change():
            for name, value, seen, hits in self.state.rows(
                "SELECT id, value, seen, hits FROM fault ORDER BY id"
            ):
                fault = Fault.model_validate_json(value)
                if ended and fault.do != "date":
                    continue
                if not fault.matches(network=network, account=account, method=method, path=path):
                    continue
                drawn = random.Random(f"{fault.seed}:{name}:{seen}").random() < fault.probability  # noqa: S311
                used_up = fault.times is not None and hits >= fault.times
                strikes = seen >= fault.skip and drawn and not used_up
                self.state.run(
                    "UPDATE fault SET seen = seen + 1, hits = hits + ? WHERE id = ?", int(strikes), name
                )
                if strikes:
                    hit.append(fault)
                    ended = ended or fault.ends
        return hit
