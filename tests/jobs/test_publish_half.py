"""Half a thread that is live, and words that two keys share."""

import contextlib

from smmops.jobs.ledger import Decision, resolve
from smmops.jobs.publish.reconcile import draft_of
from smmops.jobs.publish.tick import start
from smmops.ledger.book import Book, folded
from smmops.ledger.branch import Draft, numbered, push_once
from smmops.model.entry import Entry, Step
from smmops.model.outcome import Remote
from smmops.model.state import State
from tests.jobs.stage import Account, Stage
from tests.ledger.test_book import NOW, entry


def test_a_half_thread_whose_removal_was_called_off_never_goes_on_with_other_words() -> None:
    stage = Stage()
    key = stage.post("story", body="One\n\n---\nTwo")
    stage.net.plan = ["ok", "die"]
    stage.killed_tick()
    stage.net.things[-1].gone = True
    stage.post("story", body="One\n\n---\nTwo", takedown={"reason": "wrong"})
    stage.clock.pass_(minutes=24)

    class Stuck(Account):
        """Removes nothing."""

        def remove(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def]
            raise SystemExit

    class Networks:
        """Opens accounts that remove nothing."""

        def open(self, channel, *, budget):  # type: ignore[no-untyped-def]
            return Stuck(stage.net, stage.clock, channel)

    with contextlib.suppress(SystemExit):
        stage.tick(networks=Networks())
    stage.post("story", body="Other one\n\n---\nOther two")
    for _ in range(3):
        stage.clock.pass_(minutes=30)
        stage.tick()
    assert [t.text for t in stage.net.live()] == ["One"]
    assert stage.states(key)[-1] == "held"


def test_a_half_thread_that_a_person_gave_up_stays_given_up() -> None:
    stage = Stage()
    key = stage.post("story", body="One\n\n---\nTwo")
    stage.net.plan = ["ok", "lost before"]
    stage.tick()
    stage.net.readable = False
    stage.clock.pass_(hours=1)
    last = stage.book().record(key).last
    assert last
    resolve(stage.world(), Decision(key, "give-up", last.nonce or ""))
    stage.net.readable = True
    for day in ("02", "03"):
        stage.post("story", at=f"2026-12-{day} 09:00", body="One\n\n---\nTwo")
        stage.clock.pass_(hours=24)
        stage.tick()
    assert stage.states(key)[-1] == "rejected"
    assert [t.text for t in stage.net.live()] == ["One"]


def _claimed(key: str, **values: object) -> Entry:
    return entry(State.CLAIMED, key=key, account="a", text_sha256="same", **values)


def _found(key: str, name: str) -> Entry:
    steps = (Step(part=1, remote=Remote(id=name)),)
    return entry(State.PUBLISHED, key=key, account="a", text_sha256="same", steps=steps, at=NOW)


def _book(*entries: Entry) -> Book:
    book = Book("t")
    for each in entries:
        files, _, dropped = numbered(book, [Draft(each, len(book.record(each.key).entries))])
        assert not dropped
        book = folded("t", files.items(), onto=book)
    return book


def test_a_match_by_words_is_not_written_over_another_keys_receipt() -> None:
    mine, other = "acme/mine.m", "acme/other.m"
    sending = entry(State.SENDING, key=mine, account="a", text_sha256="same")
    theirs = entry(State.SENDING, key=other, account="a", text_sha256="same")
    book = _book(_claimed(mine), sending, _claimed(other), theirs, _found(other, "id4"))
    assert numbered(book, [Draft(_found(mine, "id4"), 2, matched=True)])[2]
    assert not numbered(book, [Draft(_found(mine, "id5"), 2, matched=True)])[2]


def test_a_match_by_words_is_not_written_while_another_key_is_in_doubt_with_them() -> None:
    mine, other = "acme/mine.m", "acme/other.m"
    sending = entry(State.SENDING, key=mine, account="a", text_sha256="same")
    book = _book(_claimed(mine), sending, _claimed(other))
    assert numbered(book, [Draft(_found(mine, "id4"), 2, matched=True)])[2]
    assert not numbered(book, [Draft(_found(mine, "id4"), 2)])[2], "our own answer is a fact"


def test_a_conflict_by_words_is_not_written_while_another_key_is_in_doubt_with_them() -> None:
    mine, other = "acme/mine.m", "acme/other.m"
    book = _book(_claimed(mine), entry(State.SENDING, key=mine), _found(mine, "id4"), _claimed(other))
    second = _found(mine, "id4").but(state=State.CONFLICT, remote=Remote(id="id5"))
    assert numbered(book, [Draft(second, 3, matched=True)])[2]
    quiet = _book(_claimed(mine), entry(State.SENDING, key=mine), _found(mine, "id4"))
    assert not numbered(quiet, [Draft(second, 3, matched=True)])[2]
    owned = _book(
        _claimed(mine),
        entry(State.SENDING, key=mine),
        _found(mine, "id4"),
        _claimed(other),
        _found(other, "id5"),
    )
    assert numbered(owned, [Draft(second, 3, matched=True)])[2]


def test_a_claim_is_pushed_only_against_the_ledger_that_it_was_decided_on() -> None:
    """A note that is written first may bring a newer ledger along, in which another run has the same words."""
    before = Stage()
    sent = before.post("sent", body="The same words")
    before.tick()
    theirs = before.book().record(sent).claim
    assert theirs
    stage = Stage()
    for name in ("one", "two"):  # the second is a duplicate of the first: a note
        stage.post(name, body="The same words")
    git = stage.repository()
    tip = git.fetch().state
    assert tip
    claimed = theirs.but(key="acme/gone.bluesky-acme", lease_until=stage.clock.now())
    waiting = [lambda: push_once(git, Book(tip), [Draft(claimed, 0)], brand="acme", seal=False)]

    def weather(operation: str, moment: str) -> None:
        if (operation, moment) == ("push", "before") and waiting:
            waiting.pop()()

    stage.weather = weather
    stage.tick()
    assert not waiting
    assert stage.net.live() == []
    assert stage.states("acme/one.bluesky-acme") == ["held"]


def test_a_receipt_whose_commit_is_not_in_the_clone_stops_no_other_post() -> None:
    """Main was rewritten after it went out: what changed since then cannot be told, and nothing is edited."""
    stage = Stage()
    key = stage.post("brew", body="Brew at home", channels=["mastodon-acme"]).replace("bluesky", "mastodon")
    stage.tick()
    git = stage.repository()
    tip = git.fetch().state
    assert tip
    receipt = stage.book().record(key).last
    assert receipt
    lost = receipt.but(main="0" * 40, state=State.EDITED)
    push_once(
        git, stage.book(), [Draft(lost, len(stage.book().record(key).entries))], brand="acme", seal=True
    )
    stage.post("brew", body="Brew at home, slowly", channels=["mastodon-acme"])
    stage.post("other", body="Open at ten")
    stage.clock.pass_(hours=1)
    stage.tick()
    assert [thing.text for thing in stage.net.live()] == ["Brew at home", "Open at ten"]


def test_a_second_copy_that_was_found_by_its_words_yields_whatever_the_key_did_last() -> None:
    stage = Stage()
    key = stage.post("brew", channels=["mastodon-acme"]).replace("bluesky", "mastodon")
    stage.tick()
    shift = start(stage.world())
    record = shift.book.record(key)
    for purpose in ("publish", "edit"):
        second = record.entries[-1].but(state=State.CONFLICT, for_=purpose)
        assert draft_of(shift, record, second).matched
    assert not draft_of(shift, record, record.entries[-1].but(state=State.VERIFIED)).matched
