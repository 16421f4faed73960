"""What somebody may have done wrong, each found by the audit: real git, real receipts, the sandbox's networks."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smmops.ledger.codec import sha256
from smmops.model.state import State
from tests.audit.intruder import receipts
from tests.audit.shop import STATE, Shop, edited, page, post
from tests.sandbox.conftest import PNG


def test_a_history_that_went_right_has_no_gap(shop: Shop) -> None:
    ran = shop.audit()
    assert ran.json["gaps"] == [], ran.out
    assert ran.code == 0
    first = ran.json["publications"][0]
    assert first["authors"] == ["juno"]
    assert [given["id"] for given in first["approvers"]] == ["mina"]
    assert (first["approval"], first["proof"]) == ("reviewed", "recomputed")
    assert first["remotes"][0]["url"]


def test_a_receipt_that_was_altered_is_found(shop: Shop) -> None:
    shop.tamper(lambda _: edited(shop.receipt(), late_s=0))
    found = shop.gaps()
    assert "SMM451" in found
    assert found["SMM451"]["path"].endswith("-published.json")


def test_a_receipt_that_was_removed_is_found(shop: Shop) -> None:
    shop.tamper(lambda _: shop.receipt().unlink())
    assert "SMM452" in shop.gaps()


def test_a_receipt_that_was_dated_back_is_found(shop: Shop) -> None:
    def back(top: Path) -> None:
        receipt = shop.receipt()
        told = json.loads(receipt.read_text(encoding="utf-8"))
        number = told["number"] + 1
        prev = sha256(receipt.read_bytes())
        more = receipt.with_name(f"{number:03d}-verified.json")
        shutil.copy(receipt, more)
        edited(more, state="verified", number=number, prev=prev, at="2026-01-01T00:00:00Z")

    shop.tamper(back)
    found = shop.gaps()
    assert set(found) == {"SMM453"}
    assert "2026-01-01 00:00:00 UTC" in found["SMM453"]["message"]


def test_a_state_branch_that_was_rewritten_is_found_by_its_anchors(shop: Shop) -> None:
    shop.tamper(lambda _: edited(shop.receipt(), late_s=0), rewrite=True)
    found = shop.gaps()
    assert "SMM450" in found
    assert "SMM451" not in found


def test_a_rewriter_who_moves_seal_and_tags_along_is_found_by_who_saw_the_branch_before(shop: Shop) -> None:
    shop.tamper(lambda _: edited(shop.receipt(), late_s=0), rewrite=True)
    other = shop.folder / "other"
    shop.run_git("push", "--quiet", "--force", "origin", "HEAD:smmops-seal", cwd=other)
    for tag in shop.run_git("tag", "--list", "smmops-checkpoint/*", cwd=other).split():
        shop.run_git("push", "--quiet", "--force", "origin", f"HEAD:refs/tags/{tag}", cwd=other)
    assert "SMM450" in shop.gaps()


def test_a_post_that_was_sent_from_an_unreviewed_blob_is_found(shop: Shop) -> None:
    commit = shop.push_past({page("flash"): post("Everything half price")})
    _send_unreviewed(shop, "flash")
    found = shop.gaps()
    assert "content/2026/12/flash.md" in found["SMM458"]["message"]
    assert found["SMM462"]["path"] == commit


def test_a_persona_that_changed_after_the_approval_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    persona = (shop.clone / "personas/reader.md").read_text(encoding="utf-8")
    shop.push_past({"personas/reader.md": persona.replace("Saturday", "Sunday")})
    _send_unreviewed(shop, "winter")
    assert "personas/reader.md" in shop.gaps()["SMM458"]["message"]


def test_an_image_that_changed_after_the_approval_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    shop.push_past({"content/media/shop.png": PNG + b"\0"})
    _send_unreviewed(shop, "winter")
    assert "content/media/shop.png" in shop.gaps()["SMM458"]["message"]


def test_a_claim_that_names_other_bytes_than_main_had_is_found(shop: Shop) -> None:
    def other(top: Path) -> None:
        (claim,) = top.glob("haneul/ledger/*/autumn/bluesky-haneul/*-claimed.json")
        blobs = json.loads(claim.read_text(encoding="utf-8"))["blobs"]
        edited(claim, blobs=[[path, "0" * 40] for path, _ in blobs], payload_sha256="0" * 64)

    shop.tamper(other)
    assert {"SMM456", "SMM457"} <= set(shop.gaps())


def test_a_trailer_that_names_nobody_of_the_team_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels", approved="mina <mallory@elsewhere.example>")
    _send_unreviewed(shop, "winter")
    found = shop.gaps()
    assert "mallory" in found["SMM460"]["message"]
    assert "SMM458" in found


def test_an_approver_who_is_the_author_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels", by="mina", approved="mina")
    _send_unreviewed(shop, "winter")
    found = shop.gaps()
    assert "mina" in found["SMM459"]["message"]
    assert "SMM458" in found


def test_a_claim_that_says_more_than_history_is_found(shop: Shop) -> None:
    def more(top: Path) -> None:
        (claim,) = top.glob("haneul/ledger/*/autumn/bluesky-haneul/*-claimed.json")
        approval = json.loads(claim.read_text(encoding="utf-8"))["approval"]
        for one in approval["files"]:
            one["approvers"] = [{"id": "olivia", "roles": ["legal"], "at": one["at"]}]
        edited(claim, approval=approval)

    shop.tamper(more)
    assert "olivia" in shop.gaps()["SMM461"]["message"]


def test_a_post_on_the_network_that_the_ledger_does_not_know_is_found(shop: Shop) -> None:
    from tests.audit.intruder import post_as_owner

    assert "SMM466" not in shop.gaps("--online")
    post_as_owner(shop)
    found = shop.gaps("--online")
    assert "SMM466" in found
    assert found["SMM466"]["path"] == "bluesky-haneul"
    assert "SMM466" not in shop.gaps()


def test_a_receipt_that_nobody_claimed_is_found(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    main = shop.run_git("rev-parse", "HEAD").strip()
    shop.tamper(lambda top: receipts(shop, top, "winter", main=main, states=(State.PUBLISHED,)))
    found = shop.gaps()
    assert "winter" in found["SMM473"]["message"]


def test_a_history_that_was_merged_into_the_ledger_is_found(shop: Shop) -> None:
    def join(top: Path) -> None:
        shop.run_git("checkout", "--quiet", "--orphan", "aside", cwd=top)
        shop.run_git("rm", "--quiet", "-r", "--force", ".", cwd=top)
        (top / "note.md").write_text("hello\n")
        shop.run_git("add", "note.md", cwd=top)
        shop.run_git("commit", "--quiet", "-m", "aside", cwd=top)
        shop.run_git("checkout", "--quiet", STATE, cwd=top)
        shop.run_git(
            "merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "-m", "join", "aside", cwd=top
        )
        (top / "haneul/README.md").write_text("more\n")

    shop.tamper(join)
    assert "SMM475" in shop.gaps()


def test_an_author_who_merges_and_names_his_approver_himself_is_shown(shop: Shop) -> None:
    shop.write("winter", "Tea and novels", by="mina", approved="juno")
    (look,) = [gap for gap in shop.audit().json["gaps"] if gap["code"] == "SMM474"]
    assert look["severity"] == "warning"
    assert "juno" in look["message"]


def test_a_receipt_that_was_replayed_is_no_forgery(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    main = shop.run_git("rev-parse", "HEAD").strip()
    then = datetime.now(UTC) - timedelta(minutes=1)
    shop.tamper(
        lambda top: receipts(shop, top, "winter", main=main, at=then, states=(State.CLAIMED, State.SENDING))
    )
    late = datetime.now(UTC) + timedelta(hours=20)
    shop.tamper(lambda top: receipts(shop, top, "winter", main=main, at=then), at=late)
    ran = shop.audit()
    codes = {gap["code"] for gap in ran.json["gaps"]}
    assert "SMM476" in codes
    assert "SMM453" not in codes


def _send_unreviewed(shop: Shop, name: str) -> None:
    """A tool that asks nobody: the receipts of `autumn`, written for another post with all numbers right."""
    main = shop.run_git("rev-parse", "HEAD").strip()

    def forged(top: Path) -> None:
        receipts(shop, top, name, main=main)

    shop.tamper(forged)


def test_what_is_forged_for_these_tests_has_no_gap_where_the_review_is_real(shop: Shop) -> None:
    shop.write("winter", "Tea and novels")
    _send_unreviewed(shop, "winter")
    assert shop.gaps() == {}
    assert STATE
