"""What an audit prints: for people, for spreadsheets, for programs, and the samples that auditors draw."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smmops.jobs.audit.alarm import alarm_of, told
from smmops.jobs.audit.codes import CODES
from smmops.model.audit import Audit, Given, Proof, Publication, Removed
from smmops.render.audit_facts import COLUMNS, csv_text, facts
from smmops.render.audit_markdown import markdown
from smmops.render.audit_text import text
from tests.audit.shop import Shop, page
from tests.project.tree import ROOT

AT = datetime(2026, 12, 2, 4, 41, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://evil.example")\n</details> @everyone | \u202e [x](javascript:1)'


def publication(**changes: object) -> Publication:
    row = Publication(
        key="haneul/autumn.bluesky-haneul",
        post="autumn",
        channel="bluesky-haneul",
        network="bluesky",
        account="haneul.example",
        state="verified",
        authors=("juno",),
        approvers=(Given("mina", ("editor",), AT - timedelta(days=1)),),
        approval="reviewed",
        sent_at=AT - timedelta(hours=5),
        due_at=AT - timedelta(hours=6),
        late_s=3600,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def audited(*rows: Publication, **changes: object) -> Audit:
    proof = Proof(3, 4, AT - timedelta(days=3), AT - timedelta(hours=1), 2, 1, AT - timedelta(days=2))
    found = Audit(
        brand="haneul",
        zone="Asia/Seoul",
        main="a" * 40,
        state="b" * 40,
        at=AT,
        tool="smmops 0",
        start=None,
        end=None,
        online=False,
        solo=False,
        population=rows,
        shown=rows,
        changes=(),
        freezes=(),
        doubts=(),
        proof=proof,
        gaps=(),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def test_the_report_of_a_small_history_reads_as_an_auditor_reads(shop: Shop, golden) -> None:
    shop.push_past({page("flash"): "---\nchannels: [bluesky-haneul]\n---\nHalf price\n"})
    shop.audit()
    ran = shop.smmops("audit", "--format", "markdown")
    assert ran.code == 1
    golden(Path(__file__).parent / "report.md", settled(ran.out, shop))


def settled(report: str, shop: Shop) -> str:
    """The report without what differs from run to run."""
    found = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "<time>", report)
    found = re.sub(r"\b\d+ s late", "<n> s late", found)
    found = re.sub(r"sha256:[0-9a-f]{64}", "sha256:<digest>", found)
    found = re.sub(r"\b[0-9a-f]{40}\b", "<commit>", found)
    found = re.sub(r"`[0-9a-f]{12}`", "`<oid>`", found)
    found = re.sub(r"\b3[a-z2-7]{12}\b|\b[0-9]{15,}\b|did:(?:&#8203;)?plc:[a-z2-7]+", "<id>", found)
    return found.replace(shop.sandbox.url, "<server>").replace(
        re.sub(r"^\w+://", "", shop.sandbox.url), "<server>"
    )


def test_the_days_are_those_of_the_workspace(shop: Shop) -> None:
    last = datetime.now(UTC) + timedelta(hours=9)
    today, before = f"{last:%Y-%m-%d}", f"{last - timedelta(days=1):%Y-%m-%d}"
    assert shop.audit("--from", today, "--to", today).json["population"]["size"] == 2
    assert shop.audit("--to", before).json["population"]["size"] == 0


def test_a_sample_can_be_drawn_again_without_smmops(shop: Shop) -> None:
    found = shop.audit("--sample", "1", "--seed", "FY26 Q4").json
    keys = found["population"]["keys"]
    drawn = sorted(keys, key=lambda key: hashlib.sha256(f"FY26 Q4:{key}".encode()).hexdigest())[:1]
    assert found["sample"] == {"size": 1, "seed": "FY26 Q4", "keys": drawn}
    assert [row["key"] for row in found["publications"]] == drawn
    assert found["population"]["size"] == 2


@pytest.mark.parametrize(
    "words", [("--from", "yesterday"), ("--seed", "x"), ("--to", "2026-12-01", "--from", "2026-12-02")]
)
def test_what_makes_no_sense_is_said(shop: Shop, words: tuple[str, ...]) -> None:
    ran = shop.smmops("audit", *words)
    assert ran.code == 64
    assert words[0] in ran.err


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    row = publication(drift=HOSTILE, removed=Removed(AT, HOSTILE, "+mina"))
    (header, line) = csv.reader(io.StringIO(csv_text(audited(row))))
    assert header == list(COLUMNS)
    assert not [cell for cell in line if cell[:1] in "=+-@" and cell and not cell.isdigit()]


def test_hostile_words_make_no_markup_and_no_mention() -> None:
    shown = markdown(audited(publication(drift=HOSTILE, removed=Removed(AT, HOSTILE, HOSTILE))))
    assert "@everyone" not in shown
    assert "</details>" not in shown
    assert "\u202e" not in shown
    assert "](javascript" not in shown


def test_a_terminal_shows_80_columns_and_no_escape() -> None:
    shown = text(audited(publication()), lambda words, _: words)
    assert max(map(len, shown.splitlines())) <= 80
    assert "No gap found" in shown


def test_programs_get_a_version_and_true_values() -> None:
    found = json.loads(json.dumps(facts(audited(publication(late_s=None)))))
    assert found["format_version"] == 1
    assert found["publications"][0]["late_s"] is None


def test_it_says_supports_and_never_more() -> None:
    for shown in (markdown(audited(publication())), text(audited(publication()), lambda words, _: words)):
        assert "support" in shown
        assert "complian" not in shown.lower()
        assert "complies" not in shown.lower()


def test_every_gap_stands_in_the_docs() -> None:
    page_ = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert {f"{code} {slug}" for code, (slug, _) in CODES.items()} == set(
        re.findall(r"SMM\d{3} [a-z-]+(?=[ |])", page_)
    )


def test_the_alarm_tells_which_ticks_came_late_and_that_they_stopped() -> None:
    calm = alarm_of(audited(publication(late_s=60)))
    assert not calm.rings
    late = audited(publication(), publication(key="haneul/old.x", sent_at=AT - timedelta(days=9)))
    alarm = alarm_of(late)
    assert [row.key for row in alarm.late] == ["haneul/autumn.bluesky-haneul"]
    assert "1 h" in told(alarm, late)
    proof = replace(late.proof, last=AT - timedelta(hours=30))
    silent = replace(audited(), proof=proof)
    assert alarm_of(silent).rings
    assert "No tick has written anything for 1 d 6 h" in told(alarm_of(silent), silent)
