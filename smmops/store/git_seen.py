"""What a clone knows without asking anybody: tips as they were last fetched, and all that anchors them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from smmops.store.git_refs import Refs


@dataclass(frozen=True, slots=True)
class Seen:
    """Commits of main, the state branch and the seal; None where the clone never saw one.

    `anchors` are (name, commit) of everything that the state branch must still hold: the seal, checkpoint tags,
    and tips of the state branch that this clone saw. One name may stand there twice, with two commits.
    """

    main: str | None
    state: str | None
    seal: str | None
    anchors: tuple[tuple[str, str], ...] = ()

    @property
    def checkpoints(self) -> Sequence[tuple[str, str]]:
        """The anchors that are checkpoint tags."""
        return [each for each in self.anchors if each[0].startswith("smmops-checkpoint/")]


class _Clone(Protocol):
    def seen(self, branch: str) -> str | None: ...

    def all_refs(self) -> Mapping[str, str]: ...


def seen(git: _Clone, refs: Refs) -> Seen:
    """The tips and anchors of a brand in this clone; a branch of the clone itself counts where none was fetched."""
    every = git.all_refs()

    def tip(branch: str) -> str | None:
        return git.seen(branch) or every.get(f"refs/heads/{branch}")

    places = [name for name in every if name.startswith("refs/smmops/") or name.startswith("refs/remotes/")]
    anchors: dict[tuple[str, str], None] = {}
    for name, commit in sorted(every.items()):
        plain = name.replace("%2F", "/").replace("%25", "%")
        tag = plain.find(refs.checkpoints.removeprefix("refs/tags/"))
        if tag >= 0:
            anchors[plain[tag:], commit] = None
    for branch in (refs.seal, refs.state):
        for name in (*places, f"refs/heads/{branch}"):
            plain = name.replace("%2F", "/").replace("%25", "%")
            if plain.endswith(f"/{branch}") and name in every:
                anchors[branch, every[name]] = None
    return Seen(tip(refs.main), tip(refs.state), tip(refs.seal), tuple(anchors))
