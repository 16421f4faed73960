"""SMM167: a mentioned account's handles are written as their networks write them."""

import re
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.specs.registry import NETWORKS

_NAME = "name"


def _check(view: View) -> Iterator[Hit]:
    for who, handles in view.settings.mentions.items():
        for network, handle in handles.items():
            if network == _NAME:
                continue
            path, spot = view.setting("mentions", who, network)
            facts = view.spec(network)
            if facts is None:
                known = (_NAME, *NETWORKS)
                fix = meant(network, known, fallback=msg("write one of {known}", known=few(known)))
                yield Hit(
                    path, spot, msg("`{network}` is no network that smmops knows", network=network), fix
                )
            elif facts.handle and not re.fullmatch(facts.handle, handle.removeprefix("@")):
                yield Hit(
                    path,
                    spot,
                    msg("`{handle}` is no handle on {network}", handle=handle, network=network),
                    msg("write the handle as {network} shows it, without its address", network=network),
                )


def _example(handle: str) -> Example:
    settings = "channels:\n  bluesky-acme: {network: bluesky, handle: acme.example}\n"
    head = "version: 1\nid: acme\nbrand: Acme Coffee\ntimezone: Asia/Seoul\nforge: {kind: local}\n"
    return Example(
        {"smmops.yaml": f'{head}mentions: {{mok: {{name: Mok Bakery, bluesky: "{handle}"}}}}\n{settings}'}
    )


RULE = Rule(
    code="SMM167",
    slug="mention-handle",
    severity=Severity.ERROR,
    title="Handles under `mentions:` are written as their networks write them",
    why="A handle of another shape makes no link, or links to somebody else, in every post that mentions the account.",
    bad=_example("https://bsky.app/profile/mok.example"),
    good=_example("mok.example"),
    workspace=_check,
)
