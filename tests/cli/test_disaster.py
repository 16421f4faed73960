"""docs/disaster.md, played: each disaster happens, the page's own commands are typed, and live copies are counted."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from smmops.cli import exits
from tests.project.tree import ROOT

pytestmark = pytest.mark.journey

PAGE = (ROOT / "docs/disaster.md").read_text(encoding="utf-8")
TEXT, NEXT = "New books on Saturday 🍂", "Dry again, and open"


def blocks() -> dict[str, list[tuple[str, int]]]:
    """Heading -> its command lines, each with the exit code that its comment promises."""
    found: dict[str, list[tuple[str, int]]] = {}
    for head, text in re.findall(r"^#{2,3} ([^\n]+)\n(.*?)(?=^#{2,3} |\Z)", PAGE, re.DOTALL | re.MULTILINE):
        lines = [
            line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
        ]
        if lines:
            found[head] = [(line.partition("  #")[0].strip(), promised(line)) for line in lines]
    return found


def promised(line: str) -> int:
    said = re.search(r"# exit (\d+)", line)
    return int(said[1]) if said else 0


class Drill:
    """A team with one post out, and the page's commands typed in its clone."""

    def __init__(self, team) -> None:
        self.team = team
        self.backup = team.folder / "backup.git"
        self.words = {"ORIGIN": str(team.folder / "origin.git"), "BACKUP": str(self.backup)}
        self.said: list[str] = []
        team.post("autumn", TEXT)
        assert team.smmops("publish", "--live").code == exits.FINE

    def play(
        self, heading: str, *, between: dict[int, Callable[[], None]] | None = None, **words: str
    ) -> None:
        """Types a block, line by line; `between` happens before the line of that number, from 0."""
        self.words.update(words)
        for number, (line, code) in enumerate(BLOCKS[heading]):
            if between and number in between:
                between[number]()
            assert self.type(line) == code, f"{line}\n{self.said[-1]}"

    def type(self, line: str) -> int:
        words = shlex.split(re.sub(r"\b(ORIGIN|BACKUP|GOOD|BAD)\b", lambda found: self.words[found[0]], line))
        if words[0] == "smmops":
            ran = self.team.smmops(*words[1:])
            self.said.append(ran.out + ran.err)
            return ran.code
        done = subprocess.run(words, cwd=self.team.clone, capture_output=True, text=True, check=False)
        self.said.append(done.stdout + done.stderr)
        return done.returncode

    def over(self, *texts: str) -> None:
        """Exactly these are live, and a new post goes out: work goes on."""
        assert self.team.live() == list(texts)
        self.team.post("next-day", NEXT)
        ran = self.team.smmops("publish", "--live")
        assert ran.code == exits.FINE, ran.out + ran.err
        assert self.team.live() == [*texts, NEXT]

    def git(self, *words: str) -> str:
        return self.team.run_git(*words)

    def lose(self, *patterns: str) -> None:
        listed = [line.split("\t")[1] for line in self.git("ls-remote", "origin").splitlines()]
        gone = [name for name in listed if any(pattern in name for pattern in patterns)]
        assert gone
        self.git("push", "--quiet", "origin", *(f":{name}" for name in gone))


BLOCKS = blocks()


@pytest.fixture
def drill(team) -> Drill:
    return Drill(team)


def test_the_backup_of_the_page_holds_main_ledger_seal_and_checkpoints(drill):
    drill.play("Before anything is lost")
    refs = subprocess.run(
        ["git", "for-each-ref", "--format=%(refname)"],
        cwd=drill.backup,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in ("heads/main", "heads/smmops-state", "heads/smmops-seal", "tags/smmops-checkpoint/"):
        assert f"refs/{name}" in refs


def test_a_lost_state_branch_starts_again_at_the_seal(drill):
    drill.lose("heads/smmops-state")
    drill.play("The seal is still there")
    drill.over(TEXT)


def test_a_lost_ledger_comes_back_from_the_backup(drill):
    for line, _ in BLOCKS["Before anything is lost"]:
        drill.type(line)
    drill.lose("heads/smmops-state", "heads/smmops-seal", "tags/smmops-checkpoint")
    drill.play("The seal is lost too, and there is a backup")
    drill.over(TEXT)


def test_a_ledger_of_which_nothing_is_left_holds_what_was_due(drill):
    drill.lose("heads/smmops-state", "heads/smmops-seal", "tags/smmops-checkpoint")
    drill.play("Nothing is left")
    assert "held" in drill.said[2]
    drill.over(TEXT)


def test_a_rewound_state_branch_is_found_by_the_seal_and_kept_as_evidence(drill):
    tip = drill.git("ls-remote", "origin", "smmops-state").split()[0]
    drill.git("fetch", "--quiet", "origin", "smmops-state")
    drill.git("push", "--quiet", "--force", "origin", f"{tip}~2:refs/heads/smmops-state")
    drill.play("The state branch was rewound")
    assert "smmops-state-broken" in drill.git("ls-remote", "origin")
    drill.over(TEXT)


def test_a_repository_from_an_old_backup_sends_nothing_twice(drill):
    for line, _ in BLOCKS["Before anything is lost"]:
        drill.type(line)
    drill.team.post("monday", "Open on Monday")
    assert drill.team.smmops("publish", "--live").code == exits.FINE
    main = drill.git("rev-parse", "HEAD").strip()
    origin, old = Path(drill.words["ORIGIN"]), drill.team.folder / "newer.git"
    origin.rename(old)
    drill.backup.rename(origin)
    drill.git("push", "--quiet", "origin", f"{main}:refs/heads/main")
    drill.play("The whole repository came back from an old backup")
    drill.over(TEXT, "Open on Monday")


def test_without_the_page_an_old_backup_would_be_believed(drill):
    """Why that part of the page is there: nothing in an old repository shows that it is old."""
    for line, _ in BLOCKS["Before anything is lost"]:
        drill.type(line)
    drill.team.post("monday", "Open on Monday", channels="mastodon-haneul")
    drill.team.smmops("publish", "--live")
    main = drill.git("rev-parse", "HEAD").strip()
    origin = Path(drill.words["ORIGIN"])
    origin.rename(drill.team.folder / "newer.git")
    drill.backup.rename(origin)
    drill.git("push", "--quiet", "origin", f"{main}:refs/heads/main")
    ran = drill.team.smmops("publish", "--format", "json").json
    assert [row["word"] for row in ran["publications"]] == ["sending"]


def test_a_lost_token_is_changed_work_goes_on_and_the_old_one_is_refused(drill):
    team, old = drill.team, drill.team.environment["BLUESKY_HANEUL_APP_PASSWORD"]
    team.post("monday", "Open on Monday")
    team.environment["BLUESKY_HANEUL_APP_PASSWORD"] = "stol-en00-revo-ked0"

    def changed() -> None:
        team.environment["BLUESKY_HANEUL_APP_PASSWORD"] = old

    drill.play("A network's token", between={1: changed})
    assert "secret" in drill.said[0]
    assert team.live() == [TEXT, "Open on Monday"]
    refused = team.smmops("snapshot", "--live", BLUESKY_HANEUL_APP_PASSWORD="stol-en00-revo-ked0")
    assert "stol-en00" not in refused.out + refused.err
    drill.over(TEXT, "Open on Monday")


def test_a_lost_key_to_the_repository_sends_nothing_until_there_is_a_new_one(drill):
    drill.team.post("monday", "Open on Monday")
    hook = Path(drill.words["ORIGIN"]) / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'this key was removed' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    def renewed() -> None:
        assert drill.team.live() == [TEXT]
        hook.unlink()

    drill.play("The job's key to the repository", between={1: renewed})
    drill.over(TEXT, "Open on Monday")


def test_a_forge_that_is_down_stops_with_nothing_half_done(drill):
    drill.team.post("monday", "Open on Monday")
    before = drill.git("ls-remote", "origin", "smmops-state")
    origin, away = Path(drill.words["ORIGIN"]), drill.team.folder / "away.git"
    origin.rename(away)

    def back() -> None:
        assert drill.team.live() == [TEXT]
        away.rename(origin)
        assert drill.git("ls-remote", "origin", "smmops-state") == before

    drill.play("The forge is down", between={1: back})
    drill.over(TEXT, "Open on Monday")


def test_a_network_that_is_down_is_tried_again(drill):
    drill.team.post("monday", "Open on Monday")
    fault = {"do": "status", "status": 503, "network": "bluesky", "times": None}
    drill.team.sandbox.control.faults(fault)

    def back() -> None:
        assert drill.team.live() == [TEXT]
        drill.team.sandbox.control.clear_faults()

    drill.play("The network is down", between={2: back})
    drill.over(TEXT, "Open on Monday")


def test_a_main_that_was_forced_back_is_found_by_the_receipts(drill):
    good = drill.git("rev-parse", "HEAD").strip()
    bad = drill.git("rev-parse", "HEAD~1").strip()
    drill.git("push", "--quiet", "--force", "origin", f"{bad}:refs/heads/main")
    assert drill.team.smmops("publish", "--live").code == exits.FINE
    assert drill.team.live() == [TEXT]
    assert good in drill.git("show", receipt(drill))
    drill.play("Main was force-pushed", GOOD=good, BAD=bad)
    drill.over(TEXT)


def receipt(drill: Drill) -> str:
    drill.git("fetch", "--quiet", "origin", "+smmops-state:refs/looked/state")
    names = drill.git("ls-tree", "-r", "--name-only", "refs/looked/state").split()
    return f"refs/looked/state:{next(name for name in names if name.endswith('-claimed.json'))}"


def test_every_block_of_the_page_has_its_drill():
    """Each heading with commands is played by a test above, by name."""
    text = Path(__file__).read_text(encoding="utf-8")
    played = set(re.findall(r'\.play\(\s*"([^"]+)"', text))
    assert played == set(BLOCKS)
