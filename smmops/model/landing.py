"""How a commit came to main, as a forge knows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from smmops.model.base import Frozen


class Review(Frozen):
    """One review of a pull request. `user` is the forge's number of the account, None where it was deleted.

    `login` is today's and may have been another's before: never an identity. `commit` is what was looked at.
    `person` is False for bots. `may_write` is whether the account may push to the repository; None: not asked.
    """

    id: str
    user: str | None
    login: str
    person: bool
    state: Literal["approved", "changes-requested", "dismissed"]
    commit: str | None
    at: datetime
    may_write: bool | None = None


class Landing(Frozen):
    """How a commit came to main, as the forge knows it. Ids are the forge's or e-mail addresses.

    `kind`: `merge` (a reviewed head came in), `direct` (pushed to main).
    `base` is the commit of main before all that came in with it; None: the commit's first parent.
    `authors` wrote, committed or pushed what came in; `aliases` are further names of the same people, which
    nobody has to be known by. `approvals` are (who, commit, time) that the forge vouches for; a forge with
    reviews gives `reviews`, all of them, and leaves the counting to others.
    `why_not` is why nothing can be approved by this landing, whoever said so.
    """

    kind: str
    commit: str
    head: str | None
    at: datetime
    authors: tuple[str, ...]
    base: str | None = None
    merged_by: str | None = None
    approvals: tuple[tuple[str, str, datetime], ...] = ()
    reviews: tuple[Review, ...] = ()
    aliases: tuple[str, ...] = ()
    why_not: str | None = None
    evidence: Mapping[str, Any] = {}
    labels: tuple[str, ...] = ()


class NotYet(Frozen):
    """The forge does not know yet; neither a no nor a yes."""

    reason: str
