"""What is wrong at a spot of one file, before it is known which path the bytes stand under."""

from dataclasses import dataclass

from smmops.model.document import Spot, Trail
from smmops.model.message import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem without its path: the same bytes are read once, wherever they lie.

    `spot` is (line, column) from 1, (0, 0) for the file as a whole. `trail` is the value it is about, where
    there is one. `related` are other spots of the same file that take part.
    """

    code: str
    spot: Spot
    message: Message
    fix: Message
    trail: Trail = ()
    related: tuple[Spot, ...] = ()
