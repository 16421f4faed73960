"""What `init` wrote and nobody needs to edit: kept by digest, so that an upgrade can tell what a person changed."""

import hashlib
import json
from collections.abc import Mapping

from smmops import __version__

WRITTEN = ".smmops/written.json"
_SCHEMA = "smmops.written/1"
_PARTS = (".smmops/schemas/", ".vscode/", ".github/workflows/", ".github/ISSUE_TEMPLATE/")
_FILES = frozenset(
    {
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".pre-commit-config.yaml",
        ".github/pull_request_template.md",
    }
)


def machinery(path: str) -> bool:
    """Whether a path is of the kind that `init` writes, an upgrade renews and people may leave alone."""
    return path in _FILES or path.startswith(_PARTS)


def written(files: Mapping[str, bytes], before: Mapping[str, str] | None = None) -> bytes:
    """The record of those of `files` that are machinery, on top of the digests `before`."""
    digests = {**(before or {}), **digests_of(files)}
    fields = {"schema": _SCHEMA, "tool": f"smmops {__version__}", "files": digests}
    return (json.dumps(fields, indent=2, sort_keys=True) + "\n").encode()


def digests_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """SHA-256 by path of those of `files` that are machinery."""
    return {path: _digest(content) for path, content in files.items() if machinery(path)}


def recorded(content: bytes | None) -> tuple[str, Mapping[str, str]]:
    """(the smmops that wrote the record, digest by path); empty where there is no record that can be read."""
    try:
        fields = json.loads(content or b"")
        if str(fields["schema"]).startswith("smmops.written/"):
            return str(fields["tool"]), {str(path): str(digest) for path, digest in fields["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return "", {}


def unedited(content: bytes, digest: str | None) -> bool:
    """Whether a file has the bytes that were recorded, whatever git made of its line ends."""
    return digest in (_digest(content), _digest(content.replace(b"\r\n", b"\n")))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
