"""Texts are judged as they are sent and as each network counts."""

import pytest

from smmops.media.sample import Sample
from smmops.rules.examples import SETTINGS
from smmops.rules.rule import POST
from tests.rules.checked import codes, findings, post, told

PICTURE = Sample("image/jpeg", 1080, 1080)


@pytest.mark.parametrize(
    ("channel", "fits", "over"),
    [
        ("bluesky-acme", "x" * 300, "x" * 301),
        ("bluesky-acme", "👍🏽" * 300, "👍🏽" * 301),
        ("bluesky-acme", "가" * 300, "가" * 301),
        (
            "mastodon-acme",
            "x" * 476 + " https://acme.com/" + "y" * 200,
            "x" * 477 + " https://acme.com/y",
        ),
        ("mastodon-acme", "@mok@social.example " + "x" * 495, "@mok@social.example " + "x" * 496),
        ("x-acme", "가" * 140, "가" * 141),
        ("x-acme", "x" * 256 + " https://acme.com/" + "y" * 200, "x" * 257 + " https://acme.com/y"),
        ("linkedin-acme", "x" * 3000, "x" * 2990 + "(escaped)(a)"),
    ],
)
def test_a_text_is_counted_as_its_network_counts(channel: str, fits: str, over: str) -> None:
    assert "SMM204" not in codes(post(f"channels: [{channel}]", fits))
    assert "SMM204" in codes(post(f"channels: [{channel}]", over))


def test_the_link_with_its_tags_counts_where_it_stands_in_the_text() -> None:
    link = "link: https://acme.example/brew"
    assert "SMM204" not in codes(post("", "x" * 290))
    assert "SMM204" in codes(post(link, "x" * 290 + " {{ link }}"))


def test_a_link_that_joins_the_text_by_itself_counts() -> None:
    link = "link: https://acme.example/brew"
    (message,) = told(post(link, "x" * 290), "SMM204")
    assert message.startswith("290 ") is False


def test_a_mention_counts_as_the_name_that_is_sent() -> None:
    assert "SMM204" not in codes(post("", "x" * 282 + " {{ @olivia-cafe }}"))
    assert told(post("", "x" * 290 + " {{ @olivia-cafe }}"), "SMM204") == [
        "306 graphemes on bluesky, limit 300 (6 over)"
    ]


def test_the_content_warning_counts_on_mastodon() -> None:
    front = "channels: [mastodon-acme]\ncontent_warning: flashing light"
    assert "SMM204" not in codes(post(front, "x" * 486))
    assert "SMM204" in codes(post(front, "x" * 487))


def test_each_part_of_a_thread_is_counted_by_itself_and_pointed_at() -> None:
    (problem,) = [p for p in post("", "x" * 200 + "\n---\n" + "y" * 301) if p.code == "SMM204"]
    assert problem.line == 7


def test_a_servers_own_limit_is_what_counts() -> None:
    settings = (
        "  mastodon-bar: {network: mastodon, handle: bar@social.example, server: https://social.example, "
        "limits: {text: 5000}}\n"
    )
    text = "---\nchannels: [mastodon-bar]\npublish_at: 2026-12-01 09:30\n---\n" + "x" * 4000 + "\n"
    assert findings({"smmops.yaml+channels": settings, POST: text}).problems == ()


def test_a_channels_section_is_what_is_judged() -> None:
    body = "x" * 400 + "\n\n## bluesky\nShort.\n\n## mastodon-acme\n" + "y" * 501
    (problem,) = [p for p in post("channels: [bluesky-acme, mastodon-acme]", body) if p.code == "SMM204"]
    assert problem.message.fill() == "501 graphemes on mastodon, limit 500 (1 over)"
    assert problem.line == 11


def test_bytes_are_a_bound_of_their_own() -> None:
    family = "👨‍👩‍👧‍👦"
    assert codes(post("", family * 119)) == set()
    assert told(post("", family * 121), "SMM205") == ["3025 bytes on bluesky, limit 3000 (25 over)"]


def test_banned_words_are_found_whatever_their_case_width_and_blanks() -> None:
    policy = "policy: {banned: [{text: free shipping}]}\n"
    for text in ("FREE   Shipping today", "ｆｒｅｅ shipping", "free\nshipping"):
        assert "SMM216" in codes(post("", text, settings=policy)), text
    assert "SMM216" not in codes(post("", "freely shipping", settings=policy))


@pytest.mark.parametrize(
    "front",
    [
        "content_warning: guaranteed light",
        "card: {title: Guaranteed}\nlink: https://acme.example",
        "channels: [mastodon-acme]\npoll: {options: [guaranteed, perhaps], duration: 1d}",
        "media: [{file: bar.jpg, alt: A guaranteed smile}]",
    ],
)
def test_banned_words_are_found_in_everything_that_is_sent(front: str) -> None:
    if "content_warning" in front:
        front += "\nchannels: [mastodon-acme]"
    policy = "policy: {banned: [{text: guaranteed}]}\n"
    assert "SMM216" in codes(post(front, settings=policy, bar_jpg=PICTURE))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("See https://acme.example/a", True),
        ("See https://shop.acme.example", True),
        ("See https://notacme.example", False),
        ("See https://acme.example.evil.com", False),
        ("See acme-coffee.com", False),
        ("See http://ACME.example/A", True),
        ("See https://acme.example@evil.com/", False),
        ("Nothing to see", True),
    ],
)
def test_links_lead_only_where_policy_allows(text: str, allowed: bool) -> None:
    found = codes(post("", text, settings="policy: {allowed_links: [acme.example]}\n"))
    assert ("SMM215" in found) is not allowed


def test_a_hidden_character_is_found_where_it_stands() -> None:
    (problem,) = [p for p in post("", "Free\n\nde\u200blivery") if p.code == "SMM228"]
    assert (problem.line, problem.column) == (7, 3)


def test_a_hidden_character_in_yaml_escapes_is_found_too() -> None:
    front = 'media: [{file: bar.jpg, alt: "safe \\u202etxt.exe"}]'
    assert "SMM228" in codes(post(front, bar_jpg=PICTURE))


def test_crlf_and_a_byte_order_mark_hide_nothing() -> None:
    text = (
        "\ufeff---\r\nchannels: [bluesky-acme]\r\npublish_at: 2026-12-01 09:30\r\n---\r\nOpen on Sunday.\r\n"
    )
    assert findings({POST: text}).problems == ()


def test_a_flood_of_hidden_characters_is_counted() -> None:
    found = told(post("", "a\u200b" * 40), "SMM228")
    assert len(found) == 6
    assert found[-1] == "35 more hidden characters"


@pytest.mark.parametrize("text", ["👩‍🍳 at work", "🏳️‍🌈 open", "1️⃣ 2️⃣", "한국어 커피", "می‌خواهم", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_what_writing_needs_is_not_hidden(text: str) -> None:
    assert codes(post("", text)) == set()


def test_a_look_alike_in_a_text_a_link_and_a_handle_is_found() -> None:
    assert "SMM229" in codes(post("", "Visit раypal.com today"))
    assert "SMM229" in codes(post("link: https://аcme.example"))
    handles = {"smmops.yaml+channels": "  bluesky-bar: {network: bluesky, handle: bаr.example}\n"}
    assert "SMM229" in {p.code for p in findings(handles).problems}
    assert codes(post("", "카페.한국 and münchen.example")) == set()


def test_a_first_comment_is_a_reply_where_there_is_nothing_better() -> None:
    body = "Brew at home.\n\n## first comment: bluesky-acme\nThe beans are from Huila."
    assert codes(post("", body)) == set()
    assert "SMM208" in codes(post("", body + "x" * 300))


def test_a_draft_is_judged_like_a_post_with_a_time() -> None:
    text = "---\nchannels: [bluesky-acme]\n---\n" + "x" * 301 + "\n"
    assert {p.code for p in findings({POST: text}).problems} == {"SMM204"}


@pytest.mark.parametrize(("count", "fine"), [(30, True), (31, False)])
def test_hashtags_are_counted_with_those_of_the_first_comment(count: int, fine: bool) -> None:
    front = "channels: [instagram-acme]\nmedia: [{file: bar.jpg, alt: The bar}]"
    tags = " ".join(f"#café{index}" for index in range(count - 1))
    body = f"Sunday. {tags}\n\n## first comment: instagram-acme\n#last"
    assert ("SMM209" not in codes(post(front, body, bar_jpg=PICTURE))) is fine


@pytest.mark.parametrize(("count", "fine"), [(20, True), (21, False)])
def test_mentions_are_counted_and_addresses_are_none(count: int, fine: bool) -> None:
    front = "channels: [instagram-acme]\nmedia: [{file: bar.jpg, alt: The bar}]"
    body = "mina@acme.example and https://acme.example/@acme with " + " ".join(
        f"@mok{index}" for index in range(count)
    )
    assert ("SMM209" not in codes(post(front, body, bar_jpg=PICTURE))) is fine


@pytest.mark.parametrize(("length", "fine"), [(100, True), (101, False)])
def test_a_title_fits_to_the_letter(length: int, fine: bool) -> None:
    front = (
        f"title: {'t' * length}\nchannels: [youtube-acme]\nmedia: [{{file: roast.mp4}}]\n"
        "options: {youtube: {privacy: public, made_for_kids: false}}"
    )
    assert ("SMM217" not in codes(post(front, roast_mp4=Sample("video/mp4", 1920, 1080)))) is fine


def test_a_title_counts_only_where_one_is_sent() -> None:
    assert codes(post(f"title: {'t' * 500}")) == set()


def test_a_link_that_a_network_does_not_show_is_a_warning() -> None:
    front = "channels: [instagram-acme]\nlink: https://acme.example\nmedia: [{file: bar.jpg, alt: The bar}]"
    assert "SMM213" in codes(post(front, bar_jpg=PICTURE))
    assert "SMM213" not in codes(post(front, "See {{ link }}", bar_jpg=PICTURE))
    assert "SMM213" not in codes(post(front + "\noptions: {instagram: {link: none}}", bar_jpg=PICTURE))


def test_a_story_sends_no_words() -> None:
    front = "title: Bar\nchannels: [instagram-acme]\nmedia: [{file: bar.jpg, alt: The bar}]\noptions: {instagram: {format: story}}"
    tall = Sample("image/jpeg", 1080, 1920)
    assert "SMM202" in codes(post(front, "Open.", bar_jpg=tall))
    assert "SMM202" not in codes(post(front, "", bar_jpg=tall))


def test_a_mention_without_a_handle_is_sent_by_its_name() -> None:
    assert "SMM219" not in codes(post("channels: [mastodon-acme]", "With {{ @olivia-cafe }}"))
    assert "SMM219" in codes(post("", "Thanks.\n\n## first comment: bluesky-acme\n{{ @nobody }}"))


def test_an_escape_in_the_settings_reaches_the_posts_that_use_it() -> None:
    name = 'mentions: {mok: {name: "Mok \\u202eyrekaB"}}\n'
    settings = SETTINGS.replace(
        "mentions: {olivia-cafe: {name: Olivia Café, bluesky: olivia.example}}\n", name
    )
    text = "---\nchannels: [bluesky-acme]\n---\nWith {{ @mok }} today.\n"
    assert "SMM228" in {p.code for p in findings({"smmops.yaml": settings, POST: text}).problems}
