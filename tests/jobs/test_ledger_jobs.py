"""The ledger by hand: decisions of people, recovery files, lost and rewritten branches."""

from datetime import timedelta

import pytest

from smmops.jobs.ledger import Decision, init, recover, resolve, restored, show
from smmops.ledger.codec import encode
from smmops.ledger.paths import entry_path
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from smmops.store.memory import Edit, Fault
from tests.jobs.stage import Stage

STATE, SEAL = "refs/heads/smmops-state", "refs/heads/smmops-seal"


def unknown() -> tuple[Stage, str, str]:
    """A key whose call had no answer and whose network cannot be read."""
    stage = Stage()
    key = stage.post("brew")
    stage.net.plan = ["lost after"]
    stage.tick()
    stage.net.readable = False
    stage.clock.pass_(hours=1)
    stage.tick()
    last = stage.book().record(key).last
    assert last
    assert last.state is State.UNKNOWN
    return stage, key, last.nonce or ""


def test_init_begins_a_ledger_once() -> None:
    stage = Stage()
    with pytest.raises(SmmopsError, match="there is a ledger already"):
        init(stage.world(), "acme")
    del stage.remote.refs[STATE]
    with pytest.raises(SmmopsError, match="there was a ledger"):
        init(stage.world(), "acme")
    del stage.remote.refs[SEAL]
    assert init(stage.world(), "acme") == stage.remote.refs[STATE] == stage.remote.refs[SEAL]


def test_publish_never_makes_the_state_branch() -> None:
    stage = Stage()
    stage.post("brew")
    del stage.remote.refs[STATE]
    with pytest.raises(SmmopsError, match="the state branch is not there") as refused:
        stage.tick()
    assert refused.value.exit_code == 75
    assert stage.net.calls == []


def test_a_missing_seal_stops_everything() -> None:
    stage = Stage()
    stage.post("brew")
    del stage.remote.refs[SEAL]
    with pytest.raises(SmmopsError, match="smmops-seal"):
        stage.tick()


def test_a_changed_receipt_stops_everything() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.tick()
    record = stage.book().record(key)
    receipt = next(e for e in record.entries if e.state is State.PUBLISHED)
    forged = encode(receipt.but(late_s=7))
    stage.remote.commit(Edit({entry_path(key, receipt.number, receipt.state): forged}), ref=STATE)
    with pytest.raises(SmmopsError, match="the ledger was rewritten"):
        stage.tick()


def test_a_removed_receipt_stops_everything() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.tick()
    receipt = next(e for e in stage.book().record(key).entries if e.state is State.PUBLISHED)
    stage.remote.commit(Edit({entry_path(key, receipt.number, receipt.state): None}), ref=STATE)
    with pytest.raises(SmmopsError, match="the ledger was rewritten"):
        stage.tick()


def test_a_rolled_back_branch_stops_everything() -> None:
    stage = Stage()
    before = stage.remote.refs[STATE]
    stage.post("brew")
    stage.tick()
    stage.remote.refs[STATE] = before
    with pytest.raises(SmmopsError, match="the ledger was rewritten"):
        stage.tick()
    assert len(stage.net.live()) == 1


def test_entries_that_do_not_fold_stop_their_key_alone() -> None:
    stage = Stage()
    stage.net.plan = ["refuse"]
    key = stage.post("brew")
    stage.tick()
    last = stage.book().record(key).last
    assert last
    stray = encode(last.but(number=9, state=State.RELEASED))
    stage.remote.commit(Edit({entry_path(key, 9, State.RELEASED): stray}), ref=STATE)
    stage.post("other", body="Another")
    done = stage.tick()
    assert [t.text for t in stage.net.live()] == ["Another"]
    assert any("do not fold" in decision.reason.fill() for decision in done.decisions)  # type: ignore[union-attr]
    resolve(stage.world(), Decision(key, "give-up", stage.book().record(key).last.nonce or ""))  # type: ignore[union-attr]
    assert stage.book().record(key).broken is None
    assert stage.book().record(key).state is State.REJECTED


def test_a_person_says_that_it_is_live() -> None:
    stage, key, nonce = unknown()
    entry = resolve(stage.world(), Decision("brew.bluesky-acme", "live", nonce, id="r1"))
    assert (entry.state, entry.remote and entry.remote.id) == (State.PUBLISHED, "r1")
    stage.net.readable = True
    stage.tick()
    assert len(stage.net.live()) == 1
    assert stage.states(key)[-1] == "verified"


def test_a_person_says_that_it_is_absent_and_it_goes_out_again() -> None:
    stage, _, nonce = unknown()
    stage.net.things.clear()
    resolve(stage.world(), Decision("brew.bluesky-acme", "absent", nonce, reason="looked at the profile"))
    stage.net.readable = True
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_person_gives_up_and_it_never_goes_out() -> None:
    stage, _, nonce = unknown()
    stage.net.things.clear()
    resolve(stage.world(), Decision("brew.bluesky-acme", "give-up", nonce))
    stage.net.readable = True
    for _ in range(5):
        stage.post("brew", at="2026-12-02 09:00", body="Changed")
        stage.clock.pass_(hours=12)
        stage.tick()
    assert stage.net.live() == []


def test_a_decision_needs_the_nonce_and_the_end_of_the_lease() -> None:
    stage = Stage()
    stage.post("brew")
    stage.net.plan = ["lost after"]
    stage.tick()
    last = stage.book().record("acme/brew.bluesky-acme").last
    assert last
    assert last.nonce
    with pytest.raises(SmmopsError, match="a run may still be at work"):
        resolve(stage.world(), Decision("brew.bluesky-acme", "absent", last.nonce))
    stage.clock.pass_(hours=1)
    with pytest.raises(SmmopsError, match="nonce"):
        resolve(stage.world(), Decision("brew.bluesky-acme", "absent", "some-other-nonce"))


def removal_in_doubt(how: str) -> tuple[Stage, str, Decision]:
    """A thread of two parts whose last part was to be deleted, and nobody knows whether it is."""
    stage = Stage()
    key = stage.post("story", body="One\n\n---\nTwo")
    stage.tick()
    stage.post("story", body="One\n\n---\nTwo", takedown={"reason": "wrong"})
    stage.net.plan = [how]
    stage.tick()
    stage.net.readable = False
    stage.clock.pass_(hours=1)
    stage.tick()
    last = stage.book().record(key).last
    assert last
    assert (last.state, last.for_, last.part) == (State.UNKNOWN, "remove", 2)
    return stage, key, Decision(key, "absent", last.nonce or "")


def test_a_person_says_that_a_removed_part_is_gone_and_the_rest_follows() -> None:
    stage, key, gone = removal_in_doubt("lost after")
    entry = resolve(stage.world(), gone)
    assert [step.part for step in entry.steps] == [1]
    stage.net.readable = True
    stage.clock.pass_(hours=1)
    stage.tick()
    assert stage.states(key)[-1] == "removed"
    assert stage.net.live() == []


def test_a_person_says_that_a_part_still_stands_and_it_is_removed_again() -> None:
    stage, key, gone = removal_in_doubt("lost before")
    (standing,) = [thing.id for thing in stage.net.live() if thing.part == 2]
    entry = resolve(stage.world(), Decision(key, "live", gone.nonce, id=standing))
    assert (entry.state, len(entry.steps)) == (State.RELEASED, 2)
    stage.net.readable = True
    stage.clock.pass_(hours=1)
    stage.tick()
    assert stage.states(key)[-1] == "removed"
    assert stage.net.live() == []


def test_a_person_enters_the_address_of_a_reminder() -> None:
    stage = Stage()
    key = stage.post("story", deliver="remind")
    stage.tick()
    last = stage.book().record(key).last
    assert last
    url = "https://bsky.app/profile/acme.example/post/3k"
    entry = resolve(stage.world(), Decision(key, "live", last.nonce or "", id=url))
    assert (entry.state, entry.remote and entry.remote.url) == (State.PUBLISHED, url)


def test_a_receipt_that_could_not_be_pushed_is_replayed_from_its_file_and_twice_is_once() -> None:
    stage = Stage()
    key = stage.post("brew")

    def offline_after_the_call(operation: str, moment: str) -> Fault | None:
        return Fault.OFFLINE if stage.net.things and operation in ("push", "holds") else None

    stage.weather = offline_after_the_call
    done = stage.tick()
    assert done.exit_code == 75
    assert len(stage.shelf) == 1
    assert any("smmops ledger recover" in message.fill() for _, message in done.troubles)
    stage.weather = None
    (content,) = stage.shelf.values()
    recover(stage.world(), content)
    recover(stage.world(), content)
    assert stage.states(key) == ["claimed", "sending", "published"]
    assert len(stage.net.live()) == 1


def test_a_lost_branch_starts_again_at_the_seal_and_nothing_is_sent_twice() -> None:
    stage = Stage()
    stage.post("brew")
    stage.tick()
    stage.post("later", at="2026-12-01 10:00", body="Later")
    stage.clock.pass_(hours=2)
    del stage.remote.refs[STATE]
    tip, held = restored(stage.world(), "acme")
    assert tip
    assert held == 1
    assert stage.states("acme/later.bluesky-acme") == ["held"]
    stage.clock.pass_(hours=2)
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_branch_may_be_restored_in_the_very_second_of_its_last_checkpoint() -> None:
    stage = Stage()
    stage.post("brew", at="2026-12-09 09:00")
    stage.tick()
    assert stage.repository().fetch().checkpoints
    del stage.remote.refs[STATE]
    assert restored(stage.world(), "acme")[0]


def test_restoring_refuses_over_a_branch_that_is_evidence() -> None:
    stage = Stage()
    stage.post("brew")
    stage.tick()
    stage.remote.refs[STATE] = stage.remote.write([], Edit({"acme/x.json": b"{}"}))
    with pytest.raises(SmmopsError, match="does not continue the seal"):
        restored(stage.world(), "acme")


def test_a_checkpoint_is_made_once_a_day() -> None:
    stage = Stage()
    for _ in range(4):
        stage.clock.at += timedelta(hours=9)
        stage.tick()
    tags = [name for name in stage.remote.refs if "smmops-checkpoint/acme/" in name]
    assert len(tags) == 2


def test_show_gives_the_records_of_one_post() -> None:
    stage = Stage()
    key = stage.post("brew")
    stage.tick()
    _, records = show(stage.world(), post="brew")
    assert [record.key for record in records] == [key]
