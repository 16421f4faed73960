"""What is asked of one repository, one method a question, each answer kept until the next tick."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from smmops.forge.github.api import Api
from smmops.forge.github.shapes import (
    Activity,
    Artifact,
    Artifacts,
    BranchPolicies,
    BranchRule,
    Changed,
    Committed,
    Content,
    Environment,
    Event,
    OwnersError,
    OwnersErrors,
    Permission,
    Pull,
    PullReview,
    PullSimple,
    Repo,
    Run,
    Runs,
    Secrets,
    User,
    shaped,
    shaped_all,
)
from smmops.forge.github.trouble import GitHubError


class Asking:
    """Questions about `owner/name`. Every method raises GitHubError where GitHub gives no answer."""

    def __init__(self, api: Api, repository: str) -> None:
        self.api = api
        self._named = repository
        self._repo: Repo | None = None
        self._pulls: dict[str, list[PullSimple]] = {}
        self._writers: dict[str, Permission | None] = {}
        self._blobs: dict[tuple[str, str], str | None] = {}

    def renew(self) -> datetime | None:
        """Forgets every answer, asks for the repository, and gives the forge's clock."""
        self._repo = None
        self._pulls.clear()
        self._writers.clear()
        self.api.date = None
        self.repo()
        return self.api.date

    def repo(self) -> Repo:
        """The repository itself, by the name that it has today."""
        if self._repo is None:
            self._repo = shaped(Repo, self.api.get(f"/repos/{self._named}"))
        return self._repo

    def path(self, below: str = "") -> str:
        """A path of the API in this repository. A renamed one is asked by its new name."""
        return f"/repos/{self.repo().full_name}{below}"

    def pulls_of(self, commit: str) -> list[PullSimple]:
        """The pull requests that a commit belongs to."""
        if commit not in self._pulls:
            answer = self.api.pages(self.path(f"/commits/{_one(commit)}/pulls"))
            self._pulls[commit] = shaped_all(PullSimple, answer)
        return self._pulls[commit]

    def pull(self, number: int) -> Pull:
        """One pull request."""
        return shaped(Pull, self.api.get(self.path(f"/pulls/{number}")))

    def pulls_from(self, owner: str, branch: str) -> list[PullSimple]:
        """The open pull requests from a branch of somebody's repository."""
        params = {"state": "open", "head": f"{owner}:{branch}"}
        return shaped_all(PullSimple, self.api.pages(self.path("/pulls"), params))

    def files_of(self, number: int) -> list[Changed]:
        """The files of a pull request: GitHub gives 3,000 at most."""
        return shaped_all(Changed, self.api.pages(self.path(f"/pulls/{number}/files")))

    def reviews(self, number: int) -> list[PullReview]:
        """All reviews of a pull request."""
        return shaped_all(PullReview, self.api.pages(self.path(f"/pulls/{number}/reviews")))

    def commits_of(self, number: int) -> list[Committed]:
        """The commits of a pull request: GitHub gives 250 at most."""
        return shaped_all(Committed, self.api.pages(self.path(f"/pulls/{number}/commits")))

    def chain(self, tip: str, *, length: int) -> list[Committed]:
        """The newest commits of a history, at most 100 at a time."""
        params = {"sha": tip, "per_page": str(min(length, 100))}
        answer = self.api.get(self.path("/commits"), params)
        return shaped_all(Committed, answer if isinstance(answer, list) else [])

    def events(self, number: int) -> list[Event]:
        """What was done to a pull request, oldest first."""
        return shaped_all(Event, self.api.pages(self.path(f"/issues/{number}/events")))

    def pushes(self, branch: str) -> list[Activity] | None:
        """Who moved a branch of this repository, None where this may not be read."""
        try:
            answer = self.api.pages(self.path("/activity"), {"ref": f"refs/heads/{branch}"})
        except GitHubError as error:
            if error.status in (403, 404, 422) and error.until is None:
                return None
            raise
        return shaped_all(Activity, answer)

    def permission(self, user: str, login: str) -> Permission | None:
        """What an account may do here; None where GitHub knows no such account, or by another number."""
        if user not in self._writers:
            answer = self.api.found(self.path(f"/collaborators/{_one(login)}/permission"))
            found = shaped(Permission, answer) if answer is not None else None
            same = found is not None and found.user is not None and str(found.user.id) == user
            self._writers[user] = found if same else None
        return self._writers[user]

    def blob(self, commit: str, path: str) -> str | None:
        """The blob of a file in a commit, which never changes; None where there is none."""
        if (commit, path) not in self._blobs:
            answer = self.api.found(self.path(f"/contents/{quote(path)}"), {"ref": commit})
            content = shaped(Content, answer) if isinstance(answer, dict) else None
            found = content.sha if content is not None and content.type == "file" else None
            self._blobs[commit, path] = found
        return self._blobs[commit, path]

    def run(self, number: int) -> Run | None:
        """A run of a workflow."""
        answer = self.api.found(self.path(f"/actions/runs/{number}"))
        return shaped(Run, answer) if answer is not None else None

    def artifacts(self, run: int, name: str) -> list[Artifact]:
        """What a run left under a name, of all its attempts."""
        params = {"name": name, "per_page": "100"}
        answer = self.api.get(self.path(f"/actions/runs/{run}/artifacts"), params)
        return list(shaped(Artifacts, answer).artifacts)

    def enable(self, workflow: str) -> None:
        """Switches a workflow file on, which it may be already: its schedule counts as used from now on.

        GitHub switches schedules off in public repositories after 60 days without activity:
        https://docs.github.com/en/rest/actions/workflows#enable-a-workflow
        """
        self.api.send("PUT", self.path(f"/actions/workflows/{_one(workflow)}/enable"), {})

    def rules(self, branch: str) -> list[BranchRule]:
        """The rules of all rulesets that hold for a branch."""
        return shaped_all(BranchRule, self.api.pages(self.path(f"/rules/branches/{quote(branch, safe='')}")))

    def rulesets(self) -> list[Mapping[str, Any]]:
        """The rulesets of the repository and of what it belongs to, as GitHub lists them."""
        answer = self.api.pages(self.path("/rulesets"))
        return [item for item in answer if isinstance(item, dict)]

    def runs_of(self, workflow: str) -> list[Run] | None:
        """The newest hundred runs of a workflow file, newest first; None where there is no such workflow."""
        path = self.path(f"/actions/workflows/{_one(workflow)}/runs")
        answer = self.api.found(path, {"per_page": "100"})
        return list(shaped(Runs, answer).workflow_runs) if answer is not None else None

    def environment(self, name: str) -> Environment | None:
        """An environment of the repository."""
        answer = self.api.found(self.path(f"/environments/{_one(name)}"))
        return shaped(Environment, answer) if answer is not None else None

    def branches_of(self, environment: str) -> list[str]:
        """The patterns of branches that may use an environment, where it has a list of its own."""
        path = self.path(f"/environments/{_one(environment)}/deployment-branch-policies")
        return [one.name for one in shaped(BranchPolicies, self.api.get(path)).branch_policies]

    def secret_names(self, environment: str | None = None) -> list[str] | None:
        """Names of the secrets of an environment, or of the repository; None where there is no such environment."""
        below = f"/environments/{_one(environment)}/secrets" if environment else "/actions/secrets"
        answer = self.api.found(self.path(below), {"per_page": "100"})
        return [one.name for one in shaped(Secrets, answer).secrets] if answer is not None else None

    def owners_errors(self) -> list[OwnersError] | None:
        """What GitHub cannot use in the owners file; None where there is none."""
        answer = self.api.found(self.path("/codeowners/errors"))
        return list(shaped(OwnersErrors, answer).errors) if answer is not None else None

    def user(self, login: str) -> User | None:
        """Who has a login today."""
        answer = self.api.found(f"/users/{_one(login)}")
        return shaped(User, answer) if answer is not None else None

    def me(self) -> User | None:
        """Whose token it is; None for the token of a workflow, which is nobody's."""
        try:
            return shaped(User, self.api.get("/user"))
        except GitHubError as error:
            if error.status == 403 and error.until is None:
                return None
            raise


def _one(text: str) -> str:
    """One segment of a path, whatever it holds."""
    return quote(text, safe="")
