"""People with real keys, who sign what is on main."""

import functools
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from smmops.forge.ssh import SshKeygen
from smmops.model.signing import FOLDER, NAMESPACE, SignedFile, Statement
from smmops.model.verdict import Denied
from smmops.store.signing import said
from tests.approvals.stage import POST, Stage, post

SIGNED = "policy:\n  approvals: {minimum: 1, level: signed}\n"
OTHER = NAMESPACE.replace("approval", "other")


def key(name: str, kind: str = "ed25519") -> Path:
    """The private key of somebody, made when it is first asked for."""
    return _made(name, kind)


@functools.cache
def _made(name: str, kind: str) -> Path:
    path = Path(tempfile.mkdtemp(prefix="smmops-test-keys-")) / name
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", str(path)], check=True)
    return path


def public(name: str, kind: str = "ed25519") -> str:
    """Type and base64 of somebody's public key."""
    return " ".join(key(name, kind).with_suffix(".pub").read_text(encoding="ascii").split()[:2])


def allowed(*names: str, options: str = "", **lines: str) -> str:
    """allowed_signers with a line a person; `lines` are whole lines by whom they are for."""
    given = [" ".join(word for word in (name, options, public(name)) if word) for name in names]
    return "".join(f"{line}\n" for line in [*given, *lines.values()])


SIGNERS = {"allowed_signers": allowed("mina", "juno", "sora", "leo", "kim")}


def armor(text: str, name: str, *, namespace: str = NAMESPACE) -> str:
    """The signature of a text by somebody's key."""
    if namespace == NAMESPACE:
        return SshKeygen().sign(key(name), text)
    words = ["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", str(key(name))]
    return subprocess.run(words, input=text.encode(), capture_output=True, check=True).stdout.decode()


def stage(**options: Any) -> Stage:
    """A workspace that asks for signatures, in which everybody has a key."""
    from tests.approvals.stage import SETTINGS

    options = {"settings": SETTINGS + SIGNED, "files": SIGNERS, **options}
    return Stage(verify=SshKeygen(), **options)


def statement(on: Stage, signer: str, paths: Sequence[str] = (POST,), **changes: Any) -> Statement:
    """What somebody says of files as main has them; `changes` are other values."""
    remote = on.remote
    tip = remote.refs["refs/heads/main"]
    files = remote.nodes[tip].files
    chain = [tip]
    while remote.nodes[chain[-1]].commit.parents:
        chain.append(remote.nodes[chain[-1]].commit.parents[0])
    values: dict[str, Any] = {
        "brand": "acme",
        "workspace": chain[-1],
        "repository": on.repository,
        "signer": signer,
        "at": remote.nodes[tip].commit.at,
        "files": tuple(SignedFile(path=on.below + path, blob=files[on.below + path].oid) for path in paths),
    }
    return Statement(**{**values, **changes})


def signature(made: Statement, name: str, **options: Any) -> str:
    """The file of signatures/ by which somebody's key signs a statement."""
    text = said(made)
    return text + armor(text, name, **options)


def sign(
    on: Stage, signer: str, *paths: str, with_key: str = "", by: str = "juno@acme.example", **changes: Any
) -> str:
    """Signs what main has and brings the file; any way will do. Gives the file's path."""
    made = statement(on, signer, paths or (POST,), **changes)
    return put(on, signature(made, with_key or signer), signer, by=by)


def put(on: Stage, text: str, name: str, *, by: str = "juno@acme.example") -> str:
    """Brings a signature's file to main by a plain push."""
    path = f"{FOLDER}/{name}-{len(on.remote.nodes)}.sig"
    on.push({path: text}, by=by)
    return path


def later(on: Stage, **by: float) -> None:
    """Lets time pass on main."""
    at = on.remote.nodes[on.remote.refs["refs/heads/main"]].commit.at + timedelta(**by)
    on.remote.clock = lambda: at


def told(on: Stage) -> Mapping[str, Any]:
    """The evidence of the post's own file."""
    evidence = on.verdict().evidence  # type: ignore[union-attr]
    return next(one for one in evidence["files"] if one["path"] == on.below + POST)


def moment(text: str) -> datetime:
    """A UTC time."""
    return datetime.fromisoformat(text + "+00:00")


def merged(*said, **options) -> Stage:
    """The post came by juno's branch; nobody has signed yet."""
    on = stage(**options)
    on.merge({POST: post()}, *said)
    return on


def denied(on: Stage) -> str:
    """Why the post may not go out."""
    verdict = on.verdict()
    assert isinstance(verdict, Denied), verdict
    return str(verdict.reason)
