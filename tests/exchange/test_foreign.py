"""Bulk files of other tools: their columns, days and media become ours, or are refused where they stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.exchange import foreign
from smmops.exchange.days import day
from smmops.exchange.foreign import Choices
from smmops.exchange.hootsuite_export import text as hootsuite_text
from smmops.exchange.own import Read
from smmops.exchange.piece import written
from smmops.exchange.table import Refusal, table
from smmops.exchange.tools import TOOLS
from smmops.model.post import Post, Variant
from smmops.store.load import load
from tests.store.trees import SETTINGS, Files

DATA = Path(__file__).parents[1] / "data" / "moving"
SETTINGS_HERE = load(Files({"smmops.yaml": SETTINGS})).settings


def read(tool: str, data: bytes | str, *, encoding: str | None = None, **choices) -> Read:
    named = TOOLS[tool]
    raw = data.encode() if isinstance(data, str) else data
    found = table(raw, encoding=encoding, header=lambda first: foreign.header_of(named, first))
    if isinstance(found, Refusal):
        return Read(refusals=[found])
    assert SETTINGS_HERE is not None
    return foreign.pieces(
        found, named, SETTINGS_HERE, choices=Choices(**{"channels": ("x-acme",), **choices})
    )


def test_a_hootsuite_file_without_a_header_is_read_with_text_time_and_link():
    found = read("hootsuite", (DATA / "hootsuite.csv").read_bytes(), order="mdy")
    assert found.refusals == []
    assert [(p.at, p.texts[""], p.more.get("link", "")) for p in found.pieces] == [
        ("2026-12-01 09:30", "Hello, Busan.\nThe shop is open till nine.", "https://acme.example/shop"),
        ("2026-12-02 18:05", 'She said "come early", so we open at eight.', ""),
        (
            "2026-12-03 18:00",
            "=2+2 is a formula in a spreadsheet and a text here",
            "https://acme.example/four?utm_source=x",
        ),
    ]
    assert [p.line for p in found.pieces] == [1, 3, 4]


def test_a_european_spreadsheet_with_semicolons_and_days_first_is_read():
    found = read("hootsuite", (DATA / "hootsuite-europe.csv").read_bytes(), order="dmy")
    assert [(p.at, p.texts[""]) for p in found.pieces] == [
        ("2026-12-01 09:30", "Grüße; aus Busan"),
        ("2026-12-24 18:00", "Frohe Weihnachten ☕"),
    ]


def test_encodings_are_only_taken_when_they_are_told():
    data = "Date,Message\n2026-12-01 09:30,Grüße – aus Köln\n"
    for encoding in ("utf-8-sig", "utf-16"):
        assert read("hootsuite", data.encode(encoding)).pieces[0].texts[""] == "Grüße – aus Köln"
    (refusal,) = read("hootsuite", data.encode("cp1252")).refusals
    assert "not UTF-8" in str(refusal.why)
    assert (
        read("hootsuite", data.encode("cp1252"), encoding="cp1252").pieces[0].texts[""] == "Grüße – aus Köln"
    )


def test_days_that_may_be_two_are_asked_about_and_never_guessed():
    found = read("hootsuite", (DATA / "hootsuite.csv").read_bytes())
    assert found.pieces == []
    assert {str(each.fix) for each in found.refusals} == {
        "say how the file writes days: `--dates mdy` (month first) or `--dates dmy`"
    }
    (refusal,) = read("hootsuite", "Date,Message\n24/12/2026 09:00,Hi\n", order="mdy").refusals
    assert (refusal.row, refusal.line, refusal.column) == (2, 2, "Date")
    assert "--dates dmy" in str(refusal.fix)


def test_a_sprout_file_has_its_days_tags_and_a_picture_that_is_not_here_puts_the_post_on_hold():
    found = read("sprout", (DATA / "sprout.csv").read_bytes(), order="mdy")
    assert [p.at for p in found.pieces] == ["2026-12-01 09:30", "2026-12-02 18:05", "2026-12-01 20:00"]
    assert found.pieces[0].labels == ("beans", "winter-launch")
    assert found.pieces[1].more["hold"] == "add the media: https://cdn.acme.example/img/roaster.png?w=1200"
    assert found.pieces[1].media == ()
    here = read("sprout", (DATA / "sprout.csv").read_bytes(), order="mdy", media={"roaster.png"})
    assert here.pieces[1].media == (("roaster.png", ""),)
    assert "hold" not in here.pieces[1].more


def test_an_agorapulse_file_has_drafts_links_and_line_breaks():
    found = read("agorapulse", (DATA / "agorapulse.csv").read_bytes(), channels=("x", "bluesky"))
    assert [(p.at, p.channels) for p in found.pieces] == [("", ("x-acme", "x-lab", "bluesky-acme"))] * 2
    assert found.pieces[0].texts == {"": "Brew at home\nin three steps"}
    assert found.pieces[0].more["link"] == "https://acme.example/brew"


def test_a_buffer_file_has_drafts_tags_and_a_pinterest_board():
    found = read("buffer", (DATA / "buffer.csv").read_bytes(), order="")
    assert [p.at for p in found.pieces] == ["2026-12-01 07:00", "", "2026-12-03 09:00"]
    assert found.pieces[0].labels == ("morning",)
    board = read("buffer", "Text,Image URL,Board Name\nMugs,https://a.example/m.png,1234\n", media={"m.png"})
    assert "options:\n  pinterest:\n    board: 1234\n" in written(board.pieces[0])


@pytest.mark.parametrize(
    ("tool", "text", "column", "why"),
    [
        ("sprout", "date,time_24hr,message_text\n2026-12-01,25:00,Hi\n", "time_24hr", "no time of day"),
        ("sprout", "date,time_24hr,message_text\n2026-12-01,,Hi\n", "time_24hr", "belong together"),
        ("sprout", "date,time_24hr,message_text\n46357,09:00,Hi\n", "date", "count them inside"),
        ("buffer", "Text,Posting Time\n,2026-12-01 09:00\n", "Text", "neither text nor media"),
        ("buffer", "Text,Image URL\n,https://a.example/m.png\n", "Image URL", "picture alone"),
        ("buffer", "Text,Colour\nHi,red\n", "Colour", "no column `Colour`"),
        ("hootsuite", "Date,Date and time,Message\n1,2,3\n", "Date and time", "two columns mean"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_columns_own_name(tool, text, column, why):
    (refusal,) = read(tool, text).refusals
    assert refusal.column == column
    assert why in str(refusal.why)
    assert str(refusal.fix)


def test_rows_that_name_no_channel_need_one_from_the_person_and_own_columns_may_stand_beside():
    (refusal,) = read("buffer", "Text\nHi\n", channels=()).refusals
    assert "--channel" in str(refusal.fix)
    found = read(
        "buffer", "Text,channels,alt,title\nHi,bluesky,,A title\n", channels=(), same={"pillar": "craft"}
    )
    assert (found.pieces[0].channels, found.pieces[0].title) == (("bluesky-acme",), "A title")
    assert found.pieces[0].more["pillar"] == "craft"


@given(
    st.dates(
        min_value=__import__("datetime").date(2001, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)
    )
)
def test_every_way_that_a_spreadsheet_writes_a_day_is_read_as_that_day(date):
    for form, order in (
        ("%Y-%m-%d", ""),
        ("%m/%d/%Y", "mdy"),
        ("%d.%m.%Y", "dmy"),
        ("%d/%m/%y", "dmy"),
        ("%d-%b-%y", ""),
        ("%d %B %Y", ""),
        ("%B %d, %Y", ""),
    ):
        assert day(date.strftime(form), order=order) == date


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@given(
    st.lists(st.tuples(LINE, st.integers(0, 60 * 24 * 300)), min_size=1, max_size=6),
    st.sampled_from(["mdy", "dmy"]),
)
def test_hootsuite_out_and_in_again_keeps_text_time_and_link(rows, order):
    from datetime import UTC, datetime, timedelta
    from zoneinfo import ZoneInfo

    start, zone = datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("Asia/Seoul")
    pairs = []
    for number, (text, minutes) in enumerate(rows):
        variant = Variant(
            post=f"p{number}",
            channel="bluesky-acme",
            network="bluesky",
            publish_at=start + timedelta(minutes=minutes),
            not_after=None,
            late="ask",
            format="post",
            parts=(text.strip() or "x",),
            link="https://acme.example/a?b=1" if number % 2 else None,
            language="en",
        )
        if "{{" in text:
            return
        pairs.append(
            (Post(id=variant.post, path="", blob="", title="", variants=(variant,), blobs=()), variant)
        )
    content, left = hootsuite_text(pairs, order=order, zone=zone)
    assert left == []
    found = read("hootsuite", content, order=order, channels=("bluesky-acme",))
    if found.refusals:
        assert all("backslash" in str(each.why) for each in found.refusals)
        return
    assert [(p.at, p.texts[""].strip(), p.more.get("link")) for p in found.pieces] == [
        (f"{v.publish_at.astimezone(zone):%Y-%m-%d %H:%M}", v.parts[0], v.link) for _, v in pairs
    ]
