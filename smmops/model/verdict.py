"""Whether what would be sent was approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smmops.model.message import Message


@dataclass(frozen=True, slots=True)
class Approved:
    """Every file of the closure has the approvals that policy asks. `evidence` goes into the claim."""

    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not known yet, or an approval may still come: neither a yes nor a no."""

    reason: Message


@dataclass(frozen=True, slots=True)
class Denied:
    """What stands on main lacks an approval; only another change can mend it."""

    reason: Message


Verdict = Approved | Waiting | Denied
