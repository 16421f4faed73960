"""Who may call the sandbox, and what it tells of itself."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime

import httpx
import pytest

from smmops.sandbox.serve import Served

Clients = Callable[..., httpx.Client]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "169.254.169.254", "[::2]", ""])
def test_another_host_name_is_refused_everywhere(client: Clients, host: str) -> None:
    for path in (
        "/_sandbox/",
        "/_sandbox/state",
        "/xrpc/com.atproto.server.describeServer",
        "/api/v2/instance",
    ):
        assert client().get(path, headers={"host": host}).status_code in (400, 421), (host, path)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST", "[::1]"])
def test_loopback_names_are_served_with_and_without_a_port(client: Clients, host: str) -> None:
    assert client().get("/_sandbox/state", headers={"host": host}).status_code == 200
    assert client().get("/_sandbox/state", headers={"host": f"{host}:8080"}).status_code == 200


@pytest.mark.parametrize(
    "head",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(
    client: Clients, sandbox: Served, head: dict[str, str]
) -> None:
    order = {"network": "mastodon", "handle": "neu", "secret": "x"}
    assert client().post("/_sandbox/accounts", json=order, headers=head).status_code == 403
    assert client().delete("/_sandbox/faults", headers=head).status_code == 403
    assert (
        client("made-up-token-1").post("/api/v1/statuses", json={"status": "x"}, headers=head).status_code
        == 403
    )
    assert "neu" not in sandbox.control.state()["networks"]["mastodon"]


def test_the_sandboxs_own_pages_may_change_things(client: Clients, sandbox: Served) -> None:
    order = {"network": "mastodon", "handle": "neu", "secret": "x"}
    head = {"origin": sandbox.url, "sec-fetch-site": "same-origin"}
    assert client().post("/_sandbox/accounts", json=order, headers=head).status_code == 200


def test_the_date_header_follows_the_clock(client: Clients, sandbox: Served) -> None:
    sandbox.control.clock(at="2026-10-25T00:30:00Z", frozen=True)
    for path in ("/api/v2/instance", "/xrpc/com.atproto.server.describeServer", "/_sandbox/state"):
        assert client().get(path).headers.get_list("date") == ["Sun, 25 Oct 2026 00:30:00 GMT"]


def test_the_date_header_is_there_once_and_parses(client: Clients) -> None:
    (date,) = client().get("/api/v2/instance").headers.get_list("date")
    assert parsedate_to_datetime(date).tzinfo is not None


def test_a_broken_form_is_an_empty_one(client: Clients) -> None:
    head = {"content-type": "multipart/form-data; boundary=x"}
    answer = client("made-up-token-1").post("/api/v2/media", content=b"--y nonsense", headers=head)
    assert (answer.status_code, answer.json()["error"]) == (422, "Validation failed: File can't be blank")


def test_a_path_nobody_owns_is_not_found(client: Clients) -> None:
    assert client().get("/wp-login.php").status_code == 404


@pytest.mark.parametrize(
    ("path", "order", "part"),
    [
        ("accounts", {"network": "myspace", "handle": "tom", "secret": "x"}, "no network 'myspace'"),
        ("accounts", {"network": "bluesky", "handle": "no handle", "secret": "x"}, "no Bluesky handle"),
        ("accounts", {"network": "mastodon", "handle": "ä ö", "secret": "x"}, "no Mastodon user name"),
        (
            "accounts",
            {"network": "mastodon", "handle": "neu", "secret": "made-up-token-1"},
            "is the one of 'cafeluka'",
        ),
        ("accounts", {"network": "mastodon", "handle": "neu"}, "secret: Field required"),
        ("faults", {"do": "explode"}, "do: Input should be"),
        ("faults", {"do": "garbage"}, "when must be after"),
        ("faults", {"do": "delay", "effect_after": 1}, "effect_after belongs to a reset"),
        ("clock", {"at": "2026-11-22T10:00:00"}, "timezone"),
        ("options", {"network": "mastodon", "set": {"max_charakters": 1}}, "no option 'max_charakters'"),
        ("options", {"network": "mastodon", "set": {"max_characters": "500"}}, "'500' does not fit"),
        ("options", {"network": "mastodon", "set": {"rate_limits": 0}}, "0 does not fit"),
        ("options", {"network": "mastodon", "set": {"media_seconds": -1}}, "-1 does not fit"),
        ("options", {"network": "bluesky", "set": {"video_failure": 5}}, "5 does not fit"),
        ("edit", {"network": "mastodon", "account": "nobody", "id": "1"}, "no account 'nobody'"),
        ("delete", {"network": "mastodon", "account": "cafeluka", "id": "1"}, "no live post '1'"),
    ],
)
def test_an_order_that_cannot_be_followed_says_why(
    client: Clients, path: str, order: dict[str, object], part: str
) -> None:
    answer = client().post(f"/_sandbox/{path}", json=order)
    assert answer.status_code == 400
    assert part in answer.json()["error"]


def test_an_order_that_is_no_json_is_refused(client: Clients) -> None:
    assert client().post("/_sandbox/faults", content=b"{").status_code == 400


def test_the_request_log_holds_no_secret(client: Clients, sandbox: Served) -> None:
    client().get("/api/v1/accounts/verify_credentials", params={"access_token": "made-up-token-1"})
    session = {"identifier": "minji.bsky.social", "password": "abcd-efgh-ijkl-mnop"}
    client().post("/xrpc/com.atproto.server.createSession", json=session)
    shown = f"{sandbox.control.requests()}{sandbox.control.state()}"
    assert "made-up-token-1" not in shown
    assert "abcd-efgh-ijkl-mnop" not in shown
