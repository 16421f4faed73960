"""What the ledger came to, told on the forge: once, in place, closed when it is decided, and nothing invented."""

from datetime import timedelta
from pathlib import Path

import pytest

from smmops.jobs.ledger import Decision, resolve
from smmops.jobs.telling import AT_ONCE
from smmops.ledger.paths import entry_path
from smmops.model.entry import Step
from smmops.model.outcome import Remote
from smmops.model.state import State
from tests.forge.github.hub import Fault
from tests.jobs.hall import NONCE, Hall
from tests.jobs.stage import SETTINGS
from tests.render.gfm import seen

HERE = Path(__file__).parent / "told"
C, S, P = State.CLAIMED, State.SENDING, State.PUBLISHED
EVIL = "@acme/legal <script>x</script> ``` #1 [a](https://evil.example) | \u202e"


@pytest.fixture
def hall():
    made = Hall()
    yield made
    assert made.server.wrong == []


def test_an_address_stands_in_the_comment_of_the_pull_request_that_brought_the_post(hall):
    hall.write("brew", C, S, P)
    hall.write("autumn", C, S, P, pull=13)
    assert hall.told() == [("comment", "#12"), ("comment", "#13")]
    twelve, thirteen = hall.hub.comments
    assert (
        "| `brew` | bluesky-acme | ✓ live | Tue 1 Dec 2026 18:00 KST | [look at it](https://bsky.example"
        in twelve.body
    )
    assert "autumn" not in twelve.body
    assert "autumn" in thirteen.body
    assert hall.told() == []
    assert len(hall.hub.comments) == 2


def test_a_post_that_no_pull_request_brought_is_in_no_comment(hall):
    hall.write("brew", C, S, P, pull=None)
    assert hall.told() == []


def test_a_pull_request_of_another_repository_is_not_ours(hall):
    hall.hub.id = 5
    hall.write("brew", C, S, P)
    assert hall.told() == []


def test_what_lies_back_longer_is_not_asked_again(hall):
    hall.write("brew", C, S, P)
    hall.stage.clock.pass_(days=4)
    assert hall.told() == []
    assert hall.told(since=timedelta(days=30)) == [("comment", "#12")]


def test_without_live_nothing_is_written_and_reading_is_all_the_right_it_takes(hall):
    hall.write("brew", C, S, P)
    hall.write("tea", C, S, State.UNKNOWN)
    hall.hub.rights = {"contents": "read", "issues": "read"}
    assert hall.told(live=False) == [("comment", "#12"), ("open", "tea on bluesky-acme: needs a person")]
    assert (hall.hub.comments, hall.hub.issues) == ([], {})


def test_what_was_removed_since_is_told_without_its_address(hall):
    hall.write("brew", C, S, P, State.CLAIMED, S, State.REMOVED)
    hall.tell()
    assert "– removed" in hall.hub.comments[0].body
    assert "bsky.example" not in hall.hub.comments[0].body


NEEDS = {
    "unknown": ((C, S, State.UNKNOWN), {"reason": "the answer was lost"}),
    "unknown-edit": ((C, S, P, C, S, State.UNKNOWN), {"for_": "edit", "reason": "the answer was lost"}),
    "unknown-removal": ((C, S, P, C, S, State.UNKNOWN), {"for_": "remove", "reason": "the answer was lost"}),
    "conflict": ((C, S, P, State.CONFLICT), {"reason": "two live copies"}),
    "removal-needed": ((C, S, P, State.REMOVAL_NEEDED), {"reason": "wrong price"}),
    "asked": ((State.ASKED,), {"reason": "a person sends it now"}),
    "held": ((State.HELD,), {"class_": "late", "reason": "it came to main after its time"}),
    "held-duplicate": ((State.HELD,), {"class_": "duplicate", "reason": "the same text went out as tea"}),
    "missed": ((State.MISSED,), {"class_": "late", "reason": "its time ran out"}),
    "rejected": ((C, S, State.REJECTED), {"class_": "content", "reason": "too long"}),
}


@pytest.mark.parametrize("name", NEEDS)
def test_each_thing_that_waits_for_a_person_says_what_to_do(hall, golden, name):
    states, last = NEEDS[name]
    hall.stage.post("brew", at="2026-12-01 18:00", title="Brew at home")
    if name in ("rejected", "held-duplicate"):
        last = {**last, "payload_sha256": _digest(hall, "brew")}
    hall.write("brew", *states, **last)
    assert [what for what, _ in hall.told() if what != "comment"] == ["open"]
    (issue,) = hall.hub.issues.values()
    golden(HERE / f"{name}.md", f"# {issue.title}\n\n{issue.body}\n")
    assert issue.labels == ["smmops"]
    assert hall.told() == []


def test_a_key_whose_entries_do_not_fit_together_is_told(hall, golden):
    key = hall.write("brew", C, S, P)
    repository = hall.stage.repository()
    tip = repository.fetch().state
    repository.push(tip, {entry_path(key, 4, C): b"{}"}, "torn", seal=True)
    hall.tell()
    (issue,) = hall.hub.issues.values()
    golden(HERE / "torn.md", f"# {issue.title}\n\n{issue.body}\n")


def _digest(hall: Hall, name: str) -> str:
    from smmops.jobs.publish.tick import start

    shift = start(hall.stage.world())
    post = shift.desk.workspace.posts[name]
    return shift.desk.payload(post, post.variants[0])[1]


def test_an_unknown_is_closed_when_a_person_decides_and_the_issue_says_so(hall):
    key = hall.write("brew", C, S, State.UNKNOWN)
    hall.tell()
    (issue,) = hall.hub.issues.values()
    command = next(line for line in issue.body.splitlines() if line.startswith("smmops ledger resolve"))
    assert (
        command.split("   #")[0] == f"smmops ledger resolve brew.bluesky-acme --nonce {NONCE} --live ADDRESS"
    )
    hall.stage.clock.pass_(hours=1)
    resolve(hall.stage.world(), Decision(key, "absent", NONCE))
    assert ("close", "brew on bluesky-acme: needs a person") in hall.told()
    assert issue.state == "closed"
    assert "Decided: it is scheduled now" in issue.body
    assert hall.told() == []


def test_what_is_held_is_decided_by_a_new_time_on_main(hall):
    hall.stage.post("brew", at="2026-12-01 18:00")
    hall.write("brew", State.HELD, class_="late", reason="late")
    hall.tell()
    assert hall.open() == ["brew on bluesky-acme: held"]
    hall.stage.post("brew", at="2026-12-09 18:00")
    hall.tell()
    assert hall.open() == []
    hall.stage.post("brew", at="2026-12-01 18:00")  # the decision was taken back
    hall.tell()
    assert hall.open() == ["brew on bluesky-acme: held"]


def test_what_is_missed_and_gone_from_main_is_decided(hall):
    hall.write("brew", State.MISSED)
    assert hall.told() == []


def test_an_issue_that_a_person_closed_stays_closed(hall):
    hall.stage.post("brew", at="2026-12-01 18:00")
    hall.write("brew", State.MISSED, reason="its time ran out")
    hall.tell()
    (issue,) = hall.hub.issues.values()
    issue.state = "closed"
    for _ in range(3):
        hall.stage.clock.pass_(days=1)
        assert hall.told() == []
    assert len(hall.hub.issues) == 1


def test_a_new_trouble_of_the_same_post_is_a_new_issue(hall):
    hall.stage.post("brew", at="2026-12-01 18:00")
    hall.write("brew", State.HELD, class_="late")
    hall.tell()
    hall.hub.issues[1].state = "closed"
    hall.write("tea", C, S, State.UNKNOWN)
    hall.tell()
    assert hall.open() == ["tea on bluesky-acme: needs a person"]


def test_a_title_that_somebody_changed_is_put_right(hall):
    hall.write("brew", C, S, State.UNKNOWN)
    hall.tell()
    (issue,) = hall.hub.issues.values()
    issue.title = "fine"
    assert hall.told() == [("mend", "brew on bluesky-acme: needs a person")]
    assert issue.title == "brew on bluesky-acme: needs a person"


def test_a_hundred_posts_that_were_held_open_a_few_issues_at_a_time(hall):
    for n in range(AT_ONCE + 3):
        hall.stage.post(f"p{n}", at="2026-12-01 18:00")
        hall.write(f"p{n}", State.HELD, class_="freeze", pull=None)
    first = hall.tell()
    assert (len(first.told), first.left) == (AT_ONCE, 3)
    assert len(hall.tell().told) == 3


def test_old_misses_are_history_and_old_doubts_are_not(hall):
    hall.stage.post("brew", at="2026-12-01 18:00")
    hall.write("brew", State.MISSED, pull=None)
    hall.write("tea", C, S, State.UNKNOWN, pull=None)
    hall.stage.clock.pass_(days=40)
    assert hall.told() == [("open", "tea on bluesky-acme: needs a person")]


def test_another_brands_issue_is_left_alone(hall):
    hall.write("brew", C, S, State.UNKNOWN, pull=None)
    hall.tell()
    issue = hall.hub.issues[1]
    issue.body = issue.body.replace("key=acme/", "key=other/")
    hall.tell()
    assert issue.state == "open"
    assert len(hall.open()) == 2


def test_an_emergency_is_reviewed_in_time_or_called_overdue(hall, golden):
    hall.write("brew", C, S, P, bypass="the shop shows a price of 1 won")
    hall.write("tea", C, S, P, bypass="the shop shows a price of 1 won")
    assert ("open", "Emergency merge #12: review it by Wed 2 Dec 2026 18:00 KST (09:00 UTC)") in hall.told()
    (issue,) = hall.hub.issues.values()
    golden(HERE / "emergency.md", f"# {issue.title}\n\n{issue.body}\n")
    assert hall.told() == []
    hall.stage.clock.pass_(hours=25)
    assert [what for what, _ in hall.told()] == ["mend"]
    assert "is overdue since Wed 2 Dec" in issue.title
    issue.state = "closed"
    assert hall.told() == []


def test_one_pull_request_that_cannot_be_written_delays_no_other(hall):
    hall.write("brew", C, S, P)
    hall.write("autumn", C, S, P, pull=13)
    hall.write("tea", C, S, State.UNKNOWN, pull=None)
    hall.hub.faults.append(Fault("/issues/12/comments", "404"))
    done = hall.tell()
    assert [about for about, _ in done.troubles] == ["#12"]
    assert [(one.what, one.number) for one in done.told] == [("comment", 13), ("open", 1)]


def test_whatever_people_and_networks_said_calls_nobody(hall):
    hall.stage.post("brew", at="2026-12-01 18:00", title=EVIL)
    hall.write("brew", State.HELD, class_="late", reason=EVIL)
    hall.write("tea", C, S, State.UNKNOWN, reason=EVIL)
    remote = Remote(id=EVIL, url=f"https://evil.example/{EVIL}")
    hall.write("autumn", C, S, P, remote=remote, steps=(Step(part=1, remote=remote),), bypass=EVIL)
    hall.tell()
    texts = [one.body for one in (*hall.hub.comments, *hall.hub.issues.values())]
    assert len(texts) == 4
    for text in texts:
        found = seen(text)
        assert not {"script", "img", "a", "iframe"} & found.tags
        assert [call for call in found.calls if "12" not in call[1]] == []
        assert "\u202e" not in text


def test_the_texts_are_korean_where_the_workspace_is(hall, golden):
    text = SETTINGS.replace("timezone: UTC", "timezone: Asia/Seoul\nlanguage: ko")
    hall.stage.merge({"smmops.yaml": text})
    hall.write("brew", C, S, State.UNKNOWN, reason="the answer was lost")
    hall.tell()
    (issue,) = hall.hub.issues.values()
    golden(HERE / "unknown.ko.md", f"# {issue.title}\n\n{issue.body}\n")
