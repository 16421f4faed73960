"""The demo's example: twelve posts, moved so that all are due, whatever day it is."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from smmops.jobs.check import check
from smmops.jobs.demo_example import LAST, example, is_post, moved, played
from tests.rules.tree import Files

SEOUL = ZoneInfo("Asia/Seoul")
SERVER = "http://127.0.0.1:8080"


def name(path: str) -> str:
    return path.rpartition("/")[2]


def times(files: dict[str, bytes], key: str) -> list[datetime]:
    """Every whole time that stands after `key` in a post."""
    found = []
    for path, content in files.items():
        if is_post(path):
            for text in re.findall(rf"{key}: (\d{{4}}-\d\d-\d\d \d\d:\d\d)", content.decode()):
                found.append(datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL))
    return found


def test_it_plays_twelve_posts_with_the_last_among_them():
    posts = [path for path in played(example()) if is_post(path)]
    assert len(posts) == 12
    assert [path for path in posts if path.endswith(f"/{LAST}.md")]


def test_it_plays_no_post_that_a_person_sends_and_nothing_that_only_such_posts_need():
    here = played(example())
    assert [path for path, text in here.items() if is_post(path) and b"deliver: remind" in text] == []
    assert "content/media/drip-bag.mp4" not in here
    assert "campaigns/winter-subscription.yaml" not in here
    assert "experiments/carousel-or-chart.md" not in here
    assert "money.yaml" not in here
    assert "personas/dana-office.md" not in here
    assert {"team.yaml", "strategy.md", "rights.yaml", "content/media/pour-over.jpg"} <= set(here)


def test_the_rest_of_the_example_is_there_to_be_played():
    assert sum(map(is_post, example())) > 30


def test_it_shows_what_posts_can_be():
    text = b"\n".join(content for path, content in played(example()).items() if is_post(path)).decode()
    for shown in (
        "poll:",
        "card:",
        "content_warning:",
        "## first comment:",
        "\n---\n2.",
        "{{ @",
        "alt:",
        "☕",
        "커피",
    ):
        assert shown in text


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL),
        datetime(2027, 1, 1, 0, 5, tzinfo=SEOUL),  # some posts were due last year
        datetime(2031, 7, 15, 23, 59, tzinfo=SEOUL),
    ],
)
def test_every_post_is_due_within_the_last_hour(now):
    due = times(moved(example(), server=SERVER, now=now), "publish_at")
    assert len(due) >= 12
    assert all(0 < (now - at).total_seconds() <= 3600 for at in due)


def test_posts_keep_their_order_and_the_last_stays_last():
    files = moved(example(), server=SERVER, now=datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL))

    def order(workspace: dict[str, bytes]) -> list[str]:
        first = {
            name(path): re.search(rb"publish_at: (.+)", text).group(1)
            for path, text in workspace.items()
            if is_post(path)
        }
        return sorted(first, key=lambda path: first[path])

    assert order(files) == order(played(example()))
    assert order(files)[-1] == f"{LAST}.md"


def test_every_post_lies_in_the_folder_of_its_month():
    for path, content in moved(
        example(), server=SERVER, now=datetime(2027, 1, 1, 0, 5, tzinfo=SEOUL)
    ).items():
        if is_post(path):
            year, month = re.search(r"publish_at: (\d{4})-(\d\d)", content.decode()).groups()
            assert path.startswith(f"content/{year}/{month}/")


def test_no_absolute_deadline_of_december_is_left():
    assert (
        times(moved(example(), server=SERVER, now=datetime(2031, 7, 15, 12, 0, tzinfo=SEOUL)), "not_after")
        == []
    )


def test_every_channel_is_on_this_machine_and_nothing_else_is_lost():
    files = moved(example(), server=SERVER, now=datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL))
    settings = files["smmops.yaml"].decode()
    assert settings.count(f"    server: {SERVER}\n") == settings.count("    network: ") > 10
    assert settings.count("    status: active\n") == 2
    assert "https://bsky.social" not in settings
    assert {name(path) for path in files} == {name(path) for path in played(example())}
    assert files["content/media/latte-art.jpg"] == example()["content/media/latte-art.jpg"]


def test_a_quarter_of_an_hour_has_no_shares_no_cadence_and_no_poll_that_is_over():
    files = moved(example(), server=SERVER, now=datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL))
    settings = files["smmops.yaml"].decode()
    assert re.findall(r"_share:|per_week: \[1|stage: grow", settings) == []
    assert [path for path, text in files.items() if is_post(path) and b"\nfollows:" in text] == []


def test_every_day_and_week_moves_as_far_as_the_last_post():
    files = moved(example(), server=SERVER, now=datetime(2031, 7, 15, 12, 0, tzinfo=SEOUL))
    assert b"period: {from: 2031-06-18, to: 2031-07-18}" in files["campaigns/winter-sidama.yaml"]
    assert b"since: 2031-06-18\n" in files["smmops.yaml"]
    assert b"mina: 2031-03-19" in files["team.yaml"]
    assert b"until: 2032-05-17" in files["rights.yaml"]
    assert b"{week: 2031-W25, inbox: sora}" in files["team.yaml"]


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 9, 30, tzinfo=SEOUL),
        datetime(2026, 12, 25, 12, 0, tzinfo=SEOUL),
        datetime(2027, 1, 1, 0, 5, tzinfo=SEOUL),
        datetime(2031, 7, 15, 23, 59, tzinfo=SEOUL),
    ],
)
def test_nothing_is_wrong_on_whatever_day_it_is_played(now):
    found = check(Files(moved(example(), server=SERVER, now=now))).findings.problems
    assert [f"{problem.path} {problem.code} {problem.message.fill()}" for problem in found] == []
