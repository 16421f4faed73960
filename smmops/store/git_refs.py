"""Names of the branches and tags that a repository's ports ask for."""

import re
from dataclasses import dataclass

from smmops.model.message import msg
from smmops.model.problem import SmmopsError

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|\.lock(/|$)|(^|/)\.|\.$|/$|^[/-]|^@$|^$")


@dataclass(frozen=True, slots=True)
class Refs:
    """Which branches of which remote, as smmops.yaml names them. `seal` and `metrics` are one for all brands."""

    brand: str
    main: str = "main"
    state: str = "smmops-state"
    seal: str = "smmops-seal"
    remote: str = "origin"
    metrics: str = "smmops-metrics"

    def __post_init__(self) -> None:
        for name in (self.main, self.state, self.seal, self.metrics, self.remote, self.brand):
            if _FORBIDDEN.search(name):
                raise SmmopsError(
                    msg("{name} cannot be a branch or a remote", name=ascii(name)),
                    msg("write a name of letters, digits, `-` and `/` into smmops.yaml"),
                    exit_code=1,
                )
        if len({self.main, self.state, self.seal}) < 3:
            raise SmmopsError(
                msg("main, state and seal share the branch {name}", name=self.state),
                msg("give state_branch a name of its own in smmops.yaml"),
                exit_code=1,
            )
        if self.metrics in (self.main, self.state, self.seal):
            raise SmmopsError(
                msg("the metrics share the branch {name} with something else", name=self.metrics),
                msg("give metrics_branch a name of its own in smmops.yaml"),
                exit_code=1,
            )

    @property
    def heads(self) -> tuple[str, str, str]:
        """Full names of main, state and seal."""
        return (f"refs/heads/{self.main}", f"refs/heads/{self.state}", f"refs/heads/{self.seal}")

    @property
    def numbers(self) -> str:
        """Full name of the metrics branch; none of `heads`: only who measures asks for it."""
        return f"refs/heads/{self.metrics}"

    @property
    def checkpoints(self) -> str:
        """What the full name of each of the brand's checkpoint tags begins with."""
        return f"refs/tags/smmops-checkpoint/{self.brand}/"

    def tag(self, name: str) -> str:
        """The full name of a checkpoint tag; ValueError for a tag that is none of the brand's."""
        full = f"refs/tags/{name}"
        if not full.startswith(self.checkpoints) or _FORBIDDEN.search(full):
            raise ValueError(f"no checkpoint tag of {self.brand}: {name!r}")
        return full


def checked(path: str) -> str:
    """The path, where git can hold it as a new file; ValueError where it cannot."""
    parts = path.split("/")
    if not path or any(part in ("", ".", "..") or part.lower() == ".git" for part in parts) or "\0" in path:
        raise ValueError(f"no path for a file: {path!r}")
    return path
