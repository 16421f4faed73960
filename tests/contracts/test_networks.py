"""The contract suite over the adapters that ship: on the sandbox, and Bluesky on a real PDS as well."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from smmops.sandbox.serve import Served, serve
from tests.contracts.networks import NetworkContract
from tests.contracts.proxy import proxy
from tests.contracts.servers import PUT, RealPds, Sandboxed, iso_reset, unix_reset
from tests.contracts.stage import Server, Stage
from tests.sandbox.pds.server import Pds, pds  # noqa: F401

SECRET = "gute-nacht-mond-7731"
_number = itertools.count(1)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Served]:
    with serve() as served:
        served.control.options("bluesky", rate_limits=False)
        served.control.options("mastodon", rate_limits=False)
        yield served


def bluesky(request: pytest.FixtureRequest) -> Server:
    served: Served = request.getfixturevalue("sandbox")
    handle = f"acme{next(_number)}.test"
    served.control.add_account("bluesky", handle, SECRET)
    remove = ("POST", "/xrpc/com.atproto.repo.deleteRecord")
    return Sandboxed("bluesky", handle, SECRET, served.url, served.control, PUT, PUT, remove, unix_reset)


def mastodon(request: pytest.FixtureRequest) -> Server:
    served: Served = request.getfixturevalue("sandbox")
    handle = f"acme{next(_number)}"
    served.control.add_account("mastodon", handle, f"{SECRET}-{handle}")
    path = "/api/v1/statuses"
    return Sandboxed(
        network="mastodon",
        handle=handle,
        secret=f"{SECRET}-{handle}",
        url=served.url,
        control=served.control,
        publish_call=("POST", path),
        edit_call=("PUT", path),
        remove_call=("DELETE", path),
        limited=iso_reset,
    )


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
