"""One commit of one brand's files, read, typed and resolved."""

from collections.abc import Mapping

from smmops.model.base import Frozen
from smmops.model.campaign import Campaign
from smmops.model.document import Document
from smmops.model.freeze import Freeze
from smmops.model.known import Known
from smmops.model.people import Team
from smmops.model.persona import Persona
from smmops.model.playbook import Playbook
from smmops.model.post import Post
from smmops.model.problem import Problem
from smmops.model.purse import Purse
from smmops.model.settings import Channel, Settings
from smmops.model.strategy import Strategy

__all__ = ["Channel", "Workspace"]


class Workspace(Frozen):
    """What a brand's folder says.

    `settings` is None where smmops.yaml cannot be used, `team` where team.yaml cannot: both stop everything.
    `posts` maps ids to the posts without errors of their own; `broken` maps the ids of posts that are there
    but cannot be used (their closure holds a broken file) to the path to mend.
    `problems` are those of reading and typing; rules find more. `documents` maps paths to what was read, `allows`
    the paths of files that silence something to codes with (reason, line).
    `policy` is the digest of everything that posts are judged by. `known` holds, by path, the posts that an earlier
    run has judged under the same one: rules about one post or one file need not be asked about them again.
    """

    model_config = {**Frozen.model_config, "arbitrary_types_allowed": True}

    folder: str = ""
    settings: Settings | None
    team: Team | None = Team()
    freeze: Freeze = Freeze()
    strategy: Strategy | None = None
    purse: Purse | None = None
    personas: Mapping[str, Persona] = {}
    campaigns: Mapping[str, Campaign] = {}
    playbooks: Mapping[str, Playbook] = {}
    posts: Mapping[str, Post] = {}
    broken: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()
    documents: Mapping[str, Document] = {}
    allows: Mapping[str, Mapping[str, tuple[str, int]]] = {}
    known: Mapping[str, Known] = {}
    policy: str = ""

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Channels by id, defaults resolved."""
        return self.settings.channels if self.settings else {}
