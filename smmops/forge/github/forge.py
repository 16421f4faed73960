"""The forge that is GitHub: what its pull requests and reviews say of a commit."""

from datetime import datetime, timedelta
from typing import Final

from smmops.forge.github.asking import Asking
from smmops.forge.github.landed import landing_of, ways
from smmops.forge.github.trouble import GitHubError
from smmops.model.message import msg
from smmops.model.ports import Clock, Commit, Landing, NotYet, Review
from smmops.model.problem import SmmopsError

SETTLE: Final = timedelta(minutes=15)
"""How long after a commit an answer without a pull request means that GitHub does not know it yet."""
_MAY_WRITE: Final = frozenset({"admin", "write"})


class GitHubForge:
    """How commits came to main by GitHub's account. It knows nothing of the team or of policy.

    Answers are kept from one `now` to the next: each tick asks anew, and asks once. What GitHub does not say is
    `NotYet`, never a no and never a yes.
    """

    level = "attested"

    def __init__(self, asking: Asking, *, clock: Clock, main: str) -> None:
        self.asking = asking
        self._clock = clock
        self._main = main
        self._landings: dict[str, Landing] = {}
        self._refusal: SmmopsError | None = None

    def now(self) -> datetime | None:
        """GitHub's clock; None where it cannot be asked, which `ready` then tells why.

        Begins a tick: what was known is forgotten.
        """
        self._landings.clear()
        self._refusal = None
        try:
            return self.asking.renew()
        except SmmopsError as refusal:
            self._refusal = refusal
        except GitHubError as error:
            self._refusal = worded(error)
        return None

    def ready(self) -> None:
        """SmmopsError where the token cannot read the repository, by the last `now`."""
        if self._refusal is not None:
            raise self._refusal

    def landing(self, commit: Commit) -> Landing | NotYet:
        """How this first-parent commit of main came in."""
        if commit.oid in self._landings:
            return self._landings[commit.oid]
        try:
            found = self._landed(commit)
        except GitHubError as error:
            return NotYet(reason=f"GitHub {error.reason}")
        if isinstance(found, Landing):
            self._landings[commit.oid] = found
        return found

    def blob(self, commit: str, path: str) -> str | NotYet | None:
        """The blob of a path in a head, which a squash or a rebase leaves outside of main."""
        try:
            return self.asking.blob(commit, path)
        except GitHubError as error:
            return NotYet(reason=f"GitHub {error.reason}")

    def may_write(self, review: Review) -> bool | NotYet:
        """Whether the account may push to the repository now; one that is gone may not."""
        if review.user is None:
            return False
        try:
            found = self.asking.permission(review.user, review.login)
        except GitHubError as error:
            return NotYet(reason=f"GitHub {error.reason}")
        return found is not None and found.permission in _MAY_WRITE

    def has_ended(self, run: str) -> bool | None:
        """Whether a run of a workflow is over; None where it is no run of this repository, or nobody answers."""
        if not run.isascii() or not run.isdigit():
            return None
        try:
            found = self.asking.run(int(run))
        except GitHubError:
            return None
        return None if found is None else found.status == "completed"

    def _landed(self, commit: Commit) -> Landing | NotYet:
        found = ways(self.asking, commit, main=self._main)
        if len(found) == 1:
            return landing_of(self.asking, commit, found[0])
        if found:
            numbers = ", ".join(f"#{way.pull.number}" for way in found)
            return _direct(commit, f"{len(found)} merged pull requests have it as their merge: {numbers}")
        until = commit.at + SETTLE
        if self._clock.now() < until:
            return NotYet(
                reason=f"GitHub names no merged pull request for {commit.oid[:10]} yet; "
                f"from {until:%H:%M} UTC it is taken for a push to main"
            )
        return _direct(commit, None)


def worded(error: GitHubError) -> SmmopsError:
    """What a person must know and do where GitHub gives nothing at all."""
    if error.status == 401:
        return SmmopsError(
            msg("GitHub refuses GITHUB_TOKEN: {reason}", reason=error.reason),
            msg("it has expired or was revoked: set a new one"),
            exit_code=1,
        )
    if error.status in (403, 404) and error.until is None:
        return SmmopsError(
            msg(
                "GITHUB_TOKEN cannot read the repository of smmops.yaml: GitHub {reason}", reason=error.reason
            ),
            msg("compare `forge.repository` with the address on GitHub, and give the token access to it"),
            exit_code=1,
        )
    return SmmopsError(
        msg("GitHub cannot be asked who approved: it {reason}", reason=error.reason),
        msg("nothing was published; the next tick goes on"),
    )


def _direct(commit: Commit, why_not: str | None) -> Landing:
    return Landing(
        kind="direct",
        commit=commit.oid,
        head=None,
        at=commit.at,
        authors=commit.branch_authors,
        why_not=why_not,
        evidence={"forge": "github", "came_by": "push"},
    )
