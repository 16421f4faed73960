"""SMM157: a freeze names channels that there are."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

_WORDS = frozenset({"all", "paid", "none"})


def _check(view: View) -> Iterator[Hit]:
    path = view.path("freeze.yaml")
    if view.unread("freeze.yaml") or path not in view.blobs:
        return
    known = view.workspace.channels
    for index, name in enumerate(view.workspace.freeze.scope):
        if name in _WORDS or name in known:
            continue
        yield Hit(
            path,
            view.spot(path, "scope", index),
            msg("`{name}` is no channel: until it is mended, everything is stopped", name=name),
            meant(name, known, fallback=msg("write `all`, or some of {known}", known=few(known))),
        )


_FREEZE = "reason: service outage\nby: mina\nsince: 2026-12-02 10:00\nscope: [CHANNEL]\n"

RULE = Rule(
    code="SMM157",
    slug="unknown-scope",
    severity=Severity.ERROR,
    title="A freeze stops channels that there are",
    why="A freeze of a channel that was mistyped would stop nothing, at the moment when somebody relies on it; so it stops everything.",
    bad=in_file("freeze.yaml", _FREEZE.replace("CHANNEL", "bluesky-acm")),
    good=in_file("freeze.yaml", _FREEZE.replace("CHANNEL", "bluesky-acme")),
    silenceable=False,
    workspace=_check,
)
