"""What `smmops doctor` asks of the forge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smmops.cli.doctor_seen import Seen
from smmops.cli.session import Session
from smmops.cli.workspace import opened
from smmops.cli.world import ground
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.problem import SmmopsError
from smmops.words.escape import terminal

if TYPE_CHECKING:
    from smmops.forge.github.forge import GitHubForge


def look(session: Session) -> list[Seen]:
    """Whether the forge can say who approved, and whether main is protected there."""
    return list(_seen(session))


def _seen(session: Session) -> Iterator[Seen]:
    from smmops.cli.doctor_github import WORKFLOW, environment, owners, secrets, ticks
    from smmops.cli.doctor_ledger import traces
    from smmops.forge.github.forge import GitHubForge

    try:
        stands = ground(session)
        forge, settings = stands.world.forge, stands.settings
        forge.now()
        forge.ready()
    except SmmopsError as refused:
        yield Seen("forge", "broken", refused.message, refused.hint)
        return
    now = stands.world.clock.now()
    if not isinstance(forge, GitHubForge):
        yield Seen(
            "forge", "fine", msg("local: approvals are trailers, which whoever may push to main can write")
        )
        yield from traces(stands.world, settings.id, now)
        return
    name = forge.asking.repo().full_name
    yield Seen("forge", "fine", msg("GitHub answers for {repository}", repository=name))
    workspace, tree = opened(session)
    yield from _members(forge, workspace.team)
    yield from _rules(forge, settings.main_branch)
    yield from _kept(forge, settings.state_branch)
    yield from owners(forge.asking, workspace, tree)
    if f".github/workflows/{WORKFLOW}" in tree.blobs():
        yield from environment(forge.asking, settings.main_branch)
        yield from secrets(forge.asking, workspace, now)
        yield from ticks(forge.asking, now)
    yield from traces(stands.world, settings.id, now)


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
        rules = forge.asking.rules(branch)
        types = {rule.type for rule in rules}
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
    asked = [rule.parameters or {} for rule in rules if rule.type == "pull_request"]
    if asked and not any(one.get("require_code_owner_review") for one in asked):
        yield Seen(
            branch,
            "advice",
            msg("the owners' review is not required, so that a merge may lack what policy asks"),
            msg("in the ruleset for {branch}, require review from Code Owners", branch=branch),
        )
    if asked and not any(one.get("dismiss_stale_reviews_on_push") for one in asked):
        yield Seen(
            branch,
            "advice",
            msg("an approval stays when something is pushed after it, and does not count here"),
            msg(
                "in the ruleset for {branch}, dismiss stale approvals when new commits are pushed",
                branch=branch,
            ),
        )
    if {"pull_request", "non_fast_forward"} <= types:
        yield Seen(branch, "fine", msg("a pull request is required and force pushes are blocked"))


def _kept(forge: "GitHubForge", branch: str) -> Iterator[Seen]:
    """Whether the ledger's branch can be rewritten or deleted."""
    from smmops.forge.github.trouble import GitHubError

    try:
        types = {rule.type for rule in forge.asking.rules(branch)}
    except GitHubError:
        return  # what there is to say was said of main
    if {"non_fast_forward", "deletion"} <= types:
        yield Seen(branch, "fine", msg("it cannot be rewritten or deleted"))
        return
    yield Seen(
        branch,
        "advice",
        msg("the ledger's branch can be rewritten or deleted"),
        msg(
            "add a ruleset for {branch}, smmops-seal and smmops-metrics on GitHub that blocks force pushes and deletions",
            branch=branch,
        ),
    )


def number_members(session: Session) -> None:
    """Writes the numbers that GitHub knows into team.yaml, for those who have a login and none yet."""
    from smmops.cli.workspace import placed
    from smmops.forge.github.forge import GitHubForge
    from smmops.jobs.files import moved
    from smmops.store.edit import put

    forge, (workspace, tree) = ground(session).world.forge, opened(session)
    if not isinstance(forge, GitHubForge) or workspace.team is None:
        session.note("no numbers to write: team.yaml cannot be used, or the forge is not GitHub")
        return
    top, folder = placed(session)
    path = f"{folder}/team.yaml" if folder else "team.yaml"
    before = after = tree.read(path) if path in tree.blobs() else b""
    for index, member in enumerate(workspace.team.members):
        if member.github_id is not None or not member.github:
            continue
        found = forge.asking.user(member.github)
        if found is not None and found.type == "User":
            after = put(after, ("members", index, "github_id"), str(found.id), page=False)
            session.note(
                f"{member.id}: {terminal(found.login)} is {found.id}; the review shows whether that is so"
            )
    if after != before:
        moved(top, path, path, after)
