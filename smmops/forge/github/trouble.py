"""What went wrong between us and GitHub, as a value that a caller words for people."""

from datetime import datetime


class GitHubError(Exception):
    """GitHub did not give what was asked. Reads on after "GitHub": `answered 503`; holds no token and no address.

    `status` is the answer's, None where there was none. `until` is when a limit ends. `is_passing`: nobody or
    nonsense answered, so that the same question may be asked again.
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        until: datetime | None = None,
        is_passing: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.until = until
        self.is_passing = is_passing
