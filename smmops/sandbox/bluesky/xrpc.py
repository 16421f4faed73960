"""XRPC: finds the method, checks who asks and what for, and answers in AT Protocol's error form.

The order (method, token, parameters, body, rate limit, handler) and the error names are the reference PDS's.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from smmops.sandbox.bluesky import lexicon
from smmops.sandbox.network import Answer, Call, Ground, whole
from smmops.sandbox.state import Account

NAME: Final = "bluesky"
PREFIX: Final = "/xrpc/"
JSON_LIMIT: Final = 153_600


class XrpcError(Exception):
    """A refusal: HTTP status, error name, message."""

    def __init__(
        self, status: int, name: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.name, self.message, self.headers = status, name, message, headers or {}

    def answer(self) -> Answer:
        """The answer that says so."""
        body = {"error": self.name, "message": self.message}
        return Answer.of(self.status, body, headers=self.headers, error=self.name)


def bad_request(message: str, name: str = "InvalidRequest") -> XrpcError:
    """A 400 with an error name."""
    return XrpcError(400, name, message)


@dataclass(frozen=True, slots=True)
class Ask:
    """One checked request: who asks (None where nobody need be), parameters and JSON body by lexicon."""

    ground: Ground
    call: Call
    account: Account | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> Account:
        """The account of the token; only methods that ask for one may use it."""
        assert self.account is not None
        return self.account


@dataclass(frozen=True, slots=True)
class Method:
    """How a method is served. `auth` gives account and claims; `spend` says what it costs."""

    run: Callable[[Ask], Any]
    auth: Callable[[Ground, Call], tuple[Account | None, Mapping[str, Any]]] | None = None
    spend: Callable[[Ask], None] | None = None


def serve(methods: Mapping[str, Method], ground: Ground, call: Call) -> Answer:
    """The answer to one request. A handler gives a JSON value, an Answer, or None for an empty 200."""
    try:
        name = call.path.removeprefix(PREFIX)
        method, schema = _found_method(methods, name, call)
        account, claims = method.auth(ground, call) if method.auth else (None, {})
        ask = Ask(ground, call, account, parameters(schema, name, call), body(schema, name, call), claims)
        if method.spend:
            method.spend(ask)
        with ground.state.change():
            result = method.run(ask)
    except XrpcError as error:
        return error.answer()
    except RecursionError:
        return bad_request("the body is nested too deeply").answer()
    if isinstance(result, Answer):
        return result
    return Answer(200) if result is None else Answer.of(200, result)


def _found_method(methods: Mapping[str, Method], name: str, call: Call) -> tuple[Method, Mapping[str, Any]]:
    schema = SYNC_GET_BLOB if name == "com.atproto.sync.getBlob" else lexicon.definition(name)
    if name not in methods or schema is None:
        if "authorization" not in call.headers:
            raise XrpcError(401, "AuthMissing", "Authentication Required")
        raise XrpcError(501, "MethodNotImplemented", "Method Not Implemented")
    expected = "GET" if schema["type"] == "query" else "POST"
    if call.method != expected and not (expected == "GET" and call.method == "HEAD"):
        raise bad_request(f"Incorrect HTTP method ({call.method}) expected {expected}")
    return methods[name], schema


# com.atproto.sync.getBlob as the reference PDS serves it; its lexicon is not among the copied ones.
SYNC_GET_BLOB: Final[Mapping[str, Any]] = {
    "type": "query",
    "parameters": {
        "type": "params",
        "required": ["did", "cid"],
        "properties": {
            "did": {"type": "string", "format": "did"},
            "cid": {"type": "string", "format": "cid"},
        },
    },
}


def parameters(schema: Mapping[str, Any], name: str, call: Call) -> dict[str, Any]:
    """Query parameters as their lexicon types them; empty ones count as absent."""
    properties = schema.get("parameters", {}).get("properties", {})
    values: dict[str, Any] = {}
    for key, text in call.query:
        part = properties.get(key)
        if not text or part is None:
            continue
        if part["type"] == "array":
            values.setdefault(key, []).append(_scalar(part["items"], text))
        else:
            values[key] = [values[key], text] if key in values else _scalar(part, text)
    try:
        lexicon.check_object(values, schema.get("parameters", {}), home=name, at="$")
    except lexicon.MismatchError as error:
        raise bad_request(f"Invalid {name} params: {error}") from None
    defaults = {key: part["default"] for key, part in properties.items() if "default" in part}
    return {**defaults, **values}


def _scalar(part: Mapping[str, Any], text: str) -> Any:
    if part["type"] == "integer" and re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if part["type"] == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def body(schema: Mapping[str, Any], name: str, call: Call) -> dict[str, Any]:
    """The JSON body as its lexicon asks for it; empty for methods without one and for raw uploads."""
    wanted = schema.get("input")
    present = (
        bool(call.body)
        or call.headers.get("content-length", "0") != "0"
        or "transfer-encoding" in call.headers
    )
    if wanted is None:
        if present:
            raise bad_request("A request body was provided when none was expected")
        return {}
    if "content-length" not in call.headers and "transfer-encoding" not in call.headers:
        raise bad_request("A request body is expected but none was provided")
    encoding = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "/" not in encoding:
        raise bad_request("Request encoding (Content-Type) required but not provided")
    if not any(lexicon.accepts(pattern.strip(), encoding) for pattern in wanted["encoding"].split(",")):
        raise bad_request(f"Wrong request encoding (Content-Type): {encoding}")
    if "schema" not in wanted:
        return {}
    value = _parsed(call.body)
    try:
        lexicon.check(value, wanted["schema"], home=name)
    except lexicon.MismatchError as error:
        raise bad_request(str(error)) from None
    return dict(value)


def _parsed(raw: bytes) -> Any:
    if len(raw) > JSON_LIMIT:
        raise XrpcError(413, "PayloadTooLargeError", "request entity too large")
    try:
        value = json.loads(raw.decode("utf-8", "replace") or "{}", parse_constant=_no_constant)
    except ValueError as error:
        raise bad_request(f"JSON could not be read: {error}", "SyntaxError") from None
    if not isinstance(value, dict | list):
        raise bad_request("JSON could not be read: neither object nor array", "SyntaxError")
    return _numbers(whole(value))


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _numbers(value: Any) -> Any:
    """JavaScript has one kind of number: 1.0 is 1."""
    match value:
        case float() if value.is_integer() and abs(value) <= lexicon.MAX_SAFE:
            return int(value)
        case list():
            return [_numbers(item) for item in value]
        case dict():
            return {key: _numbers(item) for key, item in value.items()}
        case _:
            return value
