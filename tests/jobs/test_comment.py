"""A check's plan becomes the one comment of its pull request, and nothing older or stranger ever does."""

from dataclasses import replace

import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.checks import GitHubChecks
from smmops.forge.github.talk import Talk
from smmops.jobs.comment import Commented, comment
from smmops.model.problem import SmmopsError
from smmops.model.settings import Settings
from smmops.render.plan_json import plan_json
from smmops.render.sticky import taken_apart
from tests.forge.github.hub import START, TOKEN, Account, Checked, Fault, Hub, Kept, Pull, Said
from tests.forge.github.server import HubTransport, Server
from tests.forge.github.town import TestClock
from tests.forge.packed import packed
from tests.render.test_plan import full

ONE, TWO = "ab" * 20, "cd" * 20
JUNO = Account(1002, "juno-writes")
SETTINGS = Settings.model_validate(
    {"version": 1, "id": "acme", "brand": "Acme", "timezone": "Asia/Seoul", "language": "en", "channels": {}}
)
FIRST = "<!-- smmops:plan v1 repo=777001 pr=12 -->"


class Place:
    """A pull request whose head moves, its checks, and the trusted job."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.hub.rights = {"contents": "read", "actions": "read", "pull-requests": "write"}
        self.hub.pulls[12] = Pull(12, JUNO, ONE, "autumn", START)
        self.server = Server(self.hub)

    def check(self, run: int, head: str = ONE, *, says: str | None = None, **changed: object) -> None:
        """A run over a head, with the plan that it left."""
        self.hub.checks[run] = replace(Checked(run, head, "autumn"), **changed)  # type: ignore[arg-type]
        plan = full("en")
        named = replace(plan, inputs=replace(plan.inputs, head=says or head), digest=f"sha256:{run:064x}")
        kept = packed({"plan.json": plan_json(named).encode()})
        self.hub.artifacts.append(Kept(run, run, "smmops-plan", kept))

    def push(self, head: str) -> None:
        self.hub.pulls[12].head = head

    def comment(self, run: int, *, live: bool = True) -> Commented:
        clock = TestClock()
        api = Api(
            self.server.base, TOKEN, clock=clock, jitter=lambda: 0.5, transport=HubTransport(self.server)
        )
        asking = Asking(api, "haneul-books/social")
        return comment(Talk(asking), GitHubChecks(asking), run, settings=SETTINGS, live=live)

    def bodies(self) -> list[str]:
        return [one.body for one in self.hub.comments]


@pytest.fixture
def place():
    made = Place()
    yield made
    assert made.server.wrong == []


def test_the_comment_names_its_run_and_its_head(place):
    place.check(5, attempt=2)
    done = place.comment(5)
    assert (done.number, done.why_not, done.no_plan) == (12, None, None)
    (body,) = place.bodies()
    assert body.splitlines()[:2] == [FIRST, f"<!-- smmops:run head={ONE} run=5 attempt=2 -->"]
    assert f"sha256:{5:064x}" in body


def test_without_live_nothing_is_written_and_all_of_it_is_shown(place):
    place.check(5)
    done = place.comment(5, live=False)
    assert done.body.startswith(FIRST)
    assert "**Merging publishes" in done.body
    assert place.bodies() == []


def test_the_same_plan_twice_writes_once(place):
    place.check(5)
    first, again = place.comment(5), place.comment(5)
    assert first.said is not None
    assert again.said is not None
    assert (first.said.changed, again.said.changed) == (True, False)


def test_an_older_head_writes_nothing_even_where_no_newer_comment_is_there_yet(place):
    place.check(5)
    place.push(TWO)
    assert "no open pull request" in str(place.comment(5).why_not)
    assert place.bodies() == []


def test_an_older_run_of_the_same_head_never_overwrites_a_later_one(place):
    place.check(5)
    place.check(6)
    place.comment(6)
    before = place.bodies()
    assert "later run" in str(place.comment(5).why_not)
    assert place.bodies() == before
    place.check(6, attempt=2)
    place.comment(6)
    assert "run=6 attempt=2" in place.bodies()[0]
    place.hub.checks[6] = replace(place.hub.checks[6], attempt=1)
    assert "later run" in str(place.comment(6).why_not)


def test_a_head_that_moves_while_the_plan_is_read_writes_nothing(place):
    place.check(5)
    place.hub.faults.append(Fault("/actions/runs/5/artifacts", "502"))
    asked = place.server.answer

    def moving(method, target, headers, body):  # type: ignore[no-untyped-def]
        if "/artifacts" in target:
            place.push(TWO)
        return asked(method, target, headers, body)

    place.server.answer = moving
    assert "moved on" in str(place.comment(5).why_not)
    assert place.bodies() == []


def test_what_is_live_stays_at_the_head_of_the_comment(place):
    block = f"{FIRST}\n<!-- smmops:published -->\n\n**✓ 1 of 1 live**\n\n<!-- /smmops:published -->"
    place.hub.comments.append(Said(100, 12, Account(41898282, "github-actions[bot]", "Bot"), block))
    place.check(5)
    place.comment(5)
    (body,) = place.bodies()
    apart = taken_apart(body)
    assert apart.published == "**✓ 1 of 1 live**"
    assert apart.plan.startswith("**Merging publishes")


def test_the_plan_of_another_commit_is_no_plan(place):
    place.check(5, says=TWO)
    assert str(place.comment(5).no_plan) == "what the check left is the plan of another commit"
    assert "No plan of this pull request" in place.bodies()[0]
    assert "Merging publishes" not in place.bodies()[0]


def test_a_plan_that_is_none_is_said_without_its_words(place):
    place.check(5)
    place.hub.artifacts[0].content = packed({"plan.json": b'{"@acme/legal": "<script>"}'})
    assert "what the check left is no plan" in str(place.comment(5).no_plan)
    assert "acme/legal" not in place.bodies()[0]
    assert "script" not in place.bodies()[0]


@pytest.mark.parametrize("changed", [{"event": "push"}, {"path": ".github/workflows/evil.yml"}])
def test_only_runs_of_the_check_are_read(place, changed):
    place.check(5, **changed)
    with pytest.raises(SmmopsError) as refused:
        place.comment(5)
    assert refused.value.exit_code == 64
    with pytest.raises(SmmopsError, match="no run 99"):
        place.comment(99)
    assert place.bodies() == []


@pytest.mark.parametrize("lacking", ["actions", "pull-requests"])
def test_each_right_that_the_workflow_grants_is_needed(place, lacking):
    place.check(5)
    del place.hub.rights[lacking]
    with pytest.raises(SmmopsError) as refused:
        place.comment(5)
    assert refused.value.exit_code == 1
    assert place.bodies() == []
