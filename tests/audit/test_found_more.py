"""More of what an audit finds: emergencies, freezes, doubts, and a ledger that lost what anchors it."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smmops.model.state import State
from tests.audit.intruder import receipts
from tests.audit.shop import Shop, page, post


def looks(shop: Shop, *words: str) -> dict[str, dict[str, str]]:
    """The gaps that are for somebody to look at, the first of each code."""
    found: dict[str, dict[str, str]] = {}
    for gap in shop.audit(*words).json["gaps"]:
        if gap["severity"] == "warning":
            found.setdefault(gap["code"], gap)
    return found


def test_an_emergency_is_shown_with_its_reason(shop: Shop) -> None:
    shop.propose(
        {page("recall"): post("Do not drink lot 7")},
        "recall\n\nBreak-glass: people may fall ill",
        approved=None,
    )
    shop.run_git("commit", "--quiet", "--amend", "-m", "merge: recall\n\nBreak-glass: people may fall ill")
    shop.run_git("push", "--quiet", "--force", "origin", "HEAD:main")
    assert "people may fall ill" in looks(shop)["SMM463"]["message"]


def test_what_was_sent_while_all_was_frozen_is_found(shop: Shop) -> None:
    shop.propose({"freeze.yaml": "reason: flood\nby: mina\nscope: [all]\n"}, "freeze")
    shop.write("winter", "Tea and novels")
    main = shop.run_git("rev-parse", "HEAD").strip()
    later = datetime.now(UTC) + timedelta(seconds=90)
    shop.tamper(lambda top: receipts(shop, top, "winter", main=main, at=later), at=later)
    assert "SMM464" in shop.gaps()


def test_a_publication_that_nobody_could_read_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    main = shop.run_git("rev-parse", "HEAD").strip()
    shop.tamper(
        lambda top: receipts(
            shop, top, "winter", main=main, states=(State.CLAIMED, State.SENDING, State.UNKNOWN)
        )
    )
    assert "SMM465" in shop.gaps()


def test_a_pause_that_no_reviewed_change_ended_is_shown(shop: Shop) -> None:
    assert shop.smmops("pause", "--reason", "flood", "--live").code == 0
    assert "SMM471" in looks(shop)


def test_a_ledger_without_its_seal_is_found(shop: Shop) -> None:
    shop.run_git("push", "--quiet", "origin", ":smmops-seal")
    for ref in shop.run_git("for-each-ref", "--format=%(refname)").split():
        if ref.endswith("smmops-seal"):
            shop.run_git("update-ref", "-d", ref)
    assert "SMM469" in shop.gaps()


def test_a_file_that_is_no_entry_is_found(shop: Shop) -> None:
    def stray(top: Path) -> None:
        receipt = shop.receipt(top=top)
        shutil.copy(receipt, receipt.with_name("notes.json"))

    shop.tamper(stray)
    assert "SMM454" in shop.gaps()


def test_entries_that_do_not_follow_are_found(shop: Shop) -> None:
    def gap(top: Path) -> None:
        receipt = shop.receipt(top=top)
        number = json.loads(receipt.read_text(encoding="utf-8"))["number"] + 5
        told = {**json.loads(receipt.read_text(encoding="utf-8")), "number": number, "state": "verified"}
        receipt.with_name(f"{number:03d}-verified.json").write_text(
            json.dumps(told, sort_keys=True, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )

    shop.tamper(gap)
    assert "SMM454" in shop.gaps()


def test_a_checkpoint_that_counts_wrong_is_found(shop: Shop) -> None:
    def wrong(top: Path) -> None:
        (mark, *_) = sorted(top.glob("haneul/checkpoints/*/*/*.json"))
        told = {**json.loads(mark.read_text(encoding="utf-8")), "entries": 99}
        mark.with_name("31.235959.json").write_text(json.dumps(told), encoding="utf-8")

    shop.tamper(wrong)
    assert "SMM455" in shop.gaps()


def test_a_post_that_was_changed_on_the_network_is_found_online(shop: Shop) -> None:
    assert "SMM467" not in shop.gaps("--online")
    live = shop.sandbox.control.live("mastodon", "haneul")
    shop.sandbox.control.edit("mastodon", "haneul", live[0]["id"], "As somebody liked it better")
    assert "SMM467" in shop.gaps("--online")
