"""Names of files in a post -> files of the tree."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from smmops.model.document import Spot, Trail
from smmops.model.message import Message, msg
from smmops.model.ports import Blob
from smmops.model.post import FileRef
from smmops.store.finding import Finding
from smmops.store.git_pointer import LONGEST, pointed
from smmops.store.near import near

_MIMES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "heif": "image/heif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "jxl": "image/jxl",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "avi": "video/x-msvideo",
    "m4v": "video/x-m4v",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "ogv": "video/ogg",
    "webm": "video/webm",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
}


def mime_of(name: str) -> str:
    """What a file's suffix says it is; `application/octet-stream` for an unknown one."""
    path = name.partition("?")[0].partition("#")[0]
    return _MIMES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a tree as a brand's posts name them; `folder` is the brand's, "" or without a final `/`."""

    blobs: Mapping[str, Blob]
    read: Callable[[str], bytes]
    folder: str = ""
    _known: dict[str, FileRef] = field(default_factory=dict, repr=False)

    def ref(self, name: str, *, beside: str, spot: Spot, trail: Trail) -> FileRef | Finding:
        """The file that `name` means in the post at the path `beside`, or why it means none."""
        path = self._path(name, beside)
        if isinstance(path, Message):
            return Finding(
                "SMM138", spot, path, msg("put the file into content/media and write its bare name"), trail
            )
        known = self._known.get(path)
        if known:
            return known
        blob = self.blobs.get(path)
        if blob is None:
            return self._missing(path, name, spot, trail)
        if blob.mode in ("120000", "160000"):
            return _linked(path, blob.mode, spot, trail)
        try:
            made = self._known[path] = self._ref(path, blob)
        except KeyError:
            return self._missing(path, name, spot, trail)
        return made

    def _path(self, name: str, beside: str) -> str | Message:
        if not name.strip() or "\0" in name or "\n" in name:
            return msg("an empty name or a line break names no file")
        if name.startswith(("/", "~")) or "\\" in name or name[1:2] == ":":
            return msg("`{name}` is a path of one machine", name=name[:80])
        home = f"{self.folder}/" if self.folder else ""
        if name.startswith(("./", "../")):
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(beside), name))
        else:
            joined = posixpath.normpath(f"{home}content/media/{name}")
        if joined == ".." or joined.startswith("../"):
            return msg("`{name}` leaves the repository", name=name[:80])
        if not joined.startswith(home):
            return msg("`{name}` leaves the brand's folder {folder}", name=name[:80], folder=self.folder)
        return joined

    def _ref(self, path: str, blob: Blob) -> FileRef:
        if blob.size < LONGEST:
            names = pointed(self.read(path))
            if names:
                return FileRef(path=path, blob=blob.oid, size=names[1], sha256=names[0])
        return FileRef(path=path, blob=blob.oid, size=blob.size)

    def _missing(self, path: str, name: str, spot: Spot, trail: Trail) -> Finding:
        parent = path
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            above = self.blobs.get(parent)
            if above and above.mode in ("120000", "160000"):
                return _linked(parent, above.mode, spot, trail)
        message = msg("{path} is not in the repository", path=path)
        home = f"{self.folder}/" if self.folder else ""
        if f"{home}{name}" in self.blobs and name.startswith("content/media/"):
            return Finding("SMM139", spot, message, msg("write `{bare}`", bare=name[14:]), trail)
        folder = posixpath.dirname(path) + "/"
        there = [other[len(folder) :] for other in self.blobs if other.startswith(folder)]
        meant = near(path[len(folder) :], [other for other in there if mime_of(other) != mime_of("")])
        if meant:
            return Finding("SMM139", spot, message, msg("did you mean `{meant}`?", meant=meant), trail)
        return Finding(
            "SMM139", spot, message, msg("add the file to the same change, or mend the name"), trail
        )


def _linked(path: str, mode: str, spot: Spot, trail: Trail) -> Finding:
    message = (
        msg("{path} is a symbolic link: what it shows may change without review", path=path)
        if mode == "120000"
        else msg("{path} is another repository (a submodule): nobody reviews it here", path=path)
    )
    return Finding("SMM140", spot, message, msg("put the file itself there"), trail)
