"""What differs by network: options, polls, audience, disclosure, answers."""

import pytest

from smmops.media.sample import Sample
from smmops.rules.rule import POST
from tests.rules.checked import codes, findings, post, told

CLIP = Sample("video/mp4", 1080, 1080, 30)


@pytest.mark.parametrize(
    ("network", "option", "fine"),
    [
        ("bluesky", "reply_control: mentioned", True),
        ("bluesky", "reply_control: friends", False),
        ("bluesky", "quotes: no", True),
        ("bluesky", "quotes: maybe", False),
        ("bluesky", "tags: [coffee, huila]", True),
        ("bluesky", "tags: coffee", False),
        ("bluesky", "tags: [a, b, c, d, e, f, g, h, i]", False),
        ("bluesky", f"tags: [{'x' * 65}]", False),
        ("mastodon", "visibility: unlisted", True),
        ("mastodon", "visibility: followers", False),
        ("x", 'community: "1493446837214187523"', True),
        ("x", "community: [a]", False),
    ],
)
def test_an_option_has_a_value_of_its_kind(network: str, option: str, fine: bool) -> None:
    found = codes(post(f"channels: [{network}-acme]\noptions: {{{network}: {{{option}}}}}"))
    assert ("SMM271" not in found) is fine, found


def test_an_option_of_another_network_is_not_one_of_this() -> None:
    found = told(post("options: {bluesky: {visibility: unlisted}}"), "SMM270")
    assert found == ["bluesky has no option `visibility`"]


def test_an_unknown_option_is_answered_with_all_that_the_network_takes_and_nothing_else() -> None:
    channel = "  page: {network: facebook, handle: acmecafe, account: '104'}\n"
    text = "---\nchannels: [page]\noptions: {page: {zebra: '1'}}\n---\nOpen.\n"
    found = [
        p for p in findings({"smmops.yaml+channels": channel, POST: text}).problems if p.code == "SMM270"
    ]
    assert [problem.fix.fill() for problem in found] == [
        "facebook has `place`, `publish_at`, `not_after`, `deliver`, `link`, `format`, `title`"
    ]
    found = [p for p in post("options: {bluesky: {zebra: '1'}}") if p.code == "SMM270"]
    assert [problem.fix.fill() for problem in found] == [
        "bluesky has `reply_control`, `quotes`, `tags`, `label`, `publish_at`, `not_after`, `deliver`, `link`, `format`"
    ]


def test_an_option_from_the_channels_defaults_is_judged_too() -> None:
    channel = "  shop: {network: bluesky, handle: shop.example, defaults: {reply_control: friends}}\n"
    text = "---\nchannels: [shop]\n---\nOpen.\n"
    assert "SMM271" in codes(list(findings({"smmops.yaml+channels": channel, POST: text}).problems))


def test_keys_that_every_network_knows_are_no_options() -> None:
    front = "link: https://acme.example\noptions: {bluesky: {link: none, not_after: 2h, title: Open}}"
    assert codes(post(front)) == set()


def poll(answers: str, *, duration: str = "1d", channel: str = "mastodon-acme", more: str = "") -> set[str]:
    front = f"channels: [{channel}]\npoll:\n  options: [{answers}]\n  duration: {duration}\n{more}"
    return codes(post(front, bar_jpg=Sample("image/jpeg")))


@pytest.mark.parametrize(
    ("answers", "duration", "channel", "fine"),
    [
        ("Yes, No", "1d", "mastodon-acme", True),
        ("Yes", "1d", "mastodon-acme", False),
        ("A, B, C, D, E", "1d", "mastodon-acme", False),
        ("Yes, Yes", "1d", "mastodon-acme", False),
        ("Yes, No", "4m", "mastodon-acme", False),
        ("Yes, No", "5m", "mastodon-acme", True),
        ("Yes, No", "8d", "x-acme", False),
        ("Yes, No", "7d", "x-acme", True),
        ("Yes, No", "2d", "linkedin-acme", False),
        ("Yes, No", "3d", "linkedin-acme", True),
        ("Yes, No", "1d", "bluesky-acme", False),
        (f"Yes, {'n' * 50}", "1d", "mastodon-acme", True),
        (f"Yes, {'n' * 51}", "1d", "mastodon-acme", False),
        (f"Yes, {'n' * 26}", "1d", "x-acme", False),
    ],
)
def test_a_poll_fits_its_network(answers: str, duration: str, channel: str, fine: bool) -> None:
    assert ("SMM273" not in poll(answers, duration=duration, channel=channel)) is fine


def test_a_poll_stands_without_media() -> None:
    assert "SMM273" in poll("Yes, No", more="media: [{file: bar.jpg, alt: The bar}]")


def test_a_disclosure_is_said_where_there_is_no_flag() -> None:
    policy = 'policy: {disclosure_words: {paid_partnership: ["#ad"], ai: ["made with AI"]}}\n'
    paid = "disclose: {paid_partnership: [olivia-cafe]}"
    assert "SMM276" in codes(post(paid, "New beans.", settings=policy))
    assert "SMM276" not in codes(post(paid, "New beans. #AD", settings=policy))
    assert "SMM276" not in codes(post(f"channels: [x-acme]\n{paid}", "New beans.", settings=policy))
    assert "SMM276" in codes(post("disclose: {ai: generated}", "New beans.", settings=policy))
    assert "SMM276" in codes(post(paid, "New beans. #ad"))


def test_an_audience_is_kept_or_the_post_stays() -> None:
    found = told(post("audience: {countries: [KR], min_age: 19}"), "SMM275")
    assert sorted(found) == [
        "`countries` for bluesky-acme, and bluesky cannot: it would go to everybody",
        "`min_age` for bluesky-acme, and bluesky cannot: it would go to everybody",
    ]
    assert "SMM275" not in codes(post("channels: [facebook-acme]\naudience: {countries: [KR]}"))


def test_a_video_for_youtube_needs_what_the_law_asks() -> None:
    front = "title: Roast\nchannels: [youtube-acme]\nmedia: [{file: roast.mp4}]\noptions: {youtube: {privacy: public}}"
    assert "SMM272" in codes(post(front, roast_mp4=CLIP))
    default = front.replace(
        "options: {youtube: {privacy: public}}", "options: {youtube: {made_for_kids: no}}"
    )
    assert "SMM272" not in codes(post(default, roast_mp4=CLIP))


def test_a_draft_may_leave_the_choice_open() -> None:
    text = "---\ntitle: Roast\nchannels: [youtube-acme]\nmedia: [{file: roast.mp4}]\n---\nFrom the first crack.\n"
    assert "SMM272" not in codes(list(findings({POST: text, "content/media/roast.mp4": CLIP}).problems))


TEASER = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 {clock}\n---\nHow hard is your water?\n"


@pytest.mark.parametrize(("clock", "fine"), [("09:29", True), ("09:30", False), ("10:00", False)])
def test_an_answer_comes_after_what_it_answers(clock: str, fine: bool) -> None:
    text = (
        "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\nreply_to: teaser\n---\nThis is how.\n"
    )
    files = {"content/2026/12/teaser.md": TEASER.format(clock=clock), POST: text}
    assert ("SMM154" not in codes(list(findings(files).problems))) is fine


def test_an_answer_to_itself_and_to_nobody_is_found() -> None:
    assert told(post("reply_to: brew-at-home"), "SMM153") == ["`reply_to` names this post itself"]
    assert told(post("quote: nobody-home"), "SMM153") == ["`quote`: there is no post `nobody-home`"]


def test_an_answer_to_a_broken_post_is_no_second_problem() -> None:
    broken = "---\nchannels: [bluesky-acme]\ncolour: red\n---\nHow hard is your water?\n"
    text = "---\nchannels: [bluesky-acme]\nreply_to: teaser\n---\nThis is how.\n"
    found = findings({"content/2026/12/teaser.md": broken, POST: text}).problems
    assert {problem.code for problem in found} == {"SMM112"}


def test_an_answer_to_a_broken_persona_is_reading_s_to_tell() -> None:
    text = "---\nchannels: [bluesky-acme]\npersona: olivia\n---\nThis is how.\n"
    found = findings({"personas/olivia.md": "---\nage: old\n---\n", POST: text}).problems
    assert "SMM151" not in {problem.code for problem in found}


def test_networks_that_cannot_answer_are_told() -> None:
    assert "SMM154" in codes(post("channels: [instagram-acme]\nquote: https://instagram.com/p/1"))


@pytest.mark.parametrize(
    ("value", "fine"), [("1500", True), ("true", False), ("soon", False), ("[1]", False)]
)
def test_a_number_is_a_whole_number(value: str, fine: bool) -> None:
    front = f"channels: [instagram-acme]\nmedia: [{{file: roast.mp4}}]\noptions: {{instagram: {{format: reel, cover_at: {value}}}}}"
    assert ("SMM271" not in codes(post(front, roast_mp4=CLIP))) is fine


@pytest.mark.parametrize("key", ["late", "hold", "campaign"])
def test_an_option_that_is_a_key_of_the_whole_post_is_sent_to_the_top_of_the_file(key: str) -> None:
    (problem,) = [each for each in post(f"options: {{bluesky: {{{key}: remind}}}}") if each.code == "SMM270"]
    assert str(problem.fix) == (
        f"`{key}` holds for the whole post, on every channel: write it at the top of its file, outside of `options:`"
    )
