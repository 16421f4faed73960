"""What docs/running.md tells to run, run for real: each command line of each file publishes what is due."""

import configparser
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from smmops.cli.ticking import slower
from tests.cli.team import Team
from tests.project.tree import ROOT
from tests.workflows.conftest import python, wheel  # noqa: F401 -- fixtures: a runner's Python and our wheel

pytestmark = pytest.mark.journey

FOLDER = ROOT / "docs" / "running"
TEXT = "New books on Saturday"
BIN = Path(sys.executable).parent


@pytest.fixture
def env_file(team: Team, tmp_path: Path) -> Path:
    path = tmp_path / "social.env"
    path.write_text(
        "".join(f"{name}={value}\n" for name, value in team.environment.items()), encoding="utf-8"
    )
    return path


def at_home(text: str, team: Team, env_file: Path) -> str:
    """A file's text with the paths of this machine."""
    text = text.replace("/srv/social", str(team.clone)).replace("/opt/smmops/bin", str(BIN))
    return text.replace("/etc/smmops/social.env", str(env_file))


def bare(**more: str) -> dict[str, str]:
    """The little that cron, systemd or a container gives a process."""
    kept = {name: os.environ[name] for name in ("HOME", "GIT_CONFIG_GLOBAL") if name in os.environ}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", **kept, **more}


def unit(name: str, team: Team, env_file: Path) -> tuple[list[str], str, dict[str, str]]:
    """(words of the command line, folder, environment) of a service."""
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(at_home((FOLDER / name).read_text(encoding="utf-8"), team, env_file))
    service = read["Service"]
    lines = Path(service["EnvironmentFile"]).read_text(encoding="utf-8").splitlines()
    secrets = dict(line.split("=", 1) for line in lines)
    return service["ExecStart"].split(), service["WorkingDirectory"], bare(**secrets)


def test_the_timers_service_publishes_what_is_due(team, env_file):
    team.post("autumn", TEXT)
    words, folder, environment = unit("smmops-tick.service", team, env_file)
    ran = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert team.live() == [TEXT]


def test_the_line_of_cron_publishes_what_is_due(team, env_file):
    team.post("autumn", TEXT)
    line = at_home((FOLDER / "crontab").read_text(encoding="utf-8"), team, env_file).split(maxsplit=5)[5]
    ran = subprocess.run(["/bin/sh", "-c", line], env=bare(), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert team.live() == [TEXT]


def test_the_container_of_the_cluster_clones_and_publishes_what_is_due(team, tmp_path):
    team.post("autumn", TEXT)
    job = yaml.safe_load((FOLDER / "cronjob.yaml").read_text(encoding="utf-8"))
    (container,) = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    environment = bare(SOCIAL_REPOSITORY=f"file://{team.folder / 'origin.git'}", **team.environment)
    environment["PATH"] = f"{BIN}:{environment['PATH']}"
    team.run_git("config", "uploadpack.allowFilter", "true", cwd=team.folder / "origin.git")
    words = [*container["command"], *container["args"]]
    ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert team.live() == [TEXT]


def test_the_lines_of_gitlab_install_publish_and_measure(team, tmp_path, wheel, python):  # noqa: F811
    from smmops.cli.main import run

    words = ["--brand", "Haneul", "--channel", "bluesky=haneul.example", "--github", "haneul/social"]
    assert run(["init", str(tmp_path / "made"), *words, "--wheel", str(wheel)]) == 0
    shutil.copytree(tmp_path / "made" / ".github" / "smmops", team.clone / ".github" / "smmops")
    team.post("autumn", TEXT)
    (tmp_path / "home").mkdir()
    shutil.copy(os.environ["GIT_CONFIG_GLOBAL"], tmp_path / "home" / ".gitconfig")
    environment = bare(PIP_NO_INDEX="1", PUSH_TOKEN="a-token", **team.environment)
    environment |= {"HOME": str(tmp_path / "home"), "PATH": f"{python}:{environment['PATH']}"}
    del environment["GIT_CONFIG_GLOBAL"]
    for line in yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text(encoding="utf-8"))["publish"]["script"]:
        ran = subprocess.run(
            ["sh", "-eu", "-c", line],
            cwd=team.clone,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, (line, ran.stdout, ran.stderr)
    assert team.live() == [TEXT]
    assert "smmops-metrics" in team.run_git("ls-remote", "--heads", "origin")
    asked = ["git", "credential", "fill"]
    filled = subprocess.run(
        asked,
        input="protocol=https\nhost=git.example\n\n",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "password=a-token\n" in filled.stdout


def service(team: Team, env_file: Path, every: str = "1s") -> subprocess.Popen[str]:
    words, folder, environment = unit("smmops.service", team, env_file)
    assert words[-2:] == ["--every", "5m"]
    return subprocess.Popen(
        [*words[:-1], every],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until(process: subprocess.Popen[str], wanted: str) -> str:
    """Reads lines until one holds the text; gives it."""
    assert process.stdout is not None
    for line in process.stdout:
        if wanted in line:
            return line
    raise AssertionError(f"it ended without {wanted!r}")


def test_the_service_says_a_line_a_tick_and_ends_well_when_it_is_told_to(team, env_file):
    team.post("autumn", TEXT)
    with service(team, env_file) as running:
        first = until(running, "tick: fine")
        until(running, "autumn")
        until(running, "tick: fine")
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert first[:4].isdigit()
    assert running.returncode == 0
    assert team.live() == [TEXT]


def test_the_service_outlives_a_remote_that_is_away_and_asks_less_often_meanwhile(team, env_file):
    away = team.folder / "away.git"
    (team.folder / "origin.git").rename(away)
    with service(team, env_file) as running:
        assert "next in 2s" in until(running, "tick: failed (exit 75)").replace(" s", "s")
        assert "next in 4s" in until(running, "tick: failed (exit 75)").replace(" s", "s")
        away.rename(team.folder / "origin.git")
        assert "next in" not in until(running, "tick: fine")
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert running.returncode == 0


def test_a_service_that_is_stopped_in_the_middle_of_a_call_records_it_first(team, env_file):
    team.post("autumn", TEXT)
    team.sandbox.control.faults({"do": "delay", "when": "after", "seconds": 0.2, "path": "*.putRecord"})
    with service(team, env_file) as running:
        deadline = time.monotonic() + 30
        while not team.live() and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=60)
    assert running.returncode == 0, said
    shown = team.smmops("ledger", "show", "--format", "json").json["publications"]
    assert [row["word"] for row in shown] == ["live"]
    assert team.live() == [TEXT]


def test_as_json_a_service_prints_a_line_a_tick(team):
    import json

    with team.start("publish", "--live", "--every", "1s", "--format", "json") as running:
        assert running.stdout is not None
        facts = [json.loads(running.stdout.readline()) for _ in range(2)]
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert {fact["schema"] for fact in facts} == {"smmops.tick/1"}
    assert facts[0]["tick"]["schema"] == "smmops.publish/1"
    assert running.returncode == 0


@pytest.mark.parametrize(
    ("every", "failed", "seconds"),
    [(1, 0, 1), (1, 1, 2), (1, 3, 8), (1, 99, 300), (60, 1, 120), (300, 5, 300), (3600, 5, 3600)],
)
def test_the_gap_grows_with_failures_up_to_five_minutes(every, failed, seconds):
    assert slower(timedelta(seconds=every), failed) == timedelta(seconds=seconds)
