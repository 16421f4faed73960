"""Versions of what stands on the state branch, and who may still write to it.

Within a major, fields and minors may come: readers ignore what they do not know, and never drop it. A newer major
may mean something else by the same words or lie in other folders: whoever does not know it stops before any call.
"""

import re
from collections.abc import Iterable

from smmops.model.message import msg
from smmops.model.problem import SmmopsError

OWN = 1
"""The major of the branch's layout: `<brand>/format/<major>.json` says it, none means 1."""

_MARK = re.compile(r"[a-z0-9-]+/format/([1-9]\d{0,5})\.json")
_SCHEMA = re.compile(r"(smmops\.[a-z]+)/(\d+)(?:\.\d+)?")
_TOOL = re.compile(r"smmops[ /](\d+)\.(\d+)")


def mark(brand: str) -> tuple[str, bytes]:
    """The file that says which major a brand's folder is of; an upgrade adds the next, and changes none."""
    return f"{brand}/format/{OWN}.json", f'{{\n  "schema": "smmops.state/{OWN}"\n}}\n'.encode()


def known(paths: Iterable[str]) -> None:
    """Nothing where every mark is of a major we know; SmmopsError (75) for a newer one."""
    for path in paths:
        found = _MARK.fullmatch(path) if "/format/" in path else None
        if found and int(found[1]) > OWN:
            raise _newer(f"smmops.state/{found[1]}", f"smmops.state/{OWN}")


def refuse_newer(own: str, schema: object) -> None:
    """SmmopsError (75) for a newer major of our schema."""
    ours, found = _SCHEMA.fullmatch(own), _SCHEMA.fullmatch(str(schema))
    if ours and found and found[1] == ours[1] and int(found[2]) > int(ours[2]):
        raise _newer(str(schema), own)


def refuse_older(tool: str, writers: Iterable[str]) -> None:
    """SmmopsError (75) where one of the writers is a newer minor or major of smmops than `tool`.

    Two who write together must know the same rules; receipts are facts, and are written all the same.
    """
    ours = _release(tool)
    newest = max(set(writers), key=lambda name: _release(name) or (0, 0), default=tool)
    if ours and (_release(newest) or (0, 0)) > ours:
        raise SmmopsError(
            msg("the ledger was written by {newest}, and this is {own}", newest=newest, own=tool),
            msg("upgrade smmops, in the workflows too: `smmops migrate --write --wheel FILE`"),
        )


def _release(tool: str) -> tuple[int, int] | None:
    found = _TOOL.match(tool)
    return (int(found[1]), int(found[2])) if found else None


def _newer(got: str, own: str) -> SmmopsError:
    return SmmopsError(
        msg("the ledger holds {schema}, this smmops reads up to {own}", schema=got, own=own),
        msg("upgrade smmops"),
    )
