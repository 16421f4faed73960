"""What `smmops doctor` asks of GitHub: the environment and its secrets, the owners file, the ticks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from smmops.cli.doctor_seen import Seen
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace
from smmops.specs.registry import spec
from smmops.words.time import duration

if TYPE_CHECKING:
    from smmops.forge.github.asking import Asking

ENVIRONMENT = "smmops-publish"
WORKFLOW = "smmops-publish.yml"
SOON = timedelta(days=31)
"""How far ahead the calendar is held against the secrets."""
QUIET = timedelta(hours=6)
"""Without a tick for longer, posts are late; the night of the schedule that `init` writes is five hours."""


def environment(asking: "Asking", main: str) -> Iterator[Seen]:
    """Whether only main can use the environment that holds the secrets."""
    from smmops.forge.github.trouble import GitHubError

    where = msg(
        "on GitHub, Settings → Environments → {name} → Deployment branches: choose selected branches, and {main} alone",
        name=ENVIRONMENT,
        main=main,
    )
    try:
        found = asking.environment(ENVIRONMENT)
        if found is None:
            said = msg("there is none, so that secrets lie where any branch's workflow can read them")
            yield Seen(ENVIRONMENT, "advice", said, where)
            return
        policy = found.deployment_branch_policy
        named = asking.branches_of(ENVIRONMENT) if policy and policy.custom_branch_policies else []
    except GitHubError as error:
        yield Seen(
            ENVIRONMENT, "advice", msg("it cannot be read: GitHub {reason}", reason=error.reason), _READ
        )
        return
    if policy is None:
        said = msg("any branch can use it, so that a pull request's own workflow reads the secrets")
        yield Seen(ENVIRONMENT, "broken", said, where)
    elif named and named != [main]:
        said = msg("branches that can use it: {names}; only {main} should", names=", ".join(named), main=main)
        yield Seen(ENVIRONMENT, "advice", said, where)
    elif not named and not policy.protected_branches:
        yield Seen(ENVIRONMENT, "broken", msg("no branch can use it, so that nothing is published"), where)
    elif policy.protected_branches:
        said = msg("every protected branch can use it, not only {main}", main=main)
        yield Seen(ENVIRONMENT, "advice", said, where)
    else:
        yield Seen(ENVIRONMENT, "fine", msg("only {main} can use it", main=main))


_READ = msg("give the token `Environments: read`, `Secrets: read` and `Actions: read` of this one repository")


def secrets(asking: "Asking", workspace: Workspace, now: datetime) -> Iterator[Seen]:
    """Secrets that the calendar needs, by name, against those that are there."""
    from smmops.forge.github.trouble import GitHubError

    try:
        there = set(asking.secret_names(ENVIRONMENT) or ()) | set(asking.secret_names() or ())
    except GitHubError as error:
        yield Seen(
            "secrets", "advice", msg("they cannot be listed: GitHub {reason}", reason=error.reason), _READ
        )
        return
    lacking = 0
    for channel in workspace.channels.values():
        names = [f"{channel.secrets}_{rule.name}" for rule in spec(channel.network).secrets if rule.required]
        missing = [name for name in names if name not in there]
        if channel.status not in ("active", "warm-up") or not missing:
            continue
        lacking += 1
        first, count = _planned(workspace, channel.id, now)
        fix = msg(
            "on GitHub, Settings → Environments → {name} → Add environment secret: {missing}",
            name=ENVIRONMENT,
            missing=", ".join(missing),
        )
        if count:
            said = msg(
                "{missing} not set on GitHub; posts up to a month ahead: {count}, the first on {day}",
                missing=", ".join(missing),
                count=count,
                day=f"{first:%Y-%m-%d %H:%M} UTC",
            )
            yield Seen(channel.id, "broken", said, fix)
        else:
            said = msg("{missing} not set on GitHub; no post needs it yet", missing=", ".join(missing))
            yield Seen(channel.id, "advice", said, fix)
    if not lacking:
        yield Seen("secrets", "fine", msg("every secret that active channels need is set on GitHub"))


def _planned(workspace: Workspace, channel: str, now: datetime) -> tuple[datetime | None, int]:
    """(the first, how many) posts on a channel from yesterday to a month ahead."""
    times = sorted(
        variant.publish_at
        for post in workspace.posts.values()
        for variant in post.variants
        if variant.channel == channel
        and variant.publish_at is not None
        and now - timedelta(days=1) <= variant.publish_at <= now + SOON
    )
    return (times[0] if times else None), len(times)


def owners(asking: "Asking", workspace: Workspace, tree: Tree) -> Iterator[Seen]:
    """Whether the owners file is there, is in step, and is one that GitHub can use."""
    from smmops.approvals.owners import PLACES, drift, has_marks, owner_lines
    from smmops.forge.github.trouble import GitHubError

    blobs, write = tree.blobs(), msg("run `smmops owners --write`, and let an admin review it")
    place = next((name for name in PLACES if name in blobs), None)
    if place is None or workspace.settings is None or workspace.team is None:
        said = msg("there is no owners file, so that GitHub asks nobody for a review")
        yield Seen("CODEOWNERS", "advice", said, write)
        return
    text = tree.read(place).decode("utf-8", "replace")
    lines = owner_lines(workspace.settings, workspace.team, folder=workspace.folder, place=place)
    if not has_marks(text, workspace.settings.id):
        yield Seen(place, "advice", msg("it was written by hand: team.yaml and policy may say others"), write)
    elif drift(text, lines, workspace.settings.id):
        yield Seen(place, "advice", msg("it is out of step with team.yaml and smmops.yaml"), write)
    else:
        yield Seen(place, "fine", msg("it is in step with team.yaml and smmops.yaml"))
    try:
        errors = asking.owners_errors() or []
    except GitHubError:
        errors = []
    for error in errors:
        said = msg("GitHub cannot use line {line}: {kind}", line=error.line, kind=error.kind)
        fix = msg("give that account write access to the repository, or take it out of team.yaml")
        yield Seen(error.path, "advice", said, fix)


def ticks(asking: "Asking", now: datetime) -> Iterator[Seen]:
    """When the publish job ran last, and the longest gaps between its runs."""
    from smmops.forge.github.trouble import GitHubError

    start = msg(
        "start one: on GitHub, Actions → smmops publish → Run workflow; docs/running.md names other timers"
    )
    try:
        runs = asking.runs_of(WORKFLOW)
    except GitHubError as error:
        yield Seen(
            "ticks", "advice", msg("they cannot be listed: GitHub {reason}", reason=error.reason), _READ
        )
        return
    times = [run.created_at for run in runs or () if run.created_at]
    if not times:
        yield Seen("ticks", "advice", msg("{workflow} never ran", workflow=WORKFLOW), start)
        return
    ago = now - max(times)
    if ago > QUIET:
        said = msg("the last one was {ago} ago: what is due waits", ago=duration(ago))
        yield Seen("ticks", "broken" if ago > timedelta(days=1) else "advice", said, start)
    else:
        yield Seen("ticks", "fine", msg("the last one was {ago} ago", ago=duration(ago)))
    yield from _gaps(sorted(times))


def _gaps(times: Sequence[datetime]) -> Iterator[Seen]:
    gaps = sorted(((later - before, later) for before, later in pairwise(times)), reverse=True)
    long = [f"{duration(gap)} before {at:%Y-%m-%d %H:%M} UTC" for gap, at in gaps[:3] if gap > QUIET]
    if long:
        said = msg(
            "of the last {count} runs, these came late: {gaps}", count=len(times), gaps="; ".join(long)
        )
        fix = msg("let another timer start the ticks: docs/running.md")
        yield Seen("ticks", "advice", said, fix)
