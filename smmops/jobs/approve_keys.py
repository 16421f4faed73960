"""Which key a reviewer signs with: the one that is named, git's, the agent's, or one of his folder."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from smmops.approvals.signed import document_of
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.signing import NAMESPACE, REVOKED, SIGNERS, RevokedKeys, Signers
from smmops.model.workspace import Workspace
from smmops.store.signing import fingerprint

_COMMON = ("id_ed25519_sk", "id_ecdsa_sk", "id_ed25519", "id_ecdsa", "id_rsa")


@dataclass(frozen=True, slots=True)
class Pen:
    """A key to sign with: whose it is, `public` its type and base64, and what ssh-keygen is given.

    `file` is None for a key that only the agent holds.
    """

    signer: str
    public: str
    file: Path | None

    @property
    def key(self) -> str:
        """The public key in base64."""
        return self.public.split()[1]


def pen(workspace: Workspace, found: Sequence[tuple[str, Path | None]]) -> Pen:
    """The first of the keys at hand that allowed_signers of main gives to one person; SmmopsError that names the way.

    `workspace` is the brand on main: keys that a pull request brings itself do not count for it.
    """
    signers = document_of(workspace, SIGNERS)
    if signers is not None and not isinstance(signers.front, Signers):
        raise SmmopsError(
            msg("allowed_signers on main cannot be read"), msg("run `smmops check` and mend it"), exit_code=1
        )
    lines = signers.front.keys if signers is not None and isinstance(signers.front, Signers) else ()
    revoked = document_of(workspace, REVOKED)
    dead = revoked.front.keys if revoked is not None and isinstance(revoked.front, RevokedKeys) else ()
    for public, file in found:
        key = public.split()[1]
        people = sorted({who for line in lines if line.key == key for who in line.who})
        if {key, fingerprint(key)}.isdisjoint(dead) and len(people) == 1:
            return Pen(people[0], public, file)
    raise _nobodys(found, known=bool(lines))


def at_hand(
    named: str | None, *, git: str | None, agent: Sequence[str], home: Path
) -> list[tuple[str, Path | None]]:
    """Public keys that this person can sign with, the likeliest first. `git` is git's user.signingkey.

    SmmopsError where the named key cannot be read.
    """
    if named is not None:
        return [_file(Path(named).expanduser())]
    found: list[tuple[str, Path | None]] = []
    if git:
        found += _of_git(git)
    found += [(" ".join(line.split()[:2]), None) for line in agent if len(line.split()) > 1]
    folder = home / ".ssh"
    others = sorted(path.stem for path in folder.glob("*.pub")) if folder.is_dir() else []
    for name in dict.fromkeys((*_COMMON, *others)):
        if (folder / f"{name}.pub").is_file():
            with contextlib.suppress(SmmopsError):
                found.append(_file(folder / name))
    return list({public: (public, file) for public, file in reversed(found)}.values())[::-1]


def line_for(member: str, public: str) -> str:
    """The line that an admin adds to allowed_signers."""
    return f'{member} namespaces="{NAMESPACE}" {public}'


def _of_git(value: str) -> Iterator[tuple[str, Path | None]]:
    literal = value.removeprefix("key::")
    words = literal.split()
    if len(words) > 1 and words[0].startswith(("ssh-", "ecdsa-", "sk-")):
        yield " ".join(words[:2]), None
    elif Path(value).expanduser().is_file():
        with contextlib.suppress(SmmopsError):
            yield _file(Path(value).expanduser())


def _file(path: Path) -> tuple[str, Path | None]:
    """The public key of a key file, given as either half, and the file to sign with."""
    public = path if path.suffix == ".pub" else path.with_name(path.name + ".pub")
    try:
        words = public.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        words = []
    if len(words) < 2 or not words[0].startswith(("ssh-", "ecdsa-", "sk-")):
        raise SmmopsError(
            msg("{file} holds no public key", file=str(public)),
            msg("make it with `ssh-keygen -y -f KEY > KEY.pub`, or name another with --key"),
            exit_code=64,
        )
    private = public.with_suffix("")
    return " ".join(words[:2]), private if private.is_file() else public


def _nobodys(found: Sequence[tuple[str, Path | None]], *, known: bool) -> SmmopsError:
    message = (
        msg("none of your keys stands in allowed_signers on main")
        if known
        else msg("there is no allowed_signers on main, so that nobody can sign")
    )
    if not found:
        return SmmopsError(
            msg("no key was found to sign with"),
            msg("make one with `ssh-keygen -t ed25519`, or name yours with --key"),
            exit_code=1,
        )
    line = line_for("YOUR-ID", found[0][0])
    return SmmopsError(
        message,
        msg("ask an admin to bring this line of allowed_signers to main: {line}", line=line),
        exit_code=1,
    )
