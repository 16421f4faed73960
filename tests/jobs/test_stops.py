"""A dry run of `pause` and `takedown` refuses what the order itself refuses, and says what stands."""

import itertools
from collections.abc import Callable

import pytest

from smmops.jobs.orders import may_pause, pause, takedown, would_remove
from smmops.model.problem import SmmopsError
from smmops.store.memory import MemoryRemote
from tests.jobs.stage import SETTINGS, TEAM, Stage
from tests.jobs.test_crisis import PAIR

SCOPES = (["all"], ["paid"], ["bluesky-acme"], ["bluesky-acme", "x-acme"], ["none"], ["nonsense"], [""])
POSTS = ("brew", "brevv", "brew.bluesky-acme", "acme/brew.bluesky-acme", "", "latte")
CHANNELS: tuple[list[str], ...] = ([], ["bluesky-acme"], ["mastodon-acme"], ["bluesky-acme", "x-acme"])


def said(act: Callable[[], object]) -> tuple[str, str, int] | None:
    """Message, fix and exit code of a refusal; None where there was none."""
    try:
        act()
    except SmmopsError as refused:
        return str(refused.message), str(refused.hint), refused.exit_code
    return None


def bare() -> Stage:
    """A workspace whose ledger was never made."""
    stage = Stage()
    stage.remote = MemoryRemote(clock=stage.clock.now)
    stage.merge({"smmops.yaml": SETTINGS, "team.yaml": TEAM})
    stage.post("brew")
    return stage


def begun() -> Stage:
    stage = Stage()
    stage.post("brew")
    stage.tick()
    stage.post("latte", at="2027-01-01 09:00")
    return stage


@pytest.mark.parametrize("make", [begun, bare])
def test_a_dry_pause_refuses_exactly_what_a_live_one_refuses(make):
    refused = set()
    for scope in SCOPES:
        stage = make()
        dry = said(lambda: may_pause(stage.world(), scope))
        assert dry == said(lambda: pause(stage.world(), reason="outage", scope=scope)), scope
        refused.add(dry is not None)
    assert True in refused


@pytest.mark.parametrize("make", [begun, bare])
def test_a_dry_takedown_refuses_exactly_what_a_live_one_refuses(make):
    refused = set()
    for post, channels in itertools.product(POSTS, CHANNELS):
        stage = make()
        dry = said(lambda: would_remove(stage.world(), post, channels=channels))
        live = said(lambda: takedown(stage.world(), post, reason="wrong price", channels=channels))
        assert dry == live, (post, channels)
        refused.add(dry is not None)
    assert True in refused


def test_a_dry_run_writes_nothing():
    stage = begun()
    tip = stage.repository().fetch()
    may_pause(stage.world(), ["all"])
    would_remove(stage.world(), "brew", channels=[])
    assert stage.repository().fetch() == tip
    assert len(stage.net.live()) == 1


def test_without_a_ledger_both_say_that_nothing_goes_out_by_itself():
    message, hint, code = said(lambda: may_pause(bare().world(), ["all"])) or ("", "", 0)
    assert message.startswith("there is no ledger: smmops has published nothing from here")
    assert "nothing goes out by itself now" in hint
    assert "post by hand" in hint
    assert code == 75


def test_a_ledger_that_was_lost_is_not_taken_for_one_that_was_never_made():
    stage = begun()
    del stage.remote.refs[next(name for name in stage.remote.refs if name.endswith("smmops-state"))]
    message, hint, _ = said(lambda: may_pause(stage.world(), ["all"])) or ("", "", 0)
    assert message == "the state branch is not there"
    assert "smmops ledger restored --live" in hint


def test_a_dry_takedown_names_what_is_live_on_the_channels_that_were_given():
    stage = begun()
    at = [record.key for record in would_remove(stage.world(), "brew", channels=["bluesky-acme"])]
    assert at == ["acme/brew.bluesky-acme"]
    assert would_remove(stage.world(), "brew", channels=["mastodon-acme"]) == ()
    assert would_remove(stage.world(), "latte", channels=[]) == ()


def test_a_channel_that_was_renamed_is_found_by_its_new_name():
    stage = begun()
    stage.merge({"smmops.yaml": SETTINGS.replace("bluesky-acme: {", "sky: {was: [bluesky-acme], ")})
    at = [record.key for record in would_remove(stage.world(), "brew", channels=["sky"])]
    assert at == ["acme/brew.bluesky-acme"]


def test_a_takedown_in_the_post_asks_for_nobodys_approval():
    """A push to main that no one approved publishes nothing, and removes."""
    stage = Stage()
    stage.post("brew")
    stage.tick()
    assert len(stage.net.live()) == 1
    stage.merge({"team.yaml": PAIR})
    stage.post("latte")
    stage.post("brew", takedown={"reason": "wrong price"})
    stage.tick()
    assert stage.net.live() == []
    assert stage.states("acme/brew.bluesky-acme")[-1] == "removed"
