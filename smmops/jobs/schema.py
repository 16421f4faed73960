"""JSON Schemas of every kind of file, for editors: `smmops schema`."""

from collections.abc import Mapping
from typing import Any

from smmops.store.kinds import KINDS, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = ["string", "number", "boolean"]
"""What an editor takes bare text for: `title: 2026` is text to us and a number to it."""


def schemas() -> Mapping[str, dict[str, Any]]:
    """By kind of file its JSON Schema (draft 2020-12). What a stage asks for is not in it."""
    return {kind.name: _schema(kind) for kind in KINDS.values()}


def _schema(kind: Kind) -> dict[str, Any]:
    made = kind.model.model_json_schema(by_alias=True, mode="validation")
    definitions = {name: _loose(part) for name, part in made.pop("$defs", {}).items()}
    top = _loose(made)
    if kind.wrap:
        top = top["properties"][kind.wrap]
    top.pop("default", None)
    schema = {
        "$schema": DIALECT,
        "title": f"smmops {kind.name}",
        **{k: v for k, v in top.items() if k != "title"},
    }
    if definitions:
        schema["$defs"] = definitions
    return schema


def _loose(part: Any) -> Any:
    """A schema as editors see bare YAML: text may look like a number, any key may stand empty."""
    if isinstance(part, list):
        return [_loose(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {
        key: _loose(item)
        for key, item in part.items()
        if key not in ("default", "title") or key == "properties"
    }
    if "properties" in part:
        made["properties"] = {
            name: _empty(_described(name, _loose(item), item)) for name, item in part["properties"].items()
        }
    if made.get("type") == "string" and "enum" not in made and "const" not in made and "pattern" not in made:
        made["type"] = _TEXT
    if made.get("type") == "integer":
        made["type"] = ["integer", "string"]
    return made


def _described(name: str, made: dict[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    default = written.get("default")
    if default in (None, [], {}, "") or "description" in made or not isinstance(default, str | int | bool):
        return made
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    return {**made, "description": f"{name}; default: {shown}"}


def _empty(made: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing: an empty value is an absent one."""
    if "anyOf" in made:
        options = made["anyOf"]
        return made if {"type": "null"} in options else {**made, "anyOf": [*options, {"type": "null"}]}
    kept = {key: made[key] for key in ("description",) if key in made}
    return {**kept, "anyOf": [{key: item for key, item in made.items() if key not in kept}, {"type": "null"}]}
