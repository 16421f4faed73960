"""Who may approve what, told as histories of a repository."""

import pytest

from smmops.forge.local import LocalForge
from smmops.model.ports import NotYet
from smmops.model.verdict import Approved, Denied, Waiting
from tests.approvals.approved import APPROVED
from tests.approvals.denied import DENIED
from tests.approvals.stage import (
    JUNO,
    PERSONA,
    PERSONA_TEXT,
    POST,
    TEAM,
    Stage,
    post,
)
from tests.approvals.told import (
    BY_MINA,
    BY_SORA,
    CODE,
    merged,
)


@pytest.mark.parametrize("case", APPROVED)
def test_approved_is(case):
    verdict = APPROVED[case]().verdict()
    assert isinstance(verdict, Approved), str(verdict.reason)


@pytest.mark.parametrize("case", DENIED)
def test_not_approved_is(case):
    build, words = DENIED[case]
    verdict = build().verdict()
    assert isinstance(verdict, Denied)
    assert words in str(verdict.reason)


class Slow(LocalForge):
    """A forge that does not know yet how one path's commit came in."""

    level = "attested"

    def landing(self, commit):
        return (
            NotYet(reason="no pull request is known yet")
            if commit.subject == "Merge branch"
            else super().landing(commit)
        )


def test_what_the_forge_does_not_know_yet_is_neither_a_yes_nor_a_no():
    stage = Stage(forge=Slow())
    stage.merge({POST: post()}, BY_MINA)
    verdict = stage.verdict()
    assert isinstance(verdict, Waiting)
    assert "no pull request is known yet" in str(verdict.reason)


def test_what_must_be_mended_is_said_before_what_is_not_known_yet():
    stage = Stage(forge=Slow())
    stage.merge({POST: post(persona="olivia-owner")}, BY_MINA)
    stage.push({PERSONA: PERSONA_TEXT})
    assert isinstance(stage.verdict(), Denied)


def test_evidence_names_every_file_with_its_blob_and_who_approved_it():
    stage = merged(BY_MINA, "Approved-by: ghost", by=JUNO)
    evidence = stage.verdict().evidence
    files = {one["path"]: one for one in evidence["files"]}
    assert set(files) == {POST, "smmops.yaml", "team.yaml"}
    assert files[POST]["approvers"] == [
        {"id": "mina", "roles": ["approver", "admin"], "at": files[POST]["at"]}
    ]
    assert files[POST]["not_counted"] == [{"who": "unknown", "why": "is no member of team.yaml"}]
    assert files[POST]["authors"] == ["juno"]
    assert files[POST]["kind"] == "merge"
    assert files[POST]["asked"] == ["policy.approvals"]
    assert files["smmops.yaml"]["how"] == "founding"
    assert (evidence["approval"], evidence["bypass"]) == ("reviewed", False)


def test_evidence_holds_no_address_of_anybody():
    stage = merged("Approved-by: stranger <private@home.example>", BY_MINA, by="freelancer@agency.example")
    verdict = stage.verdict()
    assert isinstance(verdict, Approved)
    assert "@" not in str(verdict.evidence)


def test_solo_is_said_in_the_evidence():
    assert APPROVED["solo, pushed to main"]().verdict().evidence["approval"] == "self"


def test_an_emergency_is_flagged_with_its_reason():
    evidence = APPROVED["an emergency with its reason"]().verdict().evidence
    assert (evidence["bypass"], evidence["reason"]) == (True, "the price on the site is wrong")


def test_the_level_of_a_closure_is_that_of_its_weakest_file():
    assert merged(BY_MINA).verdict().evidence["level"] == "on-main"
    stage = merged(BY_MINA)
    stage.merge({"smmops.yaml": CODE}, BY_MINA)
    stage.merge({"team.yaml": TEAM + "\n"}, BY_MINA)
    assert stage.verdict().evidence["level"] == "merged"


def test_a_brand_in_a_folder_is_judged_by_paths_from_its_folder():
    stage = Stage(folder="brands/acme")
    stage.merge({POST: post()}, BY_SORA)
    verdict = stage.verdict()
    assert isinstance(verdict, Approved)
    assert {one["path"] for one in verdict.evidence["files"]} == {
        f"brands/acme/{path}" for path in (POST, "smmops.yaml", "team.yaml")
    }
    stage.merge({"smmops.yaml": CODE}, BY_SORA)
    assert isinstance(stage.verdict(), Denied)
