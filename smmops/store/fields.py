"""Which keys a model takes at a place of its file."""

from collections.abc import Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel


def fields_at(model: type[BaseModel], trail: Sequence[str | int]) -> dict[str, str]:
    """Keys (with their descriptions) that the mapping at a trail of a model may hold; {} where any may stand."""
    at: Any = model
    for part in trail:
        at = _below(_bare(at), part)
    at = _bare(at)
    if not (isinstance(at, type) and issubclass(at, BaseModel)):
        return {}
    return {(field.alias or name): (field.description or "") for name, field in at.model_fields.items()}


def _below(at: Any, part: str | int) -> Any:
    if isinstance(at, type) and issubclass(at, BaseModel):
        for name, field in at.model_fields.items():
            if part in (field.alias or name, name):
                return field.annotation
        return None
    arguments = get_args(at)
    if not arguments:
        return None
    return arguments[0] if isinstance(part, int) else arguments[-1]


def _bare(at: Any) -> Any:
    """An annotation without Annotated, None and literals beside it."""
    while get_origin(at) is not None:
        origin = get_origin(at)
        if origin in (Union, UnionType):
            rest = [a for a in get_args(at) if a is not type(None) and get_origin(a) is not Literal]
            at = rest[0] if rest else None
        elif hasattr(at, "__metadata__"):
            at = get_args(at)[0]
        else:
            return at
    return at
