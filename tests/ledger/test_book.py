"""The ledger as files: what folds, what does not, and what bytes say of themselves."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.ledger.book import Book, folded
from smmops.ledger.branch import Draft, numbered
from smmops.ledger.codec import EntryError, decode, encode
from smmops.ledger.paths import checkpoint_path, checkpoint_tag, entry_at, entry_path, order_at, order_path
from smmops.model.entry import Entry, Run, Step, split_key
from smmops.model.outcome import Remote
from smmops.model.problem import SmmopsError
from smmops.model.state import STEPS, State, lawful

KEY = "acme/brew.bluesky-acme"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def entry(state: State, **values: object) -> Entry:
    fields = {
        "key": KEY,
        "state": state,
        "number": 0,
        "at": NOW,
        "actor": "mina",
        "run": Run(id="1", tool="smmops"),
    }
    return Entry.model_validate({**fields, **values})


def live(*parts: int) -> tuple[Step, ...]:
    return tuple(Step(part=part, remote=Remote(id=f"at://did:plc:acme/{part}")) for part in parts)


def written(book: Book, *drafts: Draft) -> tuple[Book, tuple[Draft, ...]]:
    files, _, dropped = numbered(book, drafts)
    return folded("t", files.items(), onto=book), dropped


def story(*entries: Entry) -> Book:
    book = Book("t")
    for count, each in enumerate(entries):
        book, dropped = written(book, Draft(each, count))
        assert not dropped
    return book


def test_a_path_depends_on_the_key_number_and_state_alone() -> None:
    path = entry_path(KEY, 3, State.PUBLISHED)
    assert path == "acme/ledger/a9/brew/bluesky-acme/003-published.json"
    assert entry_at(path) == (KEY, 3, "published")
    assert entry_at(path.replace("/a9/", "/00/")) is None
    assert split_key(KEY) == ("acme", "brew", "bluesky-acme")


def test_orders_and_checkpoints_have_their_places() -> None:
    path = order_path("acme", NOW, nonce="0af1", kind="pause")
    assert path == "acme/control/20261201T093000Z.0af1-pause.json"
    assert order_at(path) == ("acme", "20261201T093000Z.0af1-pause")
    assert checkpoint_path("acme", NOW) == "acme/checkpoints/2026/12/01.093000.json"
    assert checkpoint_tag("acme", NOW) == "smmops-checkpoint/acme/2026-12-01.093000"


def test_a_file_has_sorted_keys_two_spaces_and_a_final_newline() -> None:
    content = encode(entry(State.HELD, number=1, class_="late", reason="zu spät ☕"))
    fields = json.loads(content)
    assert list(fields) == sorted(fields)
    assert content.endswith(b"}\n")
    assert b'\n  "class": "late",\n' in content
    assert fields["schema"] == "smmops.ledger/1"
    assert "steps" not in fields
    assert decode(content) == entry(State.HELD, number=1, class_="late", reason="zu spät ☕")


def test_a_reader_ignores_fields_it_does_not_know_and_refuses_a_newer_major() -> None:
    fields = json.loads(encode(entry(State.HELD, number=1)))
    assert decode(json.dumps({**fields, "colour": "blue"}).encode()).state is State.HELD
    with pytest.raises(SmmopsError, match="smmops.ledger/2") as refused:
        decode(json.dumps({**fields, "schema": "smmops.ledger/2"}).encode())
    assert refused.value.exit_code == 75


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"schema": "smmops.ledger/1"}', b"[" * 5000]
)
def test_what_is_no_entry_is_told_apart(content: bytes) -> None:
    with pytest.raises(EntryError):
        decode(content)


def test_a_key_folds_to_what_is_live_and_what_is_open() -> None:
    book = story(
        entry(State.CLAIMED, nonce="n1", lease_until=NOW + timedelta(minutes=20)),
        entry(State.SENDING, nonce="n1", part=1),
        entry(State.PARTIAL, nonce="n1", steps=live(1)),
        entry(State.SENDING, nonce="n1", part=2),
    )
    record = book.record(KEY)
    assert (record.state, record.open, record.settled, record.broken) == (State.SENDING, True, False, None)
    assert [step.part for step in record.steps] == [1]
    assert not record.lease_over(NOW + timedelta(minutes=22), margin=timedelta(minutes=3))
    assert record.lease_over(NOW + timedelta(minutes=23), margin=timedelta(minutes=3))


def test_a_removed_key_has_nothing_live_and_is_gone() -> None:
    record = story(
        entry(State.CLAIMED),
        entry(State.SENDING),
        entry(State.PUBLISHED, steps=live(1)),
        entry(State.REMOVED),
    ).record(KEY)
    # removed comes after a claim for removal in real life; the table allows it from published as well
    assert (record.gone, record.steps, record.standing) == (True, (), False)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e: e.but(number=4),
        lambda e: e.but(prev="0" * 64),
        lambda e: e.but(state=State.PREPARED),
    ],
    ids=["a gap in the numbers", "another past", "an unlawful step"],
)
def test_what_does_not_follow_breaks_its_key_alone(spoil: object) -> None:
    book = story(entry(State.CLAIMED), entry(State.SENDING))
    record = book.record(KEY)
    odd = spoil(entry(State.RELEASED, number=3, prev=record.tail))  # type: ignore[operator]
    path = entry_path(KEY, odd.number, odd.state)
    other = entry(State.HELD, key="acme/other.bluesky-acme", number=1)
    files = [(path, encode(odd)), (entry_path(other.key, 1, State.HELD), encode(other))]
    after = folded("t", files, onto=book)
    assert after.record(KEY).broken
    assert after.record(other.key).broken is None


def test_a_file_that_names_another_key_breaks_the_key_of_its_path() -> None:
    odd = entry(State.HELD, key="acme/else.bluesky-acme", number=1)
    book = folded("t", [(entry_path(KEY, 1, State.HELD), encode(odd))])
    assert book.record(KEY).broken


def test_a_person_can_mend_a_broken_key() -> None:
    book = folded("t", [(entry_path(KEY, 1, State.HELD), b"not json")])
    assert book.record(KEY).broken
    dropped_plain = written(book, Draft(entry(State.HELD), 0))[1]
    assert dropped_plain
    mended, dropped = written(book, Draft(entry(State.REJECTED, class_="given-up", mends=True), 0))
    assert not dropped
    assert mended.record(KEY).broken is None
    assert mended.record(KEY).top == 2


def test_a_decision_is_dropped_when_something_came_in_between() -> None:
    book = story(entry(State.CLAIMED, nonce="other"))
    after, dropped = written(book, Draft(entry(State.CLAIMED, nonce="ours"), 0))
    assert dropped
    assert after.record(KEY).entries == book.record(KEY).entries


def test_a_late_receipt_is_a_fact_whatever_was_decided_meanwhile() -> None:
    book = story(entry(State.CLAIMED), entry(State.SENDING), entry(State.RELEASED))
    after, dropped = written(book, Draft(entry(State.PUBLISHED, steps=live(1)), 2))
    assert not dropped
    assert after.record(KEY).state is State.PUBLISHED
    assert after.record(KEY).broken is None


def test_the_same_receipt_twice_is_written_once() -> None:
    book = story(entry(State.CLAIMED), entry(State.SENDING), entry(State.PUBLISHED, steps=live(1)))
    after, dropped = written(book, Draft(entry(State.PUBLISHED, steps=live(1)), 2))
    assert dropped
    assert len(after.record(KEY).entries) == 3


def test_another_remote_id_for_a_part_is_a_conflict() -> None:
    book = story(entry(State.CLAIMED), entry(State.SENDING), entry(State.PUBLISHED, steps=live(1)))
    other = (Step(part=1, remote=Remote(id="at://did:plc:acme/second")),)
    after, _ = written(book, Draft(entry(State.PUBLISHED, steps=other), 2))
    assert after.record(KEY).state is State.CONFLICT
    assert after.record(KEY).known_ids() == {"at://did:plc:acme/1", "at://did:plc:acme/second"}


def test_ids_of_other_keys_are_never_a_match() -> None:
    book = story(entry(State.CLAIMED), entry(State.SENDING), entry(State.PUBLISHED, steps=live(1)))
    assert book.owned_by_others("acme/copy.bluesky-acme") == {"at://did:plc:acme/1"}
    assert book.owned_by_others(KEY) == frozenset()


@given(st.lists(st.sampled_from(list(State)), max_size=12))
def test_a_story_folds_exactly_when_each_step_is_lawful(states: list[State]) -> None:
    files, before, tail, fine = list[tuple[str, bytes]](), None, None, True
    from smmops.ledger.codec import sha256

    for number, state in enumerate(states, start=1):
        content = encode(entry(state, number=number, prev=tail))
        files.append((entry_path(KEY, number, state), content))
        fine = fine and lawful(before, state)
        before, tail = state, sha256(content)
    assert (folded("t", files).record(KEY).broken is None) == fine


@given(st.permutations([1, 2, 3, 4]))
def test_the_order_of_files_does_not_matter(order: Iterable[int]) -> None:
    book = story(
        entry(State.CLAIMED),
        entry(State.SENDING),
        entry(State.UNKNOWN),
        entry(State.PUBLISHED, steps=live(1)),
    )
    entries = book.record(KEY).entries
    files = [(entry_path(KEY, n, entries[n - 1].state), encode(entries[n - 1])) for n in order]
    assert folded("t", files).record(KEY).entries == entries


def test_every_state_has_its_row_and_no_dead_end_but_removed() -> None:
    assert set(STEPS) == {None, *State}
    assert [state for state in State if not STEPS[state]] == [State.REMOVED]
