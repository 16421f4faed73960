"""Approval of a closure, with git and the forge behind it."""

from smmops.model.post import Post, Variant
from smmops.model.verdict import Approved, Verdict
from smmops.model.workspace import Workspace
from smmops.model.world import World


class Judging:
    """To be bound."""

    def __init__(self, world: World, commit: str) -> None:
        self.world = world
        self.commit = commit

    def verdict(self, post: Post, variant: Variant, *, workspace: Workspace) -> Verdict:
        """Stand-in."""
        return Approved(
            {"level": "on-main", "post": post.id, "channel": variant.channel, "f": workspace.folder}
        )
