"""`smmops forge comment`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("forge comment")
@click.option(
    "--run", "run_", required=True, type=click.IntRange(min=1), metavar="NUMBER", help="Of the check."
)
@click.option("--live", is_flag=True, help="Write it; without, print what would be written.")
def comment(session: Session, *, run_: int, live: bool) -> int:
    """Writes the plan of a pull request into its one comment, from what the check left.

    The plan that a check left is a stranger's file: its archive, its JSON and every text in it are held to narrow
    bounds, and nothing of the pull request is checked out or run. Which pull request it is, is asked of the forge.
    An older run never replaces the comment of a newer one.

    Needs GITHUB_TOKEN with pull-requests to write, actions and contents to read.

    \b
    Examples:
      smmops forge comment --run 8812
      smmops forge comment --run 8812 --live       in a job after the check
    """
    from smmops.cli.world import ground
    from smmops.forge.registry import checks_of, talks_of
    from smmops.jobs.comment import comment as write
    from smmops.words.catalogue import say

    stands = ground(session)
    forge = stands.world.forge
    done = write(talks_of(forge), checks_of(forge), run_, settings=stands.settings, live=live)
    facts = {
        "schema": "smmops.forge-comment/1",
        "live": live,
        "pull_request": done.number,
        "written": bool(done.said and done.said.changed),
        "url": done.said.url if done.said else None,
        "why_not": say(done.why_not) if done.why_not else None,
        "no_plan": say(done.no_plan) if done.no_plan else None,
    }
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    elif done.why_not:
        session.show(f"nothing to write: {say(done.why_not)}")
    elif done.said is None:
        session.show(done.body)
    else:
        what = "written" if done.said.changed else "stands as it was"
        session.show(f"the comment of #{done.number} {what}: {done.said.url}")
    return exits.FINE
