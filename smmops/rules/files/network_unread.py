"""SMM177: a network that other files than smmops.yaml's channels name is one that is known."""

from collections.abc import Iterator

from smmops.model.files_notes import Inspiration
from smmops.model.files_small import Handles
from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.model.tables import Benchmarks
from smmops.rules.named import Naming, one
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View
from smmops.specs.registry import NETWORKS, alias


def _check(view: View) -> Iterator[Hit]:
    for naming in _named(view):
        if naming.name in NETWORKS:
            continue
        right = alias(naming.name)
        yield Hit(
            naming.document.path,
            naming.document.spot(*naming.trail),
            msg("`{name}` is no network that smmops knows", name=naming.name),
            msg("did you mean `{meant}`?", meant=right)
            if right
            else meant(naming.name, NETWORKS, fallback=msg("write one of {known}", known=few(NETWORKS))),
        )


def _named(view: View) -> Iterator[Naming]:
    for document, settings in view.files(Settings):
        for index, rival in enumerate(settings.competitors):
            for name in rival.handles:
                yield Naming(document, ("competitors", index, "handles", name, "#key"), name)
    for document, strategy in view.files(Strategy):
        for name in strategy.mix:
            yield Naming(document, ("mix", name, "#key"), name)
    for document, persona in view.files(Persona):
        for index, habit in enumerate(persona.habits):
            yield Naming(document, ("habits", index, "network"), habit.network)
    for document, handles in view.files(Handles):
        for index, handle in enumerate(handles.handles):
            yield from one(document, (index, "network"), handle.network)
    for document, seen in view.files(Inspiration):
        yield from one(document, ("network",), seen.network)
    for document, table in view.files(Benchmarks):
        for index, row in enumerate(table.rows):
            yield from one(document, ("rows", index, "network"), row.network)


_STRATEGY = "---\nmix: {NETWORK: [0.3, 0.5]}\n---\n"

RULE = Rule(
    code="SMM177",
    slug="network-unread",
    severity=Severity.ERROR,
    title="A network in strategy, personas, handles, competitors and data is one that is known",
    why="A share, a habit or a figure of a network that is written in two ways is compared with nothing.",
    bad=in_file("strategy.md", _STRATEGY.replace("NETWORK", "twitter")),
    good=in_file("strategy.md", _STRATEGY.replace("NETWORK", "x")),
    workspace=_check,
)
