"""Those parts of GitHub's answers that are used, typed. What is not named here is not looked at."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from smmops.forge.github.trouble import GitHubError


class Shape(BaseModel):
    """An answer's object; keys that are not named are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class User(Shape):
    """An account. `type` is `User`, `Bot`, `Organization` or `Mannequin`."""

    id: int
    login: str
    type: str = "User"


class Repo(Shape):
    """A repository; `full_name` is today's owner/name."""

    id: int
    full_name: str
    default_branch: str = ""


class Branch(Shape):
    """One side of a pull request; `repo` is None where the fork was deleted."""

    ref: str
    sha: str
    repo: Repo | None = None


class Named(Shape):
    """A label."""

    name: str = ""


class PullSimple(Shape):
    """A pull request as lists give it."""

    id: int
    number: int
    merged_at: datetime | None = None
    merge_commit_sha: str | None = None
    base: Branch
    state: str = ""


class Pull(PullSimple):
    """A pull request as it is given alone."""

    head: Branch
    merged: bool
    user: User | None = None
    merged_by: User | None = None
    labels: tuple[Named, ...] = ()
    commits: int
    changed_files: int
    additions: int
    deletions: int
    body: str | None = None


class PullReview(Shape):
    """A review. `submitted_at` is missing while it is pending."""

    id: int
    user: User | None = None
    state: str
    commit_id: str | None = None
    submitted_at: datetime | None = None


class Signature(Shape):
    """Who git says wrote or committed."""

    email: str | None = None


class GitCommit(Shape):
    """The commit as git has it."""

    author: Signature | None = None
    committer: Signature | None = None
    message: str = ""


class Parent(Shape):
    """A parent of a commit."""

    sha: str


class Committed(Shape):
    """A commit, with the accounts that GitHub found to its e-mails: none, or an empty object, where it found none."""

    sha: str
    commit: GitCommit
    author: User | dict[str, Any] | None = None
    committer: User | dict[str, Any] | None = None
    parents: tuple[Parent, ...] = ()


class Activity(Shape):
    """A push to a branch; `after` is the commit that it then pointed at."""

    after: str
    actor: User | None = None


class Event(Shape):
    """An event of an issue or a pull request."""

    event: str
    created_at: datetime
    actor: User | None = None
    label: Named | None = None


class Permission(Shape):
    """What an account may do: `admin`, `write`, `read` or `none`."""

    permission: str
    user: User | None = None


class Content(Shape):
    """A file of a commit; `sha` is its blob id."""

    type: str
    sha: str


class Run(Shape):
    """A run of a workflow; its `status` is `completed` when it is over. `path` is its file, at times with `@ref`."""

    id: int
    status: str | None = None
    conclusion: str | None = None
    run_attempt: int = 1
    event: str = ""
    path: str = ""
    head_sha: str = ""
    head_branch: str | None = None
    head_repository: Repo | None = None
    html_url: str = ""
    created_at: datetime | None = None


class Artifact(Shape):
    """What a run left behind; `size_in_bytes` is of its archive."""

    id: int
    name: str
    size_in_bytes: int
    expired: bool


class Artifacts(Shape):
    """A page of them."""

    artifacts: tuple[Artifact, ...]


class Changed(Shape):
    """A file that a pull request changes; `previous_filename` where it was renamed."""

    filename: str
    previous_filename: str | None = None


class Runs(Shape):
    """A page of runs, newest first."""

    workflow_runs: tuple[Run, ...] = ()


class BranchPolicy(Shape):
    """Which branches an environment is for: protected ones, or those of a list."""

    protected_branches: bool
    custom_branch_policies: bool


class Environment(Shape):
    """An environment of deployments; without a policy it is for any branch."""

    name: str
    deployment_branch_policy: BranchPolicy | None = None


class BranchPolicies(Shape):
    """The branches of that list, as patterns."""

    branch_policies: tuple[Named, ...] = ()


class Secrets(Shape):
    """A page of secrets by name; GitHub gives no values."""

    total_count: int
    secrets: tuple[Named, ...] = ()


class OwnersError(Shape):
    """What GitHub cannot use in the owners file."""

    line: int
    kind: str
    path: str


class OwnersErrors(Shape):
    """All of it."""

    errors: tuple[OwnersError, ...] = ()


class Comment(Shape):
    """A comment of an issue or a pull request."""

    id: int
    body: str | None = None
    user: User | None = None
    html_url: str = ""


class Issue(Shape):
    """An issue; `pull_request` stands where it is one."""

    number: int
    state: str
    title: str = ""
    body: str | None = None
    user: User | None = None
    html_url: str = ""
    pull_request: dict[str, Any] | None = None


class BranchRule(Shape):
    """A rule that holds for a branch; `parameters` depend on its type."""

    type: str
    parameters: dict[str, Any] | None = None


S = TypeVar("S", bound=Shape)


def shaped(kind: type[S], value: Any) -> S:
    """The answer as that shape; GitHubError where it is another."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        raise GitHubError(f"answered with something else than its description ({kind.__name__})") from None


def shaped_all(kind: type[S], values: Iterable[Any]) -> list[S]:
    """Each item of a list as that shape."""
    return [shaped(kind, value) for value in values]
