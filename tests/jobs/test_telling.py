"""What the ledger came to, told on the forge: once, in place, closed when it is decided, and nothing invented."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.checks import GitHubChecks
from smmops.forge.github.talk import Talk
from smmops.jobs.ledger import Decision, resolve
from smmops.jobs.telling import AT_ONCE, SINCE, Telling, tell
from smmops.ledger.codec import encode, sha256
from smmops.ledger.paths import entry_path
from smmops.model.entry import Entry, Run, Step
from smmops.model.outcome import Remote
from smmops.model.ports import Landed
from smmops.model.state import State
from tests.forge.github.hub import TOKEN, Account, Fault, Hub, Pull
from tests.forge.github.server import HubTransport, Server
from tests.jobs.stage import SETTINGS, Stage
from tests.render.gfm import seen

HERE = Path(__file__).parent / "told"
JUNO = Account(1002, "juno-writes")
C, S, P = State.CLAIMED, State.SENDING, State.PUBLISHED
NONCE = "5f0c7f7e-3f9c-4a53-9d5b-0d6a3b1c2d3e"
EVIL = "@acme/legal <script>x</script> ``` #1 [a](https://evil.example) | \u202e"


class Hall:
    """A ledger that a test writes, and the forge that hears of it."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.merge({"smmops.yaml": SETTINGS.replace("timezone: UTC", "timezone: Asia/Seoul")})
        self.hub = Hub(now=self.stage.clock.now)
        self.hub.rights = {"contents": "read", "issues": "write", "pull-requests": "write"}
        for number in (12, 13):
            self.hub.pulls[number] = Pull(number, JUNO, "ab" * 20, f"b{number}", self.hub.now())
        self.server = Server(self.hub)

    def write(self, post: str, *states: State, pull: int | None = 12, **last: Any) -> str:
        """Entries of a post on Bluesky; `last` goes into the last of them, `bypass` is how its file came in."""
        key = f"acme/{post}.bluesky-acme"
        bypass = last.pop("bypass", None)
        files, tail, at = {}, None, self.stage.clock.now()
        for number, state in enumerate(states, start=1):
            entry = _entry(key, state, number, at).but(prev=tail)
            if state is C:
                evidence = {"files": [_file(post, pull, bypass, at)], "reason": bypass or ""}
                entry = entry.but(approval=evidence, lease_until=at + timedelta(minutes=20))
            if number == len(states):
                entry = entry.but(**last)
            content = encode(entry)
            files[entry_path(key, number, state)] = content
            tail = sha256(content)
        repository = self.stage.repository()
        tip = repository.fetch().state
        assert tip
        assert isinstance(repository.push(tip, files, "written by a test", seal=True), Landed)
        return key

    def tell(self, *, live: bool = True, since: timedelta = SINCE) -> Telling:
        clock = self.stage.clock
        api = Api(
            self.server.base, TOKEN, clock=clock, jitter=lambda: 0.5, transport=HubTransport(self.server)
        )
        asking = Asking(api, "haneul-books/social")
        return tell(self.stage.world(), Talk(asking), GitHubChecks(asking), since=since, live=live)

    def told(self, **options: Any) -> list[tuple[str, str]]:
        return [(one.what, one.title) for one in self.tell(**options).told]

    def open(self) -> list[str]:
        return [one.title for one in self.hub.issues.values() if one.state == "open"]


def _file(post: str, pull: int | None, bypass: str | None, at: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {
        "path": f"content/2026/12/{post}.md",
        "how": "break-glass" if bypass else "approved",
    }
    if pull is not None:
        found |= {"repository": 777_001, "at": at.isoformat(), "authors": ["juno"]}
        found["pull_request"] = {"number": pull, "merged_by": {"id": "mina", "user": "1001"}}
    return found


def _entry(key: str, state: State, number: int, at: datetime) -> Entry:
    remote = Remote(id=f"at://{key}", url=f"https://bsky.example/profile/acme/post/{number}")
    live = state in (P, State.VERIFIED, State.DRIFTED, State.REMOVAL_NEEDED)
    return Entry(
        key=key,
        state=state,
        number=number,
        at=at,
        actor="mina",
        run=Run(id="1", tool="smmops"),
        nonce=NONCE,
        due_at=at,
        publish_at=at,
        remote=remote if live else None,
        steps=(Step(part=1, remote=remote),) if live else (),
    )


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
    hall.hub.rights = {"contents": "read", "issues": "read", "pull-requests": "read"}
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
