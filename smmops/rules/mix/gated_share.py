"""SMM309: a month helps without forms."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.mix.month import full, month_of, most
from smmops.rules.rule import Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    share = view.settings.policy.gated_share
    if share is None:
        return
    for month, own in full(view).items():
        allowed = most(share, len(own))
        count = 0
        for post in (planned.post for planned in own):
            if not post.gated:
                continue
            count += 1
            if count > allowed:
                yield Hit(
                    post.path,
                    view.value(post, "gated"),
                    msg(
                        "gated post {number} of {month}, {allowed} of {total} allowed by policy.gated_share",
                        number=count,
                        month=month,
                        allowed=allowed,
                        total=len(own),
                    ),
                    msg("link to something that is open and take `gated:` out, or move it to another month"),
                )


RULE = Rule(
    code="SMM309",
    slug="gated-share",
    severity=Severity.WARNING,
    title="No more of a month leads to forms than policy.gated_share allows",
    why="A form asks for an address before it helps. Judged from ten posts a month on.",
    bad=month_of(
        *["gated: true\nlink: https://acme.example/paper\n"] * 2,
        *[""] * 8,
        files={"smmops.yaml+": "policy: {gated_share: 0.1}\n"},
    ),
    good=month_of(
        "gated: true\nlink: https://acme.example/paper\n",
        *[""] * 9,
        files={"smmops.yaml+": "policy: {gated_share: 0.1}\n"},
    ),
    workspace=_check,
)
