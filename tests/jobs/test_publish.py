"""What a tick does, told as what happened to posts."""

from tests.jobs.stage import Stage


def test_a_due_post_is_published_once_and_its_receipt_committed() -> None:
    stage = Stage()
    key = stage.post("brew", body="Brew at home in three steps ☕")
    done = stage.tick()
    assert (done.exit_code, done.troubles) == (0, ())
    assert [t.text for t in stage.net.live()] == ["Brew at home in three steps ☕"]
    assert stage.states(key)[:3] == ["claimed", "sending", "published"]
    assert stage.tick().exit_code == 0
    assert len(stage.net.live()) == 1


def test_a_post_that_is_not_due_yet_waits() -> None:
    stage = Stage()
    stage.post("brew", at="2026-12-01 09:30")
    stage.tick()
    assert stage.net.live() == []
    stage.clock.pass_(minutes=30)
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_publisher_killed_after_the_call_publishes_nothing_twice() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.net.plan = ["die"]
    stage.killed_tick()
    assert stage.states(key) == ["claimed", "sending"]
    stage.tick()
    assert stage.states(key) == ["claimed", "sending"]
    stage.clock.pass_(minutes=24)
    stage.tick()
    assert stage.states(key) == ["claimed", "sending", "published", "verified"]
    assert len(stage.net.live()) == 1


def test_a_claimed_post_is_looked_up_before_it_is_sent_again() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.net.plan = ["lost before"]
    assert stage.tick().exit_code == 75
    assert stage.states(key) == ["claimed", "sending", "unknown"]
    stage.clock.pass_(minutes=24)
    stage.tick()
    assert stage.states(key)[2:] == ["unknown", "released", "claimed", "sending", "published"]
    assert len(stage.net.live()) == 1


def test_an_answer_lost_after_the_effect_is_found_and_adopted() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.net.plan = ["lost after"]
    stage.tick()
    stage.clock.pass_(minutes=24)
    stage.tick()
    assert stage.states(key)[2:4] == ["unknown", "published"]
    assert len(stage.net.live()) == 1


def test_a_thread_goes_on_where_it_broke() -> None:
    stage = Stage()
    key = stage.post("story", body="One\n\n---\nTwo\n\n---\nThree")
    stage.net.plan = ["ok", "die"]
    stage.killed_tick()
    stage.clock.pass_(minutes=24)
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["One", "Two", "Three"]
    assert "published" in stage.states(key)


def test_a_refused_post_waits_for_another_text() -> None:
    stage = Stage()
    key = stage.post("brew", body="Rude")
    stage.net.plan = ["refuse"]
    stage.tick()
    assert stage.states(key) == ["claimed", "sending", "rejected"]
    stage.tick()
    assert len(stage.states(key)) == 3
    stage.post("brew", body="Polite")
    stage.tick()
    assert [t.text for t in stage.net.live()] == ["Polite"]
