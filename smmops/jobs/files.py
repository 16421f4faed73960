"""Writing files that people will review: whole or not at all, never through a link, never over another file."""

import os
from collections.abc import Mapping
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


def replaced(top: Path, files: Mapping[str, bytes | None]) -> None:
    """Gives files new bytes, makes them, or (None) removes them: all of it in this order, or nothing.

    Every draft is on the disk before the first name changes; a failure puts back what was there.
    """
    places = {path: _place(top, path) for path in files}
    drafts, undo = dict[str, Path](), list[tuple[Path, Path | None]]()
    try:
        for path, content in files.items():
            if content is not None:
                drafts[path] = _draft(places[path], content)
        for path, place in places.items():
            kept = place.with_name(f".{place.name}.before") if place.exists() else None
            if kept is not None:
                place.replace(kept)
            undo.append((place, kept))
            if path in drafts:
                drafts[path].replace(place)
    except BaseException:
        for place, kept in reversed(undo):
            place.unlink(missing_ok=True)
            if kept is not None:
                kept.replace(place)
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        raise
    for _, kept in undo:
        if kept is not None:
            kept.unlink()


def _draft(place: Path, content: bytes) -> Path:
    draft = place.with_name(f".{place.name}.part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
    return draft


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
