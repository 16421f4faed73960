"""Months, weeks and what follows what, at their edges."""

import pytest

from smmops.rules.calendar.cadence_week import _SHOP as WEEKLY
from smmops.rules.mix.month import month_of
from tests.rules.checked import findings, post
from tests.rules.tree import Files


def codes(*fronts: str, files: dict[str, str] | None = None) -> set[str]:
    return {p.code for p in findings(month_of(*fronts, files=files).files).problems}


def test_nine_posts_are_too_few_to_speak_of_shares():
    assert "SMM308" not in codes(*["demand: capture\n"] * 9)
    assert "SMM308" in codes(*["demand: capture\n"] * 10)


@pytest.mark.parametrize(("sales", "fine"), [(2, True), (3, False)])
def test_a_fifth_of_ten_posts_is_two(sales: int, fine: bool):
    assert ("SMM308" not in codes(*["demand: capture\n"] * sales, *[""] * (10 - sales))) is fine


def test_posts_over_the_share_are_named_not_those_within():
    found = findings(month_of(*["demand: capture\n"] * 4, *[""] * 6).files).problems
    assert [p.path[-5:-3] for p in found if p.code == "SMM308"] == ["03", "04"]


def test_a_month_that_cannot_be_read_whole_is_not_judged():
    broken = {
        "content/2026/12/broken.md": "---\nchannels: [bluesky-acm]\npublish_at: 2026-12-20 10:00\n---\nOpen.\n"
    }
    assert "SMM308" not in codes(*["demand: capture\n"] * 10, files=broken)


def test_drafts_and_held_posts_are_not_of_the_month():
    held = [*["demand: capture\nhold: waiting\n"] * 5, *["demand: capture\n"] * 2, *[""] * 8]
    assert "SMM308" not in codes(*held)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((1, 8, 15), False),
        ((1, 15), True),  # nothing in the week between
        ((1, 2, 3, 8), False),
        ((1, 2, 3, 4), True),  # four in a week of at most three
        ((7, 20), False),  # a Monday and the next week's Sunday: no whole week between
        ((6, 21), True),
        ((1,), False),
    ],
)
def test_weeks_between_the_first_and_the_last_post_keep_the_rhythm(days: tuple[int, ...], found: bool):
    files = {
        "smmops.yaml+channels": WEEKLY,
        **{
            f"content/2026/12/day-{day:02}.md": (
                f"---\nchannels: [bluesky-shop]\npublish_at: 2026-12-{day:02} 10:00\n---\nWhat we brew on day {day}.\n"
            )
            for day in days
        },
    }
    assert ("SMM315" in {p.code for p in findings(files).problems}) is found


CAFE = """\
version: 1
id: mok
brand: Mok Café
timezone: Asia/Seoul
forge: {kind: local}
channels:
  mok: {network: bluesky, handle: mok.example}
"""


def test_a_cafe_with_one_channel_and_three_posts_sees_nothing():
    from smmops.rules.run import run
    from smmops.store.load import load

    texts = {
        "sunday": "We open at ten on Sunday, with yuja cake. #Yeonnam",
        "closed": "CLOSED today, the boiler is in a mood. Back tomorrow at eight!",
        "beans": "New beans: Sidama, from Daniel's farm. They taste of apricot, and of rain.",
    }
    tree = Files(
        {
            "smmops.yaml": CAFE,
            "team.yaml": 'members: [{id: mok, roles: [admin]}]\nroles: {admin: {may_approve: ["**"]}}\nsolo: true\n',
            **{
                f"content/2026/12/{name}.md": f"---\nchannels: [mok]\npublish_at: 2026-12-0{day} 09:30\n---\n{text}\n"
                for day, (name, text) in enumerate(texts.items(), start=1)
            },
        }
    )
    assert run(load(tree), tree).problems == ()


@pytest.mark.parametrize(
    ("text", "bait"),
    [
        ("Tag a friend who needs this!", True),
        ("Like and share to win a bag.", True),
        ("Follow and comment to enter.", True),
        ("follow for follow", True),
        ("친구를 태그해 주세요", True),
        ("좋아요 누르면 추첨해서 드립니다", True),
        ("Tell a friend what you liked.", False),
        ("We like to share what we learn.", False),
        ("Follow the recipe and stop at two minutes.", False),
        ("친구와 함께 오세요", False),
        ("좋아요와 댓글, 늘 고맙습니다", False),
    ],
)
def test_bait_is_known_by_its_words(text: str, bait: bool):
    assert ("SMM226" in {p.code for p in post("", text)}) is bait


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("COME AND TASTE IT", True),
        ("NASA, ESA, JAXA and KARI", False),
        ("OPEN NOW, come in", False),
        ("지금 OPEN 중입니다", False),
    ],
)
def test_some_capitals_are_names(text: str, loud: bool):
    assert ("SMM225" in {p.code for p in post("", text)}) is loud


@pytest.mark.parametrize(
    ("alt", "weak"),
    [
        ("IMG_2034", True),
        ("bar.jpg", True),
        ("image", True),
        ("a photo of a bar", True),
        ("사진 1", True),
        ("A bar", False),
        ("Picture frames on a wall", False),
        ("Image editor on a laptop", False),
    ],
)
def test_an_alt_text_describes(alt: str, weak: bool):
    from smmops.media.sample import Sample

    found = post(f"media: [{{file: bar.jpg, alt: {alt}}}]", bar_jpg=Sample("image/jpeg"))
    assert ("SMM254" in {p.code for p in found}) is weak
