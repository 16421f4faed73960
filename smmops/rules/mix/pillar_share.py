"""SMM311: a month stands on all its pillars."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of, within
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    path = view.path("strategy.md")
    for month, own in full(view).items() if strategy else ():
        for index, pillar in enumerate(strategy.pillars if strategy else ()):
            if pillar.share is None:
                continue
            count = sum(planned.post.pillar == pillar.id for planned in own)
            least, highest = within(pillar.share, len(own))
            if not least <= count <= highest:
                yield Hit(
                    path,
                    view.spot(path, "pillars", index, "share"),
                    msg(
                        "{count} of {total} posts of {month} belong to pillar {pillar}, its share asks for {least} to {most}",
                        count=count,
                        total=len(own),
                        month=month,
                        pillar=pillar.id,
                        least=least,
                        most=highest,
                    ),
                    msg(
                        "plan more or fewer posts of {pillar} in {month}, or mend the share",
                        pillar=pillar.id,
                        month=month,
                    ),
                )


_STRATEGY = {
    "strategy.md": "---\npillars: [{id: craft, share: [0.3, 0.6]}, {id: people, share: [0.3, 0.7]}]\n---\n",
}


RULE = Rule(
    code="SMM311",
    slug="pillar-share",
    severity=Severity.WARNING,
    title="The share of a pillar in a month keeps to its band",
    why="A theme that nobody feeds is no pillar, and one that takes the whole month leaves no room for the others. Judged from ten posts a month on.",
    bad=month_of(*["pillar: craft\n"] * 9, "pillar: people\n", files=_STRATEGY),
    good=month_of(*["pillar: craft\n"] * 6, *["pillar: people\n"] * 4, files=_STRATEGY),
    workspace=_check,
)
