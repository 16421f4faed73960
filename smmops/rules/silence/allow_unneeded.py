"""SMM171: an `allow` silences something."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, Spent, in_post


def _check(spent: Spent) -> Iterator[Hit]:
    for code, (_, line) in spent.allows.items():
        if spent.known.get(code) and code not in spent.found:
            yield Hit(
                spent.path,
                (line, 1),
                msg("{code} is allowed here, and nothing of the kind is found", code=code),
                msg("take the line out"),
            )


_POST = """\
---
# smmops: allow SMM135 -- the law demands this wording
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
TEXT
"""

RULE = Rule(
    code="SMM171",
    slug="allow-unneeded",
    severity=Severity.WARNING,
    title="`# smmops: allow` silences something",
    why="A leftover line would silence the next problem of its kind, which nobody looked at.",
    bad=in_post(_POST.replace("TEXT", "Contains milk.")),
    good=in_post(_POST.replace("TEXT", "**Contains milk.**")),
    silenceable=False,
    silence=_check,
)
