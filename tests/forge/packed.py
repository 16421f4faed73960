"""Archives as a check leaves them, and as an enemy would."""

import io
import struct
import zipfile
from collections.abc import Mapping


def packed(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def linked(name: str, there: str) -> bytes:
    """An archive whose member is a symbolic link."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = 0o120777 << 16
        archive.writestr(member, there)
    return made.getvalue()


def lying(name: str, content: bytes, *, size: int) -> bytes:
    """An archive that says that its member is `size` bytes long, in both places."""
    honest = bytearray(packed({name: content}))
    told = struct.pack("<I", size)
    entry = honest.index(b"PK\x01\x02")
    honest[entry + 24 : entry + 28] = told
    honest[22:26] = told
    return bytes(honest)


def encrypted(name: str, content: bytes) -> bytes:
    """An archive whose member claims to need a password."""
    made = bytearray(packed({name: content}))
    entry = made.index(b"PK\x01\x02")
    made[entry + 8] |= 1
    made[6] |= 1
    return bytes(made)
