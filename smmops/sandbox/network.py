"""What a network brings to the sandbox, and what its posts look like to people and tests."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smmops.sandbox.clock import Clock
from smmops.sandbox.state import Account, State


def whole(value: Any) -> Any:
    """A JSON value whose texts can be written as UTF-8: half characters (lone surrogates) become U+FFFD."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [whole(item) for item in value]
        case dict():
            return {whole(key): whole(item) for key, item in value.items()}
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart form."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read whole. Header names are lower case; `base` is the address it came to.

    `lag` hides posts younger than so many seconds from lists (a fault set it, or 0).
    """

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes
    base: str
    form: Sequence[tuple[str, str | Upload]] = ()
    lag: float = 0.0

    def first(self, name: str) -> str | None:
        """The first query parameter of this name."""
        return next((value for key, value in self.query if key == name), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; `error` is the network's own name of a refusal, for the request log."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    @classmethod
    def of(
        cls, status: int, value: Any, *, headers: Mapping[str, str] | None = None, error: str = ""
    ) -> "Answer":
        """A JSON answer."""
        body = json.dumps(value, ensure_ascii=False).encode()
        head = {"content-type": "application/json; charset=utf-8", **(headers or {})}
        return cls(status, body, head, error)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of a post: `kind` is image, video or audio; `url` is on the sandbox's own address."""

    kind: str
    url: str
    alt: str
    id: str


@dataclass(frozen=True, slots=True)
class Card:
    """A link as apps show it; `thumb` is the id of an uploaded picture, "" for none."""

    url: str
    title: str
    description: str
    thumb: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """Options with their votes; `expires` is in UTC seconds."""

    options: tuple[tuple[str, int], ...]
    multiple: bool
    expires: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as a person sees it. `spans` are pieces of the text with the address each leads to, or "".

    `id` names it to the network, `anchor` on its page. `reply_to` and `root` are ids, "" for none.
    """

    id: str
    anchor: str
    url: str
    text: str
    spans: tuple[tuple[str, str], ...]
    at: float
    edited: float | None
    deleted: float | None
    requests: int
    reply_to: str = ""
    root: str = ""
    media: tuple[Picture, ...] = ()
    card: Card | None = None
    poll: Poll | None = None
    warning: str = ""
    visibility: str = ""
    langs: tuple[str, ...] = ()
    quote: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every network stands on."""

    state: State
    clock: Clock
    networks: "Mapping[str, Network]"

    def option(self, network: str, name: str) -> Any:
        """A switch of a network, as set or as the network has it by itself."""
        set_by_hand = self.state.setting(f"options.{network}", {})
        return set_by_hand.get(name, self.networks[network].options[name])


@dataclass(frozen=True, slots=True)
class Network:
    """One network: how it answers, and what people may do on its own page.

    `owns` says whether a path belongs to it. `who` gives the account a request's token names, for faults
    that hit one account only. `refusal` words a fault ("rate_limit", "expired", "status") as it would.
    """

    name: str
    title: str
    options: Mapping[str, Any]
    owns: Callable[[str], bool]
    answer: Callable[[Ground, Call], Answer]
    who: Callable[[Ground, Call], Account | None]
    refusal: Callable[[Ground, str, int], Answer]
    add_account: Callable[[Ground, str, str], Account]
    feed: Callable[[Ground, Account, str], list[Shown]]
    edit: Callable[[Ground, Account, str, str], bool]
    delete: Callable[[Ground, Account, str], bool]
