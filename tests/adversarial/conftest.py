"""What every attack stands on: a team with real git, the strict fake GitHub, and the sandbox's networks."""

from tests.cli.conftest import sandbox, team
from tests.cli.test_github import github

__all__ = ["github", "sandbox", "team"]
