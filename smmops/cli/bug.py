"""A report of a bug of ours that can be pasted into an issue: no secrets, no content of files."""

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from smmops import __version__

_PLAIN = frozenset(
    {"PATH", "PWD", "OLDPWD", "SHELL", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SHLVL", "LOGNAME"}
)
_SHORTEST = 4


def bug_report(failed: BaseException) -> str:
    """Writes the report to a file of the user's and gives the lines that say so."""
    report = redacted(_report(failed), dict(os.environ))
    frames = traceback.extract_tb(failed.__traceback__)
    last = frames[-1] if frames else None
    place = f" in {Path(last.filename).name}:{last.lineno}" if last else ""
    lines = [f"smmops: a bug of ours: {type(failed).__name__}{place}"]
    try:
        handle, name = tempfile.mkstemp(prefix="smmops-bug-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(report)
    except OSError:
        lines.append(
            "  fix: nothing of yours is at fault; the report could not be written, run it again with room on the disk"
        )
    else:
        lines.append(f"  fix: nothing of yours is at fault; paste {name} into an issue of smmops")
    return "\n".join(lines) + "\n"


def redacted(text: str, environment: dict[str, str]) -> str:
    """`text` with the values of environment variables replaced by their names, and the home folder by `~`."""
    home = environment.get("HOME", "")
    secrets = {
        value: name for name, value in environment.items() if name not in _PLAIN and len(value) >= _SHORTEST
    }
    for value in sorted(secrets, key=len, reverse=True):
        if value == home:
            continue
        text = text.replace(value, f"[{secrets[value]}]")
    return text.replace(home, "~") if len(home) > 1 else text


def _report(failed: BaseException) -> str:
    head = (
        f"smmops {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    )
    command = " ".join(sys.argv[1:3])
    return "\n".join([head, f"command: smmops {command}", "", *traceback.format_exception(failed)])
