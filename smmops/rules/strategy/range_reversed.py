"""SMM502: a range runs from the smaller to the larger."""

from collections.abc import Iterator
from typing import Any

from smmops.model.document import Document, Trail
from smmops.model.files_notes import Experiment
from smmops.model.message import msg
from smmops.model.persona import Persona
from smmops.model.problem import Severity
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, trail, first, last in _ranges(view):
        if first > last:
            yield Hit(
                document.path,
                document.spot(*trail),
                msg(
                    "`{key}` runs from {first} to {last}",
                    key=str(trail[-1]),
                    first=str(first),
                    last=str(last),
                ),
                msg("write the smaller one first"),
            )


def _ranges(view: View) -> Iterator[tuple[Document, Trail, Any, Any]]:
    for document, settings in view.files(Settings):
        for id_, channel in settings.channels.items():
            if channel.cadence.per_week:
                yield document, ("channels", id_, "cadence", "per_week"), *channel.cadence.per_week
        if settings.policy.video_share:
            yield document, ("policy", "video_share"), *settings.policy.video_share
    for document, strategy in view.files(Strategy):
        for index, pillar in enumerate(strategy.pillars):
            if pillar.share:
                yield document, ("pillars", index, "share"), *pillar.share
        for network, share in strategy.mix.items():
            yield document, ("mix", network), *share
    for document, persona in view.files(Persona):
        if persona.age != "unknown":
            yield document, ("age",), *persona.age
    for document, experiment in view.files(Experiment):
        yield document, ("from",), experiment.from_, experiment.to


_CHANNEL = "  bluesky-shop: {network: bluesky, handle: shop.example, cadence: {per_week: RANGE}}\n"

RULE = Rule(
    code="SMM502",
    slug="range-reversed",
    severity=Severity.ERROR,
    title="A range of posts, shares, ages or days runs from the smaller to the larger",
    why="Nothing lies in a range that ends before it begins, so that whatever is measured by it is always wrong.",
    bad=in_file("smmops.yaml+channels", _CHANNEL.replace("RANGE", "[7, 2]")),
    good=in_file("smmops.yaml+channels", _CHANNEL.replace("RANGE", "[2, 7]")),
    workspace=_check,
)
