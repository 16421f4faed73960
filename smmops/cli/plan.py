"""`smmops plan`."""

import sys
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command

if TYPE_CHECKING:
    from smmops.jobs.plan import Asked
    from smmops.store.git import GitRepository

FORMATS = ("text", "markdown", "json")


@command("plan", formats=FORMATS)
@click.option("--base", metavar="REF", help="Compare with this commit; the remote's main unless told.")
@click.option("--head", metavar="REF", help="Merge this commit; the files on the disk unless told.")
@click.option("--now", metavar="TIME", help="Judge times as if it were then: 2026-12-01T09:30+09:00.")
@click.option("--detailed-exitcode", is_flag=True, help="Exit 2 for changes, 3 when a guard stops the plan.")
@click.option(
    "--acknowledge", multiple=True, metavar="GUARD", help="Answer for a guard that trips; repeatable."
)
@click.option("--payload", metavar="POST", help="Only what this post (id or path) sends, byte by byte.")
@click.option("--channel", multiple=True, metavar="CHANNEL", help="With --payload: only there; repeatable.")
def plan(
    session: Session,
    payload: str | None,
    channel: tuple[str, ...],
    *,
    detailed_exitcode: bool,
    **compared: Any,
) -> int:
    """Says what merging would do: what is published, edited, moved and cancelled, what it may cost, and who must
    approve it.

    Compares the files on the disk with the remote's main as it was last fetched, and asks the ledger what is live.
    No network, no secrets. Exit 1 when a safety guard trips.

    \b
    Examples:
      smmops plan
      smmops plan --format markdown                  the comment of a pull request
      smmops plan --base HEAD^1 --head HEAD          in a pull request's job
      smmops plan --detailed-exitcode --json-into plan.json
      smmops plan --acknowledge max-changed
      smmops plan --payload brew-at-home --channel bluesky-onda
    """
    if payload is not None:
        from smmops.cli.plan_payload import payloads

        return payloads(session, payload, channel)
    if channel:
        raise click.UsageError("--channel needs --payload")
    return _review(session, compared, detailed=detailed_exitcode)


def _review(session: Session, compared: dict[str, Any], *, detailed: bool) -> int:
    from smmops.jobs.plan import plan as review
    from smmops.render.plan_json import plan_json

    asked, git = _asked(session, compared)
    try:
        made = review(git, asked)
    finally:
        git.close()
    if session.json_into is not None:
        session.keep_text(plan_json(made))
    if session.format == "json":
        session.show(plan_json(made))
    elif session.format == "markdown":
        from smmops.render.plan_markdown import plan_markdown

        session.show(plan_markdown(made))
    elif not (session.quiet and not made.changed and not made.drift):
        from smmops.cli.look import columns
        from smmops.render.plan_text import plan_text

        session.show(plan_text(made, color=session.color, columns=columns(), ascii_only=_ascii()))
    if made.stopped:
        return exits.STOPPED if detailed else exits.PROBLEMS
    return exits.CHANGES if detailed and made.changed else exits.FINE


def _asked(session: Session, compared: dict[str, Any]) -> "tuple[Asked, GitRepository]":
    from smmops.cli.check import moment
    from smmops.cli.workspace import opened, placed
    from smmops.jobs.plan import Asked
    from smmops.model.message import msg
    from smmops.model.problem import SmmopsError
    from smmops.plan.guards import GUARDS
    from smmops.store.git import GitRepository, Refs

    acknowledged = compared["acknowledge"]
    unknown = sorted(set(acknowledged) - set(GUARDS))
    if unknown:
        raise click.BadParameter(f"{unknown[0]} is no guard: {', '.join(GUARDS)}", param_hint="--acknowledge")
    workspace, tree = opened(session)
    if workspace.settings is None:
        raise SmmopsError(
            msg("the smmops.yaml of {folder} cannot be used", folder=str(session.folder)),
            msg("run `smmops check` and mend what it names, or name the brand's folder with -C"),
            exit_code=exits.PROBLEMS,
        )
    top, _ = placed(session)
    settings = workspace.settings
    refs = Refs(settings.id, settings.main_branch, settings.state_branch, remote=settings.remote)
    git = GitRepository(top, refs)
    now = moment(compared["now"])
    return Asked(workspace, tree, compared["base"], compared["head"], now, acknowledged), git


def _ascii() -> bool:
    try:
        "±✓≠".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False
