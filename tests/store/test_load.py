from datetime import UTC, datetime

from smmops.model.post import Variant
from smmops.store.load import load
from smmops.store.names import Names
from tests.store.trees import LFS, POST, SETTINGS, Files, said, samples, with_post

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


def test_who_sends_it_may_differ_by_channel() -> None:
    workspace = with_post("channels: [bluesky-acme, x-acme]\noptions: {x: {deliver: remind}}\n")
    variants = workspace.posts["brew-at-home"].variants
    assert {each.channel: each.deliver for each in variants} == {
        "bluesky-acme": "publish",
        "x-acme": "remind",
    }
    assert all(not each.options for each in variants)


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
