"""A shop of two on real git: Juno writes, Mina approves, a sandbox publishes; then somebody does wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smmops.sandbox.serve import Served, serve
from tests.audit.shop import Shop, opened
from tests.cli.team import PASSWORD, TOKEN

ACCOUNTS = {"bluesky": {"haneul.example": PASSWORD}, "mastodon": {"haneul": TOKEN}}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Served]:
    with serve(seed=ACCOUNTS) as served:
        yield served


@pytest.fixture(scope="module")
def founded(sandbox: Served, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A persona, a picture and the post `autumn`, all reviewed by Mina, live on both networks."""
    return opened(tmp_path_factory.mktemp("founded") / "shop", sandbox)


@pytest.fixture
def shop(founded: Shop, tmp_path: Path) -> Shop:
    """A copy of the shop, to do wrong in."""
    return founded.copy(tmp_path / "shop")
