"""The contract suite over the adapters that ship: on the sandbox, and Bluesky on a real PDS as well."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from smmops.sandbox.serve import Served
from tests.contracts.networks import NetworkContract
from tests.contracts.proxy import proxy
from tests.contracts.servers import SECRET, RealPds, bluesky_account, mastodon_account, unlimited
from tests.contracts.stage import Server, Stage
from tests.sandbox.pds.server import Pds, pds  # noqa: F401

_number = itertools.count(1)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Served]:
    with unlimited() as served:
        yield served


def bluesky(request: pytest.FixtureRequest) -> Server:
    return bluesky_account(request.getfixturevalue("sandbox"))


def mastodon(request: pytest.FixtureRequest) -> Server:
    return mastodon_account(request.getfixturevalue("sandbox"))


def real_pds(request: pytest.FixtureRequest) -> Server:
    served: Pds = request.getfixturevalue("pds")
    account = served.create_account(f"acme{next(_number)}", SECRET)
    return RealPds(served.url, account["handle"], SECRET, account["did"], account["accessJwt"])


SERVERS: list[Callable[[pytest.FixtureRequest], Server]] = [bluesky, mastodon, real_pds]


class TestNetworks(NetworkContract):
    @pytest.fixture(
        params=[pytest.param(make, marks=[pytest.mark.pds] if make is real_pds else []) for make in SERVERS],
        ids=[make.__name__ for make in SERVERS],
    )
    def stage(self, request: pytest.FixtureRequest) -> Iterator[Stage]:
        server = request.param(request)
        with proxy(server.url) as between:
            yield Stage(server, between)
