"""SMM621: accounts speak as channels."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.money.example import bought
from smmops.rules.money.flights import accounts
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    path, known = view.path("money.yaml"), view.workspace.channels
    for name, account in accounts(view).items():
        for index, channel in enumerate(account.speaks_as):
            if channel not in known:
                yield Hit(
                    path,
                    view.spot(path, "ad_accounts", name, "speaks_as", index),
                    msg("smmops.yaml has no channel `{name}`", name=channel),
                    meant(channel, known, fallback=msg("write one of {known}", known=few(list(known)))),
                )


RULE = Rule(
    code="SMM621",
    slug="speaks-as-unknown",
    severity=Severity.ERROR,
    title="An ad account speaks as channels that there are",
    why="Ads appear under the name of a channel; a name that nobody has is found when the ad is refused.",
    bad=bought(("speaks_as: [facebook-acme, bluesky-acme]", "speaks_as: [facebok-acme]")),
    good=bought(),
    silenceable=False,
    workspace=_check,
)
