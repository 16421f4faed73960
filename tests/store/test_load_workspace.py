from datetime import UTC, datetime

import pytest

from smmops.store.load import load
from tests.store.trees import POST, SETTINGS, Files, said, told, with_post

PERSONA = "---\nage: [28, 45]\nlocations: [Seoul]\ngender: any\ninterests: unknown\npain_points: unknown\nmotivations: [x]\n---\n"


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


class Locked(Files):
    """A tree in which some files may be listed and not read."""

    def read(self, path: str) -> bytes:
        if "locked" in path:
            raise KeyError(path)
        return super().read(path)


def test_a_file_that_cannot_be_read_blocks_itself_alone() -> None:
    tree = Locked(
        {
            "smmops.yaml": SETTINGS,
            "content/a/locked.md": "---\nchannels: [x-acme]\n---\nNobody may read this\n",
            "content/a/image.md": "---\nchannels: [x-acme]\nmedia: [{file: locked.jpg}]\n---\nHi\n",
            "content/media/locked.jpg": b"x",
            "content/a/tea.md": "---\nchannels: [x-acme]\n---\nHi\n",
        }
    )
    workspace = load(tree)
    assert [(p.code, p.path) for p in workspace.problems] == [
        ("SMM139", "content/a/image.md"),
        ("SMM139", "content/a/locked.md"),
    ]
    assert list(workspace.posts) == ["tea"]
