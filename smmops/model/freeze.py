"""Stops: the reviewed file freeze.yaml on main, and orders on the state branch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import ConfigDict

from smmops.model.base import Frozen


class Freeze(Frozen):
    """freeze.yaml: what is stopped, and which orders of `pause` it lifts.

    `scope` is ("all",), ("paid",), ("none",) or channel ids; `since` is as written, UTC.
    """

    reason: str = ""
    by: str = ""
    since: datetime | None = None
    scope: tuple[str, ...] = ("none",)
    lift: tuple[str, ...] = ()

    def stops(self, channel: str) -> bool:
        """Whether nothing may be published on that channel."""
        return covers(self.scope, channel)


class Order(Frozen):
    """A file under `<brand>/control/`: `pause` stops, `takedown` removes; `id` is the file's stem.

    `scope` as in Freeze (of a pause); `post` and `channels` (empty: everywhere) of a takedown. `at` is UTC.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    schema_: Literal["smmops.order/1"] = "smmops.order/1"
    id: str
    kind: Literal["pause", "takedown"]
    at: datetime
    by: str
    reason: str
    scope: tuple[str, ...] = ()
    post: str | None = None
    channels: tuple[str, ...] = ()


def covers(scope: Sequence[str], channel: str) -> bool:
    """Whether a scope names that channel."""
    return "all" in scope or channel in scope
