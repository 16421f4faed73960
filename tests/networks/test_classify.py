from collections.abc import Iterator

import httpx
import pytest

from smmops.model.outcome import OutcomeUnknown, RateLimited, Rejected, Unauthorized, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.bluesky.errors import REFUSALS as BLUESKY
from smmops.networks.classify import TRANSPORT, has_no_effect, with_effect, without_effect
from smmops.networks.mastodon.errors import REFUSALS as MASTODON
from tests.networks.line import StillClock

NOW = StillClock().now()


def below(kind: type) -> Iterator[type]:
    yield kind
    for child in kind.__subclasses__():
        yield from below(child)


@pytest.mark.parametrize("kind", sorted(set(below(httpx.TransportError)), key=lambda kind: kind.__name__))
def test_every_transport_error_has_its_meaning(kind: type[httpx.TransportError]):
    assert kind in TRANSPORT, f"{kind.__name__} is not mapped: does it prove that no byte had left?"


@pytest.mark.parametrize("kind", sorted(set(below(httpx.RequestError)), key=lambda kind: kind.__name__))
def test_every_other_request_error_is_mapped_too(kind: type[httpx.RequestError]):
    assert kind in TRANSPORT


def test_only_what_happens_before_the_first_byte_is_free_of_effect():
    certain = {kind.__name__ for kind, free in TRANSPORT.items() if free}
    assert certain == {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}


def test_a_kind_that_a_new_httpx_brings_is_not_certain():
    class BrandNewError(httpx.ConnectError):
        pass

    assert not has_no_effect(BrandNewError("x"))


@pytest.mark.parametrize("refusals", [BLUESKY, MASTODON])
@pytest.mark.parametrize(
    "status", [200, 204, 301, 307, 308, 402, 405, 408, 409, 418, 423, 425, 451, 500, 502, 503, 504, 520]
)
def test_what_is_not_listed_is_unknown_for_a_call_and_may_be_repeated_for_a_read(refusals, status: int):
    answer = Answer(status, {}, b"<html>")
    assert isinstance(with_effect(answer, refusals, NOW), OutcomeUnknown)
    assert isinstance(without_effect(answer, refusals, NOW), Unavailable)


@pytest.mark.parametrize("refusals", [BLUESKY, MASTODON])
def test_what_every_server_means_alike(refusals):
    assert isinstance(with_effect(Answer(401, {}, b""), refusals, NOW), Unauthorized)
    assert isinstance(with_effect(Answer(413, {}, b""), refusals, NOW), Rejected)
    limited = with_effect(Answer(429, {"retry-after": "60"}, b""), refusals, NOW)
    assert isinstance(limited, RateLimited)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("InvalidRequest", Rejected),
        ("InvalidSwap", OutcomeUnknown),
        ("BlobNotFound", Unavailable),
        ("ExpiredToken", Unavailable),
        ("InvalidToken", Unauthorized),
        ("SomethingNew", OutcomeUnknown),
        ("", OutcomeUnknown),
    ],
)
def test_blueskys_400_is_told_apart_by_its_name(name: str, kind: type):
    body = f'{{"error":"{name}","message":"InvalidRequest ExpiredToken 429"}}'.encode()
    assert isinstance(with_effect(Answer(400, {}, body), BLUESKY, NOW), kind)


def test_mastodon_is_judged_by_status_because_its_words_are_translated():
    body = b'{"error":"Validierung fehlgeschlagen: Text kann nicht leer sein"}'
    assert isinstance(with_effect(Answer(422, {}, body), MASTODON, NOW), Rejected)


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b'"x"', b"[" * 100_000, b"\xff\xfe", b'{"error":{"a":1}}', b"9" * 9999]
)
def test_no_body_breaks_the_judgement(body: bytes):
    assert isinstance(with_effect(Answer(500, {}, body), BLUESKY, NOW), OutcomeUnknown)
    assert Answer(500, {}, body).words == "500"
