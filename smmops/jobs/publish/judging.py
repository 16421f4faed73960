"""Approval of a closure, with git and the forge behind it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from smmops.approvals.judge import Record, judge
from smmops.approvals.trust import POLICY
from smmops.model.ports import Blob, Touch, Tree
from smmops.model.post import Post, Variant
from smmops.model.verdict import Verdict
from smmops.model.workspace import Workspace
from smmops.model.world import World


class Judging:
    """What main's history up to one commit says of approvals; each question is asked once.

    `at` gives the brand's workspace of a commit.
    """

    def __init__(self, world: World, commit: str, at: Callable[[str], Workspace]) -> None:
        self._world = world
        self._commit = commit
        self._at = at
        self._touches: dict[str, Sequence[Touch]] = {}
        self._policies: dict[str, Workspace] = {}
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    def verdict(self, post: Post, variant: Variant) -> Verdict:
        """Whether every file of the post's closure has what policy asks for this channel."""
        key = (post.id, variant.channel)
        if key not in self._verdicts:
            workspace = self._at(self._commit)
            self._verdicts[key] = judge(post, variant, workspace=workspace, record=self._record)
        return self._verdicts[key]

    @cached_property
    def _record(self) -> Record:
        git = self._world.git
        return Record(
            touches=self._touched,
            at=self._policy,
            blob=self._blob,
            older=git.is_ancestor,
            forge=self._world.forge,
            verify=self._world.verify,
            repository=self._world.repository,
            by_address=self._world.by_address,
        )

    def _policy(self, commit: str) -> Workspace:
        """The brand's policy files of a commit, and no others: many commits are asked, each once."""
        if commit not in self._policies:
            folder = self._world.folder
            tree = _Policy(self._world.git.tree(commit, folder), f"{folder}/" if folder else "")
            self._policies[commit] = self._world.load(tree, folder)
        return self._policies[commit]

    def _touched(self, path: str) -> Sequence[Touch]:
        if path not in self._touches:
            self._touches[path] = self._world.git.touches(self._commit, (path,))
        return self._touches[path]

    def _blob(self, commit: str, path: str) -> str | None:
        folder = path.rpartition("/")[0]
        found = self._world.git.tree(commit, folder).blobs().get(path)
        return found.oid if found else None


class _Policy:
    """A tree whose only files are those that say who approves."""

    def __init__(self, tree: Tree, home: str) -> None:
        self._tree = tree
        self._paths = [home + name for name in POLICY]

    def blobs(self) -> Mapping[str, Blob]:
        found = self._tree.blobs()
        return {path: found[path] for path in self._paths if path in found}

    def read(self, path: str) -> bytes:
        return self._tree.read(path)

    def sha256(self, path: str) -> str:
        return self._tree.sha256(path)
