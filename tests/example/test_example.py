"""The example is a month that a team could have written: whole, believable, and without a problem."""

import itertools
import json
import re
import subprocess
from collections import Counter
from datetime import datetime

import pytest
import yaml
from rapidfuzz import fuzz

from smmops.cli.main import run
from smmops.model.files_post import PostType
from smmops.specs.registry import NETWORKS
from tests.example.month import ROOT, networks, pages, posts

ALIKE = 60
"""Percent from which two texts read like one."""

_PLACEHOLDERS = re.compile(
    r"\b(lorem|ipsum|foo|bar baz|test post|tbd|todo|asdf|xxx|your brand here|placeholder)\b", re.IGNORECASE
)
_HYPE = re.compile(
    r"\b(elevate|unlock|unleash|game.changer|delve|seamless|synergy|in today's|look no further|dive in|journey|"
    r"thrilled|excited to announce|stay tuned|don't miss|hurry|act now|best ever|revolution\w*)\b",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")


def front_of(post: str) -> dict:
    return posts()[post][0]


@pytest.mark.parametrize(
    "now", ["2026-12-01T07:00+09:00", "2026-12-16T12:00+09:00", "2027-01-05T09:00+09:00"]
)
def test_check_finds_nothing_and_nothing_is_silenced(capsys, now):
    code = run(["-C", str(ROOT), "check", "--now", now, "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    assert (said["problems"], said["silenced"]) == ([], [])
    assert code == 0
    assert [path for path in pages() if "smmops: allow" in path.read_text(encoding="utf-8")] == []


def test_it_has_a_month_of_at_least_thirty_posts():
    times = [datetime.strptime(front["publish_at"], "%Y-%m-%d %H:%M") for front, _ in posts().values()]
    assert len(times) >= 30
    assert {(at.year, at.month) for at in times} == {(2026, 12)}
    days = sorted({at.day for at in times})
    assert days[0] == 1
    assert days[-1] == 31
    assert max(later - earlier for earlier, later in itertools.pairwise(days)) <= 4  # Christmas


def test_every_type_of_content_is_there():
    used = Counter(front.get("type") for front, _ in posts().values())
    assert set(PostType.__args__) <= set(used)


def test_every_network_has_posts_of_its_own():
    by_channel = networks()
    used = Counter(by_channel[name] for front, _ in posts().values() for name in front["channels"])
    assert set(used) == set(NETWORKS)
    assert min(used.values()) >= 2


def test_there_are_threads_polls_slides_films_and_documents():
    bodies = [body for _, body in posts().values()]
    assert sum("\n---\n" in body for body in bodies) >= 3
    assert sum("poll" in front for front, _ in posts().values()) >= 2
    formats = {
        options.get("format")
        for front, _ in posts().values()
        for options in front.get("options", {}).values()
    }
    assert {"carousel", "reel", "short"} <= formats
    suffixes = Counter(
        item["file"].rpartition(".")[2] for front, _ in posts().values() for item in front.get("media", [])
    )
    assert suffixes["mp4"] >= 2
    assert suffixes["pdf"] >= 1
    assert suffixes["jpg"] > 20


def test_it_speaks_korean_and_english():
    texts = [body for _, body in posts().values()]
    korean = [text for text in texts if len(_HANGUL.findall(text)) > 40]
    english = [text for text in texts if len(re.findall(r"[A-Za-z]{3,}", text)) > 15]
    assert len(korean) / len(texts) >= 0.4
    assert len(english) / len(texts) >= 0.4


def test_no_two_texts_are_alike():
    texts = [
        (post, " ".join(text.split()))
        for post, (_, body) in posts().items()
        for text in re.split(r"^## .+$", body, flags=re.MULTILINE)
        if text.strip()
    ]
    alike = [
        (one, other, round(fuzz.ratio(text, again)))
        for (one, text), (other, again) in itertools.combinations(texts, 2)
        if fuzz.ratio(text, again) >= ALIKE
    ]
    assert alike == []
    assert len(texts) > 60


def test_no_text_is_filler():
    filled = {
        path.relative_to(ROOT).as_posix(): found.group()
        for path in pages()
        for found in [_PLACEHOLDERS.search(path.read_text(encoding="utf-8"))]
        if found
    }
    hype = {
        post: found.group() for post, (_, body) in posts().items() for found in [_HYPE.search(body)] if found
    }
    assert (filled, hype) == ({}, {})


def test_hashtags_are_few():
    for post, (_, body) in posts().items():
        for text in re.split(r"^## .+$", body, flags=re.MULTILINE):
            assert len(re.findall(r"(?<!\S)#[^\s#]+", text)) <= 2, post


def test_every_poll_is_answered_by_a_later_post():
    for post, (front, _) in posts().items():
        if "poll" in front:
            answers = [each for each, _ in posts().values() if each.get("follows") == post]
            assert answers, post
            assert answers[0]["publish_at"] > front["publish_at"]


def test_the_team_around_the_posts_is_there():
    team = yaml.safe_load((ROOT / "team.yaml").read_text(encoding="utf-8"))
    assert len(team["roles"]) == 5
    assert {path.stem for path in (ROOT / "playbooks").iterdir()} == {
        "complaint",
        "praise",
        "question",
        "spam",
        "crisis",
    }
    personas = [path.read_text(encoding="utf-8") for path in (ROOT / "personas").iterdir()]
    assert len(personas) == 3
    assert all("evidence:" in text and "findings:" in text for text in personas)
    campaigns = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "campaigns").iterdir()]
    assert sorted(bool(campaign.get("flights")) for campaign in campaigns) == [False, True, True]
    kinds = {
        creative["kind"]
        for campaign in campaigns
        for flight in campaign.get("flights", [])
        for creative in flight["creatives"]
    }
    assert kinds == {"case-study", "product-tour", "faster-easier", "split-article", "recycled"}
    assert len(list((ROOT / "content" / "ideas").iterdir())) >= 3
    assert list((ROOT / "decisions").glob("*.md"))


def test_a_sign_off_is_for_the_very_bytes_of_its_post():
    review = yaml.safe_load((ROOT / "reviews/guesthouse-story/1.yaml").read_text(encoding="utf-8"))
    post = ROOT / "content/2026/12/guesthouse-story.md"
    blob = subprocess.run(
        ["git", "hash-object", str(post)], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert review["blob"] == blob


def test_no_schedule_publishes_it_and_every_address_is_an_example():
    settings = yaml.safe_load((ROOT / "smmops.yaml").read_text(encoding="utf-8"))
    assert settings["forge"] == {"kind": "local"}
    hosts = {
        host
        for path in [*pages()]
        for host in re.findall(r"https?://([a-z0-9.-]+)", path.read_text(encoding="utf-8"))
        if path.name != "handles.yaml"
    }
    assert {host for host in hosts if not host.endswith(".example")} == {"bsky.social"}


def test_the_readme_counts_its_posts():
    assert f"{len(posts())} posts" in (ROOT / "README.md").read_text(encoding="utf-8")
