"""`check`: a folder's files against all rules."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from smmops.model.files_post import PostFile
from smmops.model.known import Known
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import Problem, Severity
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.rules.run import Findings, run
from smmops.rules.view import View
from smmops.store.later import asks
from smmops.store.load import load
from smmops.store.stock import Row, Stock, row_of
from smmops.words.alike import marks

FORMATS = ("text", "github", "json", "sarif")
_AT_ONCE = 500
"""Rows that are kept together."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what the command comes to: 1 where there is an error, else 0.

    `language` is the workspace's, for people.
    """

    findings: Findings
    language: str = "en"

    @property
    def exit_code(self) -> int:
        """1 where there is an error; warnings and silenced problems are 0."""
        return int(self.findings.count(Severity.ERROR) > 0)


def check(
    tree: Tree,
    folder: str = "",
    *,
    now: datetime | None = None,
    only: Collection[str] | None = None,
    stock: Stock | None = None,
) -> Checked:
    """Reads the brand in `folder` of a tree and runs every rule; no network, no secret, no clock but `now` (UTC).

    `only` keeps the problems of these paths (from the root), and those in which one of them takes part: what a
    change touches. `stock` spares the work on posts that did not change since the last run.
    """
    workspace = load(tree, folder, stock=stock)
    if stock and workspace.settings:
        findings = _remembered(workspace, tree, stock, workspace.settings, now=now)
    else:
        findings = run(workspace, tree, now=now)
    if only is not None:
        findings = replace(
            findings,
            problems=tuple(problem for problem in findings.problems if _touches(problem, only)),
            silenced=tuple(each for each in findings.silenced if each.problem.path in only),
        )
    return Checked(findings, workspace.settings.language if workspace.settings else "en")


def _remembered(
    workspace: Workspace, tree: Tree, stock: Stock, settings: Settings, *, now: datetime | None
) -> Findings:
    """As `run`; what was found of posts by themselves is kept for the next time."""
    reading: dict[str, list[Problem]] = {}
    for problem in workspace.problems:
        reading.setdefault(problem.path, []).append(problem)
    rows: list[Row] = []

    def judged(post: Post, found: tuple[Problem, ...], view: View) -> None:
        document = workspace.documents[post.path]
        if not isinstance(document.front, PostFile) or document.front.production:
            return
        known = Known(
            reading=tuple(reading.get(post.path, ())),
            rules=found,
            allows=document.allows,
            asks=asks(document, workspace, settings),
            lines={v.channel: view.text_spot(post, v, 1)[0] for v in post.variants},
            marks={v.channel: marks(v.parts) for v in post.variants},
        )
        rows.append(row_of(post, known))
        if len(rows) == _AT_ONCE:
            stock.keep(workspace.policy, rows)
            rows.clear()

    findings = run(workspace, tree, now=now, judged=judged)
    if rows:
        stock.keep(workspace.policy, rows)
    return findings


def _touches(problem: Problem, only: Collection[str]) -> bool:
    return problem.path in only or any(place.path in only for place in problem.related)


def rendered(checked: Checked, form: str = "text", *, color: bool = False, everything: bool = False) -> str:
    """The findings in one of `FORMATS`. `color` and `everything` (all problems of a file) are for text."""
    findings, language = checked.findings, checked.language
    if form == "github":
        from smmops.render.github import github

        return github(findings, language=language)
    if form == "json":
        from smmops.render.json import json

        return json(findings, language=language)
    if form == "sarif":
        from smmops.render.sarif import sarif

        return sarif(findings, language=language)
    from smmops.render.text import MOST, text

    return text(findings, language=language, color=color, most=None if everything else MOST)
