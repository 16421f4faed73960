"""What a repository's own configuration may not decide: which programs run.

A folder that somebody hands over brings its `.git/config`. The user's and the machine's files are trusted,
the repository's are not: credential helpers and ssh commands work from the former only.
"""

import re
from collections.abc import Sequence

from smmops.model.message import msg
from smmops.model.problem import SmmopsError

Setting = tuple[str, str, str]
"""Scope (system, global, local, worktree, command), key (section and name in lower case), value."""

_TRUSTED = frozenset({"system", "global", "command"})
_RUNS = (
    (re.compile(r"core\.sshcommand"), "ssh"),
    (re.compile(r"core\.askpass"), ""),
    (re.compile(r"core\.alternaterefscommand"), "true"),
    (re.compile(r"merge\..*\.driver", re.DOTALL), "false"),
    (re.compile(r"remote\..*\.mirror", re.DOTALL), "false"),
)
_HELPER = re.compile(r"credential\.(.*\.)?helper", re.DOTALL)
# of these the first value counts, so that nothing said later undoes them
_REFUSED = re.compile(r"core\.gitproxy|remote\..*\.(vcs|uploadpack|receivepack)", re.DOTALL)


def overrides(config: Sequence[Setting]) -> list[tuple[str, str]]:
    """Settings that undo what the repository's own configuration would run; SmmopsError where none can."""
    own = [(key, value) for scope, key, value in config if scope not in _TRUSTED]
    trusted = [(key, value) for scope, key, value in config if scope in _TRUSTED and scope != "command"]
    found: list[tuple[str, str]] = []
    for key in dict.fromkeys(key for key, _ in own):
        if _REFUSED.fullmatch(key):
            raise SmmopsError(
                msg("the repository's own git configuration sets {key}, which would run a program", key=key),
                msg("run `git config --unset-all {key}`, or set it for the user with `--global`", key=key),
            )
        for pattern, fallback in _RUNS:
            if pattern.fullmatch(key):
                found.append((key, dict(trusted).get(key, fallback)))
    if any(_HELPER.fullmatch(key) for key, _ in own):
        found.append(("credential.helper", ""))
        found += [(key, value) for key, value in trusted if _HELPER.fullmatch(key)]
    return found
