"""One file out of a zip archive that anybody may have packed."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

_STORED_OR_DEFLATED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_SYMLINK: Final = 0o120000
_KIND: Final = 0o170000


class ArchiveError(ValueError):
    """The archive is not as expected; says why, with nothing of what it holds."""


def only_member(archive: bytes, name: str, *, largest: int) -> bytes:
    """The bytes of the one file of that name, which must be all there is.

    Nothing is written anywhere, and no more than `largest` bytes are ever unpacked, whatever the archive says of
    itself. ArchiveError for anything else.
    """
    try:
        with zipfile.ZipFile(BytesIO(archive)) as opened:
            members = opened.infolist()
            if len(members) != 1:
                raise ArchiveError(f"it holds {len(members)} files, one is expected")
            _checked(members[0], name, largest=largest)
            with opened.open(members[0]) as file:
                content = file.read(largest + 1)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError) as broken:
        if isinstance(broken, ArchiveError):
            raise
        raise ArchiveError("it is no zip archive that can be read") from None
    except (NotImplementedError, RuntimeError):
        raise ArchiveError("it is packed in a way that is not read") from None
    if len(content) > largest:
        raise ArchiveError(f"its file unpacks to more than {largest} bytes")
    return content


def _checked(member: zipfile.ZipInfo, name: str, *, largest: int) -> None:
    if member.filename != name or member.orig_filename != name or member.is_dir():
        raise ArchiveError(f"its file is not called {name}")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _STORED_OR_DEFLATED:
        raise ArchiveError("it is packed in a way that is not read")
    if (member.external_attr >> 16) & _KIND == _SYMLINK:
        raise ArchiveError("it holds a link instead of a file")
    if member.file_size > largest:
        raise ArchiveError(f"its file unpacks to more than {largest} bytes")
