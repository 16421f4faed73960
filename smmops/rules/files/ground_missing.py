"""SMM181: what a decision is based on is there, and it stands under its month."""

from collections.abc import Iterator

from smmops.model.files_notes import Decisions
from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.near import meant
from smmops.rules.rule import Hit, Rule, in_file
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    for document, month in view.files(Decisions):
        wanted = document.path.rpartition("/")[2].removesuffix(".md")
        for index, decision in enumerate(month.decisions):
            if f"{decision.on:%Y-%m}" != wanted:
                yield Hit(
                    document.path,
                    document.spot("decisions", index, "on"),
                    msg("decided on {day}, and this file is of {month}", day=str(decision.on), month=wanted),
                    msg("move it to decisions/{month}.md", month=f"{decision.on:%Y-%m}"),
                )
            for place, ground in enumerate(decision.based_on):
                if "://" in ground or "/" not in ground or view.path(ground) in view.blobs:
                    continue
                yield Hit(
                    document.path,
                    document.spot("decisions", index, "based_on", place),
                    msg("there is no file {path}", path=ground),
                    meant(
                        ground,
                        _beside(ground, view),
                        fallback=msg("write a path from the brand's folder, or an address"),
                    ),
                )


def _beside(ground: str, view: View) -> list[str]:
    """Files of the folder that a path names."""
    home = view.path("")
    folder = ground.rpartition("/")[0]
    return [path[len(home) :] for path in view.blobs if path.startswith(f"{home}{folder}/")]


_MONTH = """\
---
decisions:
  - {on: DAY, what: fewer posts on Mondays, why: nobody is there, based_on: [team.yaml]}
---
"""

RULE = Rule(
    code="SMM181",
    slug="ground-missing",
    severity=Severity.WARNING,
    title="A decision stands under its month, and what it is based on is there",
    why="In half a year somebody asks why. The answer is the evidence, if it can still be opened.",
    bad=in_file("decisions/2026-12.md", _MONTH.replace("DAY", "2026-11-30")),
    good=in_file("decisions/2026-12.md", _MONTH.replace("DAY", "2026-12-01")),
    workspace=_check,
)
