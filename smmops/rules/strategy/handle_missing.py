"""SMM520: every channel's name stands in handles.yaml."""

from collections.abc import Iterator

from smmops.model.files_small import Handles
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, handles in view.files(Handles):
        states = {(handle.network, plain(handle.handle)): handle.state for handle in handles.handles}
        for channel in view.workspace.channels.values():
            if channel.status not in ("active", "warm-up", "claimed"):
                continue
            state = states.get((channel.network, plain(channel.handle)))
            if state in ("owned", "claimed"):
                continue
            path, spot = view.setting("channels", channel.id, "handle")
            yield Hit(
                path,
                spot,
                msg(
                    "{file} does not list {handle} on {network}",
                    file=document.path,
                    handle=channel.handle,
                    network=channel.network,
                )
                if state is None
                else msg(
                    "{file} has {handle} on {network} as `{state}`, and the channel is `{status}`",
                    file=document.path,
                    handle=channel.handle,
                    network=channel.network,
                    state=state,
                    status=channel.status,
                ),
                msg("add it there with `state: owned`, its owner, and who can get it back"),
            )


def plain(handle: str) -> str:
    """A handle as two spellings are compared."""
    return handle.strip().lstrip("@").casefold()


_LIST = """\
- {handle: acme.example, network: bluesky, state: STATE, owner: mina, two_factor: true}
- {handle: "@acme@social.example", network: mastodon, state: owned, owner: mina, two_factor: true}
- {handle: acmecoffee, network: x, state: owned, owner: mina, two_factor: true}
- {handle: acme-coffee, network: linkedin, state: owned, owner: mina, two_factor: true}
- {handle: acmecoffee, network: facebook, state: owned, owner: mina, two_factor: true}
- {handle: acme.coffee, network: instagram, state: owned, owner: mina, two_factor: true}
- {handle: "@acmecoffee", network: youtube, state: owned, owner: mina, two_factor: true}
- {handle: acme.coffee, network: threads, state: claimed, owner: mina, two_factor: true}
"""

RULE = Rule(
    code="SMM520",
    slug="handle-missing",
    severity=Severity.WARNING,
    title="Where there is a handles.yaml, it lists every channel that is ours",
    why="The list is what one needs on the day when an account is lost: who holds it and how it comes back.",
    bad=in_file("handles.yaml", _LIST.replace("STATE", "to-claim")),
    good=in_file("handles.yaml", _LIST.replace("STATE", "owned")),
    workspace=_check,
)
