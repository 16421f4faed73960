"""Attacks on approval: real git, the strict fake GitHub, the sandbox's networks, which must see nothing."""

import pytest

from tests.adversarial.town import POST, TEXT, bring, land, merge, post, push, said, stopped, tick
from tests.cli.test_github import JUNO, MINA, PEOPLE

pytestmark = pytest.mark.adversarial


def settings(github) -> str:
    return (github.team.clone / "smmops.yaml").read_text(encoding="utf-8")


def test_a_push_to_main_with_a_forged_trailer(github):
    push(github, {POST: post()}, message="autumn\n\nApproved-by: mina\nReviewed-by: Mina <mina@acme.example>")
    stopped(github, "pushed to main without a merge, so nobody approved it")


def test_an_administrator_merges_his_own_without_a_review(github):
    land(github, {POST: post()}, by=MINA, merged_by=MINA)
    stopped(github, "0 of 1 approvals count")


def test_more_is_pushed_after_the_approval(github):
    change = land(github, {POST: post("something that nobody saw")})
    change.review(MINA, commit="1" * 40)
    stopped(github, "approved another commit than the one that was merged")


def test_an_approved_text_is_changed_by_a_later_change_without_approval(github):
    land(github, {POST: post()}, MINA)
    land(github, {POST: post("Everything for 1 won")})
    stopped(github, "0 of 1 approvals count")


def test_an_unapproved_change_does_not_let_the_old_text_out_either(github):
    land(github, {POST: post()}, MINA)
    push(github, {POST: post("Everything for 1 won")})
    stopped(github, "pushed to main without a merge")


def test_old_approved_bytes_are_put_back_by_a_push(github):
    old = post()
    land(github, {POST: old}, MINA)
    land(github, {POST: post("Saturday is cancelled")}, MINA)
    push(github, {POST: old}, message="Revert")
    stopped(github, "pushed to main without a merge")


def test_a_file_is_moved_so_that_its_bytes_have_no_history(github):
    old = post()
    land(github, {POST: old}, MINA)
    push(github, {POST: None, "content/2026/11/autumn.md": old})
    stopped(github, "content/2026/11/autumn.md at")


def test_a_persona_that_an_approved_post_speaks_to_is_changed(github):
    persona = "---\nname: Olivia\nage: [28, 45]\nlocations: [Seoul]\ngender: any\ninterests: [coffee]\n"
    persona += "pain_points: [{id: bitter, text: Bitter coffee}]\nmotivations: [regulars]\n---\n"
    land(github, {POST: post(more="persona: olivia\n"), "personas/olivia.md": persona}, MINA)
    push(github, {"personas/olivia.md": persona.replace("any", "female")})
    stopped(github, "personas/olivia.md at")


def test_an_image_of_an_approved_post_is_exchanged(github):
    picture = "media: [{file: shop.png, alt: The shop}]\n"
    land(github, {POST: post(more=picture), "content/media/shop.png": "a picture"}, MINA)
    push(github, {"content/media/shop.png": "another picture"})
    stopped(github, "content/media/shop.png at")


def test_a_channel_is_led_to_an_attackers_server(github):
    """The secret of the channel would go to whoever listens there."""
    land(github, {POST: post()}, MINA)
    elsewhere = settings(github).replace(github.team.sandbox.url, "http://127.0.0.1:9")
    land(github, {"smmops.yaml": elsewhere}, JUNO)
    stopped(github, "smmops.yaml at")


def test_rules_are_loosened_by_the_change_that_needs_them(github):
    loose = settings(github).replace("minimum: 1, level: attested", "minimum: 0, level: on-main")
    assert loose != settings(github)
    land(github, {"smmops.yaml": loose, POST: post()})
    stopped(github, "autumn.md at")


def test_a_team_makes_itself_solo(github):
    alone = "members:\n  - {id: juno, github_id: 1002, git_emails: [juno@acme.example], roles: [admin]}\nsolo: true\n"
    land(github, {"team.yaml": alone, POST: post()}, JUNO)
    stopped(github, "0 of 1 approvals count (juno wrote a part of what was merged)")


def test_an_author_brings_a_second_account_of_his_into_the_team(github):
    more = PEOPLE.replace(
        "members:\n", "members:\n  - {id: puppet, github_id: 1003, roles: [approver, admin]}\n"
    )
    from tests.forge.github.hub import Account

    puppet = Account(1003, "puppet")
    github.hub.accounts["puppet"] = puppet
    github.hub.permissions["puppet"] = "write"
    land(github, {"team.yaml": more, POST: post()}, puppet)
    stopped(github, "unknown is no member of team.yaml")


@pytest.mark.parametrize("level", ["", ", level: merged", ", level: attested"])
def test_the_forge_is_changed_to_the_one_that_believes_trailers(github, level):
    """Whatever level policy asks: who merges could write `Approved-by: mina` into the merge's message."""
    asked = settings(github).replace(", level: attested", level) + "# again\n"
    land(github, {"smmops.yaml": asked}, MINA)
    local = asked.replace("{kind: github, repository: haneul-books/social}", "{kind: local}")
    assert local != asked
    merge(github, {"smmops.yaml": local, POST: post()}, message="x\n\nApproved-by: mina")
    stopped(github, "before it, GitHub said who approves, and another forge is asked now")


def test_the_job_runs_on_another_branch_with_other_files(github):
    """What lies in the work tree, and which commit the event named, is nobody's approval."""
    team = github.team
    team.run_git("switch", "--quiet", "-c", "evil")
    path = team.clone / POST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post(), encoding="utf-8")
    team.run_git("add", "--all")
    team.run_git("commit", "--quiet", "-m", "evil")
    head = team.run_git("rev-parse", "HEAD").strip()
    stopped(github, "nothing to do", GITHUB_SHA=head, GITHUB_REF="refs/heads/evil", GITHUB_ACTOR="mina-books")


def test_somebody_says_that_he_is_an_approver(github):
    land(github, {POST: post()}, JUNO)
    spoofed = {"GITHUB_ACTOR": "mina-books", "GITHUB_TRIGGERING_ACTOR": "mina-books"}
    stopped(github, "juno wrote a part of what was merged", **spoofed)


def test_an_emergency_goes_out_and_is_flagged(github):
    """Not stopped: that is what it is for. The receipt says so, with the reason."""
    from tests.forge.github.hub import Labelled

    change = land(github, {POST: post()})
    pull = change.pull
    pull.body, pull.labels = "Break-glass: the shop shows a price of 1 won", ["break-glass"]
    assert pull.merged_at
    pull.events.append(Labelled("labeled", "break-glass", pull.merged_at, MINA))
    assert tick(github).code == 0
    shown = github.smmops("ledger", "show", "autumn", "--format", "json").json["publications"][0]
    assert github.team.live() == [TEXT]
    assert (shown["approval"]["bypass"], shown["approval"]["reason"]) == (
        True,
        "the shop shows a price of 1 won",
    )


def test_a_live_post_is_edited_without_approval(github):
    land(github, {POST: post()}, MINA)
    tick(github)
    before = len(github.team.sandbox.control.requests())
    land(github, {POST: post("Everything for 1 won")})
    tick(github)
    assert github.team.live() == [TEXT]
    wrote = [one for one in github.team.sandbox.control.requests()[before:] if "putRecord" in one["path"]]
    assert wrote == []


def test_main_is_led_to_a_branch_with_a_past_of_its_own(github):
    """An orphan branch that one person founded, whose first commit nobody could have approved."""
    land(github, {"content/2026/12/before.md": post("What went out before")}, MINA)
    assert tick(github).code == 0
    seen = len(github.team.sandbox.control.requests())
    team, alone = (
        github.team,
        "members: [{id: juno, git_emails: [juno@acme.example], roles: [admin]}]\nsolo: true\n",
    )
    evil = settings(github).replace("brand:", "main_branch: evil\nbrand:")
    for trick in ("orphan", "merge"):
        team.run_git("switch", "--quiet", "--orphan", f"root-{trick}")
        if trick == "merge":
            team.run_git("commit", "--quiet", "--allow-empty", "-m", "root")
            team.run_git(
                "merge", "--quiet", "--allow-unrelated-histories", "-s", "ours", "-m", "x", "origin/main"
            )
        bring(github, {"smmops.yaml": evil, "team.yaml": alone, POST: post()})
        team.run_git("push", "--quiet", "--force", "origin", "HEAD:evil")
        push(github, {"smmops.yaml": evil + f"# {trick}\n"})
        ran = tick(github)
        assert "main does not go on from" in said(ran), said(ran)
        assert ran.code == 75
        assert github.team.live() == ["What went out before"]
        assert len(github.team.sandbox.control.requests()) == seen


def test_rules_that_nobody_approved_judge_the_next_change(github):
    """Two steps: the first makes him the only member, and blocks all; the second is judged by the first."""
    alone = "members:\n  - {id: juno, github_id: 1002, git_emails: [juno@acme.example], roles: [admin]}\nsolo: true\n"
    push(github, {"team.yaml": alone})
    push(github, {"team.yaml": alone + "# again\n", POST: post()})
    stopped(github, "pushed to main without a merge")


def test_a_policy_that_nobody_approved_judges_the_next_change(github):
    loose = settings(github).replace("minimum: 1, level: attested", "minimum: 0, level: on-main")
    more = PEOPLE.replace("roles: [editor, approver]", "roles: [editor, approver, admin]")
    land(github, {"smmops.yaml": loose, "team.yaml": more})
    land(github, {"smmops.yaml": loose + "# again\n", "team.yaml": more + "# again\n"}, JUNO, by=MINA)
    land(github, {POST: post()}, by=JUNO)
    stopped(github, "0 of 1 approvals count")


def test_the_forge_is_changed_in_two_steps(github):
    local = settings(github).replace("{kind: github, repository: haneul-books/social}", "{kind: local}")
    local = local.replace("level: attested", "level: merged")
    trailer = "x\n\nApproved-by: mina"
    merge(github, {"smmops.yaml": local}, message=trailer)
    merge(github, {"smmops.yaml": local + "# again\n", POST: post()}, message=trailer)
    stopped(github, "before it, GitHub said who approves, and another forge is asked now")
