from datetime import UTC, datetime

import pytest

from smmops.model.post import Variant
from smmops.store.load import load
from smmops.store.names import Names
from tests.store.trees import LFS, POST, SETTINGS, Files, said, samples, told, with_post

BOTH = "channels: [bluesky-acme, mastodon-acme]\n"


def variant(front: str, body: str = "Good morning, Busan. ☕", channel: str = "bluesky-acme") -> Variant:
    workspace = with_post(front, body)
    assert said(workspace) == []
    found = workspace.posts["brew-at-home"].variant(channel)
    assert found is not None
    return found


def test_the_samples_of_the_formats_load_without_a_problem() -> None:
    workspace = load(Files(samples()))
    assert said(workspace) == []
    post = workspace.posts["brew-at-home"]
    assert [v.channel for v in post.variants] == [
        "bluesky-acme",
        "linkedin-acme",
        "x-acme",
        "instagram-acme",
        "facebook-acme",
    ]
    x = post.variant("x-acme")
    assert x is not None
    assert x.parts == ("The text for one channel.",)
    assert x.publish_at == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert x.link is None
    assert x.takedown == "wrong price"
    instagram = post.variant("instagram-acme")
    assert instagram is not None
    assert instagram.first_comment == "Sent after the post; its failure is recorded and never fails the post."
    assert instagram.format == "carousel"
    assert instagram.options == {"collaborators": ["olivia.cafe"]}
    assert [m.part for m in x.media] == [1, 3, 1, 1, 1]
    assert len(instagram.media) == 4
    assert ("campaigns/winter-launch.yaml" in dict(post.blobs)) is True


def test_a_post_of_two_lines_is_enough() -> None:
    got = variant("channels: [bluesky-acme]\n")
    assert got.parts == ("Good morning, Busan. ☕",)
    assert (got.publish_at, got.format, got.language, got.late) == (None, "post", "en", "ask")


def test_times_are_those_of_the_channel_and_default_limits_those_of_the_policy() -> None:
    here = variant("channels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n")
    assert here.publish_at == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
    assert here.not_after == datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
    there = variant("channels: [x-acme]\npublish_at: 2026-12-01 09:30\nnot_after: 2h\n", channel="x-acme")
    assert there.publish_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert there.not_after == datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
    fixed = variant("channels: [x-acme]\npublish_at: 2026-12-01T09:30+09:00\n", channel="x-acme")
    assert fixed.publish_at == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def test_options_of_the_channel_beat_the_networks_and_both_the_top() -> None:
    front = (
        "channels: [x-acme, x-lab]\npublish_at: 2026-12-01 09:30\nlink: https://acme.example/a\n"
        "title: Top\noptions:\n  x: {link: https://acme.example/b, publish_at: 18:00, title: Net}\n"
        "  X-Lab: {link: none, publish_at: none}\n"
    )
    acme, lab = variant(front, channel="x-acme"), variant(front, channel="x-lab")
    assert (acme.link, acme.title, acme.publish_at) == (
        "https://acme.example/b",
        "Net",
        datetime(2026, 12, 1, 17, 0, tzinfo=UTC),
    )
    assert (lab.link, lab.title, lab.publish_at) == (None, "Net", None)


def test_a_channels_defaults_stand_unless_the_post_says_otherwise() -> None:
    settings = SETTINGS.replace(
        "server: https://social.example", "server: https://social.example, defaults: {visibility: unlisted}"
    )
    for options, expected in (("", "unlisted"), ("options: {mastodon: {visibility: public}}\n", "public")):
        files = {"smmops.yaml": settings, POST: f"---\nchannels: [mastodon-acme]\n{options}---\nHi\n"}
        found = load(Files(files)).posts["brew-at-home"].variants[0]
        assert found.options == {"visibility": expected}


def test_options_are_typed_as_the_network_says() -> None:
    settings = SETTINGS + "  youtube-acme: {network: youtube, handle: acme, account: UC1}\n"
    front = (
        "---\nchannels: [youtube-acme]\noptions: {youtube: {made_for_kids: no, privacy: public}}\n---\nHi\n"
    )
    got = load(Files({"smmops.yaml": settings, POST: front})).posts["brew-at-home"].variants[0]
    assert got.options == {"made_for_kids": False, "privacy": "public"}


def test_a_channels_text_beats_its_networks_and_the_default() -> None:
    body = "Default\n\n## x\nNetwork\n\n## X-LAB\nChannel\n\n## first comment: x-lab, bluesky\nBelow\n"
    front = "channels: [bluesky-acme, x-acme, x-lab]\n"
    assert variant(front, body).parts == ("Default",)
    assert variant(front, body).first_comment == "Below"
    assert variant(front, body, "x-acme").parts == ("Network",)
    assert variant(front, body, "x-acme").first_comment is None
    assert variant(front, body, "x-lab").parts == ("Channel",)


def test_the_format_follows_the_media() -> None:
    media = {f"content/media/{n}.jpg": b"\xff\xd8" for n in range(5)} | {"content/media/v.mp4": b"x"}
    settings = SETTINGS + "  instagram-acme: {network: instagram, handle: acme}\n"
    for items, expected in (
        (["0.jpg"], "post"),
        ([f"{n}.jpg" for n in range(5)], "carousel"),
        (["v.mp4"], "reel"),
    ):
        lines = "".join(f"  - {{file: {item}, alt: x}}\n" for item in items)
        text = f"---\nchannels: [instagram-acme]\nmedia:\n{lines}---\nHi\n"
        got = load(Files({"smmops.yaml": settings, POST: text, **media})).posts["brew-at-home"].variants[0]
        assert got.format == expected


PILLARS = (
    "---\npillars:\n- {id: craft, channels: [bluesky-acme], persona: olivia-owner, funnel: awareness}\n---\n"
)
PERSONA = "---\nage: [28, 45]\nlocations: [Seoul]\ngender: any\ninterests: unknown\npain_points: unknown\nmotivations: [x]\n---\n"
CAMPAIGN = (
    "name: Winter\ngoal: g\nperiod: {from: 2026-12-01, to: 2026-12-31}\npersona: minjun\nchannels: [x-acme]\n"
)


def test_a_campaign_beats_the_pillar_and_the_post_beats_both() -> None:
    files = {"strategy_dot_md": PILLARS, "campaigns__winter_dot_yaml": CAMPAIGN}
    implied = with_post("title: x\n", **files).posts["brew-at-home"]
    assert (implied.pillar, implied.persona, [v.channel for v in implied.variants]) == (
        "craft",
        "olivia-owner",
        ["bluesky-acme"],
    )
    launched = with_post("campaign: winter\n", **files).posts["brew-at-home"]
    assert (launched.persona, launched.funnel, [v.channel for v in launched.variants]) == (
        "minjun",
        "awareness",
        ["x-acme"],
    )
    own = with_post("campaign: winter\npersona: hana\nchannels: [x-lab]\n", **files).posts["brew-at-home"]
    assert (own.persona, [v.channel for v in own.variants]) == ("hana", ["x-lab"])


def test_the_closure_binds_what_decides_what_goes_out() -> None:
    post = with_post(
        "campaign: winter\npersona: olivia-owner\nmedia: [{file: brew.jpg, alt: x}]\n",
        strategy_dot_md=PILLARS,
        campaigns__winter_dot_yaml=CAMPAIGN,
        personas__olivia_owner_dot_md=PERSONA,
        content__media__brew_dot_jpg=b"\xff\xd8",
        team_dot_yaml="solo: true\n",
    ).posts["brew-at-home"]
    assert [path for path, _ in post.blobs] == [
        "campaigns/winter.yaml",
        POST,
        "content/media/brew.jpg",
        "personas/olivia-owner.md",
        "smmops.yaml",
        "team.yaml",
    ]
    from_pillar = with_post("title: x\n", strategy_dot_md=PILLARS).posts["brew-at-home"]
    assert "strategy.md" in dict(from_pillar.blobs)


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


def test_a_file_may_lie_beside_its_post_and_an_lfs_pointer_counts_as_the_file_it_names() -> None:
    files = {
        "smmops.yaml": SETTINGS,
        POST: "---\nchannels: [bluesky-acme]\nmedia: [{file: ./tour.mp4}]\n---\nHi\n",
        "content/2026/12/tour.mp4": LFS,
    }
    file = load(Files(files)).posts["brew-at-home"].variants[0].media[0].file
    assert file is not None
    assert (file.path, file.size, file.sha256) == ("content/2026/12/tour.mp4", 481034112, "ab" * 32)


def test_media_are_not_read_to_load_a_post() -> None:
    tree = Files(
        {
            "smmops.yaml": SETTINGS,
            POST: "---\nchannels: [bluesky-acme]\nmedia: [{file: b.jpg}]\n---\nHi\n",
            "content/media/b.jpg": b"x" * 2000,
        }
    )
    load(tree)
    assert "content/media/b.jpg" not in tree.asked


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/2026/12/brew.markdown", "SMM121"),
        ("content/2026/12/brew", "SMM121"),
        ("content/2026/12/brew.txt", "SMM121"),
        ("content/2026/12/Brew At Home.md", "SMM122"),
        ("content/media/brew.md", "SMM121"),
        ("content/ideas/deep/brew.md", "SMM121"),
        ("content/ideas/brew.jpg", "SMM121"),
        ("personas/olivia.yaml", "SMM121"),
        ("personas/old/olivia.md", "SMM121"),
        ("campaigns/winter.yml", "SMM121"),
        ("playbooks/README", "SMM121"),
        ("team.yml", "SMM121"),
        ("smmops.yml", "SMM121"),
    ],
)
def test_a_file_that_nobody_would_read_is_a_problem(path: str, code: str) -> None:
    text = "---\nchannels: [bluesky-acme]\n---\nHi\n"
    workspace = load(Files({"smmops.yaml": SETTINGS, path: text}))
    assert [(p.code, p.path) for p in workspace.problems] == [(code, path)]


@pytest.mark.parametrize(
    "path",
    [
        "content/media/.gitkeep",
        "content/2026/12/brew.jpg",
        "README.md",
        "data/x/y.csv",
        "src/a.py",
        "content/media/deep/x.psd",
    ],
)
def test_other_files_are_left_alone(path: str) -> None:
    assert said(load(Files({"smmops.yaml": SETTINGS, path: "x"}))) == []


def test_two_posts_of_one_id_are_both_blocked() -> None:
    text = "---\nchannels: [bluesky-acme]\n---\nHi\n"
    workspace = load(
        Files(
            {
                "smmops.yaml": SETTINGS,
                "content/a/brew.md": text,
                "content/b/brew.md": text,
                "content/c/tea.md": text,
            }
        )
    )
    assert [(p.code, p.path, p.related[0].path) for p in workspace.problems] == [
        ("SMM123", "content/b/brew.md", "content/a/brew.md")
    ]
    assert list(workspace.posts) == ["tea"]
    assert list(workspace.broken) == ["brew"]


def test_paths_that_are_one_file_on_another_machine_are_a_problem() -> None:
    workspace = load(
        Files({"smmops.yaml": SETTINGS, "content/media/Café.jpg": b"a", "content/media/cafe\u0301.JPG": b"b"})
    )
    assert [p.code for p in workspace.problems] == ["SMM124"]


def test_a_broken_file_blocks_only_the_posts_that_need_it() -> None:
    post = "---\nchannels: [bluesky-acme]\npersona: {}\n---\nHi\n"
    files = {
        "smmops.yaml": SETTINGS,
        "personas/olivia.md": "---\nage: old\n---\n",
        "campaigns/winter.yaml": "name: [\n",
        "money.yaml": "caps: nothing\n",
        "content/a/one.md": post.format("olivia"),
        "content/a/two.md": post.format("hana"),
        "content/a/three.md": post.format("hana\ncampaign: winter"),
        "content/a/four.md": "---\nchannels: [\n---\nHi\n",
    }
    workspace = load(Files(files))
    assert list(workspace.posts) == ["two"]
    assert workspace.broken == {
        "one": "personas/olivia.md",
        "three": "campaigns/winter.yaml",
        "four": "content/a/four.md",
    }
    assert workspace.purse is None
    assert workspace.settings is not None


def test_a_broken_strategy_blocks_posts_that_inherit_and_no_others() -> None:
    whole = "channels: [bluesky-acme]\npersona: o\npurpose: help\ndemand: create\nfunnel: awareness\n"
    assert "brew-at-home" in with_post(whole, strategy_dot_md="---\npillars: x\n---\n").posts
    assert with_post("channels: [bluesky-acme]\n", strategy_dot_md="---\npillars: x\n---\n").broken == {
        "brew-at-home": "strategy.md"
    }


def test_settings_that_cannot_be_read_stop_everything_and_a_broken_freeze_freezes() -> None:
    assert load(Files({})).settings is None
    assert [p.code for p in load(Files({})).problems] == ["SMM144"]
    workspace = with_post(
        "channels: [bluesky-acme]\n", team_dot_yaml="members: x\n", freeze_dot_yaml="scope: [\n"
    )
    assert workspace.team is None
    assert workspace.freeze.stops("bluesky-acme")
    frozen = with_post(
        "channels: [x-acme]\n", freeze_dot_yaml="scope: [x-acme]\nsince: 2026-12-02T10:00+09:00\n"
    )
    assert frozen.freeze.stops("x-acme")
    assert not frozen.freeze.stops("x-lab")
    assert frozen.freeze.since == datetime(2026, 12, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("version: 1", "version: 2"), "SMM119 1:10 version 2, and this smmops reads up to 1 | install a newer smmops"),
        (("Asia/Seoul", "Asia/Soul"), "SMM126 4:11 `Asia/Soul` is no time zone | did you mean `Asia/Seoul`?"),
        (("Tue 09:30", "Tuesday morning"), "SMM117 6:66 `Tuesday morning` is no slot | write `Tue 09:30`: a day of the week and a time"),
        (("id: acme", "id: Acme Coffee"), "SMM118 2:5 id: `Acme Coffee` has another form | write `acme-coffee`: lower-case letters, digits and `-`, at most 64"),
        (("brand: Acme Coffee\n", ""), "SMM113 1:1 the file has no `brand` | add `brand: …`"),
        (("handle: acmelab", "handel: acmelab"), "SMM112 9:23 unknown key `handel` | did you mean `handle`?"),
    ],
)  # fmt: skip
def test_settings_say_what_is_wrong_with_them(change: tuple[str, str], expected: str) -> None:
    workspace = load(Files({"smmops.yaml": SETTINGS.replace(*change)}))
    assert expected in said(workspace)
    assert workspace.settings is None


def test_a_channel_without_a_word_about_it_is_not_lost() -> None:
    workspace = load(Files({"smmops.yaml": SETTINGS + "  tiktok-acme:\n"}))
    assert [told(p).split(" | ")[0] for p in workspace.problems] == [
        "SMM113 11:3 channels.tiktok-acme has no `handle`",
        "SMM113 11:3 channels.tiktok-acme has no `network`",
    ]


def test_channels_carry_their_defaults() -> None:
    settings = load(Files({"smmops.yaml": SETTINGS})).settings
    assert settings is not None
    channel = settings.channels["x-acme"]
    assert (channel.id, channel.language, channel.timezone, channel.secrets) == (
        "x-acme",
        "en",
        "Europe/Berlin",
        "X_ACME",
    )


def test_a_brand_in_a_folder_stands_alone_and_its_secrets_carry_its_name() -> None:
    post = "---\nchannels: [bluesky-acme]\nmedia: [{file: b.jpg}]\n---\nHi\n"
    files = {
        "smmops.yaml": SETTINGS,
        POST: "---\nchannels: [x-acme]\n---\nHi\n",
        "brands/beans/smmops.yaml": SETTINGS.replace("id: acme", "id: beans"),
        f"brands/beans/{POST}": post,
        "brands/beans/content/media/b.jpg": b"x",
    }
    root, beans = load(Files(files)), load(Files(files), "brands/beans")
    assert [v.channel for v in root.posts["brew-at-home"].variants] == ["x-acme"]
    assert beans.posts["brew-at-home"].path == f"brands/beans/{POST}"
    assert [path for path, _ in beans.posts["brew-at-home"].blobs] == [
        f"brands/beans/{POST}",
        "brands/beans/content/media/b.jpg",
        "brands/beans/smmops.yaml",
    ]
    assert beans.channels["bluesky-acme"].secrets == "BEANS_BLUESKY_ACME"


def test_a_stage_asks_for_what_it_needs_and_a_later_one_is_only_counted() -> None:
    from smmops.store.later import later

    grown = load(
        Files({"smmops.yaml": SETTINGS + "stage: grow\n", POST: "---\nchannels: [x-acme]\n---\nHi\n"})
    )
    asked = [told(p) for p in grown.problems]
    assert (
        "SMM143 2:1 the post has no `pillar`, and stage grow asks for it | add `pillar:`, or go back to an earlier `stage:` in smmops.yaml"
        in asked
    )
    assert any("channel x-acme has no `owner`" in line for line in asked)
    assert any("there is no strategy.md" in line for line in asked)
    young = load(Files({"smmops.yaml": SETTINGS, POST: "---\nchannels: [x-acme]\n---\nHi\n"}))
    assert said(young) == []
    counts = later(young)
    assert counts["grow"] > 0
    assert counts["scale"] == 5


def test_policy_may_demand_more_at_any_stage() -> None:
    settings = SETTINGS + "policy: {require: {post: [persona], persona: [name]}}\n"
    files = {"smmops.yaml": settings, POST: "---\nchannels: [x-acme]\n---\nHi\n", "personas/o.md": PERSONA}
    assert [p.code for p in load(Files(files)).problems] == ["SMM143", "SMM143"]


def test_allows_are_read_from_comments_and_nowhere_else() -> None:
    front = 'channels: [x-acme]\n# smmops: allow SMM204, SMM301 -- quoting in full\nnotes: "# smmops: allow SMM999 -- no"\n'
    workspace = with_post(front, "# smmops: allow SMM205 -- not here")
    assert workspace.posts["brew-at-home"].allows == {
        "SMM204": "quoting in full",
        "SMM301": "quoting in full",
    }
    assert workspace.documents[POST].allows["SMM204"] == ("quoting in full", 3)
    wrong = with_post("channels: [x-acme]\n# smmops: ignore everything\n")
    assert [(p.code, p.line) for p in wrong.problems] == [("SMM142", 3)]


@pytest.mark.parametrize("written", ["3,000,000", "₩3000000", "3.000.000", "3_000_000 KRW"])
def test_amounts_in_another_form_show_the_right_one(written: str) -> None:
    workspace = load(
        Files(
            {
                "smmops.yaml": SETTINGS,
                "money.yaml": f"caps: {{currency: KRW}}\nad_accounts:\n  m: {{network: meta-ads, id: a, currency: KRW, timezone: UTC}}\n  n:\n    network: meta-ads\n    id: b\n    currency: KRW\n    timezone: UTC\n    daily_cap: {written}\n",
            }
        )
    )
    assert [p.code for p in workspace.problems] == ["SMM116"]
    assert "_000_000`" in str(workspace.problems[0].fix) or "`3000000`" in str(workspace.problems[0].fix)


def test_one_tree_read_twice_reads_each_blob_once() -> None:
    tree = Files(samples())
    load(tree)
    tree.asked.clear()
    load(tree)
    assert [path for path in tree.asked if not path.startswith("content/media/")] == []


def test_names_mean_channels_and_networks_in_any_case() -> None:
    settings = load(Files({"smmops.yaml": SETTINGS})).settings
    assert settings is not None
    names = Names({"x-acme": settings.channels["x-acme"]}, settings.channels)
    assert (names.meant("X-ACME"), names.meant("X"), names.meant("bluesky")) == ("x-acme", "x", None)
