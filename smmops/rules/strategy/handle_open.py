"""SMM521: what is to be claimed or watched has somebody who does it, and what is ours is locked."""

from collections.abc import Iterator

from smmops.model.document import Document
from smmops.model.files_small import Handle, Handles
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    team = view.workspace.team
    alone = team is not None and team.solo
    for document, handles in view.files(Handles):
        for index, handle in enumerate(handles.handles):
            yield from _hits(document, index, handle, alone=alone)


def _hits(document: Document, index: int, handle: Handle, *, alone: bool) -> Iterator[Hit]:
    ours = handle.state in ("owned", "claimed")
    if not ours and not handle.owner and not alone:
        yield Hit(
            document.path,
            document.spot(index, "state"),
            msg(
                "`{handle}` is `{state}`, and nobody looks after it", handle=handle.handle, state=handle.state
            ),
            msg("add `owner:` with the member who claims it or reports it"),
        )
    if ours and not handle.two_factor:
        yield Hit(
            document.path,
            document.spot(index, "two_factor"),
            msg("`{handle}` is ours without a second factor", handle=handle.handle)
            if handle.two_factor is False
            else msg("`{handle}` is ours, and `two_factor` is not said", handle=handle.handle),
            msg("switch it on at the network, then write `two_factor: true`"),
        )


def _example(factor: str) -> Example:
    lines = (
        f"- {{handle: acme.example, network: bluesky, state: owned, owner: mina, two_factor: {factor}}}\n"
        "- {handle: acme.coffee, network: tiktok, state: to-claim, owner: juno}\n"
    )
    return Example({"handles.yaml": lines})


RULE = Rule(
    code="SMM521",
    slug="handle-open",
    severity=Severity.WARNING,
    title="A name to claim or to watch has an owner, and a name that is ours has a second factor",
    why="Most accounts are lost by one password that somebody guessed. "
    "A name that nobody claims is claimed by somebody else.",
    bad=_example("false"),
    good=_example("true"),
    workspace=_check,
)
