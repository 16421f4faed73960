"""The contract: reading back, editing, removing, measuring."""

from datetime import timedelta
from typing import Any

import pytest

from smmops.model.outcome import (
    Absent,
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    Rejected,
    Remote,
    Removed,
    Sample,
    Unavailable,
    Unreadable,
)
from tests.contracts.network_base import Contract
from tests.contracts.proxy import Spoil
from tests.contracts.stage import Stage


class Reading(Contract):
    def test_a_read_that_fails_learns_nothing(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("There it is"))
        (remote,) = stage.publish(adapter, parcel)
        for do, status in (("reset", 0), ("status", 503), ("status", 404), ("garbage", 0)):
            page = b"<h1>not the network</h1>"
            stage.proxy.spoils[:] = [Spoil("GET", "/", do, status=status, body=page, times=99)]  # type: ignore[arg-type]
            assert isinstance(self.found(adapter, parcel), Unreadable), (do, status)
            assert isinstance(adapter.check(parcel, remote, 1), Unreadable), (do, status)

    def test_a_read_is_tried_again_a_changing_call_never(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Twice asked"))
        (remote,) = stage.publish(adapter, parcel)
        stage.proxy.spoil(Spoil("GET", "/", "status", status=503, times=2))
        assert isinstance(adapter.check(parcel, remote, 1), Found)

    def test_what_other_publications_own_is_never_found(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("The same words"))
        (remote,) = stage.publish(adapter, parcel)
        assert isinstance(adapter.find(parcel, 1, live=(), owned=frozenset({remote.id})), Absent)

    def test_what_is_older_than_the_first_claim_is_never_found(self, adapter: Any, stage: Stage) -> None:
        old = stage.identified(adapter, stage.parcel("The same words", post="old"))
        stage.publish(adapter, old)
        since = stage.clock.now() + timedelta(hours=1)
        new = stage.identified(adapter, stage.parcel("The same words", post="new", since=since))
        absent = self.found(adapter, new)
        assert isinstance(absent, Absent), absent
        assert absent.certain
        assert absent.proof

    def test_an_edit_on_the_networks_page_is_seen(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("As approved"))
        (remote,) = stage.publish(adapter, parcel)
        stage.server.edit(remote, "As somebody liked it better")
        checked = adapter.check(parcel, remote, 1)
        assert isinstance(checked, Found), checked
        assert not checked.current
        found = self.found(adapter, parcel)
        assert isinstance(found, Found), found
        assert not found.current

    def test_a_deletion_on_the_networks_page_is_seen(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Soon gone"))
        (remote,) = stage.publish(adapter, parcel)
        stage.server.delete(remote)
        assert isinstance(adapter.check(parcel, remote, 1), Absent)

    def test_an_edit_changes_the_live_text(self, adapter: Any, stage: Stage) -> None:
        if not stage.can("edits"):
            pytest.skip("the network has no edits")
        parcel = stage.identified(adapter, stage.parcel("Open at 9", media=(stage.picture("A door"),)))
        (remote,) = stage.publish(adapter, parcel)
        later = parcel.payload.model_copy(
            update={"parts": ("Open at 10",), "media": (stage.picture("A red door"),)}
        )
        later_parcel = parcel.model_copy(update={"payload": later})
        before = adapter.check(later_parcel, remote, 1)
        assert isinstance(before, Found)
        assert not before.current
        outcome = adapter.edit(later_parcel, 1, ready=stage.ready(adapter, later_parcel), remote=remote)
        assert isinstance(outcome, Published), outcome
        assert outcome.remote.id == remote.id
        assert stage.server.live() == ["Open at 10"]
        assert stage.server.media() == [["A red door"]]
        after = adapter.check(later_parcel, remote, 1)
        assert isinstance(after, Found)
        assert after.current

    def test_a_lost_answer_to_an_edit_is_unknown(self, adapter: Any, stage: Stage) -> None:
        if not stage.can("edits"):
            pytest.skip("the network has no edits")
        parcel = stage.identified(adapter, stage.parcel("Open at 9"))
        (remote,) = stage.publish(adapter, parcel)
        later = parcel.model_copy(
            update={"payload": parcel.payload.model_copy(update={"parts": ("Open at 10",)})}
        )
        stage.proxy.spoil(Spoil(*stage.server.edit_call, "reset", "after"))
        assert isinstance(adapter.edit(later, 1, ready=Prepared(), remote=remote), OutcomeUnknown)
        checked = adapter.check(later, remote, 1)
        assert isinstance(checked, Found)
        assert checked.current

    def test_a_removal_is_proven_and_may_be_repeated(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Wrong price", "and its reply"))
        live = stage.publish(adapter, parcel)
        assert isinstance(adapter.remove(parcel, live[1]), Removed)
        assert stage.server.live() == ["Wrong price"]
        assert isinstance(adapter.remove(parcel, live[0]), Removed)
        assert isinstance(adapter.remove(parcel, live[0]), Removed)
        assert stage.server.live() == []
        assert isinstance(self.found(adapter, parcel), Absent)

    def test_an_address_that_a_person_entered_is_never_taken_for_gone(
        self, adapter: Any, stage: Stage
    ) -> None:
        parcel = stage.identified(adapter, stage.parcel("Sent by hand"))
        (remote,) = stage.publish(adapter, parcel)
        entered = Remote(id="https://social.example/@haneul/1234567890")
        assert isinstance(adapter.check(parcel, entered, 1), Unreadable)
        assert isinstance(adapter.remove(parcel, entered), Rejected)
        assert stage.server.live() == ["Sent by hand"]
        assert isinstance(adapter.check(parcel, remote, 1), Found)

    def test_a_lost_answer_to_a_removal_is_unknown(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Wrong price"))
        (remote,) = stage.publish(adapter, parcel)
        stage.proxy.spoil(Spoil(*stage.server.remove_call, "reset", "after"))
        assert isinstance(adapter.remove(parcel, remote), OutcomeUnknown)
        assert stage.proxy.asked(stage.server.remove_call) == 1
        assert isinstance(adapter.check(parcel, remote, 1), Absent)

    def test_a_removal_that_is_only_claimed_is_unknown(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Wrong price"))
        (remote,) = stage.publish(adapter, parcel)
        stage.proxy.spoil(Spoil(*stage.server.remove_call, "status", status=200, body=b"{}"))
        assert isinstance(adapter.remove(parcel, remote), OutcomeUnknown)
        assert stage.server.live() == ["Wrong price"]

    def test_numbers_are_decimal_strings_or_missing_with_a_reason(self, adapter: Any, stage: Stage) -> None:
        if not stage.can("measures"):
            pytest.skip("the network gives no numbers")
        parcel = stage.identified(adapter, stage.parcel("Counted"))
        (remote,) = stage.publish(adapter, parcel)
        gone = Remote(id=f"{remote.id[:-1]}{'2' if remote.id[-1] != '2' else '3'}")
        account, posts = adapter.measure_account(), adapter.measure_posts({"brew": remote, "gone": gone})
        if not stage.server.has_numbers:
            assert isinstance(account, Unavailable)
            assert isinstance(posts, Unavailable)
            return
        self._are_samples(account, subjects={stage.channel().id})
        self._are_samples(posts, subjects={"brew", "gone"})
        assert {sample.value for sample in posts if sample.subject == "gone"} == {None}
        numbers = {sample.metric: sample.value for sample in posts if sample.subject == "brew"}
        assert numbers["likes"] == "0"
        assert numbers["impressions"] is None
        assert "followers" in {sample.metric for sample in account if sample.value is not None}
        assert {sample.window for sample in account} == {"now"}
        assert tuple(sample.metric for sample in account) == stage.spec.account_metrics
        for subject in ("brew", "gone"):
            asked = tuple(sample.metric for sample in posts if sample.subject == subject)
            assert asked == stage.spec.post_metrics

    def _are_samples(self, samples: list[Sample], subjects: set[str]) -> None:
        assert {sample.subject for sample in samples} == subjects
        for sample in samples:
            assert (sample.value is None) == bool(sample.note), sample
            assert sample.value is None or sample.value.isdecimal()
        pairs = [(sample.subject, sample.metric) for sample in samples]
        assert len(set(pairs)) == len(pairs)

    def test_a_number_that_the_network_leaves_out_is_missing_and_never_zero(
        self, adapter: Any, stage: Stage
    ) -> None:
        if not stage.can("measures"):
            pytest.skip("the network gives no numbers")
        adapter.account()
        stage.proxy.spoil(
            Spoil("GET", "/", "status", status=200, body=b'{"id": "x", "posts": [], "other": 1}')
        )
        samples = adapter.measure_account()
        assert {sample.value for sample in samples} == {None}
