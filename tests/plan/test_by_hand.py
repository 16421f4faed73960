"""What a person posts, told apart from what smmops publishes."""

import pytest

from smmops.model.plan import Action
from tests.plan.stage import ledger, only, planned, post, told


def test_what_a_person_posts_is_told_apart_from_what_smmops_publishes():
    everywhere = {"channels": ["mastodon-acme", "x-acme"]}
    plan = planned({}, {"flyer": post(deliver="remind", **everywhere), "brew": post()})
    by_hand = {change.channel: change.by_hand for change in plan.changes}
    assert by_hand == {"mastodon-acme": True, "x-acme": True, "bluesky-acme": False}
    assert all(change.action is Action.PUBLISH and not change.blocked for change in plan.changes)


@pytest.mark.parametrize(
    ("channel", "before", "after", "said", "by_hand"),
    [
        ("bluesky-acme", "publish", "remind", "edit brew bluesky-acme: deliver", True),
        (
            "bluesky-acme",
            "remind",
            "publish",
            "edit brew bluesky-acme: deliver; smmops publishes it itself",
            False,
        ),
        ("x-acme", "publish", "remind", "publish brew x-acme: smmops could not publish it there", True),
    ],
)
def test_who_posts_it_is_a_change(channel, before, after, said, by_hand):
    sides = [{"brew": post(channels=[channel], deliver=deliver)} for deliver in (before, after)]
    plan = planned(*sides)
    assert told(plan) == [said]
    assert only(plan).by_hand is by_hand


def test_what_a_person_posted_is_edited_as_everything_that_is_live():
    sides = [{"brew": post(text, deliver="remind")} for text in ("a", "b")]
    change = only(planned(*sides, book=ledger(("brew", "published"))))
    assert change.action is Action.EDIT
    assert not change.by_hand


def test_the_digest_tells_who_posts_it():
    base = {"brew": post()}
    assert planned({}, base).digest != planned({}, {"brew": post(deliver="remind")}).digest
