"""SMM170: an `allow` names a code that there is."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, Spent, in_post


def _check(spent: Spent) -> Iterator[Hit]:
    for code, (_, line) in spent.allows.items():
        if code not in spent.known:
            yield Hit(
                spent.path,
                (line, 1),
                msg("there is no problem {code}", code=code),
                msg("write the code that `smmops check` prints, or take the line out"),
            )


_POST = """\
---
# smmops: allow CODE -- the law demands this wording
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
**Contains milk.**
"""

RULE = Rule(
    code="SMM170",
    slug="allow-unknown",
    severity=Severity.ERROR,
    title="`# smmops: allow` names a code that there is",
    why="A mistyped code silences nothing, and whoever reads the file believes that somebody looked.",
    bad=in_post(_POST.replace("CODE", "SMM999")),
    good=in_post(_POST.replace("CODE", "SMM135")),
    silenceable=False,
    silence=_check,
)
