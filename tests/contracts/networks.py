"""What every adapter must do, whatever its network: a third-party one passes the same suite.

A subclass gives the fixture `stage`; nothing here asks which network it is.
"""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from smmops.model.entry import Identity
from smmops.model.outcome import (
    Absent,
    Found,
    OutcomeUnknown,
    Prepared,
    Published,
    RateLimited,
    Rejected,
    Remote,
    Removed,
    Sample,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from smmops.model.ports import Edits, Finds, Measures, Prepares, Publishes, Removes
from smmops.specs.spec import Capability
from tests.contracts.proxy import Spoil
from tests.contracts.stage import Stage

NONE: frozenset[str] = frozenset()
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


class NetworkContract:
    """The suite. `adapter` is opened afresh for each test, over a proxy that can spoil answers."""

    @pytest.fixture
    def adapter(self, stage: Stage) -> Any:
        return stage.open()

    def found(self, adapter: Any, parcel: Any, part: int = 1, live: tuple[Remote, ...] = ()) -> Any:
        return adapter.find(parcel, part, live=live, owned=NONE)

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

    @pytest.fixture(
        params=[
            ("reset", 0),
            ("status", 500),
            ("status", 502),
            ("status", 503),
            ("status", 504),
            ("garbage", 0),
        ],
        ids=lambda param: f"{param[0]}{param[1] or ''}",
    )
    def spoil(self, request: pytest.FixtureRequest, stage: Stage) -> Spoil:
        """An answer to the publishing request that says nothing about its effect."""
        do, status = request.param
        method, path = stage.server.publish_call
        return Spoil(method, path, do, status=status)

    def test_an_answer_lost_after_the_effect_is_unknown_and_then_found(
        self, adapter: Any, stage: Stage, spoil: Spoil
    ) -> None:
        parcel = stage.identified(adapter, stage.parcel("Posted, and nobody told us"))
        spoil.when = "after"
        stage.proxy.spoil(spoil)
        outcome = stage.send(adapter, parcel)
        assert isinstance(outcome, OutcomeUnknown), outcome
        assert stage.proxy.asked(stage.server.publish_call) == 1
        found = self.found(adapter, parcel)
        assert isinstance(found, Found), found
        assert found.current
        assert len(stage.server.live()) == 1

    def test_an_answer_lost_before_the_effect_is_unknown_and_then_absent(
        self, adapter: Any, stage: Stage, spoil: Spoil
    ) -> None:
        parcel = stage.identified(adapter, stage.parcel("Never arrived"))
        stage.proxy.spoil(spoil)
        outcome = stage.send(adapter, parcel)
        assert isinstance(outcome, OutcomeUnknown), outcome
        assert stage.proxy.asked(stage.server.publish_call) == 1
        assert stage.proxy.count(stage.server.publish_call) == 0
        assert isinstance(self.found(adapter, parcel), Absent)
        again = stage.send(adapter, parcel)
        assert isinstance(again, Published), again

    def test_half_an_answer_is_unknown(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Half an answer"))
        stage.proxy.spoil(Spoil(*stage.server.publish_call, "truncate", "after"))
        assert isinstance(stage.send(adapter, parcel), OutcomeUnknown)
        assert isinstance(self.found(adapter, parcel), Found)

    def test_an_html_page_instead_of_an_answer_is_unknown(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("A page"))
        page = b"<!doctype html><h1>We are having a moment</h1>"
        stage.proxy.spoil(Spoil(*stage.server.publish_call, "status", "after", status=200, body=page))
        assert isinstance(stage.send(adapter, parcel), OutcomeUnknown)

    def test_a_redirect_of_a_changing_call_is_not_followed(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Elsewhere"))
        head = {"Location": f"{stage.proxy.url}{stage.server.publish_call[1]}"}
        stage.proxy.spoil(Spoil(*stage.server.publish_call, "status", status=307, headers=head, body=b""))
        assert isinstance(stage.send(adapter, parcel), OutcomeUnknown)
        assert stage.proxy.count(stage.server.publish_call) == 0

    def test_a_rate_limit_says_until_when(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Too many"))
        until = stage.clock.now().replace(microsecond=0) + timedelta(minutes=7)
        limited = stage.server.limited(until)
        stage.proxy.spoil(Spoil(*stage.server.publish_call, "status", status=429, headers=limited))
        outcome = stage.send(adapter, parcel)
        assert isinstance(outcome, RateLimited), outcome
        assert abs(outcome.until - until) < timedelta(seconds=3)
        assert stage.server.live() == []

    def test_a_wrong_secret_is_unauthorized_everywhere(self, stage: Stage) -> None:
        adapter = stage.open(secret="wrong-secret-7f3a9c")
        parcel = stage.identified(stage.open(), stage.parcel("Ours alone"))
        (remote,) = stage.publish(stage.open(), parcel)
        assert isinstance(adapter.account(), Unauthorized)
        assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Unauthorized)
        assert isinstance(self.found(adapter, parcel), Unreadable)
        assert isinstance(adapter.remove(parcel, remote), Unauthorized)
        assert stage.server.live() == ["Ours alone"]

    def test_refused_content_is_rejected(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Far too long. " * 500))
        outcome = adapter.publish(parcel, 1, ready=Prepared(), live=())
        assert isinstance(outcome, Rejected), outcome
        assert isinstance(self.found(adapter, parcel), Absent)

    def test_half_a_surrogate_pair_is_rejected_before_anything_is_sent(
        self, adapter: Any, stage: Stage
    ) -> None:
        parcel = stage.parcel("Broken \ud83d emoji")
        assert isinstance(adapter.identify(parcel), Rejected)
        assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Rejected)
        assert stage.proxy.asked(stage.server.publish_call) == 0

    def test_without_a_server_nothing_can_have_happened(self, stage: Stage) -> None:
        adapter = stage.open(server="http://127.0.0.1:9")
        parcel = stage.parcel("Nobody there").model_copy(
            update={"identity": Identity(created_at=stage.clock.now())}
        )
        assert isinstance(adapter.account(), Unavailable)
        assert isinstance(adapter.publish(parcel, 1, ready=Prepared(), live=()), Unavailable)
        assert isinstance(self.found(adapter, parcel), Unreadable)

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

    def test_a_lost_answer_to_a_removal_is_unknown(self, adapter: Any, stage: Stage) -> None:
        parcel = stage.identified(adapter, stage.parcel("Wrong price"))
        (remote,) = stage.publish(adapter, parcel)
        stage.proxy.spoil(Spoil(*stage.server.remove_call, "reset", "after"))
        assert isinstance(adapter.remove(parcel, remote), OutcomeUnknown)
        assert stage.proxy.asked(stage.server.remove_call) == 1
        assert isinstance(adapter.check(parcel, remote, 1), Absent)

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

    def test_secrets_show_nowhere(
        self, stage: Stage, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.DEBUG)
        seen: list[Any] = []
        for secret in (stage.server.secret, "wrong-secret-7f3a9c"):
            adapter = stage.open(secret=secret)
            parcel = stage.parcel("Careful").model_copy(
                update={"identity": Identity(created_at=stage.clock.now())}
            )
            echo = json.dumps({"error": f"you sent {secret}", "message": f"Bearer {secret}"}).encode()
            stage.proxy.spoils[:] = [Spoil(*stage.server.publish_call, "status", status=400, body=echo)]
            stage.proxy.spoils.append(Spoil("GET", "/", "status", status=403, body=echo))
            seen += [adapter.account(), adapter.publish(parcel, 1, ready=Prepared(), live=())]
            seen += [self.found(adapter, parcel), adapter.measure_account(), adapter]
            stage.proxy.spoils.clear()
        said = repr(seen) + repr(list(_walked(seen))) + caplog.text + "".join(capfd.readouterr())
        assert stage.server.secret not in said
        assert "wrong-secret-7f3a9c" not in said
        assert "Bearer ey" not in said


def _walked(root: Any) -> Iterator[str]:
    """The repr of everything that can be reached by attributes and items, but for what hides on purpose."""
    waiting, known = [root], set()
    while waiting:
        value = waiting.pop()
        if id(value) in known or isinstance(value, type) or callable(value):
            continue
        known.add(id(value))
        yield repr(value)
        if type(value).__name__ == "Secret":
            continue
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            waiting += value
        elif type(value).__module__.startswith("smmops"):
            waiting += [getattr(value, name) for name in dir(value) if _plain(value, name)]


def _plain(value: Any, name: str) -> bool:
    return not name.startswith(("__", "model_")) and hasattr(value, name)
