"""The ports through which a job says something on a forge, and reads what a check of a pull request left there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from smmops.model.message import Message


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on the forge now. `changed` is False where the same text stood there already."""

    number: int
    url: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """A comment of ours, as it stands."""

    number: int
    url: str
    body: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An issue of ours, as it stands. `is_open` False: somebody closed it, or we did."""

    number: int
    url: str
    title: str
    body: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run of a workflow over a pull request. `workflow` is its file's path, `conclusion` None while it runs.

    `repository` (owner/name) and `branch` are where the head was pushed to.
    """

    number: int
    attempt: int
    head: str
    event: str
    workflow: str
    conclusion: str | None
    repository: str
    branch: str
    url: str


@dataclass(frozen=True, slots=True)
class OpenPull:
    """An open pull request and the commit that is its head now."""

    number: int
    head: str


class NoPlanError(Exception):
    """A check left no plan that can be read; `why` says it to people."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


class Talks(Protocol):
    """Comments and issues. A marker is their first line; only what this token's account wrote counts as ours.

    Every method raises SmmopsError where the forge does not answer or refuses. Writes are tried once.
    """

    def found(self, number: int, *, marker: str) -> Posted | None:
        """Our comment with that marker below a pull request."""

    def stick(self, number: int, body: str, *, marker: str) -> Said:
        """Writes our one comment with that marker, or mends the one that is there."""

    def issues(
        self, *, prefix: str, label: str, since: datetime | None, closed: bool = False
    ) -> Sequence[Opened]:
        """Our issues with that label whose marker begins so: open ones, or closed ones touched since then."""

    def open_issue(self, title: str, body: str, *, label: str) -> Said:
        """Opens an issue; its body begins with its marker."""

    def mend_issue(self, number: int, title: str, body: str) -> Said:
        """Writes an issue of ours anew."""

    def close_issue(self, number: int, body: str) -> None:
        """Closes an issue of ours as done, with a last text."""


class Checks(Protocol):
    """What checks of pull requests left. Every method raises SmmopsError where the forge does not answer."""

    @property
    def repository(self) -> int:
        """The forge's number of the repository."""

    def run(self, number: int) -> CheckRun | None:
        """A run by its number."""

    def pull_of(self, run: CheckRun, *, main: str) -> OpenPull | None:
        """The open pull request into `main` whose head is that of the run; None where there is none."""

    def plan(self, run: CheckRun) -> bytes:
        """The plan.json that the run left. NoPlanError where there is none, or its archive is not as expected."""

    def changes_checks(self, number: int) -> bool:
        """Whether a pull request changes what checks it: the workflows and what they install. True where unknown."""
