"""What people do to posts around their publication: never twice, never silently lost."""

import pytest

from smmops.jobs.orders import pause, takedown
from smmops.model.problem import SmmopsError
from tests.jobs.stage import SETTINGS, Stage, post_text

MASTODON = ["mastodon-acme"]


def published(**front: object) -> tuple[Stage, str]:
    stage = Stage()
    stage.post("brew", body="Brew at home", **front)
    stage.tick()
    assert len(stage.net.live()) == 1
    return stage, f"acme/brew.{front.get('channels', ['bluesky-acme'])[0]}"  # type: ignore[index]


def quietly(stage: Stage, hours: int = 30) -> None:
    """Many later ticks."""
    for _ in range(hours):
        stage.clock.pass_(hours=1)
        stage.tick()


def test_a_moved_post_is_not_published_again() -> None:
    stage, _ = published()
    stage.merge({"content/2026/12/brew.md": None, "content/2027/01/brew.md": post_text(body="Brew at home")})
    quietly(stage)
    assert len(stage.net.live()) == 1


def test_a_renamed_post_is_held_since_its_text_is_live() -> None:
    stage, _ = published()
    text = post_text(at="2026-12-01 10:00", body="Brew at home")
    stage.merge({"content/2026/12/brew.md": None, "content/2026/12/brew-again.md": text})
    stage.clock.pass_(minutes=60)
    stage.tick()
    assert stage.states("acme/brew-again.bluesky-acme") == ["held"]
    quietly(stage)
    assert len(stage.net.live()) == 1


def test_a_copy_of_a_published_post_is_held_until_its_file_allows_it() -> None:
    stage, _ = published()
    stage.post("copy", at="2026-12-01 10:00", body="Brew  AT home")
    stage.clock.pass_(minutes=60)
    stage.tick()
    assert stage.states("acme/copy.bluesky-acme") == ["held"]
    stage.post("copy", at="2026-12-01 11:00", body="Brew  AT home")
    stage.clock.pass_(minutes=60)
    stage.tick()
    assert len(stage.net.live()) == 1, "a new time is no decision about a duplicate"
    allowed = post_text(at="2026-12-01 11:00", body="Brew  AT home")
    allowed = allowed.replace("---\n", "---\n# smmops: allow SMM305 -- asked for by the shop\n", 1)
    stage.merge({"content/2026/12/copy.md": allowed})
    stage.tick()
    assert len(stage.net.live()) == 2


def test_two_posts_with_one_text_in_one_tick_go_out_once() -> None:
    stage = Stage()
    stage.post("a", body="Same words")
    stage.post("b", body="same words")
    stage.tick()
    assert len(stage.net.live()) == 1
    assert stage.states("acme/b.bluesky-acme") == ["held"]


def test_a_post_that_says_what_another_is_edited_to_in_one_tick_is_held() -> None:
    stage = Stage()
    stage.post("zero", body="Open at nine", channels=MASTODON)
    stage.tick()
    stage.post("zero", body="Open at ten", channels=MASTODON)
    stage.post("brew", body="Open at ten", channels=MASTODON)
    stage.clock.pass_(minutes=60)
    stage.tick()
    assert [thing.text for thing in stage.net.live()] == ["Open at ten"]
    assert stage.states("acme/brew.mastodon-acme") == ["held"]


def test_a_rescheduled_published_post_stays_as_it_is() -> None:
    stage, key = published()
    stage.post("brew", at="2026-12-02 09:00", body="Brew at home")
    quietly(stage)
    assert len(stage.net.live()) == 1
    assert stage.states(key)[-1] == "verified"


def test_a_renamed_channel_keeps_its_receipts() -> None:
    stage, _ = published()
    renamed = SETTINGS.replace("bluesky-acme: {", "bluesky-shop: {was: [bluesky-acme], ")
    stage.merge({"smmops.yaml": renamed})
    stage.merge({"content/2026/12/brew.md": post_text(body="Brew at home", channels=["bluesky-shop"])})
    quietly(stage)
    assert len(stage.net.live()) == 1


def test_a_second_brand_with_the_same_ids_publishes_its_own_once() -> None:
    stage, _ = published()
    other = SETTINGS.replace("id: acme", "id: umbra").replace("acme.example", "umbra.example")
    team = "solo: true\nmembers: [{id: mina, git_emails: [mina@acme.example], roles: [admin]}]\n"
    stage.merge({"brands/umbra/smmops.yaml": other, "brands/umbra/team.yaml": team})
    stage.merge({"brands/umbra/content/2026/12/brew.md": post_text(body="Brew at home")})
    for _ in range(3):
        stage.tick()
        stage.tick(folder="brands/umbra", git=stage.repository("umbra"))
    assert sorted(t.account for t in stage.net.live()) == ["id-of-acme.example", "id-of-umbra.example"]


def test_an_edit_changes_the_live_post_where_the_network_can() -> None:
    stage, key = published(channels=MASTODON)
    stage.post("brew", body="Brew at home, slowly", channels=MASTODON)
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["Brew at home, slowly"]
    assert stage.states(key)[-1] in ("edited", "verified")
    quietly(stage, 3)
    assert sum("edit" in call for call in stage.net.calls) == 1


def test_an_edit_is_blocked_where_the_network_cannot() -> None:
    stage, _ = published()
    stage.post("brew", body="Brew at home, slowly")
    done = stage.tick()
    assert any("cannot edit" in decision.reason.fill() for decision in done.decisions)  # type: ignore[union-attr]
    assert [t.text for t in stage.net.live()] == ["Brew at home"]


def test_a_new_utm_policy_edits_nothing() -> None:
    stage, _ = published(channels=MASTODON, link="https://acme.example/brew")
    stage.merge({"smmops.yaml": SETTINGS + "  utm: {source: elsewhere}\n"})
    quietly(stage, 3)
    assert not any("edit" in call for call in stage.net.calls)


def test_a_merged_takedown_removes_every_part_last_first() -> None:
    stage = Stage()
    key = stage.post("story", body="One\n\n---\nTwo\n\n---\nThree")
    stage.tick()
    stage.post("story", body="One\n\n---\nTwo\n\n---\nThree", takedown={"reason": "wrong price"})
    stage.tick()
    assert stage.net.live() == []
    assert stage.states(key)[-1] == "removed"
    stage.post("story", body="One\n\n---\nTwo\n\n---\nThree", at="2026-12-03 09:00")
    quietly(stage, 60)
    assert stage.net.live() == [], "a removed key never returns"


def test_the_takedown_command_removes_at_once_and_keeps_who_and_why() -> None:
    stage, key = published()
    order, done = takedown(stage.world(), "brew", reason="wrong price", channels=[])
    assert done.exit_code == 0
    assert stage.net.live() == []
    assert (order.by, order.reason) == ("mina@acme.example", "wrong price")
    assert stage.states(key)[-1] == "removed"


def test_a_takedown_before_publication_cancels() -> None:
    stage = Stage()
    key = stage.post("brew", at="2026-12-01 12:00")
    takedown(stage.world(), "brew", reason="client withdrew", channels=[])
    quietly(stage, 5)
    assert stage.states(key) == ["cancelled"]
    assert stage.net.things == []


def test_a_takedown_of_an_unknown_post_is_refused() -> None:
    with pytest.raises(SmmopsError, match="brevv is not known here"):
        takedown(Stage().world(), "brevv", reason="typo", channels=[])


def test_a_deleted_file_removes_nothing() -> None:
    stage, _ = published()
    stage.merge({"content/2026/12/brew.md": None})
    quietly(stage, 3)
    assert len(stage.net.live()) == 1


def test_a_held_post_waits_while_the_hold_stands() -> None:
    stage = Stage()
    stage.post("brew", hold="waiting for the client")
    stage.tick()
    assert stage.net.live() == []
    stage.post("brew")
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_pause_stops_and_what_came_due_needs_a_new_time() -> None:
    stage = Stage()
    pause(stage.world(), reason="service outage", scope=["all"])
    key = stage.post("brew")
    stage.tick()
    assert stage.net.live() == []
    assert stage.states(key) == ["held"]
    pauses = stage.book().orders
    lift = f"reason: over\nby: mina\nscope: none\nlift: [{pauses[0].id}]\n"
    stage.clock.pass_(minutes=10)
    stage.merge({"freeze.yaml": lift})
    stage.tick()
    assert stage.net.live() == [], "nothing fires by itself"
    stage.post("brew", at="2026-12-01 09:20")
    stage.clock.pass_(minutes=15)
    stage.tick()
    assert len(stage.net.live()) == 1


def test_what_came_due_in_a_freeze_without_any_tick_is_held() -> None:
    stage = Stage()
    key = stage.post("brew", at="2026-12-01 09:30")
    stage.clock.pass_(minutes=10)
    stage.merge({"freeze.yaml": "reason: outage\nby: mina\nsince: 2026-12-01T09:10+00:00\nscope: all\n"})
    stage.clock.pass_(minutes=40)
    stage.merge({"freeze.yaml": "reason: over\nby: mina\nscope: none\n"})
    stage.clock.pass_(minutes=10)
    stage.tick()
    assert stage.states(key) == ["held"]
    assert stage.net.live() == []


def test_a_late_post_is_held_or_missed_as_it_asks() -> None:
    stage = Stage()
    ask = stage.post("ask", at="2026-12-01 09:30", not_after="1h")
    skip = stage.post("skip", at="2026-12-01 09:30", not_after="1h", late="skip", body="Other")
    stage.clock.pass_(hours=5)
    stage.tick()
    assert (stage.states(ask), stage.states(skip)) == (["held"], ["missed"])
    assert stage.net.live() == []


def test_a_post_that_came_to_main_after_its_time_is_held() -> None:
    stage = Stage()
    key = stage.post("old", at="2026-11-20 09:00", late="skip")
    stage.tick()
    assert stage.states(key) == ["held"]


def test_what_was_due_before_since_is_history() -> None:
    stage = Stage()
    key = stage.post("older", at="2026-10-20 09:00")
    stage.tick()
    assert stage.states(key) == []
    assert stage.net.live() == []


def test_a_gap_defers_and_drops_nothing() -> None:
    stage = Stage()
    stage.merge({"smmops.yaml": SETTINGS.replace("min_gap: 0m", "min_gap: 30m")})
    stage.post("a", body="First")
    stage.post("b", body="Second")
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["First"]
    stage.clock.pass_(minutes=31)
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["First", "Second"]


def test_a_reply_waits_until_its_post_is_live() -> None:
    stage = Stage()
    stage.post("answer", body="The answer", reply_to="question")
    stage.tick()
    assert stage.net.live() == []
    stage.post("question", body="The question")
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["The question", "The answer"]


def test_a_reminder_asks_a_person_and_never_calls() -> None:
    stage = Stage()
    key = stage.post("story", deliver="remind")
    stage.tick()
    assert stage.states(key) == ["asked"]
    assert stage.net.calls == []


def test_a_first_comment_goes_out_once_after_the_receipt() -> None:
    stage = Stage()
    key = stage.post("brew", body="Brew\n\n## first comment: bluesky-acme\nMore in the blog")
    stage.net.plan = ["ok", "lost after"]
    stage.tick()
    quietly(stage, 3)
    assert [t.text for t in stage.net.live()] == ["Brew", "More in the blog"]
    comment = (
        stage.book().record(key).entries[-1].first_comment
        or stage.book().record(key).entries[-2].first_comment
    )
    assert comment is not None
    assert comment.state == "unknown"
