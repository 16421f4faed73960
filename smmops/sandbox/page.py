"""Pages to look at: every account's feed, with forms for what a person does on the network's own page."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote, urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from smmops.sandbox.clock import iso
from smmops.sandbox.faults import Faults
from smmops.sandbox.network import Ground, Network, Picture, Shown
from smmops.sandbox.state import Account
from smmops.sandbox.view import account_census, threads

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
PLAYABLE: Final = ("image/", "video/", "audio/")


def routes(ground: Ground) -> list[Route]:
    """The pages, their style and files, and the networks' own addresses of posts, which lead to them."""
    pages = Pages(ground)
    return [
        Route("/", lambda _: RedirectResponse("/_sandbox/")),
        Route("/_sandbox", lambda _: RedirectResponse("/_sandbox/")),
        Route("/_sandbox/", pages.index),
        Route("/_sandbox/style.css", pages.style),
        Route("/_sandbox/blob/{network}/{account}/{id}", pages.blob),
        Route("/_sandbox/{network}/{handle}", pages.feed),
        Route("/_sandbox/{network}/{handle}/{act}", pages.change, methods=["POST"]),
        Route("/profile/{handle}", pages.lead("bluesky")),
        Route("/profile/{handle}/post/{id}", pages.lead("bluesky")),
        Route("/@{handle}", pages.lead("mastodon")),
        Route("/@{handle}/{id}", pages.lead("mastodon")),
    ]


def time(at: float) -> str:
    """`Mon 23 Nov 2026, 00:22 UTC`."""
    return f"{datetime.fromtimestamp(at, UTC):%a %-d %b %Y, %H:%M} UTC"


def is_web(url: str) -> bool:
    """Whether an address may stand behind a link: anything else could be a script."""
    return url.startswith(("https://", "http://"))


def blob_address(network: Network, account: Account, name: str) -> str:
    """Where a page finds a file, apart from the network's own address: a fault there does not hit pages."""
    return f"/_sandbox/blob/{network.name}/{quote(account.id, safe='')}/{quote(name, safe='')}"


def environment() -> Environment:
    """Templates that escape everything."""
    folder = files("smmops.sandbox").joinpath("pages")
    names = ("base.html", "index.html", "feed.html")
    sources = {name: folder.joinpath(name).read_text("utf-8") for name in names}
    made = Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters.update(time=time, iso=iso, web=is_web, host=lambda url: urlsplit(url).hostname or url)
    return made


def grouped(feed: list[Shown]) -> list[list[Shown]]:
    """Posts by thread, the thread that began last first; a deleted post stands where it stood."""
    by_anchor = {post.anchor: post for post in feed}
    live = [post for post in feed if post.deleted is None]
    chains = [[by_id(live, name) for name in chain] for chain in threads(live).values()]
    gone = [[post] for post in by_anchor.values() if post.deleted is not None]
    return sorted([*chains, *gone], key=lambda chain: chain[0].at, reverse=True)


def by_id(feed: list[Shown], wanted: str) -> Shown:
    """The post of a feed with this id."""
    return next(post for post in feed if post.id == wanted)


class Pages:
    """The pages of one sandbox."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._templates = environment()

    def _rendered(self, name: str, values: Mapping[str, Any]) -> Response:
        return HTMLResponse(self._templates.get_template(name).render(values), headers=dict(HEADERS))

    async def index(self, _: Request) -> Response:
        """Networks, accounts and faults."""
        return await run_in_threadpool(self._index)

    def _index(self) -> Response:
        networks = [
            {"name": network.name, "title": network.title, "accounts": self._accounts(network)}
            for network in self._ground.networks.values()
        ]
        faults = Faults(self._ground.state).all()
        now = self._ground.clock.now()
        return self._rendered("index.html", {"networks": networks, "faults": faults, "now": now})

    def _accounts(self, network: Network) -> list[dict[str, Any]]:
        found = self._ground.state.accounts(network.name)
        return [{"handle": one.handle, **account_census(self._ground, network, (one, ""))} for one in found]

    async def feed(self, request: Request) -> Response:
        """Everything an account published, by thread."""
        found = self._named(request)
        if found is None:
            return HTMLResponse("nothing here", 404, headers=dict(HEADERS))
        return await run_in_threadpool(self._feed, *found)

    def _feed(self, network: Network, account: Account) -> Response:
        feed = network.feed(self._ground, account, "")
        live = [post for post in feed if post.deleted is None]

        def blob(file: Picture) -> str:
            return blob_address(network, account, file.id)

        templates = self._templates.overlay()
        templates.filters = {
            **self._templates.filters,
            "blob": blob,
            "blob_id": lambda name: blob_address(network, account, name),
        }
        values = {
            "network": network,
            "account": account,
            "threads": grouped(feed),
            "own": {post.id for post in live},
            "live": len(live),
            "gone": len(feed) - len(live),
        }
        return HTMLResponse(templates.get_template("feed.html").render(values), headers=dict(HEADERS))

    def _named(self, request: Request) -> tuple[Network, Account] | None:
        network = self._ground.networks.get(request.path_params["network"])
        if network is None:
            return None
        account = self._ground.state.account(network.name, request.path_params["handle"].lower())
        return None if account is None else (network, account)

    async def change(self, request: Request) -> Response:
        """Edits or deletes a post, then leads back to the page."""
        found, act = self._named(request), request.path_params["act"]
        if found is None or act not in {"edit", "delete"}:
            return HTMLResponse("nothing here", 404, headers=dict(HEADERS))
        async with request.form() as form:
            post, text = str(form.get("id", "")), str(form.get("text", "")).replace("\r\n", "\n")
        done = await run_in_threadpool(self._change, found, act, (post, text))
        network, account = found
        if not done:
            return HTMLResponse("that post is not live any more", 404, headers=dict(HEADERS))
        return RedirectResponse(f"/_sandbox/{network.name}/{account.handle}", 303)

    def _change(self, found: tuple[Network, Account], act: str, post: tuple[str, str]) -> bool:
        (network, account), (name, text) = found, post
        with self._ground.state.change():
            if act == "edit":
                return network.edit(self._ground, account, name, text)
            return network.delete(self._ground, account, name)

    async def style(self, _: Request) -> Response:
        """The one style sheet."""
        sheet = files("smmops.sandbox").joinpath("pages", "style.css").read_text("utf-8")
        return Response(sheet, media_type="text/css", headers={"x-content-type-options": "nosniff"})

    async def blob(self, request: Request) -> Response:
        """A file that a post shows; only what a browser may play, so that nothing uploaded runs."""
        wanted = request.path_params
        found = self._ground.state.blobs(
            wanted["network"], "account = ? AND id = ?", wanted["account"], wanted["id"]
        )
        if not found or not found[0].mime.startswith(PLAYABLE) or "svg" in found[0].mime:
            return Response("nothing here", 404)
        head = {**HEADERS, "content-security-policy": "default-src 'none'; sandbox"}
        return Response(found[0].content, media_type=found[0].mime, headers=head)

    def lead(self, network: str) -> Callable[[Request], Response]:
        """From a network's own address of an account or a post to the page that shows it."""

        def led(request: Request) -> Response:
            handle, post = request.path_params["handle"], request.path_params.get("id")
            where = f"/_sandbox/{network}/{quote(handle)}"
            return RedirectResponse(f"{where}#{quote(post)}" if post else where)

        return led
