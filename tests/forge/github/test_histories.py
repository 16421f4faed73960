"""Who may approve what on GitHub, told as histories of a team: each ends in a verdict and its reason.

Every request and every answer of these histories is held against GitHub's own description where that is
installed.
"""

from collections.abc import Callable

import pytest

from smmops.model.verdict import Approved, Denied, Waiting
from tests.forge.github.approved import APPROVED
from tests.forge.github.denied import DENIED
from tests.forge.github.told import MINA, reviewed
from tests.forge.github.told_more import faulty, lagging
from tests.forge.github.town import Town


def _cut() -> Town:
    town = reviewed(MINA)
    town.hub.pulls[10].more_commits = 1
    return town


def _behind() -> Town:
    town = reviewed(MINA)
    town.hub.pulls[10].commits[0].sha = "e" * 40
    return town


def _used_up() -> Town:
    town = reviewed(MINA)
    town.hub.remaining = 3
    return town


WAITING: dict[str, tuple[Callable[[], Town], str]] = {
    "an empty answer right after the merge": (
        lambda: lagging(5),
        "GitHub names no merged pull request for ",
    ),
    "GitHub is down": (lambda: faulty("/pulls", "503"), "GitHub answered 503"),
    "GitHub drops the connection": (lambda: faulty("/reviews", "drop"), "GitHub did not answer (ReadError)"),
    "GitHub answers with a page for people": (
        lambda: faulty("/reviews", "garbage"),
        "something else than JSON",
    ),
    "a secondary limit that lasts": (
        lambda: faulty("/reviews", "secondary", after_s=600),
        "GitHub asks to wait until",
    ),
    "a secondary limit that says no time": (
        lambda: faulty("/reviews", "secondary"),
        "GitHub asks to wait until",
    ),
    "the permission cannot be asked": (lambda: faulty("/permission", "500"), "GitHub answered 500"),
    "the head's file cannot be asked": (lambda: faulty("/contents/", "502"), "GitHub answered 502"),
    "the reviews are gone": (lambda: faulty("/reviews", "404"), "GitHub answered 404"),
    "GitHub forgot a commit of the pull request": (_cut, "GitHub lists 1 of the 2 commits of #10"),
    "GitHub lists the commits of before the last push": (
        _behind,
        "GitHub lists the commits of #10 without its head",
    ),
    "GitHub sends the token elsewhere": (lambda: faulty("/reviews", "elsewhere"), "points to another host"),
    "the requests of the hour are used up": (_used_up, "GitHub asks to wait until"),
}


@pytest.mark.parametrize("case", APPROVED)
def test_approved_is(case):
    town = APPROVED[case]()
    verdict = town.verdict()
    assert isinstance(verdict, Approved), str(verdict.reason)
    assert town.server.wrong == []


@pytest.mark.parametrize("case", DENIED)
def test_not_approved_is(case):
    build, words = DENIED[case]
    town = build()
    verdict = town.verdict()
    assert isinstance(verdict, Denied), verdict
    assert words in str(verdict.reason)
    assert town.server.wrong == []


@pytest.mark.parametrize("case", WAITING)
def test_neither_a_yes_nor_a_no_is(case):
    build, words = WAITING[case]
    verdict = build().verdict()
    assert isinstance(verdict, Waiting), verdict
    assert words in str(verdict.reason)


def test_there_are_at_least_sixty_histories():
    assert len(APPROVED) + len(DENIED) + len(WAITING) >= 60
