"""Log-ins and tokens: opened when there is work, renewed in time, never shown to strangers."""

from datetime import timedelta

import pytest

from smmops.model.outcome import (
    Found,
    Published,
    RateLimited,
    Unavailable,
)
from smmops.sandbox.serve import Served
from tests.contracts.proxy import Spoil
from tests.contracts.servers import PUT
from tests.contracts.stage import Stage

LOGIN = ("POST", "/xrpc/com.atproto.server.createSession")
RENEW = ("POST", "/xrpc/com.atproto.server.refreshSession")
UPLOAD = ("POST", "/xrpc/com.atproto.repo.uploadBlob")


def test_nobody_logs_in_before_there_is_work(bluesky: Stage):
    bluesky.open()
    assert bluesky.proxy.sent == []


def test_one_log_in_serves_all_work(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("One", "Two"))
    bluesky.publish(adapter, parcel)
    adapter.measure_account()
    assert bluesky.proxy.asked(LOGIN) == 1


def test_a_refused_password_is_tried_once(bluesky: Stage):
    adapter = bluesky.open(secret="wrong-password")
    for _ in range(5):
        adapter.account()
    assert bluesky.proxy.asked(LOGIN) == 1


def test_a_server_that_was_away_is_asked_again(bluesky: Stage):
    adapter = bluesky.open()
    bluesky.proxy.spoil(Spoil(*LOGIN, "status", status=502))
    assert isinstance(adapter.account(), Unavailable)
    assert isinstance(adapter.account(), str)


def test_a_token_that_is_about_to_end_is_renewed_before_the_call(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Late"))
    adapter.account()
    bluesky.clock.ahead = timedelta(minutes=118)
    assert isinstance(bluesky.send(adapter, parcel), Published)
    assert bluesky.proxy.asked(LOGIN) == 1
    assert bluesky.proxy.asked(RENEW) == 1


def test_a_refused_renewal_logs_in_anew(bluesky: Stage):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Late"))
    adapter.account()
    bluesky.clock.ahead = timedelta(minutes=118)
    bluesky.proxy.spoil(Spoil(*RENEW, "status", status=400, body=b'{"error":"ExpiredToken"}'))
    assert isinstance(bluesky.send(adapter, parcel), Published)
    assert bluesky.proxy.asked(LOGIN) == 2


def test_a_token_that_is_over_proves_that_nothing_happened_and_the_next_try_renews_it(
    bluesky: Stage, sandbox: Served
):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Expired"))
    sandbox.control.faults({"do": "expired", "network": "bluesky", "path": PUT[1]})
    adapter.account()
    outcome = bluesky.send(adapter, parcel)
    assert isinstance(outcome, Unavailable), outcome
    assert bluesky.proxy.asked(PUT) == 1
    assert isinstance(bluesky.send(adapter, parcel), Published)
    assert bluesky.proxy.asked(RENEW) == 1


def test_a_read_with_a_token_that_is_over_renews_it_and_goes_on(bluesky: Stage, sandbox: Served):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("There"))
    (remote,) = bluesky.publish(adapter, parcel)
    sandbox.control.faults({"do": "expired", "network": "bluesky", "method": "GET"})
    assert isinstance(adapter.check(parcel, remote, 1), Found)
    assert bluesky.proxy.asked(RENEW) == 1


def test_the_sandboxs_own_rate_limit_is_understood(bluesky: Stage, sandbox: Served):
    adapter = bluesky.open()
    parcel = bluesky.identified(adapter, bluesky.parcel("Too many"))
    sandbox.control.faults({"do": "rate_limit", "network": "bluesky", "path": PUT[1]})
    outcome = bluesky.send(adapter, parcel)
    assert isinstance(outcome, RateLimited)
    assert outcome.until > bluesky.clock.now()


def test_an_endpoint_that_may_not_see_the_token_is_not_used(bluesky: Stage):
    adapter = bluesky.open()
    body = b'{"did":"did:plc:x","handle":"a.test","accessJwt":"a.b.c","refreshJwt":"d.e.f","didDoc":{"service":[{"id":"#atproto_pds","serviceEndpoint":"https://evil.example"}]}}'
    bluesky.proxy.spoil(Spoil(*LOGIN, "status", status=200, body=body))
    adapter.account()
    adapter.measure_account()
    assert bluesky.proxy.asked(("GET", "/xrpc/app.bsky.actor.getProfile")) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b'{"did":1}',
        b'{"did":"did:x","accessJwt":"","refreshJwt":""}',
        b'{"did":"x","accessJwt":"a","refreshJwt":"b"}',
    ],
)
def test_a_log_in_that_gives_no_session_is_only_unavailable(bluesky: Stage, body: bytes):
    bluesky.proxy.spoil(Spoil(*LOGIN, "status", status=200, body=body))
    assert isinstance(bluesky.open().account(), Unavailable)
