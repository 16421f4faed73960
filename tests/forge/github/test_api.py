"""The client: what it asks, waits for, follows and never tells."""

import json

import httpx
import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.forge import GitHubForge
from smmops.forge.github.trouble import GitHubError
from smmops.model.problem import SmmopsError
from tests.approvals.stage import POST, post
from tests.forge.github.hub import TOKEN, Account, Fault, Hub
from tests.forge.github.server import HubTransport, Server
from tests.forge.github.told import MINA, reviewed
from tests.forge.github.told_more import moved_away
from tests.forge.github.town import TestClock, Town, forge


def asking(hub=None, *, token=TOKEN, transport=None):
    server = Server(hub or Hub())
    clock = TestClock()
    server.hub.now = clock.now
    api = Api(
        server.base, token, clock=clock, jitter=lambda: 0.5, transport=transport or HubTransport(server)
    )
    return Asking(api, "haneul-books/social"), server, clock


def asked(made):
    """As a tick begins: it has no clock where it is not ready."""
    assert made.now() is None
    made.ready()


@pytest.mark.parametrize("kind", ["503", "500", "502", "504", "drop"])
def test_a_read_is_tried_three_times(kind):
    hub = Hub(faults=[Fault("/repos", kind, times=2)])
    api, server, clock = asking(hub)
    assert api.repo().id == 777_001
    assert len(hub.asked) == 3
    assert len(clock.slept) == 2
    assert server.wrong == []


def test_a_read_gives_up_after_the_third_try():
    hub = Hub(faults=[Fault("/repos", "503", times=3)])
    api, _, _ = asking(hub)
    with pytest.raises(GitHubError, match="answered 503"):
        api.repo()
    assert len(hub.asked) == 3


@pytest.mark.parametrize("kind", ["503", "drop", "secondary", "403", "422"])
def test_a_write_is_tried_once_whatever_comes(kind):
    hub = Hub()
    api, _, clock = asking(hub)
    api.repo()
    hub.faults.append(Fault("/issues", kind, times=9))
    with pytest.raises(GitHubError):
        api.api.send("POST", api.path("/issues"), {"title": "x"})
    assert [one for one in hub.asked if one[0] == "POST"] == [("POST", "/repos/haneul-books/social/issues")]
    assert clock.slept == []


def test_a_short_limit_is_waited_for_as_long_as_it_says():
    hub = Hub(faults=[Fault("/repos", "secondary", after=7)])
    api, _, clock = asking(hub)
    assert api.repo().id == 777_001
    assert clock.slept == [7]


def test_a_long_limit_is_left_to_the_next_tick_and_says_until_when():
    hub = Hub(faults=[Fault("/repos", "secondary", after=600)])
    api, _, clock = asking(hub)
    with pytest.raises(GitHubError, match="asks to wait until 09:10:00Z") as limited:
        api.repo()
    assert limited.value.until is not None
    assert clock.slept == []


def test_the_hours_requests_are_never_overrun():
    hub = Hub(remaining=0)
    api, _, clock = asking(hub)
    with pytest.raises(GitHubError, match="asks to wait until 09:10:00Z"):
        api.repo()
    assert len(hub.asked) == 1
    assert clock.slept == []


def test_all_pages_are_read_however_small_they_are():
    town = reviewed(MINA)
    town.hub.largest_page = 1
    change = town.hub.pulls[10]
    change.reviews = [*change.reviews, *change.reviews, *change.reviews]
    assert len(town.forge.asking.reviews(10)) == 3


def test_more_pages_than_are_read_are_no_answer():
    town = reviewed(MINA)
    town.hub.largest_page = 1
    town.hub.pulls[10].reviews *= 41
    with pytest.raises(GitHubError, match="more than 4000 items"):
        town.forge.asking.reviews(10)


def test_a_renamed_repository_is_followed_on_the_same_host():
    town = moved_away(reviewed(MINA))
    assert town.forge.asking.repo().full_name == "haneul-group/social"
    assert town.forge.asking.path("/x") == "/repos/haneul-group/social/x"


def test_the_token_goes_to_no_other_host():
    hub = Hub(faults=[Fault("/repos", "elsewhere")])
    api, _, _ = asking(hub)
    with pytest.raises(GitHubError, match="another host"):
        api.repo()
    assert len(hub.asked) == 1


def test_a_next_page_on_another_host_is_not_asked():
    seen = []

    def answer(request):
        seen.append(request.url.host)
        return httpx.Response(200, json=[], headers={"link": '<https://evil.example/2>; rel="next"'})

    api, _, _ = asking(transport=httpx.MockTransport(answer))
    with pytest.raises(GitHubError, match="another host"):
        api.api.pages("/repos/a/b/pulls/1/reviews")
    assert seen == ["api.github.example"]


@pytest.mark.parametrize(
    "base",
    [
        "http://api.github.example",
        "ftp://api.github.com",
        "https://",
        "https://me:secret@ghe.example/api/v3",
        "https://ghe.example/api/v3?x=1",
        "api.github.com",
        "https://ghe.example:notaport/",
    ],
)
def test_an_address_that_is_no_https_api_is_refused(base):
    with pytest.raises(SmmopsError, match="no https address"):
        Api(base, TOKEN, clock=TestClock(), jitter=lambda: 0.5)


@pytest.mark.parametrize("base", ["https://ghe.example/api/v3/", "http://127.0.0.1:9/", "http://[::1]:9"])
def test_an_enterprise_server_and_this_machine_are_apis(base):
    Api(base, TOKEN, clock=TestClock(), jitter=lambda: 0.5)


def test_without_a_token_nothing_is_asked_and_the_reason_is_exact():
    server = Server(Hub())
    with pytest.raises(SmmopsError) as refused:
        asked(forge(server, TestClock(), token=None))
    assert str(refused.value) == "GITHUB_TOKEN is not set, so that GitHub cannot be asked who approved"
    assert "${{ github.token }}" in refused.value.hint.fill()
    assert refused.value.exit_code == 1
    assert server.hub.asked == []


@pytest.mark.parametrize("token", ["a b\n", "ключ-секретный", "tab\there"])
def test_a_token_that_no_request_can_carry_is_said_without_it(token):
    with pytest.raises(SmmopsError) as refused:
        asked(forge(Server(Hub()), TestClock(), token=token))
    assert "no request can carry" in str(refused.value)
    assert token.strip() not in str(refused.value)


def test_a_refused_token_and_an_unreadable_repository_say_what_to_do():
    server = Server(Hub(token="another"))
    with pytest.raises(SmmopsError) as refused:
        asked(forge(server, TestClock()))
    assert "refuses GITHUB_TOKEN: answered 401 Bad credentials" in str(refused.value)
    server = Server(Hub(name="other"))
    with pytest.raises(SmmopsError) as missing:
        asked(forge(server, TestClock()))
    assert "cannot read the repository of smmops.yaml: GitHub answered 404 Not Found" in str(missing.value)
    assert (refused.value.exit_code, missing.value.exit_code) == (1, 1)


def test_an_outage_at_the_start_is_tried_again_later():
    server = Server(Hub(faults=[Fault("/repos", "503", times=9)]))
    with pytest.raises(SmmopsError) as refused:
        asked(forge(server, TestClock()))
    assert refused.value.exit_code == 75


def test_a_server_that_repeats_the_token_does_not_get_it_into_an_error():
    def answer(request):
        said = f"bad {request.headers['authorization']}\n\x1b[31m"
        return httpx.Response(422, json={"message": said})

    api, _, _ = asking(transport=httpx.MockTransport(answer))
    with pytest.raises(GitHubError) as refused:
        api.repo()
    assert TOKEN not in str(refused.value)
    assert "***" in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_endless_answer_is_cut():
    def answer(request):
        return httpx.Response(200, content=(b"x" * 1_000_000 for _ in range(40)))

    api, _, _ = asking(transport=httpx.MockTransport(answer))
    with pytest.raises(GitHubError, match="more than 16777216 bytes"):
        api.repo()


@pytest.mark.parametrize("body", [[], {"id": "x"}, {"id": 1}, "text", None])
def test_another_shape_is_no_answer(body):
    api, _, _ = asking(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=json.dumps(body))))
    with pytest.raises(GitHubError):
        api.repo()


def test_the_clock_is_githubs():
    server, clock = Server(Hub()), TestClock()
    assert forge(server, clock).now() == server.hub.now()


def test_a_tick_asks_once_and_the_next_tick_asks_anew():
    town = Town()
    change = town.open({POST: post()})
    change.merge()
    town.verdict()
    before = len(town.hub.asked)
    town.stage.verdict()
    assert len(town.hub.asked) == before
    change.review(MINA, at=change.pull.merged_at)
    assert "0 of 1" in str(town.stage.verdict().reason)
    assert not hasattr(town.verdict(), "reason")


@pytest.mark.parametrize(
    ("run", "ended"),
    [("41", True), ("42", False), ("43", None), ("a1b2c3", None), ("", None), ("٤١", None), ("-41", None)],
)
def test_whether_a_run_is_over(run, ended):
    server = Server(Hub(runs={41: "completed", 42: "in_progress"}))
    assert forge(server, TestClock()).has_ended(run) is ended
    assert server.wrong == []


def test_a_run_that_nobody_can_ask_about_is_not_known():
    server = Server(Hub(runs={41: "completed"}, faults=[Fault("/actions", "503", times=9)]))
    assert forge(server, TestClock()).has_ended("41") is None


def test_rules_of_a_branch_and_rulesets_can_be_read():
    rule = {"type": "pull_request", "ruleset_id": 1, "parameters": _pull_request_rule()}
    api, server, _ = asking(Hub(rules=[rule, {"type": "non_fast_forward", "ruleset_id": 1}]))
    assert [one.type for one in api.rules("main")] == ["pull_request", "non_fast_forward"]
    assert api.rulesets()[0]["enforcement"] == "active"
    assert server.wrong == []


def _pull_request_rule():
    return {
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
        "required_approving_review_count": 1,
        "required_review_thread_resolution": False,
    }


def test_the_forge_fits_the_port():
    from smmops.model.ports import Forge

    server = Server(Hub())
    made: Forge = forge(server, TestClock())
    assert isinstance(made, GitHubForge)
    assert made.level == "attested"


def test_strangers_who_approve_are_asked_nothing_about():
    town = Town()
    change = town.open({POST: post()}).review(MINA)
    for number in range(30):
        change.review(Account(9000 + number, f"fan-{number}"))
    change.merge()
    town.verdict()
    assert [path for _, path in town.hub.asked if path.endswith("/permission")] == [
        "/repos/haneul-books/social/collaborators/mina-books/permission"
    ]
