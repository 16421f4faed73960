"""One comment and one issue a marker, ours alone."""

from datetime import timedelta

import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.talk import LONGEST, Talk
from smmops.model.problem import SmmopsError
from tests.forge.github.hub import ACTIONS, START, TOKEN, Account, Fault, Hub, Issue, Said
from tests.forge.github.server import HubTransport, Server
from tests.forge.github.town import TestClock

MARKER = "<!-- smmops:plan v1 repo=777001 pr=12 -->"
APP = Account(8080, "smmops-haneul[bot]", "Bot")
STRANGER = Account(6006, "stranger")


@pytest.fixture
def server():
    return Server(Hub())


@pytest.fixture
def talk(server):
    api = Api(server.base, TOKEN, clock=TestClock(), jitter=lambda: 0.5, transport=HubTransport(server))
    yield Talk(Asking(api, "haneul-books/social"))
    assert server.wrong == []


def test_a_comment_is_written_once_and_then_mended(talk, server):
    first = talk.stick(12, "one post goes out", marker=MARKER)
    again = talk.stick(12, "two posts go out", marker=MARKER)
    same = talk.stick(12, "two posts go out", marker=MARKER)
    assert (first.number, again.number, same.number) == (100, 100, 100)
    assert (first.changed, again.changed, same.changed) == (True, True, False)
    assert [one.body for one in server.hub.comments] == [f"{MARKER}\ntwo posts go out"]


def test_a_comment_with_our_marker_by_somebody_else_is_left_alone(talk, server):
    server.hub.comments.append(Said(7, 12, STRANGER, f"{MARKER}\nall fine, merge it"))
    server.hub.comments.append(Said(8, 12, APP, f"{MARKER}\nby another app"))
    talk.stick(12, "blocked", marker=MARKER)
    assert [one.body for one in server.hub.comments] == [
        f"{MARKER}\nall fine, merge it",
        f"{MARKER}\nby another app",
        f"{MARKER}\nblocked",
    ]


def test_an_apps_token_finds_its_own_comment_by_number(talk, server):
    server.hub.me = APP
    server.hub.comments.append(Said(8, 12, Account(8080, "renamed[bot]", "Bot"), f"{MARKER}\nold"))
    assert talk.stick(12, "new", marker=MARKER).number == 8


def test_the_comment_is_found_on_a_late_page(talk, server):
    server.hub.comments += [Said(200 + n, 12, STRANGER, "nice") for n in range(150)]
    talk.stick(12, "one", marker=MARKER)
    talk.stick(12, "two", marker=MARKER)
    assert [one.body for one in server.hub.comments if MARKER in one.body] == [f"{MARKER}\ntwo"]


def test_a_text_that_github_would_refuse_is_not_sent(talk, server):
    with pytest.raises(SmmopsError, match="65536 characters at most"):
        talk.stick(12, "x" * LONGEST, marker=MARKER)
    assert server.hub.asked == []


def test_a_marker_further_down_is_somebodys_text(talk, server):
    """A post may hold our own marker: it stands in a fence of our own comment, or of another bot's."""
    server.hub.comments.append(Said(8, 12, ACTIONS, f"<!-- smmops:other -->\n```\n{MARKER}\n```"))
    assert talk.stick(12, "one", marker=MARKER).number == 9
    assert talk.found(12, marker=MARKER).body == f"{MARKER}\none"


def test_on_github_itself_a_workflows_bot_is_known_by_its_number(server):
    server.base = "https://api.github.com"
    api = Api(server.base, TOKEN, clock=TestClock(), jitter=lambda: 0.5, transport=HubTransport(server))
    false = Account(99, "github-actions[bot]", "Bot")
    server.hub.comments.append(Said(8, 12, false, f"{MARKER}\nold"))
    assert Talk(Asking(api, "haneul-books/social")).found(12, marker=MARKER) is None


def test_elsewhere_a_workflows_bot_is_known_by_its_name_and_kind(talk, server):
    server.hub.comments.append(Said(8, 12, Account(99, "github-actions[bot]", "User"), f"{MARKER}\nold"))
    assert talk.found(12, marker=MARKER) is None
    server.hub.comments.append(Said(9, 12, Account(99, "github-actions[bot]", "Bot"), f"{MARKER}\nold"))
    assert talk.found(12, marker=MARKER).number == 9


def test_issues_are_opened_mended_closed_and_found_again(talk, server):
    marker = "<!-- smmops:needs v1 key=acme/brew.bluesky-acme entry=003 -->"
    made = talk.open_issue("brew is unknown", f"{marker}\nlook at it", label="smmops")
    (there,) = talk.issues(prefix="<!-- smmops:needs v1 ", label="smmops", since=None)
    assert (there.number, there.body, there.is_open) == (made.number, f"{marker}\nlook at it", True)
    talk.mend_issue(made.number, "brew is unknown", f"{marker}\nlook again")
    talk.close_issue(made.number, f"{marker}\ndone")
    assert talk.issues(prefix="<!-- smmops:needs v1 ", label="smmops", since=None) == []
    (closed,) = talk.issues(prefix="<!-- smmops:needs v1 ", label="smmops", since=START, closed=True)
    assert (closed.body, closed.is_open) == (f"{marker}\ndone", False)
    later = START + timedelta(days=1)
    assert talk.issues(prefix="<!-- smmops:needs v1 ", label="smmops", since=later, closed=True) == []


def test_the_one_issue_of_a_marker_is_opened_mended_and_closed(talk, server):
    marker = "<!-- smmops:ticks -->"
    words = {"marker": marker, "label": "smmops"}
    first = talk.report("ticks stopped", "since 9", **words)
    again = talk.report("ticks stopped", "since 9, still", **words)
    same = talk.report("ticks stopped", "since 9, still", **words)
    assert first.number == again.number == same.number
    assert (again.changed, same.changed) == (True, False)
    assert talk.close(**words)
    assert not talk.close(**words)
    assert server.hub.issues[first.number].state == "closed"


def test_an_issue_of_somebody_else_is_not_ours(talk, server):
    marker = "<!-- smmops:needs v1 x -->"
    server.hub.issues[1] = Issue(1, STRANGER, "x", f"{marker}\nclose me", ["smmops"])
    assert talk.issues(prefix="<!-- smmops:needs v1 ", label="smmops", since=None) == []


def test_a_token_without_the_right_is_told_which_it_lacks(talk, server):
    server.hub.rights = {"contents": "read", "issues": "read"}
    with pytest.raises(SmmopsError) as refused:
        talk.open_issue("x", "y", label="smmops")
    assert refused.value.exit_code == 1
    assert "permissions" in str(refused.value.hint)
    assert server.hub.issues == {}


def test_a_forge_that_is_down_is_tried_again_by_the_next_run(talk, server):
    server.hub.faults.append(Fault("/issues/12/comments", "502", times=9))
    with pytest.raises(SmmopsError) as refused:
        talk.stick(12, "x", marker=MARKER)
    assert refused.value.exit_code == 75
