"""Checks values against the lexicons that come with the sandbox.

The wording follows the reference PDS (@atproto/lex-schema, 2026-08-20); only status and error name are
held against it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import regex

from smmops.sandbox.bluesky.cid import cid_bytes
from smmops.sandbox.bluesky.syntax import CID, FORMATS

MAX_SAFE: Final = 2**53 - 1
Path = str


class MismatchError(Exception):
    """A value is not what its lexicon says; the text names the place."""


@cache
def document(nsid: str) -> Mapping[str, Any] | None:
    """The lexicon of this name, or None where there is none."""
    path = files("smmops.sandbox.bluesky").joinpath("lexicons", *nsid.split("."))
    source = path.parent.joinpath(f"{path.name}.json")  # type: ignore[attr-defined]
    if not source.is_file():
        return None
    document: Mapping[str, Any] = json.loads(source.read_text("utf-8"))
    return document


def definition(name: str) -> Mapping[str, Any] | None:
    """`nsid` or `nsid#part`."""
    nsid, _, part = name.partition("#")
    found = document(nsid)
    return None if found is None else found["defs"].get(part or "main")


def _preview(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 48 else text[:47] + "…"


def _graphemes(text: str) -> int:
    return len(regex.findall(r"\X", text))


def _is_integer(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer() and abs(value) <= MAX_SAFE
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_SAFE


def check(value: Any, schema: Mapping[str, Any], *, home: str, at: Path = "$") -> None:
    """Raises MismatchError when `value` (JSON form) is not what `schema`, found in lexicon `home`, asks for."""
    match schema["type"]:
        case "ref":
            name = _full_name(schema["ref"], home)
            target = definition(name)
            if target is not None:
                check(value, target, home=name.partition("#")[0], at=at)
        case "union":
            _check_union(value, schema, home=home, at=at)
        case "object":
            check_object(value, schema, home=home, at=at)
        case "array":
            _check_array(value, schema, home=home, at=at)
        case "string":
            _check_string(value, schema, at)
        case "integer":
            wanted(_is_integer(value), "integer", value, at)
            _check_range(value, schema.get("minimum"), schema.get("maximum"), f"integer at {at}")
        case "boolean":
            wanted(isinstance(value, bool), "boolean", value, at)
        case "blob":
            _check_blob(value, schema, at)
        case "unknown":
            wanted(isinstance(value, dict), "object", value, at)
            check_data(value, at)
        case "cid-link":
            wanted(is_link(value), "cid", value, at)
        case other:
            raise NotImplementedError(f"lexicon type {other} at {at}")


def wanted(is_so: bool, kind: str, value: Any, at: Path) -> None:
    """Raises MismatchError unless `is_so`."""
    if not is_so:
        raise MismatchError(f"Expected {kind} value type (got {_preview(value)}) at {at}")


def check_data(value: Any, at: Path) -> None:
    """Whatever no schema names must still be in the data model: it has no floats."""
    match value:
        case float() | int() if not isinstance(value, bool):
            wanted(_is_integer(value), "integer", value, at)
        case list():
            for index, item in enumerate(value):
                check_data(item, f"{at}[{index}]")
        case dict():
            for name, item in value.items():
                check_data(item, f"{at}.{name}")
        case _:
            pass


def _full_name(ref: str, home: str) -> str:
    return home + ref if ref.startswith("#") else ref


def _check_union(value: Any, schema: Mapping[str, Any], *, home: str, at: Path) -> None:
    wanted(isinstance(value, dict) and "$type" in value, "$typed", value, at)
    kind = value["$type"]
    wanted(isinstance(kind, str), "string", kind, f"{at}.$type")
    names = {_full_name(ref, home).removesuffix("#main") for ref in schema["refs"]}
    if kind.removesuffix("#main") in names:
        check(value, {"type": "ref", "ref": kind.removesuffix("#main")}, home=home, at=at)
    elif schema.get("closed"):
        raise MismatchError(
            f"Expected one of {', '.join(sorted(names))} (got {_preview(kind)}) at {at}.$type"
        )


def check_object(value: Any, schema: Mapping[str, Any], *, home: str, at: Path) -> None:
    """Raises MismatchError for a required field that is not there or a field that is not as described."""
    wanted(isinstance(value, dict), "object", value, at)
    required, nullable = schema.get("required", ()), schema.get("nullable", ())
    for name, part in schema.get("properties", {}).items():
        if name not in value:
            if name in required and "default" not in part:
                raise MismatchError(f'Missing required key "{name}" at {at}')
        elif value[name] is not None or name not in nullable:
            check(value[name], part, home=home, at=f"{at}.{name}")


def _check_array(value: Any, schema: Mapping[str, Any], *, home: str, at: Path) -> None:
    wanted(isinstance(value, list), "array", value, at)
    _check_range(len(value), schema.get("minLength"), schema.get("maxLength"), f"array at {at}")
    for index, item in enumerate(value):
        check(item, schema["items"], home=home, at=f"{at}[{index}]")


def _check_range(value: int, minimum: int | None, maximum: int | None, what: str) -> None:
    kind, _, at = what.partition(" at ")
    if minimum is not None and value < minimum:
        raise MismatchError(f"{kind} too small (minimum {minimum}, got {value}) at {at}")
    if maximum is not None and value > maximum:
        raise MismatchError(f"{kind} too big (maximum {maximum}, got {value}) at {at}")


def _check_string(value: Any, schema: Mapping[str, Any], at: Path) -> None:
    wanted(isinstance(value, str), "string", value, at)
    _check_range(len(value.encode()), schema.get("minLength"), schema.get("maxLength"), f"string at {at}")
    most = schema.get("maxGraphemes")
    if "minGraphemes" in schema or (most is not None and len(value) > most):
        _check_range(_graphemes(value), schema.get("minGraphemes"), most, f"grapheme at {at}")
    if "const" in schema and value != schema["const"]:
        raise MismatchError(f"Expected {_preview(schema['const'])} (got {_preview(value)}) at {at}")
    if "enum" in schema and value not in schema["enum"]:
        raise MismatchError(f"Expected one of {_preview(schema['enum'])} (got {_preview(value)}) at {at}")
    if "format" in schema and not FORMATS[schema["format"]](value):
        raise MismatchError(f"Invalid {schema['format']} (got {_preview(value)}) at {at}")


def is_link(value: Any, codec: int | None = None) -> bool:
    """Whether this is `{"$link": cid}`, of the given codec if one is given."""
    if not isinstance(value, dict) or set(value) != {"$link"} or not isinstance(value["$link"], str):
        return False
    link = value["$link"]
    if not CID.fullmatch(link):
        return False
    return codec is None or (link.startswith("b") and cid_bytes(link)[:4] == bytes([1, codec, 0x12, 32]))


def is_blob(value: Any) -> bool:
    """Whether this is a reference to an uploaded blob, with no field too many."""
    return (
        isinstance(value, dict)
        and set(value) == {"$type", "ref", "mimeType", "size"}
        and value["$type"] == "blob"
        and isinstance(value["mimeType"], str)
        and "/" in value["mimeType"]
        and _is_integer(value["size"])
        and value["size"] >= 0
        and is_link(value["ref"], 0x55)
    )


def _check_blob(value: Any, schema: Mapping[str, Any], at: Path) -> None:
    wanted(is_blob(value), "blob", value, at)
    accept = schema.get("accept", ["*/*"])
    if not any(accepts(pattern, value["mimeType"]) for pattern in accept):
        raise MismatchError(
            f"Expected one of {_preview(accept)} (got {_preview(value['mimeType'])}) at {at}.mimeType"
        )
    _check_range(value["size"], None, schema.get("maxSize"), f"blob at {at}")


def accepts(pattern: str, mime: str) -> bool:
    """Whether a media type fits `*/*`, `image/*` or a whole type."""
    return pattern in ("*/*", mime) or (pattern.endswith("/*") and mime.startswith(pattern[:-1]))


def blobs(value: Any) -> Iterator[dict[str, Any]]:
    """Every blob reference inside a record."""
    if is_blob(value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from blobs(item)
    elif isinstance(value, list):
        for item in value:
            yield from blobs(item)
