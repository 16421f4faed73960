"""What attacks stand on works: without these, a mistake of the stage could stop every attack."""

from tests.adversarial.test_content import Late
from tests.adversarial.test_workflows import FILES
from tests.adversarial.town import POST, TEXT, land, post, tick
from tests.cli.test_github import MINA


def test_the_honest_way_goes_out(github):
    land(github, {POST: post()}, MINA)
    assert tick(github).code == 0
    assert github.team.live() == [TEXT]


def test_a_workspace_that_moves_into_a_folder_goes_on(team):
    """The guard of main's past stops nobody who moves his files in the same history."""
    team.post("before", "Before")
    assert team.smmops("publish", "--live").code == 0
    team.run_git("rm", "-q", "-r", "content")
    (team.clone / "brands").mkdir()
    team.run_git("mv", "smmops.yaml", "brands/smmops.yaml")
    team.run_git("mv", "team.yaml", "brands/team.yaml")
    team.run_git("commit", "--quiet", "-m", "move")
    team.run_git("push", "--quiet", "origin", "HEAD:main")
    ran = team.smmops("publish", "-C", "brands", "--live")
    assert ran.code == 0, ran.err


def test_the_race_between_claim_and_call_is_won_by_an_approved_text():
    assert Late().tick() == [TEXT]


def test_there_are_workflows_to_look_at():
    assert {"ci.yml", "smmops-check.yml", "smmops-publish.yml"} <= {path.name for path in FILES}
