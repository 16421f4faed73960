"""Posts as an iCalendar file: what is written is read back by others."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from smmops.exchange.ics import ics
from smmops.model.workspace import Workspace
from smmops.store.load import load
from smmops.words.escape import terminal
from tests.store.trees import SETTINGS, Files

STAMP = datetime(2026, 11, 25, tzinfo=UTC)
FRONT = "publish_at: 2026-12-01 09:30\nchannels: [bluesky-acme, mastodon-acme]\n"


def workspace(**posts: str) -> Workspace:
    files = {f"content/2026/12/{name.replace('_', '-')}.md": text for name, text in posts.items()}
    return load(Files({"smmops.yaml": SETTINGS, **files}))


def events(text: str):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_channels_with_one_time_share_an_event_and_another_time_has_its_own():
    together = f"---\ntitle: Brew\n{FRONT}---\nHello\n"
    apart = f"---\ntitle: Brew\n{FRONT}options: {{mastodon-acme: {{publish_at: 18:00}}}}\n---\nHello\n"
    assert [str(e["uid"]) for e in events(ics(workspace(brew=together), stamp=STAMP))] == [
        "acme/brew.bluesky-acme@smmops.invalid"
    ]
    found = events(ics(workspace(brew=apart), stamp=STAMP))
    assert [(str(e["uid"]), e.decoded("dtstart")) for e in found] == [
        ("acme/brew.bluesky-acme@smmops.invalid", datetime(2026, 12, 1, 0, 30, tzinfo=UTC)),
        ("acme/brew.mastodon-acme@smmops.invalid", datetime(2026, 12, 1, 9, 0, tzinfo=UTC)),
    ]


def test_times_are_utc_and_the_uid_stays_when_the_time_moves():
    before = ics(workspace(brew=f"---\n{FRONT}---\nHello\n"), stamp=STAMP)
    after = ics(workspace(brew=f"---\n{FRONT.replace('09:30', '11:00')}---\nHello\n"), stamp=STAMP)
    assert "DTSTART:20261201T003000Z" in before
    assert "DTSTART:20261201T020000Z" in after
    assert events(before)[0]["uid"] == events(after)[0]["uid"]


def test_drafts_are_left_out_held_posts_are_tentative_and_takedowns_cancelled():
    held = f"---\n{FRONT}hold: waiting\n---\nHello\n"
    gone = f"---\n{FRONT}takedown: {{reason: wrong price}}\n---\nHello\n"
    draft = "---\nchannels: [bluesky-acme]\n---\nHello\n"
    found = events(ics(workspace(held=held, gone=gone, draft=draft), stamp=STAMP))
    assert {str(e["uid"]).split(".")[0]: str(e["status"]) for e in found} == {
        "acme/held": "TENTATIVE",
        "acme/gone": "CANCELLED",
    }


def test_a_month_is_that_of_the_workspaces_zone():
    last = (
        f"---\n{FRONT.replace('2026-12-01 09:30', '2027-01-01 08:00')}---\nHello\n"  # still December in UTC
    )
    there = workspace(brew=f"---\n{FRONT}---\nHello\n", last=last)
    december = events(ics(there, stamp=STAMP, month=date(2026, 12, 1)))
    assert [str(e["uid"]).split(".")[0] for e in december] == ["acme/brew"]
    assert len(events(ics(there, stamp=STAMP, month=date(2027, 1, 1)))) == 1


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says():
    text = ics(
        workspace(brew=f"---\ntitle: {'라떼 ' * 60}\n{FRONT}---\n{'가나다 👩🏽‍🍳 ' * 80}\n"), stamp=STAMP
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (event,) = events(text)
    assert str(event["summary"]) == ("라떼 " * 60).strip()


WRITTEN = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\x0b\x0c\x85\u2028\u2029"), max_size=300
)


@given(title=WRITTEN, body=WRITTEN)
def test_any_text_comes_back_as_it_was_shown(title, body):
    one = workspace(brew=f"---\n{FRONT}---\nHello\n")
    post = one.posts["brew"]
    variants = tuple(v.model_copy(update={"parts": (body,)}) for v in post.variants)
    hostile = post.model_copy(update={"title": title, "variants": variants})
    text = ics(one.model_copy(update={"posts": {"brew": hostile}}), stamp=STAMP)
    (event,) = events(text)
    assert str(event["summary"]) == (terminal(" ".join(title.split()), lines=True) or "brew")
    assert terminal(body, lines=True) in str(event["description"])
    assert event.decoded("duration") == timedelta(minutes=15)
    assert text.count("BEGIN:VEVENT\r\n") == 1
