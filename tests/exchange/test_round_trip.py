"""What is exported and imported again is the same: typed post and digest, for all three forms."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smmops.compose.payload import compose, digest
from smmops.exchange import own_export, own_json
from smmops.exchange.ics import ics
from smmops.exchange.ics_read import calendar
from smmops.exchange.own import Read
from smmops.exchange.piece import keys, written
from smmops.exchange.record import Record, file, record
from smmops.exchange.table import Table, table
from smmops.jobs.exporting import exported, variants
from smmops.jobs.importing import imported
from smmops.model.workspace import Workspace
from smmops.store.disk import DiskTree
from smmops.store.load import load
from smmops.store.overlay import Overlay
from smmops.store.yaml import read as read_yaml
from tests.store.trees import SETTINGS, Files, samples

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 25, tzinfo=UTC)
FORMS = ("csv", "json", "ics")


def through(form: str, workspace: Workspace, tree) -> Read:
    """The posts of a workspace, exported and read again."""
    made = exported(workspace, tree)
    assert not made.left
    if form == "csv":
        rows = table(own_export.text(made.records).encode())
        assert isinstance(rows, Table), rows
        return own_export.pieces(rows)
    if form == "json":
        each = variants(workspace, tree, [record.id for record in made.records])
        return own_json.pieces(own_json.text(made.records, each, brand="acme").encode())
    whole = {record.id: record.facts() for record in made.records}
    text = ics(workspace, stamp=NOW, whole=whole)
    return calendar(text.encode(), idea=False, channels=(), zone=ZoneInfo("UTC"))


class Without:
    """A tree without the posts in it."""

    def __init__(self, tree, gone) -> None:
        self._tree, self._gone = tree, frozenset(gone)

    def blobs(self):
        return {path: blob for path, blob in self._tree.blobs().items() if path not in self._gone}

    def read(self, path: str) -> bytes:
        return self._tree.read(path)

    def sha256(self, path: str) -> str:
        return self._tree.sha256(path)


def same(workspace: Workspace, tree, form: str) -> int:
    """Holds that nothing is lost on the way; gives how many posts went it."""
    read = through(form, workspace, tree)
    assert read.refusals == []
    bare = Without(tree, [post.path for post in workspace.posts.values()])
    made = imported(read, load(bare), bare, into="", now=NOW)
    assert made.refusals == ()
    again_tree = Overlay(bare, {post.path: post.content for post in made.posts})
    again = load(again_tree)
    assert set(again.posts) == set(workspace.posts)
    for name, post in workspace.posts.items():
        back = again.posts[name]
        assert typed(back) == typed(post), name
        for variant, other in zip(post.variants, back.variants, strict=True):
            assert sent(post, variant, workspace, tree) == sent(back, other, again, again_tree)
    return len(workspace.posts)


def typed(post):
    """A post as it is known, but for the blob id of its own file."""
    blobs = tuple(each for each in post.blobs if each[0] != post.path)
    return post.model_copy(update={"blob": "", "blobs": blobs})


def sent(post, variant, workspace, tree) -> str:
    settings_ = workspace.settings
    return digest(
        compose(post, variant, settings=settings_, digest_of=lambda f: f.sha256 or tree.sha256(f.path))
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_example_at_the_root_comes_back_as_it_was(form):
    tree = DiskTree(ROOT)
    assert same(load(tree), tree, form) > 30


@pytest.mark.parametrize("form", FORMS)
def test_the_post_with_every_key_of_the_contract_comes_back_as_it_was(form):
    tree = Files(samples())
    assert same(load(tree), tree, form) >= 1


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00")  # a spreadsheet cannot hold it
    | st.sampled_from(list("='\"@+-\t#:|,;[]{}\\ \n")),
    max_size=40,
)
FRONT = st.fixed_dictionaries(
    {"channels": st.just(["bluesky-acme", "x-acme"])},
    optional={
        "title": TEXT,
        "notes": TEXT,
        "hold": TEXT,
        "labels": st.lists(TEXT, max_size=3),
        "proof": st.lists(TEXT, max_size=2),
        "publish_at": st.sampled_from(["2026-12-01 09:30", "2026-12-01T09:30+09:00", "2026-12-01 00:30Z"]),
        "options": st.fixed_dictionaries(
            {}, optional={"x-acme": st.fixed_dictionaries({"publish_at": TEXT})}
        ),
        "poll": st.fixed_dictionaries(
            {"options": st.lists(TEXT, min_size=1, max_size=3), "duration": st.just("1d")}
        ),
        "media": st.lists(
            st.fixed_dictionaries(
                {"file": TEXT, "alt": TEXT}, optional={"rights": st.lists(TEXT, max_size=2)}
            ),
            min_size=1,
            max_size=2,
        ),
    },
)
LINES = st.lists(
    st.sampled_from(
        ["---", "\\---", "## x-acme", "## first comment: x-acme", "## ", "=1+1", "'=x", '"quoted"', ""]
    )
    | TEXT.map(lambda text: text.replace("\n", " ").replace("\r", " ")),
    max_size=8,
)


@given(front=FRONT, lines=LINES, reason=TEXT)
@example(front={"channels": ["x-acme"], "title": "'=SUM(A1)"}, lines=['"a"', "", "## x-acme", "b"], reason="")
@settings(max_examples=150)
def test_whatever_a_post_says_comes_back_from_csv_and_json(front, lines, reason):
    words = " ".join(reason.split())
    allows = {"SMM204": words} if words.isprintable() else {}
    body = "\n".join(lines).strip("\n \t")
    kept = Record("a-post", "content/2026/12/a-post.md", front, body, allows)
    rows = table(own_export.text([kept]).encode())
    assert isinstance(rows, Table), rows
    for read in (own_export.pieces(rows), own_json.pieces(own_json.text([kept], {}, brand="a").encode())):
        assert read.refusals == []
        (piece,) = read.pieces
        back = record(kept.path, written(piece).encode())
        assert back is not None
        assert back.same(kept)


@given(front=FRONT)
@settings(max_examples=150)
def test_yaml_that_is_written_reads_back_as_the_same_values(front):
    built = read_yaml("\n".join(keys(front)) + "\n")
    assert built.findings == []
    assert built.values == front


@given(front=FRONT, lines=LINES)
@settings(max_examples=100)
def test_a_record_is_what_its_own_file_says(front, lines):
    body = "\n".join(lines).strip("\n \t")
    kept = Record("a-post", "content/a-post.md", front, body)
    assert record("content/a-post.md", file(kept).encode()) == kept


def test_no_cell_of_an_export_is_a_formula_and_each_comes_back():
    hostile = ["=cmd()", "+1-1", "-2+3", "@SUM(1)", "\t=1", "＝1", " =1", "'=1", "''"]
    for text in hostile:
        kept = Record(
            "a", "content/a.md", {"channels": ["x-acme"], "title": text, "notes": text}, text.strip()
        )
        out = own_export.text([kept])
        rows = table(out.encode())
        assert isinstance(rows, Table)
        for cell in rows.rows[0].cells.values():
            assert cell.lstrip(" ")[:1] not in "=+-@\t＝＋－＠" or not cell, cell
        assert written(own_export.pieces(rows).pieces[0]) == file(kept)


def test_an_export_whose_event_was_moved_says_so():
    front = "publish_at: 2026-12-01 09:30\nchannels: [bluesky-acme]\n"
    tree = Files({"smmops.yaml": SETTINGS, "content/2026/12/a.md": f"---\n{front}---\nHello\n"})
    workspace = load(tree)
    whole = {each.id: each.facts() for each in exported(workspace, tree).records}
    text = ics(workspace, stamp=NOW, whole=whole).replace("20261201T003000Z", "20261202T003000Z")
    read = calendar(text.encode(), idea=False, channels=(), zone=ZoneInfo("UTC"))
    assert [str(each.why) for each in read.refusals] == [
        "the event was moved in the calendar: the post itself still says another time"
    ]


def test_an_export_of_another_version_is_refused():
    rows = table(b"smmops,id,path,channels,text\n2,a,content/a.md,x-acme,Hi\n")
    assert isinstance(rows, Table)
    (refusal,) = own_export.pieces(rows).refusals
    assert (refusal.row, refusal.column) == (2, "smmops")
    for text in ('{"format_version": 2, "posts": []}', "[]", "{", '{"format_version": 1, "posts": 3}', "NaN"):
        assert own_json.pieces(text.encode()).refusals


def test_the_example_is_under_git_as_the_round_trip_saw_it():
    """The round trip reads the disk: nothing of it is left out by a mistake of this file."""
    listed = subprocess.run(
        ["git", "ls-files", "content/*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    posts = [path for path in listed if not path.startswith("content/ideas/")]
    assert len(posts) == len(load(DiskTree(ROOT)).posts)
