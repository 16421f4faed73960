"""Every way a command can end has its exit code and a sentence, and none has a traceback."""

import errno
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.cli import exits
from smmops.cli.bug import redacted
from smmops.cli.ending import ended
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


def raising(error: BaseException):
    def work() -> int:
        raise error

    return work


def test_what_a_command_returns_is_its_exit_code():
    assert ended(lambda: 0) == exits.FINE
    assert ended(lambda: 1) == exits.PROBLEMS


def test_an_error_for_people_says_what_is_so_and_what_to_do(capsys):
    error = SmmopsError(
        msg("the state branch {branch} is missing", branch="smmops-state"),
        msg("run smmops ledger init"),
        exit_code=75,
    )
    assert ended(raising(error)) == exits.TRY_AGAIN
    assert capsys.readouterr().err == (
        "smmops: the state branch smmops-state is missing\n  fix: run smmops ledger init\n"
        "  more: smmops help 75\n"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), exits.INTERRUPTED),
        (click.Abort(), exits.INTERRUPTED),
        (click.UsageError("no such option: --foo"), exits.USAGE),
        (click.BadParameter("not a time"), exits.USAGE),
        (click.FileError("x.json", "is a folder"), exits.USAGE),
        (OSError(errno.ENOSPC, "No space left on device", "ledger.json"), exits.TRY_AGAIN),
        (PermissionError(errno.EACCES, "Permission denied", "smmops.yaml"), exits.TRY_AGAIN),
        (RuntimeError("boom"), exits.BUG),
        (RecursionError(), exits.BUG),
        (OSError("no number"), exits.BUG),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_each_end_has_its_code_and_no_traceback(capsys, error, code):
    assert ended(raising(error)) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("smmops: ")
    assert "Traceback" not in err


def test_a_full_disk_names_the_file_and_the_way_out(capsys):
    ended(raising(OSError(errno.ENOSPC, "No space left on device", "/srv/repo/x.json")))
    assert capsys.readouterr().err == (
        "smmops: no space left on device: /srv/repo/x.json\n"
        "  fix: make room on the disk, then run the command again\n"
    )


def test_a_message_cannot_drive_the_terminal(capsys):
    ended(raising(SmmopsError(msg("{name} is not there", name="\x1b[2Jgone\x07"), msg("look again"))))
    assert "\x1b" not in capsys.readouterr().err


def test_a_bug_leaves_a_report_to_paste_that_names_where_it_happened(capsys):
    assert ended(raising(ZeroDivisionError("division by zero"))) == exits.BUG
    err = capsys.readouterr().err
    assert "a bug of ours: ZeroDivisionError in test_ending.py:" in err
    path = Path(err.split("paste ")[1].split(" into ")[0])
    report = path.read_text(encoding="utf-8")
    path.unlink()
    assert report.startswith("smmops ")
    assert "ZeroDivisionError: division by zero" in report


def test_a_report_holds_no_value_of_the_environment():
    text = "POST refused for hunter2-hunter2 of /home/mina/social"
    environment = {
        "BLUESKY_ONDA_APP_PASSWORD": "hunter2-hunter2",
        "HOME": "/home/mina",
        "PATH": "/usr/bin",
        "N": "of",
    }
    assert redacted(text, environment) == "POST refused for [BLUESKY_ONDA_APP_PASSWORD] of ~/social"


def test_a_secret_within_a_longer_secret_leaves_nothing_of_either():
    environment = {"A": "abcd", "B": "abcdefgh"}
    assert redacted("abcdefgh abcd", environment) == "[B] [A]"


@given(st.text(min_size=4), st.text(), st.text())
def test_no_secret_survives_wherever_it_stands(secret, before, after):
    if secret in "[TOKEN]":
        return
    out = redacted(before + secret + after, {"TOKEN": secret})
    assert secret not in out.replace("[TOKEN]", "\x00")
