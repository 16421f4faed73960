"""SMM172: an `allow` names a problem that may be silenced."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, Spent, in_post


def _check(spent: Spent) -> Iterator[Hit]:
    for code, (_, line) in spent.allows.items():
        if spent.known.get(code) is False:
            yield Hit(
                spent.path,
                (line, 1),
                msg("{code} cannot be allowed: it is silenced nowhere", code=code),
                msg("mend what it is about, and take the line out"),
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
    code="SMM172",
    slug="allow-forbidden",
    severity=Severity.ERROR,
    title="`# smmops: allow` names a problem that may be silenced",
    why="Problems about reading a file, about secrets, paths, approvals, rights, money and hidden characters are never "
    "silenced: one line in a file must not be able to switch them off.",
    bad=in_post(_POST.replace("CODE", "SMM704")),
    good=in_post(_POST.replace("CODE", "SMM135")),
    silenceable=False,
    silence=_check,
)
