"""The format of a variant where nobody wrote one: what its media ask for."""

from collections.abc import Sequence

from smmops.model.post import Media
from smmops.specs.limits import format_for
from smmops.specs.spec import Kind, NetworkSpec


def kind_of_mime(mime: str) -> Kind:
    """The kind of media that a MIME type is."""
    if mime == "image/gif":
        return Kind.GIF
    family = mime.partition("/")[0]
    return {"image": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.AUDIO}.get(family, Kind.DOCUMENT)


def default_format(media: Sequence[Media], spec: NetworkSpec | None) -> str:
    """The network's format for the media of part 1; its usual one where none takes them."""
    if spec is None:
        return "post"
    kinds = [kind_of_mime(item.mime) for item in media if item.part == 1]
    return format_for(spec, kinds) or spec.default_format
