"""SMM173: an `allow` has a reason."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, Spent, in_post


def _check(spent: Spent) -> Iterator[Hit]:
    for code, (reason, line) in spent.allows.items():
        if not reason:
            yield Hit(
                spent.path,
                (line, 1),
                msg("{code} is allowed without a reason, so it is not", code=code),
                msg("write why: `# smmops: allow {code} -- <reason>`", code=code),
            )


_POST = """\
---
# smmops: allow SMM135REASON
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
**Contains milk.**
"""

RULE = Rule(
    code="SMM173",
    slug="allow-unreasoned",
    severity=Severity.ERROR,
    title="`# smmops: allow` says why",
    why="Whoever reviews the file, or asks a year later, must see why somebody looked away.",
    bad=in_post(_POST.replace("REASON", "")),
    good=in_post(_POST.replace("REASON", " -- the law demands this wording")),
    silenceable=False,
    silence=_check,
)
