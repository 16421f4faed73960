"""Bad days: each ends with a clear message, the documented exit code, and nothing lost or sent twice."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from smmops.cli import exits

TEXT = "New books on Saturday 🍂"


def settled(team) -> None:
    """After the bad day: one more run leaves exactly one copy live and nothing to do."""
    ran = team.smmops("publish", "--live")
    assert ran.code == exits.FINE, ran.out + ran.err
    assert team.live() == [TEXT]
    assert team.smmops("publish", "--live", "--format", "json").json["publications"] == []
    assert team.live() == [TEXT]


def refused(ran, code: int, *words: str) -> None:
    """A clear end: the code, a sentence with these words, and what to do."""
    assert ran.code == code, ran.out + ran.err
    said = ran.out + ran.err
    for word in words:
        assert word in said, said
    assert "fix: " in said or "next: " in said


def test_an_offline_remote_sends_nothing_and_the_next_run_does(team):
    team.post("autumn", TEXT)
    away = team.folder / "away.git"
    (team.folder / "origin.git").rename(away)
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "remote")
    assert team.live() == []
    away.rename(team.folder / "origin.git")
    settled(team)


def test_a_state_branch_that_was_never_made_names_the_command(team):
    team.post("autumn", TEXT)
    team.run_git("push", "--quiet", "origin", ":smmops-state", ":smmops-seal")
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "state branch", "ledger init --live")
    assert team.live() == []


def test_a_state_branch_that_was_rewritten_stops_the_run_and_restored_starts_again_at_the_seal(team):
    team.post("autumn", TEXT)
    team.smmops("publish", "--live")
    sealed = team.run_git("ls-remote", "origin", "smmops-seal").split()[0]
    first = team.run_git("ls-remote", "origin", "smmops-state").split()[0]
    root = team.run_git("rev-list", "--max-parents=0", first).strip()
    team.run_git("push", "--quiet", "--force", "origin", f"{root}:refs/heads/smmops-state")
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "rewritten")
    assert team.live() == [TEXT]
    refused(team.smmops("ledger", "restored", "--live"), exits.PROBLEMS, "does not continue the seal")
    team.run_git("push", "--quiet", "origin", ":smmops-state")
    restored = team.smmops("ledger", "restored", "--live")
    assert restored.code == exits.FINE, restored.err
    team.run_git("fetch", "--quiet", "origin", "smmops-state")
    team.run_git("merge-base", "--is-ancestor", sealed, "FETCH_HEAD")
    assert "nothing to do" in team.smmops("publish", "--live").out
    assert team.live() == [TEXT]


def test_a_state_branch_lost_with_its_seal_holds_what_was_due(team):
    team.post("autumn", TEXT)
    team.smmops("publish", "--live")
    team.run_git("push", "--quiet", "origin", ":smmops-state", ":smmops-seal")
    tags = [line.split("\t")[1] for line in team.run_git("ls-remote", "--tags", "origin").splitlines()]
    team.run_git("push", "--quiet", "origin", *(f":{tag}" for tag in tags))
    restored = team.smmops("ledger", "restored", "--live")
    assert restored.code == exits.FINE, restored.err
    assert "1 posts are held" in restored.out
    team.smmops("publish", "--live")
    assert team.live() == [TEXT]


def test_a_wrong_secret_sends_nothing_and_says_which_channel(team):
    team.post("autumn", TEXT)
    refused(
        team.smmops("publish", "--live", BLUESKY_HANEUL_APP_PASSWORD="wrong-wrong-wrong"),
        exits.TRY_AGAIN,
        "bluesky-haneul",
        "secret",
    )
    assert team.live() == []
    settled(team)


def test_a_missing_secret_names_the_variable(team):
    team.post("autumn", TEXT)
    ran = team.smmops("publish", "--live", BLUESKY_HANEUL_APP_PASSWORD="")
    refused(ran, exits.TRY_AGAIN, "BLUESKY_HANEUL_APP_PASSWORD")
    settled(team)


def test_a_token_that_expires_stops_its_channel_and_not_the_others(team):
    team.post("autumn", TEXT, channels="bluesky-haneul, mastodon-haneul")
    team.sandbox.control.faults({"do": "expired", "network": "mastodon", "times": None})
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "mastodon-haneul")
    assert team.live("bluesky") == [TEXT]
    assert team.live("mastodon") == []


@pytest.mark.parametrize("minutes", [2, -2])
def test_a_clock_two_minutes_off_sends_nothing(team, minutes):
    team.post("autumn", TEXT)
    team.sandbox.control.clock(move=60 * minutes)
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "clock", "set the clock")
    assert team.live() == []
    team.sandbox.control.clock(reset=True)
    settled(team)


def test_a_network_that_is_down_is_tried_again(team):
    team.post("autumn", TEXT)
    team.sandbox.control.faults({"do": "status", "status": 503, "network": "bluesky", "times": None})
    refused(team.smmops("publish", "--live"), exits.TRY_AGAIN, "bluesky-haneul")
    team.sandbox.control.clear_faults()
    settled(team)


def limited(size: int) -> Callable[[], None]:
    """No file may grow beyond that many bytes: what a full disk looks like to a process."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_before_the_claim_sends_nothing(team):
    team.post("autumn", TEXT)
    ran = subprocess.run(
        [sys.executable, "-m", "smmops", "publish", "--live"],
        cwd=team.clone,
        env={**os.environ, **team.environment},
        preexec_fn=limited(0),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == exits.TRY_AGAIN, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert team.live() == []
    for lock in (team.clone / ".git").rglob(
        "*.lock"
    ):  # the limit kills git by a signal, in the middle of a ref
        lock.unlink()
    settled(team)


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not on this machine")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_clone_that_cannot_be_written_says_so_and_sends_nothing(team):
    team.post("autumn", TEXT)
    for folder in (team.folder, *team.folder.parents):
        if str(folder).count("/") > 1:
            folder.chmod(0o755)
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-m", "smmops"]
    nobody = {"HOME": "/nonexistent", "GIT_CONFIG_COUNT": "0"}
    ran = subprocess.run(
        [*command, "publish", "--live"],
        cwd=team.clone,
        env={**os.environ, **team.environment, **nobody},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    assert ran.returncode in (exits.TRY_AGAIN, exits.PROBLEMS, 126), ran.stdout + ran.stderr
    assert team.live() == []
    settled(team)


def test_an_interrupt_in_a_call_records_it_and_ends_130(team):
    team.post("autumn", TEXT)
    team.sandbox.control.faults({"do": "delay", "when": "after", "seconds": 0.2, "path": "*.putRecord"})
    with team.start("publish", "--live") as running:
        deadline = time.monotonic() + 30
        while not team.live() and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == exits.INTERRUPTED, out + err
    assert "Traceback" not in err
    shown = team.smmops("ledger", "show", "--format", "json").json["publications"]
    assert [row["word"] for row in shown] == ["live"]
    settled(team)


@pytest.mark.prove
def test_a_receipt_that_cannot_be_pushed_waits_in_a_file_that_recover_replays(team):
    """The remote goes away between the call and its receipt; the tries to push it take a minute."""
    team.post("autumn", TEXT)
    team.sandbox.control.faults({"do": "delay", "when": "after", "seconds": 0.25, "path": "*.putRecord"})
    away = team.folder / "away.git"
    with team.start("publish", "--live") as running:
        deadline = time.monotonic() + 30
        while not team.live() and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.005)
        (team.folder / "origin.git").rename(away)
        running.communicate(timeout=120)
    away.rename(team.folder / "origin.git")
    kept = list((team.clone / ".git" / "smmops" / "recovery").glob("*.json"))
    assert running.returncode != exits.FINE
    assert len(kept) == 1
    for _ in range(2):
        recovered = team.smmops("ledger", "recover", str(kept[0]), "--live")
        assert recovered.code == exits.FINE, recovered.err
    shown = team.smmops("ledger", "show", "--format", "json").json["publications"]
    assert [row["word"] for row in shown] == ["live"]
    assert team.live() == [TEXT]


def test_a_broken_smmops_yaml_stops_all_and_a_broken_post_only_itself(team):
    team.post("autumn", TEXT)
    team.commit({"content/2026/12/broken.md": "---\nchannels: [nowhere\n---\nx\n"})
    settled(team)
    at = datetime.now(UTC) - timedelta(minutes=1)
    team.commit({"smmops.yaml": f"version: 1\nid: haneul\nchannels: {at:%H}\n"})
    refused(team.smmops("publish", "--live"), exits.PROBLEMS, "smmops.yaml", "smmops check")


def test_outside_a_repository_the_message_says_where_one_is_looked_for(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "smmops", "publish"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == exits.PROBLEMS
    assert "smmops.yaml" in ran.stderr
    assert "-C" in ran.stderr
