"""What the daily audit does on GitHub beside its issue: workflows kept on."""

from collections.abc import Sequence

from smmops.forge.github.asking import Asking
from smmops.forge.github.trouble import GitHubError


def keep_on(asking: Asking, workflows: Sequence[str]) -> list[str]:
    """Switches workflows on and so keeps their schedules; gives what could not be, with the reason."""
    failed = []
    for name in workflows:
        try:
            asking.enable(name)
        except GitHubError as error:
            failed.append(f"{name}: GitHub {error.reason}")
    return failed
