"""What `check` keeps between two runs changes what it costs, never what it finds."""

import json
import sqlite3
import stat
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmops.cli.main import run
from smmops.jobs.check import check
from smmops.media.sample import Sample
from smmops.rules.examples import laid_out
from smmops.rules.registry import RULES
from smmops.rules.rule import POST, Example, Rule
from smmops.store.cache import Cache, beside, tool
from smmops.store.disk import DiskTree
from smmops.store.load import load
from smmops.store.stock import Row
from tests.rules.tree import Files


class Drawer:
    """A stock in memory that counts the rows it was given."""

    def __init__(self) -> None:
        self.tool = "1"
        self.policy = ""
        self.kept: dict[str, Row] = {}
        self.judged: list[str] = []

    def rows(self, policy: str) -> Mapping[str, Row]:
        return dict(self.kept) if policy + self.tool == self.policy else {}

    def keep(self, policy: str, rows: Sequence[Row]) -> None:
        self.kept = self.kept if policy + self.tool == self.policy else {}
        self.policy = policy + self.tool
        self.kept.update((row.path, row) for row in rows)
        self.judged += [row.path for row in rows]


OTHER = "content/2026/12/second-batch.md"
BASE: dict[str, Any] = {
    POST: "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n"
    "media: [{file: bar.jpg, alt: The bar before we open}]\n---\nThe new Sidama is in the shop from Friday on.\n",
    OTHER: "---\nchannels: [mastodon-acme]\npublish_at: 2026-12-03 09:30\nfollows: brew-at-home\n---\nForty bags are left.\n",
    "content/2026/12/third.md": "---\nchannels: [bluesky-acme]\npublish_at: 2027-01-05 09:30\n---\nJuno brewed it iced.\n",
    "content/media/bar.jpg": Sample("image/jpeg", 1080, 1080),
}
CHANGES: tuple[Mapping[str, Any], ...] = (
    {POST: BASE[POST].replace("Friday", "Monday")},
    {POST: BASE[POST].replace("09:30", "21:45")},
    {POST: None},
    {POST: BASE[POST].replace("bar.jpg", "bars.jpg")},
    {POST: BASE[POST].replace("Sidama", "Si\u200bdama")},
    {POST: BASE[POST].replace("publish_at", "production: {stage: edit, owner: nobody}\npublish_at")},
    {OTHER: BASE[OTHER].replace("brew-at-home", "third")},
    {OTHER: BASE[OTHER].replace("brew-at-home", "nothing-at-all")},
    {OTHER: BASE[OTHER].replace("channels", "# smmops: allow SMM204 -- why not\nchannels")},
    {OTHER: BASE[OTHER].replace("channels: [mastodon-acme]", "channels: [nowhere]")},
    {"content/2026/11/third.md": BASE["content/2026/12/third.md"]},
    {"content/2026/12/THIRD.md": BASE["content/2026/12/third.md"]},
    {"content/media/bar.jpg": None},
    {"content/media/bar.jpg": Sample("image/png", 40, 30)},
    {"content/media/bar.jpg": "no picture at all"},
    {"smmops.yaml+": "policy: {banned: [{text: sidama}]}\n"},
    {"smmops.yaml+": "stage: grow\n"},
    {"team.yaml": "members: [{id: juno, name: Juno Kim}]\n"},
    {"handles.yaml": "- {network: bluesky, handle: acme.example, owner: nobody}\n"},
    {"README.md": "The token is ghp_012345678901234567890123456789012345\n"},
)


def both(files: Mapping[str, str | bytes], drawer: Drawer) -> None:
    """Checks a workspace with what is kept and without, and compares."""
    tree = Files(files)
    kept = check(tree, stock=drawer).findings
    fresh = check(tree).findings
    assert [problem for problem in kept.problems if problem not in fresh.problems] == []
    assert kept == fresh


@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_row_of_changes_gives_what_judging_everything_anew_gives(changes) -> None:
    drawer = Drawer()
    both(laid_out(Example(BASE)), drawer)
    for change in changes:
        both(laid_out(Example({**BASE, **change})), drawer)
    both(laid_out(Example(BASE)), drawer)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_finds_the_same_after_the_good_file_became_the_bad_one(rule: Rule) -> None:
    drawer = Drawer()
    for example in (rule.good, rule.bad, rule.good):
        tree = Files(laid_out(example))
        kept = check(tree, now=example.now, stock=drawer).findings
        assert kept == check(tree, now=example.now).findings


def test_a_post_that_did_not_change_is_not_judged_again() -> None:
    drawer = Drawer()
    check(Files(laid_out(Example(BASE))), stock=drawer)
    assert {POST, "content/2026/12/third.md"} <= set(drawer.judged)
    drawer.judged.clear()
    check(Files(laid_out(Example({**BASE, **CHANGES[0]}))), stock=drawer)
    assert drawer.judged == [POST]


def test_an_answer_is_judged_every_time_because_it_looks_at_another_post() -> None:
    drawer = Drawer()
    check(Files(laid_out(Example(BASE))), stock=drawer)
    assert OTHER not in drawer.kept


def test_another_tool_believes_nothing_that_was_kept() -> None:
    drawer = Drawer()
    check(Files(laid_out(Example(BASE))), stock=drawer)
    drawer.judged.clear()
    drawer.tool = "2"
    check(Files(laid_out(Example(BASE))), stock=drawer)
    assert POST in drawer.judged


def test_a_row_that_cannot_be_read_is_judged_anew() -> None:
    drawer = Drawer()
    tree = Files(laid_out(Example(BASE)))
    check(tree, stock=drawer)
    drawer.kept = {path: Row(row.path, row.blob, b"{", row.known) for path, row in drawer.kept.items()}
    assert check(tree, stock=drawer).findings == check(tree).findings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A work tree with the base workspace, written a while ago."""
    for path, content in laid_out(Example(BASE)).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def found(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    run(["-C", str(home), "check", "--format", "json", *words])
    return capsys.readouterr().out


def test_the_command_keeps_posts_in_the_git_folder_and_says_the_same_again(home, capsys) -> None:
    first = found(home, capsys)
    assert (home / ".git/smmops/check.sqlite3").is_file()
    assert found(home, capsys) == first == found(home, capsys, "--no-cache")
    text = (home / POST).read_text()
    (home / POST).write_text(text.replace("Sidama", "Si\u200bdama"))
    assert found(home, capsys) == found(home, capsys, "--no-cache") != first


def test_no_cache_keeps_nothing(home, capsys) -> None:
    found(home, capsys, "--no-cache")
    assert not (home / ".git/smmops").exists()


def test_a_worktree_keeps_beside_its_own_index(home, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    for words in (["add", "."], ["commit", "-q", "-m", "begin"], ["worktree", "add", "-q", str(other / "w")]):
        subprocess.run(["git", "-C", str(home), *words], check=True)
    assert beside(other / "w") == home / ".git/worktrees/w/smmops/check.sqlite3"


@pytest.mark.parametrize("content", [b"", b"no database at all", None], ids=["empty", "rubbish", "older"])
def test_a_file_that_is_no_cache_of_ours_is_written_anew(home, capsys, content) -> None:
    first = found(home, capsys)
    file = home / ".git/smmops/check.sqlite3"
    if content is None:
        with sqlite3.connect(file) as base:
            base.execute("PRAGMA user_version = 0")
    else:
        file.write_bytes(content)
    assert found(home, capsys) == first
    assert Cache(file).rows(kept_policy(file))


def kept_policy(file: Path) -> str:
    with sqlite3.connect(file) as base:
        return str(base.execute("SELECT digest FROM policy").fetchone()[0]).partition(" ")[0]


def test_a_cache_that_another_process_writes_is_left_alone(home, capsys) -> None:
    first = found(home, capsys)
    (home / POST).write_text((home / POST).read_text() + "\nMore.\n")
    other = sqlite3.connect(home / ".git/smmops/check.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert json.loads(found(home, capsys))["counts"] == json.loads(first)["counts"]
    other.close()


def test_a_folder_that_cannot_be_written_is_checked_all_the_same(home, capsys) -> None:
    (home / ".git/smmops").write_text("a file where the folder should be")
    assert found(home, capsys) == found(home, capsys, "--no-cache")


def test_a_file_that_was_written_just_now_is_not_believed_by_its_looks(home) -> None:
    tree = DiskTree(home)
    list(tree.blobs().values())
    assert tree.marked == {}


def test_a_file_that_stood_still_is_hashed_once_and_again_when_it_looks_different(home) -> None:
    time.sleep(2.1)
    tree = DiskTree(home)
    before = dict(tree.blobs())
    assert POST in tree.marked
    again = DiskTree(home, marks=tree.marked)
    assert dict(again.blobs()) == before
    assert again.marked == {}
    (home / POST).write_text((home / POST).read_text().replace("Friday", "Monday"))
    changed = DiskTree(home, marks=tree.marked)
    assert changed.blobs()[POST].oid != before[POST].oid
    (home / OTHER).chmod(stat.S_IRWXU)
    assert DiskTree(home, marks=tree.marked).blobs()[OTHER].mode == "100755"


def test_a_link_in_the_place_of_a_picture_is_seen(home) -> None:
    cache = Cache(home / ".git/smmops/check.sqlite3")
    check(DiskTree(home), stock=cache)
    picture = home / "content/media/bar.jpg"
    picture.write_text("bar.txt")
    check(DiskTree(home), stock=cache)
    picture.unlink()
    picture.symlink_to("bar.txt")  # its blob is the one of the file that was there
    kept = check(DiskTree(home), stock=cache).findings
    assert kept == check(DiskTree(home)).findings
    assert "SMM140" in {problem.code for problem in kept.problems}


def test_what_is_gone_is_forgotten(home, capsys) -> None:
    time.sleep(2.1)
    found(home, capsys)
    file = home / ".git/smmops/check.sqlite3"
    assert POST in Cache(file).rows(kept_policy(file))
    assert POST in Cache(file).marks()
    (home / POST).unlink()
    (home / OTHER).write_text((home / OTHER).read_text() + "\n")
    time.sleep(2.1)
    found(home, capsys)
    assert POST not in Cache(file).rows(kept_policy(file))
    assert POST not in Cache(file).marks()


def test_the_tool_is_these_very_files(tmp_path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.py").write_text("ONE = 1\n")
    before = tool(tmp_path)
    assert tool(tmp_path) == before
    (tmp_path / "rules" / "__pycache__").mkdir()
    (tmp_path / "rules" / "__pycache__" / "one.pyc").write_text("compiled")
    assert tool(tmp_path) == before
    (tmp_path / "rules" / "one.py").write_text("ONE = 11\n")
    changed = tool(tmp_path)
    assert changed != before
    (tmp_path / "rules" / "two.py").write_text("")
    assert tool(tmp_path) != changed


def test_a_document_of_a_kept_post_is_read_when_it_is_asked_for() -> None:
    drawer = Drawer()
    tree = Files(laid_out(Example(BASE)))
    check(tree, stock=drawer)
    workspace = load(tree, stock=drawer)
    assert POST in workspace.known
    assert workspace.documents[POST].spot("publish_at") == (3, 13)
    assert workspace.documents[POST] == load(tree).documents[POST]
    assert workspace.posts == load(tree).posts


@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_workspace_that_is_like_another_one_reads_as_if_it_were_alone(changes) -> None:
    like = load(Files(laid_out(Example(BASE))))
    for change in changes:
        tree = Files(laid_out(Example({**BASE, **change})))
        near, alone = load(tree, like=like), load(tree)
        assert (near.posts, near.broken, near.problems) == (alone.posts, alone.broken, alone.problems)
        assert dict(near.documents) == dict(alone.documents)
        assert (near.allows, near.known) == (alone.allows, {})
        like = near
