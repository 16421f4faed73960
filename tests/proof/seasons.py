"""Kinds of history: what the weather and the people of one incline to, so that rare meetings are not rare."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("exact", "key", "container", "status", "lagging")
"""What "not there" allows, by network: publishing.md's table."""
USUAL = (
    "reword", "reword", "move_time", "move_time", "hold", "take_down", "rename", "copy", "move", "delete",
    "restore", "freeze", "rename_channel", "settle", "double",
)  # fmt: skip


@dataclass(frozen=True)
class Season:
    """`faults` maps kinds to how likely each at least may be; `deeds` are drawn alike; `approved` is a share.

    `meanwhile` is the share of deeds that fall within a minute after a tick begins, `burst` how many runs may
    begin together, `lag_s` how far behind lists of lagging networks may be, `stalls_s` how long a stall may last,
    `late_receipts` the share of receipts whose push waits until the lease is long over, `sleeps` the share of
    calls before which the process sleeps for `sleep_s`, `gaps` the minutes between ticks.
    """

    name: str
    kinds: tuple[str, ...] = KINDS
    deeds: tuple[str, ...] = USUAL
    parts: tuple[int, ...] = (1, 1, 1, 2, 3)
    approved: float = 0.85
    faults: Mapping[str, float] = field(default_factory=dict)
    meanwhile: float = 0.4
    burst: int = 2
    orders: float = 0.02
    lag_s: float = 300.0
    stalls_s: tuple[float, ...] = (60.0, 300.0, 900.0, 1500.0)
    outage: float = 0.15
    late_receipts: float = 0.0
    sleeps: float = 0.0
    sleep_s: tuple[float, float] = (1100.0, 9000.0)
    gaps: tuple[float, ...] = (1, 5, 12, 25)


SEASONS = (
    Season("every day"),
    Season(
        "orders",
        deeds=("take_down", "hold", "freeze", "restore", "move_time", "write", "reword", "resume"),
        meanwhile=0.9,
        orders=0.15,
    ),
    Season(
        "half threads",
        parts=(2, 3),
        deeds=("reword", "restore", "move_time", "settle", "hold", "take_down"),
        faults={"crash": 0.03, "call_lost_after": 0.2, "call_late": 0.2},
        meanwhile=0.7,
    ),
    Season("unapproved", approved=0.35, meanwhile=0.7),
    Season(
        "words again",
        deeds=("double", "double", "copy", "copy", "copy", "rename", "delete", "restore", "reword", "write"),
        kinds=("lagging", "status", "key", "key", "key"),
        faults={"call_lost_after": 0.2, "call_lost_before": 0.3, "call_late": 0.4},
        burst=4,
    ),
    Season(
        "new names",
        deeds=("rename_channel", "rename_channel", "rename", "move", "reword", "move_time"),
        burst=1,
    ),
    Season(
        "long sleeps",
        stalls_s=(1500.0, 2400.0, 3600.0),
        faults={"stall": 0.03},
        deeds=("settle", "settle", "reword", "reword", "move_time"),
        kinds=("lagging", "status", "key"),
        lag_s=9000.0,
        late_receipts=0.3,
        sleeps=0.2,
        burst=3,
    ),
    Season(
        "slow lists",
        lag_s=9000.0,
        kinds=("lagging", "status"),
        deeds=("settle", "reword", "move_time", "write"),
        faults={"call_lost_after": 0.3, "call_lost_before": 0.2, "call_late": 0.2},
    ),
    Season(
        "bad lines",
        outage=0.8,
        faults={"push_lost_before": 0.2, "push_lost_after": 0.2, "offline": 0.1},
        burst=3,
    ),
    Season(
        "taken down",
        deeds=("take_down", "take_down", "restore", "restore", "move_time", "reword"),
        faults={"call_lost_after": 0.2, "crash": 0.02},
        orders=0.05,
    ),
    Season(
        "edge of the lease",
        kinds=("key", "status", "lagging"),
        deeds=("reword", "reword", "settle", "settle", "take_down"),
        faults={"call_late": 0.5},
        sleeps=0.5,
        sleep_s=(1020.0, 1230.0),
        gaps=(0.3, 1, 2),
        meanwhile=1.0,
    ),
)
"""A history's season is its seed's remainder."""


def season_of(seed: int) -> Season:
    """The season that a seed stands for."""
    return SEASONS[seed % len(SEASONS)]
