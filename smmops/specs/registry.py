"""The networks that smmops knows, each read only when it is asked for."""

import functools
from importlib import import_module

from smmops.specs.spec import NetworkSpec

NETWORKS: tuple[str, ...] = (
    "facebook",
    "instagram",
    "threads",
    "x",
    "linkedin",
    "youtube",
    "tiktok",
    "pinterest",
    "bluesky",
    "mastodon",
    "google-business",
)

_ALIASES = {
    "twitter": "x",
    "x-twitter": "x",
    "fb": "facebook",
    "meta": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "yt": "youtube",
    "shorts": "youtube",
    "li": "linkedin",
    "tik-tok": "tiktok",
    "pin": "pinterest",
    "bsky": "bluesky",
    "blue-sky": "bluesky",
    "masto": "mastodon",
    "fediverse": "mastodon",
    "google": "google-business",
    "gbp": "google-business",
    "gmb": "google-business",
    "google-my-business": "google-business",
    "google-business-profile": "google-business",
}


@functools.cache
def spec(name: str) -> NetworkSpec:
    """The facts about one network. Raises KeyError for a name that is not in `NETWORKS`."""
    if name not in NETWORKS:
        raise KeyError(name)
    module = import_module(f"smmops.specs.{name.replace('-', '_')}")
    found: NetworkSpec = module.SPEC
    return found


def alias(name: str) -> str | None:
    """The network that people mean by another name, for "did you mean"; None for names of no network.

    Case, blanks and underscores do not matter; a network's own name gives itself.
    """
    plain = "-".join(name.casefold().replace("_", " ").split())
    return plain if plain in NETWORKS else _ALIASES.get(plain)
