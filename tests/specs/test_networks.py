"""Facts about the networks: each has a source, and they agree with each other."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from smmops.specs.registry import NETWORKS, alias, spec
from smmops.specs.spec import Capability, Consistency, Kind, LinkPlace, NetworkSpec

_FORMATS = {"post", "carousel", "reel", "story", "short", "video", "document"}
_OPTION_TYPES = {"bool", "text", "integer", "choice", "texts", "time"}
_COMMON = {"publish_at", "not_after", "link", "format", "title"}
_NEEDS_NO_SOURCE = {"name", "title", "sources"}


def _leaves(value: Any, path: str) -> Iterator[str]:
    """Paths of everything in a spec that differs from its default."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if field.is_required() or inner != field.default:
                yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{getattr(key, 'value', key)}")
    elif value != () and value != {}:
        yield path


def _facts(found: NetworkSpec) -> list[str]:
    return [path for path in _leaves(found, "") if path.split(".")[0] not in _NEEDS_NO_SOURCE]


@pytest.fixture(params=NETWORKS)
def network(request: pytest.FixtureRequest) -> NetworkSpec:
    return spec(request.param)


def test_the_list_of_networks_is_that_of_the_file_formats():
    assert NETWORKS == (
        "facebook", "instagram", "threads", "x", "linkedin", "youtube", "tiktok", "pinterest", "bluesky",
        "mastodon", "google-business",
    )  # fmt: skip


def test_every_fact_has_a_source(network: NetworkSpec):
    sources = network.sources
    lacking = [
        path
        for path in _facts(network)
        if not any(path == key or path.startswith(f"{key}.") for key in sources)
    ]
    assert lacking == []


def test_every_source_is_of_a_fact_that_is_there(network: NetworkSpec):
    paths = [*_facts(network), "quote", "reply"]  # that something is impossible is a fact as well
    stray = [key for key in network.sources if not any(p == key or p.startswith(f"{key}.") for p in paths)]
    always = {"threads", "link", "text", "hosts", "formats", "media", "consistency"}
    assert [key for key in stray if key not in always] == []


def test_every_source_says_the_day_it_was_checked(network: NetworkSpec):
    for source in network.sources.values():
        assert date(2025, 1, 1) < date.fromisoformat(source.checked) < date(2027, 1, 1)
        assert source.text.strip()


def test_the_name_of_a_spec_is_the_name_it_is_asked_for_by(network: NetworkSpec):
    assert network.name in NETWORKS
    assert spec(network.name) is network


def test_formats_and_options_speak_the_language_of_the_files(network: NetworkSpec):
    assert set(network.formats) <= _FORMATS
    assert network.default_format in network.formats
    assert not set(network.options) & _COMMON
    for name, option in network.options.items():
        assert re.fullmatch(r"[a-z][a-z_]*", name)
        assert option.type in _OPTION_TYPES
        assert bool(option.choices) == (option.type == "choice")


def test_counts_of_a_format_can_be_met(network: NetworkSpec):
    for rule in network.formats.values():
        fewest, most = rule.total
        assert 0 <= fewest <= most
        assert sum(low for low, _ in rule.media.values()) <= most
        assert sum(high for _, high in rule.media.values()) >= fewest
        assert all(0 <= low <= high for low, high in rule.media.values())


def test_every_kind_that_a_format_takes_is_bounded(network: NetworkSpec):
    for rule in network.formats.values():
        for kind in rule.media:
            assert kind in rule.rules or kind in network.media
    for kind, bounds in network.media.items():
        family = {Kind.GIF: "image", Kind.DOCUMENT: "application"}.get(kind, kind.value)
        assert all(mime.startswith(f"{family}/") for mime in bounds.mime)
        assert kind is not Kind.IMAGE or "image/gif" not in bounds.mime


def test_secrets_and_hosts_can_be_used(network: NetworkSpec):
    assert network.secrets
    assert all(re.fullmatch(r"[A-Z][A-Z_]*", secret.name) for secret in network.secrets)
    assert network.hosts or network.needs_server
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in network.hosts)


def test_handles_are_checked_by_an_expression_that_compiles(network: NetworkSpec):
    if network.handle:
        assert not re.fullmatch(network.handle, "no handle: with spaces")
    assert network.mention.format(handle="acme", name="Acme Coffee")


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("bluesky", "acme.example"),
        ("bluesky", "café-acme.bsky.social".replace("é", "e")),
        ("mastodon", "acme"),
        ("mastodon", "acme_coffee@mastodon.example"),
        ("x", "oliviacafe"),
        ("instagram", "olivia.cafe"),
        ("youtube", "@otherroasters"),
        ("youtube", "커피연구소"),
        ("linkedin", "acme-coffee"),
        ("linkedin", "urn:li:organization:123"),
        ("facebook", "acme.coffee"),
    ],
)
def test_real_handles_pass(name: str, handle: str):
    assert re.fullmatch(spec(name).handle, handle)


def test_only_networks_with_an_adapter_claim_capabilities():
    able = {name: spec(name).capabilities for name in NETWORKS if spec(name).capabilities}
    common = {
        Capability.PREPARES,
        Capability.PUBLISHES,
        Capability.FINDS,
        Capability.REMOVES,
        Capability.MEASURES,
    }
    assert able == {"bluesky": frozenset(common), "mastodon": frozenset(common | {Capability.EDITS})}


def test_what_not_found_proves_is_said_per_network():
    consistency = {name: spec(name).consistency for name in NETWORKS}
    assert consistency.pop("bluesky") is Consistency.EXACT
    assert consistency.pop("mastodon") is Consistency.STRONG
    assert set(consistency.values()) == {Consistency.LAGGING}
    assert [name for name in NETWORKS if spec(name).honoured_seconds] == ["mastodon"]


def test_networks_without_clickable_links_say_so():
    assert {name for name in NETWORKS if spec(name).link is LinkPlace.NONE} == {"instagram", "tiktok"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("twitter", "x"),
        ("Twitter", "x"),
        ("google", "google-business"),
        ("Google My Business", "google-business"),
        ("google_business", "google-business"),
        ("bsky", "bluesky"),
        ("X", "x"),
        ("myspace", None),
        ("", None),
    ],
)
def test_other_names_of_a_network_are_understood(said: str, meant: str | None):
    assert alias(said) == meant


@pytest.mark.parametrize("name", ["twitter", "", "smmops.cli", "google_business", "../x"])
def test_a_name_of_no_network_has_no_spec(name: str):
    with pytest.raises(KeyError):
        spec(name)


def test_what_the_platform_files_leave_open_stays_marked():
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "platforms"
    if not folder.is_dir():
        pytest.skip("the platform files are not beside this repository")
    unverified = {
        "linkedin": "first_comment",
        "tiktok": "media.image.max_pixels",
        "pinterest": "media",
        "youtube": "text.hashtags",
        "threads": "poll",
        "x": "text.forbidden",
        "bluesky": "media.video.max_seconds",
        "google-business": "media",
        "facebook": "text",
    }
    for name, fact in unverified.items():
        assert "unverified" in (folder / f"{name}.md").read_text(encoding="utf-8")
        assert not spec(name).sources[fact].verified, (name, fact)
