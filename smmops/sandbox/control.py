"""`/_sandbox`: what is live, accounts, faults, the clock, and what a person does on a network's own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from smmops.sandbox.clock import iso
from smmops.sandbox.faults import Fault, Faults
from smmops.sandbox.network import Ground
from smmops.sandbox.state import Account
from smmops.sandbox.view import census


class Order(BaseModel):
    """What a control endpoint takes: no field too many."""

    model_config = ConfigDict(extra="forbid")


class NewAccount(Order):
    """An account to open, or to change: `name` people see, `followers`, `frozen` by the network's staff."""

    network: str
    handle: str = Field(min_length=1, max_length=253)
    secret: str = Field(min_length=1, max_length=500)
    name: str | None = Field(default=None, min_length=1, max_length=64)
    followers: int | None = Field(default=None, ge=0)
    frozen: bool | None = None


class ClockOrder(Order):
    """`at` sets, `move` shifts by seconds, `frozen` holds still or lets go, `reset` is real time."""

    at: AwareDatetime | None = None
    move: float | None = None
    frozen: bool | None = None
    reset: bool = False


class PostOrder(Order):
    """A post to edit or delete."""

    network: str
    account: str
    id: str
    text: str = ""


class Options(Order):
    """Switches of one network to change."""

    network: str
    set: dict[str, Any]


class RefusedError(ValueError):
    """An order that cannot be followed; the text says why."""


def routes(ground: Ground) -> list[Route]:
    """The control endpoints; every answer is JSON, every refusal `{"error": why}` with 400 or 404."""
    table: list[tuple[str, Literal["GET", "POST", "DELETE"], Callable[[Ground, Any], Any]]] = [
        ("state", "DELETE", _forget),
        ("accounts", "POST", add_account),
        ("faults", "GET", lambda g, _: Faults(g.state).all()),
        ("faults", "POST", add_faults),
        ("faults", "DELETE", _clear_faults),
        ("clock", "GET", lambda g, _: {"now": iso(g.clock.now())}),
        ("clock", "POST", _set_clock),
        ("options", "POST", set_options),
        ("edit", "POST", _edit),
        ("delete", "POST", _delete),
        ("requests", "GET", requests),
    ]
    orders = [
        Route(f"/_sandbox/{path}", _endpoint(ground, act), methods=[method]) for path, method, act in table
    ]
    return [Route("/_sandbox/state", _state(ground), methods=["GET"]), *orders]


def _endpoint(ground: Ground, act: Callable[[Ground, Any], Any]) -> Callable[[Request], Any]:
    async def answered(request: Request) -> Response:
        try:
            order = await request.json() if request.method == "POST" else None
            return JSONResponse(await run_in_threadpool(_followed, ground, act, order))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            return JSONResponse({"error": f"{where}: {first['msg']}"}, 400)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)

    return answered


def _followed(ground: Ground, act: Callable[[Ground, Any], Any], order: Any) -> Any:
    with ground.state.change():
        return act(ground, order)


def _state(ground: Ground) -> Callable[[Request], Any]:
    async def counted(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(census, ground, str(request.base_url).rstrip("/")))

    return counted


def _named_account(ground: Ground, network: str, name: str) -> Account:
    account = ground.state.account(network, name)
    if account is None:
        raise RefusedError(f"no account {name!r} on {network!r}")
    return account


def add_account(ground: Ground, order: Any) -> dict[str, str]:
    """Gives `{"id", "handle"}`; a known handle gets the new secret."""
    wanted = NewAccount.model_validate(order)
    if wanted.network not in ground.networks:
        raise RefusedError(f"no network {wanted.network!r}; there are {', '.join(ground.networks)}")
    account = ground.networks[wanted.network].add_account(ground, wanted.handle, wanted.secret)
    given = wanted.model_dump(include={"name", "followers", "frozen"}, exclude_none=True)
    ground.state.add_account(replace(account, detail={**account.detail, **given}))
    return {"id": account.id, "handle": account.handle}


def add_faults(ground: Ground, order: Any) -> list[dict[str, Any]]:
    """Takes one fault or a list; gives all that are set."""
    faults = Faults(ground.state)
    for value in order if isinstance(order, list) else [order]:
        faults.add(Fault.model_validate(value))
    return faults.all()


def _forget(ground: Ground, _: None) -> dict[str, Any]:
    """Forgets everything: accounts, posts, faults, options, the clock's offset."""
    ground.state.forget()
    return {}


def _clear_faults(ground: Ground, _: None) -> list[Any]:
    Faults(ground.state).clear()
    return []


def _set_clock(ground: Ground, order: Any) -> dict[str, str]:
    wanted = ClockOrder.model_validate(order)
    if wanted.reset:
        ground.clock.reset()
    if wanted.frozen:
        ground.clock.freeze()
    elif wanted.frozen is False and ground.state.setting("clock.frozen") is not None:
        ground.clock.thaw()
    if wanted.at is not None:
        ground.clock.set(datetime.timestamp(wanted.at))
    if wanted.move is not None:
        ground.clock.move(wanted.move)
    return {"now": iso(ground.clock.now())}


def set_options(ground: Ground, order: Any) -> dict[str, Any]:
    """Changes a network's switches (limits, delays); gives those set by hand."""
    wanted = Options.model_validate(order)
    network = ground.networks.get(wanted.network)
    if network is None:
        raise RefusedError(f"no network {wanted.network!r}")
    unknown = sorted(set(wanted.set) - set(network.options))
    if unknown:
        raise RefusedError(
            f"no option {unknown[0]!r} on {network.name}; there are {', '.join(network.options)}"
        )
    for option, value in wanted.set.items():
        if not _fits(value, network.options[option]):
            raise RefusedError(f"{option} is {network.options[option]!r} by itself: {value!r} does not fit")
    name = f"options.{network.name}"
    ground.state.keep_setting(name, {**ground.state.setting(name, {}), **wanted.set})
    kept: dict[str, Any] = ground.state.setting(name)
    return kept


def _fits(value: Any, default: Any) -> bool:
    """Whether a value is of the kind of an option's default; None stands for an optional text."""
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    return value is None or isinstance(value, str)


def _edit(ground: Ground, order: Any) -> dict[str, str]:
    wanted = PostOrder.model_validate(order)
    account = _named_account(ground, wanted.network, wanted.account)
    if not ground.networks[wanted.network].edit(ground, account, wanted.id, wanted.text):
        raise RefusedError(f"no live post {wanted.id!r} of {account.handle}")
    return {"id": wanted.id}


def _delete(ground: Ground, order: Any) -> dict[str, str]:
    wanted = PostOrder.model_validate(order)
    account = _named_account(ground, wanted.network, wanted.account)
    if not ground.networks[wanted.network].delete(ground, account, wanted.id):
        raise RefusedError(f"no live post {wanted.id!r} of {account.handle}")
    return {"id": wanted.id}


def requests(ground: Ground, _: None) -> list[dict[str, Any]]:
    """Every request a network got, in order; `status` 0 is a connection cut before any effect."""
    names = ("seq", "at", "network", "account", "method", "path", "status", "error", "fault")
    rows = ground.state.rows(
        "SELECT seq, at, network, account, method, path, status, error, fault FROM request ORDER BY seq"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]
