"""What version 1 wrote is read for ever: same states, same digests, and nothing of it goes out again."""

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smmops.forge.local import LocalForge
from smmops.jobs.publish.tick import tick
from smmops.ledger.book import folded
from smmops.ledger.codec import decode, encode
from smmops.measure.table import COLUMNS, marked
from smmops.model.ports import Landed
from smmops.model.state import State
from smmops.store.codes import CODES
from smmops.store.disk import DiskTree
from smmops.store.git import GitRepository, Refs
from smmops.store.kinds import KINDS, Kind, kind_of
from smmops.store.load import load
from tests.frozen.make import HERE, PLAN, digest, full
from tests.jobs.net import Hand
from tests.jobs.stage import Stage

VERSIONS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name.startswith("v"))
each = pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)


def git(*words: str, cwd: Path) -> str:
    return subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=True).stdout


def smmops(clone: Path, *words: str, code: int = 0) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "smmops", *words], cwd=clone, capture_output=True, text=True, check=False
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture
def clone(request, tmp_path) -> Path:
    """The frozen repository as a remote, and a clone of it."""
    origin = tmp_path / "origin.git"
    bundle = request.node.callspec.params["version"] / "repository.bundle"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(origin), cwd=tmp_path)
    git("fetch", "--quiet", str(bundle), "refs/*:refs/*", cwd=origin)
    git("clone", "--quiet", "--branch", "main", str(origin), "clone", cwd=tmp_path)
    return tmp_path / "clone"


def facts(version: Path, name: str):
    return json.loads((version / name).read_text(encoding="utf-8"))


@each
def test_nobody_edited_what_is_frozen(version):
    said = (HERE / f"{version.name}.sha256").read_text(encoding="utf-8").strip()
    assert digest(version) == said, "tests/frozen/README.md: the code is wrong, not the folder"


def test_the_digest_sees_an_edit_a_new_file_and_another_name(tmp_path):
    (tmp_path / "a").write_text("one", encoding="utf-8")
    seen = {digest(tmp_path)}
    (tmp_path / "a").write_text("two", encoding="utf-8")
    seen.add(digest(tmp_path))
    (tmp_path / "a").rename(tmp_path / "b")
    seen.add(digest(tmp_path))
    (tmp_path / "c").write_bytes(b"")
    seen.add(digest(tmp_path))
    assert len(seen) == 4


@each
def test_every_kind_of_file_is_read_without_a_word(version):
    tree = DiskTree(version / "workspace")
    found = load(tree)
    assert [f"{each.path}: {each.message}" for each in found.problems if each.code in CODES] == []
    assert found.settings is not None
    kinds = {kind.name for path in tree.blobs() if isinstance(kind := kind_of(path), Kind)}
    small = {"review", "experiment", "inspiration", "feedback", "advocacy", "task"}
    assert set(KINDS) - kinds - small - {name for name in KINDS if name.startswith("data-")} == set()


@each
def test_an_entry_of_every_state_and_field_reads_as_it_was_and_is_written_the_same(version):
    for path in sorted((version / "entries").iterdir()):
        content = path.read_bytes()
        assert decode(content) == full(State(path.stem))
        assert encode(decode(content)) == content


@each
def test_the_ledger_folds_to_the_same_states(version, clone):
    shown = json.loads(smmops(clone, "ledger", "show", "--format", "json"))["publications"]
    assert {row["key"]: [row["state"], row.get("payload_sha256")] for row in shown} == facts(
        version, "publications.json"
    )
    repository = GitRepository(clone, Refs(brand="haneul"))
    try:
        tree = repository.tree(repository.fetch().state or "", "haneul")
        book = folded("t", [(path, tree.read(path)) for path in tree.blobs() if "/checkpoints/" not in path])
    finally:
        repository.close()
    assert book.stray == ()
    assert [record.broken for record in book.records.values() if record.broken] == []
    assert [order.kind for order in book.orders] == ["takedown", "pause"]


@each
def test_what_would_be_sent_has_the_same_digest(version, clone):
    wanted = facts(version, "payloads.json")
    for name in {key.partition("/")[2].partition(".")[0] for key in wanted}:
        rows = json.loads(smmops(clone, "plan", "--payload", name, "--format", "json"))["payloads"]
        for row in rows:
            assert row["payload_sha256"] == wanted.pop(row["key"])
    assert wanted == {}


def ticked(clone: Path) -> list[str]:
    """The calls of a tick a minute after the frozen days, over networks that count."""
    newest = datetime.fromisoformat(git("log", "-1", "--format=%cI", "origin/main", cwd=clone).strip())
    stage = Stage(clock=Hand(at=newest.astimezone(UTC) + timedelta(minutes=1)))
    stage.net.things = []
    repository = GitRepository(clone, Refs(brand="haneul"))
    try:
        if repository.fetch().state is None:
            assert isinstance(repository.found({"README.md": b"begun\n"}, "begun"), Landed)
        tick(stage.world(git=repository, forge=LocalForge()), live=True)
    finally:
        repository.close()
    return [call for call in stage.net.calls if call.startswith("publish")]


@each
def test_nothing_of_it_is_published_again(version, clone):
    assert ticked(clone) == []


@each
def test_without_its_ledger_it_would_be(version, clone):
    """The test above can fail: what keeps the posts from going out again is the ledger alone."""
    refs = [line.split()[1] for line in git("ls-remote", "origin", cwd=clone).splitlines()]
    ledger = [name for name in refs if "smmops" in name]
    git("push", "--quiet", "origin", *(f":{name}" for name in ledger), cwd=clone)
    assert len(ticked(clone)) >= 4


@each
def test_the_numbers_are_read(version, clone):
    names = git("ls-tree", "-r", "--name-only", "origin/smmops-metrics", cwd=clone).split()
    tables = [name for name in names if name.endswith(".csv")]
    assert tables
    for name in tables:
        text = git("show", f"origin/smmops-metrics:{name}", cwd=clone)
        head = next(csv.reader(io.StringIO(text)))
        assert set(head) <= set(COLUMNS)
        assert marked(text.encode(), datetime(2026, 12, 1, tzinfo=UTC))


@each
def test_a_plan_of_the_same_commits_says_the_same_and_more_at_most(version, clone):
    wanted = facts(version, "plan.json")
    now = json.loads(smmops(clone, *PLAN))
    (major, minor), (then, before) = (each["format_version"].split(".") for each in (now, wanted))
    assert major == then
    assert int(minor) >= int(before)
    assert now["schema"] == wanted["schema"]
    assert lost(wanted, now) == []


NOT_KEPT = ("format_version", "tool_version", "plan_digest", "sentence")


def lost(before, after, path: str = "") -> list[str]:
    """What `before` says and `after` does not; words for people, and what changes with each release, may differ."""
    if isinstance(before, dict):
        keys = [key for key in before if key not in NOT_KEPT]
        gone = [f"{path}/{key}" for key in keys if not isinstance(after, dict) or key not in after]
        return gone or [each for key in keys for each in lost(before[key], after[key], f"{path}/{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [
            each
            for n, pair in enumerate(zip(before, after, strict=True))
            for each in lost(*pair, f"{path}/{n}")
        ]
    return [] if before == after else [f"{path}: {before!r} was, {after!r} is"]
