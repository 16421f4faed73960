"""Channels, and what names them."""

import pytest

from smmops.model.problem import Problem
from smmops.rules.rule import POST
from tests.rules.checked import codes, findings, post, told


def channel(text: str) -> list[Problem]:
    return list(findings({"smmops.yaml+channels": f"  shop: {{{text}}}\n"}).problems)


@pytest.mark.parametrize(
    ("network", "handle", "fine"),
    [
        ("bluesky", "acme.example", True),
        ("bluesky", "acme", False),
        ("bluesky", "https://bsky.app/profile/acme.example", False),
        ("x", "acmecoffee", True),
        ("x", "acme-coffee", False),
        ("x", "a" * 16, False),
        ("instagram", "acme.coffee", True),
        ("youtube", "@acmecoffee", True),
    ],
)
def test_a_handle_has_the_shape_of_its_network(network: str, handle: str, fine: bool) -> None:
    found = codes(channel(f'network: {network}, handle: "{handle}"'))
    assert ("SMM162" not in found) is fine


def test_a_status_other_than_active_publishes_nothing() -> None:
    files = {"smmops.yaml+channels": "  shop: {network: bluesky, handle: shop.example, status: STATUS}\n"}
    text = "---\nchannels: [shop]\npublish_at: 2026-12-01 09:30\n---\nOpen.\n"
    for status, fine in (
        ("active", True),
        ("warm-up", True),
        ("claimed", False),
        ("watch", False),
        ("declined", False),
    ):
        changed = {path: content.replace("STATUS", status) for path, content in files.items()}
        assert ("SMM160" not in codes(list(findings({**changed, POST: text}).problems))) is fine, status


def test_a_draft_for_a_sleeping_channel_is_fine() -> None:
    text = "---\nchannels: [threads-acme]\n---\nOpen.\n"
    assert "SMM160" not in codes(list(findings({POST: text}).problems))


def test_only_channels_with_scheduled_posts_ask_for_an_adapter() -> None:
    assert "SMM165" not in codes(list(findings({}).problems))
    assert "SMM165" in codes(post("channels: [x-acme]"))
    assert "SMM165" not in codes(post("channels: [x-acme]\ndeliver: remind"))
    assert "SMM165" not in codes(post("channels: [x-acme]\noptions: {x: {deliver: remind}}"))


def test_a_channel_says_once_that_a_person_sends_its_posts() -> None:
    channel = "  page: {network: facebook, handle: acmecafe, account: '104', defaults: {deliver: remind}}\n"
    text = "---\npublish_at: 2026-12-01 09:30\nchannels: [page, bluesky-acme]\n---\nOpen on Sunday.\n"
    assert codes(list(findings({"smmops.yaml+channels": channel, POST: text}).problems)) == set()
    wrong = channel.replace("remind", "remnd")
    found = told(list(findings({"smmops.yaml+channels": wrong, POST: text}).problems), "SMM115")
    assert found == ["deliver: `remnd` is not known"]


@pytest.mark.parametrize("scope", ["[blusky-acme]", "blusky-acme"])
def test_a_freeze_of_nothing_is_found(scope: str) -> None:
    freeze = f"reason: outage\nby: mina\nsince: 2026-12-02T10:00+09:00\nscope: {scope}\n"
    assert "SMM157" in codes(list(findings({"freeze.yaml": freeze}).problems))


@pytest.mark.parametrize("scope", ["all", "none", "paid", "[bluesky-acme, x-acme]"])
def test_a_freeze_of_something_is_fine(scope: str) -> None:
    freeze = f"reason: outage\nby: mina\nsince: 2026-12-02T10:00+09:00\nscope: {scope}\n"
    assert codes(list(findings({"freeze.yaml": freeze}).problems)) == set()


@pytest.mark.parametrize(
    ("limits", "fine"), [("text: 0", False), ("text: 1", True), ("characters: 500", False)]
)
def test_a_limit_is_one_that_is_counted_and_lets_something_through(limits: str, fine: bool) -> None:
    found = codes(
        channel(f"network: mastodon, handle: a@b.example, server: https://b.example, limits: {{{limits}}}")
    )
    assert ("SMM166" not in found) is fine


def test_a_freeze_file_that_cannot_be_read_is_one_problem() -> None:
    assert "SMM157" not in codes(list(findings({"freeze.yaml": "scope: [blusky-acme\n"}).problems))


def test_two_of_the_posts_without_an_adapter_are_named_and_all_are_counted() -> None:
    text = "---\nchannels: [x-acme]\npublish_at: 2026-12-0{day} 09:30\n---\nOpen.\n"
    files = {f"content/2026/12/{name}.md": text.format(day=day) for day, name in enumerate("dcba", start=1)}
    for count, named in (
        (1, "(1 with a time: d)"),
        (2, "(2 with a time: d, c)"),
        (4, "(4 with a time: d, c and 2 more)"),
    ):
        some = dict(list(files.items())[:count])
        (problem,) = [each for each in findings(some).problems if each.code == "SMM165"]
        assert str(problem.message).endswith(named)
        assert "`defaults: {deliver: remind}` at the channel" in str(problem.fix)
