"""A server's own limits, and the format that a post takes by itself."""

import pytest

from smmops.specs.limits import LIMITS, format_for, media_rule, with_limits
from smmops.specs.registry import NETWORKS, spec
from smmops.specs.spec import Kind

I, G, V, D = Kind.IMAGE, Kind.GIF, Kind.VIDEO, Kind.DOCUMENT  # noqa: E741


def test_a_servers_limits_take_the_place_of_the_defaults():
    found = with_limits(
        spec("mastodon"),
        {
            "text": 5000,
            "url": 30,
            "media": 8,
            "alt": 2000,
            "image_bytes": 1,
            "video_bytes": 2,
            "poll_options": 6,
        },
    )
    assert (found.text.limit, found.text.url_length) == (5000, 30)
    assert found.formats["post"].total == (0, 8)
    assert found.formats["post"].media[I] == (0, 8)
    assert found.formats["post"].media[V] == (0, 1)
    assert found.formats["video"].total == (1, 1)
    assert found.media[I].max_bytes == found.media[G].max_bytes == 1
    assert found.media[V].max_bytes == found.media[Kind.AUDIO].max_bytes == 2
    assert found.media[I].alt_limit == 2000
    assert found.poll is not None
    assert found.poll.max_options == 6
    assert spec("mastodon").text.limit == 500


@pytest.mark.parametrize("key", LIMITS)
def test_every_limit_changes_something(key: str):
    assert with_limits(spec("mastodon"), {key: 7}) != spec("mastodon")


def test_unknown_limits_and_none_change_nothing():
    for name in NETWORKS:
        assert with_limits(spec(name), {}) is spec(name)
        assert with_limits(spec(name), {"colour": 3}) == spec(name)


@pytest.mark.parametrize(
    ("network", "kinds", "form"),
    [
        ("bluesky", [], "post"),
        ("bluesky", [I, I, I, I], "post"),
        ("bluesky", [I] * 7, "carousel"),
        ("bluesky", [V], "post"),
        ("bluesky", [I, V], None),
        ("bluesky", [I] * 11, None),
        ("mastodon", [V], "post"),
        ("mastodon", [G, G], None),
        ("instagram", [], None),
        ("instagram", [I], "post"),
        ("instagram", [V], "reel"),
        ("instagram", [I, V, I], "carousel"),
        ("youtube", [V], "video"),
        ("youtube", [], None),
        ("tiktok", [V], "video"),
        ("tiktok", [I], "post"),
        ("tiktok", [I] * 35, "carousel"),
        ("linkedin", [D], "post"),
        ("linkedin", [I, I], "post"),
        ("pinterest", [], None),
        ("google-business", [I], "post"),
        ("google-business", [I, I], None),
        ("threads", [I, V], "carousel"),
    ],
)
def test_the_format_comes_from_the_media(network: str, kinds: list[Kind], form: str | None):
    assert format_for(spec(network), kinds) == form


def test_a_story_bounds_its_video_otherwise_than_a_reel():
    story, reel = (media_rule(spec("instagram"), name, V) for name in ("story", "reel"))
    assert story is not None
    assert reel is not None
    assert (story.max_seconds, reel.max_seconds) == (60, 900)
    assert media_rule(spec("instagram"), "reel", I) is None
