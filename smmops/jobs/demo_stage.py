"""What the demo stands on: a folder, a bare repository and a clone, and commands that are shown as they run."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from smmops.model.message import msg
from smmops.model.problem import SmmopsError

SECRETS = {
    "BLUESKY_ONDA_APP_PASSWORD": "abcd-efgh-ijkl-mnop",
    "MASTODON_ONDA_TOKEN": "onda-token-of-this-machine",
}
"""Secrets of accounts that exist on this machine only."""

_PROGRAM = (sys.executable, "-m", "smmops")
_SECONDS = 120


@dataclass(frozen=True)
class Stage:
    """The demo's folder and how it speaks. `paint(text, style)` colours a text where that fits."""

    folder: Path
    say: Callable[[str], None]
    paint: Callable[[str, str], str]
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def clone(self) -> Path:
        """The work tree in which a person would type."""
        return self.folder / "team"

    def title(self, number: int, text: str) -> None:
        """Begins a step."""
        self.say("")
        self.say(self.paint(f"{number}  {text}", "title"))

    def tell(self, text: str) -> None:
        """A sentence between the commands."""
        self.say(self.paint(f"  {text}", "quiet"))

    def show(self, *words: str) -> None:
        """A command line as a person would type it."""
        self.say(self.paint(f"  $ {shlex.join(words)}", "command"))

    def git(self, *words: str, shown: bool = True) -> None:
        """Runs git in the clone."""
        if shown:
            self.show("git", *words)
        self.run(("git", *words), quiet=True)

    def smmops(self, *words: str, fine: Sequence[int] = (0,)) -> str:
        """Runs smmops in the clone, shows what it printed, and gives it."""
        self.show("smmops", *words)
        return self.run((*_PROGRAM, *words), fine=fine)

    def ask(self, *words: str) -> str:
        """Runs smmops in the clone without showing anything."""
        return self.run((*_PROGRAM, *words), quiet=True)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts smmops in the clone and does not wait."""
        self.show("smmops", *words)
        return subprocess.Popen(
            (*_PROGRAM, *words),
            cwd=self.clone,
            env=self._env(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, running: subprocess.Popen[bytes]) -> None:
        """Ends a process as a power cut would."""
        self.show("kill", "-9", str(running.pid))
        running.send_signal(signal.SIGKILL)
        running.wait()

    def run(self, words: Sequence[str], *, fine: Sequence[int] = (0,), quiet: bool = False) -> str:
        """Runs a command line, shows its output unless `quiet`; SmmopsError for an exit code that is not fine."""
        ran = subprocess.run(
            words,
            cwd=self.clone if self.clone.is_dir() else self.folder,
            env=self._env(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
        if not quiet:
            for line in (ran.stdout + ran.stderr).splitlines():
                self.say(f"    {line}".rstrip())
        if ran.returncode not in fine:
            raise SmmopsError(
                msg(
                    "the demo's `{command}` ended with {code}",
                    command=shlex.join(words[-3:]),
                    code=ran.returncode,
                ),
                msg(
                    "{output}",
                    output=(ran.stderr or ran.stdout).strip()[-800:]
                    or "smmops demo --keep DIR keeps the folder",
                ),
                exit_code=1,
            )
        return ran.stdout

    def _env(self) -> dict[str, str]:
        """The caller's environment without what git or we would read from it, and with the sandbox's secrets."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SMMOPS_"))}
        return {**kept, "GIT_TERMINAL_PROMPT": "0", "NO_COLOR": "1", "COLUMNS": "76", **self.environment}


def set_up(stage: Stage) -> None:
    """A bare repository and a clone that takes nothing from the person's own git configuration."""
    stage.show("git", "init", "--bare", "--initial-branch=main", "origin.git")
    stage.run(("git", "init", "--quiet", "--bare", "--initial-branch=main", "origin.git"), quiet=True)
    stage.show("git", "clone", "origin.git", "team")
    settings = {
        "user.name": "Mina Park",
        "user.email": "mina@onda.example",
        "commit.gpgsign": "false",
        "tag.gpgsign": "false",
        "core.hooksPath": os.devnull,
        "core.autocrlf": "false",
        "merge.ff": "false",
        "push.default": "current",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    stage.run(("git", "clone", "--quiet", *options, "origin.git", "team"), quiet=True)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
