"""What `smmops doctor` asks of the forge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smmops.cli.session import Session
from smmops.cli.workspace import opened
from smmops.cli.world import ground
from smmops.model.message import Message, msg
from smmops.model.people import Team
from smmops.model.problem import SmmopsError

if TYPE_CHECKING:
    from smmops.forge.github.forge import GitHubForge


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at: `state` is `fine`, `advice` or `broken` (nothing can be published)."""

    what: str
    state: str
    says: Message
    fix: Message | None = None


def look(session: Session) -> list[Seen]:
    """Whether the forge can say who approved, and whether main is protected there."""
    return list(_seen(session))


def _seen(session: Session) -> Iterator[Seen]:
    from smmops.forge.github.forge import GitHubForge

    try:
        stands = ground(session)
        forge, settings = stands.world.forge, stands.settings
        forge.now()
        forge.ready()
    except SmmopsError as refused:
        yield Seen("forge", "broken", refused.message, refused.hint)
        return
    if not isinstance(forge, GitHubForge):
        yield Seen(
            "forge", "fine", msg("local: approvals are trailers, which whoever may push to main can write")
        )
        return
    name = forge.asking.repo().full_name
    yield Seen("forge", "fine", msg("GitHub answers for {repository}", repository=name))
    yield from _members(forge, opened(session)[0].team)
    yield from _rules(forge, settings.main_branch)


def _members(forge: "GitHubForge", team: Team | None) -> Iterator[Seen]:
    """Members whose approvals cannot count, because nobody wrote down which account is theirs."""
    from smmops.forge.github.trouble import GitHubError

    for member in team.members if team else ():
        if member.github_id is not None:
            continue
        if not member.github:
            yield Seen(
                member.id,
                "advice",
                msg("has no account in team.yaml, so that approvals on GitHub do not count"),
                msg("write `github: LOGIN` and `github_id: NUMBER`"),
            )
            continue
        try:
            found = forge.asking.user(member.github)
        except GitHubError:
            found = None
        yield Seen(
            member.id,
            "advice",
            msg("has no number in team.yaml, so that approvals on GitHub do not count"),
            msg("write `github_id: {number}`, if {login} is this member", number=found.id, login=found.login)
            if found
            else msg("GitHub knows no {login}: write today's login", login=member.github),
        )


def _rules(forge: "GitHubForge", branch: str) -> Iterator[Seen]:
    from smmops.forge.github.trouble import GitHubError

    try:
        types = {rule.type for rule in forge.asking.rules(branch)}
    except GitHubError as error:
        yield Seen(branch, "advice", msg("its rules cannot be read: GitHub {reason}", reason=error.reason))
        return
    if "pull_request" not in types:
        yield Seen(
            branch,
            "advice",
            msg(
                "no pull request is required, so that a push blocks what it touches instead of being refused"
            ),
            msg("add a ruleset for {branch} on GitHub that requires a pull request", branch=branch),
        )
    if "non_fast_forward" not in types:
        yield Seen(
            branch,
            "advice",
            msg("a force push is allowed, so that history can be taken away"),
            msg("add a ruleset for {branch} on GitHub that blocks force pushes", branch=branch),
        )
    if {"pull_request", "non_fast_forward"} <= types:
        yield Seen(branch, "fine", msg("a pull request is required and force pushes are blocked"))
