"""Feeds and calendars as drafts and ideas; hostile ones are refused."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.exchange.feed import feed, plain
from smmops.exchange.ics_read import calendar
from smmops.exchange.piece import written

DATA = Path(__file__).parents[1] / "data" / "moving"
SEOUL = ZoneInfo("Asia/Seoul")


def test_an_rss_item_becomes_a_draft_with_plain_text_and_its_link():
    found = feed((DATA / "blog.xml").read_bytes(), idea=False, channels=("x-acme",))
    assert found.refusals == []
    first, second = found.pieces
    assert (first.title, first.at, first.channels) == ("Brew at home & save", "", ("x-acme",))
    assert first.texts[""] == "Three steps:\n\nGrind\n\nPour slowly"
    assert first.more == {
        "link": "https://acme.example/brew",
        "source": "https://acme.example/brew",
        "notes": "published Tue, 01 Dec 2026 09:30:00 +0900",
    }
    assert (second.title, second.texts[""]) == ("", "No title, only words.")


def test_an_atom_entry_becomes_an_idea():
    (piece,) = feed((DATA / "news.atom").read_bytes(), idea=True, channels=()).pieces
    text = written(piece)
    assert piece.idea
    assert text.startswith("---\ntitle: New beans\nsource: https://acme.example/beans\n")
    assert "channels" not in text
    assert text.endswith("---\nApricot.\n\nBlack tea.\n")


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd"><rss><item><title>a</title></item></rss>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><rss/>',
    ],
)
def test_entities_and_document_types_are_refused(xml):
    (refusal,) = feed(xml.encode(), idea=True, channels=()).refusals
    assert "document type" in str(refusal.why)


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("", "not XML"),
        ("<rss><item>", "not XML"),
        ("<rss><item><title>&nbsp;</title></item></rss>", "not XML"),
        ("<html><item/></html>", "neither RSS nor Atom"),
        ("<rss><channel><item><link>x</link></item></channel></rss>", "neither title nor text"),
        ("<rss>" + "<a>" * 100 + "</a>" * 100 + "</rss>", "more than 64 elements"),
        (f"<rss><item><title>{'x' * 1_100_000}</title></item></rss>", "a million"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why(xml, why):
    (refusal,) = feed(xml.encode(), idea=True, channels=()).refusals
    assert why in str(refusal.why)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f"<rss><item>{text}</item></rss>".encode())
)
def test_any_bytes_are_a_read_or_a_refusal(data):
    feed(data, idea=False, channels=("x-acme",))
    calendar(data, idea=False, channels=("x-acme",), zone=SEOUL)


def test_markup_becomes_text_without_scripts_and_controls():
    assert plain("<p>a<br>b</p><style>x</style>&#x1b;&lt;c&gt;") == "a\nb\n<c>"


def test_events_become_drafts_that_remember_their_day():
    found = calendar((DATA / "marketing.ics").read_bytes(), idea=False, channels=("x-acme",), zone=SEOUL)
    first, second = found.pieces
    assert (first.title, first.at) == ("Open house, all day", "")
    assert first.texts[""] == "Come in.\nBring a friend; or two. A long line that is folded by the calendar."
    assert first.more == {"link": "https://acme.example/open", "notes": "in the calendar: 2026-12-01 09:30"}
    assert (second.texts[""], second.more["notes"]) == ("Christmas hours", "in the calendar: 2026-12-24")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event"),
        ("hello", "iCalendar"),
        (
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX-SMMOPS-POST:{\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "not what the export wrote",
        ),
    ],
)
def test_a_calendar_that_cannot_be_read_says_why(text, why):
    (refusal,) = calendar(text.encode(), idea=False, channels=(), zone=SEOUL).refusals
    assert why in str(refusal.why)
