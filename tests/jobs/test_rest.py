"""A tick rests while the newest checkpoint says that nothing can be due, and only then."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from smmops import __version__
from smmops.jobs.audit.alarm import SILENT
from smmops.jobs.init import NIGHT
from smmops.jobs.orders import pause, takedown
from smmops.jobs.publish.quiet import rest_of
from smmops.jobs.publish.tick import Ticked, start, tick
from smmops.ledger.checkpoint import content
from smmops.ledger.paths import checkpoint_path, checkpoint_tag
from smmops.ledger.rest import Rest, newest
from smmops.model.message import msg
from smmops.model.ports import Landed
from smmops.model.problem import SmmopsError
from tests.jobs.net import START
from tests.jobs.stage import Stage


def begun(**post: Any) -> Stage:
    """A stage with one post an hour ahead, and its first checkpoint."""
    stage = Stage()
    stage.post("brew", **{"at": "2026-12-01 10:00", **post})
    assert not stage.tick().rested
    stage.clock.pass_(minutes=10)
    return stage


def blind(stage: Stage) -> Ticked:
    """A tick that may read no post."""

    def unread(*_: Any) -> Any:
        raise AssertionError("it looked at main")

    return stage.tick(load=unread)


def test_a_tick_with_nothing_due_reads_no_post() -> None:
    assert blind(begun()).rested


def test_what_comes_due_is_published_and_then_the_ticks_rest_again() -> None:
    stage = begun()
    stage.clock.pass_(minutes=55)
    assert not stage.tick().rested
    assert len(stage.net.live()) == 1
    stage.clock.pass_(minutes=30)
    assert not stage.tick().rested  # it is read back, once its lease is over
    assert blind(stage).rested


def test_a_publication_that_was_not_read_back_yet_is_looked_at() -> None:
    stage = begun()
    stage.clock.pass_(minutes=55)
    stage.net.plan = ["die"]
    stage.killed_tick()
    assert not stage.tick().rested


def test_a_changed_main_is_looked_at() -> None:
    stage = begun()
    key = stage.post("bread", at="2026-12-01 09:05")
    assert not stage.tick().rested
    assert "published" in stage.states(key)


def test_a_main_that_came_back_to_the_same_files_is_looked_at() -> None:
    stage = begun()
    stage.merge({"content/2026/12/bread.md": "---\nchannels: [bluesky-acme]\n---\nBread.\n"})
    stage.merge({"content/2026/12/bread.md": None})
    assert not stage.tick().rested


def test_some_hours_after_a_merge_there_is_a_checkpoint_of_the_new_main() -> None:
    stage = begun(at="2026-12-01 23:00")
    stage.post("bread", at="2026-12-03 09:05")
    assert not stage.tick().rested
    stage.clock.pass_(hours=6)
    assert not stage.tick().rested
    assert blind(stage).rested


def test_an_order_is_looked_at() -> None:
    stage = begun()
    pause(stage.world(), reason="stop", scope=["all"])
    done = stage.tick()
    assert not done.rested
    assert done.stops


def test_no_checkpoint_speaks_of_the_day_to_come_while_something_is_stopped() -> None:
    stage = begun()
    pause(stage.world(), reason="stop", scope=["all"])
    stage.clock.pass_(hours=24)
    stage.tick()
    assert not stage.tick().rested


def test_a_takedown_says_nothing_of_what_else_is_due() -> None:
    stage = Stage()
    stage.post("brew", at="2026-12-01 08:00")
    key = stage.post("bread", at="2026-12-01 08:30")
    takedown(stage.world(), "brew", reason="wrong", channels=[])
    stage.clock.pass_(minutes=1)
    assert not stage.tick().rested
    assert "published" in stage.states(key)


def test_what_waits_is_looked_at_every_time() -> None:
    stage = Stage()
    stage.post("brew", at="2026-12-01 08:00", hold="ask legal")
    stage.tick()
    stage.clock.pass_(minutes=10)
    done = stage.tick()
    assert not done.rested
    assert [decision.key for decision in done.decisions] == ["acme/brew.bluesky-acme"]


def test_what_stands_for_a_person_is_said_every_time() -> None:
    stage = Stage()
    stage.post("brew")
    stage.net.plan = ["lost"]
    stage.net.blind = True
    stage.tick()
    stage.clock.pass_(hours=1)
    assert not stage.tick().rested


def test_after_a_day_everything_is_looked_at_again() -> None:
    stage = begun(at="2026-12-09 10:00")
    stage.clock.pass_(hours=24)
    assert not stage.tick().rested
    assert blind(stage).rested


def test_a_clock_before_the_checkpoint_does_not_rest() -> None:
    stage = begun()
    stage.clock.pass_(hours=-1)
    assert not stage.tick().rested


def checkpoint_of(tool: str, stage: Stage) -> None:
    """Pushes a checkpoint as that version would write it."""
    repository, now = stage.repository(), stage.clock.now()
    tips = repository.fetch()
    assert tips.main
    assert tips.state
    rest = Rest(tool, "", tips.main, now, {})
    held = content(stage.book(), main=tips.main, now=now, rest=rest)
    files, tag = {checkpoint_path("acme", now): held}, checkpoint_tag("acme", now)
    assert isinstance(repository.push(tips.state, files, "checkpoint", seal=True, tag=tag), Landed)


def test_another_version_is_not_believed() -> None:
    stage = begun()
    checkpoint_of(__version__, stage)
    stage.clock.pass_(minutes=1)
    assert blind(stage).rested
    checkpoint_of("0.0.0", stage)
    stage.clock.pass_(minutes=1)
    assert not stage.tick().rested


def test_the_checkpoint_is_the_brands_own() -> None:
    repository = begun().repository()
    tips = repository.fetch()
    found = newest(repository, tips, folder="")
    assert found is not None
    assert found[0] == "acme"
    assert newest(repository, tips, folder="brands/other") is None


def test_a_key_that_is_not_at_rest_is_looked_at() -> None:
    rest = Rest(__version__, "", "0" * 40, START, {"acme/brew.bluesky-acme": START + timedelta(hours=1)})
    soon, due = START + timedelta(minutes=5), START + timedelta(hours=1)
    assert rest.holds(soon, {})
    assert not rest.holds(due, {})
    assert rest.holds(due, {"acme/brew.bluesky-acme": "verified"})
    assert not rest.holds(due, {"acme/brew.bluesky-acme": "published"})
    assert not rest.holds(soon, {"acme/other.bluesky-acme": "unknown"})


def test_full_looks_at_everything() -> None:
    stage = begun()
    assert not tick(stage.world(), live=True, full=True).rested


def test_a_rewritten_ledger_is_refused_before_resting() -> None:
    stage = begun()
    stage.remote.refs["refs/heads/smmops-state"] = stage.remote.refs["refs/heads/main"]
    with pytest.raises(SmmopsError, match="rewritten"):
        stage.tick()


def test_a_pause_that_was_rolled_back_is_missed_by_the_seal() -> None:
    stage = begun()
    before = stage.remote.refs["refs/heads/smmops-state"]
    pause(stage.world(), reason="stop", scope=["all"])
    stage.remote.refs["refs/heads/smmops-state"] = before
    with pytest.raises(SmmopsError, match="rewritten"):
        stage.tick()


def test_no_checkpoint_speaks_of_what_is_to_come_after_trouble() -> None:
    stage = begun()
    shift = start(stage.world())
    shift.looked = shift.now()
    assert rest_of(shift)
    shift.trouble("bluesky-acme", msg("the network cannot be reached"))
    assert rest_of(shift) is None


@pytest.mark.parametrize("minutes", [0, 7, 13], ids=["on time", "7 min late", "13 min late"])
def test_hourly_ticks_with_a_pause_at_night_never_look_as_if_they_had_stopped(minutes: int) -> None:
    stage = Stage()
    stage.post("brew", at="2026-12-31 10:00")
    begin = stage.clock.at.replace(hour=0, minute=17)
    hours = [hour for hour in range(24 * 8) if hour % 24 not in NIGHT]
    for number, hour in enumerate(hours):
        stage.clock.at = begin + timedelta(hours=hour, minutes=minutes * (number % 3) / 2)
        stage.tick()
    names = sorted(name for name in stage.remote.refs if "smmops-checkpoint/acme/" in name)
    times = [datetime.strptime(name.rpartition("/")[2], "%Y-%m-%d.%H%M%S") for name in names]
    assert max(after - before for before, after in pairwise(times)) < SILENT
    assert len(times) <= 10
