"""ssh-keygen: proves signatures and makes them. Its words are never trusted beyond its exit code."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.signing import NAMESPACE, Proven, Question
from smmops.words.escape import terminal

_SECONDS: Final = 20.0
_MISSING: Final = (
    "ssh-keygen cannot be run, so that no signature can be verified: install OpenSSH 8.9 or newer"
)
_WHY: Final = (
    ("has expired", "its key was not valid any more on {day}"),
    ("is not yet valid", "its key was not valid yet on {day}"),
    ("not permitted for use in signature namespace", "its key may not sign for " + NAMESPACE),
    ("namespace does not match", "it was made for something else than " + NAMESPACE),
    ("incorrect signature", "it is not the signature of these words"),
)
_UNKNOWN: Final = ("unsupported operation", "unknown option", "illegal option", "invalid option")


class SshKeygen:
    """The program of that name. `program` is looked for on PATH; `environ` is what it is run with."""

    def __init__(self, program: str = "ssh-keygen", *, environ: Mapping[str, str] | None = None) -> None:
        self._program = program
        self._environ = {**(os.environ if environ is None else environ), "LC_ALL": "C", "TZ": "UTC"}
        self._known: dict[Question, Proven] = {}

    def __call__(self, question: Question) -> Proven:
        """Whether the signature holds at each of the times; what it said once it says again."""
        if question not in self._known:
            proven = next(
                (found for at in question.at if (found := self._at(question, at)).why), Proven(None)
            )
            if not proven.known:
                return proven
            self._known[question] = proven
        return self._known[question]

    def sign(self, key: Path, said: str) -> str:
        """The signature of a text under our namespace.

        The program asks for a passphrase or a touch by itself. A public key names the agent's. SmmopsError where
        nothing was signed.
        """
        words = [self._program, "-Y", "sign", "-n", NAMESPACE, "-f", str(key)]
        try:
            # no time limit: a person looks for his hardware key, or types a passphrase
            ran = subprocess.run(words, input=said.encode(), stdout=subprocess.PIPE, check=False)
        except FileNotFoundError:
            raise missing() from None
        if ran.returncode != 0:
            raise SmmopsError(
                msg("nothing was signed: ssh-keygen could not use {key}", key=str(key)),
                msg("plug in the hardware key, load the key with `ssh-add`, or name another with --key"),
                exit_code=1,
            )
        return ran.stdout.decode("ascii", "replace")

    def agent(self) -> list[str]:
        """The public keys (`type base64 …`) that the agent holds; none where there is no agent."""
        try:
            ran = subprocess.run(
                ["ssh-add", "-L"], capture_output=True, timeout=_SECONDS, env=self._environ, check=False
            )
        except (FileNotFoundError, subprocess.TimeoutExpired):
            return []
        return ran.stdout.decode("utf-8", "replace").splitlines() if ran.returncode == 0 else []

    def _at(self, question: Question, at: datetime) -> Proven:
        with tempfile.TemporaryDirectory(prefix="smmops-") as folder:
            allowed, signature = Path(folder, "allowed"), Path(folder, "signature")
            allowed.write_text("".join(f"{line}\n" for line in question.keys), encoding="utf-8")
            signature.write_text(question.armor, encoding="utf-8")
            words = ["-Y", "verify", "-f", str(allowed), "-I", question.signer, "-n", NAMESPACE]
            words += ["-s", str(signature), "-O", f"verify-time={at.astimezone(UTC):%Y%m%d%H%M%S}"]
            try:
                ran = subprocess.run(
                    [self._program, *words],
                    input=question.said.encode(),
                    capture_output=True,
                    timeout=_SECONDS,
                    env=self._environ,
                    check=False,
                )
            except (FileNotFoundError, PermissionError):
                return Proven(_MISSING, known=False)
            except subprocess.TimeoutExpired:
                return Proven(f"ssh-keygen did not answer within {_SECONDS:g} s", known=False)
        return Proven(None) if ran.returncode == 0 else _refused(ran.stderr.decode("utf-8", "replace"), at)


def missing() -> SmmopsError:
    """What a person must know where the program is not there."""
    return SmmopsError(
        msg("ssh-keygen is not installed, or not on PATH"),
        msg("install OpenSSH 8.9 or newer; on Windows it is an optional feature of the system"),
        exit_code=1,
    )


def _refused(error: str, at: datetime) -> Proven:
    said = error.lower()
    if any(words in said for words in _UNKNOWN):
        return Proven("this ssh-keygen is too old to verify: install OpenSSH 8.9 or newer", known=False)
    day = f"{at.astimezone(UTC):%Y-%m-%d}"
    found = next((why.format(day=day) for words, why in _WHY if words in said), None)
    last = terminal(error.strip().splitlines()[-1])[:120] if error.strip() else "no reason"
    return Proven(found or f"ssh-keygen does not accept it: {last}")
