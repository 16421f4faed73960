"""Snapshots in a world in memory: cadence over weeks, failures, races, and how little is read."""

from datetime import timedelta
from pathlib import Path

from smmops.jobs.ledger import Decision, resolve
from smmops.jobs.snapshot.agenda import AT_ONCE
from smmops.model.outcome import RateLimited, Unauthorized, Unavailable
from smmops.store.memory import Edit, MemoryRepository, Refs
from tests.jobs.counting import METRICS, Measured, brewed

HERE = Path(__file__).parent


def test_the_files_of_a_run(golden):
    stage = brewed(channels=["bluesky-acme", "mastodon-acme"], body="One\n\n---\nTwo")
    stage.counts.refuse["mastodon-acme"] = Unavailable(reason="=HYPERLINK(1)\x1b[31m\n" + "long " * 50)
    done = stage.snapshot()
    assert done.exit_code == 75
    text = "\n".join(f"{name}\n{text}" for name, text in stage.numbers().items())
    golden(HERE / "snapshot.expected.txt", text)


def test_over_a_month_a_post_is_measured_by_its_cadence_and_an_account_once_a_day():
    stage = brewed()
    for _ in range(32 * 24):
        stage.snapshot()
        stage.clock.pass_(hours=1)
    assert len(stage.counts.posts) == 24 + 24 + 23
    assert stage.counts.accounts.count("bluesky-acme") == 32 + 1


def test_nothing_due_commits_nothing_and_asks_nobody():
    stage = brewed()
    stage.snapshot()
    tip, asked = stage.remote.refs[METRICS], len(stage.counts.posts)
    stage.clock.pass_(minutes=20)
    done = stage.snapshot(networks=None)
    assert (done.exit_code, done.agenda.errands) == (0, ())
    assert (stage.remote.refs[METRICS], len(stage.counts.posts)) == (tip, asked)
    assert done.agenda.next_at == stage.clock.now() + timedelta(minutes=40)


def test_without_live_nobody_is_asked_and_nothing_is_written():
    stage = brewed()
    tip = stage.remote.refs[METRICS]
    done = stage.snapshot(live=False, networks=None)
    assert [(e.channel.id, list(e.posts)) for e in done.agenda.errands] == [
        ("bluesky-acme", ["brew"]),
        ("mastodon-acme", []),
    ]
    assert stage.remote.refs[METRICS] == tip


def test_a_failed_channel_is_tried_again_at_its_finer_pace_and_then_measured():
    stage = brewed()
    stage.counts.refuse["bluesky-acme"] = Unauthorized(reason="token expired")
    assert stage.snapshot().exit_code == 75
    stage.clock.pass_(minutes=30)
    assert stage.snapshot().exit_code == 0
    stage.clock.pass_(minutes=31)
    del stage.counts.refuse["bluesky-acme"]
    stage.snapshot()
    assert stage.counts.posts == ["brew#1"]


def test_a_rate_limit_stops_its_channel_and_what_was_answered_before_is_kept():
    stage = Measured()
    stage.publish_by_hand([f"brew-{number:03}" for number in range(130)])
    until = stage.clock.now() + timedelta(minutes=5)
    stage.counts.refuse["bluesky-acme"] = RateLimited(until=until)
    stage.counts.after = 100
    done = stage.snapshot()
    assert done.exit_code == 75
    likes = {row[2]: row[4] for row in stage.rows() if row[3] == "likes"}
    assert len(likes) == 130
    assert len([value for value in likes.values() if value == "3"]) == 100
    notes = {row[9] for row in stage.rows() if row[3] == "likes" and not row[4]}
    assert notes == {f"the network asks to wait until {until:%H:%M:%S} UTC"}


def test_a_post_that_the_network_cannot_read_delays_no_other():
    stage = Measured()
    stage.publish_by_hand([f"brew-{number:02}" for number in range(40)])
    stage.counts.odd = frozenset({"r-brew-07", "r-brew-31"})
    done = stage.snapshot()
    assert done.exit_code == 0
    likes = {row[2]: (row[4], row[9]) for row in stage.rows() if row[3] == "likes"}
    assert {post for post, (value, _) in likes.items() if not value} == {"brew-07", "brew-31"}
    assert likes["brew-07"][1] == "the network refuses: no such id"
    assert done.takings[0].unseen == ("brew-07", "brew-31")


def test_a_network_that_refuses_every_post_is_a_failed_channel():
    stage = Measured()
    stage.publish_by_hand(["brew", "cake"])
    stage.counts.odd = frozenset({"r-brew", "r-cake"})
    done = stage.snapshot()
    assert done.exit_code == 75
    assert [taking.refused is None for taking in done.takings] == [False, True]


def test_a_removed_an_unknown_and_a_deleted_post_are_not_measured():
    stage = brewed()
    stage.net.things[0].gone = True
    first = stage.snapshot()
    assert [entry.reason for entry in first.drifted] == ["part 1 was deleted on the network"]
    assert stage.states("acme/brew.bluesky-acme")[-1] == "drifted"
    stage.counts.posts.clear()
    stage.post("gone", body="Soon gone")
    stage.tick()
    stage.post("gone", body="Soon gone", takedown={"reason": "wrong"})
    stage.tick()
    stage.post("dark", body="In the dark")
    stage.net.plan = ["lost before"]
    stage.tick()
    stage.clock.pass_(hours=2)
    stage.snapshot()
    assert stage.counts.posts == []


def test_what_a_lagging_network_does_not_show_is_missing_and_no_drift():
    stage = brewed()
    stage.net.things[0].gone = True
    stage.counts.lagging = True
    done = stage.snapshot()
    assert (done.exit_code, done.drifted, done.takings[0].unseen) == (0, (), ("brew",))
    assert stage.states("acme/brew.bluesky-acme")[-1] == "published"


def test_of_an_address_that_a_person_entered_nothing_is_proven():
    stage = Measured()
    key = stage.post("brew")
    stage.net.plan = ["lost before"]
    stage.tick()
    stage.clock.pass_(hours=1)
    last = stage.book().record(key).last
    assert last
    address = "https://net.example/r1"
    resolve(stage.world(), Decision(key, "live", last.nonce or "", id=address))
    done = stage.snapshot()
    assert (done.exit_code, done.drifted, done.takings[0].unseen) == (0, (), ("brew",))


def test_a_deletion_that_publish_saw_is_not_measured_either():
    stage = brewed()
    stage.net.things[0].gone = True
    stage.clock.pass_(hours=1)
    stage.tick()
    assert stage.states("acme/brew.bluesky-acme")[-1] == "drifted"
    stage.snapshot()
    assert stage.counts.posts == []


def test_an_edit_on_the_network_is_drift_once_and_measured_on():
    stage = brewed()
    stage.net.things[0].text = "As somebody liked it better"
    assert [e.reason for e in stage.snapshot().drifted] == ["part 1 was edited on the network"]
    stage.clock.pass_(hours=1)
    assert stage.snapshot().drifted == ()
    assert stage.counts.posts == ["brew#1", "brew#1"]


def test_an_edit_that_was_approved_is_no_drift():
    stage = brewed()
    stage.post("brew", body="Hello again")
    stage.clock.pass_(hours=1)
    assert stage.snapshot().drifted == ()


def test_a_channel_that_was_renamed_is_measured_under_its_new_name():
    stage = brewed()
    stage.merge(
        {"smmops.yaml": _settings(stage).replace("bluesky-acme: {", "sky-acme: {was: [bluesky-acme], ")}
    )
    done = stage.snapshot()
    assert [(e.channel.id, list(e.posts)) for e in done.agenda.errands if e.posts] == [("sky-acme", ["brew"])]


def _settings(stage: Measured) -> str:
    blob = stage.remote.nodes[stage.remote.refs["refs/heads/main"]].files["smmops.yaml"]
    return stage.remote.contents[blob.oid].decode()


def test_of_ten_thousand_published_posts_only_what_is_due_is_looked_at():
    stage = Measured()
    old = [f"old-{number:05}" for number in range(10_000)]
    stage.publish_by_hand(old, ago=timedelta(days=400))
    stage.publish_by_hand(["new", "newer"], ago=timedelta(minutes=10))
    stage.post("never-read", body="Words that stand in no other test")
    reads = Reads()
    done = stage.snapshot(git=reads.of(stage))
    assert done.exit_code == 0
    assert sorted(stage.counts.posts) == ["new#1", "newer#1"]
    assert [path for path in reads.paths if "/metrics/" in path] == []
    assert [path for path in reads.paths if path.startswith("content/")] == []
    stage.clock.pass_(hours=1)
    for _ in range(3):
        stage.clock.pass_(hours=1)
        stage.snapshot()
    reads = Reads()
    stage.snapshot(git=reads.of(stage))
    assert [path for path in reads.paths if "/metrics/posts/" in path] == [
        "acme/metrics/posts/2026/12/01/130000.csv"
    ]


def test_files_are_read_back_to_the_oldest_question_and_no_further():
    stage = Measured()
    stage.publish_by_hand(["early"], ago=timedelta(minutes=1))
    stage.snapshot()
    stage.clock.pass_(hours=1)
    stage.publish_by_hand(["old"], ago=timedelta(days=40))
    for _ in range(3):
        stage.snapshot()
        stage.clock.pass_(hours=1)
    stage.publish_by_hand(["fresh"])
    reads = Reads()
    assert [list(e.posts) for e in stage.snapshot(git=reads.of(stage)).agenda.errands] == [["fresh", "early"]]
    assert [path[-10:] for path in reads.paths if "/metrics/posts/" in path] == [
        "120000.csv",
        "110000.csv",
        "100000.csv",
    ]


def test_a_file_from_the_future_keeps_nothing_from_being_measured():
    stage = brewed()
    head = "taken_at,channel,subject,metric,value\n"
    wrong = f"{head}2026-12-25T00:00:00Z,bluesky-acme,brew,likes,9\n"
    name = "acme/metrics/posts/2026/12/25/000000.csv"
    stage.remote.commit(Edit({name: wrong.encode()}), ref=METRICS)
    stage.snapshot()
    assert stage.counts.posts == ["brew#1"]


def test_an_adapter_that_says_nothing_of_a_post_leaves_a_reason():
    stage = brewed()
    stage.counts.silent = frozenset({"r1"})
    assert stage.snapshot().exit_code == 0
    notes = {row[9] for row in stage.rows() if row[2] == "brew"}
    assert notes == {"the adapter said nothing of it"}
    stage.clock.pass_(minutes=1)
    assert stage.snapshot().agenda.errands == ()


def test_one_run_takes_a_bounded_number_and_the_next_goes_on_where_it_ended():
    stage = Measured()
    stage.publish_by_hand([f"brew-{n:04}" for n in range(AT_ONCE + 200)], ago=timedelta(days=40))
    first = stage.snapshot()
    assert first.agenda.errands[0].later == 200
    stage.clock.pass_(minutes=1)
    assert stage.snapshot().agenda.errands[0].later == 0
    assert len(stage.counts.posts) == len(set(stage.counts.posts)) == AT_ONCE + 200


class Reads:
    """A repository that remembers which files were read."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def of(self, stage: Measured) -> MemoryRepository:
        noted = self.paths

        class Noting(MemoryRepository):
            def tree(self, commit, folder=""):
                return NotingTree(super().tree(commit, folder))

        class NotingTree:
            def __init__(self, tree):
                self.blobs, self.sha256, self._tree = tree.blobs, tree.sha256, tree

            def read(self, path):
                noted.append(path)
                return self._tree.read(path)

        return Noting(stage.remote, Refs(brand="acme"))
