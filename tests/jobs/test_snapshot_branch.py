"""Snapshots in a world in memory: branches that move, go away or are not there, replies that are lost."""

import pytest

from smmops.jobs.snapshot.begin import begin
from smmops.model.problem import SmmopsError
from smmops.store.memory import Edit, Fault
from tests.jobs.counting import METRICS, Measured, brewed


def test_another_run_that_measured_meanwhile_leaves_nothing_to_commit():
    stage = brewed()

    def between(operation: str, moment: str) -> None:
        if (operation, moment) == ("append", "before"):
            stage.weather = None
            stage.snapshot()

    stage.weather = between
    done = stage.snapshot()
    assert done.exit_code == 0
    assert done.kept
    assert done.kept.commit is None
    assert len(stage.numbers()) == 2


def test_a_branch_that_moved_by_other_things_is_read_again_and_a_taken_second_is_stepped_over():
    stage = brewed()
    once = ["others"]

    def between(operation: str, moment: str) -> None:
        if (operation, moment) == ("append", "before") and once:
            once.clear()
            name = "acme/metrics/posts/2026/12/01/090000.csv"
            stage.remote.commit(Edit({name: b"taken_at,channel\n"}), ref=METRICS)

    stage.weather = between
    done = stage.snapshot()
    assert done.kept
    assert "acme/metrics/posts/2026/12/01/090001.csv" in done.kept.files
    assert done.exit_code == 0


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.LATE])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_lost_reply_is_settled_by_asking_and_nothing_is_kept_twice(fault, moment):
    stage = brewed()
    once = [fault]

    def weather(operation: str, at: str) -> Fault | None:
        return once.pop() if operation == "append" and at == moment and once else None

    stage.weather = weather
    done = stage.snapshot()
    for effect in stage.remote.late:
        effect()
    assert done.exit_code == 0
    assert done.kept
    assert done.kept.commit == stage.remote.refs[METRICS]
    assert sorted(done.kept.files) == sorted(stage.numbers())
    assert len(stage.rows()) == 2 + 2 + 2


def test_a_remote_that_goes_away_before_the_push_is_a_trouble_and_the_next_run_measures_anew():
    stage = brewed()
    stage.weather = lambda operation, _: Fault.OFFLINE if operation == "append" else None
    done = stage.snapshot()
    assert done.exit_code == 75
    assert "cannot be written" in str(dict(done.troubles)["metrics"])
    stage.weather = None
    assert stage.snapshot().exit_code == 0
    assert len(stage.numbers()) == 2


def test_a_run_that_is_asked_to_stop_keeps_what_it_has_and_asks_no_further():
    stage = brewed()
    done = stage.snapshot(stopped=lambda: True)
    assert done.exit_code == 130
    assert stage.counts.posts == []
    assert {row[3]: row[4] for row in stage.rows() if row[1] == "bluesky-acme"} == {
        "followers": "1200",
        "reach": "",
    }
    stage.clock.pass_(minutes=1)
    assert stage.snapshot().exit_code == 0
    assert stage.counts.posts == ["brew#1"]


def test_a_missing_branch_says_how_it_is_made():
    stage = brewed()
    del stage.remote.refs[METRICS]
    with pytest.raises(SmmopsError, match="smmops-metrics is not there") as refused:
        stage.snapshot()
    assert refused.value.exit_code == 75
    assert "ledger init" in str(refused.value.hint)
    assert stage.counts.posts == []


def test_begin_makes_what_is_not_there_and_refuses_where_all_is():
    stage = Measured()
    with pytest.raises(SmmopsError, match="there is a ledger already"):
        begin(stage.world(), "acme")
    del stage.remote.refs[METRICS]
    begun = begin(stage.world(), "acme")
    assert (begun.state, begun.metrics) == (None, stage.remote.refs[METRICS])
    for ref in ("smmops-state", "smmops-seal", "smmops-metrics"):
        del stage.remote.refs[f"refs/heads/{ref}"]
    begun = begin(stage.world(), "acme")
    assert (begun.state, begun.metrics) == (
        stage.remote.refs["refs/heads/smmops-state"],
        stage.remote.refs[METRICS],
    )


def test_a_lost_ledger_is_restored_first_and_no_metrics_branch_is_made():
    stage = Measured()
    del stage.remote.refs["refs/heads/smmops-state"]
    del stage.remote.refs[METRICS]
    with pytest.raises(SmmopsError, match="there was a ledger"):
        begin(stage.world(), "acme")
    assert METRICS not in stage.remote.refs
