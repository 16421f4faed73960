"""Which approvals a file needs before what is made of it may go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from smmops.model.people import Team
from smmops.model.post import Post, Variant
from smmops.model.settings import ApprovalRule, Approvals, Level, Match, Policy
from smmops.store.git_glob import matcher

LEVELS: tuple[Level, ...] = ("on-main", "merged", "attested", "signed")
"""Weakest first."""
ADMIN = "admin"
CLIENT = "client"
"""The role that a sign-off in `reviews/` gives to an outside client."""
GUARDED = ("smmops.yaml", "team.yaml", "rights.yaml", "allowed_signers", "revoked_keys", ".github/**")
"""Paths, from the brand's folder, that always need an admin: the rule can be raised, not removed."""

_BUILT_IN = "built-in: admin"
NOBODY = Variant(
    post="",
    channel="",
    network="",
    publish_at=None,
    not_after=None,
    late="ask",
    format="post",
    parts=(),
    language="",
)
NOTHING = Post(id="", path="", blob="", title="", variants=(), blobs=())
"""The variant and the post that a subject without one has: rules that match on them do not match."""
_DEFAULT: Level = "attested"
_guarded = matcher(GUARDED)
_money = matcher(("campaigns/**", "money.yaml"))


@dataclass(frozen=True, slots=True)
class Subject:
    """A file of a post's closure, as policy's rules see it.

    `path` is from the brand's folder. `tagged` is False for a file that the post only uses and whose own change
    the post's reviewers saw: then rules about the post's nature do not ask again.
    """

    path: str
    post: Post
    variant: Variant
    tagged: bool = True


def about(path: str) -> Subject:
    """A file that no post's nature says anything of."""
    return Subject(path, NOTHING, NOBODY, tagged=False)


@dataclass(frozen=True, slots=True)
class Demand:
    """What must be approved: how many members, at which level, each role of `all`, one of each group of `any`.

    `asked` names the rules that ask it, as they stand in smmops.yaml.
    """

    minimum: int
    level: Level
    all: tuple[str, ...] = ()
    any: tuple[tuple[str, ...], ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether anybody has to approve at all."""
        return bool(self.minimum or self.all or self.any)


def required(subject: Subject, *, policy: Policy, team: Team, best: str) -> Demand:
    """What policy asks for that file: every rule that matches adds, the strictest minimum counts.

    `best` is the strongest level that the forge gives: where policy names no level, that is asked, `attested` at
    most. Level `on-main` asks for nobody's approval; a rule that asks for people needs a merge all the same, and
    `signed` asks for one signature at least.
    Solo mode asks `on-main`, whatever policy says.
    """
    if is_solo(team):
        return Demand(0, "on-main", asked=("team.yaml: solo",))
    default = policy.approvals.level or _least(_DEFAULT, best)
    parts = [*_parts(subject, policy)]
    minimum, level = 0, default
    for name, asked in parts:
        whole = name != "policy.approvals" or default != "on-main"
        own = asked.level or default
        people = (asked.minimum or 0) if whole else 0
        if people or asked.all or asked.any:
            own = _most(own, "merged")
        minimum, level = max(minimum, people), _most(level, own)
    return Demand(
        minimum=max(minimum, 1) if level == "signed" else minimum,
        level=level,
        all=tuple(dict.fromkeys(role for _, asked in parts for role in asked.all)),
        any=tuple(dict.fromkeys(asked.any for _, asked in parts if asked.any)),
        asked=tuple(name for name, _ in parts),
    )


def is_solo(team: Team) -> bool:
    """Whether the one member approves himself; a team of two is never solo."""
    return team.solo and len(team.members) <= 1


def is_guarded(path: str) -> bool:
    """Whether a path, from the brand's folder, always needs an admin."""
    return _guarded(path)


def level_reached(level: str, least: str) -> bool:
    """Whether a level is at least as strong as another."""
    return level in LEVELS and LEVELS.index(level) >= LEVELS.index(least)


def _parts(subject: Subject, policy: Policy) -> Iterator[tuple[str, Approvals]]:
    yield "policy.approvals", policy.approvals
    if _guarded(subject.path):
        yield _BUILT_IN, Approvals(any=(ADMIN,))
    for index, rule in enumerate(policy.rules):
        if _applies(rule, subject):
            yield f"policy.rules[{index}]", rule.approvals


def _applies(rule: ApprovalRule, subject: Subject) -> bool:
    match = rule.match
    tests = [*_about_paths(match, subject), *_about_post(match, subject)]
    return bool(tests) and all(tests)


def _about_paths(match: Match, subject: Subject) -> Iterator[bool]:
    if match.paths:
        yield matcher(match.paths)(subject.path)
    if match.money_over is not None or match.raise_over is not None:
        # how much a change raises is not known here: every change of money's files is taken for a raise
        yield _money(subject.path)


def _about_post(match: Match, subject: Subject) -> Iterator[bool]:
    post, variant = subject.post, subject.variant
    asked = (
        (match.labels, set(post.labels)),
        (match.type, {post.type}),
        (match.channels, {variant.channel}),
        (match.networks, {variant.network}),
        (match.campaigns, {post.campaign}),
        (match.disclose, _disclosed(variant)),
    )
    for wanted, found in asked:
        if wanted:
            yield subject.tagged and not found.isdisjoint(wanted)


def _disclosed(variant: Variant) -> set[str]:
    said = variant.disclose
    if said is None:
        return set()
    named = {
        "paid_partnership": bool(said.paid_partnership),
        "own_brand": said.own_brand,
        "ai": said.ai is not None,
    }
    found = {name for name, given in named.items() if given}
    return found | ({said.ai, f"ai: {said.ai}"} if said.ai else set())


def _most(one: Level, other: Level) -> Level:
    return LEVELS[max(LEVELS.index(one), LEVELS.index(other))]


def _least(one: Level, other: str) -> Level:
    return LEVELS[min(LEVELS.index(one), LEVELS.index(other) if other in LEVELS else 0)]
