"""`smmops preview`."""

from datetime import UTC, datetime

import click

from smmops.cli import exits
from smmops.cli.session import Session, command


@command("preview")
@click.argument("post", metavar="POST")
@click.option("--channel", multiple=True, metavar="CHANNEL", help="Only this channel or network; repeatable.")
def preview(session: Session, post: str, channel: tuple[str, ...]) -> int:
    """Shows a post as each network would show it.

    With its time, the text as sent (names filled in, the link tagged), how long it is as the network counts, what
    becomes a link, media with alt text, and below it what keeps the post from going out. Reads files, and the
    ledger's orders to pause as the last fetch left them; no network.

    \b
    Examples:
      smmops preview brew-at-home
      smmops preview content/2026/12/brew-at-home.md --channel bluesky
      smmops preview brew-at-home --format json
    """
    from smmops.cli.look import page
    from smmops.cli.posts import named, usable
    from smmops.cli.workspace import placed
    from smmops.jobs.calendar import outlooks_here
    from smmops.render.preview import preview_text
    from smmops.render.preview_json import preview_facts
    from smmops.render.problems import json_text
    from smmops.render.shown import preview as shown
    from smmops.rules.view import View

    workspace, tree = usable(session)
    assert workspace.settings is not None
    found = named(workspace, post)
    names = {name for variant in found.variants for name in (variant.channel, variant.network)}
    elsewhere = sorted(set(channel) - names)
    if elsewhere:
        raise click.BadParameter(f"{found.id} does not go to {', '.join(elsewhere)}", param_hint="--channel")
    outlooks = outlooks_here(placed(session)[0], workspace, found)
    made = shown(found, View(workspace, tree, datetime.now(UTC)), only=channel, outlooks=outlooks)
    facts = json_text(preview_facts(made))
    session.keep_text(facts)
    session.show(
        facts if session.format == "json" else preview_text(made, page(session, workspace.settings.language))
    )
    return exits.PROBLEMS if made.problems else exits.FINE
