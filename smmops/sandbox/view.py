"""The census of a sandbox: everything live and gone, as JSON values."""

from collections import Counter
from typing import Any

from smmops.sandbox.clock import iso
from smmops.sandbox.faults import Faults
from smmops.sandbox.network import Ground, Network, Shown
from smmops.sandbox.state import Account


def census(ground: Ground, base: str) -> dict[str, Any]:
    """`{"now", "networks": {name: {handle: account}}, "counts", "faults"}`.

    An account: `{"id", "live": [post], "deleted": [post], "counts"}`; a post as `shown_post` gives it, the
    newest last. Counts: `live`, `deleted`, `edited`, `writes` (changing requests that had their effect),
    `rejected` (changing requests refused with 4xx), `requests` (all).
    """
    networks = {
        name: {
            account.handle: account_census(ground, network, (account, base))
            for account in ground.state.accounts(name)
        }
        for name, network in ground.networks.items()
    }
    total: Counter[str] = Counter()
    for accounts in networks.values():
        for account in accounts.values():
            total.update(account["counts"])
    return {
        "now": iso(ground.clock.now()),
        "networks": networks,
        "counts": {
            name: total[name] for name in ("live", "deleted", "edited", "writes", "rejected", "requests")
        },
        "faults": Faults(ground.state).all(),
    }


def account_census(ground: Ground, network: Network, at: tuple[Account, str]) -> dict[str, Any]:
    """One account of the census; `at` is the account and the address its links begin with."""
    account, base = at
    feed = network.feed(ground, account, base)
    live = [post for post in feed if post.deleted is None]
    requests = ground.state.rows(
        "SELECT method, status FROM request WHERE network = ? AND account = ?", network.name, account.handle
    )
    changing = [status for method, status in requests if method not in {"GET", "HEAD"}]
    parts = threads(live)
    return {
        "id": account.id,
        "live": [shown_post(post, parts.get(post.id, [])) for post in live],
        "deleted": [shown_post(post, []) for post in feed if post.deleted is not None],
        "counts": {
            "live": len(live),
            "deleted": len(feed) - len(live),
            "edited": sum(post.edited is not None for post in live),
            "writes": sum(200 <= status < 300 for status in changing),
            "rejected": sum(400 <= status < 500 for status in changing),
            "requests": len(requests),
        },
    }


def threads(feed: list[Shown]) -> dict[str, list[str]]:
    """For each post that begins a chain of own replies: the ids of the chain, itself first."""
    own = {post.id: post for post in feed}
    first: dict[str, str] = {}
    chains: dict[str, list[str]] = {}
    for post in feed:
        root = first.get(post.reply_to, post.reply_to) if post.reply_to in own else post.id
        first[post.id] = root
        chains.setdefault(root, []).append(post.id)
    return chains


def shown_post(post: Shown, parts: list[str]) -> dict[str, Any]:
    """`parts` are the ids of a thread that begins here, this post's first; empty for its later parts."""
    return {
        "id": post.id,
        "url": post.url,
        "text": post.text,
        "parts": parts,
        "reply_to": post.reply_to or None,
        "root": post.root or None,
        "media": [{"kind": m.kind, "id": m.id, "url": m.url, "alt": m.alt} for m in post.media],
        "card": {"url": post.card.url, "title": post.card.title} if post.card else None,
        "poll": [option for option, _ in post.poll.options] if post.poll else None,
        "warning": post.warning,
        "visibility": post.visibility or None,
        "langs": list(post.langs),
        "quote": post.quote or None,
        "created": iso(post.at),
        "edited": iso(post.edited) if post.edited else None,
        "deleted": iso(post.deleted) if post.deleted else None,
        "requests": post.requests,
        **post.extra,
    }
