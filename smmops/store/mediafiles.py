"""`media:` of a post -> items with the files they name."""

from collections.abc import Mapping

from smmops.model.document import Spot, Trail
from smmops.model.files_post import MediaFile, PostFile
from smmops.model.message import msg
from smmops.model.post import FileRef, Media
from smmops.store.attach import Files, mime_of
from smmops.store.finding import Finding
from smmops.store.names import Names
from smmops.store.yaml_build import MOST_FINDINGS

Item = tuple[Media, tuple[str, ...]]
"""A media item and the names of the channels and networks it is for, () for all."""


def attached(
    front: PostFile,
    *,
    files: Files,
    beside: str,
    spots: Mapping[Trail, Spot],
    names: Names,
) -> tuple[tuple[Item, ...], tuple[FileRef, ...], list[Finding]]:
    """The items in slide order, every file of the repository that they need, and what is wrong with them."""
    findings: list[Finding] = []
    items: list[Item] = []
    needed: list[FileRef] = []

    def ref(name: str, trail: Trail) -> FileRef | None:
        found = files.ref(name, beside=beside, spot=spots.get(trail, (1, 1)), trail=trail)
        if isinstance(found, Finding):
            findings.append(found)
            return None
        needed.append(found)
        return found

    for index, written in enumerate(front.media):
        if len(findings) >= MOST_FINDINGS:
            break
        trail: Trail = ("media", index)
        wrong = _form(written, spots.get(trail, (1, 1)), trail)
        if wrong:
            findings.append(wrong)
            continue
        for place, name in enumerate(written.for_):
            if names.meant(name) is None:
                at: Trail = (*trail, "for", place)
                findings.append(names.unknown(name, spot=spots.get(at, (1, 1)), trail=at))
        file = ref(written.file, (*trail, "file")) if written.file else None
        captions = [
            (language, found)
            for language, name in written.captions.items()
            if (found := ref(name, (*trail, "captions", language)))
        ]
        cover = ref(written.cover, (*trail, "cover")) if written.cover else None
        item = Media(
            file=file,
            url=written.url,
            sha256=written.sha256,
            bytes=written.bytes,
            mime=mime_of(written.file or written.url or ""),
            alt=written.alt,
            decorative=written.decorative,
            captions=tuple(captions),
            cover=cover,
            title=written.title,
            part=written.part,
            rights=written.rights,
        )
        items.append((item, written.for_))
    return tuple(items), tuple(needed), findings


def _form(written: MediaFile, spot: Spot, trail: Trail) -> Finding | None:
    """An item is a file of the repository or an address with hash and size, never both or neither."""
    if written.file and written.url:
        return Finding(
            "SMM141",
            spot,
            msg("this item names a file and an address"),
            msg("keep `file` or `url`, not both"),
            trail,
        )
    if written.file:
        return None
    if not written.url:
        return Finding(
            "SMM141",
            spot,
            msg("this item names no file"),
            msg("add `file: brew.jpg`, a file of content/media"),
            trail,
        )
    if not written.sha256 or written.bytes is None:
        return Finding(
            "SMM141",
            spot,
            msg("an address alone may change: nobody could approve what it shows"),
            msg("add `sha256` and `bytes`; `smmops media add FILE` prints them"),
            trail,
        )
    return None
