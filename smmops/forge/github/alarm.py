"""What the daily audit says and does on GitHub: one issue, and workflows kept on."""

from collections.abc import Sequence

from smmops.forge.github.asking import Asking
from smmops.forge.github.talk import Talk
from smmops.forge.github.trouble import GitHubError


def ring(asking: Asking, body: str, *, title: str, marker: str, label: str) -> str:
    """Opens or mends the alarm's one issue; gives its address. GitHubError where GitHub refuses."""
    return Talk(asking).report(title, body, marker=marker, label=label).url


def silence(asking: Asking, *, marker: str, label: str) -> bool:
    """Closes the alarm's issue; False where none was open. GitHubError where GitHub refuses."""
    return Talk(asking).close(marker=marker, label=label)


def keep_on(asking: Asking, workflows: Sequence[str]) -> list[str]:
    """Switches workflows on and so keeps their schedules; gives what could not be, with the reason."""
    failed = []
    for name in workflows:
        try:
            asking.enable(name)
        except GitHubError as error:
            failed.append(f"{name}: GitHub {error.reason}")
    return failed
