"""Histories on GitHub that policy, a client, an emergency or another file of the post stop, and words of the reason."""

from tests.forge.github.told import (
    BY_CLIENT,
    BY_MONEY,
    BY_PATH,
    BY_TYPE,
    CAMPAIGN,
    CAMPAIGN_FILE,
    FOR_CLIENT,
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
    TEAM,
    after,
    approve,
    for_client,
    merged,
    opened,
    post,
    reviewed,
    rules,
    sign_off,
)
from tests.forge.github.told_more import (
    changed_word,
    declared_late,
    loosened,
    nobody_asked_two,
    pushed_word,
    renamed_login,
)
from tests.forge.github.town import POLICY, SETTINGS, Town

BOT_MEMBER = TEAM.replace("github: sora-s, github_id: 1003", 'github: "review-robot[bot]", github_id: 7007')
NO_NUMBER = TEAM.replace("github_id: 1001, ", "")

WITH_PICTURE = post(labels="[for-client]", media=PICTURE)

BY_POLICY = {
    "one of two by a label": (
        lambda: reviewed(LEO, settings=LEGAL, text=post(labels="[regulated]")),
        "1 of 2",
    ),
    "all of a group: legal is missing": (
        lambda: reviewed(MINA, SORA, settings=LEGAL, text=post(labels="[regulated]")),
        "an approval by legal is missing",
    ),
    "any of a group: none of them": (
        lambda: reviewed(MINA, settings=BY_TYPE, text=post(type="risky")),
        "one of legal, finance is missing",
    ),
    "by path": (lambda: reviewed(MINA, settings=BY_PATH), "an approval by legal is missing"),
    "by money: finance is missing": (
        lambda: after(
            Town(settings=BY_MONEY),
            approve((CAMPAIGN_FILE, CAMPAIGN % "3_000_000")),
            approve((POST, post(campaign="winter-launch"))),
        ),
        "an approval by finance is missing",
    ),
    "rules loosened by the same change": (
        lambda: loosened("squash"),
        "1 of 2",
    ),
    "rules loosened by an older commit of the same rebase": (
        lambda: loosened("rebase"),
        "1 of 2",
    ),
    "no word of the client": (for_client, "an approval by client is missing"),
    "the client's word for another text": (
        lambda: sign_off(for_client(), text=FOR_CLIENT + "!"),
        "an approval by client is missing",
    ),
    "the client's word in another member's name": (
        lambda: sign_off(for_client(), via="sora"),
        "an approval by client is missing",
    ),
    "the client's word that nobody else looked at": (
        lambda: sign_off(for_client(), seen=()),
        "an approval by client is missing",
    ),
    "the client's word that the merge changed": (changed_word, "an approval by client is missing"),
    "an image that came after the client's word": (
        lambda: after(
            sign_off(
                merged(Town(settings=BY_CLIENT).open({POST: WITH_PICTURE}).review(MINA)), text=WITH_PICTURE
            ),
            approve((IMAGE, PNG)),
        ),
        "brew.png",
    ),
    "the client's word that was pushed": (pushed_word, "an approval by client is missing"),
    "the client's word is no member's approval": (
        lambda: sign_off(merged(Town(settings=BY_CLIENT).open({POST: FOR_CLIENT}))),
        "0 of 1",
    ),
    "an emergency without a reason": (lambda: merged(opened().label("break-glass")), "0 of 1"),
    "an emergency without the label": (lambda: merged(opened(body="Break-glass: quick")), "0 of 1"),
    "an emergency that was declared after the merge": (declared_late, "0 of 1"),
    "an emergency that was called off": (
        lambda: merged(opened(body="Break-glass: x").label("break-glass").label("break-glass", "unlabeled")),
        "0 of 1",
    ),
    "an emergency for policy itself": (
        lambda: after(
            reviewed(MINA),
            lambda town: merged(
                town.open({SMMOPS: SETTINGS + POLICY + "  late: skip\n"}, body="Break-glass: x").label(
                    "break-glass"
                )
            ),
        ),
        "smmops.yaml",
    ),
    "an image changed later without approval": (
        lambda: after(
            Town(),
            approve((IMAGE, PNG), (POST, post(media=PICTURE))),
            lambda town: merged(town.open({IMAGE: PNG + b"!"})),
        ),
        "brew.png",
    ),
    "a persona changed later without approval": (
        lambda: after(
            Town(files={PERSONA: PERSONA_TEXT}),
            approve((POST, post(persona="olivia-owner"))),
            lambda town: town.push({PERSONA: PERSONA_TEXT + "more\n"}),
        ),
        PERSONA,
    ),
    "a policy that no admin approved": (
        lambda: after(reviewed(MINA), approve((SMMOPS, SETTINGS + POLICY + "  late: skip\n"), by=(SORA,))),
        "smmops.yaml",
    ),
    "a team that was pushed": (
        lambda: after(reviewed(MINA), lambda town: town.push({PEOPLE: TEAM + "# me too\n"})),
        "team.yaml",
    ),
    "an unapproved revert to approved bytes": (
        lambda: after(
            reviewed(MINA), approve((POST, post("anders"))), lambda town: merged(town.open({POST: post()}))
        ),
        "0 of 1",
    ),
    "a review where signatures are asked": (
        lambda: reviewed(MINA, settings=SETTINGS + "policy: {approvals: {minimum: 1, level: signed}}\n"),
        "0 of 1 signatures count",
    ),
    "a renamed account whose member has no number": (
        lambda: renamed_login(reviewed(MINA, team=NO_NUMBER), MINA, "mina-park"),
        "unknown is no member",
    ),
    "nobody is asked, and it was pushed": (
        lambda: after(
            Town(
                settings=rules(
                    "{match: {networks: [x]}, approvals: {minimum: 1}}", base="{minimum: 0, level: merged}"
                )
            ),
            lambda town: town.push({POST: post()}),
        ),
        "without a merge",
    ),
    "nobody is asked, and two pull requests claim it": (
        nobody_asked_two,
        "2 merged pull requests",
    ),
}
