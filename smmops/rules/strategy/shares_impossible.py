"""SMM508: the shares of pillars and networks can add up to a whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View

Bounds = tuple[Decimal, Decimal]


def _check(view: View) -> Iterator[Hit]:
    strategy = view.workspace.strategy
    if strategy is None:
        return
    pillars = [pillar.share for pillar in strategy.pillars]
    yield from _sums("pillars", [share for share in pillars if share], view, whole=None not in pillars)
    used = {
        channel.network
        for channel in view.workspace.channels.values()
        if channel.status in ("active", "warm-up")
    }
    yield from _sums("mix", list(strategy.mix.values()), view, whole=used <= set(strategy.mix))


def _sums(key: str, shares: Sequence[Bounds], view: View, *, whole: bool) -> Iterator[Hit]:
    """`whole`: nothing is left that could take the rest."""
    path = view.path("strategy.md")
    least, most = sum(low for low, _ in shares), sum(high for _, high in shares)
    if least > 1:
        yield Hit(
            path,
            view.spot(path, key),
            msg("the least shares of `{key}` add up to {sum}, more than 1", key=key, sum=f"{least:f}"),
            msg("lower the first number of some of them"),
        )
    elif shares and whole and most < 1:
        yield Hit(
            path,
            view.spot(path, key),
            msg("the greatest shares of `{key}` add up to {sum}, less than 1", key=key, sum=f"{most:f}"),
            msg("raise the second number of some of them"),
        )


_STRATEGY = """\
---
pillars:
  - {id: craft, why_care: a better cup, share: [0.6, 0.8]}
  - {id: people, why_care: who stands behind it, share: SHARE}
---
"""

RULE = Rule(
    code="SMM508",
    slug="shares-impossible",
    severity=Severity.ERROR,
    title="The shares of all pillars, and of all networks, can add up to 1",
    why="No month can meet a mix whose parts are more or less than the whole, so that every month looks like a failure.",
    bad=in_file("strategy.md", _STRATEGY.replace("SHARE", "[0.5, 0.6]")),
    good=in_file("strategy.md", _STRATEGY.replace("SHARE", "[0.2, 0.4]")),
    workspace=_check,
)
