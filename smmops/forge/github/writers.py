"""Who wrote, committed or pushed what a pull request brought."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from smmops.forge.github.shapes import Activity, Committed, Pull, Signature, User

GHOST = 10137
"""The account that GitHub shows in place of a deleted one: https://github.com/ghost."""
_WEB_FLOW = 19864447
"""GitHub itself as committer of what is done on its pages: https://github.com/web-flow."""
_CO_AUTHOR = re.compile(r"^co-authored-by[ \t]*:.*?<([^<>\n]*)>", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"(\d{1,18})\+[^@\s]+@users\.noreply\.github\.com", re.IGNORECASE)
"""An address that GitHub gives to an account instead of its own: its number stands in it."""


@dataclass(slots=True)
class Writers:
    """Numbers of accounts and e-mails of nobody's account; `aliases` are e-mails of those accounts."""

    authors: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    def add(self, user: User | dict[str, Any] | None, signed: Signature | None) -> None:
        """One signature of a commit, and the account that GitHub found to it."""
        email = (signed.email if signed else "") or ""
        if isinstance(user, User) and user.id != GHOST:
            self.authors.append(str(user.id))
            self.aliases += [email] if email else []
        else:
            self.authors.append(_numbered(email) if email else "unknown")


def writers_of(pull: Pull, commits: Iterable[Committed], pushes: Sequence[Activity]) -> Writers:
    """Everybody who had a hand in a pull request: who opened it, authors, committers, co-authors, pushers."""
    found = Writers()
    if pull.user is not None:
        found.add(pull.user, None)
    for commit in commits:
        found.add(commit.author, commit.commit.author)
        if not _is_github(commit.committer, commit.commit.committer):
            found.add(commit.committer, commit.commit.committer)
        said = [email.strip() for email in _CO_AUTHOR.findall(commit.commit.message)]
        found.authors += [_numbered(email) for email in said if email]
    for push in pushes:
        if push.actor is not None:
            found.add(push.actor, None)
    return Writers(list(dict.fromkeys(found.authors)), list(dict.fromkeys(found.aliases)))


def is_gone(user: User | None) -> bool:
    """Whether an account was deleted."""
    return user is None or user.id == GHOST


def _numbered(email: str) -> str:
    """The account's number where its address tells it, else the address."""
    named = _NUMBERED.fullmatch(email)
    return named[1] if named else email


def _is_github(user: User | dict[str, Any] | None, signed: Signature | None) -> bool:
    """Whether GitHub made the commit on its own pages: then the author is who did it."""
    if isinstance(user, User):
        return user.id == _WEB_FLOW or user.login == "web-flow"
    return signed is not None and signed.email == "noreply@github.com"
