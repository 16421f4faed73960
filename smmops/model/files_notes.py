"""What a team writes down beside its posts: experiments, decisions, feedback, tasks and the like, typed."""

from typing import Literal

from pydantic import Field

from smmops.model.base import Frozen
from smmops.model.scalar import Day, Link


class Experiment(Frozen):
    """experiments/<id>.md: something tried for a while. Days are whole, both included."""

    title: str | None = None
    hypothesis: str = Field(description="what is expected, as a sentence that can turn out wrong")
    change: str | None = Field(None, description="what is done differently")
    metric: str | None = Field(None, description="what is looked at; from stage grow on")
    channels: tuple[str, ...] = Field((), description="ids of channels in smmops.yaml")
    posts: tuple[str, ...] = Field((), description="ids of the posts that take part")
    from_: Day = Field(alias="from", description="its first day")
    to: Day = Field(description="its last day")
    owner: str | None = Field(None, description="member of team.yaml")
    result: str | None = Field(None, description="what came out, also where it was nothing")
    concluded: Day | None = Field(None, description="the day of the result")


class Inspiration(Frozen):
    """inspiration/<id>.md: what another brand did well, and by which means."""

    title: str | None = None
    brand: str = Field(description="who did it")
    mechanic: str = Field(description="what makes it work: series, humour, useful table, guest …")
    link: Link = Field(description="where it can be seen")
    network: str | None = None
    seen: Day | None = Field(None, description="the day on which it was seen")
    why: str | None = Field(None, description="what we would take from it")
    used_in: tuple[str, ...] = Field((), description="ids of posts that took it up")


class Decision(Frozen):
    """One thing that was decided. `based_on` are paths in this repository or addresses."""

    on: Day
    what: str
    why: str
    based_on: tuple[str, ...] = Field((), description="files of this repository, or addresses")
    by: str | None = Field(None, description="member of team.yaml")
    look_again: Day | None = Field(None, description="when to ask whether it was right")


class Decisions(Frozen):
    """decisions/<yyyy-mm>.md: what was decided in a month, and on what grounds."""

    decisions: tuple[Decision, ...] = ()


class Feedback(Frozen):
    """feedback/<id>.md: what somebody told us, and what follows. No personal data."""

    from_: str = Field(alias="from", description="who in general: guest, subscriber, partner; never a name")
    on: Day = Field(description="the day on which it came")
    about: str = Field(description="a post's id, a channel, a product")
    said: str = Field(description="in their words, without what tells who they are")
    so: str | None = Field(None, description="what we do about it, also `nothing`")
    owner: str | None = Field(None, description="member of team.yaml")


class Advocacy(Frozen):
    """advocacy/<id>.md: texts that staff may post themselves; nobody's account is posted to.

    `disclosure` stands in every text: a reader must see who pays the writer.
    """

    title: str | None = None
    texts: tuple[str, ...] = Field(description="suggestions; each to be put in one's own words")
    disclosure: str | None = Field(None, description="words that say for whom one works: #AcmeTeam")
    link: Link | None = None
    post: str | None = Field(None, description="id of the post that is passed on")
    campaign: str | None = None
    owner: str | None = Field(None, description="member of team.yaml")
    until: Day | None = Field(None, description="the last day on which it is of use")


class Task(Frozen):
    """tasks/<id>.md: work beside the posts. `medium` and `code` are for promotion elsewhere: e-mail, print, phone."""

    what: str
    owner: str | None = Field(None, description="member of team.yaml")
    due: Day | None = None
    state: Literal["open", "doing", "done", "dropped"] = "open"
    post: str | None = Field(None, description="id of the post that it is for")
    campaign: str | None = None
    medium: str | None = Field(None, description="email, video, phone, print, event: where else we promote")
    link: Link | None = Field(None, description="where the promotion leads")
    code: str | None = Field(
        None, description="what tells its visitors from others: utm_medium, a number, a coupon"
    )
    notes: str | None = None
