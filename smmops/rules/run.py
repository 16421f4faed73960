"""Runs every rule over a workspace and sorts what is silenced from what is not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import Problem, Severity
from smmops.model.workspace import Workspace
from smmops.rules.registry import RULES
from smmops.rules.rule import Rule, Spent
from smmops.rules.view import View
from smmops.store.codes import CODES
from smmops.store.later import later


@dataclass(frozen=True, slots=True)
class Silenced:
    """A problem that its file allows, with the reason written there."""

    problem: Problem
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, in the order of files and lines. `files` is how many were looked at.

    `later` is what a later stage would ask for: (stage, how many values are missing).
    """

    problems: tuple[Problem, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    files: int = 0
    later: tuple[tuple[str, int], ...] = ()

    def count(self, severity: Severity) -> int:
        """How many problems are that severe."""
        return sum(problem.severity is severity for problem in self.problems)


def run(
    workspace: Workspace, tree: Tree, *, now: datetime | None = None, rules: Sequence[Rule] = RULES
) -> Findings:
    """What reading and all rules find. Where smmops.yaml cannot be used, what reading found is all.

    `now` serves the few rules that ask what is past; without it they are silent. Raises nothing: problems are
    values.
    """
    found = set(workspace.problems)
    if workspace.settings is not None:
        found.update(_found(View(workspace, tree, now), rules))
    known = silenceable(rules)
    open_, silenced = _silenced(sorted(found, key=_order), workspace, known)
    about = _about_silencing(found, workspace, known, rules=rules) if workspace.settings else ()
    return Findings(
        problems=tuple(sorted((*open_, *about), key=_order)),
        silenced=tuple(silenced),
        files=len(workspace.documents),
        later=tuple((stage, count) for stage, count in later(workspace).items() if count),
    )


def errors_of(post: Post, view: View, *, rules: Sequence[Rule] = RULES) -> tuple[Problem, ...]:
    """What must be mended before this one post may go out: errors of the rules about posts, without silenced ones.

    For who asks about a few posts of many: files are not compared with each other, nor read for hidden characters.
    """
    known = silenceable(rules)
    found = {rule.problem(hit) for rule in rules if rule.post for hit in rule.post(post, view)}
    errors = sorted((problem for problem in found if problem.severity is Severity.ERROR), key=_order)
    return tuple(_silenced(errors, view.workspace, known)[0])


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.order


def _found(view: View, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Post by post, so that what a rule composed serves the next rule and is then let go."""
    rules = tuple(rules)
    about_posts = [(rule, rule.post) for rule in rules if rule.post]
    for post in view.workspace.posts.values():
        for rule, ask in about_posts:
            yield from map(rule.problem, ask(post, view))
    for rule in rules:
        if rule.workspace:
            yield from map(rule.problem, rule.workspace(view))


def silenceable(rules: Sequence[Rule] = RULES) -> Mapping[str, bool]:
    """Every code that an `allow` may name, and whether it can be silenced.

    An error of reading cannot: the file is not used, whatever anybody allows.
    """
    read = {code: severity is Severity.WARNING for code, (_, severity) in CODES.items()}
    return {**read, **{rule.code: rule.silenceable for rule in rules}}


def _silenced(
    found: Iterable[Problem], workspace: Workspace, known: Mapping[str, bool]
) -> tuple[list[Problem], list[Silenced]]:
    open_: list[Problem] = []
    silenced: list[Silenced] = []
    for problem in found:
        document = workspace.documents.get(problem.path)
        reason, _ = document.allows.get(problem.code, ("", 0)) if document else ("", 0)
        if reason and known.get(problem.code, False):
            silenced.append(Silenced(problem, reason))
        else:
            open_.append(problem)
    return open_, silenced


def _about_silencing(
    found: Iterable[Problem], workspace: Workspace, known: Mapping[str, bool], *, rules: Iterable[Rule]
) -> Iterator[Problem]:
    codes: dict[str, set[str]] = {}
    for problem in found:
        codes.setdefault(problem.path, set()).add(problem.code)
    checks = [rule for rule in rules if rule.silence]
    for path, document in workspace.documents.items():
        if not document.allows:
            continue
        spent = Spent(path, document.allows, frozenset(codes.get(path, ())), known)
        for rule in checks:
            assert rule.silence is not None
            yield from map(rule.problem, rule.silence(spent))
