"""The chain of steps from an older version of the files to the newest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.store.kinds import POST, SETTINGS
from smmops.store.memory import MemoryTree
from smmops.store.migrate import CHAIN, Chain, Rename, Step, carried, renames
from smmops.store.overlay import Overlay

SETTINGS_TEXT = """\
# who we are
version: 1   # raised by smmops migrate
id: acme
brand: "Acme Coffee"
timezone: Asia/Seoul
channels:
  bluesky-acme: {network: bluesky, handle: acme.example}   # the first
"""
POST_TEXT = """\
---
title:   Brew at home   # for people
publish_at: 2026-12-01 09:30
channels: [bluesky-acme]
media:
  - {file: brew.jpg, alt: 'A kettle: pouring'}   # ours
  - file: b.jpg
    "alt": second
---
alt: stays in the text
"""
FIRST = Step(
    1,
    msg("alt is called description"),
    renames(Rename("post", ("media", "*", "alt"), "description"), Rename("settings", ("brand",), "name")),
)


def say_when(kind, data):
    return data.replace(b"publish_at:", b"goes_out:") if kind is POST else data


SECOND = Step(2, msg("publish_at is called goes_out"), say_when)


def tree(**files: str) -> Overlay:
    every = {"smmops.yaml": SETTINGS_TEXT, "content/2026/12/brew.md": POST_TEXT, **files}
    return Overlay(MemoryTree({}, {}, ""), {path: text.encode() for path, text in every.items()})


def test_this_smmops_knows_one_version_and_changes_nothing():
    came = carried(tree())
    assert (came.source, came.target, dict(came.files)) == (1, 1, {})
    assert CHAIN.newest == 1


def test_each_step_is_taken_and_nothing_else_of_a_file_changes():
    came = carried(tree(), chain=Chain((FIRST, SECOND)))
    assert came.files["content/2026/12/brew.md"].decode() == POST_TEXT.replace(
        "alt: 'A", "description: 'A"
    ).replace('"alt": second', '"description": second').replace("publish_at:", "goes_out:")
    assert came.files["smmops.yaml"].decode() == SETTINGS_TEXT.replace("version: 1", "version: 3").replace(
        "brand:", "name:"
    )
    assert [str(each) for each in came.said] == ["alt is called description", "publish_at is called goes_out"]


def test_the_file_with_the_version_is_written_last():
    came = carried(tree(**{"zz.md": "x", "team.yaml": "solo: true\n"}), chain=Chain((FIRST, SECOND)))
    assert list(came.files)[-1] == "smmops.yaml"


def test_a_workspace_halfway_begins_where_it_stands():
    files = {"smmops.yaml": SETTINGS_TEXT.replace("version: 1", "version: 2")}
    came = carried(tree(**files), chain=Chain((FIRST, SECOND)))
    text = came.files["content/2026/12/brew.md"].decode()
    assert "alt: 'A" in text
    assert "goes_out:" in text


def test_a_migration_that_was_interrupted_comes_to_the_same():
    chain = Chain((FIRST, SECOND))
    whole = carried(tree(), chain=chain)
    half = {"content/2026/12/brew.md": whole.files["content/2026/12/brew.md"].decode()}
    again = carried(tree(**half), chain=chain)
    assert {**{k: v.encode() for k, v in half.items()}, **again.files} == whole.files


def test_windows_line_ends_and_a_byte_order_mark_stay():
    text = "\ufeff" + POST_TEXT.replace("\n", "\r\n")
    came = carried(tree(**{"content/2026/12/brew.md": text}), chain=Chain((FIRST,)))
    expected = text.replace("alt: 'A", "description: 'A").replace('"alt": second', '"description": second')
    assert came.files["content/2026/12/brew.md"].decode() == expected


def test_a_file_with_the_old_and_the_new_name_is_left_to_a_person():
    text = SETTINGS_TEXT + "name: Other\n"
    came = carried(tree(**{"smmops.yaml": text}), chain=Chain((FIRST,)))
    assert came.files["smmops.yaml"].decode() == text.replace("version: 1", "version: 2")


def test_a_newer_workspace_is_refused_and_says_who_made_it():
    newer = tree(**{"smmops.yaml": SETTINGS_TEXT.replace("version: 1", "version: 2")})
    with pytest.raises(SmmopsError) as refused:
        carried(newer)
    assert "version 2, made by smmops 2.x; this smmops reads up to version 1" in str(refused.value.message)
    assert "upgrade smmops" in str(refused.value.hint)
    assert refused.value.exit_code == 1
    with pytest.raises(SmmopsError, match=r"made by smmops 2\.3\.1"):
        carried(newer, tool="smmops 2.3.1")


@pytest.mark.parametrize(
    "text", ["id: acme\n", "version: one\n", "version: 1\nversion: 2\n", "version: [1]\n"]
)
def test_a_version_that_cannot_be_read_is_told(text):
    with pytest.raises(SmmopsError, match="no `version` that can be read"):
        carried(tree(**{"smmops.yaml": text}))


def test_a_folder_without_settings_is_told():
    with pytest.raises(SmmopsError, match="there is no smmops"):
        carried(Overlay(MemoryTree({}, {}, ""), {}))


def test_a_step_that_breaks_a_file_writes_nothing():
    broken = Step(1, msg("broken"), lambda kind, data: data + b"a: b: c\n" if kind is SETTINGS else data)
    with pytest.raises(SmmopsError, match="could not be read any more") as refused:
        carried(tree(), chain=Chain((broken,)))
    assert refused.value.exit_code == 70


def test_a_chain_leaves_no_version_out():
    with pytest.raises(ValueError, match="leaves none out"):
        Chain((SECOND,))


def test_a_brand_in_a_folder_is_migrated_alone():
    files = {"brands/b/smmops.yaml": SETTINGS_TEXT, "brands/b/content/2026/12/brew.md": POST_TEXT}
    came = carried(tree(**files), "brands/b", chain=Chain((FIRST,)))
    assert set(came.files) == set(files)


@given(st.text(alphabet="abc:#'\"-[]{}, \n|>&*!", max_size=60))
def test_a_rename_changes_nothing_but_the_name(text):
    """Whatever stands beside it: what is not the key stays as it was, byte by byte."""
    data = f"---\n{text}\nold_key: value # why\n---\nold_key: body\n".encode()
    after = renames(Rename("post", ("old_key",), "k"))(POST, data)
    assert after in (data, data.replace(b"\nold_key: value", b"\nk: value"))
