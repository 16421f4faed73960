"""SMM176: a channel that other files than posts name is one of smmops.yaml."""

from collections.abc import Iterator

from smmops.model.files_notes import Experiment
from smmops.model.files_small import Idea
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.model.strategy import Strategy
from smmops.model.tables import AudienceMatch, Conversions
from smmops.rules.named import Naming, channels, each, one, unknown
from smmops.rules.near import few
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    known = channels(view)
    yield from unknown(
        _named(view),
        known,
        say=lambda name: msg("smmops.yaml has no channel `{name}`", name=name),
        fallback=msg("write one of {known}", known=few(known)),
    )


def _named(view: View) -> Iterator[Naming]:
    for document, strategy in view.files(Strategy):
        for index, kpi in enumerate(strategy.kpis):
            for place, name in enumerate(kpi.channels):
                yield Naming(document, ("kpis", index, "channels", place), name)
        for index, pillar in enumerate(strategy.pillars):
            for place, name in enumerate(pillar.channels):
                yield Naming(document, ("pillars", index, "channels", place), name)
    for document, idea in view.files(Idea):
        for name in idea.map:
            yield Naming(document, ("map", name, "#key"), name)
    for document, experiment in view.files(Experiment):
        yield from each(document, "channels", experiment.channels)
    for document, match in view.files(AudienceMatch):
        for index, row in enumerate(match.rows):
            yield Naming(document, ("rows", index, "channel"), row.channel)
    for document, conversions in view.files(Conversions):
        for index, conversion in enumerate(conversions.rows):
            yield from one(document, ("rows", index, "channel"), conversion.channel)


def _idea(channel: str) -> str:
    return f"---\ntitle: Test your water with tea\nmap: {{instagram-acme: carousel, {channel}: post}}\n---\n"


RULE = Rule(
    code="SMM176",
    slug="channel-unread",
    severity=Severity.ERROR,
    title="A channel that strategy, ideas, experiments and data name is one of smmops.yaml",
    why="A KPI of a channel that does not exist is never measured, and an idea for it never becomes a post.",
    bad=in_file("content/ideas/water-test.md", _idea("blusky-acme")),
    good=in_file("content/ideas/water-test.md", _idea("bluesky-acme")),
    workspace=_check,
)
