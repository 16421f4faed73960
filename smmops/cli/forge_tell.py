"""`smmops forge tell`."""

from datetime import timedelta

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("forge tell")
@click.option("--live", is_flag=True, help="Say it; without, list what would be said.")
@click.option("--since", metavar="DURATION", help="Look at pull requests that moved within; 3d unless told.")
def tell(session: Session, *, live: bool, since: str | None) -> int:
    """Tells on the forge what the ledger came to.

    The comment of the pull request that brought a post gets the addresses of what is live. What waits for a person
    (unknown, held, missed, refused, and their kin) gets one issue each, with the exact command, and it is closed when
    it is decided. A merge past the approvals gets an issue to be reviewed in time. An issue that a person closed stays
    closed. Twice says nothing twice; nothing is published and the ledger is only read.

    Needs GITHUB_TOKEN with issues to write and contents to read; without --live reading is enough.

    \b
    Examples:
      smmops forge tell                          what would be said
      smmops forge tell --live
      smmops forge tell --live --since 30d       after a long silence
    """
    from smmops.cli.world import ground
    from smmops.forge.registry import checks_of, talks_of
    from smmops.jobs.telling import tell as work
    from smmops.words.catalogue import say
    from smmops.words.escape import terminal

    within = _since(since)
    stands = ground(session)
    forge = stands.world.forge
    done = work(stands.world, talks_of(forge), checks_of(forge), since=within, live=live)
    facts = {
        "schema": "smmops.forge-tell/1",
        "live": live,
        "told": [{"what": one.what, "number": one.number, "title": one.title} for one in done.told],
        "left": done.left,
        "troubles": [{"about": about, "why": say(why)} for about, why in done.troubles],
    }
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        lines = [f"{_WORDS[one.what]:<8} {terminal(one.title)}" for one in done.told]
        lines += [f"! {terminal(about)}: {terminal(say(why))}" for about, why in done.troubles]
        lines += [f"{done.left} more issues wait for the next run"] if done.left else []
        session.show("\n".join(lines) or "nothing to tell: the forge says what the ledger says")
        if done.told and not live:
            session.show("next: smmops forge tell --live")
    return exits.TRY_AGAIN if done.troubles else exits.FINE


_WORDS = {"comment": "comment", "open": "issue", "mend": "mend", "close": "close"}


def _since(text: str | None) -> timedelta:
    from smmops.jobs.telling import SINCE
    from smmops.model.scalar import as_moment_or_span

    found = as_moment_or_span(text) if text else SINCE
    if not isinstance(found, timedelta) or not timedelta(0) < found <= timedelta(days=3650):
        raise click.BadParameter(f"{text} is no duration: write 3d or 12h", param_hint="--since")
    return found
