"""Which forge a workspace has, and what it can give, without asking anybody."""

import pytest

from smmops.forge.github.forge import GitHubForge
from smmops.forge.local import LocalForge
from smmops.forge.registry import best_level
from smmops.model.settings import Settings

SETTINGS = {
    "version": 1,
    "id": "acme",
    "brand": "Acme",
    "timezone": "UTC",
    "channels": {"x-acme": {"network": "x", "handle": "acme"}},
}


@pytest.mark.parametrize(
    ("forge", "address", "level"),
    [
        ({"kind": "local"}, "https://github.com/acme/social", LocalForge.level),
        ({"kind": "github", "repository": "acme/social"}, "", GitHubForge.level),
        (None, "git@github.com:acme/social.git", GitHubForge.level),
        (None, "/srv/social.git", LocalForge.level),
    ],
)
def test_the_best_level_is_that_of_the_forge_that_is_named_or_where_the_remote_lies(forge, address, level):
    settings = Settings.model_validate(SETTINGS | ({"forge": forge} if forge else {}))
    assert best_level(settings, address=address) == level
