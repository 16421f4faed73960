"""The contract: what is known, and what is not, when a call fails."""

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
    Unauthorized,
    Unavailable,
    Unreadable,
)
from tests.contracts.network_base import Contract
from tests.contracts.proxy import Spoil
from tests.contracts.stage import Stage


class Failures(Contract):
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
