"""The metrics branch of clones of every kind."""

import pytest

from smmops.model.ports import Landed
from smmops.store.memory import Edit
from tests.contracts.scene import METRICS, GitScene

POST = "content/2026/12/brew-at-home.md"


@pytest.mark.parametrize("kind", ["bare", "mirror", "shallow", "worktree"])
def test_every_kind_of_clone_adds_to_the_metrics(tmp_path, kind):
    scene = GitScene(tmp_path, kind=kind)
    scene.commit(Edit({POST: b"1"}))
    scene.commit(Edit({POST: b"2"}))
    first = scene.commit(Edit({"README.md": b"numbers\n"}), ref=METRICS)
    clone = scene.clone()
    assert clone.metrics() == first
    pushed = clone.append(first, {"acme/metrics/posts/2026/12/01/090000.csv": b"1\n"}, "one")
    assert isinstance(pushed, Landed)
    assert clone.metrics() == pushed.tip
    assert len(clone.commits(clone.fetch().main)) == 2
    scene.close()
