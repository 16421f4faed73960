"""What the benchmarks measure: believable, different, and the same for the same seed."""

from datetime import UTC, datetime

from benchmarks.workspaces import ANCHOR, workspace
from smmops.jobs.check import check
from smmops.model.problem import Severity
from tests.store.trees import Files


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    assert workspace(40)[0] == workspace(40)[0]
    assert workspace(40, seed=1)[0] != workspace(40, seed=2)[0]


def test_no_two_posts_say_the_same_and_several_channels_share_media():
    files, posts = workspace(200)
    assert len({post.text for post in posts}) == len({post.id for post in posts}) == 200
    assert max(len(post.channels) for post in posts) > 2
    assert sum(b"cup-00.jpg" in text for text in files.values()) > 5


def test_posts_of_the_past_lie_before_the_anchor_and_the_others_after_it():
    for anchor in (ANCHOR, datetime(2027, 3, 9, tzinfo=UTC)):
        _, posts = workspace(60, past=24, anchor=anchor)
        assert [post.at < anchor for post in posts] == [True] * 24 + [False] * 36


def test_nearly_every_post_passes_the_rules():
    files, _ = workspace(200, past=100)
    found = check(Files(files), now=ANCHOR).findings
    errors = {problem.path for problem in found.problems if problem.severity is Severity.ERROR}
    assert len(errors) < 6
    assert {problem.code for problem in found.problems} <= {
        "SMM165",
        "SMM204",
        "SMM255",
        "SMM305",
        "SMM323",
        "SMM518",
    }
