import gzip
import logging
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from smmops import __version__
from smmops.model.outcome import OutcomeUnknown, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.http import Ask
from smmops.networks.secret import Secret
from tests.networks.line import always, client

ROOT = Path(__file__).parents[2]
URL = "https://social.example/api"
GET = Ask("GET", URL)
POST = Ask("POST", URL, json={"text": "안녕하세요 👋"})


def failing(error: Exception):
    def told(_: httpx.Request) -> httpx.Response:
        raise error

    return told


@pytest.mark.parametrize(
    "told", [always(503), failing(httpx.ReadTimeout("x")), failing(httpx.ConnectError("x"))]
)
def test_a_read_is_tried_three_times_and_waits_longer_each_time(told):
    http, line = client(told)
    http.read(GET)
    assert len(line.sent) == 3
    assert http.clock.elapsed() == pytest.approx(0.5 + 1.0)


@pytest.mark.parametrize(
    "told", [always(503), always(429), failing(httpx.ReadTimeout("x")), failing(httpx.ConnectError("x"))]
)
@pytest.mark.parametrize("act", ["call", "upload"])
def test_nothing_that_changes_something_is_sent_twice(told, act: str):
    http, line = client(told)
    getattr(http, act)(POST)
    assert len(line.sent) == 1


@pytest.mark.parametrize("status", [200, 400, 401, 404, 429])
def test_an_answer_ends_a_read(status: int):
    http, line = client(always(status))
    assert isinstance(http.read(GET), Answer)
    assert len(line.sent) == 1


def test_a_broken_connection_is_unknown_for_a_call_and_only_missing_for_a_read():
    http, _ = client(failing(httpx.ReadError("secret-words")))
    assert http.call(POST) == OutcomeUnknown(reason="social.example: ReadError")
    assert http.upload(POST) == Unavailable(reason="social.example: ReadError")
    assert http.read(GET) == Unavailable(reason="social.example: ReadError")


def test_a_connection_that_never_stood_proves_that_nothing_happened():
    http, _ = client(failing(httpx.ConnectError("x")))
    assert isinstance(http.call(POST), Unavailable)


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/", "http://social.example/", "file:///etc/passwd", "https://", "https://a b/"],
)
def test_nothing_is_sent_to_another_host(url: str):
    http, line = client(always(200))
    for act in (http.read, http.upload, http.call):
        assert isinstance(act(Ask("POST", url, secret=Secret("tok-1234"))), Unavailable)
    assert line.sent == []


def test_a_redirect_is_an_answer_and_is_not_followed():
    http, line = client(always(302, location="https://evil.example/"))
    answer = http.read(Ask("GET", URL, secret=Secret("tok-1234")))
    assert isinstance(answer, Answer)
    assert answer.status == 302
    assert len(line.sent) == 1


def test_the_secret_goes_into_the_header_and_cookies_are_not_kept():
    http, line = client(always(200, set_cookie="session=1"))
    http.read(Ask("GET", URL, secret=Secret("tok-1234")))
    http.read(GET)
    assert line.sent[0].headers["authorization"] == "Bearer tok-1234"
    assert "authorization" not in line.sent[1].headers
    assert "cookie" not in line.sent[1].headers
    assert line.sent[1].headers["user-agent"] == f"smmops/{__version__}"


def test_a_secret_that_no_header_can_carry_is_not_sent():
    http, line = client(always(200))
    assert isinstance(http.call(Ask("POST", URL, secret=Secret("café\n"))), Unavailable)
    assert line.sent == []


def test_an_endless_answer_ends():
    http, _ = client(lambda _: httpx.Response(200, content=b"x" * (9 * 1024 * 1024)))
    assert isinstance(http.call(POST), OutcomeUnknown)
    assert isinstance(http.read(GET), Unavailable)


def test_a_body_that_cannot_be_unpacked_is_unknown():
    broken = gzip.compress(b"{}")[:-9] + b"garbage!!"
    http, _ = client(
        lambda _: httpx.Response(200, stream=httpx.ByteStream(broken), headers={"content-encoding": "gzip"})
    )
    assert isinstance(http.call(POST), OutcomeUnknown)


def test_calls_share_the_time_of_a_block_and_what_has_none_left_is_not_begun():
    http, line = client(always(503))
    with http.within(2.0):
        http.read(GET)
        http.clock.sleep(1.0)
        assert http.call(POST) == Unavailable(reason="social.example was not asked: no time was left for it")
    assert len(line.sent) == 3
    http.call(POST)
    assert len(line.sent) == 4


def test_an_inner_block_never_has_more_time_than_the_outer_one():
    http, line = client(always(200))
    with http.within(1.0), http.within(60.0):
        http.clock.sleep(2.0)
        assert isinstance(http.read(GET), Unavailable)
    assert line.sent == []


def test_the_networks_clock_is_the_last_date_that_was_given():
    http, line = client(always(200, date="Sun, 22 Nov 2026 09:59:30 GMT"))
    assert http.date is None
    http.read(GET)
    assert f"{http.date:%H:%M:%S %Z}" == "09:59:30 UTC"
    line.told = always(200, date="yesterday")
    http.read(GET)
    assert f"{http.date:%H:%M:%S %Z}" == "09:59:30 UTC"


def test_secrets_and_bodies_show_in_no_repr_and_no_log(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    http, _ = client(always(400, {"error": "tok-1234 is wrong"}))
    ask = Ask("POST", URL, json={"password": "tok-1234"}, secret=Secret("tok-1234"))
    answer = http.call(ask)
    assert isinstance(answer, Answer)
    assert "tok-1234" not in repr((ask, answer, http.__dict__)) + answer.words + caplog.text


_ASK = """
import sys
from smmops.networks.answer import Answer
from smmops.networks.http import Ask, Http
from smmops.networks.secret import Bound
from tests.contracts.stage import QuickClock
http = Http(Bound((), sys.argv[1]), QuickClock(), jitter=lambda: 0.0)
answer = http.read(Ask("GET", sys.argv[1] + "/api/v2/instance"))
sys.exit(0 if isinstance(answer, Answer) and answer.ok else str(answer))
"""


def test_proxies_of_the_environment_are_not_used(sandbox):
    names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
    env = {**os.environ, **dict.fromkeys(names, "http://127.0.0.1:9"), "NO_PROXY": "", "no_proxy": ""}
    command = [sys.executable, "-c", _ASK, sandbox.url]
    ran = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
