"""How Mastodon's API is spoken: parameters as Rails reads them, tokens, scopes, errors."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from smmops.sandbox.network import Answer, Call, Ground, Upload, whole
from smmops.sandbox.state import Account

NAME: Final = "mastodon"


class RefusalError(Exception):
    """An error answer: status, text, and `details` by field where a validation failed."""

    def __init__(self, status: int, error: str, *, extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(error)
        self.status, self.error, self.extra = status, error, extra or {}

    def answer(self) -> Answer:
        """The answer that says so."""
        return Answer.of(self.status, {"error": self.error, **self.extra}, error=self.error)


def not_found() -> RefusalError:
    """404 for what is not there or not for the asker."""
    return RefusalError(404, "Record not found")


def failed(*reasons: str) -> RefusalError:
    """A record that did not validate."""
    return RefusalError(422, f"Validation failed: {', '.join(reasons)}")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: who asks (None without a token), path parameters, all other parameters nested."""

    ground: Ground
    call: Call
    account: Account | None
    path: Mapping[str, str]
    params: Mapping[str, Any]
    application: str = "Sandbox"

    @property
    def owner(self) -> Account:
        """The account of the token; only routes that need one may use it."""
        assert self.account is not None
        return self.account

    def option(self, name: str) -> Any:
        """A switch of the sandbox."""
        return self.ground.option(NAME, name)

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; the default where it was not sent."""
        value = self.params.get(name)
        return default if value is None or isinstance(value, dict | list | Upload) else str(value)

    def flag(self, name: str) -> bool | None:
        """A boolean as Rails casts it; None when it was not sent."""
        return truth(self.params.get(name))

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number, at most `most`; the default for anything else."""
        text = self.text(name)
        return min(int(text), most) if text.isascii() and text.isdigit() and int(text) else default

    def texts(self, name: str) -> list[str]:
        """A list parameter (`a[]`) as texts."""
        value = self.params.get(name)
        return [str(item) for item in value] if isinstance(value, list) else []


def truth(value: Any) -> bool | None:
    """A boolean as Rails casts it; None for what was not sent."""
    if value is None or value == "":
        return None
    return value not in (False, 0, "0", "f", "F", "false", "FALSE", "off", "OFF")


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path (`{id}` names a part), the scope it needs ("" for none), and what answers.

    `public` routes also answer without a token; `spend` names the limit that it counts against.
    """

    method: str
    path: str
    scope: str
    run: Callable[[Ask], Any]
    public: bool = False
    spend: str = ""
    parts: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.path.split("/")))

    def match(self, path: str) -> dict[str, str] | None:
        """The named parts of a path, or None where the path is another."""
        given = path.split("/")
        if len(given) != len(self.parts):
            return None
        found: dict[str, str] = {}
        for wanted, part in zip(self.parts, given, strict=True):
            if wanted.startswith("{"):
                found[wanted[1:-1]] = part
            elif wanted != part:
                return None
        return found


def parameters(call: Call) -> dict[str, Any]:
    """Query and body together, `a[]` as lists, `a[b]` as maps; the body wins."""
    nested: dict[str, Any] = {}
    for name, value in (*call.query, *call.form):
        nest(nested, name, value)
    if (
        call.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
        and call.body
    ):
        try:
            body = whole(json.loads(call.body))
        except (ValueError, RecursionError):
            raise RefusalError(400, "Error occurred while parsing request parameters") from None
        if isinstance(body, dict):
            nested.update(body)
    return nested


def nest(into: dict[str, Any], name: str, value: str | Upload) -> None:
    """Puts `poll[options][]=a` where Rails would: `{"poll": {"options": ["a"]}}`."""
    head, *rest = name.replace("]", "").split("[")
    _put(into, head, rest=rest, value=value)


def _put(here: dict[str, Any], key: str, *, rest: list[str], value: str | Upload) -> None:
    if not rest:
        here[key] = value
        return
    first, deeper = rest[0], rest[1:]
    if first:
        if not isinstance(here.get(key), dict):
            here[key] = {}
        _put(here[key], first, rest=deeper, value=value)
        return
    while deeper and not deeper[0]:
        deeper = deeper[1:]
    if not isinstance(here.get(key), list):
        here[key] = []
    items: list[Any] = here[key]
    if not deeper:
        items.append(value)
        return
    if not items or not isinstance(items[-1], dict) or deeper[0] in items[-1]:
        items.append({})
    _put(items[-1], deeper[0], rest=deeper[1:], value=value)


def _token_of(call: Call) -> str | None:
    kind, _, token = call.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else call.first("access_token")


def who(ground: Ground, call: Call) -> Account | None:
    """The account of a request's token, or None."""
    token = _token_of(call)
    if token is None:
        return None
    owners = ground.state.accounts(NAME, "secret = ?", token)
    if owners:
        return owners[0]
    granted = ground.state.note(NAME, "token", token)
    return ground.state.account(NAME, granted[0]) if granted else None


def granted_scopes(ground: Ground, token: str) -> tuple[set[str], str]:
    """Scopes of a token and the name of its application."""
    granted = ground.state.note(NAME, "token", token)
    return (
        (set(granted[2]["scopes"]), granted[2]["name"])
        if granted
        else ({"read", "write", "profile"}, "Sandbox")
    )


def allowed(route: Route, ground: Ground, call: Call) -> tuple[Account | None, str]:
    """Who asks, and through which application; raises where the route does not let them."""
    token = _token_of(call)
    if token is None:
        if route.scope and not route.public:
            raise RefusalError(401, "The access token is invalid")
        return None, ""
    account = who(ground, call)
    if account is None:
        raise RefusalError(401, "The access token is invalid")
    if account.detail.get("frozen") and route.scope and not route.public:
        raise RefusalError(403, "Your login is currently disabled")
    scopes, name = granted_scopes(ground, token)
    wanted = {route.scope, route.scope.partition(":")[0]} | (
        {"profile"} if route.scope == "read:accounts" else set()
    )
    if route.scope and not scopes & wanted:
        raise RefusalError(403, "This action is outside the authorized scopes")
    return account, name
