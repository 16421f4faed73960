"""What the sandbox remembers."""

from pathlib import Path

import pytest

from smmops.sandbox.clock import Clock, http_date, iso
from smmops.sandbox.state import Account, State


@pytest.fixture
def account() -> Account:
    return Account("mastodon", "7", "cafeluka", "token", 0.0, {})


def half_done(state: State, account: Account) -> None:
    with state.change():
        state.add_account(account)
        raise InterruptedError


def test_a_change_that_fails_leaves_nothing_behind(account: Account) -> None:
    state = State()
    with pytest.raises(InterruptedError):
        half_done(state, account)
    assert state.accounts("mastodon") == []


def test_a_change_inside_a_change_is_part_of_it(account: Account) -> None:
    state = State()

    def whole() -> None:
        with state.change():
            with state.change():
                state.add_account(account)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        whole()
    assert state.accounts("mastodon") == []


def test_everything_is_there_again_from_the_file(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "sandbox.db"
    first = State(path)
    first.add_account(account)
    post = first.add_post(account, name="1", kind="status", at=5.0, body={"text": "Frühling"})
    first.edit_post(post, {"text": "Sommer"}, 6.0)
    first.keep_setting("clock.offset", 60.0)
    first.close()
    again = State(path)
    kept = again.post("mastodon", "1")
    assert kept is not None
    assert (kept.body, kept.edited) == ({"text": "Sommer"}, 6.0)
    assert again.versions(kept) == [(5.0, {"text": "Frühling"})]
    assert again.setting("clock.offset") == 60.0


def test_an_id_is_live_once_and_free_again_after_a_delete(account: Account) -> None:
    state = State()
    first = state.add_post(account, name="1", kind="status", at=5.0, body={})
    state.delete_post(first, 6.0)
    state.add_post(account, name="1", kind="status", at=7.0, body={})
    assert [post.deleted for post in state.posts("mastodon")] == [6.0, None]


def test_a_frozen_clock_stands_still_and_moves_when_told() -> None:
    clock = Clock(State())
    clock.freeze()
    at = clock.now()
    clock.move(3600)
    assert clock.now() == at + 3600
    clock.thaw()
    assert at + 3600 <= clock.now() < at + 3660


def test_a_running_clock_moves_and_goes_back_to_real_time() -> None:
    clock = Clock(State())
    before = clock.now()
    clock.move(-7200)
    assert before - 7200 <= clock.now() < before - 7100
    clock.reset()
    assert before <= clock.now() < before + 60


def test_times_are_written_in_utc_on_the_night_of_the_clock_change() -> None:
    at = 1_774_746_000.0  # 29 March 2026, 03:00 in Berlin, an hour after 01:59
    assert iso(at) == "2026-03-29T01:00:00.000Z"
    assert http_date(at) == "Sun, 29 Mar 2026 01:00:00 GMT"


def test_forgetting_empties_every_table(account: Account) -> None:
    state = State()
    state.add_account(account)
    state.add_post(account, name="1", kind="status", at=5.0, body={})
    state.keep_setting("clock.offset", 60.0)
    state.forget()
    assert (state.accounts("mastodon"), state.posts("mastodon"), state.setting("clock.offset")) == (
        [],
        [],
        None,
    )


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Einkaufsliste: Bohnen, Filter, Hafermilch, Zucker, Servietten\n" * 20)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"notes\.txt cannot hold the sandbox's state"):
        State(path)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unable to open"):
        State(tmp_path / "nowhere" / "sandbox.db")


def test_two_sandboxes_do_not_share_a_file(tmp_path: Path) -> None:
    first = State(tmp_path / "sandbox.db")
    with pytest.raises(ValueError, match="locked"):
        State(tmp_path / "sandbox.db")
    first.close()
    State(tmp_path / "sandbox.db").close()
