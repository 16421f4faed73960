"""Histories on GitHub that end approved."""

from tests.forge.github.told import (
    BY_MONEY,
    BY_PATH,
    BY_TYPE,
    CAMPAIGN,
    CAMPAIGN_FILE,
    IMAGE,
    LEGAL,
    LEO,
    MINA,
    PEOPLE,
    PERSONA,
    PERSONA_TEXT,
    PICTURE,
    PNG,
    POST,
    SMMOPS,
    SORA,
    STRANGER,
    TEAM,
    TRAINED,
    after,
    approve,
    for_client,
    merged,
    opened,
    post,
    reviewed,
    rules,
    sign_off,
    sized,
)
from tests.forge.github.told_more import (
    by_github_itself,
    deleted_fork,
    in_one,
    late,
    many,
    moved_away,
    no_activity,
    renamed_login,
    used_branch,
)
from tests.forge.github.town import KIM, POLICY, SETTINGS, Town

SOLO = "members: [{id: mina, github: mina-books, github_id: 1001}]\nsolo: true\n"

APPROVED = {
    "squashed": lambda: reviewed(MINA),
    "merged with a merge commit": lambda: reviewed(MINA, how="merge"),
    "rebased": lambda: reviewed(MINA, how="rebase"),
    "rebased, the post in an older commit than the last": lambda: merged(
        opened().commit({"README.md": "one"}).commit({"README.md": "two"}).review(MINA), "rebase"
    ),
    "squashed from several commits": lambda: merged(
        opened().commit({"README.md": "one"}).commit({"README.md": "two"}).review(MINA)
    ),
    "through the merge queue": lambda: reviewed(MINA, how="queue"),
    "through the merge queue behind another": lambda: after(
        Town(),
        approve(("README.md", "x")),
        lambda town: merged(town.open({POST: post()}).review(MINA), "queue"),
    ),
    "updated with the button, then approved": lambda: merged(opened().update_branch(by=SORA).review(MINA)),
    "approved by the one who merges": lambda: reviewed(MINA, by_whom=MINA),
    "approved again after a stale approval": lambda: merged(
        opened().review(MINA).commit({POST: post("neu")}).review(MINA)
    ),
    "changes asked for, then approved": lambda: merged(
        opened().review(MINA, "CHANGES_REQUESTED").review(MINA)
    ),
    "approved, then only a comment": lambda: merged(opened().review(MINA).review(MINA, "COMMENTED")),
    "approved, a second review is pending": lambda: merged(opened().review(MINA).review(MINA, "PENDING")),
    "dismissed, then approved again": lambda: merged(opened().review(MINA).dismiss(MINA).review(MINA)),
    "another member asked for changes and enough approved": lambda: merged(
        opened().review(SORA, "CHANGES_REQUESTED").review(MINA)
    ),
    "a deleted reviewer beside one who counts": lambda: merged(opened().review(None).review(MINA)),
    "a stranger approves too": lambda: merged(opened().review(STRANGER).review(MINA)),
    "approved once more after the merge": lambda: late(opened().review(MINA)),
    "250 reviews on three pages, the last counts": lambda: merged(many(opened(), 250).review(MINA)),
    "the organisation was renamed": lambda: moved_away(reviewed(MINA)),
    "the approver renamed his account": lambda: renamed_login(reviewed(MINA), MINA, "mina-park"),
    "as many files and lines as GitHub shows": lambda: sized(300, 12_000, 8_000),
    "from a fork": lambda: reviewed(MINA, by=STRANGER, where="fork"),
    "from a fork that was deleted": deleted_fork,
    "a commit of nobody's account, and an approver whose addresses are known": lambda: merged(
        opened(email="hanna@agency.example", account=False).review(MINA)
    ),
    "an administrator merges past the rules, and a review was there": lambda: reviewed(SORA, by_whom=MINA),
    "a branch whose name the approver used before": used_branch,
    "a commit that GitHub made, and an approver without addresses": by_github_itself,
    "who pushed cannot be read": no_activity,
    "two approvals and legal for a label": lambda: reviewed(
        MINA, LEO, settings=LEGAL, text=post(labels="[regulated]")
    ),
    "a label that no rule names": lambda: reviewed(MINA, settings=LEGAL, text=post(labels="[seasonal]")),
    "one of any for a type": lambda: reviewed(MINA, LEO, settings=BY_TYPE, text=post(type="risky")),
    "all for a path": lambda: reviewed(LEO, settings=BY_PATH),
    "finance for a campaign over the sum": lambda: after(
        Town(settings=BY_MONEY),
        approve((CAMPAIGN_FILE, CAMPAIGN % "3_000_000"), by=(MINA, KIM)),
        approve((POST, post(campaign="winter-launch"))),
    ),
    "the client's word by a named proxy": lambda: sign_off(for_client()),
    "the client's word in the same pull request": in_one,
    "valid training": lambda: reviewed(SORA, team=TRAINED % "2026-09-01"),
    "an emergency with its reason": lambda: merged(
        opened(body="Prices are wrong.\n\nBreak-glass: the shop shows 1 won\n").label("break-glass")
    ),
    "an emergency whose reason stands in the merge": lambda: merged(
        opened().label("break-glass"), message="Change\n\nBreak-glass: the shop shows 1 won"
    ),
    "an image that came later, approved": lambda: after(
        reviewed(MINA, text=post(media=PICTURE)), approve((IMAGE, PNG))
    ),
    "a persona that came later, approved": lambda: after(
        Town(files={PERSONA: PERSONA_TEXT}),
        approve((POST, post(persona="olivia-owner"))),
        approve((PERSONA, PERSONA_TEXT + "More.\n")),
    ),
    "a policy that an admin approved": lambda: after(
        reviewed(MINA), approve((SMMOPS, SETTINGS + POLICY + "  late: skip\n"))
    ),
    "a later push to another file": lambda: after(
        reviewed(MINA), lambda town: town.push({"README.md": "hello"})
    ),
    "solo, pushed to main": lambda: after(Town(team=SOLO), lambda town: town.push({POST: post()}, by=MINA)),
    "on-main asks for nobody": lambda: after(
        Town(settings=SETTINGS + "policy: {approvals: {minimum: 1, level: on-main}}\n"),
        lambda town: town.push({POST: post()}),
    ),
    "the level that GitHub gives is asked by name": lambda: reviewed(
        MINA, settings=rules("{match: {networks: [bluesky]}, approvals: {minimum: 1, level: attested}}")
    ),
    "a co-author who does not approve": lambda: merged(
        opened(message="edit\n\nCo-authored-by: Sora <sora@acme.example>").review(MINA)
    ),
    "a team with one more member, by an admin": lambda: after(
        reviewed(MINA), approve((PEOPLE, TEAM + "# one more\n"))
    ),
}
