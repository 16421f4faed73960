"""What a person posts, as a plan shows it."""

import json
from dataclasses import replace

from smmops.render.plan_json import plan_json
from smmops.render.plan_markdown import plan_markdown
from smmops.render.plan_text import plan_text
from tests.plan.stage import planned, post


def test_what_one_channel_gets_by_hand_leaves_the_others_as_they_are():
    plan = planned({}, {"flyer": post("Flyers.", channels=["bluesky-acme", "mastodon-acme"])})
    first, second = plan.changes
    mixed = replace(plan, changes=(first, replace(second, by_hand=True)))
    assert "  + 09:30 00:30Z  flyer  bluesky-acme   publish\n" in plan_text(mixed)
    assert "  ☞ 09:30 00:30Z  flyer  mastodon-acme  by hand; a person posts it at that time\n" in plan_text(
        mixed
    )
    rows = [line for line in plan_markdown(mixed).splitlines() if line.startswith("| 09:30")]
    assert len(rows) == 2
    assert "bluesky-acme | +&nbsp;publish |" in rows[0]
    summary = json.loads(plan_json(mixed))["summary"]
    assert (summary["publish"], summary["by_hand"]) == (2, 1)


def test_where_all_is_by_hand_nothing_is_said_to_be_published():
    plan = planned({}, {name: post(deliver="remind", channels=["x-acme"]) for name in ("a", "b")})
    said = plan_text(plan)
    assert said.startswith("Merging asks people to publish 2 posts by hand from Tue 1 Dec 17:30 KST.")
    assert "\n2 by hand\n" in said
    assert "+" not in said
