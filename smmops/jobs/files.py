"""Writing files that people will review: whole or not at all, never through a link, never over another file."""

import os
from pathlib import Path

from smmops.model.message import msg
from smmops.model.problem import SmmopsError


def made(top: Path, path: str, content: bytes) -> None:
    """Writes a new file; SmmopsError (1) where something of that name is there."""
    full = _place(top, path)
    try:
        descriptor = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except FileExistsError:
        raise SmmopsError(
            msg("{path} is there already, and is not written over", path=path),
            msg("choose another id, or edit that file"),
            exit_code=1,
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def moved(top: Path, path: str, target: str, content: bytes) -> None:
    """Gives a file other bytes, and another place where `target` is another path."""
    full = _place(top, path)
    if target != path:
        made(top, target, content)
        full.unlink()
        return
    draft = full.with_name(f".{full.name}.part")
    draft.write_bytes(content)
    draft.chmod(full.stat().st_mode & 0o777)
    draft.replace(full)


def _place(top: Path, path: str) -> Path:
    """The full path, its folders made; SmmopsError (1) where a link leads out of the workspace."""
    full = top / path
    known = next(above for above in (full, *full.parents) if above.exists())
    if full.is_symlink() or not known.resolve().is_relative_to(top.resolve()):
        raise SmmopsError(
            msg("{path} lies behind a link: it is not written", path=path),
            msg("put a real folder there"),
            exit_code=1,
        )
    full.parent.mkdir(parents=True, exist_ok=True)
    return full
