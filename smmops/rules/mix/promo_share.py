"""SMM308: a month sells no more than it may."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of, most
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    share = view.settings.policy.promo_share
    for month, own in full(view).items():
        allowed = most(share, len(own))
        count = 0
        for post in (planned.post for planned in own):
            if post.demand != "capture":
                continue
            count += 1
            if count > allowed:
                yield Hit(
                    post.path,
                    view.value(post, "demand"),
                    msg(
                        "post {number} of {month} with `demand: capture`, {allowed} of {total} allowed by policy.promo_share",
                        number=count,
                        month=month,
                        allowed=allowed,
                        total=len(own),
                    ),
                    msg("make it help or entertain and write `demand: create`, or move it to another month"),
                )


RULE = Rule(
    code="SMM308",
    slug="promo-share",
    severity=Severity.ERROR,
    title="No more of a month asks people to buy than policy.promo_share allows",
    why="People follow for what they learn and enjoy; each post that sells spends some of that. Judged from ten posts a month on, by `demand: capture`.",
    bad=month_of(*["demand: capture\n"] * 3, *["demand: create\n"] * 8),
    good=month_of(*["demand: capture\n"] * 2, *["demand: create\n"] * 8),
    workspace=_check,
)
