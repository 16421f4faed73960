"""What a command came to, as an exit code and a sentence: the only place that catches everything."""

import errno
import os
import sys
from collections.abc import Callable

import click

from smmops.cli import exits
from smmops.cli.bug import bug_report
from smmops.model.problem import SmmopsError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def ended(work: Callable[[], int]) -> int:
    """Runs `work`; what it raises is said on stderr, never as a traceback."""
    try:
        code = work()
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as wrong:
        _usage(wrong)
        return exits.USAGE
    except click.ClickException as wrong:
        _say(wrong.format_message(), "see --help")
        return exits.USAGE
    except SmmopsError as failed:
        _say(str(failed.message), str(failed.hint))
        if failed.exit_code == exits.TRY_AGAIN:
            sys.stderr.write("  more: smmops help 75\n")
        return failed.exit_code
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("smmops: interrupted\n")
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away; what is left in the buffer would raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.INTERRUPTED
    except OSError as failed:
        return _machine(failed)
    except Exception as failed:
        sys.stderr.write(bug_report(failed))
        return exits.BUG
    return code


def _usage(wrong: click.UsageError) -> None:
    named = wrong.ctx.command_path if wrong.ctx else "smmops"
    message = wrong.format_message()
    if isinstance(wrong, click.BadParameter) and wrong.param_hint:
        message = f"{wrong.param_hint}: {wrong.message}"
    _say(message, f"{named} --help shows the options and examples")


def _machine(failed: OSError) -> int:
    """The disk and the system around us: not ours to mend, and nothing to report as a bug."""
    if failed.errno is None or failed.strerror is None:
        sys.stderr.write(bug_report(failed))
        return exits.BUG
    where = f": {failed.filename}" if failed.filename else ""
    hint = (
        "make room on the disk" if failed.errno in _FULL else "check the path and who may read and write it"
    )
    _say(f"{failed.strerror.lower()}{where}", f"{hint}, then run the command again")
    return exits.TRY_AGAIN


def _say(message: str, hint: str) -> None:
    from smmops.words.escape import terminal

    sys.stderr.write(f"smmops: {terminal(message)}\n  fix: {terminal(hint)}\n")
