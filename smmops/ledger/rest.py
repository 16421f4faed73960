"""What a checkpoint says of the hours after it: which keys may want something, and from when on.

As long as main is the same and none of them does, a tick has nothing to look at. Whatever is not said for certain
is looked at.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from smmops.ledger.book import Record
from smmops.ledger.paths import checkpoint_path, entry_at
from smmops.model.ports import Repository, Tips
from smmops.model.state import State

LASTS = timedelta(hours=20)
"""How long a checkpoint speaks of what is to come: until the next one is due. With ticks that come late, or not at all
by night, there is one within a day or little more."""
RESTING = frozenset(
    {
        State.VERIFIED,
        State.DRIFTED,
        State.MISSED,
        State.HELD,
        State.CANCELLED,
        State.REMOVED,
        State.ADOPTED,
    }
)
"""States that time alone changes no more."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What was known at `at` (UTC), with `main` as it then was, by smmops `tool`, of the brand in `folder`.

    `soon` maps keys to the instant of the following day at which they are due. No other key wants anything before
    `at` + LASTS: where one waited, the checkpoint says nothing of what is to come.
    """

    tool: str
    folder: str
    main: str
    at: datetime
    soon: Mapping[str, datetime]

    def facts(self) -> dict[str, object]:
        """As the checkpoint's file holds it."""
        return {
            "tool": self.tool,
            "folder": self.folder,
            "at": self.at.isoformat(),
            "soon": {key: at.isoformat() for key, at in sorted(self.soon.items())},
        }

    def holds(self, now: datetime, since: Mapping[str, str]) -> bool:
        """Whether nothing can be wanted now; `since` are the states that keys came to after the checkpoint."""
        if not self.at <= now < self.at + LASTS:
            return False
        wanted = {key for key, at in self.soon.items() if at <= now}
        return wanted <= since.keys() and all(state in RESTING for state in since.values())


def all_rest(records: Iterable[Record]) -> bool:
    """Whether no key's entries say that a tick must look at it again."""
    return all(not record.broken and (not record.last or record.state in RESTING) for record in records)


def newest(git: Repository, tips: Tips, *, folder: str) -> tuple[str, Rest] | None:
    """(brand, what its newest checkpoint says) for the brand in that folder; None where none says anything."""
    for brand in sorted({name.split("/")[1] for name in tips.checkpoints}):
        found = of_brand(git, tips, brand)
        if found and found.folder == folder:
            return brand, found
    return None


def of_brand(git: Repository, tips: Tips, brand: str) -> Rest | None:
    """What the newest checkpoint of a brand says of what is to come; None where it says nothing."""
    name = max((name for name in tips.checkpoints if name.split("/")[1] == brand), default=None)
    if name is None:
        return None
    try:
        at = datetime.strptime(f"{name.rpartition('/')[2]}+0000", "%Y-%m-%d.%H%M%S%z")
        path = checkpoint_path(brand, at)
        return _read(git.tree(tips.checkpoints[name], path.rpartition("/")[0]).read(path))
    except (KeyError, ValueError, TypeError):
        return None


def _read(content: bytes) -> Rest:
    fields = json.loads(content)
    rest = fields["rest"]
    soon = {str(key): datetime.fromisoformat(at) for key, at in rest["soon"].items()}
    return Rest(
        tool=str(rest["tool"]),
        folder=str(rest["folder"]),
        main=str(fields["main"]),
        at=datetime.fromisoformat(rest["at"]),
        soon=soon,
    )


def came_to(git: Repository, anchor: str, tip: str, brand: str) -> Mapping[str, str] | None:
    """The last state of every key that has entries since; None where anything else was written, as orders are."""
    last: dict[str, tuple[int, str]] = {}
    for path, before, _ in git.diff(anchor, tip, brand):
        place = entry_at(path)
        if before is not None or place is None:
            return None
        key, number, state = place
        last[key] = max(last.get(key, (0, "")), (number, state))
    return {key: state for key, (_, state) in last.items()}
