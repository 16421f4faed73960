"""How a commit came to main: its pull request, the reviews of it, and who had a hand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from smmops.forge.github.asking import Asking
from smmops.forge.github.shapes import Committed, Pull, PullReview, PullSimple
from smmops.forge.github.trouble import GitHubError
from smmops.forge.github.writers import is_gone, writers_of
from smmops.model.ports import Commit, Landing, Review

BREAK_GLASS: Final = "break-glass"
MOST_COMMITS: Final = 250
"""GitHub lists no more commits of one pull request:
https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request (checked 2026-11-25)."""
MOST_FILES: Final = 300
MOST_LINES: Final = 20_000
"""GitHub shows no more of one pull request to its reviewers:
https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits#diff-limits
(checked 2026-11-25)."""
_REASON = re.compile(r"^\s*break-glass\s*:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_STATES: Final = {"APPROVED": "approved", "CHANGES_REQUESTED": "changes-requested", "DISMISSED": "dismissed"}


@dataclass(frozen=True, slots=True)
class Way:
    """By which merged pull request a commit came, how, and what main was before all of it."""

    pull: Pull
    how: str  # merge | squash | rebase | squash-or-rebase
    base: str | None


def ways(asking: Asking, commit: Commit, *, main: str) -> list[Way]:
    """Every merged pull request into main that this commit came by; one is the ordinary case.

    It is the one whose merge commit this is; else one whose rebase this is a commit of.
    """
    into = [pull for pull in asking.pulls_of(commit.oid) if _is_merged_into(pull, main, asking)]
    exact = [pull for pull in into if pull.merge_commit_sha == commit.oid]
    found = [_exactly(asking, asking.pull(pull.number), commit) for pull in exact]
    if exact or len(commit.parents) != 1:
        return found
    rebased = [_rebased(asking, asking.pull(pull.number), commit.oid) for pull in into]
    return [way for way in rebased if way is not None]


def landing_of(asking: Asking, commit: Commit, way: Way) -> Landing:
    """What GitHub vouches for, uncounted. GitHubError where it does not tell all that is needed."""
    pull = way.pull
    if pull.merged_at is None:
        raise GitHubError(f"does not say when #{pull.number} was merged")
    head = commit.parents[1] if len(commit.parents) > 1 else pull.head.sha
    commits = asking.commits_of(pull.number)
    pushes = _pushes(asking, pull, commits)
    people = writers_of(pull, commits, pushes or ())
    label, reason = _emergency(asking, pull, commit)
    evidence: dict[str, Any] = {
        "forge": "github",
        "repository": asking.repo().id,
        "came_by": way.how,
        "pull_request": {
            "number": pull.number,
            "id": pull.id,
            "author": str(pull.user.id) if pull.user else None,
            "merged_by": str(pull.merged_by.id) if pull.merged_by else None,
            "merged_at": _iso(pull.merged_at),
            "commits": pull.commits,
            "files": pull.changed_files,
            "is_from_fork": pull.head.repo is None or pull.head.repo.id != asking.repo().id,
            "pushers_known": pushes is not None,
        },
    }
    return Landing(
        kind="merge",
        commit=commit.oid,
        head=head,
        base=way.base,
        at=pull.merged_at,
        authors=tuple(people.authors),
        aliases=tuple(people.aliases),
        merged_by=str(pull.merged_by.id) if pull.merged_by else None,
        reviews=tuple(_reviews(asking.reviews(pull.number))),
        why_not=_why_not(pull, commits),
        evidence=evidence | ({"break_glass": reason} if reason else {}),
        labels=(BREAK_GLASS,) if label else (),
    )


def _is_merged_into(pull: PullSimple, main: str, asking: Asking) -> bool:
    base = pull.base
    ours = base.repo is not None and base.repo.id == asking.repo().id
    return pull.merged_at is not None and base.ref == main and ours


def _exactly(asking: Asking, pull: Pull, commit: Commit) -> Way:
    if len(commit.parents) > 1:
        return Way(pull, "merge", commit.parents[0])
    if pull.commits == 1:
        return Way(pull, "squash-or-rebase", commit.parents[0] if commit.parents else None)
    chain, base = _chain(asking, pull)
    return Way(pull, "rebase" if len(chain) > 1 else "squash", base)


def _rebased(asking: Asking, pull: Pull, oid: str) -> Way | None:
    chain, base = _chain(asking, pull)
    return Way(pull, "rebase", base) if oid in chain else None


def _chain(asking: Asking, pull: Pull) -> tuple[list[str], str | None]:
    """The commits of main that a pull request became, newest first, and the commit before them.

    A rebase makes one commit of each; those that GitHub does not count to the pull request are another's.
    """
    tip = pull.merge_commit_sha or ""
    known: dict[str, Committed] = {}
    found: list[str] = []
    oid: str | None = tip
    while oid is not None and len(found) < pull.commits:
        if found and pull.number not in {one.number for one in asking.pulls_of(oid)}:
            break
        if oid not in known:
            known |= {one.sha: one for one in asking.chain(oid, length=pull.commits - len(found))}
        if oid not in known or len(known[oid].parents) != 1:
            raise GitHubError(f"does not tell what main was before #{pull.number}")
        found.append(oid)
        oid = known[oid].parents[0].sha
    return found, oid


def _pushes(asking: Asking, pull: Pull, commits: Sequence[Committed]) -> list[Any] | None:
    """The pushes of this pull request's commits; None where they cannot be known, as for a fork's branch."""
    if pull.head.repo is None or pull.head.repo.id != asking.repo().id:
        return None
    pushes = asking.pushes(pull.head.ref)
    if pushes is None:
        return None
    mine = {commit.sha for commit in commits}
    return [push for push in pushes if push.after in mine]


def _reviews(given: Sequence[PullReview]) -> list[Review]:
    """Approvals, refusals and dismissals, as they came; comments decide nothing."""
    found = []
    for one in given:
        if one.state not in _STATES or one.submitted_at is None:
            continue
        found.append(
            Review.model_validate(
                {
                    "id": str(one.id),
                    "user": None if one.user is None else str(one.user.id),
                    "login": "" if one.user is None else one.user.login,
                    "person": one.user is not None and one.user.type == "User",
                    "state": _STATES[one.state],
                    "commit": one.commit_id,
                    "at": one.submitted_at,
                }
            )
        )
    return found


def _why_not(pull: Pull, commits: Sequence[Committed]) -> str | None:
    if is_gone(pull.user):
        return f"the account that opened #{pull.number} was deleted, so that nobody knows whether it approved itself"
    if pull.commits > MOST_COMMITS:
        return (
            f"#{pull.number} has {pull.commits} commits and GitHub lists {MOST_COMMITS}, "
            "so that not all of its authors are known"
        )
    lines = pull.additions + pull.deletions
    if pull.changed_files > MOST_FILES or lines > MOST_LINES:
        return (
            f"#{pull.number} changes {pull.changed_files} files and {lines} lines and GitHub shows {MOST_FILES} and "
            f"{MOST_LINES}, so that nobody has seen all of it: bring it in smaller ones"
        )
    listed = {commit.sha for commit in commits}
    if pull.head.sha not in listed:
        raise GitHubError(f"lists the commits of #{pull.number} without its head")
    if len(listed) != pull.commits:
        raise GitHubError(f"lists {len(listed)} of the {pull.commits} commits of #{pull.number}")
    return None


def _emergency(asking: Asking, pull: Pull, commit: Commit) -> tuple[bool, str]:
    """Whether it was labelled an emergency when it was merged, and the reason: from the merge, else from the text."""
    if BREAK_GLASS not in {label.name for label in pull.labels}:
        return False, ""
    labelled = False
    for event in asking.events(pull.number):
        about = event.label is not None and event.label.name == BREAK_GLASS
        if about and pull.merged_at is not None and event.created_at <= pull.merged_at:
            labelled = event.event == "labeled"
    said = [value for token, value in commit.trailers if token.lower() == BREAK_GLASS and value]
    said += _REASON.findall(pull.body or "")
    return labelled, said[0] if said else ""


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
