"""Fixtures of the command line's tests."""

from collections.abc import Iterator

import pytest

from smmops.sandbox.serve import Served, serve
from tests.cli.team import PASSWORD, TOKEN, Team


@pytest.fixture
def sandbox() -> Iterator[Served]:
    seed = {"bluesky": {"haneul.example": PASSWORD}, "mastodon": {"haneul": TOKEN}}
    with serve(seed=seed) as served:
        yield served


@pytest.fixture
def team(tmp_path, sandbox) -> Team:
    made = Team(tmp_path / "team", sandbox)
    made.begin()
    return made
