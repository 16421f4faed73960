"""Running the git binary: argument lists, a scrubbed environment, no hooks, no prompts, bounded time."""

import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.store.git_config import overrides

LOCAL_SECONDS = 120.0
"""How long a command that asks no remote may take."""

_LEAST = (2, 38)
_USERINFO = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)[^/\s@]*@")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 600
_FULL = (
    "No space left on device",
    "Disk quota exceeded",
    "File too large",
    "file write error",
    "write error",
)
_READ_ONLY = ("Read-only file system", "Permission denied", "insufficient permission")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a git command came to. `status` below zero: ended by that signal; `error` is fit for people."""

    status: int
    out: bytes
    error: str


class TookTooLong(Exception):  # noqa: N818 -- an event that callers turn into Lost or RemoteError
    """A command was ended because its time was over: what it did is not known."""


class Git:
    """The git binary on one repository.

    `settings` are (key, value) of git's configuration that stand above all files, passed by environment so
    that a header with a token is on no command line. `GIT_*` of `environ` goes nowhere.
    """

    def __init__(
        self,
        path: Path,
        *,
        settings: Sequence[tuple[str, str]] = (),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        kept = {
            k: v for k, v in (os.environ if environ is None else environ).items() if not k.startswith("GIT_")
        }
        self._environ = {**kept, **_QUIET}
        self._settings = tuple(settings)
        self.cwd = path
        self._env = configured(self._environ, [*_ALWAYS, *self._settings])
        _check_version(self.run("version"))
        self.folder, self.object_format, self.bare = self._discovered(path)
        # a remote's relative address counts from here; with GIT_DIR set, git no longer looks for the top itself
        self.cwd = self.folder if self.bare else self._top()
        listed = self.run("config", "--list", "-z", "--show-scope", "--includes")
        self.config = _scoped(self.checked(listed, "config"))
        steady = [*_ALWAYS, *overrides(self.config), *self._settings]
        self._env = {**configured(self._environ, steady), "GIT_DIR": str(self.folder)}

    def run(self, *arguments: str, stdin: bytes = b"", seconds: float = LOCAL_SECONDS) -> Ran:
        """Runs one command to its end. TookTooLong when it was ended, with all that it had started."""
        process = self.start(*arguments)
        try:
            out, error = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            end(process)
            raise TookTooLong(f"git {arguments[0]} did not end within {seconds:g} s") from late
        except BaseException:
            end(process)
            raise
        return Ran(process.returncode, out, readable(error.decode("utf-8", "replace")))

    def start(self, *arguments: str, errors: int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
        """A running command in a session of its own: an interrupt of ours does not end it, a terminal asks nothing."""
        try:
            return subprocess.Popen(
                ["git", *arguments],
                cwd=self.cwd,
                env=self._env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        except FileNotFoundError as missing:
            if not self.cwd.is_dir():
                raise _no_repository(self.cwd) from missing
            raise SmmopsError(
                msg("git is not installed, or not on PATH"), msg("install git 2.38 or newer")
            ) from missing

    def text(self, *arguments: str) -> str:
        """Standard output of a command that must work, without the final newline."""
        return self.checked(self.run(*arguments), arguments[0]).decode("utf-8", "replace").rstrip("\n")

    def checked(self, ran: Ran, command: str) -> bytes:
        """The output of a command that worked; SmmopsError for one that did not."""
        if ran.status != 0:
            raise failure(ran, command)
        return ran.out

    def value(self, key: str) -> str | None:
        """The last value of a configuration key, wherever it stands."""
        found = [value for _, name, value in self.config if name == key]
        return found[-1] if found else None

    def _top(self) -> Path:
        ran = self.run("rev-parse", "--show-toplevel")
        return Path(os.fsdecode(ran.out.rstrip(b"\n"))) if ran.status == 0 else self.cwd

    def _discovered(self, path: Path) -> tuple[Path, str, bool]:
        ran = self.run("rev-parse", "--absolute-git-dir", "--show-object-format", "--is-bare-repository")
        if ran.status != 0:
            if "dubious ownership" in ran.error:
                raise SmmopsError(
                    msg("the repository at {path} belongs to another user", path=str(path)),
                    msg(
                        "run as its owner, or tell git: `git config --global --add safe.directory {path}`",
                        path=str(path),
                    ),
                )
            raise _no_repository(path)
        folder, object_format, bare = os.fsdecode(ran.out).rstrip("\n").rsplit("\n", 2)
        return Path(folder), object_format, bare == "true"


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kills a command with everything that it started, and takes its remains away."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def readable(text: str) -> str:
    """Git's words without secrets of addresses, without control characters, cut to what people read."""
    bare = _USERINFO.sub(r"\1***@", text)
    clean = _HIDDEN.sub("", bare).strip()
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


def failure(ran: Ran, command: str) -> SmmopsError:
    """What a failed command of ours means to a person."""
    if ran.status == -signal.SIGXFSZ or any(words in ran.error for words in _FULL):
        return SmmopsError(
            msg("git could not write: the disk or the quota is full"), msg("make room and run it again")
        )
    if any(words in ran.error for words in _READ_ONLY):
        return SmmopsError(
            msg("git may not write into its folder: {said}", said=ran.error),
            msg("give the user who runs smmops the right to write into the repository's .git folder"),
        )
    return SmmopsError(
        msg("git {command} failed ({status}): {said}", command=command, status=ran.status, said=ran.error),
        msg("run `git fsck`; a damaged clone is best cloned again"),
    )


def configured(environ: Mapping[str, str], settings: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The environment with settings that stand above every configuration file."""
    named = {"GIT_CONFIG_COUNT": str(len(settings))}
    for at, (key, value) in enumerate(settings):
        named |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return {**environ, **named}


def _scoped(listed: bytes) -> list[tuple[str, str, str]]:
    words = listed.decode("utf-8", "replace").split("\0")
    pairs = zip(words[0::2], words[1::2], strict=False)
    return [(scope, *_pair(setting)) for scope, setting in pairs]


def _pair(setting: str) -> tuple[str, str]:
    key, found, value = setting.partition("\n")
    return key, value if found else "true"


def _check_version(ran: Ran) -> None:
    found = re.search(rb"(\d+)\.(\d+)", ran.out)
    if not found or (int(found[1]), int(found[2])) < _LEAST:
        raise SmmopsError(
            msg(
                "this is {version}; smmops needs git 2.38",
                version=readable(ran.out.decode("utf-8", "replace")),
            ),
            msg("install git 2.38 or newer"),
        )


def _no_repository(path: Path) -> SmmopsError:
    return SmmopsError(
        msg("{path} is not in a git repository", path=str(path)),
        msg("run `git init` and `git remote add origin ADDRESS`, or work in a clone"),
    )


_QUIET = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null/none",
    "GIT_PAGER": "cat",
}

_ALWAYS = (
    ("core.hooksPath", "/dev/null"),
    ("core.fsmonitor", "false"),
    ("core.autocrlf", "false"),
    ("core.quotePath", "false"),
    ("core.logAllRefUpdates", "false"),
    ("protocol.ext.allow", "never"),
    ("protocol.fd.allow", "never"),
    ("credential.interactive", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.prune", "false"),
    ("fetch.pruneTags", "false"),
    ("fetch.writeCommitGraph", "false"),
    ("push.gpgSign", "false"),
    ("push.followTags", "false"),
    ("push.recurseSubmodules", "no"),
    ("push.pushOption", ""),
    ("log.showSignature", "false"),
    ("log.showRoot", "true"),
    ("diff.relative", "false"),
    ("diff.orderFile", "/dev/null"),
    ("color.ui", "false"),
)
