"""One comment and one issue a marker, ours alone."""

import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.talk import LONGEST, Talk
from smmops.forge.github.trouble import GitHubError
from tests.forge.github.hub import TOKEN, Account, Hub, Issue, Said
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
    with pytest.raises(GitHubError, match="65536 characters at most"):
        talk.stick(12, "x" * LONGEST, marker=MARKER)
    assert server.hub.asked == []


def test_an_issue_is_opened_once_mended_and_closed(talk, server):
    marker = "<!-- smmops:unknown acme/brew.bluesky-acme -->"
    first = talk.report("brew is unknown", "look at it", marker=marker, label="smmops")
    again = talk.report("brew is unknown", "look again", marker=marker, label="smmops")
    same = talk.report("brew is unknown", "look again", marker=marker, label="smmops")
    assert first.number == again.number == same.number
    assert not same.changed
    assert talk.close(marker=marker, label="smmops")
    assert not talk.close(marker=marker, label="smmops")
    assert server.hub.issues[first.number].state == "closed"


def test_an_issue_of_somebody_else_is_not_ours(talk, server):
    marker = "<!-- smmops:unknown x -->"
    server.hub.issues[1] = Issue(1, STRANGER, "x", f"{marker}\nclose me", ["smmops"])
    assert talk.issue(marker=marker, label="smmops") is None
    assert talk.report("x", "y", marker=marker, label="smmops").number == 2
