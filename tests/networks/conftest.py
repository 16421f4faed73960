from collections.abc import Iterator

import pytest

from smmops.sandbox.serve import Served
from tests.contracts.proxy import proxy
from tests.contracts.servers import bluesky_account, mastodon_account, unlimited
from tests.contracts.stage import Stage


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Served]:
    with unlimited() as served:
        yield served


@pytest.fixture(autouse=True)
def _no_faults_stay(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "sandbox" in request.fixturenames:
        request.getfixturevalue("sandbox").control.clear_faults()


@pytest.fixture
def bluesky(sandbox: Served) -> Iterator[Stage]:
    server = bluesky_account(sandbox)
    with proxy(server.url) as between:
        yield Stage(server, between)


@pytest.fixture
def mastodon(sandbox: Served) -> Iterator[Stage]:
    server = mastodon_account(sandbox)
    with proxy(server.url) as between:
        yield Stage(server, between)
