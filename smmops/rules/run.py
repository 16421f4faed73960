"""Runs every rule over a workspace and sorts what is silenced from what is not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import Problem, Severity
from smmops.model.workspace import Workspace
from smmops.rules.registry import RULES
from smmops.rules.rule import Rule, Spent
from smmops.rules.texts import texts
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


Judged = Callable[[Post, tuple[Problem, ...], View], None]
"""Takes a post with what rules about posts and files found, where that hangs on nothing else that may change."""


def run(
    workspace: Workspace,
    tree: Tree,
    *,
    now: datetime | None = None,
    rules: Sequence[Rule] = RULES,
    judged: Judged | None = None,
) -> Findings:
    """What reading and all rules find. Where smmops.yaml cannot be used, what reading found is all.

    `now` serves the few rules that ask what is past; without it they are silent. Posts that the workspace knows are
    not judged again; `judged` is told of those that were. Raises nothing: problems are values.
    """
    found = set(workspace.problems)
    if workspace.settings is not None:
        found.update(_found(View(workspace, tree, now), rules, judged))
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


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return problem.order


def _found(view: View, rules: Iterable[Rule], judged: Judged | None) -> Iterator[Problem]:
    """File by file, so that what a rule composed or read serves the next rule and is then let go."""
    rules = tuple(rules)
    known = view.workspace.known
    for before in known.values():
        yield from before.rules
    watched = view.watched()
    posts = {post.path: post for post in view.workspace.posts.values() if post.path not in known}
    of_posts = [(rule, rule.post) for rule in rules if rule.post]
    of_files = [(rule, rule.file) for rule in rules if rule.file]
    for path, text in texts(view):
        post = posts.pop(path, None)
        watched.watch.seen = False
        found = [rule.problem(hit) for rule, ask in of_files for hit in ask(path, text, watched)]
        if post:
            found += [rule.problem(hit) for rule, ask in of_posts for hit in ask(post, watched)]
        yield from found
        if post and judged and not watched.watch.seen:
            judged(post, tuple(found), view)
    for post in posts.values():  # what is no text has been told by reading
        yield from (rule.problem(hit) for rule, ask in of_posts for hit in ask(post, watched))
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
        reason, _ = workspace.allows.get(problem.path, {}).get(problem.code, ("", 0))
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
    for path, allows in workspace.allows.items():
        spent = Spent(path, allows, frozenset(codes.get(path, ())), known)
        for rule in checks:
            assert rule.silence is not None
            yield from map(rule.problem, rule.silence(spent))
