"""What an audit finds: each publication with its evidence, everything out of the ordinary, and the gaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smmops.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Given:
    """An approval: the member's id, the roles that it counts under, and when it was given (UTC)."""

    who: str
    roles: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Removed:
    """How a publication was taken down: when, why and by whom. `at` is UTC."""

    at: datetime
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch in which nobody knew whether a publication is live, and how it was decided. Times are UTC."""

    key: str
    at: datetime
    decided_at: datetime | None = None
    decision: str | None = None
    by: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of the population. Times are UTC; `late_s` is None where it was not measured.

    `state` is the ledger's last word. `approval` is `reviewed`, `self`, `policy`, `break-glass`, `imported` or
    `none`; `proof` says whether this audit recomputed it (`recomputed`) or read it from the claim (`recorded`).
    """

    key: str
    post: str
    channel: str
    network: str
    account: str
    state: str
    authors: tuple[str, ...] = ()
    approvers: tuple[Given, ...] = ()
    approval: str = "none"
    level: str = ""
    proof: str = "recorded"
    payload_sha256: str | None = None
    main: str | None = None
    blobs: tuple[tuple[str, str], ...] = ()
    due_at: datetime | None = None
    sent_at: datetime | None = None
    late_s: int | None = None
    remotes: tuple[tuple[str, str | None], ...] = ()
    verified_at: datetime | None = None
    drifted_at: datetime | None = None
    drift: str | None = None
    edited_at: datetime | None = None
    removed: Removed | None = None
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Landed:
    """A change of main that touches what publications are made of, and how it came in.

    `how` is `reviewed`, `self`, `policy`, `break-glass`, `founding`, `direct`, `unapproved` or `not known`.
    """

    commit: str
    at: datetime
    subject: str
    how: str
    authors: tuple[str, ...]
    approvers: tuple[str, ...]
    paths: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A stretch in which publishing was stopped; `end` None: it still is. `order`: by `pause`, not by review."""

    start: datetime
    end: datetime | None
    scope: tuple[str, ...]
    by: str
    reason: str
    order: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared to prove that the state branch is append-only."""

    commits: int
    files: int
    first: datetime | None
    last: datetime | None
    anchors: int
    checkpoints: int
    first_checkpoint: datetime | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn sample: keys in the order drawn. The same seed and population give the same draw anywhere."""

    size: int
    seed: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit. `population` are all publications of the period, `shown` those listed (the sample, or all)."""

    brand: str
    zone: str
    main: str
    state: str
    at: datetime
    tool: str
    start: str | None
    end: str | None
    online: bool
    solo: bool
    population: tuple[Publication, ...]
    shown: tuple[Publication, ...]
    changes: tuple[Landed, ...]
    freezes: tuple[Frozen, ...]
    doubts: tuple[Doubt, ...]
    proof: Proof
    gaps: tuple[Problem, ...]
    sample: Sample | None = None
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """Gaps that make the exit code 1; the others are for somebody to look at."""
        return sum(gap.severity is Severity.ERROR for gap in self.gaps)

    @property
    def exit_code(self) -> int:
        """0 where no gap was found, else 1."""
        return 1 if self.errors else 0
