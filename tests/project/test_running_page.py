"""docs/running.md shows the files beside it, and they are what systemd, cron, Kubernetes and GitLab can read."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.project.tree import ROOT
from tests.workflows.minutes import cron

PAGE = ROOT / "docs" / "running.md"
FOLDER = ROOT / "docs" / "running"
KINDS = {".yml": "yaml", ".yaml": "yaml", ".service": "ini", ".timer": "ini"}
MARK = re.compile(r"<!-- file: ([\w.-]+) -->\n(?:\n```\w*\n.*?\n```\n)?", re.DOTALL)
UNITS = ("smmops.service", "smmops-tick.service", "smmops-tick.timer")


def test_the_page_shows_the_files_as_they_are(golden):
    def shown(found: re.Match[str]) -> str:
        name = found[1]
        text = (FOLDER / name).read_text(encoding="utf-8")
        kind = "dockerfile" if name == "Dockerfile" else KINDS.get(Path(name).suffix, "text")
        return f"<!-- file: {name} -->\n\n```{kind}\n{text}```\n"

    text = PAGE.read_text(encoding="utf-8")
    assert {found[1] for found in MARK.finditer(text)} == {path.name for path in FOLDER.iterdir()}
    golden(PAGE, MARK.sub(shown, text))


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_units(name, tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not on this machine")
    for unit in UNITS:
        text = (FOLDER / unit).read_text(encoding="utf-8")
        text = text.replace("/opt/smmops/bin/smmops", sys.executable).replace("User=smmops", "User=root")
        (tmp_path / unit).write_text(text.replace("/srv/social", str(tmp_path)), encoding="utf-8")
    command = [program, "verify", "--man=no", "--generators=no", str(tmp_path / name)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in ran.stderr.splitlines() if str(tmp_path) in line or name in line]
    assert (ran.returncode, ours) == (0, [])


def test_a_unit_with_a_word_that_systemd_does_not_know_is_caught(tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not on this machine")
    text = (FOLDER / "smmops-tick.timer").read_text(encoding="utf-8").replace("*:0/5", "every five minutes")
    (tmp_path / "bad.timer").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [program, "verify", "--man=no", str(tmp_path / "bad.timer")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "bad unit file setting" in ran.stderr


def test_the_timer_and_the_cluster_tick_as_often_as_cron_does():
    line = (FOLDER / "crontab").read_text(encoding="utf-8").strip()
    assert "\n" not in line
    assert "%" not in line, "cron takes % for a line's end"
    fields = cron(" ".join(line.split()[:5]))
    assert fields == cron(_cronjob()["spec"]["schedule"])
    assert fields[0] == set(range(0, 60, 5))
    assert "OnCalendar=*:0/5\n" in (FOLDER / "smmops-tick.timer").read_text(encoding="utf-8")


def test_every_tick_ends_before_its_lease_does():
    """policy.lease is 20 minutes unless smmops.yaml says otherwise; a loop ends its ticks by itself."""
    assert _cronjob()["spec"]["jobTemplate"]["spec"]["activeDeadlineSeconds"] <= 900
    assert "TimeoutStartSec=15min\n" in (FOLDER / "smmops-tick.service").read_text(encoding="utf-8")
    assert _gitlab()["publish"]["timeout"] == "15 minutes"


def test_kubernetes_takes_the_cron_job():
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    for version in ("1.29", "1.34"):
        kubernetes_validate.validate(_cronjob(), version, strict=True)
    broken = _cronjob()
    broken["spec"]["shedule"] = broken["spec"].pop("schedule")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, "1.34", strict=True)


def test_gitlab_takes_its_file(tmp_path):
    program = Path(sys.executable).with_name("check-jsonschema")
    if not program.exists():
        pytest.skip("check-jsonschema is not installed: make test installs it")
    command = [str(program), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
    ran = subprocess.run(
        [*command, str(FOLDER / "gitlab-ci.yml")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    broken = tmp_path / "gitlab-ci.yml"
    text = (
        (FOLDER / "gitlab-ci.yml")
        .read_text(encoding="utf-8")
        .replace("interruptible: false", "interruptible: maybe")
    )
    broken.write_text(text, encoding="utf-8")
    assert subprocess.run([*command, str(broken)], capture_output=True, check=False).returncode == 1


def _cronjob() -> dict:
    found: dict = yaml.safe_load((FOLDER / "cronjob.yaml").read_text(encoding="utf-8"))
    return found


def _gitlab() -> dict:
    found: dict = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text(encoding="utf-8"))
    return found
