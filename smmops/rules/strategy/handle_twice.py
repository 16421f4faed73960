"""SMM522: a name on a network stands in handles.yaml once."""

from collections.abc import Iterator

from smmops.model.files_small import Handles
from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.strategy.handle_missing import plain
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, handles in view.files(Handles):
        first: dict[tuple[str | None, str], int] = {}
        for index, handle in enumerate(handles.handles):
            before = first.setdefault((handle.network, plain(handle.handle)), index)
            if before != index:
                yield Hit(
                    document.path,
                    document.spot(index, "handle"),
                    msg("`{handle}` stands twice on the same network", handle=handle.handle),
                    msg("join both entries: two owners of one name wait for each other"),
                    (Place(document.path, *document.spot(before, "handle")),),
                )


_LIST = """\
- {handle: acme.coffee, network: tiktok, state: to-claim, owner: juno}
- {handle: "@Acme.Coffee", network: NETWORK, state: look-alike, owner: mina}
"""

RULE = Rule(
    code="SMM522",
    slug="handle-twice",
    severity=Severity.ERROR,
    title="A name on a network stands in handles.yaml once",
    why="With two entries there are two owners and two states, and each relies on the other.",
    bad=in_file("handles.yaml", _LIST.replace("NETWORK", "tiktok")),
    good=in_file("handles.yaml", _LIST.replace("NETWORK", "pinterest")),
    workspace=_check,
)
