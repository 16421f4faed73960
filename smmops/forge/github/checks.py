"""What a check of a pull request left on GitHub: its run, its pull request, its plan. None of it is trusted."""

from typing import Final

from smmops.forge.archive import ArchiveError, only_member
from smmops.forge.github.asking import Asking
from smmops.forge.github.shapes import Branch, Pull, Run
from smmops.forge.github.talk import for_people
from smmops.forge.github.trouble import GitHubError
from smmops.model.message import msg
from smmops.model.talk import CheckRun, NoPlanError, OpenPull

ARTIFACT: Final = "smmops-plan"
MEMBER: Final = "plan.json"
PACKED: Final = 4 * 1024 * 1024
"""Bytes of an archive that is fetched."""
UNPACKED: Final = 8 * 1024 * 1024
_FILES: Final = 3000
"""GitHub names no more files of a pull request than these:
https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files."""
_CHECKED_BY: Final = ".github/"


class GitHubChecks:
    """Runs of workflows and what they left."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    @property
    @for_people
    def repository(self) -> int:
        """GitHub's number of the repository."""
        return self._asking.repo().id

    @for_people
    def run(self, number: int) -> CheckRun | None:
        """A run of a workflow of this repository by its number."""
        found = self._asking.run(number)
        return None if found is None else _known(found)

    @for_people
    def pull_of(self, run: CheckRun, *, main: str) -> OpenPull | None:
        """The open pull request into `main` from the branch of the run, with its head; None where there is none.

        What a run says of its pull requests is empty for forks, and an artifact says what its maker likes. Another
        pull request may have the same commit as its head: from another branch, and with a check of its own.
        """
        asking = self._asking
        known = {one.number for one in asking.pulls_of(run.head)}
        known |= {one.number for one in asking.pulls_from(run.repository.partition("/")[0], run.branch)}
        pulls = [asking.pull(number) for number in sorted(known)]
        found = [one for one in pulls if self._is_meant(one, main) and _is_of(one.head, run)]
        return OpenPull(found[0].number, found[0].head.sha) if len(found) == 1 else None

    @for_people
    def plan(self, run: CheckRun) -> bytes:
        """The plan.json that the run left: the newest artifact of that name, its one file, within limits."""
        found = [one for one in self._asking.artifacts(run.number, ARTIFACT) if one.name == ARTIFACT]
        if not found:
            raise NoPlanError(msg("the check left no plan"))
        newest = max(found, key=lambda one: one.id)
        if newest.expired:
            raise NoPlanError(msg("the plan that the check left has expired"))
        if newest.size_in_bytes > PACKED:
            size, most = newest.size_in_bytes, PACKED
            raise NoPlanError(
                msg(
                    "the plan that the check left has {size} bytes, at most {most} are fetched",
                    size=size,
                    most=most,
                )
            )
        path = self._asking.path(f"/actions/artifacts/{newest.id}/zip")
        packed = self._asking.api.archive(path, largest=PACKED)
        try:
            return only_member(packed, MEMBER, largest=UNPACKED)
        except ArchiveError as wrong:
            raise NoPlanError(msg("the archive of the plan cannot be used: {why}", why=str(wrong))) from None

    @for_people
    def changes_checks(self, number: int) -> bool:
        """Whether a pull request changes what checks it: the workflows and what they install. True where unknown."""
        try:
            files = self._asking.files_of(number)
        except GitHubError as error:
            if error.is_passing or error.until is not None:
                raise
            return True
        names = [name for one in files for name in (one.filename, one.previous_filename) if name]
        return len(files) >= _FILES or any(name.startswith(_CHECKED_BY) for name in names)

    def _is_meant(self, pull: Pull, main: str) -> bool:
        ours = pull.base.repo is not None and pull.base.repo.id == self._asking.repo().id
        return ours and pull.state == "open" and not pull.merged and pull.base.ref == main


def _is_of(head: Branch, run: CheckRun) -> bool:
    repository = head.repo.full_name if head.repo else ""
    return (head.sha, head.ref, repository) == (run.head, run.branch, run.repository)


def _known(run: Run) -> CheckRun:
    return CheckRun(
        number=run.id,
        attempt=run.run_attempt,
        head=run.head_sha,
        event=run.event,
        workflow=run.path.partition("@")[0],
        conclusion=run.conclusion,
        repository=run.head_repository.full_name if run.head_repository else "",
        branch=run.head_branch or "",
        url=run.html_url,
    )
