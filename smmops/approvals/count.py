"""Counting who approved what came to main, by the team that stood before it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from smmops.approvals.required import ADMIN, CLIENT, Demand
from smmops.approvals.reviews import decisive, reviewer
from smmops.model.landing import Landing, Review
from smmops.model.message import Message, msg
from smmops.model.people import Member, Team, Training
from smmops.store.git_glob import matcher

BREAK_GLASS = "break-glass"

_SAID = re.compile(r"([^<>]*?)\s*(?:<([^<>]*)>)?\s*")


@dataclass(frozen=True, slots=True)
class Approver:
    """A member whose approval counts, under which of his roles, and when he gave it (UTC)."""

    id: str
    roles: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An approval that does not count. `who` is a member's id, or `unknown`: others are not written down."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Proxied:
    """A client's word for one post's bytes, as role `client`: the file, its blob, who brought it and when (UTC)."""

    path: str
    blob: str
    via: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that counts: the member, his key's fingerprint, when he says that he signed (UTC).

    `path` and `blob` are the signature's file, `commit` and `came` what brought it to main and when.
    """

    id: str
    key: str
    at: datetime
    path: str
    blob: str
    commit: str
    came: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. `missing` is None where it is enough."""

    approvers: tuple[Approver, ...]
    uncounted: tuple[Uncounted, ...]
    missing: Message | None
    proxied: tuple[Proxied, ...] = ()
    signed: tuple[Signed, ...] = ()


def count(
    landing: Landing, path: str, *, demand: Demand, team: Team, proxied: Sequence[Proxied] = ()
) -> Tally:
    """Counts the approvals of a landing for one file, whose path is from the brand's folder.

    Each member counts once, whatever he said how often. Roles and training are those of `team`, which the caller
    takes from the commit before the landing. `proxied` gives the role `client`, and is nobody's approval.
    """
    return tallied(_judged(landing, path, team), landing, demand=demand, proxied=proxied)


def tallied(
    all_judged: Iterable[tuple[Member | None, Approver | str]],
    landing: Landing,
    *,
    demand: Demand,
    proxied: Sequence[Proxied] = (),
) -> Tally:
    """What approvals, each with whose it is and as whom it counts or why it does not, come to."""
    approvers: dict[str, Approver] = {}
    uncounted: dict[tuple[str, str], Uncounted] = {}
    for member, judged in all_judged:
        if isinstance(judged, str):
            found = Uncounted(member.id if member else "unknown", judged)
            uncounted.setdefault((found.who, found.why), found)
        else:
            approvers.setdefault(judged.id, judged)
    kept = tuple(approvers.values())
    held = {role for approver in kept for role in approver.roles} | ({CLIENT} if proxied else set())
    missing = _missing(len(kept), held, landing=landing, demand=demand)
    return Tally(kept, tuple(uncounted.values()), missing, tuple(proxied))


def _judged(landing: Landing, path: str, team: Team) -> Iterator[tuple[Member | None, Approver | str]]:
    """Each approval, with whose it is, and as whom it counts or why it does not."""
    for who, commit, at in landing.approvals:
        member = _member(who, team)
        yield member, _weighed(member, landing, path, team=team, given=(commit, at))
    for review in decisive(landing.reviews, landing.at):
        member = reviewer(review, team)
        judged = _objection(review, member) or _weighed(
            member, landing, path, team=team, given=(review.commit, review.at)
        )
        yield member, judged


def _weighed(
    member: Member | None, landing: Landing, path: str, *, team: Team, given: tuple[str | None, datetime]
) -> Approver | str:
    if member is None:
        return "is no member of team.yaml"
    commit, at = given
    return _unfit(member, landing, commit=commit, at=at) or as_approver(member, path, at=at, team=team)


def _objection(review: Review, member: Member | None) -> str | None:
    """Why a review does not count, whatever was merged."""
    if member is None:
        return "is no member of team.yaml"
    if member.github_id is None:
        return f"has no number in team.yaml, and names change: write `github_id: {review.user}`"
    if not review.person:
        return "is no person"
    if review.state != "approved":
        return (
            "asked for changes last" if review.state == "changes-requested" else "approved, and was dismissed"
        )
    if not review.may_write:
        return "may not write to the repository"
    return None


def writers(landing: Landing, team: Team) -> tuple[str, ...]:
    """Who wrote what came in, as members' ids; `unknown` stands once for everybody else."""
    known = {identity: member.id for member in team.members for identity in _identities(member)}
    return tuple(dict.fromkeys(known.get(author.strip().casefold(), "unknown") for author in landing.authors))


def _missing(number: int, held: set[str], *, landing: Landing, demand: Demand) -> Message | None:
    if not demand.counts:
        return None
    if landing.why_not:
        return msg("{why}", why=landing.why_not)
    if landing.kind != "merge":
        return msg("pushed to main without a merge, so nobody approved it")
    if number < demand.minimum and demand.level == "signed":
        return msg(
            "{count} of {minimum} signatures count; a reviewer adds one with `smmops approve`",
            count=number,
            minimum=demand.minimum,
        )
    if number < demand.minimum:
        return msg("{count} of {minimum} approvals count", count=number, minimum=demand.minimum)
    lacking = [role for role in demand.all if role not in held]
    if lacking:
        return msg("an approval by {role} is missing", role=lacking[0])
    for group in demand.any:
        if held.isdisjoint(group):
            return msg("an approval by one of {roles} is missing", roles=", ".join(group))
    return None


def _unfit(member: Member, landing: Landing, *, commit: str | None, at: datetime) -> str | None:
    """Why an approval does not count, whatever the member's roles are."""
    if commit != landing.head:
        return "approved another commit than the one that was merged"
    if at > landing.at:
        return "came after the merge"
    return wrote(member, landing)


def wrote(member: Member, landing: Landing) -> str | None:
    """Why a member may not approve what came in: he had a hand in it, or nobody knows whether he had."""
    authors = {author.strip().casefold() for author in landing.authors}
    if not authors:
        return "nobody is known to have written the change"
    if any("@" in author for author in authors) and not member.git_emails:
        return "has no git_emails in team.yaml, so that it is not known whether he wrote the change"
    if (authors | {alias.strip().casefold() for alias in landing.aliases}) & _identities(member):
        return "wrote a part of what was merged"
    return None


def as_approver(member: Member, path: str, *, at: datetime, team: Team) -> Approver | str:
    """The member with those of his roles that may approve the path, or why none of them may."""
    fitting = [role for role in member.roles if _may(role, path, team)]
    if not fitting:
        return f"has no role that may approve {path}"
    lapsed = {role: topic for role in fitting for topic in _lapsed(role, member, at, team.training)}
    able = tuple(role for role in fitting if role not in lapsed)
    if not able:
        return f"had no valid training in {next(iter(lapsed.values()))}"
    return Approver(member.id, able, at)


def _member(who: str, team: Team) -> Member | None:
    """Who a forge's id, a login or a trailer `id` or `id <e-mail>` names; an e-mail must be one of his."""
    said = _SAID.fullmatch(who)
    if not said:
        return None
    name, email = said[1].strip(), said[2]
    for member in team.members:
        if name in (member.id, str(member.github_id or "")):
            own = email is None or email.strip().casefold() in _identities(member)
            return member if own else None
    return None


def _identities(member: Member) -> set[str]:
    """What authors are called by git and by the forge, without case."""
    found = {email.strip().casefold() for email in member.git_emails}
    if member.github_id is not None:
        found.add(str(member.github_id))
    if member.github:
        login = member.github.casefold()
        found |= {login, f"{login}@users.noreply.github.com"}
        found.add(f"{member.github_id}+{login}@users.noreply.github.com")
    return found


def _may(role: str, path: str, team: Team) -> bool:
    if role in team.roles:
        return matcher(team.roles[role].may_approve)(path)
    return role == ADMIN


def _lapsed(role: str, member: Member, at: datetime, training: Iterable[Training]) -> Iterator[str]:
    today = at.astimezone(UTC).date()
    for asked in training:
        if role in asked.required_for:
            done = asked.done.get(member.id)
            if done is None or not done <= today <= done + asked.valid:
                yield asked.topic
