"""smmops.yaml, typed. Attributes are the file's keys; `_` stands for `-` and ends Python's keywords."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from smmops.model.base import Frozen
from smmops.model.post import Late
from smmops.model.scalar import Amount, Clock, Day, Share, Span

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
"""Lower-case `a-z 0-9 -`, at most 64 characters."""
Level = Literal["on-main", "merged", "attested", "signed"]
Stage = Literal["explore", "grow", "scale"]
Status = Literal["active", "warm-up", "claimed", "watch", "declined"]


class Cadence(Frozen):
    """How often a channel posts: fewest and most a week, and the longest gap."""

    per_week: tuple[int, int] | None = None
    max_gap: Span | None = None


class Quiet(Frozen):
    """Hours of a day in the channel's zone in which nothing is published; may cross midnight."""

    from_: Clock = Field(alias="from")
    to: Clock


class Channel(Frozen):
    """One account. `id` is its key in `channels:`; everything that a publish needs stands resolved.

    `language`, `timezone`, `secrets` carry the workspace's defaults once loaded.
    """

    id: str = ""
    network: str
    handle: str
    account: str | None = None
    status: Status = "active"
    server: str | None = None
    was: tuple[Id, ...] = ()
    owner: str | None = None
    goal: str | None = None
    evidence: str | None = None
    reason: str | None = None
    review_by: Day | None = None
    cadence: Cadence = Cadence()
    quiet: tuple[Quiet, ...] = ()
    slots: tuple[str, ...] = ()
    limits: Mapping[str, int] = {}
    language: str = ""
    timezone: str = ""
    defaults: Mapping[str, Any] = {}
    secrets: str = ""


class Match(Frozen):
    """What a rule of approval is about; several keys must all match."""

    paths: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    disclose: tuple[str, ...] = ()
    money_over: Amount | None = None
    raise_over: Share | None = None


class Approvals(Frozen):
    """How many approvals at which level, from which roles: each of `all`, one of `any`."""

    minimum: int | None = Field(default=None, ge=0, le=100)
    level: Level | None = None
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class ApprovalRule(Frozen):
    """Every rule that matches adds; the strictest minimum counts."""

    match: Match
    approvals: Approvals


class BreakGlass(Frozen):
    """Emergency merges are reviewed within these hours."""

    review_within: Span = timedelta(hours=24)


class Utm(Frozen):
    """UTM parameters with placeholders {network} {channel} {campaign} {post} {brand}; an empty one is dropped."""

    source: str = "{network}"
    medium: str = "social"
    campaign: str = "{campaign}"
    content: str = "{post}"
    term: str = ""


class Banned(Frozen):
    """A text that must not go out, compared without case; text, never a pattern."""

    text: str
    why: str = ""
    instead: str = ""


class Safety(Frozen):
    """Guards: the share of scheduled posts that one merge may change, once so many exist; posts a run."""

    max_changed: Share = Decimal("0.3")
    min_existing: int = 10
    max_a_run: int = Field(default=20, ge=1)


class Policy(Frozen):
    """Rules of the workspace, with the defaults of formats.md 1.3."""

    approvals: Approvals = Approvals(minimum=1)
    rules: tuple[ApprovalRule, ...] = ()
    require: Mapping[str, tuple[str, ...]] = {}
    break_glass: BreakGlass = BreakGlass()
    not_after: Span = timedelta(hours=12)
    late: Late = "ask"
    lease: Span = timedelta(minutes=20)
    lease_margin: Span = timedelta(seconds=180)
    per_day: int = Field(default=5, ge=1)
    min_gap: Span = timedelta(minutes=30)
    duplicate_window: Span = timedelta(days=30)
    recycle_after: Span = timedelta(days=90)
    promo_share: Share = Decimal("0.2")
    video_share: tuple[Share, Share] | None = None
    gated_share: Share | None = None
    utm: Utm = Utm()
    banned: tuple[Banned, ...] = ()
    allowed_links: tuple[str, ...] = ()
    disclosure_words: Mapping[str, tuple[str, ...]] = {}
    safety: Safety = Safety()
    evidence_age: Span = timedelta(days=365)
    hypothesis_limit: Amount | None = None


class ForgeSettings(Frozen):
    """Where reviews happen; absent: taken from git's remote."""

    kind: Literal["local", "github"] = "local"
    repository: str | None = None


class Vault(Frozen):
    """Who can open the token vault: age recipients."""

    recipients: tuple[str, ...] = ()


class Bucket(Frozen):
    """An S3-compatible place."""

    kind: Literal["s3"]
    endpoint: str
    bucket: str
    prefix: str = ""


class Notify(Frozen):
    """A place that hears of some events; `secret` names an environment variable."""

    kind: str
    secret: str
    on: tuple[str, ...] = ()


class Competitor(Frozen):
    """Another brand; `handles` maps a network to its handle there."""

    name: str
    handles: Mapping[str, str] = {}


class Listen(Frozen):
    """A query of listening: any of these texts, none of those."""

    id: Id
    any: tuple[str, ...]
    none: tuple[str, ...] = ()


class Settings(Frozen):
    """smmops.yaml. `channels` maps a channel's id to it; `mentions` a name to {network or `name`: handle}."""

    version: Literal[1]
    id: Id
    brand: str
    timezone: str
    language: str = "en"
    stage: Stage = "explore"
    site: str | None = None
    since: Day | None = None
    main_branch: str = "main"
    state_branch: str = "smmops-state"
    metrics_branch: str = "smmops-metrics"
    remote: str = "origin"
    forge: ForgeSettings | None = None
    mentions: Mapping[str, Mapping[str, str]] = {}
    channels: Mapping[Id, Channel]
    policy: Policy = Policy()
    vault: Vault = Vault()
    media_host: Bucket | None = None
    media_store: Bucket | None = None
    notify: tuple[Notify, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    listen: tuple[Listen, ...] = ()
