"""Versions of the ledger: what a newer smmops left stops an older one before any call, or is kept and ignored."""

import json
from collections.abc import Mapping

import pytest

from smmops.ledger.book import Book
from smmops.ledger.branch import Draft, Written, catch_up, numbered, push_once, read
from smmops.ledger.codec import EntryError, decode, decode_order, encode
from smmops.ledger.format import known, mark, refuse_older
from smmops.ledger.paths import entry_path
from smmops.ledger.recovery import kept, replayed
from smmops.model.ports import Landed
from smmops.model.problem import SmmopsError
from smmops.model.state import State
from tests.jobs.stage import Stage
from tests.ledger.test_book import KEY, entry, live


def push(stage: Stage, files: Mapping[str, bytes]) -> None:
    """Somebody else's commit on the state branch."""
    git = stage.repository()
    tip = git.fetch().state
    assert tip
    assert isinstance(git.push(tip, files, "from elsewhere", seal=True), Landed)


def raised(content: bytes, **fields: object) -> bytes:
    return (json.dumps({**json.loads(content), **fields}, sort_keys=True, indent=2) + "\n").encode()


def claimed(**fields: object) -> tuple[str, bytes]:
    files, _, _ = numbered(Book("t"), [Draft(entry(State.HELD, nonce="n"), 0)])
    ((path, content),) = files.items()
    return path, raised(content, **fields)


@pytest.mark.parametrize(
    ("path", "content", "named"),
    [
        (*claimed(schema="smmops.ledger/2"), "smmops.ledger/2"),
        (*claimed(schema="smmops.ledger/2.1"), "smmops.ledger/2.1"),
        ("acme/control/20261201T000000Z.n-pause.json", b'{"schema": "smmops.order/2"}', "smmops.order/2"),
        ("acme/format/2.json", b'{"schema": "smmops.state/2"}', "smmops.state/2"),
    ],
    ids=["entry", "minor of a newer major", "order", "layout"],
)
def test_a_newer_major_stops_the_tick_before_any_call_and_says_so(path, content, named):
    stage = Stage()
    stage.post("tea")
    push(stage, {path: content})
    with pytest.raises(SmmopsError, match=named) as refused:
        stage.tick()
    assert refused.value.exit_code == 75
    assert "upgrade smmops" in str(refused.value.hint)
    assert stage.net.calls == []


def test_a_newer_layout_that_comes_in_the_middle_of_a_run_is_seen():
    stage = Stage()
    git = stage.repository()
    tip = git.fetch().state
    assert tip
    book = read(git, tip, "acme")
    push(stage, {"acme/format/2.json": b"{}"})
    with pytest.raises(SmmopsError, match=r"smmops\.state/2"):
        catch_up(git, book, git.fetch().state, brand="acme")


def test_another_brands_layout_is_its_own():
    known(["acme/format/1.json", "acme/ledger/00/format/2.json", "acme/format/readme.md"])
    with pytest.raises(SmmopsError):
        known(["acme/format/10.json"])
    assert mark("acme")[0] == "acme/format/1.json"


def test_a_newer_minor_and_fields_nobody_knows_are_read_and_ignored():
    stage = Stage()
    key = stage.post("tea")
    stage.tick()
    path, content = claimed(schema="smmops.ledger/1.4", mood="bright", number=1, key=KEY)
    push(stage, {path: content})
    assert stage.book().record(KEY).state is State.HELD
    assert stage.book().record(KEY).broken is None
    stage.tick()
    assert stage.states(key)[-1] in ("published", "verified")
    git = stage.repository()
    assert git.tree(git.fetch().state or "", "acme").read(path) == content


def test_a_schema_of_somebody_else_breaks_its_key_only():
    for schema in ("smmops.ledger", "smmops.ledger/0", "other.ledger/2", None, 7, "smmops.ledger/1.x"):
        with pytest.raises(EntryError):
            decode(raised(encode(entry(State.HELD)), schema=schema))
        with pytest.raises(EntryError):
            decode_order(json.dumps({"schema": schema}).encode())


def test_fields_that_an_older_smmops_does_not_know_go_through_a_recovery_file():
    steps = live(1)
    draft = Draft(entry(State.PUBLISHED, steps=steps, remote=steps[0].remote), 0)
    fields = json.loads(kept("acme", [draft]))
    fields["drafts"][0]["entry"]["mood"] = {"how": "bright"}
    fields["schema"] = "smmops.recovery/1.1"
    (read,) = replayed(json.dumps(fields).encode(), "acme")
    files, _, _ = numbered(Book("t"), [read])
    assert json.loads(files[entry_path(KEY, 1, State.PUBLISHED)])["mood"] == {"how": "bright"}


def test_a_recovery_file_of_a_newer_major_is_kept_and_says_upgrade():
    with pytest.raises(SmmopsError, match=r"smmops\.recovery/2") as refused:
        replayed(b'{"schema": "smmops.recovery/2"}', "acme")
    assert refused.value.exit_code == 75


def test_a_ledger_that_a_newer_smmops_writes_is_not_claimed_in_by_an_older_one():
    stage = Stage()
    stage.post("tea")
    path, content = claimed(run={"id": "9", "tool": "smmops 1.3.0"})
    push(stage, {path: content})
    with pytest.raises(
        SmmopsError, match=r"written by smmops 1\.3\.0, and this is smmops/0\.1\.0"
    ) as refused:
        stage.tick()
    assert refused.value.exit_code == 75
    assert stage.net.calls == []


def test_patch_releases_and_names_nobody_knows_write_side_by_side():
    refuse_older("smmops 0.1.0", ["smmops 0.1.9", "smmops 0.0.3", "smmops", "a person"])
    refuse_older("smmops", ["smmops 9.0.0"])
    refuse_older("smmops 0.1.0", [])
    with pytest.raises(SmmopsError):
        refuse_older("smmops 0.9.0", ["smmops 0.1.0", "smmops 0.10.0"])


def test_a_receipt_is_written_whoever_wrote_last():
    """A newer smmops that came between claim and receipt must not lose what is live."""
    stage = Stage()
    path, content = claimed(run={"id": "9", "tool": "smmops 1.3.0"})
    push(stage, {path: content})
    git = stage.repository()
    book = read(git, git.fetch().state or "", "acme")
    steps = live(1)
    receipt = entry(
        State.PUBLISHED, steps=steps, remote=steps[0].remote, run={"id": "1", "tool": "smmops 0.1.0"}
    )
    pushed = push_once(git, book, [Draft(receipt, 0)], brand="acme", seal=True)
    assert isinstance(pushed, Written)
    assert pushed.entries
    claim = receipt.but(state=State.CLAIMED, steps=(), remote=None)
    with pytest.raises(SmmopsError, match=r"written by smmops 1\.3\.0"):
        push_once(git, pushed.book, [Draft(claim, 2)], brand="acme", seal=True)
