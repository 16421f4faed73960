"""A remote on which people work, in memory and on disk, behind the same few verbs."""

import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from smmops.model.ports import Repository
from smmops.store.git import GitRepository, Refs
from smmops.store.memory import Edit, MemoryRemote, MemoryRepository, Special

REFS = Refs(brand="acme")
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
STATE, SEAL, MAIN = "refs/heads/smmops-state", "refs/heads/smmops-seal", "refs/heads/main"
METRICS = "refs/heads/smmops-metrics"


class Scene(Protocol):
    """A remote and its clones."""

    def clone(self) -> Repository: ...
    def commit(self, edit: Edit, *, ref: str = MAIN) -> str: ...
    def merge(self, edits: Sequence[Edit], *, merger: Edit) -> str: ...
    def set(self, ref: str, commit: str | None) -> None: ...
    def write(self, parents: Sequence[str], edit: Edit) -> str: ...
    def at(self, ref: str) -> str | None: ...
    def leave(self) -> None:
        """The remote is gone."""


class MemoryScene:
    def __init__(self) -> None:
        self.remote = MemoryRemote()
        self.gone = False

    def clone(self) -> MemoryRepository:
        return MemoryRepository(self.remote, REFS, weather=self._weather)

    def _weather(self, operation: str, moment: str):
        from smmops.store.memory import Fault

        return Fault.OFFLINE if self.gone else None

    def commit(self, edit: Edit, *, ref: str = MAIN) -> str:
        return self.remote.commit(edit, ref=ref)

    def merge(self, edits: Sequence[Edit], *, merger: Edit) -> str:
        return self.remote.merge(edits, merger=merger)

    def write(self, parents: Sequence[str], edit: Edit) -> str:
        return self.remote.write(parents, edit)

    def set(self, ref: str, commit: str | None) -> None:
        self.remote.refs.pop(ref, None)
        if commit:
            self.remote.refs[ref] = commit

    def at(self, ref: str) -> str | None:
        return self.remote.refs.get(ref)

    def leave(self) -> None:
        self.gone = True


class GitScene:
    """`origin.git` beside its clones; people write into it by fast-import."""

    def __init__(self, folder: Path, *, object_format: str = "sha1", kind: str = "plain") -> None:
        self.folder = folder
        self.origin = folder / "origin.git"
        self.object_format = object_format
        self.kind = kind
        self.clones: list[GitRepository] = []
        self._ticks = 0
        git(
            folder,
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            f"--object-format={object_format}",
            "origin.git",
        )

    def clone(self, **options) -> GitRepository:
        where = self.folder / f"clone{len(self.clones)}"
        if self.kind == "plain":
            git(self.folder, "init", "--quiet", f"--object-format={self.object_format}", str(where))
            git(where, "remote", "add", "origin", str(self.origin))
        elif self.kind == "worktree":
            first = self.folder / f"first{len(self.clones)}"
            git(self.folder, "init", "--quiet", str(first))
            git(first, "remote", "add", "origin", str(self.origin))
            git(first, "commit", "--quiet", "--allow-empty", "-m", "start")
            git(first, "worktree", "add", "--quiet", "--detach", str(where))
        elif self.kind == "shallow":
            git(
                self.folder,
                "clone",
                "--quiet",
                "--depth=1",
                "--no-local",
                f"file://{self.origin}",
                str(where),
            )
        else:
            git(self.folder, "clone", "--quiet", f"--{self.kind}", str(self.origin), str(where))
        made = GitRepository(where, REFS, **options)
        self.clones.append(made)
        return made

    def commit(self, edit: Edit, *, ref: str = MAIN) -> str:
        parent = self.at(ref)
        oid = self.write([parent] if parent else [], edit)
        self.set(ref, oid)
        return oid

    def merge(self, edits: Sequence[Edit], *, merger: Edit) -> str:
        base = self.at(MAIN)
        assert base
        side = base
        for edit in edits:
            side = self.write([side], edit)
        brought = {path: content for edit in edits for path, content in edit.files.items()}
        merged = Edit({**brought, **merger.files}, merger.author, merger.message, merger.committer, merger.at)
        oid = self.write([base, side], merged)
        self.set(MAIN, oid)
        return oid

    def write(self, parents: Sequence[str], edit: Edit) -> str:
        self._ticks += 1
        seconds = int((edit.at or AT).timestamp()) + (0 if edit.at else self._ticks)
        out = [b"commit refs/scene/new\nmark :1\n"]
        out.append(f"author A <{edit.author}> {seconds} +0900\n".encode())
        out.append(f"committer C <{edit.committer or edit.author}> {seconds} +0900\n".encode())
        out.append(data(edit.message.encode()))
        if parents:
            out.append(f"from {parents[0]}\n".encode())
        out += [f"merge {parent}\n".encode() for parent in parents[1:]]
        for path, content in edit.files.items():
            out.append(change(path, content))
        out.append(b"\nreset refs/scene/new\nfrom :1\n\nget-mark :1\n" if parents else b"\nget-mark :1\n")
        done = git(self.origin, "fast-import", "--quiet", "--date-format=raw", "--force", stdin=b"".join(out))
        git(self.origin, "update-ref", "-d", "refs/scene/new")
        return done.strip()

    def set(self, ref: str, commit: str | None) -> None:
        if commit:
            git(self.origin, "update-ref", ref, commit)
        else:
            git(self.origin, "update-ref", "-d", ref)

    def at(self, ref: str) -> str | None:
        found = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", ref],
            cwd=self.origin,
            capture_output=True,
            check=False,
        )
        return found.stdout.decode().strip() or None

    def leave(self) -> None:
        self.origin.rename(self.origin.with_name("moved.git"))

    def close(self) -> None:
        for clone in self.clones:
            clone.close()


def with_state(scene: Scene) -> str:
    tip = scene.commit(Edit({"README": b"state\n"}, "bot@acme.example", "start"), ref=STATE)
    scene.set(SEAL, tip)
    return tip


def data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"


def change(path: str, content: bytes | Special | None) -> bytes:
    quoted = b'"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").encode() + b'"'
    if content is None:
        return b"D " + quoted + b"\n"
    if isinstance(content, Special) and content.mode == "160000":
        return b"M 160000 " + content.content + b" " + quoted + b"\n"
    mode, inside = ("100644", content) if isinstance(content, bytes) else (content.mode, content.content)
    return f"M {mode} inline ".encode() + quoted + b"\n" + data(inside)


def git(folder: Path, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    ran = subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, capture_output=True, env=env, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()
