"""Globs, trailers, raw commits and LFS pointers, read without git and held against it."""

import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smmops.store.git_glob import matcher, matches
from smmops.store.git_message import co_authors, raw_commit, subject, trailers
from smmops.store.git_pointer import pointed

PATHS = (
    "smmops.yaml",
    "content/a.md",
    "content/2026/12/brew.md",
    "content/2026/12/홈카페.md",
    "content/media/final [v2].png",
    "content/media/[v].png",
    "campaigns/winter.yaml",
    ".github/workflows/publish.yml",
    "a?b/c.md",
)
GLOBS = (
    "**",
    "*",
    "*.md",
    "**/*.md",
    "content/**",
    "content/**/brew.md",
    "content/*/*",
    "content/*.md",
    "**/12/**",
    ".github/**",
    "content/2026/1[0-9]/*.md",
    "content/2026/1[!0-1]/*.md",
    "content/media/[v].png",
    "c?ntent/a.md",
    "a\\?b/c.md",
    "campaigns/winter.yaml",
    "content/media/final \\[v2\\].png",
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    where = tmp_path_factory.mktemp("globs")
    subprocess.run(["git", "init", "--quiet"], cwd=where, check=True)
    for path in PATHS:
        (where / path).parent.mkdir(parents=True, exist_ok=True)
        (where / path).write_text("x", encoding="utf-8")
    subprocess.run(["git", "add", "."], cwd=where, check=True)
    return where


@pytest.mark.parametrize("glob", GLOBS)
def test_a_glob_matches_what_git_matches(repository, glob):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", f":(glob){glob}", f":(literal){glob}"],
        cwd=repository,
        capture_output=True,
        check=True,
    )
    assert {path for path in PATHS if matches(path, glob)} == set(listed.stdout.decode().split("\0")[:-1])


@example("[^-.]", "a")
@given(st.text(alphabet="ab/*?[]!^-\\.", max_size=12), st.text(alphabet="ab/[]", max_size=8))
def test_no_glob_breaks_and_each_name_matches_itself(glob, path):
    assert isinstance(matches(path, glob), bool)
    assert matches(glob, glob)
    assert matcher([glob, "zz"])(path) == matches(path, glob)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Merge\n\nApproved-by: mina\n", (("Approved-by", "mina"),)),
        ("Merge\r\n\r\nApproved-by: mina\r\n", (("Approved-by", "mina"),)),
        ("Merge\n\nA: 1\n  more\nB:2", (("A", "1 more"), ("B", "2"))),
        ("Approved-by: mina", ()),
        ("Merge\n\nApproved-by: mina\n\nand a last word", ()),
        ("Merge\n\nprose first\nApproved-by: mina", ()),
        ("Merge\n\n> Approved-by: mina", ()),
        ("", ()),
    ],
)
def test_trailers_are_a_last_paragraph_of_nothing_else(message, found):
    assert trailers(message) == found


def test_co_authors_are_found_wherever_they_stand():
    message = "x\n\nco-authored-by: Ana <ana@x.example>\nprose\n\nCo-Authored-By: <b@x.example>\n\nend"
    assert co_authors(message) == ("ana@x.example", "b@x.example")


def test_a_subject_is_one_line():
    assert subject("  first\n second \n\nbody") == "first second"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_some_commit(content):
    raw = raw_commit("0" * 40, content)
    assert raw.at.utcoffset() is not None
    assert isinstance(trailers(raw.message), tuple)


def test_only_the_first_author_of_an_object_counts():
    content = b"tree 1\nauthor A <a@x> 1 +0000\nauthor B <b@x> 2 +0000\ncommitter C <c@x> 99999999999999999 +0000\n\nm"
    raw = raw_commit("0" * 40, content)
    assert (raw.author, raw.committer, raw.at.year) == ("a@x", "c@x", 9999)


def test_a_pointer_is_exact():
    good = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 12\n"
    assert pointed(good) == ("a" * 64, 12)
    assert pointed(good.replace(b"a" * 64, b"a" * 63)) is None
    assert pointed(b"x" + good) is None
    assert pointed(good + b" " * 1024) is None
