"""team.yaml, typed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from smmops.model.base import Frozen
from smmops.model.scalar import Clock, Day, Span, YesNo
from smmops.model.settings import Id


class Member(Frozen):
    """A person of the team. `git_emails` are what the local forge knows him by."""

    id: Id
    github: str | None = None
    github_id: int | None = None
    git_emails: tuple[str, ...] = ()
    name: str | None = None
    roles: tuple[str, ...] = ()


class Role(Frozen):
    """What a role may approve: globs of paths in the workspace."""

    may_approve: tuple[str, ...] = ()


class Training(Frozen):
    """A topic that some roles must know; `done` maps a member to the day."""

    topic: str
    required_for: tuple[str, ...] = ()
    valid: Span = timedelta(days=365)
    done: Mapping[str, Day] = {}


Week = Annotated[str, StringConstraints(pattern=r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$")]
"""An ISO week: 2026-W49."""


class Duty(Frozen):
    """Who looks after what in a week: members of the team."""

    week: Week
    inbox: str = Field(description="who answers")
    publishing: str | None = Field(None, description="who watches what goes out")
    backup: str | None = Field(None, description="who steps in")


class Hours(Frozen):
    """Working hours: response targets count in them."""

    days: tuple[str, ...] = ()
    from_: Clock | None = Field(default=None, alias="from")
    to: Clock | None = None
    holidays: tuple[Day, ...] = ()


class Team(Frozen):
    """Who does what. `solo`: the one member approves himself, and every receipt says so."""

    members: tuple[Member, ...] = ()
    roles: Mapping[str, Role] = {}
    training: tuple[Training, ...] = ()
    duty: tuple[Duty, ...] = ()
    hours: Hours = Hours()
    solo: YesNo = False
