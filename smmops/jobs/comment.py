"""The comment of a pull request, from what its check left: read as a stranger's, told by us."""

from dataclasses import dataclass

from smmops.model.message import Message, msg
from smmops.model.plan import Plan
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings
from smmops.model.talk import CheckRun, Checks, NoPlanError, Said, Talks
from smmops.render.plan_read import PlanError, plan_of
from smmops.render.sticky import (
    Made,
    Sticky,
    marker,
    planned,
    put_together,
    taken_apart,
    unplanned,
)

WORKFLOW = ".github/workflows/smmops-check.yml"
"""The only workflow whose runs are read."""


@dataclass(frozen=True, slots=True)
class Commented:
    """What became of a run's plan. `why_not` says why nothing was to be written, then `body` is empty.

    `said` is None for a trial, and where nothing was to be written.
    """

    number: int | None
    body: str = ""
    why_not: Message | None = None
    no_plan: Message | None = None
    said: Said | None = None


def comment(talks: Talks, checks: Checks, run: int, *, settings: Settings, live: bool) -> Commented:
    """Writes the plan of a check's run into the one comment of its pull request.

    Everything but the plan itself is asked of the forge: the run, its head, the pull request of that head. A run
    whose head is no longer that of an open pull request writes nothing, and neither does an older run of one head.
    SmmopsError where the forge does not answer, or the run is no check's.
    """
    found = _check(checks, run)
    pull = checks.pull_of(found, main=settings.main_branch)
    if pull is None:
        why = msg(
            "no open pull request into {branch} has {head} as its head",
            branch=settings.main_branch,
            head=found.head[:10],
        )
        return Commented(None, why_not=why)
    first = marker(checks.repository, pull.number)
    before = _standing(talks, pull.number, first)
    made = Made(found.head, found.number, found.attempt)
    if before.made and before.made.head == made.head and before.made > made:
        return Commented(pull.number, why_not=msg("a later run of the same commit stands there already"))
    text, no_plan = _text(checks, found, pull.number, settings.language)
    body = put_together(Sticky(made, before.published, text))
    if not live:
        return Commented(pull.number, f"{first}\n{body}", no_plan=no_plan)
    again = checks.pull_of(found, main=settings.main_branch)
    if again != pull:
        return Commented(pull.number, why_not=msg("the pull request moved on while its plan was read"))
    said = talks.stick(pull.number, body, marker=first)
    return Commented(pull.number, f"{first}\n{body}", no_plan=no_plan, said=said)


def _check(checks: Checks, number: int) -> CheckRun:
    found = checks.run(number)
    if found is None:
        raise SmmopsError(
            msg("there is no run {run} in this repository", run=number),
            msg("give the number that stands at the end of the run's address"),
            exit_code=64,
        )
    if found.event != "pull_request" or found.workflow != WORKFLOW:
        raise SmmopsError(
            msg("run {run} is no check of a pull request", run=number),
            msg("give a run of {workflow}", workflow=WORKFLOW),
            exit_code=64,
        )
    return found


def _standing(talks: Talks, number: int, first: str) -> Sticky:
    posted = talks.found(number, marker=first)
    return taken_apart(posted.body) if posted else Sticky()


def _text(checks: Checks, run: CheckRun, number: int, language: str) -> tuple[str, Message | None]:
    """The plan as Markdown, or why there is none."""
    rewrites = checks.changes_checks(number)
    try:
        plan = _plan(checks, run)
    except NoPlanError as none:
        return unplanned(none.why, run, rewrites=rewrites, language=language), none.why
    return planned(plan, run, rewrites=rewrites), None


def _plan(checks: Checks, run: CheckRun) -> Plan:
    content = checks.plan(run)
    try:
        plan = plan_of(content)
    except PlanError as wrong:
        raise NoPlanError(msg("what the check left is no plan: {why}", why=str(wrong))) from None
    if plan.inputs.head != run.head:
        raise NoPlanError(msg("what the check left is the plan of another commit"))
    return plan
