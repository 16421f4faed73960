"""SMM312: a month goes where the people are."""

from collections import Counter
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import ENOUGH, month_of, months, within
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    mix = view.workspace.strategy.mix if view.workspace.strategy else {}
    if not mix or view.workspace.broken:
        return
    path = view.path("strategy.md")
    for month, own in view.kept(months).items():
        sent = Counter(v.network for planned in own for v in planned.post.variants if v.publish_at)
        total = sum(sent.values())
        for network, band in mix.items() if total >= ENOUGH else ():
            least, highest = within(band, total)
            if not least <= sent[network] <= highest:
                yield Hit(
                    path,
                    view.spot(path, "mix", network),
                    msg(
                        "{count} of {total} sends of {month} go to {network}, the mix asks for {least} to {most}",
                        count=sent[network],
                        total=total,
                        month=month,
                        network=network,
                        least=least,
                        most=highest,
                    ),
                    msg(
                        "plan more or fewer posts for {network} in {month}, or mend the mix",
                        network=network,
                        month=month,
                    ),
                )


def _mix(band: str) -> dict[str, str]:
    return {"strategy.md": f"---\nmix: {{bluesky: {band}}}\n---\n"}


RULE = Rule(
    code="SMM312",
    slug="network-mix",
    severity=Severity.WARNING,
    title="The share of a network in a month keeps to the mix of strategy.md",
    why="The mix follows where the people are whom we want to reach; a month drifts to where posting is easiest. Judged from ten sends a month on.",
    bad=month_of(*[""] * 10, files=_mix("[0.2, 0.5]")),
    good=month_of(*[""] * 10, files=_mix("[0.5, 1]")),
    workspace=_check,
)
