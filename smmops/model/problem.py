"""What is wrong in a file, where, and what to write instead."""

from dataclasses import dataclass
from enum import StrEnum

from smmops.model.message import Message


class Severity(StrEnum):
    """`error` makes `check` exit 1; `warning` is shown and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file of the workspace: path from the repository's root, `/` between folders.

    `line` and `column` count from 1, in characters; 0 where the file as a whole is meant.
    """

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `code` is `SMMnxx`, never reused; `slug` is its readable twin and docs anchor.

    `message` says what is so, with both numbers; `fix` is the edit to make.
    `related` are other places that take part (the first of two duplicates, say).
    """

    code: str
    slug: str
    severity: Severity
    path: str
    line: int
    column: int
    message: Message
    fix: Message
    related: tuple[Place, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """Sorts problems as people read files."""
        return (self.path, self.line, self.column, self.code, self.message.fill(), self.fix.fill())


class SmmopsError(Exception):
    """A failure that a person can mend: what is so, and the hint of what to do.

    `exit_code` is one of formats.md's: 1 problems, 64 usage, 75 try again or see the ledger.
    Nothing secret may be in either text.
    """

    def __init__(self, message: Message, hint: Message, *, exit_code: int = 75) -> None:
        super().__init__(message.fill())
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
