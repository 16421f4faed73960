"""States look the same everywhere, without colour and on plain terminals too."""

import io
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from smmops.cli.look import BLOCKED, LIVE, LOOKS, shown
from smmops.cli.paint import painted, plain
from smmops.cli.summary import facts, lines, text
from smmops.jobs.publish.tick import Ticked
from smmops.model.entry import Entry, Run
from smmops.model.message import msg
from smmops.model.outcome import Remote
from smmops.model.state import State
from smmops.plan.scene import Wait

SEOUL = ZoneInfo("Asia/Seoul")
AT = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def entry(key: str, state: State, **values: object) -> Entry:
    fields = {
        "number": 1,
        "at": AT,
        "actor": "mina@acme.example",
        "run": Run(id="1", tool="smmops 0"),
        "due_at": AT,
    }
    return Entry(key=key, state=state, **{**fields, **values})


def test_every_state_has_a_sign_a_letter_and_a_word():
    assert set(LOOKS) == set(State)
    for look in (*LOOKS.values(), BLOCKED):
        assert look.letter.isascii()
        assert len(look.sign) == len(look.letter) == 1
        assert look.word


def test_a_plain_terminal_gets_letters():
    before = sys.stdout
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    try:
        assert shown(LIVE, plain) == LIVE.letter
    finally:
        sys.stdout = before


def test_colour_is_beside_the_sign_and_never_in_its_place():
    assert LIVE.sign in painted(LIVE.sign, LIVE.style)
    assert plain(LIVE.sign, LIVE.style) == LIVE.sign


def test_the_summary_groups_by_day_and_ends_with_counts():
    ticked = Ticked(
        0,
        written=(
            entry("onda/brew.bluesky-onda", State.CLAIMED),
            entry("onda/brew.bluesky-onda", State.SENDING),
            entry(
                "onda/brew.bluesky-onda",
                State.PUBLISHED,
                remote=Remote(id="at://1", url="https://bsky.example/1"),
            ),
            entry("onda/older.bluesky-onda", State.VERIFIED),
        ),
        decisions=(
            Wait("onda/reel.instagram-onda", msg("no adapter here"), "blocked"),
            Wait("onda/brew.bluesky-onda", msg("seen before it was sent"), "later"),
        ),
    )
    assert text(ticked, zone=SEOUL, live=True, paint=plain) == (
        "Tue 1 Dec (KST)\n"
        "  ✓ 09:30  brew  bluesky-onda    live  https://bsky.example/1\n"
        "no time\n"
        "  ! –      reel  instagram-onda  blocked, no adapter here\n"
        "1 live, 1 blocked, 1 read back, as sent"
    )
    assert facts(ticked, live=True)["verified"] == ["onda/older.bluesky-onda"]


def test_an_address_that_does_not_fit_is_left_out_and_never_cut():
    ticked = Ticked(
        0,
        written=(
            entry("onda/brew.x", State.PUBLISHED, remote=Remote(id="1", url="https://x.example/" + "1" * 60)),
        ),
    )
    out = text(ticked, zone=SEOUL, live=True, paint=plain, columns=80)
    assert "https" not in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_lateness_is_told_from_a_quarter_of_an_hour_on():
    for seconds, words in ((60, "live"), (3600 + 120, "live, 1 h 2 min late")):
        ticked = Ticked(0, written=(entry("onda/brew.x", State.PUBLISHED, late_s=seconds),))
        assert text(ticked, zone=SEOUL, live=True, paint=plain).splitlines()[1].endswith(words)


def test_troubles_and_what_stands_are_named_with_the_way_on():
    ticked = Ticked(75, troubles=(("onda/brew.x", msg("\x1b[31mcannot be read")),))
    out = text(ticked, zone=SEOUL, live=True, paint=plain)
    assert "? onda/brew.x: \\x1b[31mcannot be read" in out
    assert "next: smmops ledger show" in out
    assert "nothing to do" not in out


def test_lines_are_in_the_order_of_their_times():
    late = entry("onda/a.x", State.PUBLISHED, due_at=AT + timedelta(hours=1))
    early = entry("onda/b.x", State.PUBLISHED)
    assert [line.key for line in lines(Ticked(0, written=(late, early)))] == ["onda/b.x", "onda/a.x"]
