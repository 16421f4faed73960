"""Faults of the repository in memory are those that a real remote can show."""

import pytest

from smmops.model.ports import Landed, Lost, Refused, RemoteError
from smmops.store.memory import Edit, Fault, MemoryRemote, MemoryRepository, Refs

STATE = "refs/heads/smmops-state"


class Weather:
    """Faults by (operation, moment), each once."""

    def __init__(self):
        self.faults = {}
        self.asked = []

    def __call__(self, operation, moment):
        self.asked.append((operation, moment))
        return self.faults.pop((operation, moment), None)


@pytest.fixture
def weather():
    return Weather()


@pytest.fixture
def remote():
    remote = MemoryRemote()
    tip = remote.commit(Edit({"README": b""}), ref=STATE)
    remote.refs["refs/heads/smmops-seal"] = tip
    return remote


@pytest.fixture
def clone(remote, weather):
    clone = MemoryRepository(remote, Refs(brand="acme"), weather=weather)
    clone.fetch()
    return clone


def push(clone, remote, name="acme/1"):
    return clone.push(remote.refs[STATE], {name: b"1"}, "claim", seal=True)


@pytest.mark.parametrize(
    ("moment", "fault", "kind", "there"),
    [
        ("before", Fault.REFUSED, Refused, False),
        ("before", Fault.LOST, Lost, False),
        ("after", Fault.LOST, Lost, True),
    ],
)
def test_a_fault_before_the_effect_leaves_nothing_and_after_it_everything(
    clone, remote, weather, moment, fault, kind, there
):
    base = remote.refs[STATE]
    weather.faults["push", moment] = fault
    pushed = push(clone, remote)
    assert isinstance(pushed, kind)
    assert (remote.refs[STATE] != base) is there
    if isinstance(pushed, Lost):
        assert clone.holds(pushed.commit) is there


def test_a_late_effect_comes_when_the_test_lets_it_and_not_over_others(clone, remote, weather):
    weather.faults["push", "before"] = Fault.LATE
    lost = push(clone, remote)
    assert not clone.holds(lost.commit)
    remote.late[0]()
    assert clone.holds(lost.commit)
    clone.fetch()
    weather.faults["push", "before"] = Fault.LATE
    late = push(clone, remote, "acme/2")
    assert isinstance(push(clone, remote, "acme/3"), Landed)
    remote.late[1]()
    assert not clone.holds(late.commit)


@pytest.mark.parametrize("operation", ["fetch", "holds", "push", "found"])
def test_every_operation_can_meet_an_unreachable_remote(clone, remote, weather, operation):
    base = remote.refs[STATE]
    weather.faults[operation, "before"] = Fault.OFFLINE
    calls = {
        "fetch": clone.fetch,
        "holds": lambda: clone.holds(base),
        "push": lambda: push(clone, remote),
        "found": lambda: clone.found({"x": b""}, "begin"),
    }
    with pytest.raises(RemoteError):
        calls[operation]()
    assert remote.refs[STATE] == base


def test_a_clone_knows_only_what_it_fetched(remote, clone):
    newer = remote.commit(Edit({"acme/x": b"1"}), ref=STATE)
    with pytest.raises(KeyError):
        clone.tree(newer)
    clone.fetch()
    assert clone.tree(newer).read("acme/x") == b"1"
