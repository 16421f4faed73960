"""The last look before a call: whatever forbids it at that moment stops it."""

from collections.abc import Callable

import pytest

from smmops.jobs.orders import pause, takedown
from smmops.model.outcome import RateLimited
from smmops.store.memory import Fault
from tests.jobs.stage import SETTINGS, Account, Stage, post_text


def at_the_mark(stage: Stage, act: Callable[[], object]) -> None:
    """Does `act` once, just after this run's mark came to the branch."""
    done: list[str] = []

    def weather(operation: str, moment: str) -> Fault | None:
        if (operation, moment) == ("push", "after"):
            done.append(operation)
            if len(done) == 2:  # the first push is the claim, the second the mark
                stage.weather = None
                act()
        return None

    stage.weather = weather


def changed(stage: Stage) -> None:
    stage.post("brew", body="Another text")


def held_back(stage: Stage) -> None:
    stage.post("brew", hold="the client called")


def gone(stage: Stage) -> None:
    stage.merge({"content/2026/12/brew.md": None})


def frozen(stage: Stage) -> None:
    stage.merge({"freeze.yaml": "reason: outage\nby: mina\nsince: 2026-12-01T09:00+00:00\nscope: all\n"})


def paused(stage: Stage) -> None:
    pause(stage.world(), reason="outage", scope=["bluesky-acme"])


def closed(stage: Stage) -> None:
    stage.merge({"smmops.yaml": SETTINGS.replace("network: bluesky,", "network: bluesky, status: watch,")})


def slow(stage: Stage) -> None:
    stage.clock.pass_(minutes=18)


@pytest.mark.parametrize("act", [held_back, gone, frozen, paused, closed])
def test_what_came_to_a_branch_after_the_mark_stops_the_call(act: Callable[[Stage], None]) -> None:
    stage = Stage()
    key = stage.post("brew")
    at_the_mark(stage, lambda: act(stage))
    stage.tick()
    assert stage.net.things == []
    assert stage.states(key)[:3] == ["claimed", "sending", "released"]


def test_a_text_that_changed_after_the_mark_goes_out_in_its_new_form_alone() -> None:
    stage = Stage()
    stage.post("brew")
    at_the_mark(stage, lambda: changed(stage))
    stage.tick()
    assert [t.text for t in stage.net.things] == ["Another text"]


def test_a_takedown_ordered_after_the_mark_stops_the_call_for_good() -> None:
    stage = Stage()
    key = stage.post("brew")
    at_the_mark(stage, lambda: takedown(stage.world(), "brew", reason="wrong price", channels=[]))
    stage.tick()
    stage.clock.pass_(hours=2)
    stage.tick()
    assert stage.net.things == []
    assert stage.states(key)[-1] == "cancelled"


def test_a_call_needs_enough_of_its_lease() -> None:
    stage = Stage()
    key = stage.post("brew")
    at_the_mark(stage, lambda: slow(stage))
    stage.tick()
    assert stage.states(key)[:3] == ["claimed", "sending", "released"]
    assert len(stage.net.live()) == 1, "the same run claims it again, with a fresh lease"


def test_time_in_which_the_machine_slept_counts_against_the_lease() -> None:
    stage = Stage()
    key = stage.post("brew")
    slept = [0.0]

    class Woken(type(stage.clock)):  # type: ignore[misc]
        """A wall clock that was set back while the machine slept."""

        def elapsed(self) -> float:
            return stage.clock.elapsed() + slept[0]

    clock = Woken(stage.clock.at)
    at_the_mark(stage, lambda: slept.__setitem__(0, 1100.0))
    stage.tick(clock=clock)
    assert stage.states(key)[:3] == ["claimed", "sending", "released"]


def test_a_claim_that_another_run_took_over_is_not_sent() -> None:
    stage = Stage()
    key = stage.post("brew")

    def the_other_run() -> None:
        stage.clock.pass_(minutes=30)
        stage.tick()

    at_the_mark(stage, the_other_run)
    stage.tick()
    stage.clock.pass_(hours=1)
    stage.tick()
    assert len(stage.net.things) == 1
    assert stage.states(key)[-1] in ("published", "verified")


def test_nothing_is_called_when_the_branches_cannot_be_read_before_it() -> None:
    stage = Stage()
    key = stage.post("brew")
    pushes: list[str] = []

    def weather(operation: str, moment: str) -> Fault | None:
        if (operation, moment) == ("push", "after"):
            pushes.append(operation)
        return Fault.OFFLINE if len(pushes) >= 2 and operation == "fetch" else None

    stage.weather = weather
    assert stage.tick().exit_code == 75
    assert stage.net.calls == [f"prepare {key} 1"]
    stage.weather = None
    stage.clock.pass_(hours=1)
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_claim_whose_push_cannot_be_asked_for_is_not_acted_on() -> None:
    stage = Stage()
    stage.post("brew")

    def weather(operation: str, moment: str) -> Fault | None:
        if operation == "holds":
            return Fault.OFFLINE
        return Fault.LOST if (operation, moment) == ("push", "after") else None

    stage.weather = weather
    done = stage.tick()
    assert done.exit_code == 75
    assert stage.net.calls == []


def test_a_rate_limit_is_waited_out() -> None:
    stage = Stage()
    key = stage.post("brew")

    class Busy(Account):
        """Refuses the first call."""

        def publish(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def]
            if not stage.net.calls.count("limited"):
                stage.net.calls.append("limited")
                return RateLimited(until=stage.clock.now().replace(minute=30))
            return super().publish(*args, **kwargs)  # type: ignore[arg-type]

    class Networks:
        """Opens busy accounts."""

        def open(self, channel, *, budget):  # type: ignore[no-untyped-def]
            return Busy(stage.net, stage.clock, channel)

    assert stage.tick(networks=Networks()).exit_code == 75
    assert stage.states(key) == ["claimed", "sending", "rejected"]
    stage.clock.pass_(minutes=20)
    stage.tick(networks=Networks())
    assert len(stage.states(key)) == 3
    stage.clock.pass_(minutes=11)
    stage.tick(networks=Networks())
    assert len(stage.net.live()) == 1


def test_quiet_hours_defer_over_midnight_and_drop_nothing() -> None:
    stage = Stage()
    quiet = 'network: bluesky, timezone: Asia/Seoul, quiet: [{from: "22:00", to: "07:00"}],'
    stage.merge({"smmops.yaml": SETTINGS.replace("network: bluesky,", quiet)})
    stage.post("brew", at="2026-12-01T23:30+09:00")
    stage.clock.pass_(hours=6)  # 00:00 in Seoul
    stage.tick()
    assert stage.net.live() == []
    stage.clock.pass_(hours=7)  # 07:00
    stage.tick()
    assert len(stage.net.live()) == 1


def test_a_day_holds_no_more_than_its_limit() -> None:
    stage = Stage()
    stage.merge({"smmops.yaml": SETTINGS.replace("per_day: 100", "per_day: 2")})
    for name in ("a", "b", "c"):
        stage.post(name, body=name, not_after="2d")
    stage.tick()
    assert len(stage.net.live()) == 2
    stage.clock.pass_(hours=15)
    stage.tick()
    assert len(stage.net.live()) == 3


def test_one_run_sends_no_more_than_one_run_may() -> None:
    stage = Stage()
    stage.merge({"smmops.yaml": SETTINGS + "  safety: {max_a_run: 3}\n"})
    stage.merge({f"content/2026/12/p{n}.md": post_text(body=f"Post {n}") for n in range(5)})
    stage.tick()
    assert len(stage.net.live()) == 3
    stage.tick()
    assert len(stage.net.live()) == 5


def test_a_run_that_is_asked_to_stop_gives_back_what_it_did_not_send() -> None:
    stage = Stage()
    stage.post("a", body="A")
    stage.post("b", body="B")
    done = stage.tick(stopped=lambda: bool(stage.net.things))
    assert done.exit_code == 130
    assert len(stage.net.live()) == 1
    assert stage.states("acme/b.bluesky-acme") == ["claimed", "released"]
    stage.tick()
    assert len(stage.net.live()) == 2


def test_a_clock_that_is_off_stops_its_channel() -> None:
    stage = Stage()
    stage.post("brew")

    class Ahead(type(stage.clock)):  # type: ignore[misc]
        """Two minutes ahead of the network's."""

    ahead = Ahead(stage.clock.at)
    ahead.pass_(minutes=2)
    done = stage.tick(clock=ahead)
    assert done.exit_code == 75
    assert stage.net.things == []
    assert any("clock" in message.fill() for _, message in done.troubles)
