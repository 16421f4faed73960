"""Attacks by what files say, and by when they come; each by somebody whose change was even approved."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from smmops.forge.local import LocalForge
from smmops.store.memory import Edit, Fault
from tests.adversarial.town import POST, TEXT, land, post, said, stopped, tick
from tests.cli.test_github import MINA
from tests.jobs.stage import SETTINGS, Stage, post_text

pytestmark = pytest.mark.adversarial
PASSWORD_FILE = "/etc/passwd"


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server of an attacker's on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET  # noqa: N815 -- the names that http.server asks for

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "file", ["../../../../../../etc/passwd", "/etc/passwd", "../../.git/config", "./../../../.git/config"]
)
def test_a_post_shows_a_file_from_outside_the_repository(github, file):
    land(github, {POST: post(more=f"media: [{{file: {file}, alt: x}}]\n")}, MINA)
    stopped(github, "nothing to do")
    assert "error SMM" in github.smmops("check").out


def test_a_post_shows_a_link_that_leads_out(github):
    picture = "media: [{file: shop.png, alt: x}]\n"
    land(github, {POST: post(more=picture), "content/media/shop.png": f"-> {PASSWORD_FILE}"}, MINA)
    stopped(github, "nothing to do")
    assert "SMM140" in github.smmops("check").out


def test_a_post_is_a_link_that_leads_out(github):
    land(github, {POST: "-> /etc/hostname"}, MINA)
    stopped(github, "nothing to do")


def test_a_bomb_of_anchors_stops_its_own_post_alone(github):
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    land(github, {POST: post(more=bomb), "content/2026/12/fine.md": post("A quiet evening")}, MINA)
    assert tick(github).code == 0
    assert github.team.live() == ["A quiet evening"]


def test_tags_that_would_run_something_run_nothing(github):
    tag = "title: !!python/object/apply:os.system [touch hacked]\n"
    land(github, {POST: post(more=tag)}, MINA)
    stopped(github, "nothing to do")
    assert not (github.team.clone / "hacked").exists()


def test_checks_and_plans_fetch_nothing_that_a_post_names(github, elsewhere):
    """Nobody learns when a draft is looked at, and no address inside the network is reached."""
    address, asked = elsewhere
    more = f"link: {address}/link\ncard: {{title: A, description: B}}\n"
    url = f"media: [{{url: '{address}/tour.mp4', sha256: '{'0' * 64}', bytes: 10}}]\n"
    land(github, {POST: post(f"See {address}/text", more), "content/2026/12/film.md": post("Film", url)})
    for words in (("check",), ("plan", "--base", "HEAD^", "--head", "HEAD"), ("preview", "autumn")):
        github.smmops(*words)
    tick(github)
    assert asked == []
    assert github.team.sandbox.control.requests() == []


def test_an_empty_plan_publishes_nothing_and_still_has_a_digest(github):
    made = github.smmops("plan", "--base", "HEAD", "--head", "HEAD", "--format", "json").json
    assert made["changes"] == []
    assert made["plan_digest"].startswith("sha256:")
    stopped(github, "nothing to do")


def test_a_flood_of_changes_that_nobody_reviewed_starts_nothing(github):
    land(github, {f"content/2026/12/flood-{number}.md": post(f"Buy {number}") for number in range(40)})
    ran = tick(github)
    assert "0 of 1 approvals count" in said(ran)
    assert github.team.sandbox.control.requests() == []
    listed = github.team.run_git("ls-tree", "-r", "--name-only", "origin/smmops-state")
    assert "claimed" not in listed


def test_hidden_and_turning_characters_are_shown_to_the_reviewer_and_make_the_check_red(github):
    """Flagged, not stopped at the last moment: the check is red and every view writes them out."""
    land(github, {POST: post("Books \u202efor 1 won\u200b")}, MINA)
    ran = github.smmops("check")
    assert (ran.code, "hidden-character" in ran.out) == (1, True)
    plan = github.smmops("plan", "--base", "HEAD^", "--head", "HEAD", "--format", "markdown").out
    for shown in (plan, github.smmops("preview", "autumn").out):
        assert "\\u202e" in shown
        assert "\u202e" not in shown
        assert "\\u200b" in shown


class Late:
    """A workspace in memory where main changes between the claim and the call."""

    def __init__(self) -> None:
        self.stage = Stage()
        team = (
            "members:\n  - {id: mina, git_emails: [mina@acme.example], roles: [admin]}\n"
            "  - {id: juno, git_emails: [juno@acme.example], roles: [editor]}\n"
        )
        self.stage.merge({"team.yaml": team, "smmops.yaml": SETTINGS + "  approvals: {minimum: 1}\n"})
        files = {"content/2026/12/brew.md": post_text(at="2026-12-01 09:00", body=TEXT).encode()}
        merger = Edit({}, "mina@acme.example", "Merge\n\nApproved-by: mina")
        self.stage.remote.merge([Edit(files, "juno@acme.example")], merger=merger)

    def tick(self) -> list[str]:
        self.stage.tick(forge=LocalForge())
        return [thing.text for thing in self.stage.net.things]

    def at_the_mark(self, body: str) -> None:
        """An unapproved text comes to main after the claim and its mark, before the first byte."""
        pushes: list[str] = []

        def weather(operation: str, moment: str) -> Fault | None:
            if (operation, moment) == ("push", "after"):
                pushes.append(operation)
                if len(pushes) == 2:
                    self.stage.weather = None
                    self.stage.post("brew", body=body)
            return None

        self.stage.weather = weather


def test_an_unapproved_text_comes_between_the_claim_and_the_call():
    late = Late()
    late.at_the_mark("Everything for 1 won")
    assert late.tick() == []
    assert late.tick() == []
