"""What `smmops doctor` asks of the forge."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from smmops.cli.ports import EnvironmentSecrets, MachineClock
from smmops.forge.registry import forge_of
from smmops.model.message import Message, msg
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at: `state` is `fine`, `advice` or `broken` (nothing can be published)."""

    what: str
    state: str
    says: Message
    fix: Message | None = None


def look(settings: Settings) -> list[Seen]:
    """Whether the forge can say who approved, and whether main is protected there."""
    return list(_seen(settings))


def _seen(settings: Settings) -> Iterator[Seen]:
    from smmops.forge.github.forge import GitHubForge

    try:
        forge = forge_of(settings, clock=MachineClock(), secrets=EnvironmentSecrets(), jitter=random.random)
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
    yield from _rules(forge, settings.main_branch)


def _rules(forge: object, branch: str) -> Iterator[Seen]:
    from smmops.forge.github.forge import GitHubForge
    from smmops.forge.github.trouble import GitHubError

    assert isinstance(forge, GitHubForge)
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
