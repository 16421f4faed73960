"""Whatever stands in a file, `load` answers with problems that have a line."""

import time

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from smmops.model.workspace import Workspace
from smmops.store.load import load
from tests.store.corpus import CORPUS, PATHS
from tests.store.trees import Files, samples

LONGEST_SECONDS = 5.0


def loaded(path: str, data: bytes) -> Workspace:
    """The samples with one file replaced, loaded within the time that a person waits."""
    began = time.monotonic()
    workspace = load(Files({**samples(), path: data}))
    assert time.monotonic() - began < LONGEST_SECONDS
    for problem in workspace.problems:
        assert problem.line >= 0
        if problem.path == path and problem.code not in ("SMM121", "SMM122", "SMM123", "SMM124", "SMM144"):
            assert problem.line >= 1
            assert problem.column >= 1
        assert str(problem.message)
        assert str(problem.fix)
    return workspace


BIG = 100_000
CASES = [
    (name, path)
    for name, data in sorted(CORPUS.items())
    for path in (PATHS if len(data) < BIG else ("smmops.yaml", "content/2026/12/brew-at-home.md"))
]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_no_bytes_break_the_loader(name: str, path: str) -> None:
    loaded(path, CORPUS[name])


@given(st.sampled_from(PATHS), st.binary(max_size=300))
@effort(max_examples=150)
def test_random_bytes_do_not_break_the_loader(path: str, data: bytes) -> None:
    loaded(path, data)


@given(st.sampled_from(PATHS), st.data())
@effort(max_examples=200)
def test_samples_with_a_piece_cut_out_do_not_break_the_loader(path: str, data: st.DataObject) -> None:
    whole = samples().get(path, CORPUS["bom-post"])
    whole = whole if isinstance(whole, bytes) else whole.encode()
    start = data.draw(st.integers(0, len(whole)))
    size = data.draw(st.integers(0, 60))
    piece = data.draw(
        st.sampled_from(
            [b"", b"\x00", b"{", b"'", b"\n", b"- ", b": ", b"\xff", b"[", b"null", b"{{", b"---\n"]
        )
    )
    loaded(path, whole[:start] + piece + whole[start + size :])


_KEYS = st.sampled_from(
    [
        "title",
        "publish_at",
        "channels",
        "media",
        "options",
        "poll",
        "card",
        "not_after",
        "link",
        "takedown",
        "audience",
    ]
)
_LEAF = st.sampled_from(
    [
        "''",
        "null",
        "x",
        "18:00",
        "2026-12-01 09:30",
        "2026-12-01",
        "none",
        "1_000",
        "-1",
        "bluesky-acme",
        "x-acme",
        "bluesky",
        "brew.jpg",
        "../x",
        "12h",
        "yes",
        '"\\ud800"',
        '"\\0"',
        "{}",
        "[]",
        "99999999999999999999",
    ]
)
_VALUES = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(
            st.sampled_from(
                [
                    "file",
                    "alt",
                    "for",
                    "part",
                    "bluesky",
                    "x-acme",
                    "publish_at",
                    "format",
                    "options",
                    "title",
                ]
            ),
            inner,
            max_size=3,
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"),
    ),
    max_leaves=6,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
@effort(max_examples=300)
def test_values_of_every_shape_do_not_break_a_post(front: dict[str, str]) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    loaded(PATHS[9], f"---\n{lines}---\nHello, Busan.\n".encode())
