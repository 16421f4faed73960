"""Times are judged on the clocks of the channel."""

import pytest

from smmops.rules.rule import POST
from tests.rules.checked import codes, findings, told

NIGHT = (
    "  bluesky-night: {network: bluesky, handle: night.example, timezone: America/New_York, "
    'quiet: [{from: "22:00", to: "07:00"}, {from: "12:00", to: "12:30"}]}\n'
)


def at(clock: str, **front: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\nchannels: [bluesky-night]\npublish_at: {clock}\n{more}---\nOpen today.\n"


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [
        ("2026-12-01 21:59", False),
        ("2026-12-01 22:00", True),
        ("2026-12-02 00:00", True),
        ("2026-12-02 06:59", True),
        ("2026-12-02 07:00", False),
        ("2026-12-02 12:00", True),
        ("2026-12-02 12:30", False),
        ("2026-12-02 12:15+00:00", False),
        ("2026-03-08 06:30", True),
        ("2026-11-01 07:30", False),
    ],
)
def test_quiet_hours_cross_midnight_and_follow_the_channels_zone(clock: str, quiet: bool) -> None:
    found = {p.code for p in findings({"smmops.yaml+channels": NIGHT, POST: at(clock)}).problems}
    assert ("SMM302" in found) is quiet


def test_a_time_of_one_channel_is_judged_alone() -> None:
    text = (
        "---\nchannels: [bluesky-acme, bluesky-night]\npublish_at: 2026-12-01 09:30\n"
        "options: {bluesky-night: {publish_at: 2026-12-01 23:00}}\n---\nOpen today.\n"
    )
    (problem,) = [
        p for p in findings({"smmops.yaml+channels": NIGHT, POST: text}).problems if p.code == "SMM302"
    ]
    assert (problem.line, problem.column) == (4, 39)


def many(count: int, *, gap: int, channel: str = "bluesky-acme") -> dict[str, str]:
    return {
        f"content/2026/12/post-{index:02}.md": (
            f"---\nchannels: [{channel}]\npublish_at: 2026-12-01 {9 + index * gap // 60:02}:{index * gap % 60:02}\n"
            f"---\nPost number {index}.\n"
        )
        for index in range(count)
    }


def test_posts_of_a_day_are_counted_on_the_channels_calendar() -> None:
    found = list(findings({"smmops.yaml+": "policy: {min_gap: 1m}\n", **many(7, gap=60)}).problems)
    assert told(found, "SMM303") == [
        "post 6 of 2026-12-01 on bluesky-acme, limit 5 a day",
        "post 7 of 2026-12-01 on bluesky-acme, limit 5 a day",
    ]


def test_held_posts_and_takedowns_take_no_slot() -> None:
    files = {
        path: text.replace("---\nPost", "hold: waiting\n---\nPost") for path, text in many(7, gap=10).items()
    }
    assert codes(list(findings(files).problems)) == set()


@pytest.mark.parametrize(("gap", "short"), [(29, True), (30, False)])
def test_posts_of_a_channel_keep_their_distance(gap: int, short: bool) -> None:
    found = list(findings(many(2, gap=gap)).problems)
    assert ("SMM304" in codes(found)) is short


def test_other_channels_are_another_queue() -> None:
    files = many(1, gap=1)
    files["content/2026/12/other.md"] = (
        "---\nchannels: [mastodon-acme]\npublish_at: 2026-12-01 09:01\n---\nOther.\n"
    )
    assert findings(files).problems == ()


def twice(days: int, *, second: str = "Open on Sunday from ten.", channel: str = "bluesky-acme") -> set[str]:
    text = "---\nchannels: [{channel}]\npublish_at: 2026-12-{day:02} 10:00\n---\n{text}\n"
    files = {
        "content/2026/12/first.md": text.format(
            channel="bluesky-acme", day=1, text="Open on Sunday from ten."
        ),
        "content/2026/12/second.md": text.format(channel=channel, day=1 + days, text=second),
    }
    return {p.code for p in findings(files).problems}


def test_a_repeated_text_is_found_within_the_window_only() -> None:
    assert "SMM305" in twice(29)
    assert "SMM305" not in twice(30)


def test_case_and_blanks_do_not_make_another_text() -> None:
    assert "SMM305" in twice(3, second="open on SUNDAY   from ten.")
    assert "SMM305" not in twice(3, second="Open on Monday from ten.")


def test_another_account_may_say_the_same() -> None:
    assert "SMM305" not in twice(3, channel="mastodon-acme")


def test_two_channels_of_one_account_are_one_account() -> None:
    channel = "  bluesky-copy: {network: bluesky, handle: acme.example}\n"
    text = "---\nchannels: [bluesky-acme, bluesky-copy]\npublish_at: 2026-12-01 10:00\n---\nOpen.\n"
    other = "---\nchannels: [bluesky-copy]\npublish_at: 2026-12-02 10:00\n---\nOpen.\n"
    files = {"smmops.yaml+channels": channel, POST: text, "content/2026/12/other.md": other}
    assert "SMM305" in {p.code for p in findings(files).problems}


def test_the_same_picture_without_words_is_the_same_post() -> None:
    from smmops.media.sample import Sample

    text = "---\ntitle: {day}\nchannels: [bluesky-acme]\npublish_at: 2026-12-0{day} 10:00\nmedia: [{{file: bar.jpg, alt: The bar}}]\n---\n"
    files = {
        "content/media/bar.jpg": Sample("image/jpeg"),
        **{f"content/2026/12/day-{day}.md": text.format(day=day) for day in (1, 2)},
    }
    assert "SMM305" in {p.code for p in findings(files).problems}


def test_since_begins_at_midnight_of_the_channel() -> None:
    settings = {"smmops.yaml+channels": NIGHT, "smmops.yaml+": "since: 2026-12-01\n"}
    assert "SMM306" in {p.code for p in findings({**settings, POST: at("2026-11-30 23:59")}).problems}
    assert "SMM306" not in {p.code for p in findings({**settings, POST: at("2026-12-01 00:00")}).problems}


def test_a_month_is_the_channels_month() -> None:
    settings = {"smmops.yaml+channels": NIGHT}
    late = at("2026-11-30 21:30")
    assert "SMM307" not in {p.code for p in findings({**settings, "content/2026/11/late.md": late}).problems}
    assert "SMM307" in {p.code for p in findings({**settings, "content/2026/12/late.md": late}).problems}


def test_a_folder_that_is_no_month_is_nobodys_business() -> None:
    text = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nOpen.\n"
    assert findings({"content/launch/open.md": text}).problems == ()
