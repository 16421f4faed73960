"""The contract: what is sent stands as it was written, once, and is found again."""

from datetime import timedelta
from typing import Any

import pytest

from smmops.model.entry import Identity
from smmops.model.outcome import (
    Absent,
    Found,
    OutcomeUnknown,
    Published,
)
from smmops.model.ports import Edits, Finds, Measures, Prepares, Publishes, Removes
from smmops.specs.spec import Capability
from tests.contracts.network_base import Contract
from tests.contracts.stage import Stage

TEXTS = [
    "Brew at home in three steps: grind, bloom, pour.",
    "집에서 내리는 커피, 세 단계면 충분해요. 다음 주 화요일에 만나요!",
    "Olivia’s Café ☕️ opens at 9 👩🏽‍🍳🇰🇷 — naïve? Größer, très bien 👨‍👩‍👧‍👦",
    "Two lines\nand one more\n\nand a paragraph.",
    "The recipe: https://acme.example/blog/brew?utm_source=social&utm_medium=x#top (and #coffee)",
    "Less < more & “quotes” 'single' <b>not bold</b> &amp; so on",
]
PROTOCOLS = {
    Capability.PREPARES: Prepares,
    Capability.PUBLISHES: Publishes,
    Capability.FINDS: Finds,
    Capability.EDITS: Edits,
    Capability.REMOVES: Removes,
    Capability.MEASURES: Measures,
}


class Publishing(Contract):
    def test_capabilities_equal_the_protocols_that_the_adapter_satisfies(
        self, stage: Stage, adapter: Any
    ) -> None:
        satisfied = {name for name, protocol in PROTOCOLS.items() if isinstance(adapter, protocol)}
        assert satisfied == stage.spec.capabilities
        assert adapter.consistency == stage.spec.consistency
        assert adapter.honoured_seconds == stage.spec.honoured_seconds

    def test_the_account_has_one_id_of_its_own(self, adapter: Any, stage: Stage) -> None:
        account = adapter.account()
        assert isinstance(account, str)
        assert account == stage.open().account()

    def test_the_networks_clock_is_known_after_an_answer_only(self, adapter: Any, stage: Stage) -> None:
        assert adapter.now() is None
        adapter.account()
        assert adapter.now() is None or abs(adapter.now() - stage.clock.now()) < timedelta(minutes=1)

    def test_identities_are_stable_and_keep_what_the_claim_brought(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.parcel("One", "Two", "Three")
        first, second = adapter.identify(parcel), stage.open().identify(parcel)
        assert isinstance(first, Identity)
        assert first.record_keys == second.record_keys
        later = parcel.model_copy(update={"key": "acme/renamed.other", "identity": first})
        assert adapter.identify(later).record_keys == first.record_keys
        if first.created_at is not None:
            assert first.created_at <= stage.clock.now()

    def test_preparing_may_be_repeated_and_shows_nothing(self, adapter: Any, stage: Stage) -> None:
        if not stage.can("prepares"):
            pytest.skip("the network prepares nothing")
        parcel = stage.identified(adapter, stage.parcel("With a picture", media=(stage.picture("A kettle"),)))
        assert stage.ready(adapter, parcel).attached
        assert stage.ready(adapter, parcel).attached
        assert stage.server.live() == []
        assert isinstance(self.found(adapter, parcel), Absent)

    @pytest.mark.parametrize("text", TEXTS)
    def test_a_text_is_published_as_it_stands_and_found_again(
        self, adapter: Any, stage: Stage, text: str
    ) -> None:
        parcel = stage.identified(adapter, stage.parcel(text))
        outcome = stage.send(adapter, parcel)
        assert isinstance(outcome, Published), outcome
        assert outcome.remote.id
        assert outcome.remote.url
        assert stage.server.live() == [text]
        found = self.found(stage.open(), parcel)
        assert isinstance(found, Found), found
        assert [remote.id for remote in found.remotes] == [outcome.remote.id]
        assert found.current
        checked = adapter.check(parcel, outcome.remote, 1)
        assert isinstance(checked, Found), checked
        assert checked.current

    def test_media_are_published_with_their_alt_texts(self, adapter: Any, stage: Stage) -> None:
        media = (
            stage.picture("주전자가 종이 필터에 물을 붓는다"),
            stage.picture("A “cup”, empty", color=(1, 2, 3)),
        )
        parcel = stage.identified(adapter, stage.parcel("Two pictures", media=media))
        (remote,) = stage.publish(adapter, parcel)
        assert stage.server.media() == [[item.alt for item in media]]
        found = self.found(adapter, parcel)
        assert isinstance(found, Found), found
        assert found.current
        assert found.remotes[0].id == remote.id

    def test_other_alt_texts_are_another_post(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("A picture", media=(stage.picture("A kettle"),)))
        stage.publish(adapter, parcel)
        other = parcel.payload.model_copy(update={"media": (stage.picture("A teapot"),)})
        found = self.found(adapter, parcel.model_copy(update={"payload": other}))
        assert isinstance(found, Absent) or (isinstance(found, Found) and not found.current)

    def test_a_thread_is_a_chain_and_each_part_is_found(self, adapter: Any, stage: Stage) -> None:
        if not stage.spec.threads:
            pytest.skip("the network has no threads")
        parcel = stage.identified(adapter, stage.parcel("First: grind", "Second: bloom", "Third: pour"))
        live = tuple(stage.publish(adapter, parcel))
        assert sorted(stage.server.live()) == ["First: grind", "Second: bloom", "Third: pour"]
        for part in (1, 2, 3):
            found = self.found(adapter, parcel, part, live[: part - 1])
            assert isinstance(found, Found), (part, found)
            assert [remote.id for remote in found.remotes] == [live[part - 1].id]

    def test_equal_parts_of_a_thread_are_told_apart(self, adapter: Any, stage: Stage) -> None:
        if not stage.spec.threads:
            pytest.skip("the network has no threads")
        parcel = stage.identified(adapter, stage.parcel("…", "…"))
        first = stage.send(adapter, parcel)
        assert isinstance(first, Published)
        assert isinstance(self.found(adapter, parcel, 2, (first.remote,)), Absent)

    def test_a_reply_stands_below_what_it_answers(self, adapter: Any, stage: Stage) -> None:
        if not stage.spec.reply:
            pytest.skip("the network has no replies")
        (above,) = stage.publish(
            adapter, stage.identified(adapter, stage.parcel("A question", post="teaser"))
        )
        answer = stage.parcel("The answer", "and more", post="answer").model_copy(update={"reply_to": above})
        answer = stage.identified(adapter, answer)
        live = stage.publish(adapter, answer)
        found = self.found(adapter, answer)
        assert isinstance(found, Found), found
        assert found.remotes[0].id == live[0].id
        elsewhere = self.found(adapter, answer.model_copy(update={"reply_to": live[1]}))
        assert isinstance(elsewhere, Absent) or not elsewhere.current

    def test_a_quote_is_published(self, adapter: Any, stage: Stage) -> None:
        if not stage.spec.quote:
            pytest.skip("the network has no quotes")
        (quoted,) = stage.publish(adapter, stage.identified(adapter, stage.parcel("Quotable", post="teaser")))
        parcel = stage.parcel("Look at this", post="answer").model_copy(update={"quote": quoted})
        parcel = stage.identified(adapter, parcel)
        stage.publish(adapter, parcel)
        found = self.found(adapter, parcel)
        assert isinstance(found, Found), found
        assert found.current

    def test_the_first_comment_stands_below_the_post(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(
            adapter, stage.parcel("The post", first_comment="The link: https://acme.example/a")
        )
        live = stage.publish(adapter, parcel)
        outcome = adapter.comment(parcel, live=live)
        assert isinstance(outcome, Published), outcome
        assert stage.server.live() == ["The post", "The link: https://acme.example/a"]

    def test_a_repeat_with_the_same_identity_is_one_live_copy(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Only once"))
        first, second = stage.send(adapter, parcel), stage.send(stage.open(), parcel)
        assert isinstance(first, Published)
        assert isinstance(second, Published | OutcomeUnknown)
        assert stage.server.live() == ["Only once"]
