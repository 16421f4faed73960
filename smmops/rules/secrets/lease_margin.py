"""SMM705: claims are kept apart by more than clocks can differ."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.secrets.loopback import is_loopback
from smmops.rules.view import View

FEWEST_SECONDS = 120


def _check(view: View) -> Iterator[Hit]:
    policy = view.settings.policy
    lease, margin = int(policy.lease.total_seconds()), int(policy.lease_margin.total_seconds())
    remote = next((c for c in view.workspace.channels.values() if not is_loopback(c.server)), None)
    if margin < FEWEST_SECONDS and remote:
        path, spot = view.setting("policy", "lease_margin")
        yield Hit(
            path,
            spot,
            msg(
                "`lease_margin` is {margin} s, and {channel} is on the internet: at least {fewest} s",
                margin=margin,
                channel=remote.id,
                fewest=FEWEST_SECONDS,
            ),
            msg("write `lease_margin: 180s`, or leave it out"),
        )
    if lease <= margin:
        path, spot = view.setting("policy", "lease")
        yield Hit(
            path,
            spot,
            msg(
                "`lease` is {lease} s and `lease_margin` {margin} s: nothing could be sent in time",
                lease=lease,
                margin=margin,
            ),
            msg("write a lease of several margins: `lease: 20m`"),
        )


RULE = Rule(
    code="SMM705",
    slug="lease-margin",
    severity=Severity.ERROR,
    title="`lease_margin` is at least 120 s away from loopback, and shorter than `lease`",
    why="One run may take over another's claim once its lease and this margin are over. "
    "Clocks differ by a minute, and a request can have its effect late: a shorter margin can publish a post twice.",
    bad=Example({"smmops.yaml+": "policy: {lease_margin: 30s}\n"}),
    good=Example({"smmops.yaml+": "policy: {lease_margin: 180s}\n"}),
    silenceable=False,
    workspace=_check,
)
