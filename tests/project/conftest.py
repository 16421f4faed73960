"""The command line's team, for tests of what the whole program does."""

from tests.cli.conftest import sandbox, team

__all__ = ["sandbox", "team"]
