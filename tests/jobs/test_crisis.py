"""A pause stops the run that is under way, says who and why, and ends by a merge alone."""

from typing import Any

from smmops.jobs.orders import open_pauses, pause
from smmops.store.memory import Edit
from tests.jobs.stage import Account, Stage

PAIR = """\
members:
  - {id: mina, git_emails: [mina@acme.example], roles: [admin]}
  - {id: juno, git_emails: [juno@acme.example], roles: [admin]}
roles: {admin: {may_approve: ["**"]}}
"""


def test_a_push_to_main_ends_no_pause_where_reviews_are_asked() -> None:
    stage = Stage()
    stage.merge({"team.yaml": PAIR})
    pause(stage.world(), reason="service outage", scope=["all"])
    stage.clock.pass_(minutes=10)
    lift = f"reason: over\nby: mina\nscope: none\nlift: [{stage.book().orders[0].id}]\n"
    stage.merge({"freeze.yaml": lift})
    assert [order.reason for order in open_pauses(stage.world())] == ["service outage"]
    assert [stop.end for stop in stage.tick().stops] == [None]


def test_a_merge_of_freeze_yaml_ends_the_pause() -> None:
    stage = Stage()
    stage.merge({"team.yaml": PAIR})
    pause(stage.world(), reason="service outage", scope=["all"])
    stage.clock.pass_(minutes=10)
    lift = f"reason: over\nby: mina\nscope: none\nlift: [{stage.book().orders[0].id}]\n"
    mina = Edit({"freeze.yaml": lift.encode()}, author="mina@acme.example")
    stage.remote.merge([mina], merger=Edit({}, author="juno@acme.example"))
    assert open_pauses(stage.world()) == ()
    assert stage.tick().stops == ()


def test_a_push_to_main_ends_no_freeze_and_may_begin_one() -> None:
    stage = Stage()
    stage.merge({"team.yaml": PAIR})
    stage.merge({"freeze.yaml": "reason: outage\nby: mina\nscope: all\n"})
    assert [stop.scope for stop in stage.tick().stops] == [("all",)]
    stage.clock.pass_(minutes=10)
    stage.merge({"freeze.yaml": "reason: over\nby: mina\nscope: none\n"})
    assert [stop.scope for stop in stage.tick().stops] == [("all",)]
    stage.merge({"freeze.yaml": None})
    assert [stop.scope for stop in stage.tick().stops] == [("all",)]


def test_a_pause_in_the_middle_of_a_run_stops_it_before_its_next_call() -> None:
    """Two posts of one run: the pause comes while the first call is under way."""
    stage = Stage()
    keys = [stage.post("brew", body="The first"), stage.post("latte", body="The second")]
    called: list[str] = []

    class Pausing(Account):
        """An account during whose first call somebody pauses."""

        def publish(self, *words: Any, **more: Any) -> Any:
            called.append("call")
            outcome = super().publish(*words, **more)
            if len(called) == 1:
                pause(stage.world(), reason="outage", scope=["all"])
            return outcome

    class Opening:
        """Networks whose accounts are those."""

        def open(self, channel: Any, *, budget: float) -> Pausing:
            return Pausing(stage.net, stage.clock, channel)

    stage.tick(networks=Opening())
    assert called == ["call"]
    assert len(stage.net.live()) == 1
    states = [stage.states(key) for key in keys]
    assert sorted(each[-1] for each in states) == ["held", "published"]
    order = stage.book().orders[0]
    assert (order.reason, order.by) == ("outage", "mina@acme.example")
