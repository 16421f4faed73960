"""A dry run of `pause` and `takedown` refuses what the order itself refuses, and says what stands."""

import itertools
import re
from collections.abc import Callable

import pytest

from smmops.jobs.orders import may_pause, pause, takedown, would_remove
from smmops.model.problem import SmmopsError
from smmops.store.memory import MemoryRemote
from tests.jobs.stage import SETTINGS, TEAM, Stage, post_text
from tests.jobs.test_crisis import PAIR
from tests.jobs.test_ledger_jobs import unknown
from tests.project.tree import ROOT

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


def dry_and_live_pause(stage: Stage, scope: list[str]) -> list[tuple[str, str, int] | None]:
    dry = said(lambda: may_pause(stage.world(), scope))
    return [dry, said(lambda: pause(stage.world(), reason="outage", scope=scope))]


def dry_and_live_takedown(stage: Stage, post: str, channels: list[str]) -> list[tuple[str, str, int] | None]:
    dry = said(lambda: would_remove(stage.world(), post, channels=channels))
    return [dry, said(lambda: takedown(stage.world(), post, reason="wrong price", channels=channels))]


def test_a_dry_pause_refuses_exactly_what_a_live_one_refuses() -> None:
    for make, scope in itertools.product((begun, bare), SCOPES):
        dry, live = dry_and_live_pause(make(), scope)
        assert dry == live, (make, scope)
    codes = [refusal and refusal[2] for refusal, _ in (dry_and_live_pause(begun(), each) for each in SCOPES)]
    assert codes == [None, None, None, 64, 64, 64, 64]


def test_a_dry_takedown_refuses_exactly_what_a_live_one_refuses() -> None:
    codes = set()
    for make, post, channels in itertools.product((begun, bare), POSTS, CHANNELS):
        dry, live = dry_and_live_takedown(make(), post, channels)
        assert dry == live, (make, post, channels)
        codes.add(dry and dry[2])
    assert codes == {None, 64, 75}


def test_a_dry_run_writes_nothing() -> None:
    stage = begun()
    tip = stage.repository().fetch()
    may_pause(stage.world(), ["all"])
    would_remove(stage.world(), "brew", channels=[])
    assert stage.repository().fetch() == tip
    assert len(stage.net.live()) == 1


def test_without_a_ledger_both_say_that_nothing_goes_out_by_itself() -> None:
    message, hint, code = said(lambda: may_pause(bare().world(), ["all"])) or ("", "", 0)
    assert message.startswith("there is no ledger: smmops has published nothing from here")
    assert "nothing goes out by itself now" in hint
    assert "post by hand" in hint
    assert code == 75


def test_a_ledger_that_was_lost_is_not_taken_for_one_that_was_never_made() -> None:
    stage = begun()
    del stage.remote.refs[next(name for name in stage.remote.refs if name.endswith("smmops-state"))]
    message, hint, _ = said(lambda: may_pause(stage.world(), ["all"])) or ("", "", 0)
    assert message == "the state branch is not there"
    assert "smmops ledger restored --live" in hint


def test_a_dry_takedown_names_what_is_live_on_the_channels_that_were_given() -> None:
    stage = begun()
    at = [record.key for record in would_remove(stage.world(), "brew", channels=["bluesky-acme"])]
    assert at == ["acme/brew.bluesky-acme"]
    assert would_remove(stage.world(), "brew", channels=["mastodon-acme"]) == ()
    assert would_remove(stage.world(), "latte", channels=[]) == ()


def test_a_channel_that_was_renamed_is_found_by_its_new_name() -> None:
    stage = begun()
    stage.merge({"smmops.yaml": SETTINGS.replace("bluesky-acme: {", "sky: {was: [bluesky-acme], ")})
    at = [record.key for record in would_remove(stage.world(), "brew", channels=["sky"])]
    assert at == ["acme/brew.bluesky-acme"]


def test_a_takedown_in_the_post_asks_for_nobodys_approval() -> None:
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


def page_yaml() -> tuple[str, str]:
    """The freeze and the takedown that the crisis page tells people to type into a browser."""
    freeze, line = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/crisis.md").read_text("utf-8"), re.DOTALL)
    return freeze, line


def test_what_the_crisis_page_says_to_type_into_a_browser_stops_and_removes() -> None:
    """Committed to main by somebody who had nobody's approval, in a team that asks for one."""
    freeze, line = page_yaml()
    stage = begun()
    stage.merge({"team.yaml": PAIR, "freeze.yaml": freeze})
    assert [stop.scope for stop in stage.tick().stops] == [("all",)]
    assert len(stage.net.live()) == 1
    stage.merge({"content/2026/12/brew.md": post_text(body="Hello").replace("---\n", f"---\n{line}", 1)})
    stage.tick()
    assert stage.net.live() == []


def test_the_freeze_of_the_crisis_page_works_before_there_is_a_ledger() -> None:
    stage = bare()
    stage.merge({"freeze.yaml": page_yaml()[0]})
    stage.repository().found({"acme/README.md": b"The ledger of Acme Coffee.\n"}, "ledger begun")
    stage.tick()
    assert stage.net.live() == []


@pytest.mark.parametrize("scope", ["All", "everything", "[bluesky-acm]", "[bluesky-acm, mastodon-acme]"])
def test_a_freeze_that_names_what_is_not_there_stops_everything(scope: str) -> None:
    """A phone writes a capital letter, and whoever is in a hurry commits it straight to main."""
    stage = Stage()
    stage.post("brew")
    stage.merge({"freeze.yaml": f"reason: outage\nscope: {scope}\n"})
    assert stage.tick().stops
    assert stage.net.live() == []


def test_nobody_is_asked_to_post_by_hand_while_everything_is_stopped() -> None:
    stage = Stage()
    key = stage.post("brew", deliver="remind")
    pause(stage.world(), reason="outage", scope=["all"])
    stage.tick()
    assert stage.states(key) == ["held"]


def test_a_dry_takedown_names_what_may_be_live() -> None:
    stage, key, _ = unknown()
    (record,) = would_remove(stage.world(), "brew", channels=[])
    assert (record.key, str(record.state), record.steps) == (key, "unknown", ())
