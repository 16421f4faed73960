"""A workspace without the posts that nobody asks about: a snapshot of three posts reads three files."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from smmops.model.ports import Blob, Tree
from smmops.model.workspace import Workspace
from smmops.model.world import World


class Few:
    """A tree whose post files are those of some ids alone; everything else is there."""

    def __init__(self, tree: Tree, posts: frozenset[str]) -> None:
        self._tree = tree
        self._posts = posts

    def blobs(self) -> Mapping[str, Blob]:
        """Every path but those of other posts, sorted."""
        return {path: blob for path, blob in self._tree.blobs().items() if self._kept(path)}

    def read(self, path: str) -> bytes:
        """The bytes of a file; KeyError for a path that is not there."""
        return self._tree.read(path)

    def sha256(self, path: str) -> str:
        """Hex SHA-256 of a file."""
        return self._tree.sha256(path)

    def _kept(self, path: str) -> bool:
        folders, _, name = path.rpartition("/")
        if not name.endswith(".md") or "content" not in folders.split("/"):
            return True
        return name.removesuffix(".md") in self._posts


def with_few(world: World, posts: frozenset[str] = frozenset()) -> World:
    """The same world, in which only these posts of a commit are ever read."""
    load: Callable[[Tree, str], Workspace] = world.load
    return replace(world, load=lambda tree, folder: load(Few(tree, posts), folder))
