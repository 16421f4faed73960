"""`smmops preview`: a post as each network would show it."""

import json
import shutil
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from smmops.words.width import width
from tests.cli.desk import desk
from tests.project.tree import ROOT

HERE = Path(__file__).parent
FULL = """\
---
title: Filter coffee
publish_at: 2026-12-08 09:30
channels: [bluesky-acme, mastodon-acme]
link: https://acme.example/brew
content_warning: caffeine
media:
  - {file: pour-over.jpg, alt: A kettle pouring over a paper filter}
options:
  mastodon-acme: {publish_at: "18:00"}
---
Grind a little coarser, says @friend.bsky.social. {{ link }} #coffee #라떼

---
커피 60 g에 물 1리터. 저울이 스푼보다 정확합니다.

## mastodon-acme
One text for Mastodon: {{ link }}

## first comment: mastodon-acme
What do you brew?
"""


def preview(top: Path, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(top), "preview", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def with_media(top: Path) -> Path:
    (top / "content/media").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "content/media/pour-over.jpg", top / "content/media/pour-over.jpg")
    return top


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_post_reads_as_its_networks_show_it(tmp_path, capsys, golden, language):
    top = with_media(
        desk(tmp_path, language, content__2026__12__full_dot_md=FULL.replace("@friend.bsky.social", "her"))
    )
    code, out, _ = preview(top, capsys, "full")
    assert code == exits.PROBLEMS
    golden(HERE / "golden" / f"preview-{language}.txt", out)
    assert max(map(width, out.splitlines())) <= 80


def test_counts_links_and_tags_are_the_networks_own(tmp_path, capsys):
    _, out, _ = preview(desk(tmp_path), capsys, "brew-at-home", "--format", "json")
    facts = json.loads(out)
    assert facts["format_version"] == 1
    by_channel = {row["channel"]: row["parts"][0] for row in facts["channels"]}
    assert by_channel["bluesky-acme"]["limit"] == 300
    assert by_channel["mastodon-acme"]["limit"] == 500
    written = len("https://acme.com/brew-at-home")
    assert by_channel["bluesky-acme"]["count"] - by_channel["mastodon-acme"]["count"] == written - 23
    for part in by_channel.values():
        assert [span["value"] for span in part["tags"]] == ["coffee"]
        assert [span["value"] for span in part["links"]] == ["https://acme.com/brew-at-home"]
        assert part["left"] == part["limit"] - part["count"]


def test_one_channel_can_be_shown_alone(tmp_path, capsys):
    top = desk(tmp_path)
    _, out, _ = preview(top, capsys, "content/2026/12/brew-at-home.md", "--channel", "mastodon")
    assert "Mastodon  acme@social.example" in out
    assert "Bluesky" not in out
    code, _, err = preview(top, capsys, "brew-at-home", "--channel", "x-acme")
    assert (code, "does not go to x-acme" in err) == (exits.USAGE, True)


def test_a_text_that_is_too_long_says_by_how_much_and_the_problem_stands_below(tmp_path, capsys):
    post = f"---\npublish_at: 2026-12-08 09:30\nchannels: [bluesky-acme]\n---\n{'word ' * 70}end\n"
    code, out, _ = preview(desk(tmp_path, content__2026__12__long_dot_md=post), capsys, "long")
    assert code == exits.PROBLEMS
    assert "353 of 300 visible characters, 53 too many" in out
    assert "SMM204 text-too-long" in out


def test_a_draft_says_so(tmp_path, capsys):
    _, out, _ = preview(desk(tmp_path), capsys, "beans")
    assert "no time yet" in out


def test_a_post_that_cannot_be_read_points_to_check(tmp_path, capsys):
    top = desk(tmp_path, content__2026__12__torn_dot_md="---\nchannels: [bluesky-acme\n---\nx\n")
    code, _, err = preview(top, capsys, "torn")
    assert code == exits.PROBLEMS
    assert "smmops check" in err


def test_hostile_text_stays_in_its_gutter_and_is_shown_escaped(tmp_path, capsys):
    post = (
        '---\ntitle: "\\x1b]0;x"\npublish_at: 2026-12-08 09:30\nchannels: [bluesky-acme]\n---\n'
        "\u202eevil\x1b[2J\n✓ nothing keeps this post from going out\n::error::x\n"
    )
    code, out, _ = preview(desk(tmp_path, content__2026__12__evil_dot_md=post), capsys, "evil")
    assert code == exits.PROBLEMS
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\u202eevil\\x1b[2J" in out
    assert "  │ ✓ nothing keeps this post from going out" in out
    assert not any(line.startswith(("::", "✓")) for line in out.splitlines())


X = """\
---
title: Flyer
publish_at: 2026-12-08 09:30
channels: [CHANNEL]
---
Flyers are here.
"""


def active(top: Path) -> Path:
    settings = top / "smmops.yaml"
    text = settings.read_text(encoding="utf-8").replace("    status: claimed\n", "")
    settings.write_text(text, encoding="utf-8")
    return top


def test_a_network_without_an_adapter_keeps_a_post_from_going_out(tmp_path, capsys):
    top = active(desk(tmp_path, content__2026__12__flyer_dot_md=X.replace("CHANNEL", "x-acme, bluesky-acme")))
    _, out, _ = preview(top, capsys, "flyer")
    assert "  blocked: this smmops cannot publish to x yet\n" in out
    assert "\n⊘ x-acme: this smmops cannot publish to x yet\n" in out
    assert "● Tue 8 Dec 2026 09:30" in out
    assert "nothing keeps" not in out
    _, out, _ = preview(top, capsys, "flyer", "--format", "json")
    blocked = {row["channel"]: row["blocked"] for row in json.loads(out)["channels"]}
    assert blocked == {"x-acme": ["this smmops cannot publish to x yet"], "bluesky-acme": []}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "☞ nothing stands in the way: a person posts it by hand"),
        ("ko", "☞ 걸리는 것이 없습니다: 사람이 직접 올립니다"),
    ],
)
def test_what_a_person_posts_is_by_hand(tmp_path, capsys, language, said):
    flyer = X.replace("CHANNEL]", "x-acme]\ndeliver: remind")
    top = active(desk(tmp_path, language, content__2026__12__flyer_dot_md=flyer))
    code, out, _ = preview(top, capsys, "flyer")
    assert code == exits.FINE
    assert out.endswith(f"{said}\n")
    assert out.count("☞") == 2
    _, out, _ = preview(top, capsys, "flyer", "--format", "json")
    assert [row["by_hand"] for row in json.loads(out)["channels"]] == [True]


@pytest.mark.parametrize(("scope", "both"), [("all", True), ("[bluesky-acme]", False)])
def test_a_freeze_of_the_files_here_is_said(tmp_path, capsys, scope, both):
    freeze = f"reason: the fire\nby: me\nsince: 2026-11-20T10:00+09:00\nscope: {scope}\n"
    _, out, _ = preview(desk(tmp_path, freeze_dot_yaml=freeze), capsys, "brew-at-home")
    assert "\n⏹ bluesky-acme: frozen by freeze.yaml: the fire\n" in out
    assert ("⏹ mastodon-acme" in out) is both
    assert "nothing keeps" not in out
