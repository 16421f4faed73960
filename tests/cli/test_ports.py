"""The machine's ports do what the jobs rely on."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smmops.cli.ports import EnvironmentSecrets, MachineClock, RecoveryShelf, spread


def test_the_clock_is_aware_utc_and_counts_on():
    clock = MachineClock()
    assert clock.now().tzinfo is UTC
    first = clock.elapsed()
    clock.sleep(0.01)
    assert clock.elapsed() > first


def test_sleeping_a_negative_time_is_no_time():
    MachineClock().sleep(-5)


def test_an_empty_variable_is_no_secret():
    os.environ["ONDA_TEST_TOKEN"] = ""
    try:
        assert EnvironmentSecrets().get("ONDA_TEST_TOKEN") is None
        os.environ["ONDA_TEST_TOKEN"] = " 받침 "
        assert EnvironmentSecrets().get("ONDA_TEST_TOKEN") == " 받침 "
    finally:
        del os.environ["ONDA_TEST_TOKEN"]


def test_a_recovery_file_is_its_owners_alone_and_stays_in_its_folder(tmp_path):
    shelf = RecoveryShelf(tmp_path / "git" / "smmops" / "recovery")
    path = shelf.write("../../run-1.json", b"{}")
    assert path == str(tmp_path / "git/smmops/recovery/run-1.json")
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "git/smmops/recovery").stat().st_mode) == 0o700
    assert [child.name for child in (tmp_path / "git/smmops/recovery").iterdir()] == ["run-1.json"]


def test_a_recovery_file_is_written_anew_and_removed_twice(tmp_path):
    shelf = RecoveryShelf(tmp_path)
    shelf.write("a.json", b"first, and longer")
    shelf.write("a.json", b"second")
    assert (tmp_path / "a.json").read_bytes() == b"second"
    shelf.remove("a.json")
    shelf.remove("a.json")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_waits_in_the_folder_is_not_followed(tmp_path):
    target = tmp_path / "precious"
    target.write_text("mine", encoding="utf-8")
    folder = tmp_path / "recovery"
    folder.mkdir()
    (folder / "a.part").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        RecoveryShelf(folder).write("a.json", b"theirs")
    assert target.read_text(encoding="utf-8") == "mine"


def test_calls_run_side_by_side():
    meet = threading.Barrier(3, timeout=10)
    spread([meet.wait, meet.wait, meet.wait])


def test_all_calls_end_before_a_failure_is_raised():
    done = []

    def fail() -> None:
        raise ValueError("no")

    def late() -> None:
        time.sleep(0.05)
        done.append(1)

    with pytest.raises(ValueError, match="no"):
        spread([fail, late])
    assert done == [1]


ALARM = """
from datetime import UTC, datetime, timedelta
from smmops.cli.ports import ProcessAlarm
import time
alarm = ProcessAlarm()
alarm.arm(datetime.now(UTC) + timedelta(seconds={seconds}))
{then}
print("still here", flush=True)
"""


def outcome(seconds: float, then: str) -> subprocess.CompletedProcess[str]:
    program = ALARM.format(seconds=seconds, then=then)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("seconds", [0.05, -5])
def test_the_alarm_ends_the_process_even_inside_an_except_block(seconds):
    ran = outcome(seconds, "try:\n    time.sleep(20)\nexcept BaseException:\n    time.sleep(20)")
    assert ran.returncode == -signal.SIGALRM
    assert ran.stdout == ""


def test_an_alarm_that_is_disarmed_lets_the_process_live():
    ran = outcome(0.2, "alarm.disarm(); time.sleep(0.4)")
    assert ran.returncode == 0
    assert ran.stdout == "still here\n"


STOP = """
import time
from smmops.cli.ports import StopFlag
stop = StopFlag()
print("ready", flush=True)
while not stop():
    time.sleep(0.01)
print("recorded", flush=True)
time.sleep(20)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_first_signal_is_a_flag_and_the_second_ends_the_process(number):
    command = [sys.executable, "-c", STOP]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(number)
        assert running.stdout.readline() == "recorded\n"
        assert running.stderr.readline().startswith("stopping: ")
        running.send_signal(number)
        assert running.wait() == -number


def test_now_is_near_the_systems():
    assert abs((MachineClock().now() - datetime.now(UTC)).total_seconds()) < 5
