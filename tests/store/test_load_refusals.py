from datetime import UTC, datetime

import pytest

from smmops.model.post import Variant
from smmops.store.load import load
from tests.store.trees import POST, SETTINGS, Files, said, with_post

BOTH = "channels: [bluesky-acme, mastodon-acme]\n"


def variant(front: str, body: str = "Good morning, Busan. ☕", channel: str = "bluesky-acme") -> Variant:
    workspace = with_post(front, body)
    assert said(workspace) == []
    found = workspace.posts["brew-at-home"].variant(channel)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("channels: [blusky-acme]\n", "SMM137 2:12 `blusky-acme` is no channel of smmops.yaml | did you mean `bluesky-acme`?"),
        ("title: x\n", "SMM113 2:1 the post has no `channels` | add `channels: [bluesky-acme, mastodon-acme, x-acme, x-lab]`"),
        (BOTH + "publish_at: 2026-12-01\n", "SMM117 3:13 publish_at: `2026-12-01` is a day without a time | write `2026-12-01 09:30` or `2026-12-03 18:00`: the next slots"),
        (BOTH + "publish_at: tomorrow\n", "SMM117 3:13 publish_at: `tomorrow` is no time | write `2026-12-01 09:30`, with `+09:00` or `Z` where another zone is meant"),
        (BOTH + "publish_at: 09:30\n", "SMM117 3:13 `09:30` has no day | write `2026-12-01 09:30`"),
        (BOTH + "statsu: draft\n", "SMM112 3:1 unknown key `statsu` | take it away; known are `persona`, `purpose`, `demand`, `funnel`, `channels`, `title`, `publish_at`, `pillar`, `type`, `pain_point`, `campaign`, `labels` and 27 more"),
        (BOTH + "status: draft\n", "SMM112 3:1 unknown key `status` | take it away: approval is a merged review and a draft is a post without `publish_at`"),
        (BOTH + "date: 2026-12-09\n", "SMM112 3:1 unknown key `date` | write `publish_at: 2026-12-09 09:30`"),
        (BOTH + "date: 12/09/2026 3 PM\n", "SMM112 3:1 unknown key `date` | write `publish_at: 2026-12-09 15:00` or `2026-09-12 15:00`"),
        (BOTH + "time: 18:00\n", "SMM112 3:1 unknown key `time` | write `publish_at: 2026-12-01 18:00`"),
        (BOTH + "schedule: 2026-12-09 3pm\n", "SMM112 3:1 unknown key `schedule` | write `publish_at: 2026-12-09 15:00`"),
        (BOTH + "first_comment: Beans in the shop\n", "SMM112 3:1 unknown key `first_comment` | write `## first comment: CHANNEL` as a line of the text, and the comment below it"),
        (BOTH + "tags: [rye]\n", "SMM112 3:1 unknown key `tags` | write hashtags into the text; `labels:` is for what policy matches on"),
        (BOTH + "hashtags: [rye]\n", "SMM112 3:1 unknown key `hashtags` | take it away: hashtags stand in the text"),
        (BOTH + "text: Rye is back\n", "SMM112 3:1 unknown key `text` | take it away: the text stands below the second `---`"),
        (BOTH + "body: Rye is back\n", "SMM112 3:1 unknown key `body` | take it away: the text stands below the second `---`"),
        (BOTH + "Caption: Rye is back\n", "SMM112 3:1 unknown key `Caption` | take it away: the text stands below the second `---`"),
        (BOTH + "image: rye.jpg\n", "SMM112 3:1 unknown key `image` | write `media: [{file: rye.jpg, alt: what it shows}]`"),
        (BOTH + "picture: https://acme.example/a/rye.jpg?w=9\n", "SMM112 3:1 unknown key `picture` | write `media: [{file: rye.jpg, alt: what it shows}]`"),
        (BOTH + "photo: [a.jpg, b.jpg]\n", "SMM112 3:1 unknown key `photo` | write `media: [{file: a.jpg, alt: what it shows}, {file: b.jpg, alt: what it shows}]`"),
        (BOTH + "video: {file: a.mp4}\n", "SMM112 3:1 unknown key `video` | write `media: [{file: brew.mp4}]`"),
        ("network: Bluesky\n", "SMM112 2:1 unknown key `network` | write `channels: [bluesky]`"),
        ("channel: bluesky-acme, x-acme\n", "SMM112 2:1 unknown key `channel` | write `channels: [bluesky-acme, x-acme]`"),
        ("account: Acme Coffee!\n", "SMM112 2:1 unknown key `account` | write `channels: [bluesky-acme]`"),
        ("platform: [x]\n", "SMM112 2:1 unknown key `platform` | write `channels: [x]`"),
        (BOTH + "url: acme.example/rye\n", "SMM112 3:1 unknown key `url` | write `link: https://acme.example/rye`"),
        (BOTH + "format: carousel\n", "SMM112 3:1 unknown key `format` | write `options: {CHANNEL: {format: carousel}}`"),
        (BOTH + "visibility: unlisted\n", "SMM112 3:1 unknown key `visibility` | write `options: {linkedin: {visibility: unlisted}}`; linkedin, mastodon have it"),
        (BOTH + "board: Bread\n", "SMM112 3:1 unknown key `board` | write `options: {pinterest: {board: Bread}}`"),
        (BOTH + "날짜: 2026년 12월 9일 오후 3시\n", "SMM112 3:1 unknown key `날짜` | write `publish_at: 2026-12-09 15:00`"),
        (BOTH + "media: [{src: a.jpg, alt: A}]\n", "SMM112 3:10 unknown key `src` | write `file:` with its name in content/media; an address is not fetched"),
        (BOTH + "publish_at: 2026-12-09 3pm\n", "SMM117 3:13 publish_at: `2026-12-09 3pm` is no time | write `2026-12-09 15:00`"),
        (BOTH + "publish_at: 2026-12-09 15\n", "SMM117 3:13 publish_at: `2026-12-09 15` is no time | write `2026-12-09 09:30`, with the time of day that you mean"),
        (BOTH + "publish_at: 12/09/2026 3:00 PM\n", "SMM117 3:13 publish_at: `12/09/2026 3:00 PM` is no time | write `2026-12-09 15:00` or `2026-09-12 15:00`: the year first, then the month"),
        (BOTH + "publish_at: 오후 3시\n", "SMM117 3:13 publish_at: `오후 3시` is no time | write the day before it: `2026-12-01 15:00`"),
        (BOTH + "options: {bluesky: {publish_at: 6pm}}\n", "SMM117 3:33 publish_at: `6pm` is no time | write `18:00`"),
        (BOTH + "chanels: [x]\n", "SMM112 3:1 unknown key `chanels` | did you mean `channels`?"),
        (BOTH + "type: tutorail\n", "SMM115 3:7 type: `tutorail` is not known | did you mean `tutorial`?"),
        (BOTH + "type: tutorial\n", "SMM113 3:7 a tutorial has no `pain_point` | add `pain_point:` with the id of a pain point of the persona"),
        ("channels: bluesky-acme\n", "SMM114 2:11 channels wants a list | write `channels: [bluesky-acme]`"),
        (BOTH + "not_after: soon\n", "SMM117 3:12 not_after: `soon` is no time | write `2026-12-01 09:30`, with `+09:00` or `Z` where another zone is meant"),
        (BOTH + "gated: maybe\n", "SMM118 3:8 gated: `maybe` is neither true nor false | write `true` or `false`"),
        (BOTH + "link: acme.example/x\n", "SMM118 3:7 link: `acme.example/x` is no address | write the whole address: `https://acme.example/x`"),
        (BOTH + "options: {twitter: {link: none}}\n", "SMM137 3:11 `twitter` is no channel or network of this post | add a channel of x, `x-acme`, to `channels:`"),
        (BOTH + "options: {x-acme: {link: none}}\n", "SMM137 3:11 `x-acme` is not a channel of this post | add `x-acme` to `channels:`, or take it away here"),
        (BOTH + "takedown: {reason: old, channels: [x]}\n", "SMM137 3:36 `x` is no channel or network of this post | add a channel of x, `x-acme`, to `channels:`"),
        (BOTH + "language: korean!\n", "SMM118 3:11 language: `korean!` is no language | write its short name: `en`, `ko`, `pt-BR`"),
        (BOTH + "poll: {options: [a, b]}\n", "SMM113 3:7 poll has no `duration` | add `duration:` (how long people may vote: 1d, 12h)"),
        (BOTH + "options: {bluesky: {format: carosel}}\n", "SMM115 3:29 format: `carosel` is not known | did you mean `carousel`?"),
        (BOTH + "options: {bluesky: {format: gallery}}\n", "SMM115 3:29 format: `gallery` is not known | write one of `post`, `carousel`, `video`"),
    ],
)  # fmt: skip
def test_a_front_matter_that_says_something_else_is_answered(front: str, expected: str) -> None:
    workspace = with_post(front)
    assert said(workspace) == [expected]
    assert workspace.posts == {}
    assert workspace.broken == {"brew-at-home": POST}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hi\n\n## twitter\nHo", "SMM127 6:1 `twitter` is no channel or network of this post | did you mean `x`?"),
        ("Hi\n\n## bluesky-acme\na\n\n## Bluesky-Acme\nb", "SMM128 9:1 `bluesky-acme` has a section in line 6 already | join both sections, or take the name out of one heading"),
        ("Hi\n\n### bluesky-acme\na", "SMM129 6:1 this line names `bluesky-acme` like a heading, yet it would be sent as text | write `## bluesky-acme`; a backslash at the line's start sends it"),
        ("Hi\n\n##x\na", "SMM129 6:1 this line names `x` like a heading, yet it would be sent as text | write `## x`; a backslash at the line's start sends it"),
        ("Read {{ link }}", "SMM132 4:1 `{{ link }}` stands here, and bluesky-acme has no link | add `link: https://…` to the front matter, or write the text without the placeholder"),
        ("Thanks @olivia.cafe.", "SMM133 4:8 `@olivia.cafe` is somebody else on each of 2 networks | write `{{ @olivia.cafe }}` and name the account under `mentions:` of smmops.yaml"),
    ],
)  # fmt: skip
def test_a_body_that_would_go_out_wrong_is_answered(body: str, expected: str) -> None:
    workspace = with_post("channels: [bluesky-acme, x-acme]\n", body)
    assert said(workspace) == [expected]
    assert workspace.broken == {"brew-at-home": POST}


def test_default_text_that_nobody_gets_is_a_warning() -> None:
    workspace = with_post("channels: [x-acme]\n", "Default\n\n## x\nFor X")
    assert [p.code for p in workspace.problems] == ["SMM136"]
    assert "brew-at-home" in workspace.posts


@pytest.mark.parametrize(
    "body", ["Write to hi@acme.example, see https://a.example/@b", "#x", "# Why x is fine", "{{ @olivia }}"]
)
def test_text_that_only_looks_like_it_is_left_alone(body: str) -> None:
    assert said(with_post("channels: [bluesky-acme, x-acme]\n", body)) == []


def test_a_mention_for_one_network_is_fine() -> None:
    assert said(with_post("channels: [x-acme, x-lab]\n", "Thanks @olivia_cafe")) == []


def test_hours_that_clocks_skip_or_show_twice_name_both_ways() -> None:
    skipped = with_post("channels: [x-acme]\npublish_at: 2026-03-29 02:30\n")
    assert said(skipped) == [
        "SMM125 3:13 `2026-03-29 02:30` does not exist in Europe/Berlin: clocks skip it"
        " | write `2026-03-29 01:30+01:00` or `2026-03-29 03:30+02:00`"
    ]
    twice = with_post(
        "channels: [x-acme, x-lab]\npublish_at: 2026-10-25 02:30\noptions: {x-lab: {publish_at: none}}\n"
    )
    assert said(twice) == [
        "SMM125 3:13 `2026-10-25 02:30` comes twice in Europe/Berlin: clocks go back"
        " | write `2026-10-25 02:30+02:00` or `2026-10-25 02:30+01:00`"
    ]
    chosen = variant("channels: [x-acme]\npublish_at: 2026-10-25 02:30+01:00\n", channel="x-acme")
    assert chosen.publish_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("{file: brw.jpg}", "SMM139 3:16 content/media/brw.jpg is not in the repository | did you mean `brew.jpg`?"),
        ("{file: ../../../../etc/passwd}", "SMM138 3:16 `../../../../etc/passwd` leaves the repository | put the file into content/media and write its bare name"),
        ("{file: /etc/passwd}", "SMM138 3:16 `/etc/passwd` is a path of one machine | put the file into content/media and write its bare name"),
        ("{file: link.jpg}", "SMM140 3:16 content/media/link.jpg is a symbolic link: what it shows may change without review | put the file itself there"),
        ("{file: sub/a.jpg}", "SMM140 3:16 content/media/sub is another repository (a submodule): nobody reviews it here | put the file itself there"),
        ("{alt: x}", "SMM141 3:9 this item names no file | add `file: brew.jpg`, a file of content/media"),
        ("{file: brew.jpg, url: https://a.b/c}", "SMM141 3:9 this item names a file and an address | keep `file` or `url`, not both"),
        ("{url: https://a.b/c.mp4}", "SMM141 3:9 an address alone may change: nobody could approve what it shows | add `sha256` and `bytes`; `smmops media add FILE` prints them"),
        ("{file: brew.jpg, for: [tiktok]}", "SMM137 3:32 `tiktok` is no channel or network of this post | no channel of smmops.yaml is on tiktok; take it away"),
        ("{file: content/media/brew.jpg}", "SMM139 3:16 content/media/content/media/brew.jpg is not in the repository | write `brew.jpg`"),
        ("{file: brew.jpg, captions: {ko: no.vtt}}", "SMM139 3:41 content/media/no.vtt is not in the repository | add the file to the same change, or mend the name"),
    ],
)  # fmt: skip
def test_media_that_cannot_be_trusted_are_answered(item: str, expected: str) -> None:
    files = {
        "smmops.yaml": SETTINGS,
        POST: f"---\nchannels: [bluesky-acme]\nmedia: [{item}]\n---\nHi\n",
        "content/media/brew.jpg": b"\xff\xd8",
        "content/media/link.jpg": b"/etc/passwd",
        "content/media/sub": b"",
    }
    workspace = load(Files(files, {"content/media/link.jpg": "120000", "content/media/sub": "160000"}))
    assert said(workspace) == [expected]
    assert workspace.broken == {"brew-at-home": POST}


def test_a_file_that_no_review_shows_is_refused() -> None:
    """A forge shows no difference of a file over 500 kB: nobody has seen it, whoever approved it."""
    big = "---\nchannels: [bluesky-acme]\nnotes: " + "x" * 500_000 + "\n---\nText\n"
    found = load(Files({"smmops.yaml": SETTINGS, "content/2026/12/big.md": big})).problems
    assert [problem.code for problem in found if problem.path.endswith("big.md")] == ["SMM108"]
    fine = load(Files({"smmops.yaml": SETTINGS, "content/2026/12/big.md": big.replace("x" * 1000, "")}))
    assert "big" in fine.posts
